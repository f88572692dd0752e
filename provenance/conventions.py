"""Whether those who write 06/10/2025 put the day or the month first, told by their other dates in figures.

Of 25/03/2024 one part can be no month. Where all such dates of one publisher, or of one folder of texts that name no
publisher, have the same part first, the others are read as these are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from provenance.model import DAY_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


class _Figures(NamedTuple):
    """A date in figures: who writes so, with which mark between them, and its two first figures."""

    writer: tuple[str, str]
    mark: str
    first: int
    second: int


def settled(documents: Sequence[Document], stated: Mapping[str, Sequence[Stated]]) -> dict[str, Settled]:
    """The documents whose dates in figures others tell how to read, by their ids; `stated` is what each states."""
    open_ = [document for document in documents if any(one.exchanged for one in stated[document.id])]
    if not open_:
        return {}
    conventions = _conventions(documents, stated)
    found = {}
    for document in open_:
        notes = []
        read = []
        for one in stated[document.id]:
            figures = _figures(document, one) if one.exchanged else None
            others = conventions.get(figures[:2], {}) if figures else {}
            if len(others) == 1:  # of two nothing is told
                ((is_day_first, other),) = others.items()
                notes.append(_note(document, one, other, is_day_first=is_day_first))
                read.append(_read(one, is_day_first=is_day_first))
            else:
                read.append(one)
        if notes:
            found[document.id] = Settled(tuple(read), notes[0])
    return found


def _conventions(
    documents: Sequence[Document], stated: Mapping[str, Sequence[Stated]]
) -> dict[tuple[tuple[str, str], str], dict[bool, str]]:
    """By writer and mark, the first document that has the day first (True) or the month (False) for certain."""
    found: dict[tuple[tuple[str, str], str], dict[bool, str]] = {}
    for document in sorted(documents, key=lambda document: document.id):
        for figures in _all_figures(document, stated[document.id]):
            if (figures.first > _MONTHS) is not (figures.second > _MONTHS):
                found.setdefault(figures[:2], {}).setdefault(figures.first > _MONTHS, document.id)
    return found


def _all_figures(document: Document, stated: Sequence[Stated]) -> Iterator[_Figures]:
    for one in stated:
        figures = _figures(document, one)
        if figures:
            yield figures


def _figures(document: Document, one: Stated) -> _Figures | None:
    """A stated date in figures; None where it is written in another way, or beside the text."""
    if one.start is None or one.end is None:
        return None
    match = _FIGURES.fullmatch(document.text, one.start, one.end)
    if match is None:
        return None
    publisher = document.source.publisher
    writer = ("publisher", publisher.casefold()) if publisher else ("folder", document.id.rpartition("/")[0])
    return _Figures(writer, match[2], int(match[1]), int(match[3]))


def _read(one: Stated, *, is_day_first: bool) -> Stated:
    """A date as its writers read it, as reliable as one that has but one reading."""
    day = one.date if is_day_first else one.exchanged or one.date
    return replace(one, date=day, reliability=round(one.reliability / DAY_FIRST, 3), exchanged=None)


def _note(document: Document, one: Stated, other: str, *, is_day_first: bool) -> str:
    return READ.format(words=document.text[one.start : one.end], first="day" if is_day_first else "month", other=other)
