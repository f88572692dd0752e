"""Captures in a web archive (WARC 1.0 and 1.1, ISO 28500): what was fetched, from where and on which day.

Records are cut out of the bytes here, within bounds. A record whose length is wrong, or whose member of a compressed
file is damaged, is named, and the next is looked for: libraries for the format trust each length, and print what they
find odd.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.settings import ReadSettings

MAX_EXPANDED_BYTES, MAX_RATIO = 200_000_000, 10
"""Of all members of a compressed file together: so many bytes, or so many for each of its own, whichever is more."""
MAX_HEADER_BYTES = 1 << 14
MAX_DAMAGES = 1_000
"""Of records and members; what follows so many is left out."""
PORTION = 1 << 14
GZIP = b"\x1f\x8b\x08"

_RECORD = re.compile(rb"^WARC/[01]\.\d{1,2}\r?\n", re.MULTILINE)
_SWALLOWED = re.compile(rb"\r\n\r\nWARC/[01]\.\d{1,2}\r\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_BETWEEN = re.compile(rb"(?:\r?\n)*(?=WARC/[01]\.\d|\Z)")
_FIELD = re.compile(rb"^([!-9;-~]{1,80}):(.*)$", re.MULTILINE)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\n]{0,200}\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_INFLATED = {"gzip": zlib.MAX_WBITS | 32, "x-gzip": zlib.MAX_WBITS | 32, "deflate": zlib.MAX_WBITS}


@dataclass(frozen=True, slots=True)
class Capture:
    """A record of a web archive. `kind` is what WARC calls its type, `media` what its content is said to be.

    `moment`: when it was captured, as the record has it; `status`: what the server answered, of a response.
    """

    kind: str
    address: str
    moment: str
    media: str
    charset: str | None
    status: int | None
    encodings: tuple[str, ...]
    body: bytes

    def content(self, settings: ReadSettings) -> bytes:
        """The body as it was before it was made fit for sending. Raises `ReadError` where that cannot be had."""
        body = self.body
        for encoding in reversed(self.encodings):
            if encoding == "chunked":
                body = _joined(body)
            elif encoding in _INFLATED:
                body = _inflated(body, _INFLATED[encoding], settings.max_file_bytes)
            elif encoding != "identity":
                raise ReadError("unsupported", f"sent in the encoding “{encoding[:20]}”, which is not read")
        if len(body) > settings.max_file_bytes:
            raise ReadError("too_large", f"over the limit of {settings.max_file_bytes} bytes")
        return body


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that cannot be had: its address, as far as that is known, and what is wrong."""

    address: str
    detail: str


def captures(raw: bytes) -> Iterator[Capture | Damage]:
    """The records of an archive in their order. Raises `ReadError`: `damaged` where there are none, or `bomb`."""
    damages = is_any = 0
    for record in _found(raw):
        yield record
        is_any |= isinstance(record, Capture)
        damages += isinstance(record, Damage)
        if damages == MAX_DAMAGES:
            yield Damage("", f"what follows {MAX_DAMAGES:,} damaged records is left out")
            break
    if not is_any:
        raise ReadError("damaged", "no record of a web archive in it")


def _found(raw: bytes) -> Iterator[Capture | Damage]:
    for block in _members(raw) if raw.startswith(GZIP) else [raw]:
        if isinstance(block, Damage):
            yield block
        else:
            yield from _records(block)


def _members(raw: bytes) -> Iterator[bytes | Damage]:
    """What the members of a gzip file hold. After a damaged one the next is looked for by how members begin."""
    left = max(MAX_EXPANDED_BYTES, MAX_RATIO * len(raw))
    at = 0
    while 0 <= at < len(raw):
        unpacker, pieces, place = zlib.decompressobj(zlib.MAX_WBITS | 16), [], at
        try:
            while not unpacker.eof and place < len(raw):
                pieces.append(unpacker.decompress(raw[place : place + PORTION], left + 1))
                place += PORTION
                left -= len(pieces[-1])
                if left < 0:
                    raise ReadError("bomb", f"more than {MAX_EXPANDED_BYTES:,} bytes out of {len(raw):,}")
        except zlib.error:
            yield Damage("", f"what begins at byte {at} of the file cannot be unpacked")
            at = raw.find(GZIP, at + 1)
            continue
        yield b"".join(pieces)
        if not unpacker.eof:
            yield Damage("", "the file is cut off")
            return
        at = min(place, len(raw)) - len(unpacker.unused_data)


def _records(block: bytes) -> Iterator[Capture | Damage]:
    """The records that follow each other in bytes that are not compressed; a length that swallows another is wrong."""
    found = _RECORD.search(block)
    while found:
        fields, start = _fields(block, found.end())
        length = fields.get("content-length", "")
        end = start + int(length) if length.isdecimal() and len(length) < 12 else -1
        after = _BETWEEN.match(block, end) if start <= end <= len(block) else None
        if after and not _SWALLOWED.search(block, start, end):
            yield _capture(fields, block[start:end])
            found = _RECORD.match(block, after.end())
        else:
            found = _RECORD.search(block, start)
            is_cut = end > len(block) and found is None
            yield Damage(_address(fields), "it is cut off" if is_cut else "its length is wrong")


def _fields(block: bytes, at: int) -> tuple[dict[str, str], int]:
    """The named fields of a header, of each the first, and where what follows the header begins."""
    blank = _BLANK.search(block, max(at - 2, 0), at + MAX_HEADER_BYTES)
    end = blank.start() if blank else at
    fields: dict[str, str] = {}
    for field in _FIELD.finditer(block, at, end):
        fields.setdefault(field[1].decode("ascii").lower(), field[2].strip().decode("utf-8", "replace"))
    return fields, blank.end() if blank else at


def _address(fields: Mapping[str, str]) -> str:
    """Some programs put the address between angle brackets."""
    return fields.get("warc-target-uri", "").removeprefix("<").removesuffix(">")


def _capture(fields: Mapping[str, str], body: bytes) -> Capture:
    sent: Mapping[str, str] = {}
    status = None
    media = fields.get("content-type", "")
    if answer := _STATUS.match(body):
        line = body.find(b"\n")
        sent, start = _fields(body, line + 1)
        body, status, media = body[start:], int(answer[1]), sent.get("content-type", "")
    encodings = f"{sent.get('content-encoding', '')},{sent.get('transfer-encoding', '')}".lower().split(",")
    charset = _CHARSET.search(media)
    return Capture(
        kind=fields.get("warc-type", "").lower(),
        address=_address(fields),
        moment=fields.get("warc-date", ""),
        media=media.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        status=status,
        encodings=tuple(stripped for each in encodings if (stripped := each.strip())),
        body=body,
    )


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; a body that was joined before it was kept is as it is."""
    pieces, at = [], 0
    while size := _CHUNK.match(body, at):
        start, length = size.end(), int(size[1], 16)
        pieces.append(body[start : start + length])
        if not length:
            return b"".join(pieces)
        at = start + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return b"".join(pieces) if pieces else body


def _inflated(body: bytes, window: int, max_bytes: int) -> bytes:
    """A compressed body unpacked; one that was unpacked before it was kept is as it is."""
    for bits in (window, -zlib.MAX_WBITS) if window == zlib.MAX_WBITS else (window,):
        unpacker = zlib.decompressobj(bits)
        try:
            unpacked = unpacker.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
        if len(unpacked) > max_bytes:
            raise ReadError("bomb", f"more than {max_bytes:,} bytes out of {len(body):,}")
        return unpacked
    return body
