"""Markdown: the text as it stands, with what its front matter says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.model import Document, Span
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import decode
from provenance.readers.metadata import MAX_VALUE, described, from_toml, from_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings

MAX_FRONT_MATTER = 16_384
"""Characters. What is longer is no front matter but text: nobody wrote it by hand."""

RELIABILITY = 0.95

_FIRST_LINE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_LAST_LINE = {
    "---": re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)"),
    "+++": re.compile(r"(?:(?<=\n)|(?<=\r))\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)"),
}
_KEY = re.compile(r"""["']?[\w.-]+["']?\s*[:=]|[\[{?]""")
_HEADING = re.compile(r"(?:\A|(?<=\n)|(?<=\r))\# +([^\r\n]+)")


def markdown(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
    """One document. Its title is that of the front matter, else its first heading of the first level."""
    text, reading = decode(raw, settings)
    document = Document(path, text, sha256(raw).hexdigest(), read=reading)
    body = 0
    if fences := _fences(text):
        first, last, body = fences
        read = from_toml if text.startswith("+++") else from_yaml
        document = replace(document, front_matter=Span(0, body))
        metadata = read(text[first:last])
        if not metadata and text[first:last].strip():
            document = replace(document, notes=("The front matter cannot be read and tells nothing.",))
        document = described(document, metadata, kind="front-matter", reliability=RELIABILITY)
    document = credited_to_agency(document)
    yield document if document.title else replace(document, title=_heading(text, body))


def _fences(text: str) -> tuple[int, int, int] | None:
    """Where front matter begins and ends inside its fences, and where the text after it begins.

    A text may also open with a line drawn across the page: what follows a fence must look like a key.
    """
    opening = _FIRST_LINE.match(text)
    if not opening:
        return None
    closing = _LAST_LINE[opening[1]].search(text, opening.end(), MAX_FRONT_MATTER)
    if not closing:
        return None
    lines = (line.strip() for line in re.split(r"[\r\n]", text[opening.end() : closing.start()]))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return (opening.end(), closing.start(), closing.end()) if not first or _KEY.match(first) else None


def _heading(text: str, start: int) -> str | None:
    """The first heading of the first level after `start`."""
    heading = _HEADING.search(text, start)
    return heading[1].strip().rstrip("#").strip()[:MAX_VALUE] or None if heading else None
