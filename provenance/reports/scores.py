"""Scores against known answers as JSON, `provenance-scores/1`.

`documents`: of how many something is known. `holds`: whether the report gives every answer that is demanded. `scores`:
of each topic that is known at all how many answers are `known`, and how many of them the report has `right`, `wrong`,
too `wide` (found, but only in a passage more than twice as long) or `open` (missed, or not told). `faults`: each answer
that is not right, with its topic and outcome, its `places` (documents, with offsets and words where there are some),
what the report `says`, and whether it is demanded (`is_demanded`).
"""

from __future__ import annotations

import json as standard
from dataclasses import asdict
from typing import TYPE_CHECKING

from provenance.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Judgement, Score, Scores

SCHEMA = "provenance-scores/1"


def json(scores: Scores) -> Iterator[Page]:
    """One page: a topic and a fault on each line, in ASCII, a line at the end."""
    head = {
        "schema": SCHEMA,
        "generator": {"name": "provenance", "version": scores.version},
        "documents": scores.documents,
        "holds": not scores.broken,
    }
    parts = [f"{_written(name)}: {_written(value)}" for name, value in head.items()]
    parts += [f'"scores": {_lines(scores.scores)}', f'"faults": {_lines(scores.faults)}']
    yield Page("scores.json", ("{\n " + ",\n ".join(parts) + "\n}\n").encode("ascii"))


def _lines(members: Sequence[Score | Judgement]) -> str:
    """A list, each member on a line of its own."""
    lines = ",".join(f"\n  {_written(asdict(each))}" for each in members)
    return f"[{lines}\n ]" if lines else "[]"


def _written(value: object) -> str:
    return standard.dumps(value, ensure_ascii=True, allow_nan=False)
