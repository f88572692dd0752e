"""`provenance dedupe`: what it prints, what it writes, and with which exit status it ends."""

from __future__ import annotations

import csv
import json
import random
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from strategies import paragraphs

from provenance.cli import main

if TYPE_CHECKING:
    from commands import Run

STORY = (
    "The old lantern of the lighthouse at Marsh End has been taken down and will be shown in the museum. "
    "Three carpenters needed a whole morning to lift it from its iron bed without breaking the glass. "
    "The keeper, who has lit it for most of her life, said that the new lamp is brighter but has no warmth.\n"
)
BULLETIN = (
    "The Fenwick fish market landed 412 boxes of herring in the week to 6 March, the harbour office said. "
    "The average price was 31 shillings a box. The office publishes the landings every Friday in its own hall.\n"
)
OTHER = "Goats that had left the farm at the ford on Sunday were found asleep among the bells of the church.\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder with a story, a copy of it and another text, the working directory beside it."""
    for name, text in {"a.txt": STORY, "b.txt": STORY.upper(), "c.txt": OTHER}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(run: Run) -> Run:
    """Runs `dedupe` here: its status, its output, its talk."""
    return partial(run, "dedupe")


@pytest.fixture
def bulletins(folder: Path) -> Path:
    """The folder with two weeks of a bulletin instead of the story and its copy."""
    (folder / "a.txt").write_text(BULLETIN)
    (folder / "b.txt").write_text(BULLETIN.replace("412", "388").replace("6 March", "13 March"))
    return folder


def test_a_copy_is_shown_with_what_to_keep_and_why(folder: Path, run: Run) -> None:
    status, out, err = run(folder)
    assert (status, err) == (0, "")
    assert "Read 3 documents. 1 of them repeats 1 other." in out
    assert "keep      a.txt: the texts are the same" in out
    assert "identical b.txt" in out


def test_nothing_to_keep_is_said(folder: Path, run: Run) -> None:
    (folder / "b.txt").unlink()
    status, out, err = run(folder)
    assert (status, err) == (0, "")
    assert out.startswith(
        "Read 2 documents. No document repeats another.\nWhat each step let through: documents read: 2;"
    )


def test_one_document_is_not_said_to_repeat_no_other(folder: Path, run: Run) -> None:
    assert "A copy shows beside another text: there is nothing to compare it with." in run(folder / "a.txt")[1]


def test_what_differs_is_counted_without_noughts(folder: Path, run: Run) -> None:
    more = "Nobody came, though the hall was open and the kettle on, and everyone had been told of it by letter."
    (folder / "b.txt").write_text(f"{STORY.rstrip()} {more}\n")
    out = " ".join(run(folder)[1].split())
    assert re.search(r": a revised text: \d+ words differ; ", out)
    assert " 0 " not in out


def test_long_lists_are_cut_and_counted(folder: Path, run: Run) -> None:
    for number in range(8):
        (folder / f"copy{number}.txt").write_text(STORY)
    rng = random.Random(1)
    for number in range(11):
        text = paragraphs(rng, 3, 3)
        form = f"In the week to {number + 1} March {120 + number} boxes were landed. {text}\n"
        (folder / f"pair{number}.txt").write_text(text)
        (folder / f"pair{number}-again.txt").write_text(text)
        (folder / f"form{number}.txt").write_text(form)
        (folder / f"form{number}-next.txt").write_text(
            form.replace("March", "June").replace(f"{120 + number} boxes", "340 boxes")
        )
    out = run(folder)[1]
    assert "and 3 more\n" in out
    assert "more groups; -o copies.csv lists them all." in out
    assert "And 1 more template." in out
    assert "more groups; out.csv lists them all." in run(folder, "-o", "out.csv")[1]


def test_json_and_csv_are_written_by_suffix(folder: Path, run: Run) -> None:
    assert run(folder, "-o", "out.json", "-o", "out.csv")[0] == 0
    (group,) = json.loads(Path("out.json").read_bytes())["groups"]
    assert (group["keep"], group["members"][0]["relation"]) == ("a.txt", "identical")
    with Path("out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["document"], row["duplicate"]) for row in rows] == [("a.txt", "no"), ("b.txt", "yes")]


def test_a_list_can_go_to_standard_output(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["dedupe", str(folder), "-o", "-", "--format", "csv"]) == 0
    assert capfdbinary.readouterr().out.startswith(b'"group","document"')


def test_a_written_list_is_no_input_of_the_next_run(folder: Path, run: Run) -> None:
    run(folder, "-o", folder / "out.json", "-o", folder / "out.csv")
    first = (folder / "out.json").read_bytes()
    run(folder, "-o", folder / "again.json", "--exclude", "*.csv")
    assert json.loads(first)["groups"] == json.loads((folder / "again.json").read_bytes())["groups"]


def test_duplicates_fail_when_asked(folder: Path, run: Run) -> None:
    assert run(folder, "--fail-on-duplicates", "-q")[0] == 1


def test_no_duplicates_do_not_fail(folder: Path, run: Run) -> None:
    (folder / "b.txt").unlink()
    assert run(folder, "--fail-on-duplicates", "-q")[0] == 0


def test_a_template_is_shown_and_does_not_fail(bulletins: Path, run: Run) -> None:
    status, out, _ = run(bulletins, "--fail-on-duplicates")
    assert status == 0
    assert "No document repeats another." in out
    assert "Not duplicates, but texts of one template with other figures:" in out
    assert "template  b.txt: one form, filled in anew: 2 figures or dates" in out


@pytest.mark.parametrize(("flags", "status"), [((), 3), (("--fail-on-duplicates",), 1), (("--strict",), 3)])
def test_an_unreadable_file_is_named_and_counts_after_findings(
    folder: Path, run: Run, flags: tuple[str, ...], status: int
) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    outcome = run(folder, *flags, "-o", "out.json")
    assert outcome[0] == status
    assert "not read: bad.txt" in outcome[2]
    assert Path("out.json").exists() == ("--strict" not in flags)


def test_the_list_names_what_was_not_read(folder: Path, run: Run) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    run(folder, "-o", "out.json")
    assert json.loads(Path("out.json").read_bytes())["inputs"]["unreadable"][0]["path"] == "bad.txt"


@pytest.mark.parametrize("arguments", [("-o", "out.html"), ("-o", "-"), ("-o", "-", "--format", "html"), ("-o", "x/y")])
def test_a_place_or_format_that_cannot_be_is_refused(folder: Path, run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(folder, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert "\nhint: " in err


@pytest.mark.parametrize("flag", ["--no-text", "--text=none"])
def test_how_much_text_a_report_carries_changes_no_group(folder: Path, run: Run, flag: str) -> None:
    run(folder, "-o", "one.json")
    run(folder, "-o", "two.json", flag)
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_a_table_that_is_filtered_by_what_can_go_keeps_the_texts_of_a_template(bulletins: Path, run: Run) -> None:
    run(bulletins, "-o", "out.csv")
    with Path("out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["relation"] for row in rows} == {"kept", "template"}
    assert {row["duplicate"] for row in rows} == {"no"}


def test_no_word_of_a_text_is_written(bulletins: Path, run: Run) -> None:
    run(bulletins, "-o", "out.json", "-o", "out.csv")
    assert "herring" not in Path("out.json").read_text() + Path("out.csv").read_text()


def test_a_name_that_is_a_formula_is_none_in_the_table(folder: Path, run: Run) -> None:
    (folder / "=1+1.txt").write_text(STORY)
    run(folder, "-o", "out.csv")
    assert b'"\'=1+1.txt"' in Path("out.csv").read_bytes()


def test_a_hostile_name_reaches_no_terminal_as_it_came(folder: Path, run: Run) -> None:
    (folder / "\x1b[2J.txt").write_text(STORY)
    out = run(folder)[1]
    assert "\x1b" not in out
    assert "\\x1b[2J.txt" in out
