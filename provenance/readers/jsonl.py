"""JSON Lines: a document on each line, an object with its text and what else is known of it.

The text stands under `text`, `content`, `body` or another name of `TEXTS`; title, date, author, address and the rest
under the names that front matter uses. A line that holds no document is named, and the others are read.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from provenance.errors import ReadError
from provenance.model import Document, InFile, Reading, Unreadable
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import BYTE_ORDER_MARKS, decode
from provenance.readers.metadata import described, squeezed, whole
from provenance.readers.records import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings

TEXTS = ("text", "content", "body", "bodytext", "articlebody", "fulltext", "maintext", "rawcontent")
"""The names under which the text stands, in lower case without hyphens and underscores; the first found counts."""

RELIABILITY = 0.9
"""Of the day that a record states: as that of a page's metadata."""


def jsonl(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | Unreadable]:
    """A document for each line that is not empty, named by its `id` or else by its line: `path#id`."""
    names = Names(path)
    for number, line in _lines(raw):
        try:
            text, record, reading = _record(line, settings)
        except ReadError as error:
            yield Unreadable(f"{path}#{number}", error.reason, f"line {number}: {error.detail}", path, number)
            continue
        name = names.of(record.get("id"), number)
        digest, place = sha256(line).hexdigest(), InFile(path, number)
        document = Document(name, text, digest, read=reading, in_file=place)
        yield credited_to_agency(described(document, record, kind="meta", reliability=RELIABILITY))


def _lines(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers. A file that is not UTF-8 says so by its mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            raw = raw[len(mark) :] if encoding == "utf-8" else raw[len(mark) :].decode(encoding, "replace").encode()
            break
    for number, line in enumerate(raw.split(b"\n"), 1):
        if bare := line.strip():
            yield number, bare


def _record(line: bytes, settings: ReadSettings) -> tuple[str, dict[str, Any], Reading]:
    """The text of a line, all that it holds, and how it was read. Raises `ReadError` where there is no text."""
    said, reading = decode(line, settings)
    try:
        record = json.loads(said)
    except RecursionError as error:
        raise ReadError("damaged", "nested too deep") from error
    except ValueError as error:
        raise ReadError("damaged", f"no JSON: {getattr(error, 'msg', 'a number too large')}") from error
    if not isinstance(record, dict):
        raise ReadError("damaged", "no object of names and values")
    held = _text(record)
    if held is None:
        raise ReadError("no_text", f"none of {', '.join(TEXTS[:3])} holds a text")
    if "\0" in held:
        raise ReadError("not_text", "NUL characters")
    text = whole(held)
    halves = sum(a != b for a, b in zip(held, text, strict=True)) if text != held else 0
    return text, record, Reading(reading.encoding, "doubtful", halves / len(text)) if halves else reading


def _text(record: dict[str, Any]) -> str | None:
    """The text of a record: one value, or the paragraphs in a list."""
    names = {squeezed(name): value for name, value in record.items()}
    for name in TEXTS:
        value = names.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            return "\n\n".join(value)
    return None
