"""Credit that goes to a copy, while the text it was copied from stands in the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.phrasing import count
from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY, Objection, Reuse, folded, total
from provenance.rules.options import KINDS_OF_REUSE, choice, document_kinds, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import TracedDocument
    from provenance.rules.desk import Desk


@dataclass(frozen=True, slots=True)
class WrongCreditOptions:
    """`min_words`: wrongly credited; `min_order_confidence`: that the origin was before the text that is credited."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(ANY_OTHER_ORIGIN)
    kinds: tuple[str, ...] = names("copied", "paraphrased", allowed=KINDS_OF_REUSE)
    min_words: int = 12
    min_order_confidence: str = choice("strong", "weak", "moderate", "strong")


def wrong_credit(desk: Desk, options: WrongCreditOptions) -> Iterator[Objection]:
    """A story credits a later copy, and not the text that it was copied from.

    *What it looks at.* Reused passages whose credit names a document of the archive, where another one that carries
    them is earlier than the one credited, and its publisher is named nowhere in the story.

    *Why it matters.* Whoever did the work goes unnamed, and the copy passes for a source.

    *When it misleads.* A reporter may honestly have it from the copy, and not know of the origin.

    *How to settle it.* Credit the origin, or both: "first reported by …".
    """
    for document in desk.subjects(options.applies_to):
        found: dict[tuple[str, str], list[Reuse]] = {}
        for reuse in desk.reuses(document, options.sources, options.kinds):
            credit = reuse.passage.credit
            if credit is None or credit.document is None or credit.document not in desk.documents:
                continue
            earlier = _earlier(desk, document, reuse, credit.document, options)
            if earlier is not None:
                found.setdefault((earlier, credit.document), []).append(reuse)
        for (source, credited), held in found.items():
            if total(held) < options.min_words:
                continue
            yield Objection(
                document=document.id,
                source=source,
                measured=total(held),
                limit=options.min_words,
                base=f"{count(total(held), 'word')} of {document.words:,}",
                message=f"{count(total(held), 'word')} stood first in {source}, "
                f"but the credit goes to {credited}, a later copy",
                settle="credit the origin, or both",
                passages=tuple(reuse.passage for reuse in held),
            )


def _earlier(
    desk: Desk, document: TracedDocument, reuse: Reuse, credited: str, options: WrongCreditOptions
) -> str | None:
    """The first carrier of a passage that is surely earlier than the one credited, if nothing names it."""
    origin = reuse.passage.origin
    carriers = dict.fromkeys((*reuse.passage.also_in, *([origin.document] if origin else [])))
    words = folded(document.text or "")
    for one in carriers:
        if one == credited or one not in desk.documents or not desk.is_source(document.id, one, options.sources):
            continue
        if desk.is_surely_first(one, credited, options.min_order_confidence):
            publisher = folded(desk.documents[one].source.publisher or "")
            return None if publisher and publisher in words else one
        if reuse.passage.credit is not None and reuse.passage.credit.is_wrong and origin and one == origin.document:
            desk.note_order("wrong-credit", one, credited)
    return None
