"""A trace of what has changed: of the whole archive the families of the changed documents, from what is remembered.

It is the same trace: the pairs compared and the furniture known are those of a run over everything, and what is
remembered of documents and of pairs is used only where all that it rests on is the same. What a whole collection
teaches of order is what it taught the last full run. Whatever is odd makes a full run, and a full run asks no memory.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from provenance import archive as archives
from provenance.batch import chosen
from provenance.calibration import Calibration
from provenance.direction import Said
from provenance.engines import ENGINES
from provenance.errors import OutputError
from provenance.matching import matched, matching, paired
from provenance.memory import DIGEST, Memory
from provenance.model import Alignment, Signs
from provenance.pipeline import Memories, Taught, report, silent
from provenance.readers.intake import read_all
from provenance.settings import check
from provenance.testimony import Heard
from provenance.vicinity import around

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from provenance.archive import Archive
    from provenance.engines import Engine
    from provenance.matching import Progress
    from provenance.model import Report
    from provenance.readers.intake import Intake, Path
    from provenance.settings import Settings


FRESH_SHARE = 0.01
"""Of the documents: as long as fewer are new, to read them again costs less than to write the cache anew."""


def trace_changed(
    paths: Sequence[Path],
    settings: Settings,
    cache: Path,
    changed: Collection[str] | None,
    *,
    engine: str = "local",
    jobs: int = 1,
    outputs: Sequence[Path] = (),
    dates: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Report, tuple[str, ...]]:
    """The report on the families of the changed documents, or on all, and in words what there is to say of the cache.

    `changed`: ids, None for everything. The cache is used where it can be, and written anew where much is new. Raises
    `ProvenanceError`.
    """
    settings = check(settings)
    notes: list[str] = []
    held = None if changed is None else _held(cache, settings, notes)
    known = held[0].places() if held else {}
    intake = read_all(
        paths,
        settings.read,
        outputs=(*outputs, cache),
        dates=dates,
        progress=progress,
        is_known=known.__contains__,
    )
    archive: Archive | None
    with ENGINES.load(engine)(jobs=jobs) as workers:
        if held is None or changed is None:
            told, archive = _all(intake, settings, workers, progress or silent)
        else:
            told, archive = _near(intake, settings, workers, held, changed)
    if archive is not None:
        try:
            archives.store(cache, archive, settings)
        except OutputError as error:
            notes.append(f"the cache was not written: {error.message}")
    return told, tuple(notes)


def _all(intake: Intake, settings: Settings, workers: Engine, progress: Progress) -> tuple[Report, Archive]:
    """The report on everything, and what is to be remembered of it."""
    compared, memories = _memories({}, intake.digests)
    reading = archives.Remembering(intake.documents, intake.digests, settings, compared)
    found = matched(intake.documents, settings, workers, progress, reading)
    told, taught = report(intake, found, settings, workers, progress, memories=memories)
    lesson = {**asdict(taught.calibration), "crowded": taught.crowded}
    archive = replace(reading.archive(), taught=json.dumps(lesson, sort_keys=True))
    return told, _remembering(archive, compared, memories, intake.digests)


def _memories(
    known: Mapping[str, Mapping[bytes, bytes]], digests: Sequence[bytes]
) -> tuple[Memory[tuple[Alignment, ...]], Memories]:
    """What is known of what pairs share, and of what documents tell, alone and together."""
    compared: Memory[tuple[Alignment, ...]] = Memory(tuple[Alignment, ...], 2 * DIGEST, known.get("compared", {}))
    heard: Memory[Heard] = Memory(Heard, DIGEST, known.get("heard", {}))
    signs: Memory[Signs] = Memory(Signs, DIGEST, known.get("signs", {}))
    said: Memory[Said] = Memory(Said, 2 * DIGEST, known.get("said", {}))
    return compared, Memories(heard, signs, said, digests)


def _remembering(
    archive: Archive, compared: Memory[tuple[Alignment, ...]], memories: Memories, digests: Sequence[bytes]
) -> Archive:
    """The archive with all that is known of its documents."""
    known = {
        "compared": compared.kept(digests),
        "heard": memories.heard.kept(digests),
        "signs": memories.signs.kept(digests),
        "said": memories.said.kept(digests),
    }
    return replace(archive, memories=known)


def _held(cache: Path, settings: Settings, notes: list[str]) -> tuple[Archive, Taught] | None:
    """What is remembered, and what the last full run learned; None, with a note, where that cannot be used."""
    archive = archives.load(cache, settings)
    taught = archive if isinstance(archive, str) else _taught(archive)
    if isinstance(archive, str) or isinstance(taught, str):
        notes.append(f"the cache is not used: {taught}; everything is read anew")
        return None
    return archive, taught


def _near(
    intake: Intake, settings: Settings, workers: Engine, held: tuple[Archive, Taught], changed: Collection[str]
) -> tuple[Report, Archive | None]:
    """The report on the families of the changed documents, and what is to be remembered where that is worth it."""
    documents = intake.documents
    archive, taught = held
    compared, memories = _memories(archive.memories, intake.digests)
    known = archives.Recalled(archive, documents, intake.digests, settings, compared)
    pairs, comparing = paired(documents, known, settings, workers)
    vicinity = around(pairs, comparing)
    members, aligned = vicinity.families(n for n, name in enumerate(comparing.outline.ids) if name in changed)
    numbers = sorted(members)
    place = {number: n for n, number in enumerate(numbers)}
    left_out = {"capped_buckets": pairs.capped_buckets, "dropped_pairs": pairs.dropped_pairs + vicinity.left_out}
    found = matching(
        chosen(comparing.outline, numbers),
        {(place[a], place[b]): shared for (a, b), shared in aligned.items()},
        len(vicinity.asked),
        {name: count for name, count in left_out.items() if count},
    )
    found.steps["compared_against"] = len(documents)
    near_by = replace(intake, documents=tuple(documents[number] for number in numbers))
    memories = replace(memories, digests=[intake.digests[number] for number in numbers])
    told, _ = report(near_by, found, settings, workers, silent, taught, memories, changed)
    if len(known.fresh) <= FRESH_SHARE * len(documents):
        return told, None
    return told, _remembering(known.archive(), compared, memories, intake.digests)


def _taught(archive: Archive) -> Taught | str:
    """What the last full run learned, or in words why that cannot be told."""
    try:
        lesson = json.loads(archive.taught)
        return Taught(Calibration(lesson["pairs"], lesson["weights"], lesson["outlets"]), tuple(lesson["crowded"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return "it is damaged"
