"""HTML as a stream of text and tags, in one pass that never goes back: no page can make it slow.

Forgiving as browsers are, for what matters to the words: any bytes give a stream, and nothing raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_ATTRIBUTES = 60
"""Of one tag; the rest is passed over."""
MAX_ATTRIBUTE_CHARACTERS = 4000
"""Of one value that is kept."""
RAW = {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"}
"""Elements whose content is no markup: it ends with their own closing tag only."""
SPOKEN_RAW = {"title", "textarea"}
"""Those of them in whose content entities count."""

_OPENING = re.compile(r"<(?:!--|[!?]|/?[A-Za-z])")
_NAME = re.compile(r"[^\s/>]{1,60}+[^\s/>]*+")
_ATTRIBUTE = re.compile(r"[\s/]*+(?:(>)|([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(\"|'|[^\s>\"'][^\s>]*+)?)?|(=))")
_NUMBERED = re.compile(r"&#0*([0-9]+)")
_MOST_DIGITS = 8
"""Of a number that can be a character: Python refuses to read one of thousands, and a page may hold it."""
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


@dataclass(frozen=True, slots=True)
class Text:
    """Words between tags, with entities resolved."""

    words: str


@dataclass(frozen=True, slots=True)
class Open:
    """A tag that opens an element, its name and the names of its attributes in lower case."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Close:
    """A tag that closes an element."""

    name: str


def tokens(text: str) -> Iterator[Text | Open | Close]:
    """The text and the tags of a page, in order. Comments, declarations and broken tags at the end are left out."""
    at = 0
    while at < len(text):
        opening = _OPENING.search(text, at)
        if opening is None:
            yield Text(_resolved(text[at:]))
            return
        if opening.start() > at:
            yield Text(_resolved(text[at : opening.start()]))
        mark = opening[0]
        if mark[1] in "!?":
            at = _after(text, "-->" if mark == "<!--" else ">", opening.end())
            continue
        is_close = mark[1] == "/"
        name_at = opening.end() - 1
        name = _NAME.match(text, name_at)
        assert name is not None
        attributes, at = _attributes(text, name.end())
        tag = name[0].lower()
        yield Close(tag) if is_close else Open(tag, attributes)
        if not is_close and tag in RAW:
            end = _ENDS[tag].search(text, at)
            stop = end.start() if end else len(text)
            raw = text[at:stop]
            yield Text(_resolved(raw) if tag in SPOKEN_RAW else raw)
            at = stop


def _resolved(words: str) -> str:
    """The words with the characters that entities stand for."""
    return unescape(_NUMBERED.sub(lambda number: f"&#{number[1][:_MOST_DIGITS]}", words))


def _after(text: str, mark: str, at: int) -> int:
    """Where the next mark ends, or the end of the text."""
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag from `at` on, the first of each name, and where the tag ends."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, at):
        at = match.end()
        if match[1]:
            return found, at
        value = match[3] or ""
        if value in {'"', "'"}:
            end = text.find(value, at)
            stop = len(text) if end < 0 else end
            value, at = text[at : min(stop, at + MAX_ATTRIBUTE_CHARACTERS)], stop + 1
        if match[2] and len(found) < MAX_ATTRIBUTES:
            found.setdefault(match[2].lower()[:60], _resolved(value[:MAX_ATTRIBUTE_CHARACTERS]))
    return found, len(text)
