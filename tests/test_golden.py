"""Whole reports as they were last read by a person; `--update-golden` rewrites them, the difference is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harbour import harbour

import provenance
from provenance.reports import FORMATS, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provenance.model import Report


def written(report: Report, name: str) -> str:
    (page,) = FORMATS.load(name)(report)
    text: str = page.content.decode("utf-8")
    return text


TEXTS = {name: suffix for suffix, name in SUFFIXES.items() if name != "parquet"}
"""Every format that a person can read, and how its files end."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_report_is_written_as_it_was_last_read(golden: Callable[[str, str], None], name: str) -> None:
    golden(f"{name}/harbour{TEXTS[name]}", written(harbour(), name))


def test_a_release_and_its_successor_are_reported_as_they_were_last_read(
    golden: Callable[[str, str], None], root: Path
) -> None:
    council = root / "samples" / "council"
    report = provenance.trace([council / "newsroom-lido-approval.txt", council / "newsroom-lido-pumps.txt"])
    golden("json/lido.json", written(report, "json"))
