"""The README keeps its word: its commands run, its snippets run, and what it shows is what they print."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pace import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its words, the output shown right below it, and its place for messages."""

    language: str
    words: str
    shown: str | None
    line: int

    def __str__(self) -> str:
        return f"line {self.line}: {self.words.strip().split(chr(10))[0]}"


@dataclass(frozen=True)
class Run:
    """What came of running a block."""

    status: int
    printed: str
    complaint: str


def blocks() -> list[Block]:
    """The blocks to run, in their order. A `text` block is the output of the one above it."""
    found = list(FENCE.finditer(README))
    below = [*(match[2] if match[1] == "text" else None for match in found[1:]), None]
    return [
        Block(match[1], match[2], shown, README.count("\n", 0, match.start()) + 1)
        for match, shown in zip(found, below, strict=True)
        if match[1] != "text"
    ]


BLOCKS = blocks()
RUNNABLE = [block for block in BLOCKS if block.language in {"sh", "python"}]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy of the checkout, where the README is followed from top to bottom."""
    folder = tmp_path_factory.mktemp("newcomer") / "checkout"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "out", "__pycache__", "*.egg-info", "build"))
    return folder


@pytest.fixture(scope="module")
def environment(newcomer: Path) -> dict[str, str]:
    """No network and no second environment: the scripts use this one, pip installs beside, pytest only collects."""
    return os.environ | {
        "PATH": f"{sys.prefix}/bin{os.pathsep}{os.environ['PATH']}",
        "VENV": sys.prefix,
        "PYTEST_ADDOPTS": "--collect-only --quiet --ignore=tests/test_readme.py",
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one the other way round: it switches isolation off
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_TARGET": str(newcomer / "installed"),
        "COLUMNS": "100",
    }


@pytest.fixture(scope="module")
def runs(newcomer: Path, environment: dict[str, str]) -> dict[Block, Run]:
    """Every block run in turn, in one folder, as a reader would."""
    command = {"sh": ["sh", "-eu", "-c"], "python": [sys.executable, "-c"]}
    done = {}
    for block in RUNNABLE:
        run = subprocess.run(
            [*command[block.language], block.words],
            check=False,
            cwd=newcomer,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        done[block] = Run(run.returncode, run.stdout, run.stderr)
    return done


def test_the_readme_shows_the_two_commands() -> None:
    assert {"scripts/demo", "scripts/test"} <= {line for block in RUNNABLE for line in block.words.split("\n")}


def test_every_block_is_of_a_kind_that_a_test_runs() -> None:
    assert [str(block) for block in BLOCKS if block not in RUNNABLE] == []


@pytest.mark.parametrize("block", RUNNABLE, ids=str)
def test_the_block_runs(block: Block, runs: dict[Block, Run]) -> None:
    assert runs[block].status == 0, runs[block].complaint + runs[block].printed


@pytest.mark.parametrize("block", [block for block in RUNNABLE if block.shown is not None], ids=str)
def test_the_block_prints_what_stands_below_it(
    block: Block, runs: dict[Block, Run], pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("--update-golden"):
        path = ROOT / "README.md"
        above = f"```{block.language}\n{block.words}```\n\n```text\n"
        path.write_text(
            path.read_text(encoding="utf-8").replace(f"{above}{block.shown}", above + runs[block].printed),
            encoding="utf-8",
        )
        return
    assert runs[block].printed == block.shown


def test_the_last_line_of_the_demo_is_the_path_of_its_report(newcomer: Path, runs: dict[Block, Run]) -> None:
    demo = next(runs[block] for block in RUNNABLE if "scripts/demo" in block.words)
    assert demo.printed.rstrip("\n").split("\n")[-1] == str(newcomer / "out" / "council.html")


def test_the_test_script_takes_outside_data(newcomer: Path, environment: dict[str, str]) -> None:
    (newcomer / "outside").mkdir()
    run = subprocess.run(
        ["scripts/test", "--shared", "outside"],
        check=True,
        cwd=newcomer,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert "tests/test_seeds.py" in run.stdout


def test_the_test_script_leaves_the_tests_on_outside_data_out(runs: dict[Block, Run]) -> None:
    collected = next(runs[block] for block in RUNNABLE if "scripts/test" in block.words).printed
    assert "tests/test_samples.py" in collected
    assert "tests/test_seeds.py" not in collected


def test_what_pip_installs_is_the_whole_package(newcomer: Path, runs: dict[Block, Run]) -> None:
    assert runs
    wanted = {path.relative_to(newcomer) for path in (newcomer / "provenance").rglob("*") if path.is_file()}
    wanted = {path for path in wanted if "__pycache__" not in path.parts}
    assert sorted(str(path) for path in wanted if not (newcomer / "installed" / path).is_file()) == []


@pytest.mark.parametrize("target", LINK.findall(README))
def test_what_the_readme_points_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`(scripts/[^`]+)`", README))))
def test_a_command_beside_a_number_can_be_given(command: str) -> None:
    script, *words = command.split()
    usage = (ROOT / script).read_text(encoding="utf-8")
    assert [word for word in words if word.startswith("--") and f'"{word}"' not in usage] == []


def test_the_picture_is_small() -> None:
    assert (ROOT / ".github" / "report.png").stat().st_size < 250_000


def test_the_readme_speaks_of_reuse_and_of_nothing_worse() -> None:
    assert "plagiar" not in README.casefold()
