"""HTML: the words that are seen, and what the page says of itself in its head and in its structured data.

Offsets refer to the extracted text, which the report carries. Nothing is fetched, nothing is run.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from provenance.errors import ReadError
from provenance.model import Document, InFile, Stated
from provenance.readers.decode import decode
from provenance.readers.html_text import Visible
from provenance.readers.html_tokens import Open, Text, tokens
from provenance.readers.metadata import MAX_VALUE, day, described, from_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.model import Reading
    from provenance.readers.html_tokens import Close
    from provenance.settings import ReadSettings

RELIABILITY, MODIFIED = 0.95, 0.55
"""How often a date of publication, and one of the last change, is the day on which the text was written."""
MAX_DATA_CHARACTERS = 1_000_000
"""Of structured data in all."""
MAX_DATA_DEPTH = 12
MAX_DATA_OBJECTS = 2000
DECLARED_BYTES = 2048

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|NewsMedia|WebPage|Posting)\Z")
_TITLE_PARTS = re.compile(r"\s+[|»]\s+")
_MIN_TITLE_PARTS, _MAX_SITE_WORDS, _MAX_HEAD_LINES = 2, 6, 60
_META = {
    "date": ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "dc.date.issued",
             "pubdate", "publishdate", "publish-date", "og:published_time", "sailthru.date", "parsely-pub-date"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"),
    "title": ("og:title", "twitter:title", "dc.title"),
    "publisher": ("og:site_name", "application-name", "dc.publisher"),
    "author": ("author", "article:author", "parsely-author", "dc.creator"),
    "url": ("og:url",),
    "license": ("dc.rights", "copyright"),
}  # fmt: skip
"""The names under which the head of a page states each fact, the first found counts."""


class Head:
    """Gathers what a page says of itself as its tags go by."""

    def __init__(self) -> None:
        """Begins with nothing known."""
        self.named: dict[str, list[str]] = {}
        self.facts: dict[str, Any] = {}
        self.title = ""
        self._data: list[str] = []
        self._held = 0
        self._in: str | None = None

    def take(self, token: Text | Open | Close) -> None:
        """The next text or tag."""
        if isinstance(token, Text):
            if self._in == "title" and not self.title:
                self.title = " ".join(token.words.split())[:MAX_VALUE]
            elif self._in == "data" and self._held + len(token.words) <= MAX_DATA_CHARACTERS:
                self._data.append(token.words)
                self._held += len(token.words)
        self._in = None
        if isinstance(token, Open):
            self._opened(token.name, token.attributes)

    def _opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "title":
            self._in = "title"
        elif name == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
            self._in = "data"
        elif name == "html":
            self.facts.setdefault("lang", attributes.get("lang"))
        elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.facts.setdefault("url", attributes.get("href"))
        elif name in {"link", "a"} and "license" in attributes.get("rel", "").lower().split():
            self.facts.setdefault("license", attributes.get("href"))
        elif name in {"meta", "time"}:
            self._named(name, attributes)

    def _named(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What a meta tag, or a time that is marked as that of the publication, says."""
        name = next((attributes[each] for each in ("property", "name", "itemprop") if attributes.get(each)), "").lower()
        value = attributes.get("content") or attributes.get("datetime") or ""
        if tag == "time" and "pubdate" in attributes:
            name = "datepublished"
        held = self.named.setdefault(name, [])
        if name and value and len(held) < 20:
            held.append(value)

    def metadata(self) -> dict[str, Any]:
        """The facts under the names that metadata have: structured data first, then the head, then the title."""
        found = {fact: next((self.named[n] for n in names if self.named.get(n)), None) for fact, names in _META.items()}
        known: dict[str, Any] = {**self._article(), **{fact: value for fact, value in self.facts.items() if value}}
        for fact, values in found.items():
            if values and not known.get(fact):
                known[fact] = values if fact == "author" else values[0]
        return {**known, "title": known.get("title") or self.title or None}

    def _article(self) -> dict[str, Any]:
        """What the structured data say of the article."""
        known: dict[str, Any] = {}
        for one in objects([from_json(f'{{"@graph": {data}}}') for data in self._data]):
            kinds = one.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                continue
            facts = {
                "date": one.get("datePublished") or one.get("dateCreated"),
                "modified": one.get("dateModified"),
                "title": one.get("headline"),
                "publisher": one.get("publisher"),
                "author": one.get("author"),
                "url": one.get("url"),
                "lang": one.get("inLanguage"),
            }
            for fact, value in facts.items():
                if value and not known.get(fact):
                    known[fact] = value
        return known


def of_site(metadata: dict[str, Any], text: str) -> dict[str, Any]:
    """The facts of a page, with its site parted from its title where this is its headline, a sign, and a name."""
    title = metadata.get("title")
    parts = _TITLE_PARTS.split(title) if isinstance(title, str) else []
    if len(parts) < _MIN_TITLE_PARTS or len(parts[-1].split()) > _MAX_SITE_WORDS:
        return metadata
    lines = {" ".join(line.split()) for line in text.split("\n", _MAX_HEAD_LINES)}
    if parts[0] not in lines or not parts[-1]:
        return metadata
    return {**metadata, "title": parts[0], "publisher": metadata.get("publisher") or parts[-1]}


def objects(roots: list[Any]) -> Iterator[dict[str, Any]]:
    """The objects in structured data, from the outside in, no deeper and no more than the limits."""
    level, count = roots, 0
    for _ in range(MAX_DATA_DEPTH):
        following: list[Any] = []
        for one in level:
            if isinstance(one, list):
                following += one
            elif isinstance(one, dict):
                count += 1
                if count > MAX_DATA_OBJECTS:
                    return
                yield one
                following += [value for value in one.values() if isinstance(value, dict | list)]
        level = following[:MAX_DATA_OBJECTS]


def html(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
    """One document. Raises `ReadError` (`no_text`) for a page on which there is nothing to read."""
    yield page(raw, path, settings)


def page(raw: bytes, name: str, settings: ReadSettings, declared: str | None = None) -> Document:
    """The document of a page, by the encoding that is `declared` for it or that it names itself. Raises `ReadError`."""
    source, reading = source_of(raw, settings, declared)
    body, head = Visible(), Head()
    for token in tokens(source):
        head.take(token)
        body.take(token)
    text = body.text()
    if not text:
        raise ReadError("no_text", "a page without words that are seen")
    metadata = of_site(head.metadata(), text)
    beside = sorted({*body.menus(), *body.boxes(head.title)}, key=lambda span: (span.start, span.end))
    document = described(
        Document(
            name,
            text,
            sha256(raw).hexdigest(),
            read=reading,
            links=body.links(),
            menus=tuple(beside),
            in_file=InFile(name),
        ),
        metadata,
        kind="meta",
        reliability=RELIABILITY,
    )
    changed = day(str(metadata.get("modified") or ""))
    if changed and changed not in {one.date for one in document.stated}:
        document = replace(document, stated=(*document.stated, Stated(changed, "meta", MODIFIED)))
    return document


def source_of(raw: bytes, settings: ReadSettings, declared: str | None = None) -> tuple[str, Reading]:
    """The source of a page and how it was read, by the encoding that is `declared` for it or that it names itself."""
    own = _DECLARED.search(raw, 0, DECLARED_BYTES)
    return decode(raw, settings, declared or (own[1].decode("ascii", "replace") if own else None))
