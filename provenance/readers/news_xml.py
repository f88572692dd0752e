"""What is said in the XML of news agencies: items of news, the facts that stand about each, and the text of its body.

Elements are known by their names alone: NITF is written with a namespace and without, by itself and within NewsML-G2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.readers.html_text import seen
from provenance.readers.metadata import MAX_VALUE
from provenance.readers.paragraphs import Prose
from provenance.readers.xml_elements import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOTS = frozenset(["nitf", "newsItem", "newsMessage"])
_SPOKEN = {
    "headline": "title", "hl1": "title", "title": "name", "by": "byline", "byline": "byline", "versionCreated": "date",
    "firstCreated": "begun", "contentCreated": "begun", "embargoed": "embargo", "usageTerms": "license",
}  # fmt: skip
"""The elements whose text is a fact; of each fact the first that is given counts."""
_NAMED = {"provider": "publisher", "copyrightHolder": "owner"}
"""Those whose fact is the text of a name in them."""
_STATED = {
    "provider": ("literal", "publisher"), "copyrightHolder": ("literal", "owner"), "language": ("tag", "language"),
    "date.issue": ("norm", "date"), "date.release": ("norm", "embargo"), "doc.copyright": ("holder", "owner"),
    "pubdata": ("name", "publisher"), "newsItem": ("guid", "guid"),
}  # fmt: skip
"""Those whose fact is an attribute."""
_RENDITIONS = frozenset(["inlineXML", "inlineData"])
"""Ways to give one content, of which the first counts that has words."""
_UNSEEN = frozenset(["media-metadata", "media-object", "media-reference", "script", "style"])
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hedline hl1 hl2 hl3 byline dateline distributor abstract block li dt dd caption figcaption "
    "media-caption media-producer tagline note pq bq blockquote div section article pre table body.content".split()
)
_CELLS = frozenset(["td", "th"])


@dataclass(slots=True)
class Item:
    """An item of news: what is said about it, its text, and whether it has any."""

    prose: Prose
    facts: dict[str, str] = field(default_factory=dict)
    has_words: bool = False


class Wire:
    """Hears a file of news and gathers its items."""

    def __init__(self, max_characters: int) -> None:
        self.items: list[Item] = []
        self._max = max_characters
        self._open: list[str] = []
        self._bodies = 0
        self._saying = Saying()
        self._data = ""
        self._markup: list[str] = []

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins."""
        name = name.lstrip(":")
        if not self._open and name not in ROOTS:
            raise ReadError("unsupported", f"XML, but no news: it is neither NITF nor NewsML-G2 but “{name[:40]}”")
        if name in _UNSEEN or (name in _RENDITIONS and self.items and self.items[-1].has_words):
            return False
        if (name == "newsItem" and name not in self._open) or (name == "nitf" and not self.items):
            self.items.append(Item(Prose(self._max)))
        if self.items:
            self._state(name, attributes)
            self._begin(name, attributes)
        self._open.append(name)
        return True

    def closed(self, name: str) -> None:
        """An element ends."""
        name = self._open.pop()
        if self._saying:
            self._saying.end(len(self._open), self.items[-1].facts)
        if self._bodies:
            self._end(name)
        if name == "body" and self._bodies:
            self._bodies -= 1
        elif name == "inlineData":
            if self._markup:
                self._write(seen("".join(self._markup)))
            if self._data:
                self.items[-1].prose.end_paragraph()
            self._data, self._markup = "", []

    def said(self, words: str) -> None:
        """Words, which are of the text in a body, and where data are given as they are."""
        self._saying.take(words)
        if self._bodies:
            self.items[-1].has_words |= bool(words.strip())
            self.items[-1].prose.flow(words)
        elif "html" in self._data:
            self._markup.append(words)
        elif self._data:
            self._write(words)

    def _write(self, words: str) -> None:
        self.items[-1].has_words |= bool(words.strip())
        self.items[-1].prose.write(words)

    def _state(self, name: str, attributes: Mapping[str, str]) -> None:
        """The facts that an element states, or whose text is to be one."""
        facts = self.items[-1].facts
        if language := attributes.get(":lang"):
            facts.setdefault("lang", language)
        attribute, fact = _STATED.get(name, ("", ""))
        if value := attributes.get(f":{attribute}"):
            facts.setdefault(fact, value[:MAX_VALUE])
        above = _NAMED.get(self._open[-1], "") if self._open else ""
        wanted = above if name == "name" else _SPOKEN.get(name, "")
        if wanted and wanted not in facts and not self._saying:
            self._saying.begin(wanted, len(self._open))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """What an element begins in the text."""
        prose = self.items[-1].prose
        if name == "body":
            self._bodies += 1
        elif name == "inlineData":
            self._data = attributes.get(":contenttype", "text/plain")
        elif self._bodies and name in _BLOCKS:
            prose.end_paragraph()
        elif self._bodies and name in _CELLS:
            prose.begin()
        elif self._bodies and name == "br":
            prose.write("\n")

    def _end(self, name: str) -> None:
        """What an element ends in the text."""
        prose = self.items[-1].prose
        if name in _BLOCKS or name == "body":
            prose.end_paragraph()
        if name in _CELLS:
            prose.end_cell()
        elif name == "tr":
            prose.end_row()
        elif name == "table":
            prose.end_table()
