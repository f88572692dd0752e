"""The records of a file: their ids, `path#` and the name that each gives itself or its number, and their documents."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut
from provenance.readers.decode import as_parsed
from provenance.readers.metadata import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MAX_ID = 200
"""Characters of a record's own id that are kept."""


class Names:
    """Gives each record of a file an id unlike any other."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._taken: set[str] = set()

    def of(self, own: object, number: int) -> str:
        """The id of a record by its `own` id, on one line, or by its number where it gives none."""
        is_name = isinstance(own, str | int) and own is not True
        name = (whole(" ".join(str(own).split())[:MAX_ID]) if is_name else "") or str(number)
        while name in self._taken:
            name = f"{name}:{number}"
        self._taken.add(name)
        return f"{self._path}#{name}"


def documents(
    raw: bytes,
    path: str,
    items: Sequence[tuple[Mapping[str, str], str]],
    described: Callable[[Document, Mapping[str, str]], Document],
    what: str,
) -> Iterator[Document | LeftOut]:
    """The items of a file that have a text, given with what each says of itself: one by the name of its file.

    Of several each has its `guid` for a name, and those without a text are counted. `what` the file holds is told where
    none has one: raises `ReadError` (`no_text`).
    """
    written = [(number, facts, text) for number, (facts, text) in enumerate(items, 1) if text]
    if not written:
        raise ReadError("no_text", f"{what} without a text in it")
    names, is_alone = Names(path), len(items) == 1
    for number, facts, text in written:
        name = path if is_alone else names.of(facts.get("guid", ""), number)
        digest = sha256(raw if is_alone else f"{facts}{text}".encode("utf-8", "replace")).hexdigest()
        yield described(Document(name, text, digest, read=as_parsed(text), in_file=InFile(path)), facts)
    if left := len(items) - len(written):
        yield LeftOut("items_without_text", left)
