"""`provenance convert`: a saved report in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from provenance.cli import options
from provenance.errors import ReportError, UsageError

EPILOG = """\b
Examples:
  provenance convert report.json -o lineage.html
  provenance convert report.json -o lineage/
  provenance convert report.json -o - --format html > lineage.html
"""


@click.command(epilog=EPILOG)
@click.argument("report", metavar="REPORT.json")
@options.options(options.WHAT_IS_WRITTEN, options.WHAT_A_PAGE_HOLDS, options.TALK)
def convert(report: str, **chosen: Any) -> int:
    """Write a saved report in another format. REPORT.json may be - for standard input."""
    from provenance.cli import writing
    from provenance.reports.json import parse

    terminal = options.terminal_of(chosen)
    if not chosen["outputs"]:
        raise UsageError("nowhere to write to", hint=f"provenance convert {report} -o lineage.html")
    where = writing.places(chosen["outputs"], chosen["format_name"], [] if report == "-" else [report])
    try:
        raw = sys.stdin.buffer.read() if report == "-" else Path(report).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{report}: {error.strerror}", hint="name a report that was saved with -o report.json"
        ) from error
    try:
        saved = parse(raw)
    except ReportError as error:
        raise ReportError(f"{report}: {error.message}", hint=error.hint) from error
    writing.write(options.with_page_settings(saved, chosen), where, terminal)
    return 0
