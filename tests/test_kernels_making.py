"""Nouns made of columns: the compiled kernel is held against the plain one, which calls their type."""

from __future__ import annotations

import sys
from dataclasses import FrozenInstanceError
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.kernels import made, plain_making
from provenance.model import Change, Page, Place, Span

if TYPE_CHECKING:
    from types import ModuleType


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(), st.integers())))
def test_compiled_nouns_are_the_plain_ones(compiled: ModuleType, rows: list[tuple[str, int | None, int]]) -> None:
    columns = [[row[k] for row in rows] for k in range(3)]
    assert compiled.made(Place, *columns) == plain_making.made(Place, *columns)
    assert compiled.made(Place, *map(tuple, columns)) == [Place(*row) for row in rows]


def test_what_is_made_is_frozen_and_holds_what_it_was_given() -> None:
    text = "a" * 3
    before = sys.getrefcount(text)
    (change,) = made(Change, ["name"], [text], [text])
    assert change.a is text
    assert sys.getrefcount(text) == before + 2
    with pytest.raises(FrozenInstanceError):
        change.a = ""  # type: ignore[misc]
    del change
    assert sys.getrefcount(text) == before


def test_columns_are_of_one_length_and_as_many_as_the_fields(compiled: ModuleType) -> None:
    for kernel in (compiled, plain_making):
        with pytest.raises(ValueError, match=r"length|shorter"):
            kernel.made(Span, [1, 2], [3])
    for wrong in ([[1]], [[1], [2], [3]]):
        with pytest.raises(ValueError, match="as many columns"):
            compiled.made(Span, *wrong)


def test_nothing_else_is_made(compiled: ModuleType) -> None:
    with pytest.raises(TypeError, match="not a list"):
        compiled.made(Page, 1, [2])
    with pytest.raises(TypeError, match="no slot"):
        compiled._native.made(Span, ("start", "overlap"), ([1], [2]))
    with pytest.raises(ValueError, match="fields"):
        compiled._native.made(Fraction, ("_numerator", "_denominator"), ([1], [2]))
