"""Paragraphs, rows and notes gathered to a text as a word processor's file goes by.

Paragraphs stand apart by an empty line, the rows of a table by a line feed, the cells of a row by a tab. A row with a
cell of several paragraphs is layout: its paragraphs stand apart as others do. What is set in a box stands behind the
paragraph that it hangs on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Frame:
    """A part of the page that holds paragraphs: the body, a cell, a box, a note.

    `parts`: what is finished, and what stands between; `count` its paragraphs and rows; `line`: the paragraph that is
    open; `boxes`: those that hang on it; `cells`: those of the row that is open, text and number of paragraphs.
    """

    parts: list[str] = field(default_factory=list)
    count: int = 0
    line: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    cells: list[tuple[str, int]] = field(default_factory=list)
    is_in_rows: bool = False
    is_row_left_out: bool = False
    is_after_space: bool = True

    def put(self, text: str, *, is_row: bool = False) -> None:
        """Adds a paragraph or a row that has words."""
        if not text.strip():
            return
        if self.parts:
            self.parts.append("\n" if is_row and self.is_in_rows else "\n\n")
        self.parts.append(text)
        self.count += 1
        self.is_in_rows = is_row


class Prose:
    """The text of a file that is read from its beginning to its end."""

    def __init__(self, max_characters: int) -> None:
        """Begins with an empty page; `max_characters` is the limit for all that is written."""
        self._frames = [_Frame()]
        self._max = self._left = max_characters

    def write(self, words: str) -> None:
        """Adds words to the open paragraph as they are."""
        self._left -= len(words)
        if self._left < 0:
            raise ReadError("too_large", f"over the limit of {self._max:,} characters")
        frame = self._frames[-1]
        frame.line.append(words)
        frame.is_after_space = False

    def flow(self, words: str) -> None:
        """Adds words in which white space counts as one space, and as none at the beginning of a paragraph."""
        frame = self._frames[-1]
        words = _SPACE.sub(" ", words)
        if frame.is_after_space:
            words = words.removeprefix(" ")
        if words:
            self.write(words)
            frame.is_after_space = words[-1] == " "

    def end_paragraph(self, *, is_seen: bool = True) -> None:
        """The open paragraph is finished."""
        frame = self._frames[-1]
        if is_seen:
            frame.put("".join(frame.line))
        for box in frame.boxes:
            frame.put(box)
        frame.line, frame.boxes, frame.is_after_space = [], [], True

    def begin(self) -> None:
        """A cell, a box or a note begins."""
        self._frames.append(_Frame())

    def end(self) -> tuple[str, int]:
        """What `begin` began is finished: its text, and how many paragraphs and rows it has."""
        self.end_row()
        frame = self._frames.pop()
        return "".join(frame.parts), frame.count

    def end_cell(self) -> None:
        """A cell that was begun is finished."""
        cell = self.end()
        self._frames[-1].cells.append(cell)

    def end_box(self) -> None:
        """A box that was begun is finished."""
        text, _ = self.end()
        self._frames[-1].boxes.append(text)

    def leave_out_row(self) -> None:
        """The open row is not to be read."""
        self._frames[-1].is_row_left_out = True

    def end_row(self) -> None:
        """The open row is finished, and whatever stands before it."""
        frame = self._frames[-1]
        if frame.line or frame.boxes:
            self.end_paragraph()
        cells = [] if frame.is_row_left_out else [cell for cell in frame.cells if cell[0]]
        frame.cells, frame.is_row_left_out = [], False
        if all(count == 1 and "\n" not in text for text, count in cells):
            frame.put("\t".join(text for text, _ in cells), is_row=True)
            return
        for text, _ in cells:
            frame.put(text)

    def end_table(self) -> None:
        """A table is finished: the rows of the next are not its own."""
        self.end_row()
        self._frames[-1].is_in_rows = False

    def text(self) -> str:
        """All that was written."""
        self.end_row()
        (frame,) = self._frames
        return "".join(frame.parts)


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: whether it hides what is written in it, if it says so, and the style that it is based on."""

    is_hidden: bool | None = None
    parent: str = ""


def is_hiding(name: str, styles: Mapping[str, Style]) -> bool:
    """Whether what is written in a style is not seen."""
    for _ in range(20):
        style = styles.get(name)
        if style is None:
            return False
        if style.is_hidden is not None:
            return style.is_hidden
        name = style.parent
    return False
