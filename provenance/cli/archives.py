"""What the commands on an archive share: how one is opened, and how it is said what became of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from provenance.archive import Archive
from provenance.archive.store import complete, vacant
from provenance.cli.summary import named
from provenance.cli.terminal import safe
from provenance.errors import ArchiveFormatError
from provenance.phrasing import count, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provenance.cli.terminal import Terminal
    from provenance.model import Added, Holdings
    from provenance.settings import Settings

MAX_NAMED = 5


def opened(path: str, settings: Settings, chosen: Mapping[str, Any], terminal: Terminal) -> Archive:
    """The archive in a file that is there. Raises `ArchiveError`. `chosen` are the options of the command."""
    archive = Archive.open(path, settings, **_how(chosen, terminal))
    len(archive)  # one that is not there yet is an error before anything is read
    return archive


def repaired(path: str, settings: Settings, chosen: Mapping[str, Any], terminal: Terminal) -> Archive:
    """The archive in a file that is there, written anew with what can be read of it. Raises `ArchiveError`."""
    complete(path)
    try:
        archive = Archive.open(path, settings, **_how(chosen, terminal))
        lost = archive.repair()
    except ArchiveFormatError as error:
        is_tried = "--repair" in error.hint
        hint = "nothing of it can be read: make it anew from the texts" if is_tried else error.hint
        raise ArchiveFormatError(error.message, hint=hint) from error
    if lost:
        names = row([named(each) for each in lost])
        terminal.warn(
            f"{count(len(lost), 'document')} could not be read and left out: {names}; archive add, run again on their "
            "folder, puts them back"
        )
    return archive


def created(path: str, settings: Settings, chosen: Mapping[str, Any], terminal: Terminal) -> Archive:
    """An archive that is made when something is put into it. Raises `ArchiveError` where there is a file already.

    What is given is read before, so that a run that is interrupted, or ends for what cannot be read, leaves nothing.
    """
    vacant(path)
    return Archive(path, settings, **_how(chosen, terminal))


def _how(chosen: Mapping[str, Any], terminal: Terminal) -> dict[str, Any]:
    return {
        "engine": chosen["engine"],
        "jobs": chosen["jobs"] or os.cpu_count() or 1,
        "progress": terminal.progress,
    }


def tell_added(added: Added, archive: Archive, terminal: Terminal) -> None:
    """Says what became of the documents."""
    parts = [
        f"{verb} {len(names):,}"
        for verb, names in (("added", added.added), ("replaced", added.replaced), ("held already", added.unchanged))
        if names
    ]
    tell_changed(", ".join(parts) or "nothing was added", archive, terminal)


def tell_changed(what: str, archive: Archive, terminal: Terminal) -> None:
    """Says what was done, and how much the archive holds now."""
    terminal.clear()
    for note in archive.notes:
        terminal.warn(safe(note))
    terminal.say(f"{safe(archive.path)}: {what}; it holds {count(len(archive), 'document')}")


def tell_status(holdings: Holdings, path: str, terminal: Terminal) -> None:
    """Prints what an archive holds."""
    terminal.result(f"{safe(path)}: {count(len(holdings.documents), 'document')}, {holdings.size:,} bytes")
    stale = holdings.stale
    terminal.result(f"index: {safe(stale)}; the next run makes it anew" if stale else "index: up to date")
    for name in holdings.documents if terminal.is_verbose else ():
        terminal.result(f"  {safe(name)}")


def expect_whole(archive: Archive, terminal: Terminal) -> None:
    """Says that an archive is whole. Raises `ArchiveFormatError` where it is not."""
    faults = archive.verify()
    for fault in faults[:MAX_NAMED]:
        terminal.warn(safe(fault))
    if faults:
        raise ArchiveFormatError(
            f"{archive.path}: it is damaged in {count(len(faults), 'place')}",
            hint=f"provenance archive verify --repair {archive.path} keeps what can be read",
        )
    terminal.say(f"{safe(archive.path)}: {count(len(archive), 'document')}, all as they were added")
