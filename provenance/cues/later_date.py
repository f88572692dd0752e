"""The latest date that a text names, of whatever it tells."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance.cues.houses import has_most
from provenance.model import Bound, Evidence, Span
from provenance.wording.citations import references
from provenance.wording.foot import signed_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Match, NamedDate, Witness
    from provenance.pairs import Ints, Pairs

_WEIGHT = 1.0
_FIRST_RECENT_YEAR = 1990  # before it, a year in a text that is kept as a file is history more often than news
_SEVERAL = 2
_NEARLY_ALL = 0.8  # of the words of a text: an earlier state of another has hardly any of its own
_MAX_QUOTE = 60
_LINE = re.compile(r"[^\S\n]*[^\s][^\n]*")
_FEW, _NEAR, _MAX_GAP = 3, 0.9, 3  # sentences of a quotation, their similarity, characters between them
_HEAD_LINES, _MAX_HEAD_LINE = 4, 120
_WORDS_OF_DATE = 5  # month, day and year, and two before them


def later_date(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """The text that names the later date was finished later.

    *What it hears.* The latest year, or month of one year, that each text names anywhere: in a sentence, a reference,
    "as of 2019", a line of copyright. Dates that it speaks of as still to come, links, figures with units and the days
    of posts that are set into a page are left out, and so is a date that the other has in the same words. Graded:
    several dates that lie after all of the other's (`several`), one (`single`), a later month of the same year
    (`month`); and a text that names no date beside one that does (`alone`).

    *Why it tells.* No text names a year as gone before that year has come. That the other text does not name it proves
    nothing by itself, but works that are kept up to date show it: of versions of encyclopaedia articles, the one with
    the later dates was the later in more than nine cases of ten.

    *When it misleads.* In the news, where years are background: two stories of one week name whatever years they like,
    and which of them names the later is a coin flip. So it abstains where either text tells days by their weekday. In
    histories, a later year is more detail and no later news: it abstains where the latest is long ago. And where what
    was dated is taken out again, as a note is that no longer holds, it points the wrong way. Where the other text names
    no date it leaves out what stands in the head of this one: that only one is dated does not make it the later. So it
    does with the day of a note of its own changes (*Last edited on 3 August 2021*), with the dates of its references
    and the day of its last line where the other has no such: who copies a text leaves these out. Nor does it speak
    where the other names no date and has much of its own around one run of sentences from here: that is no earlier
    state of this text, but one that quotes it.
    """
    abstains = np.array([bool(w.signs.is_of_a_week or w.dating.stated) for w in pairs.witnesses])
    gone = [() if silent else _gone(w) for w, silent in zip(pairs.witnesses, abstains.tolist(), strict=True)]
    bare = [_of_prose(w, dates) for w, dates in zip(pairs.witnesses, gone, strict=True)]
    notes = np.array([len(dates) > len(others) for dates, others in zip(gone, bare, strict=True)])
    one_noted = notes[pairs.a] != notes[pairs.b]
    latest, latest_bare = _latest(gone), _latest(bare)
    of_a, of_b = (np.where(one_noted, latest_bare[:, side], latest[:, side]) for side in (pairs.a, pairs.b))
    is_other = (of_a[0] != of_b[0]) | ((of_a[1] != of_b[1]) & (of_a[1] > 0) & (of_b[1] > 0))
    is_recent = np.maximum(of_a[0], of_b[0]) >= _FIRST_RECENT_YEAR
    speaks = pairs.is_matched & is_other & is_recent & ~abstains[pairs.a] & ~abstains[pairs.b]
    for pair in np.flatnonzero(speaks).tolist():
        is_b = tuple(of_a[:, pair]) < tuple(of_b[:, pair])
        earlier, later = (pairs.a[pair], pairs.b[pair])[:: 1 if is_b else -1]
        held = bare if one_noted[pair] else gone
        dates = held[later] if held[earlier] else _below_head(pairs.witnesses[later], held[later])
        if not dates or dates[0].year < _FIRST_RECENT_YEAR:
            continue
        if not held[earlier] and _quotes_a_part(pairs.matches[pair], pairs.witnesses[earlier]):
            continue
        told = _told("a" if is_b else "b", pairs.witnesses[later], dates, held[earlier])
        if not _names_too(pairs.witnesses[earlier], told):
            yield pair, told


def _quotes_a_part(matches: Sequence[Match], witness: Witness) -> bool:
    """Whether a text has a run of the other's sentences, unbroken and nearly in its words, and much of its own."""
    if has_most(matches, witness, _NEARLY_ALL):
        return False
    segments = [segment for match in matches for segment in match.segments]
    if len(segments) < _FEW or min(segment.similarity for segment in segments) < _NEAR:
        return False
    segments.sort(key=lambda segment: segment.a.start)
    return all(
        0 <= after.start - before.end <= _MAX_GAP
        for one, other in pairwise(segments)
        for before, after in ((one.a, other.a), (one.b, other.b))
    )


def _latest(dates: Sequence[Sequence[NamedDate]]) -> Ints:
    """The year and the month of the first of each of some lists of dates, as two rows; 0 where there is none."""
    return np.array([[each[0].year if each else 0 for each in dates], [each[0].month if each else 0 for each in dates]])


def _of_prose(witness: Witness, dates: Sequence[NamedDate]) -> Sequence[NamedDate]:
    """Those of some dates that stand neither in a text's notes of its own changes nor in its list of references.

    Nor in the line that signs it: Pilots of Saltmere, 10 February 2020.
    """
    if not dates:
        return dates
    text, notes = witness.document.text, witness.signs.notes
    end = references(text)
    signed = signed_day(text)
    end = end if signed is None else min(end, signed.start)
    return [
        date
        for date in dates
        if date.span.start < end and not any(note.start <= date.span.start < note.end for note in notes)
    ]


def _told(favours: str, later: Witness, dates: Sequence[NamedDate], others: Sequence[NamedDate]) -> Evidence:
    span = _quoted(later.document.text, dates[0].span)
    before = f"the latest that the other names is {_spelled(others[0])}" if others else "the other names no date"
    says = f"names {_spelled(dates[0])} as past; {before}"
    quote = later.quote(span)
    return Evidence("later-date", favours, _WEIGHT, later.id, quote, span.start, span.end, says, _level(dates, others))


def _names_too(other: Witness, told: Evidence) -> bool:
    """Whether a text has the date in the same words, and only speaks of it otherwise, as of a day still to come."""
    words = (told.quote or "").split()[-_WORDS_OF_DATE:]
    return re.search(r"\s+".join(map(re.escape, words)), other.document.text) is not None


def _gone(witness: Witness) -> Sequence[NamedDate]:
    """The dates that a text names, those left out of which its sentence says that they are still to come."""
    coming = [m.mention.date_end for m in witness.mentions if m.mention.bound is Bound.LATEST]
    if not coming:
        return witness.signs.dates
    return [date for date in witness.signs.dates if not any(date.span.start < end <= date.span.end for end in coming)]


def _below_head(witness: Witness, dates: Sequence[NamedDate]) -> Sequence[NamedDate]:
    """Those of some dates that do not stand in the first lines of a text, but for such as are sentences."""
    end = 0
    for line in islice(_LINE.finditer(witness.document.text), _HEAD_LINES):
        if line.end() - line.start() > _MAX_HEAD_LINE or line.group().rstrip().endswith((".", "!", "?")):
            break
        end = line.end()
    return [date for date in dates if date.span.start >= end]


def _level(dates: Sequence[NamedDate], others: Sequence[NamedDate]) -> str:
    """How much later a text's dates are than the other's."""
    if not others:
        return "alone"
    if others[0].year == dates[0].year:
        return "month"
    return "several" if sum(date.year > others[0].year for date in dates) >= _SEVERAL else "single"


def _spelled(date: NamedDate) -> str:
    return f"{date.year}-{date.month:02}" if date.month else str(date.year)


def _quoted(text: str, date: Span) -> Span:
    """The words up to a date, from the start of its line or sentence where that is near."""
    start = max(0, date.start - _MAX_QUOTE)
    before = text[start : date.start]
    begun = max(before.rfind("\n") + 1, before.rfind(". ") + 2 if ". " in before else 0)
    if not begun and start:
        begun = before.find(" ") + 1 or len(before)
    words = before[begun:].lstrip()
    return Span(date.start - len(words), date.end)
