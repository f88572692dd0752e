"""The gate as JUnit XML, for services that show test results: a case for each document and rule that objects to it.

There is no standard: this keeps to what Jenkins, GitLab and others read alike. To them a `failure` is one whatever its
type, and there is no warning: so what fails the gate is a failure, and what does not passes, with the finding as its
output. What is answered for is `skipped`, which is counted by itself. Documents that a partial check did not judge are
a number among the properties: as cases, the thousands of an archive would hide the few that were. Of cases of one name
only the first is shown, and of a case only one failure: so what a rule objects to in a document is one case, whose name
says both, since not all services show the class. See https://docs.gitlab.com/ci/testing/unit_test_reports/.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from provenance.model import NO_GATE, FindingState
from provenance.phrasing import count
from provenance.reports import pages
from provenance.reports.graphml import legal
from provenance.reports.markup import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Finding, Gate, Page, Report, Suppressed

PASSED, SKIPPED, FAILED, ERROR = "passed", "skipped", "failure", "error"
"""How a case went; all but the first are also what its element is called."""


@dataclass(frozen=True, slots=True)
class Case:
    """A document, or a rule that objects to it: how it went, what is said of that in a line, and in full."""

    outcome: str
    document: str
    name: str
    message: str = ""
    text: str = ""
    level: str = ""

    def lines(self) -> Iterator[str]:
        """The case as XML."""
        yield f"<testcase classname={_attribute(self.document)} name={_attribute(self.name)}>"
        if self.outcome != PASSED:
            kind = f" type={_attribute(self.level)}" if self.level else ""
            said = f"{kind} message={_attribute(self.message)}"
            yield f"<{self.outcome}{said}>{_text(self.text)}</{self.outcome}>"
        elif self.text:
            yield f"<system-out>{_text(self.text)}</system-out>"
        yield "</testcase>"


def junit(report: Report) -> Iterator[Page]:
    """One page. A document without a finding is one case that passes, so that a green run shows what was looked at."""
    gate = report.gate or NO_GATE
    cases = [*_documents(report), *_objections(gate)]
    cases += [Case(ERROR, fault.path, fault.path, fault.reason, fault.detail) for fault in report.inputs.unreadable]
    counts = Counter(case.outcome for case in cases)
    numbers = {"tests": len(cases), "failures": counts[FAILED], "errors": counts[ERROR], "skipped": counts[SKIPPED]}
    head = " ".join(['name="provenance"', *(f'{name}="{number}"' for name, number in numbers.items())])
    said = {"gate": gate.status.value, "fails on": gate.fail_on} if report.gate else {}
    if gate.judged is not None:
        said["not judged"] = str(max(report.compared - len(gate.judged), 0))
    properties = [f"<property name={_attribute(name)} value={_attribute(each)}/>" for name, each in said.items()]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {head}>", f"<testsuite {head}>"]
    lines += ["<properties>", *properties, "</properties>"] if properties else []
    lines += [line for case in cases for line in case.lines()]
    lines += [f"<system-out>{_text(chr(10).join(gate.notes))}</system-out>"] if gate.notes else []
    yield pages.of_lines("report.junit.xml", [*lines, "</testsuite>", "</testsuites>"])


def _documents(report: Report) -> Iterator[Case]:
    """A case for each document that was judged and to which no rule objects."""
    gate = report.gate or NO_GATE
    objected = {finding.document for finding in (*gate.findings, *(each.finding for each in gate.suppressed))}
    for name in [document.id for document in report.documents] if gate.judged is None else gate.judged:
        if report.gate is None:
            yield Case(SKIPPED, name, name, "no rule was asked")
        elif name not in objected:
            yield Case(PASSED, name, name)


def _objections(gate: Gate) -> Iterator[Case]:
    """A case for each document and rule that objects to it, with all that it objects to."""
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    held: dict[tuple[str, str], list[Suppressed]] = defaultdict(list)
    for finding in gate.findings:
        found[finding.document, finding.rule].append(finding)
    for each in gate.suppressed:
        held[each.finding.document, each.finding.rule].append(each)
    for document, rule in sorted({**found, **held}):
        new = [finding for finding in found[document, rule] if finding.state is FindingState.NEW]
        new.sort(key=lambda finding: not gate.is_failing(finding))
        name = f"{document}: {rule}"
        text = "\n\n".join(map(_in_full, new))
        if new:
            level, message = new[0].level.value, _shortly(new)
            yield Case(FAILED if gate.is_failing(new[0]) else PASSED, document, name, message, text, level)
        else:
            known = [f"known from the baseline: {finding.sentence}" for finding in found[document, rule]]
            known += [f"suppressed by {one.owner} until {one.expires}: {one.reason}" for one in held[document, rule]]
            yield Case(SKIPPED, document, name, "; ".join(known))


def _shortly(findings: Sequence[Finding]) -> str:
    """The first of some findings, and how many more there are."""
    more = f" (and {count(len(findings) - 1, 'more finding')})" if len(findings) > 1 else ""
    return f"{findings[0].sentence}{more}"


def _in_full(finding: Finding) -> str:
    """A finding with its place, what would settle it, and its fingerprint."""
    head = f"{finding.where}: {finding.level.value}: {finding.rule}"
    return f"{head}\n{finding.sentence}\n{finding.advice}\nfingerprint {finding.fingerprint}"


def _shown(text: str) -> str:
    return legal(visible(text))


def _attribute(text: str) -> str:
    return quoteattr(_shown(text))


def _text(text: str) -> str:
    return escape("\n".join(map(_shown, text.split("\n"))), {"\r": "&#13;"})
