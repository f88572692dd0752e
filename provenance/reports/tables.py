"""The report as flat tables, for spreadsheets and data frames. One row of `rows` is one match."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from provenance.model import Verdict, confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Place, Relation, Report


@dataclass(frozen=True, slots=True)
class Row:
    """One match, with what is believed of its two documents.

    Offsets count code points of the document's text. `verdict`, `confidence` and `p_a_first` are those of the relation;
    they are None where the report holds none. `earlier` and `later` are ids, None while the order is undetermined.
    `a_text` and `b_text` are None in a report without text.
    """

    match: str
    a: str
    a_start: int | None
    a_end: int | None
    b: str
    b_start: int | None
    b_end: int | None
    kind: str
    similarity: float
    segments: int
    changes: int
    relation: str | None
    verdict: str | None
    confidence: str | None
    p_a_first: float | None
    earlier: str | None
    later: str | None
    family: str | None
    a_text: str | None
    b_text: str | None


COLUMNS = tuple(each.name for each in fields(Row))


def rows(report: Report) -> Iterator[Row]:
    """A row for every match, in the report's order."""
    texts = {document.id: document.text for document in report.documents}
    families = {document.id: document.family for document in report.documents}
    relations = {(relation.a, relation.b): relation for relation in report.relations}
    for match in report.matches:
        relation = relations.get((match.a.document, match.b.document))
        earlier, later = _order(relation)
        yield Row(
            match=match.id,
            a=match.a.document,
            a_start=match.a.start,
            a_end=match.a.end,
            b=match.b.document,
            b_start=match.b.start,
            b_end=match.b.end,
            kind=match.kind.value,
            similarity=match.similarity,
            segments=len(match.segments),
            changes=sum(len(segment.changes) for segment in match.segments),
            relation=relation.type.value if relation else None,
            verdict=relation.verdict.value if relation else None,
            confidence=confidence(relation.p_a_first) if relation else None,
            p_a_first=relation.p_a_first if relation else None,
            earlier=earlier,
            later=later,
            family=families.get(match.a.document),
            a_text=_words(texts.get(match.a.document), match.a),
            b_text=_words(texts.get(match.b.document), match.b),
        )


def _order(relation: Relation | None) -> tuple[str | None, str | None]:
    """The earlier document and the later one."""
    if relation is None or relation.verdict is Verdict.UNDETERMINED:
        return None, None
    return (relation.a, relation.b) if relation.verdict is Verdict.A_FIRST else (relation.b, relation.a)


def _words(text: str | None, place: Place) -> str | None:
    return None if text is None else text[place.start : place.end]
