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
        "attribution": 0.169,
        "dating/apart": 1.0,
        "dating/likely": 0.0,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.0,
        "dating/same-day": 0.0,
        "dating/stated": 0.9,
        "edition/named": 3.075,
        "edition/number": 2.0,
        "event-bridge": 0.802,
        "event-bridge/guessed-year": 0.465,
        "forum": 1.0,
        "later-date/alone": 1.775,
        "later-date/month": 0.5,
        "later-date/several": 1.588,
        "later-date/single": 0.0,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.698,
        "slot-progression/history": 0.0,
        "tense-shift": 1.0,
        "update-note": 0.997,
    },
    "text": {
        "attribution": 1.3,
        "dating/apart": 1.0,
        "dating/likely": 0.45,
        "dating/next-day": 0.239,
        "dating/of-a-week": 0.85,
        "dating/same-day": 0.3,
        "dating/stated": 0.9,
        "edition/named": 3.917,
        "edition/number": 2.0,
        "event-bridge": 0.363,
        "event-bridge/guessed-year": 0.2,
        "forum": 1.0,
        "later-date/alone": 2.0,
        "later-date/month": 2.5,
        "later-date/several": 2.75,
        "later-date/single": 1.413,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.296,
        "slot-progression/history": 0.0,
        "tense-shift": 1.5,
        "update-note": 0.391,
    },
    "version": {
        "attribution": 0.0,
        "dating/apart": 1.0,
        "dating/likely": 0.342,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.351,
        "dating/same-day": 0.0,
        "dating/stated": 0.886,
        "edition/named": 3.564,
        "edition/number": 2.0,
        "event-bridge": 0.8,
        "event-bridge/guessed-year": 0.2,
        "forum": 0.0,
        "later-date/alone": 0.417,
        "later-date/month": 2.5,
        "later-date/several": 2.75,
        "later-date/single": 1.574,
        "release": 0.0,
        "repost-marker": 0.0,
        "slot-progression": 0.5,
        "slot-progression/history": 0.0,
        "tense-shift": 1.646,
        "update-note": 2.0,
    },
}

KINSHIP: Mapping[str, float] = {
    "agreement": -0.33,
    "base": -0.255,
    "both-attribute": 2.543,
    "both-passed-on": 1.919,
    "conflict": 2.415,
    "edited": 1.603,
    "least-share": -1.586,
    "many": 1.036,
    "most-share": -0.973,
    "one-release": -2.746,
    "similarity": -0.675,
    "third": 0.844,
    "thirds": 0.652,
    "wording-at-odds": 2.287,
}
"""Log-odds that two texts have what they share from a third; `base` holds before anything is looked at."""
