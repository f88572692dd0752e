"""Hard negatives: texts that share words and are no reuse, and bulletins of one template, which are no duplicates."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import provenance
from provenance.duplicates import groups
from provenance.model import Kind

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    held = tomllib.loads((CASES / name / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["what"]) for case in held]


@pytest.mark.parametrize("case", cases("apart"))
def test_what_anyone_may_say_is_no_reuse(case: dict[str, Any]) -> None:
    found = provenance.compare(case["a"], case["b"]).matches
    assert [case["a"][m.a.start : m.a.end] for m in found] == []


@pytest.mark.parametrize("case", cases("bulletins"))
def test_bulletins_of_one_template_are_one_match_with_their_figures_as_changes(case: dict[str, Any]) -> None:
    (match,) = provenance.compare(case["a"], case["b"]).matches
    assert match.kind is Kind.COPIED
    found = [(change.type, change.a, change.b) for segment in match.segments for change in segment.changes]
    assert [type_ for type_, _, _ in found] == ["number"] * len(case["changes"])
    for (_, a, b), (wanted_a, wanted_b) in zip(found, case["changes"], strict=True):
        assert (wanted_a in a or a in wanted_a, wanted_b in b or b in wanted_b) == (True, True)


@pytest.mark.parametrize("case", cases("bulletins"))
def test_bulletins_of_one_template_are_no_duplicates(case: dict[str, Any], tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(case[name], encoding="utf-8")
    found = groups(provenance.trace(sorted(tmp_path.glob("*.txt")))).groups
    assert [group.is_template for group in found] == [True]
