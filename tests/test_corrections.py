"""Corrections: what a text takes back, and who still says it after that."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from strategies import paragraphs

import provenance
from provenance import corrections as module
from provenance.cli import main
from provenance.reports import FORMATS
from provenance.reports.reading import parse

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Correction, Report

BODY = paragraphs(Random(21), 5, 5)
OLD = "The repair of the granary roof will cost the town council £240,000 over the next three years."
NEW = OLD.replace("240", "420")
NOTE = "Correction: an earlier version of this story said that the repair would cost £240,000."


def dated(day: int, text: str) -> str:
    return f"Published: 2024-03-{day:02}\n\n{text}\n"


TEXTS = {
    "a-first": dated(1, f"{OLD}\n\n{BODY}"),
    "b-corrected": dated(5, f"{NEW}\n\n{BODY}\n\n{NOTE}"),
    "c-late": dated(9, f"{BODY}\n\n{OLD}"),
    "d-right": dated(9, f"{BODY}\n\n{NEW}"),
}


def traced(folder: Path, texts: dict[str, str]) -> Report:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return provenance.trace([folder])


def corrections(folder: Path, texts: dict[str, str]) -> tuple[Correction, ...]:
    return traced(folder, texts).corrections


def test_a_later_text_with_the_withdrawn_wording_is_listed(tmp_path: Path) -> None:
    (found,) = corrections(tmp_path, TEXTS)
    assert (found.document, found.old.document) == ("b-corrected.txt", "a-first.txt")
    assert [wording.document for wording in found.carriers] == ["c-late.txt"]
    assert ("240" in found.change.a, "420" in found.change.b) == (True, True)


def test_every_wording_stands_where_it_is_said_to(tmp_path: Path) -> None:
    report = traced(tmp_path, TEXTS)
    texts = {document.id: document.text or "" for document in report.documents}
    (found,) = report.corrections
    for wording in (found.new, found.old, *found.carriers):
        assert wording.words == texts[wording.document][wording.start : wording.end]
    assert found.quote == texts[found.document][found.start : found.end]
    assert found.quote.startswith("Correction: ")


def test_another_figure_without_a_note_is_no_correction(tmp_path: Path) -> None:
    assert corrections(tmp_path, {**TEXTS, "b-corrected": dated(5, f"{NEW}\n\n{BODY}")}) == ()


def test_only_what_a_correction_may_be_of_is_called_one(tmp_path: Path) -> None:
    firmer = NEW.replace("will cost", "may cost")
    found = corrections(tmp_path, {**TEXTS, "b-corrected": dated(5, f"{firmer}\n\n{BODY}\n\n{NOTE}")})
    assert {each.change.type for each in found} == {"number"}


def test_a_note_that_names_what_now_holds_takes_back_no_figure_of_another_matter(tmp_path: Path) -> None:
    note = "Correction: an earlier version of this story had the wrong cost. It will be £420,000."
    story = NEW.replace("three", "five").replace("granary", "library")
    other = OLD.replace("240", "190").replace("three", "seven").replace("granary", "station")
    texts = {
        "a-first": dated(1, f"{story.replace('420', '240')}\n\n{BODY}"),
        "a-other": dated(2, f"{paragraphs(Random(8), 3, 3)}\n\n{other}\n\n{BODY}"),
        "b-corrected": dated(5, f"{story}\n\n{BODY}\n\n{note}"),
    }
    assert [each.old.document for each in corrections(tmp_path, texts)] == ["a-first.txt"]


def test_a_note_on_something_else_corrects_nothing(tmp_path: Path) -> None:
    note = "Correction: an earlier version of this story misspelled the name of the harbour master."
    texts = {**TEXTS, "b-corrected": dated(5, f"{paragraphs(Random(4), 3, 3)}\n\n{NEW}\n\n{BODY}\n\n{note}")}
    assert corrections(tmp_path, texts) == ()


@pytest.mark.parametrize("head", [NOTE, f"Correction:\n\n{NOTE.removeprefix('Correction: ').capitalize()}"])
def test_a_note_above_the_corrected_text_ends_with_its_paragraph(tmp_path: Path, head: str) -> None:
    texts = {**TEXTS, "b-corrected": dated(5, f"{head}\n\n{NEW}\n\n{BODY}")}
    (found,) = corrections(tmp_path, texts)
    assert (found.old.document, [each.document for each in found.carriers]) == ("a-first.txt", ["c-late.txt"])
    assert (found.quote or "").endswith("would cost £240,000.")


def test_a_statement_that_is_taken_back_is_listed_with_those_who_still_have_it(tmp_path: Path) -> None:
    note = f"Correction: an earlier version of this story said: {OLD} That was wrong."
    texts = {**TEXTS, "b-corrected": dated(5, f"{BODY}\n\n{note}"), "d-right": dated(9, BODY)}
    (found,) = corrections(tmp_path, texts)
    assert (found.change.type, found.document, found.old.document) == ("withdrawn", "b-corrected.txt", "a-first.txt")
    assert (found.old.words, [each.document for each in found.carriers]) == (OLD, ["c-late.txt"])


def test_what_a_text_says_itself_it_does_not_take_back(tmp_path: Path) -> None:
    note = f"Correction: an earlier version of this story said: {OLD} That was wrong."
    assert corrections(tmp_path, {**TEXTS, "b-corrected": dated(5, f"{OLD}\n\n{BODY}\n\n{note}")}) == ()


def test_a_text_from_before_the_correction_is_no_late_carrier(tmp_path: Path) -> None:
    (found,) = corrections(tmp_path, {**TEXTS, "c-late": dated(3, f"{BODY}\n\n{OLD}")})
    assert found.carriers == ()


def test_the_summary_says_who_still_carries_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    traced(tmp_path, TEXTS)
    assert main(["trace", str(tmp_path)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Corrected by b-corrected.txt, but c-late.txt, written after it, still carries “" in told


@pytest.mark.parametrize("text", ["full", "none"])
def test_corrections_survive_json(tmp_path: Path, text: str) -> None:
    traced(tmp_path, TEXTS)
    settings = provenance.Settings(report=provenance.Settings().report.__class__(text=text))
    report = provenance.trace([tmp_path], settings)
    (page,) = FORMATS.load("json")(report)
    assert parse(page.content).corrections == report.corrections
    if text == "none":
        assert b"granary" not in page.content
        assert b"240" not in page.content


def test_each_document_is_looked_through_once_for_whatever_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many notes take statements back in documents that match it."""
    read: list[str] = []
    runs = module._runs

    def noted(words: str) -> set[tuple[str, ...]]:
        read.append(words)
        return runs(words)

    monkeypatch.setattr(module, "_runs", noted)

    def reads(notes: int) -> int:
        back = "Correction: we withdraw the statement that {}, which is not true."
        told = [f"the repair of the granary roof number {n} will cost the town council millions" for n in range(notes)]
        texts = {f"b{n:02}": dated(5, f"{BODY}\n\n{back.format(one)}") for n, one in enumerate(told)}
        texts["a-first"] = dated(1, " ".join([BODY, *(f"{one.capitalize()}." for one in told)]))
        (tmp_path / f"{notes}").mkdir()
        read.clear()
        found = corrections(tmp_path / f"{notes}", texts)
        assert len([one for one in found if one.change.type == "withdrawn"]) == notes
        return read.count(f"{told[0].capitalize()}.")

    assert reads(6) == reads(2) == 1
