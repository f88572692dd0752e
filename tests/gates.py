"""Reports with a gate: the harbour after a check, and one in which all that a policy or a finding says attacks."""

from __future__ import annotations

from dataclasses import replace

from harbour import PLAN, STORY, harbour
from hostility import PAYLOADS, hostile

from provenance.model import Finding, FindingState, Gate, GateStatus, Level, Report, Suppressed

REASON = "The council asked us to print it"
OWNER = "standards@harbour.example"
NOTE = "suppression 2 (embargo) does not hold: it ended on 2024-01-31"


def finding(rule: str, level: Level, **others: object) -> Finding:
    """A finding on the story of the harbour, whose first match with the plan it points at."""
    report = harbour()
    text = next(each.text or "" for each in report.documents if each.id == STORY)
    match = next(each for each in report.matches if {each.a.document, each.b.document} == {PLAN, STORY})
    own = match.a if match.a.document == STORY else match.b
    made = Finding(
        fingerprint=f"{rule.encode().hex():0<32}"[:32],
        rule=rule,
        level=level,
        document=STORY,
        matches=(match.id,),
        message=f"40 % of its words (48 of 120) are those of {PLAN}; the limit is 15 %",
        measured=0.4,
        limit=0.15,
        unit="share",
        base="48 of 120 words",
        settle="name the source near the passage",
        share=0.4,
        source=PLAN,
        start=own.start,
        end=own.end,
        quote=text[own.start : own.end],
    )
    return replace(made, **others)  # type: ignore[arg-type]


def judged() -> Report:
    """One finding of every level, one suppressed, one known, one note."""
    findings = (
        finding("self-reuse", Level.NOTE),
        finding("hidden-text", Level.WARNING, measured=5, limit=3, unit="characters"),
        finding("unattributed-copy", Level.ERROR),
        finding("licence", Level.ERROR, state=FindingState.KNOWN, measured=60.0, limit=14.0, unit="days"),
    )
    suppressed = (Suppressed(finding("embargo", Level.ERROR), REASON, OWNER, "2026-12-31"),)
    rules = {each.rule: each.level.value for each in findings} | {"embargo": "error", "wrong-credit": "off"}
    return replace(harbour(), gate=Gate(GateStatus.FAIL, "0" * 64, findings, suppressed, (NOTE,), rules))


def unobjected(status: GateStatus = GateStatus.PASS) -> Report:
    """The harbour without a finding."""
    return replace(harbour(), gate=Gate(status, "0" * 64, rules={"embargo": "error", "wrong-credit": "off"}))


def hostile_gate() -> Report:
    """Every string of a gate attacks the page."""
    report = hostile()
    own, other = report.documents[0].id, report.documents[1].id
    findings = tuple(
        Finding(
            fingerprint=payload,
            rule=payload,
            level=Level.ERROR,
            document=own if number % 2 else payload,
            matches=tuple(each.id for each in report.matches),
            message=payload,
            measured=1.0,
            limit=2.0,
            unit=payload,
            base=payload,
            settle=payload,
            source=other if number % 3 else payload,
            start=0,
            end=len(report.documents[0].text or ""),
            quote=payload,
            state=FindingState.KNOWN if number % 5 == 0 else FindingState.NEW,
        )
        for number, payload in enumerate(PAYLOADS)
    )
    suppressed = tuple(
        Suppressed(each, payload, payload, payload) for each, payload in zip(findings, PAYLOADS, strict=True)
    )
    gate = Gate(GateStatus.FAIL, PAYLOADS[0], findings, suppressed, PAYLOADS, dict.fromkeys(PAYLOADS, "error"))
    return replace(report, gate=gate)
