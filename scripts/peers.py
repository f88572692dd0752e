"""Other tools at the same work: files to pairs of passages that share wording, with their places.

usage: scripts/peers.py NAME TEXTS OUT.jsonl [--unit paragraph|sentence] [--words N] [--threshold T] [--check C]

Names: datasketch-documented, datasketch-best, rensa, text-dedup and polars. Writes one match a line: document, start
and end of one side, then of the other. None of them has a notion of passages, so they are given them: paragraphs or
sentences, folded to lower case, as sets of runs of words. Every one but the first is given each distinct passage once
and the copies afterwards, as a careful user would. What they then call alike is what they found; with --check, what
rapidfuzz (`ratio` of the folded words) then finds alike, too, from C of 100 on.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Pairs = Iterable[tuple[int, int]]

WORD = re.compile(r"\w+")
UNITS = {
    "paragraph": re.compile(r"\S(?:.|\n(?!\s*\n))*"),
    "sentence": re.compile(r"\S.*?(?:[.!?。][”\"’')]*(?=\s)|\n|$)", re.DOTALL),
}
PERMUTATIONS = 128
MAX_BUCKET = 300
"""Documents that a run of words may stand in, in the join; above it the pairs are many and mean little."""
MAX_GAP_WORDS = 12
LEAST_WORDS = 5
CHECKED_AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document and its folded words."""

    document: int
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How a text is cut, how many words a run has, from which likeness on passages are alike, and pass the check."""

    unit: str
    words: int
    threshold: float
    check: float


def read(folder: Path) -> tuple[list[str], list[str]]:
    """The ids and the texts of a folder, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.relative_to(folder).as_posix() for path in paths], [p.read_bytes().decode() for p in paths]


def passages(texts: Sequence[str], options: Options) -> Iterator[Passage]:
    """The passages with words enough: stock phrases of fewer are no reuse."""
    for number, text in enumerate(texts):
        for piece in UNITS[options.unit].finditer(text):
            words = WORD.findall(piece.group().lower())
            if len(words) >= max(options.words, LEAST_WORDS):
                yield Passage(number, piece.start(), piece.end(), tuple(words))


def runs(passage: Passage, width: int) -> set[str]:
    words = passage.words
    return {" ".join(words[k : k + width]) for k in range(len(words) - width + 1)}


# --------------------------------------------------------------------------- datasketch


def datasketch_documented(held: Sequence[Passage], options: Options) -> Pairs:
    """As https://ekzhu.com/datasketch/lsh.html shows it: update() for each member of the set, insert, query."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=options.threshold, num_perm=PERMUTATIONS)
    signed = []
    for number, passage in enumerate(held):
        sketch = MinHash(num_perm=PERMUTATIONS)
        for run in runs(passage, options.words):
            sketch.update(run.encode("utf8"))
        index.insert(number, sketch)
        signed.append(sketch)
    for number, sketch in enumerate(signed):
        yield from ((number, other) for other in index.query(sketch) if other > number)


def datasketch_best(held: Sequence[Passage], options: Options) -> Pairs:
    """As https://ekzhu.com/datasketch/minhash.html advises for speed: bulk() (one set of permutations, update_batch)
    and a faster hash function; the check for a key inserted twice left out, as the docstring of insert() allows.
    """
    import xxhash
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=options.threshold, num_perm=PERMUTATIONS)
    sets = ([run.encode() for run in runs(passage, options.words)] for passage in held)
    signed = MinHash.bulk(sets, num_perm=PERMUTATIONS, hashfunc=xxhash.xxh32_intdigest)
    for number, sketch in enumerate(signed):
        index.insert(number, sketch, check_duplication=False)
    for number, sketch in enumerate(signed):
        yield from ((number, other) for other in index.query(sketch) if other > number)


# --------------------------------------------------------------------------- rensa, text-dedup


def rensa(held: Sequence[Passage], options: Options) -> Pairs:
    """As https://github.com/beowolx/rensa has it for bulk work: from_token_sets, insert_many, query_all."""
    from rensa import RMinHash, RMinHashLSH

    signed = RMinHash.from_token_sets((runs(p, options.words) for p in held), num_perm=PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=options.threshold, num_perm=PERMUTATIONS, num_bands=64)
    index.insert_many(signed)
    for number, found in enumerate(index.query_all(signed)):
        yield from ((number, other) for other in found if other > number)


def text_dedup(held: Sequence[Passage], options: Options) -> Pairs:
    """As https://chenghaomou.github.io/text-dedup/minhash.html runs it, one record a passage.

    It gives no pairs but clusters, joined transitively (the file that --debug writes): all pairs of a cluster count.
    """
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder, "passages.jsonl")
        with records.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": " ".join(passage.words)}) + "\n" for passage in held)
        given = {
            "path": "json", "data_files": records, "split": "train", "cache_dir": f"{folder}/cache",
            "output": f"{folder}/out", "column": "text", "batch_size": 10_000, "ngram": options.words,
            "min_length": options.words, "num_perm": PERMUTATIONS, "threshold": options.threshold, "num_proc": 1,
            "hash_func": "xxh3",
        }  # fmt: skip
        flags = [part for name, value in given.items() for part in (f"--{name}", str(value))]
        command = [sys.executable, "-m", "text_dedup.minhash", *flags, "--debug"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        clusters = pickle.loads(Path(folder, "out", "uf.pkl").read_bytes())
    members = defaultdict(list)
    for number in clusters.parent:
        members[clusters.find(number)].append(number)
    for cluster in members.values():
        yield from combinations(sorted(cluster), 2)


def checked(held: Sequence[Passage], pairs: Pairs, least: float) -> Pairs:
    """The pairs that rapidfuzz finds alike: as https://rapidfuzz.github.io/RapidFuzz has it for pairs in bulk."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    texts = [" ".join(passage.words) for passage in held]
    for some in batched(pairs, CHECKED_AT_ONCE):
        one, other = ([texts[pair[side]] for pair in some] for side in (0, 1))
        for pair, likeness in zip(some, cpdist(one, other, scorer=ratio, score_cutoff=least), strict=True):
            if likeness >= least:
                yield pair


def batched(pairs: Pairs, size: int) -> Iterator[list[tuple[int, int]]]:
    """The pairs in portions."""
    while some := list(islice(pairs, size)):
        yield some


# --------------------------------------------------------------------------- a join on runs of words


def polars_join(names: Sequence[str], texts: Sequence[str], options: Options) -> Iterator[tuple[object, ...]]:
    """All of it in polars: words, runs of words, a join on equal runs, and runs near each other taken together.

    Two documents match where `threshold` runs and more stand near each other in both.
    """
    import polars as pl

    words = (
        pl.LazyFrame({"document": range(len(texts)), "text": texts})
        .with_columns(pl.col("text").str.to_lowercase().str.extract_all(r"\w+"))
        .explode("text")
        .with_columns(place=pl.int_range(pl.len()).over("document"))
    )
    run = pl.concat_str([pl.col("text").shift(-k).over("document") for k in range(options.words)], separator=" ")
    keys = (
        words.with_columns(key=run.hash()).drop_nulls("key").select("document", "place", "key")
        .unique(["document", "key"], keep="first", maintain_order=True)
        .filter(pl.len().over("key").is_between(2, MAX_BUCKET))
    ).collect()  # fmt: skip
    touched = (
        keys.lazy().join(keys.lazy(), on="key", suffix="_b").filter(pl.col("document") < pl.col("document_b"))
        .select("document", "document_b", "place", "place_b").sort("document", "document_b", "place")
    )  # fmt: skip
    pair = ["document", "document_b"]
    apart = (pl.col("place").diff() > MAX_GAP_WORDS) | (pl.col("place_b").diff().abs() > MAX_GAP_WORDS)
    found = (
        touched.with_columns(chain=apart.fill_null(value=True).cum_sum().over(pair))
        .group_by(*pair, "chain")
        .agg(
            pl.len(), pl.col("place").min().alias("a"), pl.col("place").max().alias("a_last"),
            pl.col("place_b").min().alias("b"), pl.col("place_b").max().alias("b_last"),
        )
        .filter(pl.col("len") >= int(options.threshold))
        .sort(*pair, "chain")
        .collect()
    )  # fmt: skip
    spans: dict[int, list[tuple[int, int]]] = {}
    for x, y, _, _, a, a_last, b, b_last in found.iter_rows():
        for number in (x, y):
            if number not in spans:
                spans[number] = [word.span() for word in WORD.finditer(texts[number].lower())]
        last = options.words - 1
        yield (
            names[x], spans[x][a][0], spans[x][a_last + last][1], names[y], spans[y][b][0], spans[y][b_last + last][1],
        )  # fmt: skip


# --------------------------------------------------------------------------- all of them

PEERS: dict[str, Callable[[Sequence[Passage], Options], Pairs]] = {
    "datasketch-documented": datasketch_documented,
    "datasketch-best": datasketch_best,
    "rensa": rensa,
    "text-dedup": text_dedup,
}


def places(names: Sequence[str], texts: Sequence[str], peer: str, options: Options) -> Iterator[tuple[object, ...]]:
    """The pairs of passages of different documents that a peer found, as places."""
    if peer == "polars":
        yield from polars_join(names, texts, options)
        return
    classes: dict[object, list[Passage]] = defaultdict(list)
    for number, passage in enumerate(passages(texts, options)):
        classes[number if peer == "datasketch-documented" else passage.words].append(passage)
    held = list(classes.values())

    def row(p: Passage, q: Passage) -> tuple[object, ...]:
        return names[p.document], p.start, p.end, names[q.document], q.start, q.end

    for same in held:
        yield from (row(p, q) for p, q in combinations(same, 2) if p.document != q.document)
    first = [same[0] for same in held]
    alike = PEERS[peer](first, options)
    for x, y in checked(first, alike, options.check) if options.check else alike:
        yield from (row(p, q) for p in held[x] for q in held[y] if p.document != q.document)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=[*PEERS, "polars"])
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--unit", choices=UNITS, default="paragraph")
    parser.add_argument("--words", type=int, default=5)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--check", type=float, default=0.0)
    given = parser.parse_args()
    names, texts = read(given.texts)
    with given.out.open("w", encoding="utf-8") as file:
        for row in places(names, texts, given.name, Options(given.unit, given.words, given.threshold, given.check)):
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
