"""What is told of a date of which no verb tells: a deadline, an invitation, a year; what a clause behind it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.auxiliaries import VERBAL
from provenance.dating.grammar.clauses import group_after
from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import (
    names_appointment,
)
from provenance.dating.grammar.presents import has_unknown
from provenance.dating.grammar.questions import (
    is_bare_year,
    is_conditional,
    looks_forward,
)
from provenance.dating.grammar.setting import LIMITS
from provenance.dating.grammar.terms import (
    ends_term,
)
from provenance.dating.grammar.verbs import Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting


def without_verb(setting: Setting) -> Judgement:
    """A date in a phrase without a verb: a deadline, an invitation, or nothing."""
    words = setting.words
    if setting.lead is Role.AFTER:
        return past(setting, None, "following", Strength.SOFT)
    is_headed = setting.first == 0 or words.form(setting.last + 1) == ":"
    is_dated = setting.names_year and not setting.is_exact and (setting.lead is Role.AT or is_headed)
    # A headline without a verb known to us is as likely to tell of what is to come.
    is_headline = setting.is_open and setting.lead is Role.AT and is_bare_year(setting) and not _has_figures(setting)
    if (is_bare_year(setting) or is_dated) and not is_headline and not looks_forward(words):
        return past(setting, None, "past-year", Strength.SOFT)
    if ends_term(setting) and not looks_forward(words):
        return past(setting, None, "term", Strength.SOFT)
    if not setting.is_exact:
        return silent(setting, None, "headline" if is_headline else "no-verb")
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
    if looks_timetabled(setting):
        return future(setting, None, "timetable", Strength.SOFT)
    return silent(setting, None, "no-verb")


def _has_figures(setting: Setting) -> bool:
    """Whether a headline tells how figures went: exports rise, GDP up 5.7 pct in 2036."""
    words, language = setting.words, setting.words.language
    told = language.accounts | language.motions | language.directions
    return any(form[:1].isdigit() or form in told for form in words.forms[: setting.lead_at])


def looks_timetabled(setting: Setting) -> bool:
    """Whether a sentence with a day has one verb, and that a present that no table knows: she unveils it on 3 May."""
    words = setting.words
    is_day = setting.is_exact and not setting.names_year and setting.lead in {Role.AT, Role.FROM}
    if not is_day or setting.is_open or setting.is_fronted:
        return False
    is_verbless = not any(role in VERBAL and not words.determines(at - 1) for at, role in enumerate(words.roles))
    return is_verbless and has_unknown(words, setting.lead_at)


def by_when(setting: Setting) -> Judgement | None:
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
