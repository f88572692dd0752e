"""What an outlet says to its readers of itself, by its grammar: to subscribe, to follow it, to write in, to go on.

Such a paragraph speaks to whoever reads it, and of the paper, its letters or its page. No sentence of a report does
both outside quotation marks; and a call to do something by a day is news.
"""

from __future__ import annotations

import re

from provenance.lexicon.furniture import PROMPT_MATTERS, PROMPT_VERBS

_MAX_WORDS = 60
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LEAD = re.compile(r"[\W_]*(?:(?:please|just|then|now|also|simply|or|and)\s+)*", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[\s#*_]{0,8}(?:§ ?\d{1,3}|\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|\([a-z0-9]{1,3}\))"
    r"[*_]{0,2}\s+(?=\w)"
)
_FIRST = re.compile(r"[^\W\d_]+")
_YOU = re.compile(r"(?<!thank )\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=\w )[A-Z0-9][\w’'-]*")
_MAX_NAMED = 2  # names and figures in a sentence that tells its readers of the paper: more tell of the world
_QUOTED = re.compile('["“”„«»]')
_ADDRESS = re.compile(r"(?<!\w)@\w|\w@\w|\bwww\.", re.IGNORECASE)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH}\.? \d{{1,2}})\b", re.IGNORECASE)
_MIN_HEADLINE_WORDS, _MAX_HEADLINE_WORDS = 5, 20
_NO_HEADLINE = re.compile(r"by\b|[\[{<*=|—–-]|.*(?:[@.:,]$|@|https?:)", re.IGNORECASE | re.DOTALL)


def is_prompt(paragraph: str) -> bool:
    """Whether a paragraph speaks to the readers of a page, of what its outlet has for them: at once, or mostly.

    A numbered clause, as of terms, speaks to whoever agrees to it.
    """
    if (
        _CLAUSE.match(paragraph)
        or len(paragraph.split()) > _MAX_WORDS
        or _QUOTED.search(paragraph)
        or _DAY.search(paragraph)
    ):
        return False
    sentences = [sentence for sentence in _SENTENCE.split(paragraph) if _FIRST.search(sentence)]
    prompting = [_prompts(sentence) for sentence in sentences]
    if not any(prompting) or prompting[0]:
        return any(prompting)
    speaking = sum(len(each.split()) for each in sentences if _asks(each) or _YOU.search(each) or _OURS.search(each))
    return 2 * speaking >= len(paragraph.split())


def _prompts(sentence: str) -> bool:
    """Whether a sentence speaks to readers, and of the outlet: besides the word by which it asks, or by an address."""
    asked = _asks(sentence)
    rest = sentence[asked.end() :] if asked else sentence
    has_address, is_of_itself = _ADDRESS.search(rest) is not None, PROMPT_MATTERS.search(rest) is not None
    if has_address and (asked or _OURS.search(rest)):
        return True
    speaks = _YOU.search(rest) is not None and len(_NAMED.findall(rest)) <= _MAX_NAMED
    return is_of_itself and (asked is not None or speaks)


def _asks(sentence: str) -> re.Match[str] | None:
    """The word at the beginning of a sentence that says what its reader is asked to do."""
    lead = _LEAD.match(sentence)
    first = _FIRST.match(sentence, lead.end() if lead else 0)
    return first if first and first.group().lower() in PROMPT_VERBS else None


def is_headline(line: str) -> bool:
    """Whether the first line of a text may be its headline: no sentence, and not who wrote it."""
    return _MIN_HEADLINE_WORDS <= len(line.split()) <= _MAX_HEADLINE_WORDS and not _NO_HEADLINE.match(line)
