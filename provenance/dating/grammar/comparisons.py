"""Whether a year is what others are held against: up from 33,000 tonnes in 1986, the levels of 1985."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.dating.role import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.dating.grammar.setting import Setting
    from provenance.dating.words import Words

YEAR = re.compile("(?:19|20)[0-9]{2}")
_CLOCK = re.compile("[0-2]?[0-9][:.][0-5][0-9]|[0-2][0-9][0-5][0-9]")
_MAX_FIGURE_WORDS = 20
_MAX_WORDS_TO_FIGURE = 6
_MAX_DIRECTION_WORDS = 4
_WITH_FIGURES = {Role.OF, Role.AT, Role.FOR, Role.JOIN, Role.DETERMINER, Role.ADVERB}
_BEFORE_THOSE = {Role.THAN, Role.AT, Role.FROM, Role.TO, Role.OF}
_APOSTROPHES = {"'", "’"}
_SIGNS = frozenset("%$£€")
DASHES = {"-", "–", "—"}


def is_compared(setting: Setting) -> bool:
    """Whether figures are held against the date: over the same period of 2005, which dates back to 1917."""
    words, at = setting.words, setting.lead_at
    if setting.is_exact and not setting.names_year:
        return False
    if setting.lead is Role.TO and words.form(at - 1) == words.language.back:
        return True
    is_above = setting.lead is Role.AT and words.form(at) in words.language.above
    if is_above and not setting.is_exact and _has_direction(words, at):
        return True  # will be up 11 per cent over March 1986
    is_compared = setting.lead in {Role.TO, Role.AT} and words.form(at - 1) in words.language.comparing
    if is_compared or _is_held_against(setting):
        return True
    is_span = setting.lead in {Role.OF, Role.AT, Role.FOR} and words.form(at - 1) in words.language.comparable
    return is_span and words.form(at - 2) in words.language.same


def _is_held_against(setting: Setting) -> bool:
    """Whether a figure of that date is what others are held against: up from 33,000 tonnes in 1986."""
    words, at = setting.words, setting.lead_at - 1
    is_ended = setting.lead is Role.FROM and words.form(setting.lead_at) == words.language.ending
    is_led = is_ended or setting.lead in {Role.AT, Role.FOR}
    if not is_led or words.language.comparing.isdisjoint(words.forms):
        return False
    low, has_figure = at - _MAX_FIGURE_WORDS, False
    if setting.is_exact and _CLOCK.fullmatch(words.form(at)):
        return False  # from 22:00 on 16 November
    at -= words.form(at) == ","
    while at > low and _goes_with_figures(words, at):
        has_figure = has_figure or _is_figure(words.forms[at], words)
        at -= 1
    if words.form(at - 1) in words.language.degrees and words.role(at - 2) is Role.FROM:
        at -= 2  # from more than 800,000 in 2035
    if words.form(at - 1) in words.language.degrees:
        return False  # will grow by more than 30 per cent in 2006
    after = words.forms[at + 1 : at + 1 + _MAX_WORDS_TO_FIGURE]
    before = words.forms[:at]
    is_figure = has_figure and any(_is_figure(form, words) and not YEAR.fullmatch(form) for form in after)
    if is_figure and words.form(at) in words.language.comparing and _follows_later_year(setting, before):
        return True  # is forecast to rise to 425,000 in 2036 from 300,000 in 2035
    if not (words.language.foresights.isdisjoint(before) or words.language.revising.isdisjoint(before)):
        return False  # forecasts were cut to 4 per cent from 6 in 2036
    if words.form(setting.lead_at - 1) in words.language.forecasts:
        return False
    if not words.language.outlooks.isdisjoint(words.forms[max(0, at) : setting.lead_at]):
        return False  # compared with a target of nine per cent for 2036
    return is_figure and words.form(at) in words.language.comparing


def is_foretold(setting: Setting) -> bool:
    """Whether what is compared is that of a year to come, so that the other may not be over: rise next year from."""
    words = setting.words
    return any(
        words.forms[at] in words.language.following and words.form(at + 1) in words.language.terms
        for at in range(setting.lead_at)
    ) or (
        words.form(setting.last + 1) in words.language.outlooks
        and not words.language.outlooks.isdisjoint(words.forms[: setting.lead_at])
    )


def _follows_later_year(setting: Setting, before: Sequence[str]) -> bool:
    """Whether a later year stands among the words before."""
    year = next(
        (found[0] for form in setting.words.forms[setting.first : setting.last + 1] if (found := YEAR.match(form))), ""
    )
    return bool(year) and any((found := YEAR.match(form)) and found[0] > year for form in before)


def _is_figure(form: str, words: Words) -> bool:
    """Whether a word is a number: 4.1, six."""
    return form[:1].isdigit() or (len(form) > 1 and form in words.language.counts)


def _goes_with_figures(words: Words, at: int) -> bool:
    """Whether a word may stand between a figure and its date: an estimated 4.1 mln dlrs, or 19 cts a share."""
    form, role = words.form(at), words.role(at)
    if form == ",":
        return words.role(at + 1) is Role.JOIN
    is_word = words.is_noun(at) or form in _SIGNS or role in _WITH_FIGURES or form in words.language.forecasts
    return (is_word and form not in words.language.comparing) or form[:1].isdigit()


def is_measure(setting: Setting) -> bool:
    """Whether what is told is measured by a year: compared with 1985, those of 1985, from 1990 levels, up from 1985."""
    words, at = setting.words, setting.lead_at
    if setting.is_exact:
        return False
    before, behind = words.form(at - 1), words.form(setting.last + 1)
    if setting.lead is Role.AT and before == words.language.as_word:
        return True  # on the same scale as in 2016
    if setting.lead is Role.AT and setting.names_year and before in words.language.extremes:
        return True  # ten points above its trough in March 1986
    is_level = behind in words.language.levels or behind in _APOSTROPHES
    if words.form(at) in words.language.comparing and setting.lead is Role.FROM:
        is_range = words.role(setting.last + 1) in {Role.TO, Role.UNTIL} or behind in DASHES
        return is_level or (not is_range and _has_direction(words, at))
    is_that = before in words.language.those and (words.role(at - 2) in _BEFORE_THOSE or words.is_noun(at - 2))
    is_than = is_that and setting.lead is Role.AT and words.role(at - 2) is Role.THAN  # clearer than those in 1997
    return is_than or (setting.lead in {Role.OF, Role.FOR} and (is_that or before in words.language.levels))


def _has_direction(words: Words, at: int) -> bool:
    """Whether a figure with its direction stands before the word: up 22 per cent from."""
    return any(
        words.forms[index] in words.language.directions for index in range(max(0, at - _MAX_DIRECTION_WORDS), at)
    )
