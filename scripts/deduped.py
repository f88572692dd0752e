"""Groups of duplicates against pairs of documents whose likeness is known: for scripts/evaluate_dedupe and evaluate."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Groups, Report

MIN_JACCARD = 0.5


def known_pairs(folder: Path) -> dict[tuple[str, str], float]:
    with (folder / "exact_jaccard_pairs.csv").open(encoding="utf-8", newline="") as file:
        return {pair(row["a"], row["b"]): float(row["jaccard"]) for row in csv.DictReader(file)}


def pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def chosen(folder: Path, known: dict[tuple[str, str], float], others: int | None, seed: int) -> list[Path]:
    """The files to read: every document of a known pair, and others drawn at random."""
    needed = {name for both in known for name in both}
    rest = sorted(path.name for path in (folder / "texts").iterdir() if path.name not in needed)
    drawn = rest if others is None else random.Random(seed).sample(rest, min(others, len(rest)))
    return [folder / "texts" / name for name in sorted({*needed, *drawn})]


def joined(both: tuple[str, str], matched: set[tuple[str, str]], stands_for: dict[str, str]) -> bool:
    a, b = (stands_for.get(name, name) for name in both)
    return a == b or pair(a, b) in matched


def jaccard(one: str, other: str) -> float:
    """The share of the runs of five words of two texts that stand in both, counted without any of our code."""
    a, b = (
        {tuple(words[start : start + 5]) for start in range(max(len(words) - 4, 1))}
        for words in (re.findall(r"\w+", text.lower()) for text in (one, other))
    )
    return len(a & b) / len(a | b)


def figures(
    report: Report, groups: Groups, known: dict[tuple[str, str], float]
) -> tuple[dict[str, str], list[tuple[str, str]], list[tuple[str, str]]]:
    """The figures by name; known pairs without a match; grouped pairs that are unlike."""
    matched = {pair(match.a.document, match.b.document) for match in report.matches}
    stands_for = {name: same[0] for family in report.families for same in family.identical for name in same}
    missed = [both for both in known if not joined(both, matched, stands_for)]
    grouped: set[tuple[str, str]] = set()
    templates: set[tuple[str, str]] = set()
    for group in groups.groups:
        ids = sorted([group.keep, *(member.document for member in group.members)])
        (templates if group.is_template else grouped).update(combinations(ids, 2))
    unlisted = grouped - known.keys()
    texts = {document.id: document.text or "" for document in report.documents}
    wrong = sorted((a, b) for a, b in unlisted if jaccard(texts[a], texts[b]) < MIN_JACCARD)
    relations = Counter(member.relation.value for group in groups.groups for member in group.members)
    rows = {
        "documents": f"{len(report.documents):,}",
        "known pairs": f"{len(known):,}",
        "known pairs joined by a match": share(len(known) - len(missed), len(known)),
        "pairs grouped as duplicates": f"{len(grouped):,}",
        "grouped pairs that are known": share(len(grouped) - len(unlisted), len(grouped)),
        "grouped pairs that have it": share(len(grouped) - len(wrong), len(grouped)),
        "known pairs grouped as duplicates": share(len(known.keys() & grouped), len(known)),
        "known pairs of one template": share(len(known.keys() & templates), len(known)),
        "members by relation": ", ".join(f"{name} {count:,}" for name, count in sorted(relations.items())),
    }
    return rows, sorted(missed), wrong


def share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} = {part / whole:.4f}" if whole else "none"
