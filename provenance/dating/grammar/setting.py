"""How a date stands in its sentence: what leads to it, and whether a noun, an hour or a clause hangs on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from provenance.dating.grammar.verbs import group_at
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words

_CLOCK_CHARACTERS = 24
_MAX_PLACE_WORDS = 4
_QUOTES = frozenset('"“”«»')
_CLOSING = frozenset(")]")
FIRST_YEAR, LAST_YEAR = 1900, 2035
"""Between them a number behind *in* is a year, even where a noun in the singular follows."""
AHEAD = {Role.WILL, Role.WOULD, Role.PLAN, Role.HOPES}
"""What looks ahead."""
LIMITS = {Role.UNTIL, Role.BEFORE}
_TURNS = {Role.AFTER, Role.BEFORE}
_OF_OR_TO, _AT_OR_FOR = {Role.OF, Role.TO}, {Role.AT, Role.FOR}
PREPOSITIONS = {
    *(Role.SINCE, Role.UNTIL, Role.BEFORE, Role.AFTER, Role.FROM, Role.FOR, Role.OF, Role.THAN, Role.AT, Role.TO)
}


class Setting(NamedTuple):
    """How a date stands in its sentence: word indices `first` to `last`.

    `lead`: the role of what precedes it (on, by, since), standing at `lead_at`. `is_exact`: it names a day.
    `is_fronted`: it opens its clause. `is_attribute`: it stands before the noun that it dates (the 3 May meeting).
    `is_title`, `is_open`: the sentence is a bare title, has no full stop. `dates_year`: no day is named, and a bare
    number here is a year. `names_year`: a year is written. The date stands at `text[start:end]`.
    """

    words: Words
    first: int
    last: int
    lead: Role | None
    lead_at: int
    is_exact: bool
    is_fronted: bool
    is_attribute: bool
    is_title: bool
    is_open: bool
    dates_year: bool
    names_year: bool
    text: str
    start: int
    end: int

    @property
    def has_clock(self) -> bool:
        """Whether a time of day stands near the date, in the same sentence."""
        words = self.words
        low = max(words.starts[0], self.start - _CLOCK_CHARACTERS)
        high = min(words.ends[-1], self.end + _CLOCK_CHARACTERS)
        around = f"{self.text[low : self.start]} | {self.text[self.end : high]}"
        return words.language.clock.search(around.lower()) is not None


def read_setting(words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool) -> Setting:
    """Where the date stands and what leads to it."""
    first = min(bisect_right(words.ends, one.start), len(words) - 1)
    last = max(first, bisect_left(words.starts, one.end) - 1)
    if words.form(last + 1) == ")" and "(" in words.forms[first:last]:
        last += 1  # on Monday (3 May) they met: the bracket ends no clause
    chained = first if chain == one.start else min(bisect_right(words.ends, chain), first)
    lead, lead_at, is_determined = _lead(words, chained)
    is_determined = is_determined or text.startswith(words.language.article, one.start)
    is_exact, after = one.day is not None, last + 1
    return Setting(
        words,
        first,
        last,
        lead,
        lead_at,
        is_exact=is_exact,
        is_fronted=lead_at == 0
        or (lead_at == 1 and (words.roles[0] is Role.ADVERB or words.forms[0] in _QUOTES))
        or (lead_at <= _MAX_PLACE_WORDS and _follows_place(words, lead_at))
        or (words.breaks[lead_at - 1] and words.forms[lead_at - 1] not in _CLOSING),
        is_attribute=(is_exact or lead is Role.AFTER)
        and _is_attribute(words, after, lead, is_determined=is_determined),
        is_title=is_title,
        is_open=is_open,
        dates_year=not is_exact and _dates_year(words, one, first, after, lead, lead_at, is_determined=is_determined),
        names_year=one.year is not None,
        text=text,
        start=one.start,
        end=one.end,
    )


def _is_attribute(words: Words, after: int, lead: Role | None, *, is_determined: bool) -> bool:
    """Whether the date stands before the noun that it dates, which comes `after` it."""
    is_appointment = words.form(after) in words.language.appointments
    if lead is Role.FOR and is_appointment:
        return True
    is_named = (is_determined or lead in _TURNS) and (is_appointment or words.is_noun(after))
    return is_named and group_at(words, after) is None


def _dates_year(
    words: Words, one: Expression, first: int, after: int, lead: Role | None, lead_at: int, *, is_determined: bool
) -> bool:
    """Whether a preposition leads to a year or month, and it stands for itself: in 2017, but not: in 1200 homes."""
    if lead is None:
        return False
    if one.is_range:
        return _is_term(words, after, is_determined=is_determined or lead in _TURNS)
    if is_determined or (lead in _TURNS and words.is_noun(after)):
        return False  # before 2017, but not: after 2003 elections
    return lead_at == 0 or not _counts(words, after, one) or words.role(first - 1) is Role.PART


def _follows_place(words: Words, at: int) -> bool:
    """Whether a place and nothing else opens the sentence before a word: in Ulvik on 22 February."""
    is_opened = 1 < at <= _MAX_PLACE_WORDS and words.roles[0] is Role.AT and words.role(at) is Role.AT
    return is_opened and all(words.is_noun(index) and words.is_capital[index] for index in range(1, at))


def _is_term(words: Words, after: int, *, is_determined: bool) -> bool:
    """Whether a span of years stands alone behind its preposition, or names a season: in the 2023/24 season."""
    terms = words.language.terms
    return not is_determined or words.form(after) in terms or words.form(after + 1) in terms


def _counts(words: Words, after: int, one: Expression) -> bool:
    """Whether the word behind a bare number makes it a count: in 1200 homes, in 1840 days."""
    if not words.is_noun(after) or words.determines(after) or words.forms[after] in words.language.accounts:
        return False
    if words.is_capital[after] and FIRST_YEAR <= (one.year or 0) <= LAST_YEAR:
        return False  # in 2016 US election
    if words.determines(after + 1) or words.form(after + 1)[:1].isdigit():
        return False  # net for 1985 includes a gain
    return words.forms[after].endswith(words.language.plural_ending) or not FIRST_YEAR <= (one.year or 0) <= LAST_YEAR


def _lead(words: Words, first: int) -> tuple[Role | None, int, bool]:
    """The preposition of a date, leftwards over the end of, early, the; where it stands; whether an article was met."""
    at, is_determined, is_part = first - 1, False, False
    while at >= 0:
        role = words.roles[at]
        if role is Role.OF and words.form(at - 2) in words.language.same:
            return Role.OF, at, is_determined
        if role is Role.OF and (words.role(at - 1) is Role.PART or _is_beginning(words, at - 1)):
            at -= 2
            is_part = True
        elif is_part and words.forms[at] in words.language.ordinals:
            at -= 1
        elif role is Role.PART or words.determines(at):
            is_determined |= words.determines(at) and not is_part
            at -= 1
        elif role is Role.JOIN and words.forms[at - 1] in words.language.months:
            at -= 2
        elif words.form(at) == "(" or role is Role.JOIN:
            return None, first, is_determined
        else:
            break
    if at < 0:
        return None, first, is_determined
    if words.roles[at] in _OF_OR_TO and words.form(at - 1) in words.language.ahead:
        return Role.BEFORE, at - 1, is_determined
    role = words.roles[at]
    if words.forms[at] in {"-", "–", "/"}:
        return Role.FROM, at, is_determined
    if role not in PREPOSITIONS:
        return None, first, is_determined
    if role is Role.THAN and words.form(at - 1) in words.language.sooner:
        return Role.UNTIL, at, is_determined  # no later than
    if role in _AT_OR_FOR and words.role(at - 1) is Role.THAN:
        return Role.THAN, at - 1, is_determined
    if role is Role.TO and words.form(at - 1) in words.language.months:
        return Role.FROM, at - 1, is_determined
    if role in {Role.AT, Role.FROM} and words.role(at - 1) is Role.FROM:
        return Role.FROM, at - 1, is_determined  # starting on, beginning from
    return role, at, is_determined


def _is_beginning(words: Words, at: int) -> bool:
    """Whether the word is a noun here: the beginning of."""
    return words.role(at) is Role.FROM and words.determines(at - 1)


def stands_behind(setting: Setting, group: Group) -> bool:
    """Whether a verb stands behind the date, which then opens its clause or belongs to its subject."""
    return group.first > setting.last
