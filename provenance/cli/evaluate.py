"""`provenance evaluate`: how far a report can be trusted, by what is known of some of its documents."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit
from provenance.errors import TruthError, UsageError

if TYPE_CHECKING:
    from provenance.model import Report, Truth

EXAMPLE = """\
{
  "documents": [{"id": "newsroom-lido-pumps", "earliest": "2024-04-18", "latest": null}],
  "pairs": [
    {"doc_a": "newsroom-lido-pumps", "quote_a": "New pumps ordered for the Quay Street Lido",
     "doc_b": "ropewalk", "quote_b": "New pumps ordered for the Quay Street Lido"}
  ],
  "order": {"certain_pairs": [["newsroom-lido-pumps", "ropewalk"]]},
  "independent": ["allotment-society"]
}
"""
"""A short truth about the sample town, which stands in the help."""

EPILOG = f"""\b
Examples:
  provenance trace archive/ -o report.json
  provenance evaluate truth.json report.json                   the scores, and what is wrong
  provenance evaluate truth.json report.json -o scores.json    and all of it for programs
  provenance evaluate truth.json report.json -v                also what is only counted

\b
TRUTH is a file in JSON of what you have worked out by hand. What you do not know is left out:
  documents          id; earliest, latest: the days between which the texts put it, null where
                     they give none; written: the day on which it really was
  pairs              passages that are reuse, whole sentences or more: doc_a, doc_b, and of each
                     side its words (quote_a, quote_b) or its place (start_a, end_a, ...:
                     characters from 0, the end exclusive); acceptable_labels: ["copied"],
                     ["paraphrased"] or both; strength: strong (demanded), moderate or weak
                     (counted)
  hard_negatives     passages that look like reuse and are none, written as pairs are
  order              certain_pairs, likely_pairs: [[earlier, later], ...];
                     undetermined: [[one, other], ...], whose order the texts do not tell
  missing_ancestors  texts that must have been there: children: [ids]; grade: required (demanded)
                     or likely (counted)
  independent        ids of documents that share nothing with any other
  complete           true where no other passages of these documents are reuse
An id may be cut short where it fits no other document. The rest of the file is yours. A short one:

\b
{textwrap.indent(EXAMPLE, "  ")}
Exit codes: 0 all that is demanded holds, 1 some of it does not, 2 wrong use, or TRUTH or the
report cannot be read, or they do not fit each other.
"""


@click.command(epilog=EPILOG)
@click.argument("truth", metavar="TRUTH", type=options.FILE)
@click.argument("report", metavar="REPORT.json", type=options.FILE)
@options.options(options.WHAT_SCORES_ARE_WRITTEN, options.TALK)
def evaluate(truth: str, report: str, **chosen: Any) -> Exit:
    """Score a saved report against known answers. REPORT.json may be - for standard input."""
    from provenance.cli import scores, writing
    from provenance.evaluation.scoring import score

    terminal = options.terminal_of(chosen)
    inputs = [truth, *([] if report == "-" else [report])]
    where = writing.for_scores(chosen["outputs"], chosen["format_name"], inputs)
    saved = options.saved(report)
    found = score(known(truth, saved), saved)
    writing.write(found, where, terminal)
    if where.streamed is None and not terminal.is_quiet:
        scores.tell(found, terminal)
    return Exit.FINDINGS if found.broken else Exit.DONE


def known(path: str, report: Report) -> Truth:
    """What a file says is known of a report. Raises `UsageError` where there is none, else `TruthError`."""
    from provenance.evaluation.truth import MAX_BYTES, parse

    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}", hint="`provenance evaluate --help` says how known answers are written"
        ) from error
    try:
        return parse(raw, report)
    except TruthError as error:
        raise TruthError(f"{path}: {error.message}", hint=error.hint) from error
