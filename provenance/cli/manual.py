"""The manual pages: of cues, from their own docstrings; of the words of a report."""

from __future__ import annotations

from provenance.cues import CUES
from provenance.errors import UsageError
from provenance.manual import page_of
from provenance.registry import nearest
from provenance.rules import NUMBERS, RULES

WORDS = {
    "original": (
        "A passage that nothing earlier in the archive says in these words. The first carrier of a shared passage has "
        "it as its own, unless a required missing text stands above it."
    ),
    "copied": (
        "The same words after folding case, quotation marks, dashes, spaces and punctuation (verbatim), or so nearly "
        "that fewer than one word in ten differs (edited)."
    ),
    "paraphrased": (
        "Recognisably the same statement, reworded beyond that: lightly or heavily. More than names, titles, dates and "
        "stock phrases must be shared; an event told before and after by different hands is no reuse."
    ),
    "boilerplate": (
        "Furniture, not statement: navigation, forum controls, standing footers, front matter. It is found by its own "
        "words and by standing in many documents, and counts in no share of reuse."
    ),
    "derived": "One of the two texts, or one that came between, has words from the other.",
    "common-source": "Both texts have their shared words from a third, here or missing, and neither from the other.",
    "same-event": "The two tell of one dated event in words of their own.",
    "version": "Two states of one item: the same text, a little changed. They fold into one item, its states in order.",
    "template": "Two texts that fill one form: the same sentences about another day.",
    "undetermined": (
        "Nothing found in the texts says it with a probability of .70 and more. Silence is an answer: a guess would "
        "look like knowledge."
    ),
    "required": "A missing text without which what is here cannot be explained. Drawn as fact, with its probability.",
    "likely": "A missing text that is more probable than not. It is drawn as likely.",
    "possible": "A missing text that would explain what is here, as other things would too. It is noted, not drawn.",
}
"""What the words of a report mean."""


def manual(name: str) -> tuple[str, tuple[str, ...]]:
    """The title and the paragraphs of a manual page. Raises `UsageError` with the nearest name."""
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    wanted = next((rule for rule, number in NUMBERS.items() if number.lower() == wanted), wanted)
    if wanted in WORDS:
        return wanted, (WORDS[wanted],)
    for registry in (CUES, RULES):
        if wanted in registry.names():
            number = f", {NUMBERS[wanted]}" if wanted in NUMBERS else ""
            page = page_of(registry, wanted)
            return f"{wanted} ({registry.kind}{number})", (page.claim, *(f"{t}. {words}" for t, words in page.sections))
    raise UsageError(f"no manual page called {name!r}", hint=nearest(wanted, (*CUES.names(), *RULES.names(), *WORDS)))
