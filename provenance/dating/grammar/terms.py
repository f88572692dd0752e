"""Whether a date ends, opens or names a span of which something is told: the year to, notes of, net income for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.questions import looks_forward
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words


_MAX_TERM_WORDS = 3
_MAX_NAME_WORDS = 6
_MAX_FIGURE_WORDS = 10
_RANGE_WORDS = {"-", "–", "—"}
_MAX_TO_EXPIRY = 8  # words before a day of goods that expire on it


def ends_term(setting: Setting) -> bool:
    """Whether figures are those of a span that ends with the date: the nine months to 30 September, 1st qtr 31 Jan."""
    words, at = setting.words, setting.lead_at
    if setting.lead is not None and setting.lead is not Role.TO:
        return False
    spans = words.language.terms | words.language.comparable
    return any(words.form(index) in spans for index in range(at - 1, max(-1, at - 1 - (setting.lead is Role.TO)), -1))


def opens_range(setting: Setting) -> bool:
    """Whether a range without an end begins with the date, which may be yet to come: raised prices from 3 May."""
    words, word = setting.words, setting.words.form(setting.lead_at)
    around = words.forms[setting.first - 1 : setting.last + 2]
    is_closed = (
        not (_RANGE_WORDS | words.language.inclusive).isdisjoint(around)
        or Role.TO in words.roles[setting.first - 1 : setting.last + 2]
    )
    is_from = word in words.language.comparing and not is_closed
    return is_from or word in words.language.periods or word == "/"


def is_figure_of(setting: Setting) -> bool:
    """Whether a clause without a verb gives a figure of a year: - $7bn in 2003 -."""
    words, at = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or setting.is_exact or not setting.names_year:
        return False
    has_figure = False
    while at >= 0 and (words.is_noun(at) or words.forms[at][:1].isdigit() or not words.forms[at][:1].isalpha()):
        if words.breaks[at] or (words.forms[at] in _RANGE_WORDS and words.starts[at] > words.ends[at - 1]):
            return has_figure and words.forms[at] != ","
        has_figure = has_figure or words.forms[at][:1].isdigit()
        at -= 1
    return False


def is_registered(setting: Setting) -> bool:
    """Whether a list is closed on the date: shareholders of record on 15 May, payable 1 June, record 15 May."""
    words, at = setting.words, setting.lead_at - 1
    if setting.lead is Role.OF and words.form(at) == words.language.as_word:
        return words.role(at - 2) is Role.OF and words.form(at - 1) in words.language.registers  # of record as of
    is_of = words.role(at - 1) is Role.OF or (setting.lead is None and words.form(at - 1) == ",")
    return words.form(at) in words.language.registers and is_of


def is_held(setting: Setting) -> bool:
    """Whether those are meant who hold something on the day: for each share held on 3 May."""
    words, at = setting.words, setting.lead_at - 1
    while at > 0 and words.forms[at] not in words.language.registers and not words.breaks[at]:
        at -= 1
    is_near = setting.lead_at - at <= _MAX_NAME_WORDS and words.forms[at] in words.language.registers
    return is_near and words.form(at - 1) in words.language.holders


def is_closing(setting: Setting) -> bool:
    """Whether the day is called the last one: the closing date is 3 May, last date for tenders: 3 May."""
    words = setting.words
    is_next = setting.lead is None and words.role(setting.first - 1) in {None, Role.IS}
    return is_next and any(
        words.forms[at] in words.language.dated and words.form(at - 1) in words.language.closing
        for at in range(max(1, setting.first - _MAX_FIGURE_WORDS), setting.first)
    )


def is_valid(setting: Setting) -> bool:
    """Whether something holds from the day or until it: a warning valid from 0600 on 3 May to 2100 on 5 May."""
    words, at = setting.words, setting.lead_at
    if Role.WAS in words.roles[:at]:
        return False
    return any(
        words.forms[index] in words.language.bounded and words.role(index + 1) is Role.FROM
        for index in range(max(0, at - _MAX_FIGURE_WORDS), at)
    )


def is_at_start(setting: Setting) -> bool:
    """Whether the day is that of the beginning of something that is ahead: from the start of the new year on 1 July."""
    words, at = setting.words, setting.lead_at - 1
    if setting.names_year:
        return False
    while at > max(1, setting.lead_at - _MAX_NAME_WORDS) and words.roles[at] in {None, Role.DETERMINER}:
        at -= 1
    is_start = words.role(at) is Role.OF and words.role(at - 1) is Role.PART
    at -= 2 + words.determines(at - 2)
    return is_start and words.role(at) is Role.FROM


def is_on_roll(setting: Setting) -> bool:
    """Whether those are meant who are on a list when it is closed: payable to shareholders on the register on 3 May."""
    words, at = setting.words, setting.lead_at - 1
    return words.form(at) in words.language.rolls and words.determines(at - 1) and words.role(at - 2) is Role.AT


def is_for_term(setting: Setting) -> bool:
    """Whether the date is an end of a span for which something is meant: for the year ending, for the year to."""
    words, at = setting.words, setting.lead_at
    if setting.lead is not Role.TO and words.form(at) not in words.language.periods:
        return False
    spans = words.language.terms | words.language.comparable
    for index in range(at - 1, max(-1, at - 2 - _MAX_TERM_WORDS), -1):
        if words.roles[index] is Role.FOR:
            return any(form in spans for form in words.forms[index:at])
        if not (words.is_noun(index) or words.roles[index] is Role.DETERMINER or words.forms[index][:1].isdigit()):
            return False
    return False


def is_span_of(setting: Setting) -> bool:
    """Whether some months of a year are named: the balance for the first two months of 1987."""
    words = setting.words
    is_year = setting.lead is Role.OF and setting.names_year and not setting.is_exact
    return is_year and words.form(setting.lead_at - 1) in words.language.comparable


def is_account(setting: Setting) -> bool:
    """Whether figures of a year are named: net income for 1986."""
    words = setting.words
    is_year = setting.lead is Role.FOR and setting.names_year and not setting.is_exact
    if is_year and words.form(setting.lead_at - 1) in words.language.earned:
        return True
    is_year = is_year and words.language.forecasts.isdisjoint(words.forms)
    before = words.forms[max(0, setting.lead_at - _MAX_NAME_WORDS) : setting.lead_at]
    if is_year and setting.dates_year and not words.language.reports.isdisjoint(before):
        return True  # her report on the banks for 1986
    is_of = Role.OF in words.roles[max(0, setting.lead_at - _MAX_TERM_WORDS) : setting.lead_at]
    if is_year and setting.first < setting.last and is_of and not words.language.accounts.isdisjoint(before):
        return True  # exports of goods for October 2035
    return is_year and setting.dates_year and words.form(setting.lead_at - 1) in words.language.accounts


def tells_figure(setting: Setting) -> bool:
    """Whether a figure of an account has the year, and nothing before it looks ahead: a profit of 3m for 2035."""
    words, at = setting.words, setting.lead_at
    is_year = setting.lead is Role.FOR and setting.names_year and not setting.is_exact and setting.dates_year
    before = words.forms[max(0, at - _MAX_FIGURE_WORDS) : at]
    if not is_year or not any(form[:1].isdigit() for form in before[-2:]) or words.language.accounts.isdisjoint(before):
        return False
    return not looks_forward(words, at) and words.language.forecasts.isdisjoint(words.forms[:at])


def is_security(setting: Setting) -> bool:
    """Whether a year is that in which a debt ends: 9 per cent notes of 1996."""
    words = setting.words
    is_dated = setting.lead is Role.OF and setting.is_exact and words.form(setting.lead_at - 1) in words.language.dated
    if is_dated and words.role(setting.last + 1) is not Role.FOR:  # but: set a date of 3 May for the trial
        return True  # with a record date of 22 May 2036
    if setting.lead is None and not setting.is_exact and words.form(setting.first - 1) in words.language.securities:
        return True  # 8 per cent December 2012 stock
    is_whole = setting.lead is Role.OF and not setting.is_exact and not words.is_noun(setting.last + 1)
    return is_whole and words.form(setting.lead_at - 1) in words.language.securities


def is_maturing(setting: Setting) -> bool:
    """Whether something ends or falls due on the date: bonds maturing 23 April 1992, a pact expiring on 3 May."""
    return setting.words.form(setting.lead_at - 1) in setting.words.language.maturing


def is_rest(setting: Setting) -> bool:
    """Whether the year is the current one: for the balance of 1987."""
    is_year = setting.lead is Role.OF and not setting.is_exact
    return is_year and setting.words.form(setting.lead_at - 1) in setting.words.language.remainders


def is_adjusted(setting: Setting) -> bool:
    """Whether figures take account of what was on the date: adjusted for a May 1986 split."""
    if setting.lead is not Role.FOR:
        return False
    words, at = setting.words, setting.lead_at
    at -= words.determines(at - 1)
    return words.form(at - 1) in words.language.adjusted


def is_until(words: Words, group: Group) -> bool:
    """Whether the verb stands in a clause that something lasts to: until all imports are free in 1990."""
    at = group.first - 1
    while at > 0 and not words.breaks[at]:
        if words.forms[at] in words.language.lasting_limits:
            return True
        at -= 1
    return False


def is_between(setting: Setting) -> bool:
    """Whether a date is one of two years between which something was: leader between 1987 and 1991, of Norland from."""
    words = setting.words
    if setting.is_exact or not setting.names_year:
        return False
    is_span = words.role(setting.first - 1) is Role.TO or words.role(setting.last + 1) is Role.TO
    return words.form(setting.lead_at) == words.language.between or (
        setting.lead is Role.FROM and is_span and words.is_capital[setting.lead_at - 1]
    )


def is_expiry(setting: Setting) -> bool:
    """Whether a day is that on which goods expire, whatever is told of them: recalls packs with use-by dates up to."""
    words = setting.words
    near = words.forms[max(0, setting.first - _MAX_TO_EXPIRY) : setting.first]
    return not words.language.shelf.isdisjoint(near)


def is_starting(setting: Setting) -> bool:
    """Whether something begins on the day: a programme beginning 22 June, his visit starting on 29 April."""
    words, coming = setting.words, setting.words.language.coming
    is_day = setting.is_exact and not setting.names_year and not setting.is_open
    if setting.lead is Role.AT:
        return is_day and words.form(setting.lead_at - 1) in coming
    return is_day and setting.lead is Role.FROM and words.form(setting.lead_at) in coming


def reaches_present(setting: Setting) -> bool:
    """Whether the date opens a range that ends with the day of writing: from 1979 to the present."""
    words, after = setting.words, setting.last + 1
    if setting.lead is not Role.FROM or words.role(after) is not Role.TO:
        return False
    after += 1 + (words.role(after + 1) is Role.DETERMINER)
    return words.form(after) in words.language.present


def reaches_from_now(setting: Setting) -> bool:
    """Whether a range opens with the day of writing: between today and 6 March."""
    words, at = setting.words, setting.first - 1
    return setting.is_exact and words.role(at) is Role.JOIN and words.form(at - 1) in words.language.now
