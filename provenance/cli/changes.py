"""Which documents have changed: named one by one, or told by git. What cannot be told is an error, not an empty set."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import GitError, UsageError
from provenance.readers import git
from provenance.readers.discover import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

CHECKED_OUT = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""By what variables hosts tell where the repository lies, from which they count the places of findings."""

_COMMIT = "^{commit}"
"""Behind the name of a revision: what it leads to is to be a commit."""


def changed(given: Sequence[str], since: str | None, named: Sequence[str]) -> frozenset[str] | None:
    """The ids of what is to be judged, None for all or without a path. Raises `UsageError` where git cannot tell.

    A file may be named that is no document: it is no text, or it was removed, as git knows. One that never was there is
    a slip, with which nothing would be judged and all would pass: that is a `UsageError`, too.
    """
    if not given or (since is None and not named):
        return None
    for name in named:
        if Path(name).is_dir():
            raise UsageError(f"--changed {name}: a folder", hint="name the files in it that have changed, one by one")
        if not os.path.lexists(name) and not _was_there(_plain(name)):
            raise UsageError(
                f"--changed {name}: no such file",
                hint="names count from the folder in which the command runs; leave out files that were removed "
                "(git diff --diff-filter=d), or let git tell what has changed: --since REV",
            )
    files = {_real(Path(name)) for name in named}
    if since is not None:
        files |= _by_git(root_of(given), since)
    for file in sorted(files):
        if file.is_dir() and not file.is_symlink() and any(_ids([file], given)):
            raise UsageError(
                f"--since: git cannot tell what has changed in {file.name}, a repository of its own",
                hint="name the files in it with --changed, or check it by itself",
            )
    return frozenset(_ids(files, given))


def _was_there(path: Path) -> bool:
    """Whether git has ever had a file that is not there now. Of a history that was fetched in part it knows a part."""
    folder = next(each for each in path.parents if each.is_dir())
    with suppress(GitError):
        return bool(git.told(str(folder), "log", "-1", "--format=%H", "--", os.path.relpath(path, folder)))
    return False


def _real(path: Path) -> Path:
    """Where a file lies, through whatever links its folder was named: a link itself is a file, too."""
    return path.parent.resolve() / path.name


def _ids(files: Iterable[Path], given: Sequence[str]) -> Iterator[str]:
    """The ids that files have as what is given or as a part of it: by the names by which that was given."""
    root = root_of(given)
    names: dict[Path, list[Path]] = defaultdict(list)
    for path in map(_plain, given):
        names[path.resolve()].append(path)
    for file in files:
        for place in (file, *file.parents):
            for name in names.get(place, ()):
                yield spelled(os.path.relpath(name / file.relative_to(place), root).replace(os.sep, "/"))


def root_of(given: Sequence[str]) -> str:
    """The deepest folder that holds all paths: what ids are relative to."""
    return os.path.commonpath([path if path.is_dir() else path.parent for path in map(_plain, given)])


def _plain(path: str) -> Path:
    """A path from the root of the system, without "." and ".."."""
    return Path(os.path.normpath(Path(path).absolute()))


def folder_of(given: Sequence[str], environment: Mapping[str, str]) -> str:
    """That folder as seen from where a host has put the repository, else from here; nothing where it is not below."""
    here = Path.cwd()
    tops = (Path(environment[name]).resolve() for name in CHECKED_OUT if environment.get(name))
    top = next((each for each in tops if here.is_relative_to(each)), here)
    relative = os.path.relpath(Path(root_of(given)).resolve(), top).replace(os.sep, "/")
    return "" if relative == "." or relative.startswith("..") else relative


def _by_git(root: str, since: str) -> set[Path]:
    """The files that differ from a revision, and those that git does not know yet, where they lie.

    What the revision's own branch has done since this one left it is none of this one's changes. Where git cannot tell
    where that was (a history fetched in part), all that differs counts.
    """
    top = os.fsdecode(_git(root, "rev-parse", "--show-toplevel")).rstrip("\n")
    start = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", since + _COMMIT).decode().strip()
    with suppress(GitError):
        start = git.told(root, "merge-base", start, "HEAD").decode().strip()
    listed = _git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--end-of-options", start, "--")
    listed += _git(root, "ls-files", "--others", "--exclude-standard", "--full-name", "-z")
    return {_real(Path(top, os.fsdecode(name))) for name in listed.split(b"\0") if name}


def _git(root: str, *arguments: str) -> bytes:
    """What git says. Only fixed arguments, and a revision that cannot be taken for an option."""
    try:
        return git.told(root, *arguments)
    except GitError as error:
        said = error.message or f"no such revision: {arguments[-1].removesuffix(_COMMIT)}"
        is_outside = "not a git repository" in said
        by_hand = "name the files with --changed"
        raise UsageError(
            f"--since: git cannot tell what has changed: {said}",
            hint=f"{by_hand}, or leave it out" if is_outside else f"fetch the history (fetch-depth: 0), or {by_hand}",
        ) from error
