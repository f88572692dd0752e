"""The index of a collection: what earlier runs remember on disk, so that less is worked out again.

It has the keys of all documents, how much each two share, and results by document and by pair. Its bytes are a stamp of
the settings and the program that made it, a checksum, a JSON header and columns. It is never trusted: whatever is odd
about it makes it as if it were not there. It holds no whole text, but hashes of words, and those words that differ
between two texts or are quoted as evidence.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from dataclasses import asdict, dataclass, field, fields, replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance import join, output
from provenance.batch import Keys, Outline, chosen, offsets, ranges, together
from provenance.join import NO_TOUCHES, Change, Sieve, Touches, holders
from provenance.kernels import IMPLEMENTATION
from provenance.matching import Keying, left_out
from provenance.memory import DIGEST
from provenance.model import Page

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.join import Order
    from provenance.memory import Memory
    from provenance.model import Alignment, Document
    from provenance.settings import Settings

NO_KEYS = Keys(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_))
_KIND = b"provenance-index/1\n"
_CHECKSUM, _STAMP, _LENGTH = 16, 16, 8  # bytes
_PIECE = 1 << 24  # bytes
_COLUMNS = ("content", "first_key", "bands", "key")
_TOUCHES = ("pair", "weight", "discount")
_PARTS = ("keys", "first", "text")
_PACKAGE = Path(__file__).parent.parent
_PROGRAM = frozenset([".py", ".so", ".pyd"])


@dataclass(frozen=True, slots=True)
class Index:
    """D documents in their order, with K keys.

    `content` are digests of the documents (text and metadata). `outline` is theirs before repetition marked furniture.
    `touched` is how much documents share when the keys in `excluded` do not count. `taught` is an
    `incremental.Taught` as JSON; `memories` are results by name and key, as `memory.Memory` keeps them.
    """

    content: NDArray[np.uint8]  # [D, DIGEST]
    outline: Outline
    first_key: NDArray[np.int64]  # [D + 1]
    bands: NDArray[np.int64]  # [D] how many keys of each document are band keys: its first ones
    key: NDArray[np.uint64]  # [K]
    touched: Touches = NO_TOUCHES
    excluded: Keys = NO_KEYS
    taught: str = ""
    memories: Mapping[str, Mapping[bytes, bytes]] = field(default_factory=dict)

    def places(self) -> dict[bytes, int]:
        """The number of each document by its digest."""
        return {row.tobytes(): number for number, row in enumerate(self.content)}

    def rows(self, places: NDArray[np.int64] | None = None) -> Keys:
        """The keys at some places, or all, each with its document."""
        at = np.arange(len(self.key)) if places is None else places
        document = np.searchsorted(self.first_key, at, side="right") - 1
        return Keys(self.key[at], document, at - self.first_key[document] >= self.bands[document])

    def of(self, numbers: NDArray[np.int64]) -> Index:
        """What is remembered of some documents, in the order given."""
        return replace(
            self,
            content=self.content[numbers],
            outline=chosen(self.outline, numbers),
            first_key=offsets(np.diff(self.first_key)[numbers]),
            bands=self.bands[numbers],
            key=self.key[ranges(self.first_key, numbers)],
        )

    def joined(self, more: Index) -> Index:
        """The index with more documents appended. `touched`, `taught` and `memories` stay as they are."""
        return replace(
            self,
            content=np.concatenate([self.content, more.content]),
            outline=together([self.outline, more.outline]),
            first_key=offsets(np.concatenate([np.diff(self.first_key), np.diff(more.first_key)])),
            bands=np.concatenate([self.bands, more.bands]),
            key=np.concatenate([self.key, more.key]),
        )


class Remembering(Keying):
    """A `Keying` that keeps the keys, for an index. `digests` are those of the documents (text and metadata)."""

    def __init__(
        self,
        documents: Sequence[Document],
        digests: Sequence[bytes],
        settings: Settings,
        compared: Memory[tuple[Alignment, ...]] | None = None,
    ) -> None:
        super().__init__(documents, settings)
        self.fresh: Sequence[int] = range(len(documents))
        self.digests, self.compared = digests, compared
        self._keys = [np.empty(0, dtype=np.uint64)]
        self._counts, self._bands = np.zeros((2, len(documents)), dtype=np.int64)
        self._touched, self._excluded = NO_TOUCHES, NO_KEYS

    def keys(self) -> Iterator[Keys]:
        """The keys of all documents."""
        for part in super().keys():  # noqa: SIM118 - no mapping
            # A document's bands stand before its seeds, there and here.
            self._keys.append(part.key[np.argsort(part.document, kind="stable")])
            self._counts += np.bincount(part.document, minlength=len(self.documents))
            self._bands += np.bincount(part.document[~part.is_seed], minlength=len(self.documents))
            yield part

    def touches(self, in_order: Order, sieve: Callable[[], Sieve]) -> Touches:
        """How much the documents share, with pairs of however little weight: they may get more by a later change."""

        def known() -> Sieve:
            held = sieve()
            self._excluded = held.excluded
            return held

        count, settings = len(self.documents), self.settings.candidates
        self._touched = join.touches(self.keys(), count, settings, in_order, known, least=1)
        return self._touched

    def index(self) -> Index:
        """What is to be remembered, when all keys were taken."""
        return Index(
            content=np.frombuffer(b"".join(self.digests), dtype=np.uint8).reshape(-1, DIGEST),
            outline=self.outline(),
            first_key=offsets(self._counts),
            bands=self._bands,
            key=np.concatenate(self._keys),
            touched=self._touched,
            excluded=self._excluded,
        )


class Recalled:
    """Documents whose keys are in an index, but for the `fresh` ones (numbers), which are read: a `matching.Keyed`."""

    batch: Batch | None = None

    def __init__(
        self,
        index: Index,
        documents: Sequence[Document],
        digests: Sequence[bytes],
        settings: Settings,
        compared: Memory[tuple[Alignment, ...]] | None = None,
    ) -> None:
        self.digests, self.compared, self._settings = digests, compared, settings.candidates
        place = index.places()
        rows = [place.get(digest, -1) for digest in digests]
        self.fresh: Sequence[int] = [number for number, row in enumerate(rows) if row < 0]
        reading = Remembering([documents[n] for n in self.fresh], [digests[n] for n in self.fresh], settings)
        for _ in reading.keys():  # noqa: SIM118 - no mapping
            pass
        for place_behind, number in enumerate(self.fresh, len(index.content)):
            rows[number] = place_behind
        self._before, self._new, self._rows = index, reading.index(), np.array(rows, dtype=np.int64)
        self._outline = chosen(together([index.outline, self._new.outline]), self._rows)
        self._touched, self._excluded = NO_TOUCHES, index.excluded

    def outline(self) -> Outline:
        """All documents, with the furniture that each shows by itself."""
        return self._outline

    def index(self) -> Index:
        """The index of all documents, after `touches`."""
        held = self._before.joined(self._new).of(self._rows)
        return replace(held, touched=self._touched, excluded=self._excluded)

    def touches(self, in_order: Order, sieve: Callable[[], Sieve]) -> Touches:
        """How much the documents share: as before, brought up to date for the changed ones where that is possible."""
        known, moved, count = sieve(), self._moved(), len(self._rows)
        self._excluded = known.excluded
        if moved is None:
            everything = self._before.joined(self._new).of(self._rows).rows()
            self._touched = join.touches([everything], count, self._settings, in_order, lambda: known, least=1)
        else:
            change = self._change(known, moved)
            self._touched = join.touched_anew(self._before.touched, change, count, self._settings)
        return self._touched

    def _moved(self) -> NDArray[np.int64] | None:
        """The number that each document of before has now, -1 for none; None where all rows are other than before.

        Documents come in the order of their ids, which are part of their digests, so that none overtakes another.
        """
        kept = np.flatnonzero(self._rows < len(self._before.content))
        if len({join.number_bits(len(held)) for held in (self._rows, self._before.content)}) > 1:
            return None
        moved = np.full(len(self._before.content), -1, dtype=np.int64)
        moved[self._rows[kept]] = kept
        return moved

    def _change(self, sieve: Sieve, moved: NDArray[np.int64]) -> Change:
        """What is other than before: of all keys of documents that came, went, or are left out now and were not."""
        before, new = self._before, self._new
        was_left_out = left_out(before.outline)
        is_other = moved < 0
        is_other[~is_other] = was_left_out[~is_other] != sieve.is_left_out[moved[~is_other]]
        other = before.key[ranges(before.first_key, np.flatnonzero(is_other))]
        sifted = np.setxor1d(before.excluded.key, sieve.excluded.key)
        places = holders(before.key, np.concatenate([other, new.key, sifted]), len(moved))
        held, more = before.rows(places), new.rows()
        is_there = moved[held.document] >= 0
        fresh = np.array(self.fresh, dtype=np.int64)
        after = Keys(
            np.concatenate([held.key[is_there], more.key]),
            np.concatenate([moved[held.document[is_there]], fresh[more.document]]),
            np.concatenate([held.is_seed[is_there], more.is_seed]),
        )
        return Change(held, after, Sieve(before.excluded, was_left_out), sieve, moved)


# --------------------------------------------------------------------------- on disk


def load(path: str | os.PathLike[str], settings: Settings) -> Index | str:
    """The index in a file, or in words why it cannot be used."""
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        return "there is none yet"
    except OSError as error:
        return str(error.strerror or error)
    return parse(content, settings)


def parse(content: bytes, settings: Settings) -> Index | str:
    """The index that bytes are, or in words why they cannot be used."""
    head = _KIND + _stamp(settings)
    if not content.startswith(head):
        return "it was made by other settings or another version, or is something else"
    body = memoryview(content)[len(head) + _CHECKSUM :]
    if content[len(head) : len(head) + _CHECKSUM] != _checksum([body]):
        return "it is damaged"
    try:
        return _unpacked(body)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        return f"it is damaged ({error})"


def _unpacked(body: memoryview) -> Index:
    """The index that bytes hold. Raises `ValueError`, `KeyError`, `TypeError` or `OverflowError` where none is."""
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
    texts = json.loads(bytes(body[_LENGTH:end]))
    columns: dict[str, NDArray[Any]] = {}
    for name, kind, shape in texts["columns"]:
        count = math.prod(shape)
        columns[name] = np.frombuffer(body, np.dtype(kind), count, end).reshape(shape)
        end += columns[name].nbytes
    held = {name: columns.pop(name) for name in _COLUMNS}
    touched = Touches(**{name: columns.pop(name) for name in _TOUCHES}, capped_buckets=texts["capped_buckets"])
    excluded = columns.pop("excluded_key"), columns.pop("excluded_is_seed")
    memories = {name: _recalled(*(columns.pop(f"{name} {part}") for part in _PARTS)) for name in texts["memories"]}
    outline = Outline(
        ids=tuple(texts["ids"]),
        names=tuple(map(tuple, texts["names"])),
        digests=tuple(bytes.fromhex(one) for one in texts["digests"]),
        **columns,
    )
    sieved = Keys(excluded[0], np.zeros(len(excluded[0]), dtype=np.int64), excluded[1])
    return Index(**held, outline=outline, touched=touched, excluded=sieved, taught=texts["taught"], memories=memories)


def _recalled(keys: NDArray[np.uint8], first: NDArray[np.int64], text: NDArray[np.uint8]) -> dict[bytes, bytes]:
    """A memory (results by key) from its columns; see `_laid_out`."""
    size, joined, held, bounds = keys.shape[1], keys.tobytes(), text.tobytes(), first.tolist()
    rows = zip(range(0, len(joined), size), pairwise(bounds), strict=True)
    return {joined[place : place + size]: held[begin:end] for place, (begin, end) in rows}


def store(path: str | os.PathLike[str], index: Index, settings: Settings) -> None:
    """Writes what is to be remembered, whole or not at all. Raises `OutputError`."""
    output.write(path, [Page(Path(path).name, lambda: pieces(index, settings))])


def pieces(index: Index, settings: Settings) -> Iterator[bytes]:
    """What is to be remembered, as `parse` takes it: in pieces, so that it is not held twice."""
    outline = index.outline
    names = [each.name for each in fields(outline) if each.name not in {"ids", "names", "digests"}]
    columns: dict[str, NDArray[Any]] = {name: getattr(outline, name) for name in names}
    columns |= {name: getattr(index, name) for name in _COLUMNS}
    columns |= {name: getattr(index.touched, name) for name in _TOUCHES}
    columns |= {"excluded_key": index.excluded.key, "excluded_is_seed": index.excluded.is_seed}
    for name, held in index.memories.items():
        columns |= {f"{name} {part}": column for part, column in zip(_PARTS, _laid_out(held), strict=True)}
    texts = {
        "ids": outline.ids,
        "names": outline.names,
        "digests": [one.hex() for one in outline.digests],
        "taught": index.taught,
        "capped_buckets": index.touched.capped_buckets,
        "memories": list(index.memories),
        "columns": [(name, column.dtype.str, column.shape) for name, column in columns.items()],
    }
    said = json.dumps(texts).encode()
    head = len(said).to_bytes(_LENGTH, "little") + said
    yield b"".join([_KIND, _stamp(settings), _checksum([head, *_cut(columns.values())]), head])
    yield from _cut(columns.values())


def _cut(columns: Iterable[NDArray[Any]]) -> Iterator[bytes]:
    """The bytes of some columns, one after the other, a piece at a time."""
    for column in columns:
        flat = column.reshape(-1)
        most = max(1, _PIECE // flat.itemsize)
        for first in range(0, len(flat), most):
            yield flat[first : first + most].tobytes()


def _laid_out(held: Mapping[bytes, bytes]) -> tuple[NDArray[Any], ...]:
    """A memory (results by key) as columns: keys, offsets of results, results."""
    size = len(next(iter(held), b"")) or 1
    keys = np.frombuffer(b"".join(held), dtype=np.uint8).reshape(-1, size)
    first = offsets(np.array([len(text) for text in held.values()], dtype=np.int64))
    return keys, first, np.frombuffer(b"".join(held.values()), dtype=np.uint8)


def _checksum(parts: Iterable[bytes | memoryview]) -> bytes:
    held = hashlib.sha256()  # processors have it built in
    for part in parts:
        held.update(part)
    return held.digest()[:_CHECKSUM]


def _stamp(settings: Settings) -> bytes:
    """A digest of all that an index rests on beside the documents: the program itself, and the settings.

    Settings of what a report shows are no part of it.
    """
    kept = {name: value for name, value in asdict(settings).items() if name not in {"report", "now", "engine"}}
    made = json.dumps([version("provenance-tracer"), IMPLEMENTATION, sys.version, kept], sort_keys=True, default=str)
    stamp = hashlib.blake2b(made.encode(), digest_size=_STAMP)
    for path in program():  # who works on it changes it without a new version
        stamp.update(path.read_bytes())
    return stamp.digest()


def program() -> list[Path]:
    """The files of the program, wherever in the package they are."""
    package = Path(__file__).parent.parent
    return sorted(path for path in package.rglob("*") if path.suffix in _PROGRAM)
