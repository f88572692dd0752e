"""News as agencies send it in JSON (`.json`): ninjs 1 to 3 (IPTC), an item or a list of many, each of them a document.

Offsets refer to the text of the body: as plain text where the item has that, else what is seen of its HTML. Items
without a text, such as pictures, are counted where others are with them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from provenance.errors import ReadError
from provenance.readers.decode import decode
from provenance.readers.html_text import seen
from provenance.readers.metadata import whole
from provenance.readers.news import credited
from provenance.readers.records import documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from provenance.model import Document, LeftOut
    from provenance.settings import ReadSettings

_Item = dict[str, Any]

_LISTS = ("items", "_items")
_SIGNS = frozenset(["versioncreated", "versionCreated", "body_text", "body_xhtml", "bodies", "headlines", "uri"])
"""What an item has, one or another, and other JSON has not."""
_FACTS = {
    "name": ("slugline",), "byline": ("byline", "by"), "owner": ("copyrightholder", "copyrightHolder"),
    "language": ("language",), "license": ("usageterms", "usageTerms"), "date": ("versioncreated", "versionCreated"),
    "begun": ("firstcreated", "firstCreated", "contentCreated"), "embargo": ("embargoed", "embargoedUntil"),
    "guid": ("uri", "guid"),
}  # fmt: skip
"""The names under which an item states each fact, in the versions of the format; the first found counts."""


def ninjs(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | LeftOut]:
    """The items that have a text: one by the name of its file, of several each by its address, `path#uri`.

    Raises `ReadError`: `no_text` where none has a text, `unsupported` for other JSON, or `damaged`.
    """
    said, _ = decode(raw, settings)
    items = [(_facts(item), whole(_text(item)).strip()) for item in _items(said)]
    yield from documents(raw, path, items, credited, "news")


def _items(said: str) -> list[_Item]:
    """The items in a file: the object itself, or those of a list. Raises `ReadError`."""
    try:
        value = json.loads(said)
    except RecursionError as error:
        raise ReadError("damaged", "nested too deep") from error
    except ValueError as error:
        raise ReadError("damaged", f"no JSON: {getattr(error, 'msg', 'a number too large')}") from error
    if isinstance(value, dict):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [value])
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    if not any(_SIGNS.intersection(item) for item in items):
        raise ReadError("unsupported", "JSON, but no news as ninjs has it (a document a line is read from .jsonl)")
    return items


def _text(item: _Item) -> str:
    """The text of an item, by the first way of giving it that has words."""
    bodies = [each for each in _list(item.get("bodies")) if isinstance(each, dict)]
    plain, marked = [item.get("body_text")], [item.get("body_xhtml")]
    for body in bodies:
        (marked if "html" in str(body.get("contentType")) else plain).append(body.get("value"))
    shown = (page if way is plain else seen(page) for way in (plain, marked) for page in way if isinstance(page, str))
    return next((words for words in shown if words.strip()), "")


def _facts(item: _Item) -> Mapping[str, str]:
    """What an item says of itself."""
    known = {fact: _first(item.get(name) for name in names) for fact, names in _FACTS.items()}
    known["title"] = _first([item.get("headline"), *_values(item.get("headlines"), "value")])
    known["publisher"] = _first(_values(item.get("infoSources") or item.get("infosource"), "name"))
    return {fact: value for fact, value in known.items() if value}


def _values(held: object, name: str) -> list[object]:
    return [each.get(name) for each in _list(held) if isinstance(each, dict)]


def _list(held: object) -> list[Any]:
    return held if isinstance(held, list) else []


def _first(values: Iterable[object]) -> str:
    return next((whole(value) for value in values if isinstance(value, str) and value.strip()), "")
