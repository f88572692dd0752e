"""Runs of a text that are dated by themselves: a release that is pasted under a later statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import provenance

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import TracedDocument

RELEASE = (
    "The harbour board of Tidewell opened the new fish quay on Wednesday 3 March 2021, in front of two hundred guests. "
    "Boat owners had waited four winters for it, while the old piles were drawn and burnt behind the ice house. "
    "The quay has room for thirty boats, and a crane that lifts a full net out of any of them within a minute."
)
LATER = (
    "The crane of the quay broke on Thursday 4 May 2023, with the herring still in the net, and nobody was hurt by it. "
    "Skippers carried their boxes up the stairs by hand until it was dark, and the auction was put off by a whole day. "
    "What the board wrote when it was proud of its crane is set out below, so that everybody can read it once more."
)
UNDATED = LATER.replace(" on Thursday 4 May 2023", "")


def pasted(folder: Path, text: str, release: str = RELEASE) -> TracedDocument:
    """A text as it is reported beside a release."""
    (folder / "release.txt").write_text(f"{release}\n", "utf-8")
    (folder / "text.txt").write_text(text, "utf-8")
    return next(each for each in provenance.trace([folder]).documents if each.id == "text.txt")


@pytest.mark.parametrize("gap", ["\n\n", " ", "\n\n\t \n"])
@pytest.mark.parametrize("is_below", [True, False])
def test_a_release_beside_a_later_statement_is_dated_by_itself(tmp_path: Path, gap: str, is_below: bool) -> None:
    told = [(LATER, "2023-05-04"), (RELEASE, "2021-03-03")]
    expected = told if is_below else told[::-1]
    document = pasted(tmp_path, gap.join(words for words, _ in expected))
    text = document.text or ""
    found = [(text[one.start : one.end].rstrip("."), one.earliest, one.latest) for one in document.blocks]
    assert found == [(words.rstrip("."), day, None) for words, day in expected]


@pytest.mark.parametrize(
    "text",
    [f"{RELEASE}\n", f"{LATER} {RELEASE.partition('. ')[0]}.\n", f"They met. {RELEASE}\n"],
    ids=["a copy", "a short run", "a short statement"],
)
def test_where_no_two_long_runs_differ_in_their_bounds_none_is_told(tmp_path: Path, text: str) -> None:
    assert pasted(tmp_path, text).blocks == ()


def test_a_run_without_a_date_beside_one_with_a_date_has_no_bounds(tmp_path: Path) -> None:
    found = pasted(tmp_path, f"{UNDATED}\n\n{RELEASE}\n").blocks
    assert [(one.earliest, one.latest) for one in found] == [(None, None), ("2021-03-03", None)]
