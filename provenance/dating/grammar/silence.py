"""What may be told of a date whose verb says nothing of when: an accusation, a pledge, a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import (
    names_appointment,
)
from provenance.dating.grammar.phrases import (
    has_aim,
    is_held_against_somebody,
    is_pledged,
    is_proposal,
    is_reported_future,
)
from provenance.dating.grammar.questions import (
    is_conditional,
    is_foreseen,
    looks_forward,
)
from provenance.dating.grammar.terms import (
    ends_term,
)
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting


_REPORTABLE = {Role.AT, Role.FROM, Role.UNTIL, None}


def nothing(setting: Setting, group: Group) -> Judgement:
    """A verb that says nothing, but for what somebody is accused of, and what was agreed upon for a day."""
    if is_held_against_somebody(setting):
        return past(setting, group, "accusation", Strength.SOFT)
    words = setting.words
    if setting.lead is Role.TO and ends_term(setting) and not looks_forward(words):
        return past(setting, group, "term", Strength.SOFT)
    is_loss_ahead = (
        words.forms[group.last] in words.language.foresees and words.form(setting.lead_at) == words.language.ending
    )
    if is_loss_ahead and setting.is_exact and not setting.names_year:
        return future(setting, group, "term", Strength.SOFT)  # expects losses in the year ending 31 July
    is_irreal = (
        words.roles[group.first] is Role.WOULD
        and words.role(group.first + 1) is Role.HAS
        and (words.role(group.first + 2) in {Role.BE, Role.PAST})
    )
    if is_irreal and setting.names_year and not setting.is_exact and setting.lead is Role.AT:
        return past(setting, group, "past-month", Strength.SOFT)  # this would have been the case in May 1984
    if setting.is_exact and not setting.names_year and setting.lead is Role.AT and is_foreseen(setting, group):
        return future(setting, group, "future-noun", Strength.SOFT)  # could upset her preparations for the race on
    is_record = words.roles[group.first] is Role.IS and words.forms[group.last] in words.language.accusations
    if is_record and setting.names_year and not setting.is_exact and setting.lead is Role.AT:
        return past(setting, group, "accusation", Strength.SOFT)
    if names_appointment(setting) and not setting.names_year and not is_conditional(words, group):
        return future(setting, group, "future-noun", Strength.SOFT)
    if not setting.is_exact and setting.lead is Role.AT and has_aim(words, group) and not is_proposal(words, group):
        return past(setting, group, "past-purpose", Strength.SOFT)
    if setting.is_exact and not setting.is_attribute and not is_conditional(words, group):
        is_plan = not setting.names_year and setting.lead in {Role.AT, None} and is_pledged(words, group)
        if is_plan or (setting.lead in _REPORTABLE and is_reported_future(words, group)):
            return future(setting, group, "reported-plan", Strength.SOFT)
    return silent(setting, group, "silent")


def unbound(setting: Setting, group: Group) -> Judgement:
    """An infinitive alone: a headline's future."""
    if setting.is_exact and (setting.is_open or names_appointment(setting)):
        return future(setting, group, "title", Strength.SOFT)
    return silent(setting, group, "silent")


def title(setting: Setting, group: Group) -> Judgement:
    """A bare title: its present and its participles say nothing, its future a little.

    But minutes are of what was held: Minutes of the Special Meeting held on 3 May.
    """
    words = setting.words
    if group.sense is Sense.OVER and setting.is_exact and words.form(0) in words.language.records:
        return past(setting, group, "past-event")
    if group.sense in {Sense.COMING, Sense.PLANNED, Sense.UNBOUND}:
        return future(setting, group, "title", Strength.SOFT)
    return silent(setting, group, "title")
