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
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from provenance.coverage import union, words_in
from provenance.cues.attribution import names_speaker
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.coverage import Coverage, Held
    from provenance.model import Evidence, Relation, Witness

SOURCE = (
    "explained", "sentences-changed", "moved", "alone-left-out", "left-out", "end-left-out", "head-left-out",
    "put-in", "only", "before", "odds", "more-speech", "relay", "release", "repeats", "both-release", "coarser", "lags",
    "shared-lags", "attribution", "update", "undone", "changed", "owed",
)  # fmt: skip
"""What is looked at in a candidate for the source of a text, in the order of the weights.

The share of what the text has in common with any that the candidate has; how many sentences differ, and how often their
order does; of the candidate, which share of its words the text lacks amid what they share (that no other text has; that
others have), after it and before it; which share of the text's own words no other has and stand amid; which share of
what the text has in common with any it has in common with the candidate alone; the log of the probability that the
candidate was first, and its log odds; by how much larger the share of its words is that stands in quotation marks; that
it stands in forum software; that it is a release; that it says that it repeats another text; that both are releases; in
how many more sentences the text is the coarser of the two than the finer; what the reasons for an order are worth, as
`reasons`; the share of the common words that a third has nearer, and how many words were changed more than by that
third; the share that the candidate has of what the text shares with any neither later nor made of it.
How long the two are, and which share of either the other has, tells nothing of real texts.
"""

NONE = ("none", "release", "relay", "alone", "other-release", "edited", "owed")
"""What is looked at for a text that has no source here: in itself; that it is a release; that it stands in forum
software; which share of its words no other has; that another that shares words with it is a release; how much was
changed even between it and the nearest; which share of the common words stands in one neither later nor made of it."""

_NOT_LATER = 0.3  # who is more surely later than that is no candidate to measure others by
_NEAREST_SHARE = 0.3  # who explains less is no measure of how near a source could be
_LEAST, _LEAST_FIRST = 0.001, 0.01
_APART = 2.6  # from here on what dating says is more than the usual lags
_REASONS = {"attribution": 2, "update-note": 3}
_NO_REASONS = (0.0,) * 4
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
    """The words of a text as sets of bits: its statement, and those of it that stand in no other text.

    `size` and `spoken` count the words of the statement and those of it in quotation marks.
    """

    statement: int
    alone: int
    size: int
    spoken: int


class Marks(NamedTuple):
    """Whether a document stands in forum software, has the marks of a release, says that it repeats another: 1 or 0."""

    relay: float
    release: float
    repeats: float


@dataclass(frozen=True, slots=True)
class Thirds:
    """What a third text tells of the candidates for the source of one: the features that hang on who is below it.

    `told` of its `total` common words stand in sentences that an early text has; of them, `kept` are those that none
    has nearer than a candidate, `changed` how many were changed more than by another. `owed`: the words of early texts.
    """

    total: int
    told: int
    kept: Mapping[str, int]
    changed: Mapping[str, float]
    owed: int
    edited: float

    def of(self, candidate: str, shared: int) -> tuple[float, float, float]:
        """The features of one candidate that has the words `shared`: `undone`, `changed`, `owed`."""
        undone = (self.told - self.kept[candidate]) / self.total
        paid = (shared & self.owed).bit_count() / self.owed.bit_count() if self.owed else 1.0
        return undone, min(self.changed[candidate], _MOST_CHANGED), paid

    def none(self) -> tuple[float, float]:
        """Those of having no source here: `edited`, `owed`."""
        return self.edited, self.owed.bit_count() / self.total


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a family before anything is believed of who is whose source.

    `fixed[t][s]` and `roots[t]` are the features that stand; `table[t]` are the sentences that `t` shares
    with any, each by its number of words and how near each other text has it; `early[t]` are the candidates that are
    not known to be later; `quoted[t]` are its words in quotation marks.
    """

    fixed: Mapping[str, Mapping[str, tuple[float, ...]]]
    roots: Mapping[str, tuple[float, ...]]
    table: Mapping[str, Sequence[tuple[int, Mapping[str, float]]]]
    early: Mapping[str, Sequence[str]]
    quoted: Mapping[str, int]
    shared: Coverage


def facts(
    members: Sequence[str],
    shared: Coverage,
    before: Mapping[tuple[str, str], float],
    reasons: Mapping[tuple[str, str], Sequence[float]],
    apart: frozenset[frozenset[str]],
    explained: Mapping[str, int],
    witnesses: Mapping[str, Witness],
) -> Facts:
    """What is known of a family. Pairs in `apart` have what they share from a text that is not here.

    `explained` are words whose source is known not to be here; `reasons` are as `descent.reasons` tells them.
    """
    quoted = {name: shared.of(name, witnesses[name].quotations) for name in members}
    words = {name: _words(witnesses[name], shared, quoted[name]) for name in members}
    marks = {name: _marks(witnesses[name]) for name in members}
    finer = _finer(members, shared, witnesses, quoted)
    fixed: dict[str, dict[str, tuple[float, ...]]] = {}
    roots, table, early = {}, {}, {}
    for name in members:
        others = [other for other in shared.partners.get(name, ()) if other in marks]
        if apart:
            others = [other for other in others if frozenset((name, other)) not in apart]
        total = shared.whole[name].bit_count() or 1
        left = ~explained.get(name, 0)
        own, is_released = words[name], marks[name].release
        only = _once(shared.shared[name, other] for other in others)
        fixed[name] = {
            other: (
                (shared.shared[name, other] & left).bit_count() / total,
                *_order(shared.between[name, other]),
                *_left_out(words[other], shared.shared[other, name]),
                _put_in(own, shared.shared[name, other]),
                (shared.shared[name, other] & only).bit_count() / total,
                *_precedence(before.get((other, name), 0.5)),
                words[other].spoken / words[other].size - own.spoken / own.size,
                *marks[other],
                marks[other].release * is_released,
                finer.get((other, name), 0),
                *reasons.get((other, name), _NO_REASONS),
            )
            for other in others
        }
        table[name] = _table(name, others, shared)
        early[name] = [other for other in others if before.get((other, name), 0.5) >= _NOT_LATER]
        alone = own.alone.bit_count() / own.size
        roots[name] = (1.0, is_released, marks[name].relay, alone, float(any(marks[other].release for other in others)))
    return Facts(fixed, roots, table, early, quoted, shared)


def thirds(known: Facts, name: str, below: frozenset[tuple[str, str]]) -> Thirds:
    """What the other texts tell of the source of one, but for those that are `below` it."""
    held = known.fixed[name]
    early = [other for other in known.early[name] if (name, other) not in below]
    near = [other for other in early if held[other][0] > _NEAREST_SHARE] or early
    nearest = max((known.shared.near[name, other] for other in near), default=1.0)
    total = known.shared.whole[name].bit_count() or 1
    owed = union(known.shared.shared[name, other] for other in early)
    undone = _undone(known.table[name], held, frozenset(early))
    return Thirds(total, *undone, owed, min(1 - nearest, _MOST_EDITED))


def _words(witness: Witness, shared: Coverage, quoted: int) -> Words:
    held = groupby(zip(witness.passages, witness.is_furniture, strict=True), itemgetter(1))
    runs = [[span for span, _ in run] for is_furniture, run in held if not is_furniture]
    own = shared.of(witness.id, (Span(run[0].start, run[-1].end) for run in runs))
    whole = shared.whole[witness.id]
    statement = own | whole
    return Words(statement, own & ~whole, statement.bit_count() or 1, (statement & quoted).bit_count())


def _marks(witness: Witness) -> Marks:
    return Marks(float(witness.is_relay), float(is_release(witness)), float(bool(witness.markers)))


def is_release(witness: Witness) -> bool:
    """Whether a document has the marks of a release."""
    return witness.signs.release is not None


def reasons(relations: Iterable[Relation], shared: Coverage) -> dict[tuple[str, str], tuple[float, ...]]:
    """For each pair, both ways round, what speaks for the first being the earlier, in log odds.

    The usual lags, by words that only one of them has, and by words that both have, of which one may have left out the
    day; attribution; an update note.
    """
    found: dict[tuple[str, str], tuple[float, ...]] = {}
    for relation in relations:
        a, b = relation.a, relation.b
        if (a, b) in shared.shared:
            sums = [0.0] * len(_NO_REASONS)
            for one in relation.evidence:
                place = _REASONS.get(one.cue)
                if one.cue == "dating" and one.weight < _APART:
                    other = b if one.document == a else a
                    place = 1 if _is_shared(one, shared.between.get((one.document, other), ())) else 0
                if place is not None:
                    sums[place] += one.weight if one.favours == "a" else -one.weight
            found[a, b], found[b, a] = tuple(sums), tuple(-each for each in sums)
    return found


def _is_shared(evidence: Evidence, held: Iterable[Held]) -> bool:
    """Whether evidence is quoted from words that both have, or from none."""
    start = evidence.start
    return start is None or any(each.own.start <= start < each.own.end for each in held)


def _precedence(p: float) -> tuple[float, float]:
    """The log of a probability of having been first, and its log odds."""
    bounded = min(max(p, _LEAST_FIRST), 1 - _LEAST_FIRST)
    return math.log(max(p, _LEAST)), math.log(bounded / (1 - bounded))


def _order(held: Sequence[Held]) -> tuple[float, float]:
    """How many sentences differ, and how often what stands next in one text stands farther up in the other."""
    differ = sum([each.segment.similarity < _EQUAL for each in held])
    moves = sum([one.other.start > other.other.start for one, other in pairwise(held)])
    return float(min(differ, _MOST_SENTENCES)), float(min(moves, _MOST_MOVES))


def _left_out(words: Words, passed: int) -> tuple[float, float, float, float]:
    """Which shares of a source's words are not `passed` on: amid those that are (alone, others'), after, before."""
    total = words.size
    first, last = _ends(passed)
    amid = ((1 << last) - 1) >> first << first
    alone = (words.alone & amid).bit_count() / total
    others = (words.statement & ~words.alone & ~passed & amid).bit_count() / total
    after, ahead = (words.statement >> last).bit_count(), (words.statement & ((1 << first) - 1)).bit_count()
    return min(alone, _MOST_LEFT_OUT), min(others, _MOST_LEFT_OUT), after / total, min(ahead / total, _MOST_HEAD)


def _once(some: Iterable[int]) -> int:
    """The words that stand in one alone of some sets."""
    once = again = 0
    for words in some:
        again |= once & words
        once |= words
    return once & ~again


def _put_in(words: Words, taken: int) -> float:
    first, last = _ends(taken)
    return (words.alone & (((1 << last) - 1) >> first << first)).bit_count() / words.size


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
) -> tuple[int, dict[str, int], dict[str, float]]:
    """How many words an early text has; for each candidate, how many none has nearer, and how many it has changed more.

    A sentence that a candidate has not is one that another has nearer.
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
    return told, kept, changed


# --------------------------------------------------------------------------- what is lost on the way


def _finer(
    members: Sequence[str], shared: Coverage, witnesses: Mapping[str, Witness], spoken: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """For each pair, both ways round, in how many more sentences the first is finer than the second, up to 8."""
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
                bounded = max(-_MOST_COARSER, min(balance, _MOST_COARSER))
                balances[a, b], balances[b, a] = bounded, -bounded
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
