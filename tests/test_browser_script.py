"""What the script adds to the page: filters, orders, shares counted anew, copies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from visits import HARBOUR, JUDGED, ONE_NOTE, wait_until

from provenance.model import Kind

if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser


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
    wait_until(again, "document.querySelector('#has').value === 'c'")
    assert shown_rows(again) == shown_rows(page)


def test_an_unknown_filter_in_the_address_is_passed_over(visit: Any) -> None:
    page = visit(HARBOUR, fragment="#documents?has=zz&sort=constructor").page
    wait_until(page, "document.activeElement.id === 'documents'")
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


def test_nothing_is_offered_to_be_set_aside_where_nothing_is_reused(visit: Any) -> None:
    offered = visit(HARBOUR).page.locator(".counting").first
    assert offered.is_visible()
    alone = (
        replace(each, passages=tuple(replace(one, kind=Kind.ORIGINAL, also_in=()) for one in each.passages))
        for each in HARBOUR.documents
    )
    page = visit(replace(HARBOUR, documents=tuple(alone), matches=(), relations=(), families=())).page
    assert page.locator("#filter").is_visible()
    assert page.locator(".counting:visible").count() == 0


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
    wait_until(page, "/copied|copy it there/.test(document.getElementById('status').textContent)")


@pytest.mark.parametrize("allowed", [True, False])
def test_a_suppression_is_copied_or_selected(visit: Any, allowed: bool) -> None:
    page = visit(JUDGED, permissions=["clipboard-read", "clipboard-write"] if allowed else []).page
    if not allowed:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.locator("#findings .findings details > summary").first.click()
    page.get_by_role("button", name="Copy suppression").first.click()
    wait_until(page, "/^(The s|S)uppression/.test(document.getElementById('status').textContent)")
    taken = page.evaluate("navigator.clipboard.readText()" if allowed else "getSelection().toString()")
    assert taken.strip() == page.locator(".finding pre").first.inner_text().strip()
    assert taken.strip().startswith("[[suppress]]")


def test_sorting_keeps_the_focus(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Words").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.closest('th').dataset.key") == "words"


def test_the_next_mark_is_looked_for_from_where_the_reader_is(visit: Any) -> None:
    page = visit(HARBOUR, reduced_motion="reduce").page
    page.get_by_role("button", name="Open all").click()
    panel = page.locator(".text-panel:has(.flow [class^=t-])").nth(1)
    inside = "() => document.activeElement.closest('.text-panel').dataset.here"
    panel.evaluate("each => { each.dataset.here = 'here'; scrollTo(0, each.getBoundingClientRect().top + scrollY); }")
    page.locator("body").press("j")
    assert page.evaluate(inside) == "here"
    page.locator("body").press("k")
    assert page.evaluate(inside) is None


def test_the_key_for_side_by_side_leads_to_the_comparison_whatever_a_passage_is_called(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Open all").click()
    page.evaluate("""() => {
        const other = document.createElement("a"), link = document.querySelector(".note .go a[href^='#c-']");
        other.href = "#d-0000000000.p-0000000c-2";
        link.parentElement.prepend(other);
        document.querySelector(`.flow a[href="#${link.closest(".note").id}"]`).scrollIntoView({ behavior: "instant" });
    }""")
    page.locator("body").press("j")
    page.keyboard.press("c")
    assert page.evaluate("location.hash").startswith("#c-")


def test_a_link_to_a_row_that_a_filter_hides_shows_it(visit: Any) -> None:
    page = visit(JUDGED).page
    row = page.locator("#docs tbody tr").first
    anchor = row.get_attribute("id")
    page.locator("#filter").fill("no such words")
    page.locator("#found").select_option("n")
    assert row.is_hidden()
    page.evaluate("anchor => { location.hash = anchor; }", anchor)
    row.wait_for(state="visible")
    assert (page.locator("#filter").input_value(), page.locator("#found").input_value()) == ("", "")


def test_text_is_copied_without_the_notes_between(visit: Any) -> None:
    page = visit(HARBOUR).page
    page.get_by_role("button", name="Open all").click()
    order = page.evaluate("""() => [...document.querySelectorAll(".group")].every(group =>
        !group.querySelector(".notes") || group.lastElementChild.className === "notes")""")
    assert order
