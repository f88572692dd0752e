"""What the words around a date say of it by themselves: since, next, the letter of, the 2003 invasion, a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from provenance.dating.grammar.captions import heads_caption, is_caption, shows_picture
from provenance.dating.grammar.comparisons import is_compared, is_foretold, is_measure
from provenance.dating.grammar.judgement import Judgement, future, past, silent
from provenance.dating.grammar.nouns import (
    follows_happening,
    names_document,
    names_happening,
    names_occasion,
)
from provenance.dating.grammar.phrases import (
    dates_document,
    follows_wake,
    holds_title,
    is_count,
    is_embargoed,
    is_example,
    is_held_against_somebody,
    is_stamp,
    names_earlier,
    replaces_day,
    was_said_then,
)
from provenance.dating.grammar.questions import (
    looks_forward,
)
from provenance.dating.grammar.setting import PREPOSITIONS
from provenance.dating.grammar.terms import (
    is_account,
    is_adjusted,
    is_at_start,
    is_between,
    is_closing,
    is_expiry,
    is_figure_of,
    is_held,
    is_maturing,
    is_on_roll,
    is_rest,
    is_security,
    is_span_of,
    is_starting,
    is_valid,
    reaches_from_now,
    reaches_present,
    tells_figure,
)
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role
from provenance.model import Strength

if TYPE_CHECKING:
    from collections.abc import Callable

    from provenance.dating.expressions import Expression
    from provenance.dating.grammar.setting import Setting


_OPEN = {Sense.SILENT, Sense.ANNOUNCED, Sense.SAID, Sense.PRESENT}
_OPEN_OR_UNBOUND = {*_OPEN, Sense.UNBOUND}
_PROPOSED = {Role.PLAN, Role.ANNOUNCED}


def by_lead(setting: Setting, one: Expression) -> Judgement | None:
    """What the words right before or behind a date say by themselves: since, last year, than, embargoed until."""
    words = setting.words
    if is_embargoed(setting):
        return future(setting, None, "embargoed")
    if setting.lead is Role.SINCE and words.role(setting.lead_at - 1) is Role.BE:
        return future(setting, None, "planned-event", Strength.SOFT)  # which will be dated 15 March
    if setting.lead is Role.SINCE:
        is_dated = words.form(setting.lead_at) in words.language.recorded
        is_ahead = is_dated and Role.WILL in words.roles[: setting.first]
        is_due = is_dated and not setting.is_exact and words.form(setting.lead_at - 1) in words.language.securities
        return silent(setting, None, "since") if is_ahead or is_due else past(setting, None, "since")
    if one.relative_year:
        return past(setting, None, "last-year") if one.relative_year < 0 else future(setting, None, "next-year")
    if setting.lead is Role.THAN:
        return past(setting, None, "comparison", _held_against(setting))
    if is_compared(setting):
        is_loose = words.role(setting.last + 1) is Role.TO or is_foretold(setting)
        strength = Strength.SOFT if is_loose else Strength.HARD
        return past(setting._replace(dates_year=True), None, "comparison", strength)
    if is_measure(setting):
        return past(setting._replace(dates_year=True), None, "comparison", _held_against(setting))
    return None


def _held_against(setting: Setting) -> Strength:
    """How firmly a month or a year is over with which something is compared, where nothing looks ahead."""
    is_firm = setting.names_year and not setting.is_exact and not looks_forward(setting.words)
    return Strength.HARD if is_firm else Strength.SOFT


def pointed_at(setting: Setting, one: Expression) -> Judgement | None:
    """What *next* and *last* say right before a day without a year, and *next* right behind it."""
    words = setting.words
    if not setting.is_exact:
        return None
    is_proposed = words.role(setting.first - 1) in _PROPOSED and words.determines(setting.first - 2)
    if is_proposed and words.is_noun(setting.last + 1):
        return future(setting, None, "planned-event", Strength.SOFT)  # the proposed 30 June sale
    before = words.form(setting.first - 1)
    beyond = words.form(setting.first - 2) if before == "," else before
    if (days := words.language.relative_days.get(beyond)) is not None:
        return future(setting, None, "next-day", Strength.SOFT) if days[0] > 0 else past(setting, None, "last-day")
    if one.year:
        return None
    after = words.form(setting.last + 1)
    if before in words.language.bygone:
        return past(setting, None, "last-day")
    is_ahead = before in words.language.following or (
        after in words.language.following and not words.is_noun(setting.last + 2)
    )
    return future(setting, None, "next-day", Strength.SOFT) if is_ahead else None


class _Phrase(NamedTuple):
    """A phrase around a date that tells of it: what must lead to the date, whether a day, and what is told then."""

    leads: frozenset[Role | None]
    is_of: frozenset[bool]
    """Exact days, months and years, or both."""
    holds: Callable[[Setting], bool]
    tell: Callable[[Setting], Judgement]


def by_phrase(setting: Setting) -> Judgement | None:
    """What a phrase says whatever the verb: a letter of 3 May, from 1979 to the present, the year ending, a stamp."""
    for phrase in _PHRASES_OF[setting.lead, setting.is_exact]:
        if phrase.holds(setting):
            return phrase.tell(setting)
    return None


def _is_told_account(setting: Setting) -> bool:
    """Whether a figure of a year is told, not foretold: net income for 1986, two million that it reported for 1986."""
    if not (is_account(setting) or is_span_of(setting)):
        return False
    words = setting.words
    return words.form(setting.lead_at - 2) in words.language.subjects or not looks_forward(words)


def _firm(setting: Setting) -> Strength:
    """A year in full makes what is told firm."""
    return Strength.HARD if setting.names_year else Strength.SOFT


def _over(cue: str) -> Callable[[Setting], Judgement]:
    return lambda setting: past(setting, None, cue, Strength.SOFT)


def _ahead(cue: str) -> Callable[[Setting], Judgement]:
    return lambda setting: future(setting, None, cue, Strength.SOFT)


def _open(cue: str) -> Callable[[Setting], Judgement]:
    return lambda setting: silent(setting, None, cue)


_ANY: frozenset[Role | None] = frozenset({None, *PREPOSITIONS})
_BOTH, _DAY, _NO_DAY = frozenset({True, False}), frozenset({True}), frozenset({False})
_PHRASES = (
    _Phrase(
        frozenset({Role.FROM, Role.OF}),
        _BOTH,
        dates_document,
        lambda setting: past(setting._replace(dates_year=True), None, "document", _firm(setting)),
    ),
    _Phrase(
        frozenset({Role.FROM}), _BOTH, reaches_present, lambda setting: past(setting, None, "since", _firm(setting))
    ),
    _Phrase(_ANY, _DAY, is_stamp, _over("posted")),
    _Phrase(_ANY, _DAY, is_expiry, _open("term")),
    _Phrase(frozenset({Role.AT}), _NO_DAY, is_figure_of, _over("past-year")),
    _Phrase(frozenset({Role.AT}), _DAY, is_count, _open("range")),
    _Phrase(frozenset({Role.FROM}), _DAY, replaces_day, _open("range")),
    _Phrase(
        frozenset({Role.FOR, Role.OF}),
        _NO_DAY,
        _is_told_account,
        lambda setting: past(setting._replace(dates_year=True), None, "term", _firm(setting)),
    ),
    _Phrase(frozenset({Role.FOR}), _NO_DAY, tells_figure, _over("term")),
    _Phrase(frozenset({Role.OF, None}), _BOTH, is_security, _open("term")),
    _Phrase(frozenset({Role.OF}), _NO_DAY, is_rest, _open("term")),
    _Phrase(frozenset({Role.FOR}), _BOTH, is_adjusted, _over("past-event")),
    _Phrase(frozenset({Role.AT}), _NO_DAY, holds_title, _over("past-event")),
    _Phrase(frozenset({Role.AT}), _BOTH, names_earlier, _over("comparison")),
    _Phrase(_ANY, _DAY, reaches_from_now, _ahead("limit")),
    _Phrase(frozenset({None, Role.AT}), _DAY, is_maturing, _ahead("term")),
    _Phrase(frozenset({Role.AT}), _DAY, is_on_roll, _open("term")),
    _Phrase(frozenset({Role.AT}), _DAY, is_held, _open("term")),
    _Phrase(frozenset({Role.AT}), _DAY, is_at_start, _open("term")),
    _Phrase(frozenset({Role.AT, Role.FROM}), _DAY, is_valid, _open("range")),
    _Phrase(frozenset({None}), _DAY, is_closing, _ahead("limit")),
    _Phrase(_ANY, _DAY, heads_caption, _over("dateline")),
)
"""In their order: the first that holds tells."""
_PHRASES_OF = {
    (lead, is_exact): tuple(one for one in _PHRASES if lead in one.leads and is_exact in one.is_of)
    for lead in _ANY
    for is_exact in _BOTH
}


def of_happening(setting: Setting, group: Group | None, one: Expression) -> Judgement | None:
    """A date that a noun has, if that noun is dated when it is over: the 2003 invasion, after the war in 1994."""
    strength = Strength.HARD if one.year else Strength.SOFT
    if names_happening(setting, group):
        return past(setting._replace(dates_year=True), None, "named-event", strength)
    if names_document(setting, group):
        return past(setting, None, "document", Strength.SOFT)
    if follows_wake(setting):
        return past(setting, None, "named-event", Strength.SOFT)
    if follows_happening(setting, group):
        return past(setting, None, "named-event", strength if one.month or setting.lead is Role.AT else Strength.SOFT)
    if names_occasion(setting, group):
        return past(setting._replace(dates_year=True), group, "past-occasion")
    return None


def besides_verb(setting: Setting, group: Group | None, one: Expression, *, is_credited: bool) -> Judgement | None:
    """What is told of a date whatever its verb says: an accusation, a conversation, a picture, a span of years."""
    words = setting.words
    if (group is None or group.sense is not Sense.OVER) and is_held_against_somebody(setting):
        return past(setting, group, "accusation", Strength.SOFT)
    if group is not None and group.sense in _OPEN and was_said_then(setting):
        return past(setting, group, "document", Strength.SOFT)
    is_pictured = is_credited and not setting.is_attribute and not looks_forward(words)
    if is_pictured or is_caption(setting, group, one) or shows_picture(setting):
        return past(setting, group, "caption", Strength.SOFT)
    is_open = group is None or group.is_perfect or group.sense in _OPEN_OR_UNBOUND
    if is_starting(setting) and (is_open or Role.WILL in words.roles[: setting.first]):
        return future(setting, group, "invitation", Strength.SOFT)  # plans a programme beginning 22 June
    if is_example(setting):
        return past(setting, group, "past-year", Strength.SOFT)
    if is_between(setting) and (group is None or group.sense is Sense.PRESENT) and not looks_forward(words):
        return past(setting, group, "past-range", Strength.SOFT)
    return None
