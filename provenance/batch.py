"""Documents as numpy columns: the batch in which they are compared, and the outline that is kept of each batch.

Where a column is an array of offsets, shape `[N + 1]`, those of row `n` are `offsets[n]` up to `offsets[n + 1]`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import reduce
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.kernels import instances, sequence_hashes
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents, their passages, tokens (words) and quotations, as flat columns.

    D documents, P passages, T tokens, Q quotations. Starts and ends are code points within their own document's text.
    Passages of a document stand in order, do not overlap, and their tokens are all its tokens.
    """

    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]  # [D] whose page each is, as `wording.outlets` tells it
    texts: tuple[str, ...]
    token_start: NDArray[np.int64]  # [T]
    token_end: NDArray[np.int64]  # [T]
    word: NDArray[np.uint64]  # [T] hash of the folded word
    stem: NDArray[np.uint64]  # [T] hash of its stem
    weight: NDArray[np.float64]  # [T] how much sharing the word says, 0 (attribution formula) to 1 (content word)
    document_token: NDArray[np.int64]  # [D + 1] first token of each document
    passage_start: NDArray[np.int64]  # [P]
    passage_end: NDArray[np.int64]  # [P]
    passage_token: NDArray[np.int64]  # [P + 1] first token of each passage
    paragraph: NDArray[np.int64]  # [P] number of the paragraph within the document
    document_passage: NDArray[np.int64]  # [D + 1] first passage of each document
    is_furniture: NDArray[np.bool_]  # [P] page furniture, by its words
    is_apparatus: NDArray[np.bool_]  # [P] the head of a letter, or a list of references
    quotation_start: NDArray[np.int64]  # [Q]
    quotation_end: NDArray[np.int64]  # [Q]
    document_quotation: NDArray[np.int64]  # [D + 1] first quotation of each document

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, first: int, last: int) -> Batch:
        """The documents from `first` up to `last` as a batch: views of the same columns."""
        token, passage, quotation = (
            slice(offsets[first], offsets[last])
            for offsets in (self.document_token, self.document_passage, self.document_quotation)
        )
        return Batch(
            ids=self.ids[first:last],
            names=self.names[first:last],
            texts=self.texts[first:last],
            token_start=self.token_start[token],
            token_end=self.token_end[token],
            word=self.word[token],
            stem=self.stem[token],
            weight=self.weight[token],
            document_token=self.document_token[first : last + 1] - token.start,
            passage_start=self.passage_start[passage],
            passage_end=self.passage_end[passage],
            passage_token=self.passage_token[passage.start : passage.stop + 1] - token.start,
            paragraph=self.paragraph[passage],
            document_passage=self.document_passage[first : last + 1] - passage.start,
            is_furniture=self.is_furniture[passage],
            is_apparatus=self.is_apparatus[passage],
            quotation_start=self.quotation_start[quotation],
            quotation_end=self.quotation_end[quotation],
            document_quotation=self.document_quotation[first : last + 1] - quotation.start,
        )

    def bytes(self) -> int:
        """How many bytes the columns take, the texts left out."""
        return sum(column.nbytes for field in fields(self) if hasattr(column := getattr(self, field.name), "nbytes"))

    def document_of_passage(self) -> NDArray[np.int64]:
        """The number of the document that each passage belongs to, shape [P]."""
        return np.repeat(np.arange(len(self)), np.diff(self.document_passage))

    def document_of_token(self) -> NDArray[np.int64]:
        """The number of the document that each token belongs to, shape [T]."""
        return np.repeat(np.arange(len(self)), np.diff(self.document_token))


@dataclass(frozen=True, slots=True)
class Outline:
    """What is kept of documents when their batch is gone: passages and quotations, but no words.

    D documents, P passages, Q quotations. Offsets are code points within the document's text.
    """

    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]  # [D] whose page each is
    digests: tuple[bytes, ...]  # [D] of the folded words; empty where there are none
    passage_start: NDArray[np.int32]  # [P]
    passage_end: NDArray[np.int32]  # [P]
    passage_words: NDArray[np.int32]  # [P]
    passage_hash: NDArray[np.uint64]  # [P] of the folded words in their order; 0 where there are none
    paragraph: NDArray[np.int32]  # [P] number of the paragraph within the document
    document_passage: NDArray[np.int64]  # [D + 1] first passage of each document
    is_furniture: NDArray[np.bool_]  # [P] page furniture, by its words or because it recurs
    quotation_start: NDArray[np.int32]  # [Q]
    quotation_end: NDArray[np.int32]  # [Q]
    document_quotation: NDArray[np.int64]  # [D + 1] first quotation of each document

    def __len__(self) -> int:
        return len(self.ids)

    def of(self, document: int) -> slice:
        """The rows of the passages of one document."""
        return slice(int(self.document_passage[document]), int(self.document_passage[document + 1]))

    def passages(self, document: int) -> tuple[Span, ...]:
        """The passages of one document as spans."""
        held = self.of(document)
        return tuple(instances(Span, self.passage_start[held].tolist(), self.passage_end[held].tolist()))

    def quotations(self, document: int) -> tuple[Span, ...]:
        """The quotations of one document as spans, their marks included."""
        held = slice(self.document_quotation[document], self.document_quotation[document + 1])
        return tuple(instances(Span, self.quotation_start[held].tolist(), self.quotation_end[held].tolist()))

    def words(self, document: int) -> int:
        """How many words a document has."""
        return int(self.passage_words[self.of(document)].sum())

    def repeats(self, min_words: int) -> list[int]:
        """For each document how many of its passages of `min_words` or more stand in it already."""
        counted = self.passage_words >= min_words
        documents = np.repeat(np.arange(len(self)), np.diff(self.document_passage))[counted]
        hashes = self.passage_hash[counted]
        order = np.lexsort((hashes, documents))
        documents, hashes = documents[order], hashes[order]
        is_again = (documents[1:] == documents[:-1]) & (hashes[1:] == hashes[:-1])
        repeats: list[int] = np.bincount(documents[1:][is_again], minlength=len(self)).tolist()
        return repeats


def outlined(batch: Batch) -> Outline:
    """The outline of a batch."""
    bounds = batch.document_token.tolist()
    words = (batch.word[first:last].tobytes() for first, last in pairwise(bounds))
    return Outline(
        ids=batch.ids,
        names=batch.names,
        digests=tuple(blake2b(held, digest_size=16).digest() if held else b"" for held in words),
        passage_start=batch.passage_start.astype(np.int32),
        passage_end=batch.passage_end.astype(np.int32),
        passage_words=np.diff(batch.passage_token).astype(np.int32),
        passage_hash=sequence_hashes(batch.word, batch.passage_token),
        paragraph=batch.paragraph.astype(np.int32),
        document_passage=batch.document_passage,
        is_furniture=batch.is_furniture,
        quotation_start=batch.quotation_start.astype(np.int32),
        quotation_end=batch.quotation_end.astype(np.int32),
        document_quotation=batch.document_quotation,
    )


def together(parts: Sequence[Outline]) -> Outline:
    """Outlines concatenated."""
    columns = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in (
            *("passage_start", "passage_end", "passage_words", "passage_hash", "paragraph", "is_furniture"),
            *("quotation_start", "quotation_end"),
        )
    }
    offsets = {
        name: np.cumsum([0, *(count for part in parts for count in np.diff(getattr(part, name)).tolist())])
        for name in ("document_passage", "document_quotation")
    }
    return Outline(
        ids=tuple(name for part in parts for name in part.ids),
        names=tuple(names for part in parts for names in part.names),
        digests=tuple(digest for part in parts for digest in part.digests),
        **columns,
        **offsets,
    )


def chosen(outline: Outline, documents: Sequence[int] | NDArray[np.int64]) -> Outline:
    """The outline of some of the documents, in the order given."""
    numbers = np.array(documents, dtype=np.int64)
    passages, quotations = ranges(outline.document_passage, numbers), ranges(outline.document_quotation, numbers)
    return Outline(
        ids=tuple(outline.ids[number] for number in numbers.tolist()),
        names=tuple(outline.names[number] for number in numbers.tolist()),
        digests=tuple(outline.digests[number] for number in numbers.tolist()),
        passage_start=outline.passage_start[passages],
        passage_end=outline.passage_end[passages],
        passage_words=outline.passage_words[passages],
        passage_hash=outline.passage_hash[passages],
        paragraph=outline.paragraph[passages],
        document_passage=offsets(np.diff(outline.document_passage)[numbers]),
        is_furniture=outline.is_furniture[passages],
        quotation_start=outline.quotation_start[quotations],
        quotation_end=outline.quotation_end[quotations],
        document_quotation=offsets(np.diff(outline.document_quotation)[numbers]),
    )


def offsets(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Offsets, shape [N + 1], of N ranges of these lengths that follow one another: `0, counts[0], …, sum`."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The distinct values, sorted. As `np.unique`, whose first call imports modules for a tenth of a second."""
    ordered: NDArray[Any] = np.sort(values)
    return np.asarray(ordered[begins(ordered)])


def begins(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of some sorted rows begin a group: the first, and those that differ in any column from the row before."""
    is_new = np.ones(len(columns[0]), dtype=np.bool_)
    is_new[1:] = reduce(np.logical_or, (column[1:] != column[:-1] for column in columns))
    return is_new


def consecutive(first: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """`first[0], first[0] + 1, …` up to `counts[0]` of them, then as many from `first[1]` on, and so on."""
    return np.arange(counts.sum()) + np.repeat(first - offsets(counts)[:-1], counts)


def ranges(first: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows that belong to some documents, document by document; `first` are their offsets."""
    return consecutive(first[:-1][numbers], np.diff(first)[numbers])


IS_WORD = np.uint64(1 << 63)
"""The bit that is set in the key of a word by itself, and in no other key."""
IS_PHRASE = np.uint64(1 << 62)
"""The bit that is set in the key of a phrase and in none of a run or a passage; in that of a word it says nothing."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of documents (see `sketch`): a key and the number of a document that has it in each row."""

    key: NDArray[np.uint64]
    document: NDArray[np.int64]
    is_seed: NDArray[np.bool_]  # the hash of a word or a run of words; otherwise of a band of a passage's signature
