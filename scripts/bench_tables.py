"""The results of scripts/bench as Markdown, and their place in README.md."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import reuse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OPENS, CLOSES = "<!-- bench -->", "<!-- /bench -->"
OURS, TRACE = "provenance", "provenance trace"


def tables(kept: dict[str, Any]) -> str:
    """All that was measured, largest size first, then growth and what a person waits for."""
    words = (
        f"`scripts/bench` measured this ({kept['machine']}): whole processes, from files to finished matches, all on "
        "the same made-up news of 2.4 kB a text, by turns. *Recall* is of passages planted verbatim, with 5-15 % and "
        "with 30-50 % of their words changed, each to be found with its source; *traced* of those found with any "
        "carrier; *placed* is the share of the planted characters that was found, *precision* of pairs of documents. "
        "The last two columns say how many times the cpu time of ours a tool takes, "
        "to finished matches and for the whole trace; they stand only where ours traced as much at every level, "
        "to a hundredth."
    )
    sizes = sorted(kept["sizes"].items(), key=lambda held: -int(held[0]))
    parts = [
        words,
        *(_size(int(size), entries) for size, entries in sizes),
        _growth(sizes),
        _small(kept.get("small", {})),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _size(size: int, entries: dict[str, Any]) -> str:
    head = [
        f"{size:,} documents",
        "cpu s",
        "wall s",
        "MB",
        "recall",
        "traced",
        "placed",
        "precision",
        "× matches",
        "× trace",
    ]
    done = {name: one for name, one in entries.items() if "failed" not in one}
    order = sorted(done, key=lambda name: (name != OURS, name != TRACE, statistics.median(done[name]["cpu"])))
    rows = [_row(name, done[name]) for name in order]
    failed = [f"{name} failed: {one['failed']}." for name, one in sorted(entries.items()) if "failed" in one]
    return "\n\n".join([table(head, rows), *failed])


def _row(name: str, one: dict[str, Any]) -> list[str]:
    levels = [one["levels"][level] for level in reuse.LEVELS]
    recall = " / ".join(f"{level['found'] / max(1, level['pairs']):.3f}" for level in levels)
    traced = " / ".join(f"{level['traced'] / max(1, level['pairs']):.3f}" for level in levels)
    placed = " / ".join(f"{level['covered']:.2f}" for level in levels)
    figures = [
        f"{statistics.median(one[figure]):,.{digits}f}" for figure, digits in (("cpu", 1), ("wall", 1), ("peak", 0))
    ]
    found = one.get("times", {})
    times = [("–" if found[us] is None else f"{found[us]:,.2f}") if us in found else "" for us in (OURS, TRACE)]
    return [name, *figures, recall, traced, placed, f"{one['precision']:.3f}", *times]


def with_ratios(entries: dict[str, Any]) -> dict[str, Any]:
    """The entries of one run at one size, each other tool with how many times the cpu seconds of ours it took.

    None where ours traced less at any level, by more than a hundredth, or was not measured in that run.
    """
    held = dict(entries)
    for name, one in entries.items():
        if name not in (OURS, TRACE) and "failed" not in one:
            held[name] = {**one, "times": {us: _ratio(entries.get(us), one) for us in (OURS, TRACE)}}
    return held


def _ratio(ours: dict[str, Any] | None, peer: dict[str, Any]) -> float | None:
    if ours is None or "failed" in ours:
        return None
    costs = [statistics.median(one["cpu"]) for one in (ours, peer)]
    return reuse.ratio(scored(ours), scored(peer), *costs)


def scored(entry: dict[str, Any]) -> reuse.Score:
    """The score of an entry as it was, but for which pairs were wrong."""
    levels = {name: reuse.Level(**level) for name, level in entry["levels"].items()}
    return reuse.Score(levels, entry["right"], entry["standing"], ())


def _growth(sizes: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """With what power of the number of documents the cpu time of each tool grew."""
    spans = [(int(small), int(large)) for (large, _), (small, _) in pairwise(sizes)][::-1]
    names = dict.fromkeys(name for _, entries in sizes for name in entries)
    rows = []
    for name in names:
        costs = [
            (int(size), statistics.median(held[name]["cpu"])) for size, held in sizes if "cpu" in held.get(name, {})
        ]
        found = {(low, high): power for low, high, power in reuse.exponents(costs)}
        if found:
            rows.append([name, *(f"{found[span]:.2f}" if span in found else "–" for span in spans)])
    head = ["growth of cpu time, as a power", *(f"{low:,} to {high:,}" for low, high in spans)]
    return table(head, rows) if rows else ""


def _small(held: dict[str, dict[str, float]]) -> str:
    if not held:
        return ""
    rows = [
        [
            name,
            f"{one['ours'] * 1000:,.0f} ms" if one["ours"] > 0.02 else f"{one['ours'] * 1000:,.1f} ms",
            "`difflib` on the same words" if "compare" in name else "`python -c pass`",
            f"{one['other'] * 1000:,.0f} ms",
            f"{one['ours'] / one['other']:.2f}",
        ]
        for name, one in held.items()
    ]
    return table(["what a person waits for, in cpu time", "ours", "set against", "takes", "ours / that"], rows)


def rewrite(readme: Path, text: str) -> None:
    """Puts the tables between the marks. Where there are none, nothing is changed."""
    whole = readme.read_text(encoding="utf-8")
    before, opens, rest = whole.partition(OPENS)
    _, closes, after = rest.partition(CLOSES)
    if opens and closes:
        readme.write_text(f"{before}{opens}\n\n{text}\n{closes}{after}", encoding="utf-8")
