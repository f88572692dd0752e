"""Pages to disk: each file whole or not at all.

A page is written beside its place under a temporary name, flushed to the disk and renamed. Whatever interrupts that,
the old file stands as it was and nothing new lies about.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import OutputError
from provenance.reports import FORMATS, format_of, is_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from provenance.model import Page, Report

OWN_PAGES = ("doc/*.html", "family/*.html", "compare/*.html", "documents-*.html")
GENERATOR = b'<meta name="generator" content="provenance '

TEMPORARY = ".provenance-"
"""How a file begins that is not yet whole. Hidden, so that it is never an input."""


def save(report: Report, path: str | os.PathLike[str]) -> None:
    """Writes the report in the format that the suffix names. Raises `OutputError`."""
    write(path, FORMATS.load(format_of(path))(report))


def check_place(path: str | os.PathLike[str], inputs: Iterable[str | os.PathLike[str]] = ()) -> None:
    """Makes sure, before any work is done, that something can be written there.

    Raises `OutputError` for a folder that does not exist or takes no files, and for a place where an input lies.
    """
    _check_folder(Path(path))
    if is_folder(path):
        _check_own(Path(path), inputs)
        return
    if Path(path).is_dir():
        raise OutputError(f"{os.fspath(path)}: a folder", hint="name a file in it")
    for each in inputs:
        with suppress(OSError):
            if Path(each).samefile(path) and not Path(each).is_dir():
                raise OutputError(f"{os.fspath(path)}: this is an input", hint="name another file with -o")


def write(path: str | os.PathLike[str], pages: Iterable[Page]) -> None:
    """Writes the pages of one report; in a folder under their names, else the only one as `path`.

    Raises `OutputError`.
    """
    place = Path(path).resolve()
    _check_folder(place)
    try:
        if is_folder(path):
            _write_folder(place, pages)
        else:
            (page,) = pages
            _put(place, page)
    except OSError as error:
        raise OutputError(
            f"{os.fspath(path)}: {error.strerror or error}",
            hint="nothing was written; the old file, if any, stands",
        ) from error


def _put(place: Path, page: Page) -> None:
    with _whole(place) as file:
        file.writelines(page.pieces())
        file.flush()
        os.fsync(file.fileno())


def _write_folder(place: Path, pages: Iterable[Page]) -> None:
    """Writes pages into a folder, each whole or not at all, and removes those of an earlier report that are no more."""
    place.mkdir(exist_ok=True)
    written = set()
    for page in pages:
        target = place / page.path
        target.parent.mkdir(exist_ok=True)
        _put(target, page)
        written.add(page.path)
    for pattern in OWN_PAGES:
        for each in sorted(place.glob(pattern)):
            if each.relative_to(place).as_posix() not in written and _is_ours(each):
                each.unlink()


def _check_own(place: Path, inputs: Iterable[str | os.PathLike[str]]) -> None:
    """Raises `OutputError` unless a folder of pages can be written there: nothing, an empty folder, or one of ours."""
    if place.exists() and not place.is_dir():
        raise OutputError(f"{place}: a file", hint="name a folder, or leave out the slash at the end")
    for each in inputs:
        with suppress(OSError):
            if place.is_dir() and Path(each).samefile(place):
                raise OutputError(f"{place}: this is an input", hint="name another folder with -o")
    if place.is_dir() and any(place.iterdir()) and not _is_ours(place / "index.html"):
        raise OutputError(f"{place}: holds other things", hint="name a new or an empty folder with -o")


def _is_ours(page: Path) -> bool:
    """Whether a page carries our generator mark."""
    try:
        with page.open("rb") as file:
            return GENERATOR in file.read(4_000)
    except OSError:
        return False


@contextmanager
def _whole(place: Path) -> Iterator[BinaryIO]:
    """A temporary file, which takes the place when all goes well and else is removed."""
    temporary = place.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            yield file
        with suppress(OSError):
            temporary.chmod(place.stat().st_mode & 0o777)
        temporary.replace(place)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _check_folder(place: Path) -> None:
    """Raises `OutputError` where the folder of a file to be written is missing or closed, or no file can be there."""
    folder = place.parent
    if not folder.is_dir():
        raise OutputError(f"{place}: there is no folder {folder}", hint=f"make it first: mkdir -p {folder}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{place}: no permission to write in {folder}", hint="choose another folder with -o")
    if place.exists() and not (place.is_file() or place.is_dir()):
        # A file that is renamed to its place would take that of the device or pipe itself.
        raise OutputError(f"{place}: not a regular file but a device, a pipe or a socket", hint="-o - streams a report")
