"""Archives of a few texts, for the tests of what they tell and of what may happen to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance import Archive

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Report

RELEASE = (
    "The harbour board will rebuild the fish quay at a cost of four million crowns. Work begins after the herring "
    "season and is to last for two winters. The board says that no boat will lose its berth while the piles are driven."
)
STORY = f"Boat owners were told of it last night. {RELEASE} The owners did not look convinced."


def content(report: Report, folder: Path) -> bytes:
    report.save(folder / "told.json")
    return (folder / "told.json").read_bytes()


def texts(folder: Path, **held: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in held.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def small(tmp_path: Path) -> Path:
    """An archive of a release and a story that prints it."""
    place = tmp_path / "news.db"
    with Archive.open(place) as archive:
        archive.add([texts(tmp_path / "texts", release=RELEASE, story=STORY)])
    return place
