"""Reading a page back: a parser that knows no more of it than a browser does."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"meta", "br", "rect", "input", "link", "img", "hr"}


_CELLS = frozenset(["td", "th"])
_ENDED = {
    **dict.fromkeys("p div dl ul ol table details section pre fieldset h1 h2 h3 h4".split(), frozenset(["p"])),
    "li": frozenset(["p", "li"]),
    **dict.fromkeys(("dt", "dd"), frozenset(["p", "dt", "dd"])),
    **dict.fromkeys(("td", "th"), _CELLS | {"p"}),
    "tr": _CELLS | {"p", "tr"},
    "tbody": _CELLS | {"p", "tr", "thead", "tbody"},
}
"""A start tag and the open elements that it ends without their end tags."""

_OPTIONAL = frozenset().union(*_ENDED.values())
"""Elements that the end of what holds them ends."""


class PageReader(HTMLParser):
    """Everything the tests ask of a page: elements, attributes, ids, texts by document."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.texts: dict[str, str] = {}
        self.words = ""
        self.headings: list[int] = []
        self.content: dict[str, str] = {"style": "", "script": "", "title": ""}
        self.meta: list[dict[str, str | None]] = []
        self.unclosed: list[str] = []
        self._document: tuple[int, str] | None = None
        self._aside: int | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.unclosed and self.unclosed[-1] in _ENDED.get(tag, ()):
            self._end()
        self.elements[tag] += 1
        values = dict(attrs)
        self.attributes.update(values.keys())
        if tag == "meta":
            self.meta.append(values)
        if (given := values.get("id")) is not None:
            self.ids[given] += 1
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag not in VOID:
            self.unclosed.append(tag)
            if (document := values.get("data-document")) is not None:
                self._document = (len(self.unclosed), document)
                self.texts[document] = ""
            elif self._aside is None and ("data-aside" in values or (values.get("class") or "").startswith("t-")):
                self._aside = len(self.unclosed)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.unclosed and self.unclosed[-1] != tag and self.unclosed[-1] in _OPTIONAL:
            self._end()
        assert self.unclosed, f"</{tag}> closes nothing"
        assert self.unclosed[-1] == tag, f"</{tag}> closes <{self.unclosed[-1]}>"
        self._end()

    def _end(self) -> None:
        """Ends the innermost open element."""
        if self._aside == len(self.unclosed):
            self._aside = None
        if self._document and self._document[0] == len(self.unclosed):
            self._document = None
        self.unclosed.pop()

    def handle_data(self, data: str) -> None:
        if self.unclosed and self.unclosed[-1] in self.content and "svg" not in self.unclosed:
            self.content[self.unclosed[-1]] += data
            return
        self.words += data
        if self._document and self._aside is None:
            self.texts[self._document[1]] += data


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())
