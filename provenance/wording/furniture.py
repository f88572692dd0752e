"""Page furniture by its own words: navigation, sharing buttons, forum controls, legal lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from provenance import languages
from provenance.kernels import OPENING, Signs
from provenance.languages.words import plain
from provenance.lexicon.credit import RELEASE_MARKERS
from provenance.lexicon.furniture import (
    CODE,
    CODE_OPENINGS,
    CONTACT,
    FURNITURE_OPENINGS,
    FURNITURE_SIGNS,
    FURNITURE_WORDS,
    HEAD_PATTERNS,
    OPENED_FURNITURE_PATTERNS,
    POSTAL,
    REACHED,
    RELAY_PATTERNS,
    RUNNING_HEAD,
    SIGNED_FURNITURE_PATTERNS,
)
from provenance.wording.openings import are_among, as_numbers, small_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.kernels import Segmented
    from provenance.languages.news import News
    from provenance.model import Document

_MAX_LINE_CHARACTERS = 160
_MAX_STRAY_WORDS, _MAX_INTERFACE_WORDS = 5, 25
_MAX_LETTERHEAD = 6  # lines
_MAX_JOINING_CHARACTERS = 3  # of the words within a name: of, und, für
_LEADING_SIGNS = re.compile(r"[\W_]*+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_STOPS = frozenset('.!?”"。！？」』')


def _any_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern for all of them, for small letters: a passage is read once, not forty times."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


_OPENED = _any_of(OPENED_FURNITURE_PATTERNS)
_SIGNED = _any_of(SIGNED_FURNITURE_PATTERNS)
_HEAD = _any_of(HEAD_PATTERNS)
_RELAY = _any_of(RELAY_PATTERNS)


def is_furniture(passage: str, language: str | None = None) -> bool:
    """Whether a passage is furniture by its own words: navigation, sharing buttons, forum controls, code, heads."""
    lowered, news = passage.lower(), languages.table(language)
    return _is_of_page(lowered, news, has_sign=True) or _is_head(lowered, news)


def _is_of_page(lowered: str, news: News | None, *, has_sign: bool) -> bool:
    """Whether a passage in small letters, which may have a sign within, is furniture that others stand between."""
    if _begins_with(lowered, _OPENED) or (has_sign and _begins_with(lowered, _SIGNED)) or _is_code(lowered):
        return True
    return news is not None and _begins_with(plain(lowered), news.furniture)


def _is_code(lowered: str) -> bool:
    return lowered.startswith(CODE_OPENINGS) and CODE.match(lowered) is not None


def _is_head(lowered: str, news: News | None) -> bool:
    """Whether a passage in small letters is a line of the head of a text."""
    return _begins_with(lowered, _HEAD) or (news is not None and _begins_with(plain(lowered), news.heads))


def is_relay(passage: str, language: str | None = None) -> bool:
    """Whether a passage is furniture of forum software."""
    lowered = passage.lower()
    if _core(lowered) == len(lowered):
        return False
    news = languages.table(language)
    return _begins_with(lowered, _RELAY) or (news is not None and _begins_with(plain(lowered), news.relayed))


def _begins_with(lowered: str, pattern: re.Pattern[str]) -> bool:
    """Whether a passage begins so, with its leading signs or without; or has nothing else."""
    if len(lowered) > _MAX_LINE_CHARACTERS:
        return False
    core = _core(lowered)
    if core == len(lowered) or pattern.match(lowered, core):
        return True
    return core > 0 and pattern.match(lowered) is not None


def _core(text: str) -> int:
    """Where a passage begins without leading signs and bullets."""
    signs = _LEADING_SIGNS.match(text)
    return signs.end() if signs else 0


SIGNS = Signs(FURNITURE_SIGNS, _MAX_LINE_CHARACTERS)
_LETTERS = 4
_SHORT, _LONG = as_numbers(FURNITURE_OPENINGS, _LETTERS), as_numbers(FURNITURE_OPENINGS, OPENING)
_MAY_BE_CODE = np.zeros(256, dtype=np.bool_)
_MAY_BE_CODE[[ord(opening[0]) for opening in CODE_OPENINGS]] = True


def may_be_furniture(held: Segmented) -> NDArray[np.bool_]:
    """Which passages may be furniture by how they begin, or by a sign in them: for most that is told all at once.

    Signs, digits and letters beyond ASCII, which stand for 128 or more, may begin anything.
    """
    small = small_letters(held.opening)
    keys = small.view("<u8").ravel()
    is_letter = (small[:, 0] >= ord("a")) & (small[:, 0] <= ord("z"))
    is_other = ~is_letter | (small[:, :_LETTERS] == 0).any(axis=1)
    opens = is_other | are_among(_SHORT, keys & np.uint64(0xFFFFFFFF)) | are_among(_LONG, keys)
    is_short = held.passage_end - held.passage_start <= _MAX_LINE_CHARACTERS
    may_be: NDArray[np.bool_] = (opens & (is_short | _MAY_BE_CODE[small[:, 0]])) | (held.has_sign & is_short)
    return may_be


def furniture(documents: Sequence[Document], held: Segmented, abroad: Mapping[int, News]) -> NDArray[np.bool_]:
    """Which passages are furniture: by pattern, front matter, lists of links, and stray words wedged between such.

    `abroad`: the words of documents in other languages, by their numbers.
    """
    flags = np.zeros(len(held.passage_start), dtype=np.bool_)
    bounds = held.document_passage.tolist()
    numbers = np.repeat(np.arange(len(documents)), np.diff(held.document_passage))
    for number, document in enumerate(documents):
        if document.front_matter:
            own = slice(bounds[number], bounds[number + 1])
            flags[own] = held.passage_start[own] < document.front_matter.end
        for menu in document.menus:
            own = slice(bounds[number], bounds[number + 1])
            flags[own] |= (held.passage_start[own] >= menu.start) & (held.passage_end[own] <= menu.end)
    may_be = may_be_furniture(held)
    if abroad:
        may_be |= np.isin(numbers, list(abroad))
    chosen = np.flatnonzero(may_be & ~flags)
    columns = (numbers, held.passage_start, held.passage_end, held.has_sign)
    heads = []
    for place, number, start, end, has_sign in zip(
        chosen.tolist(), *(column[chosen].tolist() for column in columns), strict=True
    ):
        text, news = documents[number].text, abroad.get(number)
        lowered = text[start:end].lower()
        flags[place] = _is_of_page(lowered, news, has_sign=has_sign)
        if not flags[place] and place > bounds[number]:
            flags[place] = _says_how_reached(lowered) and _is_below_notes(text, held, place)
        if flags[place] and _is_code(lowered):  # it may be long and cut into many
            flags[place : _end_of_paragraph(held, place, bounds[number + 1])] = True
        if not flags[place] and _is_head(lowered, news):
            heads.append(place)
    for number in dict.fromkeys(numbers[flags].tolist()):
        own = slice(bounds[number], bounds[number + 1])
        starts, ends = held.passage_start[own].tolist(), held.passage_end[own].tolist()
        texts = [documents[number].text[start:end] for start, end in zip(starts, ends, strict=True)]
        letterhead = _letterhead(texts, flags[own].tolist())
        flags[own] = _wedged(texts, letterhead, documents[number].title or "", abroad.get(number))
    flags[heads] = True
    for number, document in enumerate(documents):
        own = slice(bounds[number], bounds[number + 1])
        flags[own] |= held.passage_end[own] <= _end_of_running_head(document.text)
    return flags


def _end_of_running_head(text: str) -> int:
    """Where the first line of a text ends, if it is what runs above all pages of its paper; else 0."""
    start = _START.match(text).end()  # type: ignore[union-attr]
    end = text.find("\n", start, start + _MAX_LINE_CHARACTERS)
    may_be = end > 0 and text[start:end].rstrip(_BEHIND)[-1:].isdigit()  # few lines end so: soon told
    head = RUNNING_HEAD.match(text, start, end) if may_be else None
    return end if head and all(map(_may_be_of_name, (head[head.lastindex or 0]).split())) else 0


def _may_be_of_name(word: str) -> bool:
    """Whether a word may stand in the name of a paper: with a capital or none, or a short one of grammar."""
    return not word[0].islower() or len(word) <= _MAX_JOINING_CHARACTERS


_START, _BEHIND = re.compile(r"[\W_]{0,9}"), " \t\r.,;:)]—–-•·|"


def _is_below_notes(text: str, held: Segmented, place: int) -> bool:
    """Whether a passage stands right below a line such as *Notes to editors*."""
    above = text[held.passage_start[place - 1] : held.passage_end[place - 1]]
    return RELEASE_MARKERS.match(above) is not None


def _says_how_reached(words: str) -> bool:
    """Whether a passage says how its owner is reached."""
    return len(words) <= _MAX_LINE_CHARACTERS and REACHED.match(words, _core(words)) is not None


def _end_of_paragraph(held: Segmented, place: int, end: int) -> int:
    """Behind the last passage of the paragraph that a passage of a document stands in."""
    while place < end - 1 and held.paragraph[place + 1] == held.paragraph[place]:
        place += 1
    return place + 1


def _letterhead(texts: Sequence[str], flags: list[bool]) -> list[bool]:
    """With the first lines of a text, where they are an address to write to above how its owner is reached."""
    for k in range(1, min(_MAX_LETTERHEAD, len(texts))):
        above = texts[:k]
        if flags[k] and CONTACT.match(texts[k], _core(texts[k])) and any(map(_is_postal, above)):
            return [True] * k + flags[k:]
    return flags


def _is_postal(line: str) -> bool:
    return len(line) <= _MAX_LINE_CHARACTERS and POSTAL.match(line) is not None


def _wedged(texts: Sequence[str], flags: list[bool], title: str, news: News | None) -> list[bool]:
    """With stray words between two pieces of furniture, and then interface prose, sentence by sentence.

    And with what says how its owner is reached, beside any. What its page has in its title is no stray.
    """
    for k in range(len(flags)):
        if not flags[k] and any(flags[max(0, k - 1) : k + 2]):
            flags[k] = _says_how_reached(texts[k])
    held = [k for k, is_furniture in enumerate(flags) if is_furniture]
    between = range(held[0] + 1, held[-1]) if held else range(0)
    for k in between:
        if not flags[k] and flags[k + 1] and any(flags[max(0, k - 2) : k]):
            is_stray = _count(texts[k]) <= _MAX_STRAY_WORDS and texts[k][-1:] not in _STOPS
            flags[k] = is_stray and texts[k] not in title
    following = True
    for k in reversed(between):
        if not flags[k] and following and any(flags[max(0, k - 2) : k]):
            flags[k] = _count(texts[k]) <= _MAX_INTERFACE_WORDS and _is_of_interface(texts[k], news)
        following = flags[k]
    return flags


def _count(words: str) -> int:
    """How many words stand in a passage; of what is written without spaces, each sign is one."""
    return len(words.split()) if words.isascii() else max(len(words.split()), len(_IDEOGRAPH.findall(words)))


def _is_of_interface(words: str, news: News | None) -> bool:
    """Whether a passage has a word of interfaces."""
    return bool(FURNITURE_WORDS.search(words) or (news and news.interface.search(words.lower())))
