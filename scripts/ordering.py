"""Texts whose order is known, as pairs with what the cues hear in them: for scripts/fit and scripts/evaluate_order."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import pickle
import random
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
from cascades import Setting, write

from provenance import direction, pipeline
from provenance.cues.kinship import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.cues.kinship import Kin
    from provenance.direction import Said, Told
    from provenance.model import Belief, Evidence, Relation
    from provenance.pairs import Pairs
    from provenance.settings import DirectionSettings

SHIFTED = (0.35, 2.0)
CASCADES = {
    "cascades": (1, Setting(dated=0.2)),
    "cascades, withheld": (5, Setting(dated=0.2, has_releases=False)),
    "cascades, other habits": (2, Setting(shift=SHIFTED)),
    "cascades, 40 % dated": (3, Setting(shift=SHIFTED, dated=0.4)),
    "cascades, no release": (4, Setting(shift=SHIFTED, has_releases=False)),
}
"""Sets of simulated cascades: the first two are fitted on, the others have other habits and are only measured."""

TRAINING = ("cascades", "cascades, withheld")
"""Those that are fitted on: with some releases in the folder, and without any, as most folders are."""


@dataclass(frozen=True)
class Pair:
    """Two texts of known order. `kind`: `copy`, `sibling`, or empty where it is not known.

    `evidence` is unweighed; `features` tell of a common source. `is_longer_later` is the floor, None where they are
    equally long. `p` is what the program now says. `is_development`: may be fitted on. `has_source`: the program finds
    the source of both, so that it goes by time alone.
    """

    corpus: str
    group: str
    is_development: bool
    is_a_first: bool
    kind: str
    bond: str
    evidence: tuple[Evidence, ...]
    features: Mapping[str, float]
    is_longer_later: bool | None
    p: float | None
    has_source: bool = False


@dataclass(frozen=True)
class Group:
    """Files that are traced together, each with its rank: equal ranks have no order. `truth` is a cascade's."""

    name: str
    files: Mapping[Path, Any]
    truth: Mapping[str, Any] | None = None


def is_development(group: str) -> bool:
    """Which half a group belongs to: by its name alone, so that no text is in both halves."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 0


# --------------------------------------------------------------------------- what there is


def versions(folder: Path) -> list[Group]:
    """`labels.csv` with slug, order, file: versions of one text, oldest first."""
    groups: dict[str, dict[Path, int]] = defaultdict(dict)
    for row in _rows(folder / "labels.csv"):
        groups[row["slug"]][folder / row["file"]] = int(row["order"])
    return [Group(name, files) for name, files in sorted(groups.items())]


def obsoletes(folder: Path) -> list[Group]:
    """`obsoletes.csv` with older_rfc and newer_rfc: one pair a group, in one half with all it is linked to."""
    rows = [(row["older_rfc"], row["newer_rfc"]) for row in _rows(folder / "obsoletes.csv")]
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for older, newer in rows:
        low, high = sorted((find(older), find(newer)))
        root[high] = low
    return [
        Group(f"{find(older)}/{older}-{newer}", {_rfc(folder, older): 0, _rfc(folder, newer): 1})
        for older, newer in rows
    ]


def _rfc(folder: Path, number: str) -> Path:
    return folder / "texts" / f"rfc{number}.txt"


def newswire(folder: Path) -> list[Group]:
    """`meta.csv` with file and dct, the day of writing: one group; texts of one day have no order."""
    rows = [row for row in _rows(folder / "meta.csv") if len(row["dct"]) >= 10]
    return [Group("newswire", {folder / "texts" / row["file"]: row["dct"] for row in rows})]


def wire(folder: Path) -> list[Group]:
    """`meta.csv` with id and datetime, to the second: one group."""
    rows = _rows(folder / "meta.csv")
    return [Group("wire", {folder / "texts" / f"{row['id']}.txt": row["datetime"] for row in rows})]


def simulated(name: str, count: int, folder: Path) -> list[Group]:
    seed, setting = CASCADES[name]
    groups = []
    for number in range(count):
        place = folder / f"c{number:03}"
        write(place, seed * 10_000 + number, setting)
        truth = json.loads((place / "truth.json").read_text(encoding="utf-8"))
        rank = {place / d["file"]: (d["written"], n) for n, d in enumerate(truth["documents"])}
        groups.append(Group(f"{name} {number}", rank, truth))
    return groups


CORPORA = {
    "wiki-versions": versions, "post-revisions": versions, "rfc": obsoletes, "dated-news": newswire, "reuters": wire,
}  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


# --------------------------------------------------------------------------- what the cues hear


def pairs(corpus: str, groups: Iterable[Group], cache: Path | None = None) -> list[Pair]:
    """All pairs of all groups, also those in which nothing is found. What was heard is kept in the cache, if any."""
    kept = cache / f"{corpus.replace(' ', '_').replace(',', '').replace('%', '')}.pickle" if cache else None
    if kept and kept.is_file():
        held: list[Pair] = pickle.loads(kept.read_bytes())
        return held
    found = [pair for group in groups for pair in _heard(corpus, group)]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(found))
    return found


def _heard(corpus: str, group: Group) -> Iterator[Pair]:
    """The pairs of a group, traced by itself under names that tell nothing of the order."""
    with tempfile.TemporaryDirectory() as folder:
        rank: dict[str, Any] = {}
        size: dict[str, int] = {}
        for number, (path, place) in enumerate(group.files.items()):
            content = path.read_bytes()
            # A cascade's names are its outlets' and tell no order; credits may name them.
            digest = hashlib.sha256(f"{group.name}{number}".encode() + content).hexdigest()[:12]
            name = path.name if group.truth else f"{digest}.txt"
            (Path(folder) / name).write_bytes(content)
            rank[name], size[name] = place, len(content)
        asked, relations, sourced = _asked(folder)
    names = sorted(rank)
    is_small = len(names) <= 100
    for a, b in ((a, b) for n, a in enumerate(names) for b in names[n + 1 :]) if is_small else sorted(asked):
        kind = _kind(group.truth, a, b)
        day_a, day_b = (place[0] if group.truth else place for place in (rank[a], rank[b]))
        if rank[a] == rank[b] or (kind != "copy" and day_a == day_b):
            continue
        held = asked.get((a, b))
        bond, values = (held[0].bond, held[1]) if held else ("", {})
        evidence = tuple(replace(one, quote=None, says="") for one in held[0].evidence) if held else ()
        relation = relations.get((a, b))
        is_a_first = rank[a] < rank[b]
        unit = group.name if is_small else min(a, b)
        yield Pair(
            corpus, unit, is_development(unit.partition("/")[0]), is_a_first, kind, bond, evidence, values,
            None if size[a] == size[b] else (size[b] > size[a]) == is_a_first, relation.p_a_first if relation else None,
            (a, b) in sourced,
        )  # fmt: skip


def _asked(
    folder: str,
) -> tuple[
    dict[tuple[str, str], tuple[Told, Mapping[str, float]]], dict[tuple[str, str], Relation], set[tuple[str, str]]
]:
    """For each pair that is judged in a folder what it is judged by; the relations of the report; the pairs of which
    the source of both is found."""
    asked: dict[tuple[str, str], tuple[Told, Mapping[str, float]]] = {}
    sourced: set[tuple[str, str]] = set()
    told, of_siblings = direction.told, direction.of_siblings

    def spy(pairs: Pairs, said: Sequence[Said], kin: Kin) -> list[Told]:
        heard = told(pairs, said, kin)
        shares = np.array([one.shares for one in heard])
        columns = features(pairs, kin, shares, [one.evidence for one in heard])
        for pair, one in enumerate(heard):
            a, b = pairs.two(pair)
            values = {name: float(column[pair]) for name, column in columns.items()} if one.is_matched else {}
            asked[a.id, b.id] = one, values
        return heard

    def watched(
        told: Mapping[tuple[str, str], Told], beliefs: Mapping[tuple[str, str], Belief], settings: DirectionSettings
    ) -> dict[tuple[str, str], Belief]:
        sourced.update(told)
        return of_siblings(told, beliefs, settings)

    with patch.multiple(direction, told=spy, of_siblings=watched):
        report = pipeline.trace([folder])
    relations = {(r.a, r.b): r for r in report.relations}
    if not relations.keys() <= asked.keys():
        raise RuntimeError(f"pairs of {folder} were judged by what is not heard here: cues were asked by another way")
    return asked, relations, sourced


def _kind(truth: Mapping[str, Any] | None, a: str, b: str) -> str:
    if truth is None:
        return ""
    parents: dict[str, set[str]] = defaultdict(set)
    for source, target, _ in truth["edges_with_hidden"]:
        parents[target].add(source)
    above = {name: _ancestors(name, parents) for name in (a, b)}
    if a in above[b] or b in above[a]:
        return "copy"
    return "sibling" if above[a] & above[b] else "apart"


def _ancestors(name: str, parents: Mapping[str, set[str]]) -> set[str]:
    above = set(parents.get(name, ()))
    return above.union(*(_ancestors(parent, parents) for parent in above))


# --------------------------------------------------------------------------- how right it is


@dataclass(frozen=True)
class Opinion:
    """What is said of one pair: the confidence in the likelier order, and whether that is the true one."""

    confidence: float
    is_right: bool
    group: str = ""


def table(name: str, judged: Sequence[Opinion], count: int, floor: float) -> list[object]:
    """A row of figures of `count` pairs: the share of them about which is said .70, .85 and .95, how right that is, and
    of how many; calibration error, Brier score.
    """
    cells: list[object] = [name, count, f"{floor:.3f}", f"{len(judged) / max(1, count):.3f}"]
    for level in (0.70, 0.85, 0.95):
        right = [one.is_right for one in judged if one.confidence >= level]
        share = f"{len(right) / max(1, count):.3f}"
        cells.append(f"{share} at {sum(right) / len(right):.3f} ({len(right)})" if right else "none")
    return [*cells, f"{calibration_error(judged):.3f}", f"{chance_error(judged):.3f}", f"{brier(judged):.3f}"]


HEAD = [
    "texts", "pairs", "longer is later", "with an opinion", ">= .70", ">= .85", ">= .95", "ECE", "by chance", "Brier",
]  # fmt: skip
BINS = 6
DRAWS = 200


def calibration_error(judged: Sequence[Opinion]) -> float:
    """The mean distance of confidence and share of right ones over six bins of confidence, weighted by their pairs."""
    return sum(abs(sum(one.confidence - one.is_right for one in held)) for held in bins(judged)) / max(1, len(judged))


def chance_error(judged: Sequence[Opinion]) -> float:
    """The calibration error that one in twenty would have of those who are right as often as they say.

    What is said of pairs of one group with one confidence rests on the same words: all of it is right or none.
    """
    chance = random.Random(0)
    held = [[(one.confidence, (one.group, round(one.confidence, 2))) for one in few] for few in bins(judged)]
    drawn = []
    for _ in range(DRAWS):
        luck: dict[tuple[str, float], float] = defaultdict(chance.random)
        errors = [sum([said - (luck[told] < said) for said, told in few]) for few in held]
        drawn.append(sum(map(abs, errors)) / max(1, len(judged)))
    return sorted(drawn)[DRAWS * 19 // 20 - 1]


def bins(judged: Sequence[Opinion]) -> list[list[Opinion]]:
    held: list[list[Opinion]] = [[] for _ in range(BINS)]
    for one in judged:
        held[min(BINS - 1, int((one.confidence - 0.5) * 2 * BINS))].append(one)
    return held


def brier(judged: Sequence[Opinion]) -> float:
    return sum((one.confidence - one.is_right) ** 2 for one in judged) / max(1, len(judged))


def opinions(held: Iterable[tuple[Pair, float | None]]) -> list[Opinion]:
    """What is said of each pair about which something is said."""
    return [
        Opinion(max(p, 1 - p), (p > 0.5) == pair.is_a_first, pair.group)
        for pair, p in held
        if p is not None and p != 0.5
    ]


def floor(held: Sequence[Pair]) -> float:
    longer = [pair.is_longer_later for pair in held if pair.is_longer_later is not None]
    return sum(longer) / max(1, len(longer))


def all_pairs(data: Path, count: int, cache: Path | None, names: Sequence[str] = ()) -> dict[str, list[Pair]]:
    """The pairs of every corpus in a folder, and of the cascades."""
    found = {}
    for name, reader in CORPORA.items():
        if (data / name).is_dir() and (not names or name in names):
            found[name] = pairs(name, reader(data / name), cache)
    for name in CASCADES:
        if not names or name in names:
            with tempfile.TemporaryDirectory() as folder:
                found[name] = pairs(name, simulated(name, count, Path(folder)), cache)
    return found


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return os.linesep.join("| " + " | ".join(map(str, line)) + " |" for line in lines) + os.linesep
