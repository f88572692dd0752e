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
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import numpy as np

from provenance.boilerplate.units import Meetings, Units
from provenance.kernels import content_stems
from provenance.wording.outlets import is_name, outlets
from provenance.wording.prompts import is_headline, is_prompt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Outline
    from provenance.model import Document

_FEW = 3
_SAMPLE = 8
_MAX_COMMON = 2  # sentences that many pages of one outlet may share beside what stands on all of them
_MAX_TOPIC = 0.25  # of the words of substance of one: two states of a story have more in common, whatever is reworded
_MIN_TOLD = 10  # words of substance: fewer tell of nothing
_MAX_TOLD = 4_000  # characters that tell what a document is about
_MAX_LINE_WORDS = 7
_MIN_SENTENCE_WORDS = 8
_MAX_ROUNDS = 8  # furniture is told by the furniture beside it
_TOP = 8  # paragraphs: below them stands no headline


def with_house_lines(outline: Outline, documents: Sequence[Document]) -> Outline:
    """The outline with the house lines of its documents marked as furniture, too."""
    if len(outline) < 2:
        return outline
    names = outlets(outline.names)
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
        group = _Group(units, documents, places, meetings, tuple(names[d] for d in units.document[places].tolist()))
        document, (start, end) = documents[int(units.document[places[0]])], units.span(int(places[0]))
        line = document.text[start:end]
        is_house = group.may_prompt and is_prompt(line)
        is_house = is_house or (group.is_of_one and is_name(line, document, group.outlets[0]))
        if is_house or (group.is_standing(house) and not group.is_a_title(line)):
            found.add(int(units.hashes[places[0]]))
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """A paragraph that several documents have: its places, how two neighbours among them meet in it, whose they are."""

    units: Units
    documents: Sequence[Document]
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

    def is_a_title(self, line: str) -> bool:
        """Whether a document has its words in its title."""
        return any(line in (self.documents[d].title or "") for d in self.units.document[self.places].tolist())

    def is_standing(self, house: NDArray[np.bool_]) -> bool:
        """Whether it is furniture by where it stands."""
        is_line = bool(self.units.words[self.places[0]] <= _MAX_LINE_WORDS)
        above, below = self.meetings.above, self.meetings.below
        is_between = bool((above & below).all())
        if 2 * self.meetings.is_alone.sum() < len(self.meetings.is_alone):
            return False
        if not self.is_of_one:
            is_unknown = set(self.outlets) == {""}
            return is_unknown and is_line and is_between and bool(self.units.beside(self.places, house).all())
        is_few = len(self.outlets) < _FEW
        is_in_row = is_line and bool((above | below).all()) and not self.units.are_tops(self.places).any()
        is_at_end = bool(self.meetings.at_foot.all()) or (not is_few and bool(self.meetings.at_head.all()))
        return (is_in_row or is_between or is_at_end) and self._is_of_no_story(0 if is_few else _MAX_COMMON)

    def _is_of_no_story(self, most: int) -> bool:
        """Whether it says nothing of what its documents tell of, and neighbouring ones tell of other things.

        One in four must, and share no more than so many other sentences: the others may be states of one story.
        """
        numbers = self.units.document[self.places].tolist()
        sample = numbers[:: max(1, len(numbers) // _SAMPLE)]
        said = [self.units.said(d) for d in sample]
        own = self._stems(int(self.places[0]))
        apart = related = 0
        for (d, x), (e, y) in pairwise(zip(sample, said, strict=True)):
            ends = {int(self.units.hashes[self.places[0]])} | _run(x, y) | _run(reversed(x), reversed(y))
            common = self.units.sentences(d, _MIN_SENTENCE_WORDS) & self.units.sentences(e, _MIN_SENTENCE_WORDS)
            told = [content_stems(self.units.rest(n, self.documents[n].text, ends, _MAX_TOLD)) for n in (d, e)]
            least = min(map(len, told))
            is_other = least >= _MIN_TOLD and len(told[0] & told[1]) <= _MAX_TOPIC * least
            apart += is_other and len(common - ends) <= most
            related += max(len(own & rest) for rest in told) > _MAX_TOPIC * len(own)
        pairs = len(sample) - 1
        return 4 * apart >= pairs and 2 * related <= pairs

    def _stems(self, place: int) -> frozenset[str]:
        start, end = self.units.span(place)
        return content_stems(self.documents[int(self.units.document[place])].text[start:end])


def _run(x: Iterable[int], y: Iterable[int]) -> set[int]:
    """What two sequences share from their beginning on."""
    return {one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(x, y, strict=False))}


def _pointers(units: Units, documents: Sequence[Document]) -> NDArray[np.int64]:
    """Lines that are the headline of another document and are not followed by what follows it there."""
    tops = units.tops(_TOP)
    places = units.places_of(units.hashes[tops].tolist())
    places = places[units.depth(places) >= _TOP]
    heads: dict[int, list[int]] = {}
    for top in tops[np.isin(units.hashes[tops], units.hashes[places])].tolist():
        text, (start, end) = documents[int(units.document[top])].text, units.span(top)
        if is_headline(text[start:end]):
            heads.setdefault(int(units.hashes[top]), []).append(top)
    found = []
    for place in places.tolist():
        told, below = heads.get(int(units.hashes[place]), []), units.below(place)
        if told and (below == 0 or all(units.below(head) != below for head in told)):
            found.append(place)
    return np.array(found, dtype=np.int64)
