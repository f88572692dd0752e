"""Engines: where the work is done. An engine moves batches and rows and knows nothing of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from provenance.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Engine(Protocol):
    """Spreads work and gathers it in a stated order. The same report comes out of every engine, byte for byte."""

    def map(self, function: Callable[[Any, Any], Any], shared: Any, rows: Sequence[Any]) -> Iterator[Any]:
        """`function(shared, row)` for each row, in the order of the rows.

        `function` is top-level and `shared` pickles; it is shipped to each worker once.
        """
        ...


ENGINES = Registry(
    kind="engine",
    group="provenance.engines",
    table={"local": "provenance.engines.local:local"},
    extras={},
)
