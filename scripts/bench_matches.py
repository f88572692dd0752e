"""Our engine from files to finished matches, and nothing after them: no dates, no order, no report.

usage: scripts/bench_matches.py TEXTS OUT.jsonl [--jobs N]

Writes one match a line: document, start and end of one side and of the other. What is found in a text is written for
its identical copies too, which the engine compares once. It runs as the command does: without the collector of cycles.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from itertools import combinations, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    from provenance.cli import at_full_speed

    gc.disable()  # at the end, too, as in the command
    with at_full_speed():
        match(given.texts, given.out, given.jobs)


def match(texts: Path, out: Path, jobs: int) -> None:
    """Matches the texts, and writes what was found."""
    from provenance.engines import ENGINES
    from provenance.matching import matched
    from provenance.readers.intake import read_all
    from provenance.settings import Settings

    settings = Settings()
    intake = read_all([texts], settings.read)
    with ENGINES.load("local")(jobs=jobs) as workers, out.open("w", encoding="utf-8") as file:
        found = matched(intake.documents, settings, workers, lambda *_: None)
        copies = {held[0]: held for held in found.identical}
        for m in found.matches:
            for a, b in product(*(copies.get(name, (name,)) for name in (m.a.document, m.b.document))):
                file.write(json.dumps((a, m.a.start, m.a.end, b, m.b.start, m.b.end)) + "\n")
        numbers = {name: number for number, name in enumerate(found.outline.ids)}
        for held in found.identical:
            sizes = {name: len(intake.documents[numbers[name]].text) for name in held}
            for a, b in combinations(held, 2):
                file.write(json.dumps((a, 0, sizes[a], b, 0, sizes[b])) + "\n")
    print(json.dumps({"documents": len(intake.documents), **found.steps, **found.limits}))


if __name__ == "__main__":
    main()
