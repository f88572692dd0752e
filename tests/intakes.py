"""Folders read in tests: their documents and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provenance.readers.intake import Intake, read_all
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from pathlib import Path


def read(*paths: Path | str, **more: Any) -> Intake:
    return read_all(paths, more.pop("settings", ReadSettings()), **more)


def ids(intake: Intake) -> list[str]:
    return [document.id for document in intake.documents]


def faults(intake: Intake) -> dict[str, str]:
    return {fault.path: fault.reason for fault in intake.unreadable}
