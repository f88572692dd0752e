"""Which verb a date hangs on: before it in its clause, behind it, or in an earlier clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.clauses import group_after, group_before
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.words import Words

_MAX_CLAUSES_BACK = 4
_MAX_COMMAS_AHEAD = 3
_MAX_NOUNS_AHEAD = 3
_FINITE = {Role.WILL, Role.WOULD, Role.IS, Role.WAS, Role.HAS, Role.HAD, Role.MUST}
_MAX_OPENING_WORDS = 2
_DASHES = {"--", "–", "—"}
_MAX_AFTER_WORDS = 4
"""Before an *after* that opens a sentence: a few weeks after."""
_MAX_ASIDE_WORDS = 20
_TOLD = {Sense.OVER, Sense.SAID, Sense.ANNOUNCED, Sense.MOVED}
_VERBAL = {Role.COMES, Role.PAST, Role.PAST_OR_BASE, Role.ANNOUNCED, *_FINITE}
_YIELDING = {Sense.SAID, Sense.SILENT, Sense.ANNOUNCED}
"""What comes before a date and leaves it to the verb behind: said the vote on 3 May will ..."""
_OPEN = {Sense.SILENT, Sense.UNBOUND}


def governor(setting: Setting) -> Group | None:
    """The verb group that dates the date, or None where there is no verb.

    The nearest before the date in its clause wins; but a verb right behind the date has it in its subject. Without
    either, an opening date takes the next verb, any other the verb of the clause before.
    """
    words = setting.words
    group, opening = group_before(words, _before_aside(words, setting.lead_at, setting.last + 1))
    is_yielding = setting.lead is Role.AFTER or group is None or group.sense in _YIELDING
    if is_yielding and (adjacent := _adjacent(setting)):
        return adjacent
    is_open = group is None or group.sense in _OPEN
    if is_open and words.role(opening) is Role.AFTER and _is_told_after(setting, opening):
        return Group(Sense.OVER, opening, opening + 1, is_loose=True)  # after failing to open in 1995, it will ...
    if group:
        return group
    ahead = None
    if setting.is_fronted or not setting.is_attribute:
        ahead = group_after(words, setting.last + 1, 0)
    is_first = opening <= _MAX_OPENING_WORDS or words.form(opening) in {":", ";"} or words.role(opening) is Role.CLAUSE
    is_first |= (
        words.form(opening) == "," and words.role(opening - 1) is Role.CLAUSE
    )  # a scandal which, in 1993, forced
    if ahead is None and setting.is_fronted and is_first:
        ahead = group_after(words, setting.last + 1, _MAX_COMMAS_AHEAD)
    if ahead and ahead.sense is Sense.SAID and words.form(ahead.last + 1) == ",":
        # On 3 May, she said, the court will rule: what was said has the date.
        ahead = group_after(words, ahead.last + 1, 1) or ahead
    if earlier := ahead or _earlier(words, opening, setting.lead_at):
        return earlier
    far = group_after(words, setting.last + 1, _MAX_COMMAS_AHEAD)
    is_after = words.role(opening) is Role.AFTER and not setting.is_fronted
    return None if is_after or (far and far.sense in _YIELDING) else far


def _before_aside(words: Words, at: int, behind: int) -> int:
    """Where what stands before an aside between dashes ends: at the opening -- a great day -- on 27 April."""
    dash = words.form(at - 1)
    if dash == "," == words.form(behind) and words.role(at - 2) in _VERBAL:
        return at - 1  # it applies, until 1 July, to ore
    if dash not in _DASHES or dash not in words.forms[: at - 1]:
        return at
    return max(index for index in range(at - 1) if words.forms[index] == dash)


def _is_told_after(setting: Setting, opening: int) -> bool:
    """Whether the date ends a clause with *after* that is over: after meeting him on 3 May, she told reporters."""
    words, behind = setting.words, setting.last + 1
    if setting.lead not in {Role.AT, None} and not setting.names_year:
        return False
    is_first = opening <= _MAX_AFTER_WORDS or words.role(opening - 1) is Role.CLAUSE
    is_first |= words.form(opening - 1) in {",", ".", ":", ";"}
    if setting.names_year and (words.is_gerund(opening + 1) or (is_first and Role.WILL not in words.roles)):
        return True
    while behind < setting.last + _MAX_ASIDE_WORDS and words.form(behind) not in {",", ""}:
        behind += 1
    if words.form(behind) != "," or not is_first:
        return False
    main = group_after(words, behind + 1, 1)
    return main is not None and main.sense in _TOLD


def _adjacent(setting: Setting) -> Group | None:
    """The verb right behind a date that belongs to its subject: the meeting on 3 May will ..."""
    words, after = setting.words, setting.last + 1
    while setting.is_attribute and after <= setting.last + _MAX_NOUNS_AHEAD and words.is_noun(after):
        after += 1
    if words.form(after) in {")", ","} and words.form(setting.first - 1) == "(":
        after += 1
    is_finite = words.role(after) in _FINITE and not words.is_gerund(after)
    return group_after(words, after, 0) if is_finite else None


def _earlier(words: Words, opening: int, lead_at: int) -> Group | None:
    """The verb of an earlier clause, as it counts in the clause that `opening` opens and that holds the date."""
    opener, aside = opening, None
    for _ in range(_MAX_CLAUSES_BACK):
        if opening < 0:
            break
        closing = opening
        group, opening = group_before(words, closing)
        is_aside = words.role(opening) is Role.CLAUSE and words.form(opening - 1) == "," == words.form(closing)
        if group and is_aside and lead_at > closing + 1 and words.forms[opener] == ",":
            group = group._replace(is_loose=True)  # the mayor, who wrote a book, visits on 3 May: with an unknown verb
        if group and group.is_bare and words.form(group.first - 1) == "," and aside is None:
            aside = group  # may buy wheat, valued at 22 million, between May and August
        elif group:
            return _inherited(words, group, opener)
    return _inherited(words, aside, opener) if aside else None


def _inherited(words: Words, group: Group, opener: int) -> Group:
    """An earlier verb in a clause with *before* or *after*: before the vote on 3 May it dates something else."""
    group = group._replace(is_inherited=True)
    is_verbal = words.role(opener + 1) is Role.BE
    if words.roles[opener] is Role.AFTER and is_verbal and group.sense is Sense.PRESENT:
        return group._replace(sense=Sense.OVER)
    if words.roles[opener] is Role.AFTER and not is_verbal and group.sense in {Sense.COMING, Sense.PLANNED}:
        return group._replace(sense=Sense.SILENT)
    is_limit = words.roles[opener] is Role.BEFORE and not is_verbal and not words.is_gerund(opener + 1)
    return group._replace(is_loose=True) if is_limit else group
