"""Whether a sentence is the caption of a picture, whose day is over though its verb is in the present tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.clauses import clause_opener, group_before
from provenance.dating.grammar.questions import looks_forward
from provenance.dating.grammar.verbs import Sense
from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.expressions import Expression
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.language import Language
    from provenance.dating.words import Words

_CREDIT_CHARACTERS = 160
"""Behind a sentence or its date."""
_MIN_CAPTION_WORDS = 10
_NO_CAPTION = {Role.WILL, Role.WOULD, Role.PLAN, Role.HOPES, Role.WAS, Role.HAD, Role.DID, Role.MUST}
_LEADS = {Role.AT, None}
_TURNS = {Role.AFTER, Role.BEFORE, Role.IF}
_SHOWING = {None, Role.COMES, Role.REPORTS, Role.PAST}


def is_caption(setting: Setting, group: Group | None, one: Expression) -> bool:
    """Whether the words tell in the present tense what a picture shows, with its place, and its day at the end."""
    words = setting.words
    if not (one.year and setting.is_exact) or setting.is_open or len(words) < _MIN_CAPTION_WORDS:
        return False
    if setting.lead not in _LEADS or words.form(setting.lead_at - 1) in words.language.maturing:
        return False
    if group is None:
        is_valid = not words.language.bounded.isdisjoint(words.forms)
        return not (looks_forward(words) or setting.has_clock or is_valid)
    if words.role(clause_opener(words, group)) in _TURNS or goes_on(words, group):
        return False
    is_depicted = not words.language.depicted.isdisjoint(words.forms[group.first : group.last + 1])
    is_told = group.sense is Sense.PRESENT or (group.sense is Sense.UNBOUND and setting.lead is Role.AT)
    if not (is_depicted and is_told) or setting.has_clock:
        return False
    return words.form(setting.lead_at - 1) == "," or not looks_forward(words)


def goes_on(words: Words, group: Group) -> bool:
    """Whether a present goes on with what is over, as no caption does: she joined in 1998 and leaves on 19 July."""
    if words.role(group.first - 1) is not Role.JOIN:
        return False
    before, _ = group_before(words, group.first - 1)
    return before is not None and before.sense is Sense.OVER


def shows_picture(setting: Setting) -> bool:
    """Whether a present tense with a place and a full date tells what a picture shows: holds a poster in Leeds, ..."""
    words, at = setting.words, setting.lead_at
    shown = words.language.depicted if setting.names_year else words.language.posed
    if not setting.is_exact or setting.lead not in _LEADS or shown.isdisjoint(words.forms):
        return False
    is_placed = words.form(at - 1) == "," or (at > 0 and words.is_capital[at - 1])
    if not is_placed or len(words) < _MIN_CAPTION_WORDS or words.role(0) is Role.CLAUSE or setting.has_clock:
        return False
    if not _NO_CAPTION.isdisjoint(words.roles[:at]):
        return False
    return any(
        form in shown and not words.determines(index - 1) and words.role(index) in _SHOWING
        for index, form in enumerate(words.forms[1:at], 1)
    )


def has_credit(low: str, sentence_end: int, date_end: int, language: Language) -> bool:
    """Whether a photographer is named right behind a sentence or its day: it tells what a picture shows.

    `low` is the text in small letters.
    """
    names = language.credits.match
    held = names(low, date_end, date_end + _CREDIT_CHARACTERS) or names(
        low, sentence_end, sentence_end + _CREDIT_CHARACTERS
    )
    return held is not None


def heads_caption(setting: Setting) -> bool:
    """Whether a line opens with a place, the date and a colon: PORT ELLERY, SOMESHIRE - MAY 3, 2018: Boats ..."""
    words = setting.words
    if not setting.is_exact or words.form(setting.last + 1) != ":":
        return False
    before = [index for index in range(setting.first) if words.forms[index][:1].isalpha()]
    return bool(before) and all(words.is_capital[index] and words.roles[index] is None for index in before)
