"""How the page is laid out on a screen and on paper, and what a large one takes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import PLAN, STORY, WALK
from pages import squeezed
from pypdf import PdfReader
from scripted import scripted
from visits import EVERYTHING, HARBOUR, HOSTILE_GATE, JUDGED

from provenance.model import (
    Dating,
    Degree,
    Kind,
    Match,
    Order,
    Passage,
    Place,
    Segment,
    Shares,
    Span,
    Unreadable,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from provenance.model import Report

pytestmark = pytest.mark.browser


# --------------------------------------------------------------------------- how it is laid out


MISPLACED = """() => {
    const seen = [], wrong = [];
    const told = rect => [rect.left, rect.top, rect.right, rect.bottom].map(Math.round).join(" ");
    const cuts = each => each && (getComputedStyle(each).overflowX !== "visible" || cuts(each.parentElement));
    const walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement, words = node.data.trim();
        if (!words || !parent.checkVisibility() || parent.closest("script, option, .quiet, .skip")) continue;
        const head = parent.closest("thead");
        if (head && getComputedStyle(head).clipPath !== "none") continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        let block = parent;
        while (getComputedStyle(block).display.startsWith("inline") && block.parentElement) block = block.parentElement;
        const box = block.getBoundingClientRect(), isCut = cuts(block);
        for (const rect of range.getClientRects()) {
            if (rect.width < 1 || rect.height < 1) continue;
            if (!isCut && (rect.left < box.left - 2 || rect.right > box.right + 2))
                wrong.push(`leaves its box: ${words.slice(0, 40)}: ${told(rect)} in ${told(box)}`);
            seen.push({ rect, node, words });
        }
    }
    seen.sort((a, b) => a.rect.top - b.rect.top);
    for (const [place, one] of seen.entries()) {
        for (let next = place + 1; next < seen.length && seen[next].rect.top < one.rect.bottom - 4; next++) {
            const other = seen[next], a = one.rect, b = other.rect;
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (one.node !== other.node && across > 2 && down > 0.6 * Math.min(a.height, b.height))
                wrong.push(`${one.words.slice(0, 40)} | ${other.words.slice(0, 40)}: ${told(a)} over ${told(b)}`);
        }
    }
    return [seen.length, wrong];
}"""
"""Words that stand outside their box, and words that stand upon other words."""


@pytest.mark.parametrize(("medium", "width"), [("screen", 390), ("screen", 1280), ("print", 700)])
@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING, HOSTILE_GATE], ids=["harbour", "everything", "hostile gate"])
def test_no_words_leave_their_box_or_stand_upon_others(visit: Any, report: Report, width: int, medium: str) -> None:
    page = visit(report, viewport={"width": width, "height": 900}).page
    page.emulate_media(media=medium)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    number, wrong = page.evaluate(MISPLACED)
    assert number > 300
    assert wrong == []


ENDS = """each => {
    const words = [...each.childNodes].at(-1), range = document.createRange();
    const left = place => {
        range.setStart(words, place);
        range.setEnd(words, place + 1);
        return range.getBoundingClientRect().left;
    };
    return [left(0), left(words.data.length - 1)];
}"""


ARABIC = "وافق المجلس على الإصلاح."


def in_arabic(words: str) -> Report:
    """The harbour with a text, copied from the first word on, that runs from right to left; another is the same."""
    origin, shares, whole = Place(STORY, None, None), Shares(copied=1.0), Span(0, len(words))
    passage = Passage(
        0, len(words), Kind.COPIED, Degree.VERBATIM, False, origin, Order.KNOWN, "M1", 1.0, False, 2, (STORY,)
    )
    length, number = len(words), len(words.split())
    documents = tuple(
        replace(each, shares=shares, text=words, characters=length, words=number, passages=(passage,))
        if each.id in (PLAN, WALK)
        else each
        for each in HARBOUR.documents
    )
    a, b = Place(PLAN, 0, length), Place(WALK, 0, length)
    segment = Segment(whole, whole, Kind.COPIED, Degree.VERBATIM, 1.0)
    return replace(
        HARBOUR,
        documents=documents,
        matches=(Match("M1", a, b, Kind.COPIED, 1.0, (segment,)),),
        relations=(),
        families=(),
        corrections=(),
    )


def test_a_marked_paragraph_runs_as_its_words_do_and_not_as_its_tag_does(visit: Any) -> None:
    page = visit(in_arabic(ARABIC)).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    first, full_stop = page.locator(f'[data-document="{WALK}"] mark').evaluate(ENDS)
    assert full_stop < first
    assert page.locator(f'[data-document="{WALK}"]').evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert page.locator(f'[data-document="{STORY}"]').evaluate("each => getComputedStyle(each).direction") == "ltr"


LINES = """each => {
    const range = document.createRange();
    range.selectNodeContents([...each.childNodes].at(-1));
    return [...range.getClientRects()].map(rect => Math.round(rect.right));
}"""


def test_what_two_texts_say_alike_begins_where_its_words_begin(visit: Any) -> None:
    page = visit(in_arabic(" ".join([ARABIC] * 12))).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    cell = page.locator(".pair [colspan]", has_text=ARABIC)
    ends = cell.evaluate(LINES)
    assert len(ends) > 1
    assert ends[-1] == round(cell.evaluate("each => each.getBoundingClientRect().right"))


def test_the_suffix_of_a_file_stands_behind_its_name_whatever_runs_from_right_to_left(visit: Any) -> None:
    (walk,) = (each for each in HARBOUR.documents if each.id == WALK)
    renamed = replace(walk, id="אתר.txt", title=None)
    unread = replace(HARBOUR.inputs, unreadable=(Unreadable("אתר.txt", "gone", ""),))
    documents = tuple(renamed if each is walk else each for each in HARBOUR.documents)
    page = visit(replace(HARBOUR, documents=documents, inputs=unread)).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for place in ("#documents tbody th a bdi", ".facts bdi", "#run th bdi"):
        first, last = page.locator(place, has_text="אתר.txt").evaluate(ENDS)
        assert first < last, place


@pytest.mark.parametrize("width", [1280, 800, 400])
def test_a_long_name_without_a_break_pushes_nothing_out_of_the_lineage(visit: Any, width: int) -> None:
    title = "n" * 200
    named = replace(HARBOUR, documents=tuple(replace(each, title=title) for each in HARBOUR.documents))
    page = visit(named, viewport={"width": width, "height": 900}).page
    wide = "each => each.scrollWidth - each.clientWidth"
    regions = page.locator(".scroll:has(> .lineage)").all()
    assert regions
    assert [each.evaluate(wide) for each in regions] == [0] * len(regions)
    told = page.locator(".lineage tbody td:last-child").first.evaluate("each => each.clientWidth")
    assert told > width / 3


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_the_name_beside_a_strip_is_told_whole(visit: Any, width: int) -> None:
    title = "The harbour board is to vote on the winter boat before the tides of spring"
    named = replace(HARBOUR, documents=tuple(replace(each, title=title) for each in HARBOUR.documents))
    page = visit(named, viewport={"width": width, "height": 900}).page
    page.get_by_role("button", name="Open all").click()
    labels = page.locator(".map-row > :first-child").all()
    assert labels
    assert [each.evaluate("each => each.scrollWidth - each.clientWidth") for each in labels] == [0] * len(labels)


def test_words_that_stand_upon_others_are_noticed(visit: Any) -> None:
    page = visit(HARBOUR, bypass_csp=True).page
    page.add_style_tag(content="nav li { position: absolute } h1 { width: 3rem; white-space: nowrap }")
    _, wrong = page.evaluate(MISPLACED)
    assert any(each.startswith("leaves") for each in wrong)
    assert any(" over " in each for each in wrong)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_same_page_is_painted_the_same(visit: Any, scheme: str) -> None:
    shots = []
    for _ in range(2):
        page = visit(EVERYTHING, color_scheme=scheme, viewport={"width": 1280, "height": 900}).page
        page.evaluate("document.fonts.ready")
        shots.append(page.screenshot(full_page=True, animations="disabled", caret="hide"))
    assert shots[0] == shots[1]


# --------------------------------------------------------------------------- paper


def test_paper_has_the_answer_the_open_text_and_its_anchors(visit: Any) -> None:
    page = visit(HARBOUR).page
    panel = page.locator(".text-panel", has=page.locator(f'[data-document="{STORY}"]'))
    panel.locator("summary").first.click()
    page.emulate_media(media="print")
    assert panel.get_by_text("An island without a winter boat").first.is_visible()
    assert page.locator(f'[data-document="{PLAN}"]').is_hidden()
    assert (
        page.get_by_text("share text with any other document").first.is_visible()
        or page.locator(".answer").is_visible()
    )
    note = panel.locator(".flow p[id]").first.evaluate("each => getComputedStyle(each, '::after').content")
    assert re.search(r"d-[0-9a-f]{10}\.p-[0-9a-f]{8}", note)
    assert page.locator("nav").is_hidden()


def test_the_printed_page_holds_the_findings_and_the_open_text_with_its_anchors(visit: Any) -> None:
    page = visit(EVERYTHING).page
    page.locator(".text-panel", has=page.locator(f'[data-document="{STORY}"]')).locator("summary").first.click()
    sheets = PdfReader(io.BytesIO(page.pdf())).pages
    printed = squeezed("".join(sheet.extract_text() for sheet in sheets))
    texts = {each.id: each.text or "" for each in EVERYTHING.documents}
    sentences = [each for each in re.split(r"(?<=[.!?])\s|\n+", texts[STORY]) if len(each) > 30]
    assert [each for each in sentences if squeezed(each) not in printed] == []
    assert EVERYTHING.gate is not None
    assert [each for each in EVERYTHING.gate.findings if squeezed(each.message) not in printed] == []
    assert re.search(r"\[d-[0-9a-f]{10}\.p-[0-9a-f]{8}\]", printed)


PAPER = 658
"""Pixels that an A4 sheet has between its margins."""

BROKEN = """each => {
    const range = document.createRange(), broken = [];
    const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const head = node.parentElement.closest("thead");
        if (!node.parentElement.checkVisibility() || head && getComputedStyle(head).clipPath !== "none") continue;
        for (const word of node.data.matchAll(/[A-Za-z0-9]+/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(rect => rect.top)).size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""


DATED = tuple(
    replace(each, dating=Dating("2025-09-22", None, ("2025-09-22", "2025-11-28"))) for each in HARBOUR.documents
)


@pytest.mark.parametrize(
    ("medium", "width"), [("print", PAPER), ("screen", 390), ("screen", 775), ("screen", 1000), ("screen", 1280)]
)
def test_no_word_of_a_table_is_broken(visit: Any, medium: str, width: int) -> None:
    for documents in (HARBOUR.documents, DATED):
        page = visit(replace(HARBOUR, documents=documents), viewport={"width": width, "height": 900}).page
        page.emulate_media(media=medium)
        for table in page.locator("table:visible").all():
            assert table.evaluate(BROKEN) == []


def test_dates_stay_in_their_column_on_paper(visit: Any) -> None:
    dating = Dating("2024-09-07", "2024-09-25", ("2024-09-08", "2024-09-25"))
    dated = replace(HARBOUR, documents=tuple(replace(each, dating=dating) for each in HARBOUR.documents))
    page = visit(dated, viewport={"width": PAPER, "height": 900}).page
    page.emulate_media(media="print")
    _, wrong = page.evaluate(MISPLACED)
    assert wrong == []


def test_a_table_of_suppressions_is_no_wider_than_paper(visit: Any) -> None:
    gate = JUDGED.gate
    assert gate is not None
    suppressed = tuple(
        replace(each, owner="standards@gazette.example", reason="The agency let us have the harvest notices")
        for each in gate.suppressed
    )
    assert suppressed
    report = replace(JUDGED, gate=replace(gate, suppressed=suppressed))
    page = visit(report, viewport={"width": PAPER, "height": 900}).page
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == PAPER


def test_no_sheet_ends_with_a_heading(visit: Any) -> None:
    page = visit(EVERYTHING).page
    headings = {squeezed(each) for each in page.locator("h2, h4, #method h3, #run h3").all_inner_texts()}
    ends = set()
    for height in range(700, 1100, 80):
        sheets = PdfReader(io.BytesIO(page.pdf(width="794px", height=f"{height}px"))).pages
        ends |= {squeezed(sheet.extract_text().strip().splitlines()[-1]) for sheet in sheets}
    assert len(ends) > 30
    assert ends & headings == set()


def test_one_document_can_be_printed_alone(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Open all").click()
    panel = page.locator(".text-panel", has=page.locator(f'[data-document="{STORY}"]'))
    panel.get_by_role("button", name="Print this document").click()
    page.emulate_media(media="print")
    assert page.locator(f'[data-document="{STORY}"]').is_visible()
    assert page.locator(f'[data-document="{PLAN}"]').is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(f'[data-document="{PLAN}"]').is_visible()


# --------------------------------------------------------------------------- budgets


def test_a_thousand_documents_keep_their_budgets_within_a_factor_of_two(browser: Browser, tmp_path: Path) -> None:
    script = scripted("measure_report")
    place = tmp_path / "large.html"
    measures = script.rendered(1_000, 600, place) | script.shown(browser, place)
    assert measures["bytes"] <= script.BUDGETS["bytes"]
    assert (measures["texts"], measures["comparisons"]) == (1_000, 600)
    assert {name: measures[name] for name, most in script.BUDGETS.items() if measures[name] > 2 * most} == {}
