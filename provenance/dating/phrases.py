"""What a date says by the phrase in which it stands, whatever the verb: a letter of, the year to, accused of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.language import Role
from provenance.dating.verbs import clause_opener

if TYPE_CHECKING:
    from provenance.dating.setting import Setting
    from provenance.dating.verbs import Group
    from provenance.dating.words import Words

_MAX_TERM_WORDS = 3
_MAX_NAME_WORDS = 6
_MAX_ACCUSATION_WORDS = 8
_LONG_WORD = 3
_MAX_EXAMPLE_WORDS = 12
_MAX_AGENCY_WORDS = 2
_AHEAD = {Role.WILL, Role.WOULD, Role.PLAN, Role.HOPES}
_RANGE_WORDS = {"-", "–", "—"}


def dates_document(setting: Setting) -> bool:
    """Whether the date is that of something written or shown: a letter of 3 May, a headline from 16 February."""
    words, at = setting.words, setting.lead_at
    is_origin = setting.lead is Role.FROM and setting.names_year and words.form(at) in words.language.comparing
    if setting.lead is Role.FROM and setting.names_year and words.form(at - 1) in words.language.dating:
        return True  # the reels date from May 1956
    if setting.lead is Role.OF and not setting.is_exact and words.is_capital[at - 1]:
        is_month = setting.names_year and setting.first < setting.last
        # The Trade Act of 1974, the Convention on Sailors of June 2003.
        return words.forms[at - 1] in words.language.laws or (is_month and _names_law(words, at))
    if not setting.is_exact or not (setting.lead is Role.OF or is_origin):
        return False
    return words.form(at - 1) in words.language.documents


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


def is_count(setting: Setting) -> bool:
    """Whether what looks like a day counts people: in January 25 people were jailed."""
    words, after = setting.words, setting.last + 1
    is_month = setting.lead is Role.AT and words.form(setting.lead_at) == words.language.monthly
    is_day = setting.is_exact and not setting.names_year and words.forms[setting.last][:1].isdigit()
    is_alone = setting.lead_at == setting.first - 1 and words.role(after + 1) is not None
    return is_month and is_day and is_alone and words.is_noun(after)


def reaches_present(setting: Setting) -> bool:
    """Whether the date opens a range that ends with the day of writing: from 1979 to the present."""
    words, after = setting.words, setting.last + 1
    if setting.lead is not Role.FROM or words.role(after) is not Role.TO:
        return False
    after += 1 + (words.role(after + 1) is Role.DETERMINER)
    return words.form(after) in words.language.present


def ends_term(setting: Setting) -> bool:
    """Whether figures are those of a span that ends with the date: the nine months to 30 September, 1st qtr 31 Jan."""
    words, at = setting.words, setting.lead_at
    if setting.lead is not None and setting.lead is not Role.TO:
        return False
    spans = words.language.terms | words.language.comparable
    return any(words.form(index) in spans for index in range(at - 1, max(-1, at - 1 - (setting.lead is Role.TO)), -1))


def opens_range(setting: Setting) -> bool:
    """Whether a range without an end begins with the date, which may be yet to come: raised prices from 3 May."""
    words, word = setting.words, setting.words.form(setting.lead_at)
    around = words.forms[setting.first - 1 : setting.last + 2]
    is_closed = (
        not (_RANGE_WORDS | words.language.inclusive).isdisjoint(around)
        or Role.TO in words.roles[setting.first - 1 : setting.last + 2]
    )
    is_from = word in words.language.comparing and not is_closed
    return is_from or word in words.language.periods or word == "/"


def is_figure_of(setting: Setting) -> bool:
    """Whether a clause without a verb gives a figure of a year: - $7bn in 2003 -."""
    words, at = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or setting.is_exact or not setting.names_year:
        return False
    has_figure = False
    while at >= 0 and (words.is_noun(at) or words.forms[at][:1].isdigit() or not words.forms[at][:1].isalpha()):
        if words.breaks[at] or (words.forms[at] in _RANGE_WORDS and words.starts[at] > words.ends[at - 1]):
            return has_figure and words.forms[at] != ","
        has_figure = has_figure or words.forms[at][:1].isdigit()
        at -= 1
    return False


def is_registered(setting: Setting) -> bool:
    """Whether a list is closed on the date: shareholders of record on 15 May, payable 1 June, record 15 May."""
    words, at = setting.words, setting.lead_at - 1
    if setting.lead is Role.OF and words.form(at) == words.language.as_word:
        return words.role(at - 2) is Role.OF and words.form(at - 1) in words.language.registers  # of record as of
    is_of = words.role(at - 1) is Role.OF or (setting.lead is None and words.form(at - 1) == ",")
    return words.form(at) in words.language.registers and is_of


def is_for_term(setting: Setting) -> bool:
    """Whether the date is an end of a span for which something is meant: for the year ending, for the year to."""
    words, at = setting.words, setting.lead_at
    if setting.lead is not Role.TO and words.form(at) not in words.language.periods:
        return False
    spans = words.language.terms | words.language.comparable
    for index in range(at - 1, max(-1, at - 2 - _MAX_TERM_WORDS), -1):
        if words.roles[index] is Role.FOR:
            return any(form in spans for form in words.forms[index:at])
        if not (words.is_noun(index) or words.roles[index] is Role.DETERMINER or words.forms[index][:1].isdigit()):
            return False
    return False


def follows_wake(setting: Setting) -> bool:
    """Whether the clause before the date names what it comes in the wake of."""
    words, index = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT:
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


def has_purpose(words: Words, group: Group) -> bool:
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


def is_until(words: Words, group: Group) -> bool:
    """Whether the verb stands in a clause that something lasts to: until all imports are free in 1990."""
    at = group.first - 1
    while at > 0 and not words.breaks[at]:
        if words.forms[at] in words.language.lasting_limits:
            return True
        at -= 1
    return False


def is_between(setting: Setting) -> bool:
    """Whether the date is one of two years between which something was: their leader between 1987 and 1991."""
    words = setting.words
    return not setting.is_exact and setting.names_year and words.form(setting.lead_at) == words.language.between


def is_span_of(setting: Setting) -> bool:
    """Whether some months of a year are named: the balance for the first two months of 1987."""
    words = setting.words
    is_year = setting.lead is Role.OF and setting.names_year and not setting.is_exact
    return is_year and words.form(setting.lead_at - 1) in words.language.comparable


def is_account(setting: Setting) -> bool:
    """Whether figures of a year are named: net income for 1986."""
    words = setting.words
    is_year = setting.lead is Role.FOR and setting.names_year and not setting.is_exact
    if is_year and words.form(setting.lead_at - 1) in words.language.earned:
        return True
    is_year = is_year and words.language.forecasts.isdisjoint(words.forms)
    before = words.forms[max(0, setting.lead_at - _MAX_NAME_WORDS) : setting.lead_at]
    if is_year and setting.dates_year and not words.language.reports.isdisjoint(before):
        return True  # her report on the banks for 1986
    return is_year and setting.dates_year and words.form(setting.lead_at - 1) in words.language.accounts


def is_security(setting: Setting) -> bool:
    """Whether a year is that in which a debt ends: 9 per cent notes of 1996."""
    words = setting.words
    if setting.lead is Role.OF and setting.is_exact and words.form(setting.lead_at - 1) in words.language.dated:
        return True  # with a record date of 22 May 2036
    if setting.lead is None and not setting.is_exact and words.form(setting.first - 1) in words.language.securities:
        return True  # 8 per cent December 2012 stock
    is_whole = setting.lead is Role.OF and not setting.is_exact and not words.is_noun(setting.last + 1)
    return is_whole and words.form(setting.lead_at - 1) in words.language.securities


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
        and _AHEAD.isdisjoint(words.roles[at : setting.lead_at])
        for at in before
    )


def is_maturing(setting: Setting) -> bool:
    """Whether something ends or falls due on the date: bonds maturing 23 April 1992."""
    return setting.words.form(setting.lead_at - 1) in setting.words.language.maturing


def is_rest(setting: Setting) -> bool:
    """Whether the year is the current one: for the balance of 1987."""
    is_year = setting.lead is Role.OF and not setting.is_exact
    return is_year and setting.words.form(setting.lead_at - 1) in setting.words.language.remainders


def is_starting(setting: Setting) -> bool:
    """Whether something begins on the day: a programme beginning 22 June, his visit starting on 29 April."""
    words, coming = setting.words, setting.words.language.coming
    is_day = setting.is_exact and not setting.names_year and not setting.is_open
    if setting.lead is Role.AT:
        return is_day and words.form(setting.lead_at - 1) in coming
    return is_day and setting.lead is Role.FROM and words.form(setting.lead_at) in coming


def is_adjusted(setting: Setting) -> bool:
    """Whether figures take account of what was on the date: adjusted for a May 1986 split."""
    words, at = setting.words, setting.lead_at
    at -= words.determines(at - 1)
    return words.form(at - 1) in words.language.adjusted and setting.lead is Role.FOR


def holds_title(setting: Setting) -> bool:
    """Whether an aside tells who won in the year: Ann Lee, winner in 2004."""
    words, at = setting.words, setting.lead_at - 1
    is_year = setting.lead is Role.AT and setting.names_year and not setting.is_exact
    return is_year and words.form(at) in words.language.titles and _AHEAD.isdisjoint(words.roles[: setting.first])


def names_earlier(setting: Setting) -> bool:
    """Whether the date is that of what was before: higher than the previous sale on 17 February."""
    words, noun = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or words.form(noun - 1) not in words.language.earlier:
        return False
    return words.is_noun(noun) and _AHEAD.isdisjoint(words.roles[: setting.first])


def reaches_from_now(setting: Setting) -> bool:
    """Whether a range opens with the day of writing: between today and 6 March."""
    words, at = setting.words, setting.first - 1
    return setting.is_exact and words.role(at) is Role.JOIN and words.form(at - 1) in words.language.now


def was_said_then(setting: Setting) -> bool:
    """Whether the date is that on which something was said: in a telephone conversation on 3 May."""
    words, at = setting.words, setting.lead_at - 1
    if setting.lead is not Role.AT or words.form(at) not in words.language.occasions:
        return False
    if any(role in _AHEAD for role in words.roles[:at]):
        return False
    while at > 0 and words.is_noun(at):
        at -= 1
    return words.roles[at] is Role.DETERMINER and words.role(at - 1) is Role.AT


def is_stamp(setting: Setting) -> bool:
    """Whether a line has little but a day and an hour, or a writer with them: it says when it was posted."""
    words = setting.words
    if setting.first == 1 and words.form(0) == "(" and words.form(setting.last + 1) == ")":
        return len(words) - setting.last - 2 <= _MAX_AGENCY_WORDS  # ( July 15 ) AP
    if any(len(form) > _LONG_WORD and form[:1].isalpha() for form in words.forms[setting.last + 1 :]):
        return False
    if words.form(setting.first - 1) != ")" and not setting.has_clock:
        return False
    before = [form for form in words.forms[: setting.first] if form[:1].isalpha()]
    is_signed = bool(before) and (before[0] == words.language.byline or words.forms[0] in {"-", "--", "–", "—"})
    return not any(len(form) > _LONG_WORD for form in before) or (is_signed and setting.is_open)
