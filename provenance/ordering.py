"""Pairs to relations and families: which text was first and who has it from whom, some families at a time.

Laid out word by word, what texts share takes far more memory than the texts, and than what is believed of them. Nothing
of it is asked outside their family. So it is laid out for some families at a time, and that twice: for what their pairs
tell, and for what is believed of them once all pairs have told how far each cue is to be believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from provenance import direction, lineage
from provenance.cues import CUES
from provenance.cues.kinship import Kin
from provenance.kernels import release
from provenance.lineage import ancestors, relation_types
from provenance.pairs import gathered, parted
from provenance.withheld import relation_shown
from provenance.wording.coverage import coverage, thirds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from provenance.direction import Said, Told
    from provenance.direction.calibration import Calibration
    from provenance.lineage.ancestors import HiddenSource
    from provenance.memory import Known
    from provenance.model import Family, Match, Relation, Span, Witness
    from provenance.pairs import Pairs
    from provenance.settings import Settings
    from provenance.testimony.kept import Witnesses
    from provenance.wording.coverage import Coverage

    Pair = tuple[str, str]
    Progress = Callable[[str, int, int], None]

_MOST_SEGMENTS = 2**16  # of pairs that are laid out at a time, to bound the memory; each pair counts as one more


@dataclass(frozen=True, slots=True)
class Story:
    """Some whole families, `first` the number of the first of them, and the pairs of documents with their matches.

    Pairs stand family by family, and there in order. Of each its first document is in the families; or, in the last
    story of all, which has none, in no family.
    """

    first: int
    families: Sequence[tuple[str, ...]]
    pairs: Mapping[Pair, Sequence[Match]]

    def laid(self, witnesses: Witnesses) -> tuple[dict[str, Witness], Coverage]:
        """The witnesses of its documents, and what the documents of the families share."""
        names = dict.fromkeys((*chain.from_iterable(self.families), *chain.from_iterable(self.pairs)))
        held = witnesses.some(names)
        return held, coverage(chain.from_iterable(self.pairs.values()), held)


def stories(grouped: Sequence[tuple[str, ...]], matches: Iterable[Match], together: Iterable[Pair]) -> list[Story]:
    """All families, some in each story, with the pairs that have matches and those that tell of one event (`together`).

    A family that is larger than a story may be is one by itself.
    """
    family = {member: number for number, members in enumerate(grouped) for member in members}
    held: list[dict[Pair, list[Match]]] = [{} for _ in range(len(grouped) + 1)]  # the last: of no family
    for match in matches:
        pair = match.a.document, match.b.document
        held[family[pair[0]]].setdefault(pair, []).append(match)
    for pair in together:
        held[family.get(pair[0], -1)].setdefault(pair, [])
    found = []
    for numbers in parted(range(len(held)), map(_size, held), _MOST_SEGMENTS):
        pairs = {pair: tuple(held[number][pair]) for number in numbers for pair in sorted(held[number])}
        found.append(Story(numbers[0], grouped[numbers[0] : numbers[-1] + 1], pairs))
    return found


def _size(pairs: Mapping[Pair, Sequence[Match]]) -> int:
    return sum(1 + sum([len(match.segments) for match in between]) for between in pairs.values())


def told(
    found: Sequence[Story],
    witnesses: Witnesses,
    progress: Progress,
    said: Known[Said] | None,
) -> list[bytes]:
    """The evidence of order of the pairs of each story, packed. `said` is remembered of earlier runs."""
    number = sum(len(story.pairs) for story in found)
    place = {} if said is None else {name: n for n, name in enumerate(witnesses)}
    evidence: list[bytes] = []
    done = 0
    for story in found:
        held: list[Told] = []
        for part in _told(story, *story.laid(witnesses), said, place):
            held += part
            progress("ordering", done + len(held), number)
        done += len(held)
        evidence.append(direction.packed(held))
        del held
        release()
    return evidence


def pairs_told(found: Sequence[Story], evidence: Iterable[bytes]) -> Iterator[tuple[Pair, Told]]:
    """Each pair of documents with its evidence of order."""
    for story, held in zip(found, evidence, strict=True):
        yield from zip(story.pairs, direction.unpacked(held), strict=True)


def _told(
    story: Story,
    witnesses: Mapping[str, Witness],
    shared: Coverage,
    said: Known[Said] | None,
    place: Mapping[str, int],
) -> Iterator[list[Told]]:
    """The evidence of order of the pairs of a story in their order, some at a time where it is one large family.

    `place`: the numbers of documents by which it is remembered what is `said` of them.
    """
    others = thirds(shared)
    members = {member: len(group) for group in story.families for member in group}
    rows = list(story.pairs.items())
    sizes = (1 + sum([len(match.segments) for match in between]) for _, between in rows)
    for block in map(dict, parted(rows, sizes, _MOST_SEGMENTS)):
        laid = gathered(block, witnesses)
        heard = _heard(block, laid, shared, witnesses, said, place)
        kin = Kin(
            np.array([members.get(a, 1) for a, _ in block], dtype=np.int64),
            np.array([others.get(pair, 0) for pair in block], dtype=np.int64),
        )
        evidence = direction.told(laid, heard, kin)
        del laid, heard, kin  # before the next block is laid out
        yield evidence


def _heard(
    block: Mapping[Pair, Sequence[Match]],
    laid: Pairs,
    shared: Coverage,
    witnesses: Mapping[str, Witness],
    said: Known[Said] | None,
    number: Mapping[str, int],
) -> list[Said]:
    """What the cues hear in each pair of `block`, of which `laid` are the columns, as far as it is not remembered."""
    cues = [CUES.load(name) for name in CUES.names()]
    if said is None:
        return direction.say(laid, shared, cues)
    # What two texts share is all that may be known of them.
    known = {(a, b): said.get(number[a], number[b]) if matches else None for (a, b), matches in block.items()}
    asked = {pair: matches for pair, matches in block.items() if known[pair] is None}
    if asked:
        heard = direction.say(laid if len(asked) == len(block) else gathered(asked, witnesses), shared, cues)
        for ((a, b), matches), one in zip(asked.items(), heard, strict=True):
            known[a, b] = one
            if matches:
                said.put(one, number[a], number[b])
    return [one for one in known.values() if one is not None]


def believed(
    found: Sequence[Story],
    evidence: list[bytes],
    witnesses: Witnesses,
    identical: Sequence[tuple[str, ...]],
    settings: Settings,
    known: Calibration,
) -> tuple[tuple[Relation, ...], tuple[Family, ...], dict[str, tuple[tuple[Span, str], ...]]]:
    """The relations, by pair; the families, `F1` the first; and what each document has from missing ancestors, by id.

    Empties `evidence`, which is that of each story as `told` gives it, to hold less at once.
    """
    habits = dict(known.habits(chain.from_iterable(story.pairs for story in found), witnesses.bare))
    relations: list[Relation] = []
    families: list[Family] = []
    held: dict[str, tuple[tuple[Span, str], ...]] = {}
    for story in found:
        near, shared = story.laid(witnesses)
        of_story = dict(pairs_told([story], [evidence.pop(0)]))
        of_story |= {pair: each.heard_too(habits[pair]) for pair, each in of_story.items() if pair in habits}
        related, hidden = _relations(story, of_story, shared, near, settings, known)
        drawn, spans = lineage.families(
            story.families, near, shared, related, hidden, identical, settings.lineage, story.first
        )
        relations += [relation_shown(each, settings.report) for each in related]
        families += drawn
        held |= spans
        del near, shared, related, hidden, of_story  # before the next story is laid out
        release()
    relations.sort(key=attrgetter("a", "b"))
    return relation_types.agreed(relations, families), tuple(families), held


def _relations(
    story: Story,
    evidence: Mapping[Pair, Told],
    shared: Coverage,
    witnesses: Mapping[str, Witness],
    settings: Settings,
    known: Calibration,
) -> tuple[tuple[Relation, ...], tuple[HiddenSource, ...]]:
    """The relation of each pair of a story, and the hidden sources (missing texts) that pairs imply."""
    beliefs = direction.believed(evidence, settings.direction, known.weights)
    hidden = ancestors.hidden_sources(story.pairs, beliefs, witnesses)
    siblings = {(source.a, source.b) for source in hidden} | ancestors.siblings(shared, beliefs)
    of_siblings = {pair: each for pair, each in evidence.items() if pair in siblings}
    beliefs |= direction.of_siblings(of_siblings, beliefs, settings.direction)
    return direction.relations(evidence, beliefs, siblings), hidden
