"""News as agencies send it (`.xml`): NITF and NewsML-G2, an item or a message of many, each of them a document.

Offsets refer to the text of the body, as a reader of the page has it. Items without a text, such as pictures, are
counted where others are with them. The file may name a document type, of which nothing is read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.model import Document, LeftOut, Stated
from provenance.readers.agency import credited_to_agency
from provenance.readers.metadata import day, described
from provenance.readers.news_xml import Wire
from provenance.readers.records import documents
from provenance.readers.xml_elements import listen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.settings import ReadSettings

RELIABILITY, BEGUN = 0.95, 0.55
"""Of the day that an agency's machine stamps on this version of an item, and of that on which its first was made."""
PORTION = 1 << 18

_BASIC = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?=T|\s|\Z)")
_BY = re.compile(r"by\s+", re.IGNORECASE)


def news(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | LeftOut]:
    """The items that have a text: one by the name of its file, of several each by its guid, `path#guid`.

    Raises `ReadError`: `no_text` where none has a text, `unsupported` for other XML, or `damaged`.
    """
    wire = Wire(settings.max_text_characters)
    portions = (raw[at : at + PORTION] for at in range(0, len(raw), PORTION))
    listen(portions, wire, {}, is_foreign=True)
    items = [(item.facts, item.prose.text().strip()) for item in wire.items]
    yield from documents(raw, path, items, credited, "news")


def credited(document: Document, facts: Mapping[str, str]) -> Document:
    """The document of an item with what is said about it, and with the agency of its dateline."""
    return credited_to_agency(of_item(document, facts))


def of_item(document: Document, facts: Mapping[str, str]) -> Document:
    """The document with what is said about its item, by the names that `Wire` gives to facts."""
    byline = facts.get("byline", "")
    begun = day(_dashed(facts.get("begun", "")))
    said = {
        "title": facts.get("title") or facts.get("name"),
        "byline": _BY.sub("", byline, count=1) if _BY.match(byline) else byline,
        "publisher": facts.get("publisher") or facts.get("owner"),
        "language": facts.get("language") or facts.get("lang"),
        "license": facts.get("license"),
        "embargo": _dashed(facts.get("embargo", "")),
        "date": _dashed(facts.get("date") or facts.get("begun") or ""),
    }
    document = described(document, said, kind="meta", reliability=RELIABILITY)
    if begun and begun not in {one.date for one in document.stated}:
        document = replace(document, stated=(*document.stated, Stated(begun, "meta", BEGUN)))
    return document


def _dashed(time: str) -> str:
    """A time as ISO 8601 writes it at length, where it is written without dashes."""
    return _BASIC.sub(r"\1-\2-\3", time, count=1)
