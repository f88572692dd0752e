"""How the process of a command ends: as it stands, with its status, and with all that was to be done at its end."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from pace import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

ENDS = """
import atexit, sys
from provenance import pipeline
from provenance.cli import process

class Made:
    def __del__(self):
        print("taken apart")

def traced(*given, **chosen):
    report = whole(*given, **chosen)
    object.__setattr__(report, "settings", Made())
    return report

whole, pipeline.trace = pipeline.trace, traced
atexit.register(lambda: print("the last word"))
process()
"""


def ended(*arguments: str, script: str = ENDS) -> tuple[int, str]:
    command = [sys.executable, "-c", script, *arguments]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    return run.returncode, run.stdout


def test_a_report_is_not_taken_apart_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One text alone.", encoding="utf-8")
    status, out = ended("trace", str(tmp_path), "-q")
    assert (status, out) == (0, "the last word\n")
    kept = ENDS.replace("process()", "main()").replace("import process", "import main")
    assert ended("trace", str(tmp_path), "-q", script=kept)[1].split("\n")[0] == "taken apart"


def test_a_process_ends_with_its_status_and_its_last_word(tmp_path: Path) -> None:
    assert ended("trace", str(tmp_path / "nowhere")) == (2, "the last word\n")
    assert ended("--version")[0] == 0
