"""What is seen in the signs of an RTF file: tracked changes accepted, hidden text left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.readers.metadata import MAX_VALUE
from provenance.readers.rtf_signs import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from provenance.readers.paragraphs import Prose
    from provenance.readers.rtf_signs import Sign

MAX_DEPTH = 500
"""Of groups in groups."""

_WRITTEN = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "nestcell": "\t",
    "~": "\xa0", "-": "\xad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
"""The words and symbols that stand for characters."""
_ENDS = frozenset(["par", "sect", "page", "column", "nestrow", "\n", "\r"])
_UNSEEN = frozenset(
    "colortbl stylesheet pict object header headerl headerr headerf footer footerl footerr footerf fldinst sp "
    "shprslt nonshppict listtext pntext xe tc rxe filetbl nonesttables private do".split()
)
"""Groups that are set on every page, tell how something is made, or are drawn by programs that know no better."""
_STARRED = frozenset(["footnote", "shpinst", "shppict"])
"""Groups that programs may pass over and that are read all the same."""
_INFORMATION = {"title": "title", "author": "author", "creatim": "begun", "revtim": "saved"}
_NOTE, _BOX, _CELL = "footnote", "shptxt", "cell"
"""What words are gathered in, besides the body."""
_TIMES = {"yr": 0, "mo": 1, "dy": 2, "hr": 3, "min": 4, "sec": 5}
_CODE_PAGES = {name: f"cp{name}" for name in (437, 850, 852, 866, 874, 932, 936, 949, 950, *range(1250, 1259))} | {
    10000: "mac_roman", 65001: "utf-8",
}  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""Of fonts, by their number: what is not here is written as the file says for all of them."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds in a group: where its words go (nowhere if empty), how they are encoded, what its end finishes."""

    into: str = "text"
    encoding: str | None = None
    is_hidden: bool = False
    is_deleted: bool = False
    fallback: int = 1
    finishes: str = ""


class Rich:
    """Hears the signs of an RTF file."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.notes: list[str] = []
        self.facts: dict[str, str] = defaultdict(str)
        self.times: dict[str, list[int]] = defaultdict(lambda: [0] * len(_TIMES))
        self._group = _Group()
        self._around: list[_Group] = []
        self._encoding, self._fonts, self._font = "cp1252", dict[int, str](), 0
        self._bytes = bytearray()
        self._passed_over = 0
        self._is_new = self._is_starred = False
        self._frames: list[str] = []

    def hear(self, sign: Sign) -> None:
        """The next sign."""
        if sign.kind in (Kind.TEXT, Kind.BYTE):
            self._is_new = False
            passed = min(self._passed_over, len(sign.text))
            self._passed_over -= passed
            if self._group.into:
                self._bytes += sign.text[passed:]
            return
        self._say_bytes()
        self._passed_over = 0
        if sign.kind is Kind.OPEN:
            self._open()
        elif sign.kind is Kind.CLOSE:
            self._close()
        elif sign.name == "*":
            self._is_starred = self._is_new
        else:
            self._word(sign.name, sign.number)
            self._is_new = self._is_starred = False

    def end(self) -> None:
        """The file is finished, with whatever is still open in it."""
        self._end_frames(0)

    def _open(self) -> None:
        if len(self._around) >= MAX_DEPTH:
            raise ReadError("damaged", f"groups nested more than {MAX_DEPTH} deep")
        self._around.append(self._group)
        self._group = replace(self._group, finishes="")
        self._is_new, self._is_starred = True, False

    def _close(self) -> None:
        if frame := self._group.finishes:
            self._end_frames(len(self._frames) - self._frames[::-1].index(frame) - 1)
        self._group = self._around.pop()
        self._is_new = False

    def _end_frames(self, count: int) -> None:
        """Finishes what was begun last, until no more is open than that."""
        while len(self._frames) > count:
            self.prose.end_paragraph()
            frame = self._frames.pop()
            if frame == _NOTE:
                self.notes.append(self.prose.end()[0])
            elif frame == _BOX:
                self.prose.end_box()
            else:
                self.prose.end_cell()
                self.prose.end_row()

    def _word(self, name: str, number: int | None) -> None:
        if self._is_new and self._group.into:
            self._begin(name)
        if name in _WRITTEN:
            self._say(_WRITTEN[name])
        elif name in _ENDS:
            if self._group.into == "text":
                self.prose.end_paragraph()
        elif act := _ACTS.get(name):
            act(self, number)
        elif name in _TIMES and self._group.into in ("begun", "saved"):
            self.times[self._group.into][_TIMES[name]] = number or 0

    def _begin(self, name: str) -> None:
        """The first word of a group, which says what it is."""
        into = self._group.into
        if into == "info":
            into = _INFORMATION.get(name, into)
        elif (self._is_starred and name not in _STARRED) or name in _UNSEEN:
            into = ""
        elif name in ("info", "fonttbl"):
            into = name
        elif name in (_NOTE, _BOX) and into == "text":
            self.prose.begin()
            self._frames.append(name)
            self._group = replace(self._group, finishes=name)
        self._group = replace(self._group, into=into)

    def unicode(self, number: int | None) -> None:
        """A character by its number, and how much stands behind it for programs that do not know it."""
        self._say(chr((number or 0) & 0xFFFF))
        self._passed_over = self._group.fallback

    def fallback(self, number: int | None) -> None:
        """How many bytes stand behind such a character."""
        self._group = replace(self._group, fallback=min(max(number or 0, 0), 16))

    def hidden(self, number: int | None) -> None:
        """Hides what follows in the group, or does not any more."""
        self._group = replace(self._group, is_hidden=number != 0)

    def deleted(self, number: int | None) -> None:
        """Takes out what follows in the group, or does not any more."""
        self._group = replace(self._group, is_deleted=number != 0)

    def plain(self, _: int | None) -> None:
        """Ends what was said of the letters."""
        self._group = replace(self._group, is_hidden=False, is_deleted=False, encoding=None)

    def font(self, number: int | None) -> None:
        """A font: in their table the one that is described, elsewhere that of what follows."""
        self._font = number or 0
        self._group = replace(self._group, encoding=self._fonts.get(self._font))

    def charset(self, number: int | None) -> None:
        """How the letters of the font are encoded that is described."""
        if self._group.into == "fonttbl" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]

    def code_page(self, number: int | None) -> None:
        """How letters are encoded of whose font nothing is said."""
        self._encoding = _CODE_PAGES.get(number or 0, self._encoding)

    def in_table(self, _: int | None) -> None:
        """The paragraph stands in a cell."""
        if self._group.into == "text" and self._frames[-1:] != [_CELL] and len(self._frames) < MAX_DEPTH:
            self.prose.begin()
            self._frames.append(_CELL)

    def cell(self, _: int | None) -> None:
        """A cell is finished."""
        if self._group.into == "text" and self._frames[-1:] == [_CELL]:
            self.prose.end_paragraph()
            self.prose.end_cell()
            self.prose.begin()

    def row(self, _: int | None) -> None:
        """A row is finished."""
        if self._group.into == "text" and self._frames[-1:] == [_CELL]:
            self._end_frames(len(self._frames) - 1)

    def _say_bytes(self) -> None:
        if self._bytes:
            self._say(self._bytes.decode(self._group.encoding or self._encoding, "replace"))
            self._bytes.clear()

    def _say(self, words: str) -> None:
        into = self._group.into
        if into == "text":
            if not (self._group.is_hidden or self._group.is_deleted):
                self.prose.write(words)
        elif into in ("title", "author") and len(self.facts[into]) < MAX_VALUE:
            self.facts[into] += words


_ACTS: dict[str, Callable[[Rich, int | None], None]] = {
    "u": Rich.unicode,
    "uc": Rich.fallback,
    "v": Rich.hidden,
    "deleted": Rich.deleted,
    "plain": Rich.plain,
    "f": Rich.font,
    "fcharset": Rich.charset,
    "ansicpg": Rich.code_page,
    "intbl": Rich.in_table,
    "cell": Rich.cell,
    "row": Rich.row,
}
