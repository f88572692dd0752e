"""A sentence that stands plain in one text and as somebody's words in the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.lexicon import REPORTING_VERBS
from provenance.model import Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import FamilyView, Match, Segment, Witness

_WEIGHT, _FURTHER, _MOST = 1.0, 0.35, 1.7
_MIN_SIMILARITY = 0.6
_TAG = re.compile(
    rf",\s+(?:[\w’'-]+\s+){{1,5}}(?:{'|'.join(sorted(REPORTING_VERBS))})\s*[.]?\s*$|\baccording to\b", re.IGNORECASE
)


def attribution(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """Of two texts that share a sentence, the one that adds who said so is farther from the source.

    *What it hears.* An aligned pair of sentences of which one ends in ", the council said" or says "according to", and
    the other does not.

    *Why it tells.* A reporter who takes a sentence over names whose it is; its author need not.

    *When it misleads.* Against time evidence: then neither took it from the other, and both have it from a text that is
    not here.
    """
    found = tags(matches, a, b)
    balance = sum(1 if later is b else -1 for later, _ in found)
    if not balance:
        return None
    later, words = next((later, words) for later, words in found if (later is b) == (balance > 0))
    weight = min(_WEIGHT + _FURTHER * (abs(balance) - 1), _MOST)
    return Evidence(
        "attribution",
        "a" if later is b else "b",
        weight,
        later.id,
        later.quote(words).strip(" ,"),
        words.start,
        words.end,
        "adds whose words they are, where the other has them plain",
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


def tags(matches: Sequence[Match], a: Witness, b: Witness) -> list[tuple[Witness, Span]]:
    """The documents that name the speaker of a shared sentence where the other does not, with the words that do."""
    return [
        tag
        for match in matches
        for segment in match.segments
        if _MIN_SIMILARITY <= segment.similarity < 1 and (tag := _tagged(match, segment, a, b))
    ]


def _tagged(match: Match, segment: Segment, a: Witness, b: Witness) -> tuple[Witness, Span] | None:
    span_a, span_b = (segment.a, segment.b) if match.a.document == a.id else (segment.b, segment.a)
    tag_a, tag_b = _tag(a.quote(span_a)), _tag(b.quote(span_b))
    if (tag_a is None) == (tag_b is None):
        return None
    later, span, tag = (a, span_a, tag_a) if tag_a else (b, span_b, tag_b)
    assert tag is not None
    return later, Span(span.start + tag.start(), span.start + tag.end())
