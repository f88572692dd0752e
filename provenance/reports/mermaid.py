"""The lineage as a Mermaid flowchart, for wikis and Markdown pages that draw them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.phrasing import are, count
from provenance.reports import pages
from provenance.reports.graph import connected, graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Page, Report
    from provenance.reports.graph import Link, Node

MAX_NODES = 60
MAX_LABEL = 80
_NOT_PLAIN = re.compile("[^ 0-9A-Za-z\u00c0-\u024f.,:/_-]")


def mermaid(report: Report) -> Iterator[Page]:
    """One page: earlier texts at the left, missing ones dashed; the most linked where there are too many to draw."""
    drawn, left_out = connected(graph(report), MAX_NODES)
    lines = ["flowchart LR"]
    if not drawn.links:
        lines.append('  none["No text is known to draw on another"]')
    if left_out:
        lines.append(f"  %% {count(left_out, 'more document')} {are(left_out)} left out of this drawing")
    lines += [f"  {_node(node)}" for node in drawn.nodes]
    lines += [f"  {_link(link)}" for link in drawn.links]
    if any(node.is_missing for node in drawn.nodes):
        lines.append("  classDef missing stroke-dasharray: 5 5")
    yield pages.of_lines("report.mmd", lines)


def label(text: str) -> str:
    """A label in which every character but plain ones is an entity code: nothing in it acts."""
    short = text if len(text) <= MAX_LABEL else text[: MAX_LABEL - 1] + "…"
    return _NOT_PLAIN.sub(_entity, short)


def _entity(found: re.Match[str]) -> str:
    """The entity code of a character; of one that has no glyph, a space."""
    character = found.group()
    return f"#{ord(character)};" if character.isprintable() else " "


def _node(node: Node) -> str:
    said = label(node.label) + (f"<br/>{label(node.when)}" if node.when else "")
    return f'{node.key}["{said}"]' + (":::missing" if node.is_missing else "")


def _link(link: Link) -> str:
    if not link.is_ordered:
        return f"{link.source} -.-|order undetermined| {link.target}"
    return f"{link.source} {'-->' if link.is_told else '-.->'}|{link.type}| {link.target}"
