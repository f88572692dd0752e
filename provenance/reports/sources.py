"""What the page, the terminal and the Markdown summary say alike of who has words from whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from provenance.model import LEANING, Kind, Order, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection

    from provenance.model import Family, Missing, Report, TracedDocument
    from provenance.reports.undecided import S, Voice


def undetermined(report: Report) -> frozenset[tuple[str, str]]:
    """The pairs of documents whose order is not known, either way round: neither is told to be the family's first."""
    first = {family.first for family in report.families}
    pairs = [
        (each.a, each.b)
        for each in report.relations
        if each.verdict is Verdict.UNDETERMINED and first.isdisjoint((each.a, each.b))
    ]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


def mainly(
    document: TracedDocument, family: Family, open_pairs: Collection[tuple[str, str]], voice: Voice[S]
) -> S | None:
    """From which text a document has most of its reused words, as far as that may be said; None where it has none.

    `open_pairs`: those that are `undetermined`.
    """
    for same, *others in family.identical:
        if document.id in others:
            return voice.say("same_as", name=voice.name(same))
    words: Counter[tuple[str, bool]] = Counter()
    for passage in document.passages:
        if passage.origin and passage.kind in (Kind.COPIED, Kind.PARAPHRASED):
            words[passage.origin.document, passage.order is Order.KNOWN] += passage.end - passage.start
    if not words:
        return None
    (source, is_known), _ = max(words.items(), key=lambda each: (each[1], each[0]))
    if source.startswith("missing:"):
        return voice.say("taken_from", name=voice.say("missing_text"))
    is_open = not is_known or (source, document.id) in open_pairs
    key = "taken_open" if is_open else "taken_from" if _is_told(source, document.id, family) else "taken_perhaps"
    return voice.say(key, name=voice.name(source))


def _is_told(source: str, target: str, family: Family) -> bool:
    """Whether it can be said that one text has its words from the other: that it is the earlier one is not enough."""
    same = next((group for group in family.identical if source in group), (source,))
    return any(each.source in same and each.target == target and each.probability >= LEANING for each in family.edges)


def with_copies(document: str, family: Family, voice: Voice[S]) -> S:
    """A document by name; of one that has copies, that it may as well be one of them."""
    named = voice.name(document)
    has_copies = any(document in group for group in family.identical)
    return voice.say("or_copy", name=named) if has_copies else named


def alone_key(report: Report) -> str:
    """Which sentence of the catalogue says that documents share no text: what was set aside they may have in common."""
    return "alone_but" if report.boilerplate else "alone"


def draw_on(missing: Missing, children: int) -> str:
    """What so many texts do with a missing one: draw on it, or would."""
    return "would draw" if missing.probability < LEANING else "draws" if children == 1 else "draw"
