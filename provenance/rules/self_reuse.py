"""Our own earlier story, used again without a word about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.model import Kind, RelationType, Span
from provenance.phrasing import count, percent
from provenance.rules.desk import STORY, Objection, Reuse, by_source, is_uncredited, total
from provenance.rules.options import document_kinds, names, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import TracedDocument
    from provenance.rules.desk import Desk

EXCUSES = ("credit", "version")
SAME_STORY = 0.90
"""From this share on it is the same story twice, which is the business of `duplicate-story`."""


@dataclass(frozen=True, slots=True)
class SelfReuseOptions:
    """`max_share`: of a story's words that an earlier story of ours has."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    max_share: float = share(0.30)
    unless: tuple[str, ...] = names(*EXCUSES, allowed=EXCUSES)


def self_reuse(desk: Desk, options: SelfReuseOptions) -> Iterator[Objection]:
    """A story reuses much of an earlier one of our own without a link or a note.

    *What it looks at.* The copied words of a story that an earlier story of the same origin, or of another of our own
    outlets, carries. Of two of which neither is likelier the first, the one with the later name is told of.

    *Why it matters.* Background that is handed on from story to story ages, and nobody checks it again.

    *When it misleads.* Series and live blogs repeat themselves on purpose: override the limit for their folder. What
    the weeks of a bulletin share is their form, and is left out where it is recognised. So is what a story corrects.

    *How to settle it.* Link the earlier story, or write the background anew.
    """
    for document in desk.subjects(options.applies_to):
        for source, held in by_source(tuple(_own(desk, document, options))).items():
            words = total(held)
            measured = words / max(document.words, 1)
            relation = desk.relation(document.id, source)
            is_version = relation is not None and relation.type is RelationType.VERSION
            is_version |= _is_corrected(desk, document.id, source)
            is_form = desk.is_form(document.id, source)
            is_twice = relation is None or max(relation.share_of_a, relation.share_of_b) >= SAME_STORY
            is_excused = is_form or is_twice or ("version" in options.unless and is_version)
            if measured <= options.max_share or is_excused:
                continue
            earlier = "earlier " if desk.is_surely_first(source, document.id, "weak") else ""
            yield Objection(
                document=document.id,
                source=source,
                measured=measured,
                limit=options.max_share,
                unit="share",
                base=f"{words:,} of {count(document.words, 'word')}",
                message=f"{percent(measured)} of its words ({words:,} of {document.words:,}) stand in our own {earlier}"
                f"{source}, which it does not mention; the limit is {percent(options.max_share)}",
                settle="link the earlier story, or note that it is taken up again",
                passages=tuple(reuse.passage for reuse in held),
            )


def _is_corrected(desk: Desk, document: str, source: str) -> bool:
    """Whether a story takes something back that the earlier one says, so that it is another state of it."""
    told = desk.corrections.get(document, ())
    changed = [
        segment.a if match.a.document == document else segment.b
        for match in (desk.matches(document, source) if told else ())
        for segment in match.segments
        if segment.changes
    ]
    return any(
        each.old.document == source or any(one.overlap(Span(each.new.start, each.new.end)) for one in changed)
        for each in told
    )


def _own(desk: Desk, document: TracedDocument, options: SelfReuseOptions) -> Iterator[Reuse]:
    """The passages that a story has from another of ours."""
    for passage in document.passages:
        if passage.kind is not Kind.COPIED or passage.origin is None or passage.origin.document not in desk.documents:
            continue
        source = passage.origin.document
        reuse = Reuse(passage, source, desk.words(document, passage))
        is_ours = desk.kinds[source] in options.applies_to and desk.origins[source] == desk.origins[document.id]
        if (
            is_ours
            and _is_later(desk, document.id, source)
            and ("credit" not in options.unless or is_uncredited(reuse))
        ):
            yield reuse


def _is_later(desk: Desk, document: str, source: str) -> bool:
    """Whether a story is the one of two that is told of: the later one, or the one that is judged."""
    p = desk.p_first(source, document)
    is_judged = desk.judged is None or source in desk.judged
    return p > 0.5 or (p == 0.5 and (source < document or not is_judged))
