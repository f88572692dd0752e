"""Two documents side by side: their aligned passages, the words that differ, and what lies between, shortened."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.counting import count_words
from provenance.model import Degree, Kind, Span, Verdict, sureness
from provenance.reports.difference import Budget, Piece, differ
from provenance.reports.markup import Html, fill, join, prose, text
from provenance.reports.strings import nouns
from provenance.reports.views import anchors, phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.phrases import say
from provenance.reports.views.relations import chances
from provenance.settings import ClassifySettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Change, Match, Segment
    from provenance.reports.views.lookup import Lookup

MAX_GAP_WORDS = 30
"""Text on one side only is shown whole up to this length, else its ends."""

GAP_END_WORDS = 10
MAX_CHANGES = 12
"""Of the changes that matter, as many are named above a comparison; all stand in its rows."""

_MIN_COPIED = ClassifySettings().min_copied_similarity


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row: an aligned pair, or what stands on one side only. `kind` is the letter of its mark, or `gap`."""

    kind: Html
    earlier: Html | None
    """None where the later side says the same, word for word, so that it is shown once."""
    later: Html
    tag: Html
    notes: tuple[Html, ...]
    changes: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two documents side by side."""

    anchor: Html
    title: Html
    order: Html
    proof: Html | None
    summary: Html
    earlier: Html
    later: Html
    earlier_label: Html
    later_label: Html
    changes: tuple[Html, ...]
    more_changes: Html | None
    rows: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A segment with the earlier document's side first."""

    earlier: Span
    later: Span
    segment: Segment
    is_swapped: bool


def comparison(lookup: Lookup, a: str, b: str) -> ComparisonView:
    """Two documents that a match ties, `a` of the smaller id."""
    matches = lookup.pairs[a, b]
    earlier, later = lookup.ordered(a, b)
    relation = lookup.relation(a, b)
    is_known = relation is not None and relation.verdict is not Verdict.UNDETERMINED
    pairs = [
        _Pair(*((segment.a, segment.b) if earlier == a else (segment.b, segment.a)), segment, earlier != a)
        for match in matches
        for segment in match.segments
    ]
    pairs.sort(key=lambda pair: (pair.later, pair.earlier))
    pairs = _joined(pairs, lookup.documents[earlier].text, lookup.documents[later].text)
    either = not is_known
    has_text = lookup.documents[a].text is not None and lookup.documents[b].text is not None
    changes = _material(pairs, is_known) if has_text else ()
    return ComparisonView(
        anchor=anchors.comparison(earlier, later),
        title=say("compare_title", earlier=lookup.names[earlier], later=lookup.names[later]),
        order=_order(lookup, earlier, later),
        proof=phrases.order_link(lookup, a, b),
        summary=_summary(lookup, later, matches, pairs),
        earlier=say("column_either" if either else "column_earlier", name=lookup.name(earlier)),
        later=say("column_either" if either else "column_later", name=lookup.name(later)),
        earlier_label=lookup.names[earlier] if either else say("earlier"),
        later_label=lookup.names[later] if either else say("later"),
        changes=changes[:MAX_CHANGES],
        more_changes=phrases.more(len(changes) - MAX_CHANGES),
        rows=tuple(_rows(lookup, earlier, later, pairs, is_known)),
    )


def _joined(pairs: Sequence[_Pair], earlier: str | None, later: str | None) -> list[_Pair]:
    """The pairs, those that are the same word for word and follow one another on both sides as one.

    Within one paragraph, or where all of what is said is the same, from paragraph to paragraph.
    """
    found: list[_Pair] = []
    is_same = False
    for pair in pairs:
        last = found[-1] if found else None
        was_same, is_same = is_same, _is_same(earlier, later, pair)
        if (
            last is not None
            and last.segment.degree is pair.segment.degree is Degree.VERBATIM
            and _follows(earlier, last.earlier, pair.earlier, was_same and is_same)
            and _follows(later, last.later, pair.later, was_same and is_same)
        ):
            earlier_span, later_span = (
                Span(last.earlier.start, pair.earlier.end),
                Span(last.later.start, pair.later.end),
            )
            found[-1] = replace(last, earlier=earlier_span, later=later_span)
            is_same &= was_same
        else:
            found.append(pair)
    return found


def _is_same(earlier: str | None, later: str | None, pair: _Pair) -> bool:
    """Whether both sides of a pair say the same to the letter."""
    if earlier is None or later is None:
        return False
    sides = earlier[pair.earlier.start : pair.earlier.end], later[pair.later.start : pair.later.end]
    return sides[0].split() == sides[1].split()


def _follows(text_: str | None, before: Span, after: Span, is_across: bool) -> bool:
    """Whether nothing but white space lies between two spans of a text, within one paragraph unless `is_across`."""
    between = None if text_ is None or before.end > after.start else text_[before.end : after.start]
    return between is not None and not between.strip() and (is_across or "\n" not in between)


def _material(pairs: Sequence[_Pair], is_known: bool) -> tuple[Html, ...]:
    """The changes of figures, names, dates and negations, each once, in the later document's order; certainty last."""
    changes = [(change, pair.is_swapped) for pair in pairs for change in pair.segment.changes]
    changes.sort(key=lambda each: each[0].type == "hedge")  # which matters least, and is said most
    return tuple(dict.fromkeys(difference(each, is_swapped=turned, is_known=is_known) for each, turned in changes))


def _order(lookup: Lookup, earlier: str, later: str) -> Html:
    relation = lookup.relation(earlier, later)
    if relation is None or relation.verdict is Verdict.UNDETERMINED:
        chance = chances(lookup, relation) if relation else say("relation_even")
        whole = relation and phrases.whole_family(lookup, relation)
        told = say("compare_open_two" if whole else "compare_open", chances=chance)
        return join((told, whole), " ") if whole else told
    p = sureness(relation.p_a_first)
    return phrases.judged("compare_known", p, earlier=lookup.names[earlier])


def _summary(lookup: Lookup, later: str, matches: Sequence[Match], pairs: Sequence[_Pair]) -> Html:
    document = lookup.documents[later]
    stretches = say("compare_one") if len(matches) == 1 else say("compare_many", n=len(matches))
    if document.text is None:
        words = round(sum(len(pair.later) for pair in pairs) / max(1, document.characters) * document.words)
    else:
        words = sum(count_words(document.text[pair.later.start : pair.later.end]) for pair in pairs)
    return say("compare_summary", stretches=stretches, words=phrases.count("word", words), later=lookup.names[later])


# --------------------------------------------------------------------------- rows


def _rows(lookup: Lookup, earlier: str, later: str, pairs: Sequence[_Pair], is_known: bool) -> Iterator[PairRow]:
    """The pairs in the later document's order, each after what stands before it on either side alone."""
    texts = lookup.documents[earlier].text, lookup.documents[later].text
    gaps = _gaps([pair.earlier for pair in pairs]), _gaps([pair.later for pair in pairs])
    paragraphs = [block.start for block in lookup.blocks[later]]
    budget = Budget()
    furthest = -1
    for pair in pairs:
        if texts[0] is None or texts[1] is None:
            yield _bare_row(pair)
            continue
        before = _alone(texts[0], gaps[0].pop(pair.earlier.start, None))
        after = _alone(texts[1], gaps[1].pop(pair.later.start, None))
        if before and before.split() == after.split():
            yield PairRow(Html("gap"), None, _shortened(after), Html(""), (say("in_both"),), ())
        else:
            yield from _gap_rows(before, is_earlier=True)
            yield from _gap_rows(after, is_earlier=False)
        is_moved = pair.earlier.start < furthest
        if _is_same(*texts, pair):
            yield _same_row(texts[1], pair, paragraphs, is_moved)
        else:
            yield _row(texts[0], texts[1], pair, budget, is_known, is_moved)
        furthest = max(furthest, pair.earlier.start)


def _gaps(spans: Sequence[Span]) -> dict[int, Span]:
    """Start of a span -> the stretch before it that no span covers. What lies outside all spans is left out."""
    found, end = {}, None
    for span in sorted(spans):
        if end is not None and end < span.start:
            found[span.start] = Span(end, span.start)
        end = span.end if end is None else max(end, span.end)
    return found


def _alone(words: str, gap: Span | None) -> str:
    """What stands in a gap; nothing where that is no words."""
    alone = words[gap.start : gap.end].strip() if gap else ""
    return alone if any(character.isalnum() for character in alone) else ""


def _gap_rows(alone: str, *, is_earlier: bool) -> Iterator[PairRow]:
    if not alone:
        return
    shown, absent = _shortened(alone), fill('<span class="absent">{says}</span>', says=say("only_here"))
    yield PairRow(Html("gap"), shown if is_earlier else absent, absent if is_earlier else shown, Html(""), (), ())


def _shortened(alone: str) -> Html:
    words = alone.split()
    if len(words) <= MAX_GAP_WORDS:
        return prose(alone)
    hidden = phrases.count("word", count_words(alone) - 2 * GAP_END_WORDS)
    cut = fill(" <small>{says}</small> ", says=say("not_shown", words=hidden))
    return join((prose(" ".join(words[:GAP_END_WORDS])), cut, prose(" ".join(words[-GAP_END_WORDS:]))))


def _row(earlier_text: str, later_text: str, pair: _Pair, budget: Budget, is_known: bool, is_moved: bool) -> PairRow:
    earlier = earlier_text[pair.earlier.start : pair.earlier.end]
    later = later_text[pair.later.start : pair.later.end]
    pieces = differ(earlier, later, budget)
    is_retold = pair.segment.degree is Degree.HEAVY
    is_same = pair.segment.degree is Degree.VERBATIM
    notes = [] if is_same else [_alike(pair.segment)]
    notes += [say("moved")] * is_moved + [say("shared_bold")] * is_retold
    if pieces is None:
        shown = prose(earlier), prose(later)
        notes.append(say("too_long"))
    elif is_retold:
        shown = shared_marked(pieces[0]), shared_marked(pieces[1])
    else:
        shown = (
            _differences_marked(pieces[0], "<del>" if is_known else '<b class="only">'),
            _differences_marked(pieces[1], "<ins>" if is_known else '<b class="only">'),
        )
    is_marked = pieces is not None and not is_retold  # so that what changed is seen, and needs its type alone
    changes = (
        _type(change) if is_marked else difference(change, is_swapped=pair.is_swapped, is_known=is_known)
        for change in pair.segment.changes
    )
    return PairRow(Html(_mark(pair.segment)), *shown, _tag(pair.segment), tuple(notes), tuple(dict.fromkeys(changes)))


def _same_row(words: str, pair: _Pair, paragraphs: Sequence[int], is_moved: bool) -> PairRow:
    """What both texts say, once, in the later one's paragraphs, whose starts are given."""
    first, end = bisect_right(paragraphs, pair.later.start), bisect_left(paragraphs, pair.later.end)
    cuts = (pair.later.start, *paragraphs[first:end], pair.later.end)
    shown = join((prose(words[a:b].rstrip()) for a, b in pairwise(cuts)), "<br>")
    return PairRow(Html(_mark(pair.segment)), None, shown, _tag(pair.segment), (say("moved"),) * is_moved, ())


def _bare_row(pair: _Pair) -> PairRow:
    """A row of a report without text: where the two passages stand."""
    spans = [say("characters", start=span.start, end=span.end) for span in (pair.earlier, pair.later)]
    changes = tuple(say("differs_bare", what=Html(nouns.CHANGES[change.type])) for change in pair.segment.changes)
    return PairRow(Html(_mark(pair.segment)), spans[0], spans[1], _tag(pair.segment), (_alike(pair.segment),), changes)


def _alike(segment: Segment) -> Html:
    """How similar the words are; and why that is a copy, where it seems too little for one."""
    is_little = segment.degree is Degree.EDITED and segment.similarity < _MIN_COPIED
    return say("alike_but" if is_little else "alike", percent=phrases.percent(segment.similarity))


def _mark(segment: Segment) -> str:
    if segment.kind is Kind.COPIED:
        return "e" if segment.degree is Degree.EDITED else "c"
    return {Kind.PARAPHRASED: "p", Kind.BOILERPLATE: "b"}.get(segment.kind, "o")


def _tag(segment: Segment) -> Html:
    mark = _mark(segment)
    return say("original") if mark == "o" else Html(nouns.TAGS[mark])


def _differences_marked(pieces: Sequence[Piece], opening: str) -> Html:
    return join(prose(piece.text) if piece.is_shared else _wrapped(piece.text, opening) for piece in pieces)


def shared_marked(pieces: Sequence[Piece]) -> Html:
    """For a retelling, what is kept stands out: runs of at least two shared words, or a shared figure."""
    return join(
        _wrapped(piece.text, "<b>") if piece.is_shared and _is_telling(piece.text) else prose(piece.text)
        for piece in pieces
    )


def _is_telling(words: str) -> bool:
    return count_words(words) > 1 or any(character.isdigit() for character in words)


def _wrapped(words: str, opening: str) -> Html:
    """The words in an element, the white space after them outside."""
    element = opening.strip("<>").partition(" ")[0]
    bare = words.rstrip()
    return fill(
        "{opening}{words}{closing}{space}",
        opening=Html(opening),
        words=prose(bare),
        closing=Html(f"</{element}>"),
        space=words[len(bare) :],
    )


def difference(change: Change, *, is_swapped: bool = False, is_known: bool) -> Html:
    """What differs between two texts; `is_known`: the text on the left came first."""
    before, after = (change.b, change.a) if is_swapped else (change.a, change.b)
    key = "changed" if is_known else "differs"
    if not before.strip() or not after.strip():
        key += "_added" if after.strip() else "_dropped"
    return say(key, what=_type(change), before=_changed(before), after=_changed(after))


def _type(change: Change) -> Html:
    return Html(nouns.CHANGES.get(change.type, "")) or text(change.type)


def _changed(words: str) -> Html:
    return phrases.quote(shorten(words, GAP_END_WORDS))
