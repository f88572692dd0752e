"""Scholarly editions (`.xml`): TEI P5, a text or a corpus of many, each of them a document dated by its header.

Offsets refer to the running text, as a reader has it; verses stand on lines of their own.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from provenance.readers.edition import Edition
from provenance.readers.metadata import described
from provenance.readers.records import documents
from provenance.readers.xml_elements import listen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.model import Document, LeftOut
    from provenance.readers.edition import Edited
    from provenance.settings import ReadSettings

RELIABILITY = 0.95
"""Of the day that an editor gives a text."""
PORTION = 1 << 18


def tei(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | LeftOut]:
    """The texts of an edition: one by the name of its file, of several each by its `xml:id`, `path#id`.

    Raises `ReadError`: `no_text` where none has words, `unsupported` for other XML, or `damaged`.
    """
    edition = Edition(settings.max_text_characters)
    listen((raw[at : at + PORTION] for at in range(0, len(raw), PORTION)), edition, {}, is_foreign=True)
    items = [(_said(edited), edited.prose.text().strip()) for edited in edition.texts]
    yield from documents(raw, path, items, partial(described, kind="meta", reliability=RELIABILITY), "an edition")


def _said(edited: Edited) -> Mapping[str, str]:
    """What the header says of a text, with the date that counts."""
    return edited.facts | ({"date": edited.date[1]} if edited.date else {})
