"""Word documents (`.docx`): what is seen of the text as it stands, tracked changes accepted.

Offsets refer to the extracted text. Left out are headers and footers, comments, hidden text, and the numbers that the
program puts before paragraphs; the notes that the text refers to stand at its end.
"""

from __future__ import annotations

from hashlib import sha256
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile
from provenance.readers.agency import credited_to_agency
from provenance.readers.docx_text import NAMESPACES, NOTES, Styles, Word
from provenance.readers.file_properties import told
from provenance.readers.paragraphs import Prose
from provenance.readers.xml_elements import listen
from provenance.readers.zip_container import Package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.settings import ReadSettings

SAID = {"title": "dc:title", "author": "dc:creator", "language": "dc:language", "begun": "dcterms:created",
        "saved": "dcterms:modified"}  # fmt: skip


class _Relations:
    """Hears which parts belong to a part, by what they are to it."""

    def __init__(self, part: str) -> None:
        self.parts: dict[str, str] = {}
        self._folder = dirname(part)

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins: a relation, if it does not lead outside."""
        if name == "rel:Relationship" and attributes.get(":TargetMode") != "External":
            target = normpath(join("/", self._folder, attributes.get(":Target", "")))
            self.parts.setdefault(basename(attributes.get(":Type", "")), target.lstrip("/"))
        return True

    def closed(self, name: str) -> None:
        """An element ends, which tells nothing."""

    def said(self, words: str) -> None:
        """Words, of which a relation has none."""


def docx(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
    """One document. Raises `ReadError` (`no_text`) for one in which there is nothing to read."""
    package = Package(raw)
    whole = _related(package, "")
    body = whole.get("officeDocument", "word/document.xml")
    near = _related(package, body)
    styles = Styles()
    if near.get("styles") in package:
        listen(package.read(near["styles"]), styles, NAMESPACES)
    word = Word(Prose(settings.max_text_characters), styles.styles)
    listen(package.read(body), word, NAMESPACES)
    text = "\n\n".join(each for each in (word.prose.text(), *_notes(package, near, word)) if each)
    if not text:
        raise ReadError("no_text", "a Word document without words that are seen")
    document = Document(path, text, sha256(raw).hexdigest(), in_file=InFile(path))
    yield credited_to_agency(told(document, package, whole.get("core-properties"), SAID))


def _related(package: Package, part: str) -> dict[str, str]:
    """The parts that belong to a part; those of the container belong to one without a name."""
    relations = _Relations(part)
    name = join(dirname(part), "_rels", f"{basename(part)}.rels")
    if name in package:
        listen(package.read(name), relations, NAMESPACES)
    return relations.parts


def _notes(package: Package, near: Mapping[str, str], word: Word) -> Iterator[str]:
    """The notes that the text refers to, in its order, the footnotes first."""
    for kind in NOTES.values():
        asked = [name for of_kind, name in word.asked if of_kind == kind]
        if asked and near.get(kind) in package:
            listen(package.read(near[kind]), word, NAMESPACES)
            yield from (word.notes.pop(name, "") for name in asked)
            word.notes.clear()
