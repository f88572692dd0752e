"""Which of two documents was first: the evidence of cues weighed to a probability, a verdict and a type of relation.

Order and relation are two questions. Time decides order; wording decides relation; where the two disagree, or where
neither text can have supplied the other, there is a source that is not here.

What a cue is worth depends on the bond between two texts. Of one text in two versions only what tells of its changes
counts. Where they share a paragraph and no more, what the rest of them tells is about other things. And few words that
are reworded as well are as often the form that stories of a kind are written to as one story told twice. Of a form that
is filled in anew wording tells nothing, and of time only what hangs on no guess does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from provenance.cues import CITES, REPEATS, REPORTS, STATE, TIME_CUES
from provenance.cues.balance import balance
from provenance.cues.kinship import p_common
from provenance.cues.weights import WEIGHTS
from provenance.direction.forms import are_drafts, is_form, is_refilled
from provenance.direction.misread import are_readings, as_meant, may_mislead
from provenance.kernels import count_words, instances
from provenance.model import Belief, Evidence, Kind, Relation, RelationType, Verdict, shared_spans
from provenance.phrasing import fraction

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from provenance.cues import Cue
    from provenance.cues.kinship import Kin
    from provenance.pairs import Floats, Ints, Pairs
    from provenance.settings import DirectionSettings
    from provenance.wording.coverage import Coverage

T = TypeVar("T")

MOST_LOG_ODDS = 4.6  # no verdict above .99: dates can be mistyped and pages updated
_MOST_WORDING = 1.73  # wording alone never says more than .85
_MOST_NAMED = 2.9  # nor more than .95, where one text names the other
_OF_SOURCE = 3.0  # likeliest from 2.5 on: of simulated copies and their sources wording tells nearly all the right way
# Shares of words in matches, set by hand:
_MIN_VERSION_SHARE = 0.8  # of both documents, for two versions of a text
_MIN_TEMPLATE_SHARE = 0.5  # of both, for two fillings of one form
_MIN_TEXT_SHARE = 0.4  # of one of them, for one text in two hands
_MIN_TEXT_WORDS = 100  # of newswire that shares fewer and rewords them, what dates tell was right as often as a coin
_MIN_TEXT_SIMILARITY = 0.8
_MOST_EVIDENCE = 12  # pieces that a relation carries, the strongest
_BONDS = ("loose", "form", "version", "text")
_VERDICTS = (Verdict.UNDETERMINED, Verdict.A_FIRST, Verdict.B_FIRST)
_LEAST_WEIGHT = 0.2  # log-odds: what leaves the odds within 55 to 45 is no reason to believe anything
_MIN_COMMON = 0.9  # of simulated stories with other habits, nearly all pairs above it have a common source
_BY_LAGS = ("close", "guessed-year", "likely", "of-a-week", "same-day", "year-in-news")
_PROGRESSION = "slot-progression"
"""Heard where a form is filled in anew for a later day: between drafts of one text it says nothing."""
_TENSE = "tense-shift"
"""Heard of a plan and what came of it, other figures in both: a form that is filled in anew keeps its tense."""
_HAS_IT_FROM = frozenset([REPEATS, CITES, REPORTS])
_VALUES = attrgetter(*(each.name for each in fields(Evidence)))
_OF_OTHERS = frozenset(["attribution", "forum", "release", "repost-marker", _PROGRESSION])


@dataclass(frozen=True, slots=True)
class Said:
    """What two documents tell of their order by themselves, without their family.

    `shares`: which share of the words of each stands in matches, 0 to 1. `evidence`: what the cues hear, unweighed.
    `is_form`: what they share is a form that is filled in anew; told only where something is heard, or where it is half
    of both.
    """

    shares: tuple[float, float]
    evidence: tuple[Evidence, ...]
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What two documents tell of their order as members of their family, before it is weighed.

    `bond`: one of `_BONDS`, see `_bonds`. `shares`: which share of the words of each stands in matches. `common`: the
    probability that both have from a third document what they share. `evidence`: what the cues hear.
    """

    is_matched: bool
    bond: str
    shares: tuple[float, float]
    common: float
    evidence: tuple[Evidence, ...]

    def heard_too(self, evidence: Evidence) -> Told:
        """The same with one piece of evidence more."""
        return Told(self.is_matched, self.bond, self.shares, self.common, (*self.evidence, evidence))


def say(pairs: Pairs, shared: Coverage, cues: Sequence[Cue]) -> list[Said]:
    """What each pair of documents tells by itself. `shared` says which words they share."""
    evidence = heard(pairs, cues)
    shares = _shares(pairs, shared)
    is_whole = np.array([min(both) >= _MIN_TEMPLATE_SHARE for both in shares], dtype=np.bool_)
    filled = is_form(pairs, is_whole | np.array([bool(held) for held in evidence], dtype=np.bool_))
    filled |= is_refilled(pairs, is_whole & ~filled)
    misread = are_readings(pairs, filled | np.array([may_mislead(held) for held in evidence], dtype=np.bool_))
    for pair in np.flatnonzero(misread).tolist():
        evidence[pair] = as_meant(pairs, pair, evidence[pair])
    filled &= ~misread  # its figures were read otherwise
    progresses = np.array([any(e.cue == _PROGRESSION for e in held) for held in evidence], dtype=np.bool_)
    drafts = are_drafts(pairs, filled | progresses)
    filled &= ~drafts & ~np.array([any(map(_tells_no_form, held)) for held in evidence], dtype=np.bool_)
    counted = [
        tuple([e for e in held if (e.cue in TIME_CUES if is_filled else e.cue != _PROGRESSION)])
        if is_filled or is_draft
        else tuple(held)
        for held, is_filled, is_draft in zip(evidence, filled.tolist(), drafts.tolist(), strict=True)
    ]
    return instances(Said, shares, counted, filled.tolist())


def _tells_no_form(one: Evidence) -> bool:
    """Whether evidence says that two texts are no form: a plan and what came of it, or that one has it from the other.

    Who rounds the figures of a story and leaves some out has other figures, and says whose story it is.
    """
    return one.cue == _TENSE or (one.cue == "repost-marker" and one.says in _HAS_IT_FROM)


def told(pairs: Pairs, said: Sequence[Said], kin: Kin) -> list[Told]:
    """What each pair of documents tells, given what it `said` by itself and how it stands in its family (`kin`)."""
    shares = np.array([each.shares for each in said]).reshape(-1, 2)
    bonds = _bonds(pairs, said, shares)
    evidence = [each.evidence for each in said]
    common = p_common(pairs, kin, shares, evidence).tolist()
    third = [0.0 if bond == "version" else p for bond, p in zip(bonds, common, strict=True)]
    return instances(Told, pairs.is_matched.tolist(), bonds, [each.shares for each in said], third, evidence)


def packed(told: Sequence[Told]) -> bytes:
    """What pairs tell, held small until all others have told, too."""
    rows = [(each.is_matched, each.bond, *each.shares, each.common, len(each.evidence)) for each in told]
    return json.dumps((rows, [_VALUES(one) for each in told for one in each.evidence])).encode("ascii")


def unpacked(told: bytes) -> list[Told]:
    """What pairs tell, as it was before it was packed."""
    rows, values = json.loads(told)
    once: dict[str, str] = {}  # ids and reasons that many have
    columns = (
        [once.setdefault(value, value) if isinstance(value, str) else value for value in column]
        for column in zip(*values, strict=True)
    )
    evidence = iter(instances(Evidence, *columns) if values else ())
    return [
        Told(is_matched, bond, (of_a, of_b), common, tuple(islice(evidence, count)))
        for is_matched, bond, of_a, of_b, common, count in rows
    ]


def believed(
    told: Mapping[tuple[str, str], Told],
    settings: DirectionSettings,
    weights: Mapping[str, Mapping[str, float]] = WEIGHTS,
) -> dict[tuple[str, str], Belief]:
    """The belief (probability and verdict) on each pair. `weights`: those of features, by bond."""
    counted = [weighed(each.evidence, weights[each.bond]) for each in told.values()]
    return _believed(told, counted, settings)


def of_siblings(
    told: Mapping[tuple[str, str], Told], beliefs: Mapping[tuple[str, str], Belief], settings: DirectionSettings
) -> dict[tuple[str, str], Belief]:
    """The beliefs on siblings, which both have from a third text what they share, by time cues alone.

    Between siblings wording tells who is nearer to that text, not who was first.
    """
    counted = [[e for e in beliefs[pair].evidence if e.cue in TIME_CUES] for pair in told]
    return _believed(told, counted, settings)


def _believed(
    told: Mapping[tuple[str, str], Told], counted: Sequence[Sequence[Evidence]], settings: DirectionSettings
) -> dict[tuple[str, str], Belief]:
    """The beliefs on some pairs, of which the evidence `counted` is weighed."""
    p = probability(counted, [each.common for each in told.values()])
    is_open = np.maximum(p, 1 - p) < settings.min_verdict_probability
    verdicts = np.where(is_open, 0, np.where(p > 0.5, 1, 2)).tolist()
    chances = [round(chance, 4) for chance in p.tolist()]
    beliefs = instances(Belief, chances, [_VERDICTS[verdict] for verdict in verdicts], list(map(tuple, counted)))
    return dict(zip(told, beliefs, strict=True))


def relations(
    told: Mapping[tuple[str, str], Told],
    beliefs: Mapping[tuple[str, str], Belief],
    siblings: Collection[tuple[str, str]],
) -> tuple[Relation, ...]:
    """The relations of pairs of documents, given by ids, the smaller first."""
    held = [beliefs[pair] for pair in told]
    return tuple(
        instances(
            Relation,
            [a for a, _ in told],
            [b for _, b in told],
            [belief.p_a_first for belief in held],
            [belief.verdict for belief in held],
            [_type(told[pair], beliefs[pair], are_siblings=pair in siblings) for pair in told],
            [fraction(each.shares[0]) for each in told.values()],
            [fraction(each.shares[1]) for each in told.values()],
            [_strongest(belief.evidence) for belief in held],
        )
    )


def _strongest(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The strongest `_MOST_EVIDENCE` pieces, in that order."""
    if len(evidence) < 2:
        return evidence
    return tuple(sorted(evidence, key=lambda e: (-e.weight, e.cue))[:_MOST_EVIDENCE])


def heard(pairs: Pairs, cues: Sequence[Cue]) -> list[list[Evidence]]:
    """The evidence of all cues in each pair, not yet weighed by how far cues are to be believed.

    Which text names the later dates and which was probably written on later days are one reason, not two: where the
    former is heard, the latter is not. Nor is it held against a text that names the other that it leaves out who spoke.
    """
    found: list[list[Evidence]] = [[] for _ in pairs.matches]
    for cue in cues:
        for pair, evidence in cue(pairs):
            found[pair].append(evidence)
    return [_not_twice(held) if len(held) > 1 else held for held in found]


def _not_twice(held: list[Evidence]) -> list[Evidence]:
    """Some evidence without what it says in two ways, and what is not to be held against a text."""
    if any(e.cue == "later-date" for e in held):
        held = [e for e in held if e.cue != "dating" or e.level not in _BY_LAGS]
    named = next((e.favours for e in held if e.cue == "repost-marker"), None)
    return [e for e in held if named is None or e.cue != "attribution" or e.favours == named]


def weighed(evidence: Sequence[Evidence], weights: Mapping[str, float]) -> list[Evidence]:
    """The evidence times the weights of its features, in log odds; what then is next to nothing is left out."""
    found = []
    for one in evidence:
        worth = weights.get(feature(one), 1.0)
        if one.weight * worth >= _LEAST_WEIGHT:
            weight = round(one.weight * worth, 4)
            found.append(Evidence(one.cue, one.favours, weight, one.document, one.quote, one.start, one.end, one.says))
    return found


def feature(evidence: Evidence) -> str:
    """The name under which evidence is weighed: `cue`, or `cue/level` where the cue has levels."""
    return f"{evidence.cue}/{evidence.level}" if evidence.level else evidence.cue


def _bonds(pairs: Pairs, said: Sequence[Said], shares: Floats) -> list[str]:
    """How the two documents of each pair hang together, which decides what cues are worth: one of `_BONDS`.

    `version`: nearly the same text, and nothing tells of another's hand or of another issue. `text`: much of one of
    them is shared, in many words or nearly the same ones. `form`: so, but a form filled in anew. `loose`: all else.
    """
    pair, matches = _flat(pairs.matches)
    sizes = np.array([(m.a.end or 0) - (m.a.start or 0) for m in matches], dtype=np.int64)
    alike = np.array([m.similarity for m in matches])
    reworded = np.array([m.kind is not Kind.COPIED for m in matches], dtype=np.bool_)
    size, likeness = (np.bincount(pair, values, len(said)) for values in (sizes, sizes * alike))
    is_near = pairs.is_matched & (np.bincount(pair[reworded], minlength=len(said)) == 0)
    is_own = np.array([not any(e.cue in _OF_OTHERS and not e.level for e in each.evidence) for each in said])
    is_version = is_near & (shares.min(axis=1) >= _MIN_VERSION_SHARE) & is_own
    words = (shares * np.stack(pairs.of_both(lambda witness: witness.words), axis=1)).max(axis=1)
    is_one_story = (words >= _MIN_TEXT_WORDS) | (likeness / np.maximum(size, 1) >= _MIN_TEXT_SIMILARITY)
    is_text = (shares.max(axis=1) >= _MIN_TEXT_SHARE) & is_one_story
    is_filled = np.array([each.is_form for each in said], dtype=np.bool_)
    numbers = np.select([~is_version & ~is_text, is_filled, is_version], [0, 1, 2], 3).tolist()
    return [_BONDS[number] for number in numbers]


def _flat(rows: Sequence[Sequence[T]]) -> tuple[Ints, list[T]]:
    """The values of all rows, and the number of the row that each is from."""
    return np.repeat(np.arange(len(rows)), [len(held) for held in rows]), [each for held in rows for each in held]


def probability(evidence: Sequence[Sequence[Evidence]], common: Sequence[float]) -> Floats:
    """The probability that `a` was first, of each pair. `common`: that both have from a third what they share.

    The weights of wording were fitted on pairs of which it is not known whether one is the other's source. If one is,
    wording tells more than that; if both have it from a third, it tells only how near each is to that, and time alone
    counts. So both cases are mixed by `common`. Wording never counts for more than its fitted weight where it is at
    odds with time, for then there is a third as a rule; nor where no third is asked for (`common` is 0), as between
    versions of one text.
    """
    time, told, _, names_other = balance(evidence)
    time, wording = _bounded(time, MOST_LOG_ODDS), _bounded(told, _MOST_WORDING)
    third = np.array(common, dtype=np.float64)
    mixed = third * _logistic(time) + (1 - third) * _logistic(time + _OF_SOURCE * wording)
    most = np.where((third > 0) & (time * wording >= 0), _MOST_WORDING, np.abs(wording))
    believed = _bounded(np.log(mixed / (1 - mixed)) - time, most)
    # A text that names the other as the one it repeats is more than a habit of wording.
    return _logistic(time + np.where(names_other, _bounded(told, _MOST_NAMED), believed))


def _logistic(log_odds: Floats) -> Floats:
    """The probabilities with these log odds, within the bounds of any verdict."""
    return 1 / (1 + np.exp(-_bounded(log_odds, MOST_LOG_ODDS)))


def _bounded(log_odds: Floats, most: float | Floats) -> Floats:
    """Log odds, those beyond `most` in either direction taken for `most`."""
    return np.maximum(-most, np.minimum(most, log_odds))


def _type(told: Told, belief: Belief, *, are_siblings: bool) -> RelationType:
    """The type of a relation, by what the two documents tell and what is believed of them."""
    if not told.is_matched:
        return RelationType.COMMON_SOURCE if are_siblings else RelationType.SAME_EVENT
    is_whole = min(told.shares) >= _MIN_TEMPLATE_SHARE
    if is_whole and told.bond == "form":
        return RelationType.TEMPLATE
    if belief.verdict is not Verdict.UNDETERMINED and any(_names_source(one, belief.verdict) for one in told.evidence):
        return RelationType.DERIVED
    if are_siblings or told.common >= _MIN_COMMON:
        return RelationType.COMMON_SOURCE
    if is_whole and any(e.cue == _PROGRESSION for e in belief.evidence):
        return RelationType.TEMPLATE
    if told.bond == "version" or any(e.says.startswith(STATE) for e in belief.evidence):
        return RelationType.VERSION
    return RelationType.DERIVED if belief.verdict is not Verdict.UNDETERMINED else RelationType.UNDETERMINED


def _names_source(one: Evidence, verdict: Verdict) -> bool:
    """Whether the later of two texts says that it has the other, as evidence says that is believed."""
    is_believed = (one.favours == "a") is (verdict is Verdict.A_FIRST)
    return one.cue == "repost-marker" and one.says in _HAS_IT_FROM and is_believed


def _shares(pairs: Pairs, shared: Coverage) -> list[tuple[float, float]]:
    """Of each pair, which share of the words of `a` and of `b` stands in matches, 0 to 1."""
    segments = pairs.segments
    of_a = _parts(pairs, shared, pairs.a, pairs.b, segments.a)
    of_b = _parts(pairs, shared, pairs.b, pairs.a, segments.b)
    return list(zip(of_a, of_b, strict=True))


def _parts(pairs: Pairs, shared: Coverage, own: Ints, other: Ints, stretches: Ints) -> list[float]:
    """The shares of the words of one side. A word of which a stretch has only the end counts, too."""
    names = [witness.id for witness in pairs.witnesses]
    words = [witness.words for witness in pairs.witnesses]
    sides = zip(own.tolist(), other.tolist(), strict=True)
    held = [shared.shared.get((names[x], names[y]), 0).bit_count() for x, y in sides]
    for pair in np.unique(pairs.segments.pair[pairs.stretches.breaks[stretches]]).tolist():
        witness = pairs.witnesses[own[pair]]
        held[pair] = count_words(witness.document.text, shared_spans(pairs.matches[pair], witness.id))
    return [min(1.0, count / words[x]) if words[x] else 0.0 for count, x in zip(held, own.tolist(), strict=True)]
