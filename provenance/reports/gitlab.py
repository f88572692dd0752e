"""The gate as GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import NO_GATE
from provenance.reports import pages
from provenance.reports.markup import visible
from provenance.reports.sarif import host_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Page, Report

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def gitlab(report: Report) -> Iterator[Page]:
    """One page, in ASCII: a list of the new findings. Fingerprints are unique, or the host would drop some."""
    seen: dict[str, int] = {}
    listed = []
    gate = report.gate or NO_GATE
    for finding in gate.new:
        fingerprint = host_fingerprint(finding)
        seen[fingerprint] = seen.get(fingerprint, 0) + 1
        listed.append(
            {
                "description": visible(f"{finding.sentence} {finding.advice}"),
                "check_name": finding.rule,
                "fingerprint": f"{fingerprint}-{seen[fingerprint]}",
                "severity": _SEVERITIES[finding.level.value],
                "location": {"path": gate.path(finding.document), "lines": {"begin": finding.line or 1}},
            }
        )
    yield pages.of_json("report.gitlab.json", listed)
