"""The page in a real browser: opened from disk, with and without its script, with and without its policy."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
from contextlib import contextmanager
from dataclasses import replace
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from corrected import everything
from gates import hostile_gate, judged
from harbour import PLAN, STORY, harbour
from hostility import hostile
from large import large
from pages import squeezed
from pypdf import PdfReader

from provenance.model import Source
from provenance.output import save
from provenance.reports import markup
from provenance.reports.html import html
from provenance.reports.json import json as as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for (const aside of bare.querySelectorAll("[data-aside], [class^=t-]")) aside.remove();
    return [element.dataset.document, bare.textContent];
})"""


@contextmanager
def launched(*switches: str) -> Iterator[Browser]:
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
        browser = playwright.chromium.launch(executable_path=program, args=[*SWITCHES, *switches])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with launched() as started:
        yield started


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


HARBOUR, HOSTILE, JUDGED, HOSTILE_GATE, EVERYTHING = harbour(), hostile(), judged(), hostile_gate(), everything()
ONE_NOTE = replace(JUDGED, gate=JUDGED.gate and replace(JUDGED.gate, findings=JUDGED.gate.findings[:1]))
_PAGES: dict[int, tuple[Report, str]] = {}


def written_page(report: Report) -> str:
    """The page of a report, rendered once for every report object."""
    if id(report) not in _PAGES:
        (page,) = html(report)
        _PAGES[id(report)] = report, page.content.decode()
    return _PAGES[id(report)][1]


def written(folder: Path, report: Report, *, policy: bool = True) -> Path:
    text = written_page(report)
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
    page.wait_for_function(f"document.activeElement.id === {anchor!r}")


def test_a_link_to_a_section_below_many_rows_leads_to_it(visit: Any) -> None:
    page = visit(large(600), reduced_motion="no-preference").page
    page.locator("nav a[href='#timeline']").click()
    page.wait_for_timeout(1_000)  # by then a smooth scroll past all rows would be on its way still, or have missed
    assert 0 <= page.locator("#timeline").evaluate("each => each.getBoundingClientRect().top") < 100


def test_a_link_to_nothing_says_so(visit: Any) -> None:
    page = visit(HARBOUR, fragment="#d-0000000000").page
    page.wait_for_function("document.getElementById('status').textContent.includes('not in this report')")


def test_all_panels_can_be_opened_and_closed(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Close all").click()
    assert page.locator("details.panel[open]").count() == 0
    page.get_by_role("button", name="Open all").click()
    assert page.locator("details.panel:not([open])").count() == 0


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 27)")])
def test_the_theme_follows_the_system_and_can_be_chosen(visit: Any, theme: str, ground: str) -> None:
    other = "dark" if theme == "light" else "light"
    assert _ground(visit(HARBOUR, color_scheme=theme).page) == ground
    page = visit(HARBOUR, color_scheme=other).page
    page.get_by_label("Theme").select_option(theme)
    assert _ground(page) == ground


def test_print_is_light(visit: Any) -> None:
    page = visit(HARBOUR, color_scheme="dark").page
    page.emulate_media(media="print")
    assert _ground(page) == "rgb(255, 255, 255)"


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


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


# --------------------------------------------------------------------------- access


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


@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING], ids=["harbour", "everything"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_all_panels_closed_and_with_all_open(visit: Any, scheme: str, report: Report) -> None:
    page = visit(report, color_scheme=scheme, bypass_csp=True).page
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(page) == []


@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING], ids=["harbour", "everything"])
def test_every_page_of_a_folder_opens_from_disk_and_axe_finds_nothing(
    browser: Browser, tmp_path: Path, report: Report
) -> None:
    save(report, f"{tmp_path}/lineage/")
    own = tmp_path / "lineage"
    visited = Visit(browser, own / "index.html", bypass_csp=True)
    found = {}
    for path in sorted(own.rglob("*.html")):
        visited.page.goto(path.as_uri())
        found[path.name] = violations(visited.page)
    visited.context.close()
    assert {name: each for name, each in found.items() if each} == {}
    assert visited.complaints == []
    assert all(request.startswith(own.as_uri()) for request in visited.requests)


def test_a_page_of_a_folder_has_its_style_and_its_script(browser: Browser, tmp_path: Path) -> None:
    save(HARBOUR, f"{tmp_path}/lineage/")
    visited = Visit(browser, tmp_path / "lineage" / "index.html", color_scheme="dark")
    assert _ground(visited.page) == "rgb(20, 23, 27)"
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


@pytest.mark.parametrize("report", [HARBOUR, EVERYTHING], ids=["harbour", "everything"])
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


# --------------------------------------------------------------------------- what the script adds


def shown_rows(page: Page) -> list[str]:
    found: list[str] = page.locator("#docs tbody tr:visible th").evaluate_all(
        "rows => rows.map(row => row.innerText.split('\\n')[0])"
    )
    return found


def test_the_table_can_be_filtered_and_says_how_much_it_shows(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.locator("#filter").fill("LIGHTHOUSE")
    assert len(shown_rows(page)) == 1
    assert page.locator("#rows").inner_text() == "1 of 6 documents shown"
    page.locator("#filter").fill("")
    page.locator("#has").select_option("p")
    assert shown_rows(page) == ["Islanders get their winter boat"]


@pytest.mark.parametrize(("chosen", "rows"), [("enw", 1), ("e", 1), ("w", 1), ("n", 1), ("", 6)])
def test_only_documents_with_findings_can_be_shown(visit: Any, chosen: str, rows: int) -> None:
    page = visit(JUDGED).page
    page.locator("#found").select_option(chosen)
    assert len(shown_rows(page)) == rows
    assert page.url.endswith(f"#documents?found={chosen}" if chosen else "#documents")


def test_only_levels_that_were_newly_found_are_filtered_for(visit: Any) -> None:
    page = visit(ONE_NOTE).page
    page.locator("#found").select_option("e")
    assert shown_rows(page) == []
    page.locator("#found").select_option("enw")
    assert len(shown_rows(page)) == 1


def test_without_a_gate_there_is_no_filter_for_findings(visit: Any) -> None:
    assert visit(HARBOUR).page.locator("#found").count() == 0


def test_the_table_can_be_sorted_both_ways(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Words").click()
    assert page.locator("th[data-key=words]").get_attribute("aria-sort") == "descending"
    down = shown_rows(page)
    page.get_by_role("button", name="Words").click()
    assert page.locator("th[data-key=words]").get_attribute("aria-sort") == "ascending"
    assert shown_rows(page) == down[::-1]


def test_filter_and_order_stand_in_the_address_and_come_back_from_it(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.locator("#has").select_option("c")
    page.get_by_role("button", name="Document").click()
    address = page.url
    assert address.endswith("#documents?has=c&sort=name")
    again = visit(HARBOUR, fragment="#documents?has=c&sort=name&evil=%3Cb%3E&kind=nonsense").page
    again.wait_for_function("document.querySelector('#has').value === 'c'")
    assert shown_rows(again) == shown_rows(page)


def test_an_unknown_filter_in_the_address_is_passed_over(visit: Any) -> None:
    page = visit(HARBOUR, fragment="#documents?has=zz&sort=constructor").page
    page.wait_for_function("document.activeElement.id === 'documents'")
    assert len(shown_rows(page)) == 6


def test_quotations_boilerplate_and_short_matches_are_set_aside_and_the_shares_counted_anew(visit: Any) -> None:
    page = visit(HARBOUR).page
    row = page.locator("#docs tbody tr", has_text="Islanders get their winter boat")
    whole = row.locator(".mix").inner_text()
    assert "quoted and credited" in whole
    group = page.locator(".counting").first
    group.get_by_label("quotations").check()
    assert "quoted and credited" not in row.locator(".mix").inner_text()
    assert "of 83 words" in row.locator(".mix").inner_text()
    assert "12 words set aside" in group.locator(".counted").inner_text()
    assert page.locator(".text mark.k-q:not(.off)").count() == 0
    assert page.locator(".counting").nth(1).get_by_label("quotations").is_checked()
    group.get_by_label("matches under").fill("500")
    group.get_by_label("matches under").press("Enter")
    group.get_by_label("matches under").blur()
    assert row.locator(".mix").inner_text().startswith("original 100")
    group.get_by_label("quotations").uncheck()
    group.get_by_label("matches under").fill("0")
    group.get_by_label("matches under").blur()
    assert row.locator(".mix").inner_text() == whole


def test_a_drawing_can_be_made_larger_and_fitted(visit: Any) -> None:
    page = visit(HARBOUR, viewport={"width": 320, "height": 640}).page
    drawing = page.locator(".graph").first
    natural = drawing.bounding_box()["width"]
    page.get_by_role("button", name="Zoom in").first.click()
    assert drawing.bounding_box()["width"] > natural
    page.get_by_role("button", name="Fit").first.click()
    assert drawing.bounding_box()["width"] <= 320


def test_copying_a_link_says_so_even_where_it_is_not_allowed(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Open all").click()
    page.get_by_role("button", name="Copy link").first.click()
    page.wait_for_function("/copied|copy it there/.test(document.getElementById('status').textContent)")


@pytest.mark.parametrize("allowed", [True, False])
def test_a_suppression_is_copied_or_selected(visit: Any, allowed: bool) -> None:
    page = visit(JUDGED, permissions=["clipboard-read", "clipboard-write"] if allowed else []).page
    if not allowed:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.locator("#findings .findings details > summary").first.click()
    page.get_by_role("button", name="Copy suppression").first.click()
    page.wait_for_function("/^(The s|S)uppression/.test(document.getElementById('status').textContent)")
    taken = page.evaluate("navigator.clipboard.readText()" if allowed else "getSelection().toString()")
    assert taken.strip() == page.locator(".finding pre").first.inner_text().strip()
    assert taken.strip().startswith("[[suppress]]")


def test_sorting_keeps_the_focus(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Words").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.closest('th').dataset.key") == "words"


def test_text_is_copied_without_the_notes_between(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Open all").click()
    order = page.evaluate("""() => [...document.querySelectorAll(".group")].every(group =>
        !group.querySelector(".notes") || group.lastElementChild.className === "notes")""")
    assert order


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


# --------------------------------------------------------------------------- hosts that allow little


def test_the_page_is_whole_in_a_frame_without_scripts(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, HARBOUR)
    frame = tmp_path / "frame.html"
    frame.write_text(f'<iframe sandbox src="{path.name}" width="900" height="700"></iframe>', encoding="utf-8")
    visited = Visit(browser, frame)
    inner = visited.page.frame_locator("iframe")
    assert inner.locator("h1").inner_text() == "Four of six documents share text"
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
    loader = SourceFileLoader("measure_report", str(Path(__file__).parent.parent / "scripts" / "measure_report"))
    spec = spec_from_file_location("measure_report", loader.path, loader=loader)
    assert spec is not None
    script = module_from_spec(spec)
    loader.exec_module(script)
    place = tmp_path / "large.html"
    measures = script.rendered(1_000, 600, place) | script.shown(browser, place)
    assert measures["bytes"] <= script.BUDGETS["bytes"]
    assert (measures["texts"], measures["comparisons"]) == (1_000, 600)
    assert {name: measures[name] for name, most in script.BUDGETS.items() if measures[name] > 2 * most} == {}
