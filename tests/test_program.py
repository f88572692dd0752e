"""The Python API, as somebody meets it in a shell, a notebook or a script."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from commands import RELEASE, STORY

import provenance

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(RELEASE, "utf-8")
    (folder / "b.txt").write_text(STORY, "utf-8")
    return folder


def test_one_path_is_taken_as_one_and_not_as_its_letters(texts: Path, tmp_path: Path) -> None:
    reports = [provenance.trace(paths) for paths in ([texts], texts, str(texts))]
    assert reports[0] == reports[1] == reports[2]
    with provenance.Archive.create(tmp_path / "kept.db") as archive:
        assert archive.add(str(texts)).added == ("a.txt", "b.txt")
        assert len(archive.query(texts / "b.txt").documents) == 3


def test_a_report_shows_how_much_it_holds_and_not_all_of_it(texts: Path) -> None:
    assert repr(provenance.trace(texts)) == "<Report: documents 2, matches 1, families 1>"


def test_rows_are_those_of_the_csv(texts: Path, tmp_path: Path) -> None:
    report = provenance.trace(texts)
    report.save(tmp_path / "pairs.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    told = [{name: "" if value is None else str(value) for name, value in row.items()} for row in report.rows()]
    assert told == written
    assert told[0]["a"] == "a.txt"


def test_the_public_names_are_offered_before_they_are_used() -> None:
    assert dir(provenance) == sorted(provenance.__all__)
