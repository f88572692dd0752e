"""What is said of a family whose first text is not known: who is the likeliest, and what would settle it.

The page, the terminal and the Markdown summary say it in the same words, each in its own writing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from provenance.model import BELIEVED
from provenance.reports.sources import with_copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.model import Dating, Family, TracedDocument

S_co = TypeVar("S_co", bound=str, covariant=True)
S = TypeVar("S", bound=str)

MIN_LIKELY = 0.2
"""Probability below which a text is not told as one that may have been first."""

MAX_ASKED = 6
"""Of more documents without a date than these it is only counted how many would have to be dated."""

MAX_BEGUN = 3
"""With how many of those to begin."""


class Say(Protocol[S_co]):
    """Fills the blanks of a sentence of the catalogue."""

    def __call__(self, key: str, **values: str | int) -> S_co:
        """The sentence of that name."""


@dataclass(frozen=True, slots=True)
class Voice(Generic[S]):
    """How a format writes: its sentences, the name of a document, names in a row, a probability."""

    say: Say[S]
    name: Callable[[str], S]
    row: Callable[[Sequence[S]], S]
    chance: Callable[[float], S]


def undecided(family: Family, documents: Mapping[str, TracedDocument] | None, voice: Voice[S]) -> list[S]:
    """That it is not known which came first, which is the likeliest, and what would settle it, a sentence each.

    Without the documents nothing is said of what would settle it.
    """
    said = [voice.say("first_unknown")]
    likely = [
        each
        for each in family.likeliest
        if each.probability >= MIN_LIKELY and (documents is None or each.document in documents)
    ]
    listed = [
        voice.say("candidate", name=with_copies(each.document, family, voice), percent=voice.chance(each.probability))
        for each in likely
    ]
    if listed:
        said.append(voice.say("likeliest" if len(listed) == 1 else "likeliest_many", names=voice.row(listed)))
    if documents is None:
        return said
    asked = [each.document for each in likely] if len(likely) > 1 else [*family.documents]
    held = [documents[each] for each in asked if each in documents]
    return [*said, settles(held, voice) if len(_undated(held)) <= MAX_ASKED else _settles_many(family, held, voice)]


def settles(documents: Iterable[TracedDocument], voice: Voice[S]) -> S:
    """What would settle which of some documents came first: a date for those that are held from one side at most."""
    undated = [voice.name(each) for each in _undated(documents)]
    return voice.say("settle", names=voice.row(undated)) if undated else voice.say("settle_otherwise")


def _settles_many(family: Family, documents: Iterable[TracedDocument], voice: Voice[S]) -> S:
    """How many dates would settle it, and where to begin: with the texts from which the most others may have words."""
    undated = _undated(documents)
    drawn_on = Counter(edge.source for edge in family.edges)
    first = sorted((each for each in undated if drawn_on[each]), key=lambda each: -drawn_on[each])[:MAX_BEGUN]
    names = voice.row([voice.name(each) for each in first])
    return voice.say("settle_many" if first else "settle_all", n=len(undated), names=names)


def _undated(documents: Iterable[TracedDocument]) -> list[str]:
    return [each.id for each in documents if not _is_dated(each.dating)]


def _is_dated(dating: Dating) -> bool:
    """Whether a text is held from both sides, or states a date that may be believed."""
    is_stated = dating.stated is not None and dating.stated.reliability >= BELIEVED
    return is_stated or bool(dating.earliest and dating.latest)
