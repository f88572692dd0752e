"""The lines on the pages of a PDF file, by pypdf, and what the file says of itself. To be run in a process of its own.

Lines come in the order in which the file draws them, which is that of reading where it was made with care: columns one
after the other. What is set into forms, comments and attachments is not read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError

from provenance.errors import ReadError
from provenance.readers.metadata import MAX_VALUE, whole
from provenance.readers.pdf_ink import Ink, moved
from provenance.readers.reflow import Line, laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_PAGES = 5_000

_UNMAPPED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")
"""What stands for a letter whose font does not say which it is."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_TIME = re.compile(r"\s*(?:D:)?(\d{4})(\d\d)(\d\d)(\d{0,6})")
_FACTS = {"title": "/Title", "author": "/Author", "begun": "/CreationDate", "saved": "/ModDate"}


def leaves(raw: bytes, max_characters: int) -> dict[str, Any]:
    """The text, where its pages begin, what nobody sees, how many pages cannot be read, and the facts of the file.

    Raises `ReadError`: `encrypted`, `too_large`, `bomb`, or `damaged`.
    """
    try:
        reader = _opened(raw)
        pages, unread = _pages(reader, max_characters)
        facts = _facts(reader)
    except (ReadError, MemoryError):
        raise
    except LimitReachedError as error:
        raise ReadError("bomb", "more is packed into it than a page can hold") from error
    except DependencyError as error:
        raise ReadError("encrypted", "encrypted with AES", hint='pip install "pypdf[crypto]" to read it') from error
    except Exception as error:
        raise ReadError("damaged", "no PDF that can be followed") from error
    text, starts, unseen = laid_out(pages)
    return {"text": text, "pages": starts, "unseen": unseen, "unread": unread, "facts": facts}


def _opened(raw: bytes) -> PdfReader:
    """The file, if it needs no password and has no more pages than may be."""
    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("encrypted", "it is protected by a password")
    if len(reader.pages) > MAX_PAGES:
        raise ReadError("too_large", f"more than {MAX_PAGES:,} pages")
    return reader


def _pages(reader: PdfReader, max_characters: int) -> tuple[list[list[Line]], int]:
    """The lines of each page, and how many pages hold a picture or a fault where a text might be."""
    pages: list[list[Line]] = []
    unread, left = 0, max_characters
    for page in reader.pages:
        heard = _Page()
        try:
            page.extract_text(visitor_text=heard.shown, visitor_operand_before=heard.ink.take)
            lines = heard.lines()
            is_unread = not lines and bool(page.images)
        except (LimitReachedError, DependencyError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - the parser raises whatever a broken page makes of it
            lines, is_unread = heard.lines(), True
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            raise ReadError("too_large", f"over the limit of {max_characters} characters")
        unread += is_unread
        pages.append(lines)
    return pages, unread


class _Page:
    """Gathers the lines of a page as its words are drawn."""

    def __init__(self) -> None:
        self.ink = Ink()
        self._lines: list[tuple[Line, tuple[float, float] | None]] = []  # with their places, if they are without ink
        self._open: list[tuple[str, float, float, float]] = []
        self._unseen: list[tuple[int, tuple[float, float]]] = []  # of the open line: letters without ink, and where

    def shown(self, words: str, outer: Sequence[float], inner: Sequence[float], _: object, size: float) -> None:
        """Words from one place on; a line feed at their end, or alone, ends the line."""
        is_unseen = self.ink.is_unseen()
        if words.strip():
            self._open.append((words, *_placed(outer, inner, size)))
            if is_unseen:
                self._unseen.append((len(words), moved(inner[4], inner[5], outer)))
        if words.endswith("\n"):
            self._end()

    def lines(self) -> list[Line]:
        """All lines that have words."""
        self._end()
        is_covered = self.ink.is_covered
        return [replace(line, is_unseen=at is not None and not is_covered(*at)) for line, at in self._lines]

    def _end(self) -> None:
        text = " ".join("".join(words for words, *_ in self._open).split())
        if text := _UNMAPPED.sub("\ufffd", whole(text.translate(_LIGATURES))):
            _, along, height, _ = self._open[0]
            size = max(self._open, key=lambda each: len(each[0]))[3]
            is_unseen = 2 * sum(letters for letters, _ in self._unseen) > sum(len(words) for words, *_ in self._open)
            self._lines.append((Line(text, along, height, size), self._unseen[0][1] if is_unseen else None))
        self._open, self._unseen = [], []


def _placed(outer: Sequence[float], inner: Sequence[float], size: float) -> tuple[float, float, float]:
    """Where words begin, along their line and above the foot of the page as they are turned, and how large they are."""
    a, b, c, d, e, f = inner
    across, up = a * outer[0] + b * outer[2], a * outer[1] + b * outer[3]
    x, y = e * outer[0] + f * outer[2] + outer[4], e * outer[1] + f * outer[3] + outer[5]
    tall = hypot(c * outer[0] + d * outer[2], c * outer[1] + d * outer[3])
    length = hypot(across, up) or 1.0
    return (x * across + y * up) / length, (y * across - x * up) / length, abs(size) * tall


def _facts(reader: PdfReader) -> dict[str, str]:
    """What the file says of itself, times as ISO 8601 writes them; nothing where it cannot be told."""
    try:
        told = reader.metadata
        held = {fact: str(told.get(name) or "")[:MAX_VALUE] if told else "" for fact, name in _FACTS.items()}
        held["language"] = str(reader.root_object.get("/Lang") or "")[:MAX_VALUE]
    except (LimitReachedError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - the same, and what is told beside a text is worth no error
        return {}
    for fact in ("begun", "saved"):
        time = _TIME.match(held[fact])
        held[fact] = "-".join(time.groups()[:3]) + f"T{time[4]}" if time else ""
    return {fact: whole(value) for fact, value in held.items()}
