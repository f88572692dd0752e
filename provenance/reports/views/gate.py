"""What the gate says: the verdict in a sentence, what needs a look first, and every finding with how to settle it.

Nothing of a finding is ours: messages name documents, and reasons and owners come from a policy. All of it is escaped.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.errors import ProvenanceError
from provenance.manual import of_rule
from provenance.model import GateStatus, Level
from provenance.reports.markup import Html, fill, join, plain, prose, text
from provenance.reports.strings import nouns
from provenance.reports.suppression import suppression
from provenance.reports.views import phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.marks import mark_of
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Finding, Gate, Suppressed
    from provenance.reports.views.lookup import Lookup

MAX_CARDS = 5
MAX_FINDINGS = 500
"""Findings of one table; how many more there are is said."""
MAX_PASSAGES = 8
FINGERPRINT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ChipView:
    """The verdict in a sign and a word."""

    status: Html
    icon: Html
    word: Html


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage of a finding: its words with their mark where they may be shown, its source, and links."""

    words: Html | None
    source: Html | None
    links: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """A finding in short."""

    level: Html
    level_word: Html
    rule: Html
    document: Html
    says: Html
    passage: PassageView
    settle: Html


@dataclass(frozen=True, slots=True)
class FindingView:
    """A row, and what it opens to. `facts` are labels with what is said of each."""

    anchor: Html
    level: Html
    level_word: Html
    rule: Html
    document: Html
    says: Html
    limit: Html
    state: Html
    facts: tuple[tuple[Html, Html], ...]
    passages: tuple[PassageView, ...]
    more_passages: Html | None
    settle: Html
    snippet: Html


@dataclass(frozen=True, slots=True)
class SuppressedView:
    """A finding that somebody answers for."""

    level_word: Html
    rule: Html
    document: Html
    says: Html
    reason: Html
    owner: Html
    expires: Html


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The section of findings. `more_*` say how many are left out."""

    new: tuple[FindingView, ...]
    more_new: Html | None
    suppressed: tuple[SuppressedView, ...]
    suppressed_title: Html
    more_suppressed: Html | None
    known: tuple[FindingView, ...]
    known_title: Html
    more_known: Html | None
    notes: tuple[Html, ...]
    none: Html | None
    rules: tuple[tuple[Html, Html], ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """The verdict, and what needs a look."""

    status: Html
    verdict: Html
    sentence: Html
    cards: tuple[CardView, ...]
    more: Html | None


def chip(gate: Gate) -> ChipView:
    """The verdict for the head of a page."""
    return ChipView(Html(gate.status), Html(nouns.VERDICT_ICONS[gate.status]), say(f"chip_{gate.status}"))


def titled(title: Html, gate: Gate | None) -> Html:
    """The title of a page with the verdict: "… (fails, 3 findings)"."""
    if gate is None:
        return title
    found = phrases.count("finding", len(gate.new))
    return say("gate_title", page=title, verdict=Html(say(f"chip_{gate.status}").lower()), findings=found)


def verdict(lookup: Lookup, gate: Gate) -> GateView:
    """The verdict and the findings that need a look first."""
    new = sorted(gate.new, key=_order)
    anchors = _anchors(new)
    return GateView(
        status=Html(gate.status),
        verdict=say(f"gate_{gate.status}"),
        sentence=join(_verdict(lookup, gate, new), " "),
        cards=tuple(_card(lookup, each, anchors[id(each)]) for each in new[:MAX_CARDS]),
        more=say("look_more", findings=phrases.count("finding", len(new))) if len(new) > MAX_CARDS else None,
    )


def findings(lookup: Lookup, gate: Gate) -> FindingsView:
    """Every finding, what is suppressed, what is known, and what else there is to know."""
    new, known = sorted(gate.new, key=_order), sorted(gate.known, key=_order)
    anchors = _anchors((*new, *known))
    suppressed = sorted(gate.suppressed, key=lambda each: _order(each.finding))
    return FindingsView(
        new=tuple(_finding(lookup, each, anchors[id(each)]) for each in new[:MAX_FINDINGS]),
        more_new=_left(len(new)),
        suppressed=tuple(_suppressed(lookup, each) for each in suppressed[:MAX_FINDINGS]),
        suppressed_title=say("suppressed_title", n=len(suppressed)),
        more_suppressed=_left(len(suppressed)),
        known=tuple(_finding(lookup, each, anchors[id(each)]) for each in known[:MAX_FINDINGS]),
        known_title=say("known_title", n=len(known)),
        more_known=_left(len(known)),
        notes=tuple(_sentence(each) for each in gate.notes),
        none=None if new else say("findings_none", rules=phrases.count("rule", len(_active(gate)))),
        rules=tuple((text(rule), _claim(rule)) for rule in _active(gate)),
    )


def _order(finding: Finding) -> tuple[int, str, str, int, str]:
    return finding.level.rank, finding.rule, finding.document, finding.start or 0, finding.fingerprint


def _active(gate: Gate) -> list[str]:
    return sorted(rule for rule, level in gate.rules.items() if level in nouns.LEVELS)


def _left(number: int) -> Html | None:
    if number <= MAX_FINDINGS:
        return None
    return say("findings_left", findings=phrases.count("finding", number - MAX_FINDINGS))


def _anchors(ordered: Sequence[Finding]) -> dict[int, Html]:
    """The anchor of each finding, by its identity: its fingerprint, with a number where several share one.

    A fingerprint that is no digest, as in a report that somebody wrote, gives none of its characters to the page.
    """
    uses: Counter[str] = Counter()
    found = {}
    for finding in ordered:
        digits = "".join(each for each in finding.fingerprint if each in "0123456789abcdef")[:FINGERPRINT_DIGITS]
        uses[digits] += 1
        found[id(finding)] = Html(f"f-{digits}" + (f"-{uses[digits]}" if uses[digits] > 1 else ""))
    return found


# --------------------------------------------------------------------------- the verdict


def _concerned(found: int, number: int) -> Html:
    """In how many of the documents there are findings, in words."""
    everything = phrases.count("document", number)
    if found < number:
        return say("gate_found_some", n=Html(f"{found:,}"), documents=everything)
    if number == 1:
        return everything
    return say("gate_found_both") if number == 2 else say("gate_found_all", documents=everything)


def _verdict(lookup: Lookup, gate: Gate, new: Sequence[Finding]) -> Iterator[Html]:
    number = len(lookup.documents if gate.judged is None else gate.judged)
    everything = phrases.count("document", number)
    if new:
        levels = Counter(each.level for each in new)
        counted = [phrases.count(level.value, levels[level]) for level in Level if levels[level]]
        concerned = _concerned(len({each.document for each in new}), number)
        yield say("gate_found", levels=phrases.names(counted), documents=concerned)
    else:
        yield say("gate_found_none", all=everything)
    if gate.judged is not None:
        others = max(lookup.report.compared - number, 0)
        yield say("gate_beside", others=phrases.count("other document", others))
    yield from _not_checked(lookup, gate)
    if new:
        first = new[0]
        name = say("gate_finding", rule=text(first.rule), document=_bare_name(lookup, first.document))
        yield say("gate_start", finding=phrases.go(_anchors(new)[id(first)], name))
    known = len(gate.known)
    numbers = (("suppressed", len(gate.suppressed)), ("known", known))
    aside = [phrases.go(anchor, say(f"{anchor}_n", n=number)) for anchor, number in numbers if number]
    if aside:
        yield say("gate_set_aside", parts=phrases.names(aside))


def _not_checked(lookup: Lookup, gate: Gate) -> Iterator[Html]:
    """What was not read. An incomplete run never claims a pass."""
    inputs, is_incomplete = lookup.report.inputs, gate.status is GateStatus.INCOMPLETE
    if inputs.unreadable:
        yield say("gate_unread", files=phrases.count("file", len(inputs.unreadable)))
    if is_incomplete and inputs.limits:
        yield say("gate_limit")
    if is_incomplete:
        yield say("gate_no_claim")
    if is_incomplete or inputs.unreadable:
        yield fill("{link}.", link=phrases.go("run", say("gate_run")))


def _card(lookup: Lookup, finding: Finding, anchor: Html) -> CardView:
    return CardView(
        level=Html(finding.level),
        level_word=Html(nouns.LEVELS[finding.level]),
        rule=text(finding.rule),
        document=_bare_name(lookup, finding.document),
        says=_sentence(finding.message),
        passage=_passage(lookup, finding, finding.start, finding.end, finding.source),
        settle=phrases.go(anchor, say("settle_link")),
    )


# --------------------------------------------------------------------------- the findings


def _finding(lookup: Lookup, finding: Finding, anchor: Html) -> FindingView:
    listed = _passages(lookup, finding)
    return FindingView(
        anchor=anchor,
        level=Html(finding.level),
        level_word=Html(nouns.LEVELS[finding.level]),
        rule=text(finding.rule),
        document=lookup.name(finding.document),
        says=_sentence(finding.message),
        limit=Html("") if finding.limit is None else _amount(finding.limit, finding.unit),
        state=say(f"state_{finding.state}"),
        facts=tuple(_facts(finding)),
        passages=tuple(listed[:MAX_PASSAGES]),
        more_passages=phrases.more(len(listed) - MAX_PASSAGES, "passages_left"),
        settle=_sentence(finding.settle),
        snippet=text(suppression(finding)),
    )


def _facts(finding: Finding) -> Iterator[tuple[Html, Html]]:
    if finding.page is not None:
        yield say("finding_page"), text(str(finding.page))
    try:
        page = of_rule(finding.rule)
    except ProvenanceError:  # a rule of somebody's own that is not installed where the report is drawn
        page = None
    if page is not None:
        yield say("rule_claims"), text(page.claim)
        for key, title in (("rule_matters", "Why it matters"), ("rule_misleads", "When it misleads")):
            if section := page.section(title):
                yield say(key), text(section)
    if finding.measured is not None:
        yield say("finding_measured"), _measured(finding, finding.measured)


def _claim(rule: str) -> Html:
    try:
        return text(of_rule(rule).claim)
    except ProvenanceError:
        return Html("")


def _measured(finding: Finding, value: float) -> Html:
    """What was measured, of what, and its limit. What it is of may begin with it: then it is not said twice."""
    amount = _amount(value, finding.unit)
    is_told = finding.base.startswith(plain(amount))
    measured = text(finding.base) if is_told else say("measured", value=amount, base=finding.base)
    if finding.limit is None:
        return measured
    return say("measured_limit", measured=measured, limit=_amount(finding.limit, finding.unit))


def _amount(value: float, unit: str) -> Html:
    """A measured value or a limit with its unit."""
    if unit == "share":
        return phrases.percent(value)
    noun = {"words": "word", "characters": "character", "days": "day"}.get(unit)
    number = round(value)
    return phrases.count(noun, number) if noun else fill("{n} {unit}", n=number, unit=unit)


def _passages(lookup: Lookup, finding: Finding) -> list[PassageView]:
    """The passages of a finding, by its matches; where it has none, the one it points at."""
    found = []
    for each in finding.matches:
        match = lookup.matches.get(each)
        if match is not None and finding.document in (match.a.document, match.b.document):
            own, other = (match.a, match.b) if match.a.document == finding.document else (match.b, match.a)
            found.append(_passage(lookup, finding, own.start, own.end, other.document))
    return found or [_passage(lookup, finding, finding.start, finding.end, finding.source)]


def _passage(lookup: Lookup, finding: Finding, start: int | None, end: int | None, source: str | None) -> PassageView:
    document = lookup.documents.get(finding.document)
    links = []
    if document is not None:
        links.append(phrases.go(lookup.place(document.id, start), say("read_in_context")))
    compare = None if document is None or source is None else lookup.comparison(document.id, source)
    if compare is not None:
        links.append(phrases.go(compare, say("compare_link")))
    return PassageView(_words(lookup, finding, start, end), _source(lookup, source), tuple(links))


def _words(lookup: Lookup, finding: Finding, start: int | None, end: int | None) -> Html | None:
    """The words of a passage with their mark; None where the report withholds them."""
    document = lookup.documents.get(finding.document)
    if document is None or document.text is None or start is None or end is None:
        return None
    words = shorten(document.text[start:end], phrases.MAX_QUOTE_WORDS)
    kind = next((mark_of(each) for each in document.passages if each.start < end and start < each.end), None)
    if not words or kind is None or kind == "o":
        return prose(words) if words else None
    return fill('<mark class="k-{kind}">{words}</mark>', kind=kind, words=prose(words))


def _source(lookup: Lookup, source: str | None) -> Html | None:
    if source is None:
        return None
    document = lookup.documents.get(source)
    date = say("undated") if document is None else phrases.written_short(document.dating)
    return say("passage_from", name=lookup.origin(source), date=date)


def _suppressed(lookup: Lookup, each: Suppressed) -> SuppressedView:
    return SuppressedView(
        level_word=Html(nouns.LEVELS[each.finding.level]),
        rule=text(each.finding.rule),
        document=lookup.name(each.finding.document),
        says=_sentence(each.finding.message),
        reason=text(each.reason),
        owner=text(each.owner),
        expires=text(each.expires),
    )


def _bare_name(lookup: Lookup, document: str) -> Html:
    """A document's name without a link, for where it stands in one."""
    return lookup.names.get(document) or fill('<bdi class="f">{name}</bdi>', name=document)


def _sentence(says: str) -> Html:
    """Words of the gate as a sentence."""
    return phrases.closed(says[:1].upper() + says[1:])
