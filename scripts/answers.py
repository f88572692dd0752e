"""Short answers (Clough and Stevenson 2011): how much of each is reused, against how it was written."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from labelled import read, rows_of
from measures import area, interval, tau_b
from scorecard import Figure, show

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from provenance.model import Alignment

CLASSES = ("cut", "light", "heavy", "non")
LABELS = ("copied", "light", "heavy", "none")

Answer = tuple[str, str, str, "tuple[Alignment, ...]"]
"""Task, category, text, and the matches with its source."""


def compared(folder: Path) -> list[Answer]:
    import provenance

    found = []
    for row in rows_of(folder / "labels.csv"):
        if row["category"] in CLASSES:
            text = read(folder / "texts" / row["file"])
            source = read(folder / "texts" / row["source_file"])
            found.append((row["task"], row["category"], text, provenance.compare(text, source).matches))
    return found


def shares(answer: Answer) -> dict[str, float]:
    """The share of an answer's letters and digits that is copied, lightly and heavily reworded, and not reused."""
    _, _, text, matches = answer
    label = ["none"] * len(text)
    for match in matches:
        for segment in match.segments:
            name = "copied" if segment.kind == "copied" else str(segment.degree)
            for place in range(segment.a.start, segment.a.end):
                if LABELS.index(name) < LABELS.index(label[place]):
                    label[place] = name
    counted = [held for character, held in zip(text, label, strict=True) if character.isalnum()]
    return {name: counted.count(name) / max(1, len(counted)) for name in LABELS}


def answers(given: argparse.Namespace) -> list[Figure]:
    found = compared(given.data / "short-answers")
    held = [(answer[1], shares(answer)) for answer in found]
    reused = [1 - share["none"] for name, share in held if name != "non"]
    independent = [1 - share["none"] for name, share in held if name == "non"]
    ranked = [(float(len(CLASSES) - CLASSES.index(name)), share["copied"]) for name, share in held]
    low, high = interval(ranked, tau_b, given.resamples, given.seed)
    print("### Short answers\n")
    rows = [
        ("answers reused / independent", f"{len(reused)} / {len(independent)}"),
        ("area under the curve, reused share", f"{area(reused, independent):.4f}"),
        ("independent answers with any reuse", str(sum(share > 0 for share in independent))),
        ("rank agreement of the copied share (Kendall tau-b)", f"{tau_b(ranked):.4f}"),
        (f"its 95 % interval ({given.resamples} resamples)", f"{low:.4f} to {high:.4f}"),
    ]
    show(["measure", "value"], rows)
    print("Mean share of an answer's letters and digits, by what the answer was written as:\n")
    mean = {
        name: [statistics.fmean(share[label] for other, share in held if other == name) for label in LABELS]
        for name in CLASSES
        if any(other == name for other, _ in held)
    }
    show(["written as", *LABELS], [[name, *(f"{value:.3f}" for value in values)] for name, values in mean.items()])

    touched = sum(share > 0 for share in independent)
    return [
        Figure("short answers", "area under the curve, reused against independent", ".98", rows[1][1]),
        Figure("short answers", "independent answers touched", "0", str(touched)),
        Figure("short answers", "rank agreement of the copied share", ".75", f"{rows[3][1]} ({low:.3f} to {high:.3f})"),
    ]
