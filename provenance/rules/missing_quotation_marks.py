"""A named source whose words are not marked as such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import Degree
from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY, Objection
from provenance.rules.options import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk, Reuse


@dataclass(frozen=True, slots=True)
class MissingQuotationMarksOptions:
    """`max_run_words`: in one stretch, word for word, without quotation marks."""

    applies_to: tuple[str, ...] = names(STORY)
    sources: tuple[str, ...] = names(ANY_OTHER_ORIGIN)
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
        longest: dict[str, Reuse] = {}
        for reuse in desk.reuses(document, options.sources):
            passage = reuse.passage
            is_plain = passage.degree is Degree.VERBATIM and passage.attributed is True and not passage.quotation
            if not is_plain or desk.origins[reuse.source] in desk.licences:
                continue
            if reuse.words > max(options.max_run_words, longest[reuse.source].words if reuse.source in longest else 0):
                longest[reuse.source] = reuse
        for source, reuse in longest.items():
            yield Objection(
                document=document.id,
                source=source,
                measured=reuse.words,
                limit=options.max_run_words,
                base=f"{reuse.words} words in a row of {document.words}",
                message=f"{reuse.words} words in a row are those of {source}, which is credited, but they stand "
                f"without quotation marks; the limit is {options.max_run_words}",
                settle="set the words in quotation marks, or declare a licence",
                passages=(reuse.passage,),
            )
