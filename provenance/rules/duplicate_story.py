"""One story under two names."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from provenance.model import Kind, RelationType
from provenance.phrasing import count, percent
from provenance.rules.desk import STORY, Objection
from provenance.rules.options import days, document_kinds, names, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import TracedDocument
    from provenance.rules.desk import Desk

EXCUSES = ("version", "licence")


@dataclass(frozen=True, slots=True)
class DuplicateStoryOptions:
    """`min_containment`: of one story's words found in the other; `within`: of one another, where both are dated."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    min_containment: float = share(0.90)
    unless: tuple[str, ...] = names(*EXCUSES, allowed=EXCUSES)
    within: int = days(3650)


def duplicate_story(desk: Desk, options: DuplicateStoryOptions) -> Iterator[Objection]:
    """A story stands in the archive twice.

    *What it looks at.* The share of a story's words that one other story carries, too. Of two, the one with the later
    name is told of; of many that are alike each but the first, once.

    *Why it matters.* A correction made in one copy is not made in the other.

    *When it misleads.* Two versions of one story are meant to be alike: they are left out where they are recognised.
    So are the weeks of a bulletin, which fill in one form anew.

    *How to settle it.* Remove one, or make it refer to the other.
    """
    copies = desk.once((_copies, options.applies_to, options.unless), lambda: dict(_copies(desk, options)))
    for document in desk.subjects(options.applies_to):
        known = copies.get(document.id, ())
        same = next((other for other in known if not _is_excused(desk, document.id, other, options)), None)
        told: list[str] = []
        for other in dict.fromkeys([*([same] if same else []), *_matched(desk, document.id, options)]):
            if (other != same and not _is_twice(desk, document.id, other, options)) or any(
                _is_twice(desk, one, other, options) for one in told
            ):
                continue
            told.append(other)
            own, others = (1.0, 1.0) if other == same else _contained(desk, document.id, other)
            contained = max(own, others)
            counted, says = document, f"{percent(own)} of its words stand in {other}, too"
            if own < others:
                counted, says = desk.documents[other], f"{percent(others)} of the words of {other} stand in it, too"
            yield Objection(
                document=document.id,
                source=other,
                measured=contained,
                limit=options.min_containment,
                unit="share",
                base=f"{percent(contained)} of {count(counted.words, 'word')}",
                message=f"{says}; from {percent(options.min_containment)} it counts as the same story",
                settle="remove one of the two, or declare that the one is a version of the other",
                passages=tuple(passage for passage in document.passages if passage.kind is Kind.COPIED),
                sides=desk.sides(document.id, other),
            )


def _matched(desk: Desk, document: str, options: DuplicateStoryOptions) -> list[str]:
    """The stories that a story is told beside: of two that are judged the one that comes first by name.

    The nearest come first: another copy in the archive changes what is told of a story only where it is nearer still.
    """
    told = (
        other
        for other in desk.partners(document)
        if (other < document or (desk.judged is not None and other not in desk.judged))
        and desk.kinds[other] in options.applies_to
    )
    return sorted(told, key=lambda other: (-max(_contained(desk, document, other)), other))


def _copies(desk: Desk, options: DuplicateStoryOptions) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each story with those before it, by name, that are word for word the same: not all, but the likeliest to count.

    The first, one without a day, and the nearest in time: all pairs of a text in a thousand copies would be a million.
    """
    for same in (same for family in desk.report.families for same in family.identical):
        stories = [one for one in same if desk.kinds[one] in options.applies_to]
        if "licence" in options.unless:
            stories = [one for one in stories if desk.origins[one] not in desk.licences]
        before: list[tuple[str, str]] = []  # by day; without a day first
        first = None
        for one in sorted(stories, key=lambda one: (desk.judged is not None and one in desk.judged, one)):
            first = first or one
            day = _day(desk.documents[one])
            place = bisect_left(before, (day, one))
            near = [other for _, other in (*before[:1], *before[max(place - 1, 0) : place + 1])] if day else []
            yield one, tuple(dict.fromkeys(other for other in (first, *near) if other != one))
            insort(before, (day, one))


def _is_twice(desk: Desk, one: str, other: str, options: DuplicateStoryOptions) -> bool:
    """Whether two stories are one, and nothing excuses it."""
    is_contained = max(_contained(desk, one, other)) >= options.min_containment
    return is_contained and not _is_excused(desk, one, other, options)


def _contained(desk: Desk, one: str, other: str) -> tuple[float, float]:
    """The share of a story's words that the other story carries, and that of the other's which it carries."""
    relation = desk.relation(one, other)
    if relation is None:
        return (0.0, 0.0)
    shares = (relation.share_of_a, relation.share_of_b)
    return shares if relation.a == one else shares[::-1]


def _is_excused(desk: Desk, one: str, other: str, options: DuplicateStoryOptions) -> bool:
    if desk.is_form(one, other):
        return True
    relation = desk.relation(one, other)
    if "version" in options.unless and relation is not None and relation.type is RelationType.VERSION:
        return True
    if "licence" in options.unless and {desk.origins[one], desk.origins[other]} & desk.licences.keys():
        return True
    first, last = sorted((_day(desk.documents[one]), _day(desk.documents[other])))
    return bool(first and last) and (date.fromisoformat(last) - date.fromisoformat(first)).days > options.within


def _day(document: TracedDocument) -> str:
    """The day that a document states, or the earliest it can have been written, or nothing."""
    stated = document.dating.stated
    return (stated.date[:10] if stated else document.dating.earliest) or ""
