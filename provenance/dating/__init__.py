"""Dates in a text: which it names, in what tense it speaks of them, and which it states as its own.

`mentions` goes from text to bounds: `expressions` finds what is written of a date, `words` reads its sentence, and the
`grammar` says what the date bounds. `relatives` does so for days named by that of the writing (on Tuesday), `stated`
for the lines that state a date. The words of a language (`english`) are data, held together by `tables`. Of further
languages (`stamped`) it knows the words of such lines only, and how they write a date (`abroad`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.abroad import western
from provenance.dating.ago import ago
from provenance.dating.expressions import sighted as _sighted
from provenance.dating.expressions import stretches as _stretches
from provenance.dating.mentions import mentions
from provenance.dating.relative import beside as _beside
from provenance.dating.relative import relatives as _relatives
from provenance.dating.stated import mistyped, stated
from provenance.dating.tables import DEFAULT, LANGUAGES, readable
from provenance.phrasing import UNREAD_DATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.dating.expressions import Sight
    from provenance.model import DatedMention, Relative, Span
    from provenance.settings import DatingSettings

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "UNREAD",
    "beside",
    "mentions",
    "mistyped",
    "readable",
    "relatives",
    "sighted",
    "stated",
    "stretches",
    "western",
]

UNREAD = f"{UNREAD_DATES}{{also}}: its language is {{language}}, and tenses are known in {{known}} only."
"""What is told of a text in a language without tables; `also`: what else is not read of it."""


def sighted(text: str, language: str = DEFAULT) -> Sight:
    """A text as it is first seen, for what is asked of its dates; `language` is a key of `LANGUAGES`."""
    return _sighted(text, LANGUAGES[language].dates)


def stretches(text: str, language: str = DEFAULT) -> Sequence[tuple[int, int, bool, bool]]:
    """The stretches of a text that may hold a date, as those of a `Sight`; `language` is a key of `LANGUAGES`."""
    return _stretches(text, LANGUAGES[language].dates)


def relatives(
    text: str, spans: Sequence[Span], quotations: Sequence[Span], settings: DatingSettings, language: str = DEFAULT
) -> tuple[Relative, ...]:
    """The days that some stretches of a text name by the day of its writing; `language` is a key of `LANGUAGES`."""
    return _relatives(text, spans, quotations, LANGUAGES[language].relatives, settings)


def beside(
    text: str, mentions: Iterable[DatedMention], language: str = DEFAULT
) -> Iterator[tuple[DatedMention, Relative]]:
    """The days beside words that name them by the day of the writing: today (Tuesday 4 March), two years ago this week.

    Not within quotation marks, where they tell of the speaking; `language` is a key of `LANGUAGES`.
    """
    tables = LANGUAGES[language]
    for dated in mentions:
        one = dated.mention
        is_day = one.day is not None and dated.first == dated.last
        if not (is_day and dated.is_certain) or one.is_quoted:
            continue
        said = ago(text, one.date_start, one.date_end, dated.first, tables.ago)
        said = said or _beside(text, one.date_start, tables.relatives)  # a year ago today is not today
        if said is not None:
            yield dated, said
