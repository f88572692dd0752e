"""`provenance check`: the gate for continuous integration."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.terminal import safe
from provenance.errors import PolicyError, ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.baseline import Baseline
    from provenance.cli.terminal import Terminal
    from provenance.model import Report
    from provenance.policy import Policy
    from provenance.settings import Settings

POLICY = "provenance-policy.toml"
"""The policy of the folder that the command runs in, where none is named."""

MAX_BESIDE_BYTES = 1_000_000
"""Of a file that a policy names."""

EPILOG = """\b
Examples:
  provenance check archive/                                  by the built-in policy
  provenance check archive/ --policy policy.toml -o gate.html -o gate.json
  provenance check archive/ --baseline accepted.jsonl --update-baseline
  provenance check archive/ --baseline accepted.jsonl        only what is new fails
  provenance check archive/ --since origin/main              judge only what has changed
\b
Exit codes: 0 passes, 1 findings, 2 wrong use or a broken policy, 3 incomplete: an input could not be read.
"""

WHAT_IS_ASKED = (
    click.option("--policy", metavar="FILE", help=f"Rules and limits. [{POLICY}, if it is there]"),
    click.option("--baseline", metavar="FILE", help="Accepted findings: only others, and those that grew, fail."),
    click.option("--update-baseline", is_flag=True, help="Accept all findings: write them to the baseline."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "never"]),
        help="The least level that fails. [the policy's: error]",
    ),
    click.option("--since", metavar="REV", help="Judge only what has changed since this revision, in git."),
    click.option("--changed", metavar="FILE", multiple=True, help="Judge only this document. Repeatable."),
    click.option("--cache", metavar="FILE", help="Remember unchanged documents there. It is safe to lose."),
)


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", nargs=-1)
@options.options(
    WHAT_IS_ASKED,
    options.WHAT_IS_WRITTEN,
    options.HOW_MUCH_TEXT,
    options.WHAT_IS_READ,
    options.HOW_IT_IS_JUDGED,
    options.TALK,
)
def check(paths: tuple[str, ...], **chosen: Any) -> int:
    """Check an archive against a policy: what is copied from whom without credit."""
    from provenance.cli import findings, writing

    terminal = options.terminal_of(chosen)
    policy = policy_of(chosen["policy"])
    if chosen["update_baseline"] and not chosen["baseline"]:
        raise UsageError("--update-baseline needs a place", hint="name the file: --baseline accepted.jsonl")
    accepted = _baseline(chosen["baseline"], is_updated=chosen["update_baseline"])
    where = writing.for_report(chosen["outputs"], chosen["format_name"], paths)
    report = check_report(paths, chosen, terminal, policy, accepted, where.files)
    if report.inputs.unreadable and chosen["strict"]:
        terminal.error("some inputs could not be read; nothing was written", "leave out --strict to go on without them")
        return 3
    writing.write(report, where, terminal)
    if chosen["update_baseline"]:
        _update(chosen["baseline"], report, terminal)
    if where.streamed is None and not terminal.is_quiet:
        findings.tell(report, policy, terminal)
    return _status(report, is_accepted=chosen["update_baseline"])


def policy_of(named: str | None) -> Policy:
    """The policy that is named, or that of this folder, or the built-in one. Raises `PolicyError`."""
    from provenance.policy import parse

    if named is None and not Path(POLICY).is_file():
        return replace(parse("", "the built-in policy"), name="")
    path = Path(named or POLICY)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise PolicyError(f"{path}: {reason}", hint="`provenance init` writes a policy to start from") from error
    return parse(text, str(path), partial(_beside, path))


def _beside(policy: Path, name: str) -> str:
    """The text of a file that a policy names. Raises `PolicyError`."""
    from provenance.readers.disk import load

    place = PurePath(name)
    if place.is_absolute() or ".." in place.parts:
        raise PolicyError(f"{policy}: {name} does not lie beside it", hint="name a file in the folder of the policy")
    try:
        return load(str(policy.parent / place), MAX_BESIDE_BYTES).decode("utf-8-sig")
    except (ReadError, UnicodeDecodeError) as error:
        reason = error.detail if isinstance(error, ReadError) else "not UTF-8"
        raise PolicyError(f"{policy.parent / place}: {reason}", hint=f"{policy} names it") from error


def _settings(settings: Settings, policy: Policy, *, is_said: bool) -> Settings:
    """The settings, with what the policy says of matches, of files, and of what is only a source.

    Of sources a report carries what is matched, unless it is said how much text it is to carry.
    """
    from provenance.rules.desk import STORY
    from provenance.settings import CreditSettings

    sources = tuple(name for name in policy.kinds if name != STORY)
    text = settings.report.text if is_said or settings.report.text != "full" or not sources else "matched"
    return replace(
        settings,
        align=replace(settings.align, min_words=policy.gate.min_words),
        credit=CreditSettings(
            policy.credit.window_sentences,
            policy.credit.phrases,
            tuple(f"{origin}={name}" for origin, held in policy.credit.names.items() for name in held),
        ),
        read=replace(settings.read, exclude=(*settings.read.exclude, *policy.gate.exclude)),
        report=replace(settings.report, text=text, source_kinds=(*settings.report.source_kinds, *sources)),
    )


def _baseline(path: str | None, *, is_updated: bool) -> Baseline | None:
    """The accepted findings. One that is to be written need not be there yet."""
    from provenance.baseline import Baseline, read

    if path is None or (is_updated and not Path(path).exists()):
        return None if path is None else Baseline({})
    return read(path)


def check_report(
    paths: Sequence[str],
    chosen: Mapping[str, Any],
    terminal: Terminal,
    policy: Policy | None = None,
    accepted: Baseline | None = None,
    outputs: Sequence[str] = (),
) -> Report:
    """The report with its gate, with as much text as was asked for; what could not be read is named.

    Rules see the whole texts. `chosen` are the options of the command.
    """
    from provenance.cli import summary
    from provenance.cli.changes import changed, folder_of
    from provenance.gate import judge
    from provenance.settings import as_mapping
    from provenance.withheld import withhold

    policy = policy or policy_of(chosen["policy"])
    settings = _settings(options.settings_of(chosen, os.environ), policy, is_said=bool(chosen.get("text")))
    given = options.paths_of(paths, chosen["files_from"])
    judged = changed(given, chosen.get("since"), chosen.get("changed") or ())
    full = replace(settings, now=None, report=replace(settings.report, text="full"))
    report = _traced(given, full, judged, chosen, terminal, outputs)
    today = _today(settings)
    report = judge(
        replace(report, settings=as_mapping(settings)),
        policy,
        accepted,
        now=today,
        judged=judged,
        fail_on=chosen.get("fail_on"),
        folder=folder_of(given),
    )
    terminal.clear()
    summary.unreadable(report, terminal)
    read = {each.id for each in report.documents} | {each.path for each in report.inputs.unreadable}
    for name in sorted((changed(given, None, chosen.get("changed") or ()) or frozenset()) - read):
        terminal.warn(f"{safe(name)}: no document here, so nothing of it was judged")
    return withhold(report, settings.report, today)


def _traced(
    given: Sequence[str],
    settings: Settings,
    judged: frozenset[str] | None,
    chosen: Mapping[str, Any],
    terminal: Terminal,
    outputs: Sequence[str],
) -> Report:
    """The report on everything, or, with a cache that can be used, on what hangs together with what is judged."""
    from provenance.incremental import trace_changed
    from provenance.pipeline import trace

    how: dict[str, Any] = {
        "engine": chosen["engine"],
        "jobs": chosen["jobs"] or os.cpu_count() or 1,
        "outputs": outputs,
        "dates": chosen["dates"],
        "progress": terminal.progress,
    }
    if chosen.get("cache") is None:
        return trace(given, settings, **how)
    report, notes = trace_changed(given, settings, chosen["cache"], judged, **how)
    terminal.clear()
    for note in notes:
        terminal.warn(safe(note))
    return report


def _today(settings: Settings) -> str:
    """The day by which suppressions and licences end: the one given, that of a reproducible build, or today's."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if settings.now is not None:
        return settings.now
    clock = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return clock.date().isoformat()


def _update(path: str, report: Report, terminal: Terminal) -> None:
    """Writes all findings as accepted."""
    from provenance.baseline import accepted

    kept = report.gate.findings if report.gate else ()
    write_baseline(path, accepted(kept), terminal)


def write_baseline(path: str, accepted: Baseline, terminal: Terminal) -> None:
    """Writes a baseline, whole or not at all, and says so. Raises `OutputError`."""
    from provenance.baseline import lines
    from provenance.model import Page
    from provenance.output import write

    write(path, [Page("baseline.jsonl", lines(accepted))])
    count = sum(entry.count for entry in accepted.entries.values())
    terminal.say(f"wrote {safe(path)}: {count:,} {'finding' if count == 1 else 'findings'} accepted")


def _status(report: Report, *, is_accepted: bool) -> int:
    """What the process exits with. Findings weigh more than an incomplete run; neither is ever 0."""
    from provenance.gate import is_incomplete
    from provenance.model import GateStatus

    if report.gate is not None and report.gate.status is GateStatus.FAIL and not is_accepted:
        return 1
    return 3 if is_incomplete(report) else 0
