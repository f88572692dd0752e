"""The matches as a table (RFC 4180): what opens in every spreadsheet and runs in none."""

from __future__ import annotations

import csv as standard
import io
from dataclasses import astuple
from typing import TYPE_CHECKING

from provenance.model import Page
from provenance.reports.tables import COLUMNS, cell, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Report


def csv(report: Report) -> Iterator[Page]:
    """One page: a row for each match. A cell that a spreadsheet would take for a formula begins with an apostrophe.

    Numbers stand as they are; what is not known is an empty cell.
    """
    table = io.StringIO(newline="")
    writer = standard.writer(table, quoting=standard.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(report):
        writer.writerow(cell(value) if isinstance(value, str) else value for value in astuple(row))
    yield Page("report.csv", table.getvalue().encode("utf-8", "replace"))
