"""What a sentence says of a date in it: over, still to come, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.dating.language import Role
from provenance.dating.verbs import Group, Sense, group_after, group_at, group_before
from provenance.model import Bound, Strength

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.words import Words

PAST, FUTURE, NONE = "past", "future", "none"
_LIMITS = {Role.UNTIL, Role.BEFORE}
_MAX_CLAUSES_BACK = 4
_MAX_COMMAS_AHEAD = 3
_CLOCK_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Judgement:
    """The tense of a date, the bound it gives, how firm that is, the rule, and the words (indices) that show it."""

    tense: str
    bound: Bound | None
    strength: Strength
    cue: str
    first: int
    last: int
    dates_year: bool
    """Whether a preposition stands before the date and no noun follows, so that a number is a year."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a date stands in its sentence: word indices `first` to `last`.

    `lead`: the role of what precedes it (on, by, since), standing at `lead_at`. `is_exact`: it names a day.
    `is_fronted`: it opens its clause. `is_attribute`: it stands before the noun that it dates (the 3 May meeting). `is_title`: the sentence is a bare title.
    """

    first: int
    last: int
    lead: Role | None
    lead_at: int
    is_exact: bool
    is_fronted: bool
    is_attribute: bool
    is_title: bool
    is_open: bool
    has_clock: bool
    dates_year: bool


def judge(words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool) -> Judgement:
    """The tense of one date in its sentence. `is_open`: the sentence has no full stop, as in headlines and lists.

    `chain`: where the range or list of dates begins of which it is one; what leads to that leads to all.
    """
    setting = _setting(words, one, text, chain, is_title=is_title, is_open=is_open)
    if setting.lead is Role.SINCE:
        return _past(setting, None, "since")
    if one.relative_year:
        return _past(setting, None, "last-year") if one.relative_year < 0 else _future(setting, None, "next-year")
    if setting.lead is Role.THAN:
        return _past(setting, None, "comparison", Strength.SOFT)
    group, is_inherited = _governing(words, setting)
    if group is None:
        return _without_verb(words, setting)
    rule = _title if is_title else _RULES[group.sense]
    return rule(words, setting, group, is_inherited)


def by_dateline(words: Words, one: Expression) -> Judgement:
    """A dateline names the day on which its text was filed."""
    setting = _setting(words, one, "", one.start, is_title=False, is_open=False)
    return _past(setting, None, "dateline", Strength.SOFT)


def _setting(words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool) -> Setting:
    """Where the date stands and what leads to it."""
    first = next((index for index in range(len(words)) if words.ends[index] > one.start), len(words) - 1)
    last = first
    while last + 1 < len(words) and words.starts[last + 1] < one.end:
        last += 1
    chained = next((index for index in range(first) if words.ends[index] > chain), first)
    lead, lead_at, is_determined = _lead(words, chained)
    is_determined |= text.startswith(words.language.article, one.start) or lead in {Role.AFTER, Role.BEFORE}
    after = last + 1
    is_attribute = is_determined and words.is_noun(after) and group_at(words, after) is None
    is_attribute = is_attribute and one.day is not None or (is_attribute and lead is Role.AFTER)
    return Setting(
        first,
        last,
        lead,
        lead_at,
        is_exact=one.day is not None,
        is_fronted=lead_at == 0 or words.breaks[lead_at - 1],
        is_attribute=is_attribute,
        is_title=is_title,
        is_open=is_open,
        has_clock=_has_clock(words, one, text),
        dates_year=lead in _PREPOSITIONS and not is_determined and not (words.is_noun(after) and lead_at > 0),
    )


def _has_clock(words: Words, one: Expression, text: str) -> bool:
    """Whether a time of day stands near the date, in the same sentence."""
    low = max(words.starts[0], one.start - _CLOCK_CHARACTERS)
    high = min(words.ends[-1], one.end + _CLOCK_CHARACTERS)
    around = f"{text[low : one.start]} | {text[one.end : high]}".lower()
    return re.search(words.language.clock, around) is not None


def _lead(words: Words, first: int) -> tuple[Role | None, int, bool]:
    """The preposition of a date, leftwards over the end of, early, the; where it stands; whether an article was met."""
    at, is_determined = first - 1, False
    while at >= 0:
        role = words.roles[at]
        if role is Role.OF and words.role(at - 1) is Role.PART:
            at -= 2
        elif role is Role.PART or words.determines(at):
            is_determined |= words.determines(at)
            at -= 1
        elif role is Role.JOIN and words.forms[at - 1] in words.language.months:
            at -= 2
        elif words.form(at) == "(" or role is Role.JOIN:
            return None, first, is_determined
        else:
            break
    if at < 0 or words.roles[at] is None:
        return None, first, is_determined
    if words.roles[at] in {Role.OF, Role.TO} and words.form(at - 1) in words.language.ahead:
        return Role.BEFORE, at - 1, is_determined
    role = words.roles[at]
    if role not in _PREPOSITIONS:
        return None, first, is_determined
    if role is Role.AT and words.role(at - 1) is Role.THAN:
        return Role.THAN, at - 1, is_determined
    if role is Role.TO and words.form(at - 1) in words.language.months:
        return Role.FROM, at - 1, is_determined
    if role is Role.AT and words.role(at - 1) is Role.FROM:
        return Role.FROM, at - 1, is_determined
    return role, at, is_determined


_PREPOSITIONS = {
    *(Role.SINCE, Role.UNTIL, Role.BEFORE, Role.AFTER, Role.FROM, Role.FOR, Role.OF, Role.THAN, Role.AT, Role.TO)
}


# --------------------------------------------------------------------------- which verb


def _governing(words: Words, setting: Setting) -> tuple[Group | None, bool]:
    """The verb group that dates the date, and whether it stands in an earlier clause."""
    group, opening = group_before(words, setting.lead_at)
    adjacent = _adjacent(words, setting)
    if adjacent and (setting.lead is Role.AFTER or group is None or group.sense in {Sense.SAID, Sense.SILENT, Sense.ANNOUNCED}):
        return adjacent, False
    if group:
        return group, False
    if not setting.is_attribute or setting.is_fronted:
        ahead = group_after(words, setting.last + 1, 0)
        if ahead:
            return ahead, False
    if setting.is_fronted and opening < 0:
        return group_after(words, setting.last + 1, _MAX_COMMAS_AHEAD), False
    for _ in range(_MAX_CLAUSES_BACK):
        if opening < 0:
            break
        opener = opening
        group, opening = group_before(words, opening)
        if group:
            return _inherited(words, group, opener), True
    return group_after(words, setting.last + 1, _MAX_COMMAS_AHEAD), False


def _inherited(words: Words, group: Group, opener: int) -> Group:
    """The verb of the clause before, as it counts in a clause opened by *before* or *after*."""
    if words.roles[opener] is Role.AFTER and words.role(opener + 1) is Role.BE and group.sense is Sense.PRESENT:
        return replace(group, sense=Sense.OVER)
    is_limit = words.roles[opener] is Role.BEFORE and words.role(opener + 1) is not Role.BE
    return replace(group, is_loose=True) if is_limit and not words.is_gerund(opener + 1) else group


def _adjacent(words: Words, setting: Setting) -> Group | None:
    """The verb right behind a date that belongs to its subject: the meeting on 3 May will ..."""
    after = setting.last + 1
    while setting.is_attribute and after < setting.last + 4 and words.is_noun(after):
        after += 1
    if words.form(after) in {")", ","} and words.form(setting.first - 1) == "(":
        after += 1
    if words.role(after) not in {Role.WILL, Role.WOULD, Role.IS, Role.WAS, Role.HAS, Role.HAD, Role.MUST}:
        return None
    return group_after(words, after, 0)


# --------------------------------------------------------------------------- what it says


def _past(setting: Setting, group: Group | None, cue: str, strength: Strength = Strength.HARD) -> Judgement:
    return _judgement(setting, group, PAST, cue, strength)


def _future(setting: Setting, group: Group | None, cue: str, strength: Strength = Strength.HARD) -> Judgement:
    if not setting.is_exact:
        cue, strength = "future-month", Strength.SOFT
    return _judgement(setting, group, FUTURE, cue, strength)


def _silent(setting: Setting, group: Group | None, cue: str) -> Judgement:
    return _judgement(setting, group, NONE, cue, Strength.SOFT)


def _judgement(setting: Setting, group: Group | None, tense: str, cue: str, strength: Strength) -> Judgement:
    bound = {PAST: Bound.EARLIEST, FUTURE: Bound.LATEST}.get(tense)
    first = min(setting.lead_at, group.first) if group else setting.lead_at
    last = setting.last + setting.is_attribute
    last = max(last, group.last) if group else last
    return Judgement(tense, bound, strength, cue, first, last, setting.dates_year)


def _over(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """A past: the text is not older than the date, unless the date is a limit, a purpose or a condition."""
    cue = "past-event" if setting.is_exact else "past-month"
    is_behind = group.first > setting.last
    if _is_conditional(words, group):
        return _silent(setting, group, "condition")
    if words.forms[group.last] in words.language.cancelled or _is_called_off(words, group):
        return _moved(words, setting, group, is_inherited)
    if group.is_bare and setting.has_clock and setting.is_exact and not is_behind:
        before, _ = group_before(words, group.first)
        if before is None or before.sense is not Sense.OVER:
            return _future(setting, group, "event-with-hour", Strength.SOFT)
    if setting.lead in _LIMITS:
        return _past(setting, group, "limit", Strength.SOFT) if setting.is_exact else _silent(setting, group, "limit")
    if setting.lead in {Role.FOR, Role.TO}:
        return _silent(setting, group, "purpose")
    if setting.lead is None and words.form(setting.last + 1) == "as":
        return _silent(setting, group, "named-day")
    if setting.is_attribute and setting.lead not in {Role.AT, Role.AFTER, Role.FROM}:
        return _silent(setting, group, "attribute")
    if setting.lead is Role.AFTER:
        return _past(setting, group, "following")
    if setting.lead is Role.FROM:
        return _past(setting, group, "past-range", Strength.SOFT)
    is_loose = group.is_loose or (is_behind and setting.lead is None) or _is_of_another_noun(words, setting, group)
    is_loose |= setting.is_attribute or setting.lead is Role.OF or (is_behind and group.is_passive and not setting.is_exact)
    if words.role(group.last) is Role.PAST_OR_BASE and group.is_bare:
        is_loose |= words.form(group.first - 1) not in words.language.singular
    return _past(setting, group, cue, Strength.SOFT if is_loose else Strength.HARD)


def _coming(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """A future: the text is not younger than an exact day, softly where the date is a limit or a plan."""
    if setting.lead is Role.AFTER and group.first > setting.last:
        return _silent(setting, group, "range")
    if setting.lead in _LIMITS:
        return _future(setting, group, "limit", Strength.SOFT)
    if setting.lead in {Role.AFTER, Role.OF, Role.TO} or setting.is_attribute:
        return _future(setting, group, "future-noun", Strength.SOFT)
    is_soft = setting.is_open or group.is_loose
    cue = "future-event" if group.sense is Sense.COMING else "planned-event"
    return _future(setting, group, cue, Strength.SOFT if is_soft else Strength.HARD)


def _present(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """A present tense: with an exact day it is a timetable, otherwise it says nothing."""
    is_recurring = any(form in words.language.recurring or form in words.language.now for form in words.forms)
    if not setting.is_exact or is_recurring or setting.is_open or _is_conditional(words, group):
        return _silent(setting, group, "present")
    if setting.lead is Role.AFTER:
        return _past(setting, group, "following", Strength.SOFT)
    is_bare = setting.lead is None and group.last != setting.first - 1
    if setting.lead in {Role.OF, Role.TO} or is_bare or setting.is_attribute or is_inherited:
        return _silent(setting, group, "present")
    return _future(setting, group, "timetable", Strength.SOFT if setting.lead is not Role.AT else Strength.HARD)


def _required(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """What must or can be done has a limit, and only that looks ahead."""
    if setting.lead in _LIMITS and setting.is_exact:
        return _future(setting, group, "limit", Strength.SOFT)
    return _silent(setting, group, "modal")


def _moved(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """Postponed to a date: that is to come. Postponed on a date: that is over."""
    if setting.lead in {Role.TO, Role.UNTIL, Role.FOR}:
        return _future(setting, group, "moved-event", Strength.SOFT)
    if group.first > setting.last and not setting.is_fronted:
        return _silent(setting, group, "cancelled")
    return _announced(words, setting, group, is_inherited)


def _announced(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """Announced on a date: over. Announced something on a date: nobody knows."""
    if group.is_passive and setting.lead is not Role.FOR:
        return _past(setting, group, "past-event" if setting.is_exact else "past-month")
    if setting.is_fronted and setting.lead is Role.AT and not is_inherited:
        return _past(setting, group, "past-event" if setting.is_exact else "past-month")
    if is_inherited or group.first > setting.last or setting.lead in {Role.FOR, Role.TO, *_LIMITS}:
        return _silent(setting, group, "announced")
    if setting.lead_at - group.last > 1:
        return _silent(setting, group, "announced")
    return _over(words, setting, group, is_inherited)


def _said(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """Said on a date: over. Said that … on a date: nobody knows."""
    if is_inherited and not group.is_passive:
        return _silent(setting, group, "reported")
    return _over(words, setting, group, is_inherited)


def _nothing(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    return _silent(setting, group, "silent")


def _unbound(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """An infinitive alone: a headline's future."""
    if setting.is_open and setting.is_exact:
        return _future(setting, group, "title", Strength.SOFT)
    return _silent(setting, group, "silent")


def _title(words: Words, setting: Setting, group: Group, is_inherited: bool) -> Judgement:
    """A bare title: its present and its participles say nothing, its future a little."""
    if group.sense in {Sense.COMING, Sense.PLANNED, Sense.UNBOUND}:
        return _future(setting, group, "title", Strength.SOFT)
    return _silent(setting, group, "title")


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


def _without_verb(words: Words, setting: Setting) -> Judgement:
    """A date in a phrase without a verb: a deadline, an invitation, or nothing."""
    if setting.lead is Role.AFTER:
        return _past(setting, None, "following", Strength.SOFT)
    if not setting.is_exact or setting.is_title:
        return _silent(setting, None, "no-verb")
    if setting.lead in _LIMITS:
        return _future(setting, None, "limit", Strength.SOFT)
    is_invitation = words.form(0) in words.language.imperatives or any(
        form in words.language.coming for form in words.forms[: setting.first]
    )
    if is_invitation:
        return _future(setting, None, "invitation", Strength.SOFT)
    if setting.has_clock:
        return _future(setting, None, "event-with-hour", Strength.SOFT)
    return _silent(setting, None, "no-verb")


# --------------------------------------------------------------------------- small questions


def _is_conditional(words: Words, group: Group) -> bool:
    """Whether the clause of a verb is a condition: if approved, once elected."""
    once = words.language.once
    if group.is_bare and words.form(group.first - 1) in once:
        return True
    at = group.first - 1
    while at >= 0 and not words.breaks[at]:
        if group.is_perfect and words.forms[at] in once:
            return True
        at -= 1
    return words.role(at) is Role.IF


def _is_of_another_noun(words: Words, setting: Setting, group: Group) -> bool:
    """Whether the date may belong to a noun that is not when the verb happened: left for the games on 3 May."""
    if group.first > setting.last:
        return False
    between = range(setting.lead_at - 1, group.last + 1, -1)
    nearest = next((words.roles[index] for index in between if words.roles[index] in _PREPOSITIONS), None)
    return nearest is Role.FOR or any(words.forms[index] in words.language.ahead for index in between)


def _is_called_off(words: Words, group: Group) -> bool:
    """Called off, put back: two words for cancelled."""
    language = words.language
    return words.forms[group.last] in language.called_off and words.form(group.last + 1) in language.off
