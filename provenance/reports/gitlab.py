"""The gate as GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

import json as standard
from typing import TYPE_CHECKING

from provenance.model import FindingState, Gate, GateStatus, Page
from provenance.reports.markup import tokens
from provenance.reports.sarif import host_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Report

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def gitlab(report: Report) -> Iterator[Page]:
    """One page, in ASCII: a list of the new findings. Fingerprints are unique, or the host would drop some."""
    seen: dict[str, int] = {}
    listed = []
    gate = report.gate or Gate(GateStatus.PASS, "")
    for finding in gate.findings:
        if finding.state is not FindingState.NEW:
            continue
        fingerprint = host_fingerprint(finding)
        seen[fingerprint] = seen.get(fingerprint, 0) + 1
        said = f"{finding.message[:1].upper()}{finding.message[1:]}. To settle it: {finding.settle}."
        listed.append(
            {
                "description": "".join(part for part, _ in tokens(said)),
                "check_name": finding.rule,
                "fingerprint": f"{fingerprint}-{seen[fingerprint]}",
                "severity": _SEVERITIES[finding.level.value],
                "location": {"path": gate.path(finding.document), "lines": {"begin": finding.line or 1}},
            }
        )
    yield Page("report.gitlab.json", f"{standard.dumps(listed, indent=1, ensure_ascii=True)}\n".encode("ascii"))
