"""Findings as hosts read them: SARIF, JUnit, GitLab and the commands of a job."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from canal import OWN, TAKEN, check
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from sarif_pydantic import Sarif

from provenance.cli import main
from provenance.model import FailOn, FindingState, Inputs, Level, Report, Unreadable
from provenance.reports import FORMATS
from provenance.reports.github import content, value
from provenance.reports.markup import visible
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


def told(report: Report) -> dict[str, TestCase]:
    """The cases of JUnit by their names, which must differ; and the counts must be right."""
    read = JUnitXml.fromstring(shown("junit", report).encode())
    (suite,) = read
    cases = {str(case.name): case for case in suite}
    assert len(cases) == suite.tests == read.tests
    for kind, number in ((Failure, suite.failures), (Error, suite.errors), (Skipped, suite.skipped)):
        assert sum(isinstance(one, kind) for case in cases.values() for one in case.result) == number
    assert all(len(case.result) <= 1 for case in cases.values())
    return cases


@pytest.mark.parametrize("fail_on", list(FailOn))
@pytest.mark.parametrize("state", list(FindingState))
def test_what_is_a_failure_to_junit_fails_the_gate_and_nothing_else_is(
    findings: Report, fail_on: FailOn, state: FindingState
) -> None:
    gate = findings.gate
    assert gate
    levels = [*Level] * len(gate.findings)
    each = tuple(replace(one, level=level, state=state) for one, level in zip(gate.findings, levels, strict=False))
    cases = told(replace(findings, gate=replace(gate, findings=each, fail_on=fail_on)))
    expected = {
        f"{one.document}: {one.rule}"
        for one in each
        if state is FindingState.NEW and fail_on != "never" and [*Level].index(one.level) <= [*FailOn].index(fail_on)
    }
    failed = {name for name, case in cases.items() if case.is_failure}
    assert {visible(name) for name in expected} == failed
    assert expected or state is FindingState.KNOWN or fail_on == "never"
    for one in each:
        case = cases[visible(f"{one.document}: {one.rule}")]
        assert case.is_skipped == (state is FindingState.KNOWN)
        assert one.fingerprint in (str(case.result and case.result[0].text) + str(case.system_out)) or case.is_skipped


def test_documents_that_were_not_judged_are_a_number_in_junit_and_no_cases(findings: Report) -> None:
    gate = findings.gate
    assert gate
    own = gate.findings[0].document
    judged = replace(gate, judged=(own,), findings=tuple(one for one in gate.findings if one.document == own))
    partial = replace(findings, gate=judged)
    cases = told(partial)
    others = len(findings.documents) - 1
    assert others
    assert f'<property name="not judged" value="{others}"/>' in shown("junit", partial)
    assert cases.keys() == {visible(f"{own}: {one.rule}") for one in judged.findings}
    assert all(cases[visible(f"{own}: {one.rule}")].is_failure for one in judged.findings)


def test_of_a_report_on_which_no_rule_was_asked_junit_claims_no_pass(findings: Report) -> None:
    cases = told(replace(findings, gate=None))
    assert len(cases) == len(findings.documents)
    assert all(case.is_skipped for case in cases.values())


def test_all_that_a_rule_objects_to_in_a_document_is_one_case(findings: Report) -> None:
    gate = findings.gate
    assert gate
    one = replace(gate.findings[0], level=Level.WARNING)
    other = replace(one, fingerprint="another", message="all of it is taken", level=Level.ERROR)
    known = replace(one, fingerprint="third", state=FindingState.KNOWN)
    case = told(replace(findings, gate=replace(gate, findings=(one, known, other))))[
        visible(f"{one.document}: {one.rule}")
    ]
    (failure,) = case.result
    assert (failure.type, "ll of it is taken" in failure.message) == ("error", True)
    assert [name in failure.text for name in (one.fingerprint, "another", "third")] == [True, True, False]


def test_what_the_gate_notes_and_decides_stands_in_junit(findings: Report) -> None:
    gate = findings.gate
    assert gate
    noted = replace(findings, gate=replace(gate, notes=("one", "two")))
    (suite,) = ET.fromstring(shown("junit", noted))
    assert suite.findtext("system-out") == "one\ntwo"
    said = [(each.get("name"), each.get("value")) for each in suite.iter("property")]
    assert said == [("gate", "fail"), ("fails on", "error")]


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


def test_what_could_not_be_read_is_an_error_to_hosts_whose_run_fails_by_it(findings: Report) -> None:
    fault = Unreadable("stories/a b.txt", "damaged", "no end")
    report = replace(findings, inputs=replace(findings.inputs, unreadable=(fault,)))
    assert "::error file=stories/a b.txt,title=provenance::not read: damaged (no end)\n" in shown("github", report)
    (told,) = (each for each in json.loads(shown("gitlab", report)) if each["check_name"] == "not-read")
    assert (told["location"]["path"], told["severity"]) == ("stories/a b.txt", "major")


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


# --------------------------------------------------------------------------- where in a file


@pytest.fixture
def records(newsroom: Path) -> Report:
    """A report on stories that are records, pages and letters, of which one record cannot be read."""
    (newsroom / "stories" / "canal.txt").unlink()
    story = json.dumps({"id": "a/b, c", "text": f"{OWN}\n\n{TAKEN}"})
    lines = [json.dumps({"id": "lamps", "text": OWN}), "", "{", story]
    (newsroom / "stories" / "all#1.jsonl").write_text("\n".join(lines), "utf-8")
    page = f"<p>{OWN.replace('four', 'six')}</p>\n\n\n<p>{TAKEN}</p>"
    (newsroom / "stories" / "page.html").write_text(page, "utf-8")
    assert main(["check", ".", "--quiet", "--jobs", "1", "-o", "g.json"]) == 1
    return parse((newsroom / "g.json").read_bytes())


RECORD = "stories/all#1.jsonl#a/b, c"


def test_hosts_are_shown_the_file_and_the_line_of_a_record_and_told_its_name(newsroom: Path, records: Report) -> None:
    (run,) = json.loads(shown("sarif", records))["runs"]
    placed = [(each["message"]["text"], each["locations"][0]["physicalLocation"]) for each in run["results"]]
    places = [place for said, place in placed if said.startswith(f"{RECORD}: ")]
    assert {each["artifactLocation"]["uri"] for each in places} == {"stories/all%231.jsonl"}
    assert {(each["region"]["startLine"], each["region"]["endLine"]) for each in places} == {(4, 4)}
    (fault,) = run["invocations"][0]["toolExecutionNotifications"]
    assert fault["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "stories/all%231.jsonl"}, "region": {"startLine": 3},
    }  # fmt: skip
    assert fault["message"]["text"].startswith("stories/all#1.jsonl#3: not read")

    printed = shown("github", records)
    assert re.search(r"^::error file=stories/all#1\.jsonl,line=4,endLine=4,title=.*?::stories/all#1\.jsonl#a/b, c: ",
                     printed, re.MULTILINE)  # fmt: skip
    assert "::error file=stories/all#1.jsonl,line=3,title=provenance::stories/all#1.jsonl#3: not read: dam" in printed

    listed = {each["description"]: each["location"] for each in json.loads(shown("gitlab", records))}
    for named, line in ((f"{RECORD}: ", 4), ("stories/all#1.jsonl#3: not read", 3)):
        places = [place for said, place in listed.items() if said.startswith(named)]
        assert places
        assert all(each == {"path": "stories/all#1.jsonl", "lines": {"begin": line}} for each in places)
    assert all((newsroom / place["path"]).is_file() for place in listed.values())


def test_a_line_of_a_text_that_was_taken_out_of_its_file_is_not_told_as_one_of_the_file(records: Report) -> None:
    assert records.gate
    found = {each.document: each for each in records.gate.findings if each.start is not None}
    assert (found["stories/page.html"].line, found["stories/page.html"].file) == (None, None)
    assert (found[RECORD].line, found[RECORD].column, found[RECORD].file) == (4, None, "stories/all#1.jsonl")
    for name in ("junit", "markdown"):
        assert f"{RECORD}:4" not in shown(name, records)
        assert RECORD in shown(name, records)
        assert "page.html:" not in shown(name, records).replace("page.html: ", "")


def test_a_finding_says_the_page(findings: Report) -> None:
    assert findings.gate
    one = replace(findings.gate.findings[0], document="a.pdf", line=None, column=None, page=3)
    report = replace(findings, gate=replace(findings.gate, findings=(one,)))
    assert "::Page 3: " in shown("github", report)
    assert "a.pdf, page 3: " in shown("junit", report)
    assert "`a.pdf, page 3`" in shown("markdown", report)
    assert "<dt>Page of the file<dd>3</div>" in shown("html", report)


def test_a_record_is_annotated_as_a_part_of_its_file(records: Report) -> None:
    targets = {each["target"]["source"] for each in json.loads(shown("annotations", records))["items"]}
    assert "./stories/all%231.jsonl#a%2Fb%2C%20c" in targets
    assert "./stories/page.html" in targets
