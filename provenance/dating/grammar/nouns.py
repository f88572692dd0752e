"""Nouns that a date hangs on: the 2003 invasion and her death in May are over, an election on 3 May may be to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.presents import has_unknown
from provenance.dating.grammar.setting import AHEAD, stands_behind
from provenance.dating.grammar.verbs import Sense
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words

_MAX_NOUNS_BEHIND = 5
_MAX_WORDS_BEFORE = 8
_AHEAD = {Sense.COMING, Sense.PLANNED, Sense.REQUIRED}
_AT_OR_OF = {Role.AT, Role.OF}
_FUTURES = {Role.WILL, Role.WOULD, Role.HOPES}
_PASSED_OVER = {Role.FROM, Role.OF, Role.AT, Role.DETERMINER, Role.JOIN}
_OTHERS = {Role.FOR, Role.TO, Role.THAN, Role.UNTIL, Role.BEFORE}


def names_happening(setting: Setting, group: Group | None) -> bool:
    """Whether the date stands before a noun of what is over: the 2003 US-led invasion, the July 2005 killing."""
    words, head = setting.words, setting.last
    if setting.names_year and words.form(head + 1) == "," and words.form(head + 2) == words.language.file:
        return True  # this 20 March 2018, file photo
    while head < setting.last + _MAX_NOUNS_BEHIND and _continues(words, head + 1):
        head += 1
    if head == setting.last:
        return False
    nouns = words.forms[setting.last + 1 : head + 1]
    if not words.language.appointments.isdisjoint(nouns):
        return False
    is_deal = setting.names_year and not words.language.deals.isdisjoint(nouns)
    if is_deal and words.role(setting.first - 1) in {Role.DETERMINER, Role.FROM}:
        return AHEAD.isdisjoint(words.roles[: setting.first])
    if words.language.happenings.isdisjoint(nouns) or _may_never_be(words, setting.first, head):
        return False
    return group is None or group.sense not in _AHEAD or _is_determined(words, setting.first)


def _may_never_be(words: Words, first: int, head: int) -> bool:
    """Whether what a noun names is a mere thought, or ahead: a 1990 recession could, in the event of a recession."""
    end = next((at for at in range(head + 1, len(words)) if words.breaks[at]), len(words))
    behind = words.roles[head + 1 : min(end, head + 1 + _MAX_WORDS_BEFORE)]
    if words.form(first - 1) in words.language.counts and not _FUTURES.isdisjoint(behind):
        return True
    if words.role(head + 1) is Role.CLAUSE and words.role(head + 2) in _FUTURES:
        return True
    at = first - 1 - words.determines(first - 1)
    return words.role(at) is Role.OF and words.form(at - 1) in words.language.unreal


def _continues(words: Words, index: int) -> bool:
    """Whether a noun phrase goes on: with a noun, but not with the participle behind it, as in: a decree abolishing."""
    is_happening = words.form(index) in words.language.happenings
    return words.is_noun(index) and (is_happening or not words.is_gerund(index))


def names_document(setting: Setting, group: Group | None) -> bool:
    """Whether the day stands before a noun of something said or written: in a letter of, the 9 February report."""
    words = setting.words
    is_month = setting.first < setting.last and setting.names_year and words.determines(setting.first - 1)
    if not (setting.is_attribute if setting.is_exact else is_month):
        return False
    if setting.lead in {Role.UNTIL, Role.BEFORE, Role.FOR}:
        return False
    if not _FUTURES.isdisjoint(words.roles[: setting.first]):
        return False
    head = setting.last + 1
    while words.is_noun(head + 1):
        head += 1
    return words.form(head) in words.language.documents and (group is None or group.sense not in _AHEAD)


def names_occasion(setting: Setting, group: Group | None) -> bool:
    """Whether the date stands before a noun of what comes round again, told in the past: won at the 2004 Olympics."""
    words, after = setting.words, setting.last + 1
    if not setting.names_year or setting.is_exact or group is None or group.sense is not Sense.OVER:
        return False
    if any(words.is_gerund(index) for index in range(group.last + 1, setting.first)):
        return False
    if group.first > setting.first or setting.lead is not Role.AT or not _is_determined(words, setting.first):
        return False
    nouns = [words.form(index) for index in range(after, after + _MAX_NOUNS_BEHIND) if words.is_noun(index)]
    return any(noun in words.language.appointments for noun in nouns)


def follows_happening(setting: Setting, group: Group | None) -> bool:
    """Whether the date stands behind a noun of what is over, and no verb dates it: after the war in Rwanda in 1994."""
    if setting.lead not in _AT_OR_OF:
        return False
    words = setting.words
    is_before = group is not None and not stands_behind(setting, group)
    if is_before and group and group.sense is Sense.OVER:
        return False
    is_ahead = is_before and group is not None and group.sense in _AHEAD
    if group is None and setting.is_exact and not setting.names_year and has_unknown(words, setting.lead_at):
        return False  # the jury delivers its verdict on 3 May
    for index in range(setting.lead_at - 1, max(-1, setting.lead_at - 1 - _MAX_WORDS_BEFORE), -1):
        if words.breaks[index] or words.forms[index] in words.language.maturing:
            return False  # an agreement expiring on
        if words.forms[index] in words.language.happenings:
            owner = words.form(index - 1)
            is_owned = owner.endswith(words.language.possessive_endings) or owner in words.language.owners
            is_owned = is_owned and not setting.is_exact
            return not _is_goal(words, index) and not _is_end(words, index) and (is_owned or not is_ahead)
        if words.roles[index] is not None and words.roles[index] not in _PASSED_OVER:
            return False
    return False


def is_run_up(setting: Setting, group: Group) -> bool:
    """Whether a present perfect tells of the time before a day: has seen violence in the run-up to 15 December."""
    words = setting.words
    is_planned = Role.PLAN in words.roles[group.last : setting.lead_at]  # ahead of the scheduled announcement on 3 May
    is_ahead = (group.is_perfect or is_planned) and setting.is_exact and not setting.names_year
    return is_ahead and not words.language.ahead.isdisjoint(words.forms[group.last : setting.lead_at])


def names_appointment(setting: Setting) -> bool:
    """Whether the date stands before a noun of what may be to come: the 3 May election."""
    words, after = setting.words, setting.last + 1
    if not (setting.is_attribute and setting.is_exact):
        return False
    while (words.is_noun(after) or words.form(after) in words.language.appointments) and (
        after <= setting.last + _MAX_NOUNS_BEHIND
    ):
        if words.forms[after] in words.language.appointments:
            return True
        after += 1
    return False


def aims_at_appointment(setting: Setting, group: Group) -> bool:
    """Whether the date is that of what a deed was for: in the squad for the match on 5 March."""
    if setting.lead is not Role.AT or not setting.is_exact or setting.names_year:
        return False
    words = setting.words
    noun = _appointment_before(words, setting.lead_at - 1)
    if setting.is_attribute and names_appointment(setting):
        noun = setting.lead_at  # for election to the board at the 19 May meeting
    elif words.form(noun) not in words.language.appointments:
        return False
    if group.first > setting.last:  # a programme for the event on 1 December, issued on Tuesday
        before = words.roles[max(0, noun - _MAX_WORDS_BEFORE) : max(0, noun)]
        return Role.FOR in before
    return any(words.roles[index] is Role.FOR for index in range(group.last + 1, noun))


def is_called_for(setting: Setting, group: Group) -> bool:
    """Whether an appointment was made for the day: called an election for 3 May, a strike called for 3 May."""
    words = setting.words
    is_day = setting.is_exact and not setting.names_year and setting.lead is Role.FOR
    if not is_day or stands_behind(setting, group):
        return False
    low = max(0, group.first - _MAX_NOUNS_BEHIND)
    return not words.language.appointments.isdisjoint(words.forms[low : setting.lead_at])


def _appointment_before(words: Words, at: int) -> int:
    """Where, leftwards over its place and whom it is against, a noun may stand: the match with Norland in Ulvik."""
    low = at - _MAX_WORDS_BEFORE
    while at > low and words.form(at) not in words.language.appointments:
        is_name = words.is_noun(at) and words.is_capital[at]
        if not is_name and words.role(at) not in {Role.AT, Role.THAN}:
            break
        at -= 1
    return at


def follows_appointment(setting: Setting, group: Group) -> bool:
    """Whether the date stands behind a noun that may be to come, and that is no object of the verb before it.

    Sterling fell because of an election on 3 May; but: they held an election on 3 May.
    """
    words, noun = setting.words, setting.lead_at - 1
    if group.first > setting.last or words.form(noun) not in words.language.appointments:
        return False
    between = range(group.last + 1, noun)
    if any(
        words.forms[index] == words.language.agent or words.forms[index] in words.language.results for index in between
    ):
        return False  # was confirmed by a vote on, earned them a draw in their match on
    if any(words.forms[at] == words.language.during for at in between):
        return False  # emerged as the winner during an election on 9 November
    if _is_where_resolved(words, group, noun):
        return False
    return any(
        words.roles[index] in _OTHERS
        or (words.roles[index] in {Role.OF, Role.AT} and index > group.last + 1)
        or words.is_gerund(index)
        for index in between
    )


def _is_where_resolved(words: Words, group: Group, noun: int) -> bool:
    """Whether the noun is where an assembly did what the verb tells: approved the plan at its meeting on 3 May."""
    language, at = words.language, noun - 1
    if words.forms[group.last] not in language.resolved or words.form(noun) not in language.sittings:
        return False
    while at > group.last and (words.is_noun(at) or words.role(at) is Role.DETERMINER):
        at -= 1
    if words.form(at) != language.venue or words.form(at - 1) in language.attendance:
        return False
    return not any(words.roles[index] in _OTHERS or words.is_gerund(index) for index in range(group.last + 1, at))


def _is_determined(words: Words, first: int) -> bool:
    """Whether an article or a possessive opens the noun phrase of a date, over at most one adjective."""
    return words.determines(first - 1) or (words.is_noun(first - 1) and words.determines(first - 2))


def _is_end(words: Words, noun: int) -> bool:
    """Whether it is the end of something that has the date: the expiry of the agreement in March 1988."""
    at = noun - 1
    while words.is_noun(at) or words.role(at) is Role.DETERMINER:
        at -= 1
    return words.role(at) is Role.OF and words.form(at - 1) in words.language.endings


def _is_goal(words: Words, noun: int) -> bool:
    """Whether the noun is what somebody aims at: for a treaty in 2010."""
    before = noun - 1
    while words.is_noun(before) or words.role(before) is Role.DETERMINER:
        before -= 1
    if words.role(before) is Role.TO and words.is_noun(before - 1) and words.determines(before + 1):
        return words.form(before - 1) in words.language.promises  # witnesses to the crash
    return words.role(before) in {Role.FOR, Role.TO, Role.UNTIL}
