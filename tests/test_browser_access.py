"""The page in a real browser for those who see, hear or press otherwise: names, focus, sizes, shortcuts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import PLAN
from visits import EVERYTHING, HARBOUR, HOSTILE, Visit, ground_of

from provenance.model import Source
from provenance.output import save

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from provenance.model import Report

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    """What axe-core finds against the rules of WCAG 2.2 AA and good practice, a line for each."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(
        page, options={"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"], "preload": False}
    )
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING, HOSTILE], ids=["harbour", "everything", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_all_panels_closed_and_with_all_open(visit: Any, scheme: str, report: Report) -> None:
    page = visit(report, color_scheme=scheme, bypass_csp=True).page
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(page) == []


@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING], ids=["harbour", "everything"])
def test_every_page_of_a_folder_opens_from_disk_and_nothing_is_found_by_axe_or_too_small_to_hit(
    browser: Browser, tmp_path: Path, report: Report
) -> None:
    save(report, f"{tmp_path}/lineage/")
    own = tmp_path / "lineage"
    visited = Visit(browser, own / "index.html", bypass_csp=True)
    found = {}
    for path in sorted(own.rglob("*.html")):
        visited.page.goto(path.as_uri())
        found[path.name] = violations(visited.page) + visited.page.evaluate(SMALL_ALONE)
    visited.context.close()
    assert {name: each for name, each in found.items() if each} == {}
    assert visited.complaints == []
    assert all(request.startswith(own.as_uri()) for request in visited.requests)


def test_a_page_of_a_folder_has_its_style_and_its_script(browser: Browser, tmp_path: Path) -> None:
    save(HARBOUR, f"{tmp_path}/lineage/")
    visited = Visit(browser, tmp_path / "lineage" / "index.html", color_scheme="dark")
    assert ground_of(visited.page) == "rgb(20, 23, 27)"
    visited.page.get_by_role("button", name="Open all").wait_for()
    assert visited.complaints == []
    visited.context.close()


FOCUS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const x = Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width / 2, 12)));
    const y = Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2));
    const top = document.elementFromPoint(x, y);
    at.reached = (at.reached || 0) + 1;
    return [at === document.body, parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
            !!top && (at.contains(top) || top.contains(at)), at.reached, at.outerHTML.slice(0, 120)];
}"""


@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING], ids=["harbour", "everything"])
def test_tab_reaches_everything_once_in_view_and_uncovered(visit: Any, report: Report) -> None:
    page = visit(report, viewport={"width": 1280, "height": 900}, reduced_motion="reduce").page
    count = page.evaluate("""() => [...document.querySelectorAll(
        "a[href], button, select, input, summary, [tabindex='0']")].filter(each => each.checkVisibility()).length""")
    wrong = []
    for _ in range(count):
        page.keyboard.press("Tab")
        at_body, is_visible, is_uncovered, reached, what = page.evaluate(FOCUS)
        if at_body or not is_visible or not is_uncovered or reached != 1:
            wrong.append((is_visible, is_uncovered, reached, what))
    assert wrong == []


assert EVERYTHING.gate is not None
MANY = replace(EVERYTHING, gate=replace(EVERYTHING.gate, findings=EVERYTHING.gate.findings * 6))


@pytest.mark.parametrize("report", [HARBOUR, MANY], ids=["harbour", "everything, with many findings"])
def test_all_but_links_in_sentences_are_large_enough_to_hit(visit: Any, report: Report) -> None:
    page = visit(report).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    small = page.evaluate("""() => [...document.querySelectorAll(
            "button, select, input, summary, nav a, .go a, .graph a, .keys label, .counting label")]
        .map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
        .map(([what, box]) => `${what} ${box.width} ${box.height}`)""")
    assert small == []
    assert page.evaluate(SMALL_ALONE) == []


SMALL_ALONE = """() => [...document.querySelectorAll("a[href]:not(svg a)")].filter(link => {
    let box = link;
    while (getComputedStyle(box).display.startsWith("inline")) box = box.parentElement;
    const beside = box.cloneNode(true);
    for (const each of beside.querySelectorAll("a, button, summary")) each.remove();
    const { width, height } = link.getBoundingClientRect();
    return width && (width < 24 || height < 24) && !/[\\p{L}\\p{N}]/u.test(beside.textContent);
}).map(link => `${link.parentElement.outerHTML.slice(0, 90)} ${link.getBoundingClientRect().height}`)"""
"""Links that stand alone, and not in a sentence, and are smaller than a finger needs them."""


def test_forced_colours_leave_tags_and_lines(visit: Any) -> None:
    page = visit(HARBOUR, forced_colors="active").page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    lines = page.evaluate("""() => Object.fromEntries(["c", "e", "p", "q", "b"].map(kind =>
        [kind, getComputedStyle(document.querySelector(`.text mark.k-${kind}`)).textDecorationStyle]))""")
    assert lines == {"c": "solid", "e": "dashed", "p": "wavy", "q": "double", "b": "dotted"}
    assert page.locator(".flow [class^=t-]").first.is_visible()


KIND = Source(kind="press release")


def test_the_drawing_is_read_as_links_with_title_date_and_kind(visit: Any) -> None:
    documents = (replace(each, source=KIND) if each.id == PLAN else each for each in HARBOUR.documents)
    page = visit(replace(HARBOUR, documents=tuple(documents))).page
    snapshot = page.locator(".graph").first.aria_snapshot().replace("\u00a0", " ")
    assert snapshot.count("- link ") == 2
    assert 'link "Winter ferry plan goes to the board, dated 7 May 2024 · press release"' in snapshot
    assert 'link "Islanders get their winter boat, from 14 May 2024"' in snapshot
    assert "img" not in snapshot  # the words in a box are those of its link


def test_what_is_read_aloud_of_an_answer_and_a_family_are_sentences(visit: Any) -> None:
    page = visit(HARBOUR).page
    answer = _aloud(page.locator("#summary .answer").aria_snapshot())
    assert "Which of them came first cannot be told from what was read. The likeliest is Jump to content" in answer
    assert "Islanders get their winter boat has 48 words from Winter ferry plan goes to the board ( probably" in answer
    family = page.get_by_role("article", name="Family 1: Winter ferry plan goes to the board and Islanders get")
    aloud = _aloud(family.aria_snapshot())
    assert "Winter ferry plan goes to the board is almost certainly the earliest text of this family" in aloud
    assert "?" not in aloud


def _aloud(snapshot: str) -> str:
    """What a reader of screens says, without the roles."""
    spoken = re.sub(
        r"(?m)^ *- (?:/url: .*|[a-z]+(?: \[[^]]*\])?:?)$|^ *- '?(?:text: |[a-z]+ ?:? ?)|[\"']|:$", "", snapshot
    )
    return " ".join(spoken.replace("\u00a0", " ").split())


def test_shortcuts_work_and_can_be_turned_off_for_good(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Open all").click()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className.startsWith('t-')")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "filter"
    page.locator(".keys summary").click()
    page.get_by_label("Single-key shortcuts on").uncheck()
    page.reload()
    page.locator("h1").click()
    for key in ("j", "k", "o", "c", "/", "?"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    assert not page.get_by_label("Single-key shortcuts on").is_checked()


def test_a_tag_without_a_link_of_its_own_belongs_to_the_note_of_the_tag_before_it(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Open all").click()
    bare = page.locator(".flow b[class^=t-]")
    told = page.locator(".flow [class^=t-]").evaluate_all("""tags => tags.findIndex((tag, at) => !tag.hash && at
        && tags.slice(0, at).some(each => each.hash && each.closest(".text") === tag.closest(".text")))""")
    assert told > 0
    assert bare.count()
    for _ in range(told + 1):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.hash === undefined")
    assert page.locator("details.why[open]").count() == 0
    page.keyboard.press("o")
    assert page.locator("details.why[open]").count() == 1
