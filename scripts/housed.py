"""Where scripts find the libraries that they need."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path


def housed(*libraries: str) -> None:
    """Goes on in the environment of the tests, or the one that VENV names, where this Python lacks a library."""
    if all(map(find_spec, libraries)):
        return
    home = Path(os.environ.get("VENV") or Path(__file__).resolve().parent.parent / ".venv-test")
    python = home / "bin" / "python"
    if not python.exists() or Path(sys.prefix).resolve() == home.resolve():
        sys.exit(f"error: {', '.join(libraries)} are not all here\nhint: run scripts/test first, or set VENV")
    os.execv(python, [str(python), *sys.argv])
