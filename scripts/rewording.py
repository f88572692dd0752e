"""Human rewordings planted among unrelated passages: how many of them `compare` finds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from labelled import overlaps, rows_of
from scorecard import Figure, show

if TYPE_CHECKING:
    import argparse


def sentences(given: argparse.Namespace) -> list[Figure]:
    """Human rewordings among unrelated passages: found where a match covers half of both."""
    folder = given.data / "sentences"
    webis = [(r["original"], r["paraphrase"]) for r in rows_of(folder / "webis-cpc.csv") if r["is_paraphrase"] == "1"]
    msrp = {
        label: [(r["s1"], r["s2"]) for r in rows_of(folder / "msrp.csv") if r["paraphrase"] == label] for label in "10"
    }
    sets = {
        "crowd paraphrases of passages": webis,
        "sentences of news, paraphrases": msrp["1"],
        "sentences of news, near but no paraphrases": msrp["0"],
    }
    print("### Rewordings planted among unrelated passages\n")
    rows, figures = [], []
    for name, pairs in sets.items():
        planted, found, false = among_others(pairs, 10 if given.quick else 100, random.Random(given.seed))
        rows.append([name, planted, f"{found / max(planted, 1):.3f}", false])
        figures.append(Figure("rewording", f"{name}: found", "", f"{found / max(planted, 1):.3f}"))
    show(["", "planted", "found", "matches elsewhere"], rows)
    return figures


def among_others(pairs: list[tuple[str, str]], documents: int, chance: random.Random) -> tuple[int, int, int]:
    """Planted, found, and matches that touch no planted pair: three rewordings in each two texts of ten passages."""
    import provenance

    drawn = chance.sample(pairs, min(len(pairs), documents * 17))
    planted = found = false = 0
    for start in range(0, len(drawn) - 16, 17):
        group = drawn[start : start + 17]
        texts: list[str] = []
        places: list[dict[int, tuple[int, int]]] = []
        for side in (0, 1):
            parts = [(pair[side], number) for number, pair in enumerate(group[:3])]
            parts += [(pair[0], -1) for pair in group[3 + 7 * side : 10 + 7 * side]]
            chance.shuffle(parts)
            texts.append("\n\n".join(text for text, _ in parts))
            starts = [sum(len(text) + 2 for text, _ in parts[:k]) for k in range(len(parts))]
            places.append({n: (at, at + len(text)) for at, (text, n) in zip(starts, parts, strict=True) if n >= 0})
        spans = [((m.a.start, m.a.end), (m.b.start, m.b.end)) for m in provenance.compare(texts[0], texts[1]).matches]
        wanted = [(places[0][n], places[1][n]) for n in range(3)]
        planted += 3
        found += sum(any(overlaps(x, *a) >= 0.5 and overlaps(y, *b) >= 0.5 for x, y in spans) for a, b in wanted)
        false += sum(not any(overlaps(x, *a) and overlaps(y, *b) for a, b in wanted) for x, y in spans)
    return planted, found, false
