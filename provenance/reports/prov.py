"""The lineage as W3C PROV, serialised as PROV-JSON: https://www.w3.org/submissions/prov-json/.

A document is an entity; that one derives from another is a `wasDerivedFrom`, typed as a quotation or a revision where
it is one; the run is an activity of the software. PROV has no word for doubt: every derivation carries our probability,
and whether it is known which of the two texts was first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provenance.reports import pages
from provenance.reports.graph import graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Page, Report
    from provenance.reports.graph import Link, Node

PREFIX = "https://provenance.example/ns#"
"""The names of our own attributes; an identifier, not a page."""

_TYPES = {"quotation": "prov:Quotation", "version": "prov:Revision"}
_SOFTWARE, _RUN = "p:software", "p:run"


def prov(report: Report) -> Iterator[Page]:
    """One page, in ASCII: entities, derivations, the activity and the agent that inferred them."""
    whole = graph(report)
    content: dict[str, Any] = {
        "prefix": {"p": PREFIX},
        "agent": {_SOFTWARE: {"prov:type": _name("prov:SoftwareAgent"), "p:version": report.version}},
        "activity": {_RUN: {"prov:label": "inference of lineage from texts"}},
        "wasAssociatedWith": {"_:a1": {"prov:activity": _RUN, "prov:agent": _SOFTWARE}},
        "entity": {f"p:{node.key}": _entity(node) for node in whole.nodes},
        "wasDerivedFrom": {f"_:d{number}": _derivation(link) for number, link in enumerate(whole.links, 1)},
        "alternateOf": _alternates(whole.nodes),
    }
    filled = {name: value for name, value in content.items() if value}
    yield pages.of_json("report.prov.json", filled)


def _name(qualified: str) -> dict[str, str]:
    """A qualified name as an attribute's value."""
    return {"$": qualified, "type": "xsd:QName"}


def _entity(node: Node) -> dict[str, Any]:
    """A document by what is known of it."""
    said = {
        "prov:label": node.label,
        "p:name": node.name,
        "p:family": node.family,
        "p:earliest": node.earliest,
        "p:latest": node.latest,
        "p:words": node.words,
        "p:missing": node.grade,
    }
    return {name: value for name, value in said.items() if value is not None}


def _derivation(link: Link) -> dict[str, Any]:
    said: dict[str, Any] = {
        "prov:generatedEntity": f"p:{link.target}",
        "prov:usedEntity": f"p:{link.source}",
        "p:probability": link.probability,
        "p:ordered": link.is_ordered,
    }
    return {**said, "prov:type": _name(_TYPES[link.type])} if link.type in _TYPES else said


def _alternates(nodes: tuple[Node, ...]) -> dict[str, Any]:
    """Files of one text: each an alternate of the one that stands for them."""
    keys = {node.name: node.key for node in nodes}
    same = [node for node in nodes if node.identical_to is not None]
    return {
        f"_:s{number}": {"prov:alternate1": f"p:{node.key}", "prov:alternate2": f"p:{keys[node.identical_to or '']}"}
        for number, node in enumerate(same, 1)
    }
