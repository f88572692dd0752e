"""Nouns made of columns, in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fielded(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Noun = TypeVar("Noun", bound=Fielded)


def made(kind: type[Noun], *columns: Sequence[Any]) -> list[Noun]:
    """Values of a dataclass with slots, one of each row of the columns, which are its fields in their order."""
    return [kind(*row) for row in zip(*columns, strict=True)]
