"""Everything that paths hold, read: the documents, and by name whatever could not become one."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from provenance.errors import MissingExtraError, ReadError, UsageError
from provenance.memory import DIGEST
from provenance.model import Document, LeftOut, Period, Stated, Unreadable
from provenance.readers import READERS
from provenance.readers.discover import discover
from provenance.readers.disk import load
from provenance.readers.held import Documents, Shelf
from provenance.readers.history import first_commits
from provenance.readers.metadata import beside, day, period_of, told_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.readers.discover import Input
    from provenance.readers.held import Unread
    from provenance.readers.metadata import Sidecar
    from provenance.settings import ReadSettings

Path = str | os.PathLike[str]

MAX_DATES_BYTES = 100_000_000
COMMITTED = 0.5
"""How often the day of a file's first commit is taken to be that of the writing."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, and what was not, both in the order of ids. `limits` counts what a limit left out.

    `digests`: where they were asked for, of each document and of all that is known of it.
    """

    documents: Sequence[Document]
    unreadable: tuple[Unreadable, ...] = ()
    skipped: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)
    digests: tuple[bytes, ...] = ()


def read_all(
    paths: Sequence[Path] | Path,
    settings: ReadSettings,
    *,
    outputs: Iterable[Path] = (),
    dates: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    is_known: Callable[[bytes], bool] | None = None,
) -> Intake:
    """The documents in files and folders, or in the one that is named. One bad file never stops the rest.

    `outputs` are files that this run will write, and so never inputs; `dates` is a CSV of ids and days. One whose
    digest `is_known` is read when first asked for. Raises `UsageError` for a path that does not exist, for paths
    that hold nothing to read, and for dates of no use.
    """
    stated = read_dates(dates) if dates is not None else {}
    # A text is a sequence of texts, too: of its letters, of which none is a file.
    paths = [paths] if isinstance(paths, str | os.PathLike) else paths
    discovery = discover(paths, settings, outputs)
    held: list[tuple[str, Unread, bytes]] = []
    shelf = Shelf()
    unreadable = list(discovery.unreadable)
    limits: Counter[str] = Counter()
    asked = {each.id: each.path for each in discovery.inputs} if settings.git_dates else {}
    commits, cut = first_commits(asked)
    for count, each in enumerate(discovery.inputs, 1):
        opened = open_input(each, settings, commits.get(each.id), stated)
        if isinstance(opened, Unreadable):
            unreadable.append(opened)
        else:
            held += opened.told(shelf, is_known, unreadable, limits)
        if progress:
            progress("reading", count, len(discovery.inputs))
    held.sort(key=lambda one: one[0])
    unreadable.sort(key=lambda fault: (fault.path, fault.reason))
    _expect(stated, [name for name, _, _ in held], dates)
    limits["too_large"] = sum(fault.reason == "too_large" for fault in unreadable)
    limits["shallow_history"] = cut
    return Intake(
        documents=Documents((one for _, one, _ in held), shelf),
        unreadable=tuple(unreadable),
        skipped=len(discovery.skipped),
        limits={name: number for name, number in sorted(limits.items()) if number},
        digests=tuple(digest for _, _, digest in held) if is_known else (),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """An input whose bytes are at hand, with all that is known of it: enough to read its documents at any time.

    `changed` and `committed` are days; `stated` are days and periods by the ids of documents.
    """

    given: Input
    raw: bytes
    settings: ReadSettings
    sidecar: Sidecar | None
    changed: str | None
    committed: str | None
    stated: Mapping[str, str | Period]

    def documents(self) -> tuple[list[Document], list[Unreadable | LeftOut]]:
        """The documents of the input, and what of it could not become one."""
        found: list[Document] = []
        others: list[Unreadable | LeftOut] = []
        try:
            for each in READERS.load(self.given.reader)(self.raw, self.given.id, self.settings):
                if isinstance(each, Document):
                    found.append(self._described(each))
                else:
                    others.append(each)
        except ReadError as error:
            return [], [_fault(self.given, error)]
        return found, others

    def document(self) -> Document:
        """The document of an input that was read before by this version, and held nothing else.

        Raises `ReadError` where there is less time or memory for it now.
        """
        found, others = self.documents()
        if not found:
            reasons = [each for each in others if isinstance(each, Unreadable)]
            raise ReadError(reasons[0].reason, f"{self.given.id}: {reasons[0].detail}")
        return found[0]

    def told(
        self,
        shelf: Shelf,
        is_known: Callable[[bytes], bool] | None,
        unreadable: list[Unreadable],
        limits: Counter[str],
    ) -> list[tuple[str, Unread, bytes]]:
        """Id, document (on the `shelf`) and digest of each document; the input itself where it is known to be just one.

        What could not become one is added to the `unreadable`, and what was passed over to the `limits`.
        """
        own = self._digest() if is_known and self.given.reader in READERS.table else b""
        if own and is_known and is_known(own):
            return [(self.given.id, self, own)]
        read, others = self.documents()
        unreadable += [each for each in others if isinstance(each, Unreadable)]
        for each in others:
            if isinstance(each, LeftOut):
                limits[each.limit] += each.number
        is_alone = [document.id for document in read] == [self.given.id] and not others
        digests = (own if is_alone and own else _digest(repr(each)) if is_known else b"" for each in read)
        return [(each.id, shelf.packed(each), digest) for each, digest in zip(read, digests, strict=True)]

    def _described(self, document: Document) -> Document:
        """A document with what else is known of it."""
        document = told_by(self.sidecar, document)
        if self.changed:
            document = replace(document, file_time=self.changed)
        if self.committed:
            document = replace(document, stated=(*document.stated, Stated(self.committed, "git", COMMITTED)))
        if document.id in self.stated:
            given = self.stated[document.id]
            if isinstance(given, Period):
                document = replace(document, periods=(given, *document.periods))
            else:
                document = replace(document, stated=(Stated(given, "sidecar", 0.95), *document.stated))
        return document

    def _digest(self) -> bytes:
        """A digest of the bytes, and of all that is known beside them."""
        said = self.given.id, self.given.reader, self.sidecar, self.changed, self.committed
        return _digest(repr((*said, self.stated.get(self.given.id))), self.raw)


def _digest(said: str, raw: bytes = b"") -> bytes:
    return blake2b(said.encode("utf-8", "surrogatepass") + b"\0" + raw, digest_size=DIGEST).digest()


def open_input(
    given: Input, settings: ReadSettings, committed: str | None = None, stated: Mapping[str, str | Period] | None = None
) -> Opened | Unreadable:
    """The bytes of one input and what stands beside them, or why there are none."""
    try:
        READERS.load(given.reader)
        raw = load(given.path, settings.max_file_bytes)
    except MissingExtraError as error:
        return Unreadable(given.id, "unsupported", f"{error.message}: {error.hint}")
    except ReadError as error:
        return _fault(given, error)
    changed = _last_changed(given.path) if settings.file_times else None
    sidecar = None if given.is_alone else beside(given.path)
    return Opened(given, raw, settings, sidecar, changed, committed, stated or {})


def _fault(given: Input, error: ReadError) -> Unreadable:
    return Unreadable(given.id, error.reason, error.told)


def _last_changed(path: str) -> str | None:
    """The day (UTC) on which a file was last changed."""
    try:
        return datetime.fromtimestamp(os.lstat(path).st_mtime, UTC).date().isoformat()
    except (OSError, ValueError, OverflowError):
        return None


def read_dates(path: Path) -> dict[str, str | Period]:
    """The days, months and years in a CSV of `id,date`, with or without that line at its head. Raises `UsageError`."""
    try:
        text = load(os.path.realpath(path), MAX_DATES_BYTES).decode("utf-8-sig")
    except (ReadError, UnicodeDecodeError) as error:
        reason = error.detail if isinstance(error, ReadError) else "not UTF-8"
        raise UsageError(f"{os.fspath(path)}: {reason}", hint="--dates takes a CSV file: id,date") from error
    days: dict[str, str | Period] = {}
    rows = csv.reader(io.StringIO(text, newline=""))
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells) or (rows.line_num == 1 and cells == ["id", "date"]):
            continue
        known = day(cells[1]) or period_of(cells[1], "list of dates") if len(cells) == 2 else None
        if known is None:
            raise UsageError(
                f"{os.fspath(path)}:{rows.line_num}: not an id and a date",
                hint="a line is: id,2026-01-31 (or 2026-01, or 2026)",
            )
        days[cells[0]] = known
    return days


def _expect(days: Mapping[str, str | Period], ids: Sequence[str], source: Path | None) -> None:
    """Sees to it that the days are for some of the documents. Raises `UsageError`."""
    if days and ids and days.keys().isdisjoint(ids):
        raise UsageError(
            f"{os.fspath(source or '')}: none of its ids is one of a document",
            hint=f"ids are paths as the report gives them, such as {ids[0]}",
        )
