"""When files came into a git repository: only where asked for, and by one fixed command per repository.

Beside what no configuration runs in any command of ours, it can run no filters and no text conversion in this one.
"""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from provenance.errors import GitError
from provenance.readers import git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LOG = (
    "log",
    "-z",
    "--diff-filter=A",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
)


def first_commits(paths: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """The ISO day (UTC) of the first commit that added each file, by id; others are left out.

    And how many were left out because the history that was fetched begins after they came in. `paths` gives the path to
    open for each id. Where git is missing, refuses or takes too long, nothing is told.
    """
    repositories: defaultdict[str, dict[bytes, list[str]]] = defaultdict(dict)
    tops: dict[str, str | None] = {}
    for identifier, path in paths.items():
        folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120
        if folder not in tops:
            tops[folder] = _top(folder)
        top = tops[folder]
        if top is not None:
            name = os.fsencode(os.path.relpath(os.path.realpath(path), top))
            repositories[top].setdefault(name, []).append(identifier)
    days: dict[str, str] = {}
    cut: set[str] = set()
    for top, names in sorted(repositories.items()):
        for name, day in _added(top):
            for identifier in names.get(name, ()):
                if day is None:
                    cut.add(identifier)
                else:
                    days[identifier] = min(day, days.get(identifier, day))
    return days, len(cut - days.keys())


def _top(folder: str) -> str | None:
    """The nearest folder upwards that is the top of a repository."""
    return next((str(each) for each in (Path(folder), *Path(folder).parents) if (each / ".git").exists()), None)


def _added(top: str) -> Iterator[tuple[bytes, str | None]]:
    """Each path that a commit added, relative to the top, with the day of that commit.

    A history that was fetched in part begins with a commit that seems to add all there is: it gives no file a day.
    """
    mark = token_hex(16)  # no name of a file can hold what nobody knew when it was given
    for commit in _log(top, mark).split(mark.encode())[1:]:
        told, _, names = commit.partition(b"\0")
        stamp, _, marks = told.partition(b" ")
        day = _day(stamp.strip())
        if day is not None:
            known = None if b"grafted" in marks.split(b", ") else day
            yield from ((name.removeprefix(b"\n"), known) for name in names.split(b"\0") if name.strip())


def _log(top: str, mark: str) -> bytes:
    """What git tells of a repository; nothing where it fails or is cut off, since the first commits come last."""
    try:
        return git.told(top, *LOG, f"--format={mark}%at %D")
    except GitError:
        return b""


def _day(stamp: bytes) -> str | None:
    """The day of seconds since 1970, or None for what is none."""
    try:
        return datetime.fromtimestamp(int(stamp), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None
