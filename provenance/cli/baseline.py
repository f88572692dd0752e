"""`provenance baseline`: the accepted findings, made, renewed and cleared of what has gone."""

from __future__ import annotations

from typing import Any

import click

from provenance.cli import options
from provenance.cli.check import WHAT_IS_ASKED, check_report, write_baseline

EPILOG = """\b
Examples:
  provenance baseline create accepted.jsonl archive/
  provenance baseline update accepted.jsonl archive/    accept what has come since
  provenance baseline prune accepted.jsonl archive/     forget what has been mended
"""

_ASKED = (
    click.argument("file", metavar="BASELINE"),
    click.argument("paths", metavar="PATH...", nargs=-1),
)


@click.group(epilog=EPILOG)
def baseline() -> None:
    """Accept the findings of today, so that only new ones fail."""


@baseline.command()
@options.options(_ASKED, WHAT_IS_ASKED[:1], options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def create(file: str, paths: tuple[str, ...], **chosen: Any) -> int:
    """Write a baseline that accepts every finding. One that is there already is left alone."""
    from pathlib import Path

    from provenance.errors import UsageError

    if Path(file).exists():
        raise UsageError(f"{file} is there already", hint=f"provenance baseline update {file} renews it")
    return _renewed(file, paths, chosen)


@baseline.command()
@options.options(_ASKED, WHAT_IS_ASKED[:1], options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def update(file: str, paths: tuple[str, ...], **chosen: Any) -> int:
    """Accept every finding of now: new ones enter the baseline, those that have gone leave it."""
    return _renewed(file, paths, chosen)


@baseline.command()
@options.options(_ASKED, WHAT_IS_ASKED[:1], options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def prune(file: str, paths: tuple[str, ...], **chosen: Any) -> int:
    """Take out of the baseline what nobody finds any more, and accept nothing new."""
    from provenance.baseline import pruned, read

    accepted = read(file)
    terminal = options.terminal_of(chosen)
    report = check_report(paths, chosen, terminal)
    kept = pruned(accepted, report.gate.findings if report.gate else ())
    write_baseline(file, kept, terminal)
    terminal.say(f"{len(accepted.entries) - len(kept.entries)} of {len(accepted.entries)} lines have gone")
    return 3 if report.inputs.unreadable else 0


def _renewed(file: str, paths: tuple[str, ...], chosen: dict[str, Any]) -> int:
    """Writes all findings of now as accepted."""
    from provenance.baseline import accepted

    terminal = options.terminal_of(chosen)
    report = check_report(paths, chosen, terminal)
    write_baseline(file, accepted(report.gate.findings if report.gate else ()), terminal)
    return 3 if report.inputs.unreadable else 0
