"""Matches, datings and cues to relations: who was first, how sure, why, and by which way the words came.

Order and relation are two questions. Time decides order; wording decides relation; where the two disagree, or where
neither text can have supplied the other, there is a source that is not here.

What a cue is worth depends on the bond between two texts. Of one text in two versions only what tells of its changes
counts. Where they share a paragraph and no more, what the rest of them tells is about other things. And few words that
are reworded as well are as often the form that stories of a kind are written to as one story told twice. Of a form that
is filled in anew wording tells nothing, and of time only what hangs on no guess does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.cues.kinship import p_common
from provenance.cues.weights import WEIGHTS
from provenance.forms import is_form
from provenance.kernels import count_words
from provenance.model import Evidence, Kind, Relation, RelationType, Verdict, shared_spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.cues import Cue
    from provenance.model import FamilyView, Match, Witness
    from provenance.settings import DirectionSettings

_MOST = 4.6  # no verdict above .99: dates can be mistyped and pages updated
_MOST_WORDING = 1.73  # wording alone never says more than .85
_MOST_NAMED = 2.9
_OF_SOURCE = 3.0  # likeliest from 2.5 on: of simulated copies and their sources wording tells nearly all the right way
_MIN_VERSION_SHARE = 0.8
_MIN_TEMPLATE_SHARE = 0.5
_MIN_TEXT_SHARE = 0.4
_MIN_TEXT_WORDS = 100  # of newswire that shares fewer and rewords them, what dates tell was right as often as a coin
_MIN_TEXT_SIMILARITY = 0.8
_LEAST_WEIGHT = 0.2  # log-odds: what leaves the odds within 55 to 45 is no reason to believe anything
_MIN_COMMON = 0.9  # of simulated stories with other habits, nearly all pairs above it have a common source
_BY_LAGS = ("close", "guessed-year", "likely", "of-a-week", "same-day")
_OF_OTHERS = frozenset(["attribution", "forum", "release", "repost-marker", "slot-progression"])


@dataclass(frozen=True, slots=True)
class Said:
    """What two documents say by themselves: what of each stands in matches, and what the cues hear.

    `is_form`: what they share is a form that is filled in anew; asked only where something is heard.
    """

    shares: tuple[float, float]
    evidence: tuple[Evidence, ...]
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is heard of two documents before it is weighed.

    `bond` is how they hang together, `shares` what of each stands in matches, `common` the probability that both have
    from a third what they share.
    """

    is_matched: bool
    bond: str
    shares: tuple[float, float]
    common: float
    evidence: tuple[Evidence, ...]

    def heard_too(self, evidence: Evidence) -> Told:
        """The same with one piece of evidence more."""
        return Told(self.is_matched, self.bond, self.shares, self.common, (*self.evidence, evidence))


def say(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView, cues: Sequence[Cue]) -> Said:
    """What two documents say, whatever their family is."""
    evidence = heard(matches, a, b, family, cues)
    is_filled = bool(evidence) and is_form(matches, a, b)
    if is_filled:
        evidence = [e for e in evidence if e.cue in TIME_CUES]
    return Said((share(matches, a), share(matches, b)), tuple(evidence), is_filled)


def told(said: Said, matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView) -> Told:
    """What two documents say, as their family makes it sound."""
    words = max(part * witness.words for part, witness in zip(said.shares, (a, b), strict=True))
    held = bond(matches, said, words)
    common = 0.0 if held == "version" else p_common(matches, a, b, family, said.shares, said.evidence)
    return Told(bool(matches), held, said.shares, common, said.evidence)


def judge(
    a: str,
    b: str,
    told: Told,
    settings: DirectionSettings,
    weights: Mapping[str, Mapping[str, float]] = WEIGHTS,
    *,
    are_siblings: bool = False,
) -> Relation:
    """What is believed of two documents, by their ids (`a` the smaller).

    Siblings have what they share from a source that is not here: between them wording tells who is nearer to it, not
    who was first, and only time counts.
    """
    counted = weighed(told.evidence, weights[told.bond])
    if are_siblings:
        counted = [e for e in counted if e.cue in TIME_CUES]
    p = probability(counted, told.common)
    verdict = _verdict(p, settings)
    return Relation(
        a=a,
        b=b,
        p_a_first=round(p, 4),
        verdict=verdict,
        type=_type(told, verdict, counted, are_siblings=are_siblings),
        share_of_a=round(told.shares[0], 4),
        share_of_b=round(told.shares[1], 4),
        evidence=tuple(sorted(counted, key=lambda e: (-e.weight, e.cue)))[:12],
    )


def heard(matches: Sequence[Match], a: Witness, b: Witness, family: FamilyView, cues: Sequence[Cue]) -> list[Evidence]:
    """What the cues hear in two documents, not yet weighed.

    Which text names the later dates and which was probably written on later days are one reason, not two: where the
    former is heard, the latter is not.
    """
    found = [evidence for cue in cues if (evidence := cue(matches, a, b, family)) is not None]
    if any(e.cue == "later-date" for e in found):
        found = [e for e in found if e.cue != "dating" or e.level not in _BY_LAGS]
    return found


def weighed(evidence: Sequence[Evidence], weights: Mapping[str, float]) -> list[Evidence]:
    """Evidence with its weight in log-odds; what is worth nothing is left out."""
    found = []
    for one in evidence:
        worth = weights.get(feature(one), 1.0)
        if one.weight * worth >= _LEAST_WEIGHT:
            weight = round(one.weight * worth, 4)
            found.append(Evidence(one.cue, one.favours, weight, one.document, one.quote, one.start, one.end, one.says))
    return found


def feature(evidence: Evidence) -> str:
    """The name under which evidence is weighed: its cue, or the grade of it that was heard."""
    return f"{evidence.cue}/{evidence.level}" if evidence.level else evidence.cue


def bond(matches: Sequence[Match], said: Said, words: float) -> str:
    """How two documents hang together, as far as their weights go: `version`, `text`, `form` or `loose`.

    Nearly the same text is a version of it where nothing tells of another's hand or of another issue. `words`: how many
    they share; few that are not alike either may be no more than a form that both are written to.
    """
    is_near = bool(matches) and all(match.kind is Kind.COPIED for match in matches)
    is_version = (
        is_near
        and min(said.shares) >= _MIN_VERSION_SHARE
        and not any(e.cue in _OF_OTHERS and not e.level for e in said.evidence)
    )
    is_one_story = words >= _MIN_TEXT_WORDS or _similarity(matches) >= _MIN_TEXT_SIMILARITY
    if not is_version and not (max(said.shares) >= _MIN_TEXT_SHARE and is_one_story):
        return "loose"
    return "form" if said.is_form else "version" if is_version else "text"


def _similarity(matches: Sequence[Match]) -> float:
    """How alike the words are that two texts share, by the length of each match."""
    sizes = [(match.a.end or 0) - (match.a.start or 0) for match in matches]
    return sum([size * m.similarity for size, m in zip(sizes, matches, strict=True)]) / max(1, sum(sizes))


def probability(evidence: Sequence[Evidence], common: float) -> float:
    """The probability that `a` was first. `common`: that both have from a third what they share.

    What wording is worth was learned of pairs of which nobody knows whether one is the other's source. Where one is, it
    tells more than that, and of two that have it from a third it tells only how near each is to it: time alone counts.
    So it is believed the more the likelier the former is, and never for more than it was worth of pairs of any kind.
    """
    time = _held(sum(signed(e) for e in evidence if e.cue in TIME_CUES), _MOST)
    wording = sum(signed(e) for e in evidence if e.cue not in TIME_CUES)
    if any(e.cue == "repost-marker" for e in evidence):
        # A text that names the other as the one it repeats is more than a habit of wording.
        return _logistic(time + _held(wording, _MOST_NAMED))
    wording = _held(wording, _MOST_WORDING)
    mixed = common * _logistic(time) + (1 - common) * _logistic(time + _OF_SOURCE * wording)
    added = math.log(mixed / (1 - mixed)) - time
    return _logistic(time + (min(added, wording) if wording > 0 else max(added, wording)))


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-_held(log_odds, _MOST)))


def _held(log_odds: float, most: float) -> float:
    return max(-most, min(most, log_odds))


def signed(evidence: Evidence) -> float:
    """The weight of evidence, positive where it favours `a`."""
    return evidence.weight if evidence.favours == "a" else -evidence.weight


def _verdict(p: float, settings: DirectionSettings) -> Verdict:
    if max(p, 1 - p) < settings.min_verdict_probability:
        return Verdict.UNDETERMINED
    return Verdict.A_FIRST if p > 0.5 else Verdict.B_FIRST


def _type(told: Told, verdict: Verdict, evidence: Sequence[Evidence], *, are_siblings: bool) -> RelationType:
    if not told.is_matched:
        return RelationType.COMMON_SOURCE if are_siblings else RelationType.SAME_EVENT
    if are_siblings or told.common >= _MIN_COMMON:
        return RelationType.COMMON_SOURCE
    is_slotted = told.bond == "form" or any(e.cue == "slot-progression" for e in evidence)
    if is_slotted and min(told.shares) >= _MIN_TEMPLATE_SHARE:
        return RelationType.TEMPLATE
    if told.bond == "version":
        return RelationType.VERSION
    return RelationType.DERIVED if verdict is not Verdict.UNDETERMINED else RelationType.UNDETERMINED


def share(matches: Sequence[Match], witness: Witness) -> float:
    """The share of a document's words that stand in matches, 0 to 1."""
    if not (matches and witness.words):
        return 0.0
    return min(1.0, count_words(witness.document.text, shared_spans(matches, witness.id)) / witness.words)
