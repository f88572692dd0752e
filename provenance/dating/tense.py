"""What a sentence says of a date in it: over, still to come, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.dating.captions import has_credit, heads_caption, is_caption, shows_picture
from provenance.dating.comparisons import is_compared, is_measure
from provenance.dating.governor import governor
from provenance.dating.judgement import Judgement, far_limit, future, past, silent
from provenance.dating.language import Role
from provenance.dating.nouns import (
    follows_happening,
    names_appointment,
    names_document,
    names_happening,
    names_occasion,
)
from provenance.dating.past import LIMITS, announced, moved, over, said
from provenance.dating.phrases import (
    dates_document,
    ends_term,
    follows_wake,
    has_purpose,
    holds_title,
    is_account,
    is_adjusted,
    is_between,
    is_count,
    is_example,
    is_figure_of,
    is_held_against_somebody,
    is_maturing,
    is_pledged,
    is_proposal,
    is_reported_future,
    is_rest,
    is_security,
    is_span_of,
    is_stamp,
    is_starting,
    is_until,
    names_earlier,
    reaches_from_now,
    reaches_present,
    replaces_day,
    was_said_then,
)
from provenance.dating.questions import (
    has_source,
    is_bare_year,
    is_conditional,
    is_far_limit,
    is_foreseen,
    is_recurring,
    looks_forward,
)
from provenance.dating.setting import Setting, read_setting
from provenance.dating.verbs import Group, Sense, clause_opener, group_after
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.words import Words

_OPEN = {Sense.SILENT, Sense.ANNOUNCED, Sense.SAID, Sense.PRESENT}
_REPORTABLE = {Role.AT, Role.FROM, Role.UNTIL, None}


def judge(words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool) -> Judgement:
    """The tense of one date in its sentence. `is_open`: the sentence has no full stop, as in headlines and lists.

    `chain`: where the range or list of dates begins of which it is one; what leads to that leads to all.
    """
    setting = read_setting(words, one, text, chain, is_title=is_title, is_open=is_open)
    if (near := _by_lead(setting, one) or _pointed_at(setting, one) or _by_phrase(setting)) is not None:
        return near
    group = governor(setting)
    if not is_title and (named := _of_happening(setting, group, one)) is not None:
        return named
    if (told := _besides_verb(setting, group, one, text)) is not None:
        return told
    if group is None:
        return _without_verb(setting)
    if not is_title and is_far_limit(setting, group):
        return far_limit(setting, group)
    rule = _title if is_title else _RULES[group.sense]
    told = rule(setting, group)
    return told if told.bound or is_title else _by_when(setting) or told


def _by_lead(setting: Setting, one: Expression) -> Judgement | None:
    """What the words right before or behind a date say by themselves: since, last year, than, compared to."""
    words = setting.words
    if setting.lead is Role.SINCE and words.role(setting.lead_at - 1) is Role.BE:
        return future(setting, None, "planned-event", Strength.SOFT)  # which will be dated 15 March
    if setting.lead is Role.SINCE:
        is_ahead = words.form(setting.lead_at) in words.language.recorded and Role.WILL in words.roles[: setting.first]
        return silent(setting, None, "since") if is_ahead else past(setting, None, "since")
    if one.relative_year:
        return past(setting, None, "last-year") if one.relative_year < 0 else future(setting, None, "next-year")
    if setting.lead is Role.THAN:
        return past(setting, None, "comparison", Strength.SOFT)
    if is_compared(setting):
        strength = Strength.SOFT if words.role(setting.last + 1) is Role.TO else Strength.HARD
        return past(replace(setting, dates_year=True), None, "comparison", strength)
    if is_measure(setting):
        return past(replace(setting, dates_year=True), None, "comparison", Strength.SOFT)
    return None


def _besides_verb(setting: Setting, group: Group | None, one: Expression, text: str) -> Judgement | None:
    """What is told of a date whatever its verb says: an accusation, a conversation, a picture, a span of years."""
    words = setting.words
    if (group is None or group.sense is not Sense.OVER) and is_held_against_somebody(setting):
        return past(setting, group, "accusation", Strength.SOFT)
    if group is not None and group.sense in _OPEN and was_said_then(setting):
        return past(setting, group, "document", Strength.SOFT)
    is_credited = has_credit(setting, text, one) and not looks_forward(words)
    if is_credited or is_caption(setting, group, one) or shows_picture(setting):
        return past(setting, group, "caption", Strength.SOFT)
    is_open = group is None or group.is_perfect or group.sense in {*_OPEN, Sense.UNBOUND}
    if is_starting(setting) and (is_open or Role.WILL in words.roles[: setting.first]):
        return future(setting, group, "invitation", Strength.SOFT)  # plans a programme beginning 22 June
    if is_example(setting):
        return past(setting, group, "past-year", Strength.SOFT)
    if is_between(setting) and (group is None or group.sense is Sense.PRESENT) and not looks_forward(words):
        return past(setting, group, "past-range", Strength.SOFT)
    return None


def by_dateline(words: Words, one: Expression) -> Judgement:
    """A dateline names the day on which its text was filed."""
    setting = read_setting(words, one, "", one.start, is_title=False, is_open=False)
    return past(setting, None, "dateline", Strength.SOFT)


def _pointed_at(setting: Setting, one: Expression) -> Judgement | None:
    """What *next* and *last* say right before a day without a year, and *next* right behind it."""
    words = setting.words
    if not setting.is_exact:
        return None
    is_proposed = words.role(setting.first - 1) in {Role.PLAN, Role.ANNOUNCED} and words.determines(setting.first - 2)
    if is_proposed and words.is_noun(setting.last + 1):
        return future(setting, None, "planned-event", Strength.SOFT)  # the proposed 30 June sale
    if one.year:
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
        return past(replace(setting, dates_year=True), None, "document", strength)
    if reaches_present(setting):
        return past(setting, None, "since", strength)
    if setting.is_exact and is_stamp(setting):
        return past(setting, None, "posted", Strength.SOFT)
    if is_figure_of(setting):
        return past(setting, None, "past-year", Strength.SOFT)
    if is_count(setting) or replaces_day(setting):
        return silent(setting, None, "range")
    words = setting.words
    is_own = words.form(setting.lead_at - 2) in words.language.subjects  # two million that it reported for 1986
    if (is_account(setting) or is_span_of(setting)) and (is_own or not looks_forward(words)):
        return past(replace(setting, dates_year=True), None, "term", Strength.SOFT)
    if is_security(setting) or is_rest(setting):
        return silent(setting, None, "term")
    if is_adjusted(setting) or holds_title(setting):
        return past(setting, None, "past-event", Strength.SOFT)
    if names_earlier(setting):
        return past(setting, None, "comparison", Strength.SOFT)
    if reaches_from_now(setting):
        return future(setting, None, "limit", Strength.SOFT)
    if setting.is_exact and setting.lead is None and is_maturing(setting):
        return future(setting, None, "term", Strength.SOFT)
    if heads_caption(setting):
        return past(setting, None, "dateline", Strength.SOFT)
    return None


def _of_happening(setting: Setting, group: Group | None, one: Expression) -> Judgement | None:
    """A date that a noun has, if that noun is dated when it is over: the 2003 invasion, after the war in 1994."""
    strength = Strength.HARD if one.year else Strength.SOFT
    if names_happening(setting, group):
        return past(replace(setting, dates_year=True), None, "named-event", strength)
    if names_document(setting, group):
        return past(setting, None, "document", Strength.SOFT)
    if follows_wake(setting):
        return past(setting, None, "named-event", Strength.SOFT)
    if follows_happening(setting, group):
        return past(setting, None, "named-event", strength if one.month or setting.lead is Role.AT else Strength.SOFT)
    if names_occasion(setting, group):
        return past(replace(setting, dates_year=True), group, "past-occasion")
    return None


def _coming(setting: Setting, group: Group) -> Judgement:
    """A future: the text is not younger than an exact day, softly where the date is a limit or a plan."""
    if setting.lead is Role.AFTER and group.first > setting.last:
        return silent(setting, group, "range")
    if setting.lead in LIMITS:
        return future(setting, group, "limit", Strength.SOFT)
    words = setting.words
    behind = words.forms[setting.last + 1 : setting.last + 3]
    is_determined = words.determines(setting.first - 1) or words.determines(setting.first)
    is_of_term = is_determined and not words.language.terms.isdisjoint(behind)
    if setting.lead is Role.FOR and is_of_term:
        return silent(setting, group, "term")  # will report its sales for the 28 June first quarter
    if setting.lead in {Role.AFTER, Role.OF, Role.TO} or setting.is_attribute:
        return future(setting, group, "future-noun", Strength.SOFT)
    if has_source(setting, group):
        return silent(setting, group, "range")
    is_soft = setting.is_open or group.is_loose or words.form(setting.lead_at) in words.language.periods
    cue = "future-event" if group.sense is Sense.COMING else "planned-event"
    return future(setting, group, cue, Strength.SOFT if is_soft else Strength.HARD)


def _present(setting: Setting, group: Group) -> Judgement:
    """A present tense: with an exact day it is a timetable, otherwise it says nothing."""
    words = setting.words
    is_timetable = words.roles[group.last] is Role.COMES
    is_shown = not words.language.depicted.isdisjoint(words.forms[group.first : group.last + 1])
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
    if is_loose or words.form(group.first - 1) in words.language.terms:
        return _no_timetable(setting, group)
    is_after = words.role(clause_opener(words, group)) is Role.AFTER
    if is_after and setting.names_year and is_shown:
        return _no_timetable(setting, group)  # after they join the pact on 1 January 2037
    if setting.names_year and is_shown:
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


def _required(setting: Setting, group: Group) -> Judgement:
    """What must or can be done has a limit, and only that looks ahead."""
    is_for = setting.lead is Role.FOR and names_appointment(setting)
    if setting.is_exact and (setting.lead in LIMITS or setting.lead is Role.AT or is_for):
        return future(setting, group, "limit", Strength.SOFT)
    return silent(setting, group, "modal")


def _nothing(setting: Setting, group: Group) -> Judgement:
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
    if not setting.is_exact and setting.lead is Role.AT and has_purpose(words, group) and not is_proposal(words, group):
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
    Sense.OVER: over,
    Sense.COMING: _coming,
    Sense.PLANNED: _coming,
    Sense.PRESENT: _present,
    Sense.REQUIRED: _required,
    Sense.MOVED: moved,
    Sense.ANNOUNCED: announced,
    Sense.SAID: said,
    Sense.UNBOUND: _unbound,
    Sense.SILENT: _nothing,
}


def _by_when(setting: Setting) -> Judgement | None:
    """What a clause behind a date tells of it: until October 2004, when he told us; by 14 March, when they expire."""
    words, when = setting.words, setting.last + 2
    is_told = words.form(when - 1) == "," and words.form(when) in words.language.whenever
    group = group_after(words, when + 1, 0) if is_told else None
    if group is None or is_conditional(words, group):
        return None
    if group.sense in {Sense.OVER, Sense.SAID}:
        return past(setting, group, "told-when", Strength.SOFT)
    is_ahead = group.sense in {Sense.COMING, Sense.PLANNED} or words.roles[group.last] is Role.COMES
    return future(setting, group, "told-when", Strength.SOFT) if is_ahead and setting.is_exact else None


def _without_verb(setting: Setting) -> Judgement:
    """A date in a phrase without a verb: a deadline, an invitation, or nothing."""
    words = setting.words
    if setting.lead is Role.AFTER:
        return past(setting, None, "following", Strength.SOFT)
    is_headed = setting.first == 0 or words.form(setting.last + 1) == ":"
    is_dated = setting.names_year and not setting.is_exact and (setting.lead is Role.AT or is_headed)
    # A headline without a verb known to us is as likely to tell of what is to come.
    is_headline = setting.is_open and setting.lead is Role.AT and is_bare_year(setting)
    if (is_bare_year(setting) or is_dated) and not is_headline and not looks_forward(words):
        return past(setting, None, "past-year", Strength.SOFT)
    if ends_term(setting) and not looks_forward(words):
        return past(setting, None, "term", Strength.SOFT)
    if not setting.is_exact:
        return silent(setting, None, "no-verb")
    if setting.lead in LIMITS and words.form(setting.lead_at) not in words.language.inclusive:
        return future(setting, None, "limit", Strength.SOFT)
    if setting.lead in {Role.AT, Role.FOR} and names_appointment(setting) and not setting.names_year:
        return future(setting, None, "future-noun", Strength.SOFT)
    is_invitation = words.form(0) in words.language.imperatives or any(
        form in words.language.coming for form in words.forms[: setting.first]
    )
    if is_invitation:
        return future(setting, None, "invitation", Strength.SOFT)
    if setting.has_clock:
        return future(setting, None, "event-with-hour", Strength.SOFT)
    return silent(setting, None, "no-verb")
