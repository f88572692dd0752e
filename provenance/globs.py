"""Which paths a glob means, the same for what is read, what kind it is of, and where a setting or a suppression holds.

A glob is for the whole of a path, part by part: `*`, `?` and `[…]` stay within one name, and `**` as a name of its own
is for any number of folders, or for none; at the end it is for all that lies below.

Many are asked together, so that a thousand globs cost a path little more than ten: they are laid out as a tree of
names, and a name with signs is asked only where the letters fit with which it begins or ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import translate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SIGNS = re.compile(r"[*?\[\]]")


def is_at(path: str, globs: Iterable[str]) -> bool:
    """Whether one of the globs fits the path, which has "/" between its names."""
    return bool(Globs([globs]).fitting(path))


@dataclass(slots=True)
class _Place:
    """A place in the tree: what may follow there, and of which groups a glob ends there.

    `signs`: names with signs, by how many letters tell of them at which end, and by these. `folders`: the place behind
    a `**`, where any name may follow and nothing is passed (`is_below`).
    """

    is_below: bool = False
    groups: list[int] = field(default_factory=list)
    names: dict[str, _Place] = field(default_factory=dict)
    signs: dict[tuple[bool, int], dict[str, dict[str, _Signs]]] = field(default_factory=dict)
    folders: _Place | None = None

    def next(self, part: str) -> _Place:
        """The place behind one more part of a glob, made if there is none yet."""
        if part == "**":
            if self.is_below:
                return self
            self.folders = self.folders or _Place(is_below=True)
            return self.folders
        found = _SIGNS.search(part)
        if found is None:
            return self.names.setdefault(part, _Place())
        head, tail = part[: found.start()], _SIGNS.split(part)[-1]
        is_tail = len(tail) > len(head)
        letters = tail if is_tail else head
        held = self.signs.setdefault((is_tail, len(letters)), {}).setdefault(letters, {})
        if part not in held:
            held[part] = _Signs(re.compile(translate(_closed(part))).match, _Place())
        return held[part].behind

    def after(self, name: str) -> Iterator[_Place]:
        """The places behind one more name of a path."""
        if self.is_below:
            yield self
        if name in self.names:
            yield self.names[name]
        for (is_tail, size), held in self.signs.items():
            letters = name[len(name) - size :] if is_tail and len(name) >= size else name[:size]
            for asked in held.get(letters, {}).values():
                if asked.fits(name):
                    yield asked.behind


@dataclass(frozen=True, slots=True)
class _Signs:
    """A part of a glob with signs: which names it fits, and the place behind it."""

    fits: Callable[[str], object]
    behind: _Place


class Globs:
    """Groups of globs, asked together."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._root = _Place()
        for number, globs in enumerate(groups):
            for glob in globs:
                place = self._root
                for part in glob.split("/"):
                    place = place.next(part)
                place.groups.append(number)

    def fitting(self, path: str) -> list[int]:
        """The numbers of the groups of which a glob fits the path, in order."""
        reached = _skipped([self._root])
        for name in path.split("/"):
            reached = _skipped(behind for place in reached for behind in place.after(name))
        return sorted({number for place in reached for number in place.groups})


def _skipped(reached: Iterable[_Place]) -> list[_Place]:
    """The places reached, each once, and those behind a `**` that stands for no folder."""
    found = {id(place): place for place in reached}
    found |= {id(place.folders): place.folders for place in [*found.values()] if place.folders}
    return [*found.values()]


def _closed(part: str) -> str:
    """The pattern with each `[` that nothing closes as a set of itself: `fnmatch` looks for its end each time."""
    at = part.find("[")
    while at >= 0:
        start = at + 1 + part.startswith("!", at + 1)
        end = part.find("]", start + part.startswith("]", start))
        if end < 0:  # nor is any other that follows
            return part[:at] + part[at:].replace("[", "[[]")
        at = part.find("[", end + 1)
    return part
