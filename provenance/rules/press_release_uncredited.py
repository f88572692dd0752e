"""A story that prints a press release without saying whose words these are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.phrasing import are, count, percent
from provenance.rules.desk import PRESS_RELEASE, STORY, Objection, by_source, is_uncredited, total
from provenance.rules.options import KINDS_OF_REUSE, document_kinds, names, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk


@dataclass(frozen=True, slots=True)
class PressReleaseUncreditedOptions:
    """`max_words`: taken from one release without naming the issuer; `max_share_of_source`: of the release's words."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(PRESS_RELEASE)
    kinds: tuple[str, ...] = names("copied", "paraphrased", allowed=KINDS_OF_REUSE)
    max_words: int = 30
    max_share_of_source: float = share(0.40)


def press_release_uncredited(desk: Desk, options: PressReleaseUncreditedOptions) -> Iterator[Objection]:
    """A story takes words from a press release without naming the issuer.

    *What it looks at.* The words of a story that stand, copied or reworded, in a document that the policy calls a press
    release, where neither its issuer is named nor the release linked or quoted near by. Counted for each release.

    *Why it matters.* The words of an interested party read like those of a reporter. What is sent to a newsroom was
    written before the story, so this rule does not wait for proof of the order.

    *When it misleads.* Where the release was written from the story: then the story should not be judged by it.

    *How to settle it.* Name the issuer ("the board said in a statement"), link the release, or quote it.
    """
    for document in desk.subjects(options.applies_to):
        taken = [reuse for reuse in desk.reuses(document, options.sources, options.kinds) if is_uncredited(reuse)]
        for source, held in by_source(taken).items():
            words = total(held)
            of_source = words / max(desk.documents[source].words, 1)
            if words <= options.max_words and of_source <= options.max_share_of_source:
                continue
            is_by_words = words > options.max_words
            yield Objection(
                document=document.id,
                source=source,
                measured=words if is_by_words else of_source,
                limit=options.max_words if is_by_words else options.max_share_of_source,
                unit="words" if is_by_words else "share",
                base=f"{words:,} of {count(document.words, 'word')} of the story, {percent(of_source)} of the release",
                message=f"{count(words, 'word')} {are(words)} taken from the press release {source} "
                "without naming its issuer; "
                + (f"the limit is {options.max_words:,}" if is_by_words else _of_source(of_source, options)),
                settle="name the issuer, link the release or quote it near the passage",
                passages=tuple(reuse.passage for reuse in held),
            )


def _of_source(measured: float, options: PressReleaseUncreditedOptions) -> str:
    return f"that is {percent(measured)} of the release, and the limit is {percent(options.max_share_of_source)}"
