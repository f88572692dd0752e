"""Documents to witnesses: each is heard alone for what it tells of its time, then set in the family it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress
from operator import not_
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from provenance import chronology, dating, languages
from provenance.chronology import doubts
from provenance.kernels import count_words, listed_words
from provenance.lexicon.words import FUNCTION_WORDS
from provenance.model import Bound, Witness, shared_spans
from provenance.phrasing import UNREAD_CREDITS
from provenance.testimony import anchoring, conventions
from provenance.testimony.kept import Witnesses
from provenance.testimony.signs import signs
from provenance.wording.furniture import is_relay
from provenance.wording.speech import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from provenance.batch import Outline
    from provenance.engines import Engine
    from provenance.memory import Known
    from provenance.model import DatedMention, Document, Match, Mention, Signs, Span, Stated
    from provenance.settings import DatingSettings, Settings
    from provenance.testimony.conventions import Figures, Settled

    Row = tuple[Document, tuple[Span, ...], tuple[Span, ...]]
    """A document, its passages and its quotations."""

R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")

_ENGLISH_WORDS = tuple(sorted(FUNCTION_WORDS))
_MIN_DATED_SHARE = 0.1
_ENGLISH_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|june|july|october)\b", re.IGNORECASE
)
"""Days and months that no other language calls so."""
_VERY_WORDS = 0.97  # as similar is a sentence that was left as it stood
_MIN_LANGUAGE_WORDS = 50  # a shorter text may be English without enough function words to show it
_ARTICLE = "a"  # of Hungarian, too


@dataclass(frozen=True, slots=True)
class Heard:
    """What a document tells by itself of its time: its language, and the dates that it states and mentions."""

    language: str | None
    stated: tuple[Stated, ...]
    mentions: tuple[Mention, ...]


def witnesses(
    documents: Sequence[Document],
    outline: Outline,
    matches: Sequence[Match],
    grouped: Sequence[Sequence[str]],
    settings: Settings,
    workers: Engine,
    known: Known[Heard] | None = None,
    elsewhere: Mapping[str, Sequence[Figures]] = MappingProxyType({}),
) -> Witnesses:
    """Every document with its mentions resolved in its family, `grouped`, and its interval drawn.

    What documents tell by themselves is taken from what is `known`, and kept there. `elsewhere`: how others write dates
    in figures.
    """
    rows = _Rows(range(len(outline)), partial(_row, documents, outline))
    alone = _all_told(_heard, settings.dating, rows, workers, known)
    heard = [
        replace(one, stated=doubts.credible(document, one.stated, settings.now))
        for document, one in zip(documents, alone, strict=True)
    ]
    del alone
    mentions = {name: one.mentions for name, one in zip(outline.ids, heard, strict=True)}
    stated = {name: one.stated for name, one in zip(outline.ids, heard, strict=True)}
    settled = conventions.settled(documents, stated, elsewhere)
    stated |= {name: one.stated for name, one in settled.items()}
    resolved = chronology.resolve(mentions, stated, grouped, settings.dating)
    spoken = {name: one.language for name, one in zip(outline.ids, heard, strict=True)}
    bounded = _anchored(rows, outline.ids, spoken, matches, resolved, stated, settings.dating)
    by_document: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        by_document[match.a.document].append(match)
        by_document[match.b.document].append(match)
    found = {}
    once: dict[object, Any] = {}  # days, and the runs of them, that many have
    for number, (name, one) in enumerate(zip(outline.ids, heard, strict=True)):
        is_furniture = tuple(outline.is_furniture[outline.of(number)].tolist())
        told = resolved[name], bounded.get(name, ())
        drawn = _witness(rows[number], one, is_furniture, *told, by_document.get(name, ()), settled.get(name))
        days = drawn.likely_days
        days = once.get(days) or once.setdefault(days, tuple([once.setdefault(day, day) for day in days]))
        found[name] = replace(drawn.with_text("", (), (), ()), likely_days=days)
    return Witnesses(documents, outline, found)


class _Rows(Sequence[R]):
    """What is asked of some documents, given by their numbers: made when it is asked for, as it takes much room."""

    def __init__(self, numbers: Sequence[int], row: Callable[[int], R]) -> None:
        self.numbers, self.row = numbers, row

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> _Rows[R]: ...
    def __getitem__(self, place: int | slice) -> R | _Rows[R]:
        if isinstance(place, slice):
            return _Rows(self.numbers[place], self.row)
        return self.row(self.numbers[place])


def _row(documents: Sequence[Document], outline: Outline, number: int) -> Row:
    return documents[number], outline.passages(number), outline.quotations(number)


def figures(
    documents: Sequence[Document],
    outline: Outline,
    numbers: Sequence[int],
    settings: Settings,
    workers: Engine,
    known: Known[Heard],
) -> dict[str, tuple[Figures, ...]]:
    """How some of the documents, given by their numbers, write dates in figures."""
    rows = _Rows(numbers, partial(_row, documents, outline))
    heard = zip(rows, _all_told(_heard, settings.dating, rows, workers, known), strict=True)
    return {row[0].id: conventions.figures(row[0], one.stated) for row, one in heard}


def _witness(
    row: Row,
    heard: Heard,
    is_furniture: tuple[bool, ...],
    mentions: tuple[DatedMention, ...],
    bounded: Sequence[DatedMention],
    matches: Sequence[Match],
    settled: Settled | None,
) -> Witness:
    """A document with its interval drawn, by its resolved mentions and by the days that others have `bounded`.

    Where its own words leave open what it states, it is taken as `settled` by the dates of others.
    """
    document, passages, quotations = row
    text = document.text
    dated = _abstaining(replace(document, language=heard.language, stated=heard.stated))
    relays = any(is_relay(text[span.start : span.end], heard.language) for span in compress(passages, is_furniture))
    borrowed = shared_spans(matches, document.id) if relays else ()
    code = _tables(text, heard.language)
    beside = dating.beside(text, mentions, code) if code else ()
    told = (*mentions, *bounded, *anchoring.told_beside(document.id, beside, matches))
    repeated = _repeated(document, told, matches)
    drawn, likely_days = chronology.dating(dated, told, borrowed, repeated, is_relay=relays)
    if settled and drawn.stated and drawn.stated.exchanged:
        dated = replace(dated, stated=settled.stated, notes=(*dated.notes, settled.note))
        drawn, likely_days = chronology.dating(dated, told, borrowed, repeated, is_relay=relays)
    return Witness(
        document=dated,
        passages=passages,
        is_furniture=is_furniture,
        quotations=quotations,
        mentions=mentions,
        dating=drawn,
        likely_days=likely_days,
        words=count_words(text, list(compress(passages, map(not_, is_furniture)))),
        is_relay=relays,
        repeated=repeated,
        undated=_undated(heard, mentions, document, code, matches),
    )


def _undated(
    heard: Heard,
    resolved: Sequence[DatedMention],
    document: Document,
    code: str | None,
    matches: Sequence[Match],
) -> tuple[Mention, ...]:
    """The days of which nobody tells the year, where no other day dates the text."""
    if not code or heard.stated or any(one.first == one.last for one in resolved):
        return ()
    held = chronology.undated(heard.mentions, resolved)
    written = anchoring.told_beside(document.id, dating.beside(document.text, held, code), matches)
    return tuple(one.mention for one in (*held, *written) if one.mention.bound)


def _repeated(document: Document, told: Sequence[DatedMention], matches: Sequence[Match]) -> tuple[int, ...]:
    """Where those mentions begin that announce a day in a sentence which another text has in the very words."""
    if not any(one.mention.bound is Bound.LATEST for one in told):
        return ()
    return chronology.announced(told, shared_spans(matches, document.id, _VERY_WORDS))


def beside_others(
    witnesses: Witnesses, names: Container[str], workers: Engine, known: Known[Signs] | None = None
) -> Witnesses:
    """The same witnesses, of which those `names` that stand beside others are looked through for signs, too.

    What is `known` is not looked for again, and what is found is kept there.
    """
    held = list(witnesses)
    asked = [number for number, name in enumerate(held) if name in names]

    def row(number: int) -> tuple[str, str | None]:
        return witnesses.text(held[number]), witnesses.bare[held[number]].document.language

    found = _all_told(_signs, None, _Rows(asked, row), workers, known)
    return witnesses.with_signs({held[number]: one for number, one in zip(asked, found, strict=True)})


def _all_told(
    tell: Callable[[S, R], T], settings: S, rows: _Rows[R], workers: Engine, known: Known[T] | None
) -> list[T]:
    """What each of some documents tells by itself, but for what is known."""
    told = {number: one for number in rows.numbers if known and (one := known.get(number))}
    missing = _Rows([number for number in rows.numbers if number not in told], rows.row)
    for number, one in zip(missing.numbers, workers.map(tell, settings, missing), strict=True):
        told[number] = one
        if known:
            known.put(one, number)
    return [told[number] for number in rows.numbers]


def _signs(_: None, row: tuple[str, str | None]) -> Signs:
    """What a text of some language lets slip."""
    text, said = row
    return signs(text, dating.stretches(text, _tables(text, said) or dating.DEFAULT), said)


def _heard(settings: DatingSettings, row: Row) -> Heard:
    """A document heard alone."""
    document, passages, quotations = row
    said = language(document)
    code = _tables(document.text, said)
    text = document.text if code else dating.western(document.text)
    sight = dating.sighted(text, code or dating.DEFAULT)
    own = dating.stated(document.id, text, passages, document.source.url, code or dating.DEFAULT, sight)
    return Heard(
        language=said,
        stated=(*document.stated, *own),
        mentions=dating.mentions(text, passages, quoted(text, quotations), settings, code, sight) if code else (),
    )


def language(document: Document) -> str | None:
    """What a document says of its language; or `en` where a fifth of the words are English function words.

    A tenth is enough, as in bulletins and lists of figures, where two days or months are called by their English names.
    Of any other what its words or its script tell, as they may of a list of names; None where these do not.
    """
    if document.language:
        return document.language
    start = document.text[: languages.MAX_CHARACTERS]
    listed, words = listed_words(start, _ENGLISH_WORDS)
    share = listed / words if words else 0.0
    is_plain = share >= languages.MIN_SHARE and (words >= _MIN_LANGUAGE_WORDS or not _has_article(start))
    is_english = is_plain or (share >= _MIN_DATED_SHARE and _has_english_days(start))
    return languages.ENGLISH if is_english else languages.told(document.text)


def _has_article(text: str) -> bool:
    """Whether the one English function word of a text is an article that another language has as well."""
    return FUNCTION_WORDS.intersection(text.lower().split()) == {_ARTICLE}


def _has_english_days(text: str) -> bool:
    """Whether a text calls two days or months by English names."""
    return len({one.lower() for one in _ENGLISH_DAYS.findall(text)}) > 1


def _anchored(
    rows: Sequence[Row],
    names: Sequence[str],
    spoken: Mapping[str, str | None],
    matches: Sequence[Match],
    resolved: Mapping[str, Sequence[DatedMention]],
    stated: Mapping[str, Sequence[Stated]],
    settings: DatingSettings,
) -> dict[str, tuple[DatedMention, ...]]:
    """What the relative days of a text (on Tuesday) bound, where an aligned sentence of another names the day."""
    wanted = anchoring.open_spans(matches, resolved, stated)
    near = (rows[number] for number, name in enumerate(names) if name in wanted)
    relatives = {
        document.id: dating.relatives(document.text, wanted[document.id], quotations, settings, code)
        for document, _, quotations in near
        if (code := _tables(document.text, spoken[document.id]))
    }
    return anchoring.anchored(matches, resolved, relatives, stated)


def _abstaining(document: Document) -> Document:
    """The document with notes on weekdays of other languages that do not fit, and where its dates are not read."""
    document = replace(document, notes=(*document.notes, *dating.mistyped(document.text, document.stated)))
    if _tables(document.text, document.language):
        return document
    also = "" if languages.has_credits(document.language) else UNREAD_CREDITS
    known = ", ".join(map(languages.called, dating.LANGUAGES))
    said = languages.called(document.language) if document.language else "unknown"
    note = dating.UNREAD.format(also=also, known=known, language=said)
    return replace(document, notes=(*document.notes, note))


def _tables(text: str, said: str | None) -> str | None:
    """The language whose tables the grammar of dates may ask; None where it must abstain. `said`: the text's own."""
    is_short = said is None and len(text.split(maxsplit=_MIN_LANGUAGE_WORDS)) < _MIN_LANGUAGE_WORDS
    return dating.DEFAULT if is_short else dating.readable(said)
