"""Documents held small, each put together anew whenever it is asked for.

Their texts stand as UTF-8, which of most takes half as much as a string does; those of a large collection in a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol, overload

from provenance.errors import ReadError
from provenance.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 16_000_000
"""Of texts in memory: more than five thousand articles."""


class Unread(Protocol):
    """A document that can be read at any time."""

    def document(self) -> Document:
        """The document."""


class Shelf:
    """Where texts stand: the first ones in memory, those beyond `most_bytes` in a temporary file.

    The file has no name where the system allows it, and is gone with the last text in it. A disk without room for it
    costs memory, and nothing else.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._room = most_bytes
        self._file: _File | None = None

    def packed(self, document: Document) -> Packed:
        """The document, with its text on the shelf."""
        text, rest = document.text.encode("utf-8", "surrogatepass"), document.with_text("")
        if len(text) > self._room and (place := self._put(text)) is not None:
            return Packed(place, rest)
        self._room -= len(text)
        return Packed(text, rest)

    def _put(self, text: bytes) -> Shelved | None:
        """Where the text stands in the file; None where there is no room for it."""
        try:
            if self._file is None:
                self._file = _File(TemporaryFile(prefix="provenance-", buffering=0))  # noqa: SIM115 - it closes it
            return self._file.put(text)
        except OSError:
            return None


class _File:
    """A file of texts, one behind the other, which is closed when none of them is asked for any more.

    It has one place where it is read and written, which threads take in turns.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._end, self._turn = file, 0, Lock()

    def __del__(self) -> None:
        self._file.close()

    def put(self, text: bytes) -> Shelved | None:
        """The place of a text, written behind the others; None where only a part could be. Raises `OSError`."""
        with self._turn:
            self._file.seek(self._end)
            if self._file.write(text) != len(text):
                return None
            place = Shelved(self, self._end, len(text))
            self._end += len(text)
            return place

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from `start` on. Raises `ReadError` where they are there no more."""
        with self._turn:
            try:
                self._file.seek(start)
                text = self._file.read(size)
            except OSError:
                text = b""
        if len(text) != size:
            raise ReadError(
                "damaged", "a temporary file cannot be read back", hint="TMPDIR names the folder for such files"
            )
        return text


class Shelved(NamedTuple):
    """The place of a text in a file."""

    file: _File
    start: int
    size: int

    def read(self) -> bytes:
        """Its bytes."""
        return self.file.read(self.start, self.size)


class Packed(NamedTuple):
    """A document held small: its text as UTF-8, or where that stands, and all else of it."""

    text: bytes | Shelved
    rest: Document

    def document(self) -> Document:
        """The document."""
        text = self.text.read() if isinstance(self.text, Shelved) else self.text
        return self.rest.with_text(text.decode("utf-8", "surrogatepass"))


class Documents(Sequence[Document]):
    """Documents on a shelf. Those that were not read yet are read, and put there, when they are first asked for."""

    def __init__(self, held: Iterable[Document | Unread], shelf: Shelf | None = None) -> None:
        self._shelf = shelf or Shelf()
        self._held = [self._shelf.packed(one) if isinstance(one, Document) else one for one in held]

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Document]:
        # That of `Sequence` ends without a word at any IndexError, and be it a reader's.
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Documents) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, place: int | slice) -> Document | tuple[Document, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        document = self._held[place].document()
        if not isinstance(self._held[place], Packed):
            self._held[place] = self._shelf.packed(document)
        return document
