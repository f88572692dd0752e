"""Rows in order, in memory or in temporary files, which leave nothing and pass over no fault of the disk."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.engines.spool import in_order
from provenance.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FULL = Path("/dev/full")
columns = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=30).map(lambda rows: np.array(rows, dtype=np.uint64)))


@given(columns, st.integers(1, 400))
def test_rows_come_in_order_whether_they_fit_in_memory_or_not(held: list[NDArray[np.uint64]], max_bytes: int) -> None:
    everything = np.sort(np.concatenate([*held, np.empty(0, dtype=np.uint64)]))
    pieces = list(in_order(held, max_bytes))
    assert np.concatenate([*pieces, np.empty(0, dtype=np.uint64)]).tolist() == everything.tolist()
    prefixes = [set((piece >> np.uint64(56)).tolist()) for piece in pieces]
    assert all(x.isdisjoint(y) for x, y in combinations(prefixes, 2))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, in which nothing lies."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_temporary_files_are_gone_when_all_rows_were_taken(temporary: Path) -> None:
    list(in_order([np.arange(1000, dtype=np.uint64)], 8))
    assert not any(temporary.iterdir())


def test_temporary_files_are_gone_when_taking_rows_is_broken_off(temporary: Path) -> None:
    rows = in_order([np.arange(1000, dtype=np.uint64) << np.uint64(50)], 8)
    next(rows)
    assert any(temporary.iterdir())
    del rows  # closes it
    assert not any(temporary.iterdir())


def test_temporary_files_are_gone_when_the_rows_are_interrupted(temporary: Path) -> None:
    def interrupted() -> Iterator[NDArray[np.uint64]]:
        yield np.arange(1000, dtype=np.uint64)
        yield np.arange(1000, dtype=np.uint64)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(in_order(interrupted(), 8))
    assert not any(temporary.iterdir())


def test_no_room_for_temporary_files_is_told_with_what_helps(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [np.arange(1_000, dtype=np.uint64)]
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "nowhere"))
    with pytest.raises(UsageError, match=r"temporary files cannot be written: .+") as told:
        list(in_order(rows, 8))
    assert "TMPDIR" in told.value.hint


@pytest.mark.skipif(not FULL.exists(), reason="this system has no file that is always full")
@pytest.mark.parametrize("count", [10, 100_000])
def test_a_disk_that_fills_up_while_rows_are_laid_out_is_told_and_left_clean(
    count: int, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open
    monkeypatch.setattr("pathlib.Path.open", lambda _, mode: opened(FULL, mode))
    with pytest.raises(UsageError, match=r"temporary files cannot be written: .+"):
        list(in_order([np.arange(count, dtype=np.uint64)], 8))
    assert not any(temporary.iterdir())
