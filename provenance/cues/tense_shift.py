"""A shared sentence that is to come in one text and told as past in the other."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import content_stems
from provenance.model import Evidence, Span
from provenance.wording.speech import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from provenance.model import Witness
    from provenance.pairs import Pairs

_WEIGHT = 1.0
_MIN_SIMILARITY, _MIN_SHARED_STEMS = 0.6, 4
_COMING = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due|set|expected|scheduled|planned|going|about) to|(?:is|are) to be)\b"
    r"(?P<verb>(?: \w{1,20}){0,3})",
    re.IGNORECASE,
)
_PLANNED = (
    r"(?: (?:\w{1,20} )?(?:due|set|expected|scheduled|planned|going|about|supposed|meant|intended) to\b| to be\b"
    r"|(?: been)?(?: now| also)? (?:postponed|rescheduled|rearranged|deferred|delayed|moved|put back|brought forward"
    r"|cancelled|canceled|called off)\b)"
)
"""Behind a past these tell nothing of the day: it was due to be held, it has been put back to Friday."""
_PAST = re.compile(
    rf"\b(?:(?:was|were|had|did|has been|have been)(?!{_PLANNED})|(?P<verb>\w{{2,20}}ed))\b", re.IGNORECASE
)


def tense_shift(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """The text in which a shared sentence is still to come was finished before the one in which it is past.

    *What it hears.* An aligned pair of sentences, similar to .6 and more and not quoted, one of which says "will", "is
    due to", "is expected to" where the other has "was", "were", "had" or the same verb in the past, and no such words.
    That it was due, or has been postponed, is no past of it.

    *Why it tells.* What is announced comes to pass, and whoever keeps a text up to date changes its tense.

    *When it misleads.* When reported speech sets a sentence into the past ("said it would"), or a later text takes an
    announcement word for word.
    """
    segments, text = pairs.segments, pairs.stretches.text
    rows = segments.between(_MIN_SIMILARITY, 1)
    coming = pairs.of_texts(np.concatenate([segments.a[rows], segments.b[rows]]), _coming)
    comes = np.zeros(len(pairs.stretches.texts), dtype=np.bool_)
    comes[[number for number, words in coming.items() if words]] = True
    rows = rows[comes[text[segments.a[rows]]] != comes[text[segments.b[rows]]]]
    found: dict[int, list[tuple[Witness, Span, str]]] = defaultdict(list)
    for row, pair in zip(rows.tolist(), segments.pair[rows].tolist(), strict=True):
        sides = segments.a[row], segments.b[row]
        earlier, other = sides if comes[text[sides[0]]] else sides[::-1]
        if shift := _shift(pairs, earlier, other, coming[text[earlier]]):
            found[pair].append(shift)
    for pair, shifts in found.items():
        a, _ = pairs.two(pair)
        balance = sum(1 if earlier is a else -1 for earlier, *_ in shifts)
        if not balance:
            continue
        witness, span, past = next(row for row in shifts if (row[0] is a) == (balance > 0))
        says = f"speaks of it as still to come, where the other says “{past}”"
        favours, quote = "a" if balance > 0 else "b", witness.quote(span)
        yield pair, Evidence("tense-shift", favours, _WEIGHT, witness.id, quote, span.start, span.end, says)


def _shift(pairs: Pairs, earlier: int, other: int, found: re.Match[str] | None) -> tuple[Witness, Span, str] | None:
    """The document that has a shared sentence as to come, the words, and the other's verb.

    `earlier` and `other` are its stretches; in the former the words are `found`.
    """
    assert found is not None
    stretches = pairs.stretches
    own, there = (stretches.texts[stretches.text[stretch]] for stretch in (earlier, other))
    if len(content_stems(own) & content_stems(there)) < _MIN_SHARED_STEMS:
        return None
    past = _past(own, there, content_stems(found["verb"]))
    witness, place = pairs.witnesses[stretches.document[earlier]], stretches.span(earlier)
    span = Span(place.start + found.start(), min(place.start + found.end() + 80, place.end))
    quotations = quoted(witness.document.text, witness.quotations)
    if past is None or any(quotation.overlap(span) for quotation in quotations):
        return None
    return witness, span, past


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
