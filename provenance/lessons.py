"""What a run learns of its collection as a whole, kept document by document and pair by pair.

These are conventions of writing dates, days that are told of, notices of correction, and dated pairs to calibrate cues
by. When only some of the documents are traced again, the lessons of the others are taken as they were.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.direction.calibration import Example  # noqa: TC001 - what is remembered is read by annotations
from provenance.testimony import conventions, events
from provenance.testimony.conventions import Figures  # noqa: TC001 - the same
from provenance.wording import notices
from provenance.wording.notices import Notice  # noqa: TC001 - the same

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from provenance.model import Witness


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one document teaches: how it writes dates in figures, the ISO days it tells of, its notices."""

    document: str
    figures: tuple[Figures, ...]
    days: tuple[str, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons of some documents, sorted by id, and of those pairs of them whose order is known (`examples`)."""

    documents: tuple[Lesson, ...] = ()
    examples: tuple[Example, ...] = ()

    def of(self, names: Collection[str]) -> Lessons:
        """What these documents teach, alone and with one another."""
        return Lessons(
            tuple(each for each in self.documents if each.document in names),
            tuple(each for each in self.examples if each.a in names and each.b in names),
        )

    def joined(self, more: Lessons) -> Lessons:
        """These lessons and those of other documents together."""
        return Lessons(
            tuple(sorted((*self.documents, *more.documents), key=lambda each: each.document)),
            tuple(sorted((*self.examples, *more.examples), key=lambda each: (each.a, each.b))),
        )

    def figures(self) -> dict[str, tuple[Figures, ...]]:
        """How documents write dates in figures, by id; of those that do."""
        return {each.document: each.figures for each in self.documents if each.figures}

    def notices(self) -> dict[str, tuple[Notice, ...]]:
        """The notices of correction of documents, by id; of those that have any."""
        return {each.document: each.notices for each in self.documents if each.notices}

    def days(self) -> Counter[str]:
        """How many of the documents tell of each day."""
        return Counter(day for each in self.documents for day in each.days)


NOTHING = Lessons()


def of_documents(witnesses: Mapping[str, Witness]) -> tuple[Lesson, ...]:
    """The lessons of the documents of a run."""
    return tuple(
        Lesson(
            name,
            conventions.figures(one.document, one.document.stated),
            events.days(one),
            notices.notices(one.document.text, one.passages, one.document.language),
        )
        for name, one in witnesses.items()
    )
