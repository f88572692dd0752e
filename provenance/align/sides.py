"""The two documents of a pair as the aligner sees them: words as numbers, weighted by their rarity in the pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance import kernels
from provenance.kernels import Columns
from provenance.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.kernels import Seeding, Survey, Text, Worded


class Passages:
    """The passages of a document as token ranges, made when they are asked for."""

    __slots__ = ("bounds",)

    def __init__(self, bounds: list[int]) -> None:
        self.bounds = bounds

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, number: int) -> Span:
        if number < 0:
            raise IndexError(number)
        return Span(self.bounds[number], self.bounds[number + 1])

    def hull(self, first: int, last: int) -> Span:
        """From the first to the last of some passages."""
        return Span(self.bounds[first], self.bounds[last + 1])


@dataclass(frozen=True, slots=True)
class Side:
    """One document of a pair: words, numbered and weighted as in the other one, and passages as token ranges."""

    worded: Worded
    passages: Passages
    is_furniture: bytes
    passage_of: NDArray[np.int64]

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


def surveyed(batch: Batch, a: int, b: int, seeding: Seeding) -> tuple[Side, Side, Survey]:
    """Both documents of a pair, and the kernel's survey of what they have in common."""
    survey = kernels.survey(columns(batch), a, b, seeding)
    return _side(survey.a), _side(survey.b), survey


def columns(batch: Batch) -> Columns:
    """The columns of a batch that the kernels of alignment take."""
    return Columns(
        batch.word,
        batch.stem,
        batch.weight,
        batch.document_token,
        batch.passage_token,
        batch.is_furniture,
        batch.document_passage,
    )


def _side(text: Text) -> Side:
    return Side(text.worded, Passages(text.bounds), text.is_furniture, text.passage_of)
