"""A sentence that stands plain in one text and as somebody's words in the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.lexicon import REPORTING_VERBS
from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.pairs import Bools, Ints, Pairs

_WEIGHT, _FURTHER, _MOST = 1.0, 0.35, 1.7
_MIN_SIMILARITY = 0.6
_SPOKEN = rf",\s+(?:[\w’'-]+\s+){{1,5}}(?:{'|'.join(sorted(REPORTING_VERBS))})\s*"
_TAG = re.compile(rf"{_SPOKEN}[.]?\s*$|\baccording to\b", re.IGNORECASE)
_TAG_WITHIN = re.compile(rf"\w{_SPOKEN}[.]", re.IGNORECASE)
"""In a whole text; not behind a quotation, which is followed by its own mark."""
_WORD = re.compile(r"[a-z]+")


def attribution(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two texts that share a sentence, the one that adds who said so is farther from the source.

    *What it hears.* An aligned pair of sentences of which one ends in ", the council said" or says "according to", and
    the other reports nobody: it has no verb of speech at all, wherever it would stand.

    *Why it tells.* A reporter who takes a sentence over names whose it is; its author need not. So it abstains where
    the other text is a report itself, one that tells what others said without quoting it.

    *When it misleads.* Against time evidence: then neither took it from the other, and both have it from a text that is
    not here.
    """
    found = tags(pairs)
    balance = np.bincount(found.pair, np.where(found.is_b, 1, -1), len(pairs.a))
    rows = zip(found.pair.tolist(), found.is_b.tolist(), found.stretch.tolist(), strict=True)
    told = set()
    for pair, is_b, stretch in rows:
        if pair in told or not balance[pair] or is_b != (balance[pair] > 0):
            continue
        told.add(pair)
        later, span = pairs.two(pair)[is_b], pairs.stretches.span(stretch)
        tag = _tag(later.quote(span))
        assert tag is not None
        start, end = span.start + tag.start(), span.start + tag.end()
        yield (
            pair,
            Evidence(
                "attribution",
                "a" if is_b else "b",
                min(_WEIGHT + _FURTHER * (abs(int(balance[pair])) - 1), _MOST),
                later.id,
                tag.group().strip(" ,"),
                start,
                end,
                "says whose words they are, where the other does not",
            ),
        )


def names_speaker(text: str) -> bool:
    """Whether a sentence says whose words it repeats."""
    return _tag(text) is not None


@lru_cache(maxsize=10_000)  # a sentence is seen beside its counterparts in many texts
def _tag(text: str) -> re.Match[str] | None:
    last = text.rstrip().removesuffix(".").rsplit(maxsplit=1)[-1:]
    if (last and last[0].lower() in REPORTING_VERBS) or "according to" in text.lower():
        return _TAG.search(text)
    return None


def _reports(text: str) -> bool:
    """Whether a sentence tells that somebody said something, be it before the words, after them or between."""
    low = text.lower()
    return "according to" in low or not REPORTING_VERBS.isdisjoint(_WORD.findall(low))


def _is_report(text: str) -> bool:
    """Whether a text tells, in its own words, what others said."""
    return "according to" in text.lower() or _TAG_WITHIN.search(text) is not None


class Tags(NamedTuple):
    """Stretches that name the speaker of a shared sentence where the other text does not: the pair, whose, which."""

    pair: Ints
    is_b: Bools
    stretch: Ints


def tags(pairs: Pairs) -> Tags:
    """The stretches that name a speaker beside plain ones, in the order of the segments."""
    segments, text = pairs.segments, pairs.stretches.text
    rows = segments.between(_MIN_SIMILARITY, 1)
    a, b = segments.a[rows], segments.b[rows]
    names, reports = np.zeros((2, len(pairs.stretches.texts)), dtype=np.bool_)
    for told, asked in ((names, names_speaker), (reports, _reports)):
        answers = pairs.of_texts(np.concatenate([a, b]), asked)
        told[list(answers)] = list(answers.values())
    is_a, is_b = names[text[a]] & ~reports[text[b]], names[text[b]] & ~reports[text[a]]
    one = np.flatnonzero(is_a | is_b)
    pair = segments.pair[rows[one]]
    plain = np.where(is_b[one], pairs.a[pair], pairs.b[pair])
    is_report = np.zeros(len(pairs.witnesses), dtype=np.bool_)
    for number in np.unique(plain).tolist():
        is_report[number] = _is_report(pairs.witnesses[number].document.text)
    kept = one[~is_report[plain]]
    return Tags(segments.pair[rows[kept]], is_b[kept], np.where(is_b[kept], b[kept], a[kept]))
