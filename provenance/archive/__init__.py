"""A collection kept in one file: documents are added to it, and it is asked where a text comes from.

The report on an archive equals, byte for byte, that of a trace of the same texts in a folder. The index makes it quick
and is no part of what is held: where it is missing, of another version or of other settings, it is made anew.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from provenance.archive import index as indexes
from provenance.archive.incremental import everything, near, taught_by
from provenance.archive.store import Store, digest, is_vacant
from provenance.engines import ENGINES
from provenance.errors import ArchiveError, UsageError
from provenance.globs import is_at
from provenance.model import Added, Holdings
from provenance.pipeline import silent
from provenance.readers.held import Documents
from provenance.readers.intake import Intake, read_all
from provenance.readers.plain import plain
from provenance.settings import ReadSettings, Settings, check

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from provenance.archive.incremental import Taught
    from provenance.archive.index import Index
    from provenance.matching import Progress
    from provenance.model import Document, Report
    from provenance.readers.intake import Path as AnyPath

ASKED = "query"
"""The id of a text that is asked about and has no path; and a folder before ids that the archive has already."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A document that is read from an archive when it is asked for."""

    store: Store
    id: str

    def document(self) -> Document:
        return self.store.document(self.id)


class Archive:
    """A collection of documents in one file, and what is known of them. A context manager, which lets go of the file.

    Every change is whole or has not happened, whatever interrupts it. All methods raise `ProvenanceError` with a hint.
    `notes` say in words what there is to say of the index.
    """

    def __init__(
        self,
        path: AnyPath,
        settings: Settings | None = None,
        *,
        engine: str = "local",
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> None:
        self.path = os.fspath(path)
        self.notes: list[str] = []
        self._settings = check(settings or Settings())
        self._stamped = replace(self._settings, read=ReadSettings())  # how it was read is no matter to what is held
        self._engine, self._jobs, self._progress = engine, jobs, progress or silent
        self._file: Store | None = None

    @classmethod
    def open(cls, path: AnyPath, settings: Settings | None = None, **how: Any) -> Self:
        """The archive in a file. One that is not there yet is made when something is first added to it."""
        archive = cls(path, settings, **how)
        if os.path.lexists(archive.path):
            archive._file = Store(archive.path)
        return archive

    @classmethod
    def create(cls, path: AnyPath, settings: Settings | None = None, **how: Any) -> Self:
        """A new archive, empty. Raises `ArchiveError` where there is a file already."""
        archive = cls(path, settings, **how)
        archive._file = Store(archive.path, first=())
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        """How many documents it holds."""
        return len(self._store.digests())

    @property
    def _store(self) -> Store:
        if self._file is None:
            self._file = Store(self.path)
        return self._file

    # ------------------------------------------------------------------------ what it holds

    def read(
        self, paths: Sequence[AnyPath] | AnyPath, *, dates: AnyPath | None = None, outputs: Iterable[AnyPath] = ()
    ) -> Intake:
        """What files and folders hold, and what could not be read of them. The archive itself is never an input."""
        return read_all(paths, self._settings.read, outputs=(self.path, *outputs), dates=dates, progress=self._progress)

    def add(
        self,
        paths: Sequence[AnyPath] | AnyPath,
        *,
        under: str = "",
        is_replacing: bool = False,
        dates: AnyPath | None = None,
    ) -> Added:
        """Reads files and folders into the archive: `put`."""
        return self.put(self.read(paths, dates=dates), under=under, is_replacing=is_replacing)

    def put(self, intake: Intake, *, under: str = "", is_replacing: bool = False) -> Added:
        """Adds documents. What the archive holds already, word for word, stays as it is.

        Ids are those that a trace of the paths gives, `under` a folder's name if one is given. Raises `ArchiveError`,
        and adds nothing, where another document has such an id, unless it is to be replaced.
        """
        folder = _folder(under)
        given = [replace(each, id=folder + each.id) for each in intake.documents]
        is_made = self._file is None and is_vacant(Path(self.path))
        held = {} if is_made else self._store.digests()
        other = [each for each in given if held.get(each.id) != digest(each)]
        replaced = tuple(each.id for each in other if each.id in held)
        if replaced and not is_replacing:
            raise ArchiveError(
                f"{self.path}: it holds {len(replaced):,} of these with other words or dates, such as {replaced[0]}",
                hint="--replace puts the new ones in their place; --under NAME adds them beside",
            )
        if is_made:
            self._file = Store(self.path, first=other)
        elif other:
            self._store.change(other, before=held)
        changed = {each.id for each in other}
        done = Added(
            added=tuple(each.id for each in other if each.id not in held),
            replaced=replaced,
            unchanged=tuple(each.id for each in given if each.id not in changed),
            unreadable=intake.unreadable,
        )
        del intake, given, other  # their texts, where nobody else holds them: they are in the file now
        if changed:
            self._current()
        return done

    def remove(self, names: Iterable[str]) -> tuple[str, ...]:
        """Takes documents out, by id, folder or glob, and gives their ids. Raises `UsageError` for a name of none."""
        held = self._store.digests()
        gone: set[str] = set()
        for name in names:
            found = [each for each in held if each == name or is_at(each, (name, f"{name.rstrip('/')}/**"))]
            if not found:
                raise UsageError(
                    f"{name}: the archive holds no such document",
                    hint=f"provenance archive status --verbose {self.path} names all it holds",
                )
            gone.update(found)
        self._store.change(gone=sorted(gone), before=held)
        self._current()
        return tuple(sorted(gone))

    def status(self) -> Holdings:
        """What the archive holds."""
        held, known = self._store.digests(), self._kept()
        is_current = not isinstance(known, str) and _is_of(known[0], held)
        stale = known if isinstance(known, str) else None if is_current else "what the archive holds was changed since"
        return Holdings(tuple(held), Path(self.path).stat().st_size, stale)

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the file, in words; nothing where all documents are what they were."""
        return self._store.faults()

    def repair(self) -> tuple[str, ...]:
        """Puts a new file, with all documents that can still be read, in its place. Gives the ids of the others."""
        lost = self._store.repair()
        self._current()
        return lost

    # ------------------------------------------------------------------------ what it tells

    def report(self) -> Report:
        """The report on all that the archive holds: that of a trace of the same texts."""
        held, known = self._store.digests(), self._kept()
        index = None if isinstance(known, str) else known[0]
        with ENGINES.load(self._engine)(jobs=self._jobs) as workers:
            run = everything(self._intake(held), self._settings, workers, self._progress, index)
        if index is None or not _is_of(index, held):
            self._keep(run.index())
        return run.report

    def query(
        self, asked: str | bytes | os.PathLike[str] | Sequence[AnyPath], *, dates: AnyPath | None = None
    ) -> Report:
        """Where texts come from: the report on them and on what they share text with. Nothing is added."""
        return self.about(self.asked(asked, dates=dates))

    def asked(
        self,
        asked: str | bytes | os.PathLike[str] | Sequence[AnyPath],
        *,
        dates: AnyPath | None = None,
        outputs: Iterable[AnyPath] = (),
    ) -> Intake:
        """What is asked about: a text, the bytes of one, or paths of texts.

        `ASKED` is the id of a text without a path, and stands before each id that a document of the archive has.
        """
        if isinstance(asked, str | bytes):
            raw = asked if isinstance(asked, bytes) else asked.encode("utf-8", "surrogatepass")
            intake = Intake(tuple(plain(raw, ASKED, self._settings.read)))
        else:
            intake = self.read(asked, dates=dates, outputs=outputs)
        held = self._store.digests().keys()
        return replace(intake, documents=[_apart(each, held) for each in intake.documents])

    def about(self, intake: Intake) -> Report:
        """The report on documents that are asked about, which it names, and on what they share text with."""
        return replace(self.beside(intake), asked=tuple(sorted(each.id for each in intake.documents)))

    def beside(self, intake: Intake, judged: Collection[str] | None = None) -> Report:
        """The report on documents, or on those of them that are `judged`, beside what the archive holds.

        A document of the archive with the id of one of them stands aside.
        """
        known = self._current()
        given = {each.id: each for each in intake.documents}
        held = self._intake(self._store.digests(), given)
        together = replace(intake, documents=held.documents, digests=held.digests)
        with ENGINES.load(self._engine)(jobs=self._jobs) as workers:
            return near(together, self._settings, workers, known, frozenset(given if judged is None else judged)).report

    # ------------------------------------------------------------------------ its index

    def _kept(self) -> tuple[Index, Taught] | str:
        """The index kept last, and the lessons in it, or in words why it cannot be used."""
        content = self._store.index()
        index = indexes.parse(content, self._stamped) if content else "there is none yet"
        taught = index if isinstance(index, str) else taught_by(index)
        return str(taught) if isinstance(index, str) or isinstance(taught, str) else (index, taught)

    def _current(self) -> tuple[Index, Taught]:
        """The index of what the archive holds now. It is brought up to date and kept if need be."""
        held, known = self._store.digests(), self._kept()
        if not isinstance(known, str) and _is_of(known[0], held):
            return known
        with ENGINES.load(self._engine)(jobs=self._jobs) as workers:
            if isinstance(known, str):
                run = everything(self._intake(held), self._settings, workers, self._progress, about=())
            else:
                run = near(self._intake(held), self._settings, workers, known, ())
        index, taught = run.index(), run.taught
        del run
        self._keep(index)
        return index, taught

    def _keep(self, index: Index) -> None:
        """Keeps what is to be remembered of a trace of all that it holds."""
        try:
            self._store.keep_index(indexes.pieces(index, self._stamped))
        except ArchiveError as error:
            self.notes.append(f"the index was not kept, so that the next run takes as long: {error.message}")

    def _intake(self, held: Mapping[str, bytes], more: Mapping[str, Document] = MappingProxyType({})) -> Intake:
        """The documents of the archive, and more, each read when it is asked for. `more` replaces those of equal id."""
        digests = {**held, **{name: digest(each) for name, each in more.items()}}
        names = sorted(digests)
        return Intake(
            Documents(more.get(name) or _Held(self._store, name) for name in names),
            digests=tuple(digests[name] for name in names),
        )


def _folder(under: str) -> str:
    """What stands before ids, as if they were from a folder of that name. Raises `UsageError`."""
    parts = [part for part in under.split("/") if part]
    if {".", ".."}.intersection(parts):
        raise UsageError(f"{under}: no name of a folder", hint="write it as 2026-11 or papers/2026-11")
    return "".join(f"{part}/" for part in parts)


def _is_of(index: Index, held: Mapping[str, bytes]) -> bool:
    """Whether an index is that of what an archive holds: of the same documents in their order."""
    return [row.tobytes() for row in index.content] == list(held.values())


def _apart(document: Document, held: Collection[str]) -> Document:
    """A document under an id that none of the archive has."""
    name = document.id
    while name in held:
        name = f"{ASKED}/{name}"
    return replace(document, id=name)
