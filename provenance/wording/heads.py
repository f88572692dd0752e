"""The head of a text: its first lines of a few words, and the papers, issuers and writers whom they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.lexicon.credit import ISSUED, ISSUER_ENDS, PRESS_OFFICE, PRESS_OFFICES
from provenance.lexicon.words import NAME_LINKS, NAME_WORD
from provenance.model import Head
from provenance.wording.titles import can_be_title

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHARACTERS, _LINES = 600, 8
_MIN_WORDS, _MAX_WORDS, _MAX_NAME_WORDS = 2, 12, 7
_SENDER = re.compile(r"from: ([^<\n]{3,60}?) ?<[^>\n]{1,90}>$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_OF_PLACE = re.compile(r" (?:of|for|in) ", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[|•·]|,(?=\s)|\s[-–—]\s)\s*|\s+(?=[(\[])")
_FIGURE = re.compile(r"\d")
_DAY = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by ", re.IGNORECASE)
_WRITER = rf"{NAME_WORD}(?: {NAME_WORD}){{1,2}}"
_SIGNED = re.compile(rf"[Bb]y (?P<by>{_WRITER})(?=$|,| and | in | for )|(?P<before>{_WRITER}): |(?P<alone>{_WRITER})$")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_SENTENCE_ENDS = (".", "!", "?", ":")
_MARKS = " \t\r#*_|-–—“”\"‘’'"


def head(text: str) -> Head:
    """What the head of a text says of whose it is."""
    start = text[:_CHARACTERS]
    lines = start.split("\n")[:_LINES]
    bare = [line.strip(_MARKS) for line in lines]
    titles = [each for each, line in zip(bare, lines, strict=True) if not line.rstrip().endswith(_SENTENCE_ENDS)]
    return Head(_short(start), _papers(titles), _issuers(titles, start), _writers(bare))


def _short(start: str) -> tuple[str, ...]:
    """The lines of a few words, in small letters: its headline, who wrote it, the paper.

    Of a line that says who sent a letter, the name. Of a press office also whose it is: the University of Westmarch, of
    University of Westmarch Press Office.
    """
    lines = start.casefold().split("\n")[:_LINES]
    named = (_SENDER.sub(r"\1", line) for line in lines)
    bare = [line.strip(_MARKS) for line in named if not line.rstrip().endswith(_SENTENCE_ENDS)]
    whose = [line[: _office(line)] for line in bare]
    return tuple(dict.fromkeys(line for line in (*bare, *whose) if _MIN_WORDS <= _count(line) <= _MAX_WORDS))


def _count(line: str) -> int:
    """How many words a line has; of Chinese and Japanese two signs are one, more often than not."""
    return len(line.split()) if line.isascii() else max(len(line.split()), len(_IDEOGRAPH.findall(line)) // 2)


def _is_name(words: Sequence[str]) -> bool:
    """Whether all words begin with a capital, but for those that join the words of a name."""
    return all(word[:1].isupper() or word in NAME_LINKS for word in words)


def _office(line: str) -> int:
    """Where a press office begins to be named at the end of a line in small letters; or the end of the line."""
    office = PRESS_OFFICE.search(line) if line.endswith(PRESS_OFFICES) else None
    return office.start() if office else len(line)


def _has_day(words: str) -> bool:
    """Whether some words name a day or a year: with a figure, or by the name of a weekday."""
    may_have = _FIGURE.search(words) or "day" in words.lower()
    return bool(may_have and _DAY.search(words))


def _issuers(titles: Sequence[str], start: str) -> tuple[str, ...]:
    """Who may have issued a text, as its head has it: a line that is nothing but a name of two words and more.

    Without what tells its form (Limited) or office and without a month; the River Authority of Benin also as that, and
    as Authority of Benin, which the State Water Authority of Benin may be called.
    """
    found: dict[str, None] = {}
    for title in titles:
        whose = title[: _office(title.lower())]
        if len(whose.split()) < _MIN_WORDS:
            whose = title  # the Harbour News Service is no office of the harbour
        bare = ISSUER_ENDS.sub("", whose).strip(_MARKS)
        words = bare.split()
        if not can_be_title(bare):
            continue  # by whom it is, or what kind of text
        if _MIN_WORDS <= len(words) <= _MAX_NAME_WORDS and _is_name(words):
            shorter = bare[: next((found.start() for found in _OF_PLACE.finditer(bare)), len(bare))]
            names = bare, shorter, shorter.split()[-1] + bare[len(shorter) :]
            found.update(dict.fromkeys(name for name in names if len(name.split()) >= _MIN_WORDS))
    for said in [said for pattern in ISSUED for line in start.split("\n") if (said := pattern.match(line))]:
        name = ISSUER_ENDS.sub("", said["name"])
        words = name.split()
        if len(words) >= _MIN_WORDS and _is_name(words):
            found[name] = None
    return tuple(found)


def _papers(titles: Sequence[str]) -> tuple[str, ...]:
    """The papers whose text this may be, as its head has them beside a day: Skerry Gazette, 3 May 2024; Pile | Mar 15.

    A single word is one only with its article, with a sign beside it or with a capital inside it: else it is a place.
    """
    found: dict[str, None] = {}
    for title in titles:
        if not _has_day(title):
            continue
        parts = [part.strip(_MARKS) for part in _PARTED.split(title)]
        names = [part for part in parts if part and not _has_day(part)]
        if not names or len(names) == len(parts):
            continue
        words = names[0].split()
        is_paper = len(words) > 1 or _INNER_CAPITAL.search(names[0]) or "|" in title
        is_name = _is_name(words) and not _BYLINE.match(names[0])
        if is_name and is_paper and len(words) <= _MAX_NAME_WORDS and not names[0].isupper():
            found[names[0]] = None
    return tuple(found)


def _writers(lines: Sequence[str]) -> tuple[str, ...]:
    """Who signs a text, in small letters: By Ann Lee, Lee: The drawer, or a line that is only a name."""
    signed = [found for line in lines if (found := _SIGNED.match(line))]
    return tuple(dict.fromkeys((each["by"] or each["before"] or each["alone"]).casefold() for each in signed))
