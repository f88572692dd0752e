"""`provenance compare`: two documents side by side."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.changes import changed
from provenance.errors import UsageError
from provenance.readers import of_files

if TYPE_CHECKING:
    from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance compare release.txt story.txt
  provenance compare release.txt story.txt -o both.html
  provenance compare contract-1.docx contract-2.docx --changes    only what was changed in it
"""


@click.command(epilog=EPILOG)
@click.argument("a", metavar="A", type=options.FILE)
@click.argument("b", metavar="B", type=options.FILE)
@click.option(
    "--changes",
    "only_changes",
    is_flag=True,
    help="Print only sentences in which a figure, name, date or *not* differs.",
)
@options.options(options.WHAT_IS_WRITTEN, options.HOW_MUCH_TEXT, options.HOW_IT_IS_JUDGED, options.TALK)
def compare(a: str, b: str, *, only_changes: bool, **chosen: Any) -> Exit:
    """Set two documents side by side.

    What they share, what was changed, and which was probably first.
    """
    from provenance.cli import sides, tracing, writing

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    for each in (a, b):
        if Path(each).is_dir():
            raise UsageError(f"{each}: a folder", hint=f"compare takes two files; for folders: provenance trace {each}")
    if Path(a).exists() and Path(b).exists() and Path(a).samefile(b):
        raise UsageError(f"{a} and {b} are one file", hint="name two files")
    if only_changes and settings.report.text == "none":
        raise UsageError("--changes shows words, and --no-text leaves them out", hint="leave out one of the two")
    where = writing.for_report(chosen["outputs"], chosen["format_name"], [a, b])
    report = tracing.traced([a, b], settings, chosen, terminal, where.files)
    if len(report.documents) > 2:
        raise UsageError(
            f"{a} and {b} hold {len(report.documents):,} documents", hint=f"for more than two: provenance trace {a} {b}"
        )
    writing.write(report, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        first = of_files(changed([a, b], None, [a]) or (), [document.id for document in report.documents])
        documents = sorted(report.documents, key=lambda document: document.id not in first)
        sides.tell(report, terminal, documents, only_changes=only_changes)
    return tracing.status(report)
