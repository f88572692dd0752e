"""Which paths a glob means, the same for what is read, what kind it is of, and where a setting or a suppression holds.

A glob is for the whole of a path, part by part: `*`, `?` and `[…]` stay within one name, and `**` as a name of its own
is for any number of folders, or for none; at the end it is for all that lies below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGNS = frozenset("*?[")


def is_at(path: str, globs: Iterable[str]) -> bool:
    """Whether one of the globs fits the path, which has "/" between its names."""
    return any(_fits(path.split("/"), glob.split("/")) for glob in globs)


@dataclass(frozen=True, slots=True)
class Globs:
    """Many globs, each added with a number, and asked at once which of them fit a path.

    They are kept by the names that they begin with: those that begin with other names than the path are not looked at.
    """

    below: dict[str, Globs] = field(default_factory=dict)
    here: list[int] = field(default_factory=list)
    patterns: list[tuple[Sequence[str], int]] = field(default_factory=list)

    def add(self, glob: str, number: int) -> None:
        """Takes in one more."""
        place, parts = self, glob.split("/")
        for depth, part in enumerate(parts):
            if not _SIGNS.isdisjoint(part):
                place.patterns.append((parts[depth:], number))
                return
            place = place.below.setdefault(part, Globs())
        place.here.append(number)

    def fitting(self, path: str) -> set[int]:
        """The numbers of those that fit a path."""
        place, names, found = self, path.split("/"), set[int]()
        for depth in range(len(names) + 1):
            found.update(number for parts, number in place.patterns if _fits(names[depth:], parts))
            if depth == len(names):
                found.update(place.here)
            elif names[depth] in place.below:
                place = place.below[names[depth]]
            else:
                break
        return found


def _fits(path: Sequence[str], glob: Sequence[str]) -> bool:
    """Whether a path fits a glob. Runs of `**` count as one, so that the search stays short."""
    parts = [part for n, part in enumerate(glob) if part != "**" or n == 0 or glob[n - 1] != "**"]
    reached = _skipped({0}, parts)  # how many of the parts what is read of the path may have used up
    for name in path:
        known = [(at, parts[at]) for at in reached if at < len(parts)]
        folders = {at for at, part in known if part == "**"}
        fitting = {at + 1 for at, part in known if part != "**" and fnmatchcase(name, _closed(part))}
        reached = _skipped(folders | fitting, parts)
    return len(parts) in reached


def _skipped(reached: set[int], parts: Sequence[str]) -> set[int]:
    """The places reached, and those behind a `**` that stands for no folder."""
    return reached | {at + 1 for at in reached if at < len(parts) and parts[at] == "**"}


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
