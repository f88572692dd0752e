"""How a date stands in its sentence: what leads to it, and whether a noun, an hour or a clause hangs on it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.dating.grammar.verbs import group_at
from provenance.dating.language import Role

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words

_CLOCK_CHARACTERS = 24
_MAX_PLACE_WORDS = 4
_QUOTES = frozenset('"“”«»')
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


@dataclass(frozen=True, slots=True)
class Setting:
    """How a date stands in its sentence: word indices `first` to `last`.

    `lead`: the role of what precedes it (on, by, since), standing at `lead_at`. `is_exact`: it names a day.
    `is_fronted`: it opens its clause. `is_attribute`: it stands before the noun that it dates (the 3 May meeting).
    `is_title`, `is_open`: the sentence is a bare title, has no full stop. `dates_year`: a bare number here is a year.
    `names_year`: a year is written.
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
    around: str
    """What stands near the date in the same sentence."""

    @property
    def has_clock(self) -> bool:
        """Whether a time of day stands near the date."""
        return self.words.language.clock.search(self.around.lower()) is not None


def read_setting(words: Words, one: Expression, text: str, chain: int, *, is_title: bool, is_open: bool) -> Setting:
    """Where the date stands and what leads to it."""
    first = min(bisect_right(words.ends, one.start), len(words) - 1)
    last = first
    while last + 1 < len(words) and words.starts[last + 1] < one.end:
        last += 1
    chained = min(bisect_right(words.ends, chain), first)
    lead, lead_at, is_determined = _lead(words, chained)
    is_determined |= text.startswith(words.language.article, one.start)
    after = last + 1
    is_after = lead in _TURNS
    is_whole = not is_determined and not (
        is_after and words.is_noun(after)
    )  # before 2017, but not: after 2003 elections
    is_determined |= is_after
    is_named = words.is_noun(after) or words.form(after) in words.language.appointments
    is_attribute = is_determined and is_named and group_at(words, after) is None
    is_attribute |= lead is Role.FOR and words.form(after) in words.language.appointments
    is_attribute = (is_attribute and one.day is not None) or (is_attribute and lead is Role.AFTER)
    return Setting(
        words,
        first,
        last,
        lead,
        lead_at,
        is_exact=one.day is not None,
        is_fronted=lead_at == 0
        or (lead_at == 1 and (words.roles[0] is Role.ADVERB or words.forms[0] in _QUOTES))
        or _follows_place(words, lead_at)
        or (words.breaks[lead_at - 1] and words.forms[lead_at - 1] not in {")", "]"}),
        is_attribute=is_attribute,
        is_title=is_title,
        is_open=is_open,
        around=_around(words, one, text),
        names_year=one.year is not None,
        dates_year=lead in PREPOSITIONS
        and (
            _is_term(words, after, is_determined=is_determined)
            if one.is_range
            else is_whole and (not (_counts(words, after, one) and lead_at > 0) or words.role(first - 1) is Role.PART)
        ),
    )


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


def _around(words: Words, one: Expression, text: str) -> str:
    """What stands on both sides of the date, in the same sentence."""
    low = max(words.starts[0], one.start - _CLOCK_CHARACTERS)
    high = min(words.ends[-1], one.end + _CLOCK_CHARACTERS)
    return f"{text[low : one.start]} | {text[one.end : high]}"


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
    if role is Role.AT and words.role(at - 1) is Role.FROM:
        return Role.FROM, at - 1, is_determined
    return role, at, is_determined


def _is_beginning(words: Words, at: int) -> bool:
    """Whether the word is a noun here: the beginning of."""
    return words.role(at) is Role.FROM and words.determines(at - 1)


def stands_behind(setting: Setting, group: Group) -> bool:
    """Whether a verb stands behind the date, which then opens its clause or belongs to its subject."""
    return group.first > setting.last
