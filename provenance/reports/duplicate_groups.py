"""Groups of duplicates as JSON, `provenance-groups/1`, and as a table."""

from __future__ import annotations

import json as standard
from dataclasses import asdict
from typing import TYPE_CHECKING

from provenance.model import Page
from provenance.reports import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Groups

SCHEMA = "provenance-groups/1"
COLUMNS = ("group", "document", "keep", "relation", "similarity", "why", "duplicate")
KEPT = "kept"
"""What stands as the relation of the kept document itself."""

REPEATS = {True: "yes", False: "no"}
"""Whether a document repeats the kept one, so that a table can be filtered by it; those of one template do not."""


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
    """One page: a row for each document of each group, the kept one first."""
    yield pages.of_rows("groups.csv", COLUMNS, _rows(groups))


def _rows(groups: Groups) -> Iterator[tuple[object, ...]]:
    for number, group in enumerate(groups.groups, 1):
        yield number, group.keep, group.keep, KEPT, 1.0, group.why, REPEATS[False]
        for member in group.members:
            is_copy = REPEATS[not group.is_template]
            yield number, member.document, group.keep, member.relation.value, member.similarity, member.why, is_copy


def _written(value: object) -> str:
    return standard.dumps(value, ensure_ascii=True, allow_nan=False)
