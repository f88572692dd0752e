"""Everything that paths hold, read: the documents, and by name whatever could not become one."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from provenance.errors import ReadError, UsageError
from provenance.model import Document, Stated, Unreadable
from provenance.readers import READERS
from provenance.readers.discover import discover
from provenance.readers.disk import load
from provenance.readers.history import first_commits
from provenance.readers.metadata import beside, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.readers.discover import Input
    from provenance.settings import ReadSettings

Path = str | os.PathLike[str]

MAX_DATES_BYTES = 100_000_000
COMMITTED = 0.5
"""How often the day of a file's first commit is taken to be that of the writing."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, and what was not, both in the order of ids. `limits` counts what a limit left out."""

    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...] = ()
    skipped: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)


def read_all(
    paths: Sequence[Path],
    settings: ReadSettings,
    *,
    outputs: Iterable[Path] = (),
    dates: Path | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Intake:
    """The documents in files and folders. One bad file never stops the rest.

    `outputs` are files that this run will write, and so never inputs; `dates` is a CSV of ids and days. Raises
    `UsageError` for a path that does not exist, for paths that hold nothing to read, and for dates of no use.
    """
    stated = read_dates(dates) if dates is not None else {}
    discovery = discover(paths, settings, outputs)
    documents: list[Document] = []
    unreadable = list(discovery.unreadable)
    commits = first_commits({each.id: each.path for each in discovery.inputs}) if settings.git_dates else {}
    for count, each in enumerate(discovery.inputs, 1):
        read = read_input(each, settings)
        if isinstance(read, Unreadable):
            unreadable.append(read)
        else:
            documents += (_committed(document, commits.get(each.id)) for document in read)
        if progress:
            progress("reading", count, len(discovery.inputs))
    documents.sort(key=lambda document: document.id)
    unreadable.sort(key=lambda fault: (fault.path, fault.reason))
    too_large = Counter(fault.reason for fault in unreadable)["too_large"]
    limits = {"too_large": too_large} if too_large else {}
    return Intake(_dated(documents, stated, dates), tuple(unreadable), discovery.skipped, limits)


def read_input(given: Input, settings: ReadSettings) -> tuple[Document, ...] | Unreadable:
    """The documents of one input, or why there are none."""
    try:
        raw = load(given.path, settings.max_file_bytes)
        documents = tuple(READERS.load(given.reader)(raw, given.id, settings))
    except ReadError as error:
        detail = f"{error.detail} ({error.hint})" if error.hint else error.detail
        return Unreadable(given.id, error.reason, detail)
    changed = _last_changed(given.path) if settings.file_times else None
    return tuple(replace(beside(document, given.path), file_time=changed) for document in documents)


def _last_changed(path: str) -> str | None:
    """The day (UTC) on which a file was last changed."""
    try:
        return datetime.fromtimestamp(os.lstat(path).st_mtime, UTC).date().isoformat()
    except (OSError, ValueError, OverflowError):
        return None


def _committed(document: Document, day: str | None) -> Document:
    """The document with the day of its file's first commit, which may be that of a move or of a bulk import."""
    return replace(document, stated=(*document.stated, Stated(day, "git", COMMITTED))) if day else document


def read_dates(path: Path) -> dict[str, str]:
    """The days in a CSV of `id,date`, with or without that line at its head. Raises `UsageError`."""
    try:
        text = load(os.path.realpath(path), MAX_DATES_BYTES).decode("utf-8-sig")
    except (ReadError, UnicodeDecodeError) as error:
        reason = error.detail if isinstance(error, ReadError) else "not UTF-8"
        raise UsageError(f"{os.fspath(path)}: {reason}", hint="--dates takes a CSV file: id,date") from error
    days: dict[str, str] = {}
    rows = csv.reader(io.StringIO(text, newline=""))
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells) or (rows.line_num == 1 and cells == ["id", "date"]):
            continue
        known = day(cells[1]) if len(cells) == 2 else None
        if known is None:
            raise UsageError(
                f"{os.fspath(path)}:{rows.line_num}: not an id and a date", hint="a line is: id,2026-01-31"
            )
        days[cells[0]] = known
    return days


def _dated(documents: Sequence[Document], days: Mapping[str, str], source: Path | None) -> tuple[Document, ...]:
    """The documents with the days stated for them."""
    known = {document.id for document in documents}
    if days and documents and not known & days.keys():
        raise UsageError(
            f"{os.fspath(source or '')}: none of its ids is one of a document",
            hint=f"ids are paths as the report gives them, such as {documents[0].id}",
        )
    return tuple(
        replace(document, stated=(Stated(days[document.id], "sidecar", 0.95), *document.stated))
        if document.id in days
        else document
        for document in documents
    )
