"""Texts cut into passages, and documents made into a batch of columns.

A passage is a sentence, a headline, a list item or a caption. The kernel `segmented` scans a text once; what its signs
leave open (does a line break end a paragraph, a full stop a sentence) is decided by the rules here. No rule looks
further than a few words, so that the cost grows with the text alone.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from provenance import languages
from provenance.batch import Batch
from provenance.kernels import (
    FIGURE,
    UNSPACED,
    Listed,
    Ranges,
    Rules,
    across_texts,
    formulas,
    segmented,
    token_starts,
    word_hash,
)
from provenance.lexicon.words import (
    CALENDAR_WORDS,
    FUNCTION_WORDS,
    LOOSE_REPORTING_VERBS,
    NO_SPEAKERS,
    REPORTING_VERBS,
)
from provenance.wording.apparatus import apparatus
from provenance.wording.furniture import SIGNS, furniture
from provenance.wording.outlets import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.kernels import Segmented
    from provenance.languages.news import News
    from provenance.model import Document
    from provenance.settings import SegmentSettings

_GAP = re.compile(r"\s+")
_BULLET = re.compile(r"[ \t]*+(?:[-*•–—+>#×·|]|\d{1,3}[.)]|[a-z][.)])[ \t]")
_LED = re.compile(r"[ \t>]*>")
"""What leads the lines of a letter that an answer quotes."""
_RULED = re.compile(r"[ \t]*+(?:[^\w\s][^\w\r\n]++|__++[ \t]*+)(?:[\r\n]|$)")
"""A line of signs, as above a signature or a table."""
_FIELD = re.compile(r"[A-Z][\w-]*+:[ \t]")
"""How a line of a head begins: Subject: ..."""
_DASHES = frozenset("-–—")
_OPENERS = "\"'“‘«([*_<"
_LONGEST_WORD = 30
"""Characters: a longer one would have fitted nowhere, and tells nothing of the line before it."""
_LAST_WORD = re.compile(r"[^\W_][^\s(\"'“‘«\[/*–—-]*$")
_LETTERED = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]")
"""Letters with stops between them, as in U.N or p.m, the last stop left out."""
_MONTH = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?![^\W\d_])"
)
"""In German a stop makes a figure an ordinal: 14. April."""
_NUMBERING = re.compile(r"\s*\d{1,3}")
_STARTER = re.compile(
    r"(?:The|It|He|She|They|We|This|That|These|Those|His|Her|Its|Their|There|But|However|When|While|If|After|A|An|In|Also)[\s,]"
)
"""Words that hardly ever have a capital unless they begin a sentence."""
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon sir st sr jr cllr coun gen col lt capt sgt maj cmdr gov sen rep pres supt insp det pc
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun no nos vol vols pp
    p fig figs para ch sec art ed eds approx est dept univ assn bros co corp inc ltd plc vs v etc al eg ie cf viz ca
    c atty asst adm amb dep dir ft mt messrs mme mlle pvt cpl prov tel ext ave blvd rd apt bldg ibid op cit min max avg
    nr mio mrd bzw inkl exkl evtl ggf sog zzgl frl bspw dhr mevr sra dra srta núm pág av tél sig
    dott avv l'on l’on ul pl hab tzn tj np ее ул кв просп пер им стр obj čl
    tex calif fla conn mich minn okla tenn wis ariz colo neb nev
    e.g i.e a.m p.m u.s u.k u.n e.u d.c u.s.a ph.d
    """.split()
)
_NEVER_LAST = frozenset(
    """
    mr mrs ms dr prof rev hon cllr coun gen col lt capt sgt maj gov sen rep supt insp no nos vs messrs mme atty ft mt
    """.split()
)

_BEFORE_FIGURES = frozenset("abs str kap ziff bd godz ст рис".split())
"""Words that are abbreviated before a figure alone: ст. 12."""

_MAY_END = frozenset("co corp inc ltd plc bros etc u.s u.k u.n e.u a.m p.m jr sr".split())
"""Abbreviations that stand at the end of a sentence as readily as within it."""
_DOUBTFUL = _ABBREVIATIONS | _NEVER_LAST | _BEFORE_FIGURES


def passages(text: str, settings: SegmentSettings) -> NDArray[np.int64]:
    """The passages of a text in order: rows of start, end and the number of the paragraph, shape `(passages, 3)`.

    White space around a passage is left out.
    """
    held = _segmented((text,), settings)
    return np.column_stack([held.passage_start, held.passage_end, held.paragraph])


def rules_of(settings: SegmentSettings) -> Rules:
    """The decisions that the kernel leaves to the language of the text; see `kernels.Rules`."""
    return Rules(_breaks, _ends_sentence, partial(_parts, max_words=settings.max_passage_words), _DOUBTFUL)


def _segmented(texts: Sequence[str], settings: SegmentSettings) -> Segmented:
    """The columns of some texts, as the kernel gives them."""
    return segmented(texts, LISTED, SIGNS, settings.max_passage_words, rules_of(settings))


def _breaks(text: str, start: int, newline: int, after: int, width: int) -> bool:
    """Whether a line break of a wrapped text ends a paragraph.

    It does before or after what is no prose, where another voice is quoted, and after a line that was not wrapped: one
    that is longer, or so short that the next word would have fitted. Lines that people broke by hand are not that full.
    """
    low = max(start, newline - 4 * width)  # a longer line was not wrapped, wherever it begins
    first = max(text.rfind("\n", low, newline), text.rfind("\r", low, newline), low - 1) + 1
    (depth, first), (next_depth, after) = _led(text, first, newline), _led(text, after, after + 4 * width)
    line = text[first:newline].rstrip()
    following = text[after : after + 2 * width].partition("\n")[0].partition("\r")[0].strip()
    if depth != next_depth or not line or not following or _RULED.match(text, after) or _RULED.fullmatch(line):
        return True
    word = following.partition(" ")[0]
    ends, is_full = line[-1] in '.!?:;"”’', len(line) + 1 + min(len(word), _LONGEST_WORD) > 0.95 * width
    if _BULLET.match(text, after):  # a dash may stand between words, unless it led an item before
        return word not in _DASHES or ends or not is_full or bool(_BULLET.match(text, start))
    if _FIELD.match(line) and _FIELD.match(following):
        return True
    if not ends and following.lstrip(_OPENERS)[:1].islower():  # after a greeting, or in a list
        return first == start and len(line) < 0.4 * width and (line[-1] == "," or len(following) < 0.6 * width)
    if is_full:
        return len(line) > 1.2 * width
    if ends or line.lstrip()[0].islower():
        return len(line) < (0.6 if ends else 0.5) * width
    is_opening = text[max(start - 3, 0) : start].removesuffix("\n").removesuffix("\r")[-1:] in {"", "\r", "\n"}
    return not (is_opening and first == start) or len(line) < 0.4 * width or len(following) < 0.85 * width


def _led(text: str, start: int, end: int) -> tuple[int, int]:
    """How deep the line from `start` on is quoted, and where the signs end that lead it."""
    signs = _LED.match(text, start, end)
    return (signs.group().count(">"), signs.end()) if signs else (0, start)


def _ends_sentence(text: str, start: int, end: int, stop: int, position: int) -> bool:
    """Whether the stop from `stop` to `position` ends a sentence of the paragraph from `start` to `end`."""
    after = position
    while after < end and (text[after].isspace() or text[after] in _OPENERS):
        after += 1
    if after >= end:
        return False
    following = text[after]
    if following.islower():
        return False
    closers = text[stop + 1 : position]
    if text[stop] != "." or (closers and closers != ")"):  # a closing quotation mark or more stops follow
        return True
    word = _LAST_WORD.search(text, max(start, stop - 20), stop)
    last = word.group().lower() if word else ""
    if _NUMBERING.fullmatch(text, start, stop) or last in _NEVER_LAST:
        return False
    if len(last) <= 2 and last.isdigit() and _MONTH.match(text, after):
        return False
    if following.isdigit() and last in _BEFORE_FIGURES:
        return False
    is_initial = len(last) == 1 and last.isalpha()
    if not is_initial and last not in _ABBREVIATIONS and not _LETTERED.fullmatch(last):
        return True
    if closers:  # an abbreviation in brackets, or brackets that end with one
        return bool(_STARTER.match(text, after))
    if is_initial:
        return last == "i" and bool(_STARTER.match(text, after))
    if not following.isalnum() and following in ",;:-–—/&)":
        return False
    if not (following.isdigit() or following.isupper()):
        return True
    is_quoted = text[after - 1] in '"“' and text[after - 2].isspace()
    return bool(_STARTER.match(text, after)) or (is_quoted and last in _MAY_END)


def _parts(text: str, start: int, end: int, *, max_words: int) -> Iterator[tuple[int, int]]:
    """A sentence of too many words, cut at clause boundaries; where many words have no white space between, amid these.

    Passages are compared word by word, in time that grows with the square of their length: so that has to be bounded.
    """
    most = max_words * UNSPACED
    for first, last in _clauses(text, start, end, max_words):
        cuts = [first + place for place in token_starts(text[first:last])[most::most]]
        for begin, stop in zip([first, *cuts], [*cuts, last], strict=True):
            yield begin, begin + len(text[begin:stop].rstrip())


def _clauses(text: str, start: int, end: int, max_words: int) -> Iterator[tuple[int, int]]:
    """A sentence cut at white space into parts of about equal length, after punctuation if there is any near."""
    gaps = [gap.end() for gap in _GAP.finditer(text, start, end)]
    parts = len(gaps) // max_words + 1
    first = start
    for part in range(1, parts):
        wanted = part * len(gaps) // parts
        nearby = range(max(1, wanted - max_words // 3), min(len(gaps) - 1, wanted + max_words // 3))
        clause = [k for k in nearby if text[gaps[k] - 2] in ",;:–—-"]
        place = gaps[min(clause, key=lambda k: (abs(k - wanted), k)) if clause else wanted]
        if place > first:
            yield first, first + len(text[first:place].rstrip())
            first = place
    yield first, end


_LIGHT, _VERB, _LOOSE, _NO_SPEAKER = 2, 4, 8, 16  # flags of listed words, beside `FIGURE`
# Weights of words, where a content word has 1; set by hand: two reports of one event share these anyway.
_LIGHT_WEIGHT, _NUMBER_WEIGHT = 0.15, 0.5
_WEIGHTS = np.array([_LIGHT_WEIGHT if n & _LIGHT else _NUMBER_WEIGHT if n & FIGURE else 1.0 for n in range(32)])


def _listed() -> Listed:
    """The hashes of function words and words of the calendar, which weigh little, and of the verbs of speech."""
    flags: Counter[int] = Counter()
    for flag, words in (
        (_LIGHT, FUNCTION_WORDS | CALENDAR_WORDS),
        (_VERB, REPORTING_VERBS),
        (_LOOSE, LOOSE_REPORTING_VERBS),
        (_NO_SPEAKER, NO_SPEAKERS),
    ):
        flags.update({word_hash(word): flag for word in words})
    return Listed(np.array(list(flags), dtype=np.uint64), np.array(list(flags.values()), dtype=np.uint32))


LISTED = _listed()


def batch(documents: Sequence[Document], settings: SegmentSettings) -> Batch:
    """All documents as one batch of columns. Words of attribution formulas (*the council said*) weigh nothing."""
    texts = tuple(document.text for document in documents)
    held = _segmented(texts, settings)
    abroad = _abroad(documents, held)
    held = held._replace(flags=_listed_abroad(held, abroad)) if abroad else held
    weights = _WEIGHTS[held.flags]
    for number, news in abroad.items():
        if news.words.is_unspaced:
            own = slice(held.document_token[number], held.document_token[number + 1])
            weights[own] *= _SIGN_WEIGHT
    for first, last in _formulas(texts, held):
        weights[first:last] = 0.0
    return Batch(
        ids=tuple(document.id for document in documents),
        names=tuple(names(document) for document in documents),
        texts=texts,
        token_start=held.token_start,
        token_end=held.token_end,
        word=held.word,
        stem=held.stem,
        weight=weights,
        document_token=held.document_token,
        passage_start=held.passage_start,
        passage_end=held.passage_end,
        passage_token=np.append(held.passage_token, len(held.word)),
        paragraph=held.paragraph,
        document_passage=held.document_passage,
        is_furniture=furniture(documents, held, abroad),
        is_apparatus=apparatus(texts, held),
        quotation_start=held.quotation_start,
        quotation_end=held.quotation_end,
        document_quotation=held.document_quotation,
    )


_MAX_ENGLISH = 0.25
"""Of the words of a text: one with more of those that English texts share is not asked for its language."""


def _abroad(documents: Sequence[Document], held: Segmented) -> dict[int, News]:
    """The words of those documents that are in another language which has a table, by their numbers."""
    listed = np.diff(np.flatnonzero(held.flags & _LIGHT).searchsorted(held.document_token))
    is_asked = listed <= _MAX_ENGLISH * np.diff(held.document_token)
    found = {}
    for number, document in enumerate(documents):
        if languages.is_foreign(document.language) or (is_asked[number] and document.language is None):
            news = languages.table(document.language or languages.told(document.text))
            if news is not None:
                found[number] = news
    return found


def _listed_abroad(held: Segmented, abroad: Mapping[int, News]) -> NDArray[np.uint8]:
    """The flags of all words, those in other languages by the lists of their own."""
    flags = held.flags.copy()
    for number, news in abroad.items():
        own = slice(held.document_token[number], held.document_token[number + 1])
        words, figures = held.word[own], flags[own] & FIGURE
        light, verbs = (np.isin(words, listed) for listed in _hashes(news))
        flags[own] = figures | light.astype(np.uint8) * _LIGHT | verbs.astype(np.uint8) * _VERB
    return flags


@cache
def _hashes(news: News) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The hashes of the words of a language that weigh little, and of its verbs of speech."""
    light, verbs = (sorted(map(word_hash, words)) for words in (news.light, news.verbs))
    return np.array(light, dtype=np.uint64), np.array(verbs, dtype=np.uint64)


_SIGN_WEIGHT = 0.5  # a word of what is written without spaces is two signs, more often than not


def _packed(offsets: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in documents as one ascending column: the number of the document in the upper half."""
    return (np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)) << 32) | places


def _formulas(texts: Sequence[str], held: Segmented) -> Iterator[tuple[int, int]]:
    """The attribution formulas of all documents as ranges of tokens of the batch, looked for around verbs of speech."""
    verbs = _of_speech(texts, held, np.flatnonzero(held.flags & _VERB))
    number, start, end = formulas(
        texts,
        Ranges(held.passage_start, held.passage_end, held.document_passage),
        Ranges(held.quotation_start, held.quotation_end, held.document_quotation),
        Ranges(held.token_start[verbs], held.token_end[verbs], np.searchsorted(verbs, held.document_token)),
    ).T
    first = np.searchsorted(across_texts(held.document_token, held.token_start), number << 32 | start)
    last = np.searchsorted(across_texts(held.document_token, held.token_end), number << 32 | end, side="right")
    return zip(first.tolist(), last.tolist(), strict=True)


def _of_speech(texts: Sequence[str], held: Segmented, verbs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of some words, numbers of tokens that may be verbs of speech, which are: the loose ones by their places."""
    flags = held.flags[verbs]
    is_loose = flags & _LOOSE > 0
    is_led = is_loose & (held.flags[np.maximum(verbs - 1, 0)] & _NO_SPEAKER > 0)
    number = held.document_token.searchsorted(verbs, side="right") - 1
    is_kept = ~is_loose
    for k in np.flatnonzero(is_loose & ~is_led).tolist():
        is_kept[k] = _SPEECH.match(texts[number[k]], int(held.token_end[verbs[k]])) is not None
    return verbs[is_kept]


_SPEECH = re.compile(r"\s{0,3}(?:[:.,;\"“”‘’'«»„]|that\b|\Z)")
"""What follows a verb of speech: the words said, or the end of a clause."""
