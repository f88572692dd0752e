"""What a present tense says of a date: with an exact day it is a timetable; what must be done has a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.captions import goes_on
from provenance.dating.grammar.clauses import clause_opener
from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import (
    names_appointment,
)
from provenance.dating.grammar.questions import (
    is_bare_year,
    is_conditional,
    is_recurring,
    looks_forward,
)
from provenance.dating.grammar.setting import LIMITS
from provenance.dating.grammar.terms import (
    is_until,
)
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words


def present(setting: Setting, group: Group) -> Judgement:
    """A present tense: with an exact day it is a timetable, otherwise it says nothing."""
    words = setting.words
    is_timetable = words.roles[group.last] is Role.COMES
    is_shown = not words.language.depicted.isdisjoint(words.forms[group.first : group.last + 1])
    is_shown = is_shown and not goes_on(words, group)
    if not setting.is_exact:
        is_past = setting.names_year and not is_until(words, group) and not looks_forward(words)
        is_past = is_past and not (is_timetable and words.form(clause_opener(words, group)) in words.language.once)
        if is_past and is_bare_year(setting) and (is_shown or not is_timetable):
            return past(setting, group, "past-year", Strength.SOFT)
        is_caption_of = is_past and is_shown and setting.lead in {Role.AT, None}
        return past(setting, group, "caption", Strength.SOFT) if is_caption_of else _no_timetable(setting, group)
    if not setting.names_year and _is_announced_change(setting, group, is_timetable=is_timetable):
        return future(setting, group, "timetable", Strength.SOFT)
    if is_recurring(setting, group) or setting.is_open or is_conditional(words, group):
        return _no_timetable(setting, group)
    if words.form(group.last + 1) in words.language.convertible:
        return future(setting, group, "term", Strength.SOFT)  # the stock is redeemable at 50 pounds on 15 March
    if words.form(setting.lead_at) in words.language.inclusive and setting.is_fronted:
        return past(setting, group, "limit", Strength.SOFT)  # through 20 June, sales are down
    if setting.lead is Role.BEFORE and group.first > setting.last and not setting.names_year:
        return future(setting, group, "limit", Strength.SOFT)  # in the run-up to the 15 December summit, they propose
    if names_appointment(setting) and group.first < setting.first:
        return future(setting, group, "future-noun", Strength.SOFT)
    if setting.lead is Role.AFTER:
        return past(setting, group, "following", Strength.SOFT)
    is_accompanied = is_timetable and _opens_with(words, setting.lead_at)
    if group.is_inherited and (words.roles[group.last] is Role.IS or is_accompanied) and setting.lead is Role.AT:
        return future(setting, group, "timetable", Strength.SOFT)  # the first is on Sunday, the second on 26 April
    is_far = setting.lead is None and group.last < setting.lead_at - 2 and not (is_timetable and setting.has_clock)
    is_loose = is_far or setting.lead in {Role.OF, Role.TO} or setting.is_attribute or group.is_inherited
    if words.form(group.first - 1) in words.language.terms:
        return silent(setting, group, "term")  # the fiscal year ends on 31 December
    if is_loose:
        return _no_timetable(setting, group)
    is_after = words.role(clause_opener(words, group)) is Role.AFTER
    if is_after and setting.names_year and is_shown:
        return _no_timetable(setting, group)  # after they join the pact on 1 January 2037
    if setting.names_year and is_shown and setting.lead not in LIMITS:
        return past(setting, group, "caption", Strength.SOFT)  # a notice of what is to come leaves the year out
    return future(setting, group, "timetable", Strength.SOFT if setting.lead is not Role.AT else Strength.HARD)


def _opens_with(words: Words, at: int) -> bool:
    """Whether the clause of a word opens with a preposition: opens on 24 May, with a match on 25 June."""
    while at > 0 and not words.breaks[at - 1]:
        at -= 1
    return words.role(at) is Role.AT or words.forms[at] in words.language.sequences  # followed by Halden on


def _no_timetable(setting: Setting, group: Group) -> Judgement:
    return silent(setting, group, "present")


def _is_announced_change(setting: Setting, group: Group, *, is_timetable: bool) -> bool:
    """Whether a change is under way or an appointment at hand: is raising its prices, effective 6 April."""
    words = setting.words
    is_change = words.roles[group.first] is Role.IS or is_timetable
    is_effective = words.form(setting.lead_at) == words.language.effective and is_change
    return is_effective or (is_timetable and names_appointment(setting) and group.first > setting.last)


def required(setting: Setting, group: Group) -> Judgement:
    """What must or can be done has a limit, and only that looks ahead."""
    is_for = setting.lead is Role.FOR and names_appointment(setting)
    if setting.is_exact and (setting.lead in {*LIMITS, Role.AFTER} or setting.lead is Role.AT or is_for):
        return future(setting, group, "limit", Strength.SOFT)
    return silent(setting, group, "modal")
