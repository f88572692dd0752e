"""Stated dates that are doubted, and why, in words: the text tells of later times, or they are still to come."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.calendar import mistyped, weekday_conflict
from provenance.model import DAY_FIRST, Bound, iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import DatedMention, Document, Stated

DOUBTED = 0.3
"""The reliability, at most, of a stated date that the text contradicts. That of one still to come is less: `_AHEAD`."""
NAMES = {
    "meta": "metadata",
    "front-matter": "front matter",
    "header": "header",
    "byline": "byline",
    "dateline": "dateline",
    "filename": "file name",
    "url": "address",
    "sidecar": "given beside it",
    "git": "version history",
}
"""What each kind of statement is called in a sentence."""

_TRUSTED = 0.75  # stamps of the last change, embargoes and commits lie below: they may differ from the day of writing
_SAME_DAYS, _YEARS = 3, 366  # days
_MAX_TOLD = 5
LATE = 31  # days: less is a story that was kept up to date
_AHEAD = 0.2
_DECADES_AHEAD = "2050-12-31"
_A_DAY = timedelta(days=1)  # elsewhere on earth it is tomorrow
_SENTENCE_END = re.compile(r"[.!?\n]")


def credible(document: Document, stated: Sequence[Stated], now: str | None) -> tuple[Stated, ...]:
    """What a document states as its date, doubted where that is still to come.

    No text is written after the day by which is judged, `now`, where one is given; the clock is not asked, for the same
    texts are to give the same report on any day. Without it, only what lies decades ahead is doubted: programs put it
    where they have no date. The day on which an embargo ends is to come, and right.
    """
    last = iso(date.fromisoformat(now) + _A_DAY) if now else None
    allowed = max(last or _DECADES_AHEAD, (document.source.embargo or "")[:10])
    return tuple(_not_ahead(one, allowed) if one.date > allowed else one for one in stated)


def _not_ahead(stated: Stated, last: str) -> Stated:
    """A date to come as it may be meant: with day and month exchanged, or not at all."""
    if stated.exchanged is not None and stated.exchanged <= last:
        reliability = round(stated.reliability / DAY_FIRST, 3)
        return replace(stated, date=stated.exchanged, reliability=reliability, exchanged=None)
    return replace(stated, reliability=min(stated.reliability, _AHEAD), exchanged=None)


def stated(document: Document, mentions: Sequence[DatedMention]) -> tuple[Stated | None, list[str]]:
    """The date that a document states most reliably, and in words why others do not count, or why it is doubted.

    A page keeps the date of the template or of the import it was made with. One sentence that seems to tell of a later
    time as past may be misread (in two collections of dated newswire, six texts in a thousand have one), but hardly two
    (one text in eight thousand).
    """
    ordered = sorted(document.stated, key=lambda s: (s.reliability, s.date), reverse=True)
    ahead = [one for one in ordered if one.reliability <= _AHEAD]
    notes = [
        *dict.fromkeys(f"{_wrong(one)}: it is still to come, and no text is written before it is." for one in ahead)
    ]
    for one in ordered[: len(ordered) - len(ahead)]:
        last = _told_later(document.text, mentions, date.fromisoformat(one.date))
        if last is None:
            return one, [*notes, *_after_file(document, one)]
        notes.append(f"{_wrong(one)}: several sentences tell of later times, up to {iso(last)}, as past.")
    best = ordered[0] if ordered else None
    return best and replace(best, reliability=min(best.reliability, DOUBTED)), notes


def disagreements(document: Document, mentions: Sequence[DatedMention]) -> list[str]:
    """In words: weekdays that their dates do not fall on, and trusted statements of different days."""
    odd = [(m.mention, m.first) for m in mentions if weekday_conflict(m.mention)][:_MAX_TOLD]
    found = [mistyped(document.text[one.date_start : one.date_end], day) for one, day in odd]
    if _apart(document) > _SAME_DAYS:
        trusted = _trusted(document)
        told = " and ".join(f"{day} ({name})" for day, name in (trusted[0], trusted[-1]))
        found.append(f"It states different days as its date: {told}.")
    return found


def _trusted(document: Document) -> list[tuple[str, str]]:
    """The days that a document states reliably, in order, and what is said to state them."""
    return sorted({(s.date, NAMES[s.kind]) for s in document.stated if s.reliability >= _TRUSTED})


def _apart(document: Document) -> int:
    """How many days lie between the first and the last of them."""
    held = _trusted(document)
    return (date.fromisoformat(held[-1][0]) - date.fromisoformat(held[0][0])).days if held else 0


def is_contested(document: Document) -> bool:
    """Whether they lie so far apart that one is of the template of the page, and nobody tells which."""
    return _apart(document) > _YEARS


def _wrong(one: Stated) -> str:
    return f"The stated date {one.date} ({NAMES[one.kind]}) is probably wrong"


def _after_file(document: Document, one: Stated) -> Iterator[str]:
    """In words: a date after that of the file, which is shown and never counts."""
    if document.file_time and date.fromisoformat(one.date) > date.fromisoformat(document.file_time) + _A_DAY:
        yield (
            f"The stated date {one.date} ({NAMES[one.kind]}) lies after {document.file_time}, the day on which the "
            "file was last changed: one of the two is wrong, or the text was written ahead."
        )


def _told_later(text: str, mentions: Sequence[DatedMention], day: date) -> date | None:
    """The last time, well after a day, that a text tells of as past; None where it does so in one sentence only."""
    later = [m for m in mentions if m.mention.bound is Bound.EARLIEST and m.is_certain and (m.first - day).days > LATE]
    later.sort(key=lambda m: m.mention.start)
    apart = (_SENTENCE_END.search(text, x.mention.end, y.mention.start) for x, y in pairwise(later))
    return max(m.first for m in later) if any(apart) else None
