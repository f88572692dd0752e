"""Hypothesis strategies: texts of any kind, news-like prose, and passages planted from one text into another."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

NOUNS = (
    "harbour council ferry lighthouse bridge school tower market captain baker library museum orchard railway "
    "station theatre hospital river valley quarry windmill brewery cathedral meadow lantern schooner gardener "
    "carpenter "
    "mayor surveyor librarian fishmonger apprentice foundry reservoir causeway aqueduct granary boathouse chapel"
).split()
VERBS = (
    "repaired painted bought visited measured opened closed inspected surveyed rebuilt flooded admired auctioned "
    "borrowed catalogued decorated emptied fenced guarded hoisted insured judged launched mended"
).split()
ADJECTIVES = (
    "old crooked copper windy narrow patient famous leaking painted distant muddy silver quiet crowded borrowed tilted "
    "ancient brittle cheerful dusty elegant faded gloomy hollow"
).split()

texts = st.text(max_size=400)
"""Any text at all: controls, surrogates left out by Hypothesis, every script."""


def sentence(rng: Random) -> str:
    """One sentence of 17 words; two of them hardly ever share a run of four."""
    pick = rng.choice
    words = [
        "the", pick(ADJECTIVES), pick(NOUNS), pick(VERBS), "a", pick(ADJECTIVES), pick(NOUNS), "near", "the",
        pick(NOUNS), "while", "its", pick(ADJECTIVES), pick(NOUNS), pick(VERBS), "the", pick(NOUNS),
    ]  # fmt: skip
    return " ".join(words).capitalize() + "."


def paragraphs(rng: Random, least: int, most: int) -> str:
    """A few paragraphs of a sentence each."""
    return "\n\n".join(sentence(rng) for _ in range(rng.randint(least, most)))


def prose(least: int = 3, most: int = 8) -> st.SearchStrategy[str]:
    """A few paragraphs of unlike sentences."""
    return st.integers(0, 2**32).map(lambda seed: paragraphs(Random(seed), least, most))


@dataclass(frozen=True)
class Planted:
    """Two texts of which the second carries a passage of the first."""

    source: str
    copy: str
    passage: str
    start_in_copy: int


def plant(seed: int) -> Planted:
    """A passage of two sentences and more, copied whole between paragraphs of another text."""
    rng = Random(seed)
    passage = " ".join(sentence(rng) for _ in range(rng.randint(2, 4)))
    source = f"{paragraphs(rng, 2, 8)}\n\n{passage}\n\n{paragraphs(rng, 2, 8)}"
    start = rng.choice(("", f"{paragraphs(rng, 2, 8)}\n\n"))
    return Planted(source, f"{start}{passage}\n\n{paragraphs(rng, 2, 8)}", passage, len(start))


def planted() -> st.SearchStrategy[Planted]:
    """Planted passages, drawn by a seed: what is planted is told from the rest by every word of it."""
    return st.integers(0, 2**32).map(plant)


def mangled(raw: bytes) -> st.SearchStrategy[bytes]:
    """A file with bytes cut out and others put in, at some places."""

    def changed(changes: list[tuple[float, int, bytes]]) -> bytes:
        found = raw
        for place, cut, put in changes:
            at = int(place * len(found))
            found = found[:at] + put + found[at + cut :]
        return found

    change = st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12))
    return st.lists(change, min_size=1, max_size=5).map(changed)


def same(one: Any, other: Any) -> bool:
    """Whether two arrays are equal in type, shape and every value."""
    return one.dtype == other.dtype and one.shape == other.shape and bool((one == other).all())
