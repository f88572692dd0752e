"""What one pair of documents costs, by what it shares: from a batch to chains, to matches, and from two texts.

usage: scripts/bench_pairs.py [--documents N] [--sample N] [--runs R] [--seed S]

Makes a corpus (corpora.py), draws up to `--sample` pairs of each kind, and prints the mean over these of the quickest
of `--runs` runs in milliseconds: `stages` (what is reused and where, stage by stage), `aligned` (the same in one pass
where that is compiled), `alignments` (segments, kinds and changes too) and `compare` (from two texts, and so cut into
passages and words as well). A pair is of the worst kind of copy it shares; `5 kB` is `compare` of the same two with
other documents after them, 5,000 characters each. In a collection many pairs are aligned in one call, which costs less.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

import corpora

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("nothing", "standing", "repost", "verbatim", "light", "heavy")
SIZE = 5000


def pairs_by_kind(
    truth: dict[str, Any], documents: list[str], chance: random.Random
) -> dict[str, list[tuple[str, str]]]:
    """Pairs of documents by what they share; as many that share nothing as there are documents."""
    kinds: dict[tuple[str, str], str] = {}
    for family in truth["families"]:
        for one, other in combinations(family["members"], 2):
            levels = {one["level"], other["level"]} & {"light", "heavy"}
            kind = family["kind"] if family["kind"] != "passage" else max(levels, key=KINDS.index, default="verbatim")
            pair = tuple(sorted((one["document"], other["document"])))
            if pair[0] != pair[1]:
                kinds[pair[0], pair[1]] = max(kinds.get((pair[0], pair[1]), "nothing"), kind, key=KINDS.index)
    found = defaultdict(list)
    for pair, kind in sorted(kinds.items()):
        found[kind].append(pair)
    strangers = (tuple(sorted(chance.sample(documents, 2))) for _ in documents)
    found["nothing"] = [(a, b) for a, b in strangers if (a, b) not in kinds]
    return found


def quickest(runs: int, work: Callable[[], object]) -> float:
    """The quickest of some runs, in milliseconds."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds) * 1000


def costs(pairs: list[tuple[str, str]], texts: dict[str, str], chance: random.Random, runs: int) -> list[float]:
    """Mean cost of the pairs: stages, aligned, alignments, compare, compare of 5 kB."""
    import provenance
    from provenance import align, segment
    from provenance.comparison import alignments
    from provenance.model import Document
    from provenance.settings import Settings

    settings = Settings()
    sums = [0.0] * 5
    for pair in pairs:
        a, b = (texts[name] for name in pair)
        documents = [Document(id=name, text=text, sha256="") for name, text in zip(pair, (a, b), strict=True)]
        batch = segment.batch(documents, settings.segment)
        others = chance.sample(sorted(texts), 8)
        x, y = (
            "\n\n".join([text, *(texts[name] for name in rest)])[:SIZE]
            for text, rest in ((a, others[::2]), (b, others[1::2]))
        )
        work: list[Callable[[], object]] = [
            partial(align.align, batch, 0, 1, settings.align),
            partial(align.aligned, batch, [(0, 1)], settings.align),
            partial(alignments, batch, [(0, 1)], settings),
            partial(provenance.compare, a, b),
            partial(provenance.compare, x, y),
        ]
        for column, one in enumerate(work):
            sums[column] += quickest(runs, one)
    return [total / len(pairs) for total in sums]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=30)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        truth = corpora.generate(given.documents, Path(folder), given.seed)
        root = Path(folder) / "texts"
        texts = {
            path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
    found = pairs_by_kind(truth, sorted(texts), chance)
    print("| what is shared | pairs | stages | aligned | alignments | compare | compare, 5 kB |")
    print("| --- |" + " ---: |" * 6)
    for kind in KINDS:
        drawn = chance.sample(found[kind], min(given.sample, len(found[kind])))
        if drawn:
            row = costs(drawn, texts, chance, given.runs)
            print(f"| {kind} | {len(drawn)} | " + " | ".join(f"{value:.2f}" for value in row) + " |", flush=True)


if __name__ == "__main__":
    main()
