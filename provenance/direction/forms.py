"""Whether two texts are one form filled in anew (boilerplate reports): the same sentences, other days and figures.

Bond issues, earnings, daily rates and weekly bulletins are written to set forms. Two of them share sentence upon
sentence, and neither was made of the other. What a story keeps when it is told twice is just what a form leaves open:
its figures, and the days and months that it names. They stand in the sentences that both share, or in short lines
between these.

Where few figures were filled in, two texts that are equal but for these are one form, too.

Drafts of one text may have other figures too. Their files are named as drafts, or somebody has gone over the sentences
that have no figures, which a form has word for word.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from provenance.lexicon.words import DATE_NAMES
from provenance.wording.resemblance import are_refilled, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Match
    from provenance.pairs import Bools, Floats, Ints, Pairs

_MIN_CHANGED = 3  # figures and days: fewer are a correction, or one day more
_MOST_SHARED = 0.5  # of the figures and days: with more in common it is one report
_MOST_LINE = 240  # characters: what is longer is a passage of the one text or of the other
_MIN_ALIKE = 0.35  # of the words of two lines: lines that say other things are no field of a form
_MIN_UNFILLED = 0.4  # of what two texts share; of 1,231 pairs of Reuters' forms with so much none is edited in part
_MOST_EDITED = 0.5  # of that: where more is reworded, two reports have little more in common than their subject
_MOST_WORDED = 1_000  # texts whose words are kept counted at a time
_MARK = re.compile(
    r"(?<![^\W_])(?:v|ver|version|rev|revision|draft|final|entwurf|fassung|brouillon|borrador)"
    r"[-_ .]?[0-9]{0,2}(?:\.[0-9]{1,2}){0,2}(?![^\W_])"
)
"""In the name of a file: a draft, with its number."""
_PART = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(rf"[0-9](?:[0-9.,:/-]*[0-9])?|\b(?:{'|'.join(sorted(DATE_NAMES, key=len, reverse=True))})\b")


def is_form(pairs: Pairs, asked: Bools) -> Bools:
    """Whether of the figures and days in what two texts share half or fewer, of some, stand in both.

    They share sentences, and the short lines that both have in one place among these. Only of the pairs that are
    `asked` for; of the others it is not.
    """
    segments, text = pairs.segments, pairs.stretches.text
    rows = np.flatnonzero(~segments.is_formula & asked[segments.pair])
    differs = text[segments.a[rows]] != text[segments.b[rows]]
    size_a, size_b, common = _in_segments(pairs, rows[differs]) + _in_lines(pairs, asked)
    least = np.minimum(size_a, size_b)
    found = least - common >= _MIN_CHANGED
    # What is the same adds alike to all three, and so nothing to what differs.
    alike, _, _ = _in_segments(pairs, rows[~differs & found[segments.pair[rows]]])
    filled: Bools = found & (common + alike <= _MOST_SHARED * (least + alike))
    return filled & ~_is_edited(pairs, filled)


def is_refilled(pairs: Pairs, asked: Bools) -> Bools:
    """Whether two texts are, as wholes, equal but for their figures, and these not those of a date alone.

    Only of the pairs that are `asked` for; of the others it is not.
    """
    worded = lru_cache(maxsize=_MOST_WORDED)(lambda number: wording(pairs.witnesses[number].document.text))
    found = np.zeros(len(pairs.a), dtype=np.bool_)
    for pair in np.flatnonzero(asked).tolist():
        if _has_other_number(pairs.matches[pair]):
            found[pair] = are_refilled(worded(int(pairs.a[pair])), worded(int(pairs.b[pair])))
    return found


def _has_other_number(matches: Sequence[Match]) -> bool:
    """Whether a number of what two texts share, which is no date, is another in the one than in the other."""
    changes = (change for match in matches for segment in match.segments for change in segment.changes)
    return any(change.type == "number" and change.a and change.b for change in changes)


def are_drafts(pairs: Pairs, asked: Bools) -> Bools:
    """Whether two files of one folder have one name but for a mark such as `v2`, `draft` or `final`.

    Only of the pairs that are `asked` for; of the others it is not.
    """
    found = np.zeros(len(pairs.a), dtype=np.bool_)
    for pair in np.flatnonzero(asked).tolist():
        a, b = (witness.id.lower() for witness in pairs.two(pair))
        found[pair] = _unmarked(a) == _unmarked(b) and (_MARK.search(_stem(a)) or _MARK.search(_stem(b))) is not None
    return found


def _is_edited(pairs: Pairs, asked: Bools) -> Bools:
    """Whether two texts share much without figures, most of it word for word and some of it reworded."""
    segments, stretches = pairs.segments, pairs.stretches
    rows = np.flatnonzero(~segments.is_formula & asked[segments.pair])
    both = np.stack([segments.a[rows], segments.b[rows]])
    held = pairs.of_texts(both.ravel(), lambda text: _FIGURE.search(text.lower()) is not None)
    has_figures = np.array([held[text] for text in stretches.text[both].ravel().tolist()], dtype=np.bool_)
    is_unfilled = ~has_figures.reshape(2, -1).any(axis=0)
    sizes = (stretches.ends[both] - stretches.starts[both]).min(axis=0)
    shared, unfilled, edited = (
        pairs.count(rows, sizes * chosen)
        for chosen in (True, is_unfilled, is_unfilled & (segments.similarity[rows] < 1))
    )
    result: Bools = (unfilled >= _MIN_UNFILLED * shared) & (edited > 0) & (edited <= _MOST_EDITED * unfilled)
    return result


def _unmarked(name: str) -> tuple[str, list[str]]:
    """The folder of a file, and the parts of its name without marks of a draft."""
    return name.rpartition("/")[0], _PART.findall(_MARK.sub(" ", _stem(name)))


def _stem(name: str) -> str:
    """The name of a file without its folder and its ending."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def _in_segments(pairs: Pairs, rows: Ints) -> Floats:
    """How many figures and days stand in some segments on side a, on side b, and in both, by pair. Shape [3, pairs]."""
    text = pairs.stretches.text
    a, b = text[pairs.segments.a[rows]], text[pairs.segments.b[rows]]
    return _counted(pairs, pairs.segments.pair[rows], a, b, pairs.stretches.texts)


def _in_lines(pairs: Pairs, asked: Bools) -> Floats:
    """The same of the short lines of two texts that stand in one place and say much the same, figures aside."""
    pair, begins, stops = _between(pairs, asked)
    lengths = stops - begins
    is_short = (lengths.min(axis=0) > 0) & (lengths.max(axis=0) <= _MOST_LINE)
    pair = pair[is_short]
    documents = np.concatenate([pairs.a[pair], pairs.b[pair]])
    lines = np.stack([documents, begins[:, is_short].ravel(), stops[:, is_short].ravel()], axis=1)
    places, number = np.unique(lines, axis=0, return_inverse=True)
    texts = [pairs.witnesses[at].document.text[begin:stop] for at, begin, stop in places.tolist()]
    a, b = number.ravel().reshape(2, -1)
    is_filled = np.array([_FIGURE.search(text.lower()) is not None for text in texts], dtype=np.bool_)
    rows = np.flatnonzero(is_filled[a] & is_filled[b])
    words = {line: Counter(_WORD.findall(texts[line].lower())) for line in np.unique([a[rows], b[rows]]).tolist()}
    rows = rows[[_are_alike(words[x], words[y]) for x, y in zip(a[rows].tolist(), b[rows].tolist(), strict=True)]]
    return _counted(pairs, pair[rows], a[rows], b[rows], texts)


def _between(pairs: Pairs, asked: Bools) -> tuple[Ints, Ints, Ints]:
    """The gaps between segments of each pair, that before the first and that after the last, in both texts.

    The pair of each gap, its starts and its ends: shapes [G], [2, G] and [2, G].
    """
    segments, stretches = pairs.segments, pairs.stretches
    rows = np.flatnonzero(asked[segments.pair])
    rows = rows[np.lexsort((stretches.starts[segments.a[rows]], segments.pair[rows]))]
    pair, both = segments.pair[rows], np.stack([segments.a[rows], segments.b[rows]])
    is_first, is_last = np.diff(pair, prepend=-1) > 0, np.diff(pair, append=len(pairs.a)) > 0
    starts, ends = stretches.starts[both], stretches.ends[both]
    sizes = np.stack(pairs.of_both(lambda witness: len(witness.document.text)))
    begins = np.concatenate([np.where(is_first, 0, np.roll(ends, 1, axis=1)), ends[:, is_last]], axis=1)
    stops = np.concatenate([starts, sizes[:, pair[is_last]]], axis=1)
    return np.concatenate([pair, pair[is_last]]), begins, stops


def _are_alike(a: Counter[str], b: Counter[str]) -> bool:
    """Whether a fair share of the words of two lines stand in both."""
    return 2 * (a & b).total() >= _MIN_ALIKE * (a.total() + b.total())


def _counted(pairs: Pairs, pair: Ints, a: Ints, b: Ints, texts: Sequence[str]) -> Floats:
    """How many figures and days stand in some texts on either side, and how many in both: three rows, by pair.

    Each stands in a `pair`, `a` and `b` being the numbers of its `texts`.
    """
    kinds: dict[tuple[str, ...], int] = {}
    kind = np.zeros(len(texts), dtype=np.int64)
    for number in np.unique(np.concatenate([a, b])).tolist():
        kind[number] = kinds.setdefault(_figures(texts[number]), len(kinds))
    counted = [Counter(figures) for figures in kinds]
    sizes = np.array([len(figures) for figures in kinds], dtype=np.int64)
    both, place = np.unique(np.stack([kind[a], kind[b]], axis=1), axis=0, return_inverse=True)
    common = np.array([(counted[x] & counted[y]).total() for x, y in both.tolist()], dtype=np.int64)
    weights = sizes[kind[a]], sizes[kind[b]], common[place.ravel()]
    return np.stack([np.bincount(pair, weight, len(pairs.a)) for weight in weights])


def _figures(text: str) -> tuple[str, ...]:
    """The figures, days and months of a stretch, by how they are compared, in their order."""
    return tuple(sorted([DATE_NAMES.get(found, found) for found in _FIGURE.findall(text.lower())]))
