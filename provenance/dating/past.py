"""What a verb in a past tense says of a date: over, unless the date is a limit, a purpose, a plan or a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.judgement import Judgement, future, past, silent
from provenance.dating.language import Role
from provenance.dating.nouns import aims_at_appointment, is_run_up, names_appointment
from provenance.dating.phrases import ends_term, is_for_term, is_registered, is_told_when, opens_range
from provenance.dating.questions import (
    is_before_verb,
    is_called_off,
    is_conditional,
    is_foreseen,
    is_foresight,
    is_loose,
    is_of_another,
    is_of_foreseen,
    is_of_other_subject,
    is_placed,
    is_reached,
    is_sought,
    looks_forward,
)
from provenance.dating.verbs import Group, Sense, clause_opener, group_before
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.setting import Setting
    from provenance.dating.words import Words

LIMITS = {Role.UNTIL, Role.BEFORE}
QUOTATION_MARKS = frozenset('"“”«»')
_MAX_NAME_WORDS = 2
_MAX_TERM_WORDS = 6
_MAX_STORY_WORDS = 10


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
    if is_called_off(setting.words, group) and setting.lead in {Role.TO, Role.UNTIL, Role.FOR}:
        return moved(setting, group)  # put back to 17 April
    if setting.words.forms[group.last] in setting.words.language.cancelled and (
        setting.is_exact or not setting.names_year
    ):
        return moved(setting, group)
    return _happened(setting, group)


def _happened(setting: Setting, group: Group) -> Judgement:
    """A past whose event took place."""
    words, is_behind = setting.words, _is_behind(setting, group)
    if is_of_foreseen(setting, group):
        return silent(setting, group, "announced")
    cue = "past-event" if setting.is_exact else "past-month"
    if (ahead := _looking_ahead(setting, group)) is not None:
        return ahead
    if setting.lead in LIMITS:
        return _reached(setting, group)
    if aims_at_appointment(setting, group) or (setting.lead is Role.FOR and names_appointment(setting)):
        is_silent = is_behind and (group.sense is not Sense.SAID or not looks_forward(words))
        return silent(setting, group, "purpose") if is_silent else future(setting, group, "future-noun", Strength.SOFT)
    if not is_behind and is_of_other_subject(setting, group):
        return silent(setting, group, "another-subject")  # hurt her and she deserves a rest in 2036
    if setting.lead in {Role.FOR, Role.TO}:
        is_told = _is_term(setting, group) or _is_year_of_figures(setting, group)
        return past(setting, group, "term", Strength.SOFT) if is_told else silent(setting, group, "purpose")
    if _is_named(setting, group):
        return silent(setting, group, "named-day")
    is_printed = setting.lead is Role.AT and words.form(setting.last + 1) == words.language.issue
    if setting.is_attribute and (is_printed or (names_appointment(setting) and is_foreseen(setting, group))):
        return silent(setting, group, "attribute")
    if setting.is_attribute and setting.lead not in {Role.AT, Role.AFTER, Role.FROM}:
        is_open = names_appointment(setting) and not is_behind and words.forms[group.last] not in words.language.handled
        return silent(setting, group, "attribute") if is_open else past(setting, group, cue, Strength.SOFT)
    if setting.lead is Role.AFTER and _is_open_after(setting):
        return silent(setting, group, "following")
    if setting.lead is Role.AFTER:
        is_firm = setting.is_attribute and setting.names_year
        return past(setting, group, "following", Strength.HARD if is_firm else Strength.SOFT)
    if setting.lead is Role.FROM:
        return _ranged(setting, group)
    is_aim = words.form(setting.lead_at - 1) in words.language.dues | words.language.aims
    if is_aim and not setting.is_exact and words.role(setting.lead_at - 2) is Role.FOR:
        return silent(setting, group, "purpose")  # bought wheat for delivery in 2036
    return _on_its_day(setting, group, cue)


def _on_its_day(setting: Setting, group: Group, cue: str) -> Judgement:
    """A past whose date may be that of another noun."""
    words, is_behind = setting.words, _is_behind(setting, group)
    is_during = words.form(setting.lead_at) == words.language.during and setting.is_attribute and not is_behind
    if is_during and setting.is_exact:
        return past(setting, group, cue, Strength.SOFT)  # benefited from errors during the 10 June election
    if is_run_up(setting, group):
        return future(setting, group, "future-noun", Strength.SOFT)
    if setting.is_exact and is_of_another(setting, group):
        return silent(setting, group, "another-noun")
    return past(setting, group, cue, Strength.SOFT if is_loose(setting, group) else Strength.HARD)


def _is_behind(setting: Setting, group: Group) -> bool:
    return group.first > setting.last


def _is_named(setting: Setting, group: Group) -> bool:
    """Whether a day is named or set, not dated: declared 3 May as a holiday."""
    words = setting.words
    is_set_on = group.is_passive and setting.is_exact and words.forms[group.last] in words.language.past_plans
    if is_set_on and setting.lead is Role.AT and not is_reached(words, group):
        return True  # the holiday was set on 16 October
    if setting.lead is not None or is_reached(words, group):
        return False
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
    words, is_behind = setting.words, _is_behind(setting, group)
    is_measured = words.forms[group.last] in words.language.motions | words.language.earned
    if setting.lead is Role.TO:
        is_told = is_behind and (setting.is_exact or setting.names_year)
        return is_told or (ends_term(setting) and (is_measured or not is_for_term(setting)))
    if setting.is_exact:  # sales for the ten days to 20 March rose
        return is_behind and _has_span(words, setting.lead_at, setting.last + 3)
    is_month = words.form(setting.first) in words.language.months and group.first == setting.last + 1
    return is_behind and setting.names_year and (is_measured or is_month)  # imports for October 2005 increased


def _is_year_of_figures(setting: Setting, group: Group) -> bool:
    """Whether the past has the figures of a year: earned 2 million for 1986."""
    words, is_behind = setting.words, _is_behind(setting, group)
    if setting.lead is not Role.FOR or setting.first != setting.last or setting.is_exact or group.is_perfect:
        return False
    is_own = words.forms[group.last] in words.language.earned or group.last == setting.lead_at - 1
    between = words.forms[group.last : setting.lead_at]
    if not (is_own or is_behind or any(form[:1].isdigit() or form in words.language.accounts for form in between)):
        return False
    return not looks_forward(words, group.first if is_own and not is_behind else None)


def _has_span(words: Words, first: int, end: int) -> bool:
    """Whether a year, a quarter or the like is among the words."""
    spans = words.language.comparable | words.language.terms
    return not spans.isdisjoint(words.forms[max(0, first) : end])


def _ranged(setting: Setting, group: Group) -> Judgement:
    """A past with the beginning of a range, or with the end of a year or a week."""
    words, language, is_behind = setting.words, setting.words.language, _is_behind(setting, group)
    word = words.form(setting.lead_at)
    is_starting = word == language.effective and Role.WILL in words.roles[setting.last :]
    if is_starting and setting.is_exact and not setting.names_year:
        return future(setting, group, "future-event", Strength.SOFT)
    if not _is_ended(setting, group) and (
        (is_for_term(setting) and not is_behind) or (setting.is_exact and opens_range(setting))
    ):
        return silent(setting, group, "range")
    if words.form(setting.lead_at - 1) in language.dues and words.role(setting.lead_at - 2) is Role.FOR:
        return silent(setting, group, "range")  # ordered for delivery from 2008
    if is_behind and not language.forecasts.isdisjoint(words.forms[: setting.lead_at]):
        return silent(setting, group, "range")  # estimated savings from 2036 were the reason
    is_lasting = words.forms[group.last] in language.lasting and not words.is_gerund(group.last + 1)
    is_firm = setting.names_year and is_lasting and not is_behind
    return past(setting, group, "past-range", Strength.HARD if is_firm else Strength.SOFT)


def _is_ended(setting: Setting, group: Group) -> bool:
    """Whether a range is over: in the week ending 3 May rates fell, sales from 1 May to 10 May rose."""
    words, at = setting.words, setting.lead_at
    if not _is_behind(setting, group) and words.form(at) == words.language.ending:
        return words.forms[group.last] in words.language.motions | words.language.earned
    if not _is_behind(setting, group):
        return setting.names_year and words.forms[group.last] in words.language.lasting
    if words.forms[group.last] in words.language.forecasts:
        return False
    if words.form(at) == words.language.ending:
        return _has_span(words, at - _MAX_TERM_WORDS, at)
    return words.form(at) in words.language.comparing and words.form(at - 1) != words.language.as_word


def _looking_ahead(setting: Setting, group: Group) -> Judgement | None:
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
    between = range(group.last + 1, setting.first)
    is_next = any(words.forms[index] in words.language.following for index in between)
    if setting.is_exact and is_next and not any(words.breaks[index] for index in between):
        return future(setting, group, "next-day", Strength.SOFT)  # prepared the coming fair on 3 May
    return None


def _is_seen_ahead(setting: Setting, group: Group) -> bool:
    """Whether a headline foresees: growth seen in 1988, prices seen rising."""
    words, after = setting.words, group.last + 1
    if words.forms[group.last] != words.language.foreseen or not group.is_bare:
        return False
    is_verb = words.is_gerund(after) and words.form(after) not in words.language.not_infinitives
    return setting.is_open or is_verb


def _may_be_to_come(words: Words, group: Group) -> bool:
    """Whether a participle may tell of what is to come: a talk given by the warden; but: agreed at a fair hosted by."""
    after = group.last + 1
    has_object = words.is_noun(after) or words.determines(after) or words.form(after)[:1].isdigit()
    is_staged = words.forms[group.last] in words.language.stagings and not has_object
    before, _ = group_before(words, group.first)
    is_there = (
        before is not None and before.sense is Sense.SAID and Role.AT in words.roles[before.last + 1 : group.first]
    )  # told the clerk at a dinner hosted by
    return (words.form(after) == words.language.agent or is_staged) and (
        before is None or not (is_there or before.sense is Sense.OVER)
    )


def _set(setting: Setting, group: Group) -> Judgement:
    """Set 31 March as the date of the vote: to come. Set a limit in 1974: over. What else is set, nobody knows."""
    words = setting.words
    is_near = group.is_bare and setting.lead_at == group.last + 1 and not setting.is_exact
    if not setting.is_exact and _is_fiction(words, group):
        return silent(setting, group, "silent")  # a film, set in 2036
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


def _reached(setting: Setting, group: Group) -> Judgement:
    """A past up to a limit: by the end of 2005 they had, he was chairman until 2002. A day may still be to come."""
    words, word = setting.words, setting.words.form(setting.lead_at)
    is_had = words.role(group.first) is Role.HAD
    is_next = group.is_bare and setting.lead_at == group.last + 1 and word == words.language.agent
    if is_next and setting.names_year and not setting.is_exact and not looks_forward(words):
        return past(setting, group, "limit", Strength.SOFT)  # felt by November 2003
    if setting.lead is Role.BEFORE and names_appointment(setting) and not is_had:
        return future(setting, group, "future-noun", Strength.SOFT)
    if setting.lead is Role.BEFORE and _is_told_before(setting, group):
        return past(setting, group, "limit", Strength.SOFT)
    is_until = word in words.language.lasting_limits
    is_doing = any(words.is_gerund(index) for index in range(group.last + 2, setting.lead_at))
    is_state = (
        words.roles[group.last] is Role.WAS
        and not is_doing  # was making an example of her by banning her until 2005
        and not _is_behind(setting, group)
        and words.role(setting.lead_at) is Role.UNTIL
    )
    is_told = setting.is_fronted and _is_behind(setting, group)
    is_those = not words.language.those.isdisjoint(words.forms[max(0, group.first - 2) : group.first])
    is_lasting = (
        is_until and group.is_bare and not is_those and words.forms[group.last] not in words.language.lengthening
    )
    if not setting.is_exact and not group.is_inherited and (is_state or is_told or is_lasting):
        return past(setting, group, "limit", Strength.HARD if is_told and not is_had else Strength.SOFT)
    is_summed = setting.is_exact and word in words.language.inclusive and not looks_forward(words)
    is_summed |= word == words.language.agent and words.forms[group.last] in words.language.attained
    is_other = any(words.is_gerund(index) for index in range(group.last + 1, setting.lead_at))
    is_done = group.is_perfect and word == words.language.agent and not setting.is_exact and not group.is_inherited
    if is_summed or (is_done and not is_other) or (is_had and not is_other and not (is_until and setting.is_exact)):
        return past(setting, group, "limit", Strength.SOFT)
    is_span = _is_behind(setting, group) and _has_span(words, setting.lead_at - 2, setting.lead_at)
    if (is_told or is_span) and group.sense is Sense.OVER:
        return past(setting, group, "limit", Strength.SOFT)
    return silent(setting, group, "limit")


def _is_told_before(setting: Setting, group: Group) -> bool:
    """Whether a past went before a date with its year: the climate was calm before 11 September 2001."""
    words = setting.words
    is_appointment = words.form(setting.last + 1) in words.language.appointments
    return setting.names_year and not is_appointment and words.roles[group.last] in {Role.WAS, Role.PAST}


def moved(setting: Setting, group: Group) -> Judgement:
    """Postponed to a date: that is to come. Postponed on a date: that is over."""
    words = setting.words
    if setting.lead in {Role.TO, Role.UNTIL, Role.FOR}:
        return future(setting, group, "moved-event", Strength.SOFT)
    if _is_behind(setting, group) and not setting.is_fronted:
        return silent(setting, group, "cancelled")
    if not group.is_passive and words.role(group.last + 1) in {Role.TO, Role.FROM}:
        return _happened(setting, group)  # moved to another town in 2004
    is_urged = words.forms[group.last] in words.language.called_off and words.determines(group.last + 1)
    if is_urged and setting.lead is Role.AT and words.language.off.isdisjoint(words.forms):
        return _happened(setting, group)  # pushed the idea in 2017
    return announced(setting, group)


def announced(setting: Setting, group: Group) -> Judgement:
    """Announced on a date: over. Announced something on a date: nobody knows."""
    words, between = setting.words, range(group.last + 1, setting.lead_at)
    if is_called_off(words, group):
        return silent(setting, group, "cancelled")
    if not setting.is_exact and setting.lead is Role.AT and words.roles[group.first] is Role.HAD:
        return past(setting, group, "past-year", Strength.SOFT)  # had proposed the sale in 1984
    is_meeting = not words.language.appointments.isdisjoint(words.forms[group.last : setting.lead_at])
    if is_meeting and group.is_perfect and setting.is_exact and not setting.names_year and setting.lead is Role.AT:
        return future(setting, group, "future-noun", Strength.SOFT)  # have called a strike on 3 May
    if is_sought(setting, group):
        return past(setting, group, "past-month", Strength.SOFT)
    is_had = words.roles[group.first] is Role.HAD and setting.is_exact and setting.lead is Role.AT
    if is_had and words.language.appointments.isdisjoint(words.forms[group.last : setting.lead_at]):
        return past(setting, group, "past-event", Strength.SOFT)  # had announced the action on 2 January
    is_urged = words.forms[group.last] in words.language.urged and words.role(setting.last + 1) is Role.TO
    if setting.lead is Role.AT and is_urged and not group.is_inherited:
        return _happened(setting, group)  # urged them on 7 April to inform
    if is_placed(words, between) and not group.is_inherited:
        return past(setting, group, "past-event" if setting.is_exact else "past-month", Strength.SOFT)
    is_name = 0 < len(between) <= _MAX_NAME_WORDS and all(words.is_noun(at) and words.is_capital[at] for at in between)
    is_done = group.is_passive or (group.is_bare and words.form(group.last + 1) == words.language.agent)
    if is_done or is_name or is_told_when(words, group):  # promised Ann Lee in 1990
        return _happened(setting, group)
    is_next = group.first == setting.last + 1 and not setting.is_attribute and not is_done
    is_next = is_next and setting.lead in {Role.AT, None}
    if (is_next or (setting.is_fronted and setting.lead is Role.AT)) and not group.is_inherited:
        return past(setting, group, "past-event" if setting.is_exact else "past-month")
    if group.is_inherited or _is_behind(setting, group) or setting.lead in {Role.FOR, Role.TO, *LIMITS}:
        return silent(setting, group, "announced")
    return silent(setting, group, "announced") if between else _happened(setting, group)


def said(setting: Setting, group: Group) -> Judgement:
    """Said on a date: over. Said that … on a date: nobody knows."""
    words = setting.words
    if setting.lead is Role.AFTER and words.form(setting.lead_at) == words.language.afterwards:
        return past(setting, group, "following", Strength.SOFT)
    is_stock = setting.lead is Role.OF and words.form(setting.lead_at - 1) == words.language.as_word
    if is_stock and setting.is_exact and not looks_forward(words):
        return past(setting, group, "past-event", Strength.SOFT)  # reported the stocks as of 3 April
    is_content = group.last + 1 < setting.lead_at and words.form(setting.last + 1) == ","
    is_reporting = not {Role.WILL, Role.WOULD}.isdisjoint(words.roles[group.last :])
    if is_reporting and setting.is_fronted and not setting.is_exact and _is_behind(setting, group):
        return past(setting, group, "past-month", Strength.SOFT)  # in 1983 he said that he would resign
    if setting.is_attribute and setting.lead is None and not _is_behind(setting, group):
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
