"""Cues: what can tell which of two documents came first. Each hears one thing and quotes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from provenance.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.model import Evidence
    from provenance.pairs import Pairs


class Cue(Protocol):
    """Hears something in two documents and their matches, for many pairs at once, or abstains.

    Antisymmetric: with `a` and `b` swapped it favours the other side by the same weight. It quotes its reason. What it
    hears in one pair hangs on no other.
    """

    def __call__(self, pairs: Pairs) -> Iterable[tuple[int, Evidence]]:
        """The evidence in each pair that has any, by the number of the pair, once at most."""
        ...


TIME_CUES = frozenset(
    [
        "dating",
        "edition",
        "event-bridge",
        "later-date",
        "outcome",
        "outlet",
        "same-year",
        "slot-progression",
        "tense-shift",
        "update-note",
    ]
)
"""Cues that speak of when; the others speak of wording, which says little of order between two copies of one source.

`outlet` is no plug-in: it is what an archive's own dated pairs teach.
"""

REPEATS, CITES = "says of itself that it repeats the other", "cites the other in a note, a reference or a bracket"
REPORTS = "names the publisher of the other as the one who reported it"
STATE = "is a later state of the running story"
"""How evidence begins that two texts are numbered states of one story."""
FILLS = "has blanks to fill in, which the other does not leave open"
SOURCE_NAMED = frozenset([REPEATS, CITES, FILLS])
"""What evidence says of two texts of which one names the other as where its words are from, or is a form for it."""

CUES: Registry[Cue] = Registry(
    kind="cue",
    group="provenance.cues",
    table={
        "addition": "provenance.cues.addition:addition",
        "attribution": "provenance.cues.attribution:attribution",
        "dating": "provenance.cues.dating:dating",
        "edition": "provenance.cues.edition:edition",
        "event-bridge": "provenance.cues.event_bridge:event_bridge",
        "forum": "provenance.cues.forum:forum",
        "later-date": "provenance.cues.later_date:later_date",
        "outcome": "provenance.cues.outcome:outcome",
        "release": "provenance.cues.release:release",
        "repost-marker": "provenance.cues.repost_marker:repost_marker",
        "respelling": "provenance.cues.respelling:respelling",
        "same-year": "provenance.cues.same_year:same_year",
        "slot-progression": "provenance.cues.slot_progression:slot_progression",
        "tense-shift": "provenance.cues.tense_shift:tense_shift",
        "update-note": "provenance.cues.update_note:update_note",
    },
    extras={},
)
