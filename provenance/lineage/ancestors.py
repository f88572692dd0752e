"""Texts that must exist but are not here: what two documents share and neither can have given the other.

Two grounds are enough for a claim. *Relay*: a forum only passes texts on, and the post holds words of the shared text
that no other document has; so it is no origin, and none of the others is what it was taken from. *Conflict*: time
says that one of two was first, while in wording the later one stands nearer to the source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.model import Kind, Span, shared_spans, sureness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.model import Belief, Evidence, Match, Witness
    from provenance.wording.coverage import Coverage

# All set by hand.
_MIN_SHARED_WORDS = 30  # of two documents that imply a missing one
_MIN_HEADLINE_WORDS = 5
_MIN_OWN_WORDS = 8  # of a passage that a post alone has
_IN_PERSON = 200  # characters from a marker of reposting: what begins nearer is the poster's own
_SURE = 0.85  # from here on one of the two may simply have been taken from the other
_MAX_FURNITURE_ABOVE = 6  # lines of furniture that may stand between a headline and its text
_PARENTED = 0.5  # probability: who is no later may be what the earlier one has its sentence from
_LEANING = 0.55  # probability: who is before both may be what two siblings have their words from
_MOSTLY = 0.8  # of the shared words
_AS_NEAR = 0.01  # of similarity, farther off in wording


@dataclass(frozen=True, slots=True)
class HiddenSource:
    """A text that is not here and from which documents `a` and `b` both must have what they share.

    `ground` names what that rests on: pairs of one ground have one source. `spans_a`, `spans_b` are what they hold of
    it, `words` how many words that is, `says` the reason in words.
    """

    a: str
    b: str
    ground: str
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    words: int
    says: str


def hidden_sources(
    pairs: Mapping[tuple[str, str], Sequence[Match]],
    beliefs: Mapping[tuple[str, str], Belief],
    witnesses: Mapping[str, Witness],
) -> tuple[HiddenSource, ...]:
    """The hidden sources that pairs of documents imply by their matches, in the order of the pairs."""
    pairs = {pair: between for pair, between in pairs.items() if between}
    held: dict[str, list[Span]] = defaultdict(list)
    pairs_of: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair, between in pairs.items():
        for name in pair:
            pairs_of[name].append(pair)
            if witnesses[name].is_relay:
                held[name] += shared_spans(between, name)
    own = {name: _own_words(witnesses[name], sorted(spans)) for name, spans in held.items()}
    found = []
    for pair, between in pairs.items():
        source = _relayed(pair, between, beliefs[pair], own, witnesses) if own else None
        source = source or _conflicting(pair, between, beliefs, witnesses, pairs, pairs_of)
        if source is not None:
            found.append(source)
    return tuple(found)


def siblings(shared: Coverage, beliefs: Mapping[tuple[str, str], Belief]) -> set[tuple[str, str]]:
    """Pairs that probably both have their shared words from a third document that is here, and was before both.

    What tells them apart in wording is then how near each stands to that source, not which of them was first.
    """
    parents: dict[str, set[str]] = defaultdict(set)
    for (a, b), belief in beliefs.items():
        if (a, b) in shared.shared:
            if belief.p_a_first >= _LEANING:
                parents[b].add(a)
            if 1 - belief.p_a_first >= _LEANING:
                parents[a].add(b)
    return {
        (a, b)
        for a, b in beliefs
        if (thirds := parents[a] & parents[b]) and (a, b) in shared.shared and _have_source(shared, thirds, a, b)
    }


def _have_source(shared: Coverage, thirds: Iterable[str], a: str, b: str) -> bool:
    """Whether any of `thirds` has most of the words that `a` and `b` share, and is as near to both in wording.

    All of them share words with both.
    """
    words, near = shared.shared, shared.near
    wanted_a, wanted_b = words[a, b], words[b, a]
    near_a, least_a = near[a, b] - _AS_NEAR, _MOSTLY * wanted_a.bit_count()
    near_b, least_b = near[b, a] - _AS_NEAR, _MOSTLY * wanted_b.bit_count()
    for third in thirds:
        of_a, of_b = (a, third), (b, third)
        if near[of_a] < near_a or near[of_b] < near_b:
            continue
        if (words[of_a] & wanted_a).bit_count() >= least_a and (words[of_b] & wanted_b).bit_count() >= least_b:
            return True
    return False


def _own_words(relay: Witness, held: Sequence[Span]) -> str | None:
    """Words of a forum post that belong to the text it passes on and that no other document has, or None.

    That is a headline above the shared text, with nothing but furniture between, or a passage inside it. What the
    poster says in person (the paragraph that names the source) is no part of the text.
    """
    starts, reached = [span.start for span in held], [0, *accumulate((span.end for span in held), max)]
    first, last = starts[0], reached[-1]
    marks = [marker.start for marker in relay.signs.markers]
    above = [k for k, span in enumerate(relay.passages) if span.end <= first]
    for k in reversed(above[-_MAX_FURNITURE_ABOVE:]):
        words = relay.quote(relay.passages[k])
        if relay.is_furniture[k] or _states_date(relay, relay.passages[k]):
            continue
        is_headline = len(words.split()) >= _MIN_HEADLINE_WORDS and words[-1] not in '.!?:,;”"'
        if is_headline:
            return words
        break
    for k, span in enumerate(relay.passages):
        is_inside = first < span.start and span.end < last and not relay.is_furniture[k]
        if is_inside and reached[bisect_left(starts, span.end)] <= span.start:  # it overlaps nothing that is held
            words = relay.quote(span)
            in_person = any(abs(mark - span.start) < _IN_PERSON for mark in marks)
            if len(words.split()) >= _MIN_OWN_WORDS and not in_person and not words.endswith(":"):
                return words
    return None


def _states_date(witness: Witness, span: Span) -> bool:
    """Whether a passage is where a document states its date: no headline, but the writing of the place."""
    stated = witness.dating.stated
    return stated is not None and stated.start is not None and span.start <= stated.start < span.end


def _relayed(
    pair: tuple[str, str],
    matches: Sequence[Match],
    belief: Belief,
    own: Mapping[str, str | None],
    witnesses: Mapping[str, Witness],
) -> HiddenSource | None:
    """The hidden source of a pair by *relay*, if there is one; `own` are the words that a forum post alone has."""
    for relay, other in (pair, pair[::-1]):
        words = own.get(relay)
        if words is None or witnesses[other].is_relay or _time_is_sure(belief):
            continue
        if _shared_words(matches, pair, witnesses) >= _MIN_SHARED_WORDS:
            says = (
                f"{relay} stands in forum software, where texts are passed on, so it is not the origin; and it has "
                f"“{words}”, which no other document has, so it was not taken from one of them."
            )
            return _hidden(pair, f"relay {relay}", matches, witnesses, says)
    return None


def _time_is_sure(belief: Belief) -> bool:
    """Whether time alone decides which of the two came first."""
    is_sure = sureness(belief.p_a_first) >= _SURE
    return is_sure and any(e.cue in TIME_CUES for e in belief.evidence)


def _conflicting(
    pair: tuple[str, str],
    matches: Sequence[Match],
    beliefs: Mapping[tuple[str, str], Belief],
    witnesses: Mapping[str, Witness],
    pairs: Mapping[tuple[str, str], Sequence[Match]],
    pairs_of: Mapping[str, Sequence[tuple[str, str]]],
) -> HiddenSource | None:
    """The hidden source of a pair by *conflict*, if there is one; `pairs_of` are the pairs of each document."""
    belief = beliefs[pair]
    first = "a" if belief.p_a_first > 0.5 else "b"
    tags = [e for e in belief.evidence if e.cue == "attribution" and e.favours != first]
    if not tags or not _time_is_sure(belief):
        return None
    tag = tags[0]
    copied = [s for match in matches for s in match.segments if s.kind is Kind.COPIED]
    if witnesses[pair[0]].count(s.a for s in copied) < _MIN_SHARED_WORDS:
        return None
    earlier, later = pair if first == "a" else pair[::-1]
    if _has_visible_source(earlier, tag, beliefs, {near: pairs[near] for near in pairs_of[earlier]}):
        return None
    says = (
        f"{earlier} was finished first, yet it {tag.says} (“{tag.quote}”): {later} has the sentence nearer to its "
        "source, so neither took it from the other."
    )
    return _hidden(pair, f"conflict {earlier}", matches, witnesses, says)


def _has_visible_source(
    earlier: str,
    tag: Evidence,
    beliefs: Mapping[tuple[str, str], Belief],
    pairs: Mapping[tuple[str, str], Sequence[Match]],
) -> bool:
    """Whether another document, no later than the earlier one, has the attributed sentence too: of its `pairs`."""
    for (a, b), between in pairs.items():
        p_other_first = beliefs[a, b].p_a_first if b == earlier else 1 - beliefs[a, b].p_a_first
        sides = [s.a if a == earlier else s.b for match in between for s in match.segments]
        if p_other_first >= _PARENTED and any(s.start <= (tag.start or 0) < s.end for s in sides):
            return True
    return False


def _shared_words(matches: Sequence[Match], pair: tuple[str, str], witnesses: Mapping[str, Witness]) -> int:
    return min(witnesses[name].count(shared_spans(matches, name)) for name in pair)


def _hidden(
    pair: tuple[str, str], ground: str, matches: Sequence[Match], witnesses: Mapping[str, Witness], says: str
) -> HiddenSource:
    """The hidden source of a pair, of which both hold all that they share."""
    a, b = pair
    return HiddenSource(
        a=a,
        b=b,
        ground=ground,
        spans_a=shared_spans(matches, a),
        spans_b=shared_spans(matches, b),
        words=_shared_words(matches, pair, witnesses),
        says=says,
    )
