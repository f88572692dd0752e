"""What the page says of corrections and of the states of one item."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from corrected import NOTE, RETOLD, corrected, correction, in_states, wording
from harbour import COST, PLAN, STORY, harbour, without_text
from hostility import HOSTILE_IDS, PAYLOADS, hostile
from pages import PageReader

from provenance.model import Change, Correction, Report, Wording
from provenance.reports.folder import folder
from provenance.reports.html import html
from provenance.reports.views.corrections import MAX_CORRECTIONS
from provenance.reports.views.versions import MAX_STATES


def bare(each: Correction) -> Correction:
    """As it is where nothing may be quoted."""
    old, new = replace(each.old, words=None), replace(each.new, words=None)
    carriers = tuple(replace(one, words=None) for one in each.carriers)
    change = replace(each.change, a="", b="")
    return replace(each, quote=None, change=change, old=old, new=new, carriers=carriers)


def rendered(report: Report) -> str:
    (page,) = html(report)
    return page.content.decode("utf-8")


def words(page: str) -> str:
    return " ".join(PageReader(page).words.split())


def part(page: str, first: str, last: str) -> str:
    start = page.index(first)
    return page[start : page.index(last, start)]


def summary(report: Report) -> str:
    return words(part(rendered(report), '<section id="summary"', '<section id="families"'))


def families(report: Report) -> str:
    return part(rendered(report), '<section id="families"', '<section id="documents"')


# --------------------------------------------------------------------------- corrections


def test_the_summary_says_what_was_taken_back() -> None:
    assert f"Islanders get their winter boat takes back: “{COST.rstrip('.')}”." in summary(corrected(correction()))


def test_the_summary_says_what_was_put_right() -> None:
    told = summary(corrected(replace(correction(), change=Change("number", "64", "46"))))
    assert "”. Number: “64” became “46”." in told


def test_the_summary_says_who_still_says_it() -> None:
    carrier = replace(wording(STORY, RETOLD), document="pages/joined.txt", start=30, end=60)
    assert "News from the harbour, written later by its date, still says it." in summary(
        corrected(correction([carrier]))
    )


@pytest.mark.parametrize(
    ("p", "said"), [(0.72, "which may have been written later (leaning"), (0.9, "probably written later")]
)
def test_who_still_says_it_is_put_with_the_reserve_that_the_order_asks_for(p: float, said: str) -> None:
    report = harbour()
    relations = (replace(report.relations[0], p_a_first=1 - p), *report.relations[1:])
    made = corrected(correction([wording(PLAN, COST)]), report=replace(report, relations=relations))
    assert said in summary(made)


def test_the_summary_names_five_and_counts_the_rest() -> None:
    made = [replace(correction(), new=replace(correction().new, start=at)) for at in range(7)]
    told = summary(corrected(*made))
    assert told.count("takes back:") == 5
    assert "2 more corrections stand with the families below." in told


def test_what_later_texts_still_say_comes_first() -> None:
    made = [replace(correction(), new=replace(correction().new, start=at)) for at in range(7)]
    made[6] = replace(made[6], carriers=(wording(PLAN, COST),))
    assert "still says it" in summary(corrected(*made))


def test_two_changes_of_one_sentence_are_one_correction() -> None:
    other = replace(correction(), change=Change("name", "second boat", "another boat"))
    page = families(corrected(correction(), other))
    assert page.count('id="fix-') == 1
    assert "“£240,000” became “£260,000”; Name: “second boat” became “another boat”" in words(page)


def test_the_family_shows_the_old_and_the_new_wording_and_the_note() -> None:
    told = words(families(corrected(correction())))
    for said in (f"Winter ferry plan goes to the board“{COST}”", f"New wording“{RETOLD}”", f"How it says so“{NOTE}”"):
        assert said in told


def test_the_old_wording_leads_to_its_passage() -> None:
    page = rendered(corrected(correction()))
    (link,) = [each for each in page.split('<a href="#') if COST in each.partition("</a>")[0]][-1:]
    place = link.partition('"')[0]
    assert COST in page.split(f'id="{place}"')[1].partition("</p>")[0].replace("</mark>", "")


def test_a_correction_that_nobody_missed_says_so() -> None:
    assert "Written later, with the old wordingNo text here." in words(families(corrected(correction())))


def test_a_family_shows_so_many_corrections_and_counts_the_rest() -> None:
    made = [replace(correction(), new=replace(correction().new, start=at)) for at in range(MAX_CORRECTIONS + 3)]
    page = families(corrected(*made))
    assert page.count('id="fix-') == MAX_CORRECTIONS
    assert "3 more corrections are left out here" in words(page)


def test_without_text_nothing_of_a_correction_is_quoted() -> None:
    page = rendered(corrected(bare(correction([wording(PLAN, COST)])), report=without_text(harbour())))
    told = words(page)
    assert f"{STORY} takes back a sentence." in told
    assert "not quoted in this report" in told
    assert not any(each in told for each in ("£2", "second boat", "frozen"))


# --------------------------------------------------------------------------- states


def strip(report: Report) -> str:
    return words(part(rendered(report), '<ol class="states"', "</ol>"))


def test_the_states_of_an_item_stand_in_their_order() -> None:
    told = strip(in_states((PLAN, STORY)))
    assert told.index("Winter ferry plan") < told.index("Islanders get")


def test_a_state_says_what_changed_since_the_one_before() -> None:
    assert "Number: “£240,000” became “£260,000”" in strip(in_states((PLAN, STORY)))


def test_the_change_is_told_in_the_order_of_the_states() -> None:
    assert "Number: “£260,000” became “£240,000”" in strip(in_states((STORY, PLAN)))


def test_states_of_unknown_order_do_not_say_which_became_which() -> None:
    told = strip(in_states((PLAN, STORY), 0.5))
    assert told.index("Islanders get") < told.index("“£260,000” here, “£240,000” there")
    assert "order undetermined" in told


def test_without_text_the_states_quote_nothing() -> None:
    assert "£" not in strip(without_text(in_states((PLAN, STORY))))


def test_a_strip_shows_so_many_states_and_counts_the_rest() -> None:
    assert strip(in_states((PLAN, STORY) * MAX_STATES)).endswith(f"and {MAX_STATES} more")


def test_the_strips_of_two_items_are_told_apart() -> None:
    report = in_states((PLAN, STORY))
    twice = replace(report.families[0], versions=((PLAN, STORY), (STORY, PLAN)))
    page = rendered(replace(report, families=(twice, *report.families[1:])))
    assert re.findall("<h4>(Versions of one text[^<]*)</h4>", page) == [
        "Versions of one text (1 of 2)", "Versions of one text (2 of 2)"
    ]  # fmt: skip
    assert "<h4>Versions of one text</h4>" in rendered(report)


def test_an_item_in_one_state_has_no_strip() -> None:
    assert '<ol class="states"' not in rendered(in_states((PLAN, "gone.txt")))


# --------------------------------------------------------------------------- safety


def attacked() -> Report:
    report = hostile()
    ids = [each.id for each in report.documents]
    made = tuple(
        Correction(
            name, 0, 9, payload, Change(payload, payload, payload), Wording(name, 0, 9, payload),
            Wording(HOSTILE_IDS[0], 0, 9, payload), (Wording("gone<i>", 0, 9, payload), Wording(ids[1], 3, 9, payload)),
        )
        for name, payload in zip([*ids, "<b>nowhere"] * 4, PAYLOADS, strict=False)
    )  # fmt: skip
    return replace(
        report, corrections=made, families=tuple(replace(each, versions=(each.documents,)) for each in report.families)
    )


def test_hostile_corrections_and_states_bring_no_element_of_their_own() -> None:
    elements = PageReader(rendered(attacked())).elements
    assert set(elements) <= {*PageReader(rendered(hostile())).elements, "ol", "dl", "dt", "dd"}


def test_hostile_corrections_bring_no_attribute_that_acts() -> None:
    attributes = PageReader(rendered(attacked())).attributes
    assert [each for each in attributes if each.startswith("on")] == []


@pytest.mark.parametrize(
    "report", [corrected(correction()), in_states((PLAN, STORY)), attacked()], ids=["one", "states", "attacked"]
)
def test_the_page_stays_whole(report: Report) -> None:
    page = PageReader(rendered(report))
    assert page.unclosed == []
    assert [each for each, n in page.ids.items() if n > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.ids.keys()


def test_in_a_folder_the_summary_leads_to_the_page_of_the_family() -> None:
    pages = {page.path: page.content.decode() for page in folder(corrected(correction()))}
    (anchor,) = {
        part(each, 'id="fix-', '">')[4:]
        for name, each in pages.items()
        if name.startswith("family/") and 'id="fix-' in each
    }
    assert f'.html#{anchor}"' in pages["index.html"]


def test_what_is_taken_back_for_nothing_is_told_without_a_new_wording() -> None:
    given_up = replace(correction(), change=Change("withdrawn", COST, ""))
    told = words(families(corrected(given_up)))
    assert "Islanders get their winter boat takes a sentence back." in told
    assert "became nothing" not in told
    assert "New wording" not in told
    assert "New wording" in words(families(corrected(correction())))


def test_where_nothing_may_be_quoted_no_change_of_nothing_into_nothing_is_told() -> None:
    given = replace(correction(), change=Change("number", "64", "46"))
    assert ["Number" in families(corrected(each)) for each in (given, bare(given))] == [True, False]
    assert "“”" not in rendered(corrected(bare(given)))
