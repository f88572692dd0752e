"""The gate as SARIF 2.1.0, as code hosts take it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.

All rules are listed, also those without a finding, so that a host can close what has been settled. A host reads one
location, knows a finding again by its fingerprint, and shows the first few thousand: see its documented limits.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from provenance.manual import of_rule
from provenance.model import NO_GATE, FindingState
from provenance.reports import pages
from provenance.reports.markup import visible
from provenance.reports.strings.inputs import unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Finding, Gate, Page, Report, Suppressed, Unreadable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 25_000
"""More are refused by the largest host."""

_LEVELS = {"error": "error", "warning": "warning", "note": "note", "off": "none"}
_ESCAPES = str.maketrans({"[": "\\[", "]": "\\]", "{": "{{", "}": "}}", "\\": "\\\\"})


def sarif(report: Report) -> Iterator[Page]:
    """One page, in ASCII. A report without a gate has no results."""
    gate = report.gate or NO_GATE
    rules = list(gate.rules)
    found = len(gate.findings) + len(gate.suppressed)
    content = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(report, gate, rules)},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(report, gate, left_out=max(found - MAX_RESULTS, 0))],
                "results": list(islice(_results(gate, rules), MAX_RESULTS)),
            }
        ],
    }
    yield pages.of_json("report.sarif", content)


def message(text: str) -> str:
    """A text that holds no link and no placeholder of SARIF's, and nothing that hides."""
    return visible(text).translate(_ESCAPES)


def uri(document: str) -> str:
    """A document's id as a relative reference within the repository."""
    parts = document.encode("utf-8", "surrogatepass").split(b"/")
    return "/".join(quote(part, safe="") for part in parts if part not in (b"", b".", b".."))


def host_fingerprint(finding: Finding) -> str:
    """What a host knows a finding again by: the rule, the words and the document, but no line."""
    parts = f"{finding.fingerprint}\0{finding.document}".encode("utf-8", "surrogatepass")
    return blake2b(parts, digest_size=8).hexdigest()


def _driver(report: Report, gate: Gate, rules: list[str]) -> dict[str, Any]:
    return {
        "name": "provenance",
        "version": report.version,
        "rules": [_rule(name, gate.rules[name]) for name in rules],
    }


def _rule(name: str, level: str) -> dict[str, Any]:
    page = of_rule(name)
    return {
        "id": name,
        "shortDescription": {"text": page.claim},
        "fullDescription": {"text": page.section("What it looks at") or page.claim},
        "help": {"text": "\n\n".join(f"{title}: {text}" for title, text in page.sections) or page.claim},
        "defaultConfiguration": {"level": _LEVELS[level], "enabled": level != "off"},
        "properties": {"code": page.code},
    }


def _invocation(report: Report, gate: Gate, left_out: int) -> dict[str, Any]:
    """Whether the run was whole, what could not be read, and how many results are left out."""
    faults: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": {"text": message(f"{fault.path}: not read: {unread(fault.reason, fault.detail)}")},
            "locations": [{"physicalLocation": _of_fault(gate, fault)}],
        }
        for fault in report.inputs.unreadable
    ]
    said = f"{left_out} more are in the other reports: a host takes {MAX_RESULTS} results"
    notes = [{"level": "warning", "message": {"text": said}}] if left_out else []
    return {"executionSuccessful": not faults, "toolExecutionNotifications": faults + notes}


def _of_fault(gate: Gate, fault: Unreadable) -> dict[str, Any]:
    """Where what could not be read stands: a file, or a line of it."""
    location: dict[str, Any] = {"artifactLocation": {"uri": uri(gate.path(fault.file or fault.path))}}
    return {**location, "region": {"startLine": fault.line}} if fault.line else location


def _results(gate: Gate, rules: list[str]) -> Iterator[dict[str, Any]]:
    for finding in gate.findings:
        yield _result(gate, finding, rules)
    for suppressed in gate.suppressed:
        yield {**_result(gate, suppressed.finding, rules), "suppressions": [_suppression(suppressed)]}


def _result(gate: Gate, finding: Finding, rules: list[str]) -> dict[str, Any]:
    """One finding. What is known from the baseline is unchanged to the host."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(gate.path(finding.file or finding.document))}}
    physical["region"] = {
        "startLine": finding.line or 1,
        "startColumn": finding.column or 1,
        "endLine": finding.end_line or finding.line or 1,
        "endColumn": finding.end_column or finding.column or 1,
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": finding.level.value,
        "message": {"text": message(finding.beside_file)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{host_fingerprint(finding)}:1",
            "provenance/v1": finding.fingerprint,
        },
        "baselineState": "new" if finding.state is FindingState.NEW else "unchanged",
        "properties": {"measured": finding.measured, "limit": finding.limit, "unit": finding.unit},
    }


def _suppression(suppressed: Suppressed) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": message(f"{suppressed.reason} ({suppressed.owner}, until {suppressed.expires})"),
    }
