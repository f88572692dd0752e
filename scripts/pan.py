"""PAN 2013 text alignment: the passages that `compare` finds in its pairs, against those that were planted there."""

from __future__ import annotations

import statistics
import sys
import time
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

from labelled import halves, pan_cases, pan_pairs, read
from measures import PassagePair, plagdet
from scorecard import Figure, show

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from pathlib import Path

PUBLISHED = {
    "all": ".878", "02-no-obfuscation": ".900", "03-random-obfuscation": ".884",
    "04-translation-obfuscation": ".887", "05-summary-obfuscation": ".561",
}  # fmt: skip
"""Plagdet of the best published system on this data (Sanchez-Perez and others, 2014)."""

MIN_PAN_CHARACTERS = 150


def pan(given: argparse.Namespace) -> list[Figure]:
    import provenance

    folder = given.data / "pan13"
    cases, half, scorer = pan_cases(folder), halves(folder), other_plagdet(given.scorers)
    held: list[tuple[str, int, list[PassagePair], list[PassagePair]]] = []
    seconds = []
    for category, pairs in pan_pairs(folder, given.sample, given.seed).items():
        for susp, src in pairs:
            a, b = read(folder / "susp" / susp), read(folder / "src" / src)
            started = time.perf_counter()
            matches = provenance.compare(a, b).matches
            seconds.append(time.perf_counter() - started)
            found = [PassagePair((susp, src), (m.a.start, m.a.end), (m.b.start, m.b.end)) for m in matches]
            held.append((category, half[susp], cases[category, susp, src], found))
    print("### PAN 2013 text alignment\n")
    head = ["category", "pairs", "cases", "found", "recall", "precision", "granularity", "plagdet", "published"]
    head += ["plagdet of the scorer"] if scorer else []
    for title, kept in (("All pairs", held), ("The half kept apart", [one for one in held if one[1]])):
        print(f"{title}:\n")
        show(head, [pan_row(*of_category(kept, name), scorer) for name in (*dict.fromkeys(x[0] for x in held), "all")])
    long = [(*one[:3], [f for f in one[3] if shortest(f) >= MIN_PAN_CHARACTERS]) for one in held]
    print(f"Of matches of {MIN_PAN_CHARACTERS} characters and more, as all labelled cases are:\n")
    show(head, [pan_row(*of_category(long, name), scorer) for name in (*dict.fromkeys(x[0] for x in held), "all")])
    print(f"`compare` took {statistics.median(seconds) * 1000:.2f} ms for the median pair.\n")
    return pan_figures(held, long)


def shortest(pair: PassagePair) -> int:
    return min(pair.a[1] - pair.a[0], pair.b[1] - pair.b[0])


def of_category(
    held: Iterable[tuple[str, int, list[PassagePair], list[PassagePair]]], category: str
) -> tuple[str, int, list[PassagePair], list[PassagePair]]:
    """The category, how many pairs it has, and their cases and detections."""
    rows = [one for one in held if category in (one[0], "all")]
    return category, len(rows), [case for one in rows for case in one[2]], [f for one in rows for f in one[3]]


PAN_TARGETS = {
    "all": ".95", "02-no-obfuscation": ".98", "03-random-obfuscation": ".96", "04-translation-obfuscation": ".95",
    "05-summary-obfuscation": ".70",
}  # fmt: skip


def pan_figures(
    held: list[tuple[str, int, list[PassagePair], list[PassagePair]]],
    long: list[tuple[str, int, list[PassagePair], list[PassagePair]]],
) -> list[Figure]:
    figures = []
    for what, kept in (("plagdet", held), (f"plagdet of matches of {MIN_PAN_CHARACTERS} characters and more", long)):
        measured = {}
        for part in ("all", "apart"):
            chosen = [one for one in kept if part == "all" or one[1]]
            measured[part] = [plagdet(*of_category(chosen, name)[2:]).plagdet for name in PAN_TARGETS]
        texts = [" / ".join(f"{value:.3f}" for value in measured[part]) for part in ("all", "apart")]
        name = f"{what}, all / no / random / translation / summary obfuscation"
        figures.append(Figure("PAN 2013", name, " / ".join(PAN_TARGETS.values()), *texts))
    none = [one for one in held if one[0].startswith("01-")]
    found = [sum(len(one[3]) for one in none if part == "all" or one[1]) for part in ("all", "apart")]
    return [*figures, Figure("PAN 2013", f"matches in {len(none):,} pairs without reuse", "", *map(str, found))]


def pan_row(
    name: str, pairs: int, wanted: list[PassagePair], found: list[PassagePair], scorer: Callable[..., float] | None
) -> list[object]:
    score = plagdet(wanted, found)
    numbers: list[object] = ["", "", "", ""]
    if wanted:
        numbers = [f"{value:.4f}" for value in (score.recall, score.precision, score.granularity, score.plagdet)]
    beside = [f"{scorer(wanted, found):.4f}" if wanted else ""] if scorer else []
    return [name, pairs, len(wanted), len(found), *numbers, PUBLISHED.get(name, ""), *beside]


def other_plagdet(folder: Path | None) -> Callable[[list[PassagePair], list[PassagePair]], float] | None:
    """The measure of another implementation, over the same pairs."""
    if folder is None:
        return None
    spec = spec_from_file_location("plagdet", folder / "plagdet.py")
    if spec is None or spec.loader is None:
        sys.exit(f"error: {folder} has no plagdet.py\nhint: leave --scorers out")
    module = module_from_spec(spec)
    sys.modules["plagdet"] = module
    spec.loader.exec_module(module)

    def measured(wanted: list[PassagePair], found: list[PassagePair]) -> float:
        pairs = [[module.Pair(p.texts[0], *p.a, p.texts[1], *p.b) for p in held] for held in (wanted, found)]
        return float(module.plagdet(*pairs)["plagdet"])

    return measured
