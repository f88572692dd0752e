"""What the script needs to count a document's shares anew when quotations, furniture or short matches are set aside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from provenance.counting import words_of
from provenance.reports.markup import Html
from provenance.reports.views.marks import mark_of

if TYPE_CHECKING:
    from provenance.model import Passage, TracedDocument
    from provenance.reports.views.lookup import Lookup


def parts(lookup: Lookup, document: TracedDocument) -> Html:
    """The document's words by mark, quotation and length of match: `c.1.40.12` are 12 copied words, quoted, of 40."""
    words: Counter[tuple[str, int, int]] = Counter()
    for passage in document.passages:
        mark = mark_of(passage) or "o"
        length = match_words(lookup, document, passage) if mark in "cepq" else 0
        words[mark, int(passage.quotation and mark in "cepq"), length] += words_of(document, passage)
    return Html(" ".join(f"{mark}.{quoted}.{length}.{n}" for (mark, quoted, length), n in sorted(words.items()) if n))


def match_words(lookup: Lookup, document: TracedDocument, passage: Passage) -> int:
    """The length, in words of this document, of the match that a passage belongs to; its own where there is none."""
    match = lookup.matches.get(passage.match or "")
    side = None if match is None else match.a if match.a.document == document.id else match.b
    if side is None or side.document != document.id or side.start is None or side.end is None:
        return words_of(document, passage)
    return max(lookup.count(document.id, side.start, side.end), words_of(document, passage))
