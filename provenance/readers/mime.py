"""The parts of an e-mail, cut out of its bytes without recursion: within bounds of depth and number, whatever it holds.

The library's own parser descends into each part, and tries each line of a message against every boundary above it. And
what it takes for a charset may be anything that Python calls an encoding; here all is read by the rules for files.
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from quopri import decodestring
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.readers.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from provenance.settings import ReadSettings

MAX_DEPTH, MAX_PARTS = 12, 1_000
"""Of parts in parts, and of parts in all. No letter has so many; what has is refused, not read in part."""
MAX_HEADERS, MAX_HEADER_BYTES = 50, 2_000
"""Of those that are of use, and of one of them."""
MAX_BOUNDARY = 200
HEADERS = frozenset(
    ["subject", "from", "date", "content-type", "content-transfer-encoding", "content-disposition", "content-language"]
)

_NAME = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_END = re.compile(rb"\n(?![ \t])|\Z")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_BLANK_LINE = re.compile(rb"\r?\n")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:>?From [^\n]*\n)?")
"""A byte order mark, and the line that parts the messages of a mailbox, where one was cut out with it."""
_NO_BASE64 = bytes({*range(256)} - {*b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an e-mail that holds no others. `choice`: the number of that part which offers it among others."""

    head: Message
    body: bytes
    choice: int | None = None

    @property
    def kind(self) -> str:
        """What the part holds: `text/plain` where it does not say."""
        return self.head.get_content_type()

    @property
    def content(self) -> bytes:
        """The body as it was before it was made fit for sending."""
        way = str(self.head.get("content-transfer-encoding", "")).strip().lower()
        return _WAYS.get(way, bytes)(self.body)

    @property
    def charset(self) -> str | None:
        """The encoding that the part declares."""
        return _parameter(self.head, "charset")

    @property
    def is_attached(self) -> bool:
        """Whether the part is to be kept, and not to be shown."""
        return str(self.head.get("content-disposition", "")).strip().lower().startswith("attachment")


def parts(raw: bytes) -> list[Part]:
    """The parts of a message in their order, the first that of the message itself; one that holds others is empty.

    Raises `ReadError` (`bomb`) for more of them than a letter has.
    """
    waiting: list[tuple[bytes, int, int | None, str]] = [(_BEFORE.sub(b"", raw, count=1), 0, None, "text/plain")]
    found: list[Part] = []
    while waiting:
        source, depth, choice, default = waiting.pop()
        head, body = _headed(source, default)
        within = _within(head, body)
        if depth >= MAX_DEPTH and within:
            raise ReadError("bomb", f"parts in parts, more than {MAX_DEPTH} deep")
        if len(found) + len(waiting) + len(within) >= MAX_PARTS:
            raise ReadError("bomb", f"more than {MAX_PARTS:,} parts")
        found.append(Part(head, b"" if within else body, choice))
        kind = head.get_content_type()
        choice = len(found) if kind == "multipart/alternative" and choice is None else choice
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        waiting += [(each, depth + 1, choice, default) for each in reversed(within)]
    return found


def spoken(header: str, settings: ReadSettings) -> str:
    """The words of a header: those that are encoded by the rules for files, whatever charset they name."""
    try:
        pieces = decode_header(header)
    except (HeaderParseError, ValueError):
        pieces = [(header, None)]
    words = ""
    for piece, charset in pieces:
        raw = piece.encode("latin-1", "replace") if isinstance(piece, str) else piece
        try:
            words += decode(raw, settings, charset)[0]
        except ReadError:
            words += raw.decode("ascii", "replace")
    return words


def _headed(source: bytes, default: str) -> tuple[Message, bytes]:
    """The headers of a part that are of use, and what follows them: from a blank line on, or one that is no header."""
    head = Message()
    head.set_default_type(default)
    at = 0
    while name := _NAME.match(source, at):
        end = _END.search(source, name.end())
        assert end is not None
        if (held := name[1].decode("ascii").lower()) in HEADERS and len(head) < MAX_HEADERS:
            value = source[name.end() : min(end.start(), name.end() + MAX_HEADER_BYTES)]
            head[held] = _FOLD.sub(b"", value).decode("latin-1").strip()
        at = end.end()
    blank = _BLANK_LINE.match(source, at)
    return head, source[blank.end() if blank else at :]


def _within(head: Message, body: bytes) -> list[bytes]:
    """The parts in a part: what stands between the lines of its boundary."""
    boundary = _parameter(head, "boundary")
    if head.get_content_maintype() != "multipart" or not boundary or len(boundary) > MAX_BOUNDARY:
        return []
    mark = re.escape(boundary.rstrip().encode("latin-1", "replace"))
    found: list[bytes] = []
    start = None
    for line in re.finditer(rb"^--" + mark + rb"(--)?[ \t]*\r?(?:\n|\Z)", body, re.MULTILINE):
        if start is not None:
            found.append(body[start : line.start()].removesuffix(b"\n").removesuffix(b"\r"))
        start = line.end()
        if line[1] or len(found) >= MAX_PARTS:
            return found
    return found if start is None else [*found, body[start:]]


def _parameter(head: Message, name: str) -> str | None:
    """A parameter of a part's type."""
    given = head.get_param(name)
    return given[-1] if isinstance(given, tuple) else given


def _from_base64(body: bytes) -> bytes:
    """The bytes that base64 stands for; what is no sign of it is passed over, and what is cut off left out."""
    signs = body.translate(None, _NO_BASE64)
    signs = signs[:-1] if len(signs) % 4 == 1 else signs
    return a2b_base64(signs + b"=" * (-len(signs) % 4))


_WAYS: dict[str, Callable[[bytes], bytes]] = {"base64": _from_base64, "quoted-printable": decodestring}
