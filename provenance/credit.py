"""Credit: whether a reused passage says where it comes from. The one place where that is decided.

Three things are credit. *Linked*: the address of the origin stands near. *Named*: its publisher, author or title is
named near, or a phrase such as "according to the council" names whom it comes from, or the text says of itself that it
repeats the origin. *Quoted*: the passage stands in quotation marks and somebody is named as its speaker. Words that the
origin has too are no credit: who copies a release with the name of its issuer has credited nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from provenance import languages
from provenance.kernels import content_stems
from provenance.lexicon.credit import CREDIT_GENERIC_STEMS
from provenance.model import LEANING, Credit, CreditKind, Span
from provenance.wording import agencies, outlets
from provenance.wording.citations import brackets, noted, notes
from provenance.wording.credits import Phrase, named, said, said_abroad
from provenance.wording.speech import names_any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.model import Link, Witness
    from provenance.settings import CreditSettings

_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]{1,2000}", re.IGNORECASE)
_NAME_PARTS = re.compile(r"[\W_\d]+|\.\w+$")
_SLUG_WORD = re.compile(r"[^\W\d_]+")
_MIN_SLUG_WORDS = 3  # `index`, `about-us`: many pages are called so
_CONTEXT = 12  # characters on either side that tell a name said here from one that was copied with its sentence
_MIN_NAME, _MIN_TITLE_WORDS, _MAX_NAMES, _MAX_NAME = 3, 4, 8, 200
_LAST_LINES = 250  # characters
_MAX_OTHERS, _MAX_MARKERS, _MAX_TEXT = 20, 20, 100_000  # however long a text is, a passage is judged by so much
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a document may be credited: its names as they are written, their stems, its head, its address.

    `text` gives its text, which is asked of few and so not held here; `agency` is the one whose own copy it is.
    `heads` are the lines of a few words above it, and the papers named there; `writers` sign it; `file` is what the
    address of a document without one ends in, if its file is called as its page was.
    """

    text: Callable[[], str]
    names: tuple[tuple[str, str], ...]
    """Each as it is written, and folded."""
    stems: frozenset[str]
    heads: frozenset[str]
    address: str | None
    file: str | None
    has_publisher: bool
    writers: tuple[str, ...] = ()
    agency: str | None = None

    def linked(self, links: Mapping[str, Span]) -> Span | None:
        """Where the document is linked, of some addresses and their places."""
        if self.address is not None:
            return links.get(self.address)
        if self.file is None:
            return None
        return next((place for link, place in links.items() if _file(link) == self.file), None)

    def has(self, words: str) -> bool:
        """Whether some words stand in the text."""
        return words in self.text()[:_MAX_TEXT]

    def has_any(self, words: Iterable[str]) -> bool:
        """Whether any of some folded words stand in the text. Few documents are asked: none keeps its text folded."""
        folded = _folded(self.text()[:_MAX_TEXT])
        return any(each in folded for each in words)


def identity(witness: Witness, title: str | None, settings: CreditSettings, text: Callable[[], str]) -> Identity:
    """The names and the address of a document; its publisher's other names are those that the settings give."""
    document, source, head = witness.document, witness.document.source, witness.signs.head
    known = (name.partition("=") for name in settings.names)
    others = [name for publisher, _, name in known if source.publisher and publisher == source.publisher]
    given = (source.publisher, *source.byline)
    names = [n for n in given if n and _MIN_NAME <= len(n) <= _MAX_NAME][:_MAX_NAMES] + others
    long_title = [title] if title and len(title.split()) >= _MIN_TITLE_WORDS and len(title) <= _MAX_NAME else []
    short = filter(None, map(outlets.initials, names))
    stems = content_stems(" ".join((*names, *short, *_NAME_PARTS.split(document.id)))) - CREDIT_GENERIC_STEMS
    called = tuple((name, name.casefold()) for name in (*names, *long_title))
    return Identity(
        text, called, stems, head.names, _address(source.url), _file(document.id),
        has_publisher=bool(source.publisher or head.papers), writers=head.writers,
        agency=name if (name := source.publisher) and agencies.is_wired(document.text, name) else None,
    )  # fmt: skip


def _address(url: str | None) -> str | None:
    """A URL as it is compared: host and path, in lower case, without a closing slash."""
    bare = re.sub(r"^https?://(?:www\.)?|[?#].*$", "", (url or "").lower()).rstrip("/.,")
    return bare or None


def _start(link: Link) -> int:
    return link.start


def _file(place: str) -> str | None:
    """The last part of an address or a path, without its suffix, if it is made of words enough to be one page's own."""
    name = place.lower().rpartition("/")[2].partition(".")[0]
    return name if len(_SLUG_WORD.findall(name)) >= _MIN_SLUG_WORDS else None


@dataclass(frozen=True, slots=True)
class _Near:
    """What stands around a passage: the window in which a credit counts, its folded words, and the addresses in it.

    `phrases` are those of credit that count there, the markers of the whole text last; `notes` those of them that are
    not of speech. `cited` are works that are referred to there.
    """

    window: Span
    folded: str
    links: Mapping[str, Span]
    phrases: Sequence[Phrase]
    notes: Sequence[Phrase]
    cited: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Credits:
    """What one document says of where its passages come from.

    `before` is the probability that the first of two documents was finished before the second. `starts` and `places`
    are where the passages and the phrases begin.
    """

    witness: Witness
    identities: Mapping[str, Identity]
    before: Mapping[tuple[str, str], float]
    settings: CreditSettings
    phrases: Sequence[Phrase] = field(default=())
    markers: Sequence[Phrase] = field(default=())
    starts: Sequence[int] = field(default=())
    places: Sequence[int] = field(default=())
    entries: Mapping[str, Span] = field(default_factory=dict)

    def heard(self) -> Credits:
        """The same with the document read once for all that it says of where its words come from."""
        witness = self.witness
        text, language = witness.document.text, witness.document.language
        news = languages.table(language)
        found = said_abroad(text, news) if news else said(witness) if not languages.is_foreign(language) else ()
        markers = [
            Phrase(span, named(text[span.start : span.end], news), is_speech=False)
            for span in witness.signs.markers[:_MAX_MARKERS]
        ]
        ordered = sorted(found, key=lambda phrase: (phrase.span.start, phrase.span.end, phrase.is_speech))
        starts, places = [p.start for p in witness.passages], [phrase.span.start for phrase in ordered]
        return replace(self, phrases=ordered, markers=markers, starts=starts, places=places, entries=notes(text))

    def is_given(self, credit: Credit | None) -> bool | None:
        """Whether a credit is one to the right text; None where there is none and the language is not read."""
        if credit is None and not languages.has_credits(self.witness.document.language):
            return None
        return credit is not None and not credit.is_wrong

    def of(self, span: Span, origin: str, carriers: Iterable[str], *, is_quoted: bool) -> Credit | None:
        """The best credit that a passage gives, or None. `carriers` are the others that have the passage, each once.

        `origin` may be a missing ancestor. A credit that goes to another carrier is wrong where that carrier is later
        than the origin, or, like this document, only has it from a text that is not here.
        """
        near = self._around(span)
        known = self.identities.get(origin)
        if known is not None and (found := self._given(near, near.phrases, origin, is_origin=True)):
            return found
        elsewhere = None
        others = [name for name in carriers if name != origin][:_MAX_OTHERS]
        for other in self._perhaps(near, others):  # who speaks in a sentence is no credit of another document
            if found := self._given(near, near.notes, other, is_origin=False):
                is_wrong = known is None or self.before.get((origin, other), 0.5) >= LEANING
                if not is_wrong:
                    return found
                elsewhere = elsewhere or Credit(found.kind, other, found.quote, found.start, found.end, is_wrong=True)
        if known is None and elsewhere is None and (phrase := next((p for p in near.phrases if p.stems), None)):
            # Of an origin that is not here no more can be asked than that somebody is credited.
            return self._credit(CreditKind.NAMED, None, phrase.span)
        is_nameless = known is not None and not known.has_publisher
        if is_nameless and elsewhere is None and languages.has_credits(self.witness.document.language):
            # Whom a text says that it copies here may well be the origin, where nobody can tell whose that is.
            near_by = (p for p in self.markers if p.stems and (p.span.overlap(near.window) or self._is_of_all(p.span)))
            if marker := next(near_by, None):
                return self._credit(CreditKind.NAMED, None, marker.span)
        if elsewhere is None and (declared := self._declared(near, known)):
            return self._credit(CreditKind.NAMED, None, declared)
        speaker = self._speaker(span, is_quoted=is_quoted)
        return self._credit(CreditKind.QUOTED, None, speaker.span) if speaker else elsewhere

    def _is_of_all(self, marker: Span) -> bool:
        """Whether a marker speaks of the whole text, as the last lines do: thanks to the Echo, in which it appeared."""
        return marker.start >= max(len(self.witness.document.text) - _LAST_LINES, 0)

    def _perhaps(self, near: _Near, others: Sequence[str]) -> Sequence[str]:
        """Those of some documents that may be credited: where there is neither link nor note, those that are named."""
        held, folded = self.identities, near.folded
        if near.links or near.notes:
            return others
        named = [name for name in others for _, called in held[name].names if called in folded]
        return [*dict.fromkeys(named)]

    def _around(self, span: Span) -> _Near:
        """What stands around a passage."""
        window, text = self._window(span), self.witness.document.text
        folded = text[window.start : window.end].casefold()
        links: dict[str, Span] = {}
        for found in _ADDRESS.finditer(text, window.start, window.end) if "://" in folded else ():
            links.setdefault(_address(found.group()) or "", Span(found.start(), found.end()))
        of_page = self.witness.document.links
        for link in of_page[bisect_left(of_page, window.start, key=_start) :]:
            if link.start >= window.end:
                break
            links.setdefault(_address(link.address) or "", Span(link.start, link.end))
        phrases = said = self.markers
        sentence = self._window(span, 0)
        if held := self._phrases_in(window):
            phrases = [*(p for p in held if not p.is_speech or p.span.overlap(sentence)), *self.markers]
            said = [p for p in phrases if not p.is_speech]
        cited = [*noted(text, sentence, self.entries), *brackets(text, window.start, window.end + 1)]
        return _Near(window, folded, links, phrases, said, cited)

    def _declared(self, near: _Near, known: Identity | None) -> Span | None:
        """A phrase that the settings declare to be credit, in words that the origin does not have, too."""
        window = near.window
        for phrase in self.settings.phrases:
            place = near.folded.find(phrase.casefold()) if phrase else -1
            if place >= 0 and (known is None or not known.has_any([phrase.casefold()])):
                start = min(window.start + place, window.end - len(phrase))  # folding may lengthen what stands before
                return Span(start, start + len(phrase))
        return None

    def _window(self, span: Span, reach: int | None = None) -> Span:
        """The passages that a span touches, and those around it as far as a credit counts."""
        passages = self.witness.passages
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        last = max(bisect_left(self.starts, span.end) - 1, first)
        reach = self.settings.window_sentences if reach is None else reach
        return Span(passages[max(first - reach, 0)].start, passages[min(last + reach, len(passages) - 1)].end)

    def _given(self, near: _Near, phrases: Sequence[Phrase], name: str, *, is_origin: bool) -> Credit | None:
        """The credit that goes to one document, if any: by its address, a name, or a phrase that means it."""
        known = self.identities[name]
        if linked := known.linked(near.links):
            return self._credit(CreditKind.LINKED, name, linked)
        if named := self._name(near, known):
            return self._credit(CreditKind.NAMED, name, named)
        # Another carrier is credited by its names alone.
        is_nameless = is_origin and not known.has_publisher
        text, heads = self.witness.document.text, known.heads.difference(self.witness.signs.head.lines)
        for phrase in phrases:
            words = text[phrase.span.start : phrase.span.end]
            is_meant = _is_meant(phrase, known, is_nameless=is_nameless) or names_any(words, heads)
            if is_meant and not known.has(words):
                return self._credit(CreditKind.NAMED, name, phrase.span)
        for cited in near.cited:
            words = text[cited.start : cited.end]
            if names_any(words, heads) and not known.has(words):
                return self._credit(CreditKind.NAMED, name, cited)
        return self._byline(known) or self._wire(known) if is_origin else None

    def _byline(self, known: Identity) -> Credit | None:
        """The line in which this text is signed by who signs the other, too."""
        text = self.witness.document.text
        for name in sorted(set(known.writers).intersection(self.witness.signs.head.writers)):
            place = text.casefold().find(name)
            if text[place : place + len(name)].casefold() == name:
                return self._credit(CreditKind.NAMED, None, Span(place, place + len(name)))
        return None

    def _wire(self, known: Identity) -> Credit | None:
        """Where this text says that it prints the copy of an agency, which the other is."""
        if known.agency is None or known.agency == self.witness.document.source.publisher:
            return None
        found = agencies.credited(self.witness.document.text, known.agency)
        return self._credit(CreditKind.NAMED, None, found) if found else None

    def _name(self, near: _Near, known: Identity) -> Span | None:
        """Where a name of a document stands, in words that are not the document's own; a headline names nobody."""
        for name, folded in known.names:
            if folded not in near.folded:
                continue
            text, window = self.witness.document.text, near.window
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", 0 if " " not in name else re.IGNORECASE)
            for found in pattern.finditer(text, window.start, window.end):
                sentence = self._window(Span(found.start(), found.end()), 0)
                start = max(found.start() - _CONTEXT, min(sentence.start, found.start()))
                around = text[start : min(found.end() + _CONTEXT, max(sentence.end, found.end()))]
                is_alone = any(line.strip() == found.group() for line in around.split("\n"))
                if not is_alone and not known.has(around):
                    return Span(found.start(), found.end())
        return None

    def _phrases_in(self, window: Span) -> Sequence[Phrase]:
        return self.phrases[bisect_left(self.places, window.start) : bisect_left(self.places, window.end)]

    def _speaker(self, span: Span, *, is_quoted: bool) -> Phrase | None:
        """The formula that says who spoke a quotation, near its paragraphs; of a formula, itself."""
        if is_quoted:
            window = self._window(_speech_around(self.witness, span))
            return next((phrase for phrase in self._phrases_in(window) if phrase.is_speech), None)
        itself = self._phrases_in(self._window(span, 0)) if self.phrases else ()
        return next((p for p in itself if p.is_speech and p.span.overlap(span) >= _MOSTLY * len(span)), None)

    def _credit(self, kind: CreditKind, document: str | None, span: Span) -> Credit:
        words = self.witness.quote(span)
        start = span.start + len(words) - len(words.lstrip(" ,\n"))
        return Credit(kind, document, words.strip(" ,\n"), start, start + len(words.strip(" ,\n")))


def _speech_around(witness: Witness, span: Span) -> Span:
    """The paragraphs of one speech: the quotation that holds a span and those that go on from it or lead to it."""
    quotations, text = witness.quotations, witness.document.text
    first = last = max(bisect_right(quotations, span.start, key=lambda q: q.start) - 1, 0)
    while first > 0 and not text[quotations[first - 1].end : quotations[first].start].strip():
        first -= 1
    while last + 1 < len(quotations) and not text[quotations[last].end : quotations[last + 1].start].strip():
        last += 1
    return Span(min(quotations[first].start, span.start), max(quotations[last].end, span.end))


def _is_meant(phrase: Phrase, known: Identity, *, is_nameless: bool) -> bool:
    """Whether a phrase names a document: by a word of its names, or of its text where nobody is named as publisher."""
    if not phrase.stems.isdisjoint(known.stems):
        return True
    return is_nameless and known.has_any(phrase.stems)


@lru_cache(maxsize=8)  # a document is asked passage by passage, phrase by phrase
def _folded(text: str) -> str:
    return text.casefold()
