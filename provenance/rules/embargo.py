"""A story that was out before its source allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.phrasing import count
from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY, Objection, by_source, total
from provenance.rules.options import KINDS_OF_REUSE, document_kinds, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import TracedDocument
    from provenance.rules.desk import Desk


@dataclass(frozen=True, slots=True)
class EmbargoOptions:
    """`min_words`: taken from one source."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(ANY_OTHER_ORIGIN)
    kinds: tuple[str, ...] = names("copied", "paraphrased", allowed=KINDS_OF_REUSE)
    min_words: int = 12


def embargo(desk: Desk, options: EmbargoOptions) -> Iterator[Objection]:
    """A story was published before the embargo of its source ended.

    *What it looks at.* Stories that use a document which states an embargo, and the day that the story states for
    itself; where it states none, the day to judge by (`--now`).

    *Why it matters.* An embargo is a promise.

    *When it misleads.* Days only are compared: hours and time zones within one day are not.

    *How to settle it.* Hold the story until the day, or correct its date.
    """
    for document in desk.subjects(options.applies_to):
        published = _published(document) or desk.now
        if published is None:
            continue
        taken = tuple(desk.reuses(document, options.sources, options.kinds))
        for source, held in by_source(taken).items():
            until = (desk.documents[source].source.embargo or "")[:10]
            if until <= published or total(held) < options.min_words:
                continue
            yield Objection(
                document=document.id,
                source=source,
                measured=total(held),
                limit=options.min_words,
                base=f"{count(total(held), 'word')} from {source}",
                message=f"it is dated {published}, and uses {count(total(held), 'word')} of {source}, "
                f"which is under embargo until {until}",
                settle="hold the story until the embargo ends, or correct its date",
                passages=tuple(reuse.passage for reuse in held),
            )


def _published(document: TracedDocument) -> str | None:
    stated = document.dating.stated
    return stated.date[:10] if stated else None
