"""`provenance explain`: the verdict on two documents with all its evidence, or the manual page of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit
from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.cli.terminal import Terminal

EPILOG = """\b
Examples:
  provenance trace archive/ -o report.json
  provenance explain report.json story.txt release.txt   which was first, the reasons for and against
  provenance explain event-bridge                        what a cue hears, why it tells, when it misleads
  provenance explain paraphrased                         what a kind of passage is

A and B are ids of the report; the end or the beginning of one will do where it fits no other.
"""


@click.command(epilog=EPILOG)
@click.argument("words", metavar="REPORT.json A B | NAME", type=options.FILE, nargs=-1)
@options.options(options.TALK)
def explain(words: tuple[str, ...], **chosen: Any) -> Exit:
    """Explain the verdict on two documents, or a word of a report.

    The verdict is that of a saved report. Without a word, all are listed that there is a page of.
    """
    from provenance.cli import verdict

    terminal = options.terminal_of(chosen)
    if not words:
        _list(terminal)
        return Exit.DONE
    if len(words) == 1:
        _page(words[0], terminal)
        return Exit.DONE
    if len(words) != 3:
        raise UsageError(
            f"a report and two documents, or one name, not {len(words)} words",
            hint="provenance explain report.json story.txt release.txt",
        )
    report = options.saved(words[0])
    a, b = (verdict.found(report, name) for name in words[1:])
    if a.id == b.id:
        raise UsageError(f"{words[1]} and {words[2]} are one document: {a.id}", hint="name two documents")
    first, second = sorted((a, b), key=lambda each: each.id)
    verdict.tell(report, first, second, terminal)
    return Exit.DONE


def _list(terminal: Terminal) -> None:
    """Prints the names of all manual pages."""
    from provenance.cli.manual import pages

    terminal.result("provenance explain NAME, where NAME is one of:")
    for label, names in pages().items():
        terminal.row(label, ", ".join(names))


def _page(name: str, terminal: Terminal) -> None:
    """Prints the manual page of a cue, a kind or a verdict. Raises `UsageError` with the nearest name."""
    from provenance.cli.manual import manual

    title, paragraphs = manual(name)
    terminal.result(terminal.paint(title, "bold"))
    for paragraph in paragraphs:
        terminal.result()
        terminal.paragraph(paragraph)
