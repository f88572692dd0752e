"""Talk: everything that is printed passes here, and nothing untrusted reaches a terminal as it came.

Document texts, titles and file names can hold escape sequences, characters that turn the direction of writing, and
characters that nobody sees. `safe` makes all of them visible.
"""

from __future__ import annotations

import codecs
import os
import shutil
import sys
import textwrap
import time
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

MAX_MARKS = 8
"""Combining marks on one character; more of them climb over the lines above."""

PROGRESS_SECONDS = 0.1
MIN_WIDTH, MAX_WIDTH, PIPE_WIDTH = 40, 100, 88
_SECOND = "\u2060"
"""Stands for the second column of a character while lines are laid out; of those of a text `safe` has left none."""

_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "│": "|", "\u00a0": " "}
"""Marks that sentences have, and what stands for them where a terminal knows no more than ASCII or Latin-1."""

LABEL = 10
"""Columns of the labels at the left."""


def safe(text: str, width: int | None = None) -> str:
    """A text on one line in which every control, format and private character is a visible token. Idempotent.

    With a width, what is longer is cut and ends in "…".
    """
    shown: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category[0] == "M":
            marks += 1
            if marks <= MAX_MARKS:
                shown.append(character)
            continue
        if marks > MAX_MARKS:
            shown.append(f"[+{marks - MAX_MARKS} marks]")
        marks = 0
        shown.append(_token(character, category))
    if marks > MAX_MARKS:
        shown.append(f"[+{marks - MAX_MARKS} marks]")
    line = "".join(shown)
    return line if width is None or len(line) <= width else line[: max(width - 1, 0)] + "…"


def _token(character: str, category: str) -> str:
    """The character, or what stands for it."""
    code = ord(character)
    if character in "\t\n\r":
        return " "
    if category == "Cc":
        return f"\\x{code:02x}"
    if category in ("Cf", "Co", "Cs", "Zl", "Zp") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return f"[U+{code:04X}]"
    return character


@dataclass(slots=True)
class Terminal:
    """Where results (`out`) and talk (`err`) go, and how: the one place that prints."""

    out: TextIO | None
    err: TextIO | None
    environment: Mapping[str, str]
    is_quiet: bool = False
    is_verbose: bool = False
    has_color: bool = True
    _shown_at: float = field(default=0.0, init=False)
    _is_rewritten: bool = field(default=False, init=False)

    def result(self, line: str = "") -> None:
        """A line of the result."""
        self._write(self.out, line)

    def paragraph(self, words: str, first: str = "", rest: str | None = None) -> None:
        """Words of the result, in as many lines as they take; the first begins with `first`, others with `rest`."""
        for line in wrapped(words, self.width(), first, first if rest is None else rest):
            self.result(line)

    def row(self, label: str, words: str) -> None:
        """A label at the left and words of the result beside it."""
        lines = wrapped(words, self.width() - LABEL - 2) or [""]
        self.result("  " + self.paint(f"{label:<{LABEL}}", "dim") + lines[0])
        for line in lines[1:]:
            self.result(" " * (LABEL + 2) + line)

    def raw(self, content: bytes) -> None:
        """A page, byte for byte, as a result. A reader that has gone away is no fault."""
        if self.out is None:
            return
        with suppress(BrokenPipeError):
            self.out.flush()
            self.out.buffer.write(content)
            self.out.buffer.flush()

    def say(self, line: str) -> None:
        """A line of talk, unless quiet was asked for."""
        if not self.is_quiet:
            self.warn(line)

    def detail(self, line: str) -> None:
        """A line of talk for those who asked for more."""
        if self.is_verbose:
            self.warn(line)

    def warn(self, line: str) -> None:
        """A line that nobody should miss."""
        self.clear()
        self._write(self.err, line)

    def error(self, message: str, hint: str = "") -> None:
        """What went wrong, and what to do about it."""
        self.warn(self.paint("error: ", "red", self.err) + safe(message))
        if hint:
            self.warn(self.paint("hint: ", "cyan", self.err) + safe(hint))

    def progress(self, step: str, done: int, total: int) -> None:
        """How far a step has come: one line, rewritten, and only on a terminal."""
        if self.is_quiet or self.err is None or not self.err.isatty() or self.environment.get("TERM") == "dumb":
            return
        now = time.monotonic()
        if now - self._shown_at < PROGRESS_SECONDS:
            return
        self._shown_at, self._is_rewritten = now, True
        counted = f" {done:,} of {total:,}" if total else ""
        with suppress(OSError):
            self.err.write(f"\r\x1b[K{safe(step)}{counted}"[: self.width()])
            self.err.flush()

    def clear(self) -> None:
        """Takes the line of progress away."""
        if self._is_rewritten and self.err is not None:
            self.err.write("\r\x1b[K")
            self._is_rewritten = False

    def paint(self, text: str, color: str, stream: TextIO | None = None) -> str:
        """The text in a colour (or `bold`, `dim`), where there are colours and they are wanted."""
        stream = stream or self.out
        is_plain = (
            not self.has_color or bool(self.environment.get("NO_COLOR")) or self.environment.get("TERM") == "dumb"
        )
        if is_plain or stream is None or not stream.isatty():
            return text
        if color in ("bold", "dim"):
            return click.style(text, bold=color == "bold" or None, dim=color == "dim" or None)
        return click.style(text, fg=color)

    def width(self) -> int:
        """Columns to write in."""
        if self.out is None or not self.out.isatty():
            return PIPE_WIDTH
        return max(MIN_WIDTH, min(MAX_WIDTH, shutil.get_terminal_size().columns))

    def _write(self, stream: TextIO | None, line: str) -> None:
        if "GITHUB_ACTIONS" in self.environment:
            line = _without_commands(line)
        if stream is not None:
            # Of a reader or a terminal that has gone away nobody can be told on the other stream.
            with suppress(BrokenPipeError if stream is self.out else OSError):
                stream.write(line + "\n")


def wrapped(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Words in lines; no number stands without its percent sign."""
    kept = _spread(words.replace(" %", "\u00a0%"))
    room = width - (_SECOND in kept)  # a line may end between the two columns of a character
    lines = textwrap.wrap(kept, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return [line.replace("\u00a0%", " %").replace(_SECOND, "") for line in lines]


def padded(text: str, width: int) -> str:
    """A text with the spaces behind it that fill so many columns."""
    return text + " " * (width - len(_spread(text)))


def _spread(text: str) -> str:
    """A text with as many characters as it takes columns: Chinese, Japanese and Korean ones take two."""
    if text.isascii():
        return text
    return "".join(each + _SECOND if unicodedata.east_asian_width(each) in "WF" else each for each in text)


def _without_commands(line: str) -> str:
    """The line such that a CI server does not take words of a document for commands."""
    return ("│ " if line.lstrip().startswith("::") else "") + line.replace("##[", "# #[")


def _legible(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that a stream cannot carry: their likeness in ASCII, or an escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    beyond = error.object[error.start : error.end]
    return "".join(_PLAIN.get(each, ascii(each)[1:-1]) for each in beyond), error.end


def standard() -> Terminal:
    """The terminal of this process. What it cannot show is written plainly or as an escape, never a fault."""
    codecs.register_error("legible", _legible)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="legible")
    return Terminal(sys.stdout, sys.stderr, os.environ)
