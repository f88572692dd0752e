"""The lineage as DOT, the language of Graphviz."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.model import LEANING
from provenance.reports import pages
from provenance.reports.graph import graph, span
from provenance.reports.markup import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Page, Report
    from provenance.reports.graph import Link, Node

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def dot(report: Report) -> Iterator[Page]:
    """One page: earlier texts at the left, missing ones dashed. Documents without a family are left out."""
    whole = graph(report)
    lines = [
        "digraph lineage {",
        '  graph [rankdir="LR"];',
        '  node [shape="box", fontname="sans-serif"];',
        *(f"  {_node(node)}" for node in whole.nodes if node.family is not None and node.identical_to is None),
        *(f"  {_link(link)}" for link in whole.links),
        "}",
    ]
    yield pages.of_lines("report.dot", lines)


def quoted(text: str) -> str:
    """A quoted string of DOT; line breaks and controls become spaces, nothing in it acts and nothing hides."""
    plain = visible(_CONTROL.sub(" ", text))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _node(node: Node) -> str:
    said = " · ".join(filter(None, (node.label, span(node))))
    style = ', style="dashed"' if node.is_missing else ""
    return f"{node.key} [label={quoted(said)}, tooltip={quoted(node.name)}{style}];"


def _link(link: Link) -> str:
    style = ', style="dashed"' if link.probability < LEANING else ""
    return f'{link.source} -> {link.target} [label="{link.type} {link.probability:.2f}"{style}];'
