"""Credit that goes to a copy, while the text it was copied from stands in the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY, Objection, by_source, total
from provenance.rules.options import KINDS_OF_REUSE, choice, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk


@dataclass(frozen=True, slots=True)
class WrongCreditOptions:
    """`min_words`: wrongly credited; `min_order_confidence`: that the origin was before the text that is credited."""

    applies_to: tuple[str, ...] = names(STORY)
    sources: tuple[str, ...] = names(ANY_OTHER_ORIGIN)
    kinds: tuple[str, ...] = names("copied", "paraphrased", allowed=KINDS_OF_REUSE)
    min_words: int = 12
    min_order_confidence: str = choice("strong", "weak", "moderate", "strong")


def wrong_credit(desk: Desk, options: WrongCreditOptions) -> Iterator[Objection]:
    """A story credits a later copy, and not the text that it was copied from.

    *What it looks at.* Reused passages whose credit names another document of the archive than their origin, where that
    other document is later than the origin.

    *Why it matters.* Whoever did the work goes unnamed, and the copy passes for a source.

    *When it misleads.* A reporter may honestly have it from the copy, and not know of the origin.

    *How to settle it.* Credit the origin, or both: "first reported by …".
    """
    for document in desk.subjects(options.applies_to):
        wrong = [
            reuse
            for reuse in desk.reuses(document, options.sources, options.kinds)
            if reuse.passage.credit is not None and reuse.passage.credit.is_wrong
        ]
        for source, held in by_source(wrong).items():
            credited = next((r.passage.credit.document for r in held if r.passage.credit), None)
            if credited is None or total(held) < options.min_words:
                continue
            if not desk.is_surely_first(source, credited, options.min_order_confidence):
                desk.note_order("wrong-credit", source, credited)
                continue
            yield Objection(
                document=document.id,
                source=source,
                measured=total(held),
                limit=options.min_words,
                base=f"{total(held)} words of {document.words}",
                message=f"{total(held)} words come from {source}, but the credit goes to {credited}, a later copy",
                settle="credit the origin, or both",
                passages=tuple(reuse.passage for reuse in held),
            )
