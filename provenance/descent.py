"""What counts for and against one text being the source of another: what a copier can and cannot have done.

A copier leaves out, adds, rewords and makes coarse. What is lost on the way does not come back: a text that has a
passage plain, in full or in the very words, where another has it reworded, shortened or rounded, was not made of that
other, if a third is nearer. And whoever copies a text to its end seldom leaves out just what the text has alone: who
lacks those lines rather has the source of it. Each pair is weighed by the whole family, since each third text tells of
both.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from provenance.coverage import words_in
from provenance.cues.attribution import names_speaker
from provenance.lexicon import RELEASE_MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.coverage import Coverage, Held
    from provenance.model import Span, Witness

SOURCE = (
    "explained", "sentences-changed", "moved", "alone-left-out", "left-out", "end-left-out", "head-left-out",
    "put-in", "before", "relay", "release", "coarser", "undone", "changed",
)  # fmt: skip
"""What is looked at in a candidate for the source of a text, in the order of the weights.

The share of what the text has in common with any that the candidate has; how many sentences differ, and how often their
order does; of the candidate, which share of its words the text lacks amid what they share (that no other text has; that
others have), after it and before it; which share of the text's own words no other has and stand amid; the log of the
probability that the candidate was first; that it stands in forum software; that it is a release; in how many more
sentences the text is the coarser of the two than the finer; the share of the common words that a third has nearer, and
how many words were changed more than by that third.
"""

NONE = ("none", "release", "relay", "alone", "other-release", "edited")
"""What is looked at for a text that has no source here: in itself; that it is a release; that it stands in forum
software; which share of its words no other has; that another that shares words with it is a release; how much was
changed even between it and the nearest."""

_NOT_LATER = 0.3  # who is more surely later than that is no candidate to measure others by
_NEAREST_SHARE = 0.3  # who explains less is no measure of how near a source could be
_LEAST = 0.001
_AS_NEAR = 0.02
_EQUAL = 0.995
_MOST_CHANGED, _MOST_SENTENCES, _MOST_MOVES, _MOST_COARSER = 30.0, 12, 4, 8
_MOST_LEFT_OUT, _MOST_HEAD, _MOST_EDITED = 0.3, 0.12, 0.1
_MIN_SIMILARITY = 0.5  # below it two sentences tell too different things to ask which is the finer
_MAX_FIGURES = 20  # of one passage
_FIGURE = re.compile(r"\d[\d,]{0,15}(?:\.\d{1,6})?")
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?: \d{1,2} [a-z]{3,9}\b)?(?: \d{4}\b)?", re.IGNORECASE
)


class Fine(NamedTuple):
    """How finely a passage tells: whether it names no speaker of its words, its decimals and days, direct speech."""

    is_plain: bool
    figures: frozenset[str]
    days: tuple[str, ...]
    is_spoken: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as sets of bits: its statement, and those that stand in no other text."""

    statement: int
    alone: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a family before anything is believed of who is whose source.

    `fixed[t][s]` and `roots[t]` are the features that stand; `table[t]` are the sentences that `t` shares
    with any, each by its number of words and how near each other text has it; `early[t]` are the candidates that are
    not known to be later.
    """

    fixed: Mapping[str, Mapping[str, tuple[float, ...]]]
    roots: Mapping[str, tuple[float, ...]]
    table: Mapping[str, Sequence[tuple[int, Mapping[str, float]]]]
    early: Mapping[str, Sequence[str]]
    shared: Coverage


def facts(
    members: Sequence[str],
    shared: Coverage,
    before: Mapping[tuple[str, str], float],
    apart: frozenset[frozenset[str]],
    explained: Mapping[str, int],
    witnesses: Mapping[str, Witness],
) -> Facts:
    """What is known of a family. Pairs in `apart` have what they share from a text that is not here.

    `explained` are words whose source is known not to be here.
    """
    words = {name: _words(witnesses[name], shared) for name in members}
    marks = {name: _marks(witnesses[name]) for name in members}
    finer = _finer(members, shared, witnesses)
    fixed: dict[str, dict[str, tuple[float, ...]]] = {}
    roots, table, early = {}, {}, {}
    for name in members:
        others = [o for o in shared.partners.get(name, ()) if o in marks and frozenset((name, o)) not in apart]
        total = shared.whole[name].bit_count() or 1
        left = ~explained.get(name, 0)
        fixed[name] = {
            other: (
                (shared.shared[name, other] & left).bit_count() / total,
                *_order(shared.between[name, other]),
                *_left_out(words[other], shared.shared[other, name]),
                _put_in(words[name], shared.shared[name, other]),
                math.log(max(before.get((other, name), 0.5), _LEAST)),
                *marks[other],
                max(-_MOST_COARSER, min(finer.get((other, name), 0), _MOST_COARSER)),
            )
            for other in others
        }
        table[name] = _table(name, others, shared)
        early[name] = [other for other in others if before.get((other, name), 0.5) >= _NOT_LATER]
        alone = words[name].alone.bit_count() / (words[name].statement.bit_count() or 1)
        roots[name] = (1.0, marks[name][1], marks[name][0], alone, float(any(marks[other][1] for other in others)))
    return Facts(fixed, roots, table, early, shared)


def features(
    known: Facts, below: frozenset[tuple[str, str]] = frozenset()
) -> tuple[dict[str, dict[str, tuple[float, ...]]], dict[str, tuple[float, ...]]]:
    """For each text what counts for each candidate for its source (as `SOURCE`), and for none (as `NONE`).

    The second of each pair in `below` is probably made of the first: what it has tells nothing of the first's source.
    """
    candidates: dict[str, dict[str, tuple[float, ...]]] = {}
    roots: dict[str, tuple[float, ...]] = {}
    for name, held in known.fixed.items():
        total = known.shared.whole[name].bit_count() or 1
        early = [other for other in known.early[name] if (name, other) not in below]
        near = [other for other in early if held[other][0] > _NEAREST_SHARE] or early
        undone, changed = _undone(known.table[name], held, frozenset(early))
        candidates[name] = {
            other: (*values, undone[other] / total, min(changed[other], _MOST_CHANGED))
            for other, values in held.items()
        }
        nearest = max((known.shared.near[name, other] for other in near), default=1.0)
        roots[name] = (*known.roots[name], min(1 - nearest, _MOST_EDITED))
    return candidates, roots


def _words(witness: Witness, shared: Coverage) -> Words:
    held = zip(witness.passages, witness.is_furniture, strict=True)
    own = shared.of(witness.id, (span for span, is_furniture in held if not is_furniture))
    whole = shared.whole[witness.id]
    return Words(own | whole, own & ~whole)


def _marks(witness: Witness) -> tuple[float, float]:
    """Whether a document stands in forum software, and whether it has the marks of a release: 1 or 0."""
    return float(witness.is_relay), float(is_release(witness))


def is_release(witness: Witness) -> bool:
    """Whether a document has the marks of a release."""
    return RELEASE_MARKERS.search(witness.document.text) is not None


def _order(held: Sequence[Held]) -> tuple[float, float]:
    """How many sentences differ, and how often what stands next in one text stands farther up in the other."""
    differ = sum(each.segment.similarity < _EQUAL for each in held)
    moves = sum(one.other.start > other.other.start for one, other in pairwise(held))
    return float(min(differ, _MOST_SENTENCES)), float(min(moves, _MOST_MOVES))


def _left_out(words: Words, passed: int) -> tuple[float, float, float, float]:
    """Which shares of a source's words are not `passed` on: amid those that are (alone, others'), after, before."""
    total = words.statement.bit_count() or 1
    first, last = _ends(passed)
    amid = ((1 << last) - 1) >> first << first
    alone = (words.alone & amid).bit_count() / total
    others = (words.statement & ~words.alone & ~passed & amid).bit_count() / total
    after, ahead = (words.statement >> last).bit_count(), (words.statement & ((1 << first) - 1)).bit_count()
    return min(alone, _MOST_LEFT_OUT), min(others, _MOST_LEFT_OUT), after / total, min(ahead / total, _MOST_HEAD)


def _put_in(words: Words, taken: int) -> float:
    first, last = _ends(taken)
    return (words.alone & (((1 << last) - 1) >> first << first)).bit_count() / (words.statement.bit_count() or 1)


def _ends(words: int) -> tuple[int, int]:
    """The place of the first of some words, and the one after the last."""
    return (words & -words).bit_length() - 1 if words else 0, words.bit_length()


def _table(name: str, others: Sequence[str], shared: Coverage) -> list[tuple[int, dict[str, float]]]:
    """The sentences that a text shares with any of some others: how many words each has, and how near each has it."""
    nearness: dict[tuple[int, int], tuple[int, dict[str, float]]] = {}
    for other in others:
        for each in shared.between[name, other]:
            place = (each.own.start, each.own.end)
            known = nearness.get(place)
            if known is None:
                known = nearness[place] = (each.words.bit_count(), {})
            known[1][other] = max(known[1].get(other, 0.0), each.segment.similarity)
    return list(nearness.values())


def _undone(
    table: Sequence[tuple[int, Mapping[str, float]]], others: Iterable[str], early: frozenset[str]
) -> tuple[dict[str, int], dict[str, float]]:
    """For each of some candidates: how many words of a text another has nearer, and how many it has changed for that.

    The other is one that is not known to be later. A sentence that a candidate has not is one that another has nearer.
    """
    told = 0
    kept, changed = dict.fromkeys(others, 0), dict.fromkeys(others, 0.0)
    for words, known in table:
        best = second = 0.0
        leader = ""
        for other, near in known.items():
            if other in early:
                if near > best:
                    best, second, leader = near, best, other
                elif near > second:
                    second = near
        if not leader:
            continue
        told += words
        for other, near in known.items():
            rival = second if other == leader else best
            if rival <= near + _AS_NEAR:
                kept[other] += words
            if rival > near:
                changed[other] += words * (rival - near)
    return {other: told - held for other, held in kept.items()}, changed


# --------------------------------------------------------------------------- what is lost on the way


def _finer(members: Sequence[str], shared: Coverage, witnesses: Mapping[str, Witness]) -> dict[tuple[str, str], int]:
    """For each pair, both ways round, in how many more sentences the first tells more finely than the second."""
    spoken = {name: shared.of(name, witnesses[name].quotations) for name in members}
    told: dict[str, dict[tuple[int, int], Fine]] = {name: {} for name in members}

    def fine(name: str, span: Span) -> Fine:
        place = (span.start, span.end)
        found = told[name].get(place)
        if found is None:
            is_spoken = bool(words_in(shared.starts[name], span) & spoken[name])
            found = told[name][place] = _fine(witnesses[name].quote(span), is_spoken=is_spoken)
        return found

    balances: dict[tuple[str, str], int] = {}
    for a in members:
        for b in shared.partners.get(a, ()):
            if a < b and b in spoken:
                unlike = [h for h in shared.between[a, b] if _MIN_SIMILARITY <= h.segment.similarity < 1]
                balance = sum(_balance(fine(a, h.own), fine(b, h.other)) for h in unlike)
                balances[a, b], balances[b, a] = balance, -balance
    return balances


def _fine(text: str, *, is_spoken: bool) -> Fine:
    names_day = "day" in text or "DAY" in text
    return Fine(
        not names_speaker(text),
        frozenset(found[0].replace(",", "") for found in islice(_FIGURE.finditer(text), _MAX_FIGURES)),
        tuple(found[0].lower() for found in islice(_DAY.finditer(text), _MAX_FIGURES)) if names_day else (),
        is_spoken,
    )


def _balance(a: Fine, b: Fine) -> int:
    """In how many ways `a` tells more finely than `b`, less those in which `b` does."""
    if a == b:
        return 0
    balance = a.is_plain - b.is_plain + a.is_spoken - b.is_spoken
    if a.figures != b.figures:
        balance += _rounded(a.figures, b.figures) - _rounded(b.figures, a.figures)
    if a.days != b.days:
        for x, y in zip(a.days, b.days, strict=False):
            balance += (x != y and x.startswith(y)) - (x != y and y.startswith(x))
    return balance


def _rounded(figures: frozenset[str], others: frozenset[str]) -> int:
    """How many of some figures the others have rounded."""
    new = others - figures
    return sum("." in x and any(_is_rounded(x, y) for y in new) for x in figures - others)


def _is_rounded(figure: str, other: str) -> bool:
    kept, places = (len(number.partition(".")[2]) for number in (other, figure))
    return kept < places and round(float(figure), kept) == float(other)
