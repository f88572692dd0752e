"""What is said of a family whose first text is not known: who is the likeliest, and what would settle it.

The page, the terminal and the Markdown summary say it in the same words, each in its own writing.
"""

from __future__ import annotations

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
"""Of more documents than these it is not said which would have to be dated."""


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
    is_told = len(asked) <= MAX_ASKED
    return [*said, settles([documents[each] for each in asked if each in documents], voice)] if is_told else said


def settles(documents: Iterable[TracedDocument], voice: Voice[S]) -> S:
    """What would settle which of some documents came first: a date for those that are held from one side at most."""
    undated = [voice.name(each.id) for each in documents if not _is_dated(each.dating)]
    return voice.say("settle", names=voice.row(undated)) if undated else voice.say("settle_otherwise")


def _is_dated(dating: Dating) -> bool:
    """Whether a text is held from both sides, or states a date that may be believed."""
    is_stated = dating.stated is not None and dating.stated.reliability >= BELIEVED
    return is_stated or bool(dating.earliest and dating.latest)
