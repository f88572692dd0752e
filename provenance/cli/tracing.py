"""The run that three commands share: what is given is traced, and what could not be read is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.cli.writing import Places
    from provenance.model import Report
    from provenance.settings import Settings


def traced(
    given: Sequence[str],
    settings: Settings,
    where: Places[Any],
    terminal: Terminal,
    chosen: Mapping[str, Any],
    jobs: int,
) -> Report | None:
    """The report, or None where --strict forbids to go on without what could not be read. `jobs`: unless chosen."""
    from provenance.cli import summary
    from provenance.pipeline import trace

    report = trace(
        given,
        settings,
        engine=chosen["engine"],
        jobs=chosen["jobs"] or jobs,
        outputs=where.files,
        dates=chosen["dates"],
        progress=terminal.progress,
    )
    click.get_current_context().ensure_object(list).append(report)
    terminal.clear()
    summary.unreadable(report, terminal)
    summary.details(report, terminal)
    if report.inputs.unreadable and chosen["strict"]:
        terminal.error("some inputs could not be read; nothing was written", "leave out --strict to go on without them")
        return None
    return report
