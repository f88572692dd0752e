"""Labelled data as it lies on disk: texts, rows of tables, and the cases of PAN 2013. For scripts/evaluate."""

from __future__ import annotations

import csv
import hashlib
import random
from collections import defaultdict
from typing import TYPE_CHECKING

from measures import PassagePair

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> str:
    """A text, its line ends untouched."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def overlaps(span: tuple[int, int], start: int, end: int) -> float:
    """The share of a range that a span covers."""
    return max(0, min(span[1], end) - max(span[0], start)) / max(1, end - start)


def pan_pairs(folder: Path, sample: int, seed: int) -> dict[str, list[tuple[str, str]]]:
    """The pairs of each category, sorted; `sample` of each, or all where it is 0."""
    by_category: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows_of(folder / "pairs.csv"):
        by_category[row["category"]].append((row["susp"], row["src"]))
    return {
        category: sorted(random.Random(seed).sample(sorted(held), min(sample, len(held))) if sample else held)
        for category, held in sorted(by_category.items())
    }


def pan_cases(folder: Path) -> dict[tuple[str, str, str], list[PassagePair]]:
    found: dict[tuple[str, str, str], list[PassagePair]] = defaultdict(list)
    for row in rows_of(folder / "cases.csv"):
        a, b = int(row["this_offset"]), int(row["source_offset"])
        ends = (a + int(row["this_length"]), b + int(row["source_length"]))
        pair = PassagePair((row["susp"], row["src"]), (a, ends[0]), (b, ends[1]))
        found[row["category"], row["susp"], row["src"]].append(pair)
    return found


def halves(folder: Path) -> dict[str, int]:
    """0 or 1 for each text: texts that a pair joins, directly or through others, fall into one half."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for row in rows_of(folder / "pairs.csv"):
        first, last = sorted((root(row["susp"]), root(row["src"])))
        parent[last] = first
    return {name: hashlib.sha256(root(name).encode()).digest()[0] % 2 for name in parent}
