"""Writes pages to disk, each file whole or not at all.

A page is written beside its place under a temporary name, flushed to the disk and renamed. Whatever interrupts that,
the old file stands as it was and nothing new lies about.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import OutputError
from provenance.reports import FORMATS, SUFFIXES, format_of, is_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from provenance.model import Page, Report

INDEX = "index.html"
"""The page by which a folder of pages is known as ours."""

OWN_PAGES = ("doc/*.html", "family/*.html", "compare/*.html", "documents-*.html")
"""Where the other pages of a folder lie: those of an earlier report are removed."""

GENERATOR = b'<meta name="generator" content="provenance '
"""What a page of ours has near its beginning."""

TEMPORARY = ".provenance-"
"""How a file begins that is not yet whole. Hidden, so that it is never an input."""


def save(report: Report, path: str | os.PathLike[str]) -> None:
    """Writes the report in the format that the suffix names. Raises `OutputError`."""
    write(path, FORMATS.load(format_of(path, FORMATS.claimed(SUFFIXES)))(report))


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
            with _whole(place) as file:
                _fill(file, page)
    except OSError as error:
        raise OutputError(
            f"{os.fspath(path)}: {error.strerror or error}",
            hint="nothing was written; the old file, if any, stands",
        ) from error


def _fill(file: BinaryIO, page: Page) -> None:
    """Writes a page, through to the disk."""
    file.writelines(page.pieces())
    file.flush()
    os.fsync(file.fileno())


def _write_folder(place: Path, pages: Iterable[Page]) -> None:
    """Writes pages into a folder, when all of them stand beside it, and removes those of an earlier report."""
    fresh = temporary(place)
    try:
        for page in pages:
            target = fresh / page.path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                _fill(file, page)
        _move_pages(fresh, place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _move_pages(fresh: Path, place: Path) -> None:
    """Moves pages to their places in a folder: first the one by which it is known as ours."""
    written = {each.relative_to(fresh).as_posix() for each in fresh.rglob("*") if each.is_file()}
    for name in sorted(written, key=lambda name: (name != INDEX, name)):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).replace(place / name)
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
    if place.is_dir() and any(place.iterdir()) and not _is_ours(place / INDEX):
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
    fresh = temporary(place)
    try:
        with fresh.open("xb") as file:
            yield file
        with suppress(OSError):
            fresh.chmod(place.stat().st_mode & 0o777)
        fresh.replace(place)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


def temporary(place: Path) -> Path:
    """A name beside a place that nothing has yet."""
    return place.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")


def _check_folder(place: Path) -> None:
    """Raises `OutputError` where the folder of a file to be written is missing or closed, or no file can be there."""
    folder = place.parent
    if not folder.is_dir():
        raise OutputError(f"{place}: there is no folder {folder}", hint=f"make it first: mkdir -p {folder}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{place}: no permission to write in {folder}", hint="choose another folder")
    if place.exists() and not (place.is_file() or place.is_dir()):
        # A file that is renamed to its place would take that of the device or pipe itself.
        raise OutputError(f"{place}: not a regular file but a device, a pipe or a socket", hint="-o - streams a report")
