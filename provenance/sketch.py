"""Passages to signatures to keys: what the join compares instead of texts.

Every passage emits MinHash band keys (Broder 1997; Leskovec et al., Mining of Massive Datasets, 3.4); every document
emits the hashes of its word runs as seeds, and pairs of its rarest words. All are 64-bit integers in flat columns.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from provenance.batch import Keys
from provenance.kernels import affine_signatures, mix, shingle_hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.settings import SketchSettings

_EMPTY = np.uint32(0xFFFFFFFF)


@lru_cache(maxsize=8)
def permutations(count: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The odd multipliers and the offsets of datasketch's `affine32` permutations, each of shape `(count,)`."""
    generator = np.random.RandomState(seed)
    multipliers = generator.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return multipliers, generator.randint(0, 1 << 32, count, dtype=np.uint32)


def passage_shingles(batch: Batch, settings: SketchSettings) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The 32-bit shingles of all passages and the start of each passage's own, shapes [S] and [P + 1].

    A passage of fewer words than a shingle has one shingle: all its words and a sign that it ended. A passage without
    words has none.
    """
    width = settings.shingle_words
    padded, first = _padded(batch.word, batch.passage_token, width)
    hashes = shingle_hashes(padded, width)
    lengths = np.diff(batch.passage_token)
    counts = np.where(lengths == 0, 0, np.maximum(lengths - width + 1, 1))
    starts = np.concatenate([[0], np.cumsum(counts)])
    within = np.arange(starts[-1]) - np.repeat(starts[:-1], counts)
    return (hashes[np.repeat(first, counts) + within] >> np.uint64(32)).astype(np.uint32), starts


def _padded(
    words: NDArray[np.uint64], passage_token: NDArray[np.int64], width: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The words with `width` zeros after each passage, and where each passage now begins."""
    lengths = np.diff(passage_token)
    first = passage_token[:-1] + width * np.arange(len(lengths))
    padded = np.zeros(len(words) + width * len(lengths), dtype=np.uint64)
    padded[np.arange(len(words)) + width * np.repeat(np.arange(len(lengths)), lengths)] = words
    return padded, first


def sign(batch: Batch, settings: SketchSettings) -> NDArray[np.uint32]:
    """The MinHash signatures of all passages, shape [P, permutations], bit-identical to datasketch's `affine32`.

    A passage without words has datasketch's empty signature, all ones.
    """
    shingles, starts = passage_shingles(batch, settings)
    signatures = np.full((len(starts) - 1, settings.permutations), _EMPTY, dtype=np.uint32)
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        multipliers, offsets = permutations(settings.permutations, settings.seed)
        signatures[filled] = affine_signatures(shingles, starts[filled], multipliers, offsets)
    return signatures


def keys(batch: Batch, settings: SketchSettings) -> Keys:
    """The band keys of every passage that is no furniture, and the seeds of every document: the runs of its words.

    Runs that reach into furniture or over the end of the document are left out. A key may come several times.
    """
    hashes = shingle_hashes(batch.word, settings.shingle_words)
    band_key, band_document = _band_keys(batch, hashes, settings)
    seed_key, seed_document = _seeds(batch, hashes, settings)
    return Keys(
        key=np.concatenate([band_key, seed_key]),
        document=np.concatenate([band_document, seed_document]),
        is_seed=np.concatenate([np.zeros(len(band_key), dtype=np.bool_), np.ones(len(seed_key), dtype=np.bool_)]),
    )


def _band_keys(
    batch: Batch, hashes: NDArray[np.uint64], settings: SketchSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Keys of the bands of each passage's signature. The number of the band is part of the key."""
    counts = np.diff(batch.passage_token) - settings.shingle_words + 1
    held = np.flatnonzero((counts > 0) & ~batch.is_furniture)
    counts = counts[held]
    starts = np.cumsum(counts) - counts
    places = np.repeat(batch.passage_token[held] - starts, counts) + np.arange(counts.sum())
    shingles = (hashes[places] >> np.uint64(32)).astype(np.uint32)
    signatures = affine_signatures(shingles, starts, *permutations(settings.permutations, settings.seed))
    rows = signatures.reshape(len(held), settings.bands, settings.band_rows)
    mixed = np.broadcast_to(np.arange(1, settings.bands + 1, dtype=np.uint64), rows.shape[:2])
    for row in range(settings.band_rows):
        mixed = mix(mixed + rows[:, :, row])
    return mixed.reshape(-1), np.repeat(batch.document_of_passage()[held], settings.bands)


def _seeds(
    batch: Batch, hashes: NDArray[np.uint64], settings: SketchSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    reach = settings.shingle_words - 1
    documents = batch.document_of_token()
    is_furniture = np.repeat(batch.is_furniture, np.diff(batch.passage_token))
    count = len(hashes)
    whole = documents[:count] == documents[reach : reach + count]
    kept = np.flatnonzero(whole & ~is_furniture[:count] & ~is_furniture[reach : reach + count])
    return mix(hashes[kept]), documents[kept]
