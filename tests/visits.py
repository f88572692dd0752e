"""Reports as pages in a real browser, opened from disk: what the tests of the page share."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from corrected import everything
from gates import hostile_gate, judged
from harbour import harbour
from hostility import hostile

from provenance.reports.html import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from provenance.model import Report


PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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


def ground_of(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def wait_until(page: Page, condition: str) -> None:
    """Waits for what a script tells. The page's own policy forbids what `wait_for_function` does while it waits."""
    ends = time.monotonic() + 10
    while not page.evaluate(condition):
        assert time.monotonic() < ends, f"not within ten seconds: {condition}"
        page.wait_for_timeout(20)
