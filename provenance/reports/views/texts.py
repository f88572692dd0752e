"""A document's text with its marks: blocks in order, a tag where a mark begins, notes beside their passages."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.reports.markup import Html, attribute, fill, join, prose
from provenance.reports.strings import nouns
from provenance.reports.views import anchors, phrases
from provenance.reports.views.marks import mark_of
from provenance.reports.views.notes import NoteView, Run, note, runs
from provenance.reports.views.parts import match_words
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Passage, TracedDocument
    from provenance.reports.views.blocks import TextBlock
    from provenance.reports.views.lookup import Lookup

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class BlockView:
    """One paragraph with its marks."""

    anchor: Html | None
    """None where nothing leads to it."""
    html: Html
    gap: Html | None = None
    """What is left out before it."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Paragraphs that share their notes."""

    blocks: tuple[BlockView, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A whole text. `document` is its id for an attribute; `language` a language tag or None."""

    document: Html
    language: Html | None
    direction: Html
    gap: Html | None
    """What is left out at the end."""
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A passage of a text that is not shown."""

    place: Html
    kind: Html
    origin: Html


@dataclass(slots=True)
class _Tagger:
    """Decides where a tag is written: where the mark or its note changes, not at every sentence.

    It names and links the note where that is another than the one of the tag before it.
    """

    document: str
    numbers: Mapping[int, int]
    lengths: Sequence[int]
    """Of each passage the words of its match."""
    last: tuple[str, int | None] | None = None
    last_length: int = -1

    def length(self, place: int, kind: str) -> str:
        """The words of a mark's match as an attribute, where they are not those of the mark before it."""
        if kind == "b" or self.lengths[place] == self.last_length:
            return ""
        self.last_length = self.lengths[place]
        return f' data-w="{self.last_length}"'

    def tag(self, place: int, kind: str | None) -> Html:
        number = self.numbers.get(place)
        if kind is None:
            if self.last and self.last[0] == "b":
                self.last = None
            return Html("")
        if self.last == (kind, number):
            return Html("")
        is_told = self.last is not None and self.last[1] == number
        self.last = (kind, number)
        label = nouns.TAGS[kind]
        if number is None or is_told:
            return Html(f'<b class="t-{kind}">{label}</b> ')
        anchor = anchors.note(self.document, number)
        return Html(f'<a class="t-{kind}" href="#{anchor}">{label} <b>{number}</b></a> ')


def text_view(lookup: Lookup, document: TracedDocument) -> TextView:
    """A document's text. The document must carry it."""
    shown = _in_order(document)
    found = runs(shown)
    numbers = {place: run.number for run in found for place in run.places}
    blocks = lookup.blocks[document.id]
    lengths = [match_words(lookup, document, each) if mark_of(each) in tuple("cepq") else 0 for each in shown]
    html = tuple(_marked(lookup, document, shown, _Tagger(document.id, numbers, lengths)))
    return TextView(
        document=attribute(document.id),
        language=Html(document.language) if document.language and _LANGUAGE.fullmatch(document.language) else None,
        direction=Html(_direction(document.text or "")),
        gap=_gap(document, blocks[-1].start if blocks else -1, document.characters),
        groups=tuple(_groups(lookup, document, shown, found, html)),
    )


def _direction(words: str) -> str:
    """Where lines begin, by the first letter that tells. A browser would go by the tag or token that stands before."""
    told = (unicodedata.bidirectional(character) for character in words)
    return "rtl" if next((each for each in told if each in ("L", "R", "AL")), "L") != "L" else "ltr"


def places(lookup: Lookup, document: TracedDocument) -> tuple[PlaceView, ...]:
    """A document's passages without their words."""
    return tuple(
        PlaceView(
            place=fill("{start}–{end}", start=passage.start, end=passage.end),
            kind=Html(nouns.TAGS[mark]) if (mark := mark_of(passage)) else say("original"),
            origin=lookup.origin(passage.origin.document) if passage.origin else say("taken_none"),
        )
        for passage in document.passages
    )


def _in_order(document: TracedDocument) -> tuple[Passage, ...]:
    """The passages that lie in the text, in order and without overlaps, whatever a saved report holds."""
    kept: list[Passage] = []
    length = len(document.text or "")
    for passage in sorted(document.passages, key=lambda passage: passage.start):
        if (kept[-1].end if kept else 0) <= passage.start < passage.end <= length:
            kept.append(passage)
    return tuple(kept)


def _marked(
    lookup: Lookup, document: TracedDocument, passages: Sequence[Passage], tagger: _Tagger
) -> Iterator[BlockView]:
    """Each block with the parts of the passages that lie in it."""
    words = document.text or ""
    place, before = 0, -1
    for block in lookup.blocks[document.id]:
        gap, before = _gap(document, before, block.start), block.start
        parts, done, is_cited = [], block.start, block.anchor in lookup.cited
        while place < len(passages) and passages[place].start < block.end:
            passage = passages[place]
            start, end = max(passage.start, block.start), min(passage.end, block.end)
            if start < end:
                is_cited |= mark_of(passage) is not None
                parts += [prose(words[done:start]), _mark(words[start:end], passage, place, tagger)]
                done = end
            if passage.end > block.end:
                break
            place += 1
        yield BlockView(block.anchor if is_cited else None, join([*parts, prose(words[done : block.end])]), gap)


def _gap(document: TracedDocument, start: int, end: int) -> Html | None:
    """How many sentences are left out that begin between two places."""
    sentences = sum(gap.sentences for gap in document.withheld if start < gap.start <= end)
    return say("gap", sentences=phrases.count("sentence", sentences)) if sentences else None


def _mark(words: str, passage: Passage, place: int, tagger: _Tagger) -> Html:
    kind = mark_of(passage)
    tag = tagger.tag(place, kind)
    if kind is None or kind == "o":
        return join((tag, prose(words)))
    about = Html(tagger.length(place, kind) + " data-q" * passage.quotation)
    shown = prose(words)
    return fill('{tag}<mark class="k-{kind}"{about}>{words}</mark>', tag=tag, kind=kind, about=about, words=shown)


def _groups(
    lookup: Lookup,
    document: TracedDocument,
    passages: Sequence[Passage],
    found: Sequence[Run],
    html: Sequence[BlockView],
) -> Iterator[GroupView]:
    """Blocks under one note, or under notes that overlap, stand together; the others stand without."""
    blocks = lookup.blocks[document.id]
    spans = [(_block_number(blocks, run.start), _block_number(blocks, run.end - 1), run) for run in found]
    spans.sort(key=lambda span: (span[0], span[2].number))
    done, place = 0, 0
    while place < len(spans):
        first, last, _ = spans[place]
        notes = []
        while place < len(spans) and spans[place][0] <= last:
            last = max(last, spans[place][1])
            notes.append(note(lookup, document, passages, spans[place][2]))
            place += 1
        if done < first:
            yield GroupView(tuple(html[done:first]), ())
        yield GroupView(tuple(html[first : last + 1]), tuple(notes))
        done = last + 1
    if done < len(html):
        yield GroupView(tuple(html[done:]), ())


def _block_number(blocks: Sequence[TextBlock], offset: int) -> int:
    return max(0, bisect_right(blocks, offset, key=lambda block: block.start) - 1)
