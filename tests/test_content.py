"""What the page says adds up, and says no more than is known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from harbour import FORUM, JOINED, PLAN, STORY, harbour
from large import large
from pages import PageReader, squeezed
from rendering import rendered

import provenance
from provenance.model import (
    Credit,
    CreditKind,
    Degree,
    Edge,
    EdgeType,
    Kind,
    Match,
    Order,
    Place,
    Report,
    Segment,
    Span,
    Verdict,
)
from provenance.reports.html import html
from provenance.reports.markup import Html, plain
from provenance.reports.views import anchors, phrases
from provenance.reports.views.comparisons import comparison
from provenance.reports.views.documents import panel, table
from provenance.reports.views.families import families
from provenance.reports.views.lookup import MAX_FILE, look_up
from provenance.reports.views.notes import note, runs
from provenance.reports.views.relations import relation_view, relation_views

ROOT = Path(__file__).resolve().parent.parent
LETTERS = {Kind.COPIED: "ceq", Kind.PARAPHRASED: "p", Kind.BOILERPLATE: "b", Kind.ORIGINAL: "o"}


def page_of(report: Report) -> str:
    (page,) = html(report)
    return page.content.decode()


def test_every_title_and_every_passage_is_on_the_page() -> None:
    words = squeezed(PageReader(page_of(harbour())).words)
    for document in harbour().documents:
        assert squeezed(document.title or document.id) in words
        for passage in document.passages:
            assert squeezed((document.text or "")[passage.start : passage.end]) in squeezed(
                PageReader(page_of(harbour())).texts[document.id]
            )


def test_files_in_deep_folders_are_named_in_short_by_what_tells_them_apart_and_somewhere_in_full(
    tmp_path: Path,
) -> None:
    deep = Path(*["a folder with a long name"] * 8)
    (tmp_path / deep).mkdir(parents=True)
    for name in ("first.txt", "second.txt"):
        (tmp_path / deep / name).write_text(
            f"{name}\nThe ferry to Skerry will sail twice a day in winter, said the harbour board."
        )
    report = provenance.trace([tmp_path])
    names = look_up(report).names
    assert [plain(name)[-9:] for name in names.values()] == ["first.txt", "econd.txt"]
    assert max(len(plain(name)) for name in names.values()) <= MAX_FILE
    page = " ".join(PageReader(page_of(report)).words.split())
    assert all(document.id in page for document in report.documents)


def test_files_that_a_cut_would_make_alike_are_named_in_full() -> None:
    report = harbour()
    middles = [f"{'x' * 60}{letter}{'y' * 60}.txt" for letter in "ab"]
    named = tuple(replace(report.documents[0], id=each, title=None) for each in middles)
    names = look_up(replace(report, documents=named, matches=(), relations=(), families=(), corrections=())).names
    assert [plain(name) for name in names.values()] == middles


@pytest.mark.parametrize(("title", "most"), [("word " * 30, 80), ("市議會宣布修復露天泳池水泵的計劃" * 9, 50)])
def test_a_title_is_cut_whether_or_not_it_has_spaces(title: str, most: int) -> None:
    report = harbour()
    named = replace(report, documents=(replace(report.documents[0], title=title), *report.documents[1:]))
    assert len(plain(look_up(named).names[report.documents[0].id])) <= most


@pytest.mark.parametrize("name", [PLAN, STORY, FORUM, JOINED])
def test_what_the_script_counts_is_all_words_and_gives_the_shares_that_are_shown(name: str) -> None:
    lookup = look_up(harbour())
    document = lookup.documents[name]
    counted: Counter[str] = Counter()
    for part in panel(lookup, document).parts.split():
        letter, _, _, words = part.split(".")
        counted[letter] += int(words)
    total = counted.total()
    assert total == document.words
    for kind, letters in LETTERS.items():
        share = getattr(document.shares, kind.value)
        assert sum(counted[letter] for letter in letters) / total == pytest.approx(share, abs=0.0001)


@pytest.fixture(scope="module", params=["council", "wire", "company"])
def traced(request: pytest.FixtureRequest) -> Report:
    return provenance.trace([ROOT / "samples" / str(request.param)])


def test_what_is_counted_of_a_text_is_every_word_of_it_and_the_shares_that_are_told(traced: Report) -> None:
    lookup = look_up(traced)
    for document in traced.documents:
        counted: Counter[str] = Counter()
        for part in panel(lookup, document).parts.split():
            letter, _, _, words = part.split(".")
            counted[letter] += int(words)
        assert counted.total() == document.words
        for kind, letters in LETTERS.items():
            share = sum(counted[letter] for letter in letters) / max(1, document.words)
            assert share == pytest.approx(getattr(document.shares, kind.value), abs=0.0001)


def test_the_shares_of_a_row_add_up_to_a_hundred() -> None:
    for row in table(look_up(harbour()), 100).rows:
        shown = [int(number) for number in re.findall(r"(\d+)\u00a0%", plain(row.mix))]
        assert not shown or abs(sum(shown) - 100) <= len(shown)


def test_documents_stand_in_order_of_uncredited_copied_words() -> None:
    shares = [int(row.share) for row in table(look_up(harbour()), 100).rows]
    words = [int(row.words) for row in table(look_up(harbour()), 100).rows]
    copied = [share * number for share, number in zip(shares, words, strict=True)]
    assert copied == sorted(copied, reverse=True)


# --------------------------------------------------------------------------- why


def test_evidence_is_quoted_where_it_stands() -> None:
    (view,) = [relation_view(look_up(harbour()), each) for each in harbour().relations if each.b == STORY]
    place = view.sides[0].reasons[0].place
    assert place is not None
    assert "<b>The board will be asked on Tuesday 14 May</b> to spend £240,000" in place


def test_what_speaks_against_a_verdict_is_shown_beside_what_speaks_for_it() -> None:
    (view,) = [relation_view(look_up(harbour()), each) for each in harbour().relations if each.b == STORY]
    assert [side.heading for side in view.sides] == ["For", "Against"]
    assert "has the longer title" in view.sides[1].reasons[0].says


def test_a_verdict_says_what_would_turn_it_round() -> None:
    (view,) = [relation_view(look_up(harbour()), each) for each in harbour().relations if each.b == STORY]
    assert "What would change this" in (view.settle or "")


def test_an_open_order_says_what_would_settle_it() -> None:
    (view,) = [relation_view(look_up(harbour()), each) for each in harbour().relations if each.a == FORUM]
    assert (view.settle or "").startswith("What would settle it: a date for ")


def test_no_open_order_says_what_would_change_it() -> None:
    assert "What would change" not in (relation_view(look_up(harbour()), harbour().relations[1]).settle or "")


def notes_of(name: str) -> list[str]:
    lookup = look_up(harbour())
    document = lookup.documents[name]
    views = [note(lookup, document, document.passages, run) for run in runs(document.passages)]
    return [
        plain(Html("\n".join([view.origin, view.when, view.credit, *view.why, *(told.here for told in view.retold)])))
        for view in views
    ]


def test_a_note_says_where_from_when_how_sure_and_whether_credited() -> None:
    (first, *_) = notes_of(STORY)
    assert "from Winter ferry plan goes to the board" in first
    assert "almost certainly earlier" in first
    assert "source named for a part of it only" in first


def test_a_note_on_a_pair_of_open_order_says_which_was_first_in_the_whole_family() -> None:
    report = harbour()
    relation = replace(report.relations[0], p_a_first=0.6, verdict=Verdict.UNDETERMINED)
    told = " ".join(PageReader(rendered(replace(report, relations=(relation, *report.relations[1:])))).words.split())
    assert "dated 7 May 2024 · almost certainly the first of its family" in told.replace("\u00a0", " ")


def test_texts_and_pairs_stand_as_the_lineage_has_them_whatever_they_are_called() -> None:
    report = large(5)
    family = replace(report.families[0], first="00003.txt", edges=())
    page = rendered(replace(report, families=(family,)))
    shown = re.findall(r'data-document="([^"]+)"', page)
    assert [shown[0], shown[-1]] == ["00003.txt", "00004.txt"]  # the first of the family, and what is of none
    pairs = re.findall(r"<summary><h3>(.*?)</h3>", page[page.index('id="compare"') :])
    assert "Story 00003.txt" in pairs[0]


def test_what_is_not_read_is_no_conflict() -> None:
    report = harbour()
    first, *others = report.documents
    unread = "The dates in its words are not read: its language is German, and tenses are known in English only."
    dating = replace(first.dating, conflicts=(unread, "Its header and its dateline differ."))
    page = rendered(replace(report, documents=(replace(first, dating=dating), *others)))
    conflicts = re.findall(r'<li class="conflict">([^<]+)', page)
    assert [unread in conflicts, "Conflict: Its header and its dateline differ." in conflicts] == [True, True]


def test_a_note_on_a_paraphrase_shows_both_sentences() -> None:
    (first, *_) = notes_of(STORY)
    assert "Some £260,000 goes to another boat" in first


def test_a_note_says_what_speaks_against() -> None:
    (first, *_) = notes_of(STORY)
    assert "What speaks against it: Islanders get their winter boat has the longer title." in first


@pytest.mark.parametrize(
    ("quoted", "named", "says"),
    [
        (True, True, "quoted, source named"),
        (False, True, "source named, quotation marks missing"),
        (True, False, "in quotation marks, source not named"),
        (False, False, "source not named, no quotation marks"),
    ],
)
def test_a_note_says_which_half_of_a_credit_is_missing(quoted: bool, named: bool, says: str) -> None:
    report = harbour()
    documents = tuple(
        replace(
            each,
            passages=tuple(replace(one, quotation=quoted, attributed=named) for one in each.passages),
        )
        if each.id == FORUM
        else each
        for each in report.documents
    )
    lookup = look_up(replace(report, documents=documents))
    document = lookup.documents[FORUM]
    (run,) = runs(document.passages)
    assert note(lookup, document, document.passages, run).credit == says


@pytest.mark.parametrize(
    ("is_wrong", "says"),
    [
        (False, "It names the source: “in its own release”."),
        (True, "which is not where the words come from: “in its own release”."),
    ],
)
def test_a_note_quotes_the_credit_and_says_if_it_goes_to_the_wrong_text(is_wrong: bool, says: str) -> None:
    report = harbour()
    text = next(each.text or "" for each in report.documents if each.id == STORY)
    start = text.index("in its own release")
    credit = Credit(CreditKind.NAMED, PLAN, "in its own release", start, start + 18, is_wrong)
    documents = tuple(
        replace(each, passages=tuple(replace(one, credit=credit if one.origin else None) for one in each.passages))
        if each.id == STORY
        else each
        for each in report.documents
    )
    lookup = look_up(replace(report, documents=documents))
    document = lookup.documents[STORY]
    view = note(lookup, document, document.passages, runs(document.passages)[0])
    assert says in plain(Html("\n".join(view.why)))


def test_pairs_of_one_earlier_text_for_which_the_same_speaks_are_told_together() -> None:
    lookup = look_up(large(5))
    (view,) = relation_views(lookup, lookup.report.relations)
    assert [f"{each.anchor}" for each in view.pairs] == [anchors.relation(r.a, r.b) for r in lookup.report.relations]
    assert "Story 00001.txt" in view.verdict
    assert "Story 00003.txt" in view.pairs[2].facts


def test_pairs_for_whose_order_nothing_speaks_are_told_together_after_the_others() -> None:
    report = large(5)
    first, *others = report.relations
    unknown = [replace(each, p_a_first=0.5, verdict=Verdict.UNDETERMINED, evidence=()) for each in others]
    views = relation_views(look_up(report), [*unknown, first])
    assert [len(view.pairs) for view in views] == [1, 2]
    assert views[1].verdict.startswith("Which came first is undetermined for 2 pairs of texts")
    assert all("Story 00000.txt" in pair.facts for pair in views[1].pairs)


def test_a_source_that_is_known_for_some_words_is_not_called_open_for_others() -> None:
    report = harbour()
    lookup = look_up(report)
    (taker,) = lookup.given[PLAN]
    document = lookup.documents[taker]
    passages = [each for each in document.passages if each.origin and each.origin.document == PLAN]
    opened = replace(passages[0], order=Order.UNDETERMINED)
    changed = tuple(opened if each is passages[0] else each for each in document.passages)
    documents = tuple(replace(each, passages=changed) if each.id == taker else each for each in report.documents)
    assert len(passages) > 1
    assert look_up(replace(report, documents=documents)).open_sources[taker] == {}


def test_of_many_families_a_line_tells_who_has_most_from_whom() -> None:
    lookup = look_up(large(40))
    lines = [plain(line) for line in families(lookup, ()).in_short]
    assert len(lines) == 8
    assert lines[0] == (
        "Family 1, 4 documents: Story 00001.txt has 168 words from Story 00000.txt (probably, 93\u00a0%) and 2 more"
    )
    assert families(look_up(harbour()), ()).in_short == ()


def test_what_stands_in_both_texts_between_two_matches_is_not_said_to_be_in_one_only() -> None:
    texts = [f"One two three four.\n\n(Photo: Evans)\n\nFive six seven {end}." for end in ("eight", "ninth")]
    spans = Span(0, 19), Span(37, 58)
    segments = tuple(Segment(each, each, Kind.COPIED, Degree.EDITED, 0.9) for each in spans)
    documents = tuple(replace(each, text=words) for each, words in zip(harbour().documents, texts, strict=False))
    names = documents[0].id, documents[1].id
    match = Match("M1", Place(names[0], 0, 58), Place(names[1], 0, 58), Kind.COPIED, 0.9, segments)
    report = replace(harbour(), documents=documents, matches=(match,), relations=(), families=())
    rows = comparison(look_up(report), *names).rows
    assert [(row.kind, row.earlier is None) for row in rows] == [("e", True), ("gap", True), ("e", False)]
    assert rows[1].notes == ("in both, not counted",)


def test_the_reversal_names_the_last_day_that_the_later_text_leaves_open() -> None:
    lookup = look_up(harbour())
    assert "after 21\u00a0May\u00a02024" in (phrases.reversal(lookup, STORY) or "")


@pytest.mark.parametrize(("probability", "said"), [(0.54, "as in the earlier "), (0.9, "from ")])
def test_the_table_says_from_whom_words_are_only_where_a_link_is_told(probability: float, said: str) -> None:
    report = harbour()
    edge = Edge(PLAN, STORY, probability, EdgeType.DERIVED)
    report = replace(report, families=(replace(report.families[0], edges=(edge,)), report.families[1]))
    page = page_of(report)
    table = PageReader(page[page.index('<section id="documents"') : page.index('<section id="timeline"')]).words
    assert f"{said}Winter ferry plan goes to the board (48 words)" in " ".join(table.split())


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.UNDETERMINED, "shares 48 words with Winter ferry plan goes to the board (order undetermined)"),
        (None, "shares 48 words with the earlier Winter ferry plan goes to the board (perhaps from there)"),
    ],
    ids=["order", "source"],
)
def test_a_link_of_which_something_is_open_says_shared_and_what_is_open(verdict: Verdict | None, said: str) -> None:
    report = harbour()
    family = replace(report.families[0], edges=(Edge(PLAN, STORY, 0.54, EdgeType.DERIVED),))
    if verdict:  # of what a family is told to have had first the order is known
        family = replace(family, first=None, p_first=None)
    report = replace(report, families=(family, report.families[1]))
    if verdict:
        report = replace(report, relations=tuple(replace(each, verdict=verdict) for each in report.relations))
    page = page_of(report)
    words = " ".join(PageReader(page[: page.index('<section id="documents"')]).words.split())
    assert said in words
    assert "48 words from" not in words


def test_a_text_without_a_title_has_a_name_even_where_its_address_ends_with_a_slash() -> None:
    site, page = "web.warc#https://harbour.example/", "web.warc#https://harbour.example/ferry"
    report = harbour()
    documents = tuple(replace(report.documents[0], id=each, title=None, family=None) for each in (site, page))
    lookup = look_up(replace(report, documents=documents, matches=(), relations=(), families=()))
    assert lookup.titles == {site: site, page: "ferry"}
