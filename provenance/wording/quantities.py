"""Numbers and dates in English words: the patterns that find them, and what they say."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Reading = tuple[float, str]
    """A number and what it counts: `£`, `%`, `km`; empty where nothing is said."""


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: float(n) for n, word in enumerate(_SMALL)} | {w: 10.0 * n for n, w in enumerate(_TENS, 2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PARTS = {"half": 2, "halves": 2, "quarter": 4} | {word: n for n, word in enumerate(_ORDINALS, 1) if n > 2}
_MULTIPLES = {"once": 1, "twice": 2, "double": 2, "doubled": 2, "doubling": 2} | dict.fromkeys(
    ("treble", "trebled", "trebling", "triple", "tripled", "tripling"), 3
)
_MULTIPLES |= dict.fromkeys(("quadruple", "quadrupled"), 4)
_MANY = {"dozens": 12.0, "scores": 20.0} | {f"{word}s": _SCALES[word] for word in _SCALES if word != "dozen"}
_MEASURES = {
    form: name
    for name, forms in {
        "%": "% pc percent", "£": "£ pound pounds", "$": "$ us$ dollar dollars", "€": "€ euro euros",
        "pence": "p pence", "km": "km kilometre kilometres kilometer kilometers", "mile": "mile miles",
        "kg": "kg kilo kilos kilogram kilograms", "m": "metre metres meter meters", "ft": "ft foot feet",
        "mph": "mph", "cm": "cm centimetre centimetres", "mm": "mm millimetre millimetres", "acre": "acre acres",
        "tonne": "tonne tonnes", "ton": "ton tons", "ha": "ha hectare hectares", "litre": "litre litres liter liters",
        "g": "g gram grams gramme grammes", "mg": "mg milligram milligrams", "µg": "µg mcg microgram micrograms",
        "ml": "ml millilitre millilitres milliliter milliliters", "cl": "cl", "oz": "oz ounce ounces",
        "lb": "lb lbs", "tsp": "tsp tsps teaspoon teaspoons teaspoonful teaspoonfuls", "cup": "cup cups",
        "tbsp": "tbsp tbsps tablespoon tablespoons tablespoonful tablespoonfuls", "inch": "inch inches",
        "yard": "yd yds yard yards", "pint": "pint pints", "gallon": "gallon gallons", "stone": "stone",
        "°c": "c °c celsius", "°f": "f °f fahrenheit", "km/h": "kmh kph km/h", "knot": "knot knots",
        "kw": "kw kilowatt kilowatts", "mw": "mw megawatt megawatts", "gw": "gw gigawatt gigawatts",
        "kb": "kb", "mb": "mb megabyte megabytes", "gb": "gb gigabyte gigabytes", "tb": "tb terabyte terabytes",
    }.items()
    for form in forms.split()
}  # fmt: skip
_MONTHS = {
    form: month
    for month, forms in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for form in forms.split()
}  # fmt: skip
_WEEKDAYS = {
    form: day
    for day, forms in enumerate(
        ("mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday", "fri friday",
         "sat saturday", "sun sunday")
    )
    for form in forms.split()
}  # fmt: skip
_DAY_WORDS = {"today": "0", "tonight": "0", "yesterday": "-1", "tomorrow": "1"}
_SEASONS = ("spring", "summer", "autumn", "winter")
_DAY_PARTS = ("morning", "afternoon", "evening", "night", "overnight", "weekend")
PERIODS = ("minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century")
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_WHOLE = (
    rf"(?:\d{{1,3}}\s?)?[{_VULGAR}]|"
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,15},\d{1,2}(?![\d,)\]]|\.\d)|\d{1,15}(?:\.\d{1,9})?"
)
_DECIMAL_COMMA = re.compile(r",(?=\d{1,2}$)")  # as most of Europe writes 6,2; but [7,8] are two
_NUMBER_WORD = any_of((*_CARDINALS, *_SCALES))
AMOUNT = (
    r"(?:(?:US)?[£$€](?:US)?\s?)?"
    rf"(?:(?:{_WHOLE})|(?:(?:an?|half an?)\s(?=(?:{any_of(_SCALES)})\b))?(?:{_NUMBER_WORD})\b"
    rf"(?:(?:[\s-]|\sand\s)(?:{_NUMBER_WORD})\b){{0,6}})"
    rf"(?:[\s-]?(?:{any_of((*_SCALES, *_SHORT_SCALES))})(?!\w))?"
    rf"(?:[\s-]?(?:per\s?cent|{any_of(re.escape(form) for form in _MEASURES)})(?!\w|\.\w))?"
)
AMOUNT_START = rf"(?:US)?[£$€]|[\d{_VULGAR}]|(?:{_NUMBER_WORD})\b|an?\s(?:{any_of(_SCALES)})\b"
_FULL_MONTHS = any_of(word for word in _MONTHS if len(word) > 4 or word in {"may", "june", "july"})
_MONTH = rf"(?:(?:{_FULL_MONTHS})(?!\w)|(?:{any_of(_MONTHS)})(?!\w)\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w.,]*\d)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_RELATIVE = rf"(?:last|next|this)\s(?:{any_of((*_SEASONS, *_DAY_PARTS, *PERIODS, *_WEEKDAYS))})"
PATTERNS = {
    "iso": rf"{_YEAR}-\d\d-\d\d(?!\w)",
    "slashed": r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?!\w)",
    "daymonth": rf"(?:{_DAY}(?:\sof)?\s{_MONTH}|{_MONTH}\s{_DAY})(?:,?\s{_YEAR}(?!\w))?|{_MONTH},?\s{_YEAR}(?!\w)",
    "years": rf"{_YEAR}[/–-](?:\d{{4}}|\d\d)(?!\w)",
    "time": r"\d{1,2}(?:[:.]\d\d)?\s?[ap](?:\.m\.|m)(?!\w)|(?:[01]?\d|2[0-3]):[0-5]\d(?!\w)|(?:noon|midday|midnight)\b",
    "relative": rf"{_RELATIVE}(?!\w)",
    "month": rf"{_MONTH}",
    "weekday": rf"(?:{any_of(_WEEKDAYS)})(?!\w)",
    "dayword": rf"(?:{any_of((*_DAY_WORDS, *_SEASONS, *_DAY_PARTS))}|(?:{any_of(PERIODS)})s?)(?!\w)",
    "ordinal": rf"\d{{1,6}}(?:st|nd|rd|th)(?!\w)|(?:{any_of(_ORDINALS)})(?!\w)",
    "part": r"[1-9]/(?:[2-9]|10|12|16)(?![\d/])|"
    rf"(?:(?:an?|one|two|three|four|\d)[\s-])(?:{any_of(_PARTS)})s?(?!\w)|half(?!\w|\san?\s)",
    "ratio": rf"(?>{AMOUNT})\s(?:in|out of|of every)(?:\severy)?\s(?:{AMOUNT})(?![\w%])",
    "range": rf"between\s(?:{AMOUNT})\sand\s(?:{AMOUNT})|"
    # up by 5% to £3m is no range
    rf"(?:{AMOUNT})(?:(?:(?<!%)(?<!cent)|(?=\sto\s[^£$€]))\sto\s|\s?[-–—]\s?(?=[\d£$€]))(?:{AMOUNT})(?!\w)",
    "year": rf"{_YEAR}s?(?![\w%]|[.,]\d)",
    "amount": AMOUNT,
    "vague": rf"(?:{any_of((*_MANY, *_MULTIPLES))})(?!\w)",
}
"""How a number or a date is written, by kind; where several fit, the first. None looks further than a few words.

The amount that a ratio begins with is taken as it stands, or each way to read less of it would be tried in vain.
"""


# --------------------------------------------------------------------------- what dates say

_LETTERS = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d+")


def _day_month(low: str) -> dict[str, object]:
    month = next(_MONTHS[word] for word in _LETTERS.findall(low) if word in _MONTHS)
    numbers = [int(number) for number in _DIGITS.findall(low)]
    stated: dict[str, object] = {"month": month}
    for number in numbers:
        stated["year" if number > 31 else "day"] = number
    return stated


def _slashed(low: str) -> dict[str, object]:
    first, second, year = (int(number) for number in _DIGITS.findall(low))
    if max(first, second) > 31 or min(first, second) > 12:
        return {}
    day, month = (second, first) if second > 12 else (first, second)
    return {"day": day, "month": month, "year": year + 2000 if year < 100 else year}


def _iso(low: str) -> dict[str, object]:
    year, month, day = (int(number) for number in _DIGITS.findall(low))
    return {"day": day, "month": month, "year": year}


def _time(low: str) -> dict[str, object]:
    if low in {"noon", "midday", "midnight"}:
        return {"time": 0 if low == "midnight" else 720}
    numbers = [int(number) for number in _DIGITS.findall(low)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if "m" in low:
        hour = hour % 12 + (12 if "p" in low else 0)
    return {"time": hour * 60 + minute}


def _relative(low: str) -> dict[str, object]:
    which, period = low.split()
    return {"which": which, **({"weekday": _WEEKDAYS[period]} if period in _WEEKDAYS else {"period": period})}


def _day_word(low: str) -> dict[str, object]:
    if low in _DAY_WORDS:
        return {"relative": _DAY_WORDS[low]}
    return {"part": low} if low in {*_SEASONS, *_DAY_PARTS} else {"period": low.removesuffix("s")}


def _bare(names: dict[str, int], part: str, surface: str) -> dict[str, object]:
    """A month or weekday alone, which a small letter makes another word."""
    return {part: names[surface.lower().rstrip(".")]} if surface[0].isupper() else {}


DATES: dict[str, Callable[[str], dict[str, object]]] = {
    "iso": _iso,
    "slashed": _slashed,
    "daymonth": _day_month,
    "years": lambda low: {"year": low.replace("–", "/").replace("-", "/")},
    "time": _time,
    "relative": _relative,
    "month": lambda surface: _bare(_MONTHS, "month", surface),
    "weekday": lambda surface: _bare(_WEEKDAYS, "weekday", surface),
    "dayword": _day_word,
    "year": lambda low: {"year": int(low[:4]) if low.isdigit() else low},
}


# --------------------------------------------------------------------------- what numbers say


_AMOUNTS = re.compile(AMOUNT)
_AMOUNT_END = re.compile(
    rf"(?:[\s-]?(?P<scale>{any_of((*_SCALES, *_SHORT_SCALES))})(?!\w))?"
    rf"(?:[\s-]?(?P<measure>per\s?cent|{any_of(re.escape(form) for form in _MEASURES)})(?!\w|\.\w))?$"
)


@lru_cache(maxsize=4096)
def _amount(low: str) -> tuple[Reading, ...]:
    """The readings of one amount: most have one, `5m` may be money, people or a length, a percentage is a share too.

    Cached: what one text says many have copied.
    """
    sign = re.match(r"(?:us)?([£$€])(?:us)?\s?", low)
    low = low[sign.end() :] if sign else low
    digits = re.match(_WHOLE, low)
    tail = _AMOUNT_END.search(low, digits.end()) if digits else _AMOUNT_END.search(low)
    scale, measure = (tail["scale"], tail["measure"]) if tail else (None, None)
    value = _written(digits.group()) if digits else _spoken(low)
    name = sign[1] if sign else _MEASURES.get(re.sub(r"per\s?cent", "percent", measure or ""), "")
    readings = [(value * ({**_SCALES, **_SHORT_SCALES}.get(scale or "", 1.0) if digits else 1.0), name)]
    if name == "pence":
        readings = [(value / 100, "£")]
    if name == "%":
        readings.append((value / 100, ""))
    if scale == "m" and not sign:
        readings.append((value, "m"))
    return tuple(readings)


def _written(figures: str) -> float:
    """A number in figures, such as `1,200`, `6,2` or `1½`."""
    if figures[-1] in _VULGAR:
        return float(figures[:-1].strip() or 0) + unicodedata.numeric(figures[-1])
    return float(_DECIMAL_COMMA.sub(".", figures).replace(",", ""))


def _spoken(words: str) -> float:
    """A number in words, such as `two hundred and five thousand`."""
    total = current = 0.0
    for word in _LETTERS.findall(words):
        if word in _CARDINALS:
            current += _CARDINALS[word]
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, current = total + current, 0.0
    return total + current


def _several(low: str) -> tuple[Reading, ...]:
    """The readings of a range, both ends: the first end has the measure and scale of the second where it has none."""
    ends = [found.group() for found in _AMOUNTS.finditer(low)][:2]
    if len(ends) < 2:
        return _amount(low)
    first, second = (_amount(end)[0] for end in ends)
    scale = {**_SCALES, **_SHORT_SCALES}.get(next(reversed(_LETTERS.findall(ends[1])), ""), 1.0)
    value = first[0] * scale if ends[0][-1].isdigit() and first[0] * scale <= second[0] else first[0]
    return ((value, f"from {first[1] or second[1]}"), (second[0], f"to {first[1] or second[1]}"))


def _ratio(low: str) -> tuple[Reading, ...]:
    values = [_amount(found.group())[0][0] for found in _AMOUNTS.finditer(low)]
    return ((values[0] / values[-1] if values[-1] else 0.0, ""),)


def _part(low: str) -> tuple[Reading, ...]:
    if low == "half":
        return ((0.5, ""),)
    if "/" in low:
        above, below = map(int, low.split("/"))
        return ((above / below, ""),)
    count, part = re.split(r"[\s-]", low, maxsplit=1)
    value = int(count) if count.isdigit() else _CARDINALS.get(count, 1.0)
    return ((value / _PARTS.get(part, _PARTS.get(part.removesuffix("s"), 1)), ""),)


def _ordinal(low: str) -> tuple[Reading, ...]:
    digits = _DIGITS.match(low)
    return ((float(digits.group()) if digits else float(_ORDINALS.index(low) + 1), "place"),)


NUMBERS: dict[str, Callable[[str], tuple[Reading, ...]]] = {
    "amount": _amount,
    "range": _several,
    "ratio": _ratio,
    "part": _part,
    "ordinal": _ordinal,
    "vague": lambda low: ((_MANY[low], "many") if low in _MANY else (float(_MULTIPLES[low]), "times"),),
    "year": lambda low: ((float(low[:4]), ""),),
}
_AMOUNT_WORDS = frozenset((*_CARDINALS, *_SCALES, "a", "an", "half"))
FIRST_WORDS: dict[str, frozenset[str]] = {
    "daymonth": frozenset(_MONTHS),
    "time": frozenset(("noon", "midday", "midnight")),
    "relative": frozenset(("last", "next", "this")),
    "month": frozenset(_MONTHS),
    "weekday": frozenset(_WEEKDAYS),
    "dayword": frozenset((*_DAY_WORDS, *_SEASONS, *_DAY_PARTS, *PERIODS, *(f"{word}s" for word in PERIODS))),
    "ordinal": frozenset(_ORDINALS),
    "part": frozenset(("a", "an", "one", "two", "three", "four", "half")),
    "ratio": _AMOUNT_WORDS,
    "range": _AMOUNT_WORDS | {"between"},
    "amount": _AMOUNT_WORDS,
    "vague": frozenset((*_MANY, *_MULTIPLES)),
}
"""Words of letters alone at which a number or a date may begin, by kind; the other kinds begin with a figure."""
