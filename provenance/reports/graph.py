"""The lineage as nodes and links: what GraphML, DOT, Mermaid and PROV draw, each in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import LEANING
from provenance.phrasing import bounds
from provenance.reports.sources import undetermined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provenance.model import Missing, Report, TracedDocument


@dataclass(frozen=True, slots=True)
class Node:
    """A document or a missing ancestor.

    `key` is ours, made of letters and digits, and safe everywhere; `name` is the id in the report. `identical_to` is
    the document that stands for all of the same text, where this one does not. `grade` and `words` are those of a
    missing ancestor (of a document: its words).
    """

    key: str
    name: str
    label: str
    is_missing: bool
    family: str | None
    earliest: str | None
    latest: str | None
    words: int
    grade: str | None = None
    identical_to: str | None = None

    @property
    def when(self) -> str:
        """Between which days it was written, as far as is known."""
        return bounds(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class Link:
    """Who probably has it from whom: keys of nodes, how sure (0 to 1), and what passed.

    Where it is not known which of the two was first, they share text: neither may be said to have it from the other.
    """

    source: str
    target: str
    probability: float
    type: str
    is_ordered: bool

    @property
    def is_told(self) -> bool:
        """Whether it may be said that the words were passed on."""
        return self.is_ordered and self.probability >= LEANING


@dataclass(frozen=True, slots=True)
class Graph:
    """All families of a report: nodes in the order of the report, then links in that of the families."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def graph(report: Report) -> Graph:
    """The lineage of all families; documents without a family are nodes without links."""
    represented = {other: group[0] for family in report.families for group in family.identical for other in group[1:]}
    nodes = [_document(f"d{n}", document, represented) for n, document in enumerate(report.documents, 1)]
    gone = ((missing, family.id) for family in report.families for missing in family.drawn)
    nodes += [_missing(f"m{n}", missing, family) for n, (missing, family) in enumerate(gone, 1)]
    keys = {node.name: node.key for node in nodes}
    open_pairs = undetermined(report)
    links = tuple(
        Link(
            keys[edge.source],
            keys[edge.target],
            edge.probability,
            edge.type.value,
            (edge.source, edge.target) not in open_pairs,
        )
        for family in report.families
        for edge in family.edges
        if edge.source in keys and edge.target in keys
    )
    return Graph(tuple(nodes), links)


def connected(whole: Graph, most: int) -> tuple[Graph, int]:
    """The part that has links, at most so many nodes of it, and how many were left out.

    Those with most links stay; of equals, the first in the report.
    """
    degree: dict[str, int] = {}
    for link in whole.links:
        degree[link.source] = degree.get(link.source, 0) + 1
        degree[link.target] = degree.get(link.target, 0) + 1
    linked = [node for node in whole.nodes if node.key in degree]
    kept = {node.key for node in sorted(linked, key=lambda node: -degree[node.key])[:most]}
    nodes = tuple(node for node in linked if node.key in kept)
    links = tuple(link for link in whole.links if link.source in kept and link.target in kept)
    return Graph(nodes, links), len(linked) - len(nodes)


def _document(key: str, document: TracedDocument, represented: Mapping[str, str]) -> Node:
    return Node(
        key=key,
        name=document.id,
        label=document.title or document.id,
        is_missing=False,
        family=document.family,
        earliest=document.dating.earliest,
        latest=document.dating.latest,
        words=document.words,
        identical_to=represented.get(document.id),
    )


def _missing(key: str, missing: Missing, family: str) -> Node:
    return Node(
        key=key,
        name=missing.id,
        label="a text not in this archive",
        is_missing=True,
        family=family,
        earliest=missing.earliest,
        latest=missing.latest,
        words=missing.words,
        grade=missing.grade.value,
    )
