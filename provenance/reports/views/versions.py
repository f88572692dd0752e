"""The states of one item in their order, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.model import Verdict
from provenance.reports.views import phrases
from provenance.reports.views.comparisons import difference
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Family
    from provenance.reports.markup import Html
    from provenance.reports.views.lookup import Lookup

MAX_STATES = 20
MAX_CHANGES = 2


@dataclass(frozen=True, slots=True)
class StateView:
    """One state of an item, and how it differs from the one before."""

    when: Html
    name: Html
    lines: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class VersionsView:
    """The states of one item."""

    title: Html
    label: Html
    states: tuple[StateView, ...]
    more: Html | None


def versions(lookup: Lookup, family: Family) -> tuple[VersionsView, ...]:
    """The items of a family that are here in several states."""
    known = [[each for each in group if each in lookup.documents] for group in family.versions]
    items = [each for each in known if len(each) > 1]
    number = lookup.family_numbers[family.id]
    return tuple(
        _versions(
            lookup,
            group,
            say("states_title_of", item=item, all=len(items)) if len(items) > 1 else say("states_title"),
            say("states_label", item=item, number=number),
        )
        for item, group in enumerate(items, 1)
    )


def _versions(lookup: Lookup, group: Sequence[str], title: Html, label: Html) -> VersionsView:
    shown = group[:MAX_STATES]
    lines = [(), *(tuple(_changed(lookup, *pair)) for pair in pairwise(shown))]
    return VersionsView(
        title,
        label,
        tuple(
            StateView(phrases.written(lookup.documents[each].dating), lookup.name(each), said)
            for each, said in zip(shown, lines, strict=True)
        ),
        phrases.more(len(group) - len(shown)),
    )


def _changed(lookup: Lookup, before: str, after: str) -> Iterator[Html]:
    """What is known of the step from one state to the next."""
    a, b = lookup.documents[before], lookup.documents[after]
    more = b.words - a.words
    yield (
        say("state_more" if more > 0 else "state_fewer", n=phrases.count("word", abs(more)))
        if more
        else say("state_even")
    )
    relation = lookup.relation(before, after)
    is_open = relation is None or relation.verdict is Verdict.UNDETERMINED
    if a.text is not None and b.text is not None:
        # Where it is open which came first, nothing became anything: what stands here is told before what stands there.
        left = after if is_open else before
        changes = list(
            dict.fromkeys(
                difference(change, is_swapped=match.a.document != left, is_known=not is_open)
                for match in lookup.between(before, after)
                for segment in match.segments
                for change in segment.changes
            )
        )
        yield from changes[:MAX_CHANGES]
        if len(changes) > MAX_CHANGES:
            yield say("and_more", n=len(changes) - MAX_CHANGES)
    if is_open:
        is_of_two = relation is not None and phrases.whole_family(lookup, relation) is not None
        told = say("state_open_two" if is_of_two else "state_open")
        yield phrases.relation_link(lookup, before, after, told) or told
    compare = lookup.comparison(before, after)
    if compare:
        yield phrases.go(compare, say("side_by_side"))
