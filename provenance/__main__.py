"""`python -m provenance` is the command `provenance`."""

from __future__ import annotations

from provenance.cli import process

if __name__ == "__main__":
    process()
