"""What a check costs, and how much it says: both grow with what there is to judge, and with nothing's square."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from large import large

from provenance.gate import judge
from provenance.model import Dating, Family, Inputs, Report, Stated
from provenance.pipeline import trace
from provenance.policy import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import CpuSeconds

    from provenance.model import TracedDocument

TOLD = "duplicate-story"
WITHIN_DAYS = 3650


def copies(days: Mapping[str, str]) -> Report:
    """A report of one text in several copies, each with the day that it states, or none."""
    one = large(4, 200).documents[0]

    def copy(name: str, day: str) -> TracedDocument:
        stated = Stated(day, "front-matter", 0.95) if day else None
        return replace(one, id=name, family="F1", dating=Dating(stated=stated))

    names = tuple(sorted(days))
    family = Family("F1", names, None, None, (names,), (), ())
    documents = tuple(copy(name, days[name]) for name in names)
    return Report("0", {}, Inputs(len(days)), documents, families=(family,))


def told(report: Report, policy: str = "", judged: set[str] | None = None) -> dict[str, str | None]:
    """The documents that are told of as a story that stands there twice, each with the other."""
    gate = judge(report, parse(policy, "p.toml"), judged=judged).gate
    found = [finding for finding in gate.findings if finding.rule == TOLD] if gate else []
    assert len(found) == len({finding.document for finding in found})  # of many copies none is told of twice
    return {finding.document: finding.source for finding in found}


DAYS = st.sampled_from(["", "1999-03-01", "2004-03-01", "2009-02-25", "2009-02-26", "2016-07-01", "2026-06-30"])


@given(st.dictionaries(st.sampled_from([f"{n:02}.txt" for n in range(12)]), DAYS, min_size=2), st.data())
def test_a_copy_is_told_of_once_wherever_one_before_it_is_near_enough_in_time(
    days: dict[str, str], data: st.DataObject
) -> None:
    judged = data.draw(st.none() | st.sets(st.sampled_from(sorted(days))))

    def is_near(one: str, other: str) -> bool:
        first, last = sorted((days[one], days[other]))
        return not first or (date.fromisoformat(last) - date.fromisoformat(first)).days <= WITHIN_DAYS

    def is_before(one: str, other: str) -> bool:
        return one < other or (judged is not None and one not in judged)

    wanted = {
        name
        for name in days
        if judged is None or name in judged
        if any(other != name and is_before(other, name) and is_near(other, name) for other in days)
    }
    found = told(copies(days), judged=judged)
    assert found.keys() == wanted
    assert all(other and other != name and is_near(name, other) for name, other in found.items())


def test_no_copy_of_a_licensed_origin_is_told_of() -> None:
    report = copies(dict.fromkeys(["a.txt", "b.txt", "c.txt"], ""))
    sources = [replace(one.source, publisher=name) for one, name in zip(report.documents, "XYX", strict=True)]
    pairs = zip(report.documents, sources, strict=True)
    report = replace(report, documents=tuple(replace(one, source=source) for one, source in pairs))
    assert told(report) == {"b.txt": "a.txt", "c.txt": "a.txt"}
    assert told(report, '[[licences]]\norigin = "Y"\n') == {"c.txt": "a.txt"}


def crowded(size: int) -> tuple[Report, str]:
    """So many copies of one text, in a folder each, and a policy with a licence, a suppression and a place for each."""
    report = copies({f"{number:05}/a.txt": f"{1900 + number % 120}-01-01" for number in range(size)})
    policy = "".join(
        f'[[licences]]\norigin = "P{n}"\n'
        f'[[overrides]]\npaths = ["{n:05}/**"]\nrules.{TOLD}.within = "{7000 + n}d"\n'
        f'[[suppress]]\nrule = "{TOLD}"\ndocument = "{n:05}/*.txt"\n'
        'reason = "so it is"\nowner = "desk"\nexpires = 2026-12-31\n'
        for n in range(size)
    )
    return report, policy


@pytest.mark.parametrize("part", ["a policy", "no policy"])
def test_time_grows_with_the_documents_and_with_the_policy_alone(part: str, cpu_seconds: CpuSeconds) -> None:
    """Eight times as much of both takes no 64 times as long; the quietest turn counts."""

    def seconds(size: int) -> float:
        report, text = crowded(size)
        policy = parse(text if part == "a policy" else "", "p.toml")
        return cpu_seconds(lambda: judge(report, policy, now="2026-06-30"))

    assert min(seconds(800) / seconds(100) for _ in range(3)) < 24


def test_what_is_suppressed_and_by_whom_is_the_same_as_asked_one_by_one() -> None:
    report, text = crowded(30)
    gate = judge(report, parse(text.replace("00007/*.txt", "**/a.txt"), "p.toml"), now="2026-06-30").gate
    assert gate
    assert [each for each in gate.findings if each.rule == TOLD] == []
    assert len([each for each in gate.suppressed if each.finding.rule == TOLD]) == 29


# --------------------------------------------------------------------------- a large policy, many documents


def many(report: Report, number: int) -> Report:
    """A report on so many documents in fifty folders."""
    one = report.documents[0]
    return replace(report, documents=tuple(replace(one, id=f"desk{n % 50}/{n:05}.txt") for n in range(number)))


def of_place(number: int) -> str:
    """A part of a policy for some documents: a setting of theirs, an answer for a finding, and what they are."""
    return f"""
[kinds.kind-{number}]
paths = ["desk{number}/**"]
[[overrides]]
paths = ["desk{number}/**/*{number}.txt"]
rules.long-verbatim-run.max_run_words = {number}
[[suppress]]
rule = "licence"
document = "**/{number}.txt"
reason = "as agreed"
owner = "desk"
expires = 2026-02-02
"""


def test_the_cost_of_a_policy_grows_with_its_parts_and_that_of_documents_with_their_number(
    newsroom: Path, cpu_seconds: CpuSeconds
) -> None:
    report = trace([newsroom])

    def judging(parts: int, documents: int) -> float:
        policy = parse("".join(map(of_place, range(parts))), "p.toml")
        asked = many(report, documents)
        return cpu_seconds(lambda: judge(asked, policy, now="2026-01-01"))

    assert min(judging(1000, 2000) / judging(10, 2000) for _ in range(3)) < 10
    assert min(judging(10, 8000) / judging(10, 1000) for _ in range(3)) < 24
