"""Segments to kinds, degrees and the changes that matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from provenance.kernels import fold
from provenance.lexicon import CALENDAR_WORDS, FUNCTION_WORDS, HEDGES, NEGATIONS
from provenance.model import Change, Degree, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.settings import ClassifySettings

_TOKEN = re.compile(r"[£$€]?\d[\d.,/:]*\d(?:%|[a-z]{1,7}\b)?|[£$€]?\d(?:%|[a-z]{1,7}\b)?|[^\W_]+(?:['’-][^\W_]+)*")
_MAX_CHANGE_WORDS = 6


def degree_of(similarity: float, containment: float, settings: ClassifySettings) -> tuple[Kind, Degree]:
    """Kind and degree of two passages, by the similarity and containment of their folded words."""
    if similarity >= 1.0:
        return Kind.COPIED, Degree.VERBATIM
    if similarity >= settings.min_copied_similarity:
        return Kind.COPIED, Degree.EDITED
    if similarity >= settings.min_light_similarity or containment >= settings.min_light_containment:
        return Kind.PARAPHRASED, Degree.LIGHT
    return Kind.PARAPHRASED, Degree.HEAVY


def changes(text_a: str, text_b: str) -> tuple[Change, ...]:
    """The differences between two near-verbatim passages that change what is said, in the order of `text_a`.

    Numbers, money, dates, names, negations and hedges; a change of style alone is none.
    """
    words_a, words_b = _TOKEN.findall(text_a), _TOKEN.findall(text_b)
    folded_a, folded_b = [fold(word) for word in words_a], [fold(word) for word in words_b]
    found = []
    for old, new in _replaced(folded_a, folded_b):
        type_ = _type_of(words_a[old], words_b[new], old.start == 0 or new.start == 0)
        if type_ is not None:
            found.append(Change(type_, " ".join(words_a[old]), " ".join(words_b[new])))
    return tuple(found)


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """The differing stretches of two word sequences, as pairs of slices."""
    opcodes = Indel.opcodes(a, b)
    start_a = start_b = 0
    for op in opcodes:
        if op.tag != "equal":
            continue
        if op.src_start > start_a or op.dest_start > start_b:
            yield slice(start_a, op.src_start), slice(start_b, op.dest_start)
        start_a, start_b = op.src_end, op.dest_end
    if start_a < len(a) or start_b < len(b):
        yield slice(start_a, len(a)), slice(start_b, len(b))


def _type_of(old: Sequence[str], new: Sequence[str], is_first: bool) -> str | None:
    """What kind of change it is to write `new` for `old`, or None where it does not matter or is more than a change."""
    if max(len(old), len(new)) > _MAX_CHANGE_WORDS:
        return None
    both = [*old, *new]
    folded = {word.lower() for word in both}
    if any(_is_negation(word) for word in both) and {_is_negation(w) for w in old} != {_is_negation(w) for w in new}:
        return "negation"
    if folded & (CALENDAR_WORDS - {"may"}) and old and new:
        return "date"
    if any(any(character.isdigit() for character in word) for word in both) and old and new:
        return "number"
    if {w.lower() for w in old} & HEDGES != {w.lower() for w in new} & HEDGES:
        return "hedge"
    names_old, names_new = _names(old, is_first), _names(new, is_first)
    return "name" if names_old and names_new and names_old != names_new else None


def _is_negation(word: str) -> bool:
    return word.lower() in NEGATIONS or word.lower().endswith(("n't", "n’t"))


def _names(words: Sequence[str], is_first: bool) -> list[str]:
    """Words that begin with a capital and are no ordinary word at the start of a sentence."""
    names = [word for word in words if word[:1].isupper() and word.lower() not in FUNCTION_WORDS]
    return names[1:] if is_first and names and names[0] == words[0] else names
