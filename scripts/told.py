"""What labelled cases are said to be: copied, lightly or heavily reworded, against how they were made."""

from __future__ import annotations

import hashlib
import random
import statistics
from collections import Counter
from typing import TYPE_CHECKING

from kinds import SAID, Unit, accuracy, best, confusion, folds
from labelled import halves, overlaps, pan_cases, read, rows_of
from scorecard import Figure, show, table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

HEAD = ["labelled as", "right is", *SAID, "not found"]


def passage_pairs(a: str, b: str) -> list[tuple[tuple[int, int], tuple[float, float, int]]]:
    """The pairs of passages found in two texts: place in a; similarity, containment and words."""
    from provenance import align, segment
    from provenance.model import Document
    from provenance.settings import Settings

    settings = Settings()
    batch = segment.batch(
        [Document(id=name, text=text, sha256="") for name, text in zip("ab", (a, b), strict=True)], settings.segment
    )
    return [
        (
            (int(batch.token_start[p.a.start]), int(batch.token_end[p.a.end - 1])),
            (p.similarity, p.containment, len(p.a) + len(p.b)),
        )
        for chain in align.align(batch, 0, 1, settings.align)
        for p in chain.pairings
    ]


COPIED, REWORDED = frozenset({"copied"}), frozenset({"light", "heavy"})
PAN_GROUPS = {
    "02": ("none", COPIED),
    "03": ("random", REWORDED),
    "04": ("translation", REWORDED),
    "05": ("summary", REWORDED),
}
ANSWER_GROUPS = {"cut": COPIED, "light": frozenset({"light"}), "heavy": frozenset({"heavy"})}
FOLDS = 5


def units(given: argparse.Namespace) -> Iterator[Unit]:
    """Labelled cases: answers by how they were written, PAN cases by how they were changed, crowd-made paraphrases."""
    folder = given.data / "short-answers"
    for row in rows_of(folder / "labels.csv"):
        if row["category"] in ANSWER_GROUPS:
            pairs = passage_pairs(read(folder / "texts" / row["file"]), read(folder / "texts" / row["source_file"]))
            fold = ord(row["task"][0]) % FOLDS
            yield Unit(f"answer, {row['category']}", ANSWER_GROUPS[row["category"]], fold, tuple(p for _, p in pairs))
    if (given.data / "pan13").is_dir():
        yield from pan_units(given.data / "pan13", given.quick)
    if (given.data / "sentences").is_dir():
        rows = [row for row in rows_of(given.data / "sentences/webis-cpc.csv") if row["is_paraphrase"] == "1"]
        for number, row in enumerate(
            random.Random(given.seed).sample(rows, min(len(rows), 30 if given.quick else 300))
        ):
            pairs = passage_pairs(row["original"], row["paraphrase"])
            yield Unit("crowd paraphrase", REWORDED, number % FOLDS, tuple(p for _, p in pairs))


def pan_units(folder: Path, is_quick: bool) -> Iterator[Unit]:
    """Cases of the half that rules may be chosen on."""
    half, taken = halves(folder), Counter[str]()
    for (category, susp, src), cases in sorted(pan_cases(folder).items()):
        if half.get(susp) or category[:2] not in PAN_GROUPS or taken[category] >= (5 if is_quick else 100):
            continue
        taken[category] += 1
        group, right = PAN_GROUPS[category[:2]]
        found = passage_pairs(read(folder / "susp" / susp), read(folder / "src" / src))
        fold = hashlib.sha256(src.encode()).digest()[0] % FOLDS
        for case in cases:
            yield Unit(f"PAN, {group}", right, fold, tuple(p for place, p in found if overlaps(place, *case.a) > 0))


def kinds(given: argparse.Namespace) -> list[Figure]:
    from provenance.settings import Settings

    own = Settings().classify
    usual = (own.min_copied_similarity, own.min_light_similarity, own.min_light_containment)
    held = list(units(given))
    print("### Kinds and degrees\n\nWhat labelled cases are said to be, with the thresholds in use:\n")
    show(HEAD, confusion(held, usual))
    results = folds(held, usual)
    print("Thresholds chosen without each fold, and the share of it rightly told (mean over the groups):\n")
    rows = [[n, *f.chosen, f"{f.accuracy:.4f}", f"{f.usual:.4f}"] for n, f in enumerate(results, 1)]
    head = ["fold left out", "min_copied_similarity", "min_light_similarity", "min_light_containment"]
    show([*head, "with these", "with those in use"], rows)
    chosen, kept = (statistics.fmean(values) for values in zip(*((f.accuracy, f.usual) for f in results), strict=True))
    everything = best(held, usual)
    print(f"Chosen on all folds: {', '.join(map(str, everything))}; in use: {', '.join(map(str, usual))}.\n")
    beside = "What labelled cases are said to be (most of their words):\n\n" + table(HEAD, confusion(held, usual))
    words = "kinds and degrees rightly told, mean over groups (cross-validated choice / thresholds in use)"
    right = f"{chosen:.3f} / {accuracy(held, usual):.3f}" if results else f"{kept:.3f}"
    return [Figure("labelled cases", words, "", right, beside=beside)]
