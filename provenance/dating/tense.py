"""What a sentence says of a date in it: over, still to come, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.dating.governor import governor
from provenance.dating.judgement import Judgement, far_limit, future, past, silent
from provenance.dating.language import Role
from provenance.dating.nouns import (
    aims_at_appointment,
    follows_happening,
    names_appointment,
    names_happening,
    names_occasion,
)
from provenance.dating.phrases import (
    dates_document,
    ends_term,
    follows_wake,
    has_credit,
    has_purpose,
    is_figure_of,
    is_for_term,
    is_held_against_somebody,
    is_pledged,
    is_registered,
    is_reported_future,
    is_stamp,
    opens_range,
    reaches_present,
)
from provenance.dating.questions import (
    is_bare_year,
    is_called_off,
    is_caption,
    is_compared,
    is_conditional,
    is_far_limit,
    is_foreseen,
    is_loose,
    is_of_another,
    is_reached,
    is_recurring,
    looks_forward,
)
from provenance.dating.setting import Setting, read_setting
from provenance.dating.verbs import Group, Sense, group_before
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.words import Words

QUOTATION_MARKS = frozenset('"“”«»')
_REPORTABLE = {Role.AT, Role.FROM, Role.UNTIL, None}
_LIMITS = {Role.UNTIL, Role.BEFORE}


def judge(words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool) -> Judgement:
    """The tense of one date in its sentence. `is_open`: the sentence has no full stop, as in headlines and lists.

    `chain`: where the range or list of dates begins of which it is one; what leads to that leads to all.
    """
    setting = read_setting(words, one, text, chain, is_title=is_title, is_open=is_open)
    if setting.lead is Role.SINCE:
        return past(setting, None, "since")
    if one.relative_year:
        return past(setting, None, "last-year") if one.relative_year < 0 else future(setting, None, "next-year")
    if setting.lead is Role.THAN:
        return past(setting, None, "comparison", Strength.SOFT)
    if is_compared(setting):
        return past(setting, None, "comparison")
    if (near := _pointed_at(setting, one) or _by_phrase(setting)) is not None:
        return near
    group = governor(setting)
    if not is_title and (named := _of_happening(setting, group, one)) is not None:
        return named
    if is_caption(setting, group, one) or (has_credit(setting, text, one) and not looks_forward(words)):
        return past(setting, group, "caption", Strength.SOFT)
    if group is None:
        return _without_verb(setting)
    if not is_title and is_far_limit(setting, group):
        return far_limit(setting, group)
    rule = _title if is_title else _RULES[group.sense]
    return rule(setting, group)


def by_dateline(words: Words, one: Expression) -> Judgement:
    """A dateline names the day on which its text was filed."""
    setting = read_setting(words, one, "", one.start, is_title=False, is_open=False)
    return past(setting, None, "dateline", Strength.SOFT)


def _pointed_at(setting: Setting, one: Expression) -> Judgement | None:
    """What *next* and *last* say right before a day without a year, and *next* right behind it."""
    words = setting.words
    if one.year or not setting.is_exact:
        return None
    before, after = words.form(setting.first - 1), words.form(setting.last + 1)
    if before in words.language.bygone:
        return past(setting, None, "last-day")
    is_ahead = before in words.language.following or (
        after in words.language.following and not words.is_noun(setting.last + 2)
    )
    return future(setting, None, "next-day", Strength.SOFT) if is_ahead else None


def _by_phrase(setting: Setting) -> Judgement | None:
    """What a phrase says whatever the verb: a letter of 3 May, from 1979 to the present, the year ending, a stamp."""
    strength = Strength.HARD if setting.names_year else Strength.SOFT
    if dates_document(setting):
        return past(setting, None, "document", strength)
    if reaches_present(setting):
        return past(setting, None, "since", strength)
    if setting.is_exact and is_stamp(setting):
        return past(setting, None, "posted", Strength.SOFT)
    if is_figure_of(setting):
        return past(setting, None, "past-year", Strength.SOFT)
    return None


def _of_happening(setting: Setting, group: Group | None, one: Expression) -> Judgement | None:
    """A date that a noun has, if that noun is dated when it is over: the 2003 invasion, after the war in 1994."""
    strength = Strength.HARD if one.year else Strength.SOFT
    if names_happening(setting, group):
        return past(replace(setting, dates_year=True), None, "named-event", strength)
    if follows_wake(setting):
        return past(setting, None, "named-event", Strength.SOFT)
    if follows_happening(setting, group):
        return past(setting, None, "named-event", strength if one.month or setting.lead is Role.AT else Strength.SOFT)
    if names_occasion(setting, group):
        return past(replace(setting, dates_year=True), group, "past-occasion")
    return None


def _over(setting: Setting, group: Group) -> Judgement:
    """A past: the text is not older than the date, unless the date is a limit, a purpose or a condition."""
    if is_conditional(setting.words, group):
        is_past = setting.names_year and not setting.is_exact and setting.words.roles[group.last] is Role.PAST
        if is_past and group.is_bare and setting.words.role(group.first - 1) is not Role.ADVERB:
            return past(setting, group, "past-month", Strength.SOFT)  # if you voted for them in 2001
        return silent(setting, group, "condition")
    if setting.words.forms[group.last] in setting.words.language.cancelled and (
        setting.is_exact or not setting.names_year
    ):
        return _moved(setting, group)
    return _happened(setting, group)


def _happened(setting: Setting, group: Group) -> Judgement:
    """A past whose event took place."""
    words = setting.words
    cue = "past-event" if setting.is_exact else "past-month"
    is_behind = group.first > setting.last
    if (ahead := _looking_ahead(setting, group)) is not None:
        return ahead
    if setting.lead in _LIMITS:
        return _reached(setting, group)
    if aims_at_appointment(setting, group) or (setting.lead is Role.FOR and names_appointment(setting)):
        return silent(setting, group, "purpose") if is_behind else future(setting, group, "future-noun", Strength.SOFT)
    if setting.lead in {Role.FOR, Role.TO}:
        is_figure = setting.lead is Role.TO and ends_term(setting) and not is_for_term(setting)
        is_year = setting.lead is Role.FOR and setting.first == setting.last and not setting.is_exact
        if is_figure or (is_year and not group.is_perfect and not looks_forward(words)):
            return past(setting, group, "term", Strength.SOFT)
        return silent(setting, group, "purpose")
    is_set = words.form(setting.first - 1) in words.language.past_plans
    if setting.lead is None and (is_set or words.form(setting.last + 1) == words.language.as_word):
        return silent(setting, group, "named-day")
    if setting.is_attribute and setting.lead not in {Role.AT, Role.AFTER, Role.FROM}:
        is_open = names_appointment(setting) and not is_behind
        return silent(setting, group, "attribute") if is_open else past(setting, group, cue, Strength.SOFT)
    if setting.lead is Role.AFTER:
        is_firm = setting.is_attribute and setting.names_year
        return past(setting, group, "following", Strength.HARD if is_firm else Strength.SOFT)
    if setting.lead is Role.FROM:
        if (is_for_term(setting) and not is_behind) or (setting.is_exact and opens_range(setting)):
            return silent(setting, group, "range")
        is_lasting = words.forms[group.last] in words.language.lasting and not words.is_gerund(group.last + 1)
        is_firm = setting.names_year and is_lasting and not is_behind
        return past(setting, group, "past-range", Strength.HARD if is_firm else Strength.SOFT)
    if setting.is_exact and is_of_another(setting, group):
        return silent(setting, group, "another-noun")
    return past(setting, group, cue, Strength.SOFT if is_loose(setting, group) else Strength.HARD)


def _looking_ahead(setting: Setting, group: Group) -> Judgement | None:
    """What a past says whose date may be of something else: due to mature, set for, forecast, staged, foreseen."""
    words = setting.words
    if words.form(setting.lead_at - 1) in words.language.maturing:
        return future(setting, group, "term", Strength.SOFT) if setting.is_exact else silent(setting, group, "term")
    if words.forms[group.last] in words.language.past_plans and not group.is_passive and not is_reached(words, group):
        return _set(setting, group)
    is_forecast = words.forms[group.last] in words.language.forecasts and (group.is_passive or group.is_bare)
    if is_forecast and (group.is_bare or setting.lead_at > group.last + 1):
        return silent(setting, group, "announced")
    if group.is_bare and group.first <= setting.last and _may_be_to_come(words, group):
        if setting.has_clock and setting.is_exact:
            return future(setting, group, "event-with-hour", Strength.SOFT)
        if words.forms[group.last] in words.language.stagings:
            return silent(setting, group, "staged")
    if is_registered(setting):
        return silent(setting, group, "term")
    if not setting.is_exact and is_foreseen(setting, group):
        return silent(setting, group, "announced")
    return None


def _may_be_to_come(words: Words, group: Group) -> bool:
    """Whether a participle may tell of what is to come: a talk given by the warden; but: agreed at a fair hosted by."""
    is_participle = (
        words.form(group.last + 1) == words.language.agent or words.forms[group.last] in words.language.stagings
    )
    before, _ = group_before(words, group.first)
    return is_participle and (before is None or before.sense is not Sense.OVER)


def _set(setting: Setting, group: Group) -> Judgement:
    """Set 31 March as the date of the vote: to come. What else is set, nobody knows."""
    is_named = setting.words.form(setting.last + 1) == setting.words.language.as_word
    if is_named and setting.lead is None and setting.is_exact and not setting.names_year:
        return future(setting, group, "named-day", Strength.SOFT)
    return silent(setting, group, "announced")


def _reached(setting: Setting, group: Group) -> Judgement:
    """A past up to a limit: by the end of 2005 they had, he was chairman until 2002. A day may still be to come."""
    words = setting.words
    if setting.lead is Role.BEFORE and names_appointment(setting) and words.role(group.first) is not Role.HAD:
        return future(setting, group, "future-noun", Strength.SOFT)
    is_summed = (
        setting.is_exact and words.form(setting.lead_at) in words.language.inclusive and not looks_forward(words)
    )
    is_until = words.form(setting.lead_at) in words.language.lasting_limits
    if (words.role(group.first) is Role.HAD and not (is_until and setting.is_exact)) or is_summed:
        return past(setting, group, "limit", Strength.SOFT)
    is_state = words.roles[group.last] is Role.WAS and words.role(setting.lead_at) is Role.UNTIL
    is_told = setting.is_fronted and group.first > setting.last
    is_lasting = is_until and group.is_bare and words.forms[group.last] not in words.language.lengthening
    if not setting.is_exact and not group.is_inherited and (is_state or is_told or is_lasting):
        return past(setting, group, "limit", Strength.HARD if is_told else Strength.SOFT)
    if is_told and group.sense is Sense.OVER:
        return past(setting, group, "limit", Strength.SOFT)
    return silent(setting, group, "limit")


def _coming(setting: Setting, group: Group) -> Judgement:
    """A future: the text is not younger than an exact day, softly where the date is a limit or a plan."""
    if setting.lead is Role.AFTER and group.first > setting.last:
        return silent(setting, group, "range")
    if setting.lead in _LIMITS:
        return future(setting, group, "limit", Strength.SOFT)
    if setting.lead in {Role.AFTER, Role.OF, Role.TO} or setting.is_attribute:
        return future(setting, group, "future-noun", Strength.SOFT)
    words = setting.words
    is_soft = setting.is_open or group.is_loose or words.form(setting.lead_at) in words.language.periods
    cue = "future-event" if group.sense is Sense.COMING else "planned-event"
    return future(setting, group, cue, Strength.SOFT if is_soft else Strength.HARD)


def _present(setting: Setting, group: Group) -> Judgement:
    """A present tense: with an exact day it is a timetable, otherwise it says nothing."""
    words = setting.words
    is_timetable = words.roles[group.last] is Role.COMES
    if is_bare_year(setting) and not is_timetable and not looks_forward(words):
        return past(setting, group, "past-year", Strength.SOFT)
    if not setting.is_exact or is_recurring(setting, group) or setting.is_open or is_conditional(words, group):
        return silent(setting, group, "present")
    if names_appointment(setting) and group.first < setting.first:
        return future(setting, group, "future-noun", Strength.SOFT)
    if setting.lead is Role.AFTER:
        return past(setting, group, "following", Strength.SOFT)
    if group.is_inherited and words.roles[group.last] is Role.IS and setting.lead is Role.AT:
        return future(
            setting, group, "timetable", Strength.SOFT
        )  # the first round is on Sunday, the second on 26 April
    if words.form(group.first - 1) in words.language.terms:
        return silent(setting, group, "present")
    is_bare = setting.lead is None and group.last < setting.first - 2
    if setting.lead in {Role.OF, Role.TO} or is_bare or setting.is_attribute or group.is_inherited:
        return silent(setting, group, "present")
    if setting.names_year and words.language.depicted & {words.forms[group.first], words.forms[group.last]}:
        return past(setting, group, "caption", Strength.SOFT)  # a notice of what is to come leaves the year out
    return future(setting, group, "timetable", Strength.SOFT if setting.lead is not Role.AT else Strength.HARD)


def _required(setting: Setting, group: Group) -> Judgement:
    """What must or can be done has a limit, and only that looks ahead."""
    if setting.is_exact and (setting.lead in _LIMITS or setting.lead is Role.AT):
        return future(setting, group, "limit", Strength.SOFT)
    return silent(setting, group, "modal")


def _moved(setting: Setting, group: Group) -> Judgement:
    """Postponed to a date: that is to come. Postponed on a date: that is over."""
    if setting.lead in {Role.TO, Role.UNTIL, Role.FOR}:
        return future(setting, group, "moved-event", Strength.SOFT)
    if group.first > setting.last and not setting.is_fronted:
        return silent(setting, group, "cancelled")
    if not group.is_passive and setting.words.role(group.last + 1) in {Role.TO, Role.FROM}:
        return _happened(setting, group)  # moved to another town in 2004
    return _announced(setting, group)


def _announced(setting: Setting, group: Group) -> Judgement:
    """Announced on a date: over. Announced something on a date: nobody knows."""
    if is_called_off(setting.words, group):
        return silent(setting, group, "cancelled")
    if group.is_passive or (group.is_bare and setting.words.form(group.last + 1) == setting.words.language.agent):
        return _happened(setting, group)
    if setting.is_fronted and setting.lead is Role.AT and not group.is_inherited:
        return past(setting, group, "past-event" if setting.is_exact else "past-month")
    if group.is_inherited or group.first > setting.last or setting.lead in {Role.FOR, Role.TO, *_LIMITS}:
        return silent(setting, group, "announced")
    if setting.lead_at - group.last > 1:
        return silent(setting, group, "announced")
    return _happened(setting, group)


def _said(setting: Setting, group: Group) -> Judgement:
    """Said on a date: over. Said that … on a date: nobody knows."""
    between = setting.words.forms[group.last : setting.first]
    if not group.is_passive and (group.is_inherited or any(form in QUOTATION_MARKS for form in between)):
        return silent(setting, group, "reported")
    return _over(setting, group)


def _nothing(setting: Setting, group: Group) -> Judgement:
    """A verb that says nothing, but for what somebody is accused of, and what was agreed upon for a day."""
    if is_held_against_somebody(setting):
        return past(setting, group, "accusation", Strength.SOFT)
    words = setting.words
    is_record = words.roles[group.first] is Role.IS and words.forms[group.last] in words.language.accusations
    if is_record and setting.names_year and not setting.is_exact and setting.lead is Role.AT:
        return past(setting, group, "accusation", Strength.SOFT)
    if names_appointment(setting) and not setting.names_year and not is_conditional(words, group):
        return future(setting, group, "future-noun", Strength.SOFT)
    if not setting.is_exact and setting.lead is Role.AT and has_purpose(words, group):
        return past(setting, group, "past-purpose", Strength.SOFT)
    if setting.is_exact and not setting.is_attribute and not is_conditional(words, group):
        is_plan = not setting.names_year and setting.lead in {Role.AT, None} and is_pledged(words, group)
        if is_plan or (setting.lead in _REPORTABLE and is_reported_future(words, group)):
            return future(setting, group, "reported-plan", Strength.SOFT)
    return silent(setting, group, "silent")


def _unbound(setting: Setting, group: Group) -> Judgement:
    """An infinitive alone: a headline's future."""
    if setting.is_exact and (setting.is_open or names_appointment(setting)):
        return future(setting, group, "title", Strength.SOFT)
    return silent(setting, group, "silent")


def _title(setting: Setting, group: Group) -> Judgement:
    """A bare title: its present and its participles say nothing, its future a little."""
    if group.sense in {Sense.COMING, Sense.PLANNED, Sense.UNBOUND}:
        return future(setting, group, "title", Strength.SOFT)
    return silent(setting, group, "title")


_RULES = {
    Sense.OVER: _over,
    Sense.COMING: _coming,
    Sense.PLANNED: _coming,
    Sense.PRESENT: _present,
    Sense.REQUIRED: _required,
    Sense.MOVED: _moved,
    Sense.ANNOUNCED: _announced,
    Sense.SAID: _said,
    Sense.UNBOUND: _unbound,
    Sense.SILENT: _nothing,
}


def _without_verb(setting: Setting) -> Judgement:
    """A date in a phrase without a verb: a deadline, an invitation, or nothing."""
    words = setting.words
    if setting.lead is Role.AFTER:
        return past(setting, None, "following", Strength.SOFT)
    is_dated = setting.names_year and not setting.is_exact and setting.lead is Role.AT
    if (is_bare_year(setting) or is_dated) and not looks_forward(words):
        return past(setting, None, "past-year", Strength.SOFT)
    if ends_term(setting) and not looks_forward(words):
        return past(setting, None, "term", Strength.SOFT)
    if not setting.is_exact:
        return silent(setting, None, "no-verb")
    if setting.lead in _LIMITS and words.form(setting.lead_at) not in words.language.inclusive:
        return future(setting, None, "limit", Strength.SOFT)
    is_invitation = words.form(0) in words.language.imperatives or any(
        form in words.language.coming for form in words.forms[: setting.first]
    )
    if is_invitation:
        return future(setting, None, "invitation", Strength.SOFT)
    if setting.has_clock:
        return future(setting, None, "event-with-hour", Strength.SOFT)
    return silent(setting, None, "no-verb")
