"""The matches as a table: what opens in every spreadsheet and runs in none."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from provenance.reports import pages
from provenance.reports.tables import COLUMNS, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Page, Report


def csv(report: Report) -> Iterator[Page]:
    """One page: a row for each match."""
    yield pages.of_rows("report.csv", COLUMNS, map(astuple, rows(report)))
