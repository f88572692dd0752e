"""`provenance dedupe`: which documents are copies of each other, and which one to keep."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.terminal import safe
from provenance.phrasing import count

if TYPE_CHECKING:
    from provenance.cli.terminal import Terminal
    from provenance.model import Group, Groups

EPILOG = """\b
Kept is the text that the evidence puts first; where none can be told, the one with the most words; where they are
equal, the first in order. The others are, beside it:
  identical  the same words; letter case, punctuation and spaces aside
  near       fewer than one word in ten differs, and no figure or date
  version    the same text revised: half of all runs of five words and more stand in both
  template   another text in the same form, such as two weekly bulletins; no duplicate
\b
Examples:
  provenance dedupe archive/                           the groups in the terminal
  provenance dedupe archive/ -o copies.csv             and as a table
  provenance dedupe archive/ --fail-on-duplicates      in a script: exit code 1 if there are any
\b
Exit codes: 0 done, 1 duplicates (with --fail-on-duplicates), 2 wrong use, 3 done but some inputs could not be read.
"""

MAX_GROUPS = 10
MAX_MEMBERS = 6


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", nargs=-1)
@click.option("--fail-on-duplicates", is_flag=True, help="End with exit code 1 if any document repeats another.")
@options.options(
    options.WHAT_GROUPS_ARE_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_IS_READ,
    options.HOW_IT_IS_JUDGED,
    options.TALK,
)
def dedupe(paths: tuple[str, ...], *, fail_on_duplicates: bool, **chosen: Any) -> int:
    """Group duplicate documents and say which one to keep.

    A PATH is a file or a folder, which is searched for texts (.txt .text .md .markdown .html). Nothing is deleted.
    """
    from provenance.cli import tracing, writing

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    given = options.paths_of(paths, chosen["files_from"])
    where = writing.for_groups(chosen["outputs"], chosen["format_name"], given)
    from provenance.duplicates import groups

    whole = replace(settings, report=replace(settings.report, text="full"))  # to compare by; groups carry none of it
    report = tracing.traced(given, whole, where, terminal, chosen, os.cpu_count() or 1)
    if report is None:
        return 3
    found = groups(report)
    writing.write(found, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        _summarise(found, terminal)
    if fail_on_duplicates and found.duplicates:
        return 1
    return 3 if report.inputs.unreadable else 0


def _summarise(found: Groups, terminal: Terminal) -> None:
    """Prints the groups: what to keep, why, and what repeats it."""
    repeated = [group for group in found.groups if not group.is_template]
    read = f"Read {count(found.inputs.documents, 'document')}."
    if repeated:
        verb = "repeats" if found.duplicates == 1 else "repeat"
        terminal.paragraph(f"{read} {found.duplicates:,} of them {verb} {count(len(repeated), 'other')}.")
    else:
        terminal.paragraph(f"{read} No document repeats another.")
    for group in repeated[:MAX_GROUPS]:
        _group(group, "keep", terminal)
    if len(repeated) > MAX_GROUPS:
        terminal.result()
        more = count(len(repeated) - MAX_GROUPS, "more group")
        terminal.paragraph(f"And {more}; -o copies.csv lists them all.")
    templates = [group for group in found.groups if group.is_template]
    if templates:
        terminal.result()
        terminal.paragraph("Not duplicates, but texts of one template with other figures:")
    for group in templates[:MAX_GROUPS]:
        _group(group, "like", terminal)
    if len(templates) > MAX_GROUPS:
        terminal.result()
        terminal.paragraph(f"And {count(len(templates) - MAX_GROUPS, 'more template')}.")


def _group(group: Group, label: str, terminal: Terminal) -> None:
    """Prints one group: the kept one and its reason, then the members, each with what it is."""
    terminal.result()
    terminal.row(label, f"{safe(group.keep)}: {safe(group.why)}")
    for member in group.members[:MAX_MEMBERS]:
        terminal.row(member.relation.value, f"{safe(member.document)}: {safe(member.why)}")
    if len(group.members) > MAX_MEMBERS:
        terminal.row("", f"and {len(group.members) - MAX_MEMBERS:,} more")
