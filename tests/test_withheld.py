"""How much text a report carries: none, of source documents the matched passages, none of documents under embargo."""

from __future__ import annotations

import json as standard_json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from corrected import everything
from harbour import CHAIR, COST, FARES, JOINED, OPENING, PLAN, STORY, WALK, document, harbour
from pages import PageReader

from provenance import trace
from provenance.model import (
    Bound,
    Credit,
    CreditKind,
    DateEvidence,
    Dating,
    Degree,
    Kind,
    Match,
    Place,
    Report,
    Segment,
    Source,
    Span,
    Strength,
    TracedDocument,
)
from provenance.reports.html import html
from provenance.reports.json import json
from provenance.reports.reading import parse
from provenance.settings import ReportSettings, Settings
from provenance.withheld import is_embargoed, withhold, without_text

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CpuSeconds

MATCHED = ReportSettings(text="matched", source_kinds=("press release",))
PREFACE = "Nobody asked for this preface. It has three sentences. It says nothing at all.\n\n"


def text_of(report: Report, name: str) -> str:
    """The text of a document, as far as it is shown."""
    text = found(report, name).text
    assert text is not None
    return text


def of_kind(report: Report, name: str, **source: Any) -> Report:
    """The report with what a document says of itself."""
    return replace(
        report,
        documents=tuple(
            replace(each, source=Source(**source)) if each.id == name else each for each in report.documents
        ),
    )


def found(report: Report, name: str) -> TracedDocument:
    return next(each for each in report.documents if each.id == name)


def five_words_of(text: str, page: str) -> list[str]:
    words, shown = text.split(), " ".join(page.split())
    return [" ".join(words[at : at + 5]) for at in range(len(words) - 4) if " ".join(words[at : at + 5]) in shown]


def page_of(report: Report) -> str:
    (page,) = html(report)
    return PageReader(page.content.decode()).words


@pytest.fixture
def matched() -> Report:
    return withhold(of_kind(harbour(), JOINED, kind="Press_Release"), MATCHED, None)


def test_without_source_kinds_matched_is_full() -> None:
    report = of_kind(harbour(), PLAN, kind="press release")
    assert withhold(report, ReportSettings(text="matched"), None) == report


def test_a_source_keeps_its_matched_passages_and_a_sentence_around_them(matched: Report) -> None:
    text = text_of(matched, JOINED)
    assert "signed the contract" in text
    assert "The slipway will be closed" in text
    assert "Please bring no dogs" not in text


def test_what_is_left_out_is_told_with_its_sentences(matched: Report) -> None:
    (gap,) = found(matched, JOINED).withheld
    assert gap.sentences == 1
    assert "… 1 sentence not shown …" in page_of(matched)


def test_offsets_into_a_source_stay_what_they_are(matched: Report) -> None:
    whole, left = text_of(harbour(), JOINED), text_of(matched, JOINED)
    assert len(left) == len(whole)
    for passage in found(matched, JOINED).passages:
        words = left[passage.start : passage.end]
        assert words.strip() in whole


def test_other_documents_keep_their_text(matched: Report) -> None:
    assert found(matched, STORY).text == found(harbour(), STORY).text


def test_what_is_left_out_of_a_source_is_nowhere_on_the_page(matched: Report) -> None:
    assert "bring no dogs" not in page_of(matched)


def test_evidence_outside_the_kept_passages_loses_its_words() -> None:
    report = of_kind(harbour(), PLAN, kind="press release")
    source = found(report, PLAN)
    text = PREFACE + "Next spring is far. " + (source.text or "")
    report = replace(report, matches=())
    report = replace(
        report, documents=tuple(replace(each, text=text) if each.id == PLAN else each for each in report.documents)
    )
    left = withhold(report, MATCHED, None)
    assert {one.quote for one in found(left, PLAN).dating.evidence} == {None}
    assert not [one.quote for each in left.relations for one in each.evidence if one.document == PLAN and one.quote]


def test_a_report_withheld_in_part_survives_json(matched: Report) -> None:
    (page,) = json(matched)
    again = parse(page.content)
    assert found(again, JOINED).withheld == found(matched, JOINED).withheld


@pytest.mark.parametrize(
    ("embargo", "now", "holds"),
    [
        ("2026-03-03", "2026-03-02", True),
        ("2026-03-03", "2026-03-03", False),
        ("2026-03-03T08:00:00Z", "2026-03-03", True),
        ("2026-03-03T08:00:00Z", "2026-03-04", False),
        ("soon", "2026-03-04", True),
    ],
)
def test_an_embargo_holds_until_its_day_is_over_or_it_cannot_be_read(embargo: str, now: str, holds: bool) -> None:
    assert is_embargoed(Source(embargo=embargo), now) is holds


def test_a_document_under_embargo_has_no_text_in_the_report() -> None:
    report = withhold(of_kind(harbour(), PLAN, embargo="2030-01-01"), ReportSettings(), "2026-11-22")
    assert found(report, PLAN).text is None
    page = page_of(report)
    for sentence in (COST, FARES):
        assert five_words_of(sentence, page) == []
    assert OPENING not in page
    assert CHAIR not in page


def test_without_a_day_an_embargo_holds_nothing_back() -> None:
    report = of_kind(harbour(), PLAN, embargo="2030-01-01")
    assert withhold(report, ReportSettings(), None) == report


def test_a_source_without_matches_is_all_gap() -> None:
    report = of_kind(harbour(), WALK, kind="press release")
    left = withhold(report, MATCHED, None)
    assert text_of(left, WALK).strip() == ""
    assert found(left, WALK).withheld[0].sentences == 2
    assert document(WALK, (), {}).withheld == ()


@pytest.mark.parametrize("how", ["no text", "embargo"])
def test_a_credit_in_words_that_are_not_shown_loses_its_quote(how: str) -> None:
    words = "in its own release"
    report = of_kind(harbour(), STORY, embargo="2030-01-01")
    start = text_of(report, STORY).index(words)
    credit = Credit(CreditKind.NAMED, PLAN, words, start, start + len(words), False)
    passages = tuple(replace(one, credit=credit) for one in found(report, STORY).passages)
    credited = replace(found(report, STORY), passages=passages)
    report = replace(report, documents=tuple(credited if each.id == STORY else each for each in report.documents))
    left = without_text(report) if how == "no text" else withhold(report, ReportSettings(), "2026-11-22")
    assert {one.credit.quote for one in found(left, STORY).passages if one.credit} == {None}
    assert words not in page_of(left)


def test_sentences_of_ours_are_kept_without_the_words_of_a_text_that_they_quote() -> None:
    report = harbour()
    said = f"The other says “{CHAIR}”, and no more."
    dating = replace(found(report, PLAN).dating, conflicts=(said, "It states different days."))
    family, relation = report.families[0], report.relations[0]
    missing = replace(family.missing[0], says=said) if family.missing else None
    report = replace(
        report,
        documents=tuple(replace(each, dating=dating) if each.id == PLAN else each for each in report.documents),
        relations=(replace(relation, evidence=(replace(relation.evidence[0], says=said),)), *report.relations[1:]),
        families=(replace(family, missing=(missing,) if missing else ()), *report.families[1:]),
    )
    bare = without_text(report)
    unquoted = "The other says “…”, and no more."
    assert found(bare, PLAN).dating.conflicts == (unquoted, "It states different days.")
    assert [each.says for each in bare.relations[0].evidence] == [unquoted]
    assert [each.says for each in bare.families[0].missing] == ([unquoted] if missing else [])


@pytest.mark.parametrize("sample", ["council", "wire"])
def test_a_report_made_without_text_is_one_cut_from_a_whole(root: Path, sample: str) -> None:
    whole, bare = (
        trace([root / "samples" / sample], Settings(report=ReportSettings(text=text))) for text in ("full", "none")
    )
    assert replace(bare, settings=whole.settings) == without_text(whole)
    assert without_text(bare) == bare


WORDS = {"text", "title", "quote", "says", "conflicts", "changes", "change", "withheld"}
"""The fields of a report that hold words of a text, or what is left out of it."""


def without_words(content: Any) -> Any:
    """The JSON of a report without those fields; of a wording in a correction its words are left out, too."""
    if isinstance(content, list):
        return [without_words(each) for each in content]
    if not isinstance(content, dict):
        return content
    kept = {name: each for name, each in content.items() if name not in WORDS}
    return {name: without_words(each) for name, each in kept.items() if name != "words" or isinstance(each, int)}


def test_what_is_withheld_is_words_and_nothing_else() -> None:
    report = everything()
    whole, bare = (
        standard_json.loads(only.content) for shown in (report, without_text(report)) for only in json(shown)
    )
    assert without_words(bare) == without_words(whole)


def quoted_all_over(sentences: int) -> Report:
    """A source of so many sentences, each with a date, of which a story has every sixth."""
    words = "On that day the ferry stayed in the harbour again. "
    spans = [Span(n * len(words), (n + 1) * len(words) - 1) for n in range(sentences)]
    days = tuple(
        DateEvidence("past-event", Bound.EARLIEST, "2022-05-17", Strength.HARD, words[:-1], each.start, each.end)
        for each in spans
    )
    report = harbour()
    wire = replace(found(report, PLAN), text=words * sentences, source=Source(kind="press release"), dating=Dating())
    wire = replace(wire, dating=Dating(evidence=days), passages=())
    segments = tuple(Segment(each, each, Kind.COPIED, Degree.VERBATIM, 1.0) for each in spans[::6])
    ends = segments[0].a.start, segments[-1].a.end
    match = Match("M1", Place(PLAN, *ends), Place(STORY, *ends), Kind.COPIED, 1.0, segments)
    return replace(report, documents=(wire, found(report, STORY)), matches=(match,), relations=(), families=())


def test_time_grows_with_the_text_that_is_withheld_in_part_alone(cpu_seconds: CpuSeconds) -> None:
    """Eight times the sentences take no 64 times as long; the quietest turn counts."""

    def seconds(sentences: int) -> float:
        report = quoted_all_over(sentences)
        return cpu_seconds(lambda: withhold(report, MATCHED, None))

    assert min(seconds(16_000) / seconds(2_000) for _ in range(3)) < 24


def test_of_many_dates_those_are_quoted_that_stand_in_what_is_kept() -> None:
    shown = found(withhold(quoted_all_over(60), MATCHED, None), PLAN)
    assert [one.quote is not None for one in shown.dating.evidence] == [n % 6 in (0, 1, 5) for n in range(59)] + [False]
    assert [gap.sentences for gap in shown.withheld] == [3] * 9 + [4]
