"""Scores against known answers in the terminal: a table, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.cli.terminal import safe
from provenance.model import Topic
from provenance.phrasing import count, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Judgement, Score, Scores

MAX_FAULTS = 50
QUOTE = 50
"""Characters of a quote."""

TOPICS = {
    Topic.STRONG_PAIRS: "pairs, strong",
    Topic.MODERATE_PAIRS: "pairs, moderate (counted)",
    Topic.WEAK_PAIRS: "pairs, weak (counted)",
    Topic.HARD_NEGATIVES: "hard negatives",
    Topic.MATCHES: "matches reported",
    Topic.CERTAIN_ORDER: "order, certain",
    Topic.LIKELY_ORDER: "order, likely (counted)",
    Topic.UNDETERMINED_ORDER: "order, not to be told",
    Topic.BOUNDS: "bounds of dates",
    Topic.DAYS: "days of writing",
    Topic.MISSING_ANCESTORS: "missing ancestors",
    Topic.REQUIRED_ANCESTORS: "required ones reported",
    Topic.INDEPENDENT: "independent documents",
}
_COLUMNS = ("known", "right", "wrong", "too wide", "open")
_LABEL, _COLUMN = 27, 10


def tell(scores: Scores, terminal: Terminal) -> None:
    """Prints how a report does by what is known, and each answer that it does not give."""
    head = f"Something is known of {count(scores.documents, 'document')}."
    if not scores.broken:
        terminal.paragraph(f"{head} All that is demanded holds.")
    else:
        verb = "does" if len(scores.broken) == 1 else "do"
        terminal.paragraph(f"{head} Of what is demanded {len(scores.broken):,} {verb} not hold.")
    terminal.result()
    terminal.result(terminal.paint(" " * _LABEL + "".join(f"{name:>{_COLUMN}}" for name in _COLUMNS), "dim"))
    for score in scores.scores:
        terminal.result(f"{'  ' + TOPICS[score.topic]:<{_LABEL}}" + "".join(_numbers(score)))
    _list("What is wrong", scores.broken, terminal)
    if terminal.is_verbose:
        _list("What is only counted", scores.noted, terminal)
    elif scores.noted:
        terminal.result()
        terminal.paragraph(f"Not demanded, and not right: {len(scores.noted):,}. --verbose lists them.")


def _numbers(score: Score) -> list[str]:
    numbers = (score.known, score.right, score.wrong, score.wide, score.open)
    return [f"{number:>{_COLUMN},}" for number in numbers]


def _list(title: str, faults: Sequence[Judgement], terminal: Terminal) -> None:
    """Prints answers that are not given, the first of many."""
    if not faults:
        return
    terminal.result()
    terminal.result(terminal.paint(title, "bold"))
    for fault in faults[:MAX_FAULTS]:
        _fault(fault, terminal)
    if len(faults) > MAX_FAULTS:
        terminal.paragraph(f"And {len(faults) - MAX_FAULTS:,} more; -o scores.json has them all.")


def _fault(fault: Judgement, terminal: Terminal) -> None:
    """Prints what is wrong, and of each passage where it stands and its first words."""
    bare = [place.document for place in fault.places if place.start is None and place.document not in fault.says]
    about = f"{row([safe(name) for name in bare])}: " if bare else ""
    topic = TOPICS[fault.topic].removesuffix(" (counted)")
    terminal.paragraph(f"{topic}: {about}{safe(fault.says)}", "- ", "  ")
    for place in fault.places:
        if place.start is not None:
            quote = f" “{safe(place.quote, QUOTE)}”" if place.quote else ""
            terminal.paragraph(f"{safe(place.document)}:{place.start}-{place.end}{quote}", "    ", "      ")
