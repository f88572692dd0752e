"""Plain text: the text as it stands."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.model import Document
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings


def plain(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
    """One document. It has no title: the first line of a text need not be one."""
    text, reading = decode(raw, settings)
    yield credited_to_agency(Document(path, text, sha256(raw).hexdigest(), read=reading))
