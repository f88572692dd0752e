"""A shared sentence that is to come in one text and told as past in the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.kernels import content_stems
from provenance.model import Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from provenance.model import FamilyView, Match, Segment, Witness

_WEIGHT = 1.0
_MIN_SIMILARITY, _MIN_SHARED_STEMS = 0.6, 4
_COMING = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due|set|expected|scheduled|planned|going|about) to|(?:is|are) to be)\b"
    r"(?P<verb>(?: \w{1,20}){0,3})",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:(?:was|were|had|did|has been|have been)|(?P<verb>\w{2,20}ed))\b", re.IGNORECASE)


def tense_shift(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """The text in which a shared sentence is still to come was finished before the one in which it is past.

    *What it hears.* An aligned pair of sentences, similar to .6 and more and outside quotation marks, one of which says
    "will", "is due to", "is expected to" where the other has "was", "were", "had" or the same verb in the past, and no
    such words.

    *Why it tells.* What is announced comes to pass, and whoever keeps a text up to date changes its tense.

    *When it misleads.* When reported speech sets a sentence into the past ("said it would"), or a later text takes an
    announcement word for word.
    """
    found = [
        shift
        for match in matches
        for segment in match.segments
        if _MIN_SIMILARITY <= segment.similarity < 1 and (shift := _shift(match, segment, a, b))
    ]
    balance = sum(1 if earlier is a else -1 for earlier, *_ in found)
    if not balance:
        return None
    earlier, span, past = next(row for row in found if (row[0] is a) == (balance > 0))
    return Evidence(
        "tense-shift", "a" if earlier is a else "b", _WEIGHT, earlier.id, earlier.quote(span), span.start, span.end,
        f"speaks of it as still to come, where the other says “{past}”",
    )  # fmt: skip


def _shift(match: Match, segment: Segment, a: Witness, b: Witness) -> tuple[Witness, Span, str] | None:
    """The document that has a shared sentence as to come, the words, and the other's verb."""
    spans = (segment.a, segment.b) if match.a.document == a.id else (segment.b, segment.a)
    texts = a.quote(spans[0]), b.quote(spans[1])
    coming = [_coming(text) for text in texts]
    if (coming[0] is None) == (coming[1] is None):
        return None
    if len(content_stems(texts[0]) & content_stems(texts[1])) < _MIN_SHARED_STEMS:
        return None
    earlier, other = (0, 1) if coming[0] else (1, 0)
    found = coming[earlier]
    assert found is not None
    past = _past(texts[earlier], texts[other], content_stems(found["verb"]))
    witness = (a, b)[earlier]
    span = Span(spans[earlier].start + found.start(), min(spans[earlier].start + found.end() + 80, spans[earlier].end))
    is_quoted = any(quotation.overlap(span) for quotation in witness.quotations)
    return None if past is None or is_quoted else (witness, span, past)


@lru_cache(maxsize=10_000)  # a sentence is seen beside its counterparts in many texts
def _coming(text: str) -> re.Match[str] | None:
    """What a text says is to come; most have none of the words, and are not looked through."""
    low = text.lower()
    may_come = "will" in low or "shall" in low or "is " in low or "are " in low
    return _COMING.search(text) if may_come else None


def _past(coming: str, told: str, verbs: Collection[str]) -> str | None:
    """The first past of a sentence that its counterpart lacks: an auxiliary, or one of some verbs."""
    known = {verb.group().lower() for verb in _PAST.finditer(coming)}
    for verb in _PAST.finditer(told):
        is_the_same = verb["verb"] is None or not content_stems(verb["verb"]).isdisjoint(verbs)
        if is_the_same and verb.group().lower() not in known:
            return verb.group()
    return None
