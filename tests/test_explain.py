"""`provenance explain`: the verdict on two documents, the reasons, what would settle it; and the manual pages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harbour import FORUM, JOINED, PLAN, STORY, WALK, harbour
from hostility import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli import main
from provenance.cli.manual import DATES, GATE, WORDS, manual
from provenance.cli.verdict import found, settling, when
from provenance.cues import CUES
from provenance.dating import mentions
from provenance.errors import UsageError
from provenance.model import (
    OUTSIDE,
    Bound,
    Dating,
    Degree,
    EdgeType,
    Grade,
    Kind,
    RelationType,
    Report,
    Span,
    Stated,
    Strength,
    Verdict,
)
from provenance.registry import MAX_LISTED, nearest
from provenance.reports.json import json
from provenance.rules import NUMBERS, RULES
from provenance.settings import DatingSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

CASES = Path(__file__).parent / "cases" / "dating"
Run = tuple[int, str, str]


def saved(folder: Path, report: Report) -> Path:
    (page,) = json(report)
    place = folder / "report.json"
    place.write_bytes(page.content)
    return place


@pytest.fixture
def explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs `provenance explain` on the report of the harbour, or another."""

    def call(*words: str, report: Report | None = None) -> Run:
        status = main(["explain", str(saved(tmp_path, report or harbour())), *words])
        return status, *capsys.readouterr()

    return call


@pytest.mark.parametrize("pair", [(PLAN, STORY), (FORUM, JOINED), (PLAN, WALK)], ids=["decided", "open", "unrelated"])
def test_the_verdict_on_two_documents_is_what_a_person_has_read(
    explain: Callable[..., Run], golden: Callable[[str, str], None], pair: tuple[str, str]
) -> None:
    status, out, err = explain(*pair)
    assert (status, err) == (0, "")
    golden(f"terminal/explain-{pair[0].split('/')[0]}-{pair[1].split('/')[0]}.txt", out)


def test_the_order_in_which_two_documents_are_named_changes_nothing(explain: Callable[..., Run]) -> None:
    assert explain(PLAN, STORY) == explain(STORY, PLAN)


def test_every_piece_of_evidence_is_told_with_its_words_and_their_place(explain: Callable[..., Run]) -> None:
    _, out, _ = explain(PLAN, STORY)
    told = " ".join(out.split())
    (relation,) = [r for r in harbour().relations if {r.a, r.b} == {PLAN, STORY}]
    assert relation.evidence
    for evidence in relation.evidence:
        assert f"[{evidence.cue}, weight {evidence.weight:.1f}]" in told
        if evidence.quote:
            assert f"({evidence.document}:{evidence.start}-{evidence.end})" in told.replace("- ", "-")


@pytest.mark.parametrize("name", ["gazette/ferry.txt", "ferry.txt", "gazette/ferry", "gazette", "FERRY"])
def test_a_document_is_found_by_what_fits_it_alone(name: str) -> None:
    assert found(harbour(), name).id == STORY


def test_a_name_that_fits_several_documents_names_them() -> None:
    with pytest.raises(UsageError, match="fits 6 documents"):
        found(harbour(), "txt")


def test_a_name_that_fits_none_is_answered_with_the_nearest(explain: Callable[..., Run]) -> None:
    status, out, err = explain("gazete/fery.txt", PLAN)
    assert (status, out) == (2, "")
    assert f"did you mean '{STORY}'?" in err


@pytest.mark.parametrize("documents", [3, MAX_LISTED, 10_000])
def test_of_many_names_only_the_nearest_are_told_for_one_that_is_like_none(documents: int) -> None:
    known = tuple(f"{number:05}.txt" for number in range(documents))
    hint = nearest("Ümläut", known)
    assert all(each in hint for each in known) == (documents <= MAX_LISTED)
    assert len(hint) < 400


def test_a_document_is_not_set_against_itself(explain: Callable[..., Run]) -> None:
    status, _, err = explain(STORY, "ferry.txt")
    assert status == 2
    assert "are one document" in err


def test_what_a_text_states_and_what_speaks_against_it_is_told_beside_its_bounds(explain: Callable[..., Run]) -> None:
    speaks = "The dates in its words are not read."
    stated = Stated("2024-05-07", "header", 0.6)
    dating = Dating("1961-01-01", None, ("2024-05-01", "2024-05-12"), stated, (), (speaks,))
    (held,) = [replace(each, dating=dating) for each in harbour().documents if each.id == PLAN]
    assert when(held) == "states 2024-05-07 as its date, written not before 1961-01-01"
    far = replace(held, dating=replace(dating, stated=replace(stated, date="2025-01-01")))
    assert when(far).endswith("written not before 1961-01-01, probably 2024-05-01 to 2024-05-12")
    unstated = replace(held, dating=replace(dating, stated=None, earliest=None))
    assert when(unstated) == "probably written 2024-05-01 to 2024-05-12"
    assert settling(None, held, held, ())[0] == f"what bears out the date that {PLAN} states, 2024-05-07"
    documents = tuple(held if each.id == PLAN else each for each in harbour().documents)
    assert speaks in explain(PLAN, STORY, report=replace(harbour(), documents=documents))[1]


def test_of_two_in_no_order_the_one_that_is_the_first_of_the_family_is_told(explain: Callable[..., Run]) -> None:
    report = harbour()
    (family,) = [each for each in report.families if {PLAN, STORY} <= set(each.documents)]
    first = replace(family, first=PLAN, p_first=0.9)
    relations = tuple(replace(each, verdict=Verdict.UNDETERMINED, p_a_first=0.5) for each in report.relations)
    _, out, _ = explain(PLAN, STORY, report=replace(report, families=(first,), relations=relations))
    assert f"Of their whole family {PLAN} was probably first (90 %)." in " ".join(out.split())


def test_a_line_between_two_texts_in_no_order_is_not_told_as_a_parent(explain: Callable[..., Run]) -> None:
    report = harbour()
    family = replace(report.families[0], first=None, p_first=None)
    relation = replace(report.relations[0], p_a_first=0.5, verdict=Verdict.UNDETERMINED)
    report = replace(report, families=(family, *report.families[1:]), relations=(relation, *report.relations[1:]))
    told = " ".join(explain(PLAN, STORY, report=report)[1].split())
    assert f"The lineage joins {PLAN} and {STORY} (derived). Which of them was first is undetermined." in told
    assert "as a parent" not in told


def test_two_words_are_neither_a_name_nor_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "report.json", "a"]) == 2
    assert "hint: provenance explain report.json" in capsys.readouterr().err


def test_a_date_is_asked_for_where_there_is_none() -> None:
    report = harbour()
    bare = {
        d.id: replace(d, dating=replace(d.dating, earliest=None, latest=None, stated=None)) for d in report.documents
    }
    relation = replace(report.relations[0], p_a_first=0.5, verdict=Verdict.UNDETERMINED)
    wanted = settling(relation, bare[FORUM], bare[JOINED], ())
    assert wanted == (f"a date for {FORUM}", f"a date for {JOINED}")


def test_a_closer_date_is_asked_for_where_both_are_dated() -> None:
    report = harbour()
    dated = {
        d.id: replace(d, dating=replace(d.dating, earliest="2024-05-01", latest="2024-06-01")) for d in report.documents
    }
    relation = replace(report.relations[0], p_a_first=0.5, verdict=Verdict.UNDETERMINED)
    assert settling(relation, dated[FORUM], dated[JOINED], ()) == (f"a closer date for {FORUM} or {JOINED}",)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_a_report_reaches_the_terminal_as_it_came(explain: Callable[..., Run], payload: str) -> None:
    words = payload + "\x1b[31m\x07\r\u202e"
    report = harbour()
    hostile = replace(
        report,
        relations=tuple(
            replace(r, evidence=tuple(replace(e, quote=words, says=words, cue=words) for e in r.evidence))
            for r in report.relations
        ),
        documents=tuple(
            replace(d, dating=replace(d.dating, earliest=words, latest=words[1:])) for d in report.documents
        ),
        families=tuple(replace(f, missing=tuple(replace(m, says=words) for m in f.missing)) for f in report.families),
    )
    for pair in ((PLAN, STORY), (FORUM, JOINED)):
        status, out, _ = explain(*pair, report=hostile)
        assert status == 0
        assert {c for c in out if unicodedata.category(c) in ("Cc", "Cf")} <= {"\n"}


# --------------------------------------------------------------------------- manual pages


@pytest.mark.parametrize("kind", [Kind, Degree, RelationType, EdgeType, Grade, Bound, Strength])
def test_every_word_that_a_report_holds_of_passages_pairs_and_families_has_a_page(kind: type[StrEnum]) -> None:
    assert {*kind, "missing", "likeliest"} - WORDS.keys() == set()


def test_every_reason_for_a_dating_has_a_page_and_none_has_one_that_is_never_given() -> None:
    files = [tomllib.loads(place.read_text(encoding="utf-8")) for place in CASES.glob("*.toml")]
    texts = [case["text"] for held in files for case in held.get("case", ()) if "text" in case]
    told = {
        one.cue
        for text in texts
        for one in mentions(text, [Span(*line.span()) for line in re.finditer(r"[^\n]+", text)], [], DatingSettings())
        if one.bound is not None
    }
    assert {*told, "relative-day", "day-of-writing", *OUTSIDE} == DATES.keys()  # the two rest on days that are known
    assert DATES.keys().isdisjoint([*CUES.names(), *RULES.names()])


def test_without_a_name_all_pages_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    listed = capsys.readouterr().out.replace(",", " ").split()
    assert {*CUES.names(), *RULES.names(), *WORDS, *GATE} <= set(listed)


@pytest.mark.parametrize("name", [*CUES.names(), *RULES.names(), *NUMBERS.values(), *WORDS, *GATE])
def test_every_name_has_a_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    assert len(capsys.readouterr().out.split()) > 10


def test_every_kind_has_a_page() -> None:
    assert set(Kind) <= set(WORDS)


def test_the_page_of_a_cue_says_when_it_misleads() -> None:
    assert any(re.match(r"When it misleads\.", each) for each in manual("event-bridge")[1])


@given(st.text(max_size=30))
def test_a_name_without_a_page_is_a_wrong_use(name: str) -> None:
    if name.strip().lower() not in WORDS:
        with pytest.raises(UsageError):
            manual(f"no {name}")
