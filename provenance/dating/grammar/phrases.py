"""What a date says by the phrase in which it stands, whatever the verb: a letter of, the year to, accused of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.clauses import clause_opener
from provenance.dating.grammar.setting import AHEAD
from provenance.dating.role import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.dating.grammar.setting import Setting
    from provenance.dating.grammar.verbs import Group
    from provenance.dating.language import Language
    from provenance.dating.words import Words

_NO_SUBJECTS = frozenset({Role.UNTIL, Role.FROM, Role.FOR, Role.OF, Role.AT, Role.DETERMINER})
_OPEN = frozenset({Role.MUST, Role.WILL, Role.WOULD})
_MAX_NAME_WORDS = 6
_MAX_ACCUSATION_WORDS = 8
_MAX_EMBARGO_CHARACTERS = 60
"""Between the word and the day: an hour, a zone, for whom it holds."""
_LONG_WORD = 3
_MAX_EXAMPLE_WORDS = 12
_MAX_AGENCY_WORDS = 2
_DASHES = {"-", "--", "–", "—"}


def dates_document(setting: Setting) -> bool:
    """Whether the date is that of something written or shown: a letter of 3 May, a headline from 16 February."""
    words, at = setting.words, setting.lead_at
    is_origin = setting.lead is Role.FROM and setting.names_year and words.form(at) in words.language.comparing
    if is_origin and words.form(at - 1) in words.language.dating and _is_dated(words, at - 1):
        return True  # the reels date from May 1956
    if setting.lead is Role.OF and not setting.is_exact and words.is_capital[at - 1]:
        is_month = setting.names_year and setting.first < setting.last
        # The Trade Act of 1974, the Convention on Sailors of June 2003.
        return words.forms[at - 1] in words.language.laws or (is_month and _names_law(words, at))
    if not setting.is_exact or not (setting.lead is Role.OF or is_origin):
        return False
    return words.form(at - 1) in words.language.documents


def _is_dated(words: Words, at: int) -> bool:
    """Whether *date* is the verb: the reels date from, but not paid by dates from, nor on any payment date from."""
    if words.is_gerund(at):
        return True
    if words.role(at - 1) in _NO_SUBJECTS or not _OPEN.isdisjoint(words.roles[:at]):
        return False
    plural, before = words.language.plural_ending, words.form(at - 1)
    is_singular = words.forms[at].endswith(plural)
    return is_singular or before.endswith(plural) or words.role(at - 1) is Role.CLAUSE


def _names_law(words: Words, at: int) -> bool:
    """Whether a name that ends before a word is that of a law or of something written."""
    low = max(0, at - _MAX_NAME_WORDS)
    names = [words.forms[index] for index in range(low, at) if words.is_capital[index]]
    return words.is_capital[at - 1] and not (words.language.laws | words.language.documents).isdisjoint(names)


def replaces_day(setting: Setting) -> bool:
    """Whether another day takes the place of the date: moved to 8 May from 29 May."""
    words, at = setting.words, setting.lead_at
    is_day = words.form(at - 1)[:1].isdigit() or words.form(at - 1) in words.language.months
    return setting.lead is Role.FROM and setting.is_exact and is_day and words.role(at - 3) is Role.TO


def is_replaced(setting: Setting, group: Group) -> bool:
    """Whether the date is one of two of which one takes the other's place: changed its year end from 31 August to."""
    words = setting.words
    is_day = setting.is_exact and setting.lead in {Role.FROM, Role.TO}
    return is_day and words.forms[group.last] in words.language.replacing


def is_count(setting: Setting) -> bool:
    """Whether what looks like a day counts people: in January 25 people were jailed."""
    words, after = setting.words, setting.last + 1
    if setting.lead is not Role.AT or words.form(setting.lead_at) != words.language.monthly:
        return False
    is_day = setting.is_exact and not setting.names_year and words.forms[setting.last][:1].isdigit()
    is_alone = setting.lead_at == setting.first - 1 and words.role(after + 1) is not None
    return is_day and is_alone and words.is_noun(after)


def follows_wake(setting: Setting) -> bool:
    """Whether the clause before the date names what it comes in the wake of."""
    words, index = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or words.language.wakes.isdisjoint(words.forms):
        return False
    while index > 0 and not words.breaks[index] and words.roles[index] is not Role.TO:
        if words.forms[index] in words.language.wakes and words.role(index + 1) in {Role.OF, Role.AT}:
            return True
        index -= 1
    return False


def is_held_against_somebody(setting: Setting) -> bool:
    """Whether the date is that of what somebody is accused of or praised for: accused of stealing it on 3 May."""
    words = setting.words
    if words.language.accusations.isdisjoint(words.forms):
        return False
    index = setting.lead_at - 1
    while index > 0:
        if words.forms[index] == ")" and "(" in words.forms[:index]:
            index = max(at for at in range(index) if words.forms[at] == "(")
        elif words.breaks[index]:
            return False
        is_deed = words.is_gerund(index)
        at = index - 1
        while not is_deed and words.is_noun(at):
            at -= 1
        is_between = words.role(at) is (Role.ADVERB if is_deed else Role.DETERMINER)
        at -= is_between or (is_deed and words.form(at).endswith(words.language.adverb_ending))
        is_event = words.forms[index] in words.language.happenings and words.form(at) in words.language.culprits
        if is_event or (is_deed and words.role(at) in {Role.OF, Role.FOR, Role.AT}):
            before = words.forms[max(0, at - _MAX_ACCUSATION_WORDS) : at]
            return not words.language.accusations.isdisjoint(before)
        index -= 1
    return False


def is_pledged(words: Words, group: Group) -> bool:
    """Whether a verb group is a promise with its infinitive: agreed to meet."""
    return any(words.forms[index] in words.language.pledges for index in range(group.first, group.last))


def has_aim(words: Words, group: Group) -> bool:
    """Whether a verb group is a deed with its purpose: launched a plan to raise the wreck."""
    first = group.first + (words.roles[group.first] is Role.WAS)
    is_deed = words.role(first) is Role.PAST and not is_pledged(words, group)
    is_deed = is_deed and words.forms[first] not in words.language.urged
    return is_deed and any(words.roles[index] is Role.TO for index in range(group.first, group.last + 1))


def is_proposal(words: Words, group: Group) -> bool:
    """Whether what was done was to look ahead: reaffirmed a commitment to open it in 2010."""
    return any(
        words.forms[index] in words.language.promises and words.role(index + 1) is Role.TO
        for index in range(group.first, group.last)
    )


def is_reported_future(words: Words, group: Group) -> bool:
    """Whether a verb group is a future in reported speech: said the council would meet."""
    return words.roles[group.first] is Role.WOULD and any(
        role is Role.REPORTED and form not in words.language.thoughts
        for form, role in zip(words.forms, words.roles, strict=True)
    )


def is_told_when(words: Words, group: Group) -> bool:
    """Whether the verb stands in a clause that tells when: when it announced the policy on 3 May."""
    at = clause_opener(words, group)
    return words.form(at) in words.language.once or words.role(at) is Role.AFTER


def is_example(setting: Setting) -> bool:
    """Whether a year is that of an example: unlike other visits, such as his visit to the port in 1984."""
    words = setting.words
    if setting.lead is not Role.AT or setting.is_exact or not setting.names_year:
        return False
    before = range(max(0, setting.lead_at - _MAX_EXAMPLE_WORDS), setting.lead_at)
    return any(
        (
            words.forms[at] in words.language.examples
            or (words.forms[at] == words.language.as_word and words.form(at - 1) == words.language.such)
        )
        and AHEAD.isdisjoint(words.roles[at : setting.lead_at])
        for at in before
    )


def holds_title(setting: Setting) -> bool:
    """Whether an aside tells who won in the year: Ann Lee, winner in 2004."""
    words, at = setting.words, setting.lead_at - 1
    is_year = setting.lead is Role.AT and setting.names_year and not setting.is_exact
    return is_year and words.form(at) in words.language.titles and AHEAD.isdisjoint(words.roles[: setting.first])


def names_earlier(setting: Setting) -> bool:
    """Whether the date is that of what was before: higher than the previous sale on 17 February."""
    words, noun = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or words.form(noun - 1) not in words.language.earlier:
        return False
    return words.is_noun(noun) and AHEAD.isdisjoint(words.roles[: setting.first])


def was_said_then(setting: Setting) -> bool:
    """Whether the date is that on which something was said: in a telephone conversation on 3 May."""
    words, at = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or words.form(at) not in words.language.occasions:
        return False
    if not AHEAD.isdisjoint(words.roles[:at]):
        return False
    while at > 0 and words.is_noun(at):
        at -= 1
    return words.roles[at] is Role.DETERMINER and words.role(at - 1) is Role.AT


def is_stamp(setting: Setting) -> bool:
    """Whether a line has little but a day and an hour, or a writer with them: it says when it was posted."""
    words = setting.words
    if setting.first == 1 and words.form(0) == "(" and words.form(setting.last + 1) == ")":
        return len(words) - setting.last - 2 <= _MAX_AGENCY_WORDS  # ( July 15 ) AP
    if _has_long_word(words.forms[setting.last + 1 :]):
        return False
    before = words.forms[: setting.first]
    if _has_long_word(before) and not (setting.is_open and _is_signed(before, words.language)):
        return False
    return words.form(setting.first - 1) == ")" or setting.has_clock


def is_embargoed(setting: Setting) -> bool:
    """Whether a line says that the text is not to be printed before the date: embargoed until 00:01 on 3 May 2024."""
    found = setting.words.language.embargo.match(setting.text.lower()) if setting.is_exact else None
    return found is not None and 0 < setting.start - found.end() <= _MAX_EMBARGO_CHARACTERS


def _has_long_word(forms: Sequence[str]) -> bool:
    return any(len(form) > _LONG_WORD and form[:1].isalpha() for form in forms)


def _is_signed(before: Sequence[str], language: Language) -> bool:
    """Whether the words begin with a dash or *by*, as the name of a writer does, or say that something was posted."""
    opening = [form for form in before if form[:1].isalpha()][:2]
    if not opening:
        return False
    return opening[0] == language.byline or before[0] in _DASHES or not language.postings.isdisjoint(opening)
