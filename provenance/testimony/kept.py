"""The witnesses of a collection, held small: a large one has far more words than what is to be known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.model import Witness

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from provenance.batch import Outline
    from provenance.model import Dating, Document, Signs


class Witnesses(Mapping[str, Witness]):
    """The witnesses of documents by their ids, each put together anew whenever it is asked for.

    `bare` are the same without text, passages, furniture and quotations, which are those of the documents and of their
    outline, and take the most room. Who asks for a witness again and again takes it out with `some`.
    """

    def __init__(self, documents: Sequence[Document], outline: Outline, bare: Mapping[str, Witness]) -> None:
        """All three in the same order."""
        self._documents, self._outline, self.bare = documents, outline, bare
        self._number = {name: number for number, name in enumerate(bare)}

    def __len__(self) -> int:
        return len(self.bare)

    def __iter__(self) -> Iterator[str]:
        return iter(self.bare)

    def __getitem__(self, name: str) -> Witness:
        number, outline = self._number[name], self._outline
        return self.bare[name].with_text(
            self._documents[number].text,
            outline.passages(number),
            tuple(outline.is_furniture[outline.of(number)].tolist()),
            outline.quotations(number),
        )

    def text(self, name: str) -> str:
        """The text of a document."""
        return self._documents[self._number[name]].text

    def some(self, names: Iterable[str]) -> dict[str, Witness]:
        """Some of the witnesses."""
        return {name: self[name] for name in names}

    def with_signs(self, signs: Mapping[str, Signs]) -> Witnesses:
        """The same witnesses, some of them with what their texts let slip."""
        more = {name: replace(self.bare[name], signs=told) for name, told in signs.items()}
        return Witnesses(self._documents, self._outline, {**self.bare, **more})

    def judged(self, still: Container[str]) -> Witnesses:
        """The same witnesses; those not `still` asked about without what only tells which of two texts was first."""
        bare = {
            name: one if name in still else replace(one, mentions=(), repeated=(), undated=())
            for name, one in self.bare.items()
        }
        return Witnesses(self._documents, self._outline, bare)

    def settled(self, shown: Callable[[Dating], Dating]) -> Witnesses:
        """The same witnesses as they are when their order is known: each with its dating as it is to be `shown`."""
        bare = {
            name: replace(one, mentions=(), repeated=(), undated=(), likely_days=(), dating=shown(one.dating))
            for name, one in self.bare.items()
        }
        return Witnesses(self._documents, self._outline, bare)
