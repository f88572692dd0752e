"""What recurs is furniture where it stands, and reuse where it is handed on."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

import provenance
from provenance import furniture
from provenance.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

CARRIERS = 30
RECURRING = (
    "The harbour master has asked all owners of small boats to mark their moorings with a lamp before the first of "
    "November, when the nights draw in and the dredger begins its rounds."
)
WORDS = (
    "amber basket copper dinner eagle feather garden hammer island jacket kettle ladder market napkin orchard parcel "
    "quarrel ribbon saddle timber umbrella velvet willow yellow anchor bucket candle donkey engine fiddle goblet "
    "hollow insect jungle kitten lemon meadow needle office pepper rabbit shadow tunnel violin wagon zebra"
).split()


def text(draw: random.Random, place: int) -> str:
    """Nine sentences of a text's own, and the recurring one before the one with that number."""
    own = [" ".join(draw.sample(WORDS, 9)).capitalize() + "." for _ in range(9)]
    return "\n\n".join([*own[:place], RECURRING, *own[place:]])


def kinds(folder: Path, places: list[int]) -> set[Kind]:
    """What the recurring sentence is taken for, in texts that hold it at those places and share nothing else."""
    draw = random.Random(7)
    for number, place in enumerate(places):
        (folder / f"{number:02}.txt").write_text(text(draw, place), "utf-8")
    found = set()
    for document in provenance.trace([folder]).documents:
        start = (document.text or "").index(RECURRING[:40])
        found |= {passage.kind for passage in document.passages if passage.start <= start < passage.end}
    return found


@pytest.mark.parametrize("place", [0, 9], ids=["head", "foot"])
def test_what_stands_at_the_same_end_of_many_texts_is_furniture(tmp_path: Path, place: int) -> None:
    assert kinds(tmp_path, [place] * CARRIERS) == {Kind.BOILERPLATE}


def test_what_many_texts_hold_at_places_of_their_own_is_reuse(tmp_path: Path) -> None:
    draw = random.Random(3)
    assert Kind.BOILERPLATE not in kinds(tmp_path, [draw.randrange(1, 9) for _ in range(CARRIERS)])


@pytest.mark.parametrize(
    "line",
    [
        "FacebookEmail Twitter Google+ LinkedIn Pinterest",
        "A link has been posted to your Facebook feed.",
        "You can unsubscribe at any time.",
        "Get the latest on schools, every Monday, in your inbox.",
        "Image 3 of 7",
        "(Photo: Ada Quill, Harbour Press)",
        "window._ads = window._ads || [];",
    ],
)
def test_what_a_page_says_around_its_text_is_furniture(line: str) -> None:
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: the harbour froze. Nobody could remember the like of it",
        "Close the gates before the tide comes in, the warden said.",
        "She posted it to her sister on Friday.",
        "Subscribe to the view that rivers should flood, and the map looks different.",
        "let x = { 1, 2 } and t = { x }",
    ],
)
def test_a_statement_that_begins_like_furniture_is_none(line: str) -> None:
    assert not furniture.is_furniture(line)
