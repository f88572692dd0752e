"""A run of the gate: the policy and the accepted findings that hold, the report judged by them, and the verdict."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from provenance import baseline as baselines
from provenance import output
from provenance.baseline import Baseline
from provenance.cli import options, tracing
from provenance.cli.changes import changed, folder_of, root_of
from provenance.cli.configuration import nearest_file
from provenance.cli.exits import Exit
from provenance.cli.terminal import safe
from provenance.errors import PolicyError, ReadError, SettingsError, UsageError
from provenance.gate import is_incomplete, judge
from provenance.model import GateStatus, Page
from provenance.phrasing import count
from provenance.policy import parse
from provenance.readers import of_files
from provenance.readers.disk import load
from provenance.rules.desk import STORY
from provenance.settings import CreditSettings, as_mapping
from provenance.withheld import withhold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Report
    from provenance.policy import Policy
    from provenance.settings import Settings

MAX_BESIDE_BYTES = 1_000_000
"""Of a file that a policy names."""


def policy_of(named: str | None) -> Policy:
    """The policy that is named, or that of this folder, or the built-in one. Raises `PolicyError`."""
    if named is None and not Path(options.POLICY).is_file():
        return replace(parse("", "the built-in policy"), name="")
    path = Path(named or options.POLICY)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise PolicyError(f"{path}: {reason}", hint="`provenance init` writes a policy to start from") from error
    return parse(text, str(path), partial(_beside, path))


def _beside(policy: Path, name: str) -> str:
    """The text of a file that a policy names. Raises `PolicyError`."""
    place = PurePath(name)
    if place.is_absolute() or ".." in place.parts:
        raise PolicyError(f"{policy}: {name} does not lie beside it", hint="name a file in the folder of the policy")
    try:
        return load(str(policy.parent / place), MAX_BESIDE_BYTES).decode("utf-8-sig")
    except (ReadError, UnicodeDecodeError) as error:
        reason = error.detail if isinstance(error, ReadError) else "not UTF-8"
        raise PolicyError(f"{policy.parent / place}: {reason}", hint=f"{policy} names it") from error


def baseline_place(named: str | None, *, to_write: bool) -> str | None:
    """The file of accepted findings that is named, or that of this folder; None where there is none.

    One that is `to_write` must have a place, and one that can be written. Raises `UsageError` or `OutputError`.
    """
    place = named or (options.BASELINE if Path(options.BASELINE).is_file() else None)
    if to_write:
        if place is None:
            raise UsageError("--update-baseline needs a place", hint=f"name the file: --baseline {options.BASELINE}")
        output.check_place(place)
    return place


def baseline_of(path: str | None, *, may_be_new: bool) -> Baseline | None:
    """The accepted findings, None where no file is named. One that is to be written need not be there yet."""
    if path is None:
        return None
    return Baseline({}) if may_be_new and not Path(path).exists() else baselines.read(path)


def gated(
    paths: Sequence[str],
    chosen: Mapping[str, Any],
    terminal: Terminal,
    policy: Policy,
    accepted: Baseline | None = None,
    outputs: Sequence[str] = (),
) -> Report:
    """The report with its gate, with as much text as was asked for; what could not be read is named.

    Rules see the whole texts. `chosen` are the options of the command.
    """
    settings = _settings(options.settings_of(chosen, os.environ), policy, chosen)
    given = options.paths_of(paths, chosen["files_from"])
    named = chosen.get("changed") or ()
    _tell_unused(policy, given, terminal)
    judged = changed(given, chosen.get("since"), named)
    today = _today(settings)
    full = replace(settings, now=None, report=replace(settings.report, text="full"))
    if chosen.get("archive"):
        report, judged = tracing.beside(given, full, chosen, terminal, outputs, judged)
    else:
        report = tracing.traced(given, full, chosen, terminal, outputs, judged)
    ids = [document.id for document in report.documents]
    report = judge(
        replace(report, settings=as_mapping(settings)),
        policy,
        accepted,
        now=today,
        judged=None if judged is None else of_files(judged, ids),
        fail_on=chosen.get("fail_on"),
        folder=folder_of(given, os.environ),
    )
    read = [*ids, *(each.path for each in report.inputs.unreadable)]
    for name in named:
        if not of_files(changed(given, None, [name]) or (), read):
            terminal.warn(f"{safe(name)}: no document here, so nothing of it was judged")
    return withhold(report, settings.report, today)


def _tell_unused(policy: Policy, given: Sequence[str], terminal: Terminal) -> None:
    """Says that a policy which lies with the texts, or above them, is not the one that they are judged by."""
    near = nearest_file(Path(root_of(given)), options.POLICY) if given else None
    if near and not (policy.name and near.samefile(policy.name)):
        used, place = safe(policy.name) or "the built-in policy", safe(os.path.relpath(near))
        terminal.say(f"judged by {used}, and not by {place}: --policy {place} names that")


def _settings(settings: Settings, policy: Policy, chosen: Mapping[str, Any]) -> Settings:
    """The settings, with what the policy says of matches, of files, and of what is only a source.

    Of sources a report carries what is matched, unless it is said how much text it is to carry.
    """
    is_said = bool(chosen.get("text"))
    min_words = settings.align.min_words if chosen.get("min_words") else policy.gate.min_words
    sources = tuple(name for name in policy.kinds if name != STORY)
    text = settings.report.text if is_said or settings.report.text != "full" or not sources else "matched"
    return replace(
        settings,
        align=replace(settings.align, min_words=min_words),
        credit=CreditSettings(
            policy.credit.window_sentences,
            policy.credit.phrases,
            tuple(f"{origin}={name}" for origin, held in policy.credit.names.items() for name in held),
        ),
        read=replace(settings.read, exclude=(*settings.read.exclude, *policy.gate.exclude)),
        report=replace(settings.report, text=text, source_kinds=(*settings.report.source_kinds, *sources)),
    )


def _today(settings: Settings) -> str:
    """The day by which suppressions and licences end: the one given, that of a reproducible build, or today's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if settings.now is not None:
        return settings.now
    try:
        clock = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH: {epoch!r:.40} is no time", hint="seconds since 1970, such as 1767225600; or give --now"
        ) from error
    return clock.date().isoformat()


def accept(path: str, report: Report, terminal: Terminal) -> None:
    """Writes a baseline that accepts all findings of a report. Raises `OutputError`.

    What was accepted before in documents that could not be read this time stays: `BaselineError` if it is damaged.
    """
    accepted = baselines.accepted(report.gate.findings if report.gate else ())
    if report.inputs.unreadable and Path(path).exists():
        accepted = with_unread(accepted, baselines.read(path), report)
    write_baseline(path, accepted, terminal)


def with_unread(now: Baseline, before: Baseline, report: Report) -> Baseline:
    """What is accepted now, and what was before in documents that could not be read this time."""
    unread = {each.path for each in report.inputs.unreadable}
    held = {name: each for name, each in before.entries.items() if of_files(unread, each.documents)}
    return Baseline({**held, **now.entries})


def write_baseline(path: str, accepted: Baseline, terminal: Terminal) -> None:
    """Writes a baseline, whole or not at all, and says so. Raises `OutputError`."""
    output.write(path, [Page("baseline.jsonl", baselines.lines(accepted))])
    findings = count(sum(entry.count for entry in accepted.entries.values()), "finding")
    terminal.say(f"wrote {safe(path)}: {findings} accepted")


def status(report: Report, *, is_accepted: bool) -> Exit:
    """What the process exits with. Findings weigh more than an incomplete run; neither is ever 0."""
    if report.gate is not None and report.gate.status is GateStatus.FAIL and not is_accepted:
        return Exit.FINDINGS
    return Exit.INCOMPLETE if is_incomplete(report) else Exit.DONE
