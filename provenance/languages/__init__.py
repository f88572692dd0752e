"""Languages other than English: which a text is in, and the words of its news. A further one is a file and a line here.

A text is asked only for the words of its own language, and nothing is loaded before there is one that is not English.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from provenance.lexicon.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from provenance.languages.news import News

ENGLISH = "en"
LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "zh": "chinese",
}
"""The code of each language that has a table, and the file of it."""

_OTHERS = {
    "cs": "Czech", "da": "Danish", "el": "Greek", "en": "English", "fi": "Finnish", "he": "Hebrew", "hu": "Hungarian",
    "id": "Indonesian", "ko": "Korean", "no": "Norwegian", "ro": "Romanian", "sv": "Swedish", "th": "Thai",
    "uk": "Ukrainian",
}  # fmt: skip
"""What languages without a table are called."""

MAX_CHARACTERS = 20_000
"""Of a text, by which its language is told."""
MIN_SHARE = 0.2
"""Of the words of a text: so many function words of a language show it."""
_MIN_SHARES = {"fi": 0.12, "hu": 0.12, "tr": 0.12}
"""Of languages that say with endings what others say with such words."""
_MIN_WORDS = 8
_MIN_DIFFERENT = 4  # function words that English does not have: a headline may have two
_MIN_ENGLISH, _MIN_ENGLISH_SHARE = 3, 0.05
"""Different words of English alone that show a list of names or figures, and how many function words it has in all."""
_IN_ENGLISH = FUNCTION_WORDS.union(
    "monday tuesday wednesday thursday friday saturday sunday january february june july october".split()
)
_MIN_LETTERS = 3  # shorter words are words of many languages
_MIN_OWN, _AHEAD = 2, 2  # words that a neighbour does not have, and how many times those that only it has
_WORD = re.compile(r"[^\W\d_]+")
_MIN_SCRIPT = 0.5
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ar", re.compile(r"[\u0620-\u064a]")),
    ("ru", re.compile(r"[а-яёА-ЯЁ]")),
)
"""Scripts, or most of their letters, that one language is written in, or nearly."""
_NEIGHBOURS = {
    "ar": re.compile(r"[\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06cc\u06d2]"),
    "ru": re.compile(r"[іїєґўљњћђјѓќәқңғүұһө]|\A[^ыэё]*\Z"),
}
"""What shows that it is another language of that script: letters, or that there are none of its own."""


@cache
def table(code: str | None) -> News | None:
    """What is heard in a language such as `de` or `de-AT`; None where it has no table, or is English."""
    from provenance.languages.news import News

    name = LANGUAGES.get((code or "").partition("-")[0].lower())
    if name is None:
        return None
    words = getattr(import_module(f"provenance.languages.{name}"), name.upper())
    return News((code or "").partition("-")[0].lower(), words)


def called(code: str) -> str:
    """What a language such as `de` or `de-AT` is called in English; its code where that is not known."""
    bare = code.partition("-")[0].lower()
    return LANGUAGES[bare].capitalize() if bare in LANGUAGES else _OTHERS.get(bare, code)


def is_foreign(code: str | None) -> bool:
    """Whether a language is known, and is not English."""
    return (code or ENGLISH).partition("-")[0].lower() != ENGLISH


def has_credits(code: str | None) -> bool:
    """Whether words of credit are known in a language; one that is not known is taken for English."""
    found = table(code)
    return not is_foreign(code) or (found is not None and bool(found.words.credits))


def told(text: str) -> str | None:
    """The language of a text in which English words are few, as far as its words or its script show it."""
    uses = Counter(_WORD.findall(text[:MAX_CHARACTERS].lower()))
    is_long = uses.total() >= _MIN_WORDS
    found = (_of_words(uses) if is_long else None) or _of_script(text)
    return found or (ENGLISH if is_long and _is_english_list(uses) else None)


def _of_words(uses: Counter[str]) -> str | None:
    """The language other than English that most of the words belong to that any two texts of a language share."""
    listed = _listed()
    counts = {code: _count(uses, light) for code, light in listed.items()}
    first = max(listed, key=lambda code: counts[code])
    if first == ENGLISH or counts[first] < _MIN_SHARES.get(first, MIN_SHARE) * uses.total():
        return None
    is_sure = len(listed[first].intersection(uses) - FUNCTION_WORDS) >= _MIN_DIFFERENT
    is_told = is_sure and all(_stands_out(uses, first, code) for code in listed if code != first)
    return first if is_told else None


def _is_english_list(uses: Counter[str]) -> bool:
    """Whether a few words are English, enough of them in no other language, and no other has more of them."""
    if len(_english_alone() & uses.keys()) < _MIN_ENGLISH:
        return False
    longer = Counter({word: count for word, count in uses.items() if len(word) > 1})  # `m` may be metres
    others = max(_count(longer, light) for code, light in _listed().items() if code != ENGLISH)
    return _count(uses, _IN_ENGLISH) >= max(others, _MIN_ENGLISH_SHARE * uses.total())


def _count(uses: Counter[str], light: frozenset[str]) -> int:
    return sum(map(uses.__getitem__, light & uses.keys()))


def _stands_out(uses: Counter[str], first: str, other: str) -> bool:
    """Whether words are of one language rather than of another, by those that only one of them has."""
    own, its = _apart(first, other)
    return _count(uses, own) >= max(_MIN_OWN, _AHEAD * _count(uses, its))


@cache
def _apart(one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that each of two languages has and the other has not."""
    listed = _listed()
    return listed[one] - listed[other], listed[other] - listed[one]


@cache
def _english_alone() -> frozenset[str]:
    """Longer function words, and days, that no other language has."""
    others = frozenset[str]().union(*(words for code, words in _listed().items() if code != ENGLISH))
    return frozenset(word for word in _IN_ENGLISH if len(word) >= _MIN_LETTERS) - others


@cache
def _listed() -> dict[str, frozenset[str]]:
    """The words by which each language is told."""
    from provenance.languages.further import FURTHER

    tables = {code: table(code) for code in LANGUAGES}
    own = {code: found.light for code, found in tables.items() if found is not None}
    return {ENGLISH: FUNCTION_WORDS, **own, **{code: frozenset(words.split()) for code, words in FURTHER.items()}}


def _of_script(text: str) -> str | None:
    """The language of a text that is written in a script of its own. Japanese has the signs of Chinese, too."""
    head = text[:MAX_CHARACTERS]
    letters = sum(map(str.isalpha, head))
    counts = {code: len(script.findall(head)) for code, script in _SCRIPTS}
    if counts["ja"] and counts["ja"] >= 0.05 * letters:
        counts["ja"], counts["zh"] = counts["ja"] + counts["zh"], 0
    code = max(counts, key=lambda each: counts[each])
    is_told = letters > 0 and counts[code] >= _MIN_SCRIPT * letters
    return code if is_told and not (code in _NEIGHBOURS and _NEIGHBOURS[code].search(head.lower())) else None
