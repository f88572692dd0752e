"""How near to its source a sentence seems: precise figures and days are lost in copying, and speakers are put in."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from provenance.cues.attribution import names_speaker

_MAX_FIGURES = 20  # of one passage
_FIGURE = re.compile(r"\d[\d,]{0,15}(?:\.\d{1,6})?")
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?: \d{1,2} [a-z]{3,9}\b)?(?: \d{4}\b)?", re.IGNORECASE
)


class Fine(NamedTuple):
    """What a copier makes coarse: whether a passage names no speaker of its words, its figures, its weekdays."""

    is_plain: bool
    figures: frozenset[str]
    days: tuple[str, ...]


def fine(text: str) -> Fine:
    """What a passage has that a copier makes coarse."""
    names_day = "day" in text or "DAY" in text
    return Fine(
        not names_speaker(text),
        frozenset([found.replace(",", "") for found in islice(map(_whole, _FIGURE.finditer(text)), _MAX_FIGURES)]),
        tuple([found.lower() for found in islice(map(_whole, _DAY.finditer(text)), _MAX_FIGURES)]) if names_day else (),
    )


def _whole(found: re.Match[str]) -> str:
    return found[0]


def balance(a: Fine, b: Fine) -> int:
    """In how many ways `a` is finer (plainer, more precise) than `b`, less those in which `b` is finer than `a`."""
    if a == b:
        return 0
    sum_ = a.is_plain - b.is_plain
    if a.figures != b.figures:
        sum_ += _rounded(a.figures, b.figures) - _rounded(b.figures, a.figures)
    if a.days != b.days:
        for x, y in zip(a.days, b.days, strict=False):
            sum_ += x.startswith(y) - y.startswith(x)
    return sum_


def _rounded(figures: frozenset[str], others: frozenset[str]) -> int:
    """How many of some figures the others have rounded."""
    new = others - figures
    return sum("." in x and any(_is_rounded(x, y) for y in new) for x in figures - others)


def _is_rounded(figure: str, other: str) -> bool:
    """Whether one has fewer places than the other and is the nearest there; where two are as near, either."""
    kept, places = (len(number.partition(".")[2]) for number in (other, figure))
    return kept < places and 2 * abs(Decimal(figure) - Decimal(other)) <= Decimal(1).scaleb(-kept)
