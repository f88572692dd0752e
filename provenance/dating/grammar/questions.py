"""Small questions about a date in its sentence: a condition, a caption, a year alone, another noun's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.grammar.clauses import group_before
from provenance.dating.grammar.comparisons import DASHES, YEAR
from provenance.dating.grammar.nouns import follows_appointment
from provenance.dating.grammar.verbs import Group, Sense
from provenance.dating.role import Role

_MAX_WORDS_TO_SET = 7
_MAX_WORDS_TO_EVERY = 3
_FINITE = {Role.COMES, Role.IS, Role.HAS, Role.WILL}
_FUTURES = {Role.WILL, Role.WOULD}
_AHEAD = {Role.WILL, Role.WOULD, Role.PLAN, Role.HOPES, Role.MUST}

if TYPE_CHECKING:
    from provenance.dating.grammar.setting import Setting
    from provenance.dating.words import Words


def is_bare_year(setting: Setting) -> bool:
    """Whether the date is a year alone behind *in*."""
    words = setting.words
    is_alone = setting.names_year and words.language.months.keys().isdisjoint(words.forms[setting.first : setting.last])
    return is_alone and not setting.is_exact and setting.lead in {Role.AT, Role.OF}


def looks_forward(words: Words, end: int | None = None) -> bool:
    """Whether anything in the sentence, or in its words before an index, looks ahead."""
    language = words.language
    return any(
        (
            role in _AHEAD
            and not _is_cause(words, index)
            and not (form in language.past_plans and words.role(index + 1) not in {Role.TO, Role.FOR})
        )
        or form in language.outlooks
        or (role is Role.IS and words.role(index + 1) is Role.TO)  # all are to be done
        for index, (form, role) in enumerate(zip(words.forms[:end], words.roles[:end], strict=True))
    )


def _is_cause(words: Words, at: int) -> bool:
    """Whether a *due* tells why: primarily due to lower margins."""
    is_adverb = words.form(at - 1).endswith(words.language.adverb_ending)
    is_planned = words.forms[at].endswith(words.language.past_endings)
    return words.role(at + 1) is Role.TO and is_adverb and not is_planned


def is_conditional(words: Words, group: Group) -> bool:
    """Whether the clause of a verb is a condition: if approved, once elected, provided that it is approved."""
    once = words.language.once
    if group.is_bare and words.form(group.first - 1) in once:
        return True
    at = group.first - 1
    while at >= 0 and not words.breaks[at]:
        if group.is_perfect and words.forms[at] in once:
            return True
        at -= 1
    if group.is_perfect and not group.is_passive and words.form(at) in once:
        return True  # when it has bought all shares, or on 12 April
    return words.role(at - 1 if words.role(at) is Role.CLAUSE else at) is Role.IF


def has_source(setting: Setting, group: Group) -> bool:
    """Whether something old is shown or used, which may have the date: will show film from a session in May 1985."""
    between = range(group.last + 1, setting.lead_at)
    return not setting.is_exact and any(setting.words.roles[at] is Role.FROM for at in between)


def is_covered(setting: Setting, group: Group) -> bool:
    """Whether the day is that of what is counted or told, not of the verb: interest from 1 May, as at 31 March."""
    words, before = setting.words, setting.words.form(setting.lead_at - 1)
    if setting.lead is Role.FROM:
        between = words.forms[group.first : setting.lead_at]
        is_period = before in words.language.comparable and not words.language.covering.isdisjoint(between)
        return is_period or before in words.language.accruing
    return setting.lead is Role.AT and before == words.language.as_word


def is_reduced_plan(words: Words, group: Group) -> bool:
    """Whether a plan has no verb of its own: the sale due on 3 May."""
    return group.sense is Sense.PLANNED and group.is_bare and words.roles[group.last] is Role.PLAN


def is_called_off_later(words: Words) -> bool:
    """Whether anything is called off: cancelled the sale due on 3 May, the sale due on 3 May was put off."""
    return not (words.language.calling_off | words.language.cancelled).isdisjoint(words.forms)


def is_under_a_past(words: Words, group: Group) -> bool:
    """Whether a plan is what something past was about, and may be over too: withheld the payment due on 3 May."""
    if not is_reduced_plan(words, group) or words.form(group.first - 1) in words.language.securities:
        return False
    before, _ = group_before(words, group.first)
    return before is not None and before.sense is Sense.OVER


def is_before_verb(setting: Setting, group: Group) -> bool:
    """Whether the condition lies in the verb behind the date: if the deal they signed on 3 May goes through."""
    return group.first < setting.first and setting.words.role(setting.last + 1) in _FINITE


def is_far_limit(setting: Setting, group: Group) -> bool:
    """Whether something will be done by a month or year, or in a month: they will build it by 2030, in May 2028.

    Of 200 such years and 150 such months in dated news hardly one was over; of years behind *in* one in thirteen was.
    """
    if setting.is_exact or not setting.names_year or is_conditional(setting.words, group):
        return False
    if is_under_a_past(setting.words, group):
        return False
    word = setting.words.form(setting.lead_at)
    is_attribute = setting.words.determines(setting.first - 1) or setting.words.form(setting.first - 1).endswith("-")
    if is_attribute and setting.words.is_noun(setting.last + 1):
        return False  # will fall on the May 2036 basis
    if group.sense is Sense.COMING and setting.lead is Role.AT and setting.first < setting.last:
        return not has_source(setting, group)
    is_limit = setting.lead is Role.UNTIL and word not in setting.words.language.inclusive
    return is_limit and group.sense in {Sense.COMING, Sense.PLANNED, Sense.REQUIRED}


def is_foreseen(setting: Setting, group: Group) -> bool:
    """Whether the date is that of what somebody looks forward to: cut its forecast for growth in 2007."""
    words = setting.words
    if words.language.outlooks.isdisjoint(words.forms[group.last : setting.lead_at]):
        return False
    return any(
        words.forms[index] in words.language.outlooks
        and (
            words.role(index + 1) is Role.FOR
            or (words.role(index + 1) is Role.TO and words.form(index + 2)[:1].isdigit())
            or words.form(index + 1) == words.language.about
            or (words.role(index + 1) is Role.OF and index + 1 == setting.lead_at)
        )
        for index in range(group.last, setting.lead_at)
    )


def is_recurring(setting: Setting, group: Group) -> bool:
    """Whether the clause of a date and its verb tells of every year, or of the day of writing."""
    words = setting.words
    low, high = min(group.first, setting.lead_at), max(group.last, setting.last)
    while low > 0 and not words.breaks[low - 1]:
        low -= 1
    while high + 1 < len(words) and high < setting.last + _MAX_WORDS_TO_EVERY and not words.breaks[high + 1]:
        high += 1
    return any(
        words.forms[at] in words.language.now
        or (words.forms[at] in words.language.recurring and not _is_apiece(words, at))
        for at in range(low, high + 1)
    )


def _is_apiece(words: Words, at: int) -> bool:
    """Whether the word is no *every year*: face two rivals each on 3 May, at its 21 May annual meeting."""
    is_each = words.roles[at] is Role.DETERMINER and words.role(at + 1) is Role.AT
    is_behind_date = words.form(at - 1)[:1].isdigit() or words.form(at - 1) in words.language.months
    return is_each or (is_behind_date and words.form(at + 1) in words.language.appointments)


def is_of_another(setting: Setting, group: Group) -> bool:
    """Whether the date is likely another's than the verb's: what it was for, an election, what somebody must do.

    Of 200 days in dated news that stand so, half were yet to come.
    """
    if setting.words.forms[group.last] in setting.words.language.periods:
        return False  # the year ended 31 March
    return (
        is_under_a_future(setting, group) or is_of_another_noun(setting, group) or follows_appointment(setting, group)
    )


def is_of_foreseen(setting: Setting, group: Group) -> bool:
    """Whether a participle belongs to what is foreseen: predicted that the phones sold in 2036 would be small."""
    words = setting.words
    is_next = group.is_bare and setting.lead_at == group.last + 1 and words.role(setting.last + 1) in _FUTURES
    return is_next and not words.language.forecasts.isdisjoint(words.forms[: group.first])


def is_of_other_subject(setting: Setting, group: Group) -> bool:
    """Whether a subject stands between a past and a date, whose verb is not known to be one: and she deserves luck."""
    words = setting.words
    if words.language.subjects.isdisjoint(words.forms[group.last + 2 : setting.lead_at]):
        return False
    return any(
        words.forms[at] in words.language.subjects
        and (words.role(at - 1) is Role.JOIN or words.form(at - 1) in words.language.pairs)
        for at in range(group.last + 2, setting.lead_at)
    )


def is_loose(setting: Setting, group: Group) -> bool:
    """Whether the date may be another's than the verb's, so that the past may not set a bound by itself."""
    words = setting.words
    is_behind = group.first > setting.last
    around = {words.form(setting.first - 1), words.form(setting.last + 1)}
    is_spanned = setting.lead is None and not setting.is_exact and not DASHES.isdisjoint(around)
    looks_present = words.role(group.last) is Role.PAST_OR_BASE and group.is_bare
    return (
        group.is_loose
        or setting.is_attribute
        or setting.lead is Role.OF
        or _is_beside(setting, group)
        or (is_behind and (setting.lead is None or (group.is_passive and not setting.is_exact and setting.lead_at > 0)))
        or words.forms[group.last] in words.language.periods
        or (looks_present and words.form(group.first - 1) not in words.language.singular)
        or has_purpose(setting, group)
        or is_spanned
        or _is_of_gerund(setting, group)
        or _is_of_linked(setting, group)
        or (is_behind and not setting.is_exact and not setting.is_fronted)
    )


def _is_of_gerund(setting: Setting, group: Group) -> bool:
    """Whether the date may be that of a thing yet to be done: there was no reason for publishing the figures on."""
    words = setting.words
    return words.roles[group.last] is Role.WAS and any(
        words.is_gerund(at) and words.determines(at + 1) for at in range(group.last + 2, setting.lead_at)
    )


def _is_of_linked(setting: Setting, group: Group) -> bool:
    """Whether the date may be that of a thing to which another is linked: the risk linked to the return in 2036."""
    words = setting.words
    return words.forms[group.last] in words.language.linked and words.role(group.last + 1) is Role.TO


def _is_beside(setting: Setting, group: Group) -> bool:
    """Whether a day without a preposition stands away from its verb, or is what was: the deadline was 15 April."""
    is_led = setting.lead is not None or not setting.is_exact or group.first > setting.last
    is_far = setting.lead_at > group.last + 1 and not setting.names_year
    is_identified = setting.lead_at == group.last + 1 and setting.words.roles[group.last] is Role.WAS
    return not is_led and (is_far or is_identified)


def is_under_a_future(setting: Setting, group: Group) -> bool:
    """Whether a bare participle stands in a clause about what is to come: must return the shares pledged on 3 May."""
    words, language = setting.words, setting.words.language
    if not group.is_bare or group.first > setting.last or words.form(group.first - 1) in language.subjects:
        return False
    is_promised = words.forms[group.last] in language.pledges or words.forms[group.last] in language.registers
    if setting.lead_at == group.last + 1 and not is_promised:
        return False  # will be paid out of a fund announced on 25 February
    before, _ = group_before(words, group.first)
    return before is not None and before.sense in {Sense.COMING, Sense.PLANNED, Sense.REQUIRED}


def is_of_another_noun(setting: Setting, group: Group) -> bool:
    """Whether the date is likely that of a noun that is not when the verb happened: left for the games on 3 May.

    A merger is no such noun: they approved a proposal for the merger on 3 May.
    """
    if group.first > setting.last:
        return False
    words, language = setting.words, setting.words.language
    forms, roles = (held[group.last + 1 : setting.lead_at] for held in (words.forms, words.roles))
    if language.ahead.isdisjoint(forms) and language.dues.isdisjoint(forms) and Role.FOR not in roles:
        return False
    between = range(setting.lead_at - 1, group.last, -1)
    is_own = words.forms[group.last] in language.handled and words.roles[group.last] is not Role.ANNOUNCED
    return any(
        words.forms[index] in language.ahead
        or (not is_own and words.forms[index] in language.dues)
        or (words.roles[index] is Role.FOR and _is_goal(setting, group, index))
        for index in between
    )


def _is_goal(setting: Setting, group: Group, index: int) -> bool:
    """Whether what stands behind a *for* is likely what is dated: bought bills for resale, tickets for the match."""
    words, after = setting.words, index + 1
    is_appointed = any(form in words.language.appointments for form in words.forms[index : setting.lead_at])
    if index == group.last + 1:
        return (
            words.determines(after) or words.form(after) in words.language.aims
        )  # without an article it is the verb's own: filed for bankruptcy
    if words.form(after)[:1].isdigit() or (words.is_noun(after) and words.is_capital[after]):
        return is_appointed  # sold for 5 million, left for Hong Kong
    return words.form(after) in words.language.aims or is_appointed


def has_purpose(setting: Setting, group: Group) -> bool:
    """Whether a purpose stands between the verb and the date, and may be what is dated: a proposal for the merger."""
    return Role.FOR in setting.words.roles[group.last + 2 : setting.lead_at]


def is_called_off(words: Words, group: Group) -> bool:
    """Called off, put back: two words for cancelled."""
    language = words.language
    return words.forms[group.last] in language.called_off and words.form(group.last + 1) in language.off


def is_reached(words: Words, group: Group) -> bool:
    """Whether *set* is a deed: set up in 1960, a record set in 1980."""
    language = words.language
    if words.form(group.last + 1) in language.particles:
        return True
    before = words.forms[max(0, group.first - _MAX_WORDS_TO_SET) : group.first]
    is_set = group.is_bare and words.forms[group.last] in language.past_plans
    if is_set and any(form[:1].isdigit() and not YEAR.fullmatch(form) for form in before):
        return True  # the previous peak of 2.4 billion set on
    return any(words.form(index) in language.marks for index in (group.first - 1, group.last + 1, group.last + 2))


def is_placed(words: Words, between: range) -> bool:
    """Whether only a place stands between a verb and its date: the plans agreed in Ulvik in 2000."""
    if len(between) == 1 and words.roles[between[0]] in {Role.TO, Role.AT}:
        return True  # agreed to in 1999
    is_in = len(between) > 1 and words.roles[between[0]] is Role.AT
    return is_in and all(words.is_noun(at) and words.is_capital[at] for at in between[1:])


def is_sought(setting: Setting, group: Group) -> bool:
    """Whether a month or a year tells when something was asked for or told: sought protection in December 2003."""
    words = setting.words
    if (
        setting.is_exact
        or not setting.names_year
        or setting.lead is not Role.AT
        or group.is_inherited
        or group.first > setting.last
    ):
        return False
    between = range(group.last + 1, setting.lead_at)
    if words.forms[group.last] in words.language.forecasts:
        return False
    return not looks_forward(words) and not any(
        words.roles[at] in {Role.TO, Role.FOR, Role.CLAUSE} or words.is_gerund(at) or words.breaks[at] for at in between
    )


def is_foresight(setting: Setting) -> bool:
    """Whether what is told of is something foreseen: expectations of better earnings in 2005 drove prices up."""
    words, at = setting.words, setting.lead_at - 1
    while at > 0 and not words.breaks[at]:
        at -= 1
        if words.forms[at] in words.language.foresights and words.roles[at + 1] in {Role.OF, Role.FOR}:
            return True
    return False
