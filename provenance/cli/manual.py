"""The manual pages: of cues and rules, from their own docstrings; of the words of a report."""

from __future__ import annotations

from provenance.cues import CUES
from provenance.errors import UsageError
from provenance.manual import page_of
from provenance.registry import nearest
from provenance.rules import NUMBERS, RULES

DATES = {
    "accusation": "What somebody is accused of, or tried for, lies behind the text: it was probably written later.",
    "capture": "The page was fetched from the web on that day: the text was not written after it.",
    "caption": "A picture shows its day, or a notice that of its matter: the text is probably of that day or later.",
    "comparison": "A figure is held against that of an earlier day or year: that day was over when this was written.",
    "condition": "Something is to happen once another thing has, on a day that was still to come.",
    "dateline": "A place and a day lead the story: it was probably written on that day or later.",
    "day-of-writing": (
        "The text says how a day lies to its writing (today, Tuesday 4 March; two years ago this week, on 4 March "
        "2022): so it was written on that day or on the one that follows from it. Where other texts have the words "
        "too, it may be later."
    ),
    "document": "A text is named by its day or year, as a report, a law or a letter is: it was there already.",
    "embargoed": "The text is not to be printed before that day: it was written on it or before.",
    "event-with-hour": "An event is announced with its day and hour, without a verb: it was probably still to come.",
    "following": "What the text tells followed something that was over by that day.",
    "future-event": "Something will happen on that day: the text was written on it or before.",
    "future-limit": "Something will be done by that day: the text was written on it or before.",
    "future-month": "Something will happen in that month or year: the text was probably written before its end.",
    "future-noun": "A plan, a deadline or a meeting is tied to a day that was probably still to come.",
    "invitation": "The reader is asked to come, or a beginning is set: the day was probably still to come.",
    "issue": "The text bears the month or the season of a paper: it was probably written about then.",
    "last-day": "The day is called the last, or told by its distance, as one that was over when this was written.",
    "last-year": "The year is called the last: the text was written in the year after it.",
    "limit": "Something holds until, by or before that day, and a verb tells which side of it the text is on.",
    "moved-event": "An event was put off to that day, or away from it: it was probably still to come.",
    "named-day": "A day is chosen or named for something: it was probably still to come.",
    "named-event": "An event is called by its day, month or year, as one that is known: it was over or had begun.",
    "next-day": "The day is called the next, or told by its distance, as one that was still to come.",
    "next-year": "The year is called the next: the text was written in the year before it.",
    "past-event": "Something happened on that day, by the tense of its verb: the text was written on it or later.",
    "past-month": "Something happened in that month: the text was written in it or later.",
    "past-occasion": "Something happened on an occasion that is called by its day: the text is of that day or later.",
    "past-purpose": "Something was done in that month or year to some end: the text is probably of it or later.",
    "past-range": "Something went on between two days or years: the text was written after it had begun.",
    "past-year": "Something happened in that year: the text was written in it or later.",
    "planned-event": "Something is planned or proposed for that day: it was probably still to come.",
    "posted": "A post or a page bears that day as its stamp: the text was written on it or later.",
    "relative-day": (
        "A day that is told by that of the writing (yesterday, on Tuesday) is one that another text names in full: "
        "so the text was written within a week of it."
    ),
    "reported-plan": "Somebody is said to have planned something for that day: it was probably still to come.",
    "since": "Something has held since that day: it was over when this was written.",
    "stated-period": (
        "A month, a year or a span of them is given as its date, in front matter, beside the file or in a list: it was "
        "written between the first and the last day of that."
    ),
    "term": "A loan, a season or a business year begins or ends on that day; a verb tells which side the text is on.",
    "timetable": "A day stands in a list of what is to come, or something is there on it in the present tense.",
    "title": "The day stands in the name of something that was probably still to come when this was written.",
    "told-when": "A line tells the day of something, without a verb that tells whether it was over.",
    "wording": "No rule decides, but the words around the day lean to one side. It never bounds a text firmly.",
}
"""What the reasons for the dating of a text say of the day in its words."""

WORDS = {
    **DATES,
    "original": (
        "A passage that nothing earlier in the archive says in these words. The first carrier of a shared passage has "
        "it as its own, unless a required missing text stands above it."
    ),
    "copied": (
        "The same words after folding case, quotation marks, dashes, spaces and punctuation (verbatim), or so nearly "
        "that fewer than one word in ten differs (edited)."
    ),
    "paraphrased": (
        "Recognisably the same statement, reworded beyond that: lightly or heavily. More than names, titles, dates and "
        "stock phrases must be shared; an event told before and after by different hands is no reuse."
    ),
    "boilerplate": (
        "Furniture, not statement: navigation, forum controls, standing footers, front matter, what an outlet sets "
        "around its stories. It is found by its own words, by what boxes of a page are called, and by standing in many "
        "documents or at the same place on the pages of one outlet, and counts in no share of reuse."
    ),
    "verbatim": "A copy with the same words throughout: case, quotation marks, dashes, spaces and punctuation aside.",
    "edited": "A copy in which fewer than one word in ten differs.",
    "light": "A paraphrase that keeps most of the words, or nearly all of those of the shorter passage.",
    "heavy": "A paraphrase that keeps the statement, and fewer of its words than a light one.",
    "derived": "One of the two texts, or one that came between, has words from the other.",
    "common-source": "Both texts have their shared words from a third, here or missing, and neither from the other.",
    "same-event": "The two tell of one dated event in words of their own.",
    "version": "Two states of one item: the same text, a little changed. They fold into one item, its states in order.",
    "template": "Two texts that fill one form: the same sentences about another day.",
    "undetermined": (
        "Nothing found in the texts says it with a probability of .70 and more. Silence is an answer: a guess would "
        "look like knowledge."
    ),
    "required": "A missing text without which what is here cannot be explained. Drawn as fact, with its probability.",
    "likely": (
        "A missing text that is more probable than not. It is drawn as likely. Of a dating: the days between which the "
        "text was written with a probability of nine in ten."
    ),
    "missing": (
        "A text that is not in the archive, from which texts that are here have their words. Its grade says how "
        "strongly they imply it: required, likely or possible."
    ),
    "quotation": "Only what somebody said passes along the edge, in quotation marks on both sides.",
    "likeliest": "The texts that were most probably first in a family where none is surely so: a hint, and no verdict.",
    "earliest": "A bound of a dating: the text was written on that day or later.",
    "latest": "A bound of a dating: the text was written on that day or before.",
    "hard": "A reason that bounds the dating of a text by itself.",
    "soft": "A reason that only shapes which days are likely, and bounds nothing by itself.",
    "possible": "A missing text that would explain what is here, as other things would too. It is noted, not drawn.",
    "family": "The documents that matches tie together, directly or through others, and who of them has it from whom.",
    "match": "A stretch that two documents share, in the same words or reworded, made of pairs of sentences.",
    "first": (
        "The text of a family that was probably written before its others. It is first among what was read: the world "
        "may hold an earlier one."
    ),
    "leaning": "Said with a probability of .70 to .85: more likely than not, and no more than a hint.",
    "probably": "Said with a probability of .85 to .95: of ten things that are said so, about one is not so.",
    "almost-certainly": "Said with a probability of .95 and more: of twenty things said so, one at the most is not so.",
}
"""What the words of a report mean."""

GATE = {
    "finding": "What a rule objects to in a document: how much was found, what the limit is, and what would settle it.",
    "fingerprint": (
        "By what a finding is known from run to run: a digest of its rule and of the words themselves. It outlasts "
        "another name or place of the file. A baseline and a suppression name it."
    ),
    "baseline": (
        "A file of findings that were accepted, a line each. What it holds is known and fails no run; what is not in "
        "it, or has grown by more than five hundredths of the words of its document, is new."
    ),
    "suppression": "A finding that somebody answers for in the policy, with a reason, an owner and a day as its end.",
    "incomplete": "Something could not be read, or was left out by a limit: no pass is claimed, and the status is 3.",
}
"""What the words of a gate mean."""


def manual(name: str) -> tuple[str, tuple[str, ...]]:
    """The title and the paragraphs of a manual page. Raises `UsageError` with the nearest name."""
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    wanted = next((rule for rule, number in NUMBERS.items() if number.lower() == wanted), wanted)
    told = {**WORDS, **GATE}
    if wanted in told:
        return wanted, (told[wanted],)
    for registry in (CUES, RULES):
        if wanted in registry.names():
            page = page_of(registry, wanted)
            number = f", {page.code}" if page.code else ""
            return f"{wanted} ({registry.kind}{number})", (page.claim, *(f"{t}. {words}" for t, words in page.sections))
    hint = nearest(wanted, tuple(each for names in pages().values() for each in names))
    listed = "`provenance explain` without a name lists them all"
    raise UsageError(f"no manual page called {name!r}", hint=hint if hint.startswith("did you mean") else listed)


def pages() -> dict[str, tuple[str, ...]]:
    """The names of all manual pages, by what they are."""
    words = tuple(sorted(WORDS.keys() - DATES.keys()))
    return {
        "words": words,
        "gate": tuple(GATE),
        "rules": RULES.names(),
        "order": CUES.names(),
        "dates": tuple(DATES),
    }
