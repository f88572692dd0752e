"""The gate as GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from provenance.model import NO_GATE
from provenance.reports import pages
from provenance.reports.markup import visible
from provenance.reports.sarif import host_fingerprint
from provenance.reports.strings.inputs import unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Gate, Page, Report, Unreadable

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def gitlab(report: Report) -> Iterator[Page]:
    """One page, in ASCII: a list of the new findings, and of what could not be read, with which no run passes.

    Fingerprints are unique, or the host would drop some.
    """
    seen: dict[str, int] = {}
    listed: list[dict[str, Any]] = []
    gate = report.gate or NO_GATE
    for finding in gate.new:
        fingerprint = host_fingerprint(finding)
        seen[fingerprint] = seen.get(fingerprint, 0) + 1
        listed.append(
            {
                "description": visible(finding.beside_file),
                "check_name": finding.rule,
                "fingerprint": f"{fingerprint}-{seen[fingerprint]}",
                "severity": _SEVERITIES[finding.level.value],
                "location": {
                    "path": gate.path(finding.file or finding.document),
                    "lines": {"begin": finding.line or 1},
                },
            }
        )
    listed += [_unreadable(gate, fault) for fault in report.inputs.unreadable]
    yield pages.of_json("report.gitlab.json", listed)


def _unreadable(gate: Gate, fault: Unreadable) -> dict[str, Any]:
    said = f"{fault.path}\0{fault.reason}".encode("utf-8", "surrogatepass")
    record = f"{fault.path}: " if fault.file else ""
    return {
        "description": visible(f"{record}not read: {unread(fault.reason, fault.detail)}"),
        "check_name": "not-read",
        "fingerprint": blake2b(said, digest_size=8).hexdigest(),
        "severity": "major",
        "location": {"path": gate.path(fault.file or fault.path), "lines": {"begin": fault.line or 1}},
    }
