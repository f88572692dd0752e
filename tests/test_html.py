"""The page: safe, whole without a script, true to the texts it shows."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import astuple, replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harbour import (
    BLANK,
    DECISION,
    FORUM,
    JOINED,
    PLAN,
    STORY,
    WALK,
    document,
    harbour,
    without_text,
)
from hostility import HOSTILE_URLS, PAYLOADS, hostile
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import PageReader, squeezed

from provenance.errors import UsageError
from provenance.model import (
    Change,
    Dating,
    Degree,
    Edge,
    EdgeType,
    Grade,
    Inputs,
    Kind,
    Order,
    Passage,
    Place,
    Report,
    Verdict,
)
from provenance.reports import FORMATS, format_of, markup, strings
from provenance.reports.html import _printable, html
from provenance.reports.links import Links
from provenance.reports.markup import Html
from provenance.reports.views.comparisons import difference
from provenance.reports.views.phrases import percent

if TYPE_CHECKING:
    from conftest import CpuSeconds

ASSETS = Path(__file__).resolve().parent.parent / "provenance" / "reports" / "assets"
FORBIDDEN_NAMES = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "setTimeout", "fetch(",
    "XMLHttpRequest", "WebSocket", "import(", 'setAttribute("on', ".style", "sendBeacon",
)  # fmt: skip


def rendered(report: Report) -> str:
    (page,) = html(report)
    return page.content.decode("utf-8")


def shown_in_words(page: PageReader) -> str:
    return " ".join(page.words.split())


@pytest.fixture(scope="module")
def page() -> str:
    return rendered(harbour())


@pytest.fixture(scope="module")
def read(page: str) -> PageReader:
    return PageReader(page)


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return rendered(hostile())


EMPTY = Report(version="0", settings={}, inputs=Inputs(0))
EDGE_CASES = {
    "harbour": harbour(),
    "hostile": hostile(),
    "without text": without_text(harbour()),
    "nothing": EMPTY,
    "one document": replace(EMPTY, documents=(document(WALK, (), {}),)),
    "one empty document": replace(EMPTY, documents=(document(BLANK, (), {}),)),
    "no matches": replace(
        harbour(),
        documents=tuple(replace(each, passages=(), family=None) for each in harbour().documents),
        matches=(),
        relations=(),
        families=(),
    ),
}


@cache
def edge_case(name: str) -> str:
    """The page of an edge case, rendered once."""
    return rendered(EDGE_CASES[name])


# --------------------------------------------------------------------------- safety


def test_the_policy_is_the_first_element_after_the_character_set(page: str) -> None:
    head = page[page.index("<head>") + len("<head>") :].lstrip()
    assert re.match(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="[^"]+">', head)


@pytest.mark.parametrize("element", ["style", "script"])
def test_the_policy_names_the_digest_of_the_one_style_and_the_one_script(page: str, element: str) -> None:
    read = PageReader(page)
    (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, flags=re.DOTALL)
    digest = b64encode(sha256(content.encode()).digest()).decode()
    assert read.elements[element] == 1
    assert f"{element}-src 'sha256-{digest}'" in str(read.meta[1]["content"])


@pytest.mark.parametrize("name", EDGE_CASES)
def test_no_attribute_acts(name: str) -> None:
    attributes = PageReader(edge_case(name)).attributes
    assert not [each for each in attributes if each.startswith("on") or each in ("style", "srcdoc", "formaction")]


@pytest.mark.parametrize("name", EDGE_CASES)
def test_no_element_acts(name: str) -> None:
    elements = PageReader(edge_case(name)).elements
    assert not {"base", "iframe", "object", "embed", "form", "link", "img", "video", "audio"} & elements.keys()
    assert elements["script"] == elements["style"] == 1


@pytest.mark.parametrize("name", EDGE_CASES)
def test_links_lead_into_the_page_or_to_http(name: str) -> None:
    links = PageReader(edge_case(name)).links
    assert all(link.startswith(("#", "http://", "https://")) for link in links)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_string_is_shown_as_text(hostile_page: str, payload: str) -> None:
    visible = "".join(shown for shown, _ in markup.tokens(payload))
    assert " ".join(visible.split()) in shown_in_words(PageReader(hostile_page))


def test_a_hostile_page_has_no_element_that_its_templates_do_not_have(hostile_page: str, read: PageReader) -> None:
    assert PageReader(hostile_page).elements.keys() <= read.elements.keys()


def test_a_hostile_page_has_the_metas_of_any_page(hostile_page: str, read: PageReader) -> None:
    assert [list(each) for each in PageReader(hostile_page).meta] == [list(each) for each in read.meta]


def test_no_control_or_direction_character_is_in_a_page(hostile_page: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]", hostile_page)


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_a_hostile_address_is_no_link(hostile_page: str, url: str) -> None:
    assert url not in PageReader(hostile_page).links


def test_credentials_in_an_address_are_not_shown(hostile_page: str) -> None:
    assert "user:password" not in hostile_page


def test_a_template_cannot_print_a_plain_string() -> None:
    with pytest.raises(TypeError, match="not str"):
        _printable("<b>")


@pytest.mark.parametrize("name", FORBIDDEN_NAMES)
def test_the_script_does_without(name: str) -> None:
    assert name not in (ASSETS / "report.js").read_text("utf-8")


def test_the_style_asks_for_nothing() -> None:
    style = (ASSETS / "report.css").read_text("utf-8")
    assert not re.search(r"url\(|@import|@font-face", style)


def test_style_and_script_keep_their_budgets() -> None:
    assert (ASSETS / "report.css").stat().st_size <= 24 * 1024
    assert (ASSETS / "report.js").stat().st_size <= 16 * 1024


# --------------------------------------------------------------------------- structure


@pytest.mark.parametrize("name", EDGE_CASES)
def test_every_element_is_closed_in_its_place(name: str) -> None:
    assert PageReader(edge_case(name)).unclosed == []


@pytest.mark.parametrize("name", EDGE_CASES)
def test_ids_are_unique_and_of_our_own_making(name: str) -> None:
    ids = PageReader(edge_case(name)).ids
    assert [each for each, uses in ids.items() if uses > 1 or not re.fullmatch(r"[a-z0-9.-]+", each)] == []


@pytest.mark.parametrize("name", EDGE_CASES)
def test_every_link_into_the_page_has_its_target(name: str) -> None:
    read = PageReader(edge_case(name))
    assert {link[1:] for link in read.links if link.startswith("#")} <= read.ids.keys()


@pytest.mark.parametrize("name", EDGE_CASES)
def test_headings_leave_no_gap(name: str) -> None:
    headings = PageReader(edge_case(name)).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(headings))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(harbour()) == rendered(harbour())


def test_the_page_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests'); from harbour import harbour; from hostility import hostile;"
        "from hashlib import sha256; from provenance.reports.html import html;"
        "from provenance.reports.folder import folder;"
        "pages = [page for made in (harbour(), hostile()) for page in (*html(made), *folder(made))];"
        "print([sha256(page.content).hexdigest() for page in pages])"
    )
    root = Path(__file__).resolve().parent.parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_line_ends_are_line_feeds(page: str) -> None:
    assert "\r" not in page


# --------------------------------------------------------------------------- the texts


@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_each_document_stands_in_its_element_without_what_is_aside(report: Report) -> None:
    texts = PageReader(rendered(report)).texts
    for each in report.documents:
        own = "".join(shown for shown, meaning in markup.tokens(each.text or "") if meaning is None)
        name = "".join(shown for shown, _ in markup.tokens(each.id))
        assert squeezed(texts[name]) == squeezed(own)


WORDS = st.text(
    st.one_of(
        st.sampled_from(" \n\t<>&\"'-#.“”£"),
        st.characters(categories=("L", "N", "P", "Sm", "Sc", "Zs"), exclude_characters="\ufffe\uffff"),
        st.sampled_from(("lido", "the quay is wet", "\r\n", "\n\n")).flatmap(st.sampled_from),
    ),
    max_size=300,
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Passage, ...]]:
    """A text and passages of any kind in order, not always whole words, not always all of it."""
    text = draw(WORDS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    passages = []
    for start, end in pairwise(cuts):
        kind = draw(st.sampled_from(Kind))
        passages.append(
            Passage(
                start=start,
                end=end,
                kind=kind,
                degree=draw(st.sampled_from((None, *Degree))),
                quotation=draw(st.booleans()),
                origin=draw(st.sampled_from((None, Place("b.txt", 0, 4), Place("b.txt", None, None)))),
                order=draw(st.sampled_from(Order)),
                match=None,
                similarity=0.5,
                attributed=draw(st.sampled_from((None, True, False))),
                carriers=2,
                also_in=draw(st.sampled_from(((), ("b.txt",), ("b.txt", "gone.txt")))),
            )
        )
    return text, tuple(passages)


@settings(max_examples=60)
@given(marked_texts())
def test_whatever_the_passages_the_text_stands_whole(marked: tuple[str, tuple[Passage, ...]]) -> None:
    text, passages = marked
    first = replace(
        document("a.txt", (), {}), text=text, characters=len(text), passages=passages, words=len(text.split())
    )
    second = replace(document("b.txt", (), {}), text="four words stand here", characters=21, words=4)
    read = PageReader(rendered(replace(EMPTY, documents=(first, second), inputs=Inputs(2))))
    assert squeezed(read.texts["a.txt"]) == squeezed(text)
    assert read.unclosed == []


def test_passages_that_overlap_or_overrun_lose_no_text() -> None:
    whole = document(WALK, (), {})
    passage = Passage(3, 9, Kind.COPIED, None, False, None, Order.KNOWN, None, None, None, 1, ())
    text = "one two three four"
    wrong = (passage, replace(passage, start=5, end=12), replace(passage, start=12, end=400))
    read = PageReader(rendered(replace(EMPTY, documents=(replace(whole, text=text, passages=wrong),))))
    assert squeezed(read.texts[WALK]) == squeezed(text)


def test_paragraphs_that_repeat_have_ids_of_their_own() -> None:
    marked = tuple(Passage(start, start + 7, Kind.BOILERPLATE, None, False, None, Order.KNOWN, None, None, None, 2, ())
                   for start in (0, 9, 18))  # fmt: skip
    refrain = replace(document(WALK, (), {}), text="Row on.\n\nRow on.\n\nRow on.\n", words=6, passages=marked)
    ids = PageReader(rendered(replace(EMPTY, documents=(refrain,)))).ids
    assert len([each for each in ids if ".p-" in each]) == 3
    assert set(ids.values()) == {1}


@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_only_paragraphs_that_are_marked_or_spoken_of_have_ids(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Links, "resolved", lambda _, html: html)
    page = rendered(report)
    read = PageReader(page)
    assert {link[1:] for link in read.links if ".p-" in link} <= read.ids.keys()
    bare = re.findall(r"<p>(.*)", page[page.index('class="flow"') : page.index('id="compare"')])
    assert bare
    assert not any("<mark" in each for each in bare)


def test_every_kind_has_its_mark(page: str) -> None:
    for mark in ("k-c", "k-e", "k-p", "k-q", "k-b"):
        assert f'<mark class="{mark}"' in page[page.index('id="texts"') :]


def test_a_mark_never_holds_a_mark(page: str) -> None:
    assert not re.search(r"<mark[^>]*>(?:(?!</mark>).)*<mark", page, flags=re.DOTALL)


# --------------------------------------------------------------------------- what a reader learns


def test_the_headline_counts_who_shares_text(read: PageReader) -> None:
    assert "Four of six documents share text" in read.words


def test_the_title_says_what_the_headline_says(read: PageReader) -> None:
    assert read.content["title"] == "Lineage report: Four of six documents share text"


@pytest.mark.parametrize(
    "sentence",
    [
        "Winter ferry plan goes to the board is almost certainly the earliest of them in this collection (97\u00a0%).",
        "It is dated 7\u00a0May\u00a02024.",
        "announces for 14\u00a0May\u00a02024 what the other reports as past.",
        "“The board will be asked on Tuesday 14 May”",
        "Islanders get their winter boat has 48 words from Winter ferry plan goes to the board (probably, 93\u00a0%)",
        "Which of them came first cannot be told from what was read.",
        "A text that is not in this collection must have existed (82\u00a0%)",
        "share no text with any other document here.",
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


def test_the_summary_names_all_of_a_family_of_four() -> None:
    report = harbour()
    family = replace(report.families[0], documents=(PLAN, STORY, WALK, BLANK))
    assert "others" not in summary_of(replace(report, families=(family,))).partition("share text:")[2].partition(".")[0]


def test_a_text_without_an_edge_is_still_said_to_share_its_words() -> None:
    report = harbour()
    without = (replace(report.families[0], edges=()), replace(report.families[1], edges=(), missing=()))
    said = summary_of(replace(report, families=without))
    assert (
        "shares 48 words with the earlier Winter ferry plan goes to the board (from which text it has them is" in said
    )


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


def test_a_changed_number_is_called_out(read: PageReader) -> None:
    assert "Number: “£240,000” became “£260,000”" in shown_in_words(read)


@pytest.mark.parametrize(
    ("change", "is_known", "said"),
    [
        (Change("hedge", "", "will"), True, "Degree of certainty: “will” was added"),
        (Change("hedge", "might", ""), True, "Degree of certainty: “might” was left out"),
        (Change("number", "", "40"), False, "Number: “40” in one of them only"),
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
    assert f"{BLANK}: no words in it." in words
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


# --------------------------------------------------------------------------- the room


@pytest.mark.parametrize(("path", "name"), [("a.html", "html"), ("x/REPORT.JSON", "json"), (Path("b.html"), "html")])
def test_the_suffix_names_the_format(path: str | Path, name: str) -> None:
    assert format_of(path) == name


@pytest.mark.parametrize("path", ["report", "report.pdf", "html", "a.html/b"])
def test_an_unknown_suffix_is_an_error_that_lists_the_known_ones(path: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(path)
    assert ".html, .json" in caught.value.hint


def test_the_html_format_is_in_the_table() -> None:
    assert FORMATS.load("html") is html


def test_the_catalogue_is_trusted_and_closed() -> None:
    assert all(isinstance(each, str) and each == each.strip() for each in strings.SAYS.values())
    assert isinstance(markup.fill(strings.SAYS["alike"], percent=Html("9")), Html)


def test_the_decision_stands_in_both_texts() -> None:
    read = PageReader(rendered(harbour()))
    assert all(squeezed(words) in squeezed(read.texts[name]) for words in DECISION for name in (FORUM, JOINED))


def test_the_time_to_render_grows_with_the_report_and_no_faster(cpu_seconds: CpuSeconds) -> None:
    def seconds(copies: int) -> float:
        report = harbour()
        documents = tuple(
            replace(each, id=f"{number}/{each.id}", family=None)
            for number in range(copies)
            for each in report.documents
        )
        many = replace(report, documents=documents, matches=(), relations=(), families=())
        return cpu_seconds(lambda: rendered(many))

    assert seconds(80) < 10 * seconds(20)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_lines_keep_their_contrast(theme: str) -> None:
    tokens = _tokens(theme)
    for ground in ("bg", "v", "n", "p"):
        assert _contrast(tokens["fg"], tokens[ground]) >= 7
    for name in ("mut", "lk", "vl", "nl", "pl", "cl", "bl"):
        assert _contrast(tokens[name], tokens["bg"]) >= 4.5
    for line, ground in (("vl", "v"), ("nl", "n"), ("pl", "p"), ("edge", "bg")):
        assert _contrast(tokens[line], tokens[ground]) >= 3


def _tokens(theme: str) -> dict[str, str]:
    style = (ASSETS / "report.css").read_text("utf-8")
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", style)
    return {name: light if theme == "light" else dark for name, light, dark in found}


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
