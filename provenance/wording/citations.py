"""Where a text cites a work: by notes with numbers, in brackets that tell a year or a page, by its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.lexicon.apparatus import REFERENCE_HEADINGS
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Each begins with the sign that it is found by: a search skips from one such sign to the next.
_NOTE = re.compile(r"\[(?<=[\w.,;:!?”\"’'\])]\[)(?P<number>\d{1,3})\]")
_ENTRY = re.compile(
    r"^[ \t]{0,8}(?:\[(?P<number>\d{1,3})\]|(?P<bare>\d{1,3})[.)])[ \t]{1,4}(?=\S)(?P<words>[^\n]{3,600})", re.MULTILINE
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})"
_BRACKETS = re.compile(
    rf"\((?=[^()\n]{{0,140}}(?:\b(?:1[5-9]|20)\d\d\b|\bpp?\. ?\d|\b{_DAY}\b))"
    r"[^()\n]*[^\W\d_]{3}[^()\n]{0,120}\)"
)
_WORK = "paper|study|article|report|essay|review|survey|thesis|book|chapter|lecture"
_MARKED = r"[“\"‘](?=[^\W\d_])[^\n“”\"]{15,200}[”\"’]"
_OPENING = re.compile(r"[“\"‘](?=[^\W\d_])")
_LED = re.compile(rf"\b(?:{_WORK}),? (?:(?:called|entitled|titled|headed) )?\Z", re.IGNORECASE)
_MAX_LEAD = 20
"""Characters of the longest of these."""
_TITLE = re.compile(_MARKED)
_PUBLISHED = re.compile(
    rf"(?P<title>{_MARKED}),? (?:(?:is|was|has been|will be) )?(?:published|appears|appeared) (?:in|by|on)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]{8,600}")
_SHORT_LINE = re.compile(r"\n[^\n]{5,60}+(?![^\n])")


def references(text: str) -> int:
    """Where the last list of works begins that a text refers to; or its end."""
    lines = _SHORT_LINE.finditer("\n" + text)  # each begins in the text where its line break stands here
    headings = (line for line in lines if REFERENCE_HEADINGS.match(line.group().strip()))
    return max((line.start() for line in headings), default=len(text))


def notes(text: str) -> Mapping[str, Span]:
    """The entries of a text's list of references by their numbers; none where nothing in the text has a number."""
    if not _NOTE.search(text):
        return {}
    found = _ENTRY.finditer(text, references(text))
    return {one["number"] or one["bare"]: Span(*one.span("words")) for one in found}


def noted(text: str, span: Span, held: Mapping[str, Span]) -> Iterator[Span]:
    """The entries, of those `held`, to which the numbers in a stretch of a text lead."""
    for found in _NOTE.finditer(text, span.start, span.end + 1) if held else ():
        if found["number"] in held:
            yield held[found["number"]]


def brackets(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The brackets in a stretch of a text that may name a work: they hold words, and a year, a day or a page."""
    found = _BRACKETS.finditer(text, start, len(text) if end is None else end)
    yield from (Span(*one.span()) for one in found)


def titles(text: str) -> Iterator[Span]:
    """The titles in quotation marks that a text names as those of a paper, a study or an article."""
    done = 0
    for mark in _OPENING.finditer(text):
        place = mark.start()
        lead = _LED.search(text, max(done, place - _MAX_LEAD), place) if text.endswith(" ", 0, place) else None
        if lead and (title := _TITLE.match(text, place)):
            done = title.end()
            yield Span(place, done)
        elif place >= done and (found := _PUBLISHED.match(text, place)):
            done = found.end()
            yield Span(*found.span("title"))


def reference_lines(text: str) -> Iterator[Span]:
    """The lines of a text's list of references."""
    yield from (Span(*line.span()) for line in _LINE.finditer(text, references(text)))
