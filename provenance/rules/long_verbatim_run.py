"""A long stretch of another text, word for word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from provenance.rules.desk import ANY_OTHER_ORIGIN, STORY
from provenance.rules.options import document_kinds, names
from provenance.rules.runs import long_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk, Objection, Reuse

EXCUSES = ("quotation", "licence", "credit")


@dataclass(frozen=True, slots=True)
class LongVerbatimRunOptions:
    """`max_run_words`: in one stretch, word for word; `outside`: where a longer one is no matter."""

    applies_to: tuple[str, ...] = document_kinds(STORY)
    sources: tuple[str, ...] = document_kinds(ANY_OTHER_ORIGIN)
    max_run_words: int = 50
    outside: tuple[str, ...] = names(*EXCUSES, allowed=EXCUSES)


def long_verbatim_run(desk: Desk, options: LongVerbatimRunOptions) -> Iterator[Objection]:
    """A story holds a long stretch of another text, word for word.

    *What it looks at.* The longest run of words that a story has from one text of another origin, also across sentences
    of which other words were changed, unless it is quoted, licensed or credited (as the policy says).

    *Why it matters.* A run cannot be diluted: padding a story lowers a percentage, and leaves this as it is.

    *When it misleads.* Statutes, prayers and recipes are long and the same everywhere.

    *How to settle it.* Quote it, credit it, reword it with the facts checked, or declare the licence.
    """
    meant = partial(_is_meant, desk, options)
    yield from long_runs(
        desk, options, meant, "word for word", "quote the passage, credit its source, or declare a licence"
    )


def _is_meant(desk: Desk, options: LongVerbatimRunOptions, reuse: Reuse) -> bool:
    """Whether nothing excuses the passage."""
    found = {
        "quotation": reuse.passage.quotation,
        "licence": desk.origins[reuse.source] in desk.licences,
        "credit": bool(reuse.passage.attributed),
    }
    return not any(found[name] for name in options.outside)
