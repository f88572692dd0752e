"""A sentence that stands plain in one text and as somebody's words in the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance import languages
from provenance.kernels import lowered
from provenance.languages.words import plain
from provenance.lexicon.words import REPORTING_VERBS
from provenance.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.languages.news import News, Said
    from provenance.model import Span, Witness
    from provenance.pairs import Bools, Ints, Pairs

_WEIGHT, _FURTHER, _MOST = 1.0, 0.35, 1.7
_MIN_SIMILARITY = 0.6
_SPOKEN = rf",\s+(?:[\w’'-]+\s+){{1,5}}(?:{'|'.join(sorted(REPORTING_VERBS))})\s*"
_RECORDS = (
    "records|figures|data|statistics|documents|filings?|papers?|accounts|minutes|stud(?:y|ies)|research|surveys?|polls?"
    "|analysis|assessments?|estimates|plans?|rules|law|legend|tradition"
)
_TAG = re.compile(rf"{_SPOKEN}[.]?\s*$|\baccording to\b(?! (?:[\w’'-]+ ){{0,3}}(?:{_RECORDS})\b)", re.IGNORECASE)
"""Not according to what anybody may look up, the author too: federal records, an impact assessment, a study."""
_TAG_WITHIN = re.compile(rf"\w{_SPOKEN}[.]", re.IGNORECASE)
"""In a whole text; not behind a quotation, which is followed by its own mark."""
_KNOWN = re.compile(r"\b(?:will|may|must|might) (?:all |already )?have (?:seen|heard|read)\b")
"""What is in the news: members will have seen it."""
_WORD = re.compile(r"[a-z]+")
_IN_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_I = re.compile(r"\bI\b(?! ?[.)])")
_MIN_IN_PERSON = 3
_QUOTES = "has in quotation marks what the other says in its own person"
_MIN_QUOTED = 4  # words in quotation marks of a sentence that quotes: fewer are a phrase


def attribution(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two texts that share a sentence, the one that adds who said so is farther from the source.

    *What it hears.* An aligned pair of sentences of which one ends in ", the council said" or says "according to"
    somebody (not records, figures or a study), and the other reports nobody: it has no verb of speech at all, wherever
    it would stand. In other languages with a table that one credits somebody by a phrase or by a verb of making known.
    And a pair of which one has in quotation marks what the other says in its own person ("our parents built").

    *Why it tells.* A reporter who takes a sentence over names whose it is; its author need not. So it abstains where
    the other text is a report itself, one that tells what others said without quoting it.

    *When it misleads.* Against time evidence: then neither took it from the other, and both have it from a text that is
    not here. It was fitted on English, and counts as much in other languages.
    """
    found = tags(pairs)
    balance = np.bincount(found.pair, np.where(found.is_b, 1, -1), len(pairs.a))
    rows = zip(found.pair.tolist(), found.is_b.tolist(), found.stretch.tolist(), strict=True)
    told = set()
    for pair, is_b, stretch in rows:
        if pair in told or not balance[pair] or is_b != (balance[pair] > 0):
            continue
        told.add(pair)
        later, span = pairs.two(pair)[is_b], pairs.stretches.span(stretch)
        words = later.quote(span)
        news = languages.table(later.document.language)
        tag = _tag(words) if news is None else _credit(words, news)
        if tag is None:
            start, end = _quoted(later, span) or (span.start, span.end)
        else:
            first, last = tag.span() if isinstance(tag, re.Match) else (tag.span.start, tag.span.end)
            start, end = span.start + first, span.start + last
        yield (
            pair,
            Evidence(
                "attribution",
                "a" if is_b else "b",
                min(_WEIGHT + _FURTHER * (abs(int(balance[pair])) - 1), _MOST),
                later.id,
                later.document.text[start:end].strip(" ,"),
                start,
                end,
                _QUOTES if tag is None else "says whose words they are, where the other does not",
            ),
        )


def names_speaker(text: str) -> bool:
    """Whether a sentence says whose words it repeats."""
    return _tag(text) is not None


@lru_cache(maxsize=10_000)  # a sentence is seen beside its counterparts in many texts
def _tag(text: str) -> re.Match[str] | None:
    last = text.rstrip().removesuffix(".").rsplit(maxsplit=1)[-1:]
    if (last and last[0].lower() in REPORTING_VERBS) or "according to" in text.lower():
        return _TAG.search(text)
    return None


def _reports(text: str) -> bool:
    """Whether a sentence tells that somebody said something, be it before the words, after them or between."""
    low = text.lower()
    return "according to" in low or not REPORTING_VERBS.isdisjoint(_WORD.findall(low))


def _is_report(text: str) -> bool:
    """Whether a text tells, in its own words, what others said, or what its readers know already."""
    return "according to" in text.lower() or _TAG_WITHIN.search(text) is not None or _KNOWN.search(text) is not None


@lru_cache(maxsize=10_000)
def _said(words: str, news: News) -> tuple[Said, ...]:
    """What words in another language say of whose they are."""
    return tuple(news.credited(plain(lowered(words))))


def _credit(words: str, news: News) -> Said | None:
    """The first phrase or verb of making known by which such words name somebody."""
    return next((one for one in _said(words, news) if not one.is_speech and news.stems(_named(words, one))), None)


def _named(words: str, one: Said) -> str:
    return words[one.named.start : one.named.end]


def _tag_abroad(pairs: Pairs, a: Ints, b: Ints, is_a: Bools, is_b: Bools, abroad: dict[int, News]) -> None:
    """Tells of the sentences in other languages, in place, which names a speaker where the other reports nobody."""
    document, text, texts = pairs.stretches.document, pairs.stretches.text, pairs.stretches.texts
    for row in np.flatnonzero(np.isin(document[a], list(abroad)) | np.isin(document[b], list(abroad))).tolist():
        one, other = abroad.get(int(document[a[row]])), abroad.get(int(document[b[row]]))
        is_a[row] = is_b[row] = False
        if one is None or one is not other:
            continue
        of_a, of_b = texts[text[a[row]]], texts[text[b[row]]]
        is_a[row] = _credit(of_a, one) is not None and not _said(of_b, one)
        is_b[row] = _credit(of_b, one) is not None and not _said(of_a, one)


def _tag_quoted(pairs: Pairs, a: Ints, b: Ints, is_a: Bools, is_b: Bools) -> None:
    """Tells of the sentences in English, in place, in which one text quotes what the other says in its own person.

    Of a speech or a letter, that is each sentence that reports nobody, if the other text says who said it.
    """
    stretches, text, document = pairs.stretches, pairs.stretches.text, pairs.stretches.document
    told = pairs.of_texts(np.concatenate([a, b]), lambda words: _IN_PERSON.search(words) is not None)
    speaks = np.zeros(len(stretches.texts), dtype=np.bool_)
    speaks[list(told)] = list(told.values())
    is_english = np.array([not languages.is_foreign(one.document.language) for one in pairs.witnesses], dtype=np.bool_)
    in_person = np.array([_is_in_person(one) for one in pairs.witnesses], dtype=np.bool_)
    by_a, by_b = (speaks[text[side]] | in_person[document[side]] for side in (a, b))
    for row in np.flatnonzero(is_english[document[a]] & is_english[document[b]] & (by_a | by_b)).tolist():
        for quoter, speaker, is_told in ((a[row], b[row], is_a), (b[row], a[row], is_b)):
            said, told_by = stretches.texts[text[speaker]], stretches.texts[text[quoter]]
            says_so = in_person[document[speaker]] and _reports(told_by) and not _reports(said)
            if is_told[row] or not (speaks[text[speaker]] or says_so):
                continue
            one, other = pairs.witnesses[document[quoter]], pairs.witnesses[document[speaker]]
            quoted = _quoted(one, stretches.span(quoter))
            is_told[row] = quoted is not None and not any(_marked(other, stretches.span(speaker)))


def _is_in_person(witness: Witness) -> bool:
    """Whether a text is somebody's own, as a speech is: who says I in it again and again stands in no quotation."""
    text = witness.document.text
    places = [found.start() for found in _I.finditer(text)] if "I " in text else []
    ends = [span.end for span in witness.quotations]
    held = [witness.quotations[n] if (n := bisect_right(ends, place)) < len(ends) else None for place in places]
    outside = [place for place, span in zip(places, held, strict=True) if span is None or place < span.start]
    return len(outside) >= _MIN_IN_PERSON


def _marked(witness: Witness, span: Span) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks of a stretch of a text."""
    quotations = witness.quotations
    first = bisect_right(quotations, span.start, key=attrgetter("end"))
    for each in islice(quotations, first, None):
        if each.start >= span.end:
            return
        yield max(each.start, span.start), min(each.end, span.end)


def _quoted(witness: Witness, span: Span) -> tuple[int, int] | None:
    """Where a stretch has several words in quotation marks."""
    text = witness.document.text
    return next((part for part in _marked(witness, span) if len(text[slice(*part)].split()) >= _MIN_QUOTED), None)


class Tags(NamedTuple):
    """Stretches that name the speaker of a shared sentence where the other text does not: the pair, whose, which."""

    pair: Ints
    is_b: Bools
    stretch: Ints


def tags(pairs: Pairs) -> Tags:
    """The stretches that name a speaker beside plain ones, in the order of the segments."""
    segments, text = pairs.segments, pairs.stretches.text
    rows = segments.between(_MIN_SIMILARITY, 1)
    a, b = segments.a[rows], segments.b[rows]
    names, reports = np.zeros((2, len(pairs.stretches.texts)), dtype=np.bool_)
    for told, asked in ((names, names_speaker), (reports, _reports)):
        answers = pairs.of_texts(np.concatenate([a, b]), asked)
        told[list(answers)] = list(answers.values())
    is_a, is_b = names[text[a]] & ~reports[text[b]], names[text[b]] & ~reports[text[a]]
    abroad = {n: news for n, one in enumerate(pairs.witnesses) if (news := languages.table(one.document.language))}
    if abroad:
        _tag_abroad(pairs, a, b, is_a, is_b, abroad)
    _tag_quoted(pairs, a, b, is_a, is_b)
    one = np.flatnonzero(is_a | is_b)
    pair = segments.pair[rows[one]]
    plain = np.where(is_b[one], pairs.a[pair], pairs.b[pair])
    is_report = np.zeros(len(pairs.witnesses), dtype=np.bool_)
    for number in np.unique(plain).tolist():
        words, news = pairs.witnesses[number].document.text, abroad.get(number)
        is_report[number] = _is_report(words) if news is None else _credit(words, news) is not None
    kept = one[~is_report[plain]]
    return Tags(segments.pair[rows[kept]], is_b[kept], np.where(is_b[kept], b[kept], a[kept]))
