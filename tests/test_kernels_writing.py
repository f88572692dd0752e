"""Values written as JSON by their form: the compiled kernel is held against the plain one, and both against `json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.kernels import Writing, plain_writing, written

if TYPE_CHECKING:
    from types import ModuleType

    from provenance.kernels import Form


class Pair(NamedTuple):
    """A value with attributes."""

    first: Any
    last: Any


TEXT: Form = (int(Writing.TEXT), None)
NUMBER: Form = (int(Writing.NUMBER), None)
FLAG: Form = (int(Writing.CHOICE), {False: "false", True: "true"})
RANGE: Form = (int(Writing.RANGE), ("first", "last"))
REAL: Form = (int(Writing.ASKED), repr)

texts = st.text(st.characters(), max_size=30) | st.text(st.sampled_from('"\\/\b\f\n\r\t\0\x1f\x7f~\x80\ud800😀é '))
numbers = st.integers() | st.sampled_from([0, -1, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 10**19])
leaves = st.one_of(
    texts.map(lambda value: (TEXT, value)),
    numbers.map(lambda value: (NUMBER, value)),
    st.booleans().map(lambda value: (FLAG, value)),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda value: (REAL, value)),
    st.tuples(numbers, numbers).map(lambda value: (RANGE, Pair(*value))),
)


def larger(inner: st.SearchStrategy[tuple[Form, Any]]) -> st.SearchStrategy[tuple[Form, Any]]:
    """What is made of forms and their values: one that may be missing, a list of equals, an object of two fields."""
    perhaps = st.tuples(inner, st.booleans()).map(
        lambda drawn: ((int(Writing.PERHAPS), drawn[0][0]), drawn[0][1] if drawn[1] else None)
    )
    lists = st.tuples(inner, st.integers(0, 3)).map(
        lambda drawn: ((int(Writing.LIST), drawn[0][0]), (drawn[0][1],) * drawn[1])
    )
    return st.one_of(perhaps, lists, st.tuples(inner, inner, st.booleans()).map(lambda drawn: of_two(*drawn)))


def of_two(first: tuple[Form, Any], last: tuple[Form, Any], is_left_out: bool) -> tuple[Form, Any]:
    """An object whose last field may be what its absence stands for."""
    fields = (
        ("first", '"first": ', first[0], object()),
        ("last", ', "last": ', last[0], last[1] if is_left_out else object()),
    )
    return (int(Writing.OBJECT), fields), Pair(first[1], last[1])


@settings(max_examples=400)
@given(st.recursive(leaves, larger, max_leaves=8))
def test_compiled_writing_is_the_plain_one(compiled: ModuleType, drawn: tuple[Form, Any]) -> None:
    assert compiled.written(*drawn) == plain_writing.written(*drawn)


def test_every_character_is_written_as_the_standard_library_does(compiled: ModuleType) -> None:
    text = "".join(map(chr, (*range(0x11000), 0x1F600, 0xE0001, 0x10FFFF)))
    for each in (text, *text[:0x300]):
        assert compiled.written(TEXT, each) == json.dumps(each)


def test_a_field_that_says_nothing_is_left_out_with_its_name() -> None:
    form, value = of_two((NUMBER, 1), (TEXT, "é"), False)
    assert written(form, value) == '{"first": 1, "last": "\\u00e9"}'
    form, value = of_two((NUMBER, 1), (TEXT, "é"), True)
    assert written(form, value) == '{"first": 1}'


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (TEXT, 1),
        (NUMBER, "1"),
        (NUMBER, 1.0),
        (NUMBER, None),
        (RANGE, Pair(1, "2")),
        ((int(Writing.LIST), TEXT), ("a", None)),
    ],
)
def test_a_value_of_another_type_is_refused(compiled: ModuleType, form: Form, value: Any) -> None:
    for kernel in (compiled, plain_writing):
        with pytest.raises(TypeError):
            kernel.written(form, value)


@pytest.mark.parametrize("form", [(), (1,), "ab", (99, None), ("a", None), (int(Writing.OBJECT), (("a",),))])
def test_what_is_no_form_is_refused(compiled: ModuleType, form: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        compiled.written(form, Pair(1, 2))


def test_what_a_form_puts_in_is_ascii(compiled: ModuleType) -> None:
    with pytest.raises(TypeError):
        compiled.written((int(Writing.ASKED), lambda _: "é"), None)
