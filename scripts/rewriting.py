"""Sources, their rewrites and independent reports of the same event, with the truth by sentence.

A case of tests/cases/rewriting is a TOML file: `what` it tells of, which `half` it belongs to (rules are chosen on
`develop`, judged on `report`), and the texts. Of `source` each line is a number and a sentence; of `rewrite` (all facts
kept) and `short` (about half of them) the numbers of the sentences it comes from, and a sentence. An empty line begins
a paragraph. `independent` (a feature) and `straight` (news, where it is there) are plain text by other reporters, who
had no part of the source but what was said aloud. `missed` names a case whose short rewrite is not told, and stays as
a record of what is out of reach.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HALVES = ("develop", "report")
WRITTEN = ("rewrite", "short")
REWRITES = (*WRITTEN, "bare")
"""As written, and `bare`: the rewrite without the sentences that quote, which leaves hardly a run of words."""
REPORTS = ("independent", "straight")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands in its text, and the numbers of those sentences of the source that it tells."""

    start: int
    end: int
    tells: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its sentences, in order."""

    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One event: what was published, rewrites of it, and reports that owe it nothing."""

    name: str
    half: str
    source: Text
    rewrites: dict[str, Text]
    reports: dict[str, str]
    missed: bool


def cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder, sorted by name."""
    for path in sorted(folder.glob("*.toml")):
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        source, *rewrites = (_text(held[name]) for name in ("source", *WRITTEN))
        named = dict(zip(REWRITES, [*rewrites, _without_quotations(rewrites[0])], strict=True))
        reports = {name: held[name].strip() + "\n" for name in REPORTS if name in held}
        yield Case(path.stem, held["half"], source, named, reports, held.get("missed", False))


def _text(numbered: str) -> Text:
    """A text from its lines of numbers and sentences."""
    text, sentences = "", []
    for line in numbered.strip().split("\n"):
        if not line:
            text += "\n\n"
            continue
        numbers, sentence = line.split(" ", 1)
        text += " " if text and not text.endswith("\n") else ""
        tells = tuple(map(int, numbers.split(",")))
        sentences.append(Sentence(len(text), len(text) + len(sentence), tells))
        text += sentence
    return Text(text + "\n", tuple(sentences))


def _without_quotations(text: Text) -> Text:
    words, sentences = "", []
    for sentence in text.sentences:
        said = text.text[sentence.start : sentence.end]
        if '"' not in said:
            sentences.append(Sentence(len(words), len(words) + len(said), sentence.tells))
            words += f"{said} "
    return Text(words.rstrip() + "\n", tuple(sentences))
