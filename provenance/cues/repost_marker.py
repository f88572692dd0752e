"""Words by which a text says that it repeats another."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.cues import CITES, REPEATS, REPORTS
from provenance.cues.houses import has_most
from provenance.kernels import content_stems, lowered
from provenance.lexicon.credit import CREDIT_GENERIC_STEMS, OF_RELEASE
from provenance.model import Evidence, Span, shared_spans
from provenance.wording import agencies, outlets
from provenance.wording.speech import names_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Match, Witness
    from provenance.pairs import Pairs

_NAME_PARTS = re.compile(r"[\W_]+|\.\w+$")
_WEIGHT = 2.5
_REPORTING_WEIGHT = 1.7
"""Of "the Echo reports": less than a note that a text is repeated. Set by judgement; no labelled data hold it."""

_ISSUER_WEIGHT = 1.0
"""Of "the River Authority said": a later release may use words again that were reported. Set by judgement, too."""
_SAID = (
    r"(?<!\w)(?:the )?{name}(?:, (?:which|whose|a|an|the) [^.;:\n\"“]{{1,90}},)?(?: (?:has|have|had|also|later))? "
    r"(?:said|says|announced|reported|confirmed|disclosed|stated|warned|advised|declared|told|responded"
    r"|was responding)\b"
    r"|\b(?:according to|(?:report|survey|study|filing|statement|advisory|release) (?:by|from)"
    r"|(?:researchers|scientists|academics|engineers|experts|team|economists) (?:at|from|of)) (?:the )?"
    r"(?:(?:\w+ )?(?:firm|company|charity|agency|consultancy|partnership|society|group) )?{name}(?!\w)"
)
_TITLE = r"(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|professor|prof|cllr|councillor|senator|president|minister)\.?"
_MIN_NAME, _MAX_NAME = 3, 100
_MIN_LINE_WORDS = 6  # of a line at the head of a text, whatever it is, that may be its title
_MIN_TITLE_WORDS = 4  # of a title without what stands behind its colon: fewer are a subject
_PRINTED = 0.6  # of the words of either, for a text that says that it prints an agency's copy
_NEAR = 0.6  # similarity of a sentence that is the other's

_HEAD_CHARACTERS = 600
"""In them a line that is the name of an agency says whose copy is printed."""
_OF_ADDRESSES = frozenset(["com", "org", "net", "www", "co", "uk", "gov", "html"])
"""Parts of addresses, which many have."""


def repost_marker(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """A text that says it repeats the other is the later one.

    *What it hears.* "Originally published by", "reprinted from", "From today’s …", "source:", "via", "h/t", "courtesy
    of", "read the original at" in one text, followed by words that name the other: its publisher, its title, its file,
    who wrote it, or a line of names at its head. And that the sender of the other "wrote:" what is quoted below, line
    by line. Or the other is cited, by its title or its paper, in a list of references or in a bracket with a year or a
    page, or by its title as that of a paper, a study or an article. And, for less, that the publisher of the other
    "reports", that somebody "told" it, or that it stands in the byline; where none is stated, it is whoever the head
    names, alone or beside its day. And that the agency in whose dateline the other stands is named where a paper says
    whose copy it prints: EFE / Redacción, (mit dpa), From wire reports. For still less, that whoever stands at the head
    of the other as its issuer, or as who gave the speech that it is, "said" something; or that words are from a press
    release, which the other is.

    *Why it tells.* On real cross-posts between blogs the marked text was the copy 47 times out of 47.

    *When it misleads.* Within one site and between revisions the words say nothing; where they name a third text, or
    none that can be recognised, it abstains.
    """
    heads = {witness.id: _head(witness) for witness in pairs.witnesses}
    for pair in np.flatnonzero(pairs.is_matched).tolist():
        a, b = pairs.two(pair)
        for find, weight, says in (
            (partial(_marker, heads), _WEIGHT, REPEATS),
            (partial(_cited, heads), _WEIGHT, CITES),
            (partial(_reported, heads, pairs.matches[pair]), _REPORTING_WEIGHT, REPORTS),
            (partial(_printed, pairs.matches[pair]), _WEIGHT, REPORTS),
            (_issued, _ISSUER_WEIGHT, "tells what the issuer of the other said"),
            (_of_release, _ISSUER_WEIGHT, "says that it has words from a release, as which the other is marked"),
        ):
            marks = find(a, b), find(b, a)
            if (marks[0] is None) == (marks[1] is None):
                continue
            later, span = (a, marks[0]) if marks[0] is not None else (b, marks[1])
            assert span is not None
            favours, quote = "b" if later is a else "a", later.quote(span)
            yield pair, Evidence("repost-marker", favours, weight, later.id, quote, span.start, span.end, says)
            break


class _Head(NamedTuple):
    """Whom and what the head of a text names.

    `papers`: who may have published it: its publisher, the paper after which its file is called, or whom its head
    names, beside its day or in a line of its own.
    `lines`: its lines of a few words and the papers beside its day, in small letters. `titles`: by what it may be
    cited, in small letters: its title and its paper.
    """

    papers: Sequence[str]
    lines: frozenset[str]
    titles: Sequence[str]


def _head(witness: Witness) -> _Head:
    text, publisher, head = witness.document.text, witness.document.source.publisher, witness.signs.head
    title = (witness.document.title or text.lstrip().partition("\n")[0]).strip().casefold()
    part = title.partition(":")[0]
    short = [part] * (title.startswith(f"{part}:") and len(part.split()) >= _MIN_TITLE_WORDS)
    titles = [title, *short] if title in head.names else []
    file = outlets.by_file(witness.id)
    papers = dict.fromkeys([*filter(None, (publisher, file)), *head.papers, *head.issuers])
    return _Head(tuple(papers), head.names, titles + [name.casefold() for name in head.papers])


def _marker(heads: Mapping[str, _Head], witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that it repeats the other."""
    if not witness.signs.markers:
        return None
    # What both are called (a town, a shared headline) names neither.
    mine = frozenset[str]().union(*(words for words, _ in _names(witness)))
    names = [(words - mine, enough) for words, enough in _names(other)]
    own, theirs = (heads[one.id].lines | _writers(one) for one in (witness, other))
    for span in witness.signs.markers:
        quote = witness.quote(span)
        said = _whole(content_stems(quote))
        if names_any(quote, theirs - own) or any(len(said & words) >= enough for words, enough in names):
            return span
    return None


def _cited(heads: Mapping[str, _Head], witness: Witness, other: Witness) -> Span | None:
    """Where a text names the other, by its title or its paper, among the works that it cites."""
    works = witness.signs.works
    if not works:
        return None
    # What both are about is no work that either cites.
    lines = (line for line in other.signs.head.lines if len(line.split()) >= _MIN_LINE_WORDS)
    titles = [
        name for name in (*heads[other.id].titles, *lines) if not any(name in line for line in heads[witness.id].lines)
    ]
    return next((span for span in works if titles and names_any(witness.quote(span), titles)), None)


def _writers(witness: Witness) -> frozenset[str]:
    """Who wrote a document, in small letters, by their full names."""
    names = (name.casefold() for name in witness.document.source.byline or ())
    return frozenset(name for name in names if len(name.split()) > 1)


def _reported(heads: Mapping[str, _Head], matches: Sequence[Match], witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that the other's publisher reported something, was told it, or wrote this.

    What another text states a later day cannot have been reported. Of the texts of a paper, that is meant which has the
    sentence in which somebody tells it something, or which shares most of one of the two.
    """
    stated = _bare(other.document.source.publisher or "")
    mine = {_bare(witness.document.source.publisher or "").casefold()}
    read = mine | {_bare(name).casefold() for name in heads[witness.id].papers}
    text = witness.document.text
    for name in map(_bare, heads[other.id].papers):
        own = mine if name == stated else read
        if not _MIN_NAME <= len(name) <= _MAX_NAME or name.casefold() in own or name not in text:
            continue
        if _states_later_day(other, witness):
            return None
        is_meant = has_most(matches, witness) or has_most(matches, other)
        near = [Span(0, len(text))] if is_meant else shared_spans(matches, witness.id, _NEAR)
        is_elsewhere = mine != {""} or witness.is_relay
        found = _report(re.escape(name), text, near, other, may_be_own=name == stated and not is_elsewhere)
        if found is None and is_meant:
            found = _signed(name, witness, other)
        if found:
            return Span(found.start(), found.end())
    return None


def _report(bare: str, text: str, near: Sequence[Span], other: Witness, *, may_be_own: bool) -> re.Match[str] | None:
    """Where a text says that a paper, by its escaped name, reported; or, in what is near the other, was told."""
    reports = rf"(?<!\w){bare}(?: has| first)? (?:reports?|reported)\b"
    said = re.compile(rf"{reports}|\b(?:(?P<told>told)|reported by|according to) (?:[Tt]he )?{bare}(?!\w)")
    for found in said.finditer(text):
        if may_be_own and found.group() in other.document.text:
            continue  # another page of the paper may as well call it by its name: "she told the Gazette"
        if not found["told"] or any(span.start < found.end() and found.start() < span.end for span in near):
            return found
    return None


def _signed(name: str, witness: Witness, other: Witness) -> re.Match[str] | None:
    """Where the byline of a text names the paper or agency of the other.

    Where the other has it in its own, it is the agency's own text, as its dateline says, and this a paper's.
    """
    line = (
        rf"^[ \t*_]{{0,4}}(?:[Bb]y (?:[^\n]{{3,{_MAX_NAME}}}, )?)?(?:[Tt]he )?{re.escape(name)}"
        r"(?: staff| reporters?)?[ \t*_]{0,4}$"
    )
    signed = re.compile(line, re.MULTILINE)
    own, theirs = (_bare(one.document.source.publisher or "") for one in (witness, other))
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    if signed.search(other.document.text) and not (own not in ("", name, initials) and theirs in (name, initials)):
        return None
    return signed.search(witness.document.text, 0, _HEAD_CHARACTERS)


def _printed(matches: Sequence[Match], witness: Witness, other: Witness) -> Span | None:
    """Where a text says that it prints an agency's copy, as which the other is signed and with which it has most."""
    name = other.document.source.publisher
    if name is None or name == witness.document.source.publisher or _states_later_day(other, witness):
        return None
    if not agencies.is_wired(other.document.text, name):
        return None
    found = agencies.credited(witness.document.text, name)
    # A later story of the agency repeats of the one that was printed what went before.
    is_meant = has_most(matches, witness, _PRINTED) or has_most(matches, other, _PRINTED)
    return found if found and is_meant else None


def _states_later_day(other: Witness, witness: Witness) -> bool:
    """Whether both texts state their day, and the other's is the later."""
    one, own = other.dating.stated, witness.dating.stated
    return one is not None and own is not None and one.date > own.date


def _issued(witness: Witness, other: Witness) -> Span | None:
    """The words by which a text says that who stands at the head of the other, as its issuer, said something."""
    names = [name for name in other.signs.head.issuers if name not in witness.signs.head.issuers]
    text, low = witness.document.text, lowered(witness.document.text) if names else ""
    for name in names:
        last = name.split()[-1]
        if last.lower() not in low and (outlets.initials(name) or last) not in text:
            continue
        short = f"|(?-i:{first})" if (first := outlets.initials(name)) else ""
        if name in text:  # the Baths Trust is the trust from there on
            short += rf"|(?-i:(?<=the ){re.escape(last.lower())})"
        said = re.compile(_SAID.format(name=f"(?:{re.escape(name)}{short}|{_TITLE} {re.escape(last)})"), re.IGNORECASE)
        found = said.search(text)
        own = other.document.text
        below = own.find("\n", max(own.find(name), 0))  # the line that says whose statement it is tells nothing else
        if found and not said.search(own, max(below, 0)):
            return Span(found.start(), found.end())
    return None


def _of_release(witness: Witness, other: Witness) -> Span | None:
    """The words by which a text that is none says that it has something from a release, which the other is."""
    if other.signs.release is None or witness.signs.release is not None:
        return None
    found = OF_RELEASE.search(witness.document.text)
    return Span(*found.span()) if found else None


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
    short = frozenset(filter(None, [(outlets.initials(source.publisher or "") or "").lower()]))
    return iter(((publisher | short, 1), (file - title, 1), (title, 2)))
