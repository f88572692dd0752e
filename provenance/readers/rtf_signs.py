"""The signs of an RTF file in their order: groups, control words and text, in one pass over its bytes.

https://www.biblioscape.com/rtf15_spec.htm has the grammar. Words and the numbers behind them are short; what is binary
is stepped over by the length that it states.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from provenance.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SIGNS = 2_000_000
"""Of those that are no text. A text of five million characters has not half as many."""

_SIGN = re.compile(
    rb"\\(?:([A-Za-z]{1,32})(-?[0-9]{1,10})?\ ?|'([0-9A-Fa-f]{2})|([^A-Za-z']))|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.DOTALL,
)
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]{0,99}\{\\rtf")


class Kind(Enum):
    """What a sign is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SYMBOL = auto()
    TEXT = auto()
    BYTE = auto()


class Sign(NamedTuple):
    """A sign of an RTF file: a word with its number, if it has one, a symbol by its name, text, or one byte of it."""

    kind: Kind
    name: str = ""
    number: int | None = None
    text: bytes = b""


_OPEN, _CLOSE = Sign(Kind.OPEN), Sign(Kind.CLOSE)


def signs(raw: bytes) -> Iterator[Sign]:
    """The signs of a file, up to the end of its outermost group. Raises `ReadError` (`damaged` or `bomb`)."""
    if not _HEAD.match(raw):
        raise ReadError("damaged", "not the RTF file that its name says")
    at = depth = count = 0
    while found := _SIGN.match(raw, at):
        at = found.end()
        word, number, byte, symbol, brace, text = found.groups()
        if text is not None:
            yield Sign(Kind.TEXT, text=text)
            continue
        count += 1
        if count > MAX_SIGNS:
            raise ReadError("bomb", f"more than {MAX_SIGNS:,} commands in it")
        if byte is not None:
            yield Sign(Kind.BYTE, text=bytes.fromhex(byte.decode("ascii")))
        elif brace is not None:
            depth += 1 if brace == b"{" else -1
            yield _OPEN if brace == b"{" else _CLOSE
            if depth <= 0:
                return
        elif symbol is not None:
            yield Sign(Kind.SYMBOL, symbol.decode("latin-1"))
        elif word == b"bin":
            at += max(int(number or 0), 0)
        elif word is not None:
            yield Sign(Kind.WORD, word.decode("ascii"), int(number) if number else None)
    raise ReadError("damaged", "it ends before its text does")
