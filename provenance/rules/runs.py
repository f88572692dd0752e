"""Runs: how many words in a row two texts share, across sentences of which others were changed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from provenance.model import Degree, Place
from provenance.phrasing import are, count
from provenance.rules.desk import Objection, Reuse, by_source, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from provenance.model import TracedDocument
    from provenance.rules.desk import Desk

_WORD = re.compile(r"\w+")
_MOST_PLACES = 8
"""Of one run of words in a text that repeats itself, as many are looked at."""


def long_runs(
    desk: Desk, options: Any, is_meant: Callable[[Reuse], bool], how: str, settle: str
) -> Iterator[Objection]:
    """The objection to the longest run of words from each source, of those that are too long and are meant.

    `options` say `applies_to`, `sources` and `max_run_words`; `how`: in what way they stand there.
    """
    for document in desk.subjects(options.applies_to):
        meant = [reuse for reuse in desk.reuses(document, options.sources) if is_meant(reuse)]
        for source, held in by_source(meant).items():
            reuse = _longest(desk, document, held, options.max_run_words)
            if reuse is None:
                continue
            yield Objection(
                document=document.id,
                source=source,
                measured=reuse.words,
                limit=options.max_run_words,
                base=f"{count(reuse.words, 'word')} in a row of {document.words:,}",
                message=f"{count(reuse.words, 'word')} in a row {are(reuse.words)} those of {source}, {how}; "
                f"the limit is {options.max_run_words:,}",
                settle=settle,
                passages=(reuse.passage,),
            )


def _longest(desk: Desk, document: TracedDocument, held: Sequence[Reuse], most: int) -> Reuse | None:
    """The longest run of words that a document has from one source, if it has more than `most`."""
    longest: Reuse | None = None
    for chain in _chains(document, held):
        if total(chain) <= most:
            continue
        is_whole = len(chain) == 1 and chain[0].passage.degree is Degree.VERBATIM
        for reuse in (chain[0],) if is_whole else (*_verbatim(chain), *_runs(desk, document, chain, most)):
            if reuse.words > most:
                longest, most = reuse, reuse.words
    return longest


def _chains(document: TracedDocument, held: Sequence[Reuse]) -> Iterator[list[Reuse]]:
    """Passages in the order of the text, together where no word stands between them."""
    chain: list[Reuse] = []
    for reuse in held:
        if chain and _WORD.search(document.text or "", chain[-1].passage.end, reuse.passage.start):
            yield chain
            chain = []
        chain.append(reuse)
    if chain:
        yield chain


def _verbatim(chain: Sequence[Reuse]) -> Iterator[Reuse]:
    return (reuse for reuse in chain if reuse.passage.degree is Degree.VERBATIM)


def _runs(desk: Desk, document: TracedDocument, chain: Sequence[Reuse], most: int) -> Iterator[Reuse]:
    """The runs of more than so many words in neighbouring passages that stand in the source word for word."""
    source = chain[0].source
    origins = [each.passage.origin for each in chain]
    places = [(one.start, one.end) for one in origins if one and one.document == source]
    starts = [start for start, _ in places if start is not None]
    ends = [end for _, end in places if end is not None]
    if not starts or not ends:
        return
    own = _words(document.text or "", chain[0].passage.start, chain[-1].passage.end)
    theirs = _words(desk.documents[source].text or "", min(starts), max(ends))
    for begin, there, length in _shared([word for word, *_ in own], [word for word, *_ in theirs], most + 1):
        start, end = own[begin][1], own[begin + length - 1][2]
        passage = next(each.passage for each in chain if each.passage.end > start)
        origin = Place(source, theirs[there][1], theirs[there + length - 1][2])
        run = replace(passage, start=start, end=end, degree=Degree.VERBATIM, origin=origin)
        yield Reuse(run, source, desk.words(document, run))


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The words of a stretch of text, folded, each with its place."""
    found = _WORD.finditer(text, start, end)
    return [(unicodedata.normalize("NFKC", word[0]).casefold(), word.start(), word.end()) for word in found]


def _shared(
    own: Sequence[str], theirs: Sequence[str], least: int, most_places: int = _MOST_PLACES
) -> Iterator[tuple[int, int, int]]:
    """Where runs of so many words begin in both, and how long they are, each as long as it can be."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for there in range(len(theirs) - least + 1):
        held = places[tuple(theirs[there : there + least])]
        if len(held) < most_places:
            held.append(there)
    for begin in range(len(own) - least + 1):
        for there in places.get(tuple(own[begin : begin + least]), ()):
            if begin and there and own[begin - 1] == theirs[there - 1]:
                continue  # a part of the run before
            behind = zip(own[begin + least :], theirs[there + least :], strict=False)
            yield begin, there, least + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], behind))
