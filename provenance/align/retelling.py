"""Retellings: a text told again sentence by sentence in other words, names and figures kept and mostly the order too.

Two reports of one event share names and figures as well. But in a retelling they lie together: what a sentence has in
common with the other text stands there in one sentence, and the next sentence goes on behind it. A pair of passages
scores the log-odds of its common words standing in these two by retelling or by chance, given that both texts have
them. Pairs that follow each other in both texts add up, less something for every passage skipped: a local alignment
(Smith and Waterman 1981). What was found before is not told anew: where it is reworded it counts with the others,
where it is copied, or quotes, it costs nothing to pass over, since other reports have it as well. Nor do these keep so
many of the names and figures that stand in between.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np

from provenance.align.odds import MOST, Stems, Words, asked_for_size, free_passages, quotes, sharing
from provenance.align.pairs import ALIKE, Pairing, all_compared
from provenance.align.shared_content import marks, telling_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.align.odds import Key
    from provenance.align.sides import Side
    from provenance.batch import Batch
    from provenance.kernels import Survey

_SKIPPED, _LEFT_OUT = 1.0, 0.3  # taken off for each passage that has no like; in the text of which more is left out
_REACH = 15  # passages, from one pair to the next
_MIN_PAIRS, _MIN_ODDS = 4, 13.25  # of a retelling; other reports of one event, as short as that, reach 12
_PER_KEPT, _MIN_KEPT = 30.0, 0.7  # odds by the share of names and figures kept: .9 in rewrites, .4 in other reports
_FEW_MARKS = 4  # names and figures: of fewer, however many are kept tells little
_MIN_TELLING = 1.25  # words that are no names, titles and figures, which a pair shares on average
_MIN_FILLED = 0.5  # score of a pair between two pairs of a retelling
_BEYOND = 2  # passages before the first pair and behind the last that are looked at, too


def retold(
    batch: Batch,
    documents: tuple[int, int],
    sides: tuple[Side, Side],
    survey: Survey,
    found: Sequence[Pairing],
) -> list[Pairing]:
    """The pairs of passages in which one of two documents tells the other again, in order; none where neither does.

    `found` are pairs that are told already, and are not told anew. One retelling at most is looked for.
    """
    free = tuple(free_passages(side, [(one.a, one.b)[k] for one in found]) for k, side in enumerate(sides))
    reworded = {key for one in found if _is_reworded(batch, documents, one) for key in _places(sides, one)}
    asked = [(i, j) for i, j in survey.pairs.tolist() if (free[0][i] and free[1][j]) or (i, j) in reworded]
    keys = sharing(sides, asked)
    if len(keys) < _MIN_PAIRS or all(key in reworded for key in keys):
        return []
    words = Words(Stems(sides[0]), Stems(sides[1]))
    scores = {key: score for key in keys if (score := words.score(*key)) > 0}
    is_open = tuple(_with(flags, [key[k] for key in reworded]) for k, flags in enumerate(free))
    at = tuple(np.cumsum(flags).tolist() for flags in is_open)
    odds, path = max(
        (_best_path(scores, at, costs) for costs in ((_SKIPPED, _LEFT_OUT), (_LEFT_OUT, _SKIPPED))),
        key=lambda one: one[0],
    )
    if len(path) < _MIN_PAIRS or not _tells(batch, documents, sides, path):
        return []
    if odds + _kept(batch, documents, sides, is_open, path) < _MIN_ODDS + asked_for_size(sides):
        return []
    told = (key for key in _filled(words, free, at, path) if key not in reworded)
    return all_compared(*sides, [(sides[0].passages[i], sides[1].passages[j]) for i, j in told])


def _is_reworded(batch: Batch, documents: tuple[int, int], pairing: Pairing) -> bool:
    """Whether two ranges say the same in other words, in which neither quotes anybody."""
    if pairing.is_run or pairing.is_formula or pairing.similarity >= ALIKE:
        return False
    return not any(map(partial(quotes, batch), documents, (pairing.a, pairing.b)))


def _places(sides: tuple[Side, Side], pairing: Pairing) -> Iterable[Key]:
    """The passages of both texts that a pairing joins."""
    a, b = (
        range(int(side.passage_of[span.start]), int(side.passage_of[span.end - 1]) + 1)
        for side, span in zip(sides, (pairing.a, pairing.b), strict=True)
    )
    return product(a, b)


def _with(flags: NDArray[np.bool_], places: Sequence[int]) -> NDArray[np.bool_]:
    """Flags with some more set."""
    more = flags.copy()
    more[places] = True
    return more


def _kept(
    batch: Batch,
    documents: tuple[int, int],
    sides: tuple[Side, Side],
    is_open: tuple[NDArray[np.bool_], ...],
    path: Sequence[Key],
) -> float:
    """What it tells how many names and figures of the shorter stretch, first pair to last, the longer one has as well.

    Who tells a text again keeps nearly all, who tells of the same event, or fills in the same form, has others.
    """
    stretches = [side.passages.hull(path[0][k], path[-1][k]) for k, side in enumerate(sides)]
    own = int(len(stretches[1]) < len(stretches[0]))
    passages = np.flatnonzero(is_open[own][path[0][own] : path[-1][own] + 1]) + path[0][own]
    spans = (sides[own].passages[number] for number in passages.tolist())
    held = {int(batch.word[mark]) for span in spans for mark, _ in marks(batch, documents[own], span)}
    first, there = int(batch.document_token[documents[1 - own]]), stretches[1 - own]
    kept = held.intersection(batch.word[first + there.start : first + there.end].tolist())
    return min(_PER_KEPT * (len(kept) - _MIN_KEPT * len(held)) / (len(held) + _FEW_MARKS), MOST)


def _best_path(
    scores: Mapping[Key, float], at: tuple[list[int], ...], costs: tuple[float, float]
) -> tuple[float, list[Key]]:
    """The pairs that follow each other in both texts and score best together, and their score.

    `at` numbers the passages that count; each of those skipped costs so much in either text.
    """
    keys = sorted(scores)
    sums: dict[Key, float] = {}
    previous: dict[Key, Key | None] = {}
    for number, (i, j) in enumerate(keys):
        most, last = 0.0, None
        for x, y in (keys[k] for k in range(number - 1, -1, -1)):
            if i - x > _REACH:
                break
            if x < i and 0 < j - y <= _REACH:
                skipped = costs[0] * (at[0][i] - at[0][x] - 1) + costs[1] * (at[1][j] - at[1][y] - 1)
                if sums[x, y] - skipped > most:
                    most, last = sums[x, y] - skipped, (x, y)
        sums[i, j], previous[i, j] = scores[i, j] + most, last
    if not sums:
        return 0.0, []
    best = max(keys, key=lambda key: (round(sums[key], 9), key))
    path = [best]
    while (last := previous[path[-1]]) is not None:
        path.append(last)
    return sums[best], path[::-1]


def _tells(batch: Batch, documents: tuple[int, int], sides: tuple[Side, Side], path: Sequence[Key]) -> bool:
    """Whether the pairs share more than names, titles and figures, which stand in one order wherever a life is told."""
    shared = 0
    for key in path:
        told = (
            set(telling_words(batch, document, side.passages[number]))
            for document, side, number in zip(documents, sides, key, strict=True)
        )
        shared += len(set.intersection(*told))
    return shared >= _MIN_TELLING * len(path)


def _filled(words: Words, free: tuple[NDArray[np.bool_], ...], at: tuple[list[int], ...], path: list[Key]) -> list[Key]:
    """The pairs, and between them and a little beyond what else tells the same, in order."""
    first, last = path[0], path[-1]
    ends = [(first[0] - _BEYOND - 1, first[1] - _BEYOND - 1), *path, (last[0] + _BEYOND + 1, last[1] + _BEYOND + 1)]
    filled = list(path)
    for (x, y), (i, j) in pairwise(ends):
        within = product(range(max(x + 1, 0), i), range(max(y + 1, 0), j))
        keys = [(k, m) for k, m in within if k < len(free[0]) and m < len(free[1]) and free[0][k] and free[1][m]]
        scores = {key: score for key in keys if (score := words.score(*key)) > _MIN_FILLED}
        filled += _best_path(scores, at, (0.0, 0.0))[1]
    return sorted(filled)
