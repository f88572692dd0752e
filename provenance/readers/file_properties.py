"""What a word processor notes of a file: title, author, language, and the days on which it was begun and last saved.

None of it worth an error.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Stated
from provenance.readers.metadata import MAX_VALUE, day, described
from provenance.readers.xml_elements import listen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provenance.model import Document
    from provenance.readers.zip_container import Package

SAVED, BEGUN = 0.5, 0.3
"""How far such days are believed to be that of the writing, set by hand: they are less than what a text states.

A file is saved again when it is printed, filed or converted, so its day is worth that of a commit. What was made from a
template, or written over an older text, may keep the day on which that was begun: alone it dates nothing. Nor does the
day of a file that was saved in the instant in which it was begun: a program wrote it, or left a template's properties.
"""
NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
}
ZERO = "1980-01-01"
"""No day that such a program notes is earlier; those up to here it puts for none."""
_MAX_PIECES = 20


class _Properties:
    """Hears the properties: each an element with a text, of each name the first."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self._open: list[str] | None = None

    def opened(self, name: str, _: Mapping[str, str]) -> bool:
        self._open = None
        if not name.startswith(":") and name not in self.values:
            self._open = self.values[name] = []
        return True

    def closed(self, _: str) -> None:
        self._open = None

    def said(self, words: str) -> None:
        if self._open is not None and len(self._open) < _MAX_PIECES:
            self._open.append(words[:MAX_VALUE])


def told(document: Document, package: Package, part: str | None, names: Mapping[str, str]) -> Document:
    """The document with what a part of its file says: `names` are those of the properties by `title`, `begun`, ..."""
    heard = _Properties()
    try:
        if part and part in package:
            listen(package.read(part), heard, NAMESPACES)
    except ReadError:
        return replace(document, notes=(*document.notes, "The properties of the file cannot be read and tell nothing."))
    return noted(document, {fact: "".join(heard.values.get(name, ())) for fact, name in names.items()})


def noted(document: Document, facts: Mapping[str, str]) -> Document:
    """The document with what a program noted of its file: `title`, `author`, `language`, and its times.

    Those are `begun` and `saved`, as ISO 8601 writes them; each fact may be missing or empty.
    """
    values = dict(facts)
    begun, saved = (values.pop(each, "") for each in ("begun", "saved"))
    document = described(document, values, kind="meta", reliability=SAVED)
    times = {saved: SAVED, begun: BEGUN}  # the same instant is that of the beginning
    days = {known: believed for time, believed in reversed(times.items()) if (known := day(time)) and known > ZERO}
    stated = tuple(Stated(known, "meta", believed) for known, believed in reversed(days.items()))
    return replace(document, stated=(*document.stated, *stated))
