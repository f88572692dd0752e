"""What is planted in a generated corpus: who carries which passage, and how a copy is edited."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom import Lexicon

PLANTED_SHARE, REPOST_SHARE, EVENT_SHARE, STANDING_SHARE = 0.4, 0.04, 0.06, 0.3
"""Of all documents: places in families, reposts, documents in events, documents with a standing footer."""
LEVELS = (("verbatim", 40), ("light", 35), ("heavy", 25))
RATES = {"verbatim": (0.0, 0.0), "light": (0.05, 0.15), "heavy": (0.30, 0.50)}
PLAIN = str.maketrans("“”’–\u00a0\u202f", '""\'-  ')
"""Typography as a text editor of another house leaves it; one character for one, so that places stay."""


@dataclass(frozen=True, slots=True)
class Member:
    """One carrier of a planted passage: where it stands, how it was changed, and the share of words changed."""

    document: str
    start: int
    end: int
    level: str
    changed: float = 0.0


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage to be set into a document: its sentences, of which family, at which level."""

    family: int
    sentences: tuple[str, ...]
    level: str
    changed: float


@dataclass(slots=True)
class Plan:
    """What every document will carry, decided before any is written."""

    families: list[list[tuple[int, str]]] = field(default_factory=list)
    reposts: dict[int, int] = field(default_factory=dict)
    events: list[tuple[int, int]] = field(default_factory=list)
    standing: dict[int, int] = field(default_factory=dict)

    @property
    def footers(self) -> int:
        """The number of the first standing footer among all families: they follow the passages."""
        return len(self.families)

    @property
    def furniture(self) -> int:
        """The number of the first page of furniture: they follow the footers."""
        return self.footers + 1 + max(self.standing.values(), default=-1)


def plan(documents: int, seed: int) -> Plan:
    """Who carries what: (number, level) of each family's members, source first; which repeats whom; who ends how."""
    chance = random.Random(f"plan {seed} {documents}")
    made = Plan()
    order = chance.sample(range(documents), documents)
    reposts, order = order[: int(documents * REPOST_SHARE)], order[int(documents * REPOST_SHARE) :]
    made.reposts = {number: chance.choice(order) for number in reposts}
    places = order[: int(documents * PLANTED_SHARE)]
    while len(places) > 1:
        size = min(len(places), family_size(chance, documents))
        carriers, places = places[:size], places[size:]
        if len(places) < 2:
            carriers, places = carriers + places, []
        names, weights = [name for name, _ in LEVELS], [weight for _, weight in LEVELS]
        made.families.append(
            [(n, chance.choices(names, weights)[0] if k else "source") for k, n in enumerate(carriers)]
        )
    some = chance.sample(order, int(documents * EVENT_SHARE) // 2 * 2)
    made.events = list(zip(some[::2], some[1::2], strict=True))
    carriers = chance.sample(order, int(documents * STANDING_SHARE))
    group = 0
    while carriers:
        size = max(25, int(documents / 15 / (1 + group)))
        made.standing.update(dict.fromkeys(carriers[:size], group))
        carriers = carriers[size:]
        group += 1
    return made


def family_size(chance: random.Random, documents: int) -> int:
    """2 and more, with a chance falling as the power 2.2 of the size; at most a fiftieth of all, and 300."""
    return min(int(2 * (1 - chance.random()) ** (-1 / 1.2)), max(4, min(300, documents // 50)))


# --------------------------------------------------------------------------- edits


def edited(chance: random.Random, language: Lexicon, sentences: Sequence[str], level: str) -> Planted:
    """The sentences of a copy at a level, and the share of words changed."""
    rate = chance.uniform(*RATES[level])
    if not rate:
        plain = chance.random() < 0.3
        return Planted(0, tuple(s.translate(PLAIN) if plain else s for s in sentences), level, 0.0)
    words = [(word, number) for number, sentence in enumerate(sentences) for word in sentence.split(" ")]
    wanted = max(1, round(rate * len(words)))
    kept: dict[int, list[str]] = {}
    while len(kept) < wanted:
        first = chance.randrange(len(words))
        for place in range(first, min(len(words), first + chance.choice((1, 1, 1, 2, 2, 3)), first + wanted)):
            if place not in kept and len(kept) < wanted:
                kept[place] = _change(chance, language, words[place][0])
    lines: list[list[str]] = [[] for _ in sentences]
    for place, (word, number) in enumerate(words):
        lines[number] += kept.get(place, [word])
    if level == "heavy" and chance.random() < 0.25:
        first = chance.randrange(len(lines) - 1)
        lines[first], lines[first + 1] = lines[first + 1], lines[first]
    whole = (" ".join(line) for line in lines)
    finished = tuple(s[0].upper() + s[1:] + ("" if s[-1] in ".”。" else ".") for s in whole if s)
    return Planted(0, finished, level, round(wanted / len(words), 4))


def _change(chance: random.Random, language: Lexicon, word: str) -> list[str]:
    """What stands for one word after an edit: another, none, or it and one more. Marks around it stay."""
    core = word.strip("“”\"'.,;。")
    before, _, after = word.partition(core)
    other = language.synonyms.get(core.lower()) if chance.random() < 0.5 else None
    other = other or chance.choices(language.words["N"], cum_weights=language.weights["N"])[0]
    draw = chance.random()
    if draw < 0.55:
        return [before + other + after]
    if draw < 0.8:
        return [before + after] if (before + after).strip(",") else []
    return [before + core, other + after]
