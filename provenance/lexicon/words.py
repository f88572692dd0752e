"""English words that carry little evidence of reuse, or one kind of it: of grammar, of dates, of numbers, of speech."""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also although am an and any are as at be because been before being below
    between both but by can cannot could did do does doing down during each either else ever every few for from further
    had has have having he her here hers herself him himself his how however i if in into is it its itself just like
    made make many may me might more most much must my myself neither no nor not now of off on once one only or
    other our ours ourselves out over own per quite rather same shall she should since so some such than that the
    their theirs them themselves then there these they this those though through thus to too two under until up upon
    us very was we were what when where whether which while who whom whose why will with within without would yet
    you your yours yourself yourselves it's we've we're we'll i've i'm i'd they've they're that's there's don't
    doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't
    """.split()
)
"""Words that any two English texts share."""

CALENDAR_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow
    week month year weeks months years day days morning afternoon evening night 年 月 日
    """.split()
)
"""Words of dates: two reports of one event share them without sharing a word of each other."""

MONTHS = frozenset("january february march april june july august september october november december".split())
"""Not May: it is a verb more often than a month."""

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

DATE_NAMES = {
    **{name: name for name in (*sorted(MONTHS), *sorted(WEEKDAYS))},
    **{name[:3]: name for name in sorted(MONTHS)},
    "sept": "september",
}
"""Months and weekdays, each with the form it is compared by."""

NUMBER_WORDS = dict(
    zip("two three four five six seven eight nine ten eleven twelve".split(), map(str, range(2, 13)), strict=True)
)
"""Small numbers in words, each in figures. Not one: it is a pronoun as often as a number."""

NUMBERS_IN_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    """.split()
)
"""The words that numbers are written with."""

ORDINALS = dict(
    zip(
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        strict=True,
    )
)
"""Small ordinals in figures, each in words."""

TREND_WORDS = frozenset(
    """
    rise rises rose risen rising fall falls fell fallen falling up down higher lower increase increases increased
    decrease decreases decreased gain gains gained loss losses lost unchanged
    """.split()
)
"""Words that follow the figures: a bulletin that reports another figure reports another trend."""

REPORTING_VERBS = frozenset(
    """
    said says say saying added adds adding told tells commented comments explained explains continued continues
    stated states insisted insists argued argues claimed claims warned warns wrote writes concluded noted notes
    remarked
    """.split()
)
"""Verbs that attribute speech: with the name and the title before them they are a formula, not a statement."""

LOOSE_REPORTING_VERBS = frozenset(
    "added adds adding continued continues comments claimed claims concluded wrote writes notes".split()
)
"""Those of them that are as often another verb, or a noun: of speech where it follows, or where a clause ends."""

NO_SPEAKERS = frozenset(
    "is are was were be been being get gets got having to by of for from in without before after while when not".split()
)
"""Words right behind which such a verb is none of speech: *salt is added*, *without adding*."""

OFFICE_WORDS = frozenset(
    """
    adviser advisor ambassador analyst assistant associate attorney bishop cabinet captain chair chairman chairwoman
    chief clerk coach colonel commissioner constable coroner council councillor curator dean department deputy director
    editor executive former general governor head inspector judge lawyer leader manager mayor member minister officer
    operating permanent portfolio president press principal professor representative scholar secretary senior sergeant
    sheriff solicitor spokesman spokesperson spokeswoman superintendent trustee vice
    """.split()
)
"""Words of titles: two reports that name one person share them."""

NEGATIONS = frozenset(
    """
    not no never none neither nor nobody nothing nowhere without cannot n't
    """.split()
)
"""Words whose coming or going turns a statement round."""

NAME_WORD = r"[^\W\d_a-z][\w.’'-]{0,20}"
"""A word of a person's name, as a pattern: it begins with a capital."""

NAME_LINKS = frozenset("of and for the in & de la".split())
"""Small words within names."""

_UNIT = re.compile(r"[^0-9]+$")

_SUFFIXES = ("’s", "'s", "ies", "ing", "ed", "es", "s", "ly", "e")


def stem(word: str) -> str:
    """The word without the lightest English endings: enough to join *approve*, *approved*, *approving*.

    A number is its figures, whatever is counted: *11.49m* and *11.49 million*, *14th* and *14* meet.
    """
    if "0" <= word[:1] <= "9":
        return _UNIT.sub("", word)  # but 10000 is not 1000
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    # One doubled consonant and one final e more, so that planned, planning and plan, or use and using, meet.
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word
