"""`provenance dedupe`: which documents are copies of each other, and which one to keep."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit

EPILOG = """
Kept is the text that the evidence puts first; where none can be told, the one with the most words; where they are
equal, the first in order. The others are, beside it:

\b
  identical  the same words; letter case, punctuation and spaces aside
  near       fewer than one word in ten differs, and no figure or date
  version    the same text revised: half of all runs of five words and more stand in both
  template   one form, filled in anew, such as two weekly bulletins; no duplicate

\b
Examples:
  provenance dedupe archive/                           the groups in the terminal
  provenance dedupe archive/ -o copies.csv             and as a table; duplicate says yes of what can go
  provenance dedupe archive/ --fail-on-duplicates      in a script: exit code 1 if there are any

Exit codes: 0 done, 1 duplicates (with --fail-on-duplicates), 2 wrong use, 3 done but some inputs could not be read.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", type=options.FILE, nargs=-1)
@click.option("--fail-on-duplicates", is_flag=True, help="End with exit code 1 if any document repeats another.")
@options.options(
    options.WHAT_GROUPS_ARE_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_IS_READ,
    options.HOW_IT_IS_JUDGED,
    options.TALK,
)
def dedupe(paths: tuple[str, ...], *, fail_on_duplicates: bool, **chosen: Any) -> Exit:
    """Group duplicate documents and say which one to keep.

    A PATH is a file or a folder, which is searched for texts (.txt .text .md .markdown .html .htm
    .xhtml .docx .odt .rtf .pdf .eml .mbox .jsonl .ndjson .warc .warc.gz .wacz, and .xml and .json
    that are news or scholarly editions). Nothing is deleted.
    """
    from provenance.cli import copies, tracing, writing
    from provenance.duplicates import groups

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    given = options.paths_of(paths, chosen["files_from"])
    where = writing.for_groups(chosen["outputs"], chosen["format_name"], given)
    whole = replace(settings, report=replace(settings.report, text="full"))  # to compare by; groups carry none of it
    report = tracing.traced(given, whole, chosen, terminal, where.files)
    found = groups(report)
    writing.write(found, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        copies.tell(found, terminal, where.files)
    if fail_on_duplicates and found.duplicates:
        return Exit.FINDINGS
    return tracing.status(report)
