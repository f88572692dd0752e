"""What a report, a family and a comparison show of themselves in a notebook: escaped HTML without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.phrasing import bounds
from provenance.reports.markup import Html, fill, join, text
from provenance.reports.sources import with_copies
from provenance.reports.undecided import Voice, undecided
from provenance.reports.views.phrases import count, judged, names, percent, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.model import Comparison, Family, Report, Segment

MAX_ROWS = 50


def report(shown: Report) -> Html:
    """The answer in a sentence and a table of documents."""
    sharing = sum(document.family is not None for document in shown.documents)
    head = fill(
        "<p>{documents}; {sharing} share text, in {families}.</p>",
        documents=count("document", len(shown.documents)),
        sharing=sharing,
        families=count("family", len(shown.families)),
    )
    rows = (
        (
            document.id,
            document.family or "",
            percent(document.shares.copied),
            percent(document.shares.paraphrased),
            bounds(document.dating.earliest, document.dating.latest),
        )
        for document in shown.documents
    )
    return join([head, _table(("document", "family", "copied", "paraphrased", "written"), rows, len(shown.documents))])


def family(shown: Family) -> Html:
    """Who was probably first, and who has it from whom."""
    voice = Voice(say, text, names, percent)
    if shown.first is None:
        sentences = undecided(shown, None, voice)
        told = join(sentences, " ")
    else:
        told = judged("first", shown.p_first or 0.0, name=with_copies(shown.first, shown, voice), written="")
    head = fill(
        "<p>Family {id}, {documents}. {told}</p>",
        id=shown.id,
        documents=count("document", len(shown.documents)),
        told=told,
    )
    rows = ((edge.source, edge.target, edge.type.value, percent(edge.probability)) for edge in shown.edges)
    return join([head, _table(("from", "to", "what passed", "probability"), rows, len(shown.edges))])


def comparison(shown: Comparison) -> Html:
    """The aligned segments, side by side."""
    segments = [segment for match in shown.matches for segment in match.segments]
    head = fill(
        "<p>{matches}, {segments}.</p>",
        matches=count("match", len(shown.matches)),
        segments=count("segment", len(segments)),
    )
    rows = (
        (
            segment.degree.value,
            percent(segment.similarity),
            shown.text_a[segment.a.start : segment.a.end],
            shown.text_b[segment.b.start : segment.b.end],
            _changes(segment),
        )
        for segment in segments
    )
    return join([head, _table(("degree", "alike", "a", "b", "changes"), rows, len(segments))])


def _changes(segment: Segment) -> str:
    return "; ".join(f"{change.a} → {change.b}" for change in segment.changes)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], total: int) -> Html:
    """A table of untrusted cells; what is too long for a notebook is counted."""
    top = join(fill("<th scope='col'>{name}</th>", name=name) for name in head)
    shown = [row for row, _ in zip(rows, range(MAX_ROWS), strict=False)]
    body = join(
        join([Html("<tr>"), *(fill("<td>{value}</td>", value=value) for value in row), Html("</tr>")]) for row in shown
    )
    more = fill("<p>and {n} more</p>", n=total - MAX_ROWS) if total > MAX_ROWS else Html("")
    return join([Html("<table><thead><tr>"), top, Html("</tr></thead><tbody>"), body, Html("</tbody></table>"), more])
