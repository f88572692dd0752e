"""What the gate found, for a person at a terminal or reading a log."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from provenance.cli.options import BASELINE
from provenance.cli.summary import dates_in_doubt
from provenance.cli.terminal import safe
from provenance.gate import JUDGED, is_incomplete
from provenance.model import GateStatus, Level
from provenance.phrasing import count
from provenance.policy.kinds import Kinds

if TYPE_CHECKING:
    from provenance.cli.terminal import Terminal
    from provenance.model import Finding, Gate, Report
    from provenance.policy import Policy

MAX_SHOWN = 50
MAX_NOTES = 20
_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}
_VERDICTS = {GateStatus.PASS: "passes", GateStatus.FAIL: "fails", GateStatus.INCOMPLETE: "incomplete"}
_VERDICT_COLORS = {GateStatus.PASS: "green", GateStatus.FAIL: "red", GateStatus.INCOMPLETE: "yellow"}


def tell(report: Report, policy: Policy, terminal: Terminal, *, is_accepted: bool) -> None:
    """Prints the findings, the worst first, what else there is to know, and the verdict; or that all `is_accepted`."""
    gate = report.gate
    if gate is None:
        return
    new = gate.new
    for finding in new[:MAX_SHOWN]:
        _finding(finding, terminal)
    if len(new) > MAX_SHOWN:
        terminal.result(f"and {count(len(new) - MAX_SHOWN, 'more finding')} in the report: -o gate.html\n")
    for note in gate.notes[:MAX_NOTES]:
        terminal.paragraph(f"note: {safe(note)}")
    if len(gate.notes) > MAX_NOTES:
        terminal.paragraph(f"and {count(len(gate.notes) - MAX_NOTES, 'more note')} in the report: -o gate.html")
    terminal.paragraph(_checked(report, policy))
    terminal.paragraph(dates_in_doubt(report))
    _verdict(report, gate, terminal)
    if _is_first(gate) and not is_accepted:
        terminal.result("To accept what is there today, so that only more than that fails, run the same command with")
        terminal.result(f"  --baseline {BASELINE} --update-baseline")
    elif gate.status is GateStatus.FAIL:
        terminal.paragraph(
            "To let one of them pass, for a reason and until a day: -o gate.html has a suppression to copy."
        )
    if is_accepted:
        terminal.paragraph("The baseline accepts all of that from now on: the next run passes if nothing is added.")


def _is_first(gate: Gate) -> bool:
    """Whether a run fails that looked at everything, and nothing was ever accepted."""
    return gate.status is GateStatus.FAIL and not gate.baseline and gate.judged is None


def _checked(report: Report, policy: Policy) -> str:
    """What was looked at, in a sentence."""
    steps = report.inputs.steps
    by = f"Policy: {safe(policy.name) or 'the built-in one'}."
    if JUDGED in steps:
        also = "" if steps[JUDGED] else " None that was read has changed."
        return f"Judged {steps[JUDGED]:,} of {count(report.compared, 'document')}.{also} {by}"
    kinds = Counter(map(Kinds(policy.kinds).of, report.documents))
    named = ", ".join(f"{safe(kind).replace('_', ' ')}: {number:,}" for kind, number in sorted(kinds.items()))
    return f"Checked {count(report.compared, 'document')} ({named}). {by}"


def _finding(finding: Finding, terminal: Terminal) -> None:
    """One finding: where, which rule, what, and what would settle it."""
    level = terminal.paint(finding.level.value, _COLORS[finding.level])
    terminal.result(f"{terminal.paint(safe(finding.where), 'bold')}  {level}  {finding.rule}")
    terminal.paragraph(safe(finding.sentence), "    ")
    terminal.paragraph(safe(finding.advice), "    ")
    terminal.result(terminal.paint(f"    fingerprint {finding.fingerprint}", "dim"))
    terminal.result()


def _verdict(report: Report, gate: Gate, terminal: Terminal) -> None:
    levels = Counter(finding.level for finding in gate.new)
    counted = [count(levels[level], level.value, f"{level.value}s") for level in Level if levels[level]]
    more = [f"{len(gate.known):,} known from the baseline"] if gate.known else []
    more += [f"{len(gate.suppressed):,} suppressed"] if gate.suppressed else []
    said = ", ".join([*(counted or ["no findings"]), *more])
    also = " Also incomplete." if gate.status is GateStatus.FAIL and is_incomplete(report) else ""
    word = terminal.paint(f"Gate: {_VERDICTS[gate.status]}.", _VERDICT_COLORS[gate.status])
    terminal.result(f"{word} {said[:1].upper()}{said[1:]}.{also}")
    if gate.status is GateStatus.INCOMPLETE:
        terminal.paragraph("Something could not be read or was left out by a limit, so that a pass is not claimed.")
