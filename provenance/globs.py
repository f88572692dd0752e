"""Which paths a glob means, the same for what is read, what kind it is of, and where a setting or a suppression holds.

A glob is for the whole of a path, part by part: `*`, `?` and `[…]` stay within one name, and `**` as a name of its own
is for any number of folders, or for none; at the end it is for all that lies below.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def is_at(path: str, globs: Iterable[str]) -> bool:
    """Whether one of the globs fits the path, which has "/" between its names."""
    return any(_fits(path.split("/"), glob.split("/")) for glob in globs)


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
