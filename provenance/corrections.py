"""Corrections: a document that takes a statement back, and the later ones that still carry the old wording.

A correction is heard where a document says of itself that it corrects ("Correction: an earlier version of this story
said …") and a sentence of it differs from one in another document in a figure, a name, a date or a negation: either
the note speaks of what differs, or the other document is an earlier version of the same item. A statement is taken back
altogether where the note repeats a run of its words and says that they do not hold.

A correction may also be printed by itself ("In an article on 3 May we said … In fact …"): then whoever has the old
wording is looked for among all documents, by `notices`, and nothing is made of it where none had it before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from provenance.kernels import lowered, marks_in
from provenance.lexicon.changes import CORRECTION_MARKS, CORRECTION_NOTES, TAKEN_BACK
from provenance.model import LEANING, WITHDRAWN, Change, Correction, Place, RelationType, Span, Wording
from provenance.wording.notices import Given, notices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.model import Match, Relation, Segment, Witness
    from provenance.wording.notices import Notice

_TELLING = frozenset({"number", "name", "date", "negation"})
_WORD = re.compile(r"\w+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_NOTE_SENTENCES = 3  # the one with the note, and what it goes on to say
_MAX_NOTES = 5
_SENTENCE_ENDS = tuple(".!?:;”\"')’")  # a heading has none
_MIN_REPEATED_WORDS = 8
_MAX_SILENT_CHANGES = 3  # of a version whose note does not say what it corrects: more changes are a rewriting


def corrections(
    matches: Iterable[Match], relations: Iterable[Relation], witnesses: Mapping[str, Witness]
) -> tuple[Correction, ...]:
    """The corrections, in the order of their documents and places."""
    relations = tuple(relations)
    names = {name for relation in relations for name in (relation.a, relation.b)}
    notes: dict[str, tuple[Span, ...]] = {}
    given: dict[str, tuple[Notice, ...]] = {}
    for name in sorted(witnesses):
        witness = witnesses[name]
        if name in names and (held := tuple(dict.fromkeys(_notes(witness)))):
            notes[name] = held
        if told := notices(witness.document.text, witness.passages, witness.document.language):
            given[name] = told
    by_document: dict[str, list[tuple[str, Segment, bool]]] = defaultdict(list)
    for match in matches if notes else ():
        for segment in match.segments:
            if segment.changes and any(change.type in _TELLING for change in segment.changes):
                by_document[match.a.document].append((match.b.document, segment, True))
                by_document[match.b.document].append((match.a.document, segment, False))
    believed = {}
    for relation in relations if notes or given else ():
        is_version = relation.type is RelationType.VERSION
        believed[relation.a, relation.b] = relation.p_a_first, is_version
        believed[relation.b, relation.a] = 1 - relation.p_a_first, is_version
    repeated = _repeated(notes, believed, witnesses)
    found = [
        correction
        for name, held in notes.items()
        for correction in (
            *_of(witnesses[name], held, by_document[name], believed, witnesses),
            *_withdrawn(witnesses[name], held, repeated, believed, witnesses),
        )
    ]
    noted: dict[str, list[Correction]] = defaultdict(list)
    for one in found:
        noted[one.document].append(one)
    printed = _printed(given, believed, witnesses)
    found += [one for one in printed if not any(_is_same_note(one, each) for each in noted[one.document])]
    return tuple(sorted(found, key=lambda one: one.document))  # each document's in their order


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
        telling = [each for each in segment.changes if each.type in _TELLING]
        turned = [Change(each.type, each.b, each.a) if is_a else each for each in telling]
        for change in turned if is_earlier else _meant(turned, [witness.quote(note) for note in notes]):
            if not any(note.overlap(own) for note in notes):
                changed[own, change].append(Place(other, there.start, there.end))
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


def _repeated(
    notes: Mapping[str, Sequence[Span]],
    believed: Mapping[tuple[str, str], tuple[float, bool]],
    witnesses: Mapping[str, Witness],
) -> dict[tuple[str, Span], list[Place]]:
    """Where the words of each note that takes a statement back stand in the documents that its own is compared with.

    Each document is looked through once, for all notes. Where it speaks of a correction itself, it says nothing again.
    """
    by_run: dict[tuple[str, ...], list[tuple[str, Span]]] = defaultdict(list)
    for name, held in notes.items():
        witness = witnesses[name]
        for note in (note for note in held if TAKEN_BACK.search(witness.quote(note))):
            rest = [passage for passage in witness.passages if not passage.overlap(note)]
            kept = set().union(*(_runs(witness.quote(passage)) for passage in rest))
            for run in _runs(witness.quote(note)) - kept:
                by_run[run].append((name, note))
    found: dict[tuple[str, Span], list[Place]] = defaultdict(list)
    for other in sorted({other for name, other in believed if name in notes}) if by_run else ():
        for passage in witnesses[other].passages:
            runs = by_run.keys() & _runs(witnesses[other].quote(passage))
            if runs and not any(note.overlap(passage) for note in notes.get(other, ())):
                for name, note in {one for run in runs for one in by_run[run] if (one[0], other) in believed}:
                    found[name, note].append(Place(other, passage.start, passage.end))
    return found


def _withdrawn(
    witness: Witness,
    notes: Sequence[Span],
    repeated: Mapping[tuple[str, Span], Sequence[Place]],
    believed: Mapping[tuple[str, str], tuple[float, bool]],
    witnesses: Mapping[str, Witness],
) -> Iterator[Correction]:
    """What one document takes back altogether, and who has it: a correction for each note that does so."""
    for note in notes:
        places = repeated.get((witness.id, note), ())
        later = [place for place in places if believed[witness.id, place.document][0] >= LEANING]
        earlier = [place for place in places if believed[witness.id, place.document][0] < LEANING]
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


def _printed(
    given: Mapping[str, Sequence[Notice]],
    believed: Mapping[tuple[str, str], tuple[float, bool]],
    witnesses: Mapping[str, Witness],
) -> Iterator[Correction]:
    """The corrections that notices make of what stands in other documents, whether or not these match."""
    places: dict[tuple[str, Notice], list[Place]] = defaultdict(list)
    known = Given(given)
    for name in sorted(witnesses) if given else ():
        witness = witnesses[name]
        for other, notice, span in known.carried(name, witness.document.text, witness.passages):
            places[other, notice].append(Place(name, span.start, span.end))
    for (name, notice), held in sorted(places.items(), key=lambda row: (row[0][0], row[0][1].start)):
        first = {one.document: _p_first(witnesses[name], witnesses[one.document], believed) for one in held}
        later = [place for place in held if first[place.document] >= LEANING]
        earlier = [place for place in held if first[place.document] < LEANING]
        if earlier:
            quote = witnesses[name].quote(Span(notice.start, notice.end))
            yield Correction(
                document=name,
                start=notice.start,
                end=notice.end,
                quote=quote,
                change=Change(notice.kind, notice.a, notice.b),
                new=Wording(name, notice.start, notice.end, quote),
                old=_wording(min(earlier, key=lambda one: (first[one.document], _by_place(one))), witnesses),
                carriers=tuple(_wording(place, witnesses) for place in later),
            )


def _p_first(one: Witness, other: Witness, believed: Mapping[tuple[str, str], tuple[float, bool]]) -> float:
    """The probability that one was finished before the other, by what is believed of the two, or else by their days."""
    known = believed.get((one.id, other.id))
    if known is not None or not one.likely_days or not other.likely_days:
        return known[0] if known else 0.5
    days = other.likely_days
    before = sum(len(days) - (bisect_left(days, day) + bisect_right(days, day)) / 2 for day in one.likely_days)
    return before / (len(days) * len(one.likely_days))


def _is_same_note(one: Correction, other: Correction) -> bool:
    """Whether two corrections are made by the same words."""
    return one.document == other.document and one.start < other.end and other.start < one.end


def _runs(words: str) -> set[tuple[str, ...]]:
    """All runs of `_MIN_REPEATED_WORDS` words, folded."""
    folded = _WORD.findall(words.casefold())
    return {tuple(folded[n : n + _MIN_REPEATED_WORDS]) for n in range(len(folded) - _MIN_REPEATED_WORDS + 1)}


def _notes(witness: Witness) -> Iterator[Span]:
    """Where a document says that it corrects: the sentence and what follows in its paragraph, or under its heading."""
    passages, low = witness.passages, lowered(witness.document.text)
    if not marks_in(low, CORRECTION_MARKS):
        return
    for found in islice(CORRECTION_NOTES.finditer(low), _MAX_NOTES):
        first = max(bisect_right(passages, found.start(), key=lambda p: p.start) - 1, 0)
        start, last = min(passages[first].start, found.start()), first
        while last + 1 < min(first + _NOTE_SENTENCES, len(passages)) and not (
            _BLANK_LINE.search(low, passages[last].end, passages[last + 1].start)
            and low[start : passages[last].end].rstrip().endswith(_SENTENCE_ENDS)
        ):
            last += 1
        yield Span(start, passages[last].end)


def _meant(changes: Sequence[Change], notes: Sequence[str]) -> Iterator[Change]:
    """The changes of one sentence that notes speak of: by the old wording, or by the new where they name all changes.

    Two texts that fill in one form differ in more, and the new figure of the one takes back none of the other's.
    """
    named = [any(_speaks_of(note, change.b, change.a) for note in notes) for change in changes]
    for change, is_named in zip(changes, named, strict=True):
        if is_named and (all(named) or any(_speaks_of(note, "", change.a) for note in notes)):
            yield change


def _speaks_of(note: str, new: str, old: str) -> bool:
    """Whether a note names what was changed: the old wording, or the new."""
    folded = note.casefold()
    return any(words and words.casefold() in folded for words in (new.strip(), old.strip()))


def _by_place(place: Place) -> tuple[str, int]:
    return place.document, place.start or 0


def _wording(place: Place, witnesses: Mapping[str, Witness]) -> Wording:
    start, end = place.start or 0, place.end or 0
    return Wording(place.document, start, end, witnesses[place.document].quote(Span(start, end)))
