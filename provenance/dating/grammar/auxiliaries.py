"""The auxiliaries of a verb and where its group ends; whether *to* marks an infinitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.words import Words


PARTICIPLES = {Role.PAST, Role.PAST_OR_BASE, Role.PLAN, Role.MOVED, Role.ANNOUNCED, Role.REPORTED}
"""The roles of pasts and past participles."""
AUXILIARIES = {Role.WILL, Role.WOULD, Role.MUST, Role.DID, Role.IS, Role.WAS, Role.HAS, Role.HAD}
VERBAL = PARTICIPLES | AUXILIARIES | {Role.COMES, Role.HOPES, Role.REPORTS}
"""The roles of words that are or may be a verb."""
_HAS_OR_BE = {Role.HAS, Role.BE}
_MODALS = {Role.WILL, Role.WOULD, Role.MUST}
_IN_GROUPS = {Role.BE, Role.ADVERB, Role.HAS}
_MAX_AUXILIARY_WORDS = 12
_MAX_GROUP_WORDS = 8


def find_auxiliary(words: Words, at: int) -> tuple[int, bool, Role | None]:
    """Leftwards over adverbs, *be* and joined participles: where the auxiliary is, whether *be* was met, its role."""
    has_be = False
    index = at - 1
    while index >= 0 and index > at - _MAX_AUXILIARY_WORDS:
        role = words.roles[index]
        if role in _HAS_OR_BE and (modal := modal_before(words, index - 1)):
            return modal, has_be, words.roles[modal]
        if role in AUXILIARIES or (role is Role.TO and has_be):
            return index, has_be, role
        if role is Role.BE:
            has_be = True
        elif role is Role.TO and is_infinitive(words, index):
            return index, has_be, role
        elif role in PARTICIPLES or role is Role.HAD:
            pass
        elif role is not Role.ADVERB and role is not Role.JOIN and not words.forms[index].endswith("ly"):
            break
        index -= 1
    return index + 1, has_be, None


def modal_before(words: Words, at: int) -> int:
    """Where, at the word or over adverbs before it, a modal stands; 0 where none does."""
    while at > 0 and words.roles[at] is Role.ADVERB:
        at -= 1
    return max(0, at) if words.role(at) in _MODALS else 0


def last_of_group(words: Words, at: int) -> int:
    """From the first word of a verb group to its last, when reading rightwards."""
    if words.roles[at] not in AUXILIARIES:
        return at
    for index in range(at + 1, min(at + _MAX_GROUP_WORDS, len(words))):
        role = words.roles[index]
        if role in PARTICIPLES:
            return index
        if role not in _IN_GROUPS and not words.forms[index].endswith("ly"):
            break
    return at


def is_infinitive(words: Words, at: int) -> bool:
    """Whether *to* marks a verb here, not a goal: to be held, to vote; not to prison, to the council, to voters."""
    form = words.form(at + 1)
    if words.form(at - 1) in words.language.motions:
        return False
    if words.role(at + 1) in {Role.BE, Role.HAS, Role.COMES, Role.PAST_OR_BASE, Role.MUST}:
        return True
    if words.role(at + 1) is Role.PART and form in words.language.nouns_too:
        return words.role(at + 2) is not Role.OF and not words.form(at + 2)[:1].isdigit()
    if (
        not words.is_noun(at + 1)
        or words.is_capital[at + 1]
        or form.partition("-")[0] in words.language.not_infinitives
    ):
        return False
    if form.endswith(words.language.adjective_endings):
        return False
    return not words.is_gerund(at + 1) and (not form.endswith("s") or form.endswith("ss"))
