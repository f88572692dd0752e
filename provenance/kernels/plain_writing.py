"""Values written as JSON by the form of their type, in plain Python."""

from __future__ import annotations

from enum import IntEnum
from json.encoder import encode_basestring_ascii
from typing import Any


class Writing(IntEnum):
    """How a value is written. Each stands in a form with what it needs to know."""

    ASKED = 0
    """As a callable says."""
    TEXT = 1
    NUMBER = 2
    """A whole number."""
    CHOICE = 3
    """As a mapping says."""
    RANGE = 4
    """As a list of two whole numbers, the attributes of these names."""
    PERHAPS = 5
    """As null, or by a form."""
    LIST = 6
    """Each member by a form."""
    OBJECT = 7
    """Each attribute: its name, what is written before it, its form; and a value with which it is left out, if any."""


Form = tuple[int, Any]


def written(form: Form, value: Any) -> str:
    """A value as JSON in ASCII, by the form of its type. What callables, mappings and fields put in is ASCII, too."""
    how, inner = form
    match how:
        case Writing.ASKED:
            text: str = inner(value)
        case Writing.TEXT:
            text = encode_basestring_ascii(value)
        case Writing.NUMBER:
            text = int.__repr__(value)
        case Writing.CHOICE:
            text = inner[value]
        case Writing.RANGE:
            first, last = inner
            text = f"[{int.__repr__(getattr(value, first))}, {int.__repr__(getattr(value, last))}]"
        case Writing.PERHAPS:
            text = "null" if value is None else written(inner, value)
        case Writing.LIST:
            text = f"[{', '.join([written(inner, each) for each in value])}]"
        case Writing.OBJECT:
            held = ((label, each, getattr(value, name), empty) for name, label, each, *empty in inner)
            shown = [label + written(each, one) for label, each, one, empty in held if one not in empty]
            text = "{" + "".join(shown) + "}"
        case _:
            raise ValueError("no form has this code")
    return text
