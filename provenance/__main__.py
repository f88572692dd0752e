"""`python -m provenance` is the command `provenance`."""

from __future__ import annotations

import sys
from typing import NoReturn

INTERRUPTED = 130


def run() -> NoReturn:
    """Runs the command line. Interrupted while that is still being loaded, it ends as it does later: quietly."""
    try:
        from provenance.cli import process

        process()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
