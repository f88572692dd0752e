"""One document's reuse at a glance: a strip of the whole text, and one for every text it shares words with.

The strips lie across, not along the text as a scroll bar would: so all of a long document is seen at once, at any
width of the screen, and each source has a strip of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.counting import words_of
from provenance.reports.markup import Html, attribute, plain
from provenance.reports.views import phrases
from provenance.reports.views.marks import mark_of
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provenance.model import Passage, TracedDocument
    from provenance.reports.views.lookup import Lookup

WIDTH = 600
MIN_WIDTH = 2
MAX_ROWS = 6
"""Sources, and later users, that have a strip; the largest. The others are counted."""


@dataclass(frozen=True, slots=True)
class StripView:
    """A strip: whose, the drawing, how many words."""

    label: Html
    svg: Html
    words: Html


@dataclass(frozen=True, slots=True)
class MapView:
    """The strips of a document: its own, those of its sources, those of texts that have something from it."""

    whole: Html | None
    """None where that of its only source is the same."""
    sources: tuple[StripView, ...]
    more_sources: Html | None
    takers: tuple[StripView, ...]
    more_takers: Html | None


def document_map(lookup: Lookup, document: TracedDocument, mix: Html) -> MapView | None:
    """The strips of a document; None where it shares nothing."""
    sources = _by_source(lookup, document)
    takers = lookup.given.get(document.id, {})
    if not sources and not takers:
        return None
    ranked = sorted(sources, key=lambda source: (-_words(document, sources[source]), source))
    users = sorted(takers, key=lambda taker: (-takers[taker], taker))
    marks = [(p.start, p.end, mark) for p in document.passages if (mark := mark_of(p))]
    is_only = len(sources) == 1 and not takers and len(sources[ranked[0]]) == len(marks)
    return MapView(
        None if is_only else _svg(document, marks, mix),
        tuple(_source(lookup, document, source, sources[source]) for source in ranked[:MAX_ROWS]),
        phrases.more(len(ranked) - MAX_ROWS),
        tuple(_taker(lookup, document, taker, takers[taker]) for taker in users[:MAX_ROWS]),
        phrases.more(len(users) - MAX_ROWS),
    )


def _by_source(lookup: Lookup, document: TracedDocument) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in document.passages:
        if passage.origin:
            found[passage.origin.document].append(passage)
    return {source: found[source] for source in found if source in lookup.documents or source in lookup.missing}


def _words(document: TracedDocument, passages: Iterable[Passage]) -> int:
    return sum(words_of(document, passage) for passage in passages)


def _source(lookup: Lookup, document: TracedDocument, source: str, passages: list[Passage]) -> StripView:
    is_open = source in lookup.documents and source not in lookup.taken[document.id]
    key = "map_open" if is_open else "map_from" if lookup.is_told(source, document.id) else "map_perhaps"
    return StripView(
        say(key, name=lookup.origin(source)),
        _svg(document, ((p.start, p.end, mark_of(p) or "c") for p in passages)),
        phrases.count("word", _words(document, passages)),
    )


def _taker(lookup: Lookup, document: TracedDocument, taker: str, words: int) -> StripView:
    key = "map_to" if lookup.is_told(document.id, taker) else "map_to_perhaps"
    return StripView(
        say(key, name=lookup.name(taker)),
        _svg(document, _taken(lookup, document, taker)),
        phrases.count("word", words),
    )


def _taken(lookup: Lookup, document: TracedDocument, taker: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a document that another has from it."""
    for passage in lookup.documents[taker].passages:
        origin = passage.origin
        if origin and origin.document == document.id and origin.start is not None and origin.end is not None:
            yield origin.start, origin.end, mark_of(passage) or "c"


def _svg(document: TracedDocument, stretches: Iterable[tuple[int, int, str]], label: Html | None = None) -> Html:
    """One path for each mark, a stroke for each stretch; those of one mark that touch are one."""
    scale = WIDTH / max(1, document.characters)
    strokes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, mark in sorted(stretches):
        left = min(round(start * scale), WIDTH - MIN_WIDTH)
        right = max(left + MIN_WIDTH, round(end * scale))
        done = strokes[mark]
        if done and left <= done[-1][1] + 1:
            done[-1] = done[-1][0], max(right, done[-1][1])
        else:
            done.append((left, right))
    drawn = (
        f'<path class="m-{mark}" d="{"".join(f"M{left} 6h{right - left}" for left, right in strokes[mark])}"/>'
        for mark in sorted(strokes)
    )
    named = f'role="img" aria-label="{attribute(plain(label))}"' if label else 'aria-hidden="true"'
    return Html(
        f'<svg class="strip" {named} viewBox="0 0 {WIDTH} 12" preserveAspectRatio="none">{"".join(drawn)}</svg>'
    )
