"""Kinds, degrees and the changes that matter."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import prose, texts

from provenance.classify import changes, degree_of, differences
from provenance.model import Degree, Kind
from provenance.settings import ClassifySettings
from provenance.wording.units import beginning

if TYPE_CHECKING:
    from conftest import CpuSeconds

SETTINGS = ClassifySettings()
CASES = tomllib.loads((Path(__file__).parent / "cases/changes/changes.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["a"][:40] for case in CASES])
def test_changes_that_matter_are_told(case: dict[str, object]) -> None:
    found = [[c.type, c.a, c.b] for c in changes(str(case["a"]), str(case["b"]))]
    assert found == case["changes"]


@given(prose())
def test_nothing_changes_between_a_text_and_itself(text: str) -> None:
    assert changes(text, text) == ()


@given(texts, texts)
def test_the_words_of_a_change_stand_in_the_passages(a: str, b: str) -> None:
    for change in changes(a, b):
        assert change.a in " ".join(a.split())
        assert change.b in " ".join(b.split())


@pytest.mark.parametrize("case", CASES, ids=[case["a"][:40] for case in CASES])
def test_a_change_is_told_alike_from_either_side(case: dict[str, object]) -> None:
    found = [(c.type, c.a, c.b) for c in changes(str(case["a"]), str(case["b"]))]
    assert [(c.type, c.b, c.a) for c in changes(str(case["b"]), str(case["a"]))] == found


NUMBERS = st.sampled_from(
    ["£2", "3m", "1,000", "ten", "five hundred", "to", "in", "-", "14", "March", "2022", "%", "a"]
)


@given(st.lists(NUMBERS, max_size=12), st.lists(NUMBERS, max_size=12), st.sampled_from(["", " ", "-"]))
def test_numbers_and_dates_in_any_order_are_read(a: list[str], b: list[str], between: str) -> None:
    assert changes(between.join(a), between.join(a)) == ()
    assert all(change.a != change.b for change in changes(between.join(a), between.join(b)))


@given(prose(), st.lists(NUMBERS, max_size=6), st.lists(NUMBERS, max_size=6), prose())
def test_what_stands_the_same_far_away_makes_no_difference(p: str, a: list[str], b: list[str], q: str) -> None:
    shared = "It was so. " * 10
    one, other = f"{p}. {' '.join(a)} . {q}", f"{p}. {' '.join(b)} . {q}"
    assert changes(shared + one + " . " + shared, shared + other + " . " + shared) == changes(one, other)


VOCABULARY = """
a an at all about as almost alleged allegedly aim appear barely between can close could circa deputy decline double
dozens each every expected evening failed fewer few former first going half hardly has hundred hundreds in it
intends just last least less likely june may many more most million mr must nearly next no none noon not nothing nos
over one perhaps planned quarter reportedly roughly said some several suspected scheduled summer thursday third this
three to today two under up upwards vice well will year years acting of the than be believed have region excess
estimated minimum likelihood only doubt longer fail chair leader 3 12,000 2024 £5 percent km per cent weeks and out
""".split()


TELLING = """
the of mayor said it Anna Bell Acting acting chief Mr Mrs happy unhappy up down rose fell not can't may will could
probably 3 four 2019 Monday May 12% some all harmless harmful .
""".split()
tellings = st.lists(st.sampled_from(TELLING), max_size=14).map(" ".join)


@given(tellings, tellings)
def test_no_change_is_overlooked_where_stretches_are_told_apart_by_their_signs(a: str, b: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differences, "_may_tell", lambda _old, _new: True)
        looked_into = changes.__wrapped__(a, b)
    assert changes(a, b) == looked_into


@given(st.lists(st.sampled_from([*TELLING, "10 to 12", "between 3 and 5"]), min_size=1, max_size=8), st.data())
def test_one_word_put_for_another_is_told_alike_from_either_side(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    other = [*words[:place], data.draw(st.sampled_from([*TELLING, "10", "12", "5"])), *words[place + 1 :]]
    a, b = " ".join(words), " ".join(other)
    assert {(c.type, c.a, c.b) for c in changes(a, b)} == {(c.type, c.b, c.a) for c in changes(b, a)}


@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8), st.booleans())
def test_what_a_word_begins_is_found_by_the_patterns_kept_for_it(words: list[str], is_title: bool) -> None:
    text = " ".join(words).title() if is_title else " ".join(words)
    every, few = beginning("0"), beginning(text.split()[0])
    assert every is not None
    whole = every.match(text)
    assert whole is not None
    match = few.match(text) if few else None
    if match:
        assert (match.lastgroup, match.span()) == (whole.lastgroup, whole.span())
    else:
        assert whole.lastgroup == "word"


@pytest.mark.parametrize(
    "filler", ["9", "9,999 ", "two ", "a ", "between ", "£", "may ", "A.", "X-", "14 March ", "no "]
)
def test_time_grows_with_the_passages_alone(filler: str, cpu_seconds: CpuSeconds) -> None:
    text = filler * (20_000 // len(filler))
    assert cpu_seconds(lambda: changes(text, "x" + text + "x")) < 2


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_nearer_passage_never_has_a_farther_degree(s1: float, c1: float, s2: float, c2: float) -> None:
    rank = list(Degree)
    low = degree_of(min(s1, s2), min(c1, c2), SETTINGS)
    high = degree_of(max(s1, s2), max(c1, c2), SETTINGS)
    assert rank.index(high[1]) <= rank.index(low[1])


@pytest.mark.parametrize(
    ("similarity", "containment", "kind", "degree"),
    [
        (1.0, 1.0, Kind.COPIED, Degree.VERBATIM),
        (0.9, 0.9, Kind.COPIED, Degree.EDITED),
        (0.89, 0.95, Kind.PARAPHRASED, Degree.LIGHT),
        (0.6, 0.6, Kind.PARAPHRASED, Degree.LIGHT),
        (0.4, 0.9, Kind.PARAPHRASED, Degree.LIGHT),
        (0.4, 0.6, Kind.PARAPHRASED, Degree.HEAVY),
    ],
)
def test_degrees_follow_similarity_and_containment(
    similarity: float, containment: float, kind: Kind, degree: Degree
) -> None:
    assert degree_of(similarity, containment, SETTINGS) == (kind, degree)
