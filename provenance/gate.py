"""The gate of a CI check: a report judged by the rules of a policy, with suppressions and a baseline.

It fails closed: what could not be read, or was left out by a limit, never gives a pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from provenance import baseline as baselines
from provenance.baseline import Baseline
from provenance.globs import Globs
from provenance.model import FailOn, Finding, Gate, GateStatus, Level, Suppressed
from provenance.phrasing import count, fraction, percent, row
from provenance.policy import DEFAULT_KINDS, looked_at
from provenance.policy.kinds import Kinds
from provenance.rules import RULES
from provenance.rules.desk import OURS, STORY, Desk, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.baseline import Entry
    from provenance.model import Inputs, Passage, Report, TracedDocument
    from provenance.policy import Policy, RuleOptions, Suppression
    from provenance.rules.desk import Objection

MAX_SUPPRESSION_DAYS = 400
"""How far ahead a suppression may end, unless the policy allows longer ones: a year and some weeks."""

MUTUAL = frozenset(["duplicate-story"])
"""Rules that tell of two documents alike: in the one that comes later by name, but where that is not judged."""

ANCHOR_WORDS = 24
"""Words at the beginning of a passage that a fingerprint is made of: it stays the same while the passage grows."""

HARMLESS_LIMITS = frozenset(
    ["attachments", "capped_buckets", "captures_without_text", "dropped_pairs", "items_without_text", "shallow_history"]
)
"""Limits that leave no document out: in a large family each is compared with its nearest texts, not with all; what git
history was not fetched with dates none; and what was sent with an e-mail, or without a text, is no part of one."""

JUDGED = "judged"
"""The step that counts the documents that rules looked at, where they did not look at all."""


def judge(
    report: Report,
    policy: Policy,
    baseline: Baseline | None = None,
    *,
    now: str | None = None,
    judged: Iterable[str] | None = None,
    fail_on: str | None = None,
    folder: str = "",
) -> Report:
    """The report with its gate. It must carry the full texts.

    `now` is the ISO day to judge by: without it nothing expires, and that is noted. `judged`: the documents that rules
    look at, all where None. `fail_on` overrides the policy's. `folder`: where the documents lie, for hosts.
    """
    desk = _desk(report, policy, now, judged)
    made = sorted(_findings(desk, policy), key=lambda f: (f.level.rank, f.rule, f.document, f.start or 0))
    kept, suppressed, notes = _suppressed(made, policy, now, is_whole=judged is None)
    held = Baseline({}) if baseline is None else baseline
    elsewhere = frozenset() if desk.judged is None else frozenset(desk.documents) - desk.judged
    states = baselines.judged(kept, held, elsewhere, MUTUAL)
    notes += [_grown(*each) for each in baselines.grown(states, held)]
    if judged is None:
        notes += [*_unseen(desk, policy), *(_gone(entry, desk) for entry in baselines.gone(kept, held))]
    gate = Gate(
        status=GateStatus.PASS,
        policy_digest=policy.digest,
        findings=states,
        suppressed=suppressed,
        notes=(*desk.notes, *notes),
        rules={name: setting.level for name, setting in policy.rules.items()},
        folder=folder,
        policy=_named(policy.name),
        baseline=_named(held.name),
        baseline_digest=held.digest,
        fail_on=FailOn(fail_on or policy.gate.fail_on),
        judged=None if desk.judged is None else tuple(name for name in desk.documents if name in desk.judged),
    )
    documents = tuple(_called(document, desk.kinds[document.id]) for document in report.documents)
    return replace(report, documents=documents, inputs=_counted(report, desk), gate=_verdict(report, gate))


def _verdict(report: Report, gate: Gate) -> Gate:
    """The gate with its status, by the gravest of what is new; a pass is claimed only of a whole run."""
    if any(map(gate.is_failing, gate.findings)):
        return replace(gate, status=GateStatus.FAIL)
    return replace(gate, status=GateStatus.INCOMPLETE if is_incomplete(report) else GateStatus.PASS)


def _counted(report: Report, desk: Desk) -> Inputs:
    """The inputs of a report with how many of its documents rules looked at, where that was not all."""
    if desk.judged is None:
        return report.inputs
    number = sum(document.id in desk.judged for document in report.documents)
    return replace(report.inputs, steps={**report.inputs.steps, JUDGED: number})


def _grown(finding: Finding, entry: Entry) -> str:
    """A note that there is more now of what was accepted once."""
    return (
        f"baseline: {finding.rule} in {finding.document} has grown from {percent(entry.share)} of the words, "
        f"which were accepted, to {percent(finding.share)}"
    )


def _gone(entry: Entry, desk: Desk) -> str:
    """A note that what the baseline accepts is no longer found, or that its document was not read."""
    found = f"baseline: {entry.rule} in {', '.join(entry.documents)}"
    if desk.documents.keys().isdisjoint(entry.documents):
        return f"{found}: no such document was read; if it is deleted, `provenance baseline prune` removes the entry"
    return f"{found} is gone; `provenance baseline prune` removes it"


def _unseen(desk: Desk, policy: Policy) -> Iterator[str]:
    """That no rule looks at documents of a kind, which pass whatever they hold; or that there are none where one is."""
    seen = looked_at([policy.rules, *(each.rules for each in policy.overrides)])
    for kind, number in sorted(Counter(desk.kinds.values()).items()):
        if kind not in seen:
            yield f"no rule looks at documents of the kind {kind}: {count(number, 'document')}"
    declared = {} if policy.kinds is DEFAULT_KINDS else policy.kinds
    globs = Globs(options.paths for options in declared.values())
    used = {number for document in desk.documents for number in globs.fitting(document)}
    for number, (kind, options) in enumerate(declared.items()):
        if options.paths and kind != STORY and number not in used:
            yield f"kinds.{kind}: nothing lies at {row(options.paths)}; has its folder been renamed?"


def _named(path: str) -> str:
    """What a file is called in a report, which says nothing of where on a machine it lies."""
    return PurePath(path).name if PurePath(path).is_absolute() else path


def _called(document: TracedDocument, kind: str) -> TracedDocument:
    """A document with the kind that the policy gives it, where it names none itself."""
    return document if document.source.kind else replace(document, source=replace(document.source, kind=kind))


def is_incomplete(report: Report) -> bool:
    """Whether something could not be read, or was left out by a limit."""
    return bool(report.inputs.unreadable) or any(name not in HARMLESS_LIMITS for name in report.inputs.limits)


def _desk(report: Report, policy: Policy, now: str | None, judged: Iterable[str] | None) -> Desk:
    """What the rules are given to look at."""
    named = Kinds(policy.kinds)
    kinds = {document.id: named.of(document) for document in report.documents}
    own = frozenset(name.casefold() for name in (*policy.own.origins, *policy.authors))
    return Desk(
        report=report,
        kinds=kinds,
        origins={document.id: _origin(document, kinds[document.id], own) for document in report.documents},
        licences={licence.origin.casefold(): licence for licence in policy.licences},
        now=now,
        min_confidence=policy.gate.min_order_confidence,
        judged=None if judged is None else frozenset(judged),
        boilerplate=tuple(folded(each.text) for each in policy.boilerplate),
    )


def _origin(document: TracedDocument, kind: str, own: frozenset[str]) -> str:
    """Whose a document is: ours by its publisher or an author, or as a story without one; else its publisher's.

    Any other text without a publisher is of its kind.
    """
    publisher = (document.source.publisher or "").casefold()
    if not own.isdisjoint([publisher, *map(str.casefold, document.source.byline)]):
        return OURS
    return publisher or (OURS if kind == STORY else kind)


# --------------------------------------------------------------------------- findings


def _findings(desk: Desk, policy: Policy) -> Iterator[Finding]:
    """What every rule finds, with the options that hold at each place."""
    globs = Globs(each.paths for each in policy.overrides)
    fitting = {document: found for document in desk.documents if (found := globs.fitting(document))}
    for name in policy.rules:
        rule = RULES.load(name)
        for setting, place in _places(desk, policy, name, fitting):
            if setting.level == "off":
                continue
            there = desk.of(place)
            for objection in rule(there, setting.options):
                level = objection.level if objection.level is not None else Level(setting.level)
                yield _finding(desk, name, max(level, Level(setting.level), key=attrgetter("rank")), objection)


def _places(
    desk: Desk, policy: Policy, rule: str, fitting: Mapping[str, Sequence[int]]
) -> Iterator[tuple[RuleOptions, tuple[str, ...]]]:
    """The documents by the setting of a rule that holds for them: the last override that fits, else the policy's.

    `fitting`: the overrides for where each document lies, by their numbers.
    """
    gathered: dict[int, list[str]] = defaultdict(list)
    for document in desk.documents:
        numbers = fitting.get(document, ())
        gathered[next((n for n in reversed(numbers) if rule in policy.overrides[n].rules), -1)].append(document)
    for number in sorted(gathered):
        setting = policy.rules[rule] if number < 0 else policy.overrides[number].rules[rule]
        yield setting, tuple(gathered[number])


def _finding(desk: Desk, rule: str, level: Level, objection: Objection) -> Finding:
    """The objection of a rule as a finding: with its place, its share of the document, and a fingerprint."""
    document = desk.documents[objection.document]
    pointed = max(objection.passages, key=lambda p: p.end - p.start, default=None)
    words = sum(desk.words(document, passage) for passage in objection.passages)
    share = min(words / document.words, 1.0) if document.words else 0.0
    return Finding(
        fingerprint=_fingerprint(desk, rule, document, objection),
        rule=rule,
        level=level,
        document=document.id,
        matches=tuple(dict.fromkeys(p.match for p in objection.passages if p.match)),
        message=objection.message,
        measured=None if objection.measured is None else round(objection.measured, 4),
        limit=objection.limit,
        unit=objection.unit,
        base=objection.base,
        settle=objection.settle,
        share=fraction(share if objection.sides is None else objection.measured or 0.0),
        source=objection.source,
        **_place(document, pointed, desk.lines[document.id]),
    )


def _place(document: TracedDocument, passage: Passage | None, starts: Sequence[int]) -> dict[str, Any]:
    """Where a passage stands, in offsets and in lines, which begin at `starts`, or where the whole document does."""
    held = document.in_file
    place: dict[str, Any] = {}
    if held is not None:
        place = {"line": held.line, "end_line": held.line, "file": held.file if held.file != document.id else None}
    if passage is None:
        return place
    quote = (document.text or "")[passage.start : passage.end]
    place |= {"start": passage.start, "end": passage.end, "quote": quote}
    if held is not None:
        return {**place, "page": held.page(passage.start)}
    line, last = bisect_right(starts, passage.start), bisect_right(starts, max(passage.end - 1, passage.start))
    return {
        **place,
        "line": line,
        "column": passage.start - starts[line - 1] + 1,
        "end_line": last,
        "end_column": passage.end - starts[last - 1] + 1,
    }


def _fingerprint(desk: Desk, rule: str, document: TracedDocument, objection: Objection) -> str:
    """A digest of the rule, the words where the first passage begins, and those of its source.

    Neither names nor places enter it: a renamed or moved text keeps its findings, and a second copy has an equal one.
    """
    if objection.sides:
        return _digest(rule, *sorted(map(_anchor, objection.sides)))
    if not objection.passages:
        return _digest(rule, document.sha256)
    first = objection.passages[0]
    origin = desk.documents.get(objection.source or "")
    place = first.origin
    source = ""
    if origin is not None and place is not None and place.document == origin.id and place.start is not None:
        source = (origin.text or "")[place.start : place.end]
    return _digest(rule, _anchor((document.text or "")[first.start : first.end]), _anchor(source))


def _anchor(text: str) -> str:
    """The words with which a passage begins, folded."""
    return " ".join(folded(text).split()[:ANCHOR_WORDS])


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# --------------------------------------------------------------------------- suppressions


def _suppressed(
    findings: Sequence[Finding], policy: Policy, now: str | None, *, is_whole: bool
) -> tuple[list[Finding], tuple[Suppressed, ...], list[str]]:
    """The findings that stay, those that somebody answers for, and what is to be said of the suppressions.

    Which of them nothing uses, and whether they are too many, only all the findings tell: `is_whole`.
    """
    active, notes = [], []
    for each in policy.suppressions:
        fault = _fault(each, policy, now)
        if fault:
            notes.append(f"suppression {each.number} ({each.rule}) does not hold: {fault}")
        else:
            active.append(each)
    kept: list[Finding] = []
    held: list[Suppressed] = []
    used: set[int] = set()
    answers = _Answers(active)
    for finding in findings:
        answer = answers.to(finding)
        if answer is None:
            kept.append(finding)
        else:
            used.add(answer.number)
            held.append(Suppressed(finding, answer.reason, answer.owner, answer.expires))
    if not is_whole:
        return kept, tuple(held), notes
    notes += [
        f"suppression {each.number} ({each.rule}) is used by no finding: remove it"
        for each in active
        if each.number not in used
    ]
    if findings and len(held) / len(findings) > policy.gate.max_suppressed_share:
        notes.append(
            f"{len(held)} of {len(findings)} findings are suppressed, more than the policy's "
            f"{percent(policy.gate.max_suppressed_share)}"
        )
    return kept, tuple(held), notes


def _fault(each: Suppression, policy: Policy, now: str | None) -> str:
    """Why a suppression does not hold, or nothing."""
    if each.fault:
        return each.fault
    if now is None:
        return "there is no day to judge its end by; give --now"
    if each.expires < now:
        return f"it ended on {each.expires}"
    furthest = (date.fromisoformat(now) + timedelta(days=MAX_SUPPRESSION_DAYS)).isoformat()
    if each.expires > furthest and not policy.gate.allow_long_suppressions:
        return f"it ends on {each.expires}, more than {MAX_SUPPRESSION_DAYS} days ahead"
    return ""


class _Answers:
    """Suppressions by what they answer for: the fingerprint of a finding, the place of its document, or both."""

    def __init__(self, active: Sequence[Suppression]) -> None:
        self.active = active
        alike: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for number, each in enumerate(active):
            alike[each.rule, each.fingerprint or None].append(number)
        self.places = {
            key: (numbers, Globs(["**" if (place := active[n].document) is None else place] for n in numbers))
            for key, numbers in alike.items()
        }

    def to(self, finding: Finding) -> Suppression | None:
        """The first suppression that covers a finding."""
        found = [
            numbers[place]
            for fingerprint in (None, finding.fingerprint)
            for numbers, globs in [self.places.get((finding.rule, fingerprint), ((), Globs([])))]
            for place in globs.fitting(finding.document)
        ]
        return self.active[min(found)] if found else None
