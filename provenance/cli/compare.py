"""`provenance compare`: two documents side by side."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.terminal import safe
from provenance.errors import UsageError
from provenance.phrasing import count, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Match, Relation, Report, Segment

EPILOG = """\b
Examples:
  provenance compare release.txt story.txt
  provenance compare release.txt story.txt -o both.html
"""

MAX_SEGMENTS = 200
GUTTER = 3


@click.command(epilog=EPILOG)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@options.options(options.WHAT_IS_WRITTEN, options.HOW_MUCH_TEXT, options.HOW_IT_IS_JUDGED, options.TALK)
def compare(a: str, b: str, **chosen: Any) -> int:
    """Set two documents side by side: what they share, what was changed, and which was probably first."""
    from provenance.cli import tracing, writing

    terminal = options.terminal_of(chosen)
    settings = options.settings_of(chosen, os.environ)
    for each in (a, b):
        if Path(each).is_dir():
            raise UsageError(f"{each}: a folder", hint=f"compare takes two files; for folders: provenance trace {each}")
    if Path(a).exists() and Path(b).exists() and Path(a).samefile(b):
        raise UsageError(f"{a} and {b} are one file", hint="name two files")
    where = writing.for_report(chosen["outputs"], chosen["format_name"], [a, b])
    report = tracing.traced([a, b], settings, where, terminal, chosen, 1)
    if report is None:
        return 3
    writing.write(report, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        _side_by_side(report, terminal)
    return 3 if report.inputs.unreadable else 0


def _side_by_side(report: Report, terminal: Terminal) -> None:
    """Prints what two documents share."""
    from provenance.cli.summary import why_empty

    for name, document in zip("AB", report.documents, strict=False):
        shares = document.shares
        kinds = ", ".join(
            f"{percent(share)} {kind}"
            for kind, share in (
                ("copied", shares.copied),
                ("paraphrased", shares.paraphrased),
                ("original", shares.original),
                ("boilerplate", shares.boilerplate),
            )
            if share
        )
        words = count(document.words, "word")
        terminal.result(
            f"{terminal.paint(name, 'bold')}  {safe(document.id)}  {words}" + (f": {kinds}" if kinds else "")
        )
    for relation in report.relations:
        _order(relation, report, terminal)
    if any(family.identical for family in report.families):
        terminal.result("They are the same text, word for word.")
    elif not report.matches:
        terminal.result("They share no text." if len(report.documents) == 2 else "There is nothing to compare.")
        if reason := why_empty(report.inputs):
            terminal.paragraph(reason)
    texts = {document.id: document.text for document in report.documents}
    for match in report.matches:
        _match(match, texts, terminal)


def _open(relation: Relation, report: Report) -> str:
    """Which is the likelier to have been first, and what would settle it."""
    from provenance.reports.strings import said
    from provenance.reports.undecided import Voice, settles

    letters = {document.id: letter for letter, document in zip("AB", report.documents, strict=True)}
    better = relation.a if relation.p_a_first >= 0.5 else relation.b
    p = max(relation.p_a_first, 1 - relation.p_a_first)
    chance = said("relation_percent", percent=percent(p), name=letters[better])
    settle = settles(report.documents, Voice(said, letters.__getitem__, " and ".join, percent))
    return f"Which came first is undetermined ({said('relation_even') if p < 0.505 else chance}). {settle}"


def _order(relation: Relation, report: Report, terminal: Terminal) -> None:
    """Prints which was first, how sure that is, and the strongest reason."""
    from provenance.cli.summary import quoted
    from provenance.model import Verdict, confidence

    if relation.verdict is Verdict.UNDETERMINED:
        terminal.paragraph(_open(relation, report))
        return
    side = "a" if relation.verdict is Verdict.A_FIRST else "b"
    p = max(relation.p_a_first, 1 - relation.p_a_first)
    word = confidence(p)
    sure = f"may have been first (leaning, {percent(p)})" if word == "leaning" else f"was {word} first ({percent(p)})"
    terminal.result(f"{side.upper()} {sure}.")
    for evidence in [each for each in relation.evidence if each.favours == side][:1]:
        terminal.paragraph(f"Because {quoted(evidence)}")


def _match(match: Match, texts: dict[str, str | None], terminal: Terminal) -> None:
    """Prints the segments of one match in two columns."""
    terminal.result()
    head = f"{match.id}: {match.kind.value}, {percent(match.similarity)} alike"
    terminal.result(terminal.paint(head, "bold"))
    for segment in match.segments[:MAX_SEGMENTS]:
        _segment(segment, texts[match.a.document], texts[match.b.document], terminal)
    if len(match.segments) > MAX_SEGMENTS:
        terminal.result(f"and {len(match.segments) - MAX_SEGMENTS:,} more segments")


def _segment(segment: Segment, text_a: str | None, text_b: str | None, terminal: Terminal) -> None:
    """Prints one segment: what it is, both sides, and the changes that matter."""
    from provenance.reports.difference import Budget, differ

    label = f"{segment.kind.value}, {segment.degree.value}, {percent(segment.similarity)} alike"
    terminal.result(terminal.paint(f"  {label}", "dim"))
    if text_a is None or text_b is None:
        return
    side_a, side_b = text_a[segment.a.start : segment.a.end], text_b[segment.b.start : segment.b.end]
    pieces = differ(side_a, side_b, Budget()) if side_a != side_b else None
    if pieces:
        side_a, side_b = (
            "".join(piece.text if piece.is_shared or not piece.text.strip() else _marked(piece.text) for piece in side)
            for side in pieces
        )
    _columns(safe(side_a), safe(side_b), terminal)
    for change in segment.changes:
        terminal.result(f"    {change.type}: {safe(change.a)} | {safe(change.b)}")


def _marked(words: str) -> str:
    """Words that stand only here, in brackets, with the space around them outside."""
    bare = words.strip()
    start = words.index(bare)
    return f"{words[:start]}[{bare}]{words[start + len(bare) :]}"


def _columns(a: str, b: str, terminal: Terminal) -> None:
    """Prints two texts side by side, or one above the other where there is no room."""
    width = (terminal.width() - 4 - GUTTER) // 2
    if width < 30:
        sides: Sequence[tuple[str, str]] = (("A", a), ("B", b))
        for name, text in sides:
            terminal.paragraph(text, f"  {name} ", "    ")
        return
    left, right = textwrap.wrap(a, width), textwrap.wrap(b, width)
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else ""
        other = right[number] if number < len(right) else ""
        terminal.result(f"    {one:<{width}} | {other}".rstrip())
