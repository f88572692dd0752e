"""Printed lines to running text: paragraphs put together again, page furniture and hyphens at line ends left out.

Where a paragraph ends is told by how lines lie on the page: by the space between them, their indents and sizes, and by
whether the next word would have fitted. A hyphen at the end of a line goes, unless the text has that word with one, or
has both of its parts by themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

EDGE_LINES = 3
"""At most so many lines at the head of a page, and at its foot, are furniture. More that are repeated are a text."""
MIN_CARRIERS = 2
"""Pages on which furniture stands at one height: the same, but for a number that is that of the page."""
MIN_ROOM = 1.6
"""Of the size of the letters: more than between two lines of a text, unless it is spaced for notes by hand."""
MAX_LEADING = 1.3
"""Lines further apart than so many times what is usual for their size are of two paragraphs."""
MIN_INDENT, MAX_SIZE_CHANGE, MAX_SLANT = 0.6, 0.08, 0.4
"""Of the size of the letters: of an indent, between lines of one paragraph, and of what still is one line."""
FITTING = 0.8
"""Share of the longest line near it that a line fills with the first word of the next, and would still have room."""
NEAR_LINES = 6
MAX_WORD = 60
"""Characters. Before a hyphen at the end of a line no more are looked at."""

_NUMBER = re.compile(r"\d{1,6}")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\xad]\Z")
_BOUND = re.compile(r"[^\W_][-\u2010]\Z")
_FINISHED = re.compile(r"[.!?:;…。！？][\"'”’»)\]」』]{0,3}\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, where it begins from the left, how high it stands, and the size of its letters.

    `is_unseen`: it is drawn so that nobody sees it.
    """

    text: str
    left: float
    height: float
    size: float
    is_unseen: bool = False


def laid_out(pages: Sequence[Sequence[Line]]) -> tuple[str, list[int], list[tuple[int, int]]]:
    """The text of pages, where in it each of them begins, and from where to where it is not seen."""
    kept = _without_furniture(pages)
    leading = _leading(kept)
    written = _written(kept)
    parts: list[str] = []
    starts: list[int] = []
    unseen: list[tuple[int, int]] = []
    length = 0
    before: tuple[Line, int] | None = None
    for page in kept:
        start = length
        for number, (line, width) in enumerate(zip(page, _widths(page), strict=True)):
            if before is not None:
                usual = leading.get(round(line.size), line.size)
                joint = _between(*before, line, usual, is_new_page=number == 0)
                if joint == " ":
                    joint = _within(before[0].text, line.text, written)
                if joint == _CUT:
                    parts[-1], length, joint = parts[-1][:-1], length - 1, ""
                parts.append(joint)
                length += len(joint)
            start = start if number else length
            parts.append(line.text)
            length += len(line.text)
            unseen += [(length - len(line.text), length)] if line.is_unseen else []
            before = line, width
        starts.append(start)
    return "".join(parts), starts, unseen


_CUT = "-"
"""Between two lines: the hyphen at the end of the first goes."""


def _between(before: Line, width: int, line: Line, usual: float, *, is_new_page: bool) -> str:
    """What stands between two lines: an empty line, a line feed, or, within a paragraph, a space."""
    size = max(before.size, line.size)
    down = before.height - line.height
    if abs(down) < MAX_SLANT * size and line.left > before.left and not is_new_page:
        return " "
    if abs(before.size - line.size) > MAX_SIZE_CHANGE * size:
        return "\n\n"
    is_finished = bool(_FINISHED.search(before.text))
    is_broken = bool(_broken(before.text)) and line.text[0].islower()
    has_room = not is_broken and len(before.text) + len(line.text.split(" ", 1)[0]) < FITTING * width
    if is_new_page or down < 0:  # or the next column
        return " " if not is_finished and (not has_room or line.text[0].islower()) else "\n\n"
    is_indented = line.left - before.left > MIN_INDENT * size
    if down > MAX_LEADING * usual or (is_finished and (is_indented or has_room or down > MIN_ROOM * size)):
        return "\n\n"
    return "\n" if has_room else " "


def _within(before: str, after: str, written: Collection[str]) -> str:
    """What stands between two lines of a paragraph: a space, nothing, or nothing in place of a hyphen."""
    broken, rest = _broken(before), _WORD.match(after[:MAX_WORD])
    if broken and rest and rest[0][0].islower():
        whole, bound = (f"{broken[1]}{sign}{rest[0]}".lower() for sign in ("", "-"))
        is_bound = bound in written or (broken[1].lower() in written and rest[0].lower() in written)
        return "" if before[-1] != "\xad" and is_bound and whole not in written else _CUT
    if _BOUND.search(before) and after[0].isalnum():
        return ""
    return "" if _is_unspaced(before[-1]) and _is_unspaced(after[0]) else " "


def _broken(text: str) -> re.Match[str] | None:
    """The part of a word before the hyphen with which a line ends."""
    return _BROKEN.search(text[-MAX_WORD:])


def _written(pages: Sequence[Sequence[Line]]) -> Collection[str]:
    """The words of the text, without the parts of those that a hyphen at the end of a line may have broken."""
    words: Counter[str] = Counter()
    is_broken = False
    for line in (line for page in pages for line in page):
        found = [word.lower() for word in _WORD.findall(line.text)]
        words.update(found[is_broken:])
        is_broken = bool(found) and bool(_broken(line.text))
        if is_broken:
            words[found[-1]] -= 1
    return {word for word, count in words.items() if count > 0}


def _is_unspaced(sign: str) -> bool:
    """Whether a sign is of a script that is written without spaces, as Chinese and Japanese are."""
    return east_asian_width(sign) in "WF" and not "\uac00" <= sign <= "\ud7a3"


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of pages without what stands at the head or the foot of several of them."""
    carriers: Counter[tuple[str, int]] = Counter()
    edges: list[list[list[Line]]] = []
    for number, page in enumerate(pages):
        lines = sorted(page, key=lambda line: line.height)
        edges.append([lines[: EDGE_LINES + 1], lines[: -EDGE_LINES - 2 : -1]])
        carriers.update({key for edge in edges[-1] for line in edge for key in _keys(line, number)})
    kept: list[list[Line]] = []
    for number, page in enumerate(pages):
        furniture: list[Line] = []
        for edge in edges[number]:
            repeated = [any(carriers[key] >= MIN_CARRIERS for key in _keys(line, number)) for line in edge]
            count = repeated.index(False) if False in repeated else len(edge)
            if 0 < count <= EDGE_LINES and _is_apart(edge[count - 1 : count + 1]):
                furniture += edge[:count]
        left = [line for line in page if line not in furniture]
        kept.append(left)
    return kept if any(kept) else [list(page) for page in pages]


def _is_apart(lines: Sequence[Line]) -> bool:
    """Whether there is room between furniture and what is next to it, if anything is."""
    return abs(lines[0].height - lines[-1].height) > MIN_ROOM * lines[0].size or len(lines) == 1


def _keys(line: Line, page: int) -> Iterator[tuple[str, int]]:
    """A line by its words and its height, and with its first and its last number as seen from that of the page."""
    numbers = list(_NUMBER.finditer(line.text))
    yield line.text, round(line.height)
    for found in numbers[:1] + numbers[1:][-1:]:
        seen = f"{line.text[: found.start()]}#{int(found[0]) - page}{line.text[found.end() :]}"
        yield seen, round(line.height)


def _leading(pages: Sequence[Sequence[Line]]) -> Mapping[int, float]:
    """How far apart lines of each size usually are: the lower quartile, since there are spaces between paragraphs."""
    gaps: dict[int, list[float]] = defaultdict(list)
    for page in pages:
        for a, b in pairwise(page):
            gap = a.height - b.height
            if round(a.size) == round(b.size) and MAX_SLANT * b.size < gap < 3 * b.size:
                gaps[round(b.size)].append(gap)
    return {size: sorted(held)[len(held) // 4] for size, held in gaps.items()}


def _widths(page: Sequence[Line]) -> Iterator[int]:
    """For each line how many characters the longest of those near it has."""
    lengths = [len(line.text) for line in page]
    for place in range(len(lengths)):
        yield max(lengths[max(0, place - NEAR_LINES) : place + NEAR_LINES + 1])
