"""Corrections: a document that takes a statement back, and the later ones that still carry the old wording.

A correction is heard where a document says of itself that it corrects ("Correction: an earlier version of this story
said …") and a sentence of it differs from one in another document in a figure, a name, a date or a negation: either
the note speaks of what differs, or the other document is an earlier version of the same item. A statement is taken back
altogether where the note repeats a run of its words and says that they do not hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from provenance.kernels import lowered
from provenance.lexicon import CORRECTION_MARKS, CORRECTION_NOTES, TAKEN_BACK
from provenance.model import LEANING, WITHDRAWN, Change, Correction, Place, RelationType, Span, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.model import Match, Relation, Segment, Witness

_TELLING = frozenset({"number", "name", "date", "negation"})
_WORD = re.compile(r"\w+")
_NOTE_SENTENCES = 3  # the one with the note, and what it goes on to say
_MAX_NOTES = 5
_MIN_REPEATED_WORDS = 8
_MAX_SILENT_CHANGES = 3  # of a version whose note does not say what it corrects: more changes are a rewriting


def corrections(
    matches: Iterable[Match], relations: Iterable[Relation], witnesses: Mapping[str, Witness]
) -> tuple[Correction, ...]:
    """The corrections, in the order of their documents and places."""
    relations = tuple(relations)
    names = {name for relation in relations for name in (relation.a, relation.b)}
    notes = {name: held for name in sorted(names) if (held := tuple(dict.fromkeys(_notes(witnesses[name]))))}
    by_document: dict[str, list[tuple[str, Segment, bool]]] = defaultdict(list)
    for match in matches if notes else ():
        for segment in match.segments:
            if segment.changes and any(change.type in _TELLING for change in segment.changes):
                by_document[match.a.document].append((match.b.document, segment, True))
                by_document[match.b.document].append((match.a.document, segment, False))
    believed = {}
    for relation in relations if notes else ():
        is_version = relation.type is RelationType.VERSION
        believed[relation.a, relation.b] = relation.p_a_first, is_version
        believed[relation.b, relation.a] = 1 - relation.p_a_first, is_version
    partners: dict[str, list[str]] = defaultdict(list)
    for name, other in sorted(pair for pair in believed if pair[0] in notes):
        partners[name].append(other)
    return tuple(
        correction
        for name, held in notes.items()
        for correction in (
            *_of(witnesses[name], held, by_document[name], believed, witnesses),
            *_withdrawn(witnesses[name], held, partners[name], believed, witnesses),
        )
    )


def _of(
    witness: Witness,
    notes: Sequence[Span],
    held: Sequence[tuple[str, Segment, bool]],
    believed: Mapping[tuple[str, str], tuple[float, bool]],
    witnesses: Mapping[str, Witness],
) -> Iterator[Correction]:
    """The corrections that one document makes: each changed sentence once, with all who have the old one."""
    changed: dict[tuple[Span, Change], list[Place]] = defaultdict(list)
    silent: dict[str, int] = defaultdict(int)
    for other, segment, _ in held:
        silent[other] += sum(change.type in _TELLING for change in segment.changes)
    for other, segment, is_a in held:
        own, there = (segment.a, segment.b) if is_a else (segment.b, segment.a)
        p_first, is_version = believed.get((witness.id, other), (0.5, False))
        is_earlier = is_version and p_first <= 1 - LEANING and silent[other] <= _MAX_SILENT_CHANGES
        for change in segment.changes:
            new, old = (change.a, change.b) if is_a else (change.b, change.a)
            is_meant = is_earlier or any(_speaks_of(witness.quote(note), new, old) for note in notes)
            if change.type in _TELLING and is_meant and not any(note.overlap(own) for note in notes):
                changed[own, Change(change.type, old, new)].append(Place(other, there.start, there.end))
    for (own, change), places in sorted(changed.items(), key=lambda row: (row[0][0], row[0][1].type, row[0][1].a)):
        note = next((n for n in notes if _speaks_of(witness.quote(n), change.b, change.a)), notes[0])
        later = [place for place in places if believed.get((witness.id, place.document), (0.5, False))[0] >= LEANING]
        first = min(places, key=lambda place: (place in later, _by_place(place)))
        yield Correction(
            document=witness.id,
            start=note.start,
            end=note.end,
            quote=witness.quote(note),
            change=change,
            new=Wording(witness.id, own.start, own.end, witness.quote(own)),
            old=_wording(first, witnesses),
            carriers=tuple(_wording(place, witnesses) for place in sorted(later, key=_by_place)),
        )


def _withdrawn(
    witness: Witness,
    notes: Sequence[Span],
    partners: Iterable[str],
    believed: Mapping[tuple[str, str], tuple[float, bool]],
    witnesses: Mapping[str, Witness],
) -> Iterator[Correction]:
    """What one document takes back altogether, and who has it: a correction for each note that does so."""
    for note in notes:
        if not TAKEN_BACK.search(witness.quote(note)):
            continue
        rest = [passage for passage in witness.passages if not passage.overlap(note)]
        kept = set().union(*(_runs(witness.quote(passage)) for passage in rest))
        repeated = _runs(witness.quote(note)) - kept
        places = [
            Place(other, passage.start, passage.end)
            for other in partners
            for passage in witnesses[other].passages
            if repeated & _runs(witnesses[other].quote(passage)) and not _is_in_a_note(witnesses[other], passage)
        ]
        later = [place for place in places if believed[witness.id, place.document][0] >= LEANING]
        earlier = [place for place in places if place not in later]
        if earlier:
            old = _wording(min(earlier, key=_by_place), witnesses)
            yield Correction(
                document=witness.id,
                start=note.start,
                end=note.end,
                quote=witness.quote(note),
                change=Change(WITHDRAWN, old.words or "", ""),
                new=Wording(witness.id, note.start, note.end, witness.quote(note)),
                old=old,
                carriers=tuple(_wording(place, witnesses) for place in sorted(later, key=_by_place)),
            )


def _runs(words: str) -> set[tuple[str, ...]]:
    """All runs of `_MIN_REPEATED_WORDS` words, folded."""
    folded = _WORD.findall(words.casefold())
    return {tuple(folded[n : n + _MIN_REPEATED_WORDS]) for n in range(len(folded) - _MIN_REPEATED_WORDS + 1)}


def _is_in_a_note(witness: Witness, passage: Span) -> bool:
    return any(note.overlap(passage) for note in _notes(witness))


def _notes(witness: Witness) -> Iterator[Span]:
    """Where a document says that it corrects: the sentence and what follows it."""
    passages, low = witness.passages, lowered(witness.document.text)
    if not any(mark in low for mark in CORRECTION_MARKS):
        return
    for found in islice(CORRECTION_NOTES.finditer(low), _MAX_NOTES):
        first = max(bisect_right(passages, found.start(), key=lambda p: p.start) - 1, 0)
        last = min(first + _NOTE_SENTENCES, len(passages)) - 1
        yield Span(min(passages[first].start, found.start()), passages[last].end)


def _speaks_of(note: str, new: str, old: str) -> bool:
    """Whether a note names what was changed: the old wording, or the new."""
    folded = note.casefold()
    return any(words and words.casefold() in folded for words in (new.strip(), old.strip()))


def _by_place(place: Place) -> tuple[str, int]:
    return place.document, place.start or 0


def _wording(place: Place, witnesses: Mapping[str, Witness]) -> Wording:
    start, end = place.start or 0, place.end or 0
    return Wording(place.document, start, end, witnesses[place.document].quote(Span(start, end)))
