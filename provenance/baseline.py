"""The baseline: findings that were accepted, in a file of JSON Lines, one fingerprint with a count a line, sorted.

A line names the documents, for whoever reviews it; what counts is the fingerprint, which is made from the words and the
rule alone. So a renamed story stays known, a second copy of an accepted passage is new, and two branches merge line by
line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.errors import BaselineError
from provenance.model import FindingState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from provenance.model import Finding

MAX_GROWTH = 0.05
"""By how much of a document's words an accepted finding may grow before it is new again."""

_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""What git puts between the lines of two branches."""

_HINT = "take it from version control, or delete it and write it anew: provenance baseline create"


@dataclass(frozen=True, slots=True)
class Entry:
    """Accepted findings of one fingerprint: how many, the largest share of a document's words, and where."""

    fingerprint: str
    rule: str
    count: int
    share: float
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """All accepted findings, by fingerprint. `name` and `digest` are those of the file that was read."""

    entries: Mapping[str, Entry]
    name: str = field(default="", compare=False)
    digest: str = field(default="", compare=False)


def read(path: str | PathLike[str]) -> Baseline:
    """The baseline that a file holds. Raises `BaselineError` for a file that is missing or damaged."""
    try:
        raw = Path(path).read_bytes()
        lines = raw.decode("utf-8").split("\n")
    except FileNotFoundError as error:
        hint = f"provenance baseline create {path} PATH... makes it"
        raise BaselineError(f"{path}: no such file", hint=hint) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise BaselineError(f"{path}: {reason}", hint=_HINT) from error
    found = [_entry(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    merged: dict[str, Entry] = {}
    for entry in found:  # two branches may have accepted the same finding
        held = merged.get(entry.fingerprint)
        merged[entry.fingerprint] = entry if held is None else _merged(held, entry)
    return Baseline(merged, str(path), sha256(raw).hexdigest())


def accepted(findings: Iterable[Finding]) -> Baseline:
    """A baseline of these findings."""
    entries: dict[str, Entry] = {}
    for finding in findings:
        one = Entry(finding.fingerprint, finding.rule, 1, finding.share, (finding.document,))
        held = entries.get(one.fingerprint)
        entries[one.fingerprint] = one if held is None else replace(_merged(held, one), count=held.count + 1)
    return Baseline(entries)


def judged(
    findings: Sequence[Finding],
    baseline: Baseline,
    elsewhere: frozenset[str] = frozenset(),
    mutual: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings, each new or known: of one fingerprint, those in the documents that the baseline names come first.

    More of them than were accepted are new, and so is one that has grown by more than `MAX_GROWTH`. What was accepted
    in documents `elsewhere`, which are there and were not judged, is theirs still: but a rule that is `mutual` tells
    of two documents in the later by name, and of the same two in the earlier where the later was not judged.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        groups[finding.fingerprint].append(number)
    known: set[int] = set()
    for fingerprint, group in groups.items():
        entry = baseline.entries.get(fingerprint)
        if entry is not None:
            named = sorted(group, key=partial(_rank, findings, entry))
            here = {_mirrored(findings[n], mutual) for n in group}
            room = max(0, entry.count - len(elsewhere.intersection(entry.documents) - here))
            known.update(n for n in named[:room] if findings[n].share <= entry.share + MAX_GROWTH)
    return tuple(
        replace(finding, state=FindingState.KNOWN if number in known else FindingState.NEW)
        for number, finding in enumerate(findings)
    )


def _mirrored(finding: Finding, mutual: frozenset[str]) -> str | None:
    """The later by name of two documents of which a finding tells in the earlier."""
    return finding.source if finding.rule in mutual and finding.document < (finding.source or "") else None


def grown(findings: Iterable[Finding], baseline: Baseline) -> tuple[tuple[Finding, Entry], ...]:
    """Of judged findings those that were accepted once, and are new because they have grown; with what was accepted."""
    known = baseline.entries
    held = [(each, known[each.fingerprint]) for each in findings if each.fingerprint in known]
    return tuple(
        (finding, entry)
        for finding, entry in held
        if finding.state is FindingState.NEW and finding.share > entry.share + MAX_GROWTH
    )


def _rank(findings: Sequence[Finding], entry: Entry, number: int) -> tuple[bool, str]:
    """Sorts findings in the documents that an entry names before others."""
    document = findings[number].document
    return document not in entry.documents, document


def gone(findings: Iterable[Finding], baseline: Baseline) -> tuple[Entry, ...]:
    """What the baseline accepts and nobody finds any more, sorted; of a count, as many as are missing."""
    found = accepted(findings).entries
    left = (
        replace(entry, count=entry.count - found[fingerprint].count if fingerprint in found else entry.count)
        for fingerprint, entry in sorted(baseline.entries.items())
    )
    return tuple(entry for entry in left if entry.count > 0)


def pruned(baseline: Baseline, findings: Iterable[Finding]) -> Baseline:
    """The baseline without what nobody finds any more."""
    found = accepted(findings).entries
    return Baseline(
        {
            fingerprint: replace(entry, count=min(entry.count, found[fingerprint].count))
            for fingerprint, entry in baseline.entries.items()
            if fingerprint in found
        }
    )


def lines(baseline: Baseline) -> bytes:
    """A baseline as its file holds it."""
    shown = [
        {
            "fingerprint": entry.fingerprint,
            "rule": entry.rule,
            "count": entry.count,
            "share": round(entry.share, 4),
            "documents": list(entry.documents),
        }
        for _, entry in sorted(baseline.entries.items())
    ]
    return "".join(f"{json.dumps(each, ensure_ascii=True)}\n" for each in shown).encode("ascii")


def _merged(one: Entry, other: Entry) -> Entry:
    """Two entries of one fingerprint: the larger count and share, and all documents."""
    documents = tuple(sorted({*one.documents, *other.documents}))
    return replace(one, count=max(one.count, other.count), share=max(one.share, other.share), documents=documents)


def _entry(line: str, where: str) -> Entry:
    """One line. Raises `BaselineError` with its place."""
    if line.startswith(_CONFLICT):
        raise BaselineError(
            f"{where}: two branches have changed it, and their merge is not settled",
            hint=f"delete the lines that begin with {', '.join(_CONFLICT)}: all others may stay; with "
            f"`{Path(where).name.partition(':')[0]} merge=union` in .gitattributes git does so itself",
        )
    try:
        content: Any = json.loads(line)
        entry = Entry(
            str(content["fingerprint"]),
            str(content["rule"]),
            int(content["count"]),
            float(content["share"]),
            tuple(map(str, content["documents"])),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise BaselineError(f"{where}: damaged: no such line is written by us", hint=_HINT) from error
    if entry.count < 1 or not 0 <= entry.share <= 1:
        raise BaselineError(f"{where}: damaged: a count or a share that cannot be", hint=_HINT)
    return entry
