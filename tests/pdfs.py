"""PDF files made in tests: as many objects as a reader needs, in a font that every program knows."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, MARGIN, SIZE, LEADING = 595, 842, 72, 11, 13

Drawn = tuple[float, float, float, str]
"""Words, and where they begin: from the left, from the foot, and the size of their letters."""


def escaped(text: str) -> str:
    """A text as a string of the format, in octal where it is no plain sign."""
    return "".join(
        sign if sign.isalnum() and sign.isascii() else f"\\{byte:03o}"
        for sign in text
        for byte in sign.encode("cp1252")
    )


def drawn(lines: Sequence[Drawn]) -> str:
    """Lines as the content of a page."""
    shown = [f"/F {size} Tf 1 0 0 1 {x} {y} Tm ({escaped(text)}) Tj" for x, y, size, text in lines]
    return f"BT {' '.join(shown)} ET"


def column(
    lines: Sequence[str],
    *,
    left: float = MARGIN,
    top: float = HEIGHT - MARGIN,
    size: float = SIZE,
    gap: float = LEADING,
) -> list[Drawn]:
    """Lines below one another. An empty one leaves room."""
    return [(left, top - gap * number, size, line) for number, line in enumerate(lines) if line]


def file_of(objects: Mapping[int, bytes], trailer: str = "") -> bytes:
    """A file of numbered objects, of which the first is its catalogue."""
    raw = b"%PDF-1.7\n"
    places = {}
    for number, held in sorted(objects.items()):
        places[number] = len(raw)
        raw += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = "".join(f"{place:010} 00000 n \n" for place in places.values())
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R {trailer}>>\nstartxref\n{len(raw)}\n%%EOF\n"
    return raw + end.encode("ascii")


def stream(content: bytes, more: str = "") -> bytes:
    """A stream as an object."""
    return f"<</Length {len(content)} {more}>>\nstream\n".encode("latin-1") + content + b"\nendstream"


def pdf(
    *pages: Sequence[Drawn] | str | bytes,
    info: str = "",
    root: str = "",
    more: str = "",
    encoding: str = "/WinAnsiEncoding",
    other: bytes = b"null",
) -> bytes:
    """A file of pages, each of lines or of a content as it stands. `info`: what it says of itself; `more`: resources.

    `encoding` is that of the font; `other`: an object that resources may name, the fifth.
    """
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R {root}>>".encode("latin-1"),
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding %b>>" % encoding.encode(),
        4: f"<<{info}>>".encode("latin-1"),
    }
    objects[5] = other
    for number, page in enumerate(pages):
        content = (
            page if isinstance(page, bytes) else (page if isinstance(page, str) else drawn(page)).encode("latin-1")
        )
        own = first + 2 * number
        objects[own] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
            f"/Resources<</Font<</F 3 0 R>> {more}>>/Contents {own + 1} 0 R>>"
        ).encode()
        is_whole = content.startswith(b"<<")
        objects[own + 1] = content if is_whole else stream(zlib.compress(content), "/Filter/FlateDecode")
    return file_of(objects, "/Info 4 0 R")
