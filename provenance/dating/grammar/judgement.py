"""What is said of one date: its tense, the bound it gives, and the words that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from provenance.model import Bound, Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group

PAST, FUTURE, NONE = "past", "future", "none"
_BOUNDS = {PAST: Bound.EARLIEST, FUTURE: Bound.LATEST, NONE: None}


class Judgement(NamedTuple):
    """The tense of a date, the bound it gives, how firm that is, the rule, and the words (indices) that show it."""

    tense: str
    bound: Bound | None
    strength: Strength
    cue: str
    first: int
    last: int
    dates_year: bool
    """Whether a preposition stands before the date and no noun follows, so that a number is a year."""


def past(setting: Setting, group: Group | None, cue: str, strength: Strength = Strength.HARD) -> Judgement:
    """The date is over: the text is not older."""
    return _judgement(setting, group, PAST, cue, strength)


def future(setting: Setting, group: Group | None, cue: str, strength: Strength = Strength.HARD) -> Judgement:
    """The date is to come: the text is not younger, softly where only a month or a year is named."""
    if not setting.is_exact:
        cue, strength = "future-month", Strength.SOFT
    return _judgement(setting, group, FUTURE, cue, strength)


def far_limit(setting: Setting, group: Group) -> Judgement:
    """A month or a year by which something will have happened: the text is not younger than its end."""
    return _judgement(setting, group, FUTURE, "future-limit", Strength.HARD)


def likely(setting: Setting, group: Group | None, *, is_over: bool) -> Judgement:
    """The date is over, or to come, by all that is known of the words around it, softly."""
    return _judgement(setting, group, PAST if is_over else FUTURE, "wording", Strength.SOFT)


def silent(setting: Setting, group: Group | None, cue: str) -> Judgement:
    """Nothing is known of the date."""
    return _judgement(setting, group, NONE, cue, Strength.SOFT)


def _judgement(setting: Setting, group: Group | None, tense: str, cue: str, strength: Strength) -> Judgement:
    first = min(setting.lead_at, group.first) if group else setting.lead_at
    last = setting.last + setting.is_attribute
    last = max(last, group.last) if group else last
    return Judgement(tense, _BOUNDS[tense], strength, cue, first, last, setting.dates_year)
