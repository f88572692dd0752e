"""What a baseline accepts, and what it refuses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import baseline
from provenance.baseline import MAX_GROWTH, Baseline, Entry, accepted, gone, judged, lines, pruned, read
from provenance.errors import BaselineError
from provenance.model import Finding, FindingState, Level

if TYPE_CHECKING:
    from pathlib import Path


FINDINGS = st.lists(
    st.builds(
        Finding,
        fingerprint=st.sampled_from("abc"),
        rule=st.just("self-reuse"),
        level=st.sampled_from(Level),
        document=st.sampled_from(["x", "y", "z", "=1\n"]),
        matches=st.just(()),
        message=st.just(""),
        measured=st.none(),
        limit=st.none(),
        unit=st.just("share"),
        base=st.just(""),
        settle=st.just(""),
        share=st.integers(0, 100).map(lambda n: n / 100),
        source=st.none(),
        start=st.none(),
        end=st.none(),
        line=st.none(),
        column=st.none(),
        end_line=st.none(),
        end_column=st.none(),
        quote=st.none(),
        state=st.just(FindingState.NEW),
    ),
    max_size=8,
)


@given(FINDINGS)
def test_what_was_accepted_is_known(findings: list[Finding]) -> None:
    assert all(finding.state is FindingState.KNOWN for finding in judged(findings, accepted(findings)))


@given(FINDINGS)
def test_one_more_of_a_kind_is_new(findings: list[Finding]) -> None:
    states = [finding.state for finding in judged([*findings, *findings[:1]], accepted(findings))]
    assert states.count(FindingState.NEW) == len(findings[:1])


@given(FINDINGS)
def test_what_has_grown_by_more_than_is_let_pass_is_new_and_by_less_is_known(findings: list[Finding]) -> None:
    held = accepted(findings)
    most = {fingerprint: entry.share for fingerprint, entry in held.entries.items()}
    for grown, state in ((MAX_GROWTH, FindingState.KNOWN), (MAX_GROWTH + 0.01, FindingState.NEW)):
        larger = [replace(each, share=most[each.fingerprint] + grown) for each in findings]
        assert {each.state for each in judged(larger, held)} <= {state}


@given(FINDINGS, FINDINGS)
def test_what_is_gone_is_what_was_accepted_and_is_found_no_more(before: list[Finding], now: list[Finding]) -> None:
    left = Counter(each.fingerprint for each in before) - Counter(each.fingerprint for each in now)
    assert [(each.fingerprint, each.count) for each in gone(now, accepted(before))] == sorted(left.items())
    assert gone(now, pruned(accepted(before), now)) == ()


@given(FINDINGS, FINDINGS)
def test_a_pruned_baseline_knows_no_more_than_before(before: list[Finding], now: list[Finding]) -> None:
    kept = pruned(accepted(before), now)
    assert judged(now, kept) == judged(now, accepted(before))


@given(FINDINGS)
def test_a_baseline_is_read_back_whatever_the_order_of_its_lines(findings: list[Finding]) -> None:
    from pathlib import Path as Folder
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Folder(folder) / "b.jsonl"
        written = lines(accepted(findings))
        path.write_bytes(b"\n".join(reversed(written.split(b"\n"))))
        assert read(path) == accepted(findings)


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[]", '{"fingerprint": "a"}', "null", "1", "[" * 10_000),
        *(
            f'{{"fingerprint": "a", "rule": "b", "count": {count}, "share": {share}, "documents": []}}'
            for count, share in [("1e999", "0"), ("NaN", "0"), ("0", "0"), ("1", "1e999"), ("1", "NaN"), ("1", "-0.1")]
        ),
    ],
)
def test_a_damaged_baseline_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "b.jsonl").write_text(line, "utf-8")
    with pytest.raises(BaselineError, match=r"b\.jsonl"):
        read(tmp_path / "b.jsonl")


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError):
        read(tmp_path / "b.jsonl")
    assert Baseline({}) == accepted([])


def test_a_merge_that_is_not_settled_is_called_that_and_settled_by_taking_out_the_marks(tmp_path: Path) -> None:
    entries = [Entry(name, "self-reuse", 1, 0.5, ("x",)) for name in ("a", "b")]
    one, other = (lines(Baseline({each.fingerprint: each})).decode() for each in entries)
    place = tmp_path / "accepted.jsonl"
    place.write_text(f"<<<<<<< HEAD\n{other}||||||| base\n=======\n{one}>>>>>>> branch\n", "utf-8")
    with pytest.raises(BaselineError, match="1: two branches have changed it") as caught:
        read(place)
    assert "`accepted.jsonl merge=union` in .gitattributes" in caught.value.hint
    place.write_text(other + one, "utf-8")
    assert len(read(place).entries) == 2


@given(FINDINGS)
def test_one_more_of_a_kind_has_not_grown_and_what_is_larger_has(findings: list[Finding]) -> None:
    held = accepted(findings)
    assert baseline.grown(judged([*findings, *findings], held), held) == ()
    larger = judged([replace(each, share=2.0) for each in findings], held)
    assert baseline.grown(larger, held) == tuple((each, held.entries[each.fingerprint]) for each in larger)
