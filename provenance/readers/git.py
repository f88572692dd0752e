"""What git tells of a repository: only reading, within limits, and safe whatever the repository holds.

The configuration of a repository can run nothing of its own here: no pager, no hooks, no monitor, no signature
programs, no fetching.
"""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Timer

from provenance.errors import GitError

MAX_SECONDS = 60
"""For one command."""
MAX_BYTES = 200_000_000
COMMAND = (
    "git",
    "--no-pager",
    "--literal-pathspecs",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.fsmonitor=false",
    "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
KEPT = frozenset(["GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"])
"""What else the environment says to git is not passed on."""
_SAID_BYTES = 4096


def told(folder: str, *arguments: str) -> bytes:
    """What a command prints that is run in a folder. No argument may be a word of a document.

    The name of a file stands behind `--`, where it is taken as it stands. Raises `GitError` with the first line of what
    git says where it fails, is missing, or goes beyond a limit.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT}
    with TemporaryFile() as errors:
        try:
            git = subprocess.Popen(  # noqa: S603 - no shell, and arguments of ours
                (*COMMAND, *arguments),
                cwd=folder,
                env={**kept, **ENVIRONMENT},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        except OSError as error:
            raise GitError(error.strerror or "git cannot be run") from error
        limit = Timer(MAX_SECONDS, _end, (git,))
        limit.start()
        with git:
            assert git.stdout is not None
            printed = git.stdout.read(MAX_BYTES)
            if len(printed) == MAX_BYTES:
                _end(git)
        limit.cancel()
        if len(printed) == MAX_BYTES or git.returncode < 0:
            raise GitError("git took too long, or had too much to say")
        if git.returncode:
            errors.seek(0)
            said = errors.read(_SAID_BYTES).decode("utf-8", "replace")
            raise GitError(said.strip().partition("\n")[0])
    return printed


def _end(git: subprocess.Popen[bytes]) -> None:
    """Ends git and whatever it has started, which else would hold the pipe open."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(git.pid, signal.SIGKILL)
    else:
        git.kill()
