"""Two aligned passages, or a piece of one, to a kind and a degree: copied or paraphrased, and how nearly."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from provenance.kernels import content_stems, tokenize
from provenance.model import Degree, Kind, Span
from provenance.phrasing import fraction
from provenance.wording.readings import readings

if TYPE_CHECKING:
    from provenance.settings import ClassifySettings


def degree_of(similarity: float, containment: float, settings: ClassifySettings) -> tuple[Kind, Degree]:
    """Kind and degree of two passages by the similarity and the containment of their folded words, each 0 to 1."""
    if similarity >= 1.0:
        return _VERBATIM
    if similarity >= settings.min_copied_similarity:
        return _EDITED
    if similarity >= settings.min_light_similarity or containment >= settings.min_light_containment:
        return _LIGHT
    return _HEAVY


_VERBATIM, _EDITED = (Kind.COPIED, Degree.VERBATIM), (Kind.COPIED, Degree.EDITED)
_LIGHT, _HEAVY = (Kind.PARAPHRASED, Degree.LIGHT), (Kind.PARAPHRASED, Degree.HEAVY)


def degree_as_meant(
    texts: tuple[str, str], similarity: float, containment: float, settings: ClassifySettings, *, are_misread: bool
) -> tuple[Kind, Degree]:
    """The same of two passages with their words: what differs in figures is copied, and so is what was misread.

    `are_misread`: words of the texts that they are from are known to be.
    """
    alike = max(similarity, readings(*texts).similarity) if are_misread else similarity
    if similarity < 1.0 <= alike:
        return _EDITED  # as it stands there it is not the same
    kind, degree = degree_of(alike, containment, settings)
    if degree is Degree.LIGHT and is_copied_but_for_figures(*texts, settings):
        return _EDITED
    return kind, degree


def is_copied_but_for_figures(text_a: str, text_b: str, settings: ClassifySettings) -> bool:
    """Whether two passages are copied if all figures (digits) are taken for the same.

    A bulletin that fills other figures into the same sentences is copied, however short its sentences are.
    """
    return _likeness_but_for_figures(text_a, text_b) >= settings.min_copied_similarity


@lru_cache(maxsize=4096)
def _likeness_but_for_figures(text_a: str, text_b: str) -> float:
    """The similarity of the words of two passages, all figures taken for the same; -1 where the first has none."""
    if not _DIGIT.search(text_a):
        return -1.0
    return float(Indel.normalized_similarity(_words_but_for_figures(text_a), _words_but_for_figures(text_b)))


@lru_cache(maxsize=4096)
def _words_but_for_figures(text: str) -> list[str]:
    """The words of a passage in lower case, each figure replaced by `0`."""
    return _FIGURE.sub("0", text.lower()).split()


_DIGIT, _FIGURE = re.compile(r"\d"), re.compile(r"[0-9][0-9.,:]*")


# --------------------------------------------------------------------------- pieces


_MIN_COMMON_STEMS = 1 / 3  # of the content stems of a piece: with fewer it has nothing of the other passage


def piece(
    text: str, other: str, degree: Degree, similarity: float, settings: ClassifySettings
) -> tuple[Degree, float, Span] | None:
    """A piece of a passage compared with the passage that the whole is aligned to: degree, similarity, place in that.

    None where the piece has nothing of it: two thirds of its content words are not there, or it has no content words
    and is less than lightly paraphrased. `degree` and `similarity` are those of the whole: where it is nearer than its
    words are similar, some were misread, here as there.
    """
    is_read = degree is Degree.EDITED and similarity < settings.min_copied_similarity
    return _piece(text, other, settings, is_read=is_read)


@lru_cache(maxsize=8192)
def _piece(text: str, other: str, settings: ClassifySettings, *, is_read: bool) -> tuple[Degree, float, Span] | None:
    stems = content_stems(text)
    has_little = bool(stems) and len(stems & content_stems(other)) < _MIN_COMMON_STEMS * len(stems)
    if has_little and not is_read:
        return None
    starts, ends, hashes, _ = tokenize(other)
    words, there = tokenize(text)[2].tolist(), hashes.tolist()
    if not words:
        return None
    window = fuzz.partial_ratio_alignment(words, there) if len(words) < len(there) else None
    first, last = (window.dest_start, window.dest_end) if window else (0, len(there))
    blocks = [block for block in Indel.opcodes(words, there[first:last]).as_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = first + blocks[0].b, first + blocks[-1].b + blocks[-1].size
    similarity = float(Indel.normalized_similarity(words, there[first:last]))
    place = Span(int(starts[first]), int(ends[last - 1]))
    if not stems and similarity < settings.min_light_similarity:
        return None
    containment = sum(block.size for block in blocks) / len(words)
    texts = text, other[place.start : place.end]
    _, degree = degree_as_meant(texts, similarity, containment, settings, are_misread=is_read)
    if has_little and degree is Degree.HEAVY:
        return None
    return degree, fraction(similarity), place
