"""Who speaks in a text: quotations, and the formulas that attribute them."""

from __future__ import annotations

import re
from itertools import starmap
from typing import TYPE_CHECKING

from provenance import kernels
from provenance.lexicon.credit import ISSUED, ISSUER_ENDS, PRESS_OFFICE, REPOST_MARKERS
from provenance.lexicon.words import NAME_LINKS
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Place = tuple[int, int]


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches inside quotation marks, the marks included: those of `Batch`, for one text."""
    return tuple(starmap(Span, kernels.quotations(text)))


def formulas(text: str, passages: Sequence[Place], quoted: Sequence[Span], verbs: Sequence[Place]) -> tuple[Span, ...]:
    """Attribution formulas: who said it, with name and title, but not what was said.

    Shared by any two reports of one speaker, they are no sign of reuse. The passages, the quotations and the verbs of
    speech are in order and do not overlap; a place is a start and an end.
    """
    if not verbs:
        return ()
    quotes = [(quote.start, quote.end) for quote in quoted]
    found = kernels.formulas((text,), *map(kernels.Ranges.of_one, (passages, quotes, verbs)))
    return tuple(Span(start, end) for _, start, end in found.tolist())


_SENDER = re.compile(r"from: ([^<\n]{3,60}?) ?<[^>\n]{1,90}>$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_CLAUSE_END = re.compile(r"[.,;:!?\n]")
_MAX_NAME_CHARACTERS = 80
_HEAD_CHARACTERS, _HEAD_LINES, _MIN_HEAD_WORDS, _MAX_HEAD_WORDS = 600, 8, 2, 12
_MAX_NAME_WORDS = 7
_OF_PLACE = re.compile(r" (?:of|for|in) ", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[|•·]|,(?=\s)|\s[-–—]\s)\s*|\s+(?=[(\[])")
_DAY = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by ", re.IGNORECASE)
_WRITER = r"[^\W\d_a-z][\w.’'-]{0,20}(?: [^\W\d_a-z][\w.’'-]{0,20}){1,2}"
_SIGNED = re.compile(rf"[Bb]y (?P<by>{_WRITER})(?=$|,| and | in | for )|(?P<before>{_WRITER}): |(?P<alone>{_WRITER})$")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_SENTENCE_ENDS = (".", "!", "?", ":")
_HEAD_MARKS = " \t\r#*_|-–—“”\"‘’'"
REPOST_MARKS = tuple(word for words, _ in REPOST_MARKERS for word in words)
"""Each marker has one of these."""


def repost_markers(text: str, low: str, held: frozenset[str]) -> tuple[Span, ...]:
    """Where a text says that it repeats another, with the words that may name it, up to the end of the clause.

    `low` is the text in small letters; `held` are those of the `REPOST_MARKS` that stand in it.
    """
    found = []
    for words, pattern in REPOST_MARKERS:
        if held.isdisjoint(words):
            continue
        for marker in pattern.finditer(low):
            end = _CLAUSE_END.search(text, marker.end())
            stop = end.start() if end else len(text)
            start = marker.end() - len(marker[0].lstrip())
            found.append(Span(start, min(stop, marker.end() + _MAX_NAME_CHARACTERS)))
    return tuple(found)


def head_lines(text: str) -> frozenset[str]:
    """The lines of a few words at the head of a text, in small letters: its headline, who wrote it, the paper.

    Of a line that says who sent a letter, the name. Of a press office also whose it is: the University of Westmarch, of
    University of Westmarch Press Office.
    """
    lines = text[:_HEAD_CHARACTERS].casefold().split("\n")[:_HEAD_LINES]
    named = (_SENDER.sub(r"\1", line) for line in lines)
    bare = [line.strip(_HEAD_MARKS) for line in named if not line.rstrip().endswith(_SENTENCE_ENDS)]
    whose = [PRESS_OFFICE.sub("", line) for line in bare]
    return frozenset(line for line in (*bare, *whose) if _MIN_HEAD_WORDS <= _count(line) <= _MAX_HEAD_WORDS)


def _count(line: str) -> int:
    """How many words a line has; of Chinese and Japanese two signs are one, more often than not."""
    return len(line.split()) if line.isascii() else max(len(line.split()), len(_IDEOGRAPH.findall(line)) // 2)


def issuers(text: str) -> tuple[str, ...]:
    """Who may have issued a text, as its head has it: a line that is nothing but a name of two words and more.

    Without what tells its form (Limited) or office and without a month; the River Authority of Benin also as that.
    """
    found: dict[str, None] = {}
    for line in text[:_HEAD_CHARACTERS].split("\n")[:_HEAD_LINES]:
        bare = line.strip(_HEAD_MARKS)
        office = PRESS_OFFICE.search(bare.lower())
        bare = ISSUER_ENDS.sub("", bare[: office.start()] if office else bare).strip(_HEAD_MARKS)
        words = bare.split()
        if line.rstrip().endswith(_SENTENCE_ENDS) or not _MIN_HEAD_WORDS <= len(words) <= _MAX_NAME_WORDS:
            continue
        if all(word[:1].isupper() or word in NAME_LINKS for word in words):
            shorter = bare[: next((found.start() for found in _OF_PLACE.finditer(bare)), len(bare))]
            found.update(dict.fromkeys(name for name in (bare, shorter) if len(name.split()) >= _MIN_HEAD_WORDS))
    for pattern in ISSUED:
        for said in pattern.finditer(text[:_HEAD_CHARACTERS]):
            words = said["name"].split()
            if len(words) >= _MIN_HEAD_WORDS and all(word[:1].isupper() or word in NAME_LINKS for word in words):
                found[said["name"]] = None
    return tuple(found)


def mastheads(text: str) -> tuple[str, ...]:
    """The papers whose text this may be, as its head has them beside a day: Skerry Gazette, 3 May 2024; Pile | Mar 15.

    A single word is one only with its article, with a sign beside it or with a capital inside it: else it is a place.
    """
    found: dict[str, None] = {}
    for line in text[:_HEAD_CHARACTERS].split("\n")[:_HEAD_LINES]:
        bare = line.strip(_HEAD_MARKS)
        if not _DAY.search(bare) or line.rstrip().endswith(_SENTENCE_ENDS):
            continue
        parts = [part.strip(_HEAD_MARKS) for part in _PARTED.split(bare)]
        names = [part for part in parts if part and not _DAY.search(part)]
        if not names or len(names) == len(parts):
            continue
        words = names[0].split()
        is_name = all(word[:1].isupper() or word in NAME_LINKS for word in words) and not _BYLINE.match(names[0])
        is_paper = len(words) > 1 or _INNER_CAPITAL.search(names[0]) or "|" in bare
        if is_name and is_paper and len(words) <= _MAX_NAME_WORDS and not names[0].isupper():
            found[names[0]] = None
    return tuple(found)


def writers(text: str) -> frozenset[str]:
    """Who signs a text at its head, in small letters: By Ann Lee, Lee: The drawer, or a line that is only a name."""
    found: set[str] = set()
    for line in text[:_HEAD_CHARACTERS].split("\n")[:_HEAD_LINES]:
        signed = _SIGNED.match(line.strip(_HEAD_MARKS))
        if signed:
            found.add((signed["by"] or signed["before"] or signed["alone"]).casefold())
    return frozenset(found)


def names_any(words: str, lines: Iterable[str]) -> bool:
    """Whether some words have one of some lines in small letters in them, whole."""
    folded = words.casefold()
    return any(re.search(rf"(?<!\w){re.escape(line)}(?!\w)", folded) for line in lines if line in folded)
