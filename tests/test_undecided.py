"""Where it is open who came first: the likeliest and what would settle it, in the same words wherever it is said."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from harbour import FORUM, JOINED, PLAN, STORY, harbour
from pages import PageReader

from provenance.cli import main
from provenance.cli.summary import summarise
from provenance.cli.terminal import Terminal
from provenance.model import Candidate, Dating, Edge, EdgeType, Report, Stated, Verdict
from provenance.reports import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import TracedDocument


def told(report: Report) -> dict[str, str]:
    """What the page, the Markdown summary and the terminal say, as words on one line."""
    out = io.StringIO()
    summarise(report, Terminal(out, None, {}))
    (page,), (summary,) = FORMATS.load("html")(report), FORMATS.load("markdown")(report)
    words = {
        "page": PageReader(page.content.decode()).words,
        "summary": summary.content.decode().replace("`", ""),
        "terminal": out.getvalue(),
    }
    return {name: " ".join(each.replace("\u00a0", " ").split()) for name, each in words.items()}


def changed(*likeliest: Candidate, dating: Dating | None = None) -> Report:
    """The harbour with other candidates for its second family, and its documents dated otherwise."""
    report = harbour()

    def dated(document: TracedDocument) -> TracedDocument:
        return replace(document, dating=dating) if dating and document.id in (FORUM, JOINED) else document

    family = replace(report.families[1], likeliest=likeliest)
    return replace(report, documents=tuple(map(dated, report.documents)), families=(report.families[0], family))


ONE = (Candidate(FORUM, 0.61),)
TWO = (Candidate(FORUM, 0.61), Candidate(JOINED, 0.39))


@pytest.mark.parametrize("where", ["page", "summary", "terminal"])
def test_a_text_that_is_hardly_likelier_than_the_others_is_not_told_as_the_likeliest(where: str) -> None:
    said = told(changed(Candidate(FORUM, 0.12), Candidate(JOINED, 0.11)))[where]
    assert "cannot be told from what was read. What would settle it" in said
    assert "likeliest" not in said


@pytest.mark.parametrize("where", ["page", "summary", "terminal"])
@pytest.mark.parametrize(
    ("likeliest", "dating", "said"),
    [
        (ONE, None, "(61 %), which is too little to go on. What would settle it: a date for "),
        (TWO, None, "(39 %), which are too little to go on. What would settle it: a date for "),
        (ONE, Dating("2024-01-01", "2024-02-01"), "What would settle it: an outside record of when these texts"),
        (ONE, Dating(None, None, None, Stated("2024-01-01", "header", 0.9)), "an outside record of when these texts"),
        ((), None, "Which of them came first cannot be told from what was read. What would settle it: a date for "),
    ],
    ids=["one", "two", "bounds", "stated", "none"],
)
def test_it_is_said_in_the_same_words_everywhere(
    where: str, likeliest: tuple[Candidate, ...], dating: Dating | None, said: str
) -> None:
    assert said in told(changed(*likeliest, dating=dating))[where]


@pytest.mark.parametrize("stated", [None, Stated("2014-01-01", "meta", 0.3)], ids=["none", "a doubted one"])
def test_a_text_without_a_date_is_asked_for_one_by_name(stated: Stated | None) -> None:
    assert f"a date for {FORUM}" in told(changed(*ONE, dating=Dating(stated=stated)))["terminal"]


def test_a_first_text_that_is_told_has_no_likeliest_beside_it() -> None:
    report = harbour()
    assert "The likeliest" not in told(replace(report, families=report.families[:1]))["page"]


def test_two_texts_side_by_side_say_which_is_likelier_and_what_would_settle_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "The quay closes on Monday for repairs to its western wall, the port said. Gulls were calm all day.\n"
    (tmp_path / "one.txt").write_text("Harbour news\n\n" + words)
    (tmp_path / "two.txt").write_text("Notes\n\n" + words)
    assert main(["compare", str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert re.search(r"Which came first is undetermined \((even chances|\d\d % for [AB])\)\.", printed)
    assert "What would settle it: a date for A and B." in printed


def test_two_texts_that_are_one_are_not_said_to_share_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("The quay closes on Monday for repairs to its western wall, the port said.\n")
    assert main(["compare", str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]) == 0
    printed = capsys.readouterr().out
    assert "They are the same text, word for word." in printed
    assert "share no text" not in printed


@pytest.mark.parametrize("telling", [PLAN, STORY])
def test_a_reason_names_the_text_that_it_speaks_of_and_the_other(telling: str) -> None:
    report = harbour()
    relation = report.relations[0]
    other = STORY if telling == PLAN else PLAN
    evidence = replace(relation.evidence[0], document=telling, says="says what the other does not", favours="a")
    said = told(replace(report, relations=(replace(relation, evidence=(evidence,)), *report.relations[1:])))
    assert f"because {telling} says what the other does not:" in said["terminal"]
    assert f"(compared with {other})" in said["terminal"]
    titles = {each.id: each.title for each in report.documents}
    assert re.search(rf"{titles[telling]} says what .*?\(compared with {titles[other]}\)", said["page"])


def test_page_and_explain_say_alike_which_of_a_pair_was_first_in_the_whole_family(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = harbour()
    relation = replace(report.relations[0], p_a_first=0.6, verdict=Verdict.UNDETERMINED)
    report = replace(report, relations=(relation, *report.relations[1:]))
    (saved,) = FORMATS.load("json")(report)
    (tmp_path / "report.json").write_bytes(saved.content)
    main(["explain", str(tmp_path / "report.json"), PLAN, STORY])
    printed = " ".join(capsys.readouterr().out.split())
    says = re.compile(r"Of their whole family (\S.*?) was almost certainly first \((\d+) %\)")
    found = [says.search(each) for each in (printed, told(report)["page"])]
    assert [each and each[2] for each in found] == ["97", "97"]
    assert told(report)["page"].count("Of their whole family") == 3  # with the passage, with the pair, and side by side


@pytest.mark.parametrize("where", ["page", "summary", "terminal"])
def test_of_a_large_family_it_is_counted_how_many_dates_would_settle_it_and_said_where_to_begin(where: str) -> None:
    report = harbour()
    dated = replace(
        report.documents[0], title=None, family="F1", dating=Dating("2024-05-01", "2024-05-02"), passages=()
    )
    many = [replace(dated, id=f"{n}.txt", dating=dated.dating if n == 0 else Dating(None, None)) for n in range(9)]
    edges = tuple(Edge(f"{n % 3}.txt", f"{n}.txt", 0.5, EdgeType.DERIVED) for n in range(3, 9))
    family = replace(
        report.families[0], first=None, p_first=None, documents=tuple(each.id for each in many), edges=edges
    )
    small = replace(report, documents=tuple(many), matches=(), relations=(), families=(family,))
    said = told(small)[where]
    assert (
        "What would settle it: dates for the 8 texts without one, to begin with 1.txt and 2.txt, "
        "on which the most others may draw."
    ) in said
    assert "dates for the 8 texts without one." in told(replace(small, families=(replace(family, edges=()),)))[where]


def test_words_that_show_a_reason_are_not_told_as_those_of_the_other_text() -> None:
    report = harbour()
    shown = replace(report.relations[0].evidence[0], says="was written by 2024-03; the other tells of 2024-03 as past")
    relation = replace(report.relations[0], evidence=(shown,))
    said = told(replace(report, relations=(relation, *report.relations[1:])))
    words = " ".join((shown.quote or "").split())
    assert (
        f"{shown.document} was written by 2024-03 (“{words}”); the other tells of 2024-03 as past (" in said["terminal"]
    )
    assert f" was written by March 2024 (“{words}”); the other tells of March 2024 as past (" in said["page"]


def test_page_and_terminal_give_the_strongest_reason_quoted_or_not() -> None:
    report = harbour()
    relation = report.relations[0]
    light = replace(relation.evidence[0], favours="a", weight=1.0, says="says little")
    strong = replace(light, weight=3.0, says="says much", quote=None, start=None, end=None)
    said = told(replace(report, relations=(replace(relation, evidence=(light, strong)), *report.relations[1:])))
    assert f"because {light.document} says much" in said["terminal"]
    assert "The strongest reason: Winter ferry plan goes to the board says much (" in said["page"]


def test_the_terminal_calls_a_copy_the_same_text() -> None:
    report = harbour()
    family = replace(report.families[0], identical=((PLAN, STORY),))
    said = told(replace(report, families=(family, report.families[1])))["terminal"]
    assert f"{STORY} the same text as {PLAN}, word for word" in said
