"""What is likely of a date of which nothing else tells, by whether anything in its sentence looks ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.judgement import Judgement, future, past
from provenance.dating.grammar.questions import looks_forward
from provenance.dating.grammar.setting import LIMITS
from provenance.dating.grammar.verbs import Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words

_UNTOLD = frozenset({"silent", "announced", "reported", "no-verb"})
"""The rules that know nothing of a date; what the others are silent of they know to be open."""
_BEFORE_PASTS = {Role.AT, Role.OF, Role.BEFORE}
_OPEN_SPANS = frozenset({"silent", "range", "limit", "announced"})


def looks_back(setting: Setting, group: Group | None, told: Judgement) -> Judgement | None:
    """A year that is named with its preposition, in a sentence without a word that looks ahead.

    Of 45 such dates in newswire 3 were to come; where an infinitive dates them, as many were as were over.
    """
    words = setting.words
    if (
        told.cue not in _UNTOLD
        or not setting.names_year
        or not (
            setting.lead in _BEFORE_PASTS
            or (setting.lead is Role.FROM and group is None and setting.first == setting.last)
        )
    ):
        return None
    if group is not None and _is_open(words, group):
        return None
    if looks_forward(words) or words.form(setting.lead_at - 1) in words.language.dues | words.language.aims:
        return None
    return past(setting, group, "past-year", Strength.SOFT)


def looks_ahead(setting: Setting, group: Group | None, told: Judgement) -> Judgement | None:
    """A day without its year that is a limit, or ends a span, in a whole sentence with a word that looks ahead.

    Of 41 such days in newswire 2 were over. Where nothing looks ahead, as many are over as are to come.
    """
    is_day = setting.is_exact and not setting.names_year and not setting.is_attribute and not setting.is_open
    if not is_day or setting.lead not in {Role.FROM, *LIMITS} or told.cue not in _OPEN_SPANS:
        return None
    is_over = group is not None and group.sense in {Sense.OVER, Sense.ANNOUNCED} and setting.lead is Role.FROM
    return None if is_over or not looks_forward(setting.words) else future(setting, group, "limit", Strength.SOFT)


def _is_open(words: Words, group: Group) -> bool:
    """Whether a verb leads to what is to come as often as to what is over: an infinitive, a forecast, a proposal."""
    verb = words.forms[group.last]
    is_foretold = group.sense is Sense.ANNOUNCED and verb not in words.language.telling
    is_infinitive = any(
        words.roles[at] is Role.TO and words.form(at - 1) not in words.language.deeds
        for at in range(group.first, group.last + 1)
    )
    return is_foretold or verb == words.language.foreseen or is_infinitive


def lean(setting: Setting, group: Group | None, told: Judgement) -> Judgement | None:
    """What is likely, if anything is."""
    return looks_back(setting, group, told) or looks_ahead(setting, group, told)
