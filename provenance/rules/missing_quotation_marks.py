"""A named source whose words are not marked as such."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from provenance.phrasing import are, count
from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY, Objection
from provenance.rules.options import document_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk, Reuse


@dataclass(frozen=True, slots=True)
class MissingQuotationMarksOptions:
    """`max_run_words`: in one stretch, word for word, without quotation marks."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(ANY_OTHER_ORIGIN)
    max_run_words: int = 25


def missing_quotation_marks(desk: Desk, options: MissingQuotationMarksOptions) -> Iterator[Objection]:
    """A story names its source, but does not mark the source's words as a quotation.

    *What it looks at.* Verbatim passages whose source is credited near by, outside of quotation marks. The longest of
    each source counts.

    *Why it matters.* A reader takes words without marks for the writer's own.

    *When it misleads.* Agency copy that is printed whole under the agency's name needs no marks: declare the licence.

    *How to settle it.* Set the words in quotation marks, or say it in other words.
    """
    for document in desk.subjects(options.applies_to):
        meant = partial(_is_meant, desk)
        for reuse in desk.longest_runs(document, options.sources, options.max_run_words, meant):
            yield Objection(
                document=document.id,
                source=reuse.source,
                measured=reuse.words,
                limit=options.max_run_words,
                base=f"{count(reuse.words, 'word')} in a row of {document.words:,}",
                message=f"{count(reuse.words, 'word')} in a row {are(reuse.words)} those of {reuse.source}, "
                f"which is credited, but they stand without quotation marks; the limit is {options.max_run_words:,}",
                settle="set the words in quotation marks, or declare a licence",
                passages=(reuse.passage,),
            )


def _is_meant(desk: Desk, reuse: Reuse) -> bool:
    """Whether the passage is credited, stands without quotation marks, and is not licensed."""
    passage = reuse.passage
    is_licensed = desk.origins[reuse.source] in desk.licences
    return passage.attributed is True and not passage.quotation and not is_licensed
