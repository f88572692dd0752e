"""What is seen in the XML of a Word document: tracked changes accepted, hidden text left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.readers.paragraphs import Prose, Style, is_hiding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
}
UNSEEN = frozenset(
    "w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange w:tblPrExChange "
    "w:numberingChange w:sdtPr w:sdtEndPr m:ctrlPr w:rt w:tblStylePr w:docDefaults".split()
)
"""How things were before a tracked change, how what is no run is set, and what stands above a word to read it by."""
WRITTEN = {
    "w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\xad",
}  # fmt: skip
"""The elements of a run that stand for characters."""
NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
PROPERTIES = frozenset(["w:pPr", "w:trPr", "w:rPr"])
TEXTS = frozenset(["w:t", "m:t"])
_NO = frozenset(["0", "false", "off"])


class Word:
    """Hears a part of a Word document, its body or its notes, and what it refers to."""

    def __init__(self, prose: Prose, styles: Mapping[str, Style]) -> None:
        self.prose = prose
        self.asked: dict[tuple[str, str], None] = {}
        self.notes: dict[str, str] = {}
        self._styles = styles
        self._seen = [True]  # and so on for each paragraph and run that is open
        self._properties: list[str] = []
        self._chosen = [False]
        self._is_joined = [False]  # and so on for each paragraph: whether the next goes on in its line
        self._is_text = False
        self._note = ""

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins."""
        if name in UNSEEN:
            return False
        if name in TEXTS:
            self._is_text = True
        elif name in PROPERTIES:
            self._properties.append(name)
        elif name in WRITTEN:
            if self._seen[-1] and not self._properties:
                self.prose.write(WRITTEN[name])
        elif name in NOTES:
            if self._seen[-1]:
                self.asked[NOTES[name], attributes.get("w:id", "")] = None
        elif act := _OPENED.get(name):
            return act(self, attributes)
        return True

    def closed(self, name: str) -> None:
        """An element ends."""
        if name in TEXTS:
            self._is_text = False
        elif name in PROPERTIES:
            self._properties.pop()
        elif act := _CLOSED.get(name):
            act(self)

    def said(self, words: str) -> None:
        """Words, of which those of a text element are seen."""
        if self._is_text and self._seen[-1]:
            self.prose.write(words.replace("\n", " "))

    def begin_paragraph(self, attributes: Mapping[str, str]) -> bool:
        """A paragraph."""
        self._is_joined.append(False)
        return self.begin(attributes)

    def begin(self, _: Mapping[str, str]) -> bool:
        """A run, or a paragraph: hidden where it stands in one that is."""
        self._seen.append(self._seen[-1])
        return True

    def begin_apart(self, _: Mapping[str, str]) -> bool:
        """A cell or a box."""
        self.prose.begin()
        return True

    def begin_note(self, attributes: Mapping[str, str]) -> bool:
        """A note. The lines that part notes from the page are written as notes, too."""
        if attributes.get("w:type", "normal") != "normal":
            return False
        self._note = attributes.get("w:id", "")
        self.prose.begin()
        return True

    def begin_ways(self, _: Mapping[str, str]) -> bool:
        """Several ways to draw the same."""
        self._chosen.append(False)
        return True

    def choose(self, _: Mapping[str, str]) -> bool:
        """One of these ways: the first is taken."""
        is_first, self._chosen[-1] = not self._chosen[-1], True
        return is_first

    def styled(self, attributes: Mapping[str, str]) -> bool:
        """The style of a paragraph or a run."""
        is_of_end = "w:pPr" in self._properties and "w:rPr" in self._properties
        if not is_of_end and is_hiding(attributes.get("w:val", ""), self._styles):
            self._seen[-1] = False
        return True

    def vanished(self, attributes: Mapping[str, str]) -> bool:
        """Hides a run; of a paragraph only its end, so that the next goes on in its line."""
        is_hidden = is_on(attributes)
        if "w:pPr" in self._properties:
            self._is_joined[-1] |= is_hidden
        else:
            self._seen[-1] = not is_hidden
        return True

    def deleted(self, _: Mapping[str, str]) -> bool:
        """A deletion: of the end of a paragraph, of a row, or of all that is in it."""
        if "w:pPr" in self._properties:
            self._is_joined[-1] = True
        elif "w:trPr" in self._properties:
            self.prose.leave_out_row()
        return False

    def end(self) -> None:
        """A run is finished."""
        self._seen.pop()

    def end_paragraph(self) -> None:
        """A paragraph is finished, and so is its line unless its end is hidden or deleted."""
        self._seen.pop()
        if not self._is_joined.pop():
            self.prose.end_paragraph()

    def end_note(self) -> None:
        """A note is finished."""
        self.notes[self._note] = self.prose.end()[0].strip()

    def end_ways(self) -> None:
        """What is drawn is finished."""
        self._chosen.pop()


_OPENED: dict[str, Callable[[Word, Mapping[str, str]], bool]] = {
    "w:p": Word.begin_paragraph,
    "w:r": Word.begin,
    "m:r": Word.begin,
    "w:pStyle": Word.styled,
    "w:rStyle": Word.styled,
    "w:vanish": Word.vanished,
    "w:specVanish": Word.vanished,
    "w:del": Word.deleted,
    "w:moveFrom": Word.deleted,
    "w:tc": Word.begin_apart,
    "w:txbxContent": Word.begin_apart,
    "w:footnote": Word.begin_note,
    "w:endnote": Word.begin_note,
    "mc:AlternateContent": Word.begin_ways,
    "mc:Choice": Word.choose,
    "mc:Fallback": Word.choose,
}
_CLOSED: dict[str, Callable[[Word], object]] = {
    "w:p": Word.end_paragraph,
    "w:r": Word.end,
    "m:r": Word.end,
    "w:tc": lambda word: word.prose.end_cell(),
    "w:tr": lambda word: word.prose.end_row(),
    "w:tbl": lambda word: word.prose.end_table(),
    "w:txbxContent": lambda word: word.prose.end_box(),
    "w:footnote": Word.end_note,
    "w:endnote": Word.end_note,
    "mc:AlternateContent": Word.end_ways,
}


class Styles:
    """Hears which styles hide what is written in them."""

    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self._name = ""

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins: a style, or what it says."""
        known = self.styles.get(self._name, Style())
        if name == "w:style":
            self._name = attributes.get("w:styleId", "")
        elif name == "w:basedOn":
            self.styles[self._name] = replace(known, parent=attributes.get("w:val", ""))
        elif name == "w:vanish":
            self.styles[self._name] = replace(known, is_hidden=is_on(attributes))
        return name not in UNSEEN

    def closed(self, name: str) -> None:
        """An element ends, which tells nothing."""

    def said(self, words: str) -> None:
        """Words, of which a style has none."""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether an element that is a switch says yes."""
    return attributes.get("w:val", "") not in _NO
