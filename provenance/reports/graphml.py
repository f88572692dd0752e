"""The lineage as GraphML, for networkx, Gephi, yEd and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from provenance.reports import pages
from provenance.reports.graph import graph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.model import Page, Report
    from provenance.reports.graph import Link, Node

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNSEEN = re.compile("[\r\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that are lost, command a terminal or turn the direction of writing where they stand as they are."""

_NODE = {
    "name": "string",
    "label": "string",
    "missing": "boolean",
    "family": "string",
    "earliest": "string",
    "latest": "string",
    "words": "int",
    "grade": "string",
    "identical_to": "string",
}
_EDGE = {"probability": "double", "type": "string", "ordered": "boolean"}


def graphml(report: Report) -> Iterator[Page]:
    """One page: a directed graph; who was first is where an edge starts. What is not known is left out."""
    whole = graph(report)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys("node", _NODE),
        *_keys("edge", _EDGE),
        '<graph id="lineage" edgedefault="directed">',
        *(f'<node id="{node.key}">{_values("node", _of_node(node))}</node>' for node in whole.nodes),
        *(_edge(number, link) for number, link in enumerate(whole.links, 1)),
        "</graph>",
        "</graphml>",
    ]
    yield pages.of_lines("report.graphml", lines)


def _edge(number: int, link: Link) -> str:
    said = {"probability": f"{link.probability:.4f}", "type": link.type, "ordered": str(link.is_ordered).lower()}
    values = _values("edge", said)
    return f'<edge id="e{number}" source="{link.source}" target="{link.target}">{values}</edge>'


def legal(text: str) -> str:
    """A text with the characters that XML 1.0 has none for replaced."""
    return _ILLEGAL.sub("\ufffd", text)


def _content(text: str) -> str:
    """A text between tags, which every reader gives back as it was."""
    return _UNSEEN.sub(lambda found: f"&#{ord(found[0])};", escape(legal(text)))


def _keys(part: str, types: Mapping[str, str]) -> Iterator[str]:
    for name, kind in types.items():
        yield f'<key id="{part}-{name}" for="{part}" attr.name="{name}" attr.type="{kind}"/>'


def _of_node(node: Node) -> dict[str, str | None]:
    return {
        "name": node.name,
        "label": node.label,
        "missing": str(node.is_missing).lower(),
        "family": node.family,
        "earliest": node.earliest,
        "latest": node.latest,
        "words": str(node.words),
        "grade": node.grade,
        "identical_to": node.identical_to,
    }


def _values(part: str, values: Mapping[str, str | None]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{part}-{name}')}>{_content(value)}</data>"
        for name, value in values.items()
        if value is not None
    )
