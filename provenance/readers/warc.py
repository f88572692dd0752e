"""Web archives (`.warc`, `.warc.gz`, `.wacz`): each page and each plain text that was captured is a document.

It is named by its address, `path#https://…`; offsets refer to what is seen of the page. The day of the capture is one
that the text was not written after. Pictures, styles, redirects and the rest are counted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut, Period, Unreadable
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import decode
from provenance.readers.html import page
from provenance.readers.records import Names
from provenance.readers.warc_records import Capture, Damage, captures
from provenance.readers.zip_container import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings

_PAGES = frozenset(["text/html", "application/xhtml+xml"])
_KEPT = frozenset(["response", "resource", "conversion"])
_OK = 200
_FIRST_PAGES = 1991
_FARTHEST_EAST = timedelta(hours=14)
_ZIP = b"PK"


def warc(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | Unreadable | LeftOut]:
    """The pages and texts of an archive, of those captured more than once each capture, named anew by its number.

    Raises `ReadError`: `no_text` where it holds none, `damaged` or `bomb`.
    """
    names, passed, texts = Names(path), 0, 0
    for number, record in enumerate(_all(raw), 1):
        if isinstance(record, Damage):
            detail = f"record {number} of the web archive: {record.detail}"
            yield Unreadable(names.of(record.address, number), "damaged", detail, path)
        elif not _is_text(record):
            passed += record.kind in _KEPT
        else:
            texts += 1
            name = names.of(record.address, number)
            try:
                yield _document(record, name, path, settings)
            except ReadError as error:
                yield Unreadable(name, error.reason, f"record {number} of the web archive: {error.detail}", path)
    if passed and not texts:
        raise ReadError("no_text", "a web archive without a page or a text")
    if passed:
        yield LeftOut("captures_without_text", passed)


def _all(raw: bytes) -> Iterator[Capture | Damage]:
    """The records of an archive, or of all archives that are packed with their index."""
    if not raw.startswith(_ZIP):
        yield from captures(raw)
        return
    package = Package(raw)
    members = [name for name in package.names() if name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))]
    if not members:
        raise ReadError("damaged", "no web archive in the container")
    for name in members:
        yield from captures(b"".join(package.read(name)))


def _is_text(record: Capture) -> bool:
    """Whether a record is one of a page or a text for people, as the server gave it or as it was put beside it."""
    is_kept = record.kind in _KEPT and record.status in (_OK, None)
    is_for_people = record.media in _PAGES or (
        record.media == "text/plain" and not record.address.endswith("/robots.txt")
    )
    return is_kept and is_for_people and bool(record.address)


def _document(record: Capture, name: str, path: str, settings: ReadSettings) -> Document:
    """The page of a record, with the address that it was fetched from where it does not tell another."""
    content = record.content(settings)
    if record.media in _PAGES:
        document = page(content, name, settings, record.charset)
    else:
        text, reading = decode(content, settings, record.charset)
        if not text.strip():
            raise ReadError("no_text", "an empty text")
        document = credited_to_agency(Document(name, text, sha256(content).hexdigest(), read=reading))
    source = document.source
    if not source.url and record.address.startswith(("http://", "https://")):
        source = replace(source, url=record.address)
    return replace(document, source=source, periods=_periods(record), in_file=InFile(path))


def _periods(record: Capture) -> tuple[Period, ...]:
    last = _last_day(record.moment)
    return (Period("capture", None, last),) if last else ()


def _last_day(moment: str) -> str | None:
    """The day that a moment (ISO 8601, in UTC) is where on earth it is latest; None for one at which no page was."""
    try:
        last = datetime.fromisoformat(moment).replace(tzinfo=None) + _FARTHEST_EAST
    except (ValueError, OverflowError):
        return None
    return last.date().isoformat() if last.year >= _FIRST_PAGES else None
