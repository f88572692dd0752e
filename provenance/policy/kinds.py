"""The kind of a document by a policy: a press release, agency copy, a story.

What a document says of itself beats where it lies; of equals the first in the policy wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.globs import Globs
from provenance.rules.desk import STORY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provenance.model import Document, Source, TracedDocument
    from provenance.policy import KindOptions


class Kinds:
    """The kinds of a policy, prepared to be asked of many documents."""

    def __init__(self, kinds: Mapping[str, KindOptions]) -> None:
        self._names = tuple(kinds)
        self._globs = Globs(kind.paths for kind in kinds.values())
        self._called: dict[str, int] = {}
        self._origins: dict[str, int] = {}
        for number, (name, kind) in enumerate(kinds.items()):
            for called in (name, *kind.genres):
                self._called.setdefault(_spelled(called), number)
            for origin in kind.origins:
                self._origins.setdefault(origin.casefold(), number)
        self._metadata = [(number, kind.metadata) for number, kind in enumerate(kinds.values()) if kind.metadata]

    def of(self, document: Document | TracedDocument) -> str:
        """What a document is; a story where no kind fits."""
        source = document.source
        stated = _spelled(source.kind or "")
        said = [
            self._called.get(stated) if stated else None,
            self._origins.get(source.publisher.casefold()) if source.publisher else None,
            next((number for number, metadata in self._metadata if _has(source, metadata)), None),
        ]
        told = [number for number in said if number is not None] or self._globs.fitting(document.id)
        return self._names[min(told)] if told else STORY


def _has(source: Source, metadata: Mapping[str, str]) -> bool:
    return all(str(getattr(source, key, None) or "").casefold() == value.casefold() for key, value in metadata.items())


def _spelled(kind: str) -> str:
    """A kind as people write it: press_release and Press-Release are a press release."""
    return " ".join(kind.casefold().replace("_", " ").replace("-", " ").split())
