"""Relations, and what they imply: who was first, how sure, and which texts are missing."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from orders import ANNOUNCED, BODY, DECIDED, FORUM, LATER, OWN, relation, traced

from provenance.direction import probability
from provenance.model import Evidence, Family, Grade, RelationType, Verdict, confidence

MOST_WORDING = 1.735  # log odds of .85
ATTRIBUTED = ANNOUNCED.replace("has begun.", "has begun, the council said.")


def family(folder: Path, **texts: str) -> Family:
    (found,) = traced(folder, **texts).families
    return found


def test_wording_alone_is_never_more_than_probable(tmp_path: Path) -> None:
    tagged = BODY.replace("has begun.", "has begun, the council said.").replace(
        "cannery.", "cannery, the council said."
    )
    found = relation(
        tmp_path, a=f"{BODY}\n\nENDS\n\nNotes to editors", b=f"Jump to content\n\n{tagged}\n\nLink to comment"
    )
    assert 0.5 < found.p_a_first <= 0.85


def p_first(time: float, wording: float, common: float) -> float:
    """The probability that `a` was first, by log odds of time and of wording for it."""
    told = [
        Evidence(cue, "a" if worth > 0 else "b", abs(worth), "a", None, None, None, "")
        for cue, worth in (("dating", time), ("attribution", wording))
    ]
    (p,) = probability([told], [common]).tolist()
    return float(p)


LOG_ODDS, CHANCE = st.floats(0.1, 3.0), st.floats(0.01, 0.99)


@given(time=LOG_ODDS, wording=LOG_ODDS, one=CHANCE, other=CHANCE)
def test_the_likelier_a_text_is_the_source_the_more_wording_tells_and_never_more_than_probably(
    time: float, wording: float, one: float, other: float
) -> None:
    less, more = (p_first(time, wording, common) for common in sorted((one, other), reverse=True))
    assert p_first(time, 0.0, 1.0) <= less <= more + 1e-9
    assert more <= 1 / (1 + exp(-time - MOST_WORDING)) + 1e-9


@given(time=LOG_ODDS, wording=LOG_ODDS, common=CHANCE)
def test_wording_that_is_at_odds_with_time_counts_for_no_more_than_it_was_fitted(
    time: float, wording: float, common: float
) -> None:
    at_odds = p_first(time, -wording, common)
    assert 1 / (1 + exp(wording - time)) - 1e-9 <= at_odds <= p_first(time, 0.0, common)
    assert at_odds == pytest.approx(1 - p_first(-time, wording, common))


BONDS = (
    "{name} is raising {sum} million pounds through an offering of harbour bonds due {due}, the lead manager said. "
    "The bonds have a coupon of {coupon} per cent and were priced at {price}, which yields {yield_} per cent. "
    "They are rated A by both agencies and cannot be called for ten years. The issue was sold {day}."
)
FIRST_ISSUE = BONDS.format(
    name="Pellmouth Docks", sum=200, due=2054, coupon=8.63, price=99.73, yield_=8.65, day="in two days"
)
OTHER_ISSUE = BONDS.format(
    name="Stanwick Mills", sum=150, due=2049, coupon=7.25, price=98.5, yield_=7.41, day="by noon, the first since 2014"
)


def test_of_two_fillings_of_one_form_wording_and_years_that_they_name_tell_nothing(tmp_path: Path) -> None:
    found = relation(tmp_path, a=FIRST_ISSUE, b=OTHER_ISSUE.replace("ten years.", "ten years, the lead manager said."))
    assert (found.verdict, found.evidence) == (Verdict.UNDETERMINED, ())


def test_two_fillings_of_one_form_are_ordered_by_the_days_they_state(tmp_path: Path) -> None:
    found = relation(
        tmp_path, a=f"Published: 5 March 2024\n\n{FIRST_ISSUE}", b=f"Published: 18 April 2024\n\n{OTHER_ISSUE}"
    )
    assert found.type is RelationType.TEMPLATE
    assert found.p_a_first > 0.9


def test_a_story_told_again_with_one_day_more_is_no_form(tmp_path: Path) -> None:
    assert "slot-progression" in {e.cue for e in relation(tmp_path, a=DECIDED, b=LATER).evidence}


def test_what_states_its_day_comes_before_what_tells_of_that_day_as_past(tmp_path: Path) -> None:
    release = f"Hallow Bay, 14 March 2024. Cabinet today approved repairs to the Quay Street Lido.\n\n{BODY}\n"
    retold = f"In Hallow Bay repairs to a lido were approved on the fourteenth of March 2024.\n\n{BODY}\n"
    found = relation(tmp_path, a=release, b=retold)
    assert [e.favours for e in found.evidence if e.cue == "dating"] == ["a"]


def test_a_year_that_news_tells_of_in_passing_orders_no_stories(tmp_path: Path) -> None:
    story = (
        "The centre is going up on the site of the old maltings in Station Road, which has stood empty since the "
        "brewery moved out in 2011. It will have two scanners, rooms for X-rays and a suite for tests of the blood, "
        "and will do about sixty thousand tests in its first year."
    )
    asked = "“They have been looking for people to work there since 2023,” said a neighbour on Tuesday. "
    told = relation(tmp_path, a=f"{story} You could not make it up.", b=f"{story}\n\n{asked}{BODY}\n")
    assert told.verdict is Verdict.UNDETERMINED
    assert [e.cue for e in told.evidence] == ["dating"]


def test_two_texts_that_state_their_days_are_ordered_by_them_whatever_past_day_both_tell_of(tmp_path: Path) -> None:
    told = f"The council approved repairs to the Quay Street Lido on Thursday 14 March 2024.\n\n{BODY}\n"
    found = relation(tmp_path, a=f"Date: 16 March 2024\n\n{told}", b=f"Date: 2 May 2024\n\n{told}")
    assert found.verdict is Verdict.A_FIRST
    (evidence,) = found.evidence
    assert (evidence.document, evidence.quote) == ("b.txt", "2 May 2024")  # what it tells of is no reason
    assert "it states 2024-05-02" in evidence.says


def test_evidence_is_quoted_from_where_it_stands(tmp_path: Path) -> None:
    report = traced(tmp_path, a=ANNOUNCED, b=DECIDED, c=FORUM, d=LATER)
    texts = {d.id: d.text for d in report.documents}
    quoted = [e for r in report.relations for e in r.evidence if e.quote is not None and e.start is not None]
    assert quoted
    for evidence in quoted:
        text = texts[evidence.document or ""]
        assert text is not None
        assert (evidence.quote or "") in text[evidence.start : evidence.end]


def test_equal_undated_texts_are_left_undetermined(tmp_path: Path) -> None:
    found = relation(tmp_path, a=f"One.\n\n{BODY}\n\nTwo.", b=f"Three.\n\n{BODY}\n\nFour.")
    assert found.verdict is Verdict.UNDETERMINED
    assert found.p_a_first == 0.5


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.5, "undetermined"),
        (0.6999, "undetermined"),
        (0.7, "leaning"),
        (0.8499, "leaning"),
        (0.85, "probably"),
        (0.9499, "probably"),
        (0.95, "almost certainly"),
    ],
)
def test_how_sure_an_order_is_has_a_word_that_is_the_same_for_either_order(p: float, word: str) -> None:
    assert (confidence(p), confidence(round(1 - p, 4))) == (word, word)


def test_before_and_after_an_event_is_almost_certain(tmp_path: Path) -> None:
    assert relation(tmp_path, a=ANNOUNCED, b=DECIDED).p_a_first >= 0.95


@pytest.mark.parametrize("loose", ["yesterday", "last Thursday", "on Thursday 14 March"])
def test_who_tells_in_full_of_a_day_that_the_other_tells_loosely_is_no_later_for_it(tmp_path: Path, loose: str) -> None:
    found = relation(tmp_path, a=DECIDED, b=DECIDED.replace("on Thursday 14 March 2024", loose))
    assert found.verdict is Verdict.UNDETERMINED
    assert found.evidence == ()


def test_a_day_that_one_leaves_to_the_reader_is_no_earlier_date_in_its_sentence(tmp_path: Path) -> None:
    full = DECIDED.replace("2024.", "2024, after the loan of Monday 12 February 2024.")
    loose = full.replace("on Thursday 14 March 2024", "last Thursday")
    assert "slot-progression" not in {e.cue for e in relation(tmp_path, a=full, b=loose).evidence}


def test_a_forum_post_with_a_headline_that_nobody_has_implies_a_missing_source(tmp_path: Path) -> None:
    found = family(tmp_path, a=f"{DECIDED}\n\nThe ferry is late again, passengers were told on the quay.", b=FORUM)
    (missing,) = found.missing
    assert (missing.grade, missing.children) == (Grade.REQUIRED, ("a.txt", "b.txt"))
    assert {edge.source for edge in found.edges} == {missing.id}
    assert (
        missing.name == f"a text not in this archive, written not before 2024-03-14, of at least {missing.words} words"
    )


def test_a_missing_source_was_written_no_later_than_the_first_that_has_it(tmp_path: Path) -> None:
    late = f"Published: 2 April 2024\n\n{DECIDED}\n\nThe ferry is late again, passengers were told on the quay."
    (missing,) = family(tmp_path, a=late, b=FORUM).missing
    assert (missing.earliest, missing.latest) == ("2024-03-14", "2024-04-02")
    assert "written not before 2024-03-14 and not after 2024-04-02" in missing.name


def test_a_forum_post_of_a_text_that_is_here_implies_none(tmp_path: Path) -> None:
    release = f"Quay Street Lido to be saved at last by Cabinet\n\n{DECIDED}"
    assert family(tmp_path, a=release, b=FORUM).missing == ()


def test_an_earlier_text_that_attributes_what_the_later_has_plain_implies_a_common_source(tmp_path: Path) -> None:
    report = traced(tmp_path, a=ATTRIBUTED, b=DECIDED)
    assert report.relations[0].type is RelationType.COMMON_SOURCE
    assert report.relations[0].p_a_first >= 0.85
    assert [m.children for m in report.families[0].missing] == [("a.txt", "b.txt")]


def test_that_source_is_not_missing_where_a_text_has_the_sentence_plain_and_first(tmp_path: Path) -> None:
    report = traced(tmp_path, a=ATTRIBUTED, b=DECIDED, c=ANNOUNCED)
    assert report.families[0].missing == ()


def test_a_day_more_is_no_later_day_of_the_same_sentence(tmp_path: Path) -> None:
    """The agency names the day of filing beside that of the quarter; who prints it leaves the former out."""
    quarter = "reported a loss on the lido for the quarter that ended on 29 February 2024, after a summer of rain"
    full = f"The town council met on Thursday 14 March 2024 and {quarter}.\n\n{BODY}\n"
    short = f"The town council met in the Guildhall last Thursday and {quarter}.\n\n{BODY}\n"
    assert "slot-progression" not in {e.cue for e in relation(tmp_path, a=full, b=short).evidence}


def test_a_day_of_long_ago_that_both_tell_of_makes_no_copy_the_first(tmp_path: Path) -> None:
    """The weekly names no day but that of the wreck; the daily, which it took it from, states its own."""
    told = f"It was on the night of 31 January 1953 that the ferry struck the rocks of Hallow Bay.\n\n{BODY}\n"
    found = relation(tmp_path, a=f"Published: 9 February 2016\n\n{told}", b=f"{OWN}{told}")
    assert "dating" not in {e.cue for e in found.evidence}


def test_a_day_that_a_copy_has_from_a_text_does_not_order_the_two(tmp_path: Path) -> None:
    """Both say on Thursday; the page states its date, and so tells which Thursday: of the other no more is known."""
    told = f"Teachers in Pellmouth voted on Thursday to leave the lido to its gulls.\n\n{BODY}\n"
    found = relation(tmp_path, a=f"Published: 15 March 2024\n\n{told}", b=f"{OWN}{told}")
    assert "dating" not in {e.cue for e in found.evidence}


@given(st.dates(date(1990, 1, 1), date(2039, 1, 1)), st.integers(0, 500), st.booleans())
def test_days_without_a_year_are_ordered_by_weekdays_whatever_it_is(day: date, after: int, swap: bool) -> None:
    later = day + timedelta(days=after)
    texts = [
        f"The Cabinet will debate the lido on {day:%A} {day.day} {day:%B}.\n\n{BODY}\n",
        f"{OWN}The Cabinet debated the lido on {later:%A} {later.day} {later:%B}.\n\n{BODY}\n",
    ]
    with TemporaryDirectory() as folder:
        found = relation(Path(folder), **dict(zip("ba" if swap else "ab", texts, strict=True)))
    assert [e.favours for e in found.evidence if e.cue in {"same-year", "event-bridge"}] == ["b" if swap else "a"]
    assert not any(str(year) in e.says for e in found.evidence for year in range(1990, 2041))


@pytest.mark.parametrize("known", ["2024", "Posted on 17 March 2024."])
def test_where_a_year_is_told_that_dates_the_texts(tmp_path: Path, known: str) -> None:
    coming = "The Cabinet will meet on Thursday 14 March to hear of the lido."
    over = "The Cabinet met on Thursday 21 March and heard of the lido."
    told = over.replace("March", f"March {known}") if known.isdigit() else f"{known}\n\n{over}"
    found = relation(tmp_path, a=f"{coming}\n\n{BODY}\n", b=f"{told}\n\n{BODY}\n")
    assert not [e for e in found.evidence if e.cue == "same-year"]
