"""Words that were ours to use until a day, or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from provenance.model import Level
from provenance.phrasing import are, count
from provenance.rules.desk import STORY, WIRE, Objection, by_source, total
from provenance.rules.options import KINDS_OF_REUSE, choice, days, document_kinds, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.rules.desk import Desk, Reuse


@dataclass(frozen=True, slots=True)
class LicenceOptions:
    """`min_words`: taken from one source; `grace`: after a licence has ended; `on_missing`: where there is none."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(WIRE)
    kinds: tuple[str, ...] = names("copied", allowed=KINDS_OF_REUSE)
    min_words: int = 40
    grace: int = days(14)
    on_missing: str = choice("warning", "error", "warning", "note", "off")


def licence(desk: Desk, options: LicenceOptions) -> Iterator[Objection]:
    """A story uses licensed copy for which there is no licence, or none any more.

    *What it looks at.* Words copied from agency copy, and from any origin for which the policy declares a licence; the
    licence's end against the day to judge by (`--now`), with some days of grace; whether it allows the full text; and
    the credit that it may demand.

    *Why it matters.* Archives go on showing what the contract no longer covers.

    *When it misleads.* It knows the contracts only as the policy tells them.

    *How to settle it.* Renew the licence in the policy, or take the passage down.
    """
    sources = tuple(sorted({*options.sources, *desk.licensed_kinds}))
    for document in desk.subjects(options.applies_to):
        taken = [
            reuse
            for reuse in desk.reuses(document, sources, options.kinds)
            if desk.kinds[reuse.source] in options.sources or desk.origins[reuse.source] in desk.licences
        ]
        for source, held in by_source(taken).items():
            if total(held) >= options.min_words:
                yield from _objections(desk, document.id, source, held, options)


def _objections(
    desk: Desk, document: str, source: str, held: Sequence[Reuse], options: LicenceOptions
) -> Iterator[Objection]:
    known = desk.licences.get(desk.origins[source])
    words = total(held)
    level: Level | None = None
    measured: float | None = None
    if known is None:
        if options.on_missing == "off":
            return
        level = Level(options.on_missing)
        fault = f"{desk.documents[source].source.publisher or source} has no licence in the policy"
    elif "full_text" not in known.allows:
        fault = f"the licence of {known.origin} does not allow the full text"
    elif known.until is not None and desk.now is not None and _ended(known.until, desk.now, options.grace):
        measured = float((date.fromisoformat(desk.now) - date.fromisoformat(known.until)).days)
        fault = f"the licence of {known.origin} ended on {known.until}"
    elif known.requires_credit and any(reuse.passage.attributed is False for reuse in held):
        fault = f"the licence of {known.origin} requires a credit, and none is given"
    else:
        return
    yield Objection(
        document=document,
        source=source,
        measured=words if measured is None else measured,
        limit=options.min_words if measured is None else float(options.grace),
        unit="words" if measured is None else "days",
        base=f"{count(words, 'word')} from {source}",
        message=f"{count(words, 'word')} {are(words)} copied from {source}, but {fault}",
        settle="declare or renew the licence in the policy, give the credit it demands, or take the passage down",
        passages=tuple(reuse.passage for reuse in held),
        level=level,
    )


def _ended(until: str, now: str, grace: int) -> bool:
    return date.fromisoformat(now) > date.fromisoformat(until) + timedelta(days=grace)
