"""How options of rules are declared: their unit decides how a policy writes them."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def share(default: float) -> Any:
    """A share of words, 0 to 1; a policy writes it as a percentage: "15%"."""
    return field(default=default, metadata={"unit": "share"})


def days(default: int) -> Any:
    """A length of time in days; a policy writes it as "14d", "6w" or "10y"."""
    return field(default=default, metadata={"unit": "days"})


def until() -> Any:
    """A day, or None for always; a policy writes it as a date: 2027-06-30."""
    return field(default=None, metadata={"unit": "day"})


def names(*default: str, allowed: tuple[str, ...] = ()) -> Any:
    """A list of names, from a closed list where one is given."""
    return field(default=default, metadata={"allowed": allowed})


def document_kinds(*default: str) -> Any:
    """Kinds of documents: those that the policy declares, and those that the rules speak of by themselves."""
    return field(default=default, metadata={"unit": "document-kind"})


def choice(default: str, *allowed: str) -> Any:
    """One name of a closed list."""
    return field(default=default, metadata={"allowed": allowed})


KINDS_OF_REUSE = ("copied", "paraphrased")
