"""What was measured against what is to be reached, as a table, and its place in README.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

OPENS, CLOSES = "<!-- quality -->", "<!-- /quality -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: data, measure, what is to be reached, and what was measured; the last on data kept apart, if any.

    `beside` is what else is to be shown of it, in Markdown.
    """

    data: str
    measure: str
    target: str
    measured: str
    apart: str = ""
    beside: str = ""


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, its first column to the left and the others to the right."""
    lines = [list(head), ["---", *("---:" for _ in head[1:])], *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def show(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a Markdown table."""
    print(table(head, list(rows)), flush=True)


def scorecard(figures: Sequence[Figure]) -> str:
    """All figures as one table."""
    rows = [(f"{f.data}: {f.measure}", f.target, f.measured, f.apart) for f in figures]
    return table(["data: measure", "to reach", "measured", "on the half kept apart"], rows)


def placed(page: Path, words: str) -> None:
    """Puts the words between the markers of a page. Raises `ValueError` where it has none."""
    text = page.read_text(encoding="utf-8")
    if OPENS not in text or CLOSES not in text:
        raise ValueError(f"{page} has no {OPENS} and {CLOSES}")
    before, rest = text.split(OPENS, 1)
    after = rest.split(CLOSES, 1)[1]
    page.write_text(f"{before}{OPENS}\n\n{words.strip()}\n\n{CLOSES}{after}", encoding="utf-8")
