"""Whether those who write 06/10/2025 put the day or the month first, told by their other dates in figures.

Of 25/03/2024 one part can be no month. Where all such dates of one publisher, or of one folder of texts that name no
publisher, have the same part first, the others are read as these are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.model import DAY_FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.model import Document, Stated

_FIGURES = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2[0-9]{4}")
_MONTHS = 12
READ = "“{words}” is read with the {first} first, as in {other}."
"""What is told of a date that is read as another document has its own."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a document states once the dates that may be read either way are read as others are, and a note on that."""

    stated: tuple[Stated, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A date in figures: who writes so, with which mark between them, and whether the day is first, None if open."""

    writer: str
    mark: str
    is_day_first: bool | None


def figures(document: Document, stated: Sequence[Stated]) -> tuple[Figures, ...]:
    """How a document writes those of the dates it states that it writes in figures."""
    return tuple(found for one in stated if (found := _figures(document, one)))


def settled(
    documents: Sequence[Document],
    stated: Mapping[str, Sequence[Stated]],
    elsewhere: Mapping[str, Sequence[Figures]],
) -> dict[str, Settled]:
    """The documents whose dates in figures others tell how to read, by their ids; `stated` is what each states.

    `elsewhere`: how documents that are not among them write, which tells as much.
    """
    open_ = [document for document in documents if any(one.exchanged for one in stated[document.id])]
    if not open_:
        return {}
    own = {document.id: figures(document, stated[document.id]) for document in documents}
    known = _conventions({**elsewhere, **own})
    found = {}
    for document in open_:
        notes = []
        read = []
        for one in stated[document.id]:
            written = _figures(document, one) if one.exchanged else None
            others = known.get((written.writer, written.mark), {}) if written else {}
            if len(others) == 1:  # of two nothing is told
                ((is_day_first, other),) = others.items()
                notes.append(_note(document, one, other, is_day_first=is_day_first))
                read.append(_read(one, is_day_first=is_day_first))
            else:
                read.append(one)
        if notes:
            found[document.id] = Settled(tuple(read), notes[0])
    return found


def read_otherwise(before: Mapping[str, Sequence[Figures]], after: Mapping[str, Sequence[Figures]]) -> frozenset[str]:
    """The documents with a date of which others tell now, or told before, how it is read, and not the same."""
    was, now = _conventions(before), _conventions(after)
    return frozenset(
        name
        for name, written in after.items()
        for one in written
        if one.is_day_first is None and was.get((one.writer, one.mark)) != now.get((one.writer, one.mark))
    )


def _conventions(written: Mapping[str, Sequence[Figures]]) -> dict[tuple[str, str], dict[bool, str]]:
    """By writer and mark, the first document that has the day first (True) or the month (False) for certain."""
    found: dict[tuple[str, str], dict[bool, str]] = {}
    for name in sorted(written):
        for one in written[name]:
            if one.is_day_first is not None:
                found.setdefault((one.writer, one.mark), {}).setdefault(one.is_day_first, name)
    return found


def _figures(document: Document, one: Stated) -> Figures | None:
    """A stated date in figures; None where it is written in another way, or beside the text."""
    if one.start is None or one.end is None:
        return None
    match = _FIGURES.fullmatch(document.text, one.start, one.end)
    if match is None:
        return None
    publisher = document.source.publisher
    writer = f"publisher {publisher.casefold()}" if publisher else f"folder {document.id.rpartition('/')[0]}"
    is_day, is_day_behind = (int(match[place]) > _MONTHS for place in (1, 3))
    return Figures(writer, match[2], is_day if is_day is not is_day_behind else None)


def _read(one: Stated, *, is_day_first: bool) -> Stated:
    """A date as its writers read it, as reliable as one that has but one reading."""
    day = one.date if is_day_first else one.exchanged or one.date
    return replace(one, date=day, reliability=round(one.reliability / DAY_FIRST, 3), exchanged=None)


def _note(document: Document, one: Stated, other: str, *, is_day_first: bool) -> str:
    return READ.format(words=document.text[one.start : one.end], first="day" if is_day_first else "month", other=other)
