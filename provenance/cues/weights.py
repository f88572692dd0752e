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
        "attribution": 0.958,
        "dating/apart": 1.0,
        "dating/likely": 0.0,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.0,
        "dating/same-day": 0.0,
        "dating/stated": 0.9,
        "edition/named": 3.039,
        "edition/number": 2.0,
        "event-bridge": 0.9,
        "event-bridge/guessed-year": 0.0,
        "forum": 1.0,
        "later-date/alone": 1.878,
        "later-date/month": 0.5,
        "later-date/several": 1.584,
        "later-date/single": 0.0,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.915,
        "slot-progression/history": 0.0,
        "tense-shift": 1.0,
        "update-note": 0.722,
    },
    "text": {
        "attribution": 1.3,
        "dating/apart": 1.0,
        "dating/likely": 0.58,
        "dating/next-day": 0.238,
        "dating/of-a-week": 0.8,
        "dating/same-day": 0.3,
        "dating/stated": 0.9,
        "edition/named": 3.965,
        "edition/number": 2.0,
        "event-bridge": 0.623,
        "event-bridge/guessed-year": 0.2,
        "forum": 1.0,
        "later-date/alone": 2.0,
        "later-date/month": 2.5,
        "later-date/several": 2.75,
        "later-date/single": 1.417,
        "release": 1.0,
        "repost-marker": 1.0,
        "slot-progression": 0.447,
        "slot-progression/history": 0.0,
        "tense-shift": 1.372,
        "update-note": 1.081,
    },
    "version": {
        "attribution": 0.0,
        "dating/apart": 1.0,
        "dating/likely": 0.323,
        "dating/next-day": 0.2,
        "dating/of-a-week": 0.427,
        "dating/same-day": 0.0,
        "dating/stated": 0.855,
        "edition/named": 3.57,
        "edition/number": 2.0,
        "event-bridge": 0.8,
        "event-bridge/guessed-year": 0.2,
        "forum": 0.0,
        "later-date/alone": 0.365,
        "later-date/month": 2.491,
        "later-date/several": 2.75,
        "later-date/single": 1.48,
        "release": 0.0,
        "repost-marker": 0.0,
        "slot-progression": 0.5,
        "slot-progression/history": 0.0,
        "tense-shift": 1.646,
        "update-note": 1.949,
    },
}

KINSHIP: Mapping[str, float] = {
    "agreement": -0.233,
    "base": 0.685,
    "both-attribute": 2.515,
    "both-passed-on": 1.516,
    "conflict": 1.305,
    "edited": 1.235,
    "least-share": -1.791,
    "many": 0.642,
    "most-share": -1.384,
    "one-release": -2.591,
    "similarity": -0.66,
    "third": 0.812,
    "thirds": 0.684,
    "wording-at-odds": 1.878,
}
"""Log-odds that two texts have what they share from a third; `base` holds before anything is looked at."""
