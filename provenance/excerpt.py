"""A report cut to some documents and those that they have to do with. Whatever it still says, the whole report says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from provenance.model import Correction, Family, Match, Relation, Report


def shown(
    about: Collection[str],
    matches: Iterable[Match],
    relations: Iterable[Relation],
    identical: Iterable[Sequence[str]],
    corrections: Iterable[Correction],
) -> frozenset[str]:
    """The documents that a report about some of them shows: their whole copies, and all with which they are compared.

    What is compared with an original is compared with its copies. And all that a correction names together with one.
    """
    classes = [same for same in identical if not set(same).isdisjoint(about)]
    asked = frozenset(about).union(*classes)
    pairs = {(match.a.document, match.b.document) for match in matches} | {(each.a, each.b) for each in relations}
    named = [_named(each) for each in corrections]
    found = asked.union(*(held for held in (*pairs, *named) if not asked.isdisjoint(held)))
    return found.union(same[0] for same in identical if not found.isdisjoint(same))


def cut(report: Report, kept: frozenset[str], about: Collection[str]) -> Report:
    """The report with what it says of the documents kept, and of them with one another; corrections only of some."""
    return replace(
        report,
        documents=tuple(each for each in report.documents if each.id in kept),
        matches=tuple(each for each in report.matches if each.a.document in kept and each.b.document in kept),
        relations=tuple(each for each in report.relations if each.a in kept and each.b in kept),
        families=tuple(_family(each, kept) for each in report.families if not kept.isdisjoint(each.documents)),
        corrections=tuple(each for each in report.corrections if not _named(each).isdisjoint(about)),
    )


def _family(family: Family, kept: frozenset[str]) -> Family:
    """The part of a family that some of its documents are."""
    children = ((one, tuple(name for name in one.children if name in kept)) for one in family.missing)
    missing = tuple(replace(one, children=held) for one, held in children if held)
    nodes = kept.union(one.id for one in missing)
    return replace(
        family,
        documents=_of(family.documents, kept),
        first=family.first if family.first in kept else None,
        p_first=family.p_first if family.first in kept else None,
        identical=tuple(held for same in family.identical if len(held := _of(same, kept)) > 1),
        missing=missing,
        edges=tuple(edge for edge in family.edges if edge.source in nodes and edge.target in nodes),
        versions=tuple(held for states in family.versions if len(held := _of(states, kept)) > 1),
        likeliest=tuple(each for each in family.likeliest if each.document in kept),
    )


def _of(documents: Sequence[str], kept: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in documents if name in kept)


def _named(correction: Correction) -> frozenset[str]:
    """The documents of a correction: the one that makes it, and those that had or have the old wording."""
    return frozenset([correction.document, *(one.document for one in (correction.old, *correction.carriers))])
