"""Untrusted strings become HTML here and nowhere else: visible tokens for what hides, escapes for what acts."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Html(str):
    """HTML that may be printed as it is. Templates print this and whole numbers, and refuse any other value."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


MAX_SELECTORS = 3
"""Variation selectors in a row that are left alone; emoji and ideographs need one."""

MAX_MARKS = 8
"""Combining marks in a row that are left alone; living scripts need fewer."""

_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u17b4\u17b5\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\ud800-\udfff\ufdd0-\ufdef\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
)
_JOINED = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_JOINERS = {
    "\u200b": ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),
    "\u200c": _JOINED,
    "\u200d": _JOINED,
    "\u034f": ((0x0591, 0x05F4),),
    "\u180e": ((0x1820, 0x18AA),),
    "\u115f": ((0x1100, 0x11FF),),
    "\u1160": ((0x1100, 0x11FF),),
}
"""What is not seen but does honest work between letters of some scripts, such as breaking a line of Thai."""

_FLAG = "\U0001f3f4(?:" + "|".join("".join(chr(0xE0000 + ord(c)) for c in f"{each}\x7f") for each in
                                   ("gbeng", "gbsct", "gbwls")) + ")"  # fmt: skip
_SUSPECT = re.compile(f"{_FLAG}|[{_HIDDEN}]|[{''.join(_JOINERS)}]|[{_SELECTORS}]{{{MAX_SELECTORS + 1},}}")
_BREAK_HINT = re.compile(r"(?<=[^\W\d_])\xad+(?=[^\W\d_])")
_TAG = re.compile("<[^>]*>")
_BLANK_LINES = re.compile(r"(?<=>)\n\s*\n(?=<)")
_FLOW = "p|div|dl|ul|ol|table|details|section|h[1-6]|pre|fieldset"
_OPTIONAL = re.compile(
    f"</p>(?=\\s*<(?:{_FLOW}|/(?:div|section|details|article|dd|li|td))[ >])"
    r"|</t[dh]>(?=\s*<(?:td|th|/tr)[ >])|</tr>(?=\s*<(?:tr|/tbody|/thead)[ >])"
    r"|</t(?:head|body)>(?=\s*<(?:tbody|/table)[ >])"
    r"|</li>(?=\s*<(?:li|/ul|/ol)[ >])|</d[dt]>(?=\s*<(?:dd|dt|/div|/dl)[ >])"
)
"""End tags that what follows them implies."""

_NEWLINE = re.compile("\r\n?")
_FOREIGN_RUN = re.compile(f"[^\x00-\u02ff]{{{MAX_MARKS + 1},}}")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NAMES = {0x00AD: "SOFT HYPHEN", 0xFEFF: "ZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)"}


def text(value: str) -> Html:
    """An untrusted string as HTML for a text node. What would hide or reorder text becomes a visible token."""
    if _hides_nothing(value):
        return Html(escape(value))
    return Html("".join(_in_text(shown, meaning) for shown, meaning in tokens(value)))


def prose(value: str) -> Html:
    """The words of a document: as `text`, without soft hyphens inside words, which only hint where one may break."""
    return text(_BREAK_HINT.sub("", value) if "\xad" in value else value)


def break_hints(value: str) -> int:
    """How many soft hyphens `prose` leaves out."""
    return sum(len(found.group()) for found in _BREAK_HINT.finditer(value)) if "\xad" in value else 0


def attribute(value: str) -> Html:
    """An untrusted string as HTML for a quoted attribute value: the same tokens as `text`, without elements."""
    return Html(escape(visible(value)))


def visible(value: str) -> str:
    """An untrusted string, still to be escaped, in which nothing hides: the same tokens as `text`, without elements."""
    return value if _hides_nothing(value) else "".join(shown for shown, _ in tokens(value))


def _hides_nothing(value: str) -> bool:
    """Whether all is letters, figures and signs of ASCII, as most of most texts is: there is no token to look for."""
    return value.isascii() and value.isprintable()


def escape(value: str) -> str:
    """The five characters that mean something to HTML, as references."""
    return value.translate(_ESCAPES)


def fill(template: str, **values: str | int) -> Html:
    """A sentence of the catalogue with its blanks filled. Anything that is not `Html` already is untrusted."""
    return Html(template.format_map({name: _blank(value) for name, value in values.items()}))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """Html parts joined by a separator of ours; a part that is not `Html` is untrusted."""
    return Html(separator.join(_blank(part) for part in parts))


def slim(html: Html) -> Html:
    """HTML of ours without blank lines and the end tags that HTML lets be left out."""
    return Html(_BLANK_LINES.sub("\n", _OPTIONAL.sub("", html)))


def plain(html: Html) -> str:
    """The words of HTML of ours, without its elements. Untrusted again: what was a token of hidden text stays one."""
    return unescape(_TAG.sub("", html))


def link(url: str) -> Html:
    """A source's address: a link with its host in view if it is plain http or https, else text."""
    host = _host(url)
    if host is None:
        return text(_without_credentials(url))
    return Html(
        f'<a href="{attribute(url)}" rel="noopener noreferrer nofollow ugc" referrerpolicy="no-referrer">'
        f"{text(url)}</a> <small>({text(host)})</small>"
    )


def tokens(value: str) -> Iterator[tuple[str, str | None]]:
    """The string in pieces: what is shown, and for a token what it stands for. Line ends of any kind become LF."""
    value = _NEWLINE.sub("\n", value)
    done = 0
    for found in _SUSPECT.finditer(value):
        start, end = found.span()
        if value[start] == "\U0001f3f4" or _joins(value, start):
            continue
        yield from _capped(value[done:start])
        yield _token(found.group())
        done = end
    yield from _capped(value[done:])


def _blank(value: str | int) -> str:
    if isinstance(value, Html):
        return str(value)
    return f"{value:,}" if isinstance(value, int) else text(value)


def _in_text(shown: str, meaning: str | None) -> str:
    if meaning is None:
        return escape(shown)
    return f'<span class="ctl" title="{escape(meaning)}" data-aside>{escape(shown)}</span>'


def _token(hidden: str) -> tuple[str, str | None]:
    if len(hidden) > 1:
        return f"[{len(hidden)} hidden characters]", "VARIATION SELECTORS"
    code = ord(hidden)
    return f"[U+{code:04X}]", _NAMES.get(code) or unicodedata.name(hidden, "CONTROL OR FORMAT CHARACTER")


def _capped(plain: str) -> Iterator[tuple[str, str | None]]:
    """Plain text with every run of combining marks cut to `MAX_MARKS`."""
    done = 0
    for run in _FOREIGN_RUN.finditer(plain) if not plain.isascii() else ():
        marks = 0
        for place in range(run.start(), run.end() + 1):
            if place < run.end() and unicodedata.category(plain[place])[0] == "M":
                marks += 1
                continue
            if marks > MAX_MARKS:
                yield plain[done : place - marks + MAX_MARKS], None
                yield f"[+{marks - MAX_MARKS} marks]", "COMBINING MARKS"
                done = place
            marks = 0
    if done < len(plain):
        yield plain[done:], None


def _joins(value: str, place: int) -> bool:
    """True where one of `_JOINERS` does its honest work: inside a script that needs it, or joining an emoji."""
    scripts = _JOINERS.get(value[place])
    if scripts is None or not 0 < place < len(value) - 1:
        return False
    neighbours = value[place - 1], value[place + 1]
    if scripts is _JOINED and all(map(_is_emoji, neighbours)):
        return True
    return all(
        any(low <= ord(each) <= high for low, high in scripts) and unicodedata.category(each)[0] in "LM"
        for each in neighbours
    )


def _is_emoji(character: str) -> bool:
    return character == "\ufe0f" or (ord(character) > 0x2190 and unicodedata.category(character) in ("So", "Sk"))


def _host(url: str) -> str | None:
    """The host of an address that may be linked, or None: another scheme, no host, credentials, hidden characters."""
    if any(character.isspace() or unicodedata.category(character)[0] == "C" for character in url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None


def _without_credentials(url: str) -> str:
    return re.sub(r"(?<=//)[^/@\s]*@", "***@", url)
