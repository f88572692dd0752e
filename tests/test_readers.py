"""Files to documents: metadata that is no error, and the table of readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from intakes import ids, read

from provenance.errors import UsageError
from provenance.model import Document, Source, Span, Stated
from provenance.readers import READERS, SUFFIXES
from provenance.readers.markdown import markdown
from provenance.readers.plain import plain
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from conftest import CpuSeconds

SETTINGS = ReadSettings()
FOLDER = Path(__file__).parent / "cases" / "readers"

# --------------------------------------------------------------------------- sidecars and lists of dates


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_in_json_describes_its_neighbour(tree: Any, name: str) -> None:
    root = tree({"a.txt": "Words.", name: '{"title": "Plan", "date": "2024-05-01"}'})
    document = read(root).documents[0]
    assert (document.title, document.stated) == ("Plan", (Stated("2024-05-01", "sidecar", 0.95),))


def test_a_sidecar_in_yaml_describes_its_neighbour(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "a.txt.meta.yaml": "published: 2024/05/01\n"})
    assert read(root).documents[0].stated[0].date == "2024-05-01"


@pytest.mark.parametrize(
    "content", ["[" * 50_000, '{"title": {"name": {"name": "x"}}}', "\ufeff{}", '{"title": 1e400}', "nul\0"]
)
def test_a_bad_sidecar_is_no_error(tree: Any, content: str) -> None:
    root = tree({"a.txt": "Words.", "a.meta.json": content})
    assert ids(read(root)) == ["a.txt"]


def test_what_a_sidecar_does_not_say_stays_as_the_text_says_it(tree: Any) -> None:
    head = "title: Draft\nlang: en\npublisher: Gazette\nauthor: A. Ames\nurl: https://example.org/1\ntype: story\n"
    text = f"---\n{head}licence: CC0\nembargo: 2024-05-02\n---\nWords."
    root = tree({"a.md": text, "a.md.meta.json": '{"title": "Plan"}'})
    document = read(root).documents[0]
    assert (document.title, document.language) == ("Plan", "en")
    assert document.source == Source("Gazette", ("A. Ames",), "https://example.org/1", "story", "CC0", "2024-05-02")


def test_a_sidecar_that_cannot_be_read_is_told(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "a.meta.json": '{"date": '})
    assert read(root).documents[0].notes == ("The file beside it cannot be read and tells nothing.",)


def test_half_characters_in_a_sidecar_are_replaced(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "a.meta.json": '{"title": "x\\ud800y"}'})
    assert (read(root).documents[0].title or "").encode("utf-8").startswith(b"x")


def test_a_list_of_dates_states_them_first(tree: Any, tmp_path: Path) -> None:
    root = tree({"a.md": "---\ndate: 2024-05-01\n---\nWords.", "b.txt": "Words."})
    dates = tmp_path / "dates.csv"
    dates.write_text("id,date\na.md,2023-01-02\nelsewhere.txt,2023-01-03\n", encoding="utf-8-sig")
    a, b = read(root, dates=dates).documents
    assert (a.stated[0], b.stated) == (Stated("2023-01-02", "sidecar", 0.95), ())


def test_a_list_of_dates_needs_no_head(tree: Any, tmp_path: Path) -> None:
    root = tree({"a, b.txt": "Words."})
    (tmp_path / "dates.csv").write_text('"a, b.txt", 2023-01-02\r\n')
    assert read(root, dates=tmp_path / "dates.csv").documents[0].stated[0].date == "2023-01-02"


@pytest.mark.parametrize("line", ["a.txt", "a.txt,soon", "a.txt,2023-01-02,more"])
def test_a_bad_line_in_a_list_of_dates_is_named(tree: Any, tmp_path: Path, line: str) -> None:
    root = tree({"a.txt": "Words."})
    (tmp_path / "dates.csv").write_text(f"id,date\n{line}\n")
    with pytest.raises(UsageError, match=r"dates\.csv:2: "):
        read(root, dates=tmp_path / "dates.csv")


def test_dates_for_no_document_at_all_are_refused(tree: Any, tmp_path: Path) -> None:
    root = tree({"a.txt": "Words."})
    (tmp_path / "dates.csv").write_text("folder/a.txt,2023-01-02\n")
    with pytest.raises(UsageError) as caught:
        read(root, dates=tmp_path / "dates.csv")
    assert "a.txt" in caught.value.hint


# --------------------------------------------------------------------------- the table


def test_every_suffix_names_a_reader_that_loads() -> None:
    assert all(callable(READERS.load(name)) for name in set(SUFFIXES.values()))


def test_every_reader_has_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(READERS.table)


@pytest.mark.parametrize("name", ["html", "markdown", "plain"])
def test_a_reader_of_texts_gives_a_document_whose_front_matter_lies_inside(name: str) -> None:
    (document,) = READERS.load(name)(b"---\ntitle: x\n---\nWords.", "a", SETTINGS)
    assert isinstance(document, Document)
    span = document.front_matter or Span(0, 0)
    assert 0 <= span.start <= span.end <= len(document.text)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("PORT ENNIS, June 11 (Coastal Wire) - The ferry ran aground.", "Coastal Wire"),
        ("LONDON, 3 March 2025 (AFP) – Ministers met.", "AFP"),
        ("Marrow Bay (Coastal Wire) -- The ferry ran aground.", "Coastal Wire"),
        ("The board (which met on Monday) - and nobody else - agreed.", None),
        ("the ferry (Coastal Wire) - it ran aground.", None),
        ("PORT ENNIS (see page 4 of the harbour news supplement) - The ferry.", None),
        ("PORT ENNIS, June 11 (Coastal Wire)", None),
        ("Port Ennis, June 11 (CWS) The ferry ran aground.", "CWS"),
        ("Port Ennis, June 11, 2025 (CW-B): The ferry ran aground.", "CW-B"),
        ("Port Ennis, 11 June (Coastal Wire): The ferry ran aground.", "Coastal Wire"),
        ("PORT ENNIS, June 11 CWS - The ferry ran aground.", "CWS"),
        ("Marrow Bay Holdings (OTC) The ferry ran aground.", None),
        ("Ennishafen (dpa/lni) - Die Fähre lief auf Grund.", "dpa"),
        ("Puerto Ennis, 11 jun (EFE).- El barco encalló.", "EFE"),
        ("Ennishafen (sic) - Die Fähre lief auf Grund.", None),
        ("Letters (Ann Lee): The ferry ran aground.", None),
    ],
)
def test_the_agency_of_a_dateline_is_the_publisher(line: str, agency: str | None) -> None:
    (document,) = plain(f"Ferry aground\n\n{line}\n".encode(), "a.txt", ReadSettings())
    assert document.source.publisher == agency


@pytest.mark.parametrize("name", ["publisher", "Publication", "newspaper", "site_name", "outlet"])
def test_a_publisher_is_called_so_in_several_ways(name: str) -> None:
    text = f"---\n{name}: Ennis Echo\n---\nThe ferry ran aground.\n"
    assert next(markdown(text.encode(), "a.md", ReadSettings())).source.publisher == "Ennis Echo"


def test_a_publisher_in_front_matter_is_not_replaced_by_an_agency() -> None:
    text = "---\npublisher: Ennis Echo\n---\nPORT ENNIS, June 11 (Coastal Wire) - The ferry ran aground.\n"
    (document,) = markdown(text.encode(), "a.md", ReadSettings())
    assert document.source.publisher == "Ennis Echo"


@pytest.mark.parametrize("text", ["A" * 1000, "A(" * 500, "A (" + "b " * 480, "A (b) \n" * 140])
def test_a_dateline_is_never_slow_to_find(text: str, cpu_seconds: CpuSeconds) -> None:
    assert cpu_seconds(lambda: list(plain(text.encode(), "a.txt", ReadSettings()))) < 0.3
