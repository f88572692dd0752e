"""Work that is given to processes of their own: what is held of it meanwhile, and what becomes of it when one ends."""

from __future__ import annotations

import operator
import os
from collections.abc import Sequence
from typing import overload

import pytest

from provenance.engines import local as engine
from provenance.engines.local import _Local
from provenance.errors import EngineError


class Rows(Sequence[int]):
    """Numbers, each made when it is asked for, and counted."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers, self.made = numbers, 0

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        self.made += 1
        return self.numbers[place]


@pytest.mark.parametrize("count", [0, 1, 4, 5, 333])
def test_rows_are_made_when_workers_are_soon_to_need_them_and_come_in_order(count: int) -> None:
    rows, workers = Rows(range(count)), 2
    most = engine._ROWS_AT_ONCE * (engine._PORTIONS_AHEAD * workers)
    taken = 0
    for taken, number in enumerate(_Local(workers)._spread(operator.add, 100, rows, workers), 1):
        assert number == 100 + taken - 1
        assert rows.made <= taken + most
    assert taken == rows.made == count


def test_what_nobody_takes_any_more_is_not_worked_out() -> None:
    rows = Rows(range(3_000))
    results = _Local(2)._spread(operator.add, 0, rows, 2)
    next(results)
    del results  # closes it
    assert rows.made < 100


def test_a_fault_in_a_worker_is_that_of_the_work() -> None:
    with pytest.raises(ZeroDivisionError):
        list(_Local(2)._spread(operator.truediv, 1, [1, 1, 0, 1, *range(1, 90)], 2))


def ended(_: None, __: int) -> None:
    """As by a system that has no memory left."""
    os._exit(9)


def test_a_worker_that_is_ended_from_outside_is_told_with_what_helps() -> None:
    with pytest.raises(EngineError) as told:
        list(_Local(2)._spread(ended, None, range(9), 2))
    assert "--jobs 1" in told.value.hint
