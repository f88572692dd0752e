"""The gate as GitHub workflow commands, which a job prints and the host shows beside the lines of a change.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands. Ten of a level are shown for a step,
so the nine worst are printed, and how many more there are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from provenance.model import NO_GATE, Level
from provenance.reports import pages
from provenance.reports.markup import visible
from provenance.reports.strings.inputs import unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Finding, Gate, Page, Report

MAX_SHOWN = 9
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def github(report: Report) -> Iterator[Page]:
    """One page of commands, a line each: per level the worst nine of the new findings, and the number of the others.

    What could not be read is an error: the run does not pass.
    """
    by_level: dict[Level, list[Finding]] = defaultdict(list)
    gate = report.gate or NO_GATE
    for finding in gate.new:
        by_level[finding.level].append(finding)
    lines = []
    for level in Level:
        worst = sorted(by_level[level], key=lambda finding: -finding.share)
        lines += [_command(gate, finding) for finding in worst[:MAX_SHOWN]]
        if len(worst) > MAX_SHOWN:
            lines.append(f"::{_COMMANDS[level]} title=provenance::and {len(worst) - MAX_SHOWN} more in the report")
    for fault in report.inputs.unreadable[:MAX_SHOWN]:
        said = content(f"{f'{fault.path}: ' if fault.file else ''}not read: {unread(fault.reason, fault.detail)}")
        line = f",line={fault.line}" if fault.line else ""
        lines.append(f"::error file={value(gate.path(fault.file or fault.path))}{line},title=provenance::{said}")
    yield pages.of_lines("report.github.txt", lines)


def content(text: str) -> str:
    """A text as the content of a command: it can neither end it nor begin another."""
    shown = visible(text).replace("##[", "# #[")
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value(text: str) -> str:
    """A text as the value of a property of a command."""
    return content(text).replace(":", "%3A").replace(",", "%2C")


def _command(gate: Gate, finding: Finding) -> str:
    said = content(finding.beside_file)
    place = f"file={value(gate.path(finding.file or finding.document))}"
    if finding.line:
        place += f",line={finding.line},endLine={finding.end_line}"
    if finding.column:
        place += f",col={finding.column}"
    return f"::{_COMMANDS[finding.level]} {place},title={value(finding.rule)}::{said}"
