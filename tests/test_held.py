"""What a run holds in memory: no more at a time than a part of the collection takes, and nothing that is done with."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from provenance import assembly, chronology, pipeline, testimony
from provenance.engines.local import local
from provenance.matching import matched
from provenance.model import Document, Stated
from provenance.pairs import gathered
from provenance.readers.intake import read_all
from provenance.reports.json import json
from provenance.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.matching import Matching
    from provenance.model import Match

SAMPLE = "wire"
SETTINGS = Settings()


@pytest.fixture(scope="module")
def found(root: Path) -> Matching:
    with local(jobs=1) as workers:
        documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
        return matched(documents, SETTINGS, workers, pipeline.silent)


@pytest.mark.parametrize("most", [1, 40, 2**17])
def test_documents_are_laid_out_in_portions_with_all_that_touches_them(
    found: Matching, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "_MOST_ROWS", most)
    portions = list(assembly._portions(found.outline, found.matches))
    assert [number for numbers, _ in portions for number in numbers] == list(range(len(found.outline)))
    for numbers, near in portions:
        names = {found.outline.ids[number] for number in numbers}
        assert near == [match for match in found.matches if not names.isdisjoint((match.a.document, match.b.document))]
        assert len(numbers) == 1 or _rows(found, numbers, near) <= most


def _rows(found: Matching, numbers: range, near: list[Match]) -> int:
    """Passages of documents, and segments as these have them."""
    names = {found.outline.ids[number] for number in numbers}
    passages = sum(len(found.outline.passages(number)) for number in numbers)
    sides = [place.document for match in near for place in (match.a, match.b) for _ in match.segments]
    return passages + sum(name in names for name in sides)


def test_a_report_is_the_same_however_little_is_laid_out_at_a_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "samples" / SAMPLE
    (page,) = json(pipeline.trace([folder]))
    monkeypatch.setattr(assembly, "_MOST_ROWS", 1)
    (other,) = json(pipeline.trace([folder]))
    assert page.content == other.content


def test_pairs_that_were_laid_out_leave_nothing_that_only_the_collector_of_cycles_could_clear_away(
    found: Matching, root: Path
) -> None:
    """A command runs without it."""
    documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
    with local(jobs=1) as workers:
        witnesses = testimony.witnesses(documents, found.outline, found.matches, [], SETTINGS, workers)
    pairs = {(match.a.document, match.b.document): [match] for match in found.matches}
    gc.collect()
    gc.disable()
    try:
        gathered(pairs, witnesses)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_texts_that_state_one_day_alike_share_the_days_drawn_of_it() -> None:
    one, other = (
        chronology.dating(
            Document(name, "", "", stated=(Stated("2022-05-17", "dateline", 0.9),)), (), (), is_relay=False
        )[1]
        for name in "ab"
    )
    assert one is other
    assert len({id(day) for day in one}) == len(set(one))
