"""A font of boxes, made here, so that a page is painted alike whatever fonts a machine has.

Every character is a box of its own width and height, so that another word, weight or slant makes another picture.
"""

from __future__ import annotations

import io
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILY = "Boxes"
UNITS, ASCENT, DESCENT = 1000, 800, -200
BLANK = " \t\n\u00a0\u202f"
FACES = {("normal", "normal"): (0, 0), ("bold", "normal"): (60, 60), ("normal", "italic"): (0, 200),
         ("bold", "italic"): (60, 200)}  # fmt: skip
"""Weight and style -> how much heavier a box is, and by how much it leans."""


def faces(characters: Iterable[str]) -> str:
    """Style rules that set all of a page in boxes, whatever characters of the given ones it has."""
    known = sorted({*characters, *map(chr, range(32, 127)), *"•▸▾…"})
    rules = [
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {"400" if weight == "normal" else "500 900"}; '
        f"font-style: {style}; src: url(data:font/ttf;base64,{b64encode(_font(known, *shape)).decode()}) }}"
        for (weight, style), shape in FACES.items()
    ]
    return "\n".join([*rules, f'*, *::before, *::after {{ font-family: "{FAMILY}" !important }}'])


def _font(characters: Iterable[str], heavier: int, leaning: int) -> bytes:
    from fontTools.fontBuilder import FontBuilder

    names = {ord(each): f"u{ord(each):x}" for each in characters}
    glyphs, widths = {".notdef": _box(500, 700, 0)}, {".notdef": (600, 0)}
    for code, name in names.items():
        width, height = 320 + 40 * (code % 7) + heavier, 420 + 40 * (code % 8)
        is_blank = chr(code) in BLANK
        glyphs[name] = _box(0 if is_blank else width - 80, height, leaning)
        widths[name] = (width, 0)
    font = FontBuilder(UNITS, isTTF=True)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": FAMILY, "styleName": f"{heavier} {leaning}"})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost()
    written = io.BytesIO()
    font.font.recalcTimestamp = False
    font.save(written)
    return written.getvalue()


def _box(width: int, height: int, leaning: int) -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((40, 0))
        for x, y in ((40 + leaning, height), (40 + leaning + width, height), (40 + width, 0)):
            pen.lineTo((x, y))
        pen.closePath()
    return pen.glyph()
