"""Words by which a text says that it repeats another."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from provenance.kernels import content_stems, lowered
from provenance.lexicon.credit import CREDIT_GENERIC_STEMS
from provenance.model import Evidence, Span
from provenance.wording.speech import head_lines, issuers, names_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Witness
    from provenance.pairs import Pairs

_NAME_PARTS = re.compile(r"[\W_]+|\.\w+$")
_WEIGHT = 2.5
_REPORTING_WEIGHT = 1.7
"""Of "the Echo reports": less than a note that a text is repeated. Set by judgement; no labelled data hold it."""

_ISSUER_WEIGHT = 1.0
"""Of "the River Authority said": a later release may use words again that were reported. Set by judgement, too."""
_SAID = (
    r"(?<!\w)(?:the )?{name}(?: (?:has|have|had|also|later))? (?:said|says|announced|reported|confirmed|disclosed"
    r"|stated|warned|advised|declared)\b"
    r"|\b(?:according to|(?:report|survey|study|filing|statement|advisory|release) (?:by|from)) (?:the )?{name}(?!\w)"
)
_MIN_NAME, _MAX_NAME = 3, 100
_HEAD_CHARACTERS = 600
"""In them a line that is the name of an agency says whose copy is printed."""
_OF_ADDRESSES = frozenset(["com", "org", "net", "www", "co", "uk", "gov", "html"])
"""Parts of addresses, which many have."""


def repost_marker(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """A text that says it repeats the other is the later one.

    *What it hears.* "Originally published by", "reprinted from", "From today’s …", "source:", "via", "h/t", "courtesy
    of", "read the original at" in one text, followed by words that name the other: its publisher, its title, its file,
    who wrote it, or a line of names at its head. And that the sender of the other "wrote:" what is quoted below, line
    by line. And, for less, that the publisher of the other "reports", that somebody "told" it, or that it stands in the
    byline; for still less, that whoever stands at the head of the other as its issuer "said" something.

    *Why it tells.* On real cross-posts between blogs the marked text was the copy 47 times out of 47.

    *When it misleads.* Within one site and between revisions the words say nothing; where they name a third text, or
    none that can be recognised, it abstains.
    """
    names = {witness.id: issuers(witness.document.text) for witness in pairs.witnesses}
    of_a, of_b = pairs.of_both(lambda one: bool(one.signs.markers or one.document.source.publisher or names[one.id]))
    for pair in np.flatnonzero(pairs.is_matched & (of_a | of_b)).tolist():
        a, b = pairs.two(pair)
        for find, weight, says in (
            (_marker, _WEIGHT, "says of itself that it repeats the other"),
            (_reported, _REPORTING_WEIGHT, "names the publisher of the other as the one who reported it"),
            (partial(_issued, names), _ISSUER_WEIGHT, "tells what the issuer of the other said"),
        ):
            marks = find(a, b), find(b, a)
            if (marks[0] is None) == (marks[1] is None):
                continue
            later, span = (a, marks[0]) if marks[0] is not None else (b, marks[1])
            assert span is not None
            favours, quote = "b" if later is a else "a", later.quote(span)
            yield pair, Evidence("repost-marker", favours, weight, later.id, quote, span.start, span.end, says)
            break


def _marker(witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that it repeats the other."""
    if not witness.signs.markers:
        return None
    # What both are called (a town, a shared headline) names neither.
    mine = frozenset[str]().union(*(words for words, _ in _names(witness)))
    names = [(words - mine, enough) for words, enough in _names(other)]
    own, heads = (head_lines(one.document.text) | _writers(one) for one in (witness, other))
    for span in witness.signs.markers:
        quote = witness.quote(span)
        said = _whole(content_stems(quote))
        if names_any(quote, heads - own) or any(len(said & words) >= enough for words, enough in names):
            return span
    return None


def _writers(witness: Witness) -> frozenset[str]:
    """Who wrote a document, in small letters, by their full names."""
    names = (name.casefold() for name in witness.document.source.byline or ())
    return frozenset(name for name in names if len(name.split()) > 1)


def _reported(witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that the other's publisher reported something, was told it, or wrote this."""
    name, own = (_bare(one.document.source.publisher or "") for one in (other, witness))
    text = witness.document.text
    if not _MIN_NAME <= len(name) <= _MAX_NAME or name.casefold() == own.casefold() or name not in text:
        return None
    bare = re.escape(name)
    reports = rf"(?<!\w){bare}(?: has| first)? (?:reports?|reported)\b"
    told = re.compile(rf"{reports}|\b(?:told|reported by|according to) (?:[Tt]he )?{bare}(?!\w)")
    line = rf"^[ \t*_]{{0,4}}(?:[Bb]y )?(?:[Tt]he )?{bare}(?: staff| reporters?)?[ \t*_]{{0,4}}$"
    signed = re.compile(line, re.MULTILINE)
    theirs = other.document.text
    found = told.search(text)
    if found is None or found.group() in theirs:
        found = None if signed.search(theirs) else signed.search(text, 0, _HEAD_CHARACTERS)
    return Span(found.start(), found.end()) if found else None


def _issued(names: Mapping[str, Sequence[str]], witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that who stands at the head of the other, as its issuer, said something.

    `names` are those of issuers, by document.
    """
    text, low = witness.document.text, lowered(witness.document.text)
    for name in names[other.id]:
        if name.lower() not in low or name in names[witness.id]:
            continue
        said = re.compile(_SAID.format(name=re.escape(name)), re.IGNORECASE)
        found = said.search(text)
        if found and not said.search(other.document.text):
            return Span(found.start(), found.end())
    return None


def _bare(name: str) -> str:
    """A name without its article, which is left out in speech: as the Daily Echo reported."""
    return name.removeprefix("The ").removeprefix("the ")


def _whole(stems: frozenset[str]) -> frozenset[str]:
    """Those that are words: a single Chinese or Japanese sign names nobody."""
    return frozenset(each for each in stems if len(each) > 1 or each.isascii())


def _names(witness: Witness) -> Iterator[tuple[frozenset[str], int]]:
    """The words by which a document may be named, each with how many are enough.

    One of its publisher, or of its file beside its headline; of the headline itself two, as many have one.
    """
    source = witness.document.source
    publisher, file, title = (
        _whole(content_stems(name or "")) - CREDIT_GENERIC_STEMS - _OF_ADDRESSES
        for name in (source.publisher, " ".join(_NAME_PARTS.split(witness.id)), witness.document.title)
    )
    return iter(((publisher, 1), (file - title, 1), (title, 2)))
