"""Whether a participle is a verb: the council, elected in May; but: newly elected members, due to the rain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.auxiliaries import is_infinitive
from provenance.dating.grammar.presents import BASE_AFTER
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.words import Words


_ASIDE = {",", "(", ")"}


def is_no_verb(words: Words, at: int) -> bool:
    """Whether a participle tells of an order, a cause or a place: followed by, due to the, Ann Lee, left, and."""
    language, before, after = words.language, words.form(at - 1), words.form(at + 1)
    is_order = words.forms[at] in language.sequences and after == language.agent
    is_cause = (
        words.roles[at] is Role.PLAN
        and words.role(at + 1) is Role.TO
        and (words.determines(at + 2) or words.role(at + 3) is Role.OF or not is_infinitive(words, at + 1))
    )
    return is_order or is_cause or (words.forms[at] in language.sides and before in _ASIDE and after in _ASIDE)


def is_adjective(words: Words, at: int) -> bool:
    """Whether a participle stands before its noun: the proposed closure, newly elected members."""
    if words.determines(at + 1):
        return False  # the A320 made its first flight
    before = at - 1
    if words.form(before)[:1].isdigit() and words.determines(before - 1):
        before -= 1  # its 108 issued and outstanding shares
    if words.determines(before) and words.role(at + 1) is not Role.TO:
        return True
    if not words.is_noun(at + 1) or words.is_gerund(at + 1):
        return False
    if words.is_noun(before) and words.role(before - 1) in BASE_AFTER:
        return True
    is_shipped = words.is_gerund(before) and words.role(before - 1) not in {None, Role.DETERMINER}
    if words.form(before) in words.language.degrees or words.role(before) is Role.HOPES or is_shipped:
        return True  # expects continued losses, began shipping liquefied gas
    if words.form(before).endswith("ly"):
        before -= 1
    return words.determines(before) or words.role(before) in {Role.AT, Role.OF, Role.FOR, Role.FROM, Role.UNTIL}
