"""A report scored by known answers: what is found, rightly labelled, put in order, dated, left alone.

Found is a known pair where the segments of one match that lie half within it, on both sides, cover half of it there; of
reworded passages a segment over one of the equal runs inside them will do. Where only longer segments cover it, it is
found too wide. Its kind is that of most of the characters that cover it.

Demanded are the strong pairs, that hard negatives are left alone, the bounds for which there is hard evidence, the
ancestors that are required, that an independent document is in no match and no family, and of a complete truth that no
other match is reported. An order that is certain has to be told where the two share a strong pair or the report has a
relation of them, unless one is independent, and must never be reversed; one that cannot be told must be left open. The
rest is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from provenance.evaluation.concordance import Concordance, run_of, short, span_of
from provenance.model import Bound, Grade, Judgement, Kind, Outcome, PairStrength, Quote, Score, Scores, Topic, pair_of
from provenance.phrasing import row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from provenance.evaluation.concordance import Run
    from provenance.model import Dating, KnownAncestor, KnownPair, Missing, Report, Sides, Span, Truth

CORE = 0.8
"""The part of an equal run, on both sides, that a segment has to cover for the pair to be found by it."""

_BEST_FIRST = (Outcome.RIGHT, Outcome.WRONG, Outcome.WIDE, Outcome.OPEN)
_GRADES = (Grade.REQUIRED, Grade.LIKELY, Grade.POSSIBLE)
_TOPICS = {
    PairStrength.STRONG: Topic.STRONG_PAIRS,
    PairStrength.MODERATE: Topic.MODERATE_PAIRS,
    PairStrength.WEAK: Topic.WEAK_PAIRS,
}


def score(truth: Truth, report: Report) -> Scores:
    """The scores of a report by the known answers on its documents."""
    found = Concordance.of(report)
    judgements = list(
        chain(
            _pairs(truth, found),
            _hard_negatives(truth, found),
            _matches(truth, found),
            _order(truth, found),
            _bounds(truth, found),
            _ancestors(truth, found),
            _independent(truth, found),
        )
    )
    faults = tuple(each for each in judgements if each.outcome is not Outcome.RIGHT)
    return Scores(report.version, len(truth.documents), tuple(_tallied(judgements)), faults)


def _tallied(judgements: Iterable[Judgement]) -> Iterator[Score]:
    """A score for each topic of which anything is judged, in the order of `Topic`."""
    counted = Counter((each.topic, each.outcome) for each in judgements)
    for topic in Topic:
        numbers = [counted[topic, outcome] for outcome in _BEST_FIRST]
        if known := sum(numbers):
            yield Score(topic, known, *numbers)


# --------------------------------------------------------------------------- what is shared


def _pairs(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Whether each known pair is found, and as what. Reuse within one document is no match, and is passed over."""
    for pair in truth.pairs:
        if pair.sides.document_a != pair.sides.document_b:
            outcome, says = _pair(pair, found)
            is_demanded = pair.strength is PairStrength.STRONG
            yield Judgement(_TOPICS[pair.strength], outcome, found.quotes(pair.sides), says, is_demanded)


def _pair(pair: KnownPair, found: Concordance) -> tuple[Outcome, str]:
    """The best outcome by which a known pair is found, and in words what is wrong with it."""
    sides = found.there(pair.sides)
    if sides.document_a == sides.document_b:  # two files of one text, which are told by that and not by a match
        is_one = _is_half(sides.a, sides.b) and _is_half(sides.b, sides.a)
        return _named(Kind.COPIED, pair.kinds) if is_one else (Outcome.OPEN, "not found")
    cores = [found.there(core) for core in pair.cores]
    told = [(Outcome.OPEN, "not found")]
    for runs in found.runs(sides):
        inside = [run for run in runs if _is_half(run.a, sides.a) and _is_half(run.b, sides.b)]
        if _cover(inside, sides):
            told.append(_named(_main_kind(inside, sides.a, pair.kinds), pair.kinds))
        elif _cover(runs, sides):
            told.append((Outcome.WIDE, "found only in a passage more than twice as long"))
        told += [
            _named(run.kind, (*pair.kinds, Kind.COPIED))
            for run in inside
            if any(_is_over(run.a, core.a) and _is_over(run.b, core.b) for core in cores)
        ]
    return min(told, key=lambda each: _BEST_FIRST.index(each[0]))


def _named(kind: Kind, accepted: Sequence[Kind]) -> tuple[Outcome, str]:
    """The outcome of a pair found as `kind`, where only the `accepted` kinds are right."""
    if kind in accepted:
        return Outcome.RIGHT, ""
    return Outcome.WRONG, f"reported as {kind.value}, but known as {' or '.join(each.value for each in accepted)}"


def _is_half(span: Span, within: Span) -> bool:
    """Whether half of a range, or more, lies in another."""
    return 0 < len(span) <= 2 * span.overlap(within)


def _is_over(span: Span, core: Span) -> bool:
    return span.overlap(core) >= CORE * len(core)


def _cover(runs: Iterable[Run], sides: Sides) -> bool:
    """Whether runs together cover half of both sides."""
    held = list(runs)
    of_a, of_b = _covered((run.a for run in held), sides.a), _covered((run.b for run in held), sides.b)
    return 2 * of_a >= len(sides.a) and 2 * of_b >= len(sides.b)


def _covered(spans: Iterable[Span], within: Span) -> int:
    """How many characters of a range lie in any of some spans."""
    total, end = 0, within.start
    for span in sorted(spans):
        total += max(0, min(span.end, within.end) - max(span.start, end))
        end = max(end, span.end)
    return total


def _main_kind(runs: Iterable[Run], side: Span, accepted: Sequence[Kind]) -> Kind:
    """The kind of most of the characters; of two with as many the one that may be said."""
    lengths: Counter[Kind] = Counter()
    for run in runs:
        lengths[run.kind] += run.a.overlap(side)
    return max(lengths, key=lambda kind: (lengths[kind], kind in accepted, kind))


def _meets(run: Run, sides: Sides) -> bool:
    """Whether a segment and a pair of places are about the same words: more than half of the shorter, on both sides."""
    both = ((run.a, sides.a), (run.b, sides.b))
    return all(2 * one.overlap(other) > min(len(one), len(other)) for one, other in both)


def _hard_negatives(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Whether what looks like reuse and is none is left alone."""
    for negative in truth.hard_negatives:
        there = found.there(negative.sides)
        met = [run.kind.value for runs in found.runs(there) for run in runs if _meets(run, there)]
        says = f"reported as {met[0]}, and no reuse{negative.why and ': '}{negative.why}" if met else ""
        outcome = Outcome.WRONG if met else Outcome.RIGHT
        yield Judgement(Topic.HARD_NEGATIVES, outcome, found.quotes(negative.sides), says)


def _matches(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Of a complete truth: whether most of each match between its documents lies in known pairs."""
    if not truth.is_complete:
        return
    known: dict[tuple[str, str], list[Sides]] = defaultdict(list)
    for sides in (found.there(pair.sides) for pair in truth.pairs):
        for each in (sides, sides.turned):
            known[each.document_a, each.document_b].append(each)
    documents = found.all_first(truth.documents)
    for match in found.report.matches:
        a, b = match.a.document, match.b.document
        if a in documents and b in documents:
            runs = [run_of(segment) for segment in match.segments]
            held = sum(len(run.a) for run in runs if any(_meets(run, sides) for sides in known[a, b]))
            is_known = 2 * held >= sum(len(run.a) for run in runs)
            places = (found.quote(a, span_of(match.a)), found.quote(b, span_of(match.b)))
            says = "" if is_known else f"{match.id} ({match.kind.value}) is reported, and no known pair"
            yield Judgement(Topic.MATCHES, Outcome.RIGHT if is_known else Outcome.WRONG, places, says)


# --------------------------------------------------------------------------- who was first, and when


def _order(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Whether orders that are known are told, and those that cannot be known are not."""
    strong = {
        pair_of(pair.sides.document_a, pair.sides.document_b)
        for pair in truth.pairs
        if pair.strength is PairStrength.STRONG
    }
    apart = set(truth.independent)
    for first, later in truth.certain:
        is_related = found.relation(first, later) is not None and apart.isdisjoint((first, later))
        has_to_be_told = is_related or pair_of(first, later) in strong
        yield _told(Topic.CERTAIN_ORDER, first, later, found, has_to_be_told=has_to_be_told)
    for first, later in truth.likely:
        yield _told(Topic.LIKELY_ORDER, first, later, found, has_to_be_told=False)
    for a, b in truth.undetermined:
        told, belief = found.believed_first(a, b)
        says = f"whether {a} or {b} was first cannot be told; the report says {belief}"
        yield Judgement(Topic.UNDETERMINED_ORDER, Outcome.WRONG if told else Outcome.RIGHT, (Quote(a), Quote(b)), says)


def _told(topic: Topic, first: str, later: str, found: Concordance, *, has_to_be_told: bool) -> Judgement:
    """Whether the report has two documents in their order. What is only likely may also be the other way round."""
    told, belief = found.believed_first(first, later)
    outcome = Outcome.OPEN if told is None else Outcome.RIGHT if told == first else Outcome.WRONG
    is_demanded = has_to_be_told or (outcome is Outcome.WRONG and topic is Topic.CERTAIN_ORDER)
    says = f"{first} was {'probably ' * (topic is Topic.LIKELY_ORDER)}before {later}; the report says {belief}"
    return Judgement(topic, outcome, (Quote(first), Quote(later)), says, is_demanded)


def _bounds(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Whether each end of a dating is the known one, and whether both admit the day of writing."""
    for known in truth.datings:
        dating = found.documents[known.document].dating
        for bound, day in known.bounds.items():
            told: str | None = getattr(dating, bound.value)
            outcome, says = _bound(bound, told, day)
            is_demanded = outcome is Outcome.WRONG or not known.is_soft
            yield Judgement(Topic.BOUNDS, outcome, (_reason(known.document, dating, bound, told),), says, is_demanded)
        if known.written:
            yield _day(known.document, dating, known.written)


def _bound(bound: Bound, told: str | None, known: str | None) -> tuple[Outcome, str]:
    """One end of a dating beside the known one: wrong where it excludes what may be, open where it admits too much."""
    says = f"{bound.value} is {told or 'left open'}, and should be {known or 'left open: the texts give none'}"
    if told == known:
        return Outcome.RIGHT, says
    if told is None or (known is not None and not _excludes(bound, told, known)):
        return Outcome.OPEN, says
    return Outcome.WRONG, says


def _excludes(bound: Bound, told: str, day: str) -> bool:
    """Whether a day lies outside of a bound."""
    return told > day if bound is Bound.EARLIEST else told < day


def _day(document: str, dating: Dating, written: str) -> Judgement:
    """Whether the bounds of a document admit the day on which it was written; without any its date is left open."""
    told = {Bound.EARLIEST: dating.earliest, Bound.LATEST: dating.latest}
    for bound, day in told.items():
        if day is not None and _excludes(bound, day, written):
            says = f"{bound.value} is {day}, but it was written on {written}"
            return Judgement(Topic.DAYS, Outcome.WRONG, (_reason(document, dating, bound, day),), says)
    outcome = Outcome.RIGHT if any(told.values()) else Outcome.OPEN
    return Judgement(
        Topic.DAYS, outcome, (Quote(document),), f"undated, and was written on {written}", is_demanded=False
    )


def _reason(document: str, dating: Dating, bound: Bound, told: str | None) -> Quote:
    """The words on which a bound rests, or the document."""
    for each in dating.evidence:
        if each.bound is bound and each.date == told and each.start is not None:
            return Quote(document, each.start, each.end, None if each.quote is None else short(each.quote))
    return Quote(document)


# --------------------------------------------------------------------------- who belongs together


def _ancestors(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Whether known missing ancestors are told above their children, and no others are required."""
    if truth.missing is None:
        return
    reported = [(one, found.all_first(one.children)) for family in found.report.families for one in family.missing]
    met: set[str] = set()
    for known in truth.missing:
        if known.grade is Grade.POSSIBLE or len(known.certain) < 2:
            continue  # what one text alone draws on shows in no comparison
        outcome, says, by = _ancestor(known, reported, found)
        met.add(by)
        places = tuple(map(Quote, known.certain))
        yield Judgement(Topic.MISSING_ANCESTORS, outcome, places, says, known.grade is Grade.REQUIRED)
    documents = found.all_first(truth.documents)
    above = [found.all_first(known.children) for known in truth.missing if known.grade is not Grade.POSSIBLE]
    for one, children in reported:
        if one.grade is Grade.REQUIRED and children <= documents:
            is_known = one.id in met or any(children <= each for each in above)
            says = f"{one.id} is reported as required, and no such text is known to be missing"
            outcome = Outcome.RIGHT if is_known else Outcome.WRONG
            yield Judgement(Topic.REQUIRED_ANCESTORS, outcome, tuple(map(Quote, one.children)), says)


def _ancestor(
    known: KnownAncestor, reported: Iterable[tuple[Missing, frozenset[str]]], found: Concordance
) -> tuple[Outcome, str, str]:
    """How a missing ancestor is told, at best: with its children, with others, or not; in words; and the id of that."""
    certain, all_of_them = found.all_first(known.certain), found.all_first(known.children)
    told = [(Outcome.OPEN, f"no {known.grade.value} missing ancestor is reported above them", "")]
    for one, children in reported:
        if _GRADES.index(one.grade) <= _GRADES.index(known.grade) and len(children & certain) > 1:
            is_right = certain <= children <= all_of_them
            says = f"{one.id} is reported above {row(sorted(children))}"
            told.append((Outcome.RIGHT if is_right else Outcome.WRONG, says, one.id))
    return min(told, key=lambda each: _BEST_FIRST.index(each[0]))


def _independent(truth: Truth, found: Concordance) -> Iterator[Judgement]:
    """Whether independent documents are in no match and no family."""
    matched = {place.document: match for match in found.report.matches for place in (match.a, match.b)}
    families = {name: family for family in found.report.families for name in family.documents}
    for document in truth.independent:
        match, family = matched.get(document), families.get(document)
        says = [f"match {match.id}"] if match else []
        says += [f"family {family.id}"] if family else []
        place = Quote(document)
        if match:
            side = match.a if match.a.document == document else match.b
            place = found.quote(document, span_of(side))
        told = f"it is independent, yet in {' and in '.join(says)}"
        yield Judgement(Topic.INDEPENDENT, Outcome.WRONG if says else Outcome.RIGHT, (place,), told)
