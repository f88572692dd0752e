"""Groups of duplicates as JSON, `provenance-groups/1`, and as a table, CSV (RFC 4180)."""

from __future__ import annotations

import csv as standard_csv
import io
import json as standard_json
from dataclasses import asdict
from typing import TYPE_CHECKING

from provenance.model import Page
from provenance.reports.tables import cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Groups

SCHEMA = "provenance-groups/1"
COLUMNS = ("group", "document", "keep", "relation", "similarity", "why")
KEPT = "kept"
"""What stands as the relation of the kept document itself."""


def json(groups: Groups) -> Iterator[Page]:
    """One page: a group on each line, in ASCII, a line at the end."""
    head = {
        "schema": SCHEMA,
        "generator": {"name": "provenance", "version": groups.version},
        "inputs": {
            "documents": groups.inputs.documents,
            "skipped": groups.inputs.skipped,
            "unreadable": [asdict(each) for each in groups.inputs.unreadable],
        },
    }
    lines = ",".join(f"\n  {_written(asdict(group))}" for group in groups.groups)
    parts = [f"{_written(name)}: {_written(value)}" for name, value in head.items()]
    parts.append(f'"groups": [{lines}\n ]' if lines else '"groups": []')
    yield Page("groups.json", ("{\n " + ",\n ".join(parts) + "\n}\n").encode("ascii"))


def csv(groups: Groups) -> Iterator[Page]:
    """One page: a row for each document of each group, the kept one first.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    table = io.StringIO(newline="")
    writer = standard_csv.writer(table, quoting=standard_csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, group in enumerate(groups.groups, 1):
        keep = cell(group.keep)
        writer.writerow((number, keep, keep, KEPT, 1.0, cell(group.why)))
        for member in group.members:
            writer.writerow(
                (number, cell(member.document), keep, member.relation.value, member.similarity, cell(member.why))
            )
    yield Page("groups.csv", table.getvalue().encode("utf-8", "replace"))


def _written(value: object) -> str:
    return standard_json.dumps(value, ensure_ascii=True, allow_nan=False)
