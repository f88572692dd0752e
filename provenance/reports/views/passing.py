"""Who has what from whom in a family: the surest and largest first, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import confidence
from provenance.reports.markup import Html
from provenance.reports.sources import SECOND_SHARE
from provenance.reports.views import anchors, phrases
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Family
    from provenance.reports.views.lookup import Lookup

MAX_LINKS = 6


@dataclass(frozen=True, slots=True)
class _Link:
    """Who has how many words from whom, how sure that is, and the sentence that says so."""

    key: str
    earlier: str
    later: str
    words: int
    probability: float = 0.0

    def rank(self) -> tuple[int, int, str, str]:
        """The sure ones and the largest first."""
        sureness = ("took", "took_also")
        return sureness.index(self.key) if self.key in sureness else 2, -self.words, self.earlier, self.later


def passed_on(lookup: Lookup, family: Family) -> Iterator[Html]:
    """Who has how much from whom, and who shares how much with whom where that is open."""
    links = _ranked(lookup, family)
    for link in links[:MAX_LINKS]:
        yield _says(lookup, link, phrases.sure(link.probability))
    if len(links) > MAX_LINKS:
        yield phrases.go(anchors.lineage(family.documents), say("and_more", n=len(links) - MAX_LINKS))


def in_short(lookup: Lookup, family: Family) -> Html:
    """A family in one line: how many texts, and who has most from whom."""
    label = say("label_family", number=lookup.family_numbers[family.id])
    links = _ranked(lookup, family)
    if links:
        told = _says(lookup, links[0], Html(confidence(links[0].probability)))
        says = say("in_short_more", says=told, n=len(links) - 1) if len(links) > 1 else told
    else:
        names = phrases.linked(lookup, family.documents, phrases.FEW_NAMES)
        says = say("same_texts", names=names) if len(family.identical) == 1 else names
    return say(
        "in_short",
        family=phrases.go(anchors.family(family.documents), label),
        documents=phrases.count("document", len(family.documents)),
        says=says,
    )


def _ranked(lookup: Lookup, family: Family) -> list[_Link]:
    """The links of a family: those of what was judged, the sure ones and the largest first."""
    judged = lookup.judged()
    links = sorted(_links(lookup, family), key=_Link.rank)
    return sorted(links, key=lambda link: link.earlier not in judged and link.later not in judged)


def _says(lookup: Lookup, link: _Link, sure: Html) -> Html:
    counted = phrases.count("word", link.words)
    compare = lookup.comparison(link.earlier, link.later)
    return say(
        link.key,
        later=lookup.name(link.later),
        earlier=lookup.name(link.earlier),
        words=phrases.go(compare, counted) if compare else counted,
        confidence=sure,
        percent=phrases.percent(link.probability),
    )


def _links(lookup: Lookup, family: Family) -> Iterator[_Link]:
    """The edges between documents, and whose words no edge accounts for they share, of each open pair once.

    Of a text that an edge leads to these are told where they are no small part of what it has from others.
    """
    sources: dict[str, list[str]] = {}
    told: set[frozenset[str]] = set()
    for edge in family.edges:
        told.add(frozenset((edge.source, edge.target)))
        sources.setdefault(edge.target, []).append(edge.source)
        if edge.source in lookup.documents and edge.target in lookup.documents:
            key = f"took{lookup.openness(edge)}"
            yield _Link(key, edge.source, edge.target, lookup.words_along(edge), edge.probability)
    for document in family.documents:
        parents = sources.get(document, [])
        has_parent = any(each in lookup.documents for each in parents)
        if document == family.first:
            continue
        taken = lookup.taken_here(document)
        least = SECOND_SHARE * sum(taken.values()) if has_parent else 0
        for source in [each for each in taken if each not in parents and taken[each] >= least]:
            key = "took_third" if lookup.is_third(source, document) else "took_unknown"
            is_also = bool(parents) and not has_parent
            key = "took_form" if lookup.is_form(source, document) else "took_also" if is_also else key
            yield _Link(key, source, document, lookup.words_shared(source, document))
        for other in () if taken or has_parent else lookup.open_here(document)[:1]:
            pair = frozenset((document, other))
            if pair not in told and not lookup.is_one_text(document, other):
                told.add(pair)
                yield _Link("took_open", other, document, lookup.words_shared(other, document))
