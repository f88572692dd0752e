"""PDF files: the text of their pages, by pypdf, in a process of its own that ends at a limit of time and memory.

Offsets refer to that text: paragraphs are put together again from lines. Left out are the furniture of pages, forms and
comments. Pages that are pictures are counted, and not read.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut, Span
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import as_parsed
from provenance.readers.file_properties import noted
from provenance.readers.pdf_pages import leaves
from provenance.readers.sandbox import confined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings

HEAD_BYTES = 1024
"""Within which a PDF file says that it is one."""
MAX_UNREAD = 0.3
"""Of letters: a text of which more cannot be told is none."""

_PROGRAM = re.compile(
    r"(?:Microsoft (?:Word|PowerPoint) - |untitled\b|.*\.(?:docx?|odt|rtf|indd|qxp|txt|html?|pdf)\Z)", re.IGNORECASE
)
"""Titles that a program puts: its own name, and that of the file that was printed."""


def pdf(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | LeftOut]:
    """One document, and how many of its pages cannot be read.

    Raises `ReadError`: `no_text` where there is no text layer, `encrypted`, `damaged`, `too_large`, `bomb`, `timeout`.
    """
    if b"%PDF-" not in raw[:HEAD_BYTES]:
        raise ReadError("damaged", "not the PDF file that its name says")
    found: dict[str, Any] = confined(leaves, raw, settings.max_text_characters)
    text: str = found["text"]
    if not text:
        raise ReadError(
            "no_text", "pages without a text layer", hint="make one with OCR, or put the text beside it as a .txt file"
        )
    reading = as_parsed(text)
    if reading.replaced > MAX_UNREAD:
        raise ReadError("no_text", "its fonts do not say which letters they draw", hint="read it with OCR")
    place = InFile(path, pages=tuple(found["pages"]), unseen=tuple(Span(*each) for each in found["unseen"]))
    document = Document(path, text, sha256(raw).hexdigest(), read=reading, in_file=place)
    yield credited_to_agency(noted(document, _believed(found["facts"])))
    if found["unread"]:
        yield LeftOut("unread_pages", found["unread"])


def _believed(facts: dict[str, str]) -> dict[str, str]:
    """The facts of a file without a title that a program has put."""
    return {**facts, "title": ""} if _PROGRAM.match(facts.get("title", "")) else facts
