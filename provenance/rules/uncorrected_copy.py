"""A statement that was taken back, told once more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.model import Place
from provenance.phrasing import count, row
from provenance.rules.desk import STORY, Objection
from provenance.rules.options import document_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Correction, Dating, Passage, TracedDocument, Wording
    from provenance.rules.desk import Desk

_NAMES = {"number": "a figure", "name": "a name", "date": "a date"}
_STATEMENT = "a statement"


@dataclass(frozen=True, slots=True)
class UncorrectedCopyOptions:
    """`max_words`: in sentences that were taken back."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    max_words: int = 0


def uncorrected_copy(desk: Desk, options: UncorrectedCopyOptions) -> Iterator[Objection]:
    """A story still says what another text had taken back before it was written.

    *What it looks at.* Texts that say of themselves that they correct something ("Correction: an earlier version of
    this story said …"), and notices printed by themselves, whosever they are; and the stories that have the old
    wording and were written after them, as sure as the policy demands. A text from before the correction is let be.

    *Why it matters.* Who takes a paragraph from the archive takes its error, too, and the correction stands elsewhere.

    *When it misleads.* Where a story tells the old figure on purpose, as what was once believed: suppress it.

    *How to settle it.* Tell it as the correction does, or leave the passage out.
    """
    held = desk.once(_by_carrier, lambda: _by_carrier(desk))
    for document in desk.subjects(options.applies_to):
        for source, carried in held.get(document.id, {}).items():
            passages = tuple(part for each, old in carried for part in _parts(document, each, old))
            words = sum(desk.words(document, passage) for passage in passages)
            if words <= options.max_words or not _is_after(desk, document.id, source):
                continue
            told = dict.fromkeys(_NAMES.get(each.change.type, _STATEMENT) for each, _ in carried)
            yield Objection(
                document=document.id,
                source=source,
                measured=words,
                limit=options.max_words,
                base=f"{count(words, 'word')} of {document.words:,}",
                message=f"it was written after {source}, and still has {row(list(told))} that was taken back there",
                settle="tell it as the correction does, or leave the passage out",
                passages=passages,
            )


def _by_carrier(desk: Desk) -> Mapping[str, Mapping[str, Sequence[tuple[Correction, Wording]]]]:
    """What was taken back, by the later document that still has it and the one that takes it back."""
    found: dict[str, dict[str, list[tuple[Correction, Wording]]]] = defaultdict(lambda: defaultdict(list))
    for correction in desk.report.corrections:
        for old in correction.carriers:
            found[old.document][correction.document].append((correction, old))
    return found


def _parts(document: TracedDocument, correction: Correction, old: Wording) -> Iterator[Passage]:
    """The parts of a document's passages that have the old wording, with the new one as their origin."""
    for passage in document.passages:
        start, end = max(passage.start, old.start), min(passage.end, old.end)
        if start < end:
            new = Place(correction.document, correction.new.start, correction.new.end)
            yield replace(passage, start=start, end=end, origin=new)


def _is_after(desk: Desk, document: str, source: str) -> bool:
    """Whether a document is surely later than a correction: by what is believed of the two, or else by their days."""
    if desk.relation(document, source) is not None:
        is_after = desk.is_surely_first(source, document)
    else:
        is_after = _is_before(*(desk.documents[each].dating for each in (source, document)))
    if not is_after:
        desk.note_order("uncorrected-copy", source, document)
    return is_after


def _is_before(one: Dating, other: Dating) -> bool:
    """Whether all the days on which the one may have been written are before those of the other."""
    last = one.latest or (one.likely[1] if one.likely else None)
    first = other.earliest or (other.likely[0] if other.likely else None)
    return last is not None and first is not None and last < first
