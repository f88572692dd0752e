"""XML as a stream of elements, from bytes in portions: no document type, no entities, nothing fetched, bounded depth.

A listener hears of each element as it opens and closes; of what it turns away it hears nothing more.
"""

from __future__ import annotations

from html.entities import html5 as entities
from typing import TYPE_CHECKING, Any, Protocol
from xml.parsers import expat

from provenance.errors import ReadError
from provenance.readers.metadata import MAX_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_DEPTH = 500
MAX_NAMES = 5_000
"""Different names of elements and attributes. Word processors have some hundreds; the parser keeps each."""
MAX_SILENCE = 4_000_000
"""Bytes of a single tag or comment. Some versions of the parser read one again from its beginning with each portion."""
MAX_ADDRESS = 500
ENCODINGS = frozenset(["utf-8", "utf-16", "us-ascii"])
OLDER_ENCODINGS = frozenset(["iso-8859-1", "iso-8859-15", "windows-1252"])
"""Of files that no word processor has written."""


class Listener(Protocol):
    """What hears of elements. Names are `prefix:name` by the prefixes that the namespaces were given."""

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins. False turns away all that is in it, and its end."""

    def closed(self, name: str) -> None:
        """An element ends."""

    def said(self, words: str) -> None:
        """Words between tags."""


class Saying:
    """The text of the element that says a fact, while it goes by: one at a time, and cut to the length of a value."""

    def __init__(self) -> None:
        """Begins with no fact being said."""
        self._fact, self._depth = "", 0
        self._words: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._fact)

    def begin(self, fact: str, depth: int) -> None:
        """The element that opens at a depth says a fact."""
        self._fact, self._depth, self._words = fact, depth, []

    def take(self, words: str) -> None:
        """Words inside it."""
        if self._fact and len(self._words) < MAX_VALUE:
            self._words.append(words[:MAX_VALUE])

    def end(self, depth: int, facts: dict[str, str]) -> None:
        """An element closes: if it is the one at that depth, what it said is a fact, unless another said it first."""
        if self._fact and depth == self._depth:
            facts.setdefault(self._fact, " ".join("".join(self._words).split())[:MAX_VALUE])
            self._fact = ""


def listen(
    portions: Iterable[bytes], listener: Listener, namespaces: Mapping[str, str], *, is_foreign: bool = False
) -> None:
    """Has a listener hear all elements. Raises `ReadError` (`damaged`) for what is no XML, or more than plain XML.

    What `is_foreign` may be in an older encoding and name a document type, which is not fetched: of its entities those
    are known that HTML has.
    """
    _Hearing(listener, namespaces, is_foreign=is_foreign).hear(portions)


class _Hearing:
    """One document being heard."""

    def __init__(self, listener: Listener, namespaces: Mapping[str, str], *, is_foreign: bool) -> None:
        self._listener = listener
        self._namespaces = namespaces
        self._is_foreign = is_foreign
        self._depth = self._unheard_from = self._silence = 0
        self._interned: dict[str, Any] = {}
        self._names: dict[str, str] = {}

    def hear(self, portions: Iterable[bytes]) -> None:
        parser = expat.ParserCreate(None, " ", self._interned)
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._said
        parser.CommentHandler = parser.EndCdataSectionHandler = self._passed
        parser.StartNamespaceDeclHandler = _placed
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._typed
        parser.SkippedEntityHandler = self._skipped
        try:
            for portion in portions:
                parser.Parse(portion, False)
                self._silence += len(portion)
                if self._silence > MAX_SILENCE:
                    raise ReadError("damaged", f"a single tag of more than {MAX_SILENCE:,} bytes")
                if len(self._interned) > MAX_NAMES:
                    raise ReadError("damaged", f"more than {MAX_NAMES:,} different names of elements")
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise ReadError("damaged", f"no XML: {error}") from error

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._silence = 0
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ReadError("damaged", f"elements nested more than {MAX_DEPTH} deep")
        if self._unheard_from:
            return
        given = {self._short(each): value for each, value in attributes.items()} if attributes else attributes
        if not self._listener.opened(self._short(name), given):
            self._unheard_from = self._depth

    def _closed(self, name: str) -> None:
        self._silence = 0
        if not self._unheard_from:
            self._listener.closed(self._short(name))
        elif self._unheard_from == self._depth:
            self._unheard_from = 0
        self._depth -= 1

    def _said(self, words: str) -> None:
        self._silence = 0
        if not self._unheard_from:
            self._listener.said(words)

    def _declared(self, _version: str, encoding: str | None, _is_alone: int) -> None:
        known = ENCODINGS | OLDER_ENCODINGS if self._is_foreign else ENCODINGS
        if encoding and encoding.lower() not in known:
            raise ReadError("damaged", "XML in an encoding in which such files are not")

    def _typed(self, _name: str, _place: str | None, _id: str | None, has_more: int) -> None:
        if not self._is_foreign or has_more:
            raise ReadError("damaged", "a document type declaration, which no such file needs")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._said(entities.get(f"{name};", "\ufffd"))

    def _passed(self, *_: object) -> None:
        self._silence = 0

    def _short(self, name: str) -> str:
        """A name with its prefix, for which the parser has the address of the namespace."""
        known = self._names.get(name)
        if known is None:
            address, _, local = name.rpartition(" ")
            known = self._names[name] = f"{self._namespaces.get(address, '')}:{local}"
        return known


def _placed(_prefix: str | None, address: str | None) -> None:
    """Each name is told with its namespace, and a long one would be copied as often."""
    if address and len(address) > MAX_ADDRESS:
        raise ReadError("damaged", f"a namespace of more than {MAX_ADDRESS} characters")
