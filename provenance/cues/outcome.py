"""A case that is open in one text and closed in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance import languages
from provenance.cues.houses import has_most
from provenance.kernels import lowered, marks_in
from provenance.lexicon.outcomes import CASES
from provenance.model import Evidence, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Witness
    from provenance.pairs import Pairs

_WEIGHT = 2.0
"""Set by judgement, below that of an event bridge: no day ties the two. No labelled data hold it."""
_MIN_SHARE = 0.25  # of the words of one of the two: less is another case of the same kind
_CHARACTERS = 8_000  # of a text that are looked through: a longer one tells of many cases
_MARKS = tuple(dict.fromkeys(mark for case in CASES for marks in case.marks for mark in marks))
_QUOTED = 100  # characters


class _Heard(NamedTuple):
    """Which cases a text has open, and which closed, by their number, with the words that say so."""

    open: Mapping[int, Span]
    closed: Mapping[int, Span]


def outcome(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """The text in which a case is still open was finished before the one that tells how it ended.

    *What it hears.* Somebody remains in a critical condition, is appealed for, held, missing or due in court, a fire is
    being fought, a road remains closed, a purchase is expected to complete: in one of two texts that share much; and in
    the other that he died, was charged, found or sentenced, that it is out, open or complete. One of the two is news:
    it tells days by their weekday. Not where a text tells both, as one that carries an older one below its own words.

    *Why it tells.* Whoever knows the end tells it: it is the news.

    *When it misleads.* When a story tells of two people, one of whom died, and the copy leaves that one out; and when
    what ended is another case, told as background. Of languages other than English it hears nothing.
    """
    heard = [_heard(witness) for witness in pairs.witnesses]
    opens, closes = (np.array([bool(each[side]) for each in heard], dtype=np.bool_) for side in (0, 1))
    a, b = pairs.a, pairs.b
    is_news = np.array([witness.signs.is_of_a_week for witness in pairs.witnesses], dtype=np.bool_)
    asked = ((opens[a] & closes[b]) | (opens[b] & closes[a])) & (is_news[a] | is_news[b]) & pairs.is_matched
    for pair in np.flatnonzero(asked).tolist():
        one, other = int(a[pair]), int(b[pair])
        ends = _ended(heard[one], heard[other]), _ended(heard[other], heard[one])
        if bool(ends[0]) == bool(ends[1]):
            continue
        earlier, later = (one, other) if ends[0] else (other, one)
        matches = pairs.matches[pair]
        if not any(has_most(matches, pairs.witnesses[each], _MIN_SHARE) for each in (one, other)):
            continue
        case = min(ends[0] or ends[1])
        witness, span = pairs.witnesses[later], heard[later].closed[case]
        still = _quote(pairs.witnesses[earlier], heard[earlier].open[case])
        yield (
            pair,
            Evidence(
                "outcome",
                "a" if ends[0] else "b",
                _WEIGHT,
                witness.id,
                witness.quote(span),
                span.start,
                span.end,
                f"tells how it ended, where the other has “{still}”",
            ),
        )


def _heard(witness: Witness) -> _Heard:
    """The cases of a text. One of which it tells both is closed."""
    text = witness.document.text
    if len(text) > _CHARACTERS or languages.is_foreign(witness.document.language):
        return _Heard({}, {})
    low = lowered(text)
    held = marks_in(low, _MARKS)
    opened, closed = {}, {}
    for number, case in enumerate(CASES):
        if end := _said(case.closed, case.marks[1], low, held):
            closed[number] = end
        elif still := _said(case.open, case.marks[0], low, held):
            opened[number] = still
    return _Heard(opened, closed)


def _said(pattern: re.Pattern[str], marks: Sequence[str], low: str, held: frozenset[str]) -> Span | None:
    """The first words of a pattern in a text that has some of its `marks`, of which `held` stand there."""
    if held.isdisjoint(marks):
        return None
    found = pattern.search(low)
    return Span(*found.span()) if found else None


def _ended(earlier: _Heard, later: _Heard) -> frozenset[int]:
    """The cases that are open in one text and closed in the other."""
    return frozenset(earlier.open.keys() & later.closed.keys())


def _quote(witness: Witness, span: Span) -> str:
    return " ".join(witness.quote(span).split())[:_QUOTED]
