"""What a past whose event took place says of a date: over, unless the date is a limit, a purpose or another noun's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.ahead import looking_ahead
from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import aims_at_appointment, is_run_up, names_appointment
from provenance.dating.grammar.phrases import is_replaced
from provenance.dating.grammar.questions import (
    is_foreseen,
    is_loose,
    is_of_another,
    is_of_foreseen,
    is_of_other_subject,
    is_reached,
    looks_forward,
)
from provenance.dating.grammar.setting import LIMITS, stands_behind
from provenance.dating.grammar.spans import has_span, ranged, reached
from provenance.dating.grammar.terms import ends_term, is_for_term
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting

_MAX_NAME_WORDS = 3
_GOALS = {Role.FOR, Role.TO}


def happened(setting: Setting, group: Group) -> Judgement:
    """A past whose event took place."""
    words, is_behind = setting.words, stands_behind(setting, group)
    if is_of_foreseen(setting, group):
        return silent(setting, group, "announced")
    cue = "past-event" if setting.is_exact else "past-month"
    if (ahead := looking_ahead(setting, group)) is not None:
        return ahead
    if setting.lead in LIMITS:
        return reached(setting, group)
    if aims_at_appointment(setting, group) or (setting.lead is Role.FOR and names_appointment(setting)):
        is_silent = is_behind and (group.sense is not Sense.SAID or not looks_forward(words))
        return silent(setting, group, "purpose") if is_silent else future(setting, group, "future-noun", Strength.SOFT)
    if not is_behind and is_of_other_subject(setting, group):
        return silent(setting, group, "another-subject")  # hurt her and she deserves a rest in 2036
    if is_replaced(setting, group):
        return silent(setting, group, "range")
    if setting.lead in _GOALS:
        return _aimed(setting, group)
    if _is_fixed(setting):
        return future(setting, group, "named-day", Strength.SOFT)
    if _is_named(setting, group):
        return silent(setting, group, "named-day")
    is_printed = setting.lead is Role.AT and words.form(setting.last + 1) == words.language.issue
    if setting.is_attribute and (is_printed or (names_appointment(setting) and is_foreseen(setting, group))):
        return silent(setting, group, "attribute")
    if setting.is_attribute and setting.lead not in {Role.AT, Role.AFTER, Role.FROM}:
        is_open = names_appointment(setting) and not is_behind and words.forms[group.last] not in words.language.handled
        return silent(setting, group, "attribute") if is_open else past(setting, group, cue, Strength.SOFT)
    is_told_ahead = group.sense is Sense.SAID and Role.WILL in words.roles[setting.last :]
    if setting.lead is Role.AFTER and (is_told_ahead or _is_open_after(setting)):
        return silent(setting, group, "following")
    if setting.lead is Role.AFTER:
        is_firm = setting.is_attribute and setting.names_year
        return past(setting, group, "following", Strength.HARD if is_firm else Strength.SOFT)
    if setting.lead is Role.FROM:
        return ranged(setting, group)
    is_for = not setting.is_exact and words.role(setting.lead_at - 2) is Role.FOR
    if is_for and words.form(setting.lead_at - 1) in words.language.dues | words.language.aims:
        return silent(setting, group, "purpose")  # bought wheat for delivery in 2036
    return _on_its_day(setting, group, cue)


def _aimed(setting: Setting, group: Group) -> Judgement:
    """A past whose date is what something was for: a day that was chosen, or a span whose figures are told."""
    is_chosen = group.is_passive and setting.words.forms[group.last] in setting.words.language.fixing
    if is_chosen and setting.is_exact and setting.lead is Role.FOR and not stands_behind(setting, group):
        return future(setting, group, "planned-event", Strength.SOFT)  # has been fixed for 15 May
    is_told = _is_term(setting, group) or _is_year_of_figures(setting, group)
    return past(setting, group, "term", Strength.SOFT) if is_told else silent(setting, group, "purpose")


def _on_its_day(setting: Setting, group: Group, cue: str) -> Judgement:
    """A past whose date may be that of another noun."""
    words, is_behind = setting.words, stands_behind(setting, group)
    is_during = words.form(setting.lead_at) == words.language.during and setting.is_attribute and not is_behind
    if is_during and setting.is_exact:
        return past(setting, group, cue, Strength.SOFT)  # benefited from errors during the 10 June election
    if is_run_up(setting, group):
        return future(setting, group, "future-noun", Strength.SOFT)
    is_anothers = is_of_another(setting, group)
    if setting.is_exact and is_anothers:
        return silent(setting, group, "another-noun")
    return past(setting, group, cue, Strength.SOFT if is_anothers or is_loose(setting, group) else Strength.HARD)


def _is_fixed(setting: Setting) -> bool:
    """Whether a day is fixed for something: fixed 3 May as the date for the trial."""
    words, language, behind = setting.words, setting.words.language, setting.last + 2
    if setting.lead is not None or setting.names_year or words.form(setting.last + 1) != language.as_word:
        return False
    what = words.forms[behind : behind + _MAX_NAME_WORDS]
    is_the = words.form(behind) == language.article
    return is_the and setting.is_exact and not (language.dated | language.appointments).isdisjoint(what)


def _is_named(setting: Setting, group: Group) -> bool:
    """Whether a day is named or set, not dated: declared 3 May as a holiday."""
    words = setting.words
    is_set_on = group.is_passive and setting.is_exact and words.forms[group.last] in words.language.past_plans
    if is_set_on and setting.lead is Role.AT and not is_reached(words, group):
        return True  # the holiday was set on 16 October
    if setting.lead is not None or is_reached(words, group):
        return False
    is_given = setting.is_exact and words.form(setting.first - 1) in words.language.fixing | {words.language.as_word}
    if is_given and not stands_behind(setting, group):
        return True  # fixed 3 May, the payment date was given as 3 May
    is_set = words.form(setting.first - 1) in words.language.past_plans and not (
        group.is_passive and setting.names_year
    )
    return is_set or words.form(setting.last + 1) == words.language.as_word


def _is_open_after(setting: Setting) -> bool:
    """Whether what somebody faced comes after an appointment that may be ahead: a gap after the 1 July handover."""
    is_following = setting.words.form(setting.lead_at) == setting.words.language.afterwards
    return names_appointment(setting) and not setting.names_year and not is_following


def _is_term(setting: Setting, group: Group) -> bool:
    """Whether the date ends a span whose figures are told: in the year to February 1997 it was a surplus."""
    words, is_behind = setting.words, stands_behind(setting, group)
    is_measured = words.forms[group.last] in words.language.motions | words.language.earned
    if setting.lead is Role.TO:
        is_told = is_behind and (setting.is_exact or setting.names_year)
        return is_told or (ends_term(setting) and (is_measured or not is_for_term(setting)))
    if setting.is_exact:  # sales for the ten days to 20 March rose
        return is_behind and has_span(words, setting.lead_at, setting.last + 3)
    is_month = words.form(setting.first) in words.language.months and group.first == setting.last + 1
    return is_behind and setting.names_year and (is_measured or is_month)  # imports for October 2005 increased


def _is_year_of_figures(setting: Setting, group: Group) -> bool:
    """Whether the past has the figures of a year: earned 2 million for 1986."""
    words, is_behind = setting.words, stands_behind(setting, group)
    if setting.lead is not Role.FOR or setting.first != setting.last or setting.is_exact or group.is_perfect:
        return False
    is_own = words.forms[group.last] in words.language.earned or group.last == setting.lead_at - 1
    between = words.forms[group.last : setting.lead_at]
    if not (is_own or is_behind or any(form[:1].isdigit() or form in words.language.accounts for form in between)):
        return False
    return not looks_forward(words, group.first if is_own and not is_behind else None)
