"""A named source whose words are not marked as such."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY
from provenance.rules.options import document_kinds
from provenance.rules.runs import long_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk, Objection, Reuse


@dataclass(frozen=True, slots=True)
class MissingQuotationMarksOptions:
    """`max_run_words`: in one stretch, word for word, without quotation marks."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(ANY_OTHER_ORIGIN)
    max_run_words: int = 25


def missing_quotation_marks(desk: Desk, options: MissingQuotationMarksOptions) -> Iterator[Objection]:
    """A story names its source, but does not mark the source's words as a quotation.

    *What it looks at.* Words in a row, outside of quotation marks, that are those of a source credited near by. The
    longest run from each source counts, also across sentences of which other words were changed.

    *Why it matters.* A reader takes words without marks for the writer's own.

    *When it misleads.* Agency copy that is printed whole under the agency's name needs no marks: declare the licence.

    *How to settle it.* Set the words in quotation marks, or say it in other words.
    """
    how = "which is credited, but they stand without quotation marks"
    yield from long_runs(
        desk, options, partial(_is_meant, desk), how, "set the words in quotation marks, or declare a licence"
    )


def _is_meant(desk: Desk, reuse: Reuse) -> bool:
    """Whether the passage is credited, stands without quotation marks, and is not licensed."""
    passage = reuse.passage
    is_licensed = desk.origins[reuse.source] in desk.licences
    return passage.attributed is True and not passage.quotation and not is_licensed
