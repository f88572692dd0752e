"""A sentence that quotes: of its quotation and of the words around it is said what each of them is."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs, prose, sentence, texts

import provenance
from provenance.classify import piece
from provenance.kernels import tokenize
from provenance.model import Degree, Kind
from provenance.settings import ClassifySettings

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = ClassifySettings()
RNG = Random(23)
OWN = [paragraphs(RNG, 2, 3) for _ in range(4)]
SAID = " ".join([sentence(RNG).rstrip("."), "and", sentence(RNG)])
AROUND = {
    "a remark before": ("As the other paper has it, the gist was this:", ""),
    "who it is from": ("According to the Gazette,", ""),
    "a judgement behind": (
        "",
        "is the bravest claim that anybody has yet sent to this committee, and the least proved.",
    ),
    "words on both sides": ("The applicants write", "and I should very much like to see their questionnaire."),
    "another language": ("Wie es in der Zeitung stand:", ""),
}


def passages(folder: Path, **written: str) -> list[tuple[str, Kind, Degree | None, bool]]:
    """The passages of `b.txt`: their words, kind and degree, and whether they are quoted."""
    for name, text in written.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    document = next(each for each in provenance.trace([folder]).documents if each.id == "b.txt")
    text = document.text or ""
    return [(text[p.start : p.end], p.kind, p.degree, p.quotation) for p in document.passages]


@pytest.mark.parametrize("how", AROUND)
@pytest.mark.parametrize("is_quoted_there", [False, True])
def test_words_of_ones_own_around_a_quotation_are_original(tmp_path: Path, how: str, *, is_quoted_there: bool) -> None:
    before, behind = AROUND[how]
    there = f"The warden of the port said: “{SAID}”" if is_quoted_there else SAID
    said = f"{before} “{SAID.rstrip('.')}” {behind}".strip()
    found = passages(tmp_path, a=f"{OWN[0]}\n\n{there}\n\n{OWN[1]}", b=f"{OWN[2]}\n\n{said}\n\n{OWN[3]}")
    (quoted,) = [each for each in found if each[3]]
    assert quoted[1:3] == (Kind.COPIED, Degree.VERBATIM)
    for words in filter(None, (before, behind)):
        (around,) = [each for each in found if words in each[0]]
        assert around[1] is Kind.ORIGINAL


def test_the_words_around_a_quotation_are_reused_where_they_are(tmp_path: Path) -> None:
    there, here = "said Ada Penrose, master of the east dock.", "said the master of the east dock, Ada Penrose."
    told = [f"“{SAID[:-1]},” {by}" for by in (there, here)]
    found = passages(tmp_path, a=f"{OWN[0]}\n\n{told[0]}\n\n{OWN[1]}", b=f"{OWN[2]}\n\n{told[1]}\n\n{OWN[3]}")
    assert [each[1:3] for each in found if each[3]] == [(Kind.COPIED, Degree.VERBATIM)]
    ((_, kind, degree, _),) = [each for each in found if each[0] == here]
    assert kind is Kind.PARAPHRASED
    assert degree in (Degree.LIGHT, Degree.HEAVY)


@given(texts, texts, st.sampled_from([0.5, 0.95]))
def test_a_piece_has_a_place_in_the_other_passage(text: str, other: str, similarity: float) -> None:
    if found := piece(text, other, Degree.EDITED, similarity, SETTINGS):
        _, similarity, place = found
        assert 0 <= place.start < place.end <= len(other)
        assert 0 < similarity <= 1


@given(prose(3, 6), st.integers(0, 200), st.integers(3, 40))
def test_words_that_stand_in_the_other_passage_are_copied_from_there(other: str, first: int, count: int) -> None:
    starts, ends, *_ = tokenize(other)
    first %= len(starts)
    text = other[starts[first] : ends[min(first + count, len(ends)) - 1]]
    found = piece(text, other, Degree.EDITED, 0.95, SETTINGS)
    assert found is not None
    degree, similarity, place = found
    assert (degree, similarity) == (Degree.VERBATIM, 1.0)
    assert tokenize(other[place.start : place.end])[2].tolist() == tokenize(text)[2].tolist()


def test_a_piece_of_a_scan_is_copied_though_its_words_were_misread() -> None:
    told, read = "a master of the east dock was asked to wait here", "a masler of tbe east d0ck was askcd to waif here"
    assert piece(read, told, Degree.EDITED, 0.95, SETTINGS) is None
    found = piece(read, told, Degree.EDITED, 0.6, SETTINGS)
    assert found is not None
    assert found[0] is Degree.EDITED
    assert found[1] < 0.6
    assert piece("a clerk in tbe hall", told, Degree.EDITED, 0.6, SETTINGS) is None
