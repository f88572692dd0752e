"""Two documents side by side: how much is whose, which was first, and each shared segment with what was changed."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from provenance.cli.summary import quoted, why_empty
from provenance.cli.terminal import padded, safe, wrapped
from provenance.counting import count_words_of
from provenance.model import Degree, Verdict, confidence, sureness
from provenance.phrasing import count, percent
from provenance.reports.difference import Budget, differ
from provenance.reports.strings import said
from provenance.reports.undecided import Voice, settles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Match, Relation, Report, Segment, TracedDocument

MAX_SEGMENTS = 200
GUTTER = 3


def tell(
    report: Report, terminal: Terminal, documents: Sequence[TracedDocument], *, only_changes: bool = False
) -> None:
    """Prints what two documents share, A and B in the order in which they are given; or only what was changed in it."""
    letters = dict(zip((document.id for document in documents), "AB", strict=False))
    for document in documents:
        name, shares = letters[document.id], asdict(document.shares)
        kinds = ", ".join(f"{percent(share)} {kind}" for kind, share in shares.items() if share)
        words = count(document.words, "word")
        terminal.result(
            f"{terminal.paint(name, 'bold')}  {safe(document.id)}  {words}" + (f": {kinds}" if kinds else "")
        )
    for relation in report.relations:
        _order(relation, report, letters, terminal)
    if any(family.identical for family in report.families):
        terminal.result("They are the same text, word for word.")
    elif not report.matches:
        terminal.result("They share no text." if len(report.documents) == 2 else "There is nothing to compare.")
        if reason := why_empty(report.inputs):
            terminal.paragraph(reason)
    texts = {document.id: document.text for document in documents}
    matches = [match if match.a.document == documents[0].id else _turned(match) for match in report.matches]
    if only_changes and matches:
        _changes([segment for match in matches for segment in match.segments], documents, terminal)
        return
    for match in matches:
        _match(match, texts, terminal)


def _open(relation: Relation, report: Report, letters: Mapping[str, str]) -> str:
    """Which is the likelier to have been first, and what would settle it."""
    p = sureness(relation.p_a_first)
    chance = said("relation_percent", percent=percent(p), name=letters[relation.likelier])
    settle = settles(report.documents, Voice(said, letters.__getitem__, " and ".join, percent))
    return f"Which came first is undetermined ({said('relation_even') if p < 0.505 else chance}). {settle}"


def _order(relation: Relation, report: Report, letters: Mapping[str, str], terminal: Terminal) -> None:
    """Prints which was first, how sure that is, and the strongest reason."""
    if relation.verdict is Verdict.UNDETERMINED:
        terminal.paragraph(_open(relation, report, letters))
        return
    side = "a" if relation.verdict is Verdict.A_FIRST else "b"
    p = sureness(relation.p_a_first)
    word = confidence(p)
    sure = f"may have been first (leaning, {percent(p)})" if word == "leaning" else f"was {word} first ({percent(p)})"
    terminal.result(f"{letters[relation.a if side == 'a' else relation.b]} {sure}.")
    for evidence in [each for each in relation.evidence if each.favours == side][:1]:
        terminal.paragraph(f"Because {quoted(evidence)}.")


def _turned(match: Match) -> Match:
    """A match with its two sides in the other order."""
    segments = tuple(
        replace(
            segment,
            a=segment.b,
            b=segment.a,
            changes=tuple(replace(change, a=change.b, b=change.a) for change in segment.changes),
        )
        for segment in match.segments
    )
    return replace(match, a=match.b, b=match.a, segments=segments)


def _match(match: Match, texts: dict[str, str | None], terminal: Terminal) -> None:
    """Prints the segments of one match in two columns."""
    terminal.result()
    head = f"{match.id}: {match.kind.value}, {percent(match.similarity)} alike"
    terminal.result(terminal.paint(head, "bold"))
    for segment in match.segments[:MAX_SEGMENTS]:
        _segment(segment, texts[match.a.document], texts[match.b.document], terminal)
    if len(match.segments) > MAX_SEGMENTS:
        terminal.result(f"and {len(match.segments) - MAX_SEGMENTS:,} more segments")


def _changes(segments: Sequence[Segment], documents: Sequence[TracedDocument], terminal: Terminal) -> None:
    """Prints the sentences in which something differs that changes what is said, and how much else differs."""
    text_a, text_b = (document.text or "" for document in documents)
    telling = [each for each in segments if each.changes or _has_own_figure(each, text_a, text_b)]
    told = (
        f"Figures, names, dates or negations differ in {len(telling):,} of {count(len(segments), 'shared sentence')}."
    )
    if not telling:
        told = f"No change of a figure, name, date or negation was found in {count(len(segments), 'shared sentence')}."
    terminal.result()
    terminal.result(terminal.paint(told, "bold"))
    for segment in telling:
        _segment(segment, text_a, text_b, terminal)
    others = sum(each.degree is not Degree.VERBATIM for each in segments if each not in telling)
    left_a = documents[0].words - count_words_of(text_a, [each.a for each in segments])
    left_b = documents[1].words - count_words_of(text_b, [each.b for each in segments])
    parts = [f"{count(others, 'more sentence')} worded otherwise"] if others else []
    parts += [f"{count(left, 'word')} only in {letter}" for letter, left in (("A", left_a), ("B", left_b)) if left]
    if parts:
        terminal.result()
        terminal.paragraph(f"Not shown: {', '.join(parts)}. The page has them: -o pair.html")


def _has_own_figure(segment: Segment, text_a: str, text_b: str) -> bool:
    """Whether one side of a segment has a figure among its own words: one that was dropped is no change of it."""
    if segment.degree is Degree.VERBATIM:
        return False
    sides = text_a[segment.a.start : segment.a.end], text_b[segment.b.start : segment.b.end]
    pieces = differ(*sides, Budget())
    return pieces is None or any(
        not piece.is_shared and _FIGURE.search(piece.text) is not None for side in pieces for piece in side
    )


_FIGURE = re.compile(r"(?<![^\W\d_A-Z])(?<!\d)\d+(?![^\W\d_]{3})(?!\d)")
"""A figure, with a unit or the letter of a road. Amid the letters of a word a scan read one into it."""


def _segment(segment: Segment, text_a: str | None, text_b: str | None, terminal: Terminal) -> None:
    """Prints one segment: what it is, both sides, and the changes that matter."""
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
        terminal.result(f"    {change.type}: {safe(change.a) or '–'} | {safe(change.b) or '–'}")


def _marked(words: str) -> str:
    """Words that stand only here, in brackets, with the space around them outside."""
    bare = words.strip()
    start = words.index(bare)
    return f"{words[:start]}[{bare}]{words[start + len(bare) :]}"


def _columns(a: str, b: str, terminal: Terminal) -> None:
    """Prints two texts side by side, or one above the other where there is no room."""
    width = (terminal.width() - 4 - GUTTER) // 2
    if width < 30:
        for name, text in (("A", a), ("B", b)):
            terminal.paragraph(text, f"  {name} ", "    ")
        return
    for one, other in zip_longest(wrapped(a, width), wrapped(b, width), fillvalue=""):
        terminal.result(f"    {padded(one, width)} | {other}".rstrip())
