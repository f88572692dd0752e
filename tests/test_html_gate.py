"""The gate in the lineage report: the verdict first, every finding with how to settle it, nothing that acts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from corrected import corrected, correction, wording
from gates import OWNER, REASON, finding, hostile_gate, judged, unobjected
from harbour import BLANK, COST, FORUM, PLAN, STORY, WALK, harbour, without_text
from hostility import PAYLOADS, hostile
from hypothesis import example, given
from hypothesis import strategies as st
from large import large
from pages import PageReader, squeezed

from provenance.globs import is_at
from provenance.model import Gate, GateStatus, Inputs, Level, Report
from provenance.reports import markup
from provenance.reports.folder import folder
from provenance.reports.html import html
from provenance.reports.markup import plain
from provenance.reports.suppression import suppression
from provenance.reports.views import gate as gate_view
from provenance.reports.views.lookup import look_up
from provenance.reports.views.selection import comparisons_in_order, texts_in_order
from provenance.reports.views.summary import Omitted, summary

REPORTS = {"judged": judged(), "unobjected": unobjected(), "hostile": hostile_gate()}


@cache
def page(name: str) -> str:
    return rendered(REPORTS[name])


def rendered(report: Report) -> str:
    (made,) = html(report)
    return made.content.decode("utf-8")


def words(content: str) -> str:
    return squeezed(PageReader(content).words)


def section(name: str, anchor: str) -> str:
    content = page(name)
    start = content.index(f'<section id="{anchor}"')
    return content[start : content.index("</section>", start)]


# --------------------------------------------------------------------------- what it says


def of_changes(report: Report, *names: str) -> Report:
    """The report of a gate that has judged these documents alone, and found nothing."""
    return replace(report, gate=Gate(GateStatus.PASS, "0" * 64, (), (), (), {}, judged=names))


def test_what_was_not_judged_is_not_counted_as_if_it_were() -> None:
    told = words(rendered(of_changes(harbour(), PLAN)))
    says = "Gate: passes. No new findings in 1 document. Not judged, but compared with: 5 other documents."
    assert squeezed(says) in told
    assert squeezed("Not judged") not in words(page("unobjected"))


@pytest.mark.parametrize(
    ("names", "headline"),
    [
        ((), "No document was judged"),
        ((PLAN,), "The document judged shares text with others"),
        ((WALK,), "The document judged shares no text with another"),
        ((PLAN, STORY), "Both documents judged share text with others"),
        ((PLAN, STORY, FORUM), "All three documents judged share text with others"),
        ((PLAN, WALK, BLANK), "One of three documents judged shares text with others"),
        ((PLAN, STORY, WALK), "Two of three documents judged share text with others"),
        ((WALK, BLANK), "None of two documents judged shares text with another"),
    ],
)
def test_the_headline_is_of_what_was_judged(names: tuple[str, ...], headline: str) -> None:
    assert plain(summary(look_up(of_changes(harbour(), *names)), Omitted()).headline) == headline


@pytest.mark.parametrize(
    ("names", "found", "says"),
    [
        ((STORY,), (STORY,), "1 error in 1 document."),
        ((PLAN, STORY), (STORY,), "1 error in 1 of 2 documents."),
        ((PLAN, STORY), (PLAN, STORY), "2 errors in both documents."),
        ((PLAN, STORY, FORUM), (PLAN, STORY, FORUM), "3 errors in all 3 documents."),
    ],
)
def test_the_verdict_says_in_how_many_documents_there_are_findings(
    names: tuple[str, ...], found: tuple[str, ...], says: str
) -> None:
    report = of_changes(harbour(), *names)
    assert report.gate
    findings = tuple(finding("embargo", Level.ERROR, document=name) for name in found)
    assert squeezed(says) in words(rendered(replace(report, gate=replace(report.gate, findings=findings))))


def test_of_what_was_not_judged_the_summary_only_counts_families() -> None:
    def told(*names: str) -> dict[str, str]:
        view = summary(look_up(of_changes(harbour(), *names)), Omitted())
        return {plain(each.label): " ".join(map(plain, (*each.sentences, *each.links))) for each in view.answers}

    of_walk = told(WALK)
    assert of_walk["Families"] == "2 families of documents that were not judged are set out below."
    assert of_walk["On their own"].count("share") == 1
    assert "Family 1" not in of_walk
    of_plan = told(PLAN)
    assert of_plan["Families"] == "1 more family of documents that were not judged is set out below."
    assert "On their own" not in of_plan
    assert "Family 1" in of_plan


def test_a_correction_that_what_was_judged_has_nothing_to_do_with_is_not_in_the_summary() -> None:
    report = corrected(correction([replace(wording(PLAN, COST), document=FORUM)]))
    told = [
        "Corrections" in {plain(each.label) for each in summary(look_up(of_changes(report, name)), Omitted()).answers}
        for name in (STORY, PLAN, FORUM, WALK)
    ]
    assert told == [True, True, True, False]


def test_of_many_families_those_of_what_was_judged_are_told_first() -> None:
    report = large(40)
    last = report.families[-1]

    def told(*names: str) -> list[str]:
        view = summary(look_up(of_changes(report, *names)), Omitted())
        return [plain(answer.label) for answer in view.answers if "amil" in plain(answer.label)]

    assert told(last.documents[2]) == [f"Family {len(report.families)}", "Families"]
    assert told(next(each.id for each in report.documents if each.family is None)) == ["Families"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gate: fails. 1 error, 1 warning and 1 note in 1 of 6 documents.",
        "Start with unattributed-copy in Islanders get their winter boat.",
        "Not counted: 1 suppressed and 1 known from the baseline.",
        "3 files could not be read, so what they hold was not checked.",
    ],
)
def test_the_verdict_says(sentence: str) -> None:
    assert squeezed(sentence) in words(section("judged", "gate"))


def test_the_verdict_is_the_first_thing_on_the_page() -> None:
    content = page("judged")
    main = content[content.index("<main") :]
    assert re.match(r'<main[^>]*>\s*<section id="gate"', main)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (judged(), "(fails, 3 findings)"),
        (unobjected(), "(passes, 0 findings)"),
        (unobjected(GateStatus.INCOMPLETE), "(incomplete, 0 findings)"),
    ],
    ids=["fails", "passes", "incomplete"],
)
def test_the_title_and_the_chip_tell_the_verdict(report: Report, said: str) -> None:
    read = PageReader(rendered(report))
    assert read.content["title"].endswith(said)
    assert said.strip("(").partition(",")[0].capitalize() in read.words


def test_an_incomplete_run_says_what_was_not_read_and_claims_no_pass() -> None:
    said = words(rendered(unobjected(GateStatus.INCOMPLETE)))
    assert squeezed("3 files could not be read") in said
    assert squeezed("A pass is not claimed.") in said
    assert squeezed("Gate: passes") not in said


def test_a_run_that_a_limit_cut_short_says_so() -> None:
    report = replace(unobjected(GateStatus.INCOMPLETE), inputs=Inputs(6, limits={"pairs": 3}))
    assert squeezed("A limit was reached") in words(rendered(report))


def test_what_was_measured_is_said_once() -> None:
    report = judged()
    assert report.gate
    found = finding("embargo", Level.ERROR, measured=24, limit=12, unit="words", base="24 words from the plan")
    told = words(rendered(replace(report, gate=replace(report.gate, findings=(found,)))))
    assert squeezed("Measured 24 words from the plan; the limit is 12 words") in told


def test_the_findings_come_by_level() -> None:
    rows = re.findall(r'<tr class="row l-(\w+)">', section("judged", "findings"))
    assert rows == ["error", "warning", "note", "error"]  # the last is the known one, in a table of its own


@pytest.mark.parametrize(
    "said",
    [
        "40 % (48 of 120 words); the limit is 15 %",
        "5 characters (48 of 120 words); the limit is 3 characters",
        "60 days (48 of 120 words); the limit is 14 days",
        "Name the source near the passage.",
        "A story has too large a share of its words from others",
        "owed the name of whoever did the work",
        REASON,
        OWNER,
        "2026-12-31",
        "Suppressed (1)",
        "Known from baseline (1)",
        "it ended on 31 January 2024",
    ],
)
def test_the_findings_say(said: str) -> None:
    assert squeezed(said) in words(section("judged", "findings")).replace("\u00a0", " ")


def test_a_card_shows_at_most_forty_words_of_the_passage_with_their_mark() -> None:
    shown = re.findall(r'<p class="found"[^>]*>(.*)', section("judged", "gate"))
    assert len(shown) == 3
    assert all("<mark class=" in each for each in shown)
    assert all(len(re.sub("<[^>]+>", "", each).rstrip(" …").split()) <= 40 for each in shown)


def test_at_most_five_findings_are_cards() -> None:
    many = tuple(finding("embargo", Level.NOTE, fingerprint=f"{number:032x}") for number in range(9))
    content = rendered(replace(harbour(), gate=Gate(GateStatus.PASS, "", many, rules={"embargo": "note"})))
    assert len(re.findall('<li class="l-note">', content)) == 5
    assert squeezed("9 findings in all") in words(content)


def test_findings_of_one_fingerprint_have_anchors_of_their_own() -> None:
    twice = (finding("embargo", Level.ERROR), finding("embargo", Level.ERROR, message="another"))
    read = PageReader(rendered(replace(harbour(), gate=Gate(GateStatus.FAIL, "", twice))))
    anchors = [each for each in read.ids if each.startswith("f-")]
    assert len(anchors) == 2
    assert anchors[1] == f"{anchors[0]}-2"


def test_no_finding_is_said_with_the_rules_that_were_asked() -> None:
    said = words(section("unobjected", "findings"))
    assert squeezed("No findings. The policy has 1 active rule.") in said
    assert squeezed("embargo") in said
    assert squeezed("wrong-credit") not in said


def test_a_report_without_a_gate_has_no_word_of_one() -> None:
    content = rendered(harbour())
    assert 'id="gate"' not in content
    assert 'id="findings"' not in content
    assert 'class="chip' not in content


def test_a_report_without_text_shows_no_passage_of_a_finding() -> None:
    content = rendered(replace(without_text(judged()), gate=judged().gate))
    assert 'class="found"' not in content


def test_the_index_of_a_folder_has_the_gate_and_its_links_lead_to_pages() -> None:
    pages = {each.path: each.content.decode("utf-8") for each in folder(judged())}
    index = pages["index.html"]
    gate = index[index.index('<section id="gate"') : index.index('<section id="summary"')]
    assert re.search(r'<a href="doc/[0-9a-f]{10}\.html#d-[^"]+">Read in context', gate)
    assert re.search(r'<a href="compare/[^"]+">Compare', gate)
    assert 'id="findings"' in index


def test_the_text_and_the_pair_of_the_worst_finding_are_the_last_to_be_left_out() -> None:
    report = judged()
    lookup = look_up(report)
    assert texts_in_order(lookup)[0].id == STORY
    assert comparisons_in_order(lookup)[0] == (min(PLAN, STORY), max(PLAN, STORY))


# --------------------------------------------------------------------------- structure and safety


@pytest.mark.parametrize("name", REPORTS)
def test_ids_are_unique_and_of_our_own_making(name: str) -> None:
    ids = PageReader(page(name)).ids
    assert [each for each, uses in ids.items() if uses > 1 or not re.fullmatch(r"[a-z0-9.-]+", each)] == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_link_into_the_page_has_its_target(name: str) -> None:
    read = PageReader(page(name))
    assert {link[1:] for link in read.links if link.startswith("#")} <= read.ids.keys()


@pytest.mark.parametrize("name", REPORTS)
def test_headings_leave_no_gap_and_every_element_is_closed(name: str) -> None:
    read = PageReader(page(name))
    assert all(later <= earlier + 1 for earlier, later in pairwise(read.headings))
    assert read.unclosed == []


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_acts(name: str) -> None:
    read = PageReader(page(name))
    assert not [each for each in read.attributes if each.startswith("on") or each in ("style", "srcdoc", "formaction")]
    assert not {"base", "iframe", "object", "embed", "form", "link", "img"} & read.elements.keys()
    assert read.elements["script"] == read.elements["style"] == 1
    assert all(link.startswith(("#", "http://", "https://")) for link in read.links)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_string_is_shown_as_text(payload: str) -> None:
    visible = "".join(shown for shown, _ in markup.tokens(payload))
    assert squeezed(visible) in words(section("hostile", "findings"))


def test_a_hostile_gate_adds_no_element_that_an_honest_one_does_not_have() -> None:
    honest = PageReader(page("judged")).elements.keys() | PageReader(rendered(hostile())).elements.keys()
    assert PageReader(page("hostile")).elements.keys() <= honest


def test_no_control_or_direction_character_is_in_a_page() -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]", page("hostile"))


# --------------------------------------------------------------------------- the part of a policy to copy


@example("\u115f")
@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_suppression_to_copy_is_toml_that_fits_its_document_alone(name: str) -> None:
    made = suppression(finding("embargo", Level.ERROR, document=name))
    (table,) = tomllib.loads(made)["suppress"]
    assert is_at(name, [table["document"]])
    assert (table["reason"], table["owner"], table["expires"]) == ("", "", "")
    assert "".join(shown for shown, _ in markup.tokens(made)) == made


def test_a_name_that_toml_cannot_hold_is_left_to_the_fingerprint() -> None:
    (table,) = tomllib.loads(suppression(finding("embargo", Level.ERROR, document="a\udc80.txt")))["suppress"]
    assert table.keys() == {"rule", "fingerprint", "reason", "owner", "expires"}


def test_the_page_of_a_gate_says_by_what_it_judged() -> None:
    report = judged()
    assert report.gate
    gate = replace(report.gate, policy="rules/policy.toml", baseline="accepted.jsonl", baseline_digest="ab" * 32)
    header = rendered(replace(report, gate=gate, settings={**report.settings, "now": "2024-03-01"})).partition("<nav")[
        0
    ]
    assert words("policy rules/policy.toml 00000000 · baseline accepted.jsonl abababab · as of 1 March 2024") in words(
        header
    )
    assert "ab" * 32 in header


def test_a_page_says_where_no_policy_and_no_day_was_given() -> None:
    header = words(page("judged").partition("<nav")[0])
    assert words("the built-in policy 00000000") in header
    assert "as of" not in header
    assert "baseline" not in header


@pytest.mark.parametrize(("document", "source"), [(STORY, PLAN), (PLAN, STORY)])
def test_a_finding_shows_the_words_of_its_own_text_and_names_the_other(document: str, source: str) -> None:
    match = next(each for each in harbour().matches if {each.a.document, each.b.document} == {PLAN, STORY})
    own = match.a if match.a.document == document else match.b
    made = finding("unattributed-copy", Level.ERROR, document=document, source=source)
    gate = Gate(GateStatus.FAIL, "0" * 64, (made,), rules={made.rule: "error"})
    report = replace(harbour(), gate=gate)
    lookup = look_up(report)
    ((shown,),) = (each.passages for each in gate_view.findings(lookup, gate).new)
    text = lookup.documents[document].text or ""
    said = markup.plain(shown.words or markup.Html(""))
    assert squeezed(text[own.start : own.end]).startswith(squeezed(said.rstrip("…")))
    assert shown.source is not None
    assert lookup.titles[source] in markup.plain(shown.source)
