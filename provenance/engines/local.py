"""The engine on this machine: one process, or several where there is enough to do."""

from __future__ import annotations

import signal
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provenance.engines.spool import in_order
from provenance.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    import numpy as np
    from numpy.typing import NDArray

_TRIAL_SECONDS, _WORTH_SECONDS = 0.25, 2.0
"""Cpu seconds: how long rows are worked on here before workers are asked, and what there must be to do for each worker,
which takes about one to start."""
_ROWS_AT_ONCE, _PORTIONS_AHEAD = 4, 4
"""Rows that a worker is given at a time; and how many such portions for each worker are made ahead of their need."""


@contextmanager
def local(jobs: int = 1) -> Iterator[_Local]:
    """Work on this machine with at most `jobs` processes."""
    yield _Local(jobs)


@dataclass(frozen=True, slots=True)
class _Local:
    jobs: int

    def in_order(self, columns: Iterable[NDArray[np.uint64]], max_bytes: int) -> Iterator[NDArray[np.uint64]]:
        """All rows of the columns in ascending order: in memory, or in temporary files where they are too many."""
        return in_order(columns, max_bytes)

    def map(self, function: Callable[[Any, Any], Any], shared: Any, rows: Sequence[Any]) -> Iterator[Any]:
        """`function(shared, row)` for each row, in order: here, and in workers where enough of it is left."""
        if self.jobs == 1:  # nobody else to ask, and so nothing to time
            yield from (function(shared, row) for row in rows)
            return
        done, began = 0, time.process_time()
        while done < len(rows):
            yield function(shared, rows[done])
            done += 1
            spent = time.process_time() - began
            left = spent / done * (len(rows) - done)
            workers = min(self.jobs, int(left / _WORTH_SECONDS))
            if spent >= _TRIAL_SECONDS and workers > 1:
                yield from self._spread(function, shared, rows[done:], workers)
                return

    def _spread(
        self, function: Callable[[Any, Any], Any], shared: Any, rows: Sequence[Any], workers: int
    ) -> Iterator[Any]:
        """The same, in processes of their own. No more rows are made at a time than keep these busy."""
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        asked: deque[Future[list[Any]]] = deque()
        pool = ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_receive, initargs=(function, shared)
        )
        try:
            for first in range(0, len(rows), _ROWS_AT_ONCE):
                portion = list(rows[first : first + _ROWS_AT_ONCE])
                with _no_interrupts():  # what is started now inherits that
                    asked.append(pool.submit(_apply, portion))
                if len(asked) == workers * _PORTIONS_AHEAD:
                    yield from asked.popleft().result()
            while asked:
                yield from asked.popleft().result()
        except BrokenProcessPool as error:
            raise EngineError(
                "a worker process ended before its work was done, as happens where memory runs out",
                hint="fewer take less of it (--jobs 1); a script that asks for several must guard its main module",
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Holds interrupts back: they are for the main process, which ends its workers without their complaints."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_WORK: list[tuple[Callable[[Any, Any], Any], Any]] = []  # lives in a worker process only: what it was started for


def _receive(function: Callable[[Any, Any], Any], shared: Any) -> None:
    _WORK[:] = [(function, shared)]


def _apply(rows: Sequence[Any]) -> list[Any]:
    function, shared = _WORK[0]
    return [function(shared, row) for row in rows]
