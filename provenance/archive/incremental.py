"""Incremental traces: only the families of changed documents are traced again, the rest is taken from the index.

The result is that of a full run on the same documents: the pairs compared and the furniture known are the same, and a
remembered result is used only where everything that it rests on is the same. What the collection teaches as a whole
(`lessons`) is kept by document; families that it touches anew are traced, too, whether they are asked for or not. Where
the index is odd in any way, a full run is made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from provenance import testimony
from provenance.archive import index as indexes
from provenance.archive.vicinity import around
from provenance.batch import chosen
from provenance.direction import Said
from provenance.engines import ENGINES
from provenance.errors import OutputError
from provenance.lessons import Lessons  # noqa: TC001 - what is remembered is read by annotations
from provenance.matching import bonds, compared, matching, paired
from provenance.memory import DIGEST, Known, Memory, decoded, encoded
from provenance.model import Alignment, Signs
from provenance.pipeline import Memories, report, silent
from provenance.readers import of_files
from provenance.readers.intake import read_all
from provenance.settings import check
from provenance.testimony import Heard, conventions
from provenance.wording.notices import Given, notices

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from provenance.archive.index import Index, Recalled, Remembering
    from provenance.batch import Outline
    from provenance.candidates import Candidates
    from provenance.engines import Engine
    from provenance.matching import Progress
    from provenance.matching.pairwise import Comparing
    from provenance.model import Document, Report, Span
    from provenance.readers.intake import Intake, Path
    from provenance.settings import Settings
    from provenance.testimony.conventions import Figures


@dataclass(frozen=True, slots=True)
class Taught:
    """What a run remembers of a whole collection: its lessons, and digests by which changes around a document are seen.

    `compared` and `matched` are `matching.bonds` of each document, in their order: with the documents that it was
    compared with, and with those that it matched.
    """

    compared: tuple[int, ...]
    matched: tuple[int, ...]
    lessons: Lessons

    def by_document(self, held: Sequence[int]) -> dict[str, int]:
        """`compared` or `matched` by the ids of the documents."""
        return dict(zip((each.document for each in self.lessons.documents), held, strict=True))


FRESH_SHARE = 0.01
"""Of the documents: as long as fewer are new, to read them again costs less than to write the cache anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """A report, and what is needed to make an index of the run."""

    report: Report
    taught: Taught
    _reading: Remembering | Recalled
    _shared: Memory[tuple[Alignment, ...]]
    _memories: Memories
    _digests: Sequence[bytes]

    @property
    def fresh(self) -> int:
        """How many documents the index did not know."""
        return len(self._reading.fresh)

    def index(self) -> Index:
        """The index of all documents of the run, whichever the report is on."""
        known = {
            "compared": self._shared.kept(self._digests),
            "heard": self._memories.heard.kept(self._digests),
            "signs": self._memories.signs.kept(self._digests),
            "said": self._memories.said.kept(self._digests),
        }
        return replace(self._reading.index(), taught=encoded(self.taught).decode(), memories=known)


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
    intake: Intake,
    settings: Settings,
    workers: Engine,
    progress: Progress,
    held: Index | None = None,
    about: Collection[str] | None = None,
) -> Run:
    """The trace of all documents. What an index holds of them is not worked out again.

    `about`: the documents that its report shows, None for all.
    """
    shared, memories = _memories(held.memories if held else {}, intake.digests)
    reading: Remembering | Recalled
    if held is None:
        reading = indexes.Remembering(intake.documents, intake.digests, settings, shared)
    else:
        reading = indexes.Recalled(held, intake.documents, intake.digests, settings, shared)
    pairs, comparing = paired(intake.documents, reading, settings, workers)
    found = compared(pairs, comparing, progress)
    place = {name: number for number, name in enumerate(found.outline.ids)}
    matches = {(place[match.a.document], place[match.b.document]) for match in found.matches}
    bound = bonds(comparing, _candidates(pairs)), bonds(comparing, matches)
    reading.batch = None
    del pairs, comparing, place, matches  # and with them the columns of all texts, which nothing asks for any more
    told, lessons = report(intake, found, settings, workers, progress, memories=memories, about=about)
    return Run(told, Taught(*bound, lessons), reading, shared, memories, intake.digests)


def _memories(
    known: Mapping[str, Mapping[bytes, bytes]], digests: Sequence[bytes]
) -> tuple[Memory[tuple[Alignment, ...]], Memories]:
    """The memories of an index, or empty ones: of alignments, and of what documents tell alone and together."""
    compared: Memory[tuple[Alignment, ...]] = Memory(tuple[Alignment, ...], 2 * DIGEST, known.get("compared", {}))
    heard: Memory[Heard] = Memory(Heard, DIGEST, known.get("heard", {}))
    signs: Memory[Signs] = Memory(Signs, DIGEST, known.get("signs", {}))
    said: Memory[Said] = Memory(Said, 2 * DIGEST, known.get("said", {}))
    return compared, Memories(heard, signs, said, digests)


def _held(cache: Path, settings: Settings, notes: list[str]) -> tuple[Index, Taught] | None:
    """The index in a cache file and its lessons; None, with a note, where it cannot be used."""
    index = indexes.load(cache, settings)
    taught = index if isinstance(index, str) else taught_by(index)
    if isinstance(index, str) or isinstance(taught, str):
        notes.append(f"the cache is not used: {taught}; everything is read anew")
        return None
    return index, taught


def near(
    intake: Intake, settings: Settings, workers: Engine, held: tuple[Index, Taught], changed: Collection[str]
) -> Run:
    """The trace of the families of the changed documents."""
    documents, (index, taught) = intake.documents, held
    shared, memories = _memories(index.memories, intake.digests)
    known = indexes.Recalled(index, documents, intake.digests, settings, shared)
    pairs, comparing = paired(documents, known, settings, workers)
    outline = comparing.outline
    changed = of_files(changed, outline.ids)
    bound = bonds(comparing, _candidates(pairs))
    heard = Known(memories.heard, intake.digests)
    written = testimony.figures(documents, outline, known.fresh, settings, workers, heard)
    asked = {*changed, *_moved(taught, pairs, comparing, bound), *_read_otherwise(taught, outline.ids, written)}
    asked |= _corrected(taught, documents, outline, known.fresh, changed)
    vicinity = around(pairs, comparing)
    members, aligned = vicinity.families(number for number, name in enumerate(outline.ids) if name in asked)
    numbers = sorted(members)
    place = {number: n for n, number in enumerate(numbers)}
    left_out = {"capped_buckets": pairs.capped_buckets, "dropped_pairs": pairs.dropped_pairs + vicinity.left_out}
    matches = bonds(comparing, aligned)
    found = matching(
        chosen(outline, numbers),
        {(place[a], place[b]): between for (a, b), between in aligned.items()},
        len(vicinity.asked),
        {name: count for name, count in left_out.items() if count},
    )
    found.steps["compared_against"] = len(documents)
    near_by = replace(intake, documents=tuple(documents[number] for number in numbers))
    of_these = replace(memories, digests=[intake.digests[number] for number in numbers])
    elsewhere = taught.lessons.of(frozenset(outline.ids).difference(found.outline.ids))
    told, lessons = report(near_by, found, settings, workers, silent, elsewhere, of_these, changed)
    was = taught.by_document(taught.matched)
    matched = tuple(matches[n] if n in members else was[name] for n, name in enumerate(outline.ids))
    taught = Taught(bound, matched, elsewhere.joined(lessons))
    return Run(told, taught, known, shared, memories, intake.digests)


def _candidates(pairs: Candidates) -> list[tuple[int, int]]:
    """Pairs that are worth comparing, those twice that are so in large families, too."""
    a, b = (np.concatenate([side, side[pairs.is_near]]).tolist() for side in (pairs.a, pairs.b))
    return list(zip(a, b, strict=True))


def _moved(taught: Taught, pairs: Candidates, comparing: Comparing, bound: Sequence[int]) -> frozenset[str]:
    """The documents that changed, or that match other texts than before.

    `bound` are the `bonds` of all documents with those that they are compared with. Where they are as before, so are
    the matches.
    """
    names = comparing.outline.ids
    compared, matched = (taught.by_document(held) for held in (taught.compared, taught.matched))
    others = {n for n, name in enumerate(names) if compared.get(name) != bound[n]}
    near = zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    joined = bonds(comparing, comparing.matched(pair for pair in near if not others.isdisjoint(pair)))
    return frozenset(names[n] for n in others if matched.get(names[n]) != joined[n])


def _read_otherwise(taught: Taught, names: Sequence[str], written: Mapping[str, tuple[Figures, ...]]) -> frozenset[str]:
    """The documents whose dates in figures are read in another way now (3/4 as 3 April or 4 March), by what others do.

    `written`: how the documents that are new write dates in figures.
    """
    before, there = taught.lessons.figures(), frozenset(names)
    after = {**{name: figures for name, figures in before.items() if name in there}, **written}
    return conventions.read_otherwise(before, after)


def _corrected(
    taught: Taught, documents: Sequence[Document], outline: Outline, fresh: Sequence[int], changed: Collection[str]
) -> set[str]:
    """The documents that a notice of correction ties to a changed one: those that give it or have the old wording."""
    number = {name: n for n, name in enumerate(outline.ids)}

    def read(n: int) -> tuple[str, Sequence[Span]]:
        return documents[n].text, outline.passages(n)

    given = {name: held for name, held in taught.lessons.notices().items() if name in number}
    given |= {outline.ids[n]: notices(*read(n), testimony.language(documents[n])) for n in fresh}
    meant = {name: set(held) for name, held in given.items() if name in changed and held}
    before = Given(given)
    for name in number.keys() & changed if any(given.values()) else ():
        for other, notice, _ in before.carried(name, *read(number[name])):
            meant.setdefault(other, set()).add(notice)
    asked = Given({name: sorted(held, key=lambda one: one.start) for name, held in meant.items()})
    told = {name for name, n in number.items() if any(True for _ in asked.carried(name, *read(n)))} if meant else set()
    return told | meant.keys()


def taught_by(index: Index) -> Taught | str:
    """The `Taught` in an index, or in words why it cannot be used."""
    try:
        taught: Taught = decoded(Taught, index.taught)
    except (ValueError, LookupError, TypeError, RecursionError):
        return "it is damaged"
    names = tuple(each.document for each in taught.lessons.documents)
    is_whole = names == index.outline.ids and len(taught.compared) == len(taught.matched) == len(names)
    return taught if is_whole else "it is damaged"
