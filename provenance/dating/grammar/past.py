"""What a verb in a past tense says of a date, by what it tells: something done, moved, announced or said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.clauses import clause_opener, group_before
from provenance.dating.grammar.happened import happened
from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import is_called_for
from provenance.dating.grammar.phrases import is_told_when
from provenance.dating.grammar.questions import (
    is_before_verb,
    is_called_off,
    is_conditional,
    is_placed,
    is_sought,
    looks_forward,
)
from provenance.dating.grammar.setting import LIMITS, stands_behind
from provenance.dating.grammar.verbs import Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words

QUOTATION_MARKS = frozenset('"“”«»')
_MAX_NAME_WORDS = 2


def over(setting: Setting, group: Group) -> Judgement:
    """A past: the text is not older than the date, unless the date is a limit, a purpose or a condition."""
    if is_conditional(setting.words, group) and not is_before_verb(setting, group):
        is_past = setting.names_year and not setting.is_exact and setting.words.roles[group.last] is Role.PAST
        if is_past and group.is_bare and setting.words.role(group.first - 1) is not Role.ADVERB:
            return past(setting, group, "past-month", Strength.SOFT)  # if you voted for them in 2001
        is_ahead = group.is_perfect and setting.is_exact and not setting.names_year and setting.lead is Role.AT
        if is_ahead and setting.words.role(clause_opener(setting.words, group)) is not Role.IF:
            return future(setting, group, "condition", Strength.SOFT)  # once the draw has taken place on 9 December
        return silent(setting, group, "condition")
    if _shares_future(setting.words, group):
        return silent(setting, group, "announced")
    if is_called_off(setting.words, group) and setting.lead in {Role.TO, Role.UNTIL, Role.FOR}:
        return moved(setting, group)  # put back to 17 April
    if setting.words.forms[group.last] in setting.words.language.cancelled and (
        setting.is_exact or not setting.names_year
    ):
        return moved(setting, group)
    return happened(setting, group)


def _shares_future(words: Words, group: Group) -> bool:
    """Whether a participle leaves its future to the one before: it will be named in July and the vote held in May."""
    at = group.first - 1
    while words.is_noun(at) or words.determines(at):
        at -= 1
    if not group.is_bare or words.role(at) is not Role.JOIN or at == group.first - 1:
        return False
    before, _ = group_before(words, at)
    return before is not None and before.sense is Sense.COMING and Role.BE in words.roles[before.first : before.last]


def moved(setting: Setting, group: Group) -> Judgement:
    """Postponed to a date: that is to come. Postponed on a date: that is over."""
    words = setting.words
    if stands_behind(setting, group) and not setting.is_fronted:
        return silent(setting, group, "cancelled")  # once planned for 9 March, it was moved
    if setting.lead in {Role.TO, Role.UNTIL, Role.FOR}:
        return future(setting, group, "moved-event", Strength.SOFT)
    if not group.is_passive and words.role(group.last + 1) in {Role.TO, Role.FROM}:
        return happened(setting, group)  # moved to another town in 2004
    is_urged = words.forms[group.last] in words.language.called_off and words.determines(group.last + 1)
    if is_urged and setting.lead is Role.AT and words.language.off.isdisjoint(words.forms):
        return happened(setting, group)  # pushed the idea in 2017
    return announced(setting, group)


def announced(setting: Setting, group: Group) -> Judgement:
    """Announced on a date: over. Announced something on a date: nobody knows."""
    words, between = setting.words, range(group.last + 1, setting.lead_at)
    is_had = words.roles[group.first] is Role.HAD
    if is_called_off(words, group):
        return silent(setting, group, "cancelled")
    if is_had and not setting.is_exact and setting.lead is Role.AT:
        return past(setting, group, "past-year", Strength.SOFT)  # had proposed the sale in 1984
    if is_called_for(setting, group) or _has_called(setting, group):
        return future(setting, group, "future-noun", Strength.SOFT)
    if is_sought(setting, group):
        return past(setting, group, "past-month", Strength.SOFT)
    if is_had and setting.is_exact and setting.lead is Role.AT and not _names_appointment(setting, group):
        return past(setting, group, "past-event", Strength.SOFT)  # had announced the action on 2 January
    if _is_urged(setting, group):
        return happened(setting, group)
    if is_placed(words, between) and not group.is_inherited:
        return past(setting, group, "past-event" if setting.is_exact else "past-month", Strength.SOFT)
    if _is_deed(words, group, between):
        return happened(setting, group)
    is_next = group.first == setting.last + 1 and not setting.is_attribute and setting.lead in {Role.AT, None}
    if (is_next or (setting.is_fronted and setting.lead is Role.AT)) and not group.is_inherited:
        return past(setting, group, "past-event" if setting.is_exact else "past-month")
    is_of_what = stands_behind(setting, group) or setting.lead in {Role.FOR, Role.TO, *LIMITS}
    if between or is_of_what or group.is_inherited:
        return silent(setting, group, "announced")
    return happened(setting, group)


def _names_appointment(setting: Setting, group: Group) -> bool:
    """Whether what is announced is a meeting or the like, which stands between the verb and the date."""
    words = setting.words
    return not words.language.appointments.isdisjoint(words.forms[group.last : setting.lead_at])


def _has_called(setting: Setting, group: Group) -> bool:
    """Whether something has been called for a day: have called a strike on 3 May."""
    is_day = setting.is_exact and not setting.names_year and setting.lead in {Role.AT, Role.FROM}
    return is_day and group.is_perfect and _names_appointment(setting, group)


def _is_urged(setting: Setting, group: Group) -> bool:
    """Whether somebody was asked on a date to do something: urged them on 7 April to inform."""
    words = setting.words
    is_asking = words.forms[group.last] in words.language.urged and words.role(setting.last + 1) is Role.TO
    return is_asking and setting.lead is Role.AT and not group.is_inherited


def _is_deed(words: Words, group: Group, between: range) -> bool:
    """Whether to announce was itself what happened: was agreed by all, promised Ann Lee in 1990."""
    if group.is_passive or (group.is_bare and words.form(group.last + 1) == words.language.agent):
        return True
    is_name = 0 < len(between) <= _MAX_NAME_WORDS and all(words.is_noun(at) and words.is_capital[at] for at in between)
    return is_name or is_told_when(words, group)


def said(setting: Setting, group: Group) -> Judgement:
    """Said on a date: over. Said that … on a date: nobody knows."""
    words = setting.words
    if setting.lead is Role.AFTER and words.form(setting.lead_at) == words.language.afterwards:
        return past(setting, group, "following", Strength.SOFT)
    is_stock = setting.lead is Role.OF and words.form(setting.lead_at - 1) == words.language.as_word
    if is_stock and setting.is_exact and not looks_forward(words):
        return past(setting, group, "past-event", Strength.SOFT)  # reported the stocks as of 3 April
    is_parted = setting.is_fronted and words.form(setting.last + 1) == "," and stands_behind(setting, group)
    if is_parted and group.last >= len(words) - 2:
        return silent(setting, group, "reported")  # in 1988, the company said
    is_content = group.last + 1 < setting.lead_at and words.form(setting.last + 1) == ","
    is_reporting = not {Role.WILL, Role.WOULD}.isdisjoint(words.roles[group.last :])
    if is_reporting and setting.is_fronted and not setting.is_exact and stands_behind(setting, group):
        return past(setting, group, "past-month", Strength.SOFT)  # in 1983 he said that he would resign
    if setting.is_attribute and setting.lead is None and not stands_behind(setting, group):
        return silent(setting, group, "reported")  # said the 15 March opening was unchanged
    is_present = Role.IS in words.roles[setting.last :] and not setting.is_exact and setting.lead is Role.AT
    if is_present and group.last + 1 < setting.lead_at:
        return past(setting, group, "past-year", Strength.SOFT)
    if is_reporting and is_content and not setting.is_exact and setting.lead is Role.AT:
        return silent(setting, group, "reported")  # said the cost of work in 2035 should be low
    is_quoting = not QUOTATION_MARKS.isdisjoint(words.forms[group.last : setting.first])
    if not group.is_passive and (group.is_inherited or is_quoting):
        return silent(setting, group, "reported")
    return over(setting, group)
