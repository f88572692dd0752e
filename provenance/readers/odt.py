"""OpenDocument texts (`.odt`): what is seen of the text as it stands, tracked changes accepted.

Offsets refer to the extracted text. Left out are headers and footers, comments, hidden text, and the numbers that the
program puts before paragraphs; the notes stand at the end of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile
from provenance.readers.agency import credited_to_agency
from provenance.readers.file_properties import told
from provenance.readers.paragraphs import Prose, Style, is_hiding
from provenance.readers.xml_elements import listen
from provenance.readers.zip_container import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from provenance.settings import ReadSettings

NAMESPACES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": name for name in ("office", "style", "text", "table")
} | {
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
}
UNSEEN = frozenset(
    "office:master-styles office:scripts office:forms office:annotation office:binary-data text:tracked-changes "
    "text:note-citation text:ruby-text text:script text:table-of-content-source text:illustration-index-source "
    "text:table-index-source text:object-index-source text:user-index-source text:alphabetical-index-source "
    "text:bibliography-source table:covered-table-cell svg:title svg:desc".split()
)
"""What is deleted, set on every page, or tells how something is made or to be read."""
WRITTEN = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
"""The elements that stand for characters."""
SAID = {"title": "dc:title", "author": "meta:initial-creator", "language": "dc:language",
        "begun": "meta:creation-date", "saved": "dc:date"}  # fmt: skip
MAX_SPACES = 1_000
"""Of those that one element stands for."""

_STYLED = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text"}
_ENCRYPTED = re.compile(rb"<[\w:-]{0,40}encryption-data")


class _Text:
    """Hears the styles and the body of an OpenDocument text."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._styles: dict[str, Style] = {}
        self._style = ""
        self._seen = [True]  # and so on for each paragraph and span that is open
        self._left_out = [False]  # and so on for each paragraph
        self._class: list[str] = []

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins."""
        if name in UNSEEN:
            return False
        if name in _STYLED:
            style = f"{_STYLED[name]} {attributes.get('text:style-name', '')}"
            self._seen.append(self._seen[-1] and not is_hiding(style, self._styles))
            if name != "text:span":
                self._left_out.append(False)
        elif name in WRITTEN:
            if self._seen[-1]:
                self.prose.write(WRITTEN[name] * _count(attributes.get("text:c", "1")))
        elif act := _OPENED.get(name):
            return act(self, attributes)
        return True

    def closed(self, name: str) -> None:
        """An element ends."""
        if name in _STYLED:
            self._seen.pop()
            if name != "text:span":
                self.prose.end_paragraph(is_seen=not self._left_out.pop())
        elif act := _CLOSED.get(name):
            act(self)

    def said(self, words: str) -> None:
        """Words, of which those of a paragraph are seen."""
        if self._seen[-1] and len(self._seen) > 1:
            self.prose.flow(words)

    def style(self, attributes: Mapping[str, str]) -> bool:
        """A style, known by its family and its name."""
        family = attributes.get("style:family", "")
        self._style = f"{family} {attributes.get('style:name', '')}"
        self._styles[self._style] = Style(parent=f"{family} {attributes.get('style:parent-style-name', '')}")
        return True

    def end_style(self) -> None:
        """A style is finished: what follows may be of none that has a name."""
        self._style = ""

    def properties(self, attributes: Mapping[str, str]) -> bool:
        """What a style says of the letters."""
        if self._style in self._styles and (display := attributes.get("text:display")):
            self._styles[self._style] = replace(self._styles[self._style], is_hidden=display == "none")
        return True

    def section(self, attributes: Mapping[str, str]) -> bool:
        """A section, unless it is hidden, now or always."""
        display = attributes.get("text:display")
        return display != "none" and not (display == "condition" and _is_hidden(attributes))

    def hidden_paragraph(self, attributes: Mapping[str, str]) -> bool:
        """A sign that hides the paragraph in which it stands."""
        self._left_out[-1] |= _is_hidden(attributes)
        return True

    def hidden_text(self, attributes: Mapping[str, str]) -> bool:
        """Words that are seen on a condition."""
        return not _is_hidden(attributes)

    def begin_apart(self, _: Mapping[str, str]) -> bool:
        """A cell, a box or the body of a note."""
        self.prose.begin()
        return True

    def begin_note(self, attributes: Mapping[str, str]) -> bool:
        """A note, where its place in the text is seen."""
        if self._seen[-1]:
            self._class.append(attributes.get("text:note-class", ""))
        return self._seen[-1]

    def end_note_body(self) -> None:
        """The words of a note are finished."""
        text, _ = self.prose.end()
        self.notes["endnote" if self._class[-1:] == ["endnote"] else "footnote"].append(text)

    def end_note(self) -> None:
        """A note is finished."""
        self._class.pop()


_OPENED: dict[str, Callable[[_Text, Mapping[str, str]], bool]] = {
    "style:style": _Text.style,
    "style:text-properties": _Text.properties,
    "text:section": _Text.section,
    "text:hidden-paragraph": _Text.hidden_paragraph,
    "text:hidden-text": _Text.hidden_text,
    "text:note": _Text.begin_note,
    "text:note-body": _Text.begin_apart,
    "table:table-cell": _Text.begin_apart,
    "draw:text-box": _Text.begin_apart,
}
_CLOSED: dict[str, Callable[[_Text], object]] = {
    "style:style": _Text.end_style,
    "text:note": _Text.end_note,
    "text:note-body": _Text.end_note_body,
    "table:table-cell": lambda text: text.prose.end_cell(),
    "table:table-row": lambda text: text.prose.end_row(),
    "table:table": lambda text: text.prose.end_table(),
    "draw:text-box": lambda text: text.prose.end_box(),
}


def odt(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
    """One document. Raises `ReadError` (`no_text`) for one in which there is nothing to read."""
    package = Package(raw)
    manifest = "META-INF/manifest.xml"
    if manifest in package and _ENCRYPTED.search(b"".join(package.read(manifest))):
        raise ReadError("encrypted", "it is protected by a password")
    heard = _Text(Prose(settings.max_text_characters))
    for part in ("styles.xml", "content.xml"):
        if part in package or part == "content.xml":
            listen(package.read(part), heard, NAMESPACES)
    text = "\n\n".join(filter(None, (heard.prose.text(), *heard.notes["footnote"], *heard.notes["endnote"])))
    if not text:
        raise ReadError("no_text", "an OpenDocument text without words that are seen")
    document = Document(path, text, sha256(raw).hexdigest(), in_file=InFile(path))
    yield credited_to_agency(told(document, package, "meta.xml", SAID))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether the condition for hiding something was met when the file was saved."""
    return attributes.get("text:is-hidden") == "true"


def _count(said: str) -> int:
    """How many spaces an element stands for."""
    return min(int(said), MAX_SPACES) if said.isascii() and said.isdigit() and len(said) < 10 else 1
