"""Findings as hosts read them: SARIF, JUnit, GitLab and the commands of a job."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from canal import OWN, TAKEN, check
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from provenance.cli import main
from provenance.model import Inputs, Report, Unreadable
from provenance.reports import FORMATS
from provenance.reports.github import content, value
from provenance.reports.reading import parse
from provenance.reports.sarif import message, uri

if TYPE_CHECKING:
    from pathlib import Path


NAMES = ["stories/a b.txt", "stories/::error::x.txt", "stories/<b>&\u202e\x1b[0m.txt", "stories/##[error]x|`y`.txt"]


@pytest.fixture
def findings(newsroom: Path) -> Report:
    """A report whose stories have names that mean something to hosts."""
    for name in NAMES:
        (newsroom / name).write_text(f"{OWN.replace('four', str(len(name)))}\n\n{TAKEN}\n", "utf-8")
    main(["check", ".", "--quiet", "--jobs", "1", "-o", "g.json"])
    return parse((newsroom / "g.json").read_bytes())


def shown(name: str, report: Report) -> str:
    (page,) = FORMATS.load(name)(report)
    text: str = page.content.decode("utf-8")
    return text


def test_sarif_is_read_and_lists_all_rules(findings: Report) -> None:
    read_back = Sarif.model_validate_json(shown("sarif", findings))
    (run,) = read_back.runs
    assert findings.gate
    assert [rule.id for rule in run.tool.driver.rules or []] == list(findings.gate.rules)
    assert len(run.results or []) == len(findings.gate.findings) > 4


def test_a_result_of_sarif_has_what_a_host_needs(findings: Report) -> None:
    content = json.loads(shown("sarif", findings))
    (run,) = content["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert {"startLine", "startColumn", "endLine", "endColumn"} == set(place["region"])
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    fingerprints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


@given(st.text())
def test_a_message_of_sarif_holds_no_link_and_no_placeholder(text: str) -> None:
    assert re.search(r"(?<!\\)(?:\\\\)*[\[\]]", message(text)) is None
    assert re.fullmatch(r"(?:[^{}]|\{\{|\}\})*", message(text), re.DOTALL)


@pytest.mark.parametrize("document", ["a/../../etc/passwd", "/etc/x", "a//b", "c:\\x", "%2e%2e/x", "\udcff"])
def test_a_reference_stays_in_the_repository(document: str) -> None:
    assert not {"", ".", ".."} & set(uri(document).split("/"))


def test_a_reader_of_junit_finds_every_new_finding(findings: Report, tmp_path: Path) -> None:
    (tmp_path / "j.xml").write_text(shown("junit", findings), "utf-8")
    failures = sum(suite.failures for suite in JUnitXml.fromfile(str(tmp_path / "j.xml")))
    assert findings.gate
    assert failures == len(findings.gate.findings)


@given(st.text(), st.text())
def test_junit_is_read_whatever_a_document_is_called(name: str, said: str) -> None:
    report = Report("1", {}, Inputs(1, unreadable=(Unreadable(name, "damaged", said),)))
    suite = JUnitXml.fromstring(shown("junit", report).encode())
    assert sum(each.errors for each in suite) == 1


def test_gitlab_gets_a_fingerprint_for_each_finding_and_a_path(findings: Report) -> None:
    listed = json.loads(shown("gitlab", findings))
    assert len({each["fingerprint"] for each in listed}) == len(listed) > 4
    assert {each["severity"] for each in listed} <= {"info", "minor", "major", "critical", "blocker"}
    assert not any(each["location"]["path"].startswith("./") for each in listed)


def test_a_job_prints_commands_and_nothing_else(findings: Report) -> None:
    for line in shown("github", findings).split("\n")[:-1]:
        assert re.fullmatch(
            r"::(error|warning|notice) (file=[^:,]+(,line=\d+,endLine=\d+,col=\d+)?,)?title=[^:,]+::.*", line
        )
        assert "##[" not in line


@given(st.text())
def test_a_text_in_a_command_begins_no_other(text: str) -> None:
    assert not re.search(r"[\r\n]", content(text))
    assert "##[" not in content(text)
    assert not re.search(r"[:,\r\n]", value(text))


def test_of_many_findings_nine_of_a_level_are_shown_and_the_others_counted(findings: Report) -> None:
    gate = findings.gate
    assert gate
    one = gate.findings[0]
    many = tuple(replace(one, document=f"{n}.txt") for n in range(50))
    lines_shown = shown("github", replace(findings, gate=replace(gate, findings=many))).split("\n")[:-1]
    assert len(lines_shown) == 10
    assert "and 41 more" in lines_shown[-1]


def test_hosts_see_paths_from_where_the_command_ran(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(newsroom.parent)
    main(["check", newsroom.name, "--quiet", "--jobs", "1", "-o", "g.sarif"])
    places = re.findall(r'"uri": "([^"]+)"', (newsroom.parent / "g.sarif").read_text("utf-8"))
    assert places
    assert all((newsroom.parent / place).is_file() for place in places)


def test_a_name_inside_the_copied_words_is_no_credit(newsroom: Path) -> None:
    named = TAKEN.replace(
        "Nine hundred trees will be planted", "The Tidewell Parks Board will plant nine hundred trees"
    )
    (newsroom / "inbox" / "trees.md").write_text(f"---\npublisher: Tidewell Parks Board\n---\n{named}\n", "utf-8")
    (newsroom / "stories" / "canal.txt").write_text(f"{OWN}\n\n{named}\n", "utf-8")
    assert check()[0] == 1


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ('[credit]\nphrases = ["as sent to this paper"]\n', "As sent to this paper:"),
        ('[credit.names]\n"Tidewell Parks Board" = ["the tree people"]\n', "From the tree people comes this:"),
    ],
    ids=["a phrase", "another name"],
)
def test_what_the_policy_declares_to_be_credit_is_credit(newsroom: Path, policy: str, said: str) -> None:
    (newsroom / "p.toml").write_text(policy, "utf-8")
    for story, status in ((TAKEN, 1), ("\n\n".join(f"{said} {each}" for each in TAKEN.split("\n\n")), 0)):
        (newsroom / "stories" / "canal.txt").write_text(f"{OWN}\n\n{story}\n", "utf-8")
        assert check("--policy", "p.toml")[0] == status
