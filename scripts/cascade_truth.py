"""The truth of a simulated cascade, asked for what lineage is measured and fitted by."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from provenance.model import Report


@dataclass
class Truth:
    """What really happened in one cascade."""

    parents: dict[str, list[str]]
    written: dict[str, str]
    hidden: dict[str, list[str]]

    def ancestors(self, text: str) -> set[str]:
        return {above for parent in self.parents.get(text, []) for above in (parent, *self.ancestors(parent))}

    def nearest(self, text: str) -> set[str]:
        """The texts that are here and nearest above, where only withheld ones stand between."""
        found = set()
        for parent in self.parents.get(text, []):
            found |= self.nearest(parent) if parent.startswith("hidden:") else {parent}
        return found

    def right_above(self, text: str) -> set[str]:
        """The withheld texts above it with none that is here between."""
        found = set()
        for parent in self.parents.get(text, []):
            if parent.startswith("hidden:"):
                found |= {parent, *self.right_above(parent)}
        return found


def told(folder: Path) -> Truth:
    content = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    parents: dict[str, list[str]] = defaultdict(list)
    for source, target, _ in content["edges_with_hidden"]:
        parents[target].append(source)
    written = {each["id"]: each["written"] for each in content["documents"]}
    return Truth(dict(parents), written, {each["id"]: each["children"] for each in content["hidden_ancestors"]})


def _is_below(text: str, other: str, parents: Mapping[str, Sequence[str]]) -> bool:
    """Whether a text is another or was made of it: a copy of a copy may be the first again."""
    return text == other or any(_is_below(parent, other, parents) for parent in parents.get(text, ()))


def folded(truth: Truth, report: Report) -> Truth:
    """The truth with identical copies as one text, which goes by the name that the report gives it."""
    stands = {name: same[0] for family in report.families for same in family.identical for name in same}
    parents: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    for text in sorted(truth.written, key=lambda text: truth.written[text]):
        written.setdefault(stands.get(text, text), truth.written[text])
    for text, above in truth.parents.items():
        name = stands.get(text, text)
        names = dict.fromkeys(stands.get(parent, parent) for parent in above)
        parents[name] += [one for one in names if one not in parents[name] and not _is_below(one, name, parents)]
    hidden = {name: sorted({stands.get(text, text) for text in children}) for name, children in truth.hidden.items()}
    return Truth(dict(parents), written, hidden)
