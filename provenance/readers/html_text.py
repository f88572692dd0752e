"""What a reader of a page sees: its words in paragraphs, without scripts, styles, menus and what is hidden."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from provenance.model import Link, Span
from provenance.readers.boxes import is_box
from provenance.readers.html_tokens import Close, Open, Text, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
UNSEEN = frozenset(
    "audio canvas datalist dialog head iframe math noembed noframes noscript nav object script select style svg "
    "template textarea title video".split()
)
BESIDE = frozenset(["aside", "footer"])
"""Not seen where they stand beside the article: links to other stories, and what stands under every page of a site."""
ARTICLES = ("article", "main")
ROLES = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "search": "nav", "dialog": "dialog", "alertdialog": "dialog",
    "complementary": "aside", "contentinfo": "footer",
}  # fmt: skip
"""The elements that others are by their role: menus, what asks for consent to cookies."""
PARAGRAPHS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend listing main menu ol p plaintext pre search section summary table "
    "tbody tfoot thead ul xmp".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINES = frozenset(["br", "button", "li", "optgroup", "option", "tr"])
CELLS = frozenset(["td", "th"])
APART = frozenset(
    "audio canvas embed iframe img input math meter object output progress select svg textarea time video".split()
)
"""What stands in a line and parts the words around it: pictures, fields, times."""
PARAGRAPH, LINE, CELL, WORD = "\n\n", "\n", "\t", " "
_GAP_OF = {
    **dict.fromkeys(PARAGRAPHS, PARAGRAPH),
    **dict.fromkeys(LINES, LINE),
    **dict.fromkeys(CELLS, CELL),
    **dict.fromkeys(APART, WORD),
}
_GAP_OF_ROLE = {
    **dict.fromkeys(("heading", "list", "paragraph", "table"), PARAGRAPH),
    **dict.fromkeys(("button", "listitem", "menuitem", "option", "row", "tab", "treeitem"), LINE),
    **dict.fromkeys(("cell", "columnheader", "gridcell", "rowheader"), CELL),
}
_WIDTHS = {gap: width for width, gap in enumerate(("", WORD, CELL, LINE, PARAGRAPH))}
"""Gaps by how far they part the words around them."""
ENDED_BY_ITS_LIKE = {
    "p": PARAGRAPHS,
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr"},
} | {cell: {"td", "th", "tr"} for cell in CELLS}
"""Elements whose closing tag may be left out, and the tags that then end them."""

_HIDING = re.compile(
    r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![.\d]))", re.IGNORECASE
)
_DISPLAY = re.compile(
    r"display\s{0,9}:\s{0,9}(?:(block|flex|flow-root|grid|list-item|table(?:-row)?)"
    r"|inline-(?:block|flex|grid|table)|table-cell)(?![\w-])",
    re.IGNORECASE,
)
"""What makes of any element a box of its own, or, without a group, a box in a line."""
_CONSENT = re.compile(
    r"(?:cookie|consent|gdpr)s?[-_]?(?:banner|bar|consent|dialog|law|message|modal|notice|overlay|popup|wall)"
    r"(?:[-_](?:container|wrapper|root))?",
    re.IGNORECASE,
)
"""What sites call the box that asks for consent, where they do not say that it is a dialog."""
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_GAPS = re.compile(r"\n{3,}")
_ABSOLUTE = re.compile(r"\s*https?://\S", re.IGNORECASE)
_MAX_LINKS, _MAX_ADDRESS = 5_000, 2_000
_MAX_BOX_SHARE = 0.75  # of the letters of a page: what holds more is its text, whatever it is called
_MIN_LINES, _MAX_LINE_WORDS, _MAX_TITLE_WORDS = 3, 25, 12


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a tag says that what is in it is not to be seen."""
    if attributes.get("layout", "").lower() == "nodisplay":  # as AMP pages have it
        return True
    return "hidden" in attributes or _HIDING.search(attributes.get("style", "")) is not None


def _set_apart(tag: Open) -> str:
    """What an element puts between the words around it by its role or its style, or as one that a site has made up."""
    given = tag.attributes
    gaps = [_GAP_OF_ROLE.get(given.get("role", "").strip().lower(), WORD if "-" in tag.name else "")]
    if shown := _DISPLAY.search(given.get("style", "")):
        gaps.append(LINE if shown[1] else WORD)
    return max(gaps, key=_WIDTHS.__getitem__)


class Visible:
    """Gathers the words of a page as its tags go by: paragraphs apart by an empty line, lines by a line feed."""

    def __init__(self) -> None:
        """Begins with an empty page."""
        self._parts: list[str] = []
        self._open: list[str] = []
        self._gaps: list[str] = []  # of each open element, what it puts around its words beside what its name does
        self._leads = ""  # where the link leads that was begun last
        self._led: str | None = None  # and the one that has just ended
        self._count: Counter[str] = Counter()
        self._unseen_from: int | None = None
        self._kept_spaces = 0
        self._break = ""
        self._address = ""
        self._links: list[tuple[str, int]] = []  # where each leads, and the part that holds its words
        self._lines: list[tuple[int, bool]] = []  # the part each begins with, and whether all its words are links
        self._main_from: int | None = None
        self._heads: list[tuple[int, int]] = []  # the parts of each main heading
        self._articles: list[tuple[int, int]] = []  # the parts of each article that stands in no other
        self._marks = 0  # headings and articles begun
        self._begun: list[tuple[int, int, int]] = []  # open boxes: elements around, the first part, marks until then
        self._boxes: list[tuple[int, int]] = []  # the parts of the outermost boxes

    def take(self, token: Text | Open | Close) -> None:
        """The next text or tag."""
        if isinstance(token, Text):
            if self._unseen_from is None:
                self._write(token.words)
        elif isinstance(token, Open):
            self._opened(token)
        else:
            self._closed(token.name)

    def text(self) -> str:
        """The words so far."""
        return _GAPS.sub("\n\n", "".join(self._parts).strip())

    def links(self) -> tuple[Link, ...]:
        """The words so far that lead to another site or page, by its full address."""
        places = self._places((part, part) for _, part in self._links)
        return tuple(
            Link(address, start, end)
            for (address, _), (start, end) in zip(self._links, places, strict=True)
            if end > start
        )

    def boxes(self, title: str = "") -> tuple[Span, ...]:
        """What stands beside the text so far: boxes that are called so, and articles behind the one of that title."""
        whole, last = len("".join(self._parts)), len(self._parts) - 1
        never_ended = [(first, last) for _, first, marks in self._begun if marks == self._marks and first <= last][:1]
        ended = [box for box in self._boxes if not never_ended or box[0] < never_ended[0][0]]
        spans = [s for s in self._spans(ended + never_ended) if s.end - s.start <= _MAX_BOX_SHARE * whole]
        return (*spans, *self._following(title))

    def _following(self, title: str) -> Iterator[Span]:
        """The articles with headings of their own that a page without end has below the one whose heading it has."""
        own = [next((head for head in self._heads if first <= head[0] <= last), None) for first, last in self._articles]
        if len(own) > 1 and own[0] and title:
            words = " ".join("".join(self._parts[own[0][0] : own[0][1] + 1]).split())
            if words and words in " ".join(title.split()):
                yield from self._spans([each for each, head in zip(self._articles, own, strict=True) if head][1:])

    def _spans(self, ranges: Iterable[tuple[int, int]]) -> Iterator[Span]:
        return (Span(start, end) for start, end in self._places(ranges) if end > start)

    def menus(self) -> tuple[Span, ...]:
        """The lists of links so far: rows of short lines of nothing else, on a page that says something beside them."""
        bounds = [part for part, _ in self._lines] + [len(self._parts) + 1]
        rows: list[tuple[int, int]] = []
        row, says_something = 0, False
        for number, (_, is_link) in enumerate(self._lines):
            first, last = bounds[number], bounds[number + 1] - 2
            if not is_link and says_something:
                row = 0
                continue
            words = len("".join(self._parts[first : last + 1]).split())
            says_something |= not is_link and words > _MAX_TITLE_WORDS
            row = row + 1 if is_link and words <= _MAX_LINE_WORDS else 0
            if row == _MIN_LINES:
                rows.append((bounds[number + 1 - row], last))
            elif row > _MIN_LINES:
                rows[-1] = rows[-1][0], last
        return tuple(Span(start, end) for start, end in self._places(rows)) if says_something else ()

    def _places(self, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Where in the text some parts begin and end, from a first to a last one, without the white space around."""
        whole = "".join(self._parts)
        above = len(whole) - len(whole.lstrip())
        gaps = [(gap.end() - above, len(gap.group()) - 2) for gap in _GAPS.finditer(whole, above)]
        dropped = [0, *accumulate(length for _, length in gaps)]
        ends = [end for end, _ in gaps]
        starts = [0, *accumulate(map(len, self._parts))]
        for first, last in ranges:
            words = whole[starts[first] : starts[last + 1]]
            start = starts[first] - above + len(words) - len(words.lstrip())
            end = start + len(words.strip())
            yield start - dropped[bisect_right(ends, start)], end - dropped[bisect_right(ends, end)]

    def _opened(self, tag: Open) -> None:
        if self._open and tag.name in ENDED_BY_ITS_LIKE.get(self._open[-1], ()):
            self._pop()
        gap = _set_apart(tag) if tag.attributes or "-" in tag.name else ""
        self._part(max(gap, _GAP_OF.get(tag.name, ""), key=_WIDTHS.__getitem__))
        if tag.name in VOID:
            return
        if tag.name == "a":
            address = tag.attributes.get("href", "")[:_MAX_ADDRESS]
            self._part(WORD if self._led not in (None, address) else "")
            self._address, self._leads = address.strip() if _ABSOLUTE.match(address) else "", address
        if self._unseen_from is None and (self._is_beside(tag) or is_hidden(tag.attributes)):
            self._unseen_from = len(self._open)
        if self._unseen_from is None:
            self._note(tag)
        self._open.append(tag.name)
        self._gaps.append(gap)
        self._count[tag.name] += 1
        self._kept_spaces += tag.name == "pre"

    def _is_beside(self, tag: Open) -> bool:
        """Whether what a tag holds is no part of what the page has to say."""
        given = tag.attributes
        part = ROLES.get(given.get("role", "").strip().lower(), tag.name)
        is_in_article = self._main_from is not None or any(self._count[name] for name in ARTICLES)
        if part in UNSEEN or (part in BESIDE and not is_in_article):
            return True
        names = f"{given.get('id', '')} {given.get('class', '')}".split()
        return tag.name != "body" and any(map(_CONSENT.fullmatch, names))

    def _note(self, tag: Open) -> None:
        """Takes down what part of the page begins here."""
        place = len(self._parts)
        if tag.attributes.get("role", "").strip().lower() == "main" and self._main_from is None:
            self._main_from = len(self._open)
        if tag.name == "article" and not self._count["article"]:
            self._articles.append((place, -1))
        elif tag.name == "h1" and not self._count["h1"]:
            self._heads.append((place, -1))
        if tag.name in ("article", "main", "h1"):
            self._marks += 1
        elif is_box(tag.name, tag.attributes):
            self._begun.append((len(self._open), place, self._marks))

    def _ended(self, name: str) -> None:
        """Takes down what part of the page ends here, of an element of that name."""
        last = len(self._parts) - 1
        for held in (self._articles if name == "article" else self._heads if name == "h1" else (),):
            if held and held[-1][1] < 0 and not self._count[name]:
                held[-1] = held[-1][0], last
        while self._begun and self._begun[-1][0] >= len(self._open):
            _, first, marks = self._begun.pop()
            if marks == self._marks and first <= last:
                while self._boxes and self._boxes[-1][0] >= first:
                    self._boxes.pop()
                self._boxes.append((first, last))
        if self._main_from is not None and len(self._open) <= self._main_from:
            self._main_from = None

    def _closed(self, name: str) -> None:
        self._part(_GAP_OF.get(name, ""))
        if name == "a":
            self._address, self._led = "", self._leads
        if self._count[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        """Ends the innermost element."""
        name = self._open.pop()
        self._part(self._gaps.pop())
        self._count[name] -= 1
        self._kept_spaces -= name == "pre"
        if self._unseen_from is not None and len(self._open) <= self._unseen_from:
            self._unseen_from = None
        self._ended(name)
        return name

    def _part(self, gap: str) -> None:
        """Notes what a tag puts between the words before and behind it: the widest gap counts."""
        if _WIDTHS[gap] > _WIDTHS[self._break]:
            self._break = gap

    def _write(self, words: str) -> None:
        """Adds words, white space folded to single spaces as on the page."""
        words = words if self._kept_spaces else _SPACE.sub(" ", words)
        bare = words.lstrip(" \n")
        if not bare:
            if words and self._break in ("", WORD) and self._parts and not self._parts[-1].endswith((" ", "\n", "\t")):
                self._parts.append(" ")
            return
        is_link = bool(self._count["a"]) and not any(self._count[name] for name in HEADINGS)
        if not self._lines or self._break in ("\n", "\n\n"):
            self._lines.append((len(self._parts) + bool(self._parts), is_link))
        elif self._lines[-1][1] and not is_link and any(map(str.isalnum, bare)):
            self._lines[-1] = self._lines[-1][0], False
        self._led = None
        if self._break == WORD:
            is_met = bool(self._parts) and self._parts[-1][-1:].isalnum() and words[0].isalnum()
            self._break, words = "", f" {words}" if is_met else words
        if self._break or not self._parts:
            if self._parts:
                self._parts[-1] = self._parts[-1].rstrip(" ")
                self._parts.append(self._break)
            words = words if self._kept_spaces else bare
        elif words[0] == " " and self._parts[-1].endswith((" ", "\n")):
            words = bare
        self._break = ""
        if self._address and len(self._links) < _MAX_LINKS:
            self._links.append((self._address, len(self._parts)))
        self._parts.append(words)


def seen(source: str) -> str:
    """The words of a page."""
    page = Visible()
    for token in tokens(source):
        page.take(token)
    return page.text()
