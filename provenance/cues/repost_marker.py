"""Words by which a text says that it repeats another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.kernels import content_stems
from provenance.lexicon import REPOST_MARKERS
from provenance.model import Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import FamilyView, Match, Witness

_NAME_PARTS = re.compile(r"[\W_]+|\.\w+$")
_CLAUSE_END = re.compile(r"[.,;:!?\n]")
_WEIGHT = 2.5
_MAX_NAME_CHARACTERS = 80


def repost_marker(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Evidence | None:
    """A text that says it repeats the other is the later one.

    *What it hears.* "Originally published by", "reproduced from", "source:", "courtesy of" in one text, followed by
    words that name the other: its publisher, its title or its file.

    *Why it tells.* On real cross-posts between blogs the marked text was the copy 47 times out of 47.

    *When it misleads.* Within one site and between revisions the words say nothing; where they name a third text, or
    none that can be recognised, it abstains.
    """
    marks = _marker(a, b), _marker(b, a)
    if (marks[0] is None) == (marks[1] is None) or not matches:
        return None
    later, span = (a, marks[0]) if marks[0] is not None else (b, marks[1])
    assert span is not None
    return Evidence(
        "repost-marker",
        "b" if later is a else "a",
        _WEIGHT,
        later.id,
        later.quote(span),
        span.start,
        span.end,
        "says of itself that it repeats the other",
    )


def _marker(witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that it repeats the other, up to the end of the clause."""
    names = content_stems(" ".join(_NAME_PARTS.split(other.id)))
    names |= content_stems(" ".join(filter(None, (other.document.source.publisher, other.document.title))))
    for pattern in REPOST_MARKERS:
        for found in pattern.finditer(witness.document.text):
            end = _CLAUSE_END.search(witness.document.text, found.end())
            stop = min(end.start() if end else len(witness.document.text), found.end() + _MAX_NAME_CHARACTERS)
            if names & content_stems(witness.document.text[found.end() : stop]):
                return Span(found.start(), stop)
    return None
