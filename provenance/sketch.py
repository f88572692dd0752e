"""The keys of documents: two documents are compared only where they have keys in common.

Keys are of four kinds, all 64-bit integers. Band keys find passages that are alike as a whole: they are hashes of the
bands of a passage's MinHash signature (Broder 1997; banding: Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, 3.4). Seeds find what is shared inside passages that differ: they are hashes of every run of `shingle_words`
words, and of every phrase: three words of substance that follow one another in a passage, the small words and figures
between them left out and endings taken off, since these are what an editor changes first. Words of substance by
themselves, of which several that hardly any document has must be shared, find what was told again in other words:
names, figures and rare words are kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import IS_PHRASE, IS_WORD, Keys, consecutive, distinct, offsets
from provenance.kernels import affine_signatures, mix, shingle_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.settings import SketchSettings


_MOST_WORDS = 256  # of a document: of more, those of the smallest hashes, which are a sample of both texts alike
_HASH_BITS = 44  # of a word, so that one sorted number holds it and its document
_MIN_WEIGHT = 0.5  # of a word of substance or a figure
_PHRASE_WORDS = 3
_HASH = ~(IS_WORD | IS_PHRASE)


@lru_cache(maxsize=8)
def permutations(count: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The odd multipliers and the offsets of datasketch's `affine32` MinHash permutations, each of shape `(count,)`."""
    generator = np.random.RandomState(seed)
    multipliers = generator.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return multipliers, generator.randint(0, 1 << 32, count, dtype=np.uint32)


def keys(batch: Batch, settings: SketchSettings) -> Keys:
    """The keys of the documents of a batch: bands, then runs, phrases and words. A key may come several times.

    Passages that are furniture, or shorter than `shingle_words`, have no band keys. Runs of words that begin or end in
    furniture, or go beyond their document, are no seeds.
    """
    hashes = shingle_hashes(batch.word, settings.shingle_words)
    band_key, band_document = _band_keys(batch, hashes, settings)
    run_key, run_document = _runs(batch, hashes, settings)
    phrase_key, phrase_document = _phrases(batch)
    word_key, word_document = _words(batch)
    return Keys(
        key=np.concatenate([band_key & _HASH, run_key & _HASH, phrase_key, word_key]),
        document=np.concatenate([band_document, run_document, phrase_document, word_document]),
        is_seed=np.repeat([False, True], [len(band_key), len(run_key) + len(phrase_key) + len(word_key)]),
    )


def _band_keys(
    batch: Batch, hashes: NDArray[np.uint64], settings: SketchSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The band keys and the document of each. The number of the band is hashed with it, so that bands do not mix."""
    counts = np.diff(batch.passage_token) - settings.shingle_words + 1
    held = np.flatnonzero((counts > 0) & ~batch.is_furniture)
    counts = counts[held]
    starts = offsets(counts)[:-1]
    places = consecutive(batch.passage_token[held], counts)
    shingles = (hashes[places] >> np.uint64(32)).astype(np.uint32)
    signatures = affine_signatures(shingles, starts, *permutations(settings.permutations, settings.seed))
    rows = signatures.reshape(len(held), settings.bands, settings.band_rows)
    mixed = np.broadcast_to(np.arange(1, settings.bands + 1, dtype=np.uint64), rows.shape[:2])
    for row in range(settings.band_rows):
        mixed = mix(mixed + rows[:, :, row])
    return mixed.reshape(-1), np.repeat(batch.document_of_passage()[held], settings.bands)


def _runs(
    batch: Batch, hashes: NDArray[np.uint64], settings: SketchSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys of runs of words, and the document of each."""
    reach = settings.shingle_words - 1
    documents = batch.document_of_token()
    is_furniture = np.repeat(batch.is_furniture, np.diff(batch.passage_token))
    count = len(hashes)
    whole = documents[:count] == documents[reach : reach + count]
    kept = np.flatnonzero(whole & ~is_furniture[:count] & ~is_furniture[reach : reach + count])
    return mix(hashes[kept]), documents[kept]


def _phrases(batch: Batch) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys of phrases, and the document of each. Signs that are written without spaces make none."""
    counts = np.diff(batch.passage_token)
    is_solid = (batch.weight > _MIN_WEIGHT) & (batch.token_end - batch.token_start > 1)
    held = np.flatnonzero(is_solid & ~np.repeat(batch.is_furniture, counts))
    passage = np.repeat(np.arange(len(counts)), counts)[held]
    hashes = shingle_hashes(batch.stem[held], _PHRASE_WORDS)
    last = _PHRASE_WORDS - 1
    kept = np.flatnonzero(passage[: len(hashes)] == passage[last : last + len(hashes)])
    return IS_PHRASE | mix(hashes[kept]) & _HASH, batch.document_of_token()[held[kept]]


def _words(batch: Batch) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys of the words of each document, each word once, and the document of each."""
    is_furniture = np.repeat(batch.is_furniture, np.diff(batch.passage_token))
    held = np.flatnonzero((batch.weight >= _MIN_WEIGHT) & ~is_furniture)
    document = batch.document_of_token()[held].astype(np.uint64) << np.uint64(_HASH_BITS)
    rows = distinct(document | mix(batch.stem[held]) >> np.uint64(64 - _HASH_BITS))
    document = (rows >> np.uint64(_HASH_BITS)).astype(np.int64)
    first = np.searchsorted(document, np.arange(len(batch)))
    is_kept = np.arange(len(rows)) - first[document] < _MOST_WORDS
    return IS_WORD | rows[is_kept] << np.uint64(63 - _HASH_BITS), document[is_kept]
