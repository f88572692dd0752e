"""The reused passages as Web Annotations: https://www.w3.org/TR/annotation-model/.

They make the marks portable to editors and annotation tools. Positions count code points of the document's text as
decoded, which is what the model's TextPositionSelector counts, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from provenance.model import Kind
from provenance.reports import pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.model import Page, Passage, Report, TracedDocument

CONTEXT = 32
"""Characters before and after a quotation, by which it is found again in a text that has changed."""


def web_annotations(report: Report) -> Iterator[Page]:
    """One page, in ASCII: an annotation for every copied or paraphrased passage.

    A report without text gives positions without quotations.
    """
    sources = {document.id: iri(document) for document in report.documents}
    items = [
        _annotation(document, passage, f"urn:provenance:{number}:{place}", sources)
        for number, document in enumerate(report.documents, 1)
        for place, passage in enumerate(document.passages, 1)
        if passage.kind in (Kind.COPIED, Kind.PARAPHRASED)
    ]
    content = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:provenance:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    yield pages.of_json("report.jsonld", content)


def _annotation(document: TracedDocument, passage: Passage, name: str, sources: Mapping[str, str]) -> dict[str, Any]:
    """What the passage is, where it stands, and where it probably comes from."""
    bodies: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": passage.kind.value}]
    if passage.degree is not None:
        bodies.append({"type": "TextualBody", "purpose": "tagging", "value": passage.degree.value})
    if passage.origin is not None and passage.origin.document in sources:
        origin: dict[str, Any] = {"type": "SpecificResource", "purpose": "linking"}
        origin["source"] = sources[passage.origin.document]
        if passage.origin.start is not None and passage.origin.end is not None:
            origin["selector"] = _position(passage.origin.start, passage.origin.end)
        bodies.append(origin)
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": {"source": sources[document.id], "selector": _selectors(document, passage)},
    }


def iri(document: TracedDocument) -> str:
    """Where a document lies, as a relative reference: no character of it acts, and none climbs out of the folder.

    A record is a part of its file.
    """
    file = document.in_file.file if document.in_file else document.id
    place = "./" + quote(file.encode("utf-8", "surrogatepass"), safe="/")
    record = document.id.removeprefix(file).removeprefix("#")
    return f"{place}#{quote(record.encode('utf-8', 'surrogatepass'), safe='')}" if record else place


def _selectors(document: TracedDocument, passage: Passage) -> list[dict[str, Any]]:
    position = _position(passage.start, passage.end)
    if document.text is None:
        return [position]
    words = {
        "type": "TextQuoteSelector",
        "exact": document.text[passage.start : passage.end],
        "prefix": document.text[max(0, passage.start - CONTEXT) : passage.start],
        "suffix": document.text[passage.end : passage.end + CONTEXT],
    }
    return [words, position]


def _position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}
