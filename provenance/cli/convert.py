"""`provenance convert`: a saved report in another format."""

from __future__ import annotations

from typing import Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit
from provenance.errors import UsageError

EPILOG = """\b
Examples:
  provenance convert report.json -o lineage.html
  provenance convert report.json -o lineage/
  provenance convert report.json -o - --format html > lineage.html
"""


@click.command(epilog=EPILOG)
@click.argument("report", metavar="REPORT.json", type=options.FILE)
@options.options(options.WHAT_IS_WRITTEN, options.WHAT_A_PAGE_HOLDS, options.TALK)
def convert(report: str, **chosen: Any) -> Exit:
    """Write a saved report in another format. REPORT.json may be - for standard input."""
    from provenance.cli import writing

    terminal = options.terminal_of(chosen)
    if not chosen["outputs"]:
        raise UsageError("nowhere to write to", hint=f"provenance convert {report} -o lineage.html")
    where = writing.for_report(chosen["outputs"], chosen["format_name"], [] if report == "-" else [report])
    saved = options.saved(report)
    writing.write(options.with_page_settings(saved, chosen), where, terminal)
    return Exit.DONE
