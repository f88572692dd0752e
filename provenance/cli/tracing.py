"""The run that four commands share: what is given is traced, and what could not be read is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from provenance import pipeline
from provenance.cli import options, summary
from provenance.cli.exits import Exit
from provenance.cli.terminal import safe
from provenance.errors import IncompleteError, UsageError
from provenance.phrasing import row
from provenance.readers import of_files
from provenance.readers.discover import discover
from provenance.readers.intake import read_dates

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Report, Unreadable
    from provenance.settings import Settings


def traced(
    given: Sequence[str],
    settings: Settings,
    chosen: Mapping[str, Any],
    terminal: Terminal,
    outputs: Sequence[str] = (),
    judged: Collection[str] | None = None,
) -> Report:
    """The report on everything, or, with a cache that can be used, on what hangs together with what is `judged`.

    `chosen` are the options of the command. Raises `IncompleteError` where --strict forbids to go on without what could
    not be read.
    """
    how: dict[str, Any] = {
        "engine": chosen["engine"],
        "jobs": chosen["jobs"] or os.cpu_count() or 1,
        "outputs": outputs,
        "dates": chosen["dates"],
        "progress": terminal.progress,
    }
    notes: Sequence[str]
    if chosen.get("cache") is None:
        report = pipeline.trace(given, settings, **how)
        notes = _of_no_document(chosen["dates"], report)
    else:
        from provenance.archive.incremental import trace_changed

        report, notes = trace_changed(given, settings, chosen["cache"], judged, **how)
    if report.inputs.skipped and terminal.is_verbose:
        summary.passed_over(discover(given, settings.read, outputs).skipped, terminal)
    return noted(report, notes, chosen, terminal)


def _of_no_document(dates: str | None, report: Report) -> Sequence[str]:
    """That days were given for documents which a report on everything has not, in words."""
    days = read_dates(dates) if dates is not None else {}
    unknown = sorted(days.keys() - {document.id for document in report.documents})
    told = f"{dates}: no document has the id {row(unknown)}; ids are paths as the report gives them"
    return (told,) if unknown else ()


def beside(
    given: Sequence[str],
    settings: Settings,
    chosen: Mapping[str, Any],
    terminal: Terminal,
    outputs: Sequence[str],
    judged: Collection[str] | None,
) -> tuple[Report, frozenset[str]]:
    """The report on what is given, or on what of it is `judged`, beside an archive, and which documents that is."""
    from provenance.cli import archives

    if chosen["cache"]:
        raise UsageError("--archive and --cache contradict each other", hint="an archive remembers by itself")
    with archives.opened(chosen["archive"], settings, chosen, terminal) as held:
        if given == ["-"]:
            intake = held.asked(options.standard_input(settings.read.max_file_bytes))
        else:
            intake = held.read(given, dates=chosen["dates"], outputs=outputs)
        asked = frozenset(document.id for document in intake.documents)
        asked = asked if judged is None else of_files(judged, asked)
        return noted(held.beside(intake, asked), held.notes, chosen, terminal), asked


def noted(report: Report, notes: Sequence[str], chosen: Mapping[str, Any], terminal: Terminal) -> Report:
    """The same report, when what there is to say of the run was said. Raises `IncompleteError` as `traced` does."""
    click.get_current_context().ensure_object(list).append(report)
    terminal.clear()
    for note in notes:
        terminal.warn(safe(note))
    tell_unread(report.inputs.unreadable, chosen, terminal)
    summary.undated(report, terminal)
    summary.unseen(report, terminal)
    summary.details(report, terminal)
    return report


def tell_unread(faults: Sequence[Unreadable], chosen: Mapping[str, Any], terminal: Terminal) -> None:
    """Names what could not be read. Raises `IncompleteError` where --strict forbids to go on without it."""
    summary.unreadable(faults, terminal)
    if faults and chosen["strict"]:
        raise IncompleteError(
            "some inputs could not be read; nothing was written", hint="leave out --strict to go on without them"
        )


def status(report: Report) -> Exit:
    """What a command ends with that has done what it can."""
    return Exit.INCOMPLETE if report.inputs.unreadable else Exit.DONE
