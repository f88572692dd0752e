"""Dates from git history: only where asked for, only read, and nothing that a repository says is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from provenance.cli.changes import changed
from provenance.errors import UsageError
from provenance.model import Stated
from provenance.readers import git
from provenance.readers.history import first_commits
from provenance.readers.intake import read_all
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commands import Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NAMES = [
    "a.txt",
    "-n.txt",
    "--output=x.txt",
    "two words.txt",
    "a\nline.txt",
    ":(top)b.txt",
    "*.txt",
    "é.txt",
    "\x01c.txt",
]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Commits files on a day: `repository({"a.txt": "words"}, "2026-03-03")`."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = tmp_path / "repository"

    def git(*arguments: str, day: str = "2026-01-01") -> None:
        stamp = f"{day}T12:00:00Z"
        subprocess.run(
            ["git", "-c", "user.name=n", "-c", "user.email=n@example.com", *arguments],
            cwd=root,
            check=True,
            capture_output=True,
            env={**os.environ, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp},
        )

    def commit(files: dict[str, str], day: str) -> Path:
        if not root.exists():
            root.mkdir()
            git("init", "-q")
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        git("add", "-A", day=day)
        git("commit", "-q", "-m", "m", day=day)
        return root

    return commit


def days(root: Path) -> dict[str, str]:
    return first_commits({str(path.relative_to(root)): str(path) for path in root.rglob("*.txt")})[0]


def test_a_file_has_the_day_of_its_first_commit(repository: Callable[..., Path]) -> None:
    repository({"a.txt": "one"}, "2026-03-03")
    root = repository({"a.txt": "two", "deep/b.txt": "three"}, "2026-03-09")
    assert days(root) == {"a.txt": "2026-03-03", "deep/b.txt": "2026-03-09"}


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_never_an_argument(repository: Callable[..., Path], name: str) -> None:
    root = repository({name: "words"}, "2026-03-03")
    before = sorted(path.name for path in root.iterdir())
    assert days(root) == {name: "2026-03-03"}
    assert sorted(path.name for path in root.iterdir()) == before


def test_a_file_outside_of_any_history_is_left_out(repository: Callable[..., Path], tmp_path: Path) -> None:
    root = repository({"a.txt": "one"}, "2026-03-03")
    (root / "new.txt").write_text("not committed")
    (tmp_path / "outside.txt").write_text("in no repository")
    assert days(root) == {"a.txt": "2026-03-03"}
    assert first_commits({"o": str(tmp_path / "outside.txt")}) == ({}, 0)


def test_what_a_repository_configures_is_not_run(repository: Callable[..., Path], tmp_path: Path) -> None:
    root = repository({"a.txt": "one"}, "2026-03-03")
    trap, sprung = tmp_path / "trap.sh", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\ncat\n")
    trap.chmod(0o755)
    (root / ".git" / "config").write_text(
        f"[core]\n\tpager = {trap}\n\tfsmonitor = {trap}\n\thooksPath = {tmp_path}\n\tsshCommand = {trap}\n"
        f"[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {trap}\n[diff]\n\texternal = {trap}\n"
        f'[diff "t"]\n\ttextconv = {trap}\n[pager]\n\tlog = {trap}\n[alias]\n\tlog = !{trap}\n'
    )
    (root / ".gitattributes").write_text("*.txt diff=t filter=t\n")
    assert days(root) == {"a.txt": "2026-03-03"}
    (root / "a.txt").write_text("two")
    assert changed([str(root)], "HEAD", []) == frozenset(["a.txt", ".gitattributes"])
    assert not sprung.exists()


def test_a_history_that_takes_too_long_or_fails_tells_nothing(
    repository: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository({"a.txt": "one"}, "2026-03-03")
    monkeypatch.setattr(git, "MAX_SECONDS", 0.2)
    monkeypatch.setattr(git, "COMMAND", ("sh", "-c", "sleep 30"))
    assert days(root) == {}
    with pytest.raises(UsageError, match="git took too long"):
        changed([str(root)], "HEAD", [])
    monkeypatch.setattr(git, "COMMAND", ("no-such-program",))
    assert days(root) == {}
    with pytest.raises(UsageError, match="No such file"):
        changed([str(root)], "HEAD", [])


def test_a_history_beyond_the_limit_tells_nothing(
    repository: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository({"a.txt": "one"}, "2026-03-03")
    monkeypatch.setattr(git, "MAX_BYTES", 10)
    assert days(root) == {}


def test_a_history_that_was_fetched_in_part_tells_only_of_what_was_added_since(
    repository: Callable[..., Path], tmp_path: Path
) -> None:
    root = repository({"a.txt": "one"}, "2026-03-03")
    repository({"b.txt": "two"}, "2026-03-04")
    repository({"c.txt": "three"}, "2026-03-05")
    part = tmp_path / "part"
    subprocess.run(["git", "clone", "-q", "--depth", "2", root.as_uri(), str(part)], check=True)
    assert days(part) == {"c.txt": "2026-03-05"}
    (part / "own.txt").write_text("four")
    assert read_all([part], ReadSettings(git_dates=True)).limits == {"shallow_history": 2}


def test_a_history_that_was_fetched_in_part_is_told_of_once(
    repository: Callable[..., Path], tmp_path: Path, run: Run
) -> None:
    root = repository({"a.txt": "one", "b.txt": "two"}, "2026-03-03")
    part = tmp_path / "part"
    subprocess.run(["git", "clone", "-q", "--depth", "1", root.as_uri(), str(part)], check=True)
    said = "git history gives no date for 2 files: it was fetched in part, and begins after them."
    for given, times in ((part, 1), (root, 0)):
        status, _, talk = run("trace", given, "--git-dates", "-o", tmp_path / "report.json")
        assert (status, talk.count(said)) == (0, times)


def test_history_counts_only_where_it_is_asked_for(repository: Callable[..., Path]) -> None:
    root = repository({"a.txt": "one", "b.txt": "two"}, "2026-03-03")
    assert read_all([root], ReadSettings()).documents[0].stated == ()
    assert read_all([root], ReadSettings(git_dates=True)).documents[0].stated == (Stated("2026-03-03", "git", 0.5),)


def test_the_time_of_a_file_is_told_only_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    os.utime(tmp_path / "a.txt", (86_400 * 365.25 * 40, 86_400 * 365.25 * 40))
    assert read_all([tmp_path], ReadSettings()).documents[0].file_time is None
    (document,) = read_all([tmp_path], ReadSettings(file_times=True)).documents
    assert (document.file_time, document.stated) == ("2010-01-01", ())
