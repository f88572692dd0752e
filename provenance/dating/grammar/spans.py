"""What a past says of a date that begins or ends a span: until 2002, by 3 May, from 1 May, in the week ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import names_appointment
from provenance.dating.grammar.questions import looks_forward
from provenance.dating.grammar.setting import stands_behind
from provenance.dating.grammar.terms import is_for_term, opens_range
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.words import Words


_MAX_TERM_WORDS = 6
_OPEN = frozenset({Role.WILL, Role.WOULD, Role.MUST})


def ranged(setting: Setting, group: Group) -> Judgement:
    """A past with the beginning of a range, or with the end of a year or a week."""
    words, language, is_behind = setting.words, setting.words.language, stands_behind(setting, group)
    word = words.form(setting.lead_at)
    is_starting = word == language.effective and Role.WILL in words.roles[setting.last :]
    if is_starting and setting.is_exact and not setting.names_year:
        return future(setting, group, "future-event", Strength.SOFT)
    if not language.off.isdisjoint(words.forms[group.last + 1 : setting.lead_at]):
        return silent(setting, group, "range")  # was forced to push back its target from 2035 to 2036
    if not _is_ended(setting, group) and (
        (is_for_term(setting) and not is_behind) or (setting.is_exact and opens_range(setting))
    ):
        return silent(setting, group, "range")
    if group.is_bare and not is_behind and not _OPEN.isdisjoint(words.roles[: group.first]):
        return silent(setting, group, "range")  # may buy the rice, valued at 5 million, between 8 April and 31 August
    if words.form(setting.lead_at - 1) in language.dues and words.role(setting.lead_at - 2) is Role.FOR:
        return silent(setting, group, "range")  # ordered for delivery from 2008
    if is_behind and not language.forecasts.isdisjoint(words.forms[: setting.lead_at]):
        return silent(setting, group, "range")  # estimated savings from 2036 were the reason
    is_lasting = words.forms[group.last] in language.lasting and not words.is_gerund(group.last + 1)
    is_firm = setting.names_year and is_lasting and not is_behind and word not in language.periods
    return past(setting, group, "past-range", Strength.HARD if is_firm else Strength.SOFT)


def _is_ended(setting: Setting, group: Group) -> bool:
    """Whether a range is over: in the week ending 3 May rates fell, sales from 1 May to 10 May rose."""
    words, at = setting.words, setting.lead_at
    if not stands_behind(setting, group) and words.form(at) == words.language.ending:
        return words.forms[group.last] in words.language.motions | words.language.earned
    if not stands_behind(setting, group):
        return setting.names_year and words.forms[group.last] in words.language.lasting
    if words.forms[group.last] in words.language.forecasts:
        return False
    if words.form(at) == words.language.ending:
        return has_span(words, at - _MAX_TERM_WORDS, at)
    return words.form(at) in words.language.comparing and words.form(at - 1) != words.language.as_word


def reached(setting: Setting, group: Group) -> Judgement:
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
    is_told = setting.is_fronted and stands_behind(setting, group)
    is_kept = is_told or _was_until(setting, group) or _lasted_until(setting, group)
    if is_kept and not setting.is_exact and not group.is_inherited:
        return past(setting, group, "limit", Strength.HARD if is_told and not is_had else Strength.SOFT)
    is_span = stands_behind(setting, group) and has_span(words, setting.lead_at - 2, setting.lead_at)
    is_over = (is_told or is_span) and group.sense is Sense.OVER
    if is_over or _is_summed(setting, group) or _is_done(setting, group):
        return past(setting, group, "limit", Strength.SOFT)
    return silent(setting, group, "limit")


def _was_until(setting: Setting, group: Group) -> bool:
    """Whether something was so up to a limit: he was chairman until 2002, but not: was banning her until 2005."""
    words = setting.words
    return (
        words.roles[group.last] is Role.WAS
        and words.role(setting.lead_at) is Role.UNTIL
        and not stands_behind(setting, group)
        and words.language.bounded.isdisjoint(words.forms[group.last : setting.lead_at])
        and not any(words.is_gerund(index) for index in range(group.last + 2, setting.lead_at))
    )


def _lasted_until(setting: Setting, group: Group) -> bool:
    """Whether something went on up to a limit: they lived there until 2002, but not: was extended until 2002."""
    words, language = setting.words, setting.words.language
    return (
        group.is_bare
        and words.form(setting.lead_at) in language.lasting_limits
        and language.those.isdisjoint(words.forms[max(0, group.first - 2) : group.first])
        and words.form(group.last + 1) != language.agent
        and words.forms[group.last] not in language.lengthening
    )


def _is_summed(setting: Setting, group: Group) -> bool:
    """Whether something was counted up to a limit, or attained by then."""
    words, word = setting.words, setting.words.form(setting.lead_at)
    if setting.is_exact and word in words.language.inclusive and not looks_forward(words):
        return True
    return word == words.language.agent and words.forms[group.last] in words.language.attained


def _is_done(setting: Setting, group: Group) -> bool:
    """Whether a perfect tells of a deed that was done by a limit, with no other deed between them."""
    words, word = setting.words, setting.words.form(setting.lead_at)
    if any(words.is_gerund(index) for index in range(group.last + 1, setting.lead_at)):
        return False
    is_until_day = setting.is_exact and word in words.language.lasting_limits
    if words.role(group.first) is Role.HAD and not is_until_day:
        return True
    return group.is_perfect and word == words.language.agent and not setting.is_exact and not group.is_inherited


def _is_told_before(setting: Setting, group: Group) -> bool:
    """Whether a past went before a date with its year: the climate was calm before 11 September 2001."""
    words = setting.words
    is_appointment = words.form(setting.last + 1) in words.language.appointments
    return setting.names_year and not is_appointment and words.roles[group.last] in {Role.WAS, Role.PAST}


def has_span(words: Words, first: int, end: int) -> bool:
    """Whether a year, a quarter or the like is among the words."""
    spans = words.language.comparable | words.language.terms
    return not spans.isdisjoint(words.forms[max(0, first) : end])
