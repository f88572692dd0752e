"""A story that has more of its words from others, without credit, than the policy allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import Level
from provenance.phrasing import count, percent
from provenance.rules.desk import (
    ANY_OTHER_ORIGIN,
    PRESS_RELEASE,
    STORY,
    Objection,
    by_source,
    is_uncredited,
    total,
)
from provenance.rules.options import KINDS_OF_REUSE, document_kinds, names, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import TracedDocument
    from provenance.rules.desk import Desk, Reuse


@dataclass(frozen=True, slots=True)
class UnattributedCopyOptions:
    """Above `max_share` of a story's words it is a finding; above `warn_share` a warning; below `min_words` neither."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(ANY_OTHER_ORIGIN)
    kinds: tuple[str, ...] = names("copied", allowed=KINDS_OF_REUSE)
    max_share: float = share(0.15)
    warn_share: float = share(0.08)
    min_words: int = 40


def unattributed_copy(desk: Desk, options: UnattributedCopyOptions) -> Iterator[Objection]:
    """A story has too large a share of its words from others without naming, linking or quoting them.

    *What it looks at.* The copied words of a story whose source has another origin and is not credited near by, as a
    share of all words of the story. Press releases are the business of `press-release-uncredited`.

    *Why it matters.* Readers, and those who wrote it, are owed the name of whoever did the work.

    *When it misleads.* A source that two outlets share and that is not in the archive looks like copying from one
    another. Where it is not sure enough which text was first (`min_order_confidence` of the policy), no finding is
    made, and a note says so.

    *How to settle it.* Name, link or quote the source; or declare the licence; or suppress the finding, with a reason.
    """
    for document in desk.subjects(options.applies_to):
        taken = [
            reuse
            for reuse in desk.reuses(document, options.sources, options.kinds)
            if is_uncredited(reuse) and desk.kinds[reuse.source] != PRESS_RELEASE
        ]
        earlier = {source for source in by_source(taken) if desk.is_surely_first(source, document.id)}
        for source in by_source(taken):
            if source not in earlier:
                desk.note_order("unattributed-copy", source, document.id)
        yield from _objections(document, [reuse for reuse in taken if reuse.source in earlier], options)


def _objections(
    document: TracedDocument, taken: Sequence[Reuse], options: UnattributedCopyOptions
) -> Iterator[Objection]:
    words = total(taken)
    measured = words / document.words if document.words else 0.0
    if words < options.min_words or measured <= options.warn_share:
        return
    gathered = by_source(taken)
    source = max(gathered, key=lambda name: total(gathered[name]))
    is_over = measured > options.max_share
    limit = options.max_share if is_over else options.warn_share
    others = f" and {count(len(gathered) - 1, 'other text')}" if len(gathered) > 1 else ""
    yield Objection(
        document=document.id,
        source=source,
        measured=measured,
        limit=limit,
        unit="share",
        base=f"{words:,} of {count(document.words, 'word')}",
        message=f"{percent(measured)} of its words ({words:,} of {document.words:,}) are copied from {source}{others} "
        f"without credit; the limit is {percent(limit)}",
        settle="name, link or quote the source near the passage, or declare a licence",
        passages=tuple(reuse.passage for reuse in taken),
        level=None if is_over else Level.WARNING,
    )
