"""Letters that are not what they seem."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import Kind
from provenance.phrasing import are, count
from provenance.rules.desk import STORY, Objection
from provenance.rules.options import KINDS_OF_REUSE, document_kinds, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Passage, TracedDocument
    from provenance.rules.desk import Desk

_INVISIBLE = re.compile("[\u200b\u2060-\u2064\ufeff\u180e\U000e0000-\U000e007f]")
_FOREIGN_WORD = re.compile(r"[^\W\d_]*[\u0370-\u052f][^\W\d_]*")
"""Words with a letter of the Greek or the Cyrillic script, whose letters look like Latin ones."""


@dataclass(frozen=True, slots=True)
class HiddenTextOptions:
    """`max_characters`: invisible or look-alike letters in the reused passages of a document."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    kinds: tuple[str, ...] = names(*KINDS_OF_REUSE, allowed=KINDS_OF_REUSE)
    max_characters: int = 3


def hidden_text(desk: Desk, options: HiddenTextOptions) -> Iterator[Objection]:
    """A reused passage holds invisible or look-alike letters.

    *What it looks at.* Characters without a glyph, words that mix Latin letters with Greek or Cyrillic ones, and what a
    PDF file draws white or without ink where nothing lies under it, inside passages that are reused.

    *Why it matters.* They hide a copy from whoever searches for it, and only a copy needs hiding.

    *When it misleads.* Some editors leave zero-width spaces behind; a few are let pass.

    *How to settle it.* Type the passage anew, or clean it.
    """
    wanted = {Kind(name) for name in options.kinds}
    for document in desk.subjects(options.applies_to):
        text = document.text or ""
        counted = [
            (passage, hidden(text[passage.start : passage.end]) + _unseen(document, passage))
            for passage in document.passages
        ]
        found: list[tuple[Passage, int]] = [(p, n) for p, n in counted if n and p.kind in wanted]
        number = sum(count for _, count in found)
        if number <= options.max_characters:
            continue
        origin = found[0][0].origin
        yield Objection(
            document=document.id,
            source=origin.document if origin and origin.document in desk.documents else None,
            measured=number,
            limit=options.max_characters,
            unit="characters",
            base=f"{count(number, 'character')} in {count(len(found), 'reused passage')}",
            message=f"{count(number, 'invisible or look-alike letter')} {are(number)} in reused passages; "
            f"the limit is {options.max_characters:,}",
            settle="clean the passage of the hidden characters, and credit its source",
            passages=tuple(passage for passage, _ in found),
        )


def hidden(text: str) -> int:
    """How many invisible letters, and look-alike ones in otherwise Latin words, a text holds."""
    if text.isascii():
        return 0
    strange = (found.group() for found in _FOREIGN_WORD.finditer(text))
    mixed = sum(sum(not _is_latin(letter) for letter in word) for word in strange if any(map(_is_latin, word)))
    return len(_INVISIBLE.findall(text)) + mixed


def _unseen(document: TracedDocument, passage: Passage) -> int:
    """How many letters of a passage its file draws so that nobody sees them."""
    if document.in_file is None:
        return 0
    text, held = document.text or "", document.in_file.unseen
    first = bisect_right(held, passage.start, key=lambda span: span.end)
    last = bisect_left(held, passage.end, key=lambda span: span.start)
    ends = ((max(each.start, passage.start), min(each.end, passage.end)) for each in held[first:last])
    return sum(sum(map(str.isalnum, text[start:end])) for start, end in ends)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
