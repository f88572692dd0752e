"""What was found in a generated corpus, set against what was planted there: recall by level, precision of pairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Found = tuple[str, int, int, str, int, int]
    """A match: document, start and end of one side, then of the other, in any order of the two."""
    Range = tuple[int, int]

LEVELS = ("verbatim", "light", "heavy")


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage in its source and in one copy, as (document, start, end); `level` tells how it was changed."""

    level: str
    source: tuple[str, int, int]
    copy: tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Level:
    """Of the pairs planted at one level: how many were found, and the mean share of their characters that was."""

    pairs: int
    found: int
    covered: float

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


def planted(truth: dict[str, Any]) -> Iterator[Planted]:
    """Each planted passage with its source; what a whole repost repeats counts with the passages in it."""
    for family in truth["families"]:
        if family["kind"] != "standing":
            first, *others = family["members"]
            for other in others:
                yield Planted(other["level"], *((m["document"], m["start"], m["end"]) for m in (first, other)))


def score(truth: dict[str, Any], found: Iterable[Found]) -> Score:
    """A planted pair is found where one match shares characters with it on both sides."""
    matches: defaultdict[tuple[str, str], list[tuple[Range, Range]]] = defaultdict(list)
    for a, a_start, a_end, b, b_start, b_end in found:
        sides = ((a, (a_start, a_end)), (b, (b_start, b_end)))
        (x, at_x), (y, at_y) = sides if a < b else sides[::-1]
        matches[x, y].append((at_x, at_y))
    counts = {level: [0, 0, 0.0] for level in LEVELS}
    for pair in planted(truth):
        (x, *at_x), (y, *at_y) = sorted((pair.source, pair.copy))
        met = [(p, q) for p, q in matches.get((x, y), ()) if _common(p, at_x) and _common(q, at_y)]
        count = counts[pair.level]
        count[0] += 1
        count[1] += bool(met)
        count[2] += (_covered(at_x, [p for p, _ in met]) + _covered(at_y, [q for _, q in met])) / 2
    levels = {name: Level(int(n), int(hit), covered / max(1, n)) for name, (n, hit, covered) in counts.items()}
    return Score(levels, *_judged(truth, matches))


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
    """How many times the cost of ours the peer's is; None unless we find as much as it does at every level."""
    if any(ours.levels[name].recall < peer.levels[name].recall for name in LEVELS):
        return None
    return peer_cost / our_cost
