"""What was found and is believed, put together document by document: the `TracedDocument` of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from provenance import classify, credit, passages
from provenance.batch import chosen
from provenance.kernels import release, token_starts
from provenance.model import Block, Bound, Span, Strength, TracedDocument, Verdict
from provenance.pairs import parted
from provenance.passages import nouns
from provenance.wording import furniture
from provenance.wording.titles import can_be_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from provenance.batch import Outline
    from provenance.model import DateEvidence, Family, Match, Passage, Place, Relation, Shares, Witness
    from provenance.settings import CreditSettings, Settings
    from provenance.testimony.kept import Witnesses

_MOST_ROWS = 2**17  # passages, and segments as a document has them, that are laid out at a time, to bound the memory
_MIN_BLOCK_WORDS = 40  # of a run that is dated by itself
_ENDS = ".,;:!?)]”’»"
_MIN_REPEATED_WORDS = 8  # of a passage that is counted where a document says it twice
_MAX_TITLE_WORDS = 20
_TEXTS_AT_HAND = 64


@dataclass(frozen=True, slots=True)
class Believed:
    """What was found of some documents, and what is believed of them.

    `held` are the spans that each document has from missing ancestors, with their ids; `identical` are groups of
    documents with the same text, the first of which stands for the others.
    """

    witnesses: Witnesses
    matches: Sequence[Match]
    relations: Sequence[Relation]
    families: Sequence[Family]
    held: Mapping[str, Sequence[tuple[Span, str]]]
    identical: Sequence[tuple[str, ...]]


def documents(outline: Outline, believed: Believed, settings: Settings) -> tuple[TracedDocument, ...]:
    """Every document of the outline as the report shows it."""
    found, shares = _passages(outline, believed, settings)
    family_of = {member: family.id for family in believed.families for member in family.documents}
    by_document: dict[str, list[Place]] = defaultdict(list)
    for match in believed.matches:
        by_document[match.a.document].append(match.a)
        by_document[match.b.document].append(match.b)
    repeats = outline.repeats(_MIN_REPEATED_WORDS)
    is_shown = settings.report.text != "none"  # nobody asks for a text that is not, or its title
    traced = []
    for number, name in enumerate(outline.ids):
        witness, text = believed.witnesses.bare[name], believed.witnesses.text(name)
        document = witness.document
        traced.append(
            TracedDocument(
                id=document.id,
                sha256=document.sha256,
                title=(document.title or _title(believed.witnesses[name])) if is_shown else None,
                characters=len(text),
                words=outline.words(number),
                language=document.language,
                read=document.read,
                source=document.source,
                text=text if is_shown else None,
                dating=witness.dating,
                blocks=_blocks(text, witness.dating.evidence, by_document.get(document.id, ())),
                shares=shares[number],
                family=family_of.get(document.id),
                passages=found[number],
                repeats=repeats[number],
                in_file=document.in_file,
            )
        )
    return tuple(traced)


def _passages(
    outline: Outline, believed: Believed, settings: Settings
) -> tuple[list[tuple[Passage, ...]], list[Shares]]:
    """The passages and shares of each document. A whole copy takes over those of the document that stands for it."""
    witnesses, matches = believed.witnesses, believed.matches
    before = _Before(believed.relations, believed.families)
    parents: dict[str, set[str]] = defaultdict(set)
    for edge in (e for family in believed.families for e in family.edges):
        parents[edge.target].add(edge.source)
    stands_for = {other: same[0] for same in believed.identical for other in same[1:]}
    reused = {*stands_for, *stands_for.values(), *(place.document for match in matches for place in (match.a, match.b))}
    text = lru_cache(_TEXTS_AT_HAND)(witnesses.text)  # a text is asked for each phrase that may credit it
    identities = {name: _identity(witnesses[name], settings.credit, text) for name in witnesses if name in reused}

    def hear(number: int) -> credit.Credits:
        return credit.Credits(witnesses[outline.ids[number]], identities, before, settings.credit).heard()

    judge = partial(classify.piece, settings=settings.classify)
    found: list[tuple[Passage, ...]] = []
    shares: list[Shares] = []
    for numbers, near in _portions(outline, matches):
        part = chosen(outline, numbers)
        texts = [text(name) for name in part.ids]
        missing = {name: believed.held[name] for name in part.ids if name in believed.held}
        hear_of = partial(_heard_from, hear, numbers.start)
        laid, counted = passages.passages(part, texts, near, before, parents, missing, hear_of, text, judge)
        found += laid
        shares += counted
        del texts
        release()
    place = {name: number for number, name in enumerate(outline.ids)}
    for other, original in stands_for.items():
        if other in place:
            number, first = place[other], place[original]
            one, same = witnesses[other], witnesses[original]
            words, there = token_starts(one.document.text), token_starts(same.document.text)
            found[number] = nouns.whole_copy(one, words, same, there, found[first], hear(number))
            shares[number] = nouns.shares(*nouns.words_by_kind(found[number], words))
    return found, shares


def _identity(witness: Witness, settings: CreditSettings, text: Callable[[str], str]) -> credit.Identity:
    """By what a document may be credited. `text` gives that of a document by its id."""
    title = witness.document.title or _title(witness)
    return credit.identity(witness, title, settings, partial(text, witness.id))


def _heard_from(hear: Callable[[int], credit.Credits], first: int, number: int) -> credit.Credits:
    """The credits of a document whose number is counted from the `first` of its portion."""
    return hear(first + number)


def _portions(outline: Outline, matches: Sequence[Match]) -> Iterator[tuple[range, list[Match]]]:
    """The documents in portions, as ranges of numbers, each with the matches that touch it.

    The columns of a portion, its passages and segments, take far more memory than the passages that come of them.
    """
    place = {name: number for number, name in enumerate(outline.ids)}
    touching: dict[int, list[int]] = defaultdict(list)
    sizes = (outline.document_passage[1:] - outline.document_passage[:-1]).tolist()
    for n, match in enumerate(matches):
        for number in (place.get(match.a.document), place.get(match.b.document)):
            if number is not None:
                touching[number].append(n)
                sizes[number] += len(match.segments)
    for numbers in parted(range(len(outline)), sizes, _MOST_ROWS):
        near = sorted({n for number in numbers for n in touching.get(number, ())})
        yield range(numbers[0], numbers[-1] + 1), [matches[n] for n in near]


class _Before(Mapping[tuple[str, str], float]):
    """The probability that the first of two documents was finished before the second, for each pair both ways round.

    Held once for each pair, of which a large collection has many. Where the order of two is undetermined, and one is
    the first of their family, that one counts as the earlier.
    """

    def __init__(self, relations: Iterable[Relation], families: Iterable[Family]) -> None:
        first = {family.first: family.p_first or 0.0 for family in families if family.first is not None}
        held: dict[str, dict[str, float]] = defaultdict(dict)
        for each in relations:
            p = each.p_a_first
            if each.verdict is Verdict.UNDETERMINED:
                p = min(max(p, first.get(each.a, 0.0)), 1 - first.get(each.b, 0.0))
            held[each.a][each.b] = p
        self._held = dict(held)

    def __len__(self) -> int:
        return 2 * sum(map(len, self._held.values()))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        pairs = [(a, b) for a, others in self._held.items() for b in others]
        return chain(pairs, ((b, a) for a, b in pairs))

    def __getitem__(self, pair: tuple[str, str]) -> float:
        a, b = pair
        return self._held[a][b] if a < b else 1 - self._held[b][a]


def _title(witness: Witness) -> str | None:
    """A headline found in the text: its first line that can be a title and is no furniture.

    If that does not look like a headline, it is the only line above it that is furniture by repetition alone.
    """
    above = []
    for span, flag in zip(witness.passages, witness.is_furniture, strict=True):
        words = " ".join(witness.quote(span).lstrip("#*=- \t").split())
        is_own = flag and furniture.is_furniture(witness.quote(span), witness.document.language)
        if is_own or not can_be_title(words):
            continue
        is_headline = 0 < len(words.split()) <= _MAX_TITLE_WORDS and words[-1] not in '.:;,”"'
        if not flag and is_headline:
            return words
        if not flag:
            break
        above.append(words if is_headline else None)
    return above[0] if len(above) == 1 else None


def _blocks(text: str, evidence: Iterable[DateEvidence], sides: Iterable[Place]) -> tuple[Block, ...]:
    """Runs of a text that are dated by themselves: a long shared stretch, and the text around it."""
    hard = [(e.start, e) for e in evidence if e.strength is Strength.HARD and e.start is not None]
    if not hard:
        return ()  # nothing in it parts one run from another
    spans = sorted({(side.start or 0, side.end or 0) for side in sides})
    long = [(start, end) for start, end in spans if _is_block(text, start, end)]
    merged: list[tuple[int, int]] = []
    for start, end in long:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    if not merged:
        return ()
    edges = [0, *(edge for span in merged for edge in span), len(text)]
    runs = [Span(s, e) for s, e in pairwise(edges) if _is_block(text, s, e)]
    hard.sort(key=itemgetter(0))
    blocks = tuple(_block(text, run, hard) for run in runs)
    return blocks if len({(b.earliest, b.latest) for b in blocks}) > 1 else ()


def _is_block(text: str, start: int, end: int) -> bool:
    """Whether a run has the words of a block."""
    if end - start < 2 * _MIN_BLOCK_WORDS - 1:
        return False
    return len(text[start:end].split(maxsplit=_MIN_BLOCK_WORDS - 1)) >= _MIN_BLOCK_WORDS


def _block(text: str, run: Span, hard: Sequence[tuple[int, DateEvidence]]) -> Block:
    """A run of a text as a block; `hard`: the evidence that dates it, in the order of its places."""
    start, end = run.start, run.end
    while start < end and (text[start].isspace() or text[start] in _ENDS):  # what closes the run before it
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    first, last = (bisect_left(hard, edge, key=itemgetter(0)) for edge in (start, end))
    held = [e for _, e in hard[first:last]]
    return Block(
        start,
        end,
        max((e.date for e in held if e.bound is Bound.EARLIEST), default=None),
        min((e.date for e in held if e.bound is Bound.LATEST), default=None),
    )
