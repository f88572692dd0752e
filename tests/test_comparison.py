"""The engine on one pair: what it finds, where it ends, and that it does not care which text is called a."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from strategies import Planted, planted, prose, texts

import provenance
from provenance.model import Alignment, Comparison, Degree, Kind, Span

if TYPE_CHECKING:
    from conftest import CpuSeconds


def flipped(comparison: Comparison) -> list[tuple[object, ...]]:
    return sorted(
        (m.b, m.a, m.kind, m.similarity, sorted((s.b, s.a, s.kind) for s in m.segments)) for m in comparison.matches
    )


def plain(comparison: Comparison) -> list[tuple[object, ...]]:
    return sorted(
        (m.a, m.b, m.kind, m.similarity, sorted((s.a, s.b, s.kind) for s in m.segments)) for m in comparison.matches
    )


def covered(span: Span, matches: tuple[Alignment, ...]) -> int:
    return max((span.overlap(match.b) for match in matches), default=0)


@given(planted())
def test_a_planted_passage_is_found_where_it_stands(case: Planted) -> None:
    start, length = case.start_in_copy, len(case.passage)
    found = provenance.compare(case.source, case.copy).matches
    assert covered(Span(start, start + length), found) >= 0.9 * length


@given(planted())
def test_what_was_planted_is_called_copied(case: Planted) -> None:
    here = Span(case.start_in_copy, case.start_in_copy + len(case.passage))
    inside = [m for m in provenance.compare(case.source, case.copy).matches if m.b.overlap(here) > len(here) / 2]
    assert {m.kind for m in inside} == {Kind.COPIED}


@given(prose(2))
def test_a_text_compared_with_itself_is_one_verbatim_match(text: str) -> None:
    (match,) = provenance.compare(text, text).matches
    assert match.a == match.b
    assert match.similarity == 1.0
    assert text[match.a.start : match.a.end] == text.rstrip(".")


@settings(max_examples=60)
@given(planted())
def test_swapping_the_texts_swaps_the_sides_and_nothing_else(case: Planted) -> None:
    there, back = provenance.compare(case.source, case.copy), provenance.compare(case.copy, case.source)
    assert plain(there) == flipped(back)


@given(texts, texts)
def test_any_two_strings_can_be_compared(a: str, b: str) -> None:
    for match in provenance.compare(a, b).matches:
        assert 0 <= match.a.start < match.a.end <= len(a)
        assert 0 <= match.b.start < match.b.end <= len(b)
        for segment in match.segments:
            assert 0 <= segment.a.start < segment.a.end <= len(a)
            assert 0 <= segment.b.start < segment.b.end <= len(b)


def test_a_whole_release_inside_a_story_is_one_match() -> None:
    release = (
        "The lido will reopen in May after a winter of repairs. Divers found a grand piano below the springboard. "
        "It is not known who played it there.\n\nThe mayor thanked the engineers.\n\n"
        "“Nobody has ever drained this pool so thoroughly,” he said. Tickets cost four pounds."
    )
    story = f"Swimmers in Pellmouth were jubilant yesterday.\n\n{release}\n\nA regatta is planned for the summer."
    (match,) = provenance.compare(release, story).matches
    assert match.kind is Kind.COPIED
    assert story[match.b.start : match.b.end] == release.rstrip(".")


def test_moved_paragraphs_are_matches_of_their_own() -> None:
    one = "Divers found a grand piano below the springboard of the old lido on Sunday."
    two = "The orchestra has asked for its return, with or without the mussels on the pedals."
    found = provenance.compare(f"{one}\n\n{two}", f"{two}\n\n{one}").matches
    assert len(found) == 2


def test_a_sentence_split_in_two_is_one_segment() -> None:
    whole = (
        "The council approved £2m for the lido, which has leaked into the cellar of the pub next door since the war."
    )
    split = "The council approved £2m for the lido. It has leaked into the cellar of the pub next door since the war."
    (match,) = provenance.compare(whole, split).matches
    (segment,) = match.segments
    assert split[segment.b.start : segment.b.end] == split


def test_a_run_of_words_between_unlike_sentences_is_a_segment_by_itself() -> None:
    run = "a brass octopus with nine arms of different lengths"
    a = f"When the vault below the customs house was opened, workers came upon {run}, and sent for the curator."
    b = f"My grandmother, who never threw anything away and feared no thief, kept {run} under the stairs."
    (match,) = provenance.compare(a, b).matches
    (segment,) = match.segments
    assert a[segment.a.start : segment.a.end] == b[segment.b.start : segment.b.end] == run
    assert segment.kind is Kind.COPIED


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (
            "Nothing at all. ",
            ", she told the harbour committee while the ferries idled and the gulls took the sandwiches.",
        ),
        ("Asked by the coroner about that night, the pilot could only repeat to him ", ", and then he wept."),
    ],
)
def test_words_that_are_most_of_one_sentence_and_a_part_of_another_are_copied(before: str, behind: str) -> None:
    run = "a brass octopus with nine arms of different lengths lay upon the lantern deck"
    a, b = f"We found that {run} last autumn.", f"{before}{run}{behind}"
    (match,) = provenance.compare(a, b).matches
    (segment,) = match.segments
    assert a[segment.a.start : segment.a.end] == b[segment.b.start : segment.b.end] == run
    assert (segment.kind, match.kind) == (Kind.COPIED, Kind.COPIED)
    assert a[match.a.start : match.a.end] == run


def test_a_run_within_a_sentence_that_is_like_the_other_leaves_them_whole() -> None:
    a = "The council said on Monday that the brass octopus with nine arms would be kept in the tower until the spring."
    b = "On Monday the council announced: the brass octopus with nine arms stays in its tower until spring comes."
    (match,) = provenance.compare(a, b).matches
    (segment,) = match.segments
    assert segment.kind is Kind.PARAPHRASED
    assert (segment.a, segment.b) == (Span(0, len(a)), Span(0, len(b)))


def test_punctuation_case_and_quotation_marks_do_not_make_a_difference() -> None:
    a = "The Mayor said “we shall swim again” – and 40 people, armbands and all, believed him that evening."
    b = 'the mayor said "we shall swim again" - and 40 people, ARMBANDS and all, believed him that evening'
    (match,) = provenance.compare(a, b).matches
    assert match.segments[0].degree == "verbatim"


UNRELATED = [
    (
        "Cabinet approved £2.36m for the lido at a meeting held on Thursday 14 March 2024.",
        "Cabinet will consider the lido at its meeting on Thursday 14 March.",
    ),
    (
        "Councillor Hester Quayle, Cabinet Member for Leisure and Foreshore, said: “The pumps are older than I am.”",
        "Councillor Hester Quayle, Cabinet Member for Leisure and Foreshore, said: “Forty people came to complain.”",
    ),
    (
        "“It will be open by May,” director of harbours Ivor Tresk said. Repairs started at once.",
        "“Nobody swims here in winter,” director of harbours Ivor Tresk said. Seals have been seen.",
    ),
    (
        "The fire broke out shortly after midnight on Tuesday and spread to two neighbouring houses in Quay Street.",
        "Two homes in Quay Street were badly damaged when flames spread from a third in the early hours of Tuesday.",
    ),
]


@pytest.mark.parametrize(("a", "b"), UNRELATED)
def test_two_reports_of_one_event_are_not_reuse(a: str, b: str) -> None:
    assert provenance.compare(a, b).matches == ()


def test_page_furniture_is_not_reuse() -> None:
    furniture = "Join the conversation\n\nYou can post now and register later.\n\nReply to this topic..."
    a, b = f"The ferry is late again.\n\n{furniture}", f"My cat has learned to swim.\n\n{furniture}"
    assert provenance.compare(a, b).matches == ()


def test_shared_words_in_another_script_are_found() -> None:
    shared = "Совет одобрил ремонт старого бассейна на набережной после долгого обсуждения с жителями города."
    found = provenance.compare(f"Новости дня.\n\n{shared}", f"{shared}\n\nПогода хорошая.").matches
    assert [m.kind for m in found] == [Kind.COPIED]


def test_two_texts_of_two_alternating_words_take_no_time(cpu_seconds: CpuSeconds) -> None:
    assert cpu_seconds(lambda: provenance.compare("tick tock " * 10_000, "tock tick " * 10_000)) < 10


LISTED = (
    "Harbour walk from the lighthouse to the old ferry steps\n"
    "Guided tour of the herring sheds with a taste of the catch\n"
    "Concert by the lifeboat band under the clock tower\nFireworks from the breakwater as soon as it is dark enough"
)


@pytest.mark.parametrize("width", [5, 16])
def test_a_list_whose_lines_break_elsewhere_is_copied(width: int) -> None:
    words = LISTED.split()
    elsewhere = "\n".join(" ".join(words[k : k + width]) for k in range(0, len(words), width))
    (match,) = provenance.compare(LISTED, elsewhere).matches
    assert {segment.kind for segment in match.segments} == {Kind.COPIED}
    assert {segment.degree for segment in match.segments} <= {Degree.VERBATIM, Degree.EDITED}
