"""What the process ends with."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit statuses, each with one meaning for every command."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    INCOMPLETE = 3
    OUR_BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143
