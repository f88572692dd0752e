"""The answer on one screen: what was read, who shares text, who was first and why, what is missing."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from provenance.cli.terminal import safe
from provenance.model import confidence
from provenance.reports.sources import draw_on, mainly, undetermined, with_copies
from provenance.reports.strings import GRADES, STEPS, UNREADABLE, said
from provenance.reports.undecided import Voice, undecided

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Correction, Evidence, Family, Inputs, Missing, Report, TracedDocument

MAX_FAMILIES = 5
MAX_MEMBERS = 6
MAX_NAMES = 6
MAX_MISSING = 3
MAX_CORRECTIONS = 5
MAX_QUOTE = 160
LABEL = 10
"""Columns of the words at the left."""


def summarise(report: Report, terminal: Terminal) -> None:
    """Prints the summary of a trace."""
    _paragraph(terminal, _read(report))
    if not report.documents:
        return
    _paragraph(terminal, _shared(report))
    open_pairs = undetermined(report)
    for family in report.families[:MAX_FAMILIES]:
        _family(report, family, open_pairs, terminal)
    if len(report.families) > MAX_FAMILIES:
        more = count(len(report.families) - MAX_FAMILIES, "more family", "more families")
        terminal.result()
        _paragraph(terminal, f"{more} in the report.")
    for correction in [each for each in report.corrections if each.carriers][:MAX_CORRECTIONS]:
        terminal.result()
        _paragraph(terminal, _corrected(correction))
    alone = [document.id for document in report.documents if document.family is None]
    if alone and report.families:
        own, verb = ("On its own", "shares") if len(alone) == 1 else ("On their own", "share")
        terminal.result()
        _paragraph(terminal, f"{own}: {names(alone)} {verb} no text with any other document.")
    if not report.matches and not report.families:
        _paragraph(terminal, why_empty(report.inputs))


def _corrected(correction: Correction) -> str:
    """Who still carries what a later text has put right."""
    carriers = list(dict.fromkeys(wording.document for wording in correction.carriers))
    verb = "carries" if len(carriers) == 1 else "carry"
    what = "the old wording"
    if correction.change.a and correction.change.b:
        what = f"“{safe(correction.change.a, 40)}” where it now says “{safe(correction.change.b, 40)}”"
    return f"Corrected by {safe(correction.document)}, but {names(carriers)}, written after it, still {verb} {what}."


def unreadable(report: Report, terminal: Terminal) -> None:
    """Names each input that could not be read, why, and what to do, on standard error."""
    label = terminal.paint("not read:", "yellow", terminal.err)
    for fault in report.inputs.unreadable:
        reason, advice = UNREADABLE.get(fault.reason, (fault.reason, ""))
        terminal.warn(f"{label} {safe(fault.path)}: {reason} ({safe(fault.detail)}). {advice}".rstrip())


def details(report: Report, terminal: Terminal) -> None:
    """For those who asked for more: what each step let through, and what was read with doubts."""
    terminal.detail(why_empty(report.inputs))
    for document in report.documents:
        if document.read.state != "clean":
            terminal.detail(f"read with doubts: {safe(document.id)}: as {document.read.encoding}")


def why_empty(inputs: Inputs) -> str:
    """Why nothing was found: what each step let through."""
    steps = "; ".join(
        f"{number:,} {STEPS.get(name, safe(name).replace('_', ' '))}" for name, number in inputs.steps.items()
    )
    return f"What each step let through: {steps}." if steps else ""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def percent(share: float) -> str:
    """A share as a whole percentage, rounded down: nothing less than all is 100 %."""
    return "less than 1 %" if 0 < share < 0.01 else f"{int(share * 100 + 1e-9)} %"


def names(ids: Sequence[str]) -> str:
    """Ids in a row, the first few of them."""
    shown = [safe(each, 60) for each in ids]
    if len(shown) > MAX_NAMES:
        shown = [*shown[: MAX_NAMES - 1], count(len(ids) - MAX_NAMES + 1, "other", "others")]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


VOICE = Voice(said, safe, names, percent)
"""How the terminal says what the report says too."""


def _read(report: Report) -> str:
    """What was read and what was not."""
    inputs = report.inputs
    words = sum(document.words for document in report.documents)
    parts = [f"Read {count(inputs.documents, 'document', 'documents')} with {count(words, 'word', 'words')}."]
    if inputs.unreadable:
        parts.append(f"{count(len(inputs.unreadable), 'file', 'files')} could not be read.")
    if inputs.skipped:
        parts.append(f"{count(inputs.skipped, 'file', 'files')} passed over.")
    return " ".join(parts)


def _shared(report: Report) -> str:
    """How many documents share text."""
    sharing = sum(document.family is not None for document in report.documents)
    if not sharing:
        if len(report.documents) == 1:
            return "Reuse shows between two texts or more: there is nothing to compare it with."
        return "No two of them share text."
    subject = "All of them" if sharing == len(report.documents) else f"{sharing:,} of them"
    return f"{subject} share text, in {count(len(report.families), 'family', 'families')}."


def _family(report: Report, family: Family, open_pairs: Collection[tuple[str, str]], terminal: Terminal) -> None:
    """One family: the first, why, what is missing, and who has how much from whom."""
    documents = {document.id: document for document in report.documents if document.family == family.id}
    terminal.result()
    members = count(len(family.documents), "document", "documents")
    terminal.result(terminal.paint(f"Family {safe(family.id)}", "bold") + f", {members}")
    if family.first is None:
        _row(terminal, "first", f"undetermined. {' '.join(undecided(family, documents, VOICE))}")
    else:
        p = family.p_first or 0.0
        _row(terminal, "first", f"{with_copies(family.first, family, VOICE)}, {confidence(p)} ({percent(p)})")
        if reason := _reason(report, family.first, set(family.documents)):
            _row(terminal, "because", reason)
    missing = family.drawn
    for each in missing[:MAX_MISSING]:
        _row(terminal, "missing", _missing(each))
    if len(missing) > MAX_MISSING:
        _row(terminal, "", f"and {count(len(missing) - MAX_MISSING, 'more such text', 'more such texts')}")
    label = "reuse"
    for document in _members(family, documents)[:MAX_MEMBERS]:
        _row(terminal, label, _reuse(document, family, open_pairs))
        label = ""
    if len(documents) > MAX_MEMBERS:
        _row(terminal, label, f"and {len(documents) - MAX_MEMBERS:,} more")


def _members(family: Family, documents: dict[str, TracedDocument]) -> list[TracedDocument]:
    """The family without its first, those with most reuse first."""
    later = [document for name, document in documents.items() if name != family.first]
    return sorted(later, key=lambda document: (-(document.shares.copied + document.shares.paraphrased), document.id))


def _reason(report: Report, first: str, members: set[str]) -> str | None:
    """The strongest quoted reason to believe that a document was before another of its family."""
    best: tuple[float, str, Evidence] | None = None
    for relation in report.relations:
        if first not in (relation.a, relation.b) or not members.issuperset((relation.a, relation.b)):
            continue
        side = "a" if relation.a == first else "b"
        for evidence in relation.evidence:
            rank = evidence.weight + (100 if evidence.quote else 0)
            if evidence.favours == side and (best is None or rank > best[0]):
                other = relation.b if relation.a == evidence.document else relation.a
                best = rank, other, evidence
    if best is None:
        return None
    _, other, evidence = best
    return f"{quoted(evidence)} ({said('the_other', name=safe(other))})"


def quoted(evidence: Evidence) -> str:
    """Which document gives itself away, by what, and the words that do."""
    said = f"{safe(evidence.document)} {safe(evidence.says).rstrip('.: ')}"
    return f"{said}: “{safe(evidence.quote.strip(), MAX_QUOTE)}”" if evidence.quote else said


def _missing(missing: Missing) -> str:
    """A text that is not there, and who draws on it."""
    size = f" of at least {count(missing.words, 'word', 'words')}" if missing.words else ""
    draw = draw_on(missing, len(missing.children))
    return (
        f"a text{size} that {GRADES[missing.grade.value]} ({percent(missing.probability)}): "
        f"{names(missing.children)} {draw} on it. {safe(missing.says)}"
    )


def _reuse(document: TracedDocument, family: Family, open_pairs: Collection[tuple[str, str]]) -> str:
    """How much of a document is reused, and from where most of it comes."""
    shares = ((document.shares.copied, "copied"), (document.shares.paraphrased, "paraphrased"))
    is_copy = any(document.id in group[1:] for group in family.identical)
    parts = "" if is_copy else ", ".join(f"{percent(share)} {kind}" for share, kind in shares if share)
    said_of = "; ".join(part for part in (parts, mainly(document, family, open_pairs, VOICE)) if part)
    return f"{safe(document.id)}  {said_of or 'nothing from the others'}"


def _row(terminal: Terminal, label: str, words: str) -> None:
    """A label at the left and a sentence beside it."""
    lines = _lines(words, terminal.width() - LABEL - 2)
    terminal.result("  " + terminal.paint(f"{label:<{LABEL}}", "dim") + lines[0])
    for line in lines[1:]:
        terminal.result(" " * (LABEL + 2) + line)


def _paragraph(terminal: Terminal, words: str) -> None:
    for line in _lines(words, terminal.width()) if words else ():
        terminal.result(line)


def _lines(words: str, width: int) -> list[str]:
    """Words in lines; no number stands without its percent sign."""
    lines = textwrap.wrap(words.replace(" %", "\u00a0%"), width, break_on_hyphens=False)
    return [line.replace("\u00a0%", " %") for line in lines] or [""]
