"""Whether a present that may be a noun is a verb: councillors meet, subscriptions close; but: heads of state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.role import Role

if TYPE_CHECKING:
    from provenance.dating.words import Words

BASE_AFTER = {Role.WILL, Role.WOULD, Role.MUST, Role.TO}
"""After these stands a base form, and after that no past: will hold detailed talks."""
_AFTER_NOUNS = {
    *(Role.WILL, Role.WOULD, Role.MUST, Role.DID, Role.IS, Role.WAS, Role.HAS, Role.HAD),
    *(Role.AT, Role.OF, Role.FOR, Role.TO, Role.JOIN),
}
"""These follow a plural, but no verb of saying."""
_MAX_OBJECT_WORDS = 5


def is_ending(words: Words, at: int) -> bool:
    """Whether a word like *close* is the verb of a plural: subscriptions close on 24 March."""
    is_plural = words.is_noun(at - 1) and words.form(at - 1).endswith(words.language.plural_ending)
    begins = words.role(at + 1) is Role.TO and words.role(at + 2) in {Role.COMES, Role.BE}  # rates start to come down
    is_dated = begins or words.role(at + 1) is Role.AT or words.form(at + 1) in words.language.months
    is_term = words.form(at - 1)[:-1] in words.language.terms | words.language.comparable
    is_verb = words.forms[at] in words.language.nouns_too and not words.determines(at - 1) and not is_term
    return is_verb and is_plural and is_dated


def is_named(words: Words, at: int) -> bool:
    """Whether a present that is a noun too is one: heads of state, in no primary states in 2004, two steps."""
    behind = words.role(at + 1)
    language = words.language
    if words.forms[at] not in language.nouns_too or not words.forms[at].endswith(language.plural_ending):
        return False
    if words.roles[at] is Role.COMES:
        if _resumes(words, at):
            return False  # Lee, who often argued with them, steps down
        return behind is Role.OF or words.form(at - 1) not in words.language.singular
    return behind in _AFTER_NOUNS


def is_headed(words: Words, at: int) -> bool:
    """Whether a base form that is a noun too ends a noun phrase: his morning show, the first show."""
    is_base = words.forms[at] in words.language.nouns_too and not words.forms[at].endswith(words.language.plural_ending)
    if words.determines(at + 1):
        return False  # the Irish open their campaign
    return is_base and words.determines(at - 2) and not words.form(at - 1).endswith(words.language.plural_ending)


def is_object(words: Words, at: int) -> bool:
    """Whether a word like a timetable's verb is the object of a base form: will pay state visits."""
    index = at - 1
    while index > at - _MAX_OBJECT_WORDS and words.is_noun(index):
        index -= 1
    return index < at - 1 and words.role(index) in BASE_AFTER


def is_apposed(words: Words, at: int) -> bool:
    """Whether the word is a noun before a name: at the games in 2003, hosts Vietnam topped the table."""
    return words.form(at - 1) == "," and at + 1 < len(words) and words.is_capital[at + 1]


def is_subject(words: Words, at: int) -> bool:
    """Whether the word before a base form can be its subject: which expire, councillors meet."""
    if words.role(at - 1) is Role.CLAUSE or _resumes(words, at):
        return True
    if (
        0 < at < len(words) - 1
        and words.is_capital[at - 1]
        and (words.is_capital[at + 1] or words.role(at + 1) is Role.DETERMINER)
    ):
        return words.is_noun(at - 1)  # Chelsea face Barcelona
    if at == 1 and words.is_noun(0) and words.is_noun(2):
        return True  # Germany host minnows
    is_plural = words.form(at - 1).endswith("s") or words.forms[at] not in words.language.nouns_too
    is_report = words.role(at - 1) is Role.REPORTS and (words.determines(at - 2) or words.is_noun(at - 2))
    is_counted = words.form(at - 1).isdigit() and words.determines(at + 1)  # the top 100 meet their match
    is_noun = words.is_noun(at - 1) or is_report or is_counted
    return is_noun and is_plural


def has_unknown(words: Words, end: int) -> bool:
    """Whether a word before an index is likely a present that no table knows: the band release their album."""
    return any(
        words.is_noun(at)
        and not words.is_capital[at]
        and (words.is_noun(at - 1) or words.role(at - 1) is Role.CLAUSE)
        and (words.role(at + 1) is Role.DETERMINER or _agrees(words, at))
        for at in range(1, end)
    )


def _agrees(words: Words, at: int) -> bool:
    """Whether a word fits its subject: the council votes on, fares rise by, Wexcombe entertain Halden."""
    plural, subject = words.language.plural_ending, words.form(at - 1)
    if words.is_capital[at - 1] and at + 1 < len(words) and words.is_capital[at + 1]:
        return True
    is_one = words.determines(at - 2) or words.is_capital[at - 1]
    is_third_person = words.forms[at].endswith(plural)
    is_behind_many = subject.endswith(plural) and words.role(at + 1) in {Role.AT, Role.UNTIL, Role.FROM, Role.TO}
    return is_one and not subject.endswith(plural) if is_third_person else is_behind_many


def _resumes(words: Words, at: int) -> bool:
    """Whether a word goes on with a clause behind an aside: the brothers, who met at school, begin a tour."""
    is_before_name = at + 1 < len(words) and words.is_capital[at + 1]
    if words.form(at - 1) != "," or "," not in words.forms[: at - 1]:
        return False
    is_base = not words.forms[at].endswith(words.language.plural_ending)
    if words.forms[at] in words.language.nouns_too and is_base and not is_before_name:
        return False
    opening = max(index for index in range(at - 1) if words.forms[index] == ",")
    is_aside = (
        is_before_name or words.role(opening + 1) is Role.CLAUSE or words.form(opening + 1) in words.language.pairs
    )
    return is_aside and words.is_noun(opening - 1)
