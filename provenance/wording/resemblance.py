"""Two whole texts: how much of their wording is one, and whether what differs is figures, words or both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.kernels import fold, shingle_hashes, tokenize
from provenance.lexicon.changes import CORRECTION_WORDS
from provenance.lexicon.words import DATE_NAMES, NUMBER_WORDS, ORDINALS, TREND_WORDS
from provenance.model import CopyRelation

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN_WORDS = 5
MIN_SIMILARITY = 0.5
_MAX_NEAR_SHARE = 0.1  # as in a copied passage: fewer than one word in ten differs
_MIN_FIGURES_SHARE = 0.01  # of the words: a figure among hundreds is a correction, not what the text is about
MIN_TEMPLATE_SIMILARITY = 0.25  # below it there is a table with common labels, and hardly a text
_FIGURE_JOINTS = frozenset("-–/:.,")
"""What stands inside one figure: `6-1/4`, `2024-06-04`, `9:40`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as the runs of five words it holds (hashed) and as its words, figures in one spelling.

    `figures` are those of its words that are figures, months and weekdays; `names` those of which every occurrence
    begins with a capital.
    """

    runs: frozenset[int]
    words: Counter[str]
    figures: Counter[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare as wholes.

    `similarity` is the share of their runs of five words that stand in both (Jaccard). `shared` is the share of their
    words, counted as often as they occur, that the other has too; `words` counts all words of both. Of what only one of
    them has, `figures_a` and `figures_b` count figures, months and weekdays; `others` the other words; `fixed` those of
    them that belong to a form: no names, no words that follow the figures. `is_correction`: one of them, alone, says
    that it corrects.
    """

    similarity: float
    shared: float
    words: int
    figures_a: int
    figures_b: int
    others: int
    fixed: int
    is_correction: bool

    @property
    def figures(self) -> int:
        """How many figures and dates were changed, added or left out."""
        return max(self.figures_a, self.figures_b)


def wording(text: str) -> Wording:
    """What a text is compared by. A text of fewer than five words is one run."""
    starts, ends, hashes, _ = tokenize(text)
    spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
    runs = shingle_hashes(hashes, min(RUN_WORDS, max(len(spans), 1)))
    common = {fold(text[start:end]) for start, end in spans if not text[start].isupper()}
    words = Counter(map(_spelled, _figures_whole(text, spans)))
    # In a text without small letters a capital tells nothing.
    names = frozenset(words.keys() - common) if 2 * len(common) >= len(words) else frozenset()
    figures = Counter({word: number for word, number in words.items() if _is_figure(word)})
    return Wording(frozenset(runs.tolist()), words, figures, names)


def similarity(a: Wording, b: Wording) -> float:
    """The share of the runs of five words of two texts that stand in both (Jaccard), 0 to 1."""
    both = len(a.runs & b.runs)
    either = len(a.runs) + len(b.runs) - both
    return both / either if either else 0.0


def compared(a: Wording, b: Wording) -> Likeness:
    """How like two texts are. Which is called `a` changes only the names."""
    only_a, only_b = a.words - b.words, b.words - a.words
    others = [(word, count) for words in (only_a, only_b) for word, count in words.items() if not _is_figure(word)]
    words = a.words.total() + b.words.total()
    return Likeness(
        similarity=similarity(a, b),
        shared=1 - (only_a.total() + only_b.total()) / words if words else 0.0,
        words=words,
        figures_a=(a.figures - b.figures).total(),
        figures_b=(b.figures - a.figures).total(),
        others=sum(count for _, count in others),
        fixed=sum(count for word, count in others if word not in TREND_WORDS and word not in a.names | b.names),
        is_correction=not CORRECTION_WORDS.isdisjoint(only_a.keys() ^ only_b.keys()),
    )


def relation_of(like: Likeness, *, is_template: bool) -> CopyRelation | None:
    """How one of two texts stands to the other; None where they are not one text nor of one template.

    `is_template`: what the report says of the two.
    """
    if is_template:
        return CopyRelation.TEMPLATE
    if like.similarity < MIN_SIMILARITY:
        return None
    is_near = like.figures == 0 and like.shared > 1 - _MAX_NEAR_SHARE
    return CopyRelation.NEAR if is_near else CopyRelation.VERSION


def are_refilled(a: Wording, b: Wording) -> bool:
    """Whether two texts are equal but for their figures: one form, filled in twice.

    Of what differs, names aside, figures are the most, on both sides. A correction says that it is one. Of 469 pairs in
    Reuters' newswire that share half of their runs 134 are such, and 6 of 2,298 among revisions of encyclopedia
    articles, posts, pages and standards.
    """
    if a.figures <= b.figures or b.figures <= a.figures:  # as of most pairs, of which nothing more need be asked
        return False
    like = compared(a, b)
    figures = min(like.figures_a, like.figures_b)
    is_form = like.fixed <= figures and 2 * figures >= _MIN_FIGURES_SHARE * like.words
    return is_form and not like.is_correction and like.similarity >= MIN_TEMPLATE_SIMILARITY


def _figures_whole(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The folded words of a text; figures with nothing but a joint between them are one."""
    word, previous = "", 0
    for start, end in spans:
        is_joined = (
            word and start - previous == 1 and text[previous] in _FIGURE_JOINTS
            and word[-1].isdigit() and text[start].isdigit()
        )  # fmt: skip
        if is_joined:
            word += text[previous:end]
        else:
            if word:
                yield word
            word = fold(text[start:end])
        previous = end
    if word:
        yield word


def _spelled(word: str) -> str:
    """A figure or the name of a month in the one spelling it is compared by; any other word as it is."""
    if word[:1].isdigit():
        return ORDINALS.get(word) or word.replace(",", "")
    return DATE_NAMES.get(word) or NUMBER_WORDS.get(word, word)


def _is_figure(word: str) -> bool:
    """Whether a word is a figure (`40m`, not `bbc2`), a month or a weekday."""
    return word in DATE_NAMES or word[:1].isdigit()
