"""Features for and against one text being the source of another: what a copier can and cannot have done.

A copier leaves out, adds, rewords and makes coarse. What is lost on the way does not come back: a text that has a
passage plain, in full or in the very words, where another has it reworded, shortened or rounded, was not made of that
other, if a third is nearer. And whoever copies a text to its end seldom leaves out just what the text has alone: who
lacks those lines rather has the source of it. `weighing` weighs the features. Columns have a row for each text and
candidate for its source, in the order of `shared_words.Rows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.batch import begins, consecutive
from provenance.lineage import shared_words
from provenance.lineage.granularity import balance, fine
from provenance.wording.coverage import union, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.lineage.granularity import Fine
    from provenance.lineage.shared_words import Rows, Sentences
    from provenance.model import Evidence, Relation, Span, Witness
    from provenance.wording.coverage import Coverage, Held

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

SOURCE = (
    "explained", "sentences-changed", "moved", "alone-left-out", "left-out", "end-left-out", "head-left-out",
    "put-in", "only", "before", "odds", "more-speech", "relay", "release", "repeats", "both-release", "coarser", "lags",
    "shared-lags", "attribution", "update", "undone", "changed", "owed",
)  # fmt: skip
"""What is looked at in a candidate for the source of a text, in the order of the weights.

The share of what the text has in common with any that the candidate has; how many sentences differ, and how often their
order does; of the candidate, which share of its words the text lacks amid what they share (that no other text has; that
others have), after it and before it; which share of the text's own words no other has and stand amid; which share of
what the text has in common with any it has in common with the candidate alone; the log of the probability that the
candidate was first, and its log odds; by how much larger the share of its words is that stands in quotation marks; that
it stands in forum software; that it is a release; that it says that it repeats another text; that both are releases; in
how many more sentences the text is the coarser of the two than the finer; what the reasons for an order are worth, as
`reasons`; the share of the common words that a third has nearer, and how many words were changed more than by that
third; the share that the candidate has of what the text shares with any neither later nor made of it.
How long the two are, and which share of either the other has, tells nothing of real texts.
"""

NONE = ("none", "release", "relay", "alone", "other-release", "edited", "owed")
"""What is looked at for a text that has no source here: in itself; that it is a release; that it stands in forum
software; which share of its words no other has; that another that shares words with it is a release; how much was
changed even between it and the nearest; which share of the common words stands in one neither later nor made of it."""

_NOT_LATER = 0.3  # who is more surely later than that is no candidate to measure others by
_NEAREST_SHARE = 0.3  # who explains less is no measure of how near a source could be
_LEAST, _LEAST_FIRST = 0.001, 0.01  # probabilities, before their logarithms are taken
_APART = 2.6  # log odds: from here on what dating says is more than the usual lags
_REASONS = 4  # columns of `reasons`
_PLACES = {"attribution": 2, "update-note": 3}
_AS_NEAR = 0.02  # of similarity: so much nearer is no nearer
_MOST_CHANGED, _MOST_COARSER, _MOST_EDITED = 30.0, 8, 0.1  # features do not exceed these
_MIN_SIMILARITY = 0.5  # below it two sentences tell too different things to ask which is the finer


class Marks(NamedTuple):
    """Whether a document stands in forum software, has the marks of a release, says that it repeats another: 1 or 0."""

    relay: float
    release: float
    repeats: float


@dataclass(frozen=True, slots=True)
class Retold:
    """How near each candidate has each sentence of a text, sorted by sentence. N entries.

    `row` is the row of the candidate, `near` the similarity, `sentence` the number of the sentence, each of shape [N];
    `words` counts the words of each sentence.
    """

    row: Ints
    near: Floats
    sentence: Ints
    words: Ints


@dataclass(frozen=True, slots=True)
class Facts:
    """The features of families that do not depend on what is believed of the lineage. D documents, R rows.

    `sources[t]` are the candidates for the source of `t`. `fixed` [R, F] are the first features of `SOURCE`, `roots`
    [D, G] the first of `NONE`. `total` [D] counts the words that each text has in common with any; `near` [R] is the
    similarity of the two texts of a row, `is_early` [R] whether the candidate is not known to be later. `quoted[t]` are
    the words of `t` in quotation marks, as a set of bits.
    """

    sources: Mapping[str, Sequence[str]]
    rows: Rows
    fixed: Floats
    roots: Floats
    retold: Retold
    total: Ints
    near: Floats
    is_early: Bools
    quoted: Mapping[str, int]


def facts(
    members: Sequence[str],
    shared: Coverage,
    before: Mapping[tuple[str, str], float],
    reasons: Mapping[tuple[str, str], Sequence[float]],
    apart: frozenset[frozenset[str]],
    explained: Mapping[str, int],
    witnesses: Mapping[str, Witness],
) -> Facts:
    """The facts of all families together. Of pairs in `apart` neither is the source of the other.

    `before[x, y]` is the probability that `x` was before `y`; `explained` are words, as sets of bits, whose source is
    known not to be here; `reasons` are those of the function of that name.
    """
    quoted = {name: shared.of(name, witnesses[name].quotations) for name in members}
    sources = shared_words.sources(members, shared, apart)
    rows = shared_words.rows(sources, shared)
    words = shared_words.words([witnesses[name] for name in members], shared, quoted)
    marks = np.array([_marks(witnesses[name]) for name in members], dtype=np.float64).reshape(-1, len(Marks._fields))
    is_release = marks[:, Marks._fields.index("release")]
    first = np.array([before.get(pair[::-1], 0.5) for pair in rows.pairs], dtype=np.float64)
    total = np.array([shared.whole[name].bit_count() or 1 for name in members], dtype=np.int64)
    told = shared_words.sentences(rows, shared)
    speech = words.spoken / words.size
    fixed = np.column_stack(
        [
            _explained(rows, explained) / total[rows.target],
            *shared_words.order(rows, told),
            *shared_words.left_out(rows, words),
            shared_words.alone(rows) / total[rows.target],
            *_precedence(first),
            speech[rows.source] - speech[rows.target],
            marks[rows.source],
            is_release[rows.source] * is_release[rows.target],
            _coarser(rows, told, witnesses, quoted),
            _reasons(rows, reasons),
        ]
    )
    each = np.arange(len(members))
    alone = words.alone.behind(each, 0) / words.size
    beside = np.bincount(rows.target, is_release[rows.source], len(members)) > 0
    roots = np.column_stack([np.ones(len(members)), is_release, marks[:, Marks._fields.index("relay")], alone, beside])
    near = np.array([shared.near[pair] for pair in rows.pairs], dtype=np.float64)
    return Facts(sources, rows, fixed, roots, _retold(rows, told), total, near, first >= _NOT_LATER, quoted)


def _reasons(rows: Rows, reasons: Mapping[tuple[str, str], Sequence[float]]) -> Floats:
    """The reasons for the candidate of each row to be the earlier. Shape [R, `_REASONS`]."""
    found = np.zeros((len(rows.pairs), _REASONS))
    held = [(row, reasons[pair[::-1]]) for row, pair in enumerate(rows.pairs) if pair[::-1] in reasons]
    found[[row for row, _ in held]] = np.array([sums for _, sums in held]).reshape(-1, _REASONS)
    return found


def _explained(rows: Rows, explained: Mapping[str, int]) -> Ints:
    """How many of the common words of each text a candidate has, but for those whose source is known."""
    if not explained:
        return rows.taken
    left = [words & ~explained.get(pair[0], 0) for pair, words in zip(rows.pairs, rows.words, strict=True)]
    return np.array([words.bit_count() for words in left], dtype=np.int64)


def _retold(rows: Rows, told: Sentences) -> Retold:
    """Each sentence once for each candidate that has it, with the highest similarity there.

    Where one candidate has two sentences in one and another has them apart, they are two.
    """
    starts = np.array([words.start for words in told.words], dtype=np.int64)
    ends = np.array([words.stop for words in told.words], dtype=np.int64)
    room = int(ends.max(initial=0)) + 1
    at = rows.target[told.row] * room
    cuts = np.unique(np.concatenate([at + starts, at + ends]))
    first, last = np.searchsorted(cuts, at + starts), np.searchsorted(cuts, at + ends)
    counts = last - first
    place = consecutive(first, counts)
    row, near = np.repeat(told.row, counts), np.repeat(told.near, counts)
    order = np.lexsort((row, place))
    row, near, place = row[order], near[order], place[order]
    each = np.flatnonzero(begins(place, row))
    nearest = np.maximum.reduceat(near, each) if len(each) else near
    held, sentence = np.unique(place[each], return_inverse=True)
    return Retold(row[each], nearest, sentence, cuts[held + 1] - cuts[held])


def thirds(known: Facts, below: frozenset[tuple[str, str]], asked: Bools) -> tuple[Floats, Floats]:
    """The features that depend on third texts, of the texts that are `asked` for: the last of `SOURCE` and of `NONE`.

    Pairs in `below` are believed to be a text and one made of it; of a text, what is made of it tells nothing.
    """
    rows = known.rows
    is_below = np.array([pair in below for pair in rows.pairs], dtype=np.bool_)
    is_early = known.is_early & ~is_below
    of_asked = asked[rows.target]
    undone, changed = _undone(known, is_early, asked)
    paid, owed = _owed(known, is_early, asked)
    is_near = is_early & (known.fixed[:, 0] > _NEAREST_SHARE)
    has_near = np.bincount(rows.target[is_near], minlength=len(asked)) > 0
    counted = np.where(has_near[rows.target], is_near, is_early)
    nearest = np.full(len(asked), -1.0)
    np.maximum.at(nearest, rows.target[counted], known.near[counted])
    edited = np.minimum(1 - np.where(nearest < 0, 1.0, nearest), _MOST_EDITED)
    return (
        np.column_stack([undone[of_asked], np.minimum(changed, _MOST_CHANGED)[of_asked], paid]),
        np.column_stack([edited[asked], owed]),
    )


def _owed(known: Facts, is_early: Bools, asked: Bools) -> tuple[list[float], list[float]]:
    """The share that each candidate has of what early texts have of the texts asked, and how much that is of each."""
    rows = known.rows
    ends, early = np.cumsum(rows.counts), is_early.tolist()
    paid, owed = [], []
    for text in np.flatnonzero(asked).tolist():
        part = slice(ends[text] - rows.counts[text], ends[text])
        words = union(compress(rows.words[part], early[part]))
        count = words.bit_count()
        paid += [(each & words).bit_count() / count if count else 1.0 for each in rows.words[part]]
        owed.append(count / int(known.total[text]))
    return paid, owed


def _undone(known: Facts, is_early: Bools, asked: Bools) -> tuple[Floats, Floats]:
    """Of each row, the share of the common words that a third has nearer, and how many it has changed more than one.

    A sentence that a candidate has not is one that another has nearer.
    """
    rows, retold = known.rows, known.retold
    held = np.flatnonzero(asked[rows.target[retold.row]])
    row, near, sentence = retold.row[held], retold.near[held], retold.sentence[held]
    if not len(held):
        return np.zeros(len(rows.pairs)), np.zeros(len(rows.pairs))
    is_new = begins(sentence)
    first, of = np.flatnonzero(is_new), np.cumsum(is_new) - 1
    early = np.where(is_early[row], near, 0.0)
    best = np.maximum.reduceat(early, first)
    place = np.arange(len(held))
    leader = np.minimum.reduceat(np.where(early == best[of], place, len(held)), first)
    leads = place == leader[of]
    second = np.maximum.reduceat(np.where(leads, 0.0, early), first)
    rival, is_told = np.where(leads, second[of], best[of]), best > 0
    words = retold.words[sentence]
    kept, more = is_told[of] & (rival <= near + _AS_NEAR), is_told[of] & (rival > near)
    told = np.bincount(rows.target[row[first]], words[first] * is_told, len(asked))
    undone = told[rows.target] - np.bincount(row[kept], words[kept], len(rows.pairs))
    changed = np.bincount(row[more], words[more] * (rival - near)[more], len(rows.pairs))
    return undone / known.total[rows.target], changed.astype(np.float64)


def _marks(witness: Witness) -> Marks:
    return Marks(float(witness.is_relay), float(is_release(witness)), float(bool(witness.signs.markers)))


def is_release(witness: Witness) -> bool:
    """Whether a document has the marks of a release."""
    return witness.signs.release is not None


def reasons(relations: Iterable[Relation], shared: Coverage) -> dict[tuple[str, str], tuple[float, ...]]:
    """For each pair with any, both ways round, four sums of evidence that the first was earlier, in log odds.

    Of dates worth no more than the usual lags, by words that only one of them has and by words that both have, of which
    one may have left out the day; of attribution; of update notes.
    """
    found: dict[tuple[str, str], tuple[float, ...]] = {}
    for relation in relations:
        a, b = relation.a, relation.b
        held = [one for one in relation.evidence if one.cue in _PLACES or (one.cue == "dating" and one.weight < _APART)]
        if held and (a, b) in shared.shared:
            sums = [0.0] * _REASONS
            for one in held:
                other = b if one.document == a else a
                place = _PLACES.get(one.cue)
                if place is None:
                    place = 1 if _is_shared(one, shared.between.get((one.document, other), ())) else 0
                sums[place] += one.weight if one.favours == "a" else -one.weight
            found[a, b], found[b, a] = tuple(sums), tuple(-each for each in sums)
    return found


def _is_shared(evidence: Evidence, held: Iterable[Held]) -> bool:
    """Whether evidence is quoted from words that both have, or from none."""
    start = evidence.start
    return start is None or any(each.own.start <= start < each.own.end for each in held)


def _precedence(p: Floats) -> tuple[Floats, Floats]:
    """The log of a probability of having been first, and its log odds."""
    bounded = np.minimum(np.maximum(p, _LEAST_FIRST), 1 - _LEAST_FIRST)
    return np.log(np.maximum(p, _LEAST)), np.log(bounded / (1 - bounded))


def _coarser(rows: Rows, told: Sentences, witnesses: Mapping[str, Witness], quoted: Mapping[str, int]) -> Floats:
    """In how many more sentences a text is coarser than its candidate than it is finer, up to 8."""
    is_first = rows.target < rows.source
    is_unlike = (told.near >= _MIN_SIMILARITY) & (told.near < 1)
    unlike, speech = np.flatnonzero(is_unlike & is_first[told.row]), _spoken(rows, told, is_unlike, quoted)
    kinds: dict[Fine, int] = {}
    known: dict[str, int] = {}

    def kind(name: str, span: Span) -> int:
        text = witnesses[name].quote(span)
        found = known.get(text)
        if found is None:
            found = known[text] = kinds.setdefault(fine(text), len(kinds))
        return found

    pairs = [rows.pairs[row] for row in told.row[unlike].tolist()]
    held = [told.held[place] for place in unlike.tolist()]
    sides = [(kind(a, each.own), kind(b, each.other)) for (a, b), each in zip(pairs, held, strict=True)]
    tones, worth = list(kinds), {}
    for x, y in sides:
        if x != y and (x, y) not in worth:
            worth[x, y] = balance(tones[y], tones[x])
    finer = np.array([worth.get(side, 0) for side in sides], dtype=np.int64)
    sums = np.bincount(told.row[unlike], finer, len(rows.pairs)) + (speech[rows.back] - speech) * is_first
    bounded = np.clip(sums, -_MOST_COARSER, _MOST_COARSER)
    bounded[rows.back[is_first]] = -bounded[is_first]
    return bounded


def _spoken(rows: Rows, told: Sentences, unlike: Bools, quoted: Mapping[str, int]) -> Floats:
    """In how many of the sentences that are `unlike` words of the text stand in quotation marks, row by row."""
    speech = [quoted[pair[0]] & words for pair, words in zip(rows.pairs, rows.words, strict=True)]
    asked = np.flatnonzero(unlike & np.array([bool(words) for words in speech], dtype=np.bool_)[told.row])
    places = zip(told.row[asked].tolist(), asked.tolist(), strict=True)
    marked = [bool(within(speech[row], told.words[place])) for row, place in places]
    return np.bincount(told.row[asked], np.array(marked, dtype=np.float64), len(rows.pairs)).astype(np.float64)
