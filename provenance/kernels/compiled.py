"""The compiled kernels, given arrays: each with the name, the arguments and the values of its plain twin.

Importing this fails with `ImportError` where they were not built, or from other sources than these.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.kernels import _native, plain, plain_reading
from provenance.kernels.plain_alignment import Ground, Worded
from provenance.kernels.plain_chains import Chains
from provenance.kernels.plain_segments import OPENING, Segmented
from provenance.kernels.plain_survey import Likeness, Survey, Terms, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.kernels.plain import Tokens
    from provenance.kernels.plain_alignment import Laid, Range
    from provenance.kernels.plain_chains import Limits
    from provenance.kernels.plain_formulas import Ranges
    from provenance.kernels.plain_passages import Rules
    from provenance.kernels.plain_reading import SentenceWords
    from provenance.kernels.plain_segments import Listed, Signs
    from provenance.kernels.plain_survey import Columns, Seeding

if _native.VERSION != plain.VERSION:
    raise ImportError(f"the compiled kernels are of version {_native.VERSION}, not {plain.VERSION}: install anew")


def tokenize(text: str) -> Tokens:
    """The words of a text: starts, ends (code points), hashes of the folded words, hashes of their stems."""
    rows = np.frombuffer(_native.tokenize(text, plain.hashes), dtype=np.int64).reshape(4, -1)
    return rows[0], rows[1], rows[2].view(np.uint64), rows[3].view(np.uint64)


def passages(text: str, width: int, max_words: int, rules: Rules) -> NDArray[np.int64]:
    """The passages of a text in order: rows of start, end and the number of the paragraph, shape `(passages, 3)`."""
    return np.frombuffer(_native.passages(text, width, max_words, *rules), dtype=np.int64).reshape(-1, 3)


def segmented(texts: Sequence[str], listed: Listed, signs: Signs, max_words: int, rules: Rules) -> Segmented:
    """The columns of some texts."""
    columns = _native.segmented(tuple(texts), plain.hashes, *listed, *signs, max_words, *rules)
    held = {
        name: np.frombuffer(column, dtype=_KINDS.get(name, "i8"))
        for name, column in zip(Segmented._fields, columns, strict=True)
    }
    return Segmented(**held | {"opening": held["opening"].reshape(-1, OPENING)})


_KINDS = {"word": "u8", "stem": "u8", "opening": "u1", "flags": "u1", "has_sign": "?"}


def formulas(texts: Sequence[str], passages: Ranges, quoted: Ranges, verbs: Ranges) -> NDArray[np.int64]:
    """Rows of the number of a text, and start and end of a formula in it, in the order of the verbs."""
    columns = map(np.ascontiguousarray, (*passages, *quoted, *verbs))
    return np.frombuffer(_native.formulas(tuple(texts), *columns), dtype=np.int64).reshape(-1, 3)


def word_starts(text: str) -> Sequence[int]:
    """Where the words of a text begin, which are its runs without white space."""
    starts = array("i")
    starts.frombytes(_native.word_starts(text))
    return starts


def token_starts(text: str) -> Sequence[int]:
    """Where the words of `tokenize` begin."""
    starts = array("q")
    starts.frombytes(_native.token_starts(text))
    return starts


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words of substance."""
    return _native.told_of_words(text, plain.content_stem)


marks_in, listed_words, count_words = _native.marks_in, _native.listed_words, _native.count_words
windows, word_places = _native.windows, _native.word_places
written, instances, release = _native.written, _native.instances, _native.release


def lowered(text: str) -> str:
    """The text in lower case, each character in its place."""
    small = _native.lowered(text)
    return plain_reading.lowered(text) if small is None else small


def sentence_words(
    text: str,
    start: int,
    end: int,
    known: Mapping[str, tuple[Any, Any]],
    endings: tuple[str, ...],
    told: Callable[[str, bool], Any],
    *,
    is_shouted: bool,
) -> SentenceWords:
    """The words and marks of `text[start:end]`, with a value for each."""
    return _native.sentence_words(text, start, end, known, endings, told, is_shouted)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A 64-bit bijection that spreads every bit."""
    values = np.ascontiguousarray(values)
    mixed = np.empty_like(values)
    _native.mix(values, mixed)
    return mixed


def ordered(columns: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """All rows of the columns in ascending order."""
    rows = np.empty(sum(map(len, columns)), dtype=np.uint64)
    _native.ordered(tuple(map(np.ascontiguousarray, columns)), rows)
    return rows


def shingle_hashes(words: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    """Hashes of all runs of `width` words; empty where there are too few."""
    if width < 1:
        raise ValueError("a run of words has one word or more")
    hashes = np.empty(max(len(words) - width + 1, 0), dtype=np.uint64)
    if len(hashes):
        _native.shingle_hashes(np.ascontiguousarray(words), width, hashes)
    return hashes


def sequence_hashes(words: NDArray[np.uint64], first: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A hash of each stretch of words, from one of `first` to the next."""
    hashes = np.empty(len(first) - 1, dtype=np.uint64)
    _native.sequence_hashes(np.ascontiguousarray(words), np.ascontiguousarray(first), hashes)
    return hashes


def affine_signatures(
    shingles: NDArray[np.uint32],
    starts: NDArray[np.int64],
    multipliers: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """MinHash signatures of sets of shingles, shape `(len(starts), len(multipliers))`."""
    signatures = np.empty((len(starts), len(multipliers)), dtype=np.uint32)
    _native.affine_signatures(
        np.ascontiguousarray(shingles),
        np.ascontiguousarray(starts),
        np.ascontiguousarray(multipliers),
        np.ascontiguousarray(offsets),
        signatures,
    )
    return signatures


def survey(columns: Columns, a: int, b: int, seeding: Seeding) -> Survey:
    """What documents a and b have in common, their words and stems numbered alike and weighted by rarity."""
    (bounds_a, furniture_a), (bounds_b, furniture_b), held, stems, edges, runs, pairs, compared, weighed, *likeness = (
        _native.survey(*columns, a, b, *seeding)
    )
    cosines, norms, alike, *paired = likeness
    words, numbers, passages, bits = np.frombuffer(held, dtype=np.int64).reshape(4, -1)
    weights = bits.view(np.float64)
    cut, parted = bounds_a[-1], len(furniture_a)
    text_a = Text(Worded(words[:cut], numbers[:cut], weights[:cut]), bounds_a, furniture_a, passages[:cut])
    text_b = Text(Worded(words[cut:], numbers[cut:], weights[cut:]), bounds_b, furniture_b, passages[cut:])
    flags = np.frombuffer(edges, dtype=np.bool_)
    counts, prior = np.frombuffer(stems, dtype=np.int64).reshape(2, -1)
    best, lengths = (np.frombuffer(column, dtype=np.float64) for column in (cosines, norms))
    terms_a, terms_b = (_terms(*np.frombuffer(held, dtype=np.int64).reshape(3, -1)) for held in paired)
    return Survey(
        text_a,
        text_b,
        Ground((numbers[:cut], numbers[cut:]), (flags[: cut + 1], flags[cut + 1 :]), counts, prior.view(np.float64)),
        np.frombuffer(runs, dtype=np.int64).reshape(-1, 3),
        np.frombuffer(pairs, dtype=np.int64).reshape(-1, 2),
        np.frombuffer(compared, dtype=np.int64).reshape(-1, 2),
        np.frombuffer(weighed, dtype=np.float64).reshape(-1, 4),
        Likeness((best[:parted], best[parted:]), (lengths[:parted], lengths[parted:]), alike, (terms_a, terms_b)),
    )


def _terms(passage: NDArray[np.int64], stem: NDArray[np.int64], bits: NDArray[np.int64]) -> Terms:
    return Terms(passage, stem, bits.view(np.float64))


def chains(
    columns: Columns, pairs: NDArray[np.int64], seeding: Seeding, limits: Limits, untold: NDArray[np.int64]
) -> Chains:
    """The chains of each pair of documents, which pairs are left, and in which there may be a retelling."""
    standing = np.zeros((2, len(pairs)), dtype=np.bool_)
    rows, spans = np.ascontiguousarray(pairs), np.ascontiguousarray(untold)
    found, pairings, values, alike, blocks = _native.chains(
        *columns, rows, spans, standing, *seeding, *(min(n, _MOST) for n in limits)
    )
    return Chains(
        standing[0],
        standing[1],
        np.frombuffer(found, dtype=np.int64).reshape(-1, 7),
        np.frombuffer(pairings, dtype=np.int64).reshape(-1, 8),
        np.frombuffer(values, dtype=np.float64).reshape(-1, 2),
        np.frombuffer(alike, dtype=np.int64).reshape(-1, 5),
        np.frombuffer(blocks, dtype=np.int64).reshape(-1, 3),
    )


_MOST = 2**40  # words: more than any text has


def compared_spans(
    a: Worded, b: Worded, spans: NDArray[np.int64], run_values: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Ranges of two texts compared word by word: two whole numbers and four others for each row of `spans`."""
    _check(spans)
    counts, weights = _native.compared_spans(*a, *b, spans, run_values)
    return np.frombuffer(counts, dtype=np.int64).reshape(-1, 2), np.frombuffer(weights, dtype=np.float64).reshape(-1, 4)


def _check(spans: NDArray[np.int64]) -> None:
    if spans.shape[1:] != (4,):
        raise ValueError("a row of spans is start and end in a, start and end in b")


def shared_weights(a: Worded, b: Worded, spans: NDArray[np.int64]) -> NDArray[np.float64]:
    """What ranges of two texts share, in any order, and what either weighs: three numbers for each row of `spans`."""
    _check(spans)
    return np.frombuffer(_native.shared_weights(*a, *b, spans), dtype=np.float64).reshape(-1, 3)


def laid(ground: Ground) -> Laid:
    """The ground, looked over, to be asked for ranges of reuse."""
    return _Laid(ground)


class _Laid:
    def __init__(self, ground: Ground) -> None:
        self._laid = _native.laid(*ground.stems, *ground.edges, ground.counts, ground.prior)

    def refined(self, starts: Sequence[tuple[int, int, int, int]], hopeless: float) -> tuple[Range, Range, float]:
        return _native.refined(self._laid, np.array(starts, dtype=np.int64), hopeless)

    def best_range(self, side: int, own: Range, others: NDArray[np.int64]) -> tuple[Range, float]:
        return _native.best_range(self._laid, np.ascontiguousarray(others), side, *own)
