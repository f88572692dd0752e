"""An announcement that another text has in the very words: whoever pasted it may have done so after the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import provenance

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Relation

BODY = (
    "The lido will be relined, its pumps replaced and the seaward wall rebuilt in brick from the old cannery. "
    "Swimmers will have the use of the school baths at Hallow Bay until the following season has begun."
)
NEWS = "Cabinet {} repairs to the Quay Street Lido at {} meeting {}on Thursday 14 March 2024."
ANNOUNCED = f"{NEWS.format('will consider', 'its', '')}\n\n{BODY}\n"
OWN = (
    "Traders near the quay told our reporter that they had heard nothing of how long the street would be closed. "
    "The public seats were full half an hour before anyone spoke, and a choir sang on the steps outside."
)
DECIDED = f"{NEWS.format('approved', 'a', 'held ')}\n\n{OWN}\n\n{BODY}\n"
PASTED = f"{ANNOUNCED}\nA heron has nested on the roof of the pump house since the autumn.\n"
RETOLD = PASTED.replace("will consider repairs", "is to be asked next to pay for the repair of the pumps and")


def parted(folder: Path, **others: str) -> Relation:
    """What is told of a text that announces a decision and one that reports it."""
    for name, text in {"a": ANNOUNCED, "b": DECIDED, **others}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return next(r for r in provenance.trace([folder]).relations if (r.a, r.b) == ("a.txt", "b.txt"))


def weight(relation: Relation, cue: str) -> float:
    return next((e.weight if e.favours == "a" else -e.weight for e in relation.evidence if e.cue == cue), 0.0)


@pytest.mark.parametrize("cue", ["dating", "event-bridge"])
def test_what_another_text_announces_in_the_very_words_tells_less(tmp_path: Path, cue: str) -> None:
    alone = weight(parted(tmp_path), cue)
    assert 0 < weight(parted(tmp_path, c=PASTED), cue) < alone


def test_an_announcement_that_is_repeated_is_probably_no_more_than_it_says(tmp_path: Path) -> None:
    assert parted(tmp_path).p_a_first >= 0.95
    assert 0.7 <= parted(tmp_path, c=PASTED).p_a_first < 0.95


@pytest.mark.parametrize("other", [RETOLD, PASTED.replace("14 March", "21 March")])
def test_what_another_text_announces_in_other_words_tells_as_much(tmp_path: Path, other: str) -> None:
    alone = parted(tmp_path)
    beside = parted(tmp_path, c=other)
    assert [weight(beside, cue) for cue in ("dating", "event-bridge")] == [
        weight(alone, cue) for cue in ("dating", "event-bridge")
    ]


def test_the_words_of_its_own_bound_a_text_that_repeats_others_too(tmp_path: Path) -> None:
    own = "Cabinet will hear a choir of swimmers on Thursday 14 March 2024"
    found = parted(tmp_path, a=f"{ANNOUNCED}\n{own}.\n", c=PASTED)
    assert [e.quote for e in found.evidence if e.cue == "dating"] == [own]


def test_an_archive_hears_of_a_copy_that_comes_later(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    parted(folder)
    with provenance.Archive.open(tmp_path / "archive.db") as archive:
        archive.add([folder])
        before = archive.report().relations
        (folder / "c.txt").write_text(PASTED, encoding="utf-8")
        archive.add([folder])
        assert archive.report().relations == provenance.trace([folder]).relations != before
