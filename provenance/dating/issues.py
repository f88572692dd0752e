"""Lines that state a month or a season as that of a paper: Newsletter, June 2024; Issue 14 – Summer 2023."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.dating.datelines import HEAD_CHARACTERS

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.language import Language

_MAX_LINE_CHARACTERS = 80
_MAX_WORDS = 7
_MAX_WORDS_BESIDE = 3
"""Between the word for a paper and its month: Bulletin No 14 for June 2024."""
_LIST_CHARACTERS = 2000
"""In them a second such line makes a list of what was in several months."""
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_MARKS = " \t\r#>*_|.,:;()[]–—-•·/"
_NUMBER = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,12}+\.? ?(?:[0-9]{1,5}|(?<=[ .])[ivxlc]{1,7})", re.IGNORECASE)


def is_issue(text: str, one: Expression, sentence: tuple[int, int], language: Language) -> bool:
    """Whether a month or a season with its year, in a line near the beginning, is that of the paper.

    It stands alone, or behind a label or what names a paper or its number. A month in running text is no stamp, nor one
    of a list. `sentence`: where it begins and ends, which for a stamp is in one line.
    """
    if one.day is not None or one.year is None or one.is_range or one.start > HEAD_CHARACTERS:
        return False
    start, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    end = len(text) if end < 0 else end
    if (
        text[sentence[0] : start].strip()
        or text[end : sentence[1]].strip()
        or end - start > _MAX_LINE_CHARACTERS
        or text[start:end].rstrip().endswith(("?", "!"))
    ):
        return False
    words = [word.lower() for word in _WORDS.findall(text[start : one.start])]
    if one.month is None and not (words and words.pop() in language.seasons):
        return False
    behind = text[one.end : end].strip(_MARKS)
    if behind and not _is_number(behind, language):
        return False
    if not words:
        return _is_only(text, language)
    if one.month is not None and " ".join(words) in language.labels:
        return True  # Published: June 2024
    is_paper = not (language.papers | language.numbered).isdisjoint(words[-_MAX_WORDS_BESIDE:])
    return is_paper and len(words) <= _MAX_WORDS


def _is_number(words: str, language: Language) -> bool:
    """Whether words number an issue: Vol. 3, No 14."""
    return _NUMBER.fullmatch(words) is not None and _WORDS.findall(words)[0].lower() in language.numbered


def _is_only(text: str, language: Language) -> bool:
    """Whether one line alone, among the first, opens with a month or a season: not so in a list of several."""
    opened = (_WORDS.match(line.lstrip(_MARKS)) for line in text[:_LIST_CHARACTERS].split("\n"))
    return (
        sum(word is not None and word[0].lower() in language.months.keys() | language.seasons for word in opened) == 1
    )
