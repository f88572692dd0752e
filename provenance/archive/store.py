"""Documents and their index on disk: one SQLite file, which changes whole or not at all, whatever interrupts it.

A file is never trusted: it must carry our mark and our tables and nothing else, each document must be what its digest
says, and none may unpack to more than a limit. Whatever is odd is an `ArchiveError` that names the file.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import ArchiveError, ArchiveFormatError, ReadError
from provenance.memory import DIGEST, decoded, named
from provenance.model import Document
from provenance.output import temporary
from provenance.readers.disk import ARCHIVE_MARK, head, is_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FORMAT = 2
_TABLES = {
    "document": "CREATE TABLE document (id TEXT PRIMARY KEY, digest BLOB NOT NULL, held BLOB NOT NULL)",
    "piece": "CREATE TABLE piece (number INTEGER PRIMARY KEY, held BLOB NOT NULL)",
}
"""Documents under their ids, packed; the index, cut into pieces that fit in a row."""

_ANEW = "make it anew from the texts"
_PUT = "INSERT OR REPLACE INTO document VALUES (?, ?, ?)"

_HEAD, _PAGE_BYTES, _PAGES = 100, slice(16, 18), slice(28, 32)
"""The head of a file of SQLite, and where in it stand the size of its pages and how many there are."""
_MAX_DOCUMENT = 1 << 30  # bytes, unpacked
_PATIENCE = 10.0  # seconds that another run is waited for


class Store:
    """A file of documents, open. Closed, it is what the last change that came to its end has left."""

    def __init__(self, path: str | os.PathLike[str], *, first: Iterable[Document] | None = None) -> None:
        """Opens a file, or makes one that holds some `first` documents. Raises `ArchiveError`."""
        self.path = os.fspath(path)
        if first is not None:
            vacant(self.path)
            self._write(first, is_new=True)
        self._open()

    def _open(self) -> None:
        """Opens the file, if it is an archive of ours."""
        with self._at_work():
            self._rows = _connected(self._there(), "rw")
            try:
                self._expect_ours()
            except BaseException:
                self._rows.close()
                raise

    def _write(self, documents: Iterable[Document], *, is_new: bool) -> None:
        """Puts a file of these documents in the place: when it is whole, so that nothing half-made is ever there."""
        fresh = temporary(Path(self.path))
        with self._at_work():
            self._rows = _connected(fresh, "rwc")
            try:
                with self._change():
                    for table in _TABLES.values():
                        self._rows.execute(table)
                    self._rows.execute(f"PRAGMA application_id = {ARCHIVE_MARK}")
                    self._rows.execute(f"PRAGMA user_version = {FORMAT}")
                    self._rows.executemany(_PUT, map(_packed, documents))
                self._rows.close()
                self._claim(fresh) if is_new else fresh.replace(self.path)
            finally:
                self._rows.close()
                fresh.unlink(missing_ok=True)

    def _there(self) -> Path:
        """The place of a file that is there."""
        place = Path(self.path)
        if not place.is_file():
            if place.exists():
                raise ArchiveError(f"{self.path}: not a file", hint="name a file that `archive create` made")
            hint = f"provenance archive create {self.path} PATH... makes one"
            raise ArchiveError(f"{self.path}: there is no archive", hint=hint)
        return place

    def _expect_ours(self) -> None:
        """Raises `ArchiveFormatError` unless the open file has our mark, our format and our tables and no others."""
        (mark,) = self._rows.execute("PRAGMA application_id").fetchone()
        (version,) = self._rows.execute("PRAGMA user_version").fetchone()
        if mark != ARCHIVE_MARK:
            raise self._foreign()
        if version != FORMAT:
            raise ArchiveFormatError(
                f"{self.path}: an archive of format {version}, where this version reads {FORMAT}",
                hint="use the version that made it; or make one anew from the texts, under another name: "
                "provenance archive create NEW PATH...",
            )
        if dict(self._rows.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")) != _TABLES:
            raise ArchiveFormatError(f"{self.path}: its tables are not ours", hint=_ANEW)

    def _claim(self, fresh: Path) -> None:
        """Moves a new file to its place, unless another run has made one there meanwhile."""
        place = vacant(self.path)
        if place.exists():
            place.unlink()
        try:
            os.link(fresh, place)
        except FileExistsError:
            vacant(self.path)
            raise
        except OSError:  # where a file can have one name only
            fresh.replace(place)

    def close(self) -> None:
        """Lets go of the file."""
        self._rows.close()

    def digests(self) -> dict[str, bytes]:
        """The digest of each document by its id, in the order of ids."""
        with self._at_work():
            rows = self._rows.execute("SELECT id, digest FROM document ORDER BY id").fetchall()
        if not all(isinstance(name, str) and isinstance(told, bytes) and len(told) == DIGEST for name, told in rows):
            raise self._damaged("a row is not a document's")
        return dict(rows)

    def document(self, name: str) -> Document:
        """A document. Raises `ArchiveFormatError` where it is not what its digest says."""
        with self._at_work():
            row = self._rows.execute("SELECT digest, held FROM document WHERE id = ?", (name,)).fetchone()
        found = _unpacked(name, *row) if row else None
        if found is None:
            raise self._damaged(f"{name} cannot be read back")
        return found

    def change(self, put: Iterable[Document] = (), gone: Iterable[str] = (), *, before: Mapping[str, bytes]) -> None:
        """Takes documents out and puts others in, all of them or, where that fails, none.

        `before`: the digests of the documents by which it was decided to. Where another run has changed them since,
        nothing is done.
        """
        with self._at_work(), self._change():
            if self.digests() != before:
                raise ArchiveError(f"{self.path}: another run has changed it meanwhile", hint="run the command again")
            self._rows.executemany("DELETE FROM document WHERE id = ?", ((name,) for name in gone))
            self._rows.executemany(_PUT, map(_packed, put))

    def index(self) -> bytes:
        """The index that was kept last, or nothing."""
        with self._at_work():
            rows = self._rows.execute("SELECT held FROM piece ORDER BY number").fetchall()
        return b"".join(held for (held,) in rows if isinstance(held, bytes))

    def keep_index(self, pieces: Iterable[bytes]) -> None:
        """Keeps an index, in the place of the one before."""
        with self._at_work(), self._change():
            self._rows.execute("DELETE FROM piece")
            self._rows.executemany("INSERT INTO piece VALUES (?, ?)", enumerate(pieces))

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file, in words, in order; nothing where it is whole."""
        with self._at_work():
            try:
                said = [told for (told,) in self._rows.execute("PRAGMA integrity_check(20)") if told != "ok"]
                rows = self._rows.execute("SELECT id, digest, held FROM document ORDER BY id")
                said += [f"{name} is not what it was" for name, *held in rows if _unpacked(name, *held) is None]
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                said = [str(error)]
        return tuple(said)

    def repair(self) -> tuple[str, ...]:
        """Puts a new file, with all documents that can still be read, in the place of this one, if there are any.

        Gives the ids of those that cannot, as far as they can be told, in order.
        """
        found, is_torn = self._salvaged()
        lost = tuple(sorted(self._listed() - found.keys()))
        if is_torn and not found:
            raise ArchiveFormatError(f"{self.path}: none of its documents can be read", hint=_ANEW)
        self.close()
        self._write(found.values(), is_new=False)
        self._open()
        return lost

    def _listed(self) -> set[str]:
        """The ids of all documents that can be told, which stand apart from the documents, too."""
        names: set[str] = set()
        with suppress(sqlite3.DatabaseError):
            names.update(name for (name,) in self._rows.execute("SELECT id FROM document") if isinstance(name, str))
        return names

    def _salvaged(self) -> tuple[dict[str, Document], bool]:
        """All documents that can be read, from whichever end of the file, and whether others cannot be reached."""
        found: dict[str, Document] = {}
        is_torn = False
        for direction in ("ASC", "DESC"):
            try:
                for name, *held in self._rows.execute(
                    f"SELECT id, digest, held FROM document ORDER BY rowid {direction}"  # noqa: S608 - two fixed words
                ):
                    if document := _unpacked(name, *held):
                        found[document.id] = document
            except sqlite3.DatabaseError:
                is_torn = True
        return found, is_torn

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One change: whole when it ends, undone when it fails."""
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._rows.in_transaction:
                self._rows.execute("ROLLBACK")
            raise
        self._rows.execute("COMMIT")

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """What SQLite or the system says of the file, as an error of ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._failed(error) from error
        except OSError as error:
            raise ArchiveError(
                f"{self.path}: {error.strerror or error}", hint="see to the file and its folder"
            ) from error

    def _failed(self, error: sqlite3.Error) -> ArchiveError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte: the rest says where
        if code == sqlite3.SQLITE_NOTADB:
            return self._foreign()
        why = _FAILURES.get(code)
        return ArchiveError(f"{self.path}: {why[0]}", hint=why[1]) if why else self._damaged(str(error))

    def _foreign(self) -> ArchiveFormatError:
        return ArchiveFormatError(f"{self.path}: no archive of ours", hint="name a file that `archive create` made")

    def _damaged(self, what: str) -> ArchiveFormatError:
        return ArchiveFormatError(
            f"{self.path}: it is damaged: {what}",
            hint=f"provenance archive verify --repair {self.path} keeps what can be read",
        )


_FAILURES: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("another run is at work on it", "try again when that has ended"),
    sqlite3.SQLITE_LOCKED: ("another run is at work on it", "try again when that has ended"),
    sqlite3.SQLITE_READONLY: ("it cannot be written", "see whose file and folder it is"),
    sqlite3.SQLITE_PERM: ("it may not be opened", "see whose file and folder it is"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "see whose file and folder it is"),
    sqlite3.SQLITE_FULL: ("no space left where it lies", "make room there; nothing was changed"),
    sqlite3.SQLITE_IOERR: ("the disk fails", "nothing was changed; look at the disk"),
    sqlite3.SQLITE_TOOBIG: ("a document is too large for it", "leave it out; nothing was changed"),
}
"""What SQLite's error codes mean here, and what to do about it; every other means damage."""


def is_vacant(place: Path) -> bool:
    """Whether there is no file yet, or an empty one, which is all that a making left that was cut short."""
    return not os.path.lexists(place) or (place.is_file() and not place.stat().st_size)


def vacant(path: str | os.PathLike[str]) -> Path:
    """The place of an archive that can be made. Raises `ArchiveError` where something is."""
    place, name = Path(path), os.fspath(path)
    if place.is_dir():
        raise ArchiveError(f"{name}: a folder", hint=f"an archive is a file: {place / 'news.db'}")
    if not is_vacant(place):
        raise _occupied(name)
    if not place.absolute().parent.is_dir():
        raise ArchiveError(f"{name}: its folder does not exist", hint="make the folder first")
    return place


def _occupied(name: str) -> ArchiveError:
    """The error for a place where an archive is, or something else."""
    try:
        is_ours = is_archive(head(name, _HEAD))
    except ReadError:
        is_ours = False
    if not is_ours:
        return ArchiveError(f"{name}: something that is no archive is there", hint="name another file")
    hint = f"provenance archive add {name} PATH... adds to it; for a new one, name another file"
    return ArchiveError(f"{name}: it is there already", hint=hint)


def complete(path: str | os.PathLike[str]) -> None:
    """Gives an archive that was cut short its missing pages, empty: SQLite opens no file without them.

    Nothing that is there is changed. Only a repair asks for it. Raises `ArchiveError`.
    """
    try:
        with Path(path).open("r+b") as file:
            beginning = file.read(_HEAD)
            size = int.from_bytes(beginning[_PAGE_BYTES], "big") * int.from_bytes(beginning[_PAGES], "big")
            if is_archive(beginning) and size > os.fstat(file.fileno()).st_size:
                file.truncate(size)
    except FileNotFoundError:
        return  # whoever opens it says so
    except OSError as error:
        raise ArchiveError(f"{os.fspath(path)}: {error.strerror}", hint="see to the file and its folder") from error


def _connected(place: Path, mode: str) -> sqlite3.Connection:
    """A file, with nothing in it believed that could run."""
    uri = f"{place.absolute().as_uri()}?mode={mode}"
    rows = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    rows.execute("PRAGMA trusted_schema = OFF")
    rows.execute("PRAGMA cell_size_check = ON")
    return rows


def digest_of(name: str, held: bytes) -> bytes:
    """The digest of a document with all that is known of it, by what it is packed from."""
    return blake2b(name.encode("utf-8", "surrogatepass") + b"\0" + held, digest_size=DIGEST).digest()


def digest(document: Document) -> bytes:
    """The digest that a document has in an archive."""
    return digest_of(document.id, named(document))


def _packed(document: Document) -> tuple[str, bytes, bytes]:
    held = named(document)
    return document.id, digest_of(document.id, held), zlib.compress(held, 1)


def _unpacked(name: object, told: object, held: object) -> Document | None:
    """The document of a row; None where it is none, or not the one that was put there."""
    if not (isinstance(name, str) and isinstance(held, bytes)):
        return None
    try:
        text = zlib.decompressobj().decompress(held, _MAX_DOCUMENT)
        found = decoded(Document, text) if digest_of(name, text) == told else None
    except (zlib.error, ValueError, TypeError, LookupError, RecursionError):
        return None
    is_document = found is not None and found.id == name and isinstance(found.text, str)
    return found if is_document else None
