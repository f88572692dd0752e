"""The command line as tests run it, and three texts to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
from pace import PATIENCE

from provenance.cli import main

if TYPE_CHECKING:
    from pathlib import Path

Outcome = tuple[int, str, str]
"""The status of a command, its output and its talk."""


class Run(Protocol):
    """How `run` is called."""

    def __call__(self, *arguments: object) -> Outcome: ...


RELEASE = (
    "The board of Lower Fenwick library will meet on Tuesday 4 June 2024 to decide on longer opening hours. "
    "Under the plan the reading room would stay open until nine in the evening on three days of every week. "
    "The cost of the change is put at £18,000 a year, to be met from the town's reserve for culture.\n"
)
STORY = (
    "Readers in Lower Fenwick have got their late evenings. The board agreed on Tuesday 4 June 2024, without a vote. "
    "The reading room would stay open until nine in the evening on three days of every week. "
    "The cost of the change is put at £18,500 a year, to be met from the town's reserve for culture.\n"
)
OTHER = "Three goats that left the farm at Marsh End on Sunday were found in the churchyard, asleep among the bells.\n"


def process(*arguments: object, script: str | None = None, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line in a process of its own."""
    start = ["-c", script] if script else ["-m", "provenance"]
    environment = {**os.environ, **more.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, *start, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE, env=environment, **more)  # type: ignore[call-overload, no-any-return]


def refused(outcome: Outcome, *words: str) -> None:
    """The command ended with 2, an error and a hint, nothing on standard output, and said these words."""
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert "\nhint: " in err
    assert all(word in err for word in words), err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three texts, the working directory beside it."""
    root = tmp_path / "texts"
    root.mkdir()
    for name, text in {"a.txt": RELEASE, "b.txt": STORY, "c.txt": OTHER}.items():
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line here: its status, its output, its talk."""

    def call(*arguments: object) -> Outcome:
        status = main([str(each) for each in arguments])
        return status, *capsys.readouterr()

    return call
