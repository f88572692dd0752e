"""A file read where no more than so much time and memory are to be had."""

from __future__ import annotations

import subprocess
import sys
from math import ceil

from pace import PATIENCE, slowness

BOUNDED = """
import resource, sys
from provenance.errors import ReadError
from provenance.readers import READERS
from provenance.settings import ReadSettings
raw = sys.stdin.buffer.read()
resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
try:
    (one,) = READERS.load(sys.argv[1])(raw, "a", ReadSettings())
    print("read", len(one.text))
except ReadError as error:
    print(error.reason, error.detail, sep=": ")
"""


def within_bounds(name: str, raw: bytes, seconds: int) -> str:
    """What becomes of a file where no more than so much time, and 300 MB of addresses, are to be had."""
    here = str(ceil(seconds * slowness()))
    run = subprocess.run(
        [sys.executable, "-c", BOUNDED, name, here], input=raw, capture_output=True, check=False, timeout=PATIENCE
    )
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    return run.stdout.decode().strip()
