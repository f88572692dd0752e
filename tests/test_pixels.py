"""The look of every section as it was last seen by a person, light and dark; `--update-golden` takes it anew.

The pages are set in boxes (see `boxes.py`), so that the pictures hold on any machine with a Chromium, whatever its
fonts are. Each section may differ from its picture in 0.2 % of its pixels.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from boxes import faces
from corrected import everything
from PIL import Image
from visits import launched, written, written_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PICTURES = Path(__file__).parent / "golden" / "pixels"
TOLERANCE = 0.002
NOTICED = 24
"""Of 255: a channel that differs by less is not seen to differ; edges are smoothed a little differently everywhere."""

SWITCHES = ("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars")
SECTIONS = (
    "gate", "summary", "findings", "families", "documents", "timeline", "texts", "compare", "run", "method",
)  # fmt: skip
PARTS = {name: f"#{name}" for name in SECTIONS} | {
    "header": "header",
    "drawing": "#families .drawing",
    "verdicts": "#families .rels",
    "legend": "#legend",
    "map": "#texts .map",
    "passages": "#texts .group:has(.k-e)",
}
"""Sections, and small parts of them, in which a small change weighs more."""

WIDTH = 1000
REPORT = everything()


@pytest.fixture(scope="module")
def still() -> Iterator[Browser]:
    """A browser that smooths letters alike everywhere."""
    with launched(*SWITCHES) as browser:
        yield browser


@pytest.fixture(params=["light", "dark"], scope="module")
def shown(
    request: pytest.FixtureRequest, still: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Page, Image.Image]]:
    """The scheme, the page in it with all panels open, set in boxes, and its picture."""
    context = still.new_context(
        color_scheme=request.param, viewport={"width": WIDTH, "height": 800}, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(written(tmp_path_factory.mktemp("pixels"), REPORT).as_uri())
    page.add_style_tag(content=faces(written_page(REPORT)))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.evaluate("document.fonts.ready")
    yield request.param, page, picture(page)
    context.close()


def picture(page: Page) -> Image.Image:
    """The whole page."""
    taken = page.screenshot(full_page=True, animations="disabled", caret="hide")
    return Image.open(io.BytesIO(taken)).convert("RGB")


def part_of(page: Page, whole: Image.Image, part: str) -> Image.Image:
    """A part of the page, cut out of its picture."""
    box = page.locator(PARTS[part]).first.evaluate("""each => {
        const box = each.getBoundingClientRect();
        return [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY].map(Math.round);
    }""")
    return whole.crop(box)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ: all of them where the sizes do."""
    if one.size != other.size:
        return 1.0
    apart = np.abs(np.asarray(one, dtype=np.int16) - np.asarray(other, dtype=np.int16)).max(axis=2)
    return float((apart > NOTICED).mean())


@pytest.mark.parametrize("part", PARTS)
def test_a_section_looks_as_it_was_last_seen(
    shown: tuple[str, Page, Image.Image], part: str, pytestconfig: pytest.Config
) -> None:
    scheme, page, whole = shown
    path = PICTURES / f"{part}-{scheme}.png"
    taken = part_of(page, whole, part)
    if pytestconfig.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or difference(taken, Image.open(path).convert("RGB")) > 0:
            taken.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.is_file(), f"no {path}; pytest --update-golden takes it"
    assert difference(taken, Image.open(path).convert("RGB")) <= TOLERANCE


@pytest.mark.parametrize(
    ("part", "style"),
    [
        ("passages", ".k-e { text-decoration-style: solid !important }"),
        ("passages", "[class^=t-] { border: 0 !important }"),
        ("drawing", ".g-box { stroke-width: 3 !important }"),
        ("summary", ".answer dd { line-height: 1.6 !important }"),
        ("documents", ".docs .mix { font-weight: 700 !important }"),
        ("header", "h1 { font-weight: 400 !important }"),
    ],
)
@pytest.mark.parametrize("shown", ["light"], indirect=True)
def test_a_change_of_style_is_noticed(shown: tuple[str, Page, Image.Image], part: str, style: str) -> None:
    _, page, whole = shown
    before = part_of(page, whole, part)
    added = page.add_style_tag(content=style)
    after = part_of(page, picture(page), part)
    added.evaluate("each => each.remove()")
    assert difference(before, after) > TOLERANCE
