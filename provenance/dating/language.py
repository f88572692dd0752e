"""What the grammar of dates has to know of a language. A further language is a further folder like `english`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.dating.role import Role

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


NEVER_NAMES = frozenset({Role.PAST, Role.WOULD, Role.WILL, Role.REPORTS, Role.COMES, Role.PAST_OR_BASE})
"""With a capital inside a sentence such a word is part of a name: the United States."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words and endings of one language. All words are lower case."""

    months: Mapping[str, int]
    """Names and abbreviations, 1 to 12."""
    weekdays: Mapping[str, int]
    """Names and abbreviations, 0 is Monday."""
    lower_case_months: frozenset[str]
    """Month names that are no other word and so may be written small."""
    day_suffixes: tuple[str, ...]
    day_links: tuple[str, ...]
    """Between a day and its month: of."""
    day_words: Mapping[str, int]
    """Days of a month as they are spelled out: twenty-third."""
    range_words: tuple[str, ...]
    """Between the ends of a range: to, and."""
    year_parts: tuple[str, ...]
    """Before a year and a hyphen: mid-1985."""
    article: str
    roles: Mapping[str, Role]
    past_endings: tuple[str, ...]
    not_pasts: frozenset[str]
    """Words with the ending of a past that are none."""
    prefixes: tuple[str, ...]
    """Parts before a hyphen that leave a verb a verb: re, co."""
    gerund_ending: str
    adverb_ending: str
    plural_ending: str
    will_endings: tuple[str, ...]
    """Short forms at the end of a word: 'll."""
    possessive_endings: tuple[str, ...]
    implicatives: frozenset[str]
    """Pasts whose infinitive happened too: managed to, failed to, went on to."""
    recorded: frozenset[str]
    """Participles that are a record in the present tense: is dated, is accused."""
    cancelled: frozenset[str]
    """Participles that say that a planned event did not take place on its day."""
    called_off: frozenset[str]
    """Verbs that say so together with a word of `off`: called off, put back."""
    off: frozenset[str]
    not_infinitives: frozenset[str]
    """Nouns after *to* that are no verbs: to prison."""
    degrees: frozenset[str]
    """Words before an adjective: most, very."""
    past_plans: frozenset[str]
    """Participles that look ahead only before *to* and *for*: set."""
    formerly: frozenset[str]
    """Words that say of a plan that it has changed: originally scheduled."""
    once: frozenset[str]
    """Words before a participle or perfect that make it a condition: once approved."""
    year_shifts: Mapping[str, int]
    """Words behind a day that name its year by the year of writing: last year."""
    periods: frozenset[str]
    """Words of a period, which may be the current one: the year ended 31 March, effective 1 June."""
    maturing: frozenset[str]
    """Words of what lies ahead by contract: expiring, payable."""
    as_word: str
    """The word after a day that is named or set, not dated: declared 3 May as a holiday."""
    singular: frozenset[str]
    """Subjects after which a past that looks like a present is a past: he, she, it."""
    nouns_too: frozenset[str]
    """Base forms of a timetable that are nouns more often: start, play."""
    faced: frozenset[str]
    """Verbs after which *before* is a place: appear before magistrates."""
    coming: frozenset[str]
    """Participles without an auxiliary that look ahead: starting, upcoming."""
    imperatives: frozenset[str]
    """Words that open a request to a reader: join, register."""
    recurring: frozenset[str]
    """Words that make a sentence one of every year: annually."""
    now: frozenset[str]
    """Words that name the day of writing: today."""
    ahead: frozenset[str]
    """First words of *ahead of*, *prior to*: the date after them is a limit."""
    happenings: frozenset[str]
    """Nouns of what is dated when it is over: invasion, massacre, death, accord."""
    appointments: frozenset[str]
    """Nouns of what is dated before and after: election, summit, final."""
    dues: frozenset[str]
    """Nouns whose date is when they fall due: approved a dividend on."""
    stagings: frozenset[str]
    """Participles without an auxiliary that tell of events to come as well: hosted by, held by."""
    agent: str
    """The word before who did it, behind a participle: announced by."""
    back: str
    """The word before *to* that puts a date behind: dates back to."""
    same: frozenset[str]
    """Words before such a span: the same period of, the comparable quarter of."""
    ordinals: frozenset[str]
    """Which of the parts of a span: the first half of."""
    registers: frozenset[str]
    """Words right before a day on which a list is closed: shareholders of record 15 May."""
    rolls: frozenset[str]
    """Lists that are closed on a day: holders on the register on 15 May."""
    comparable: frozenset[str]
    """Spans of an earlier year that figures are held against: the same period of."""
    lasting: frozenset[str]
    """Pasts of what goes on for years: ruled, served."""
    forecasts: frozenset[str]
    """Participles of what was said of a later time: was forecast for."""
    wakes: frozenset[str]
    """Nouns before *of* that say *after*: in the wake of."""
    terms: frozenset[str]
    """Nouns of a span that ends every year: the fiscal year ends."""
    adjective_endings: tuple[str, ...]
    """Endings of words that are no verbs after *to*: to ethnic voters."""
    sides: frozenset[str]
    """Words between commas that say where in a picture somebody stands: Ann Lee, left, and ..."""
    posed: frozenset[str]
    """Those of them that never tell of what is to come: waves, smiles."""
    depicted: frozenset[str]
    """Verbs in whose present tense captions tell what a picture shows: shakes, meets."""
    relative_days: Mapping[str, tuple[int, int]]
    """Days named by that of the writing: how many days after it they lie at least and at most."""
    spans: Mapping[str, int]
    """Spans that are counted back, in days."""
    counts: Mapping[str, int]
    """Numbers in words."""
    beyond: Mapping[str, int]
    """What behind a weekday means a later one than the next, with the days between: Tuesday week."""
    ago: str
    year: str
    year_counts: Mapping[str, int]
    """Further numbers of years, in words."""
    exactly: frozenset[str]
    """What makes a number of years exact."""
    anniversaries: Mapping[str, int]
    """What behind *ago* says how near the anniversary is, with the days by which it may be off: today, this week."""
    day_leads: frozenset[str]
    """What leads to a day."""
    motions: frozenset[str]
    """Verbs whose *to* leads to a goal, not to a verb: fell to bronze, exported to."""
    accusations: frozenset[str]
    """Words of what somebody is held to have done: accused of stealing, fined for."""
    documents: frozenset[str]
    """Nouns of what was written or shown on its day: a letter of, a headline from."""
    culprits: frozenset[str]
    """Words before what somebody is held to have done: on trial over the crash."""
    comparing: frozenset[str]
    """Words before what figures are held against: from 33,000 tonnes in 1986."""
    handled: frozenset[str]
    """Pasts that do to what falls due what is dated: took delivery, suspended payments."""
    resolved: frozenset[str]
    """Pasts of what an assembly does: approved the plan at its meeting on."""
    sittings: frozenset[str]
    """Nouns of the appointments at which it does so."""
    venue: str
    """The word that leads to where it does."""
    attendance: frozenset[str]
    """Nouns before that word of what is yet to be done there: approved her appearance at the meeting on."""
    shelf: frozenset[str]
    """Words before a day on which goods expire: packs with use-by dates up to."""
    securities: frozenset[str]
    """Nouns whose year is that of their end: 9 per cent notes of 1996."""
    laws: frozenset[str]
    """Nouns that the year of their making names: the Trade Act of 1974."""
    subjects: frozenset[str]
    """Pronouns before a past tense, which then is no participle: the duties it imposed."""
    attained: frozenset[str]
    """Pasts of a figure that is reached: rose to 5,000 by."""
    earlier: frozenset[str]
    """Words that make the noun behind them one of before: the previous sale on."""
    occasions: frozenset[str]
    """Nouns of when something is said: in a telephone conversation on."""
    urged: frozenset[str]
    """Pasts of asking somebody to do something: urged them on 7 April to."""
    foresights: frozenset[str]
    """Nouns of what is foreseen: expectations of better earnings in 2005."""
    about: str
    such: str
    examples: frozenset[str]
    """Words before an example from the past: unlike his visit in 1984."""
    aims: frozenset[str]
    """Nouns behind *for* that have a date of their own: bought bills for resale on."""
    promises: frozenset[str]
    """Nouns before *to* what is yet to come: a commitment to open it."""
    remainders: frozenset[str]
    """Nouns before *of* a year that is not over: the balance of 1987."""
    those: frozenset[str]
    """Pronouns of figures that have a year: below those of 1986."""
    directions: frozenset[str]
    """Words by which a figure moves: up 22 per cent from."""
    sooner: frozenset[str]
    """Words before *than* that make it a limit: no later than."""
    between: str
    effective: str
    """The word before a day from which a change counts."""
    ending: str
    issue: str
    """The noun of a printed number, whose date may be to come."""
    file: str
    """The word between a date and the noun of a picture: this 3 May 2018, file photo."""
    afterwards: str
    """A word for *after* that only what is over has: following."""
    foreseen: str
    """The participle with which headlines foresee: growth seen in 1988."""
    accounts: frozenset[str]
    """Figures that are told when their year is over: net income for 1986."""
    earned: frozenset[str]
    """Pasts that have such figures: earned 2 million for 1986."""
    endings: frozenset[str]
    """Nouns before *of* what ends on the date: the expiry of."""
    levels: frozenset[str]
    """Nouns of what later years are measured by: the levels of 1985."""
    foresees: frozenset[str]
    """Presents that look ahead with a noun too: expects growth in 1988."""
    present: frozenset[str]
    """Words after *to* that end a range with the day of writing: to the present, to date."""
    outlooks: frozenset[str]
    """Nouns that look ahead without a verb: a commitment to 2 per cent in 2024."""
    pledges: frozenset[str]
    """Pasts whose infinitive is yet to come as a rule: agreed to meet."""
    inclusive: frozenset[str]
    """Limits that the figures of a past reach: sales through 30 April."""
    thoughts: frozenset[str]
    """Pasts of saying that vouch for nothing: thought, alleged."""
    lasting_limits: frozenset[str]
    """Limits of what went on: was chairman until."""
    lengthening: frozenset[str]
    """Pasts that set a limit yet to be reached: extended until."""
    marks: frozenset[str]
    """Nouns that are set when they are reached: a record set in 1980."""
    particles: frozenset[str]
    """Words behind *set* that make it a deed: set up."""
    sequences: frozenset[str]
    """Verbs that only with an object say what was first: follows a summit, but not: followed by."""
    credits: re.Pattern[str]
    """How a caption names its photographer, as a pattern for the text behind it."""
    following: frozenset[str]
    """Words right before a date that put it ahead: next."""
    bygone: frozenset[str]
    """Words right before a date that put it behind: last."""
    clock: re.Pattern[str]
    """A time of day, as a pattern for the folded text after or before a date."""
    labels: Mapping[str, tuple[str, float]]
    """First words of a line that states a date: the kind of statement and how often it is right to the day."""
    stamp_words: str
    """What may stand between a label and its date, as a pattern: on, at, hours, time zones."""
    placed: re.Pattern[str]
    """Where a paper was signed, between its label and its date: dated at Port Ellery this 3rd day of May."""
    embargo: re.Pattern[str]
    """How a line in small letters begins that says until when a text is not to be printed."""
    zones: tuple[str, ...]
    """Words behind four figures that make them an hour: 1900 GMT."""
    dating: frozenset[str]
    """Presents whose *from* leads to the day of something made: they date from 1956."""
    fictions: frozenset[str]
    """Nouns of what is set in a year that need not be over: a film set in 2036."""
    results: frozenset[str]
    """Nouns of how a meeting or match went: earned a draw in their match on 3 May."""
    reports: frozenset[str]
    """Nouns of what tells of a year that is over: her report on the banks for 1986."""
    able: frozenset[str]
    """Adjectives whose infinitive happened when their verb did: were able to."""
    dated: frozenset[str]
    """Nouns before *of* a day on which something is due: a record date of 22 May."""
    deals: frozenset[str]
    """Nouns of what is dated when it is over, if the date stands before them: the December 1986 purchase."""
    owners: frozenset[str]
    """Pronouns before a noun: his arrest."""
    monthly: str
    """The word before a month, but not before a day: in January 25 people were jailed."""
    base_participles: frozenset[str]
    """Participles that look like a present: has come."""
    extremes: frozenset[str]
    """Nouns of how far a figure went: its trough in March 1986."""
    pairs: frozenset[str]
    """Words that open an aside on a subject: the two sides, both without a win, meet."""
    revising: frozenset[str]
    """Pasts that change a forecast, so that figures are held against what was forecast before."""
    whenever: frozenset[str]
    """Words that open a clause which tells of the day before them: by 14 March, when they expire."""
    what: str
    """The word that names a thing by a clause: in what has been called a tent."""
    during: str
    """The word before what went on: during the 10 June election."""
    titles: frozenset[str]
    """Nouns of what somebody is from a year on: winner in 2004."""
    adjusted: frozenset[str]
    """Participles before *for* and what has changed since: adjusted for a May 1986 split."""
    bare_labels: frozenset[str]
    """Labels that need a colon, being words of prose too."""
    numbered: frozenset[str]
    """What a paper or a bulletin counts in its head: the week, the issue."""
    byline: str
    """The word that opens a byline."""
    postings: frozenset[str]
    """Words that open the stamp of a post: posted by, last edited by, reply from."""
    name_joins: frozenset[str]
    """Words between the names of several writers: and."""
    name_parts: frozenset[str]
    """Words in names that are written small: von, de la."""
    telling: frozenset[str]
    """Pasts of what was told or asked for, not foreseen."""
    bounded: frozenset[str]
    """Adjectives of what lasts to a limit yet to come: the loan was available until."""
    replacing: frozenset[str]
    """Pasts that put one day in the place of another."""
    deeds: frozenset[str]
    """Nouns of a deed that an infinitive tells: the decision to buy it in 2000."""
    holders: frozenset[str]
    """What is held, and who holds it, on a day that says who has a right: shareholders registered on."""
    accruing: frozenset[str]
    """Nouns of what runs from a day: interest from 1 May."""
    covering: frozenset[str]
    """Verbs whose period is another than their own day: the notes will cover the period from."""
    convertible: frozenset[str]
    """Adjectives of what holders may do from a day on, by the terms of a debt."""
    fixing: frozenset[str]
    """Pasts that choose a day, which may be yet to come: fixed 3 May."""
    calling_off: frozenset[str]
    """Verbs that say of a planned event that it will not be on its day."""
    unreal: frozenset[str]
    """Nouns of what may never be: in the event of a 1988 recession."""
    above: frozenset[str]
    """Prepositions behind a change, before that with which is compared: up 11 per cent over."""
    linked: frozenset[str]
    """Participles before *to* and a thing that has its own day: the risk linked to the return."""
    closing: frozenset[str]
    """Words before *date* that make it a limit: the closing date."""
    seasons: frozenset[str]
    """Seasons by which an issue is called."""
    papers: frozenset[str]
    """What comes out by months or seasons: newsletter, bulletin."""
    records: frozenset[str]
    """What is written down of a meeting that was held: minutes of."""
    clues: Mapping[str, int]
    """What a clue of wording tells of a date, in hundredths of log-odds: positive where it is over."""
    known: dict[str, tuple[Role, Role | None]] = field(init=False, repr=False, compare=False)
    """The role of a word, and that of a name which is written so."""

    def __post_init__(self) -> None:
        known = {form: (role, None if role in NEVER_NAMES else role) for form, role in self.roles.items()}
        object.__setattr__(self, "known", known)
