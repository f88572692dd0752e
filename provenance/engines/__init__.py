"""Engines: where the work is done. An engine moves batches and rows and knows nothing of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from provenance.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager


class Engine(Protocol):
    """Spreads work and gathers it in a stated order. The same report comes out of every engine, byte for byte."""

    def in_order(self, columns: Iterable[Any], max_bytes: int) -> Iterator[Any]:
        """All rows of some columns of 64-bit numbers in ascending order, in pieces; equal rows stay.

        No piece ends within rows that begin with the same 8 bits. At most `max_bytes` of rows are held at once.
        """
        ...

    def map(self, function: Callable[[Any, Any], Any], shared: Any, rows: Sequence[Any]) -> Iterator[Any]:
        """`function(shared, row)` for each row, in the order of the rows.

        `function` is top-level and `shared` pickles; it is shipped to each worker once.
        """
        ...


ENGINES: Registry[Callable[..., AbstractContextManager[Engine]]] = Registry(
    kind="engine",
    group="provenance.engines",
    table={"local": "provenance.engines.local:local"},
    extras={},
)
