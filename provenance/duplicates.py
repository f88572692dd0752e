"""A report to groups of duplicate documents: which say the same, which one to keep, and why.

Every member is like the kept document itself, never only like another member, so that a chain of small steps joins no
strangers (star clusters, Aslam, Pelekhov and Rus 2004). A text that was read from print says the same, too, though
hardly a run of words is whole. Texts of which the report says that they are of one template
are grouped too, apart from the duplicates: nothing in such a group repeats anything. Only pairs that share a verified
match are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from provenance.errors import ReportError
from provenance.model import CopyRelation, Group, Groups, Kind, Member, RelationType, Verdict
from provenance.phrasing import count, fraction, percent
from provenance.wording.readings import are_misread, readings, words
from provenance.wording.resemblance import (
    MIN_SIMILARITY,
    MIN_TEMPLATE_SIMILARITY,
    compared,
    relation_of,
    similarity,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from provenance.model import Match, Report, TracedDocument
    from provenance.wording.resemblance import Likeness, Wording

_MIN_STATED_RELIABILITY = 0.7
_MIN_SCANNED_SHARE = 0.8  # of the characters of both texts, copied but for how words were read


@dataclass(frozen=True, slots=True)
class _Copies:
    """Documents of one folded text (often just one): `id` is the one that matches name, `keep` the one to keep."""

    id: str
    keep: str
    others: tuple[str, ...]
    day: str | None
    words: int


@dataclass(frozen=True, slots=True)
class _Link:
    """How two texts compare, and which of them was probably first (an id, or None).

    `misread`: the one (an id) that was read from print, where that is what makes them differ.
    """

    relation: CopyRelation
    like: Likeness
    first: str | None
    misread: str | None


_Links = dict[str, dict[str, _Link]]


def groups(report: Report) -> Groups:
    """The groups of a report: duplicates first, then templates, the largest first.

    The kept one is the earliest by evidence, else, of scans, the one that reads best, else the most complete (most
    words), else the first in order of ids.
    Raises `ReportError` for a report without texts.
    """
    copies = _copies(report)
    links = _links(report)
    duplicates = _among(links, lambda link: link.relation is not CopyRelation.TEMPLATE)
    stars = list(_stars(duplicates, copies))
    alone = copies.keys() - {name for star in stars for name in star}
    stars += [(name,) for name in alone if copies[name].others]
    found = [_group(star, duplicates, copies) for star in stars]
    standing = copies.keys() - {name for star in stars for name in star[1:]}
    templates = _among(links, lambda link: link.relation is CopyRelation.TEMPLATE, standing)
    found += [_series(star, templates, copies) for star in _stars(templates, copies)]
    found.sort(key=lambda group: (group.is_template, -len(group.members), group.keep))
    return Groups(report.version, report.inputs, tuple(found))


# --------------------------------------------------------------------------- what is compared


def _copies(report: Report) -> dict[str, _Copies]:
    """Every document that stands for itself and, perhaps, for others of its very words; by the name matches use."""
    documents = {document.id: document for document in report.documents}
    stands_for = {same[0]: tuple(same) for family in report.families for same in family.identical}
    copied = {name for same in stands_for.values() for name in same[1:]}
    return {
        name: _class(name, [documents[each] for each in stands_for.get(name, (name,))])
        for name in sorted(documents.keys() - copied)
    }


def _class(name: str, same: Sequence[TracedDocument]) -> _Copies:
    """Documents of one text. Their words tell nothing apart: the one to keep is the first by its stated date."""
    days = {document.id: day for document in same if (day := _stated(document))}
    keep = min((document.id for document in same), key=lambda each: (days.get(each, "9999-99-99"), each))
    is_first = keep in days and all(days[keep] < day for each, day in days.items() if each != keep)
    return _Copies(
        id=name,
        keep=keep,
        others=tuple(sorted(document.id for document in same if document.id != keep)),
        day=days[keep] if is_first else None,
        words=same[0].words,
    )


def _stated(document: TracedDocument) -> str | None:
    stated = document.dating.stated
    return stated.date if stated and stated.reliability >= _MIN_STATED_RELIABILITY else None


def _links(report: Report) -> _Links:
    """Every matched pair that is one text or of one template, both ways round."""
    documents = {document.id: document for document in report.documents}
    families: dict[str | None, dict[tuple[str, str], list[Match]]] = defaultdict(lambda: defaultdict(list))
    for match in report.matches:
        pair = match.a.document, match.b.document
        families[documents[pair[0]].family][pair].append(match)
    first = {
        (each.a, each.b): each.a if each.verdict is Verdict.A_FIRST else each.b
        for each in report.relations
        if each.verdict is not Verdict.UNDETERMINED
    }
    links: _Links = defaultdict(dict)
    templates = {(each.a, each.b) for each in report.relations if each.type is RelationType.TEMPLATE}
    for pairs in families.values():  # wordings are kept for one family at a time
        for (a, b), relation, like, misread in _alike(pairs, documents, templates):
            links[a][b] = links[b][a] = _Link(relation, like, first.get((a, b)), misread)
    return links


def _alike(
    pairs: Mapping[tuple[str, str], Sequence[Match]],
    documents: Mapping[str, TracedDocument],
    templates: Container[tuple[str, str]],
) -> Iterator[tuple[tuple[str, str], CopyRelation, Likeness, str | None]]:
    """The pairs that are one text or of one template, how they compare, and which of them is a scan, if one is."""
    wordings: dict[str, Wording] = {}
    for pair, matches in sorted(pairs.items(), key=itemgetter(0)):
        short, long = sorted(documents[name].words for name in pair)
        if short < long * MIN_TEMPLATE_SIMILARITY:  # too unlike in length to be one text
            continue
        for name in pair:
            if name not in wordings:
                wordings[name] = wording(_text(documents[name]))
        a, b = wordings[pair[0]], wordings[pair[1]]
        misread = _misread(matches, documents) if similarity(a, b) < MIN_SIMILARITY else None
        if similarity(a, b) < MIN_TEMPLATE_SIMILARITY and misread is None:
            continue  # most pairs that share something; words need no counting
        like = compared(a, b)
        if misread is None:
            relation = relation_of(like, is_template=pair in templates)
        else:
            relation = CopyRelation.VERSION if _is_revised(matches) else CopyRelation.NEAR
        if relation is not None:
            yield pair, relation, like, misread


def _misread(matches: Sequence[Match], documents: Mapping[str, TracedDocument]) -> str | None:
    """Which of two texts was read from print, where nearly all of both is copied but for that; else None.

    It is the one whose readings are the rarer words in both.
    """
    a, b = (_text(documents[place.document]) for place in (matches[0].a, matches[0].b))
    held = [part for match in matches for part in match.segments if part.kind is Kind.COPIED]
    copied = [sum(len(span) for span in spans) for spans in zip(*((part.a, part.b) for part in held), strict=True)]
    if not held or min(copied[0] / len(a), copied[1] / len(b)) < _MIN_SCANNED_SHARE:
        return None
    parts = [
        (a[part.a.start : part.a.end], b[part.b.start : part.b.end], part.similarity)
        for part in held
        if part.similarity < 1
    ]
    if not are_misread(parts):
        return None
    uses = Counter(words(a) + words(b))
    read = {pair for x, y, _ in parts for pair in readings(x, y).distinct}
    balance = sum((uses[x] > uses[y]) - (uses[x] < uses[y]) for x, y in read if x in uses and y in uses)
    return (matches[0].b if balance >= 0 else matches[0].a).document


def _is_revised(matches: Sequence[Match]) -> bool:
    """Whether other days or numbers stand in one of two texts, in words: of figures, a scan makes others."""
    changes = (change for match in matches for part in match.segments for change in part.changes)
    return any(change.type in _IN_WORDS and not any(map(str.isdigit, f"{change.a}{change.b}")) for change in changes)


_IN_WORDS = {"number", "date"}


def _text(document: TracedDocument) -> str:
    if document.text is None:
        raise ReportError(
            f"{document.id}: the report carries no text to compare", hint="trace again with --text full, or use dedupe"
        )
    return document.text


def _among(links: _Links, wanted: Callable[[_Link], bool], names: Container[str] | None = None) -> _Links:
    """The links of one sort, between some documents only."""
    return {
        a: kept
        for a, row in sorted(links.items())
        if (names is None or a in names)
        and (kept := {b: link for b, link in row.items() if wanted(link) and (names is None or b in names)})
    }


# --------------------------------------------------------------------------- who goes with whom


def _stars(links: _Links, copies: Mapping[str, _Copies]) -> Iterator[tuple[str, ...]]:
    """Disjoint groups, the one to keep first: each is a text with all that is linked to it and not yet taken."""
    taken: set[str] = set()
    for hub in sorted(links, key=lambda name: _rank(name, links[name], copies)):
        if hub in taken:
            continue
        star = {hub, *(links[hub].keys() - taken)}
        if len(star) == 1:
            continue
        taken |= star
        centres = [name for name in star if len(links[name].keys() & star) == len(star) - 1]
        keep = min(centres, key=lambda name: _rank(name, _only(links[name], star), copies))
        yield keep, *sorted(star - {keep})


def _only(row: Mapping[str, _Link], names: Container[str]) -> dict[str, _Link]:
    return {name: link for name, link in row.items() if name in names}


def _rank(name: str, row: Mapping[str, _Link], copies: Mapping[str, _Copies]) -> tuple[int, int, int, int, str]:
    """The place of a document among its like: earliest by evidence, then no scan, then most words, then its id."""
    earlier, later = _order(name, row)
    return earlier, -later, _times_misread(name, row), -copies[name].words, copies[name].keep


def _times_misread(name: str, row: Mapping[str, _Link]) -> int:
    """How many of the texts linked to one read better than it."""
    return sum(link.misread == name for link in row.values())


def _order(name: str, row: Mapping[str, _Link]) -> tuple[int, int]:
    """How many of the texts linked to one were probably written before it, and how many after."""
    firsts = [link.first for link in row.values() if link.first]
    return sum(first != name for first in firsts), sum(first == name for first in firsts)


# --------------------------------------------------------------------------- in words


def _group(star: tuple[str, ...], links: _Links, copies: Mapping[str, _Copies]) -> Group:
    """A group of duplicates: the copies of each text stand beside it."""
    kept = copies[star[0]]
    members = [Member(other, CopyRelation.IDENTICAL, 1.0, _SAME) for other in kept.others]
    for name in star[1:]:
        link = links[star[0]][name]
        why = _difference(link) + _when(name, link)
        members += [
            Member(each, link.relation, fraction(link.like.similarity), why)
            for each in (copies[name].keep, *copies[name].others)
        ]
    members.sort(key=lambda member: member.document)
    return Group(kept.keep, _reason(star, links, copies), tuple(members))


def _series(star: tuple[str, ...], links: _Links, copies: Mapping[str, _Copies]) -> Group:
    """A group of texts of one template. Nothing in it repeats anything."""
    members = tuple(
        Member(copies[name].keep, link.relation, fraction(link.like.similarity), _difference(link) + _when(name, link))
        for name in star[1:]
        for link in [links[star[0]][name]]
    )
    first = _reason(star, links, copies)
    why = (
        f"texts of one template, each with figures of its own: keep them all (the others are set beside this: {first})"
    )
    return Group(copies[star[0]].keep, why, tuple(sorted(members, key=lambda member: member.document)))


_SAME = "the same words throughout; letter case, punctuation and spaces aside"


def _difference(link: _Link) -> str:
    """What two texts share and what differs."""
    like = link.like
    shared = f"{percent(like.similarity)} of all runs of five words stand in both"
    differing = _differing(like.figures, like.others)
    if link.relation is CopyRelation.TEMPLATE:
        return f"one form, filled in anew: {differing}; {shared}"
    if link.misread is not None:
        what = "the same words" if link.relation is CopyRelation.NEAR else "a revised text"
        return f"{what}, misread in one of the two as by a scan: {differing}; {shared}"
    if link.relation is CopyRelation.NEAR:
        return f"nearly the same words: {differing}, no figure or date; {shared}"
    return f"a revised text: {differing}; {shared}"


def _differing(figures: int, words: int) -> str:
    """How many figures and words differ, of what there is."""
    parts = [count(figures, "figure or date", "figures or dates")] if figures else []
    parts += [count(words, "other word" if figures else "word")] if words else []
    if not parts:
        return "only order and spelling differ"
    return f"{' and '.join(parts)} {'differs' if figures + words == 1 else 'differ'}"


def _when(name: str, link: _Link) -> str:
    """Which of the two the evidence puts first, where it does."""
    if link.first is None:
        return ""
    return "; probably written earlier" if link.first == name else "; probably written later"


def _reason(star: tuple[str, ...], links: _Links, copies: Mapping[str, _Copies]) -> str:
    """Why this one is kept: by evidence, by completeness or by order."""
    kept, others = copies[star[0]], [copies[name] for name in star[1:]]
    earlier, later = _order(star[0], _only(links.get(star[0], {}), star))
    if later and not earlier:
        rest = "" if later == len(others) else "; none is shown to be earlier"
        before = "the other" if len(others) == 1 else f"{later:,} of the {len(others):,} others"
        return f"probably written before {before}, by the evidence of dates and wording{rest}"
    if not others:
        return (
            f"the earliest stated date, {kept.day}" if kept.day else "the texts are the same; the first in order of ids"
        )
    undetermined = "the evidence on which came first disagrees" if earlier else "which came first is undetermined"
    if any(link.misread not in (None, star[0]) for link in _only(links[star[0]], star).values()):
        return f"{undetermined}; the one that reads best: others have words misread"
    rivals = [other.words for other in others if len(links[other.id].keys() & set(star)) == len(star) - 1]
    among = "" if len(rivals) == len(others) else " of those that all the others are like"
    if all(kept.words > words for words in rivals):
        return f"{undetermined}; the most complete{among}, with {count(kept.words, 'word')}"
    return f"{undetermined} and no other is more complete{among}; the first in order of ids"
