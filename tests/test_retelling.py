"""Texts told again sentence by sentence: told as reused; and other reports of the same event, which are not."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rewriting import REPORTS, REWRITES, Case, cases

import provenance
from provenance import segment
from provenance.align import align, aligned
from provenance.align.joining import Chain, _is_in_line, _joined
from provenance.align.pairs import Pairing
from provenance.align.retelling import _best_path
from provenance.align.seeds import SEEDING
from provenance.align.shared_content import marks
from provenance.align.sides import surveyed
from provenance.model import Document, Kind, Span
from provenance.settings import Settings

if TYPE_CHECKING:
    from conftest import CpuSeconds

    from provenance.model import Segment

HELD = {case.name: case for case in cases(Path(__file__).parent / "cases" / "rewriting")}
TOLD = 0.6
"""The least share of the words of a rewrite that is told as reused; of a short one, in every case not missed."""


def segments(a: str, b: str) -> list[Segment]:
    return [part for match in provenance.compare(a, b).matches for part in match.segments]


def share(text: str, parts: list[Segment]) -> float:
    return sum(len(text[part.b.start : part.b.end].split()) for part in parts) / len(text.split())


@pytest.fixture(params=HELD)
def case(request: pytest.FixtureRequest) -> Case:
    return HELD[request.param]


@pytest.mark.parametrize("name", ["rewrite", "bare"])
def test_a_rewrite_with_all_facts_is_told_as_reused_and_most_of_it_as_paraphrased(case: Case, name: str) -> None:
    rewrite = case.rewrites[name].text
    found = segments(case.source.text, rewrite)
    reworded = [part for part in found if part.kind is Kind.PARAPHRASED]
    assert share(rewrite, found) >= TOLD
    assert share(rewrite, reworded) > share(rewrite, found) / 2


def test_a_rewrite_with_half_of_the_facts_is_told_as_reused(case: Case) -> None:
    short = case.rewrites["short"].text
    assert (share(short, segments(case.source.text, short)) >= TOLD) is not case.missed


def test_a_text_of_the_same_form_with_other_names_and_figures_is_no_retelling(case: Case) -> None:
    """What is left are single sentences that are alike without them."""
    other = filled_otherwise(case.rewrites["short"].text)
    assert share(other, segments(case.source.text, other)) < TOLD


def filled_otherwise(text: str) -> str:
    """A text with other figures in place of its own, and other names: spelt from behind."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word[0].isdigit():
            return re.sub(r"\d", lambda digit: str((int(digit[0]) * 3 + 4) % 10), word)
        return word[0] + word[:0:-1].lower()

    return re.sub(r"(?<=[^.!?\"\s] )[A-Z]\w+|\d[\d.,]*", other, text)


def test_a_rewrite_is_one_match(case: Case) -> None:
    matches = provenance.compare(case.source.text, case.rewrites["rewrite"].text).matches
    assert len(matches) == 1


def test_the_order_of_the_two_texts_changes_nothing(case: Case) -> None:
    for text in case.rewrites.values():
        there, back = segments(case.source.text, text.text), segments(text.text, case.source.text)
        assert sorted((p.a, p.b) for p in there) == sorted((p.b, p.a) for p in back)


@pytest.mark.parametrize("name", REPORTS)
def test_another_report_of_the_event_shares_at_most_a_sentence_and_what_was_said_aloud(case: Case, name: str) -> None:
    if name in case.reports:
        report = case.reports[name]
        for text in (case.source, *case.rewrites.values()):
            said = [report[part.b.start : part.b.end] for part in segments(text.text, report)]
            assert len([words for words in said if '"' not in words]) <= 1


def test_many_pairs_at_once_give_what_each_gives_alone(case: Case) -> None:
    texts = [case.source.text, *(case.rewrites[name].text for name in REWRITES), *case.reports.values()]
    documents = [Document(id=str(n), text=text, sha256="") for n, text in enumerate(texts)]
    settings = Settings()
    batch = segment.batch(documents, settings.segment)
    pairs = [(a, b) for a in range(len(texts)) for b in range(len(texts)) if a != b]
    rows = aligned(batch, pairs, settings.align)
    for number, (a, b) in enumerate(pairs):
        alone = align(batch, a, b, settings.align)
        held = rows.chains[rows.chains[:, 0] == number].tolist()
        assert [tuple(row[1:5]) for row in held] == [(c.a.start, c.a.end, c.b.start, c.b.end) for c in alone]
        assert [spans(rows.pairings[row[5] : row[6]]) for row in held] == [
            [(p.a.start, p.a.end, p.b.start, p.b.end) for p in chain.pairings] for chain in alone
        ]


def spans(pairings: Any) -> list[tuple[int, ...]]:
    return [tuple(row[1:5]) for row in pairings.tolist()]


def test_sentences_in_another_order_are_no_retelling() -> None:
    """What one retells goes on sentence by sentence: shuffled, the same words are left to other rules."""
    case = HELD["water"]
    rewrite = case.rewrites["rewrite"]
    sentences = [rewrite.text[s.start : s.end] for s in rewrite.sentences]
    shuffled = " ".join(sentences[number * 7 % len(sentences)] for number in range(len(sentences)))
    assert share(shuffled, segments(case.source.text, shuffled)) < TOLD


def told_with(marks: list[list[str]], seed: int) -> str:
    """A sentence for each of some lists of words: these among others, which no other text has."""
    rng = Random(seed)

    def word() -> str:
        return "".join(rng.choices("ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(), k=4))

    sentences = []
    for held in marks:
        words = [word() for _ in range(20)]
        for mark in held:
            words.insert(rng.randrange(1, len(words)), mark)
        sentences.append(f"The {' '.join(words)}.")
    return " ".join(sentences)


@pytest.mark.parametrize(("is_name", "is_told"), [(False, True), (True, False)])
def test_names_and_figures_in_one_order_are_no_retelling_but_other_words_are(is_name: bool, is_told: bool) -> None:
    rng = Random(5)
    marks = [["".join(rng.choices("bcdfgklmnprstv", k=6)) for _ in range(4)] for _ in range(14)]
    if is_name:
        marks = [[*map(str.capitalize, held), str(1900 + number)] for number, held in enumerate(marks)]
    assert bool(segments(told_with(marks, 1), told_with(marks, 2))) is is_told


def test_a_rewrite_that_quotes_nothing_is_found_in_a_folder(tmp_path: Path) -> None:
    for case in HELD.values():
        (tmp_path / f"{case.name}.source.txt").write_text(case.source.text, encoding="utf-8")
        (tmp_path / f"{case.name}.bare.txt").write_text(case.rewrites["bare"].text, encoding="utf-8")
    matches = provenance.trace([tmp_path]).matches
    assert {(m.a.document, m.b.document) for m in matches} == {(f"{n}.bare.txt", f"{n}.source.txt") for n in HELD}


def test_one_sentence_is_not_enough_where_texts_share_nothing_but_words(tmp_path: Path) -> None:
    case = HELD["marathon"]
    told, other = case.source.text, case.reports["straight"]
    for name, text in (("a", told), ("b", other)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    report = provenance.trace([tmp_path])
    assert (report.inputs.steps["candidate_pairs"], report.matches) == (1, ())
    assert sum(len(match.segments) for match in provenance.compare(told, other).matches) == 1


# --------------------------------------------------------------------------- passage by passage


@pytest.mark.parametrize(
    ("i", "j", "follows"),
    [(15, 1, True), (16, 1, False), (1, 15, True), (1, 16, False), (0, 1, False), (1, 0, False)],
)
def test_a_pair_follows_another_that_is_near_before_it_in_both_texts(i: int, j: int, follows: bool) -> None:
    at = list(range(20)), list(range(20))
    odds, path = _best_path({(0, 0): 1.0, (i, j): 1.0}, at, (0.0, 0.0))
    assert (odds, len(path)) == ((2.0, 2) if follows else (1.0, 1))


def test_the_marks_of_a_sentence_are_its_names_and_figures_and_a_headline_has_none() -> None:
    text = "HARBOUR COUNCIL BACKS 14 PLANS\n\nThe Harbour council backs 14 plans for 2 Lantern offices.\n"
    batch = segment.batch([Document(id=name, text=text, sha256="") for name in "ab"], Settings().segment)
    side, _, _ = surveyed(batch, 0, 1, SEEDING)
    headline, sentence = side.passages[0], side.passages[1]
    assert not list(marks(batch, 0, headline))
    places = [(token - sentence.start, is_figure) for token, is_figure in marks(batch, 0, sentence)]
    assert places == [(1, False), (4, True), (7, True), (8, False)]


# --------------------------------------------------------------------------- among other chains


def chain(a: Span, b: Span) -> Chain:
    return Chain(a, b, (Pairing(a, b, 1.0, 1.0, 9.0, 0.0, 1.0, 3),))


starts = st.integers(0, 59)
ranges = st.builds(lambda start, words: Span(start, start + words), starts, st.integers(1, 30))


@given(
    st.builds(chain, ranges, ranges), st.lists(starts, unique=True), st.lists(starts, unique=True), st.integers(1, 9)
)
def test_a_chain_is_in_line_where_it_is_so_with_each_that_was_told(
    one: Chain, starts_a: list[int], starts_b: list[int], words: int
) -> None:
    held = [[Span(start * words, (start + 1) * words) for start in sorted(starts)] for starts in (starts_a, starts_b)]
    told = [chain(a, b) for a, b in zip(*held, strict=False)]
    assert _is_in_line(one, told) is all(is_in_line(one, other) for other in told)


def is_in_line(one: Chain, other: Chain) -> bool:
    begin = (one.a.start < other.a.start) is (one.b.start < other.b.start)
    end = (one.a.end < other.a.end) is (one.b.end < other.b.end)
    return begin or end or bool(one.a.overlap(other.a) and one.b.overlap(other.b))


def test_a_text_told_again_takes_in_what_stands_in_its_order_and_is_cut_by_what_does_not() -> None:
    told = [chain(Span(n, n + 10), Span(n, n + 10)) for n in (0, 20, 60, 80)]
    copied, moved = chain(Span(40, 50), Span(40, 50)), chain(Span(72, 78), Span(12, 18))
    whole, rest = Span(0, 90), Span(80, 90)
    assert [(one.a, one.b) for one in _joined([copied], told, 5)] == [(whole, whole)]
    first, last = Span(0, 10), Span(20, 70)
    cut = [(first, first), (last, last), (moved.a, moved.b), (rest, rest)]
    joined = _joined([copied, moved], told, 5)
    assert [(one.a, one.b) for one in joined] == cut
    assert [one.a for one in joined[1].pairings] == [Span(20, 30), Span(40, 50), Span(60, 70)]


@pytest.mark.parametrize("is_in_order", [True, False])
def test_a_chain_goes_on_beyond_the_text_told_again_only_where_it_is_close(is_in_order: bool) -> None:
    told = [chain(Span(n, n + 10), Span(n, n + 10)) for n in (100, 120)]
    close, far = Span(134, 150), Span(156, 170)
    there = (close, far) if is_in_order else (close, Span(0, 14))
    joined = _joined([chain(a, b) for a, b in zip((close, far), there, strict=True)], told, 5)
    assert [(one.a, one.b) for one in joined] == [(Span(100, 150), Span(100, 150)), (far, there[1])]


def test_chains_apart_from_the_text_told_again_stay_as_they_are() -> None:
    told, apart = chain(Span(0, 10), Span(0, 10)), [chain(Span(n, n + 10), Span(n, n + 10)) for n in (100, 112)]
    assert _joined(apart, [told], 45) == (told, *apart)


def test_the_time_to_join_what_is_told_again_grows_with_it_alone(cpu_seconds: CpuSeconds) -> None:
    """With as many chains between in its order, and as many behind it in one text that stand before it in the other."""
    count = 10_000
    before, places, behind = (range(first * count, (first + 100) * count, 100) for first in (0, 100, 200))
    told = [chain(Span(n, n + 10), Span(n, n + 10)) for n in places]
    between = [chain(Span(n + 50, n + 60), Span(n + 50, n + 60)) for n in places]
    moved = [chain(Span(n, n + 10), Span(m, m + 10)) for n, m in zip(behind, before, strict=True)]
    joined: list[Chain] = []
    assert cpu_seconds(lambda: joined.extend(_joined([*between, *moved], told, 45))) < 5
    assert len(joined) == 1 + count
    assert len(joined[0].pairings) == 2 * count
