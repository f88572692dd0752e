"""Texts that must exist but are not here: what two documents share and neither can have given the other.

Two grounds are enough for a claim. *Relay*: a forum only passes texts on, and the post holds words of the shared text
that no other document has; so it is no origin, and none of the others is what it was taken from. *Conflict*: time
says that one of two was first, while in wording the later one stands nearer to the source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.cues import TIME_CUES
from provenance.model import Kind, Span, shared_spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.coverage import Coverage
    from provenance.model import Evidence, Match, Relation, Witness

_MIN_SHARED_WORDS = 30
_MIN_HEADLINE_WORDS = 5
_MIN_OWN_WORDS = 8
_SURE = 0.85  # from here on one of the two may simply have been taken from the other
_MAX_FURNITURE_ABOVE = 6  # lines of furniture that may stand between a headline and its text
_PARENTED = 0.5
_LEANING = 0.55
_MOSTLY = 0.8
_AS_NEAR = 0.01


@dataclass(frozen=True, slots=True)
class HiddenSource:
    """A text that two documents must have in common.

    `ground` names what it rests on: pairs of one ground have one source. `spans_a`, `spans_b` are what they hold of it.
    """

    a: str
    b: str
    ground: str
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    words: int
    says: str


def hidden_sources(
    matches: Sequence[Match], relations: Sequence[Relation], witnesses: Mapping[str, Witness]
) -> tuple[HiddenSource, ...]:
    """The hidden sources that pairs of documents imply, sorted by the pair."""
    pairs: dict[tuple[str, str], list[Match]] = defaultdict(list)
    held: dict[str, list[Span]] = defaultdict(list)
    for match in matches:
        pairs[match.a.document, match.b.document].append(match)
        if witnesses[match.a.document].is_relay:
            held[match.a.document] += (segment.a for segment in match.segments)
        if witnesses[match.b.document].is_relay:
            held[match.b.document] += (segment.b for segment in match.segments)
    own = {name: _own_words(witnesses[name], sorted(spans)) for name, spans in held.items()}
    pairs_of: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        pairs_of[pair[0]].append(pair)
        pairs_of[pair[1]].append(pair)
    beliefs = {(relation.a, relation.b): relation for relation in relations}
    found = []
    for pair, between in sorted(pairs.items()):
        source = _relayed(pair, between, beliefs[pair], own, witnesses)
        source = source or _conflicting(pair, between, beliefs, witnesses, pairs, pairs_of)
        if source is not None:
            found.append(source)
    return tuple(found)


def siblings(shared: Coverage, relations: Sequence[Relation]) -> frozenset[tuple[str, str]]:
    """Pairs whose shared words both have from a third document that is here: one that was before both and has them.

    What tells them apart in wording is then how near each stands to that source, not which of them was first.
    """
    parents: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        for earlier, later, p in (
            (relation.a, relation.b, relation.p_a_first),
            (relation.b, relation.a, 1 - relation.p_a_first),
        ):
            if p >= _LEANING and (earlier, later) in shared.shared:
                parents[later].add(earlier)
    return frozenset(
        (r.a, r.b)
        for r in relations
        if (r.a, r.b) in shared.shared
        and any(
            _holds(shared, third, r.a, r.b) and _holds(shared, third, r.b, r.a) for third in parents[r.a] & parents[r.b]
        )
    )


def _holds(shared: Coverage, third: str, document: str, other: str) -> bool:
    """Whether a third document has most of what a document shares with another, and no farther from it in wording."""
    wanted = shared.shared[document, other]
    has_most = (shared.shared[document, third] & wanted).bit_count() >= _MOSTLY * wanted.bit_count()
    return has_most and shared.near[document, third] >= shared.near[document, other] - _AS_NEAR


def _own_words(relay: Witness, held: Sequence[Span]) -> str | None:
    """Words of a forum post that belong to the text it passes on and that no other document has, or None.

    That is a headline above the shared text, with nothing but furniture between, or a passage inside it. What the
    poster says in person (the paragraph that names the source) is no part of the text.
    """
    first, last = held[0].start, max(span.end for span in held)
    marks = [marker.start for marker in relay.markers]
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
        if is_inside and not any(span.overlap(other) for other in held):
            words = relay.quote(span)
            in_person = any(abs(mark - span.start) < 200 for mark in marks)
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
    relation: Relation,
    own: Mapping[str, str | None],
    witnesses: Mapping[str, Witness],
) -> HiddenSource | None:
    for relay, other in (pair, pair[::-1]):
        words = own.get(relay)
        if words is None or witnesses[other].is_relay or _time_is_sure(relation):
            continue
        if _shared_words(matches, pair, witnesses) >= _MIN_SHARED_WORDS:
            says = (
                f"{relay} stands in forum software, where texts are passed on, so it is not the origin; and it has "
                f"“{words}”, which no other document has, so it was not taken from one of them."
            )
            return _hidden(pair, f"relay {relay}", matches, witnesses, says)
    return None


def _time_is_sure(relation: Relation) -> bool:
    """Whether time alone decides which of the two came first."""
    time = [e for e in relation.evidence if e.cue in TIME_CUES]
    return bool(time) and max(relation.p_a_first, 1 - relation.p_a_first) >= _SURE


def _conflicting(
    pair: tuple[str, str],
    matches: Sequence[Match],
    relations: Mapping[tuple[str, str], Relation],
    witnesses: Mapping[str, Witness],
    pairs: Mapping[tuple[str, str], Sequence[Match]],
    pairs_of: Mapping[str, Sequence[tuple[str, str]]],
) -> HiddenSource | None:
    relation = relations[pair]
    if not _time_is_sure(relation):
        return None
    first = "a" if relation.p_a_first > 0.5 else "b"
    tag = next((e for e in relation.evidence if e.cue == "attribution" and e.favours != first), None)
    copied = [s for match in matches for s in match.segments if s.kind is Kind.COPIED]
    if tag is None or witnesses[pair[0]].count(s.a for s in copied) < _MIN_SHARED_WORDS:
        return None
    earlier, later = pair if first == "a" else pair[::-1]
    if _has_visible_source(earlier, tag, relations, {near: pairs[near] for near in pairs_of[earlier]}):
        return None
    says = (
        f"{earlier} was finished first, yet it {tag.says} (“{tag.quote}”): {later} has the sentence nearer to its "
        "source, so neither took it from the other."
    )
    return _hidden(pair, f"conflict {earlier}", matches, witnesses, says)


def _has_visible_source(
    earlier: str,
    tag: Evidence,
    relations: Mapping[tuple[str, str], Relation],
    pairs: Mapping[tuple[str, str], Sequence[Match]],
) -> bool:
    """Whether another document, no later than the earlier one, has the attributed sentence too: of its `pairs`."""
    for (a, b), between in pairs.items():
        p_other_first = relations[a, b].p_a_first if b == earlier else 1 - relations[a, b].p_a_first
        sides = [s.a if a == earlier else s.b for match in between for s in match.segments]
        if p_other_first >= _PARENTED and any(s.start <= (tag.start or 0) < s.end for s in sides):
            return True
    return False


def _shared_words(matches: Sequence[Match], pair: tuple[str, str], witnesses: Mapping[str, Witness]) -> int:
    return min(witnesses[name].count(shared_spans(matches, name)) for name in pair)


def _hidden(
    pair: tuple[str, str], ground: str, matches: Sequence[Match], witnesses: Mapping[str, Witness], says: str
) -> HiddenSource:
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
