"""Our engine and other tools on the same generated corpora, in the same run, by turns, each a fresh process.

usage: scripts/bench [--sizes N ...] [--only NAME ...] [--runs R] [--timeout S] [--seed S] [--corpora DIR]
                     [--out FILE] [--no-readme] [--tables]

Measured is the whole process, from files to finished matches (pairs of documents with places), by the operating
system's account: cpu and wall seconds, and the peak memory of all its processes together. `provenance` is our engine to
finished matches, `provenance trace` the whole of it with dating, order, lineage and JSON without text, each in one
process. Other tools are run as scripts/peers.py says, at the settings in PEERS here. Those of text-dedup and polars
were chosen at 1,000 documents for the best recall at a precision of .95 and more. datasketch-best and rensa hand what
they find to rapidfuzz, which makes them both finer and surer than any threshold of their own: runs and threshold are
the quickest that find every level at 1,000 documents, and the check the lowest at which they trace what ours does at
10,000, so that the times are of equal recall. datasketch-documented has the threshold of its documentation's example.

Recall is of planted passages, by how much they were edited; a pair of documents that share only a standing footer is no
error. A ratio is of cpu seconds within one run, and stands only where ours traced as much at every level of editing, to
a hundredth. Without --sizes: 1,000 and 10,000 documents with everything, 100,000 with ours alone. Results go, merged by
size and name, to out/bench.json, and from there into the table between the marks in README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bench_tables
import corpora
import reuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
OURS, TRACE = "provenance", "provenance trace"
PEERS = {
    "datasketch-documented": ("datasketch", "--unit=sentence", "--words=5", "--threshold=0.5"),
    "datasketch-best": ("datasketch", "--unit=sentence", "--words=3", "--threshold=0.2", "--check=74"),
    "rensa": ("rensa", "--unit=sentence", "--words=3", "--threshold=0.2", "--check=76"),
    "text-dedup": ("text_dedup", "--unit=sentence", "--words=5", "--threshold=0.4"),
    "polars": ("polars", "--words=5", "--threshold=4"),
}
"""The module that must be there, and the settings."""
MAX_PEER_DOCUMENTS = 10_000
SAMPLE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and its children used: cpu and wall seconds, megabytes at the peak; and how it ended."""

    cpu: float
    wall: float
    peak: float
    status: int
    last_words: str


def measured(command: Sequence[str | Path], timeout: float) -> Usage:
    """Runs a command to its end, or to the timeout."""
    with tempfile.TemporaryFile() as talk:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=talk, cwd=ROOT)
        sampled = [0.0]
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child, ended, sampled, started + timeout))
        watcher.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
        talk.seek(0)
        words = talk.read().decode(errors="replace").strip().split("\n")
    largest = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Usage(used.ru_utime + used.ru_stime, wall, max(largest, sampled[0]), child.returncode, words[-1][:300])


def _watch(child: subprocess.Popen[bytes], ended: threading.Event, peak: list[float], deadline: float) -> None:
    """Keeps the largest resident memory of a process and its descendants; ends it at the deadline."""
    while not ended.wait(SAMPLE_SECONDS):
        peak[0] = max(peak[0], sum(_resident(pid) for pid in _family(child.pid)))
        if time.perf_counter() > deadline:
            child.kill()


def _family(pid: int) -> Iterator[int]:
    """A process and its descendants, where the system tells."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


# --------------------------------------------------------------------------- contenders


def command_of(name: str, texts: Path, out: Path) -> list[str | Path]:
    """The process that is measured, and where it writes what it found."""
    if name == TRACE:
        return [sys.executable, "-m", "provenance", "trace", texts, "--no-text", "--quiet", "--jobs=1", "-o", out]
    if name == OURS:
        return [sys.executable, SCRIPTS / "bench_matches.py", texts, out]
    return [sys.executable, SCRIPTS / "peers.py", name, texts, out, *PEERS[name][1:]]


def found_in(out: Path) -> Iterator[tuple[str, int, int, str, int, int]]:
    """The matches that a process wrote: a report, or one match a line."""
    with out.open(encoding="utf-8") as file:
        if out.suffix == ".json":
            for match in json.load(file)["matches"]:
                a, b = match["a"], match["b"]
                yield a["document"], a["start"], a["end"], b["document"], b["start"], b["end"]
        else:
            for line in file:
                yield tuple(json.loads(line))


def contenders(size: int, only: Sequence[str]) -> list[str]:
    """Who is measured at a size; a tool that is not installed is named on standard error."""
    names = [OURS, TRACE, *(PEERS if size <= MAX_PEER_DOCUMENTS else ())]
    names = [name for name in names if not only or name in only]
    missing = [name for name in names if name in PEERS and find_spec(PEERS[name][0]) is None]
    for name in missing:
        print(f"{name} is not installed; it is left out", file=sys.stderr)
    return [name for name in names if name not in missing]


def measure_size(given: argparse.Namespace, size: int, keep: Callable[[dict[str, Any]], None]) -> None:
    """Every contender at one size, by turns, `runs` times; each is kept when done, with what it found last."""
    folder = given.corpora / f"{size}-{given.seed}"
    truth = corpora.generate(size, folder, given.seed)
    names = contenders(size, given.only)
    usages: dict[str, list[Usage]] = {name: [] for name in names}
    entries: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as place:
        for turn in range(given.runs):
            for name in names:
                if name in entries:
                    continue
                out = Path(place) / f"{name}.{'json' if name == TRACE else 'jsonl'}"
                usage = measured(command_of(name, folder / "texts", out), given.timeout)
                usages[name].append(usage)
                note = f" status {usage.status}: {usage.last_words}" if usage.status else ""
                print(f"{size:>7,} {name:22} turn {turn + 1}: {usage.cpu:8.1f} cpu-s{note}", file=sys.stderr)
                if usage.status or turn + 1 == given.runs:
                    entries[name] = entry(usages[name], truth, None if usage.status else out)
                    keep(bench_tables.with_ratios(entries))


def entry(usages: Sequence[Usage], truth: dict[str, Any], out: Path | None) -> dict[str, Any]:
    """What is kept of one contender at one size: each figure of all turns, and the score; or why there is none."""
    kept: dict[str, Any] = {"documents": truth["documents"], "bytes": truth["bytes"]}
    if out is None:
        return {**kept, "failed": f"status {usages[-1].status} after {usages[-1].wall:.0f} s: {usages[-1].last_words}"}
    score = reuse.score(truth, found_in(out))
    return {
        **kept,
        **{figure: [round(getattr(u, figure), 3) for u in usages] for figure in ("cpu", "wall", "peak")},
        "levels": {name: asdict(level) for name, level in score.levels.items()},
        "right": score.right,
        "standing": score.standing,
        "wrong": len(score.wrong),
        "precision": score.precision,
    }


# --------------------------------------------------------------------------- small things


def small(given: argparse.Namespace) -> dict[str, dict[str, float]]:
    """What a person waits for: cpu seconds of ours, and of what it is set against."""
    folder = given.corpora / f"10-{given.seed}"
    corpora.generate(10, folder, given.seed)
    bare = _median(lambda: measured([sys.executable, "-c", "pass"], given.timeout).cpu)
    with tempfile.TemporaryDirectory() as place:
        trace = [*map(str, command_of(TRACE, folder / "texts", Path(place) / "x.json"))]
        held: dict[str, list[str]] = {
            "`trace` of ten documents": trace,
            "`--help`": [sys.executable, "-m", "provenance", "--help"],
        }
        rows = {
            name: {"ours": _median(partial(_cpu, command, given.timeout)), "other": bare}
            for name, command in held.items()
        }
    return {**rows, "`compare` of two texts of 5 kB": _compared(given)}


def _cpu(command: list[str], timeout: float) -> float:
    return measured(command, timeout).cpu


def _median(timed: Callable[[], float], times: int = 5) -> float:
    """The median of some runs, after one that does not count."""
    timed()
    return statistics.median(timed() for _ in range(times))


def _compared(given: argparse.Namespace) -> dict[str, float]:
    """The median pair, warm; beside it the standard library's SequenceMatcher on the words of the same pairs."""
    from difflib import SequenceMatcher

    import provenance

    folder = given.corpora / f"1000-{given.seed}"
    truth = corpora.generate(1000, folder, given.seed)
    pairs = [(p.source[0], p.copy[0]) for p in reuse.planted(truth) if p.level == "light"][:7]
    names = sorted(path for path in (folder / "texts").rglob("*") if path.is_file())

    def text(name: str, more: int) -> str:
        whole = [(folder / "texts" / name).read_bytes(), *(path.read_bytes() for path in names[more : more + 9])]
        return b"\n\n".join(whole)[:5000].decode(errors="ignore")

    def by_difflib(a: str, b: str) -> object:
        return SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes()

    texts = [(text(a, 10 * n), text(b, 500 + 10 * n)) for n, (a, b) in enumerate(pairs)]
    return {
        "ours": statistics.median(_timed(partial(provenance.compare, *pair)) for pair in texts),
        "other": statistics.median(_timed(partial(by_difflib, *pair)) for pair in texts),
    }


def _timed(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return _median(once)


# --------------------------------------------------------------------------- all


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--only", nargs="+", default=[], choices=[OURS, TRACE, *PEERS, "small"], metavar="NAME")
    parser.add_argument("--runs", type=int, default=3, help="turns at each size; the median is shown")
    parser.add_argument("--timeout", type=float, default=3600.0, help="seconds that one process may take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpora", type=Path, default=ROOT / "out" / "corpora", help="made there, and kept")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench.json")
    parser.add_argument("--no-readme", action="store_true", help="leave README.md as it is")
    parser.add_argument("--tables", action="store_true", help="measure nothing, write the tables anew")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    kept: dict[str, Any] = json.loads(given.out.read_text("utf-8")) if given.out.is_file() else {"sizes": {}}
    if not given.tables:
        kept["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        # in order: the memory of a process is no smaller than ours was when it began
        for size in sorted(given.sizes) if set(given.only) != {"small"} else ():
            held = kept["sizes"].setdefault(str(size), {})

            def keep(entries: dict[str, Any], held: dict[str, Any] = held) -> None:
                held.update(entries)
                _write(given.out, kept)

            measure_size(given, size, keep)
        if not given.only or "small" in given.only:
            kept["small"] = small(given)
        _write(given.out, kept)
    text = bench_tables.tables(kept)
    print(text)
    if not given.no_readme:
        bench_tables.rewrite(ROOT / "README.md", text)


def _write(path: Path, kept: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
