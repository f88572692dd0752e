"""`provenance baseline`: the accepted findings, made, renewed and cleared of what has gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance baseline create accepted.jsonl archive/
  provenance baseline update accepted.jsonl archive/    accept what has come since
  provenance baseline prune accepted.jsonl archive/     forget what has been mended

Exit codes: 0 done, 2 wrong use or a damaged baseline, 3 done but some inputs could not be read: what was
accepted in them stays.
"""

_ASKED = (
    click.argument("file", metavar="BASELINE", type=options.FILE),
    click.argument("paths", metavar="PATH...", type=options.FILE, nargs=-1),
)


@click.group(epilog=EPILOG)
def baseline() -> None:
    """Accept the findings of today, so that only new ones fail."""


@baseline.command()
@options.options(_ASKED, options.WHICH_POLICY, options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def create(file: str, paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Write a baseline that accepts every finding. One that is there already is left alone."""
    if Path(file).exists():
        raise UsageError(f"{file} is there already", hint=f"provenance baseline update {file} renews it")
    return _renewed(file, paths, chosen)


@baseline.command()
@options.options(_ASKED, options.WHICH_POLICY, options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def update(file: str, paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Accept every finding of now, and forget those that have gone."""
    return _renewed(file, paths, chosen)


@baseline.command()
@options.options(_ASKED, options.WHICH_POLICY, options.WHAT_IS_READ, options.HOW_IT_IS_JUDGED, options.TALK)
def prune(file: str, paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Forget what nobody finds any more; accept nothing new."""
    from provenance.baseline import pruned, read
    from provenance.cli import gating, tracing

    accepted = read(file)
    gating.baseline_place(file, to_write=True)
    terminal = options.terminal_of(chosen)
    report = gating.gated(paths, chosen, terminal, gating.policy_of(chosen["policy"]), outputs=[file])
    kept = gating.with_unread(pruned(accepted, report.gate.findings if report.gate else ()), accepted, report)
    gating.write_baseline(file, kept, terminal)
    terminal.say(f"{len(accepted.entries) - len(kept.entries)} of {len(accepted.entries)} lines have gone")
    return tracing.status(report)


def _renewed(file: str, paths: tuple[str, ...], chosen: dict[str, Any]) -> Exit:
    """Writes all findings of now as accepted."""
    from provenance.cli import gating, tracing

    terminal = options.terminal_of(chosen)
    gating.baseline_place(file, to_write=True)
    report = gating.gated(paths, chosen, terminal, gating.policy_of(chosen["policy"]), outputs=[file])
    gating.accept(file, report, terminal)
    return tracing.status(report)
