"""A newsroom with a release and a story that prints it, and a check of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from provenance.cli import main

if TYPE_CHECKING:
    from pathlib import Path


RELEASE = """Tidewell Parks Board to plant nine hundred trees along the canal

Nine hundred trees will be planted along the northern canal path before the end of March, after the largest public
response to any consultation held in the town in twenty years.

Volunteers from eleven schools will dig the first holes in the second week of January, weather permitting, and every
family that asked for a tree in its own street will be told by letter which species suits the soil there.

"""

OWN = """Canal walkers have grown used to mud this winter. Our reporter counted four fallen willows between the lock and
the gasworks, and two ducks that seemed pleased about it. """

TAKEN = RELEASE.partition("\n\n")[2].strip()


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a release and a story that prints it; the working directory."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "stories").mkdir()
    (tmp_path / "inbox" / "trees.md").write_text(f"---\npublisher: Tidewell Parks Board\n---\n{RELEASE}", "utf-8")
    (tmp_path / "stories" / "canal.txt").write_text(f"{OWN}\n\n{TAKEN}\n", "utf-8")
    (tmp_path / "stories" / "lamps.txt").write_text(
        "The lamps on Cooper Street went out twice last week, and nobody at the depot would say why.\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*more: str) -> tuple[int, dict[str, Any]]:
    """The exit status of a check of the newsroom, and the gate of its report."""
    status = main(["check", "inbox", "stories", "--quiet", "--jobs", "1", "-o", "gate.json", *more])
    with open("gate.json", encoding="utf-8") as file:  # noqa: PTH123
        gate: dict[str, Any] = json.load(file)["gate"]
    return status, gate
