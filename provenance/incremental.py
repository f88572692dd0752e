"""A trace of what has changed: of the whole archive the families of the changed documents, from what is remembered.

It is the same trace: the pairs compared and the furniture known are those of a run over everything, and what is
remembered of documents and of pairs is used only where all that it rests on is the same. What a whole collection
teaches of order is what it taught the last full run. Whatever is odd makes a full run.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from provenance import index as indexes
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

    from provenance.engines import Engine
    from provenance.index import Index, Recalled, Remembering
    from provenance.matching import Progress
    from provenance.model import Report
    from provenance.readers.intake import Intake, Path
    from provenance.settings import Settings


FRESH_SHARE = 0.01
"""Of the documents: as long as fewer are new, to read them again costs less than to write the cache anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """A trace, and what it can be remembered by."""

    report: Report
    taught: Taught
    _reading: Remembering | Recalled
    _compared: Memory[tuple[Alignment, ...]]
    _memories: Memories
    _digests: Sequence[bytes]

    @property
    def fresh(self) -> int:
        """How many documents had not been read before."""
        return len(self._reading.fresh)

    def index(self) -> Index:
        """What is to be remembered of all its documents."""
        lesson = {**asdict(self.taught.calibration), "crowded": self.taught.crowded}
        known = {
            "compared": self._compared.kept(self._digests),
            "heard": self._memories.heard.kept(self._digests),
            "signs": self._memories.signs.kept(self._digests),
            "said": self._memories.said.kept(self._digests),
        }
        return replace(self._reading.index(), taught=json.dumps(lesson, sort_keys=True), memories=known)


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

    `changed`: ids, None for everything, which asks no memory. The cache is used where it can be, and written anew where
    much is new. Raises `ProvenanceError`.
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
    with ENGINES.load(engine)(jobs=jobs) as workers:
        if held is None or changed is None:
            run = everything(intake, settings, workers, progress or silent)
        else:
            run = near(intake, settings, workers, held, changed)
    if held is None or run.fresh > FRESH_SHARE * len(intake.documents):
        try:
            indexes.store(cache, run.index(), settings)
        except OutputError as error:
            notes.append(f"the cache was not written: {error.message}")
    return run.report, tuple(notes)


def everything(
    intake: Intake, settings: Settings, workers: Engine, progress: Progress, held: Index | None = None
) -> Run:
    """The trace of all documents. What an index holds of them is not worked out again."""
    documents, digests = intake.documents, intake.digests
    compared, memories = _memories(held.memories if held else {}, digests)
    reading: Remembering | Recalled
    if held is None:
        reading = indexes.Remembering(documents, digests, settings, compared)
    else:
        reading = indexes.Recalled(held, documents, digests, settings, compared)
    found = matched(documents, settings, workers, progress, reading)
    told, taught = report(intake, found, settings, workers, progress, memories=memories)
    return Run(told, taught, reading, compared, memories, digests)


def _memories(
    known: Mapping[str, Mapping[bytes, bytes]], digests: Sequence[bytes]
) -> tuple[Memory[tuple[Alignment, ...]], Memories]:
    """What is known of what pairs share, and of what documents tell, alone and together."""
    compared: Memory[tuple[Alignment, ...]] = Memory(tuple[Alignment, ...], 2 * DIGEST, known.get("compared", {}))
    heard: Memory[Heard] = Memory(Heard, DIGEST, known.get("heard", {}))
    signs: Memory[Signs] = Memory(Signs, DIGEST, known.get("signs", {}))
    said: Memory[Said] = Memory(Said, 2 * DIGEST, known.get("said", {}))
    return compared, Memories(heard, signs, said, digests)


def _held(cache: Path, settings: Settings, notes: list[str]) -> tuple[Index, Taught] | None:
    """What is remembered, and what the last full run learned; None, with a note, where that cannot be used."""
    index = indexes.load(cache, settings)
    taught = index if isinstance(index, str) else taught_by(index)
    if isinstance(index, str) or isinstance(taught, str):
        notes.append(f"the cache is not used: {taught}; everything is read anew")
        return None
    return index, taught


def near(
    intake: Intake, settings: Settings, workers: Engine, held: tuple[Index, Taught], changed: Collection[str]
) -> Run:
    """The trace of the families of the changed documents, by what the whole collection has taught."""
    documents, (index, taught) = intake.documents, held
    compared, memories = _memories(index.memories, intake.digests)
    known = indexes.Recalled(index, documents, intake.digests, settings, compared)
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
    of_these = replace(memories, digests=[intake.digests[number] for number in numbers])
    told, _ = report(near_by, found, settings, workers, silent, taught, of_these, changed)
    return Run(told, taught, known, compared, memories, intake.digests)


def taught_by(index: Index) -> Taught | str:
    """What the last full run learned, or in words why that cannot be told."""
    try:
        lesson = json.loads(index.taught)
        return Taught(Calibration(lesson["pairs"], lesson["weights"], lesson["outlets"]), tuple(lesson["crowded"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return "it is damaged"
