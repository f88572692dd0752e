"""News agencies: which text is an agency's own copy, by its dateline, and which says that it prints such copy.

An agency signs its dateline: LINDOW, Ohio (AP) —, Leer (dpa/lni) -, Burgos, 16 oct (EFE).-. A paper that prints it
names the agency in a line of its own, at the head or the end, or in brackets behind the last word: EFE / Redacción,
(mit dpa).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance.lexicon.credit import AGENCY_NAMES, OF_AGENCIES, WITH_AGENCIES
from provenance.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING, _ENDING = 1000, 400  # characters in which a text is signed
_MAX_LINE_WORDS = 9
_MIN_NAME, _MAX_NAME = 2, 40
_LINE = re.compile(r"[^\n]+")
_BRACKET = re.compile(r"[(\[](?P<words>[^()\[\]\n]{2,60})[)\]][.\s]{0,3}$")
_MARKS = re.compile(r"[^\w]+")


def is_wired(text: str, name: str) -> bool:
    """Whether a text is the own copy of an agency of that name, as its dateline says."""
    if not _MIN_NAME <= len(name) <= _MAX_NAME or f"({name}" not in text[:_OPENING]:
        return False
    return _dateline(name).search(text, 0, _OPENING) is not None


def credited(text: str, name: str) -> Span | None:
    """Where a text that is not the own copy of an agency says that it prints what the agency sent, or agencies did."""
    if is_wired(text, name):
        return None
    called = _called(name)
    for span in _lines(text):
        words = text[span.start : span.end]
        if OF_AGENCIES.fullmatch(words.strip(" \t\r.*_()[]")):
            return span
        if found := called.search(words):
            beside = f"{words[: found.start()]} {words[found.end() :]}"
            if _is_credit(beside):
                return span
    return None


@lru_cache(maxsize=256)  # few agencies sign many texts
def _dateline(name: str) -> re.Pattern[str]:
    signed = rf"\({re.escape(name)}(?:[/-][\w/-]{{1,12}})?\)"
    return re.compile(rf"^(?=[^\W\d_])[^\n()]{{2,80}} {signed}[ \t]{{0,2}}\.?[ \t]{{0,2}}[-–—_:]", re.MULTILINE)


@lru_cache(maxsize=256)
def _called(name: str) -> re.Pattern[str]:
    names = sorted({name, *AGENCY_NAMES.get(name.upper(), ())}, key=lambda each: (-len(each), each))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _is_credit(beside: str) -> bool:
    """Whether what stands beside the name of an agency in its line is no statement: names in capitals, *with*, *by*."""
    words = _MARKS.sub(" ", beside).split()
    return all(word[:1].isupper() or word.isdigit() or word.lower() in WITH_AGENCIES for word in words)


def _lines(text: str) -> Iterator[Span]:
    """The short lines near either end of a text, and the brackets that close its last paragraphs."""
    last = len(text) - _ENDING
    for found in _LINE.finditer(text):
        if _OPENING < found.end() < last:
            continue
        if len(found.group().split()) <= _MAX_LINE_WORDS:
            yield Span(*found.span())
        elif found.end() >= last and (bracket := _BRACKET.search(found.group())):
            yield Span(found.start() + bracket.start("words"), found.start() + bracket.end("words"))
