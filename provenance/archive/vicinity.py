"""The families of changed documents, found without comparing all others: comparison spreads from match to match.

Which passages are whose is decided within a family, so the families of the changed documents are traced whole and the
other documents are not. The pairs compared are those that a full run would compare.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance import lineage
from provenance.matching import classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.candidates import Candidates
    from provenance.matching.pairwise import Comparing
    from provenance.model import Alignment

    Pair = tuple[int, int]


@dataclass(slots=True)
class Vicinity:
    """Documents and the pairs compared around them; grows until the families asked for are whole.

    `near` and `rest` are the candidate pairs of each document: those that are always compared, and those that are where
    families have at most `most` members. `asked` are the pairs compared; `aligned` and `farther` those of near and of
    rest that match; `spread` are the documents whose near pairs were compared; `left_out` counts pairs not compared.
    """

    comparing: Comparing
    most: int
    near: Mapping[int, Sequence[Pair]]
    rest: Mapping[int, Sequence[Pair]]
    asked: set[Pair] = field(default_factory=set)
    aligned: dict[Pair, tuple[Alignment, ...]] = field(default_factory=dict)
    farther: dict[Pair, tuple[Alignment, ...]] = field(default_factory=dict)
    spread: set[int] = field(default_factory=set)
    left_out: int = 0

    def families(self, documents: Iterable[int]) -> tuple[frozenset[int], dict[Pair, tuple[Alignment, ...]]]:
        """The members of the families of some documents, by number, and the alignments of pairs among them."""
        same = {held[0]: held for held in classes(self.comparing.outline)}
        stands_for = {number: first for first, held in same.items() for number in held}
        wanted = {stands_for[number] for number in documents}
        members: set[int] = set()
        while wanted - members:
            members |= wanted
            self._spread(members)
            crowd = lineage.crowded(self.aligned, self.most)
            self._look_farther(members - crowd)
            crowd = lineage.crowded(self.aligned, self.most)
            links = [*self.aligned, *(pair for pair in self.farther if crowd.isdisjoint(pair))]
            wanted = {n for held in lineage.joined(links) if not members.isdisjoint(held) for n in held} | members
        far = {pair: held for pair, held in self.farther.items() if crowd.isdisjoint(pair)} if members else {}
        found = {pair: held for pair, held in {**self.aligned, **far}.items() if pair[0] in members}
        self.left_out = sum(1 for n in members & crowd for _ in self.rest.get(n, ())) if members else 0
        return frozenset(copy for number in members for copy in same[number]), found

    def _spread(self, documents: Iterable[int]) -> None:
        """Compares some documents with their nearest partners, and those that match with theirs."""
        waiting = set(documents) - self.spread
        while waiting:
            self.spread |= waiting
            found = self._compared(pair for number in waiting for pair in self.near.get(number, ()))
            self.aligned |= found
            waiting = {number for pair in found for number in pair} - self.spread

    def _look_farther(self, documents: Iterable[int]) -> None:
        """Compares the `rest` pairs of some documents; documents that match by these are spread from, too."""
        found = self._compared(pair for number in documents for pair in self.rest.get(number, ()))
        self.farther |= found
        self._spread(number for pair in found for number in pair)

    def _compared(self, pairs: Iterable[Pair]) -> dict[Pair, tuple[Alignment, ...]]:
        new = sorted(set(pairs) - self.asked)
        self.asked |= set(new)
        return self.comparing.aligned(new, lambda _: None)


def around(found: Candidates, comparing: Comparing) -> Vicinity:
    """The partners of all documents, none compared yet."""
    near: dict[int, list[Pair]] = defaultdict(list)
    rest: dict[int, list[Pair]] = defaultdict(list)
    for a, b, is_near in zip(found.a.tolist(), found.b.tolist(), found.is_near.tolist(), strict=True):
        for number in (a, b):
            (near if is_near else rest)[number].append((a, b))
    return Vicinity(comparing, comparing.settings.candidates.max_whole_family_documents, near, rest)
