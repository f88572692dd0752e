"""Further parents of a text beside its main one, told by sentences that it has word for word from them.

Who makes a report of one text and adds a few sentences out of another, as papers do out of what they wrote before,
leaves those as they stand there. Where the main parent has a sentence in other words or not at all, and another text
has it in these, it is rather from there, unless that text has it from here, or both have it from a third.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from provenance.lineage import scale
from provenance.lineage.odds import log_odds, logistic
from provenance.wording.coverage import united, within

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from provenance.wording.coverage import Coverage

FURTHER_WEIGHTS = scale.FURTHER
"""What counts for a text being a further parent, in log odds: in itself; how many sentences of it are in question,
up to four; which share of their words the main parent has in no words at all; which share of what is from the
main parent stands before them, since what is added is added at the end; how many others have them, too, up to
four; how probably one of those is made of this text, and this text of one of those; that it was before, in log
odds; that it is the main parent, in log odds; how probably it is made of the text itself; that it stands in forum
software."""

_VERY_WORDS, _OTHER_WORDS = 0.97, 0.9  # as near is a sentence that was left as it stood; farther one that was not
_MIN_WORDS = 12  # of those sentences together
_MOST_SENTENCES = _MOST_RIVALS = 4
_MOST_LOOKED_AT = 20  # of a text that hundreds copied, those that have most
_MOSTLY = 0.8  # of some words
_PROBABLY = 0.3  # who is so probably made of the text is no parent of it
_LEAST = 0.01  # probability, before its log odds are taken


class Known(NamedTuple):
    """What is known of a family.

    `shared`: what its texts share. `chances[t][s]`: the probability that `s` is the main parent of `t`. `before[x, y]`:
    that `x` was before `y`. `relays`: the texts that stand in forum software.
    """

    shared: Coverage
    chances: Mapping[str, Mapping[str, float]]
    before: Mapping[tuple[str, str], float]
    relays: Container[str]


class Candidate(NamedTuple):
    """A possible further parent: the words (a set of bits) that a text has from it, and its features.

    `features` are those of `FURTHER_WEIGHTS`, in that order.
    """

    words: int
    features: tuple[float, ...]

    @property
    def probability(self) -> float:
        """The probability that it is one."""
        return logistic(math.fsum(w * x for w, x in zip(FURTHER_WEIGHTS, self.features, strict=True)))


def candidates(known: Known, main: str, document: str) -> dict[str, Candidate]:
    """The texts that may be a further parent of a document beside its main one."""
    held = _held(known, main, document)
    words = {source: united(sentences) for source, sentences in held.items()}
    return {
        source: Candidate(words[source], _features(known, main, document, source, len(sentences), words))
        for source, sentences in held.items()
    }


def _held(known: Known, main: str, document: str) -> dict[str, list[range]]:
    """By source, the sentences that it has word for word as a document has them, and the main parent has not."""
    shared, chances = known.shared, known.chances
    kept = united(each.words for each in shared.between[document, main] if each.segment.similarity >= _OTHER_WORDS)
    held = {}
    for source in chances[document]:
        if source == main or chances[source].get(document, 0.0) >= _PROBABLY:
            continue
        if (shared.shared[document, source] & ~kept).bit_count() < _MIN_WORDS:
            continue
        sentences = [
            each.words
            for each in shared.between[document, source]
            if each.segment.similarity >= _VERY_WORDS and 2 * within(kept, each.words).bit_count() < len(each.words)
        ]
        words = united(sentences)
        if words.bit_count() >= _MIN_WORDS and is_block(words, shared.whole[document]):
            held[source] = sentences
    most = sorted(held, key=lambda source: (-united(held[source]).bit_count(), source))[:_MOST_LOOKED_AT]
    return {source: held[source] for source in most}


def is_block(words: int, whole: int) -> bool:
    """Whether some words stand together: of the words that a document has from others few stand among them."""
    amid = ((1 << words.bit_length()) - 1) & -(words & -words)
    return words.bit_count() >= _MOSTLY * (whole & amid).bit_count()


def _features(
    known: Known, main: str, document: str, source: str, sentences: int, held: Mapping[str, int]
) -> tuple[float, ...]:
    """The features of a source as a further parent, in the order of `FURTHER_WEIGHTS`; `held` are words by source."""
    chances, words = known.chances, held[source]
    count, of_main = words.bit_count(), known.shared.shared[document, main]
    rivals = [r for r in held if r != source and (held[r] & words).bit_count() >= _MOSTLY * count]
    given, ahead = of_main & ~words, (words & -words) - 1
    return (
        1.0,
        float(min(sentences, _MOST_SENTENCES)),
        (words & ~of_main).bit_count() / count,
        (given & ahead).bit_count() / (given.bit_count() or 1),
        float(min(len(rivals), _MOST_RIVALS)),
        max((chances[rival].get(source, 0.0) for rival in rivals), default=0.0),
        max((chances[source].get(rival, 0.0) for rival in rivals), default=0.0),
        log_odds(known.before.get((source, document), 0.5), _LEAST),
        log_odds(chances[document].get(source, 0.0), _LEAST),
        chances[source].get(document, 0.0),
        float(source in known.relays),
    )
