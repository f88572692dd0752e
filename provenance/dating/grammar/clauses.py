"""Where a clause begins and which verb group stands next: before a word in its clause, or behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.dating.grammar.auxiliaries import last_of_group
from provenance.dating.grammar.verbs import group_at
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.words import Words


_ASIDES = {Role.CLAUSE, Role.AFTER, Role.BEFORE}
"""What opens a clause that is passed over up to its comma."""
_MAX_CLAUSE_WORDS = 60


@lru_cache(maxsize=256)  # one date has several rules that ask for the same verb
def group_before(words: Words, index: int) -> tuple[Group | None, int]:
    """The nearest verb group that ends before `index` in its clause, and the index of the break that opens the clause.

    The break is -1 at the beginning of the sentence.
    """
    at, low = index - 1, max(0, index - _MAX_CLAUSE_WORDS)
    while at >= low and not words.breaks[at]:
        group = group_at(words, at) if words.roles[at] is not None else None
        if group and not _names_thing(words, group):
            return group, _opening(words, group.first)
        at = group.first - 1 if group else at - 1
    return None, at if at >= low else -1


def _names_thing(words: Words, group: Group) -> bool:
    """Whether a verb only names a thing: will play in what has been called a tent."""
    return words.form(group.first - 1) == words.language.what and words.role(group.first - 2) is Role.AT


def group_after(words: Words, index: int, max_commas: int) -> Group | None:
    """The first verb group from `index` on, in its clause or, over some commas, in the one that carries it on.

    A relative clause on the way is passed over.
    """
    at, high = index, min(len(words), index + _MAX_CLAUSE_WORDS)
    while at < high:
        if words.roles[at] is Role.CLAUSE and words.form(at - 1) != ",":
            at = _past_first_group(words, at + 1, high)
        elif words.roles[at] in _ASIDES or words.forms[at] == "(":
            closing = ")" if words.forms[at] == "(" else ","
            if closing not in words.forms[at:high]:
                return None
            at = words.forms.index(closing, at)
        elif words.breaks[at]:
            is_list = words.forms[at] == "," and words.is_capital[at - 1] and words.is_capital[min(at + 1, high - 1)]
            max_commas -= not is_list
            if words.forms[at] != "," or max_commas < 0:
                return None
        elif words.roles[at] is not Role.TO:
            group = group_at(words, last_of_group(words, at))
            # Right behind a comma stands an adjective: on 3 May, unpaid workers ...
            is_adjective = words.forms[at - 1] == "," and (at == index + 1 or words.is_noun(at + 1))
            if group and not (group.is_bare and (is_adjective or _is_reduced(words, group))):
                return group
        at += 1
    return None


def _is_reduced(words: Words, group: Group) -> bool:
    """Whether a bare participle only tells which thing is meant: on a petition filed by; but: rose by 3 per cent."""
    language, after = words.language, group.last + 1
    if words.form(after) != language.agent or words.forms[group.last] in language.attained | language.motions:
        return False
    return (words.is_noun(after + 1) and words.form(after + 1) not in language.counts) or words.determines(after + 1)


def _past_first_group(words: Words, at: int, high: int) -> int:
    """The last word of the first verb group from `at` on: that of a relative clause without commas."""
    while at < high - 1 and not words.breaks[at]:
        if words.roles[at] is not Role.TO and group_at(words, last_of_group(words, at)):
            return last_of_group(words, at)
        at += 1
    return at - 1


def clause_opener(words: Words, group: Group) -> int:
    """The break that opens the clause of a verb group, or -1."""
    return _opening(words, group.first - 1)


def _opening(words: Words, index: int) -> int:
    """The break that opens the clause of a word, or -1."""
    while index >= 0 and not words.breaks[index]:
        index -= 1
    return index
