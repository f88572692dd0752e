"""The plug-ins of the guide, made into a package word for word, join by their entry points and do what it says."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from commands import RELEASE, process

GUIDE = Path(__file__).parents[1] / ".github" / "PLUGINS.md"


def blocks(language: str) -> list[str]:
    """What the guide shows in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """An environment in which a package with all plug-ins of the guide is installed."""
    place = tmp_path / "site"
    held = place / "provenance_subtitles-1.0.dist-info"
    held.mkdir(parents=True)
    (place / "subtitles.py").write_text("\n\n".join(blocks("python")), "utf-8")
    (project,) = map(tomllib.loads, blocks("toml"))
    groups = project["project"]["entry-points"].items()
    lines = [line for group, points in groups for line in (f"[{group}]", *(f"{k} = {v}" for k, v in points.items()))]
    (held / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    (held / "METADATA").write_text("Metadata-Version: 2.1\nName: provenance-subtitles\nVersion: 1.0\n", "utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(place), str(GUIDE.parents[1])))}


def test_the_plug_ins_of_the_guide_read_write_and_tell(tmp_path: Path, installed: dict[str, str]) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    said = RELEASE.replace("reading room", "reeding room [sic]")
    (texts / "a.srt").write_text(f"1\n00:00:01,000 --> 00:00:04,000\n{said}", "utf-8")
    (texts / "b.txt").write_text(RELEASE.replace("reading room", "reeding room"), "utf-8")
    (texts / "empty.srt").write_text("1\n00:00:01,000 --> 00:00:04,000\n", "utf-8")
    outputs = ["-o", tmp_path / "pairs.tsv", "-o", tmp_path / "report.json"]
    run = process("trace", texts, *outputs, env=installed)
    assert run.returncode == 3, run.stderr.decode()
    assert b"no line of a subtitle is in it" in run.stderr
    head, row = (tmp_path / "pairs.tsv").read_text("utf-8").splitlines()
    assert head.split("\t") == ["a", "b", "kind", "similarity", "verdict"]
    assert row.startswith("a.srt\tb.txt\tcopied\t")
    assert '"sic"' in (tmp_path / "report.json").read_text("utf-8")
    assert process("trace", texts, "-o", "-", "--format", "tsv", env=installed).stdout.startswith(b"a\tb\tkind")
    manual = process("explain", "sic", env=installed).stdout.decode()
    assert "Nobody marks a slip" in manual


def test_what_is_read_and_written_anyway_stays_so(installed: dict[str, str], tmp_path: Path) -> None:
    points = tmp_path / "site" / "provenance_subtitles-1.0.dist-info" / "entry_points.txt"
    points.write_text(points.read_text("utf-8").replace("srt =", "txt =").replace("tsv =", "csv ="), "utf-8")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(RELEASE, "utf-8")
    table = tmp_path / "pairs.csv"
    run = process("trace", tmp_path / "a.txt", tmp_path / "b.txt", "-o", table, env=installed)
    assert run.returncode == 0, run.stderr.decode()
    assert table.read_bytes().startswith(b'"match","a"')
