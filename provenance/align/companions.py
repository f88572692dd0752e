"""Companions: what a text tells again, sentence by sentence, where it is known to be made of the other one.

Who rewrites a text copies one sentence, shortens the next and tells the third in words of their own, in an order of
their own. The third shows too little to be told among other reports of one matter; beside the first two it need not
be told from these. So where enough is shared that nobody said aloud, each sentence that is left is asked which one
of the other text it tells, if any: by the odds of a retelling, pair by pair, and in whatever order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.align.odds import MOST, Stems, Words, asked_for_size, free_passages, quotes, sharing
from provenance.align.pairs import Pairing, all_compared
from provenance.align.shared_content import has_capital_nouns, is_filled_otherwise, telling_words
from provenance.kernels import total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.align.odds import Key
    from provenance.align.sides import Side
    from provenance.batch import Batch
    from provenance.kernels import Survey
    from provenance.model import Span

_MIN_FIRM = 7.0  # evidence of passages paired as wholes that quote nobody; single ones in other reports reach 6
_MIN_ODDS = 1.5  # of a companion, in short texts
_MIN_SHARED, _MIN_SHARE = 2.5, 0.2  # weight of the words that it shares: more than where and what; and of all it says
_MIN_TELLING = 2  # words that it shares: a plan and its approval share names, a sum and what it is for
_PER_SIZE = 2.0  # times what a retelling is asked for in longer texts: it has one order, these are any two passages
_CLEAR = 0.5  # odds: so much less has any other passage to which one of the two could belong


def companions(
    batch: Batch,
    documents: tuple[int, int],
    sides: tuple[Side, Side],
    survey: Survey,
    found: Sequence[Pairing],
) -> list[Pairing]:
    """The pairs of passages beside those found in which one of two documents tells the other again, in any order.

    None where what was found does not show that one is made of the other.
    """
    least = _MIN_ODDS + _PER_SIZE * asked_for_size(sides)
    if least > MOST:
        return []
    free = [free_passages(side, [(p.a, p.b)[k] for p in found]) for k, side in enumerate(sides)]
    left = [(i, j) for i, j in survey.pairs.tolist() if free[0][i] and free[1][j]]
    keys = sharing(sides, left, _MIN_SHARED, _MIN_SHARE)
    if not keys:
        return []
    words = Words(Stems(sides[0]), Stems(sides[1]))
    odds = {key: words.score(*key) for key in keys}
    clear = [key for key, score in odds.items() if score >= least and _is_clear(odds, key)]
    if not clear or not _is_made_of_the_other(batch, documents, sides, found):
        return []
    told = ((sides[0].passages[i], sides[1].passages[j]) for i, j in clear)
    found_beside = all_compared(*sides, [(a, b) for a, b in told if _says_one_thing(batch, documents, a, b)])
    return [replace(pairing, is_reordered=True) for pairing in found_beside]


def _is_made_of_the_other(
    batch: Batch, documents: tuple[int, int], sides: tuple[Side, Side], found: Sequence[Pairing]
) -> bool:
    """Whether enough is paired as whole passages that nobody said aloud."""
    firm = [(p.a, p.b) for p in found if not p.is_run and not p.is_formula and _is_firm(batch, documents, p.a, p.b)]
    return bool(firm) and total(pairing.evidence for pairing in all_compared(*sides, firm)) >= _MIN_FIRM


def _is_firm(batch: Batch, documents: tuple[int, int], a: Span, b: Span) -> bool:
    """Whether two ranges tell one thing, and quote nobody: what is said aloud, or of others, stands elsewhere, too."""
    is_quoted = any(quotes(batch, document, span) for document, span in zip(documents, (a, b), strict=True))
    return not is_quoted and not is_filled_otherwise(batch, *documents, a, b)


def _is_clear(odds: Mapping[Key, float], key: Key) -> bool:
    """Whether neither passage of a pair goes nearly as well, or better, with another one."""
    rivals = (score for other, score in odds.items() if (other[0] == key[0]) != (other[1] == key[1]))
    return all(odds[key] >= score + _CLEAR for score in rivals)


def _says_one_thing(batch: Batch, documents: tuple[int, int], a: Span, b: Span) -> bool:
    """Whether two ranges share more than names, titles, figures and verbs of speech, and do not fill in others."""
    are_capital = all(has_capital_nouns(batch, document) for document in documents)
    told = (
        set(telling_words(batch, document, span, has_capital_nouns=are_capital))
        for document, span in zip(documents, (a, b), strict=True)
    )
    is_told = len(set.intersection(*told)) >= _MIN_TELLING
    return is_told and not is_filled_otherwise(batch, *documents, a, b)
