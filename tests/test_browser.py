"""The page in a real browser: opened from disk, with and without its script, with and without its policy."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import PLAN, STORY, harbour
from hostility import hostile
from pages import squeezed

from provenance.reports import markup
from provenance.reports.html import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from provenance.model import Report

pytestmark = pytest.mark.browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = (320, 390, 768, 1280)
TEXTS = """() => [...document.querySelectorAll("[data-document]")].map(element => {
    const bare = element.cloneNode(true);
    for (const aside of bare.querySelectorAll("[data-aside]")) aside.remove();
    return [element.dataset.document, bare.textContent];
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the tests are skipped at a desk and fail where `CI` is set."""
    lacking = pytest.fail if os.environ.get("CI") else pytest.skip
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        lacking(f"no Chromium: set CHROMIUM to its path, or install one of {', '.join(PROGRAMS)}")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("the Python package playwright is not installed: pip install playwright")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


class Visit:
    """One page opened from disk, with all that it asked for and all that it complained of."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.address = path.as_uri()
        self.page.goto(self.address)

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_all(self) -> None:
        for summary in self.page.query_selector_all("details:not([open]) > summary"):
            if summary.is_visible():
                summary.click()


def written(folder: Path, report: Report, *, policy: bool = True) -> Path:
    (page,) = html(report)
    text = page.content.decode()
    if not policy:
        text, removed = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", text)
        assert removed == 1
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Opens the page of a report; contexts are closed afterwards."""
    visits = []

    def open_report(report: Report, *, policy: bool = True, fragment: str = "", **options: Any) -> Visit:
        visits.append(Visit(browser, written(tmp_path, report, policy=policy), **options))
        if fragment:
            visits[-1].page.goto("about:blank")
            visits[-1].page.goto(visits[-1].address + fragment)
        return visits[-1]

    yield open_report
    for each in visits:
        each.context.close()


def test_the_page_opens_from_disk_and_asks_for_nothing_else(visit):
    visited = visit(harbour())
    assert visited.requests == [visited.address]


def test_the_page_complains_of_nothing(visit):
    visited = visit(harbour())
    visited.open_all()
    assert visited.complaints == []


def test_every_passage_is_there_without_a_script(visit):
    report = harbour()
    texts = dict(visit(report, java_script_enabled=False).page.locator("html").evaluate(TEXTS))
    for each in report.documents:
        assert squeezed(texts[each.id]) == squeezed(each.text or "")


def test_every_passage_can_be_seen_without_a_script(visit):
    visited = visit(harbour(), java_script_enabled=False)
    visited.open_all()
    assert (
        visited.page.locator(f'[data-document="{STORY}"]').get_by_text("An island without a winter boat").is_visible()
    )


@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "without its policy"])
def test_hostile_documents_do_nothing(visit, policy):
    visited = visit(hostile(), policy=policy)
    visited.open_all()
    for control in visited.page.query_selector_all("button, select"):
        control.focus()
    visited.page.mouse.move(300, 300)
    visited.page.wait_for_timeout(1500)
    assert visited.page.evaluate("window.pwned") is None
    assert visited.requests == [visited.address]
    assert visited.complaints == []
    assert visited.page.url == visited.address


def test_hostile_documents_stand_whole_in_the_page(visit):
    report = hostile()
    texts = dict(visit(report).page.evaluate(TEXTS))
    own = "".join(shown for shown, meaning in markup.tokens(report.documents[0].text or "") if meaning is None)
    assert {squeezed(each) for each in texts.values()} == {squeezed(own)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_the_page_never_scrolls_sideways(visit, width, report):
    page = visit(report, viewport={"width": width, "height": 800}).page
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] == widths[1]


def closed(report: Report) -> Report:
    """The same report with so many documents that their panels start closed."""
    more = tuple(replace(report.documents[-1], id=f"more/{number}.txt") for number in range(12))
    return replace(report, documents=report.documents + more)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_link_to_a_passage_opens_its_panel(visit, script):
    report = closed(harbour())
    anchor = re.search(
        r'<p id="([^"]+)"[^>]*>(?:(?!</p>).)*An island without',
        written_page(report).split(f'data-document="{STORY}"')[1],
    )
    assert anchor is not None
    page = visit(report, fragment=f"#{anchor[1]}", java_script_enabled=script).page
    passage = page.locator(f'[id="{anchor[1]}"]')
    passage.wait_for(state="visible")
    assert page.locator(f'[data-document="{PLAN}"]').is_hidden()


def test_a_link_to_a_passage_moves_the_focus_there(visit):
    report = closed(harbour())
    anchor = re.findall(r'<p id="([^"]+)"', written_page(report).split(f'data-document="{STORY}"')[1])[0]
    page = visit(report, fragment=f"#{anchor}").page
    page.wait_for_function(f"document.activeElement.id === {anchor!r}")


def test_a_link_to_nothing_says_so(visit):
    page = visit(harbour(), fragment="#d-0000000000").page
    page.wait_for_function("document.getElementById('status').textContent.includes('not in this report')")


def test_all_panels_can_be_opened_and_closed(visit):
    page = visit(harbour()).page
    page.get_by_role("button", name="Close all").click()
    assert page.locator("details.panel[open]").count() == 0
    page.get_by_role("button", name="Open all").click()
    assert page.locator("details.panel:not([open])").count() == 0


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 27)")])
def test_the_theme_follows_the_system_and_can_be_chosen(visit, theme, ground):
    other = "dark" if theme == "light" else "light"
    assert _ground(visit(harbour(), color_scheme=theme).page) == ground
    page = visit(harbour(), color_scheme=other).page
    page.get_by_label("Theme").select_option(theme)
    assert _ground(page) == ground


def test_print_is_light(visit):
    page = visit(harbour(), color_scheme="dark").page
    page.emulate_media(media="print")
    assert _ground(page) == "rgb(255, 255, 255)"


def test_focus_is_visible_on_everything_that_takes_it(visit):
    page = visit(harbour()).page
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        at_body = page.evaluate("document.activeElement === document.body")
        assert at_body or outline == "solid"
        seen += not at_body
    assert seen > 50


def test_controls_are_large_enough_to_hit(visit):
    page = visit(harbour()).page
    sizes = page.evaluate(
        "[...document.querySelectorAll('button, select, summary')].map(each => each.getBoundingClientRect())"
        ".filter(each => each.width).map(each => [each.width, each.height])"
    )
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_the_page_works_in_a_sandbox_without_scripts_or_storage(browser, tmp_path):
    path = written(tmp_path, harbour())
    frame = tmp_path / "frame.html"
    frame.write_text(f'<iframe sandbox="allow-scripts" src="{path.name}" width="900" height="700"></iframe>')
    visited = Visit(browser, frame)
    visited.page.frames[1].get_by_role("button", name="Open all").wait_for()
    assert visited.complaints == []
    visited.context.close()


def written_page(report: Report) -> str:
    (page,) = html(report)
    return page.content.decode()


def _ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")
