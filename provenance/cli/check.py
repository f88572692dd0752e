"""`provenance check`: the gate for continuous integration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance check archive/                                  by the built-in policy
  provenance check archive/ --policy policy.toml -o gate.html -o gate.json
  provenance check archive/ --baseline accepted.jsonl --update-baseline
  provenance check archive/ --baseline accepted.jsonl        only what is new fails
  provenance check archive/ --since origin/main              judge only what has changed
  provenance check drafts/ --archive news.db                 judge drafts beside all that was published

Exit codes: 0 passes, 1 findings, 2 wrong use or a broken policy, 3 incomplete: an input could not be read.
"""

WHAT_IS_ASKED = (
    options.file(
        "--baseline",
        f"Accepted findings: only others, and those that grew, fail. [{options.BASELINE}, if it is there]",
    ),
    click.option("--update-baseline", is_flag=True, help="Accept all findings: write them to the baseline."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "never"]),
        help="The least level that fails. [the policy's: error]",
    ),
    click.option("--since", metavar="REV", help="Judge only what has changed since this revision, in git."),
    click.option("--changed", metavar="FILE", multiple=True, help="Judge only this document. Repeatable."),
    options.file("--archive", "Compare with what an archive holds, too, and judge only PATH.", "ARCHIVE"),
    options.file("--cache", "Remember unchanged documents there. It is safe to lose."),
)


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", type=options.FILE, nargs=-1)
@options.options(
    options.WHICH_POLICY,
    WHAT_IS_ASKED,
    options.WHAT_IS_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_IS_READ,
    options.HOW_IT_IS_JUDGED,
    options.TALK,
)
def check(paths: tuple[str, ...], **chosen: Any) -> Exit:
    """Check texts against a policy: what is copied without credit."""
    from provenance.cli import findings, gating, writing
    from provenance.gate import is_incomplete

    terminal = options.terminal_of(chosen)
    policy = gating.policy_of(chosen["policy"])
    is_accepted = chosen["update_baseline"]
    baseline = gating.baseline_place(chosen["baseline"], to_write=is_accepted)
    if is_accepted and (chosen["since"] is not None or chosen["changed"]):
        raise UsageError(
            "--update-baseline accepts the findings in all documents", hint="leave out --since and --changed"
        )
    accepted = gating.baseline_of(baseline, may_be_new=is_accepted)
    where = writing.for_report(chosen["outputs"], chosen["format_name"], paths)
    never = [*where.files, *([baseline] if baseline else [])]
    report = gating.gated(paths, chosen, terminal, policy, accepted, never)
    writing.write(report, where, terminal)
    if is_accepted and baseline:
        gating.accept(baseline, report, terminal)
    if where.streamed is None and not terminal.is_quiet:
        findings.tell(report, policy, terminal, is_accepted=is_accepted and not is_incomplete(report))
    return gating.status(report, is_accepted=is_accepted)
