"""Corrections printed by themselves: what a notice takes back, who had it, and who still says it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs

import provenance
from provenance.archive.incremental import trace_changed
from provenance.cli import main
from provenance.kernels import content_stems
from provenance.model import Span
from provenance.settings import Settings
from provenance.wording.notices import Given, Notice, notices

if TYPE_CHECKING:
    from conftest import CpuSeconds

    from provenance.model import Correction, Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "notices" / "notices.toml").read_text("utf-8"))["case"]


def dated(day: int, *parts: str) -> str:
    return "\n\n".join([f"Published: 2024-05-{day:02}", *parts, ""])


def newsroom(folder: Path, case: dict[str, str]) -> Path:
    """The article, the notice, and later ones: with the old wording, in other words, and with the right one."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "article": dated(3, case["old"], paragraphs(Random(1), 4, 4)),
        "notice": dated(9, case["notice"]),
        "same": dated(20, paragraphs(Random(2), 4, 4), case["old"]),
        "again": dated(21, paragraphs(Random(3), 4, 4), case["again"]),
        "right": dated(22, paragraphs(Random(4), 4, 4), case["right"]),
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def by_notice(report: Report) -> list[Correction]:
    return [each for each in report.corrections if each.document == "notice.txt"]


@pytest.mark.parametrize("case", [each for each in CASES if "kind" in each], ids=lambda each: each["name"])
def test_later_texts_with_the_old_wording_of_a_notice_are_listed(tmp_path: Path, case: dict[str, str]) -> None:
    (found,) = by_notice(provenance.trace([newsroom(tmp_path, case)]))
    assert (found.change.type, found.change.a, found.change.b) == (case["kind"], case["a"], case["b"])
    assert (found.old.document, found.old.words) == ("article.txt", case["old"])
    assert [each.document for each in found.carriers] == ["again.txt", "same.txt"]
    assert found.quote is not None
    assert found.quote in case["notice"]


@pytest.mark.parametrize("case", [one for one in CASES if one.get("kind") == "number"], ids=lambda one: one["name"])
@pytest.mark.parametrize("is_first", [False, True], ids=["second", "first"])
def test_a_notice_is_later_than_the_text_that_it_puts_right(
    tmp_path: Path, case: dict[str, str], *, is_first: bool
) -> None:
    shared = paragraphs(Random(1), 2, 4)
    texts = {"notice": f"{case['notice']}\n\n{shared}\n", "article": f"{case['old']}\n\n{shared}\n"}
    for number, name in enumerate(sorted(texts, reverse=is_first)):
        (tmp_path / f"{number}-{name}.txt").write_text(texts[name], "utf-8")
    (relation,) = provenance.trace([tmp_path]).relations
    (heard,) = [one for one in relation.evidence if one.cue == "update-note"]
    assert "notice" in heard.document
    assert "article" in (relation.a if heard.favours == "a" else relation.b)


@pytest.mark.parametrize("case", [each for each in CASES if "kind" not in each], ids=lambda each: each["name"])
def test_nothing_is_made_of_what_is_no_notice_or_corrects_nothing_here(tmp_path: Path, case: dict[str, str]) -> None:
    assert by_notice(provenance.trace([newsroom(tmp_path, case)])) == []


@pytest.mark.parametrize("case", [each for each in CASES if "kind" in each][:4], ids=lambda each: each["name"])
def test_without_the_article_nothing_is_corrected(tmp_path: Path, case: dict[str, str]) -> None:
    folder = newsroom(tmp_path, case)
    (folder / "article.txt").unlink()
    assert by_notice(provenance.trace([folder])) == []


def test_each_of_a_column_of_notices_is_heard(tmp_path: Path) -> None:
    meant = [each for each in CASES if each.get("kind") in {"number", "date"}]
    for number, case in enumerate(meant):
        newsroom(tmp_path / f"{number:02}", case)
        (tmp_path / f"{number:02}" / "notice.txt").unlink()
    column = dated(9, "Corrections and clarifications", *(each["notice"] for each in meant))
    (tmp_path / "column.txt").write_text(column, "utf-8")
    found = [each for each in provenance.trace([tmp_path]).corrections if each.document == "column.txt"]
    assert [(each.change.a, each.old.document) for each in found] == [
        (each["a"], f"{number:02}/article.txt") for number, each in enumerate(meant)
    ]


def test_the_command_says_who_still_carries_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(newsroom(tmp_path, CASES[0])), "--quiet"]) == 0
    assert main(["trace", str(tmp_path), "-o", str(tmp_path.parent / "page.html")]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Corrected by notice.txt, but again.txt and same.txt" in told
    page = (tmp_path.parent / "page.html").read_text("utf-8")
    assert "written later by their dates, still say it." in page


@pytest.mark.parametrize("changed", ["notice.txt", "same.txt", "article.txt"])
def test_a_cached_check_hears_the_same_notices(tmp_path: Path, changed: str) -> None:
    root, cache = newsroom(tmp_path / "texts", CASES[0]), tmp_path / "cache"
    text = (root / changed).read_text("utf-8")
    (root / changed).write_text("Something else altogether stood here before.\n", "utf-8")
    trace_changed([root], Settings(), cache, None)
    (root / changed).write_text(text, "utf-8")
    near, notes = trace_changed([root], Settings(), cache, {changed})
    assert (near.corrections, notes) == (provenance.trace([root]).corrections, ())


PIECES = (
    "We| said| wrongly| that| in fact| not| 12| £1,500| Harbour| May|. |; |\n\n| the article| Our report| two| granary|"
    " roof| repair| is| Correction:|\u0660|²"
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(TEXTS)
def test_a_notice_lies_in_its_text_and_differs_in_what_it_changes(text: str) -> None:
    passages: Any = [Span(0, len(text))] if text else []
    for one in notices(text, passages):
        assert 0 <= one.start < one.end <= len(text)
        assert set(one.old).isdisjoint(one.new)
        assert one.old or one.kind == "withdrawn"


def test_the_cost_of_looking_for_notices_grows_with_the_text(cpu_seconds: CpuSeconds) -> None:
    """Words of notices over and over, which never make one."""

    def asking(count: int) -> float:
        text = "In fact the article we said said said, not not. " * count
        size = len(text) // count
        passages = tuple(Span(n * size, n * size + size - 1) for n in range(count))
        return cpu_seconds(lambda: notices(text, passages))

    assert min(asking(8000) / asking(500) for _ in range(3)) < 64


FIGURES = ["£240,000", "240,000", "twelve", "12", "1.5 million", "£1.5m", "2012", "40%", "forty per cent"]
FOLDED = ["240000", "12", "1.5m", "2012", "40%", "granary", "harbour", "old"]
TOLD = [
    "The Granary",
    "the old Harbour",
    "repair",
    "harbour",
    "council",
    "never",
    "dredging",
    "fishermen",
    "spokeswoman",
]


@st.composite
def given_notices(draw: st.DrawFn) -> dict[str, list[Notice]]:
    """Notices of three documents, by figures and names or by stems."""

    def notice(number: int) -> Notice:
        stems = sorted(content_stems(" ".join(draw(st.sets(st.sampled_from(TOLD), min_size=3)))))
        old = tuple(draw(st.lists(st.sampled_from(FOLDED), max_size=3)))
        new = tuple(draw(st.sets(st.sampled_from(FOLDED), max_size=1))) if old else ()
        return Notice(number, number + 1, "number", "a", "b", old, new, tuple(stems), draw(st.booleans()))

    return {name: [notice(number) for number in range(draw(st.integers(0, 3)))] for name in "abc"}


class AskingAll(Given):
    """Asks each text for every notice."""

    def _asked(self, low: str, text: str) -> list[int]:
        return list(range(len(self._notices)))


@given(given_notices(), st.lists(st.lists(st.sampled_from(FIGURES + TOLD), min_size=1), max_size=4))
def test_a_text_carries_what_it_would_if_it_were_asked_for_each_notice(
    held: dict[str, list[Notice]], told: list[list[str]]
) -> None:
    text, spans = "", []
    for words in told:
        sentence = f"It says {' '.join(words)}."
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    for name in "abd":
        assert list(Given(held).carried(name, text, spans)) == list(AskingAll(held).carried(name, text, spans))


def test_each_text_is_asked_for_few_of_many_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(Notice, "may_be_in", lambda notice, _: asked.append(notice))
    held = {
        f"{n:03}": [
            Notice(0, 9, "number", "", "", (f"{5_000 + n}",), (), ("council", "repair"), is_negated=False),
            Notice(
                9,
                18,
                "withdrawn",
                "",
                "",
                (),
                (),
                ("council", "repair", "harbour", f"word{n}", f"name{n}"),
                is_negated=False,
            ),
        ]
        for n in range(400)
    }
    known = Given(held)
    for n in range(400):
        list(known.carried("text", f"The council repaired the harbour for {5_000 + n} of name{n}.", []))
    assert 2 * 400 <= len(asked) <= 3 * 400
