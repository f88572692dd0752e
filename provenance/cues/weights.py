"""How far each cue is to be believed: written by scripts/fit from texts whose order is known, not by hand.

For each bond between two texts, and for each cue (or grade of a cue, as `cue/grade`), the number that the cue's own
weight is multiplied by. What is not named here is believed as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "loose": {
        "attribution": 0.685,
        "dating/apart": 1.0,
        "dating/likely": 0.0,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.0,
        "dating/same-day": 0.0,
        "dating/stated": 0.9,
        "edition/named": 3.288,
        "edition/number": 2.0,
        "event-bridge": 0.79,
        "event-bridge/guessed-year": 0.2,
        "forum": 1.0,
        "later-date/alone": 0.0,
        "later-date/month": 0.0,
        "later-date/several": 0.0,
        "later-date/single": 0.0,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.852,
        "slot-progression/history": 0.0,
        "tense-shift": 1.0,
        "update-note": 1.011,
    },
    "text": {
        "attribution": 1.3,
        "dating/apart": 0.984,
        "dating/likely": 0.614,
        "dating/next-day": 0.239,
        "dating/of-a-week": 0.77,
        "dating/same-day": 0.3,
        "dating/stated": 0.9,
        "edition/named": 3.931,
        "edition/number": 2.0,
        "event-bridge": 0.357,
        "event-bridge/guessed-year": 0.2,
        "forum": 1.0,
        "later-date/alone": 2.257,
        "later-date/month": 2.5,
        "later-date/several": 3.385,
        "later-date/single": 1.56,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.247,
        "slot-progression/history": 0.0,
        "tense-shift": 1.547,
        "update-note": 0.325,
    },
    "version": {
        "attribution": 0.0,
        "dating/apart": 1.0,
        "dating/likely": 0.417,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.398,
        "dating/same-day": 0.0,
        "dating/stated": 0.886,
        "edition/named": 3.667,
        "edition/number": 2.0,
        "event-bridge": 0.8,
        "event-bridge/guessed-year": 0.2,
        "forum": 0.0,
        "later-date/alone": 0.795,
        "later-date/month": 2.5,
        "later-date/several": 2.468,
        "later-date/single": 1.623,
        "release": 0.0,
        "repost-marker": 0.0,
        "slot-progression": 0.5,
        "slot-progression/history": 0.0,
        "tense-shift": 1.646,
        "update-note": 2.0,
    },
}

KINSHIP: Mapping[str, float] = {
    "agreement": -0.284,
    "base": -0.067,
    "both-attribute": 2.551,
    "both-passed-on": 1.93,
    "conflict": 2.258,
    "edited": 1.624,
    "least-share": -1.609,
    "many": 1.089,
    "most-share": -0.911,
    "one-release": -2.676,
    "similarity": -1.025,
    "third": 0.933,
    "thirds": 0.586,
    "wording-at-odds": 2.273,
}
"""Log-odds that two texts have what they share from a third; `base` holds before anything is looked at."""
