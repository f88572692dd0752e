"""`provenance query`: where a text comes from, among those of an archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance query news.db draft.txt                  from whom the draft has how much
  provenance query news.db drafts/ -o origins.html    and as one page to open in a browser
  provenance query news.db - < draft.txt              from standard input
  provenance query stories.db release.txt             who has used a release of yours

Nothing is added to the archive. Exit codes: 0 done, 2 wrong use, 3 done but some inputs could not be read.
"""


@click.command(epilog=EPILOG)
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@click.argument("paths", metavar="PATH...", type=options.FILE, nargs=-1)
@options.options(
    options.WHAT_IS_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_A_PAGE_HOLDS,
    options.WHAT_IS_READ,
    options.HOW_IT_IS_JUDGED,
    options.TALK,
)
def query(archive: str, paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Ask an archive where a text comes from.

    All texts that have words of it are named, those that used it among them. A PATH is a file or
    a folder of texts, or - for standard input.
    """
    from provenance.cli import archives, origins, tracing, writing

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    given = options.paths_of(paths, chosen["files_from"])
    if not given:
        raise UsageError("no path given", hint="name a file or a folder of texts, or - for standard input")
    where = writing.for_report(chosen["outputs"], chosen["format_name"], [archive, *given])
    with archives.opened(archive, settings, chosen, terminal) as held:
        what = options.standard_input(settings.read.max_file_bytes) if given == ["-"] else given
        if isinstance(what, bytes) and not what.strip():
            terminal.warn("standard input is empty: there is nothing to ask about")
        asked = held.asked(what, dates=chosen["dates"], outputs=where.files)
        report = tracing.noted(held.about(asked), held.notes, chosen, terminal)
    writing.write(report, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        origins.tell(report, terminal)
    return tracing.status(report)
