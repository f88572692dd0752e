"""The page in a real browser: opened from disk, with and without its script, with and without its policy."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import PLAN, STORY
from large import large
from pages import squeezed
from visits import (
    EVERYTHING,
    HARBOUR,
    HOSTILE,
    HOSTILE_GATE,
    JUDGED,
    Visit,
    ground_of,
    wait_until,
    written,
    written_page,
)

from provenance.reports import markup
from provenance.reports.json import json as as_json

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from provenance.model import Report

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 768, 1280)
TEXTS = """() => [...document.querySelectorAll("[data-document]")].map(element => {
    const bare = element.cloneNode(true);
    for (const aside of bare.querySelectorAll("[data-aside], [class^=t-]")) aside.remove();
    return [element.dataset.document, bare.textContent];
})"""


def test_the_page_opens_from_disk_and_asks_for_nothing_else(visit: Any) -> None:
    visited = visit(HARBOUR)
    assert visited.requests == [visited.address]


def test_the_page_complains_of_nothing(visit: Any) -> None:
    visited = visit(HARBOUR)
    visited.open_all()
    assert visited.complaints == []


def test_every_passage_is_there_without_a_script(visit: Any) -> None:
    report = HARBOUR
    texts = dict(visit(report, java_script_enabled=False).page.locator("html").evaluate(TEXTS))
    for each in report.documents:
        assert squeezed(texts[each.id]) == squeezed(each.text or "")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_the_verdict_every_finding_every_title_and_every_passage_is_told(visit: Any, script: bool) -> None:
    page = visit(EVERYTHING, java_script_enabled=script).page
    told = squeezed(page.locator("main").text_content() or "")
    assert squeezed("Gate: fails.") in told
    assert EVERYTHING.gate is not None
    assert [each for each in EVERYTHING.gate.findings if squeezed(each.message) not in told] == []
    assert [each.title for each in EVERYTHING.documents if each.title and squeezed(each.title) not in told] == []
    texts = dict(page.locator("html").evaluate(TEXTS))
    assert {name: squeezed(text) for name, text in texts.items()} == {
        each.id: squeezed(each.text or "") for each in EVERYTHING.documents
    }


def test_every_passage_can_be_seen_without_a_script(visit: Any) -> None:
    visited = visit(HARBOUR, java_script_enabled=False)
    visited.open_all()
    assert (
        visited.page.locator(f'[data-document="{STORY}"]').get_by_text("An island without a winter boat").is_visible()
    )


@pytest.mark.parametrize("report", [HOSTILE, HOSTILE_GATE], ids=["documents", "findings and reasons"])
@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "without its policy"])
def test_what_is_hostile_does_nothing(visit: Any, policy: bool, report: Report) -> None:
    visited = visit(report, policy=policy)
    visited.open_all()
    press_everything(visited.page)
    visited.page.wait_for_timeout(3000)
    assert visited.page.evaluate("window.pwned") is None
    assert visited.requests == [visited.address]
    assert visited.complaints == []
    assert visited.page.url.partition("#")[0] == visited.address


@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "without its policy"])
def test_a_server_that_the_hostile_strings_name_is_asked_for_nothing(
    browser: Browser, tmp_path: Path, policy: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3)
        path = written(tmp_path, HOSTILE_GATE, policy=policy)
        named = f"127.0.0.1:{server.getsockname()[1]}/"
        text = path.read_text("utf-8")
        assert "127.0.0.1:9/" in text
        path.write_text(text.replace("127.0.0.1:9/", named), encoding="utf-8")
        visited = Visit(browser, path)
        visited.open_all()
        press_everything(visited.page)
        with pytest.raises(TimeoutError):
            server.accept()
        assert visited.requests == [visited.address]
        visited.context.close()


def press_everything(page: Page) -> None:
    """Every button once, every choice of every select, every box, words into every field."""
    page.evaluate("""() => {
        window.print = () => {};
        for (const each of document.querySelectorAll("button, input[type=checkbox]")) each.click();
        for (const each of document.querySelectorAll("select")) for (const option of each.options) {
            each.value = option.value;
            each.dispatchEvent(new Event("change", { bubbles: true }));
        }
        for (const each of document.querySelectorAll("input:not([type=checkbox])")) {
            each.value = each.type === "number" ? "9" : "<img src=x onerror=window.pwned=1>";
            each.dispatchEvent(new Event("input", { bubbles: true }));
            each.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }""")


def test_hostile_documents_stand_whole_in_the_page(visit: Any) -> None:
    report = HOSTILE
    texts = dict(visit(report).page.evaluate(TEXTS))
    own = "".join(shown for shown, meaning in markup.tokens(report.documents[0].text or "") if meaning is None)
    assert {squeezed(each) for each in texts.values()} == {squeezed(own)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "report", [HARBOUR, HOSTILE, EVERYTHING, HOSTILE_GATE], ids=["harbour", "hostile", "everything", "hostile gate"]
)
def test_the_page_never_scrolls_sideways(visit: Any, width: int, report: Report) -> None:
    page = visit(report, viewport={"width": width, "height": 640}).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] == widths[1]


def closed(report: Report) -> Report:
    """The same report with so many documents that their panels start closed."""
    more = tuple(replace(report.documents[-1], id=f"more/{number}.txt") for number in range(12))
    return replace(report, documents=report.documents + more)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_link_to_a_passage_opens_its_panel(visit: Any, script: bool) -> None:
    report = closed(HARBOUR)
    anchor = re.search(
        r'<p id="([^"]+)"[^>]*>(?:(?!</p>).)*An island without',
        written_page(report).split(f'data-document="{STORY}"')[1],
    )
    assert anchor is not None
    page = visit(report, fragment=f"#{anchor[1]}", java_script_enabled=script).page
    passage = page.locator(f'[id="{anchor[1]}"]')
    passage.wait_for(state="visible")
    assert page.locator(f'[data-document="{PLAN}"]').is_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_the_verdict_leads_to_its_finding_and_opens_it(visit: Any, script: bool) -> None:
    page = visit(JUDGED, java_script_enabled=script).page
    finding = page.locator("#findings .finding").first
    assert finding.is_hidden()
    page.locator("#gate .verdict").get_by_role("link", name="unattributed-copy").click()
    finding.get_by_text("How to settle it").wait_for(state="visible")
    page.locator("#gate").get_by_role("link", name="1 suppressed").click()
    page.locator("#suppressed").wait_for(state="visible")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_click_on_a_link_to_a_passage_opens_its_panel(visit: Any, script: bool) -> None:
    page = visit(HARBOUR, java_script_enabled=script).page
    panel = page.locator(f'[data-document="{STORY}"]')
    assert panel.is_hidden()
    page.locator("#documents").get_by_role("link", name="Islanders get their winter boat").first.click()
    panel.wait_for(state="visible")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_click_on_a_quotation_leads_to_the_passage_it_is_from(visit: Any, script: bool) -> None:
    from playwright.sync_api import expect

    page = visit(closed(HARBOUR), java_script_enabled=script).page
    link = page.locator('#summary a[href*=".p-"]').first
    passage = page.locator(f'[id="{(link.get_attribute("href") or "")[1:]}"]')
    assert passage.is_hidden()
    link.click()
    passage.wait_for(state="visible")
    expect(passage).to_be_in_viewport()


def test_a_link_to_a_passage_moves_the_focus_there(visit: Any) -> None:
    report = closed(HARBOUR)
    anchor = re.findall(r'<p id="([^"]+)"', written_page(report).split(f'data-document="{STORY}"')[1])[0]
    page = visit(report, fragment=f"#{anchor}").page
    wait_until(page, f"document.activeElement.id === {anchor!r}")


def test_a_link_to_a_section_below_many_rows_leads_to_it(visit: Any) -> None:
    page = visit(large(600), reduced_motion="no-preference").page
    page.locator("nav a[href='#timeline']").click()
    page.wait_for_timeout(1_000)  # by then a smooth scroll past all rows would be on its way still, or have missed
    assert 0 <= page.locator("#timeline").evaluate("each => each.getBoundingClientRect().top") < 100


@pytest.mark.parametrize("script", [True, False])
def test_a_family_is_laid_out_when_it_comes_near_and_a_link_leads_to_it(visit: Any, script: bool) -> None:
    from playwright.sync_api import expect

    page = visit(large(400, 240), java_script_enabled=script).page
    last = page.locator(".family").last
    drawn = last.locator(".graph")
    is_laid_out = "each => each.checkVisibility({ contentVisibilityAuto: true })"
    assert not drawn.evaluate(is_laid_out)
    page.goto(f"{page.url}#{last.get_attribute('id')}")
    expect(last.locator("h3")).to_be_in_viewport()
    assert drawn.evaluate(is_laid_out)


def test_a_link_to_nothing_says_so(visit: Any) -> None:
    page = visit(HARBOUR, fragment="#d-0000000000").page
    wait_until(page, "document.getElementById('status').textContent.includes('not in this report')")


def test_all_panels_can_be_opened_and_closed(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Close all").click()
    assert page.locator("details.panel[open]").count() == 0
    page.get_by_role("button", name="Open all").click()
    assert page.locator("details.panel:not([open])").count() == 0


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 27)")])
def test_the_theme_follows_the_system_and_can_be_chosen(visit: Any, theme: str, ground: str) -> None:
    other = "dark" if theme == "light" else "light"
    assert ground_of(visit(HARBOUR, color_scheme=theme).page) == ground
    page = visit(HARBOUR, color_scheme=other).page
    page.get_by_label("Theme").select_option(theme)
    assert ground_of(page) == ground


def test_print_is_light(visit: Any) -> None:
    page = visit(HARBOUR, color_scheme="dark").page
    page.emulate_media(media="print")
    assert ground_of(page) == "rgb(255, 255, 255)"


def test_focus_is_visible_on_everything_that_takes_it(visit: Any) -> None:
    page = visit(HARBOUR).page
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        at_body = page.evaluate("document.activeElement === document.body")
        assert at_body or outline == "solid"
        seen += not at_body
    assert seen > 50


def test_controls_are_large_enough_to_hit(visit: Any) -> None:
    page = visit(HARBOUR).page
    sizes = page.evaluate(
        "[...document.querySelectorAll('button, select, summary')].map(each => each.getBoundingClientRect())"
        ".filter(each => each.width).map(each => [each.width, each.height])"
    )
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_the_page_works_in_a_sandbox_without_scripts_or_storage(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, HARBOUR)
    frame = tmp_path / "frame.html"
    frame.write_text(f'<iframe sandbox="allow-scripts" src="{path.name}" width="900" height="700"></iframe>')
    visited = Visit(browser, frame)
    visited.page.frames[1].get_by_role("button", name="Open all").wait_for()
    assert visited.complaints == []
    visited.context.close()


# --------------------------------------------------------------------------- hosts that allow little


def test_the_page_is_whole_in_a_frame_without_scripts(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, HARBOUR)
    frame = tmp_path / "frame.html"
    frame.write_text(f'<iframe sandbox src="{path.name}" width="900" height="700"></iframe>', encoding="utf-8")
    visited = Visit(browser, frame)
    inner = visited.page.frame_locator("iframe")
    assert inner.locator("h1").inner_text() == "Four of six documents share text, in two families"
    assert inner.locator("#tools").is_hidden()
    visited.context.close()


def test_a_server_that_forbids_scripts_and_styles_leaves_all_words(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'none'",
    }
    page.route("**/*", lambda route: route.fulfill(body=written_page(HARBOUR), headers=headers))
    anchor = re.findall(r'<p id="([^"]+)"', written_page(HARBOUR).split(f'data-document="{STORY}"')[1])[0]
    page.goto(f"http://build.example/report.html#{anchor}")
    assert page.locator(f'[id="{anchor}"]').is_visible()
    assert "Edited copy" in page.locator(f'[data-document="{STORY}"]').inner_text()
    assert page.locator("#tools").is_hidden()
    context.close()


def test_hidden_characters_turn_no_part_of_the_page_round(visit: Any) -> None:
    page = visit(HOSTILE).page
    ways = page.evaluate("""() => new Set([...document.querySelectorAll("h1, h2, h3, nav, th, td, summary, .notes")]
        .map(each => getComputedStyle(each).direction)).size""")
    assert ways == 1
    assert page.locator(".ctl", has_text="[U+202E]").count() > 0


HALVED = replace(HARBOUR, documents=tuple(replace(each, title=f"a\ud800b{each.title}") for each in HARBOUR.documents))


@pytest.mark.parametrize("report", [HARBOUR, HOSTILE, HALVED], ids=["harbour", "hostile", "half characters"])
def test_the_browser_reads_the_embedded_json_as_it_was_written(visit: Any, report: Report) -> None:
    page = visit(replace(report, settings={**report.settings, "report": {"embed_json": True}})).page
    read = page.evaluate("JSON.stringify(JSON.parse(document.getElementById('result').textContent))")
    (own,) = as_json(replace(report, settings={**report.settings, "report": {"embed_json": True}}))
    assert json.loads(read) == json.loads(own.content)
