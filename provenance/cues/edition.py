"""Texts that are numbered in one series, and what they say of each other's numbers."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from provenance.cues import FILLS, STATE
from provenance.cues.houses import are_of_two_houses, has_most
from provenance.model import LEAD, STAGE, Evidence, Span
from provenance.wording.foot import signed_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.model import Match, Numbered, Witness
    from provenance.pairs import Pairs

_WEIGHT = 1.0
_BLANK_WEIGHT = 1.7
"""Who fills in a form has it; that a form is made of a letter is rarer. Set by judgement: no labelled data hold any."""
_MIN_BLANKS = 2
_BLANK = re.compile(
    r"\[(?:[A-Z][A-Z/'’ -]{2,40}|(?i:(?:your|insert|enter|name|date|say|add|describe|company|position|address)\b)"
    r"[^\]\n]{0,120})\](?!\()"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Z.,'/ -]{2,60}(?P<day>, [A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?)? \([A-Z][^()\n]{1,30}\)", re.MULTILINE
)
_ISSUED = "issued"
_HOUR_WEIGHT = 1.7
"""Of two issues of one day. Set by judgement; no labelled data hold any."""
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?![\d:.]*\d) ?(?P<half>[ap]\.?m\b\.?)?", re.IGNORECASE
)
_HEAD_CHARACTERS = 600
_MAX_NAMED_AFTER = 160
_MAX_LINE = 160
_REPLACES = re.compile(
    r"\b(?:(?P<by>(?:obsoleted|superseded|replaced) by)|obsoletes|supersedes|replaces"
    r"|(?:is|as) a (?:revision|replacement) of|these (?:\w+ )?[\w-]+ (?:replace|supersede))\b",
    re.IGNORECASE,
)


def edition(pairs: Pairs) -> Iterator[tuple[int, Evidence]]:
    """Of two texts numbered in one series the one with the higher number is the later, and more so if it says so.

    *What it hears.* A label with a number at the head of both ("Request for Comments: 1057", "Version 2.1", "Bulletin
    No. 12", "Second edition"), the highest version in a list of their own changes, or an occasion that both count
    ("the 24th Windle Kite Festival", "its 3rd annual meeting"; of several counts the highest): the same label, other
    numbers; or a draft there and a final report here, half-time there and full-time here (`number`). A running story
    whose line is numbered here ("UPDATE 2-Ferry burns") and there is not, or that has another line and the same
    dateline (`lead`). A line that states the day of both, equal but for the hour ("Issued at 10:49 am, 18 January"),
    below one heading (`hour`). Blanks in one (“[YOUR NAME]”) and none in the other (`blank`). And
    words of one that name the other's number or stated day as what it replaces ("Obsoletes: 1050", "supersedes version
    2", "replaces the release of 3 May"), or as what replaces it (`named`).

    *Why it tells.* Series are numbered as they appear; what is final was a draft before; and a text that names another
    was finished after it.

    *When it misleads.* Where numbers are given out before the texts are ready; where a text was changed after the other
    had replaced it, to say so; where one tells of an occasion long after it. Drafts and final texts have not been met
    in texts whose order is known.
    """
    in_a, in_b = pairs.of_both(lambda witness: bool(witness.signs.numbers))
    noted = np.logical_or(*pairs.of_both(lambda witness: bool(witness.signs.notes)))
    leads = np.logical_xor(*pairs.of_both(_is_lead))
    blank = np.logical_xor(*pairs.of_both(lambda witness: bool(_blanks(witness))))
    timed = np.logical_and(*pairs.of_both(lambda witness: _hour(witness) is not None))
    for pair in np.flatnonzero(((in_a & in_b) | noted | leads | blank | timed) & pairs.is_matched).tolist():
        a, b = pairs.two(pair)
        found = _in_series(a, b) or _of_day(a, b) or _after_unnumbered(pairs.matches[pair], a, b)
        found = found or _by_hour(a, b) or _filled(a, b)
        if found is not None:
            yield pair, found


def _in_series(a: Witness, b: Witness) -> Evidence | None:
    """Evidence of the first series in which both are numbered, and not alike."""
    for one, other in product(a.signs.numbers, b.signs.numbers):
        if one.label == other.label and one.number != other.number:
            return _named(a, b, one, other) or _by_number(a, b, one, other)
    return None


def _by_number(a: Witness, b: Witness, one: Numbered, other: Numbered) -> Evidence:
    later, own, rival = (b, other, one) if one.number < other.number else (a, one, other)
    says = f"is numbered after the other, which is {_spelled(rival)} of the same series"
    if own.label == LEAD:
        says = f"{STATE} of which the other is number {_spelled(rival)}"
    if own.label == STAGE:
        earlier = a if later is b else b
        says = f"says that it is farther on than the other, which calls itself “{earlier.quote(rival.span)}”"
    return Evidence(
        "edition", "a" if later is b else "b", _WEIGHT, later.id, later.quote(own.span), own.span.start, own.span.end,
        says, "number",
    )  # fmt: skip


def _of_day(a: Witness, b: Witness) -> Evidence | None:
    """Evidence that one text says that it replaces what is of the day that the other states."""
    for later, earlier in ((a, b), (b, a)):
        day = _stated_words(earlier)
        for note in later.signs.notes:
            words = later.quote(note)
            found = _REPLACES.search(words)
            if found and not found["by"] and day is not None and day.search(words, found.end()):
                return Evidence(
                    "edition", "a" if earlier is a else "b", _WEIGHT, later.id, words, note.start, note.end,
                    "names the other, by its day, as what it replaces", "named",
                )  # fmt: skip
    return None


def _is_lead(witness: Witness) -> bool:
    return any(one.label == LEAD for one in witness.signs.numbers)


def _after_unnumbered(matches: Sequence[Match], a: Witness, b: Witness) -> Evidence | None:
    """Evidence that one text is a numbered state of a story of which the other has the line without a number.

    Or the dateline: without its day only of a state that is noted for editors and has most of that other, as many
    stories are from one place.
    Of two publishers it is none: who prints a story leaves the number out.
    """
    if _is_lead(a) == _is_lead(b) or are_of_two_houses(a, b):
        return None
    later, first = (a, b) if _is_lead(a) else (b, a)
    heads, place = first.signs.head.lines, _dateline(later)
    is_from_there = place is not None and place == _dateline(first)
    has_day = place is not None and place[1]
    for one in (each for each in later.signs.numbers if each.label == LEAD):
        is_noted = later.quote(one.span).lower().startswith("eds") and has_most(matches, first)
        is_one = is_from_there and (has_day or is_noted)
        if is_one or _line_around(later.document.text, one.span) in heads:
            return Evidence(
                "edition", "a" if first is a else "b", _WEIGHT, later.id, later.quote(one.span), one.span.start,
                one.span.end, f"{STATE} that the other has without a number", "lead",
            )  # fmt: skip
    return None


def _dateline(witness: Witness) -> tuple[str, bool] | None:
    """The place, day and agency with which a report of an agency opens, and whether it has a day."""
    found = _DATELINE.search(witness.document.text[:_HEAD_CHARACTERS])
    return (" ".join(found.group().split()), found["day"] is not None) if found else None


def _blanks(witness: Witness) -> list[Span]:
    """Where a text has blanks to fill in: [YOUR NAME], [insert the date]; none where it has but one."""
    text = witness.document.text
    found = [Span(*one.span()) for one in _BLANK.finditer(text)] if "[" in text else []
    return found if len(found) >= _MIN_BLANKS else []


def _filled(a: Witness, b: Witness) -> Evidence | None:
    """Evidence that one text is a form with blanks, which the other fills in."""
    in_a, in_b = _blanks(a), _blanks(b)
    if bool(in_a) == bool(in_b):
        return None
    form, span = (a, in_a[0]) if in_a else (b, in_b[0])
    return Evidence(
        "edition", "a" if form is a else "b", _BLANK_WEIGHT, form.id, form.quote(span), span.start, span.end,
        FILLS, "blank",
    )  # fmt: skip


def _by_hour(a: Witness, b: Witness) -> Evidence | None:
    """Evidence that two bulletins of one heading were issued on one day, by the hours in the lines that state it.

    Pages of a chain of papers look alike, too, but are put up in several time zones.
    """
    one, other = _hour(a), _hour(b)
    if one is None or other is None or one.line != other.line or one.minutes == other.minutes:
        return None
    if _ISSUED not in one.line or set(a.signs.head.lines).isdisjoint(b.signs.head.lines):
        return None
    later, hour = (a, one) if one.minutes > other.minutes else (b, other)
    return Evidence(
        "edition", "a" if later is b else "b", _HOUR_WEIGHT, later.id, later.quote(hour.span), hour.span.start,
        hour.span.end, "was issued later on the same day than the other, in the same form", "hour",
    )  # fmt: skip


class _Hour(NamedTuple):
    """The line in which a text states its day, its hour taken out, that hour in minutes, and where the line stands."""

    line: str
    minutes: int
    span: Span


def _hour(witness: Witness) -> _Hour | None:
    """The hour beside the day that a text states in a line of its own; None without one."""
    stated = witness.dating.stated
    if stated is None or stated.start is None or stated.end is None:
        return None
    text = witness.document.text
    start, end = text.rfind("\n", 0, stated.start) + 1, text.find("\n", stated.end)
    span = Span(start, end if end >= 0 else len(text))
    line = witness.quote(span)
    found = [one for one in _CLOCK.finditer(line) if one["half"] or one["minute"]] if len(span) <= _MAX_LINE else []
    if len(found) != 1:
        return None
    hour, half = int(found[0]["hour"]), (found[0]["half"] or "").lower()
    hour = hour % 12 + 12 * half.startswith("p") if half else hour
    bare = line[: found[0].start()] + line[found[0].end() :]
    return _Hour(" ".join(bare.casefold().split()), 60 * hour + int(found[0]["minute"] or 0), span)


def _line_around(text: str, span: Span) -> str:
    """The line of a number without it, in small letters."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    words = text[start : span.start], text[span.end : len(text) if end < 0 else end]
    return " ".join("".join(words).casefold().split()).strip(" #*_|.,;:()[]-–—")


def _stated_words(witness: Witness) -> re.Pattern[str] | None:
    """The day that a text states, or that it is signed with, as it is written there and without its year."""
    stated = witness.dating.stated
    at = None if stated is None or stated.start is None or stated.end is None else Span(stated.start, stated.end)
    at = at or signed_day(witness.document.text)
    if at is None:
        return None
    words = " ".join(witness.quote(at).split())
    bare = re.sub(r",? \d{4}$", "", words)
    return re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)", re.IGNORECASE)


def _named(a: Witness, b: Witness, one: Numbered, other: Numbered) -> Evidence | None:
    """Evidence that one text names the other as what it replaces, or as what replaces it."""
    for speaker, listener, named in ((a, b, other), (b, a, one)):
        found = _replacement(speaker, named)
        if found is None:
            continue
        span, is_older = found
        earlier = speaker if is_older else listener
        says = "names the other as what replaces it" if is_older else "names the other as what it replaces"
        favours = "a" if earlier is a else "b"
        quote = speaker.quote(span)
        return Evidence("edition", favours, _WEIGHT, speaker.id, quote, span.start, span.end, says, "named")
    return None


def _replacement(witness: Witness, named: Numbered) -> tuple[Span, bool] | None:
    """Where a text says that it replaces a number, and whether it is the other way round."""
    text = witness.document.text
    initials = "".join(word[0] for word in named.label.split())
    number = rf"0{{0,3}}{re.escape(_spelled(named))}(?![\w-]|\.\d)"
    wanted = re.compile(rf"(?<![\w.-])(?:{re.escape(initials)}[ -]?)?{number}", re.IGNORECASE)
    for found in _REPLACES.finditer(text):
        stated = wanted.search(text, found.end(), found.end() + _MAX_NAMED_AFTER)
        if stated and not re.search(r"[.;]\s+[A-Z]|\n\s*\n", text[found.end() : stated.start()]):
            return Span(found.start(), stated.end()), found["by"] is not None
    return None


def _spelled(numbered: Numbered) -> str:
    return ".".join(map(str, numbered.number))
