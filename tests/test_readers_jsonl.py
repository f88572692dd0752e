"""JSON Lines: a document a line, named by its id or its line; a line that is none is named, and the rest is read."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli import main
from provenance.model import Document, Unreadable
from provenance.pipeline import trace
from provenance.readers import of_files
from provenance.readers.intake import read_all
from provenance.readers.jsonl import jsonl
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "jsonl.toml").read_text("utf-8"))["case"]
SENTENCE = (
    "The harbour board will rebuild the fish quay at a cost of four million crowns, work to begin after the season."
)


def read(raw: bytes | str, **settings: Any) -> tuple[list[Document], list[Unreadable]]:
    content = raw.encode() if isinstance(raw, str) else raw
    found = list(jsonl(content, "a.jsonl", ReadSettings(**settings)))
    return (
        [each for each in found if isinstance(each, Document)],
        [each for each in found if isinstance(each, Unreadable)],
    )


def lines(*records: object) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in records)


@given(
    st.lists(st.text(st.characters(exclude_characters="\0\x7f", exclude_categories=["Cs"]), max_size=80), max_size=8)
)
def test_every_text_comes_out_as_it_went_in(held: list[str]) -> None:
    for ascii_only in (True, False):
        raw = "".join(f"{json.dumps({'text': each}, ensure_ascii=ascii_only)}\n" for each in held)
        documents, faults = read(raw)
        assert {each.id: each.text for each in documents} == {f"a.jsonl#{n}": text for n, text in enumerate(held, 1)}
        assert faults == []


@given(st.binary(max_size=200))
def test_any_bytes_are_documents_or_faults_and_no_error(raw: bytes) -> None:
    documents, faults = read(raw)
    ids = [each.id for each in documents]
    assert len(set(ids)) == len(ids)
    assert all(each.reason and each.detail.startswith("line ") for each in faults)


def test_what_is_known_of_a_document_is_read_by_the_names_of_front_matter() -> None:
    record = {
        "id": "n-7", "body": SENTENCE, "headline": "Quay", "author": [{"name": "Ada Lund"}], "url": "https://a.example/7",
        "Publication-Date": "2024-03-05T09:00:00Z", "publisher": "Harbour News", "language": "en-GB",
    }  # fmt: skip
    ((document,), faults) = read(lines(record))
    assert faults == []
    assert (document.id, document.text, document.title) == ("a.jsonl#n-7", SENTENCE, "Quay")
    assert (document.source.byline, document.source.publisher) == (("Ada Lund",), "Harbour News")
    assert [(each.date, each.kind) for each in document.stated] == [("2024-03-05", "meta")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_line_tells_what_it_says_of_itself(case: dict[str, Any]) -> None:
    ((document,), _) = read(case["text"])
    source, (date, *_) = document.source, [*(each.date for each in document.stated), None]
    said = (document.text, document.title, document.language, date, source.url, list(source.byline), source.embargo)
    assert said == (case["body"], *map(case.get, ("title", "language", "date", "url")), case.get("byline", []),
                    case.get("embargo"))  # fmt: skip


def test_a_list_of_paragraphs_is_one_text() -> None:
    ((document,), _) = read(lines({"content": ["One.", "Two."]}))
    assert document.text == "One.\n\nTwo."


def test_records_have_unlike_ids_whatever_they_call_themselves() -> None:
    own = ["3", 3, None, "", True, {"a": 1}, " a\n b ", "3:2", "x" * 500]
    documents, _ = read(lines(*({"id": each, "text": SENTENCE} for each in own)))
    names = [document.id.removeprefix("a.jsonl#") for document in documents]
    assert names == ["3", "3:2", "3:3", "4", "5", "6", "a b", "3:2:8", "x" * 200]


@pytest.mark.parametrize(
    ("line", "reason", "words"),
    [
        ("{", "damaged", "no JSON"),
        ("[1, 2]", "damaged", "no object"),
        ('"text"', "damaged", "no object"),
        ("7" * 5000, "damaged", "a number too large"),
        ("[" * 100_000, "damaged", "nested too deep"),
        ('{"text": ' + "[" * 100_000, "damaged", "nested too deep"),
        ("{}", "no_text", "none of text, content, body holds a text"),
        ('{"text": 7}', "no_text", "none of"),
        ('{"text": ["a", 7]}', "no_text", "none of"),
        ('{"text": "a\\u0000b"}', "not_text", "NUL"),
        ('{"text": "' + "a" * 300 + '"}', "too_large", "over the limit"),
    ],
)
def test_a_line_that_holds_no_text_is_named_and_the_others_are_read(line: str, reason: str, words: str) -> None:
    documents, faults = read(f'{{"text": "one"}}\n\n{line}\n{{"text": "two"}}\n', max_text_characters=200_000 if
                             len(line) > 1000 else 200)  # fmt: skip
    assert [document.id for document in documents] == ["a.jsonl#1", "a.jsonl#4"]
    assert [(fault.path, fault.reason) for fault in faults] == [("a.jsonl#3", reason)]
    assert words in faults[0].detail
    assert faults[0].detail.startswith("line 3: ")


def test_half_characters_are_replaced_and_the_reading_is_doubtful() -> None:
    ((document, other), _) = read('{"text": "a\\ud800b\\udc00"}\n{"text": "\\ud83d\\ude00"}\n')
    assert (document.text, document.read.state, document.read.replaced) == ("a\ufffdb\ufffd", "doubtful", 0.5)
    assert (other.text, other.read.state) == ("\U0001f600", "clean")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_file_with_a_byte_order_mark_is_read(encoding: str) -> None:
    ((document,), _) = read('{"text": "Zoë’s quay"}\r\n'.encode(encoding))
    assert document.text == "Zoë’s quay"


def test_records_are_traced_dated_and_found_again_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        lines(
            {"id": "first", "text": f"{SENTENCE} So it was decided.", "date": "2024-03-05"},
            {"id": "second", "text": f"We hear this: {SENTENCE}", "date": "2024-04-05"},
            "nothing",
        ),
        "utf-8",
    )
    report = trace([tmp_path])
    assert [document.id for document in report.documents] == ["a.jsonl#first", "a.jsonl#second"]
    assert [fault.path for fault in report.inputs.unreadable] == ["a.jsonl#3"]
    assert report.families[0].first == "a.jsonl#first"
    (tmp_path / "days.csv").write_text("a.jsonl#second,2023-01-01\n", "utf-8")
    intake = read_all([tmp_path], ReadSettings(), dates=tmp_path / "days.csv")
    assert [each.stated[0].date for each in intake.documents] == ["2024-03-05", "2023-01-01"]


def test_a_baseline_that_lies_in_a_folder_is_no_text_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inbox = tmp_path / "texts" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "a.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "texts" / "b.txt").write_text(f"{SENTENCE} {SENTENCE.replace('quay', 'pier')}", "utf-8")
    assert main(["baseline", "create", "texts/accepted.jsonl", "texts", "--quiet"]) == 0
    assert [document.id for document in trace(["texts"]).documents] == ["b.txt", "inbox/a.txt"]


def test_the_records_of_a_changed_file_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(lines({"id": 1, "text": SENTENCE}, {"id": 2, "text": name}), "utf-8")
    for more in ([], ["--cache", "c"], ["--cache", "c"]):
        assert main(["check", ".", "--changed", "two.jsonl", "--jobs", "1", *more]) == 0
        told = capsys.readouterr()
        assert "Judged 2 of 4 documents." in told.out
        assert "no document here" not in told.err


def test_ids_are_of_the_files_that_hold_them() -> None:
    ids = ["a.jsonl#1", "a.jsonl#b#1", "a.txt", "b#c.txt", "b#c.jsonl#1"]
    assert of_files({"a.jsonl"}, ids) == {"a.jsonl#1", "a.jsonl#b#1"}
    assert of_files({"a.txt", "b#c.jsonl"}, ids) == {"a.txt", "b#c.jsonl#1"}
