"""What is said in the XML of scholarly editions (TEI P5): texts, and what the header of each says of it.

Elements are known by their names alone. Of what an edition gives in two ways (`choice`) the regular, corrected or
expanded one is read; running titles, what was struck out, and facsimiles are not. Notes stand behind their paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.readers.metadata import MAX_VALUE
from provenance.readers.paragraphs import Prose
from provenance.readers.xml_elements import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOTS = frozenset(["TEI", "teiCorpus"])
_FACTS = {
    ("titleStmt", "title"): "title", ("titleStmt", "author"): "byline", ("publicationStmt", "publisher"): "publisher",
}  # fmt: skip
"""The elements of the header, with the one that they stand in, whose text is a fact; the first one given counts."""
_DATED = {"creation": 0, "setting": 1, "sourceDesc": 2}
"""Where the header dates the text itself, the first first; when the edition was published tells nothing of that."""
_UNSEEN = frozenset(["fw", "del", "facsimile", "sourceDoc", "standOff", "graphic", "figDesc"])
_GIVEN_OTHERWISE = frozenset(["orig", "sic", "abbr"])
_BLOCKS = frozenset(
    "p ab head div lg item label list sp speaker stage quote cit trailer opener closer salute signed dateline byline "
    "epigraph argument postscript titlePart docTitle docAuthor docImprint titlePage table row u body front back "
    "group text entry castItem".split()
)


@dataclass(slots=True)
class Edited:
    """One text of an edition: its number in the file by its own id, what its header says, and its words."""

    prose: Prose
    facts: dict[str, str] = field(default_factory=dict)
    date: tuple[int, str] | None = None


class Edition:
    """Hears a file of TEI and gathers its texts."""

    def __init__(self, max_characters: int) -> None:
        self.texts: list[Edited] = []
        self._max = max_characters
        self._open: list[str] = []
        self._saying = Saying()

    def opened(self, name: str, attributes: Mapping[str, str]) -> bool:
        """An element begins."""
        name = name.lstrip(":")
        if not self._open and name not in ROOTS:
            raise ReadError("unsupported", f"XML, but no edition: it is not TEI but “{name[:40]}”")
        if name in _UNSEEN or (name in _GIVEN_OTHERWISE and self._open[-1] == "choice"):
            return False
        if name == "TEI":
            self.texts.append(Edited(Prose(self._max), {"guid": attributes.get(":id", "")}))
        if self.texts:
            if name in ("TEI", "text") and (language := attributes.get(":lang")):
                self.texts[-1].facts.setdefault("language", language)
            if self._is_in("teiHeader"):
                self._state(name, attributes)
            elif self._is_in("text"):
                self._begin(name, attributes)
        self._open.append(name)
        return True

    def closed(self, name: str) -> None:
        """An element ends."""
        name = self._open.pop()
        if self._saying:
            self._saying.end(len(self._open), self.texts[-1].facts)
        if name == "text" or self._is_in("text"):
            self._end(name)

    def said(self, words: str) -> None:
        """Words, which are those of the text, or of a fact."""
        self._saying.take(words)
        if not self._saying and self._is_in("text"):
            self.texts[-1].prose.flow(words)

    def _is_in(self, name: str) -> bool:
        return name in self._open[1:4]  # below a text, or below one in a corpus

    def _state(self, name: str, attributes: Mapping[str, str]) -> None:
        """The facts that an element of the header states, or whose text is to be one."""
        text, above = self.texts[-1], self._open[-1]
        if name == "language" and (language := attributes.get(":ident")):
            text.facts.setdefault("language", language)
        rank = min((_DATED[each] for each in self._open if each in _DATED), default=None)
        if (
            name == "date"
            and rank is not None
            and (text.date is None or rank < text.date[0])
            and (said := _day(attributes))
        ):
            text.date = rank, said
        wanted = _FACTS.get((above, name), "")
        if wanted and wanted not in text.facts and not self._saying:
            self._saying.begin(wanted, len(self._open))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """What an element begins in the text."""
        prose = self.texts[-1].prose
        if name in _BLOCKS or (name == "seg" and self._open[-1] == "u"):
            prose.end_paragraph()
        elif name in ("l", "cell", "note"):
            prose.begin()
        elif name == "lb" and attributes.get(":break") != "no":
            prose.flow(" ")

    def _end(self, name: str) -> None:
        """What an element ends in the text."""
        prose = self.texts[-1].prose
        if name in ("lg", "table"):
            prose.end_table()
        elif name in ("l", "cell"):
            prose.end_cell()
        elif name == "note":
            prose.end_box()
        elif name in _BLOCKS or (name == "seg" and self._open[-1] == "u"):
            prose.end_paragraph()
        if name in ("l", "row"):
            prose.end_row()


def _day(attributes: Mapping[str, str]) -> str:
    """The day or the span that a date states of itself: on one day, or from the first that is possible to the last."""
    if said := attributes.get(":when", ""):
        return said[:MAX_VALUE]
    first = attributes.get(":notBefore") or attributes.get(":from", "")
    last = attributes.get(":notAfter") or attributes.get(":to", "")
    return f"{first}/{last}"[:MAX_VALUE] if first and last else ""
