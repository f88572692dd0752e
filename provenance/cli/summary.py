"""The answer on one screen: what was read, who shares text, who was first and why, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.cli.terminal import safe
from provenance.model import Grade, confidence
from provenance.phrasing import UNREAD_CREDITS, UNREAD_DATES, around_quote, count, percent, row, shorten_path
from provenance.reports.sources import draw_on, mainly, reasons_first, standing, with_copies
from provenance.reports.strings import said
from provenance.reports.strings.inputs import PASSED_OVER, STEPS, UNREADABLE, unread
from provenance.reports.strings.nouns import GRADES
from provenance.reports.undecided import Voice, undecided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.cli.terminal import Terminal
    from provenance.model import (
        Correction,
        Evidence,
        Family,
        Inputs,
        Missing,
        Report,
        TracedDocument,
        Unreadable,
    )
    from provenance.reports.sources import Standing

MAX_FAMILIES = 5
MAX_MEMBERS = 6
MAX_NAME = 60
MAX_MISSING = 3
MAX_CORRECTIONS = 5
MAX_QUOTE = 160
MAX_DOUBTS = 3


def summarise(report: Report, terminal: Terminal) -> None:
    """Prints the summary of a trace."""
    terminal.paragraph(_read(report))
    if not report.documents:
        return
    terminal.paragraph(_shared(report))
    pairs = standing(report)
    for family in report.families[:MAX_FAMILIES]:
        _family(report, family, pairs, terminal)
    if len(report.families) > MAX_FAMILIES:
        more = count(len(report.families) - MAX_FAMILIES, "more family", "more families")
        terminal.result()
        terminal.paragraph(f"{more} in the report.")
    for correction in [each for each in report.corrections if each.carriers][:MAX_CORRECTIONS]:
        terminal.result()
        terminal.paragraph(_corrected(correction))
    alone = [document.id for document in report.documents if document.family is None]
    if alone and report.families:
        own, verb = ("On its own", "shares") if len(alone) == 1 else ("On their own", "share")
        terminal.result()
        terminal.paragraph(f"{own}: {row([*map(named, alone)])} {verb} no text with any other document.")
    if doubt := dates_in_doubt(report):
        terminal.result()
        terminal.paragraph(doubt)
    if not report.matches and not report.families and len(report.documents) > 1:
        terminal.paragraph(why_empty(report.inputs))


def dates_in_doubt(report: Report) -> str:
    """The documents whose dates disagree or cannot be read, on which order may hang, and why it is so of some."""
    unread = [
        (document, conflict)
        for document in report.documents
        for conflict in filter(_is_unread, document.dating.conflicts)
    ]
    told = [
        (named(document.id), safe(conflict, MAX_QUOTE).rstrip("."))
        for document in report.documents
        if (conflict := next((each for each in document.dating.conflicts if not _is_unread(each)), None))
    ]
    sentences = [f"{name}: {reason}{'' if reason.endswith('…') else '.'}" for name, reason in told[:MAX_DOUBTS]]
    if len(told) > MAX_DOUBTS:
        sentences.append(f"So are those of {count(len(told) - MAX_DOUBTS, 'more document')}.")
    if told:
        sentences[0] = f"Dates in doubt: {sentences[0]}"
    by_reason: dict[tuple[bool, bool, str], list[str]] = {}
    for document, conflict in unread:
        what, _, known = conflict.partition(", and ")
        reason = (UNREAD_CREDITS in what, document.language is not None, known)
        by_reason.setdefault(reason, []).append(named(document.id))
    for (is_of_credits, is_told, known), names in by_reason.items():
        subject, whose = ("it credits", "its") if len(names) == 1 else ("they credit", "their")
        also = f", nor is whom {subject}" if is_of_credits else ""
        unknown = "" if is_told else f"{whose} language is unknown, and "
        sentences.append(f"The dates in the words of {row(names)} are not read{also}: {unknown}{safe(known)}")
    return " ".join(sentences)


def _is_unread(conflict: str) -> bool:
    """Whether dates do not disagree, but are in a language whose tenses are not known."""
    return conflict.startswith(UNREAD_DATES)


def _corrected(correction: Correction) -> str:
    """Who still carries what a later text has put right."""
    carriers = list(dict.fromkeys(wording.document for wording in correction.carriers))
    verb = "carries" if len(carriers) == 1 else "carry"
    what = "the old wording"
    if correction.change.a and correction.change.b:
        what = f"“{safe(correction.change.a, 40)}” where it now says “{safe(correction.change.b, 40)}”"
    names = row([*map(named, carriers)])
    return f"Corrected by {safe(correction.document)}, but {names}, written after it, still {verb} {what}."


def unreadable(faults: Iterable[Unreadable], terminal: Terminal) -> None:
    """Names each input that could not be read, why, and what to do, on standard error."""
    label = terminal.paint("not read:", "yellow", terminal.err)
    for fault in faults:
        reason, advice = UNREADABLE.get(fault.reason, (fault.reason, ""))
        told = f"{unread(fault.reason, safe(fault.detail))}. {advice}".rstrip()
        if fault.detail.endswith(")"):  # what to do stands there already, in brackets, for this very fault
            told = f"{reason}: {safe(fault.detail)}."
        terminal.warn(f"{label} {safe(fault.path)}: {told}")


def passed_over(skipped: Iterable[tuple[str, str]], terminal: Terminal) -> None:
    """Names, for those who asked for more, each file of a folder that was passed over, and why."""
    for path, why in skipped:
        terminal.detail(f"passed over: {safe(path)}: {PASSED_OVER[why]}")


def undated(report: Report, terminal: Terminal) -> None:
    """Says on standard error, once, where git history was asked for days that it was not fetched with."""
    if number := report.inputs.limits.get("shallow_history"):
        terminal.warn(
            f"git history gives no date for {count(number, 'file')}: it was fetched in part, and begins after them. "
            "Fetch all of it: git fetch --unshallow."
        )


def unseen(report: Report, terminal: Terminal) -> None:
    """Names on standard error the documents of which a part is drawn so that nobody sees it, and the page."""
    held = [(each, each.in_file) for each in report.documents if each.in_file is not None and each.in_file.unseen]
    for document, place in held[:MAX_DOUBTS]:
        letters = sum(span.end - span.start for span in place.unseen)
        page = place.page(place.unseen[0].start)
        terminal.warn(
            f"{named(document.id)}: {count(letters, 'character')} of its text, on page {page} first, "
            "are white or without ink, so that nobody sees them; they were read like all others"
        )
    if len(held) > MAX_DOUBTS:
        terminal.warn(f"{count(len(held) - MAX_DOUBTS, 'more document')} with text that nobody sees")


def details(report: Report, terminal: Terminal) -> None:
    """For those who asked for more: what each step let through, and what was read with doubts."""
    terminal.detail(why_empty(report.inputs))
    for document in report.documents:
        if document.read.state != "clean":
            terminal.detail(f"read with doubts: {safe(document.id)}: as {document.read.encoding}")


def why_empty(inputs: Inputs) -> str:
    """Why nothing was found: what each step let through."""
    steps = "; ".join(
        f"{STEPS.get(name, safe(name).replace('_', ' '))}: {number:,}" for name, number in inputs.steps.items()
    )
    return f"What each step let through: {steps}." if steps else ""


def named(document: str) -> str:
    """An id as it stands in a sentence."""
    return shorten_path(safe(document), MAX_NAME)


VOICE = Voice(said, named, row, percent)
"""How the terminal says what the report says too."""


def _read(report: Report) -> str:
    """What was read and what was not."""
    inputs = report.inputs
    words = sum(document.words for document in report.documents)
    parts = [f"Read {count(inputs.documents, 'document')} with {count(words, 'word')}."]
    if inputs.unreadable:
        parts.append(f"{count(len(inputs.unreadable), 'file')} could not be read.")
    if inputs.skipped:
        pronoun = "it" if inputs.skipped == 1 else "them"
        parts.append(f"{count(inputs.skipped, 'file')} passed over (--verbose names {pronoun}).")
    return " ".join(parts)


def _shared(report: Report) -> str:
    """How many documents share text."""
    sharing = sum(document.family is not None for document in report.documents)
    if not sharing:
        if len(report.documents) == 1:
            return "Reuse shows between two texts or more: there is nothing to compare it with."
        return "No two of them share text."
    if sharing == len(report.documents) == 2:
        return "They share text."
    subject = "All of them" if sharing == len(report.documents) else f"{sharing:,} of them"
    return f"{subject} share text, in {count(len(report.families), 'family', 'families')}."


def _family(report: Report, family: Family, pairs: Standing, terminal: Terminal) -> None:
    """One family: the first, why, what is missing, and who has how much from whom."""
    documents = {document.id: document for document in report.documents if document.family == family.id}
    terminal.result()
    members = count(len(family.documents), "document")
    terminal.result(terminal.paint(f"Family {safe(family.id)}", "bold") + f", {members}")
    if family.first is None:
        terminal.row("first", f"undetermined. {' '.join(undecided(family, documents, VOICE))}")
    else:
        p = family.p_first or 0.0
        terminal.row("first", f"{with_copies(family.first, family, VOICE)}, {confidence(p)} ({percent(p)})")
        if reason := _reason(report, family.first, set(family.documents)):
            terminal.row("because", reason)
    missing = family.drawn
    for each in missing[:MAX_MISSING]:
        terminal.row("missing", _missing(each))
    if len(missing) > MAX_MISSING:
        terminal.row("", f"and {count(len(missing) - MAX_MISSING, 'more such text', 'more such texts')}")
    label = "reuse"
    for document in _members(family, documents)[:MAX_MEMBERS]:
        terminal.row(label, _reuse(document, family, pairs))
        label = ""
    if len(documents) > MAX_MEMBERS:
        terminal.row(label, f"and {len(documents) - MAX_MEMBERS:,} more")


def _members(family: Family, documents: dict[str, TracedDocument]) -> list[TracedDocument]:
    """The family without its first, those with most reuse first."""
    later = [document for name, document in documents.items() if name != family.first]
    return sorted(later, key=lambda document: (-(document.shares.copied + document.shares.paraphrased), document.id))


def _reason(report: Report, first: str, members: set[str]) -> str | None:
    """The strongest reason to believe that a document was before one of its family that is near to it."""
    own = [each for each in report.relations if first in (each.a, each.b) and members.issuperset((each.a, each.b))]
    for evidence, relation in reasons_first(first, own)[:1]:
        other = relation.b if relation.a == evidence.document else relation.a
        return f"{quoted(evidence)} ({said('the_other', name=safe(other))})"
    return None


def quoted(evidence: Evidence, most: int = MAX_QUOTE, place: str = "") -> str:
    """Which document gives itself away, by what, and the words that do, with their place, beside what they show."""
    says, of_other = around_quote(safe(evidence.says).rstrip(".: "))
    words = f"“{safe(' '.join((evidence.quote or '').split()), most)}”"
    shown = f" ({words}{place and f', {place}'})" if of_other else f": {words}{place and f' ({place})'}"
    return f"{safe(evidence.document)} {says}{shown if evidence.quote else ''}{of_other}"


def _missing(missing: Missing) -> str:
    """A text that is not there, and who draws on it; the reasoning, too, where there must be one."""
    size = f" of at least {count(missing.words, 'word')}" if missing.words else ""
    draw = draw_on(missing, len(missing.children))
    told = (
        f"a text{size} that {GRADES[missing.grade.value]} ({percent(missing.probability)}): "
        f"{row([*map(named, missing.children)])} {draw} on it."
    )
    return f"{told} {safe(missing.says)}" if missing.grade is Grade.REQUIRED else told


def _reuse(document: TracedDocument, family: Family, pairs: Standing) -> str:
    """How much of a document is reused, and from where most of it comes."""
    shares = ((document.shares.copied, "copied"), (document.shares.paraphrased, "paraphrased"))
    is_copy = any(document.id in group[1:] for group in family.identical)
    parts = "" if is_copy else ", ".join(f"{percent(share)} {kind}" for share, kind in shares if share)
    said_of = "; ".join(part for part in (parts, mainly(document, family, pairs, VOICE)) if part)
    return f"{named(document.id)}  {said_of or 'nothing from the others'}"
