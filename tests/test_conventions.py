"""Dates in figures that may be read either way, read as those who wrote them write others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import provenance

if TYPE_CHECKING:
    from pathlib import Path

OPEN = "Published: 06/10/2025"


def read(folder: Path, files: dict[str, str], publishers: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    """What a run tells of the date of each file: the day that it states, and the doubts."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\nThe pier of {name} is open.\n", encoding="utf-8")
        if publishers and name in publishers:
            sidecar = {"publisher": publishers[name]}
            path.with_name(path.name + ".meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
    found = {}
    for document in provenance.trace([folder]).documents:
        assert document.dating.stated is not None
        found[document.id] = (document.dating.stated.date, " ".join(document.dating.conflicts))
    return found


@pytest.mark.parametrize(
    ("other", "day", "told"),
    [
        ("Published: 25/03/2024", "2025-10-06", "“06/10/2025” is read with the day first, as in b.txt."),
        ("Published: 03/25/2024", "2025-06-10", "“06/10/2025” is read with the month first, as in b.txt."),
        ("Published: 25.03.2024", "2025-10-06", "The date that it states may be"),
        ("Published: 05/03/2024", "2025-10-06", "The date that it states may be"),
        ("Published: 5 March 2024", "2025-10-06", "The date that it states may be"),
    ],
    ids=["day first", "month first", "another mark", "open as well", "in words"],
)
def test_another_date_in_figures_tells_how_an_open_one_is_read(tmp_path: Path, other: str, day: str, told: str) -> None:
    date, doubts = read(tmp_path, {"a.txt": OPEN, "b.txt": other})["a.txt"]
    assert (date, doubts.startswith(told)) == (day, True)


def test_where_an_archive_has_both_the_date_stays_open(tmp_path: Path) -> None:
    both = {"b.txt": "Published: 25/03/2024", "c.txt": "Published: 03/25/2024"}
    assert "nothing tells" in read(tmp_path, {"a.txt": OPEN, **both})["a.txt"][1]


def test_the_first_of_several_is_named_whatever_their_order(tmp_path: Path) -> None:
    others = {"c.txt": "Published: 25/03/2024", "b.txt": "Published: 26/03/2024"}
    assert read(tmp_path, {**others, "a.txt": OPEN})["a.txt"][1].endswith("as in b.txt.")


def test_a_folder_tells_of_itself_only(tmp_path: Path) -> None:
    found = read(tmp_path, {"x/a.txt": OPEN, "y/b.txt": "Published: 25/03/2024"})
    assert "nothing tells" in found["x/a.txt"][1]


def test_a_publisher_writes_alike_in_every_folder_and_no_other_beside_it_tells(tmp_path: Path) -> None:
    files = {"x/a.txt": OPEN, "x/b.txt": "Published: 03/25/2024", "y/c.txt": "Published: 25/03/2024"}
    found = read(tmp_path, files, {"x/a.txt": "Quay Echo", "x/b.txt": "Harbour News", "y/c.txt": "Quay Echo"})
    assert found["x/a.txt"] == ("2025-10-06", "“06/10/2025” is read with the day first, as in y/c.txt.")


def test_what_the_text_itself_allows_goes_before_what_others_write(tmp_path: Path) -> None:
    text = f"{OPEN}\nThe council approved the budget on 1 August 2025."
    assert read(tmp_path, {"a.txt": text, "b.txt": "Published: 03/25/2024"})["a.txt"][0] == "2025-10-06"
