"""Whether two passages share more content words than names, titles, figures and verbs of speech.

Those stand in all reports of one matter, copied or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.align.pairs import MIN_HELD_SHARE, MIN_SHARE
from provenance.kernels import LIGHT
from provenance.lexicon.words import OFFICE_WORDS, REPORTING_VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.batch import Batch
    from provenance.model import Span

NOT_TELLING = OFFICE_WORDS | REPORTING_VERBS
_MIN_TOLD_WORDS = 3


def is_told_again(batch: Batch, a: int, b: int, span_a: Span, span_b: Span) -> bool:
    """Whether ranges of words of two documents share half of their telling words, or nearly all that one of them has.

    `span_a`, `span_b` are numbers of words within the documents `a` and `b`.
    """
    told = [set(telling_words(batch, document, span)) for document, span in ((a, span_a), (b, span_b))]
    shared, (fewer, more) = len(told[0] & told[1]), sorted(map(len, told))
    is_most = shared * shared >= MIN_SHARE * MIN_SHARE * fewer * more
    return shared >= _MIN_TOLD_WORDS and (is_most or shared >= max(_MIN_TOLD_WORDS + 1, MIN_HELD_SHARE * fewer))


def telling_words(batch: Batch, document: int, span: Span, *, has_capital_nouns: bool = False) -> Iterator[int]:
    """The stems of the telling words: content words without a capital that are no title and no verb of speech.

    With one, too, where all nouns have capitals.
    """
    first = int(batch.document_token[document])
    words = slice(first + span.start, first + span.end)
    places = zip(batch.token_start[words].tolist(), batch.token_end[words].tolist(), strict=True)
    weighed = zip(places, batch.stem[words].tolist(), batch.weight[words].tolist(), strict=True)
    for (start, end), stem, weight in weighed:
        word = batch.texts[document][start:end]
        is_name = word[0].isupper() and not has_capital_nouns
        if weight > LIGHT and word[0].isalpha() and not is_name and word not in NOT_TELLING:
            yield stem


def has_capital_nouns(batch: Batch, document: int) -> bool:
    """Whether as many content words of a text have a capital as where all nouns do, as in German."""
    words = slice(*batch.document_token[document : document + 2].tolist())
    text = batch.texts[document]
    signs = [text[at] for at in batch.token_start[words][batch.weight[words] > LIGHT].tolist()]
    return 2 * sum(map(str.isupper, signs)) >= sum(map(str.isalpha, signs))


def marks(batch: Batch, document: int, span: Span) -> Iterator[tuple[int, bool]]:
    """The names and figures of a passage, as numbers of words of the batch, and which are figures.

    Words with a capital that none begins with, and digits; none in headlines.
    """
    first = int(batch.document_token[document])
    text = batch.texts[document]
    signs = [text[at] for at in batch.token_start[first + span.start : first + span.end].tolist()]
    if any(map(str.islower, signs)):
        for place, sign in enumerate(signs):
            if sign.isdigit() or (place and sign.isupper()):
                yield first + span.start + place, sign.isdigit()


def is_filled_otherwise(batch: Batch, a: int, b: int, span_a: Span, span_b: Span) -> bool:
    """Whether passages of two documents tell of different things in one form: both have figures, and none in common.

    Or, where one has no figures, other names throughout.
    """
    held = [
        [(int(batch.stem[token]), is_figure) for token, is_figure in marks(batch, document, span)]
        for document, span in ((a, span_a), (b, span_b))
    ]
    for is_asked in (True, False):
        own, other = ({stem for stem, is_figure in side if is_figure is is_asked} for side in held)
        if own and other:
            return own.isdisjoint(other)
    return False
