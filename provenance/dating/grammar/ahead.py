"""Whether a past tells of what may be to come: due to mature, set for, forecast for, a talk given by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.clauses import group_before
from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import is_called_for
from provenance.dating.grammar.questions import (
    is_foreseen,
    is_foresight,
    is_reached,
    looks_forward,
)
from provenance.dating.grammar.terms import is_registered
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.words import Words


_MAX_STORY_WORDS = 10


def looking_ahead(setting: Setting, group: Group) -> Judgement | None:
    """What a past says whose date may be of something else: due to mature, set for, forecast, staged, foreseen."""
    words = setting.words
    if words.form(setting.lead_at - 1) in words.language.maturing:
        return future(setting, group, "term", Strength.SOFT) if setting.is_exact else silent(setting, group, "term")
    if words.forms[group.last] in words.language.past_plans and not group.is_passive and not is_reached(words, group):
        return _set(setting, group)
    is_forecast = words.forms[group.last] in words.language.forecasts and (group.is_passive or group.is_bare)
    if _is_seen_ahead(setting, group) or (is_forecast and (group.is_bare or setting.lead_at > group.last + 1)):
        return silent(setting, group, "announced")
    if group.is_bare and group.first <= setting.last and _may_be_to_come(words, group):
        if setting.has_clock and setting.is_exact:
            return future(setting, group, "event-with-hour", Strength.SOFT)
        if words.forms[group.last] in words.language.stagings:
            return silent(setting, group, "staged")
    if is_registered(setting):
        return silent(setting, group, "term")
    if setting.is_exact and words.form(group.first - 1) in words.language.outlooks:
        return silent(setting, group, "announced")  # the schedule had put the final on 5 December
    if not setting.is_exact and (is_foreseen(setting, group) or is_foresight(setting)):
        return silent(setting, group, "announced")
    between = slice(group.last + 1, setting.first)
    is_next = setting.is_exact and not words.language.following.isdisjoint(words.forms[between])
    if is_next and not any(words.breaks[between]):
        return future(setting, group, "next-day", Strength.SOFT)  # prepared the coming fair on 3 May
    return None


def _is_seen_ahead(setting: Setting, group: Group) -> bool:
    """Whether a headline foresees: growth seen in 1988, prices seen rising."""
    words, after = setting.words, group.last + 1
    if words.forms[group.last] != words.language.foreseen or not (group.is_bare or group.is_passive):
        return False
    is_verb = words.is_gerund(after) and words.form(after) not in words.language.not_infinitives
    return (setting.is_open and group.is_bare) or is_verb


def _may_be_to_come(words: Words, group: Group) -> bool:
    """Whether a participle may tell of what is to come: a talk given by the warden; but: agreed at a fair hosted by."""
    after = group.last + 1
    has_object = words.is_noun(after) or words.determines(after) or words.form(after)[:1].isdigit()
    is_staged = words.forms[group.last] in words.language.stagings and not has_object
    if not is_staged and words.form(after) != words.language.agent:
        return False
    before, _ = group_before(words, group.first)
    is_there = (
        before is not None and before.sense is Sense.SAID and Role.AT in words.roles[before.last + 1 : group.first]
    )  # told the clerk at a dinner hosted by
    return before is None or not (is_there or before.sense is Sense.OVER)


def _set(setting: Setting, group: Group) -> Judgement:
    """Set 31 March as the date of the vote: to come. Set a limit in 1974: over. What else is set, nobody knows."""
    words = setting.words
    if is_called_for(setting, group):
        return future(setting, group, "future-noun", Strength.SOFT)
    if setting.is_fronted and setting.names_year and setting.lead is Role.AT and group.first > setting.last:
        return past(setting, group, "past-event" if setting.is_exact else "past-month")  # in 2034 they set the target
    is_near = group.is_bare and setting.lead_at == group.last + 1 and not setting.is_exact
    if not setting.is_exact and _is_fiction(words, group):
        return silent(setting, group, "fiction")  # a film, set in 2036
    if setting.lead is Role.AT and is_near and setting.names_year:
        return past(setting, group, "past-year")  # restraints set in 1984
    if setting.lead is Role.AT and not setting.is_exact and setting.names_year and not looks_forward(words):
        return past(setting, group, "past-year", Strength.SOFT)
    is_named = words.form(setting.last + 1) == words.language.as_word
    if is_named and setting.lead is None and setting.is_exact and not setting.names_year:
        return future(setting, group, "named-day", Strength.SOFT)
    return silent(setting, group, "announced")


def _is_fiction(words: Words, group: Group) -> bool:
    """Whether what is set is a story."""
    before = words.forms[max(0, group.first - _MAX_STORY_WORDS) : group.first]
    return not words.language.fictions.isdisjoint(before)
