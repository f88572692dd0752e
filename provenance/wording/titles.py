"""Whether a line at the head of a text can be its title: no date, byline, slug, address or button is one."""

from __future__ import annotations

import re

from provenance.lexicon.words import CALENDAR_WORDS, NAME_LINKS, NAME_WORD

_MAX_BYLINE = 8  # words of the names in it
_NAME = rf"{NAME_WORD}(?: {NAME_WORD}){{1,4}}"
_SIGNED = re.compile(rf"[Bb]y {_NAME}(?:(?:,| and) {_NAME}){{0,9}}(?:$|,| in | for | ?[-–—|(]| \d)")
_DAY_PARTS = CALENDAR_WORDS | frozenset(
    """
    a p m am pm at on noon midnight utc gmt z et est edt ct cst cdt mt mst mdt pt pst pdt bst ist cet cest
    posted published updated
    """.split()
)
_COUNTED = re.compile(r"\d{1,2}(?:st|nd|rd|th|[ap]m)")
_SLUG = re.compile(
    r"\W*(?:urgent|breaking(?: news)?|just in|developing(?: story)?|exclusive|check against delivery|embargoed?"
    r"|for immediate release|(?:press|media|news) (?:release|summary|statement)|statement|opinion|analysis|obituary"
    r"|sponsored|advertorial|live|video|watch|photos?|gallery)\W*",
    re.IGNORECASE,
)
"""What stands above a headline and says of what kind the text is."""
_SCRAP = re.compile(r"\S*[@|]\S*|[a-z-]+")
"""An address, a piece of markup, or a single small word, as on a button."""
_WORD = re.compile(r"\w+")
_READABLE = re.compile(r"\b[^\W\d_]{2,}\b")  # a word: not the `A A` of buttons, nor the `more_vert` of icons


def can_be_title(line: str) -> bool:
    """Whether a line, its spaces single, says what a text is about, as far as its form tells."""
    return _READABLE.search(line) is not None and not (
        _is_date(line) or _is_byline(line) or _SLUG.fullmatch(line) or _SCRAP.fullmatch(line)
    )


def _is_date(line: str) -> bool:
    """Whether a line is a date, with its hour or without, and nothing else."""
    parts = _WORD.findall(line.lower())
    return any(part.isdigit() for part in parts) and all(
        part.isdigit() or part in _DAY_PARTS or _COUNTED.fullmatch(part) for part in parts
    )


def _is_byline(line: str) -> bool:
    """Whether a line says who wrote the text, for whom and when: By The Associated Press; By Ann Lee - Quay Times."""
    by, _, names = line.partition(" ")
    parts = names.replace(",", " ").split()
    if by.lower() != "by" or not parts:
        return False
    is_all_names = all(part[:1].isupper() or part in NAME_LINKS for part in parts)
    return (is_all_names and len(parts) <= _MAX_BYLINE) or _SIGNED.match(line) is not None
