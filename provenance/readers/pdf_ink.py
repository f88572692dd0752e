"""What words on a page of a PDF file are drawn with: whether anybody sees them.

White words are seen where something lies under them. Words without ink are the text behind a scanned picture, if one
covers them; else nobody sees them. What lies where is told by boxes around what is painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = tuple[float, float, float, float]

_WITHOUT_INK = 3
"""The mode in which letters are neither filled nor outlined."""
_NEARLY = 0.01
_MOST_BOXES = 1_000
"""Painted on a page: where there are more, anything may lie anywhere."""
_EVERYWHERE = (float("-inf"), float("-inf"), float("inf"), float("inf"))
_FULL = {b"g": (1.0,), b"rg": (1.0, 1.0, 1.0), b"k": (0.0, 0.0, 0.0, 0.0)}
"""White, by how a colour is given."""
_BY_NUMBER = {3: b"rg", 4: b"k"}
_COLOURED = frozenset([b"sc", b"scn"])
_FILLED = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"])
_ENDED = frozenset([b"n", b"S", b"s"])
_DRAWN = frozenset([b"Do", b"INLINE IMAGE"])
_SHOWN = frozenset([b"Tj", b"'", b'"', b"TJ"])
_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


class Ink:
    """The state of a page as its operators go by."""

    def __init__(self) -> None:
        """Begins with black ink and an empty page."""
        self._is_white, self._mode = False, 0
        self._saved: list[tuple[bool, int]] = []
        self._path: list[tuple[float, float]] = []  # the corners of the box around what is to be painted
        self._boxes: list[Box] = []
        self._waiting = 0  # letters of the last operator: it may still show those before it
        self._seen = self._unseen = 0

    def take(self, operator: bytes, operands: Any, place: Sequence[float], _: object = None) -> None:
        """The next operator, at a place of the page. Of a broken one nothing is heard."""
        self._count()
        try:
            if operator in _SHOWN:
                self._waiting = _letters(operands)
            elif operator == b"q":
                self._saved.append((self._is_white, self._mode))
            elif operator == b"Q" and self._saved:
                self._is_white, self._mode = self._saved.pop()
            elif operator == b"Tr":
                self._mode = int(operands[0])
            elif operator in _FULL:
                self._is_white = _is_white(operator, operands)
            elif operator in _COLOURED or operator == b"cs":
                self._is_white = operator in _COLOURED and _is_white(_BY_NUMBER.get(len(operands), b""), operands)
            else:
                self._paint(operator, operands, place)
        except (TypeError, ValueError, IndexError, OverflowError):
            return

    def is_unseen(self) -> bool:
        """Whether most of the letters since this was asked last are white or without ink."""
        held = self._unseen > self._seen
        self._seen = self._unseen = 0
        return held

    def is_covered(self, x: float, y: float) -> bool:
        """Whether something is painted at a place."""
        return any(left <= x <= right and low <= y <= high for left, low, right, high in self._boxes)

    def _count(self) -> None:
        """Counts the letters of the last operator by what they are drawn with."""
        if self._is_white or self._mode == _WITHOUT_INK:
            self._unseen += self._waiting
        else:
            self._seen += self._waiting
        self._waiting = 0

    def _paint(self, operator: bytes, operands: Any, place: Sequence[float]) -> None:
        """Takes down what is painted where."""
        if operator in _DRAWN:
            self._cover([moved(x, y, place) for x, y in _CORNERS])
        elif operator == b"sh":
            self._boxes.append(_EVERYWHERE)
        elif operator == b"re":
            x, y, width, height = map(float, operands)
            self._reach([moved(x + a * width, y + b * height, place) for a, b in _CORNERS])
        elif operator in (b"m", b"l", b"c", b"v", b"y"):
            numbers = [*map(float, operands)]
            self._reach([moved(x, y, place) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
        elif operator in _FILLED or operator in _ENDED:
            if operator in _FILLED and self._path and not self._is_white:
                self._cover(self._path)
            self._path = []

    def _reach(self, points: list[tuple[float, float]]) -> None:
        left, low, right, high = _around([*self._path, *points])
        self._path = [(left, low), (right, high)]

    def _cover(self, points: list[tuple[float, float]]) -> None:
        self._boxes.append(_around(points) if len(self._boxes) < _MOST_BOXES else _EVERYWHERE)
        del self._boxes[_MOST_BOXES + 1 :]


def _letters(operands: Any) -> int:
    """How many letters an operator shows."""
    held = operands[-1]
    return sum(len(each) for each in held if isinstance(each, str | bytes)) if isinstance(held, list) else len(held)


def _is_white(way: bytes, operands: Any) -> bool:
    full = _FULL.get(way)
    if full is None or len(operands) != len(full):
        return False
    return all(abs(float(given) - wanted) <= _NEARLY for given, wanted in zip(operands, full, strict=True))


def moved(x: float, y: float, place: Sequence[float]) -> tuple[float, float]:
    """A point of what is drawn, on the page."""
    a, b, c, d, e, f = place
    return x * a + y * c + e, x * b + y * d + f


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)
