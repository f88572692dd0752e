"""The page and the summaries say alike, and never more than is known, who has what from whom."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pages import PageReader
from test_terminal import summary_of

import provenance
from provenance.model import Dating, Report, Stated
from provenance.reports.html import html
from provenance.reports.markdown import markdown
from provenance.reports.markup import plain
from provenance.reports.sources import mainly, standing
from provenance.reports.strings import said
from provenance.reports.undecided import Voice
from provenance.reports.views.documents import table
from provenance.reports.views.families import families
from provenance.reports.views.lookup import look_up
from provenance.reports.views.order import first_day, is_dated
from provenance.reports.views.selection import by_copied_words
from provenance.reports.views.timeline import Axis, bar, timeline

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LIDO = ["newsroom-lido-plan.txt", "gazette-lido-leak.txt"]
TOPIC = ["newsroom-lido-approval.txt", "harbour-talk-lido-topic.txt"]


@cache
def sample(name: str) -> Report:
    return provenance.trace([SAMPLES / name])


def page_of(report: Report) -> str:
    (page,) = html(report)
    return page.content.decode()


def words_of(page: str) -> str:
    return " ".join(PageReader(page).words.split())


@pytest.mark.parametrize("name", ["council", "wire", "company"])
def test_the_table_says_of_each_source_what_the_summaries_say(name: str) -> None:
    report = sample(name)
    lookup, pairs = look_up(report), standing(report)
    voice: Voice[str] = Voice(said, lambda document: f"={plain(lookup.names[document])}", " and ".join, str)
    rows = zip(by_copied_words(lookup), table(lookup, 100).rows, strict=True)
    told = {document.id: plain(row.sources) for document, row in rows}
    for family in report.families:
        for document in family.documents:
            source = mainly(lookup.documents[document], family, pairs, voice)
            if source is not None:
                parts = [part for half in source.split("; ") for part in re.split("(?: and )?=", half)]
                assert all(part in told[document] for part in parts)


def test_a_source_of_open_order_is_called_so_in_every_summary() -> None:
    report = sample("company")
    (summary,) = markdown(report)
    row = next(line for line in summary.content.decode().splitlines() if line.startswith("| `calder-outlook.txt`"))
    assert row.endswith("| order undetermined: `market-letter.txt` |")
    assert "order undetermined: market-letter.txt" in " ".join(summary_of(report).split())


OWN = (
    "Gulls nest on the mill roof again.",
    "Trains were late on Monday and later still on Tuesday.",
    "It rained at the fair.",
)
DAYS = [("Monday", "west"), ("Tuesday", "east"), ("Friday", "old"), ("Sunday", "long"), ("early", "north")]
PLAN = "The harbour board will dredge the inner basin before the autumn gales and pay for it from the mooring fund."
HALL = "The parish hall will have a new floor of larch by Easter, which the players have been asking for since the war."


def dated(folder: Path, name: str, day: str, *words: str) -> None:
    (folder / name).write_text("\n\n".join((f"---\ndate: {day}\n---", *words)) + "\n")


def in_summaries(report: Report) -> list[str]:
    """What the two summaries say, each on one line and without code spans."""
    (summary,) = markdown(report)
    return [" ".join(each.split()) for each in (summary.content.decode().replace("`", ""), summary_of(report))]


def test_a_text_made_of_two_names_both(tmp_path: Path) -> None:
    dated(tmp_path, "board.md", "2025-03-01", PLAN, OWN[0])
    dated(tmp_path, "parish.md", "2025-03-02", HALL, OWN[1])
    dated(tmp_path, "weekly.md", "2025-03-20", PLAN, OWN[2], HALL)
    for told in in_summaries(provenance.trace([tmp_path])):
        said = r"(?:from|as in the earlier) "
        found = re.search(rf"{said}(parish.md|board.md)(?: and |; {said})(parish.md|board.md)", told)
        assert found is not None
        assert set(found.groups()) == {"board.md", "parish.md"}


def test_a_form_filled_in_anew_is_called_one(tmp_path: Path) -> None:
    for number, (street, day) in enumerate([("Weir Lane", "4 March"), ("Toll Street", "9 April")], 1):
        form = (
            f"Notice 25/0{number}1. The council intends to make an order by which no vehicle may proceed along "
            f"{street} from {day} 2025 until the works are completed. Access to premises will be kept at all times, "
            "and another route will be signed. Whoever wishes to object may write to the head of highways."
        )
        dated(tmp_path, f"{number}.md", f"2025-0{number}-01", form)
    report = provenance.trace([tmp_path])
    for told in in_summaries(report):
        assert "one form, filled in anew: 1.md" in told
    assert re.search(r"is one form with .{1,60}, filled in anew \(\d+ words in common\)", words_of(page_of(report)))


def test_why_a_text_was_first_is_told_beside_those_that_have_most_of_it(tmp_path: Path) -> None:
    dated(tmp_path, "board.md", "2025-03-01", PLAN, HALL, OWN[0])
    dated(tmp_path, "copy.md", "2025-03-09", PLAN, HALL, OWN[1])
    rest = [f"The {day} boat left the {place} pier an hour after its time." for day, place in DAYS]
    dated(tmp_path, "far.md", "2027-03-20", PLAN, *rest)
    report = provenance.trace([tmp_path])
    assert report.families[0].first == "board.md"
    because = summary_of(report).partition("because")[2].partition("reuse")[0]
    assert "2025-03-09" in because
    assert "far.md" not in because


def test_dates_that_disagree_are_told_apart_from_those_that_are_not_read(tmp_path: Path) -> None:
    french = "Le conseil a dit que la digue sera refaite, et que les quais seront fermés en mai pour les travaux. "
    dated(tmp_path, "fr.md", "2025-03-01", french * 3)
    dated(tmp_path, "odd.md", "2025-03-01", f"{PLAN} It met on Monday 4 March 2025 in the hall.")
    told = " ".join(summary_of(provenance.trace([tmp_path])).split())
    assert "Dates in doubt: odd.md: " in told
    assert "fr.md" not in told.partition("Dates in doubt")[2].partition("The dates in the words of")[0]
    assert "The dates in the words of fr.md are not read: tenses are known in English only." in told


@pytest.mark.parametrize(("names", "whose"), [("a", "its"), ("ab", "their")])
def test_a_text_whose_language_cannot_be_told_is_not_said_to_be_in_a_foreign_one(
    tmp_path: Path, names: str, whose: str
) -> None:
    for name in names:
        (tmp_path / f"{name}.txt").write_text(
            "The harbour rope ferry winch chain petition lantern crane buoy horn quay 417. " * 6
        )
    summary = " ".join(summary_of(provenance.trace([tmp_path])).split())
    assert f"are not read: {whose} language is unknown, and tenses are known in English only." in summary


@pytest.mark.parametrize(("names", "told"), [("a", "whom it credits"), ("ab", "whom they credit")])
def test_whom_one_text_or_two_credit_is_not_read(tmp_path: Path, names: str, told: str) -> None:
    for name in names:
        (tmp_path / f"{name}.txt").write_text("市議會宣布修復露天泳池水泵的計劃，這些水泵在一月份發生故障。")
    summary = " ".join(summary_of(provenance.trace([tmp_path])).split())
    assert f"are not read, nor is {told}: tenses are known" in summary


def test_a_first_text_with_a_copy_is_not_told_from_it() -> None:
    report = sample("wire")
    (summary,) = markdown(report)
    assert "`coastal-wire-grounding.txt` or a copy of it may be the earliest" in summary.content.decode()
    assert "coastal-wire-grounding.txt or a copy of it, leaning" in summary_of(report)
    assert "(coastal-wire-grounding.txt) or a copy of it may be the earliest" in words_of(page_of(report))


def test_copies_of_one_text_are_not_set_out_pair_by_pair_as_if_they_shared_nothing(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes((SAMPLES / "council" / LIDO[0]).read_bytes())
    page = page_of(provenance.trace([tmp_path]))
    words = words_of(page)
    assert "are the same text, word for word" in words
    assert "3 identical copies" in words
    assert "No passage is shared" not in words
    assert "no two documents share" not in words
    assert words.count("What each step let through") == 1  # in the run notes, and not as an answer


def test_a_copy_is_not_said_to_share_nothing_with_what_its_text_shares_passages_with() -> None:
    (family,) = families(look_up(sample("wire")), frozenset(look_up(sample("wire")).relations)).families
    told = [relation for relation in family.relations if "northern-post-front-page" in relation.verdict]
    assert not told


def test_a_missing_text_had_at_least_what_each_text_has_from_it() -> None:
    for name in ("council", "wire", "company"):
        lookup = look_up(sample(name))
        for node in (node for family in families(lookup, frozenset()).families for node in family.nodes):
            if node.kind == "gone":
                (least,) = re.findall(r"at least (\d+)", node.lines[0])
                held = [words for sources in lookup.taken.values() for source, words in sources.items()
                        if source in lookup.missing]  # fmt: skip
                assert int(least) >= max(held)


def test_a_passage_travelled_to_those_that_have_it_whole(tmp_path: Path) -> None:
    plan = "The harbour board will dredge the inner basin before the autumn gales and pay for it from the mooring fund."
    more = "Seven moorings on the eastern wall have to be lifted with a crane that nobody in the town has ever hired."
    own = ("Gulls nest here.", "Trains were late again today.", "Nobody came to the fair, it rained.", "Bread is dear.")
    for name, start, words in zip("abcd", own, [f"{plan} {more}"] * 3 + [plan], strict=True):
        (tmp_path / f"{name}.txt").write_text(f"{start}\n\n{words}\n")
    (family,) = families(look_up(provenance.trace([tmp_path])), frozenset()).families
    (told,) = (plain(each) for each in family.travelled)
    assert "dredge" in told
    assert "crane" not in told
    assert "in 4 documents" in told


@pytest.mark.parametrize("pair", [LIDO, TOPIC])
def test_of_one_day_a_source_stands_above_its_copy_on_the_timeline(pair: list[str]) -> None:
    lookup = look_up(sample("council"))
    names = [entry.name for period in timeline(lookup, 100).periods for entry in period.entries]
    source, copy = (names.index(lookup.name(each)) for each in pair)
    assert source < copy


@pytest.mark.parametrize(
    ("dating", "ends"),
    [
        (Dating("2024-03-04", "2024-03-14"), ""),
        (Dating("2024-03-04", None), " on"),
        (Dating(None, "2024-03-14"), " from"),
        (Dating("2023-03-04", "2025-03-14"), " from on"),
        (Dating("2024-03-04", None, likely=("2024-03-05", "2025-01-01")), " on"),
    ],
)
def test_a_bar_that_goes_on_beyond_the_axis_fades(dating: Dating, ends: str) -> None:
    drawn = bar(dating, Axis(date(2024, 3, 1).toordinal(), date(2024, 3, 31).toordinal()))
    assert drawn is not None
    assert drawn.startswith(f'<svg class="span{ends}"')


def test_a_day_that_is_stated_and_held_to_is_a_stroke_alone() -> None:
    day = "2024-03-14"
    drawn = bar(Dating(day, day, stated=Stated(day, "header", 0.9, 0, 1)), Axis(738_000.0, 740_000.0))
    assert drawn is not None
    assert drawn.count("<rect") == 1


def test_a_text_that_may_be_of_any_of_many_years_has_no_place_in_time() -> None:
    assert not is_dated(Dating(None, None, likely=("2018-04-25", "2031-04-18")))
    assert first_day(Dating("2018-01-01", None, likely=("2018-04-25", "2031-04-18"))) == "2018-04-25"
    assert first_day(Dating(None, None, likely=("2023-12-25", "2024-04-18"))) == "2023-12-25"


def test_the_lineage_tells_the_words_that_a_text_shares_where_their_order_is_open() -> None:
    (_, clock) = families(look_up(sample("council")), ()).families
    told = {str(node.name): " ".join(map(plain, node.lines)) for node in clock.nodes}
    newsletter = next(lines for name, lines in told.items() if "churchwardens" in name)
    assert "words shared with Bequest buys town the right time (order undetermined)" in newsletter


def test_words_shared_are_those_that_stand_side_by_side() -> None:
    report = sample("council")
    words = words_of(page_of(report))
    assert "A pool at last, or the money for one has 166 words from Quay Street Lido" in words
    assert "2 stretches with 166 words of A pool at last" in words


def test_a_table_without_edges_tells_no_source() -> None:
    report = sample("council")
    bare = replace(report, families=tuple(replace(each, edges=()) for each in report.families))
    assert {row.source_of for row in table(look_up(bare), 100).rows} == {0}
