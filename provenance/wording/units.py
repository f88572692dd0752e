"""Text to units: the words, numbers, dates, names, negations and hedges whose change changes what is said."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from provenance.kernels import fold
from provenance.lexicon.opposites import GENDERS, PRONOUNS
from provenance.lexicon.words import FUNCTION_WORDS, NEGATIONS, REPORTING_VERBS
from provenance.wording.quantities import AMOUNT_START, DATES, NUMBERS, PATTERNS, any_of
from provenance.wording.quantities import FIRST_WORDS as NUMBER_OR_DATE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_BOUNDS = {
    "about": "about|around|approximately|roughly|some|circa|in the region of|an estimated",
    "below": "nearly|almost|close to|just under|under|less than|fewer than",
    "above": "more than|over|in excess of|upwards of|just over|well over",
    "least": "at least|no fewer than|no less than|not less than|a minimum of",
    "most": "up to|at most|no more than|not more than|a maximum of|as many as|as much as",
}
"""Phrases that, before a number, say how firm it is."""

_STRENGTHS = {
    "will": "will|would|shall|going to",
    "may": "may|might|could",
    "can": "can",
    "should": "should|ought to",
    "must": "must|has to|have to|had to",
    "reported": "reportedly|apparently|purportedly|supposedly|it is understood|"
    + "|".join(f"{verb} to {be}" for verb in ("said", "believed", "thought", "understood", "reported", "rumoured")
               for be in ("be", "have", "have been")),
    "alleged": "allegedly|alleged to be|alleged to have|alleged|suspected",
    "likely": "probably|likely to|likely|in all likelihood",
    "possible": "possibly|perhaps|maybe|potentially|possible|potential|conceivably",
    "planned": "planned|proposed|provisional|plan to|plans to|planned to|intends to|intend to|intended to|aims to|"
    "aim to|hopes to|hope to|hoped to|wants to|want to",
    "expected": "expected to|expected|scheduled to|set to",
    "claimed": "claimed|claims|suggested|suggests|alleges",
    "seems": "seem to|seems to|seemed to|appear to|appears to|appeared to",
}  # fmt: skip
"""Words and phrases that weaken or strengthen a claim, by how far they do."""

_QUANTITIES = {"all": "all|every|each", "most": "most", "many": "many", "some": "some|several", "few": "few"}
_NOT = (
    "no longer|no one|hardly|barely|scarcely|failed to|fails to|fail to|refused to|refuses to|refuse to|"
    "declined to|declines to|decline to|"
    + any_of(word for word in NEGATIONS if word[0].isalpha() and "'" not in word and word != "nor")  # after a not
)

_NOT_ABROAD = (
    "nicht|kein|keine|keinen|keinem|keiner|keines|niemals|niet|geen|nooit|nunca|jamás|ningún|ninguna|ninguno|pas|jamais|"
    "aucun|aucune"
)
"""Negations in German, Dutch, Spanish and French that mean nothing in English."""

_RANKS = "deputy|vice|former|ex|acting|interim|assistant|shadow|honorary"
_HONORIFICS = frozenset("mr mrs ms miss dr doctor prof professor sir rev reverend councilor hon lord lady".split())
_ABBREVIATED = {
    "cllr": "councilor", "coun": "councilor", "govt": "government", "dept": "department", "ltd": "limited",
    "co": "company", "corp": "corporation", "inc": "incorporated", "rd": "road", "ave": "avenue", "dr": "doctor",
    "prof": "professor", "rev": "reverend", "gray": "grey", "programme": "program", "&": "and", "univ": "university",
    "sgt": "sergeant", "capt": "captain", "gen": "general", "col": "colonel", "insp": "inspector", "sen": "senator",
    "saint": "st", "street": "st", "mount": "mt", "governor": "gov", "representative": "rep",
}  # fmt: skip
_SPELLINGS = (
    ("'", re.compile(r"'s?$"), ""),
    ("is", re.compile(r"(?<=\w\w)is(e[drs]?|ing|ations?|ers?)$"), r"iz\1"),
    ("yse", re.compile(r"(?<=\w\w)yse([drs]?)$"), r"yze\1"),
    ("our", re.compile(r"(?<=\w\w)our(s|ed|ing|ful|ite)?$"), r"or\1"),
    ("tre", re.compile(r"tre(s?)$"), r"ter\1"),
    ("ence", re.compile(r"(?<=def|lic|off|ten)ence(s?)$"), r"ense\1"),
    ("ll", re.compile(r"ll(ed|ing|ors?|ers?)$"), r"l\1"),
)
"""Of a folded word: what every such form has in it, the form, and what stands there in the one spelling."""
_PATTERNS = {
    **PATTERNS,
    "rank": rf"(?:{_RANKS})[\s-][^\W\d_]+",
    "plain": r"no doubt|not only|(?:no|nos)\.?\s(?=\d)",
    **{f"bound_{name}": rf"(?:{forms})(?=\s(?:{AMOUNT_START}))" for name, forms in _BOUNDS.items()},
    "not": rf"(?:{_NOT}|{_NOT_ABROAD})(?!\w)",
    **{f"hedge_{name}": rf"(?:{forms})(?![\w'’])" for name, forms in _STRENGTHS.items()},
    **{f"quantity_{name}": rf"(?:{forms})(?!\w)" for name, forms in _QUANTITIES.items()},
    "initials": r"(?:[^\W\d_]\.){2,8}",
    "word": r"[^\W_]+(?:['’-][^\W_]+){0,9}|&",
}
"""What one unit of a text is; where several patterns fit, the first."""
_WORD = re.compile(r"(?:[^\W\d_]\.){2,8}|(?:US)?[£$€](?:US)?\s?\d|[^\W_]+(?:['’-][^\W_]+){0,9}|&")


def _first_words(phrases: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases.split("|"))


_BEGIN_WITH = {
    **NUMBER_OR_DATE,
    "rank": _first_words(_RANKS),
    "plain": frozenset(("no", "nos", "not")),
    **{f"bound_{name}": _first_words(forms) for name, forms in _BOUNDS.items()},
    "not": _first_words(f"{_NOT}|{_NOT_ABROAD}"),
    **{f"hedge_{name}": _first_words(forms) for name, forms in _STRENGTHS.items()},
    **{f"quantity_{name}": _first_words(forms) for name, forms in _QUANTITIES.items()},
}
"""Words of letters alone at which a unit may begin that is more than a plain word, by its pattern."""


def _begun_by(words: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
    """The patterns that may fit where one of these words stands, in order."""
    return dict.fromkeys(words, tuple(name for name, first in _BEGIN_WITH.items() if not first.isdisjoint(words)))


_BEGUN_BY = {
    **{word: names for each in frozenset().union(*_BEGIN_WITH.values()) for word, names in _begun_by({each}).items()},
    **_begun_by(_BEGIN_WITH["range"]),  # amounts are long patterns: compiled once for all words that begin one
}
"""The patterns that may fit where such a word stands, in order."""


@lru_cache(maxsize=256)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for some of them: the fewer there are to try, the sooner the one that fits is found."""
    return re.compile("|".join(f"(?P<{name}>{_PATTERNS[name]})" for name in names), re.IGNORECASE)


class Unit(NamedTuple):
    """A word, or the few words that say one thing. `key` is equal where two units say the same.

    `type` is one of number, date, name, rank, gender, pronoun, negation, hedge, quantity or empty; `value` what it says
    there.
    """

    start: int
    end: int
    key: str
    type: str = ""
    value: tuple[object, ...] = ()
    is_negated: bool = False


def units(text: str) -> tuple[Unit, ...]:
    """The units of a passage, in order. One pass; no pattern looks further than a few words. A long s is one."""
    text = text.replace("ſ", "s")
    found: list[Unit] = []
    has_names: bool | None = None  # not yet asked
    words = _WORD.finditer(text)
    while word := next(words, None):
        start, end = word.span()
        patterns, alone, named = _by_itself(word.group())
        if patterns and (match := patterns.match(text, start)) and (name := match.lastgroup):
            if unit := _unit(text, start, match.group(), name):
                found.append(unit)
                if unit.end != end:
                    words = _WORD.finditer(text, max(unit.end, start + 1))
                continue
            if name in {"word", "initials"} and match.end() != end:
                end = match.end()
                _, alone, named = _by_itself(text[start:end])
                words = _WORD.finditer(text, end)
        if named is not None and (not _is_initial(text, start) or _is_name_before(text, end)):
            has_names = not _is_headline(text) if has_names is None else has_names
            alone = named if has_names else alone
        found.append(Unit(start, end, *alone))
    return tuple(found)


def beginning(word: str) -> re.Pattern[str] | None:
    """The pattern of all that may begin with a word and be more than that word; None where nothing may."""
    if word[0].isalpha() and "-" not in word and "." not in word and not word[-1].isdigit():
        names = _BEGUN_BY.get(word.lower())
        return _any_of((*names, "word")) if names else None
    return _any_of(tuple(_PATTERNS))


def _is_headline(text: str) -> bool:
    """Whether most words begin with a capital, so that capitals mark no names."""
    long = [word for word in _WORD.findall(text) if len(word) > 3 and word[0].isalpha()]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def _unit(text: str, start: int, surface: str, name: str) -> Unit | None:
    """The unit of a pattern that fits here; None where it is a plain word after all."""
    end = start + len(surface)
    low = surface.lower()
    group, _, label = name.partition("_")
    if surface == "may":  # the month has a capital
        group, label = "hedge", "may"
    if group in {"hedge", "quantity", "bound"}:
        type_ = "quantity" if group == "quantity" else "hedge"
        return Unit(start, end, f"{group}:{label}", type_, (label,))
    if group == "not":
        return Unit(start, end, low, "negation", ("not",), is_negated=True)
    if group == "rank":
        base = spelling(re.split(r"[\s-]", low, maxsplit=1)[1])
        return Unit(start, end, f"rank:{low}", "rank", (base,))
    stated = DATES[group](surface if group in {"month", "weekday"} else low) if group in DATES else {}
    if stated and (group != "year" or _is_year(text, end)):
        return Unit(start, end, f"date:{stated}", "date", tuple(stated.items()))
    if group in {"ordinal", "part", "ratio", "range", "amount", "vague", "year"}:
        readings = NUMBERS[group](low)
        return Unit(start, end, f"number:{readings}", "number", readings)
    return Unit(start, end, low) if group == "plain" else None


_Said: TypeAlias = "tuple[str, str, tuple[object, ...], bool]"


@lru_cache(maxsize=50_000)
def _by_itself(surface: str) -> tuple[re.Pattern[str] | None, _Said, _Said | None]:
    """What may begin here that is more; its key, type, value and negation; the same if it is a name, if it may.

    A contraction, a form of address, or nothing in particular.
    """
    return beginning(surface), *_said(surface)


def _said(surface: str) -> tuple[_Said, _Said | None]:
    folded = fold(surface)
    if folded.endswith(("n't", "cannot")):
        modal = next((name for name, stems in _CONTRACTED.items() if folded.startswith(stems)), None)
        return (folded, *(("hedge", (modal,)) if modal else ("negation", ("not",))), True), None
    if folded.endswith("'ll"):
        return (folded, "hedge", ("will",), False), None
    key = spelling(folded)
    alone = (key, *_gender(folded), False)
    may_be_name = surface[0].isupper() and key not in _HONORIFICS and folded not in _HONORIFICS
    if not may_be_name or (folded in FUNCTION_WORDS and not (surface.isupper() and len(surface) > 1)):
        return alone, None
    parts = tuple(part for part in key.split("-") if part not in FUNCTION_WORDS)
    return alone, (key, "name", parts, False)


def _gender(folded: str) -> tuple[str, tuple[object, ...]]:
    """The type and the value of a word that says whether one is a woman or a man; empty for any other."""
    if folded in GENDERS:
        return "gender", (GENDERS[folded],)
    return ("pronoun", (PRONOUNS[folded],)) if folded in PRONOUNS else ("", ())


_CONTRACTED = {"will": ("wo", "would", "sha"), "may": ("could", "might", "may"), "can": ("can", "ca"),
               "should": ("should", "ought"), "must": ("must",)}  # fmt: skip


@lru_cache(maxsize=50_000)
def spelling(folded: str) -> str:
    """A word in one spelling: possessives, accents, British and American forms and abbreviations set aside."""
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    folded = folded.replace(".", "")
    for letters, pattern, replacement in _SPELLINGS:
        if letters in folded:
            folded = pattern.sub(replacement, folded)
    return _ABBREVIATED.get(folded, folded)


_ABBREVIATION = re.compile(r"(?<!\w)(?:[A-Z]|Mrs?|Ms|Dr|Prof|Rev|Sgt|Capt|Gen|Col|Insp|Sen|Gov|Cllr|Coun|St|Hon)\.\s?$")
"""What ends in a full stop before a name, and ends no sentence."""


def _is_initial(text: str, start: int) -> bool:
    """Whether a sentence begins here, so that a capital says nothing."""
    before = text[max(0, start - 4) : start].rstrip(" \t\n\r\"'“‘«([")
    if before[-1:] == "." and _ABBREVIATION.search(text, max(0, start - 8), start):
        return False
    return not before if start <= 4 else not before or before[-1] in ".!?:•…"


def _is_name_before(text: str, end: int) -> bool:
    """Whether what follows shows that a word with a capital is a name: it speaks, or the name goes on."""
    following = _WORD.match(text, end + 1 + text.startswith(". ", end))
    return following is not None and (
        following.group().lower() in REPORTING_VERBS
        or (following.group()[0].isupper() and following.group().lower() not in FUNCTION_WORDS)
    )


def _is_year(text: str, end: int) -> bool:
    """Whether four digits that end here are a year: nothing that could be counted follows."""
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return following is None or following.group().lower() in FUNCTION_WORDS
