"""What a sentence says of a date in it: over, still to come, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.governor import governor
from provenance.dating.grammar.judgement import Judgement, far_limit, future, past, silent
from provenance.dating.grammar.leanings import lean
from provenance.dating.grammar.nearby import besides_verb, by_lead, by_phrase, of_happening, pointed_at
from provenance.dating.grammar.past import announced, moved, over, said
from provenance.dating.grammar.questions import (
    has_source,
    is_called_off_later,
    is_covered,
    is_far_limit,
    is_reduced_plan,
    is_under_a_past,
)
from provenance.dating.grammar.setting import LIMITS, Setting, read_setting
from provenance.dating.grammar.silence import nothing, title, unbound
from provenance.dating.grammar.terms import is_registered
from provenance.dating.grammar.timetables import present, required
from provenance.dating.grammar.verbless import by_when, without_verb
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.grammar.wording import by_wording
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.words import Words


def judge(
    words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool, is_credited: bool
) -> Judgement:
    """The tense of one date in its sentence. `is_open`: the sentence has no full stop, as in headlines and lists.

    `is_credited`: a photographer is named behind it. `chain`: where the range or list of dates begins of which it is
    one; what leads to that leads to all.
    """
    setting = read_setting(words, one, text, chain, is_title=is_title, is_open=is_open)
    return by_wording(setting, one, _by_rule(setting, one, is_credited=is_credited))


def _by_rule(setting: Setting, one: Expression, *, is_credited: bool) -> Judgement:
    """What the first rule says that knows something of a date."""
    is_title = setting.is_title
    if (near := by_lead(setting, one) or pointed_at(setting, one) or by_phrase(setting)) is not None:
        return near
    group = governor(setting)
    if not is_title and (named := of_happening(setting, group, one)) is not None:
        return named
    if (told := besides_verb(setting, group, one, is_credited=is_credited)) is not None:
        return told
    if group is None:
        told = without_verb(setting)
        return told if told.bound or is_title else lean(setting, group, told) or told
    if not is_title and is_far_limit(setting, group):
        return far_limit(setting, group)
    rule = title if is_title else _RULES[group.sense]
    told = rule(setting, group)
    return told if told.bound or is_title else by_when(setting) or lean(setting, group, told) or told


def by_stamp(words: Words, one: Expression, cue: str) -> Judgement:
    """A dateline names the day on which its text was filed, a paper the month in which it came out."""
    setting = read_setting(words, one, "", one.start, is_title=False, is_open=False)
    return past(setting._replace(dates_year=True), None, cue, Strength.SOFT)


def _coming(setting: Setting, group: Group) -> Judgement:
    """A future: the text is not younger than an exact day, softly where the date is a limit or a plan."""
    if setting.lead is Role.AFTER and group.first > setting.last:
        return silent(setting, group, "range")
    if setting.lead in LIMITS:
        return future(setting, group, "limit", Strength.SOFT)
    words = setting.words
    if setting.lead is Role.FOR and _is_of_term(setting):
        return silent(setting, group, "term")  # will report its sales for the 28 June first quarter
    if setting.lead in _OF_NOUNS or setting.is_attribute:
        return future(setting, group, "future-noun", Strength.SOFT)
    if has_source(setting, group) or is_covered(setting, group):
        return silent(setting, group, "range")
    if setting.names_year and words.role(setting.last + 1) is Role.WAS and is_called_off_later(words):
        return silent(setting, group, "cancelled")  # planned for 4 April 2020, was cancelled
    is_soft = setting.is_open or group.is_loose or words.form(setting.lead_at) in words.language.periods
    is_soft |= is_reduced_plan(words, group) and (group.is_inherited or is_called_off_later(words))
    is_soft |= is_under_a_past(words, group) or is_registered(setting)
    is_apart = group.first > setting.last and words.form(setting.last + 1) == ","
    if is_apart and words.is_noun(setting.lead_at - 1) and not words.determines(setting.lead_at - 2):
        is_soft = True  # subject to approval on 3 May, they will: a condition outlives its day where it is passed on
    cue = "future-event" if group.sense is Sense.COMING else "planned-event"
    return future(setting, group, cue, Strength.SOFT if is_soft else Strength.HARD)


def _is_of_term(setting: Setting) -> bool:
    """Whether the date says which span is meant, whose noun stands behind it."""
    words = setting.words
    behind = words.forms[setting.last + 1 : setting.last + 3]
    is_determined = words.determines(setting.first - 1) or words.determines(setting.first)
    spans = words.language.terms | words.language.comparable
    return is_determined and not spans.isdisjoint(behind)


_OF_NOUNS = {Role.AFTER, Role.OF, Role.TO}
_RULES = {
    Sense.OVER: over,
    Sense.COMING: _coming,
    Sense.PLANNED: _coming,
    Sense.PRESENT: present,
    Sense.REQUIRED: required,
    Sense.MOVED: moved,
    Sense.ANNOUNCED: announced,
    Sense.SAID: said,
    Sense.UNBOUND: unbound,
    Sense.SILENT: nothing,
}
