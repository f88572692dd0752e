"""House lines: what an outlet sets around its stories, on few of its pages, where repetition alone does not tell.

A paragraph that several documents have word for word, with little else around it that both have, is furniture where it
speaks to the readers of a page of what its outlet has for them; and where all these documents are of one outlet and it
stands at the foot of each, at the head of each, or between furniture. The headline of one document, alone in a line of
another, leads to it.

The same words on pages of different outlets are reuse, unless they are the house lines of one of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance.boilerplate.outlets import is_name, outlets
from provenance.boilerplate.units import Meetings, Units
from provenance.wording.prompts import is_headline, is_prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.model import Document

_FEW = 3
_SAMPLE = 20
_MAX_COMMON = 2  # sentences that many pages of one outlet may share beside what stands on all of them
_MAX_LINE_WORDS = 7
_MIN_SENTENCE_WORDS = 8
_MAX_ROUNDS = 8  # furniture is told by the furniture beside it
_TOP = 8  # paragraphs: below them stands no headline


def with_house_lines(outline: Outline, documents: Sequence[Document]) -> Outline:
    """The outline with the house lines of its documents marked as furniture, too."""
    if len(outline) < 2:
        return outline
    names = outlets(documents)
    units = Units.of(outline)
    before = units.flags.copy()
    for _ in range(_MAX_ROUNDS):
        fresh = _house(units, documents, names, units.flags & ~before)
        if not fresh:
            break
        units.flags[units.places_of(fresh)] = True
    units.flags[_pointers(units, documents)] = True
    return replace(outline, is_furniture=outline.is_furniture | units.over_passages(units.flags))


def _house(units: Units, documents: Sequence[Document], names: Sequence[str], house: NDArray[np.bool_]) -> set[int]:
    """The hashes of paragraphs that are house lines and were not known as such; `house` are those known so far."""
    found = set()
    for places, meetings in units.isolated():
        group = _Group(units, places, meetings, tuple(names[d] for d in units.document[places].tolist()))
        document, (start, end) = documents[int(units.document[places[0]])], units.span(int(places[0]))
        line = document.text[start:end]
        is_house = group.is_standing(house) or (group.may_prompt and is_prompt(line))
        if is_house or (group.is_of_one and is_name(line, document, group.outlets[0])):
            found.add(int(units.hashes[places[0]]))
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """A paragraph that several documents have: its places, how two neighbours among them meet in it, whose they are."""

    units: Units
    places: NDArray[np.int64]
    meetings: Meetings
    outlets: tuple[str, ...]

    @property
    def is_of_one(self) -> bool:
        """Whether all documents are of one outlet."""
        return len(set(self.outlets)) == 1 and self.outlets[0] != ""

    @property
    def may_prompt(self) -> bool:
        """Whether an outlet may have put it on its pages: on several of one, or none is known."""
        counts = Counter(self.outlets)
        unknown = counts.pop("", 0)
        return max(counts.values(), default=0) > 1 or (unknown > 1 and not counts)

    def is_standing(self, house: NDArray[np.bool_]) -> bool:
        """Whether it is furniture by where it stands."""
        is_line = bool(self.units.words[self.places[0]] <= _MAX_LINE_WORDS)
        above, below = self.meetings.above, self.meetings.below
        is_between = bool((above & below).all())
        if not self.is_of_one:
            is_unknown = set(self.outlets) == {""}
            return is_unknown and is_line and is_between and bool(self.units.beside(self.places, house).all())
        count = len(self.outlets)
        if is_line and bool((above | below).all()) and not self.units.are_tops(self.places).any():
            return True
        if is_between or bool(self.meetings.at_foot.all()):
            return self._are_apart(_MAX_COMMON if count >= _FEW else 0)
        return count >= _FEW and bool(self.meetings.at_head.all()) and self._are_apart(_MAX_COMMON)

    def _are_apart(self, most: int) -> bool:
        """Whether most neighbouring documents have no more than so many other sentences in common."""
        numbers = self.units.document[self.places].tolist()
        own = int(self.units.hashes[self.places[0]])
        sample = numbers[:: max(1, len(numbers) // _SAMPLE)]
        said = [self.units.said(d, _MIN_SENTENCE_WORDS) - {own} for d in sample]
        verdicts = [len(x & y) <= most for x, y in pairwise(said)]
        return 2 * sum(verdicts) >= len(verdicts)


def _pointers(units: Units, documents: Sequence[Document]) -> NDArray[np.int64]:
    """Lines that are the headline of another document and are not followed by what follows it there."""
    heads: dict[int, list[int]] = {}
    for place in units.tops(_TOP).tolist():
        text, (start, end) = documents[int(units.document[place])].text, units.span(place)
        if is_headline(text[start:end]):
            heads.setdefault(int(units.hashes[place]), []).append(place)
    places = units.places_of(heads)
    found = []
    for place in places[units.depth(places) >= _TOP].tolist():
        below = units.below(place)
        if below == 0 or all(units.below(head) != below for head in heads[int(units.hashes[place])]):
            found.append(place)
    return np.array(found, dtype=np.int64)
