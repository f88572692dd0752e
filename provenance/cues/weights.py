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
        "attribution": 0.379,
        "dating/apart": 1.0,
        "dating/likely": 0.0,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.0,
        "dating/same-day": 0.0,
        "dating/stated": 0.9,
        "edition/named": 3.075,
        "edition/number": 2.0,
        "event-bridge": 0.791,
        "event-bridge/guessed-year": 0.465,
        "forum": 1.0,
        "later-date/alone": 1.775,
        "later-date/month": 0.5,
        "later-date/several": 1.588,
        "later-date/single": 0.0,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.852,
        "slot-progression/history": 0.0,
        "tense-shift": 1.284,
        "update-note": 0.906,
    },
    "text": {
        "attribution": 1.3,
        "dating/apart": 0.988,
        "dating/likely": 0.599,
        "dating/next-day": 0.239,
        "dating/of-a-week": 0.846,
        "dating/same-day": 0.3,
        "dating/stated": 0.9,
        "edition/named": 3.874,
        "edition/number": 2.0,
        "event-bridge": 0.346,
        "event-bridge/guessed-year": 0.2,
        "forum": 1.0,
        "later-date/alone": 2.043,
        "later-date/month": 2.5,
        "later-date/several": 3.422,
        "later-date/single": 1.417,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.267,
        "slot-progression/history": 0.0,
        "tense-shift": 1.441,
        "update-note": 0.387,
    },
    "version": {
        "attribution": 0.0,
        "dating/apart": 1.0,
        "dating/likely": 0.286,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.351,
        "dating/same-day": 0.0,
        "dating/stated": 0.886,
        "edition/named": 3.568,
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
    "agreement": -0.328,
    "base": -0.22,
    "both-attribute": 2.544,
    "both-passed-on": 1.92,
    "conflict": 2.415,
    "edited": 1.615,
    "least-share": -1.603,
    "many": 1.057,
    "most-share": -0.95,
    "one-release": -2.74,
    "similarity": -0.723,
    "third": 0.882,
    "thirds": 0.569,
    "wording-at-odds": 2.284,
}
"""Log-odds that two texts have what they share from a third; `base` holds before anything is looked at."""
