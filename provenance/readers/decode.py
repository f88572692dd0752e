"""Bytes to text, by rule and never by guess.

In this order: a byte order mark; the pattern of NUL bytes that UTF-16 leaves; a declared encoding that is led by
escapes, strict; strict UTF-8; the encoding that the file declares, strict; the configured encodings, strict; UTF-8 with
U+FFFD for what is broken. What was read on the second rung or on one of the last two is called doubtful.
Nothing is normalised: what comes out is what the file says, so that offsets mean the same to everyone.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Reading
from provenance.phrasing import fraction, percent
from provenance.settings import SAFE_ENCODINGS

if TYPE_CHECKING:
    from provenance.settings import ReadSettings

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

SIGNATURES = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP container"),
    (b"PK\x05\x06", "a ZIP container"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"BZh9", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z container"),
    (b"(\xb5/\xfd", "a zstd file"),
    (b"Rar!\x1a\x07", "a RAR container"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
)

ESCAPE = b"\x1b"
ESCAPED = frozenset(["iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr"])
"""Encodings of seven bits, by the library's names, in which escape signs say what the bytes behind them mean."""

_SIGNED, _MARKED = (tuple(beginning for beginning, _ in table) for table in (SIGNATURES, BYTE_ORDER_MARKS))

_NAME_IT = (
    "save it as UTF-8, or name its encoding: --set read.fallback_encodings=NAME, "
    "such as windows-1251 (Russian), shift_jis (Japanese), gb18030 (Chinese)"
)
SAMPLE_BYTES = 4096
SAMPLE_CHARACTERS = 100_000
MIN_NUL_SHARE = 0.30
"""Of the bytes in every second place: UTF-16 leaves a NUL for each Latin letter, and for the spaces of other alphabets.

This and the shares below were set by hand: texts of one kind and the other lie far on either side.
"""
MAX_CONTROL_SHARE = 0.05
"""Text has a control character here and there, from an old terminal; what is no text has them all over."""
MAX_REPLACED_SHARE = 0.05
"""A damaged text is still read; of one in the wrong encoding more is lost."""
MAX_ACCENTED_WORDS = 0.20
"""Where so many words are made of accented letters alone, another alphabet has been taken for a Western one."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = frozenset(["windows-1252", "iso-8859-1", "iso-8859-15"])
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
_HIGH = bytes(range(128, 256))
_UTF8_SHAPED = re.compile(
    rb"[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}"
    rb"|(?:[\xc2\xc3]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z"
)
"""What UTF-8 and its broken relatives (overlong, surrogates, cut off at the end of the file) look like."""


def decode(raw: bytes, settings: ReadSettings, declared: str | None = None) -> tuple[str, Reading]:
    """The text of a file's bytes and how it was read. Raises `ReadError` (`not_text`, `encoding` or `too_large`).

    `declared` is the encoding that the file names for itself; it counts only where the text is no UTF-8.
    """
    text, reading = _decoded(raw, settings, declared)
    if "\0" in text:
        raise ReadError("not_text", f"NUL characters in what would be {reading.encoding}")
    if reading.replaced > MAX_REPLACED_SHARE:
        raise ReadError(
            "encoding",
            f"{percent(reading.replaced)} of it cannot be read as {reading.encoding}",
            hint=_NAME_IT,
        )
    if len(text) > settings.max_text_characters:
        raise ReadError("too_large", f"{len(text):,} characters, over the limit of {settings.max_text_characters:,}")
    return text, reading


def as_parsed(text: str) -> Reading:
    """How a text was read that a parser gives: with doubts where some of its characters could not be told."""
    unread = text.count("\ufffd") / max(len(text), 1)
    return Reading("utf-8", "doubtful", unread) if unread else Reading("utf-8")


def _decoded(raw: bytes, settings: ReadSettings, declared: str | None) -> tuple[str, Reading]:
    """Climbs down the ladder to the first rung that holds."""
    for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(_MARKED) else ():
        if raw.startswith(mark) and not (encoding.startswith("utf-32") and len(raw) % 4):
            return _lenient(raw[len(mark) :], encoding)
    if raw.startswith(_SIGNED):
        raise ReadError("not_text", next(name for signature, name in SIGNATURES if raw.startswith(signature)))
    if b"\0" in raw:
        return _without_mark(raw)
    if declared and ESCAPE in raw and (escaped := _as_declared(raw, declared, ESCAPED)):
        return escaped
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(raw):
        raise ReadError("not_text", f"{percent(controls / len(raw))} of its bytes are control characters")
    try:
        return raw.decode("utf-8"), Reading("utf-8")
    except UnicodeDecodeError:
        return _as_declared(raw, declared) or _legacy(raw, settings)


def _lenient(raw: bytes, encoding: str) -> tuple[str, Reading]:
    """The text with U+FFFD for what is broken, and the share of that."""
    text = raw.decode(encoding, "replace")
    replaced = text.count("\ufffd") - raw.decode(encoding, "ignore").count("\ufffd")
    return text, Reading(encoding, "doubtful", fraction(replaced / len(text))) if replaced else Reading(encoding)


def _without_mark(raw: bytes) -> tuple[str, Reading]:
    """UTF-16 without a mark: in Latin text every second byte is NUL."""
    sample = raw[:SAMPLE_BYTES]
    for encoding, half in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if half.count(0) > MIN_NUL_SHARE * len(half):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if sum(text.count(chr(control)) for control in _CONTROLS) <= MAX_CONTROL_SHARE * len(text):
                return text, Reading(encoding, "doubtful")
    raise ReadError("not_text", "NUL bytes")


def _as_declared(
    raw: bytes, declared: str | None, known: frozenset[str] = SAFE_ENCODINGS
) -> tuple[str, Reading] | None:
    """The text in the encoding that the file names, if it is a known one of letters and fits."""
    try:
        name = codecs.lookup(declared).name if declared else ""
        # What browsers do: who writes Latin-1 means the Windows page that extends it.
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        is_safe = name in {codecs.lookup(each).name for each in known}
        return (raw.decode(name), Reading(declared.lower())) if declared and is_safe else None
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _legacy(raw: bytes, settings: ReadSettings) -> tuple[str, Reading]:
    """Text that is not UTF-8: a configured encoding that fits, else UTF-8 with its faults marked."""
    if _is_damaged_utf8(raw):
        return _lenient(raw, "utf-8")
    for encoding in settings.fallback_encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding in _LATIN and _accented(text) > MAX_ACCENTED_WORDS:
            raise ReadError(
                "encoding",
                f"neither UTF-8 nor {encoding}: most of its letters would be accented",
                hint=_NAME_IT,
            )
        return text, Reading(encoding, "doubtful")
    return _lenient(raw, "utf-8")


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether the bytes beyond ASCII stand as they do in UTF-8, at least one in five of them.

    One such place among others may be chance (an accented capital before a closing quotation mark); then it must begin
    as UTF-8 writes Western letters and punctuation.
    """
    shaped = _UTF8_SHAPED.findall(raw)
    stray = len(raw) - len(raw.translate(None, _HIGH)) - sum(map(len, shaped))
    if not shaped or 4 * len(shaped) < stray:
        return False
    return len(shaped) > 1 or stray == 0 or shaped[0][0] in b"\xc2\xc3\xe2"


def _accented(text: str) -> float:
    """The share of words of two letters or more in which no letter is ASCII. A long text is judged by its beginning."""
    words = _WORD.findall(text, 0, SAMPLE_CHARACTERS)
    return sum(not any(letter < "\x7f" for letter in word) for word in words) / len(words) if words else 0.0
