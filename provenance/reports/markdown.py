"""A summary in Markdown, for wikis, tickets and the job pages of CI services: the answer, and a table per family.

Nothing of a document is Markdown: names and quotations stand in code spans, whose fences are longer than any in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.model import GateStatus, Level, Page, confidence
from provenance.phrasing import are, bounds, count, percent, row, shorten_path
from provenance.reports.markup import attribute, visible
from provenance.reports.sources import alone_key, draw_on, mainly, standing, with_copies
from provenance.reports.strings import said
from provenance.reports.strings.inputs import unread
from provenance.reports.strings.nouns import GRADES
from provenance.reports.undecided import Voice, undecided
from provenance.reports.views.order import dated_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from provenance.model import Family, Finding, Gate, Missing, Report, TracedDocument
    from provenance.reports.sources import Standing

MARK = "<!-- generator: provenance"
"""How the page begins, so that it is never read as a text."""

MAX_ROWS = 50
"""Documents told of in the table of one family; how many more there are is said."""
MAX_FAMILIES = 20
MAX_MISSING = 10
MAX_NAME, MAX_WORDS = 120, 400
"""Characters of a name, and of what is said in a sentence."""
MAX_BYTES = 900_000
"""A host's page for a job takes 1 MiB, and drops a larger one whole."""

_VERDICTS = {
    GateStatus.PASS: "Gate: passes.",
    GateStatus.FAIL: "Gate: fails.",
    GateStatus.INCOMPLETE: "Gate: incomplete. Something could not be read, so that a pass is not claimed.",
}

_FENCES = re.compile("`+")
_SPACE = re.compile(r"\s+")


def markdown(report: Report) -> Iterator[Page]:
    """One page: what was read, each family with its first, what is missing, and who has how much from whom.

    Where only some documents were judged, it is told of their families alone.
    """
    lines = [f"{MARK} {attribute(report.version)} -->", "", "# Lineage report", ""]
    lines += _gate(report.gate) if report.gate else []
    lines += [_answer(report), "", said("care"), ""]
    pairs, judged = standing(report), _judged(report)
    told = [family for family in report.families if not judged.isdisjoint(family.documents)][:MAX_FAMILIES]
    for family in told:
        lines += _family(report, family, pairs, judged)
    if len(report.families) > len(told):
        lines += [f"{_more(len(report.families) - len(told), 'family', 'families')} in the full report.", ""]
    alone = [document.id for document in report.documents if document.family is None and document.id in judged]
    if alone:
        verb = "shares" if len(alone) == 1 else "share"
        lines += [said(alone_key(report), names=row([*map(code, alone)]), verb=verb), ""]
    for fault in report.inputs.unreadable:
        lines += [f"- Not read: {code(fault.path)}, {code(unread(fault.reason, fault.detail), MAX_WORDS)}"]
    yield Page("report.md", _limited(lines))


def _judged(report: Report) -> frozenset[str]:
    """The documents that are told of: those that a gate has judged, or all."""
    if report.gate and report.gate.judged is not None:
        return frozenset(report.gate.judged)
    return frozenset(document.id for document in report.documents)


def _more(number: int, one: str, many: str | None = None) -> str:
    return f"{count(number, f'more {one}', many and f'more {many}')} {are(number)}"


def _limited(lines: list[str]) -> bytes:
    """The page, cut between two lines where a host would refuse it whole."""
    content = ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace")
    if len(content) <= MAX_BYTES:
        return content
    return content[: content.rindex(b"\n", 0, MAX_BYTES) + 1] + b"\nThe rest is in the full report.\n"


def _gate(gate: Gate) -> list[str]:
    """The verdict, the new findings, and what else there is to know."""
    new = gate.new
    counted = ", ".join(
        count(number, level.value) for level in Level if (number := sum(each.level is level for each in new))
    )
    lines = [f"**{_VERDICTS[gate.status]}** {counted[:1].upper()}{counted[1:] or 'No new findings'}.", ""]
    if new:
        lines += ["| level | rule | document | measured | source |", "| --- | --- | --- | --- | --- |"]
        lines += [_objection(finding) for finding in new[:MAX_ROWS]]
        lines += [""]
    if len(new) > MAX_ROWS:
        lines += [f"{_more(len(new) - MAX_ROWS, 'finding')} in the full report.", ""]
    if gate.known or gate.suppressed:
        lines += [f"{len(gate.known):,} known from the baseline, {len(gate.suppressed):,} suppressed.", ""]
    lines += [f"- {code(note, MAX_WORDS)}" for note in gate.notes[:MAX_ROWS]]
    return [*lines, ""] if gate.notes else lines


def _objection(finding: Finding) -> str:
    """A row of the findings. Our own words about it are in the code span, too: they name documents."""
    cells = (finding.level.value, finding.rule, code(finding.where), code(finding.base), code(finding.source or ""))
    return f"| {' | '.join(cells)} |"


def code(text: str, most: int = MAX_NAME) -> str:
    """Any text as a code span on one line, with hidden characters made visible; it fits into a table, too.

    What is longer than it may be is cut in the middle.
    """
    shown = _SPACE.sub(" ", visible(text)).strip()
    short = shorten_path(shown, most)
    fence = "`" * (1 + max(map(len, _FENCES.findall(short)), default=0))
    pad = " " if short.startswith("`") or short.endswith("`") or not short else ""
    return f"{fence}{pad}{short}{pad}{fence}".replace("|", "\\|")


def _answer(report: Report) -> str:
    """What was read and who shares text, in sentences."""
    sharing = sum(document.family is not None for document in report.documents)
    judged = report.inputs.steps.get("judged")
    number = report.inputs.documents if judged is None else report.compared
    also = "" if judged is None else f", {judged:,} of them judged: those that have changed"
    sentences = [f"{count(number, 'document')} read{also}."]
    if judged is not None:
        told = [document.family is not None for document in report.documents if document.id in _judged(report)]
        sentences += [_judged_share(len(told), sum(told))] if told else []
    elif sharing:
        families = count(len(report.families), "family", "families")
        sentences.append(f"{count(sharing, 'document')} share text, in {families}.")
    else:
        sentences.append("No two of them share text.")
    if report.inputs.unreadable:
        sentences.append(f"{count(len(report.inputs.unreadable), 'file')} could not be read.")
    return " ".join(sentences)


def _judged_share(judged: int, sharing: int) -> str:
    """How many of the documents that were judged share text."""
    if judged == 1:
        return "It shares text with others." if sharing else "It shares no text with another."
    if sharing in (0, judged):
        return "All of those share text with others." if sharing else "None of those shares text with another."
    return f"{sharing:,} of those {'shares' if sharing == 1 else 'share'} text with others."


def _family(report: Report, family: Family, pairs: Standing, judged: AbstractSet[str]) -> list[str]:
    """A family with a table of its documents, of those that were judged where that was not all."""
    members = [document for document in report.documents if document.family == family.id]
    lines = [f"## Family {family.id}", "", _first(family, {each.id: each for each in members}), ""]
    missing = family.drawn
    lines += [f"- {_missing(one)}" for one in missing[:MAX_MISSING]]
    if len(missing) > MAX_MISSING:
        lines += [f"- {_more(len(missing) - MAX_MISSING, 'such text')} in the full report."]
    lines += [""] if missing else []
    lines += ["| document | written | copied | paraphrased | shared with |", "| --- | --- | ---: | ---: | --- |"]
    shown = [document for document in members if document.id in judged][:MAX_ROWS]
    lines += [_row(document, mainly(document, family, pairs, _voice())) for document in shown]
    if len(members) > len(shown):
        lines += ["", f"{_more(len(members) - len(shown), 'document')} in the full report."]
    return [*lines, ""]


def _first(family: Family, members: Mapping[str, TracedDocument]) -> str:
    if family.first is None:
        return " ".join(undecided(family, members, _voice()))
    p = family.p_first or 0.0
    word = confidence(p)
    key = "family_first" if word in ("almost certainly", "probably") else "family_first_leaning"
    name = with_copies(family.first, family, _voice())
    return said(key, name=name, confidence=word, percent=percent(p), written="").rstrip()


def _missing(missing: Missing) -> str:
    words = f" of at least {count(missing.words, 'word')}" if missing.words else ""
    sure = f"{GRADES[missing.grade]} ({percent(missing.probability)})"
    children = row([*map(code, missing.children)])
    draw = draw_on(missing, len(missing.children))
    return f"A text{words} that is not in this collection {sure}: {children} {draw} on it."


def _row(document: TracedDocument, source: str | None) -> str:
    shares = document.shares
    when = dated_day(document.dating) or bounds(document.dating.earliest, document.dating.latest)
    cells = (code(document.id), when, percent(shares.copied), percent(shares.paraphrased))
    return f"| {' | '.join(cells)} | {source or ''} |"


def _voice() -> Voice[str]:
    """How Markdown says what other formats say too."""
    return Voice(said, code, row, percent)
