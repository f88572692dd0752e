"""Words by which a text says that it was changed after it had appeared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from provenance.cues.houses import are_of_one_story, are_of_two_houses
from provenance.model import Evidence, Span
from provenance.wording.notices import Given, notices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from provenance.model import Witness
    from provenance.pairs import Pairs
    from provenance.wording.notices import Notice

_WEIGHT = 1.0
_NOTICE_WEIGHT = 1.5
"""Of a notice that puts the other right. Set by judgement; no labelled data hold any."""
_HEAD_CHARACTERS = 1500
_REPLACES = re.compile(
    r"\b(?:supersedes|replaces|obsoletes|these (?:\w+ )?[\w-]+ (?:replace|supersede))\b", re.IGNORECASE
)
_TO_EDITORS = re.compile(r"\W{0,8}eds: ", re.IGNORECASE)
"""An agency's word to those who take its story, which no paper prints: it tells of the states of that story alone."""
_FIGURES = re.compile(r"\d+")
_CLAUSE = re.compile(r"[.;]\s|,\s(?!\d)| and (?:now )?[a-z]")
_OF_A_DAY = re.compile(
    r"(?:this \w+ (?:was|has been) )?last (?:updated?|modified|revised|corrected|amended|edited)\b"
    r"(?:\W|\d|(?:st|nd|rd|th|on|at|of|in|[ap]m|gmt|utc|[a-z]{1,2}st)\b"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)*",
    re.IGNORECASE,
)
"""A line that says when its page was last changed, and no more: "Last updated: 2 March 2019"."""


def update_note(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two versions of a text, the one with more notes of changes is the later.

    *What it hears.* That one says what was wrong in print and what is right, and the other has the wrong (`notice`).
    "Update:", "Updated 3 May", "Correction:", "(Corrected)", "Revised version", "Editor’s note:", "the
    article was amended", "an earlier version of this story", "this release supersedes" in one text, more often than
    in the other. What names by a number or a day the text that it replaces is a note beside that text alone.

    *Why it tells.* A note of a change cannot be written before the change; what carries it was changed since. Of
    newswire sent twice, the one headed as corrected or repeated was the later in all of 15 pairs; of standards, the one
    that says that it replaces the other in 31 of 34.

    *When it misleads.* When old notes are cleared away. In two different texts it says little: each has a history of
    its own; and of two publishers nothing, as what an agency sends as an update papers print; nor of a release and a
    report, of which neither was ever the other. "Note:" alone is none: of versions of one text, the one that had it was
    the later as often as not. Who still has what was put right may have copied it afterwards.
    """
    given = {one.id: held for one in pairs.witnesses if (held := _notices(one))}
    gives = np.logical_or(*pairs.of_both(lambda witness: witness.id in given))
    in_a, in_b = pairs.of_both(lambda witness: bool(witness.signs.notes))
    for pair in np.flatnonzero((in_a | in_b | gives) & pairs.is_matched).tolist():
        a, b = pairs.two(pair)
        if gives[pair] and (right := _put_right(given, a, b)):
            yield pair, right
            continue
        if are_of_two_houses(a, b) or (a.signs.release is None) != (b.signs.release is None):
            continue
        is_one = are_of_one_story(pairs.matches[pair], a, b)
        of_a, of_b = _notes(a, b, is_one=is_one), _notes(b, a, is_one=is_one)
        if len(of_a) == len(of_b):
            continue
        later, notes, other = (a, of_a, b) if len(of_a) > len(of_b) else (b, of_b, a)
        known = {other.quote(span) for span in other.signs.notes}
        span = next((span for span in notes if later.quote(span) not in known), None)
        if span is not None:
            yield pair, Evidence(
                "update-note", "a" if later is b else "b", _WEIGHT, later.id, later.quote(span), span.start, span.end,
                "has a note of a change that the other lacks",
            )  # fmt: skip


def _notices(witness: Witness) -> tuple[Notice, ...]:
    return notices(witness.document.text, witness.passages, witness.document.language)


def _put_right(given: Mapping[str, Sequence[Notice]], a: Witness, b: Witness) -> Evidence | None:
    """Evidence that one text is a notice which puts right what stands in the other, and not the other way round."""
    found = [
        (later, next((one for _, one, _ in Given({later.id: given[later.id]}).carried(*_words(first))), None))
        for later, first in ((a, b), (b, a))
        if later.id in given
    ]
    told = [(later, one) for later, one in found if one is not None]
    if len(told) != 1:
        return None
    later, notice = told[0]
    quote = later.quote(Span(notice.start, notice.end))
    return Evidence(
        "update-note", "a" if later is b else "b", _NOTICE_WEIGHT, later.id, quote, notice.start, notice.end,
        "puts right what the other has", "notice",
    )  # fmt: skip


def _words(witness: Witness) -> tuple[str, str, Sequence[Span]]:
    return witness.id, witness.document.text, witness.passages


def _notes(witness: Witness, other: Witness, *, is_one: bool) -> list[Span]:
    """The notes of a text, but those that say by its number or day that it replaces another than this one.

    Where the other is numbered alike or states its day, `edition` hears whether it is meant.
    """
    labels = {one.label for one in witness.signs.numbers}
    is_known = other.dating.stated is not None or any(one.label in labels for one in other.signs.numbers)
    return [
        span for span in witness.signs.notes if _may_mean(witness.quote(span), other, is_known=is_known, is_one=is_one)
    ]


def _may_mean(note: str, other: Witness, *, is_known: bool, is_one: bool) -> bool:
    """Whether a note may be of a text that stood in the place of this one, and tells more than a day."""
    if _OF_A_DAY.fullmatch(note) or (_TO_EDITORS.match(note) and not is_one):
        return False
    replaces = _REPLACES.search(note)
    figures = _FIGURES.findall(_CLAUSE.split(note[replaces.end() :], maxsplit=1)[0]) if replaces else []
    head = other.document.text[:_HEAD_CHARACTERS]
    return not figures or (not is_known and set(figures) <= set(_FIGURES.findall(head)))
