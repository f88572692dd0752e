"""Where a score turns: reports and known answers made by hand, to the character."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import FORUM, JOINED, PLAN, STORY, WALK, harbour
from knowing import faults, scored

from provenance.model import Dating, Degree, Family, Grade, Kind, Match, Missing, Place, Segment, Span, Verdict

if TYPE_CHECKING:
    from provenance.model import Report, Scores

COPIED, REWORDED = Kind.COPIED, Kind.PARAPHRASED
Ends = tuple[int, int, int, int, Kind]


def reporting(*segments: Ends, **more: Any) -> Report:
    """A report of one match between two long texts that are not carried."""
    documents = tuple(replace(each, text=None, characters=10_000, passages=()) for each in harbour().documents)
    made = tuple(Segment(Span(a, b), Span(c, d), kind, Degree.EDITED, 0.9) for a, b, c, d, kind in segments)
    match = Match("M1", Place(PLAN, 0, 9000), Place(STORY, 0, 9000), COPIED, 0.9, made)
    report = replace(harbour(), documents=documents, matches=(match,) if made else (), relations=(), families=())
    return replace(report, **more)


def pair(a: int, b: int, c: int, d: int, **more: Any) -> dict[str, Any]:
    return {"doc_a": PLAN, "start_a": a, "end_a": b, "doc_b": STORY, "start_b": c, "end_b": d, **more}


def outcome(known: dict[str, Any], *segments: Ends) -> str:
    """How one strong pair is found by these segments."""
    (score,) = scored({"pairs": [known]}, reporting(*segments)).scores
    return next(name for name in ("right", "wrong", "wide", "open") if getattr(score, name))


@pytest.mark.parametrize(
    ("segments", "found"),
    [
        ([(100, 150, 500, 550, COPIED)], "right"),  # half of it, on both sides
        ([(100, 149, 500, 550, COPIED)], "open"),
        ([(100, 150, 500, 549, COPIED)], "open"),
        ([(100, 300, 500, 700, COPIED)], "right"),  # and half of what is found lies in it
        ([(100, 301, 500, 700, COPIED)], "wide"),
        ([(100, 300, 500, 701, COPIED)], "wide"),
        ([(100, 130, 500, 530, COPIED), (160, 190, 560, 590, COPIED)], "right"),  # together
        ([(100, 140, 500, 540, COPIED), (110, 145, 510, 545, COPIED)], "open"),  # what both cover counts once
        ([(100, 200, 800, 900, COPIED)], "open"),  # in another place of the other text
        ([(100, 160, 500, 560, COPIED), (160, 200, 560, 600, REWORDED)], "right"),  # mostly copied
        ([(100, 140, 500, 540, COPIED), (140, 200, 540, 600, REWORDED)], "wrong"),
        ([(100, 150, 500, 550, REWORDED), (150, 200, 550, 600, COPIED)], "right"),  # as much of both
        ([], "open"),
    ],
)
def test_a_pair_is_found_by_what_covers_half_of_it_and_lies_half_in_it(segments: list[Ends], found: str) -> None:
    assert outcome(pair(100, 200, 500, 600, label="copied"), *segments) == found


@pytest.mark.parametrize(
    ("segment", "found"),
    [
        ((100, 120, 500, 520, COPIED), "right"),
        ((100, 116, 500, 516, COPIED), "right"),  # four fifths of the run
        ((100, 115, 500, 516, COPIED), "open"),
        ((100, 116, 500, 515, COPIED), "open"),
        ((100, 120, 540, 560, COPIED), "open"),  # another run of the same passage
    ],
)
def test_a_reworded_pair_is_found_by_four_fifths_of_an_equal_run_on_both_sides(segment: Ends, found: str) -> None:
    known = pair(100, 200, 500, 600, label="paraphrased", verbatim_cores=[[100, 120, 500, 520]])
    assert outcome(known, segment) == found


@pytest.mark.parametrize(
    ("segment", "is_told"),
    [
        ((100, 200, 500, 600, COPIED), True),
        ((100, 1000, 500, 1400, COPIED), True),  # in the midst of a longer one
        ((151, 190, 551, 590, COPIED), True),
        ((100, 200, 600, 700, COPIED), False),
        ((160, 240, 560, 640, COPIED), False),  # half of the shorter, and no more
    ],
)
def test_a_hard_negative_is_reported_by_more_than_half_of_the_shorter(segment: Ends, *, is_told: bool) -> None:
    scores = scored({"hard_negatives": [pair(100, 200, 500, 600)]}, reporting(segment))
    assert faults(scores) == ({("hard-negatives", "wrong"): 1} if is_told else {})


@pytest.mark.parametrize(("other", "is_known"), [(100, True), (101, False)])
def test_a_match_is_known_where_half_of_it_lies_in_known_pairs(other: int, *, is_known: bool) -> None:
    report = reporting((100, 200, 500, 600, COPIED), (300, 300 + other, 700, 700 + other, COPIED))
    scores = scored({"pairs": [pair(100, 200, 500, 600)], "complete": True}, report)
    assert faults(scores) == ({} if is_known else {("matches", "wrong"): 1})


# --------------------------------------------------------------------------- order, dates, ancestors


def broken(scores: Scores) -> int:
    return len(scores.broken)


def test_an_order_has_to_be_told_where_a_strong_pair_joins_the_two() -> None:
    order = {"certain_pairs": [[PLAN, STORY]]}
    assert broken(scored({"order": order}, reporting())) == 0
    for strength, demanded in (("strong", 1), ("moderate", 0)):
        known = {"order": order, "pairs": [pair(100, 200, 500, 600, strength=strength)]}
        assert broken(scored(known, reporting((100, 200, 500, 600, COPIED)))) == demanded


def test_an_order_has_to_be_told_where_there_is_a_relation_unless_one_stands_alone() -> None:
    open_one = replace(harbour().relations[0], a=PLAN, b=STORY, p_a_first=0.5, verdict=Verdict.UNDETERMINED)
    report = reporting(relations=(open_one,))
    order = {"certain_pairs": [[PLAN, STORY]]}
    assert broken(scored({"order": order}, report)) == 1
    assert broken(scored({"order": order, "independent": [STORY]}, report)) == 0


def test_a_soft_bound_may_be_left_open_and_not_be_wrong() -> None:
    row = {"id": WALK, "earliest": "2024-05-14", "evidence": [{"strength": "soft"}]}
    for told, demanded in ((None, 0), ("2024-05-13", 0), ("2024-05-15", 1)):
        documents = tuple(
            replace(each, dating=Dating(told)) if each.id == WALK else each for each in harbour().documents
        )
        assert broken(scored({"documents": [row]}, replace(harbour(), documents=documents))) == demanded


def missing(grade: Grade, *children: str) -> Report:
    """A report with one missing ancestor."""
    one = Missing("missing:F1.1", grade, children, 0.8, None, None, 100, "")
    family = Family("F1", tuple(sorted(children)), None, None, (), (one,), ())
    return reporting(families=(family,))


@pytest.mark.parametrize(
    ("known", "reported", "expected"),
    [
        ("required", Grade.REQUIRED, {}),
        ("required", Grade.LIKELY, {("missing-ancestors", "open"): 1}),
        ("likely", Grade.LIKELY, {}),
        ("likely", Grade.REQUIRED, {}),
        ("likely", Grade.POSSIBLE, {("missing-ancestors", "open"): 1}),
        ("possible", Grade.LIKELY, {}),
    ],
)
def test_an_ancestor_is_found_where_it_is_told_as_surely_as_it_is_known(
    known: str, reported: Grade, expected: dict[tuple[str, str], int]
) -> None:
    answers = {"missing_ancestors": [{"children": [PLAN, STORY], "grade": known}]}
    assert faults(scored(answers, missing(reported, PLAN, STORY))) == expected


def test_an_ancestor_of_documents_of_which_nothing_is_known_is_not_judged() -> None:
    answers = {"missing_ancestors": [], "independent": [FORUM]}
    assert faults(scored(answers, missing(Grade.REQUIRED, FORUM, JOINED))) == {("independent", "wrong"): 1}
    known = {"documents": [{"id": JOINED}], "missing_ancestors": [], "independent": [FORUM]}
    assert faults(scored(known, missing(Grade.REQUIRED, FORUM, JOINED))) == {
        ("independent", "wrong"): 1,
        ("required-ancestors", "wrong"): 1,
    }
