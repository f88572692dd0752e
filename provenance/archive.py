"""What earlier runs remember of documents, on disk: enough to tell which others a changed document is compared with.

A file of columns behind a line that says by which settings and which version it was made, and a checksum. It is never
trusted: whatever is odd about it makes it as if it were not there. It holds no text, but hashes of words.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance import output
from provenance.batch import Keys, Outline, chosen, offsets, ranges, together
from provenance.kernels import IMPLEMENTATION
from provenance.matching import Reading
from provenance.model import Page

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from provenance.batch import Batch
    from provenance.model import Document
    from provenance.settings import Settings

_KIND = b"provenance-archive/1\n"
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Archive:
    """D documents in their order, with P passages and K keys.

    `content` are digests of documents with all that is known of them, `outline` their outline before repetition was
    heard. `taught` is what the whole collection taught the last full run, as JSON.
    """

    content: NDArray[np.uint8]  # [D, 16]
    outline: Outline
    first_key: NDArray[np.int64]  # [D + 1]
    bands: NDArray[np.int64]  # [D] how many keys of each document are bands: its first ones
    key: NDArray[np.uint64]  # [K]
    taught: str = ""

    def places(self) -> dict[bytes, int]:
        """The number of each document by its digest."""
        return {row.tobytes(): number for number, row in enumerate(self.content)}

    def of(self, rows: Sequence[int]) -> Archive:
        """What is remembered of some documents, in the order given."""
        numbers = np.array(rows, dtype=np.int64)
        return replace(
            self,
            content=self.content[numbers],
            outline=chosen(self.outline, numbers),
            first_key=offsets(np.diff(self.first_key)[numbers]),
            bands=self.bands[numbers],
            key=self.key[ranges(self.first_key, numbers)],
        )

    def joined(self, more: Archive) -> Archive:
        """The same with more documents behind. What was taught stays."""
        return Archive(
            content=np.concatenate([self.content, more.content]),
            outline=together([self.outline, more.outline]),
            first_key=offsets(np.concatenate([np.diff(self.first_key), np.diff(more.first_key)])),
            bands=np.concatenate([self.bands, more.bands]),
            key=np.concatenate([self.key, more.key]),
            taught=self.taught,
        )


def archived(digests: Sequence[bytes], outline: Outline, parts: Sequence[Keys]) -> Archive:
    """What is to be remembered of documents: their keys come in parts that follow one another."""
    empty = np.empty(0, dtype=np.int64)
    holders, keys, counts = [], [], np.zeros(len(digests), dtype=np.int64)
    for part in parts:
        order = np.argsort(part.document, kind="stable")  # a document's bands stand before its seeds, there and here
        keys.append(part.key[order])
        holders.append(part.document)
        counts += np.bincount(part.document[~part.is_seed], minlength=len(digests))
    return Archive(
        content=np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, _DIGEST),
        outline=outline,
        first_key=offsets(np.bincount(np.concatenate([empty, *holders]), minlength=len(digests))),
        bands=counts,
        key=np.concatenate([np.empty(0, dtype=np.uint64), *keys]),
    )


class Remembering(Reading):
    """Documents while their keys are taken, which are kept. `digests` are those of the documents as they were read."""

    def __init__(self, documents: Sequence[Document], digests: Sequence[bytes], settings: Settings) -> None:
        super().__init__(documents, settings)
        self._digests, self._kept = digests, list[Keys]()

    def keys(self) -> Iterator[Keys]:
        """The keys of all documents."""
        for part in super().keys():  # noqa: SIM118 - no mapping
            self._kept.append(part)
            yield part

    def archive(self) -> Archive:
        """What is to be remembered, when all keys were taken."""
        return archived(self._digests, self.outline(), self._kept)


class Recalled:
    """Documents whose keys are remembered, but for the `fresh` ones, not read before: a `matching.Keyed`."""

    batch: Batch | None = None

    def __init__(
        self, archive: Archive, documents: Sequence[Document], digests: Sequence[bytes], settings: Settings
    ) -> None:
        place = archive.places()
        rows = [place.get(digest, -1) for digest in digests]
        fresh = [number for number, row in enumerate(rows) if row < 0]
        reading = Remembering([documents[n] for n in fresh], [digests[n] for n in fresh], settings)
        for _ in reading.keys():  # noqa: SIM118 - no mapping
            pass
        for place_behind, number in enumerate(fresh, len(archive.content)):
            rows[number] = place_behind
        self.fresh = len(fresh)
        self.archive = archive.joined(reading.archive()).of(rows)

    def outline(self) -> Outline:
        """All documents, with the furniture that each shows by itself."""
        return self.archive.outline

    def keys(self) -> Iterator[Keys]:
        """The keys of all documents."""
        counts = np.diff(self.archive.first_key)
        within = np.arange(len(self.archive.key)) - np.repeat(self.archive.first_key[:-1], counts)
        is_seed = within >= np.repeat(self.archive.bands, counts)
        yield Keys(self.archive.key, np.repeat(np.arange(len(counts)), counts), is_seed)


# --------------------------------------------------------------------------- on disk


def load(path: str | os.PathLike[str], settings: Settings) -> Archive | str:
    """What a file remembers, or in words why it cannot be used."""
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        return "there is none yet"
    except OSError as error:
        return str(error.strerror or error)
    head = _KIND + _stamp(settings)
    if not content.startswith(head):
        return "it was made by other settings or another version, or is something else"
    body = memoryview(content)[len(head) + _DIGEST :]
    if content[len(head) : len(head) + _DIGEST] != _checksum(body):
        return "it is damaged"
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as columns:
            return _archive({name: columns[name] for name in columns.files})
    except (ValueError, KeyError, TypeError, OSError) as error:
        return f"it is damaged ({error})"


def _archive(columns: dict[str, NDArray[Any]]) -> Archive:
    """The archive that columns hold. Raises `ValueError`, `KeyError` or `TypeError` where they hold none."""
    texts = json.loads(columns.pop("texts").tobytes())
    held = {name: columns.pop(name) for name in ("content", "first_key", "bands", "key")}
    outline = Outline(ids=tuple(texts["ids"]), digests=tuple(bytes.fromhex(one) for one in texts["digests"]), **columns)
    return Archive(**held, outline=outline, taught=texts["taught"])


def store(path: str | os.PathLike[str], archive: Archive, settings: Settings) -> None:
    """Writes what is to be remembered, whole or not at all. Raises `OutputError`."""
    body = io.BytesIO()
    texts = {
        "ids": archive.outline.ids,
        "digests": [one.hex() for one in archive.outline.digests],
        "taught": archive.taught,
    }
    columns = {each.name: getattr(archive.outline, each.name) for each in fields(archive.outline)}
    columns |= {name: getattr(archive, name) for name in ("content", "first_key", "bands", "key")}
    columns["texts"] = np.frombuffer(json.dumps(texts).encode(), dtype=np.uint8)
    np.savez(body, **{name: column for name, column in columns.items() if name not in {"ids", "digests"}})
    content = body.getbuffer()
    output.write(path, [Page(Path(path).name, b"".join([_KIND, _stamp(settings), _checksum(content), content]))])


def _checksum(body: memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _stamp(settings: Settings) -> bytes:
    """A digest of all that the columns rest on beside the documents. What a report shows of them is no part of it."""
    kept = {name: value for name, value in asdict(settings).items() if name not in {"report", "now", "engine"}}
    made = json.dumps([version("provenance-tracer"), IMPLEMENTATION, kept], sort_keys=True, default=str)
    return hashlib.blake2b(made.encode(), digest_size=_DIGEST).digest()
