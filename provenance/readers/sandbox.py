"""Work on the bytes of one file in a process of its own, which ends at a limit of time or of memory.

For parsers that are not ours: whatever a file makes of them, the run goes on. The limits are those of POSIX; where
there are none, the process is ended after a while.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_SECONDS = 60
"""Of computing. Not of waiting: what is read must not depend on what else the machine does."""
MAX_WAIT_SECONDS = 600
MAX_MEMORY_BYTES = 1_000_000_000
"""Of addresses."""

_START = "import sys; sys.path[:] = sys.argv[3:]; from provenance.readers.sandbox import serve; serve(*sys.argv[1:3])"
_SIGKILL, _SIGXCPU = 9, 24
"""What ends a process that has used up its time: their numbers, which Windows does not know."""


def confined(function: Callable[..., Any], raw: bytes, *arguments: int) -> Any:
    """What `function(raw, *arguments)` returns, which JSON can say.

    Raises `ReadError`: the function's own, or `timeout`, `bomb` or `damaged` where it did not end by itself.
    """
    name = f"{function.__module__}:{function.__name__}"
    said = json.dumps([arguments, MAX_SECONDS, MAX_MEMORY_BYTES])
    command = [sys.executable, "-c", _START, name, said, *sys.path]
    try:
        run = subprocess.run(  # noqa: S603 - no shell, and arguments of ours
            command,
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MAX_WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError("timeout", f"not read within {MAX_WAIT_SECONDS} seconds") from error
    if -run.returncode in (_SIGKILL, _SIGXCPU):
        raise ReadError("timeout", f"it takes more than {MAX_SECONDS} seconds of computing")
    try:
        answer = json.loads(run.stdout)
    except ValueError as error:
        raise ReadError("damaged", "what reads such files failed") from error
    if "reason" in answer:
        raise ReadError(**answer)
    return answer["value"]


def serve(name: str, said: str) -> None:
    """The work itself, in its own process: reads the bytes from standard input, and writes the answer as JSON."""
    arguments, seconds, memory = json.loads(said)
    _bound(seconds, memory)
    module, _, attribute = name.partition(":")
    try:
        answer = {"value": getattr(import_module(module), attribute)(sys.stdin.buffer.read(), *arguments)}
    except ReadError as error:
        answer = {"reason": error.reason, "detail": error.detail, "hint": error.hint}
    except MemoryError:
        answer = {"reason": "bomb", "detail": f"it takes more than {memory:,} bytes of memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _bound(seconds: int, memory: int) -> None:
    """Sets the limits of this process, where the system has such."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with suppress(ValueError, OSError):  # a lower one holds, or the system knows none
            resource.setrlimit(kind, (most, most))
