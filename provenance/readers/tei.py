"""Scholarly editions (`.xml`): TEI P5, a text or a corpus of many, each of them a document dated by its header.

Offsets refer to the running text, as a reader has it; verses stand on lines of their own.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut
from provenance.readers.decode import as_parsed
from provenance.readers.edition import Edition
from provenance.readers.metadata import described
from provenance.readers.records import Names
from provenance.readers.xml_elements import listen

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    texts = [(edited, edited.prose.text().strip()) for edited in edition.texts]
    written = [(number, edited, text) for number, (edited, text) in enumerate(texts, 1) if text]
    if not written:
        raise ReadError("no_text", "an edition without a text in it")
    names = Names(path)
    for number, edited, text in written:
        is_alone = len(texts) == 1
        name = path if is_alone else names.of(edited.facts["id"], number)
        digest = sha256(raw if is_alone else f"{edited.facts}{text}".encode("utf-8", "replace")).hexdigest()
        document = Document(name, text, digest, read=as_parsed(text), in_file=InFile(path))
        said = edited.facts | ({"date": edited.date[1]} if edited.date else {})
        yield described(document, said, kind="meta", reliability=RELIABILITY)
    if left := len(texts) - len(written):
        yield LeftOut("items_without_text", left)
