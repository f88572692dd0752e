"""The gate as JUnit XML, for services that show test results: a case for each document and rule that objects to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from provenance.model import NO_GATE, FindingState
from provenance.reports import pages
from provenance.reports.graphml import legal
from provenance.reports.markup import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Finding, Page, Report


def junit(report: Report) -> Iterator[Page]:
    """One page. New findings are failures, known and suppressed ones are skipped, unreadable inputs are errors.

    A document without a finding is one case that passes, so that a green run shows how much was looked at.
    """
    gate = report.gate or NO_GATE
    by_document: Mapping[str, list[Finding]] = defaultdict(list)
    for finding in gate.findings:
        by_document[finding.document].append(finding)
    held = {(each.finding.document, each.finding.rule): each.reason for each in gate.suppressed}
    cases = [case for document in report.documents for case in _cases(document.id, by_document[document.id])]
    cases += [
        _case(document, rule, f"<skipped message={_attribute(reason)}/>") for (document, rule), reason in held.items()
    ]
    cases += [
        _case(fault.path, "read", f"<error message={_attribute(fault.reason)}>{_text(fault.detail)}</error>")
        for fault in report.inputs.unreadable
    ]
    counts = {name: sum(f"<{name} " in case for case in cases) for name in ("failure", "error", "skipped")}
    head = (
        f'<testsuite name="provenance" tests="{len(cases)}" failures="{counts["failure"]}" '
        f'errors="{counts["error"]}" skipped="{counts["skipped"]}">'
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", head, *cases, "</testsuite>", "</testsuites>"]
    yield pages.of_lines("report.junit.xml", lines)


def _cases(document: str, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        yield _case(document, "no finding", "")
    for finding in findings:
        said = finding.sentence
        if finding.state is FindingState.KNOWN:
            yield _case(document, finding.rule, f"<skipped message={_attribute(f'known from the baseline: {said}')}/>")
            continue
        place = f"{document}:{finding.line}" if finding.line else document
        text = f"{place}\n{said}\n{finding.advice}\nfingerprint {finding.fingerprint}"
        kind = _attribute(finding.level.value)
        yield _case(document, finding.rule, f"<failure type={kind} message={_attribute(said)}>{_text(text)}</failure>")


def _case(document: str, rule: str, content: str) -> str:
    return f"<testcase classname={_attribute(document)} name={_attribute(rule)}>{content}</testcase>"


def _shown(text: str) -> str:
    return legal(visible(text))


def _attribute(text: str) -> str:
    return quoteattr(_shown(text))


def _text(text: str) -> str:
    return escape(_shown(text), {"\r": "&#13;"})
