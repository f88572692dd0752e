"""What a reader of the page learns, also where there is little or nothing to show."""

from __future__ import annotations

import re
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

import pytest
from harbour import BLANK, FORUM, JOINED, PLAN, STORY, WALK, document, harbour, one_family, without_text
from large import large
from pages import PageReader, squeezed
from rendering import EDGE_CASES, EMPTY, edge_case, rendered, shown_in_words

from provenance.model import Boilerplate, Change, Dating, Degree, Edge, EdgeType, Grade, Report, Shares, Verdict
from provenance.reports.folder import folder
from provenance.reports.views.comparisons import comparison, difference
from provenance.reports.views.lookup import Lookup, look_up
from provenance.reports.views.phrases import percent

if TYPE_CHECKING:
    from provenance.reports.markup import Html

# --------------------------------------------------------------------------- what a reader learns


def test_the_headline_counts_who_shares_text(read: PageReader) -> None:
    assert "Four of six documents share text, in two families" in read.words


def test_the_headline_of_one_family_does_not_count_it() -> None:
    report = harbour()
    one = replace(report, families=report.families[:1], matches=report.matches[:1])
    assert PageReader(rendered(one)).content["title"] == "Lineage report: Two of six documents share text"


def test_the_title_says_what_the_headline_says(read: PageReader) -> None:
    assert read.content["title"] == "Lineage report: Four of six documents share text, in two families"


@pytest.mark.parametrize(
    "sentence",
    [
        "Winter ferry plan goes to the board is almost certainly the earliest of them in this collection (97\u00a0%).",
        "It is dated 7\u00a0May\u00a02024.",
        "announces for 14\u00a0May\u00a02024 what the other reports as past:",
        "“The board will be asked on Tuesday 14 May”",
        "Islanders get their winter boat has 48 words from Winter ferry plan goes to the board (probably, 93\u00a0%)",
        "Which of them came first cannot be told from what was read.",
        "A text that is not in this collection must have existed (82\u00a0%)",
        "share no text with any other document here, boilerplate aside.",
        "3 files could not be read",
        "It does not by itself show fault",
    ],
)
def test_the_summary_says(page: str, sentence: str) -> None:
    summary = PageReader(page[page.index('<section id="summary"') : page.index('<section id="families"')])
    assert squeezed(sentence) in squeezed(summary.words)


def summary_of(report: Report) -> str:
    page = rendered(report)
    return shown_in_words(PageReader(page[page.index('<section id="summary"') : page.index('<section id="families"')]))


def test_the_summary_says_which_texts_are_the_same() -> None:
    report = harbour()
    family = replace(report.families[1], identical=((FORUM, JOINED),))
    said = "are the same text, word for word."
    assert said in summary_of(replace(report, families=(report.families[0], family)))
    assert said not in summary_of(report)


def test_further_groups_of_same_texts_are_not_told_as_one() -> None:
    report = harbour()
    family = replace(report.families[1], identical=((FORUM, JOINED), (PLAN, STORY), (WALK, BLANK), (PLAN, WALK)))
    said = summary_of(replace(report, families=(report.families[0], family)))
    assert "4 more of them are word-for-word copies, in 2 groups." in said


def test_nothing_is_said_to_be_set_aside_where_nothing_is() -> None:
    report = replace(harbour(), boilerplate=())
    assert "share no text with any other document here." in summary_of(report)
    assert "boilerplate" not in summary_of(report)


def test_documents_that_are_mostly_set_aside_as_boilerplate_are_told_of() -> None:
    report = harbour()
    words = "The ferry will run\nall year. But not today."
    mostly = replace(report.documents[0], text=words, shares=Shares(boilerplate=0.7, original=0.3))
    found = (Boilerplate("P1", "The ferry will run all year.", 160),)
    several = replace(report, documents=(mostly, *report.documents[1:]), boilerplate=found)
    assert (
        "1 document consists mostly of passages that stand in several documents, such as “The ferry will run all "
        "year.” (in 160 documents)." in summary_of(several)
    )
    assert "consists mostly" not in summary_of(report)
    alone = (Boilerplate("P1", "The pier is shut.", 160),)
    assert "consists mostly" not in summary_of(replace(several, boilerplate=alone))


def test_the_summary_names_all_of_a_family_of_four() -> None:
    report = harbour()
    family = replace(report.families[0], documents=(PLAN, STORY, WALK, BLANK))
    assert "others" not in summary_of(replace(report, families=(family,))).partition("share text:")[2].partition(".")[0]


def test_what_the_headline_says_of_all_documents_the_summary_does_not_repeat() -> None:
    assert [" share text." in summary_of(each) for each in (harbour(), one_family())] == [True, False]


def test_who_was_first_of_the_only_family_is_said_in_the_summary_and_on_a_page_of_its_own() -> None:
    told = "the earliest text of this family that was read"
    assert [rendered(each).count(told) for each in (harbour(), one_family())] == [1, 0]
    pages = {page.path: page.content.decode() for page in folder(one_family())}
    assert [told in each for name, each in pages.items() if name.startswith("family/")] == [True]
    assert told not in pages["index.html"]


def test_a_single_reason_for_the_first_text_stands_in_the_summary_and_with_its_pair_alone(page: str) -> None:
    families = page.partition('<section id="families"')[2].partition("</section>")[0]
    assert "is taken to be the first" not in families
    assert page.count("announces for 14") >= 2


def test_how_much_is_copied_is_drawn_where_many_share_text_and_not_where_none_does() -> None:
    report = large(60, 240)
    alone = tuple(each for each in report.documents if each.family is None)
    assert '<dl class="bands">' in rendered(report)
    assert '<dl class="bands">' not in rendered(replace(report, documents=alone, matches=(), relations=(), families=()))


def test_texts_of_open_order_are_counted_where_they_are_many() -> None:
    report = large(9)
    documents = tuple(replace(each, family="F1") for each in report.documents)
    first, *others = (each.id for each in documents)
    pairs = tuple(replace(report.relations[0], a=first, b=each, verdict=Verdict.UNDETERMINED) for each in others)
    family = replace(report.families[0], id="F1", documents=(first, *others), first=None, edges=())
    told = rendered(replace(report, documents=documents, relations=pairs, families=(family,)))
    assert f"Whether it came before or after {len(others)} others is undetermined." in told


def test_a_text_without_an_edge_is_still_said_to_share_its_words() -> None:
    report = harbour()
    without = (replace(report.families[0], edges=()), replace(report.families[1], edges=(), missing=()))
    said = summary_of(replace(report, families=without))
    assert "shares 48 words with the earlier Winter ferry plan goes to the board (whether from there is" in said


@pytest.mark.parametrize(("least", "is_told"), [(0.0, True), (1.1, False)])
def test_a_text_made_of_several_is_told_with_each_that_gave_no_small_part(
    monkeypatch: pytest.MonkeyPatch, least: float, is_told: bool
) -> None:
    monkeypatch.setattr("provenance.reports.views.passing.SECOND_SHARE", least)
    report = harbour()
    family = report.families[0]
    edges = (Edge(WALK, STORY, 0.9, EdgeType.DERIVED),)
    members = (replace(family, first=None, documents=(PLAN, STORY, WALK), edges=edges), *report.families[1:])
    said = summary_of(replace(report, families=members))
    assert ("with the earlier Winter ferry plan goes to the board (whether from there" in said) is is_told


def test_two_texts_are_told_to_share_their_words_once() -> None:
    report = harbour()
    edge = Edge(PLAN, STORY, 0.54, EdgeType.DERIVED)
    family = replace(report.families[0], first=None, p_first=None, edges=(edge,))
    lists = re.findall(r'<ul class="took">(.*?)</ul>', rendered(replace(report, families=(family,))))
    assert lists[0].count("<li>") == 1


def test_a_missing_text_that_is_no_more_than_likely_is_told_as_too_little_to_go_on() -> None:
    report = harbour()
    missing = replace(report.families[1].missing[0], grade=Grade.LIKELY, probability=0.6)
    said = summary_of(replace(report, families=(report.families[0], replace(report.families[1], missing=(missing,)))))
    assert (
        "A text that is not in this collection may have existed (60\u00a0%, which is too little to go on)."
        in said.replace(" %", "\u00a0%")
    )


def test_changes_of_certainty_come_after_those_of_facts() -> None:
    report = harbour()
    match, *others = report.matches
    segment, *rest = match.segments
    changes = (Change("hedge", "might", "will"), Change("number", "240", "260"))
    changed = replace(match, segments=(replace(segment, changes=changes), *rest))
    view = comparison(look_up(replace(report, matches=(changed, *others))), PLAN, STORY)
    kinds = [str(each).partition(":")[0] for each in view.changes]
    assert kinds[0] == "Number"
    assert kinds[-1] == "Degree of certainty"


def test_a_changed_number_is_called_out(read: PageReader) -> None:
    assert "Number: “£240,000” became “£260,000”" in shown_in_words(read)


@pytest.mark.parametrize(
    ("change", "is_known", "said"),
    [
        (Change("hedge", "", "will"), True, "Degree of certainty: “will” was added"),
        (Change("hedge", "might", ""), True, "Degree of certainty: “might” was left out"),
        (Change("number", "", "40"), False, "Number: “40” only there"),
    ],
)
def test_what_stands_in_one_text_only_is_said_to(change: Change, is_known: bool, said: str) -> None:
    assert re.sub("<[^>]+>", "", difference(change, is_known=is_known)) == said


def test_an_undetermined_order_names_neither_text_as_the_source(page: str) -> None:
    heads = re.findall("<thead>.*", page[page.index('id="compare"') :])
    undetermined = next(each for each in heads if "News from the harbour" in each)
    assert undetermined.count("order undetermined") == 2
    assert "Earlier:" not in undetermined


def test_the_earlier_text_is_on_the_left_even_if_its_id_is_greater() -> None:
    report = harbour()
    swapped = tuple(
        replace(each, verdict=Verdict.B_FIRST, p_a_first=0.03) if each.b == STORY else each for each in report.relations
    )
    page = rendered(replace(report, relations=swapped))
    heads = re.findall("<thead>.*", page[page.index('id="compare"') :])
    assert re.search("Earlier: .*Islanders get.*Later: .*Winter ferry", heads[0])


def test_words_only_in_the_earlier_and_only_in_the_later_are_told_apart(page: str) -> None:
    assert "<del>under plans before</del>" in page
    assert "<ins>after a vote of</ins>" in page


def test_every_way_in_which_words_that_differ_are_marked_is_explained(page: str) -> None:
    compared = page[page.index('id="compare"') : page.index('id="run"')]
    about = compared[compared.index('class="about"') : compared.index("<details")]
    marks = set(re.findall("<(?:del|ins|b class=[^>]+)>", compared))
    assert len(marks) == 3
    assert [each for each in marks if each not in about] == []


def test_a_copy_with_few_equal_words_is_said_to_differ_in_figures_or_misread_words() -> None:
    report = harbour()
    match = next(match for match in report.matches if {match.a.document, match.b.document} == {PLAN, STORY})
    for similarity, is_said in ((0.95, False), (0.5, True)):
        segments = tuple(replace(each, degree=Degree.EDITED, similarity=similarity) for each in match.segments)
        view = comparison(look_up(replace(report, matches=(replace(match, segments=segments),))), PLAN, STORY)
        notes = [str(note) for row in view.rows for note in row.notes]
        assert any("misread" in note for note in notes) is is_said


def test_what_is_the_same_in_both_texts_stands_once_in_their_comparison(page: str) -> None:
    compared = page[page.index('id="compare"') :]
    same = re.findall(r'<tr class="r-c"><td colspan="3"><b>Copied</b> (.*)', compared)
    assert same
    assert all(compared.count(each) == 1 for each in same)


def test_a_date_that_conflicts_is_shown(read: PageReader) -> None:
    assert "Conflict: its header states 2024-05-07, but it tells of 2024-05-14 as past" in shown_in_words(read)


def test_unreadable_files_come_with_what_to_do(read: PageReader) -> None:
    assert "Save a copy without a password." in read.words


def test_settings_that_differ_are_listed_with_their_default(read: PageReader) -> None:
    assert "align.min_words" in read.words


def test_a_leaning_verdict_is_put_with_reserve() -> None:
    report = harbour()
    family = replace(report.families[0], p_first=0.72)
    assert "may be the earliest of them" in rendered(replace(report, families=(family,)))


def test_a_probability_never_outdoes_its_word() -> None:
    report = harbour()
    family = replace(report.families[0], p_first=0.9499)
    page = rendered(replace(report, families=(family,)))
    assert "is probably the earliest of them in this collection (94\u00a0%)" in page
    assert "(95\u00a0%)" not in page


@pytest.mark.parametrize("word", ["plagiar", "stolen", "guilty", "original author", "thief"])
def test_the_page_accuses_nobody(page: str, word: str) -> None:
    assert word not in page.lower()


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0"), (0.004, "less than 1"), (0.355, "35"), (0.9999, "99"), (1.0, "100")]
)
def test_percentages_are_whole_and_never_better_than_they_are(share: float, said: str) -> None:
    assert percent(share).replace("\u00a0", " ") == f"{said} %"


@pytest.mark.parametrize("name", EDGE_CASES)
def test_what_a_match_is_and_is_not_stands_on_every_page(name: str) -> None:
    assert "It does not by itself show fault" in shown_in_words(PageReader(edge_case(name)))


def test_what_a_text_is_made_of_adds_up() -> None:
    for each in harbour().documents:
        assert sum(astuple(each.shares)) == pytest.approx(1 if each.words else 0, abs=0.001)


# --------------------------------------------------------------------------- little or nothing to show


def test_nothing_read_is_said_with_what_to_do() -> None:
    read = PageReader(rendered(EMPTY))
    assert "Nothing was read" in read.words
    assert "A folder must hold at least one text" in read.words


def test_one_document_is_told_that_it_takes_two() -> None:
    words = PageReader(edge_case("one document")).words
    assert "One document was read" in words
    assert "add another document" in words


def test_an_empty_result_says_why() -> None:
    page = edge_case("no matches")
    summary = PageReader(page[page.index('<section id="summary"') : page.index('<section id="families"')])
    assert "No shared text was found in six documents" in page
    assert "What each step let through" in summary.words


def test_one_empty_document_is_said_to_have_no_words() -> None:
    words = shown_in_words(PageReader(edge_case("one empty document")))
    assert "One document was read" in words
    assert f"{BLANK}: no words." in words
    assert "There are no families" in words


def test_of_an_open_order_nothing_on_the_page_says_that_one_was_first() -> None:
    report = harbour()
    page = rendered(replace(report, families=report.families[1:]))
    said = shown_in_words(PageReader(page))
    assert "Which of them came first cannot be told" in said
    assert "the earliest" not in said.partition("Documents")[0]
    assert 'class="earliest"' not in page
    assert 'class="g-box g-first"' not in page


def test_an_empty_document_has_its_panel(read: PageReader) -> None:
    assert read.texts[BLANK].strip() == ""
    assert "This document has no words." in read.words


def test_a_report_without_text_has_no_five_words_of_any_document() -> None:
    page = shown_in_words(PageReader(rendered(without_text(harbour()))))
    for each in harbour().documents:
        words = (each.text or "").split()
        leaked = [words[at : at + 5] for at in range(len(words) - 4) if " ".join(words[at : at + 5]) in page]
        assert leaked == []


def test_tags_are_explained_only_where_there_are_any() -> None:
    said = "The number after a tag leads to the note beside it"
    assert said in edge_case("harbour")
    assert said not in edge_case("without text")
    assert said not in edge_case("no matches")


def test_a_report_without_text_still_says_who_was_first() -> None:
    assert f"{PLAN} is almost certainly the earliest" in shown_in_words(PageReader(rendered(without_text(harbour()))))


def test_identical_copies_stand_at_one_node_of_the_lineage() -> None:
    report = harbour()
    family = replace(report.families[1], identical=((FORUM, JOINED),))
    page = rendered(replace(report, families=(report.families[0], family)))
    lineage = page[page.rindex('<table class="lineage">') :]
    assert "1 identical copy:" in lineage[: lineage.index("</table>")]


def test_documents_of_one_title_are_told_apart_by_their_files() -> None:
    report = harbour()
    same = tuple(replace(each, title="News") if each.words else each for each in report.documents)
    assert f"News ({STORY})" in shown_in_words(PageReader(rendered(replace(report, documents=same))))


def test_what_is_said_of_a_missing_text_names_documents_by_their_titles() -> None:
    report = harbour()
    missing = replace(report.families[1].missing[0], says=f"{FORUM} was not taken from {JOINED}")
    page = rendered(replace(report, families=(report.families[0], replace(report.families[1], missing=(missing,)))))
    assert "was not taken from News from the harbour." in shown_in_words(PageReader(page))


def test_an_undated_document_says_so() -> None:
    report = replace(EMPTY, documents=(replace(document(WALK, (), {}), dating=Dating()),))
    assert "Nothing in the text or around it tells when it was written." in PageReader(rendered(report)).words


def test_of_many_equal_copies_only_those_are_linked_that_a_page_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of a hundred copies says that there are ninety-nine others, and names a few."""
    report = harbour()
    one = report.documents[0]
    names = tuple(f"{number:03}.txt" for number in range(100))
    family = replace(report.families[0], documents=names, first=None, identical=(names,), missing=(), edges=())
    copies = tuple(replace(one, id=name, family=family.id, passages=()) for name in names)
    asked: list[str] = []
    linked = Lookup.name

    def name(self: Lookup, document: str) -> Html:
        asked.append(document)
        return linked(self, document)

    monkeypatch.setattr(Lookup, "name", name)
    page = rendered(replace(report, documents=copies, matches=(), relations=(), families=(family,)))
    assert "others" in page
    assert len(asked) < 30 * len(names)
