"""What the command line adds to the page: budgets, folders, how much text, the result inside."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from provenance.cli import main

RELEASE = (
    "---\nkind: press_release\n---\nThe quay closes on Monday for repairs to its western wall, the port said today.\n"
)
PREFACE = (
    "Nobody needs to read this preface, which says nothing of the matter at all.\n\nNor this.\n\nNor that one.\n\n"
)
STORY = (
    "Harbour news\n\nThe quay closes on Monday for repairs to its western wall, the port said today. Gulls were calm.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "texts"
    place.mkdir()
    (place / "release.md").write_text(RELEASE + "\n" + PREFACE, encoding="utf-8")
    (place / "story.md").write_text(STORY, encoding="utf-8")
    return place


def test_a_folder_of_pages_is_written_and_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(folder), "-o", "lineage/"]) == 0
    assert Path("lineage/index.html").is_file()
    assert "open lineage/index.html in a browser" in capsys.readouterr().out


def test_a_format_whose_library_is_missing_is_refused_before_any_work(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "provenance.reports.parquet", raising=False)
    assert main(["trace", str(folder), "-o", "lineage.json", "-o", "lineage.parquet"]) == 2
    assert 'pip install "provenance-tracer[parquet]"' in capsys.readouterr().err
    assert not Path("lineage.json").exists()


def test_a_folder_of_pages_cannot_be_streamed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(folder), "-o", "-", "--format", "folder"]) == 2
    assert "write it with -o FOLDER/" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--max-docs", "--max-compare", "--max-bytes"])
def test_a_budget_must_be_a_number_above_nothing(folder: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(folder), option, "0", "-o", "a.html"]) == 2
    assert f"error: {option}" in capsys.readouterr().err


def test_a_budget_is_kept_by_trace_and_by_convert(folder: Path) -> None:
    assert main(["trace", str(folder), "--max-docs", "1", "-o", "a.html", "-o", "a.json", "-q"]) == 0
    assert Path("a.html").read_text("utf-8").count("data-document=") == 1
    assert main(["convert", "a.json", "-o", "b.html", "--max-docs", "2", "-q"]) == 0
    assert Path("b.html").read_text("utf-8").count("data-document=") == 2


def test_the_result_can_stand_in_the_page(folder: Path) -> None:
    assert main(["trace", str(folder), "--embed-json", "-o", "a.html", "-o", "a.json", "-q"]) == 0
    page = Path("a.html").read_text("utf-8")
    start = page.index('id="result">') + len('id="result">')
    assert json.loads(page[start : page.index("</script>", start)]) == json.loads(Path("a.json").read_bytes())


def test_matched_text_without_source_kinds_says_that_all_is_carried(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", str(folder), "--text", "matched", "-o", "a.json"]) == 0
    assert "no source kinds are named" in capsys.readouterr().err


def test_matched_text_leaves_of_a_source_what_is_matched(folder: Path) -> None:
    arguments = ["--text", "matched", "--set", "report.source_kinds=press release", "-q"]
    assert main(["trace", str(folder), *arguments, "-o", "a.json", "-o", "a.html"]) == 0
    release, story = json.loads(Path("a.json").read_bytes())["documents"]
    assert "western wall" in release["text"]
    assert "Nor that one" not in release["text"]
    assert release["withheld"][0]["sentences"] >= 1
    assert story["text"] == STORY
    assert "Nor that one" not in Path("a.html").read_text("utf-8")
