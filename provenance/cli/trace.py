"""`provenance trace`: find reuse, date it, order it, report it."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cli.exits import Exit
    from provenance.cli.terminal import Terminal
    from provenance.cli.writing import Places
    from provenance.model import Report

EPILOG = """\b
Examples:
  provenance trace archive/                         the answer in the terminal
  provenance trace archive/ -o lineage.html         and as one page to open in a browser
  provenance trace archive/ -o lineage/             and as a folder of pages, where one would be too long
  provenance trace a.txt b.txt -o report.json       and as data
  provenance trace archive/ --dates dates.csv       with dates that you know
  git ls-files '*.md' | provenance trace --files-from -

Exit codes: 0 done, 2 wrong use, 3 done but some inputs could not be read.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", type=options.FILE, nargs=-1)
@options.options(
    options.WHAT_IS_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_A_PAGE_HOLDS,
    options.WHAT_IS_READ,
    options.HOW_IT_IS_JUDGED,
    options.TALK,
)
def trace(paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Find reused passages, date and order the texts, and report it.

    A PATH is a file or a folder, which is searched for texts (.txt .text .md .markdown .html .htm
    .xhtml .docx .odt .rtf .pdf .eml .mbox .jsonl .ndjson .warc .warc.gz .wacz, and .xml and .json
    that are news or scholarly editions).
    """
    from provenance.cli import summary, tracing, writing

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    if settings.report.text == "matched" and not settings.report.source_kinds:
        terminal.say("no source kinds are named, so all texts are carried in full: --set report.source_kinds=wire")
    given = options.paths_of(paths, chosen["files_from"])
    where = writing.for_report(chosen["outputs"], chosen["format_name"], given)
    report = tracing.traced(given, settings, chosen, terminal, where.files)
    writing.write(report, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        summary.summarise(report, terminal)
        _next(report, given, where, terminal)
    return tracing.status(report)


def _next(report: Report, given: Sequence[str], where: Places[Report], terminal: Terminal) -> None:
    """The command that goes on from here."""
    pages = [path for path in where.files if path.endswith(".html")]
    pages += [f"{path}index.html" for path in where.files if path.endswith("/")]
    saved = [path for path in where.files if path.endswith(".json")]
    if not report.families:
        step = None
    elif pages:
        step = f"open {safe(shlex.quote(pages[0]))} in a browser"
    elif saved:
        step = safe(f"provenance convert {shlex.quote(saved[0])} -o lineage.html")
    else:
        step = safe(
            f"provenance trace {' '.join(map(shlex.quote, given[:4]))}{' …' * (len(given) > 4)} -o lineage.html"
        )
    if step:
        terminal.result()
        terminal.result(f"Next: {step}")
