"""What was found in a generated corpus, set against what was planted there: recall by level, precision of pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Found = tuple[str, int, int, str, int, int]
    """A match: document, start and end of one side, then of the other, in any order of the two."""
    Range = tuple[int, int]

LEVELS = ("verbatim", "light", "heavy")
EQUAL = 0.01
"""Of all copies at a level: recall that differs by no more is equal."""
MAX_WHOLE_FAMILY = 100
"""Carriers of one passage up to which every copy is to be found with its source; of more, each with any other."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage in its source and in one copy, as (document, start, end); `level` tells how it was changed."""

    level: str
    source: tuple[str, int, int]
    copy: tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Level:
    """Of the pairs planted at one level: how many were found, and the mean share of their characters that was.

    `traced` counts the copies found with any other carrier of the passage, source or not: of many equal partners only
    some are named.
    """

    pairs: int
    found: int
    covered: float
    traced: int

    @property
    def recall(self) -> float:
        return self.found / self.pairs if self.pairs else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Recall by level; and of the document pairs found, how many share a passage, a footer only, or nothing planted."""

    levels: dict[str, Level]
    right: int
    standing: int
    wrong: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """Of all pairs found but those that share a standing footer only, which are no reuse and no error."""
        return self.right / max(1, self.right + len(self.wrong))


def planted(truth: dict[str, Any], least: int = 0, most: int = MAX_WHOLE_FAMILY) -> Iterator[Planted]:
    """Each planted passage with its source, of families from `least` to `most` carriers.

    What a whole repost repeats counts with the passages in it.
    """
    for family in truth["families"]:
        if family["kind"] != "standing" and least <= len(family["members"]) <= most:
            first, *others = (_place(member) for member in family["members"])
            for level, other in zip((member["level"] for member in family["members"][1:]), others, strict=True):
                yield Planted(level, first, other)


def _place(member: dict[str, Any]) -> tuple[str, int, int]:
    return member["document"], member["start"], member["end"]


def score(truth: dict[str, Any], found: Iterable[Found]) -> Score:
    """A planted copy is found where one match shares characters with it and with its source.

    In a family of more than 100 documents, where naming all pairs helps nobody, any other carrier does for the source.
    """
    matches: defaultdict[tuple[str, str], list[tuple[Range, Range]]] = defaultdict(list)
    for a, a_start, a_end, b, b_start, b_end in found:
        sides = ((a, (a_start, a_end)), (b, (b_start, b_end)))
        (x, at_x), (y, at_y) = sides if a < b else sides[::-1]
        matches[x, y].append((at_x, at_y))
    covered: dict[str, list[float]] = {level: [] for level in LEVELS}
    for pair in planted(truth):
        (x, x_start, x_end), (y, y_start, y_end) = sorted((pair.source, pair.copy))
        at_x, at_y = (x_start, x_end), (y_start, y_end)
        met = [(p, q) for p, q in matches.get((x, y), ()) if _common(p, at_x) and _common(q, at_y)]
        covered[pair.level].append((_covered(at_x, [p for p, _ in met]) + _covered(at_y, [q for _, q in met])) / 2)
    met_in = _met(truth, matches)
    for pair in planted(truth, MAX_WHOLE_FAMILY + 1, truth["documents"]):
        _, start, end = pair.copy
        covered[pair.level].append(_covered((start, end), met_in.get(pair.copy, ())))
    traced = Counter(pair.level for pair in planted(truth, 0, truth["documents"]) if pair.copy in met_in)
    levels = {
        name: Level(len(shares), sum(share > 0 for share in shares), sum(shares) / max(1, len(shares)), traced[name])
        for name, shares in covered.items()
    }
    return Score(levels, *_judged(truth, matches))


def _met(
    truth: dict[str, Any], matches: dict[tuple[str, str], list[tuple[Range, Range]]]
) -> dict[tuple[str, int, int], list[Range]]:
    """For each planted place that was found, what meets it of matches that meet a place of another carrier too."""
    places: defaultdict[str, dict[int, tuple[str, int, int]]] = defaultdict(dict)
    for number, family in enumerate(truth["families"]):
        if family["kind"] != "standing":
            for member in family["members"]:
                places[member["document"]][number] = _place(member)
    met: defaultdict[tuple[str, int, int], list[Range]] = defaultdict(list)
    for (x, y), held in matches.items():
        if x in places and y in places:
            for number in places[x].keys() & places[y].keys():
                at_x, at_y = places[x][number], places[y][number]
                for p, q in held:
                    if _common(p, at_x[1:]) and _common(q, at_y[1:]):
                        met[at_x].append(p)
                        met[at_y].append(q)
    return met


def _judged(truth: dict[str, Any], pairs: Iterable[tuple[str, str]]) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    """Pairs that share a planted passage, those that share a standing footer only, and the others, sorted."""
    carried: dict[str, defaultdict[str, set[int]]] = {"reuse": defaultdict(set), "standing": defaultdict(set)}
    for number, family in enumerate(truth["families"]):
        kind = "standing" if family["kind"] == "standing" else "reuse"
        for member in family["members"]:
            carried[kind][member["document"]].add(number)
    right = standing = 0
    wrong = []
    for a, b in sorted(pairs):
        if carried["reuse"][a] & carried["reuse"][b]:
            right += 1
        elif carried["standing"][a] & carried["standing"][b]:
            standing += 1
        else:
            wrong.append((a, b))
    return right, standing, tuple(wrong)


def _common(span: Range, place: Iterable[int]) -> bool:
    start, end = place
    return max(span[0], start) < min(span[1], end)


def _covered(place: Iterable[int], spans: Iterable[Range]) -> float:
    """The share of a place that lies in any of some spans."""
    start, end = place
    edges = sorted((max(s, start), min(e, end)) for s, e in spans)
    reached, total = start, 0
    for s, e in edges:
        total += max(0, e - max(s, reached))
        reached = max(reached, e)
    return total / max(1, end - start)


def exponents(sizes: Iterable[tuple[int, float]]) -> list[tuple[int, int, float]]:
    """Between each size and the next: with what power of the number of documents a cost grew."""
    from math import log

    return [(n, m, log(cost_m / cost_n) / log(m / n)) for (n, cost_n), (m, cost_m) in pairwise(sorted(sizes))]


def ratio(ours: Score, peer: Score, our_cost: float, peer_cost: float) -> float | None:
    """How many times the cost of ours the peer's is; None where it traces more copies at any level, by a hundredth."""
    if any(peer.levels[name].traced - ours.levels[name].traced > EQUAL * peer.levels[name].pairs for name in LEVELS):
        return None
    return peer_cost / our_cost
