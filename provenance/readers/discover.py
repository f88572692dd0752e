"""Paths to inputs: which files are read, in which order, under which ids.

Folders are walked without recursion and without following links. A file of ours is never an input: what an earlier run
wrote into a folder must not change what the next one finds there.
"""

# Names are texts here, many thousands of them, in any encoding or none.
# ruff: noqa: PTH100, PTH116, PTH119, PTH120, PTH122

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.errors import ReadError, UsageError
from provenance.globs import Globs
from provenance.model import Unreadable
from provenance.readers import BEGINNINGS, READERS, SUFFIXES
from provenance.readers.disk import failed, head, is_archive, kind
from provenance.readers.metadata import is_sidecar, sidecars_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.settings import ReadSettings

NEVER = frozenset(["truth.json", "provenance.toml"])
MARKED = frozenset([".json", ".jsonl", ".html", ".htm", ".md"])
"""Suffixes under which our own reports and baselines may lie in a folder."""
MARKED_ENDINGS = (".github.txt", ".junit.xml")
"""How names of reports for hosts end, whose suffix is that of texts; one in which nothing is told is empty."""

PASSED_OVER = (".", "~$")
"""How the names of hidden files begin, and of those by which a word processor marks a file that it has open."""

_MARK = re.compile(
    rb"""\A\s*(?:\{\s*"schema"\s*:\s*"provenance-"""
    rb"""|\{"fingerprint": "[^"]{1,100}", "rule": """
    rb"""|<!-- generator: provenance"""
    rb"""|::(?:error|warning|notice) (?:file|title)="""
    rb"""|<\?xml[^>]{0,100}>\s*<testsuites name="provenance\""""
    rb"""|<!doctype html>.{0,2000}?<meta name="generator" content="provenance)""",
    re.DOTALL | re.IGNORECASE,
)
_MARK_BYTES = 4096
_COMPRESSED = ".gz"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: the path to open, its id in the report, and the reader that takes it.

    `is_alone`: no sidecar lies beside it, as the walk through its folder has seen.
    """

    path: str
    id: str
    reader: str
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the paths hold: inputs by id, what cannot be one, and the files of folders that are passed over.

    `skipped`: the path of each as an id spells it, and why: `unclaimed`, `left_out` or `link`.
    """

    inputs: tuple[Input, ...]
    unreadable: tuple[Unreadable, ...]
    skipped: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Walk:
    """What a walk has seen so far, by path.

    `found`: the path to open, the reader, and whether its folder was walked; `sidecars`: of those folders, in small
    letters.
    """

    found: dict[str, tuple[str, str, bool]]
    faults: dict[str, ReadError]
    skipped: dict[str, str]
    ours: set[str]
    sidecars: set[str]
    suffixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which files of folders are asked for, by globs; all where none are `included`."""

    excluded: Globs
    included: Globs | None

    def has(self, path: str) -> bool:
        """Whether the globs let a file in."""
        return not self.excluded.fitting(path) and (self.included is None or bool(self.included.fitting(path)))


def discover(
    paths: Sequence[str | os.PathLike[str]], settings: ReadSettings, outputs: Iterable[str | os.PathLike[str]] = ()
) -> Discovery:
    """The inputs that files and folders give. Raises `UsageError` where a path is missing or nothing is to be read."""
    named = [os.path.abspath(path) for path in paths]
    if not named:
        raise UsageError("no path given", hint="name a file or a folder of texts")
    modes = [_mode(path, given) for path, given in zip(named, paths, strict=True)]
    folders = [path if stat.S_ISDIR(mode) else os.path.dirname(path) for path, mode in zip(named, modes, strict=True)]
    root = os.path.commonpath(folders)
    never = frozenset(os.path.realpath(path) for path in outputs)
    walk = _Walk({}, {}, {}, set(), set(), READERS.claimed(SUFFIXES))
    asked = _asked(settings)
    for path, mode in zip(named, modes, strict=True):
        if stat.S_ISDIR(mode):
            _folder(path, root, asked, never, walk)
        else:
            _named(path, mode, never, walk)
    if not walk.found and not walk.faults:
        raise _nothing(paths, walk, has_globs=bool(settings.include or settings.exclude))
    return _sorted(root, walk)


def _mode(path: str, given: str | os.PathLike[str]) -> int:
    """What a named path is, links followed: whoever names a link means what it leads to."""
    try:
        return os.stat(path).st_mode
    except PermissionError:
        return stat.S_IFREG  # it is there; reading it will say why it cannot be read
    except (OSError, ValueError) as error:
        reason = "does not exist" if isinstance(error, FileNotFoundError) else failed(error).detail
        hint = "name a file or a folder that exists"
        if os.fspath(given) == "-":
            hint = "save the text to a file; only `query ARCHIVE -` and `check - --archive ARCHIVE` read standard input"
        raise UsageError(f"{os.fspath(given)}: {reason}", hint=hint) from error


def _named(path: str, mode: int, never: frozenset[str], walk: _Walk) -> None:
    """A file named by itself is an input, whatever its suffix, unless it is one of ours."""
    if _is_ours(path, never) or is_archive(_beginning(path)):
        walk.ours.add(path)
    elif not stat.S_ISREG(mode):
        walk.faults[path] = ReadError(
            "unsupported", f"not a regular file but a {kind(mode)}", hint="save what it gives to a file"
        )
    else:
        reader = _claiming(path, walk.suffixes) or walk.suffixes.get(_suffix(path), "plain")
        walk.found[path] = (os.path.realpath(path), reader, False)


def _folder(top: str, root: str, asked: _Asked, never: frozenset[str], walk: _Walk) -> None:
    """All inputs below a folder."""
    stack = [top]
    while stack:
        folder = stack.pop()
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if not entry.name.startswith(PASSED_OVER)]
            walk.sidecars.update(entry.path.lower() for entry in listed if is_sidecar(entry.name))
        except OSError as error:
            walk.faults[folder] = failed(error)
            continue
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                stack.append(entry.path)
            else:
                _entry(entry, top, _relative(entry.path, root), asked, never, walk)


def _entry(entry: os.DirEntry[str], top: str, relative: str, asked: _Asked, never: frozenset[str], walk: _Walk) -> None:
    """One file of a folder: an input, a fault, one of ours, or skipped."""
    path = entry.path
    if path in walk.found or _is_ours(path, never):
        return
    reader = _claiming(path, walk.suffixes)
    if reader is None and is_archive(_beginning(path)):
        return
    if reader is None:
        walk.skipped[path] = "unclaimed"
    elif not asked.has(_slashed(relative)):
        walk.skipped[path] = "left_out"
    elif _leads_inside(entry, top):
        walk.skipped[path] = "link"
    elif entry.is_symlink():
        walk.faults[path] = ReadError("outside_root", "")
    elif not entry.is_file(follow_symlinks=False):
        mode = entry.stat(follow_symlinks=False).st_mode
        walk.faults[path] = ReadError(
            "unsupported", f"not a regular file but a {kind(mode)}", hint="save what it gives to a file"
        )
    else:
        walk.found[path] = (path, reader, True)


def _claiming(path: str, suffixes: Mapping[str, str]) -> str | None:
    """The reader that claims a file of a folder, by its suffix and, where others have the same, its beginning."""
    suffix = _suffix(path)
    if suffix not in BEGINNINGS:
        return suffixes.get(suffix)
    beginning = _beginning(path).replace(b"\0", b"")
    return next((name for name, expected in BEGINNINGS[suffix].items() if expected.search(beginning)), None)


def _suffix(path: str) -> str:
    """The suffix by which a file is claimed, in small letters: of a compressed one with the one before it."""
    rest, suffix = os.path.splitext(path.lower())
    return os.path.splitext(rest)[1] + suffix if suffix == _COMPRESSED else suffix


def _leads_inside(entry: os.DirEntry[str], top: str) -> bool:
    """Whether a link leads to a place below the folder: what lies there is read under its own name."""
    if not entry.is_symlink():
        return False
    target, inside = os.path.realpath(entry.path), os.path.realpath(top)
    return os.path.commonpath([target, inside]) == inside


def _is_ours(path: str, never: frozenset[str]) -> bool:
    """Whether a file is a result, a description or a setting of ours, by its name or by the mark inside it."""
    name = os.path.basename(path)
    if name in NEVER or is_sidecar(name):
        return True
    if any(os.path.basename(each) == name and os.path.realpath(path) == each for each in never):
        return True
    if name.lower().endswith(MARKED_ENDINGS):
        return bool(_MARK.match(beginning := _beginning(path))) or not beginning
    return os.path.splitext(name)[1].lower() in MARKED and bool(_MARK.match(_beginning(path)))


def _beginning(path: str) -> bytes:
    """The first bytes of a regular file, or none."""
    try:
        return head(path, _MARK_BYTES)
    except ReadError:
        return b""


def _asked(settings: ReadSettings) -> _Asked:
    """What of folders is asked for. A glob without a slash is for the name of a file or of any folder above it."""
    exclude, include = (Globs([map(_with_below, globs)]) for globs in (settings.exclude, settings.include))
    return _Asked(exclude, include if settings.include else None)


def _with_below(glob: str) -> str:
    """A glob of the settings as one for whole paths: for what it names, and all that lies below."""
    glob = glob.removesuffix("/")
    return f"{glob.removeprefix('/')}/**" if "/" in glob else f"**/{glob}/**"


def _sorted(root: str, walk: _Walk) -> Discovery:
    """Everything under its id, in the order of ids."""
    ids = _ids(root, {*walk.found, *walk.faults})
    inputs = (
        Input(opened, ids[path], reader, is_walked and _is_alone(path, walk))
        for path, (opened, reader, is_walked) in walk.found.items()
    )
    faults = (Unreadable(ids[path], fault.reason, fault.told) for path, fault in walk.faults.items())
    return Discovery(
        tuple(sorted(inputs, key=lambda each: each.id)),
        tuple(sorted(faults, key=lambda each: each.path)),
        tuple(
            (_slashed(_relative(path, root)), why)
            for path, why in sorted(walk.skipped.items(), key=lambda each: _order(each[0]))
            if path not in walk.found
        ),
    )


def _is_alone(path: str, walk: _Walk) -> bool:
    """Whether no sidecar of a file lies in its folder, however a system writes small and large letters."""
    return not walk.sidecars or not any(place.lower() in walk.sidecars for place, _ in sidecars_of(path))


def _ids(root: str, paths: Iterable[str]) -> dict[str, str]:
    """An id for each path: relative to the root, with "/", bytes that are not UTF-8 as %XX, unlike any other."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(paths, key=_order):
        # The root itself is there only as a fault: a folder that cannot be looked into.
        name = _slashed(_relative(path, root) if path != root else os.path.basename(path) or path)
        while name in taken:  # `%FF` spelled out beside the byte itself
            name = name.replace("%", "%25")
        taken.add(name)
        ids[path] = name
    return ids


def _order(path: str) -> tuple[bytes, bytes]:
    raw = os.fsencode(path)
    if raw.isascii():
        return raw, raw
    return unicodedata.normalize("NFC", raw.decode("utf-8", "replace")).encode(), raw


def _relative(path: str, root: str) -> str:
    """A path as seen from the root, which it lies below, or which it is. `os.path.relpath` takes ten times as long."""
    head = root if root.endswith(os.sep) else root + os.sep
    return path[len(head) :] if path.startswith(head) else os.path.relpath(path, root)


def _slashed(relative: str) -> str:
    """A relative path as an id spells it."""
    return spelled(relative.replace(os.sep, "/"))


def spelled(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 as %XX."""
    if name.isascii():
        return name
    shown = os.fsencode(name).decode("utf-8", "surrogateescape")
    return "".join(f"%{ord(each) - 0xDC00:02X}" if "\udc80" <= each <= "\udcff" else each for each in shown)


def _nothing(paths: Sequence[str | os.PathLike[str]], walk: _Walk, *, has_globs: bool) -> UsageError:
    """The error for paths without a single text: it says what was there instead."""
    names = ", ".join(os.fspath(path) for path in paths[:3]) + (", …" if len(paths) > 3 else "")
    suffixes = " ".join(sorted(walk.suffixes))
    if walk.ours and not walk.skipped:
        return UsageError(
            f"{names}: no text to read, but a file of ours",
            hint="reports, archives, truth.json, provenance.toml and sidecars are never read as texts; "
            "see `provenance convert` and `provenance archive`",
        )
    if walk.skipped:
        files = "1 other file" if len(walk.skipped) == 1 else f"{len(walk.skipped)} other files"
        if has_globs:
            return UsageError(
                f"{names}: no text to read, only {files} that --include, --exclude or the settings leave out",
                hint="a glob without a slash is for names at any depth, one with a slash for whole paths: '**/old/**'",
            )
        return UsageError(
            f"{names}: no text to read, only {files}",
            hint=f"texts in a folder end in {suffixes}; name a file to read it whatever its suffix",
        )
    return UsageError(f"{names}: no text to read", hint=f"a folder needs files that end in {suffixes}")
