"""Notices of correction: a text that says what another one said, and what it ought to have said.

A notice speaks of an item of the paper's own ("an article on 3 May", "our report", "we"), tells what that said, and
puts it right, in the forms of several countries: "… said that X. In fact Y", "… wrongly stated that X", "… misstated X.
It is Y, not Z", "It should have read Y", "We apologise for saying X". What it puts right is the figure, the date or the
name that only the old wording has: a sentence carries that which tells of the same with it, and without what is new.
In other languages a notice says so in the words of their tables.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from provenance import languages
from provenance.kernels import content_stems, lowered, marks_in
from provenance.languages.words import phrases
from provenance.lexicon.changes import (
    CORRECTION_NOTES,
    ERRING,
    NOTICE_MARKS,
    OUR_ITEMS,
    PUT_RIGHT,
    TAKEN_BACK,
    TOLD_BEFORE,
)
from provenance.lexicon.words import FUNCTION_WORDS, NEGATIONS, NUMBER_WORDS
from provenance.model import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.model import Span

_SENTENCES_BEHIND = 2
_MAX_NOTICES = 50  # of a text: a page of corrections has less
_MAX_CHARACTERS = 600  # of a sentence: a longer one is no notice
_MAX_VERBS = 4
_MIN_STEMS, _MIN_COMPOUNDS, _MIN_SHARE = 3, 2, 0.3
_MIN_TAKEN_BACK_STEMS, _MIN_TAKEN_BACK = 5, 0.7
_GENERIC = content_stems(
    "article story report reports reported column feature editorial headline item said says state stated correct "
    "correction incorrectly wrongly apologise apologize error version earlier page edition paper newspaper published"
)
_TURN = re.compile(r"[;:]|\b(?:in fact|whereas|but|however|when (?:it|in fact|the correct))\b", re.IGNORECASE)
_INSTEAD = re.compile(r",? \b(?:and not|not|rather than|instead of)\b ((?:[^,.;:()]|[.,](?=\d))+)", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<number>[£$€₹¥]?\d+(?:[.,]\d+)*(?: ?(?:%|(?:m|bn|k|million|billion|per ?cent)\b))?)|"
    r"(?!(?<=[\w,;] )[A-Z][\w-]* [A-Z])"  # of Two Rivers: a number in capitals inside a sentence is part of a name
    rf"(?P<word>\b(?i:{'|'.join(NUMBER_WORDS)})\b)|(?P<name>\b[A-Z][\w’-]*\w(?: [A-Z][\w’-]*\w)*)"
)
_DAYS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_WORD = re.compile(r"\d+|[^\W\d]+")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")  # but 4,8 is no 48
_ASIDE = re.compile(r"https?://\S+|\[\d+\]")  # addresses and the numbers of notes tell nothing
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof president minister mayor mp".split())
_ADVERBS = re.compile(r"we(?: [a-z]+){0,2} ", re.IGNORECASE)
_NUMBER, _DATE, _NAME = "number", "date", "name"


@dataclass(frozen=True, slots=True)
class _Language:
    """How notices of one language speak: patterns, and stems that tell nothing."""

    marks: re.Pattern[str]
    """One of them a text needs; English has its own in `NOTICE_MARKS`."""
    heading: re.Pattern[str]
    ours: re.Pattern[str]
    told: re.Pattern[str]
    erring: re.Pattern[str]
    right: re.Pattern[str]
    taken_back: re.Pattern[str]
    turn: re.Pattern[str]
    instead: re.Pattern[str]
    generic: frozenset[str]
    has_names: bool
    is_told_at_once: bool
    """Whether one phrase may name the item and tell of it."""


_NEVER = re.compile(r"(?!)")
_ENGLISH = _Language(
    _NEVER, CORRECTION_NOTES, OUR_ITEMS, TOLD_BEFORE, ERRING, PUT_RIGHT, TAKEN_BACK, _TURN, _INSTEAD, _GENERIC,
    has_names=True, is_told_at_once=False,
)  # fmt: skip


@cache
def _language(code: str | None) -> _Language | None:
    """How notices of a language speak; None where nothing is known of that."""
    if not languages.is_foreign(code):
        return _ENGLISH
    news = languages.table(code)
    if news is None or not news.words.told:
        return None
    words = news.words
    headings, ours, told, erring, right = (
        _any(phrases(each)) for each in (words.corrections, words.ours, words.told, words.erring, words.right)
    )
    spoken = f"{words.corrections} {words.ours} {words.told} {words.erring} {words.right}"
    return _Language(
        marks=re.compile(rf"{headings}|{erring}|{right}"),
        heading=re.compile(rf"^[ \t*_#>(\[-]*(?:{headings})", re.MULTILINE),
        ours=re.compile(ours, re.IGNORECASE),
        told=re.compile(told, re.IGNORECASE),
        erring=re.compile(erring, re.IGNORECASE),
        right=re.compile(right, re.IGNORECASE),
        taken_back=_NEVER,
        turn=re.compile(rf"[;:]|{right}|(?<!\w){words.but}(?!\w)", re.IGNORECASE),
        instead=_NEVER,
        generic=news.nobody | content_stems(spoken),
        has_names=not words.has_capital_nouns,
        is_told_at_once=True,
    )


def _any(words: Iterable[str]) -> str:
    """Some phrases as one pattern, whichever apostrophe a text has."""
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)".replace("'", "['’]")


@dataclass(frozen=True, slots=True)
class Notice:
    """What a text puts right: the span of the notice, what is changed from `a` to `b`, and by what it is known again.

    `old` and `new` are figures, names or days, folded; there are no new ones where a statement is withdrawn. `about`:
    stems of what it is about; of a statement without old ones, of the statement.
    """

    start: int
    end: int
    kind: str
    a: str
    b: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    about: tuple[str, ...]
    is_negated: bool
    language: str = languages.ENGLISH

    def is_told_in(self, sentence: _Sentence) -> bool:
        """Whether a sentence carries the old wording."""
        shared = len(sentence.stems.intersection(self.about))
        if not self.old:
            return shared >= _MIN_TAKEN_BACK * len(self.about) and sentence.is_negated == self.is_negated
        news = languages.table(self.language)
        stems = sentence.stems - news.nobody if news else sentence.stems
        least = _MIN_COMPOUNDS if news and news.words.has_compounds else _MIN_STEMS
        if shared < least or shared < _MIN_SHARE * len(stems):
            return False
        there = sentence.tokens
        return 2 * len(there.intersection(self.old)) >= len(self.old) and there.isdisjoint(self.new)

    def may_be_in(self, low: str) -> bool:
        """Whether a text in lower case has what a sentence of it needs to carry the old wording."""
        return (
            any(form in low for folded in self.old for form in _forms(folded)) if self.old else self.about[0][:4] in low
        )


def notices(text: str, passages: Sequence[Span], code: str | None = None) -> tuple[Notice, ...]:
    """The notices that a text gives, in its order; `code`: its language, if it is known."""
    low = lowered(text)
    language = _language(code)
    if language is None or not _may_give(low, language):
        return ()
    return tuple(islice(_notices(text, passages, language, code or languages.ENGLISH), _MAX_NOTICES))


def _may_give(low: str, language: _Language) -> bool:
    """Whether a text in lower case has a word without which it gives no notice."""
    if language is _ENGLISH:
        return bool(marks_in(low, NOTICE_MARKS))
    return language.marks.search(low) is not None


@dataclass(frozen=True)
class _Sentence:
    """A sentence that may carry the wording of many notices: what these ask of it."""

    span: Span
    text: str

    @cached_property
    def stems(self) -> frozenset[str]:
        return content_stems(self.text)

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(folded for folded, _, _ in _tokens(self.text))

    @cached_property
    def is_negated(self) -> bool:
        return _is_negated(self.text)


class Given:
    """The notices that documents give, by the words without which a text does not carry the old wording.

    A sentence that has half of what is wrong, or most of a statement, has one of the rarest of it (prefix filtering:
    Chaudhuri, Ganti and Kaushik, ICDE 2006), so that each text is asked for few notices of many.
    """

    def __init__(self, given: Mapping[str, Sequence[Notice]]) -> None:
        """`given`: the notices of documents, by name."""
        self._given = given
        self._notices = [(name, one) for name, held in given.items() for one in held]
        uses = Counter(mark for _, one in self._notices for mark in one.old or one.about)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, (_, one) in enumerate(self._notices):
            marks = sorted(one.old or one.about, key=lambda mark: (uses[mark], mark))
            least = math.ceil(len(marks) * (0.5 if one.old else _MIN_TAKEN_BACK))
            for mark in marks[: len(marks) - least + 1]:
                for key in {_WORD.findall(form)[0] for form in _forms(mark)} if one.old else ():
                    self._by_word[key].append(number)
                if not one.old:
                    self._by_stem[mark].append(number)

    def carried(self, document: str, text: str, passages: Sequence[Span]) -> Iterator[tuple[str, Notice, Span]]:
        """The notices of others of which a document has the old wording, with theirs, and the first sentence of it.

        What it puts right itself it does not carry.
        """
        low = lowered(text)
        asked = [
            (name, one)
            for name, one in map(self._notices.__getitem__, self._asked(low, text))
            if name != document and one.may_be_in(low)
        ]
        own = self._given.get(document, ())
        meant = [
            _Sentence(span, _ASIDE.sub(" ", text[span.start : span.end]))
            for span in (passages if asked else ())
            if not any(one.start <= span.start < one.end for one in own)
        ]
        for name, notice in asked:
            found = next((sentence.span for sentence in meant if notice.is_told_in(sentence)), None)
            if found is not None:
                yield name, notice, found

    def _asked(self, low: str, text: str) -> list[int]:
        """The numbers of the notices that a text may carry, in order."""
        words = self._by_word.keys() & _WORD.findall(low) if self._by_word else set[str]()
        stems = self._by_stem.keys() & content_stems(text) if self._by_stem else set[str]()
        found = chain(*(self._by_word[word] for word in words), *(self._by_stem[stem] for stem in stems))
        return sorted(set(found))


def _notices(text: str, passages: Sequence[Span], language: _Language, code: str) -> Iterator[Notice]:
    begins = [_begin(text[span.start : span.end], language) for span in passages]
    for number, begin in enumerate(begins):
        if begin is None:
            continue
        last = number + 1
        while last < len(passages) and last <= number + _SENTENCES_BEHIND and begins[last] is None:
            last += 1
        parts = [_ASIDE.sub(_blank, text[span.start : span.end]) for span in passages[number:last]]
        start, end = passages[number].start, passages[last - 1].end
        head = lowered(text[passages[max(number - 1, 0)].start : passages[number].end])
        whole = text[start:end]
        if language.erring.search(whole) or language.right.search(whole) or language.heading.search(head):
            found = _notice(start, end, parts, begin, language)
            if found is not None:
                yield replace(found, language=code)


def _blank(found: re.Match[str]) -> str:
    """As much nothing, so that all else keeps its place."""
    return " " * len(found[0])


def _begin(sentence: str, language: _Language) -> int | None:
    """Where in a sentence that speaks of an item of ours stands what that said; None in any other."""
    if len(sentence) > _MAX_CHARACTERS or not language.ours.search(sentence):
        return None
    for verb in islice(language.told.finditer(sentence), _MAX_VERBS):
        for item in language.ours.finditer(sentence, 0, verb.end() if language.is_told_at_once else verb.start()):
            is_ours = not item[0].lower().startswith("we ") or _ADVERBS.fullmatch(sentence, item.start(), verb.start())
            if is_ours and not _is_quoted(sentence[: item.start()]):
                return verb.end()
    return None


def _is_quoted(before: str) -> bool:
    """Whether a quotation that begins in the words before something has not ended there: others say it."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _notice(start: int, end: int, parts: Sequence[str], begin: int, language: _Language) -> Notice | None:
    """The notice of some sentences, of which the first tells from `begin` on what was said; None where it is open."""
    first, *behind = parts
    turn = language.turn.search(first, begin)
    told, more = (first[begin:], "") if turn is None else (first[begin : turn.start()], first[turn.end() :])
    instead = language.instead.search(told)
    if instead is not None:  # "as 12 instead of 21": what is new stands behind
        told, more = told[: instead.start()], f"{instead[1]} {more}"
    right = [more, *behind]
    old = [told, *(found for part in right for found in language.instead.findall(part))]
    right = [language.instead.sub("", part) for part in right]
    was = list(_all_tokens(old, is_first_meant=True))
    known = {folded for folded, _, _ in _all_tokens(right, is_first_meant=True)}
    said = {folded for folded, _, _ in was}
    now = [one for one in _all_tokens(right, is_first_meant=False) if one[0] not in said]
    was = [one for one in was if one[0] not in known]
    known_kinds = (_NUMBER, _DATE, _NAME) if language.has_names else (_NUMBER,)
    kinds = [kind for kind in known_kinds if any(one[2] == kind for one in was)]
    both = [kind for kind in kinds if any(one[2] == kind for one in now)]
    about = frozenset().union(*map(content_stems, parts)) - language.generic
    if both:
        was, now = ([one for one in held if one[2] == both[0]] for held in (was, now))
        about -= content_stems(" ".join(one[1] for one in was))  # what is told of it, beside itself
        names = tuple(one[0] for one in was), tuple(one[0] for one in now)
        return Notice(start, end, both[0], was[0][1], now[0][1], *names, tuple(sorted(about)), is_negated=False)
    stems = tuple(sorted(content_stems(told) - language.generic, key=lambda stem: (-len(stem), stem)))
    is_taken_back = language.erring.search(first, 0, begin) or language.taken_back.search(" ".join(parts))
    if len(stems) < _MIN_TAKEN_BACK_STEMS or now or not is_taken_back:
        return None
    return Notice(start, end, WITHDRAWN, told.strip(), "", (), (), stems, is_negated=_is_negated(told))


def _all_tokens(parts: Iterable[str], *, is_first_meant: bool) -> Iterator[tuple[str, str, str]]:
    """The figures, days and names of some texts; a text's first word is no name for being written large."""
    for part in parts:
        stripped = part.strip()
        for one in _tokens(stripped):
            if is_first_meant or one[2] == _NUMBER or " " in one[1] or not stripped.startswith(one[1]):
                yield one


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """The figures, days and names of a text: each folded, as it stands there, and what it is."""
    for found in _TOKEN.finditer(text):
        shown = found[0]
        if found["name"]:
            for word in shown.casefold().split():
                if word not in FUNCTION_WORDS and word not in _TITLES:
                    yield word, shown, _DATE if word in _DAYS else _NAME
        elif found["word"]:
            yield NUMBER_WORDS[shown.lower()], shown, _NUMBER
        else:
            yield _figure(shown), shown, _NUMBER


def _figure(shown: str) -> str:
    """A figure without its currency and commas, its scale in short: £1.5 million is 1.5m."""
    bare = _THOUSANDS.sub("", shown.lstrip("£$€₹¥")).replace(" ", "")
    for name, short in (("million", "m"), ("billion", "bn"), ("percent", "%")):
        bare = bare.replace(name, short)
    return bare


def _forms(folded: str) -> Iterator[str]:
    """How a text may write a folded figure or name, in lower case."""
    figures = re.match(r"\d+", folded)
    if figures is None:
        yield folded
        return
    yield figures[0]
    yield f"{int(figures[0]):,}" if len(figures[0]) < 20 else figures[0]
    yield from (word for word, known in NUMBER_WORDS.items() if known == folded)


def _is_negated(sentence: str) -> bool:
    return not NEGATIONS.isdisjoint(re.findall(r"\w+", sentence.casefold()))
