"""The two documents of a pair, words numbered alike and weighted by their rarity in the pair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from provenance import kernels
from provenance.kernels import Worded
from provenance.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.batch import Batch


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair: words, numbered and weighted as in the other one, and passages as token ranges.

    `hashes` are those of the batch; `terms` the distinct stems of each passage, as rows of passage, stem, place of the
    first and count.
    """

    hashes: NDArray[np.uint64]
    worded: Worded
    passages: list[Span]
    is_furniture: list[bool]
    passage_of: NDArray[np.int64]
    bounds: NDArray[np.int64]
    terms: NDArray[np.int64]

    @property
    def words(self) -> NDArray[np.int64]:
        """The number of each word, the same for both documents of the pair."""
        return self.worded.words

    @property
    def stems(self) -> NDArray[np.int64]:
        """The number of each word's stem, the same for both documents of the pair."""
        return self.worded.stems

    @property
    def weights(self) -> NDArray[np.float64]:
        """What sharing each word says: 0 in furniture, 1 for a word of substance that each text has once."""
        return self.worded.weights


def sides(batch: Batch, a: int, b: int) -> tuple[Side, Side]:
    """Both documents with words numbered alike and weighted by their rarity in the pair's passages."""
    tokens = [slice(*batch.document_token[d : d + 2].tolist()) for d in (a, b)]
    words_a, words_b, _ = kernels.number(batch.word[tokens[0]], batch.word[tokens[1]])
    stems_a, stems_b, distinct = kernels.number(batch.stem[tokens[0]], batch.stem[tokens[1]])
    words, stems = (words_a, words_b), (stems_a, stems_b)
    bounds = [_bounds(batch, d) for d in (a, b)]
    terms = [
        kernels.terms(held, ends, np.ones(len(held), dtype=np.bool_)) for held, ends in zip(stems, bounds, strict=True)
    ]
    rarity = _rarity(terms, len(bounds[0]) + len(bounds[1]) - 2, distinct)
    both = []
    for k, document in enumerate((a, b)):
        lengths = np.diff(bounds[k])
        flags = batch.is_furniture[slice(*batch.document_passage[document : document + 2].tolist())]
        weights = batch.weight[tokens[k]] * rarity[stems[k]]
        weights[np.repeat(flags, lengths)] = 0.0
        both.append(
            Side(
                hashes=batch.word[tokens[k]],
                worded=Worded(words[k], stems[k], weights),
                passages=[Span(start, end) for start, end in pairwise(bounds[k].tolist())],
                is_furniture=flags.tolist(),
                passage_of=np.repeat(np.arange(len(lengths)), lengths),
                bounds=bounds[k],
                terms=terms[k],
            )
        )
    return both[0], both[1]


def _rarity(terms: list[NDArray[np.int64]], passages: int, stems: int) -> NDArray[np.float64]:
    """How rare each stem is among the passages of both texts, 1 for one found once on either side.

    Short texts give no statistics: they are weighed as if they stood in forty passages.
    """
    held = np.bincount(np.concatenate([rows[:, 1] for rows in terms]), minlength=stems)
    count = max(passages, 40)
    rarity: NDArray[np.float64] = np.log1p(count / np.maximum(held, 2)) / np.log1p(count / 2)
    return rarity


def _bounds(batch: Batch, document: int) -> NDArray[np.int64]:
    """Where each passage of a document begins among its tokens, and the end of the last."""
    first, last = batch.document_passage[document : document + 2].tolist()
    bounds: NDArray[np.int64] = batch.passage_token[first : last + 1] - batch.document_token[document]
    bounds[-1] = batch.document_token[document + 1] - batch.document_token[document]
    return bounds
