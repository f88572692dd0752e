"""The kernel that finds what two documents of a batch have in common, in plain Python: what is then aligned.

What the kernel means is said here; `native.c` has a twin. Sums are taken in the order written here, and logarithms are
those of the C library on either side, so that the values agree to the bit.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.kernels.plain import common_runs
from provenance.kernels.plain_alignment import PRIOR_WORDS, Ground, Worded, compared_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

FEWEST_PASSAGES = 40  # shorter texts give no statistics: they are weighed as if they stood in so many passages
LIGHT = 0.3  # a word that weighs less has no substance


class Columns(NamedTuple):
    """The columns of a batch that matter here; see `Batch`."""

    word: NDArray[np.uint64]
    stem: NDArray[np.uint64]
    weight: NDArray[np.float64]
    document_token: NDArray[np.int64]
    passage_token: NDArray[np.int64]
    is_furniture: NDArray[np.bool_]
    document_passage: NDArray[np.int64]


class Seeding(NamedTuple):
    """What is worth a closer look.

    A run has `run_words` or more; one in more than `most_places` of a text begins none. A stem that would pair more
    than `most_pairs` passages pairs none. Passages are close from `close_cosine` or `close_dot` on, by the weights of
    their stems of substance, with `rivals` partners at most. Likeness is told of those that are no furniture and have
    `alike_words` words; those over `alike_cosine` are alike. For `run_values` see `compared_spans`.
    """

    run_values: NDArray[np.float64]
    run_words: int
    most_places: int
    most_pairs: int
    close_cosine: float
    close_dot: float
    rivals: int
    alike_words: int
    alike_cosine: float


class Text(NamedTuple):
    """One of two documents: its words, the bounds of its passages, which are furniture, and the one of each word."""

    worded: Worded
    bounds: list[int]
    is_furniture: bytes
    passage_of: NDArray[np.int64]


class Terms(NamedTuple):
    """The distinct stems of the passages of a text that stand in the other text too, and not in too many passages.

    Columns of the passages, ascending, the stems and what these are worth there.
    """

    passage: NDArray[np.int64]
    stem: NDArray[np.int64]
    value: NDArray[np.float64]

    def within(self, first: int, last: int) -> Terms:
        """Those of the passages from `first` to `last`."""
        start, end = self.passage.searchsorted([first, last + 1])
        return Terms(self.passage[start:end], self.stem[start:end], self.value[start:end])


class Likeness(NamedTuple):
    """How alike the passages of two texts are, by tf-idf vectors of their stems (idf: over the passages of both).

    For each text: `best`, the highest cosine of each passage to any of the other text; `norms`, the length of its
    vector; `terms`, the vectors. `alike`: the pairs of passages that are, ascending, with cosine and Dice coefficient.
    Other pairs that share stems are not kept: they would be as many as words times the passages that have them.
    """

    best: tuple[NDArray[np.float64], NDArray[np.float64]]
    norms: tuple[NDArray[np.float64], NDArray[np.float64]]
    alike: list[tuple[int, int, float, float]]
    terms: tuple[Terms, Terms]

    def flipped(self) -> Likeness:
        """The same with the two texts exchanged."""
        alike = [(j, i, cosine, dice) for i, j, cosine, dice in self.alike]
        return Likeness(self.best[::-1], self.norms[::-1], alike, self.terms[::-1])

    def dots(self, own: tuple[int, int], others: tuple[int, int]) -> NDArray[np.float64]:
        """The dot products of some passages of one text, added up, with each of some of the other: first and last."""
        terms, (first, last) = self.terms[0].within(*own), others
        there = self.terms[1].within(first, last)
        stems = max(int(side.stem.max(initial=0)) for side in (terms, there)) + 1
        worth = np.bincount(terms.stem, terms.value, stems)
        dots = np.bincount(there.passage - first, there.value * worth[there.stem], last + 1 - first)
        return dots.astype(np.float64, copy=False)


class Survey(NamedTuple):
    """What two documents have in common.

    `runs`: maximal runs of equal words, rows of start in a, start in b, words. `pairs`: pairs of passages that are
    close, or touched by a run and no furniture, ascending; `counts` and `weights` what `compared_spans` says of them.
    """

    a: Text
    b: Text
    ground: Ground
    runs: NDArray[np.int64]
    pairs: NDArray[np.int64]
    counts: NDArray[np.int64]
    weights: NDArray[np.float64]
    likeness: Likeness


class _Side(NamedTuple):
    """One document: hashes of words and stems, weights, bounds of passages, furniture, the passage of each word."""

    words: list[int]
    stems: list[int]
    weights: list[float]
    bounds: list[int]
    is_furniture: list[bool]
    passage_of: list[int]


class _Term(NamedTuple):
    """A distinct stem of a passage, what it is worth there, and how often it stands there."""

    passage: int
    stem: int
    value: float
    times: int


def survey(columns: Columns, a: int, b: int, seeding: Seeding) -> Survey:
    """What documents a and b have in common, their words and stems numbered alike and weighted by rarity.

    A word whose stem one passage of each text has weighs what it does in the batch, others less, and furniture nothing.
    Raises `ValueError` where a document is not in the columns, these do not fit each other, or no run, partner or
    passage could be.
    """
    if seeding.run_words < 1 or seeding.rivals < 1 or seeding.alike_words < 0 or not len(seeding.run_values):
        raise ValueError(
            "a run has one word or more and some value, a passage a partner or more, and no passage under 0 words"
        )
    sides = _side(columns, a), _side(columns, b)
    words, stems = _numbered(sides[0].words, sides[1].words), _numbered(sides[0].stems, sides[1].stems)
    rarity = _rarity(sides, stems)
    weights = [
        [0.0 if s.is_furniture[p] else w * rarity[n] for w, n, p in zip(s.weights, held, s.passage_of, strict=True)]
        for s, held in zip(sides, stems, strict=True)
    ]
    both = range(2)
    solid = [[w > LIGHT for w in weights[k]] for k in both]
    close = _close([_terms(sides[k], stems[k], solid[k], weights[k]) for k in both], seeding)
    usable = [
        [not s.is_furniture[p] and s.bounds[p + 1] - s.bounds[p] >= seeding.alike_words for p in s.passage_of]
        for s in sides
    ]
    lengths = [len(s.is_furniture) for s in sides]
    likeness = _likeness([_terms(sides[k], stems[k], usable[k]) for k in both], lengths, seeding)
    texts = [
        Text(
            Worded(_whole(words[k]), _whole(stems[k]), np.array(weights[k], dtype=np.float64)),
            sides[k].bounds,
            bytes(sides[k].is_furniture),
            _whole(sides[k].passage_of),
        )
        for k in both
    ]
    hashes_a, hashes_b = (np.array(s.words, dtype=np.uint64) for s in sides)
    runs = common_runs(hashes_a, hashes_b, seeding.run_words, seeding.most_places)
    pairs = sorted({*close, *_touched(sides, runs.tolist())})
    ends = [[*sides[0].bounds[i : i + 2], *sides[1].bounds[j : j + 2]] for i, j in pairs]
    spans = np.array(ends, dtype=np.int64).reshape(-1, 4)
    counts, held = compared_spans(texts[0].worded, texts[1].worded, spans, seeding.run_values)
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Survey(texts[0], texts[1], _ground(texts), runs, rows, counts, held, likeness)


def _touched(sides: Sequence[_Side], runs: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs of passages that a run passes through and that are no furniture."""
    a, b = sides
    for x, y, length in runs:
        for i, j in zip(a.passage_of[x : x + length], b.passage_of[y : y + length], strict=True):
            if not a.is_furniture[i] and not b.is_furniture[j]:
                yield i, j


def _whole(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def _side(columns: Columns, document: int) -> _Side:
    """A document cut out of the columns, its bounds counted from its own first word."""
    if not 0 <= document < min(len(columns.document_token), len(columns.document_passage)) - 1:
        raise ValueError("there is no such document")
    token, end = columns.document_token[document : document + 2].tolist()
    passage, last = columns.document_passage[document : document + 2].tolist()
    bounds = columns.passage_token[max(passage, 0) : max(last, 0) + 1].tolist() if passage < last else [token, token]
    lengths = {len(columns.word), len(columns.stem), len(columns.weight)}
    fits = 0 <= token <= end <= min(lengths) == max(lengths) and 0 <= passage <= last <= len(columns.is_furniture)
    if not fits or len(bounds) != max(last - passage, 1) + 1 or bounds != sorted(bounds):
        raise ValueError("the columns do not fit each other")
    if [bounds[0], bounds[-1]] != [token, end]:
        raise ValueError("the passages of a document must hold all its words")
    bounds = [bound - token for bound in bounds][: last - passage + 1]
    return _Side(
        words=columns.word[token:end].tolist(),
        stems=columns.stem[token:end].tolist(),
        weights=columns.weight[token:end].tolist(),
        bounds=bounds,
        is_furniture=columns.is_furniture[passage:last].tolist(),
        passage_of=[p for p, (start, stop) in enumerate(pairwise(bounds)) for _ in range(start, stop)],
    )


def _numbered(a: Sequence[int], b: Sequence[int]) -> tuple[list[int], list[int]]:
    """Equal values by equal numbers from 0 up, in the order in which they first stand in a and then in b."""
    numbers: dict[int, int] = {}
    held = [numbers.setdefault(value, len(numbers)) for value in chain(a, b)]
    return held[: len(a)], held[len(a) :]


def _rarity(sides: Sequence[_Side], stems: Sequence[Sequence[int]]) -> list[float]:
    """How rare each stem is among the passages of both texts; 1 for one found once on either side."""
    held: Counter[int] = Counter()
    for side, numbers in zip(sides, stems, strict=True):
        held.update(stem for _, stem in set(zip(side.passage_of, numbers, strict=True)))
    count = max(sum(len(side.is_furniture) for side in sides), FEWEST_PASSAGES)
    return [math.log1p(count / max(held[stem], 2)) / math.log1p(count / 2) for stem in range(len(held))]


def _terms(
    side: _Side, stems: Sequence[int], is_kept: Sequence[bool], values: Sequence[float] | None = None
) -> list[_Term]:
    """The distinct stems of each passage among the words that are kept, in order; worth the value of the first."""
    found: dict[tuple[int, int], _Term] = {}
    for place, stem in enumerate(stems):
        if is_kept[place]:
            key = side.passage_of[place], stem
            value = values[place] if values else 0.0
            one = found.get(key, _Term(*key, value, 0))
            found[key] = one._replace(times=one.times + 1)
    return list(found.values())


def _products(a: Sequence[_Term], b: Sequence[_Term], most: int) -> dict[tuple[int, int], tuple[int, float]]:
    """For each pair of passages with stems in common how many, and the product of their values summed up."""
    here, places = Counter(term.stem for term in a), dict[int, list[_Term]]()
    for term in b:
        places.setdefault(term.stem, []).append(term)
    held: dict[tuple[int, int], tuple[int, float]] = {}
    for term in a:
        found = places.get(term.stem, [])
        if here[term.stem] * len(found) <= most:
            for other in found:
                shared, dot = held.get((term.passage, other.passage), (0, 0.0))
                held[term.passage, other.passage] = shared + 1, dot + term.value * other.value
    return dict(sorted(held.items()))


def _norms(terms: Iterable[_Term]) -> dict[int, float]:
    """The length of each passage as a vector."""
    squares: dict[int, float] = {}
    for term in terms:
        squares[term.passage] = squares.get(term.passage, 0.0) + term.value * term.value
    return {passage: math.sqrt(square) for passage, square in squares.items()}


def _close(terms: Sequence[Sequence[_Term]], seeding: Seeding) -> list[tuple[int, int]]:
    """The pairs of passages that share much of what weighs, each among the best few of both."""
    norm_a, norm_b = _norms(terms[0]), _norms(terms[1])
    cosines = {}
    for (i, j), (_, dot) in _products(terms[0], terms[1], seeding.most_pairs).items():
        cosine = dot / max(norm_a[i] * norm_b[j], 1e-9)
        if cosine >= seeding.close_cosine or dot >= seeding.close_dot:
            cosines[i, j] = cosine
    ranks: Counter[tuple[int, int]] = Counter()
    kept = set(cosines)
    for pair in sorted(cosines, key=lambda pair: (-cosines[pair], pair)):
        for end in enumerate(pair):
            ranks[end] += 1
            if ranks[end] > seeding.rivals:
                kept.discard(pair)
    return sorted(kept)


def _likeness(terms: Sequence[Sequence[_Term]], passages: Sequence[int], seeding: Seeding) -> Likeness:
    """How alike passages are by term frequency and inverse passage frequency over both texts."""
    held = Counter(term.stem for term in chain(*terms))
    idf = {stem: math.log(sum(passages) / count) for stem, count in held.items()}
    weighed = [[term._replace(value=term.times * idf[term.stem]) for term in side] for side in terms]
    norms = [_norms(side) for side in weighed]
    distinct = [Counter(term.passage for term in side) for side in terms]
    best = np.zeros(passages[0]), np.zeros(passages[1])
    alike = []
    for (i, j), (shared, dot) in _products(weighed[0], weighed[1], seeding.most_pairs).items():
        cosine = dot / max(norms[0][i] * norms[1][j], 1e-9)
        best[0][i], best[1][j] = max(best[0][i], cosine), max(best[1][j], cosine)
        if cosine > seeding.alike_cosine:
            alike.append((i, j, cosine, 2 * shared / (distinct[0][i] + distinct[1][j])))
    lengths = [
        np.array([held.get(passage, 0.0) for passage in range(count)], dtype=np.float64)
        for held, count in zip(norms, passages, strict=True)
    ]
    counts = [Counter(term.stem for term in side) for side in weighed]
    pairing = {stem for stem, count in counts[0].items() if 0 < count * counts[1][stem] <= seeding.most_pairs}
    columns = [_columns([term for term in side if term.stem in pairing]) for side in weighed]
    return Likeness(best, (lengths[0], lengths[1]), alike, (columns[0], columns[1]))


def _columns(terms: Sequence[_Term]) -> Terms:
    values = np.array([term.value for term in terms], dtype=np.float64)
    return Terms(_whole([term.passage for term in terms]), _whole([term.stem for term in terms]), values)


def _ground(texts: Sequence[Text]) -> Ground:
    """The stems of both texts with their counts, and where passages begin and end.

    Words of no substance are as likely by chance as they are common, however little text there is beside a range.
    """
    stems = [text.worded.stems.tolist() for text in texts]
    counts = Counter(chain(*stems))
    length = sum(map(len, stems))
    heaviest = dict.fromkeys(counts, 0.0)
    for text, held in zip(texts, stems, strict=True):
        for stem, weight in zip(held, text.worded.weights.tolist(), strict=True):
            heaviest[stem] = max(heaviest[stem], weight)
    edges = [np.zeros(len(held) + 1, dtype=np.bool_) for held in stems]
    for flags, text in zip(edges, texts, strict=True):
        flags[text.bounds] = True
    prior = [counts[n] / length * PRIOR_WORDS if heaviest[n] < LIGHT else 0.5 for n in range(len(counts))]
    return Ground(
        (texts[0].worded.stems, texts[1].worded.stems),
        (edges[0], edges[1]),
        _whole([counts[n] for n in range(len(counts))]),
        np.array(prior, dtype=np.float64),
    )
