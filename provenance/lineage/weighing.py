"""The features of each possible source of a text (`descent`) weighed to one log weight.

What one feature is worth hangs on the others: lines that the candidate alone has speak against it, and hardly so where
time is sure and both are releases. A weighted sum cannot say that. So a network with one hidden layer of a few units is
added to the sum, fitted on simulated cascades by `scripts/fit_lineage`. Far from what was seen in fitting, a feature
counts no more than at the edge of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from provenance.cues import SOURCE_NAMED
from provenance.lineage import descent, scale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from provenance.lineage.descent import Facts
    from provenance.model import Relation

_FIXED = len(descent.SOURCE) - 3  # the last three depend on what is believed, as do the last two of none
_WIDTH = len(descent.SOURCE) + len(descent.NONE)
_MOST_ROWS = 8192  # weighed at a time, to bound the memory
_NAMED = 4.0  # log weight, set by judgement: of real cross-posts that name their source all were from there
_EXPLAINED, _ALL = descent.SOURCE.index("explained"), 0.99
_DIGITS = 9  # equal rows weigh the same wherever they stand
FAR = 4.0
"""Spreads from the middle beyond which features are cut off."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of F features and of a hidden layer of H units.

    `plain` [F] is the weight of each feature in the sum; `middle` and `spread` [F] standardise it for the hidden layer,
    whose weights are `mixed` [F, H], biases `base` [H] and output weights `worth` [H].
    """

    plain: NDArray[np.floating[Any]]
    middle: NDArray[np.floating[Any]]
    spread: NDArray[np.floating[Any]]
    mixed: NDArray[np.floating[Any]]
    base: NDArray[np.floating[Any]]
    worth: NDArray[np.floating[Any]]

    def weigh(self, rows: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
        """The log weight of each row of features, [N, F] to [N]."""
        far = np.clip((rows - self.middle) / self.spread, -FAR, FAR)
        weights = rows @ self.plain + np.tanh(far @ self.mixed + self.base) @ self.worth
        return np.asarray(np.round(weights, _DIGITS))


_TABLE = np.array([*scale.SOURCE.values(), *scale.NONE.values()])
SCALE = Scale(_TABLE[:, 0], _TABLE[:, 1], _TABLE[:, 2], _TABLE[:, 3:], np.array(scale.BASE), np.array(scale.WORTH))


@dataclass(frozen=True, slots=True)
class Choices:
    """The candidates for the source of each text, with a row of features for each candidate and then one for none.

    The features of a row are those of `descent.SOURCE`, then those of `descent.NONE`.
    """

    sources: Mapping[str, Sequence[str]]
    rows: NDArray[np.floating[Any]]


def standing(known: Facts) -> Choices:
    """The choices with those features that do not depend on what is believed."""
    is_none = _nones(known.sources)
    rows = np.zeros((len(is_none), _WIDTH))
    rows[~is_none, :_FIXED] = known.fixed
    rows[is_none, len(descent.SOURCE) : _WIDTH - 2] = known.roots
    return Choices(known.sources, rows)


def _nones(sources: Mapping[str, Sequence[str]]) -> NDArray[np.bool_]:
    """Which rows of choices stand for having no source here."""
    last = np.cumsum([len(held) + 1 for held in sources.values()], dtype=np.int64) - 1
    is_none = np.zeros(last[-1] + 1 if len(last) else 0, dtype=np.bool_)
    is_none[last] = True
    return is_none


def told(
    known: Facts, stands: Choices, below: frozenset[tuple[str, str]], stale: Collection[str] | None = None
) -> Choices:
    """The choices with the features that third texts tell, too. Of each pair `below` the second is made of the first.

    `stale`: the texts whose features are to be computed again, where they were computed before; None for all.
    """
    names = stands.sources
    asked = np.array([stale is None or name in stale for name in names], dtype=np.bool_)
    is_none = _nones(names)
    is_told = np.repeat(asked, known.rows.counts + 1)
    rows = stands.rows.copy()
    candidates, nones = descent.thirds(known, below, asked)
    rows[is_told & ~is_none, _FIXED : len(descent.SOURCE)] = candidates
    rows[is_told & is_none, _WIDTH - 2 :] = nones
    return Choices(names, rows)


def chosen(choices: Choices, names: Collection[str]) -> Choices:
    """The choices of some of the texts."""
    is_kept = np.repeat(
        [name in names for name in choices.sources], [len(held) + 1 for held in choices.sources.values()]
    )
    return Choices({name: held for name, held in choices.sources.items() if name in names}, choices.rows[is_kept])


def named(relations: Iterable[Relation]) -> frozenset[tuple[str, str]]:
    """Pairs of texts of which the second says that it repeats the first, cites it, or fills in its blanks.

    Where two say so in the same words, either may have copied them with the rest.
    """
    said: dict[tuple[str, str | None, str], list[tuple[str, str]]] = defaultdict(list)
    for relation in relations:
        for one in relation.evidence:
            if one.says in SOURCE_NAMED:
                pair = (relation.a, relation.b) if one.favours == "a" else (relation.b, relation.a)
                own = pair[1] if one.document == pair[0] else ""  # what the source says it says to each
                said[pair[0], one.quote, own].append(pair)
    return frozenset(pairs[0] for pairs in said.values() if len(pairs) == 1)


def weighed(choices: Choices, named: frozenset[tuple[str, str]]) -> NDArray[np.floating[Any]]:
    """The log weights of the rows; and what it is worth that a text names its source: of pairs of source and text.

    It counts where the source has all that the text shares with any: else who gave the text may have named it.
    """
    parts = range(0, len(choices.rows), _MOST_ROWS)
    plain = np.concatenate([np.zeros(0), *(SCALE.weigh(choices.rows[at : at + _MOST_ROWS]) for at in parts)])
    if not named:
        return plain
    rows = ((source, target) for target, held in choices.sources.items() for source in (*held, ""))
    is_named = np.array([pair in named for pair in rows], dtype=np.bool_)
    return np.asarray(plain + _NAMED * (is_named & (choices.rows[:, _EXPLAINED] >= _ALL)))
