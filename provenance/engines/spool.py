"""Rows in ascending order, however many there are: in memory while they fit, otherwise in files, a prefix each."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from provenance.errors import UsageError
from provenance.kernels import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

PREFIX_BITS = 8
_BOUNDS = np.arange(1, 1 << PREFIX_BITS, dtype=np.uint64) << np.uint64(64 - PREFIX_BITS)


def in_order(columns: Iterable[NDArray[np.uint64]], max_bytes: int) -> Iterator[NDArray[np.uint64]]:
    """All rows of the columns in ascending order, in one piece or several; equal rows stay.

    No piece ends within rows that begin with the same 8 bits. Up to `max_bytes` of rows are kept in memory; more are
    laid out in temporary files, which are gone when the last piece was taken, and also when that is broken off.
    Raises `UsageError` where these cannot be written.
    """
    coming = iter(columns)
    held: list[NDArray[np.uint64]] = []
    size = 0
    for column in coming:
        held.append(column)
        size += column.nbytes
        if size > max_bytes:
            break
    else:
        rows = ordered(held)
        held.clear()
        yield rows
        return
    with _folder() as folder:
        _lay_out(chain(_given_up(held), coming), Path(folder))
        for path in sorted(Path(folder).iterdir()):
            rows = np.fromfile(path, dtype=np.uint64)
            path.unlink()
            yield ordered([rows])


def _given_up(columns: list[NDArray[np.uint64]]) -> Iterator[NDArray[np.uint64]]:
    """Columns that nobody keeps any more once they were taken: what is laid out in files takes no memory."""
    while columns:
        yield columns.pop()


def _folder() -> TemporaryDirectory[str]:
    """A temporary folder, which is gone when it is left."""
    try:
        return TemporaryDirectory(prefix="provenance-")
    except OSError as error:
        raise _unwritten(error) from error


def _unwritten(error: OSError) -> UsageError:
    return UsageError(
        f"temporary files cannot be written: {error.strerror}",
        hint="TMPDIR names the folder for them; with --set engine.max_sort_bytes=N more is kept in memory",
    )


def _lay_out(columns: Iterable[NDArray[np.uint64]], folder: Path) -> None:
    """Every row into the file of its prefix."""
    for column in columns:
        rows = ordered([column])
        edges = np.concatenate([[0], np.searchsorted(rows, _BOUNDS), [len(rows)]]).tolist()
        for prefix in range(1 << PREFIX_BITS):
            if edges[prefix] < edges[prefix + 1]:
                try:
                    with (folder / f"{prefix:03d}").open("ab") as file:
                        file.write(rows[edges[prefix] : edges[prefix + 1]].data)  # numpy passes over a full disk
                except OSError as error:
                    raise _unwritten(error) from error
