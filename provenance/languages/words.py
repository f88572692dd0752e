"""What is known of the news in a language: who is credited how, who speaks, what is furniture. Data, no rules.

English has its lists in `lexicon`. A further language is a file of words like `german`, and a line in the table.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewsWords:
    """The words of one language, in small letters, apostrophes plain, and literally.

    Single words are parted by spaces, phrases by bars. What is empty is not heard in the language.
    """

    function_words: str
    """Words that any two texts share. The language is known by them: the hundred most frequent are needed."""
    said: str = ""
    """Forms of verbs that report speech: with the name and the title around them they are a formula."""
    announced: str = ""
    """Forms of verbs by which somebody makes something known; whoever does stands in the same clause."""
    credits: str = ""
    """Phrases behind which the source stands: laut | nach angaben."""
    releases: str = ""
    """Phrases by which a text says that it has something from a release or a statement."""
    generic: str = ""
    """Words of credits that name nobody: spokesman, report, Tuesday."""
    reposts: str = ""
    """Phrases by which a text says that it passes on another, whose name stands behind them."""
    sources: str = ""
    """Words that say so at the beginning of a line and before a colon: quelle."""
    notes: str = ""
    """Phrases by which a text says that it was changed after it had appeared."""
    labelled_notes: str = ""
    """Phrases that say so where they open a line, before a colon, a dash, a bracket or a date."""
    release_lines: str = ""
    """Whole lines that releases have at their head and foot."""
    release_openings: str = ""
    """How further such lines begin."""
    stamped: str = ""
    """How the line begins that says when a text was put up."""
    lines: str = ""
    """Whole lines of page furniture, signs and figures behind them aside."""
    openings: str = ""
    """How further lines of page furniture begin."""
    relayed: str = ""
    """Those of the lines and openings that only forum software has."""
    interface: str = ""
    """Words of interfaces: a short paragraph wedged between furniture that has one of them is furniture too."""
    contacts: str = ""
    """Words before a number, an address or a page by which somebody is reached."""
    elided: str = ""
    """What stands before an apostrophe and is no part of the word behind it: l in l'eau."""
    calendar: str = ""
    """Words of dates: months, weekdays, parts of the day."""
    corrections: str = ""
    """The headings of notices of correction."""
    ours: str = ""
    """What such a notice speaks of: something that the paper itself had."""
    told: str = ""
    """Phrases behind which it tells what was said."""
    erring: str = ""
    """Words by which it says that this was wrong."""
    right: str = ""
    """Phrases behind which stands what is right."""
    but: str = ""
    """The word between what is not so and what is: nicht 1974, sondern 1982."""
    has_capital_nouns: bool = False
    """Whether every noun has a capital, so that capitals mark no names."""
    has_compounds: bool = False
    """Whether nouns are written together, so that fewer words tell as much."""
    is_unspaced: bool = False
    """Whether no spaces part the words, so that each sign is one, and tells less."""


def plain(low: str) -> str:
    """A text with plain apostrophes, each character in its place."""
    return low.replace("’", "'")


def phrases(parted: str) -> tuple[str, ...]:
    """The phrases of a text that parts them by bars, the longest first."""
    found = {" ".join(each.split()) for each in parted.split("|")} - {""}
    return tuple(sorted(found, key=lambda each: (-len(each), each)))
