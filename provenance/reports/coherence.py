"""Whether a report that was read back fits together: what it names is there, and its places lie inside its texts.

What we write does; a saved report may have come through other hands, and each format relies on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from provenance.model import Family, Match, Passage, Report, Span

_HINT = "it was changed after it was written: make it anew with `provenance trace … -o report.json`"


def check(report: Report) -> None:
    """Raises `ReportError` for a report that does not fit together, with what and where."""
    rooms = {each.id: each.characters if each.text is None else len(each.text) for each in report.documents}
    if len(rooms) < len(report.documents):
        raise _damaged("two documents have one id")
    for document in report.documents:
        _inside(document.passages, rooms[document.id], document.id)
        _follow(document.passages, document.id)
    for match in report.matches:
        _match(match, rooms)
    for relation in report.relations:
        _known((relation.a, relation.b), rooms, "a relation")
    for family in report.families:
        _family(family, rooms)


def _match(match: Match, rooms: Mapping[str, int]) -> None:
    _known((match.a.document, match.b.document), rooms, match.id)
    _inside((each.a for each in match.segments), rooms[match.a.document], match.id)
    _inside((each.b for each in match.segments), rooms[match.b.document], match.id)


def _family(family: Family, documents: Collection[str]) -> None:
    first = () if family.first is None else (family.first,)
    _known(family.documents, documents, family.id)
    members = set(family.documents)
    listed = (first, *family.identical, *family.versions, *(one.children for one in family.missing))
    for names in (*listed, [each.document for each in family.likeliest]):
        _known(names, members, family.id)
    nodes = {*members, *(one.id for one in family.missing)}
    _known((end for edge in family.edges for end in (edge.source, edge.target)), nodes, family.id)


def _known(names: Iterable[str], known: Collection[str], where: str) -> None:
    for name in names:
        if name not in known:
            raise _damaged(f"{where} names {name!r:.60}, which is not in it")


def _inside(spans: Iterable[Passage | Span], room: int, where: str) -> None:
    if any(not 0 <= span.start <= span.end <= room for span in spans):
        raise _damaged(f"{where} has a place outside of the text")


def _follow(passages: Iterable[Passage], where: str) -> None:
    end = 0
    for passage in passages:
        if passage.start < end:
            raise _damaged(f"the passages of {where} overlap")
        end = passage.end


def _damaged(what: str) -> ReportError:
    return ReportError(f"damaged: {what}", hint=_HINT)
