"""`provenance archive`: a collection that is kept in one file, so that a look at it is quick."""

from __future__ import annotations

import os
from typing import Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance archive create news.db stories/         read a folder into a new archive
  provenance archive add news.db 2026-11/ --under 2026-11
  provenance archive report news.db -o lineage.html  who took what from whom, of all it holds
  provenance query news.db draft.txt                 where does this text come from?

An archive is one file. Whatever interrupts a change, it is as it was before, or as it is after.

Exit codes: 0 done, 2 wrong use or a damaged archive, 3 done but some inputs could not be read.
"""

ADDING = """\b
Examples:
  provenance archive add news.db stories/ --replace -q    every day: what is new, and what has changed
  provenance archive add news.db 2026-11/ --under 2026-11

Without --replace a text that has changed under its id is refused, and nothing is added.
"""

VERIFYING = """\b
Examples:
  provenance archive verify news.db             exit code 2 if a document is not what it was
  provenance archive verify news.db --repair    keep what can be read, and name the rest
"""

WHERE_IT_IS_PUT = (
    click.option("--under", metavar="NAME", default="", help="Put this name before the ids: as if from that folder."),
    click.option("--replace", is_flag=True, help="Put texts in the place of others that have their ids."),
)


@click.group(epilog=EPILOG)
def archive() -> None:
    """Keep a collection in one file, to ask it and to report it.

    `provenance query` asks it where a text comes from.
    """


@archive.command()
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@click.argument("paths", metavar="[PATH...]", type=options.FILE, nargs=-1)
@options.options(WHERE_IT_IS_PUT, options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def create(archive: str, paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Make a new archive, and read files and folders into it."""
    return _added(archive, paths, chosen, is_new=True)


@archive.command(epilog=ADDING)
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@click.argument("paths", metavar="PATH...", type=options.FILE, nargs=-1)
@options.options(WHERE_IT_IS_PUT, options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def add(archive: str, paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Read files and folders into an archive. What it holds already stays as it is."""
    return _added(archive, paths, chosen, is_new=False)


def _added(archive: str, paths: tuple[str, ...], chosen: dict[str, Any], *, is_new: bool) -> Exit:
    """Reads what is given into an archive, and says what became of it."""
    from provenance.cli import archives, tracing
    from provenance.readers.intake import Intake

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    given = options.paths_of(paths, chosen["files_from"])
    make = archives.created if is_new else archives.opened
    with make(archive, settings, chosen, terminal) as held:
        if is_new and not given:
            held.put(Intake(()))
            archives.tell_changed("made", held, terminal)
            return Exit.DONE

        def read() -> Intake:
            intake = held.read(given, dates=chosen["dates"])
            tracing.tell_unread(intake.unreadable, chosen, terminal)
            return intake

        added = held.put(read(), under=chosen["under"], is_replacing=chosen["replace"])
        archives.tell_added(added, held, terminal)
    return Exit.INCOMPLETE if added.unreadable else Exit.DONE


@archive.command()
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@options.options(options.HOW_IT_IS_MADE, options.TALK)
def remove(archive: str, names: tuple[str, ...], **chosen: Any) -> Exit:
    """Take documents out, by id, by folder, or by glob."""
    from provenance.cli import archives

    terminal = options.terminal_of(chosen)
    with archives.opened(archive, options.settings_of(chosen, os.environ), chosen, terminal) as held:
        archives.tell_changed(f"removed {len(held.remove(names)):,}", held, terminal)
    return Exit.DONE


@archive.command()
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@options.options(options.HOW_IT_IS_MADE, options.TALK)
def status(archive: str, **chosen: Any) -> Exit:
    """Say what an archive holds.

    With --verbose every id; and whether its index is up to date.
    """
    from provenance.cli import archives

    terminal = options.terminal_of(chosen)
    with archives.opened(archive, options.settings_of(chosen, os.environ), chosen, terminal) as held:
        archives.tell_status(held.status(), archive, terminal)
    return Exit.DONE


@archive.command(epilog=VERIFYING)
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@click.option("--repair", is_flag=True, help="Write it anew with all documents that can still be read.")
@options.options(options.HOW_IT_IS_MADE, options.TALK)
def verify(archive: str, **chosen: Any) -> Exit:
    """See whether all documents are as they were added."""
    from provenance.cli import archives

    terminal = options.terminal_of(chosen)
    open_it = archives.repaired if chosen["repair"] else archives.opened
    with open_it(archive, options.settings_of(chosen, os.environ), chosen, terminal) as held:
        archives.expect_whole(held, terminal)
    return Exit.DONE


@archive.command()
@click.argument("archive", metavar="ARCHIVE", type=options.FILE)
@options.options(
    options.WHAT_IS_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_A_PAGE_HOLDS,
    options.HOW_IT_IS_MADE,
    options.TALK,
)
def report(archive: str, **chosen: Any) -> Exit:
    """Report all that it holds, as `trace` does of a folder."""
    from provenance.cli import archives, summary, tracing, writing

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    where = writing.for_report(chosen["outputs"], chosen["format_name"], [archive])
    with archives.opened(archive, settings, chosen, terminal) as held:
        found = tracing.noted(held.report(), held.notes, chosen, terminal)
    writing.write(found, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        summary.summarise(found, terminal)
    return tracing.status(found)
