"""Lines that state a date: Published: 9.43 am, 16 July 2018 | Updated 17 July 2018; By Ann Lee, 3 March 2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.dating.datelines import DASHES, is_dateline
from provenance.dating.expressions import either
from provenance.dating.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.dating.abroad import StampWords
    from provenance.dating.expressions import Expression
    from provenance.dating.language import Language

BYLINE, DATELINE, ALONE, BY_PLACE = 0.85, 0.85, 0.6, 0.7
MAX_LINE_CHARACTERS = 160
MAX_BEFORE_WORDS = 16
"""In a byline: names, roles, the paper."""
MAX_NAME_WORDS = 5
MAX_SECTION_WORDS = 3
MAX_HEAD_WORDS = 6
"""Of a paper or a programme with its issue."""
MAX_BESIDE_CHARACTERS = 45
MAX_JOINING_CHARACTERS = 3
"""Of words that join those of a name: and, of, und, für."""

_CLOCK = (
    r"[0-9]{1,2}(?:[:.]|\s?[h時时点]\s?)[0-9]{2}(?:[:.][0-9]{2})?(?![0-9])|[0-9]{1,2}(?=\s?[ap]\.?m\b)"
    r"|[0-2][0-9][0-5][0-9](?=\s?(?:gmt|utc|bst|cet|cest|est|edt|hkt|hrs|hours)\b)"
)
CLOCK = re.compile(_CLOCK, re.IGNORECASE)
MAX_FILLERS = 30
_NEAR = 15
_MARKS = " \t#>*_|•·–—-,()@[]"
_PARTING = tuple(",|•·–—-/(")
_NO_DASHES = str.maketrans("", "", DASHES)
_COLUMN = "   "
"""Parts what stands in one line of a head, as a number and a day."""
_SENTENCE = re.compile(r"\.\s{1,3}[^\W\d_a-z]")
_NUMBERED = re.compile(r"([^\W\d_]{1,20})\.? [0-9]{1,5}")
_BRACKETED = re.compile(r"\s{0,4}\([^\W\d_a-z][^()\n]{1,40}\)\s{0,4}")
"""Whose report it is, behind its day: (Court News Agency)."""
_DELIMITED = re.compile(r"\s{0,4}[|•·–—/]")


@dataclass(frozen=True, slots=True)
class StampPatterns:
    """The compiled patterns of one language.

    `filler`: what may stand between a label and its date, or behind the date: hours, zones, weekdays, marks. `by`,
    `by_name`: what opens a byline, and the byline.
    """

    language: Language
    filler: re.Pattern[str]
    by: re.Pattern[str]
    by_name: re.Pattern[str]
    labels: Mapping[str, tuple[str, float]]
    """Longest first."""
    bare_labels: frozenset[str]
    label: re.Pattern[str]
    """Any of them."""
    bylines: tuple[str, ...] = ()
    """What opens a byline in other languages, where a mark parts it from its date."""
    is_abroad: bool = False
    """Whether the line may be in another language, whose verbs are not known."""


def compile_stamps(language: Language, others: Sequence[StampWords] = ()) -> StampPatterns:
    """The patterns of a language's stamps, and of those of others. No quantifier in them is unbounded."""
    words = "|".join([language.stamp_words, *(re.escape(word) for one in others for word in one.fillers.split())])
    filler = (
        r"[\s:：.,;*_|()@<>\[\]•·–—-]{1,20}+"
        rf"|(?=[0-9])(?:{_CLOCK})|\+[0-9]{{2}}:?[0-9]{{2}}"
        rf"|(?=[^\W\d_])(?<![^\W\d_])(?:[ap]\.m\.|(?:{words})(?![^\W\d_]))"
    )
    bylines = sorted({f"{word} " for one in others for word in one.bylines})
    openers = [language.byline, *(word.rstrip() for word in bylines)]
    by = rf"(?=[{''.join(sorted({word[0] for word in openers}))}])(?:{either(openers)})"
    labels = {label: (kind, share) for one in others for label, kind, share in one.labels} | dict(language.labels)
    return StampPatterns(
        language,
        re.compile(filler, re.IGNORECASE),
        re.compile(rf"[\s,|•·–—-]{{0,6}}{by} ", re.IGNORECASE),
        re.compile(rf"{by} [^,|•·–—]{{2,60}}"),
        {label: labels[label] for label in sorted(labels, key=lambda label: (-len(label), label))},
        language.bare_labels.union(*(one.bare_labels.split() for one in others)),
        re.compile(either(labels)),
        tuple(bylines),
        is_abroad=bool(others),
    )


def compile_labels(labels: Iterable[str]) -> re.Pattern[str]:
    """Some labels, as whole words."""
    return re.compile(rf"(?<![^\W\d_])(?:{either(labels)})(?![a-zà-ÿа-я])")


def may_state(line: str, patterns: StampPatterns, *, is_near_top: bool) -> bool:
    """Whether a line has what any statement of `judge` needs: a soon look before its dates are read."""
    if is_near_top or any(dash in line for dash in DASHES):
        return True
    if len(line) <= MAX_BESIDE_CHARACTERS and CLOCK.search(line):
        return True
    low = line.lower()
    bylines = patterns.language.byline, *patterns.bylines
    return low.lstrip(_MARKS).startswith(bylines) or patterns.label.search(low) is not None


def judge(
    line: str, dates: list[Expression], index: int, patterns: StampPatterns, *, is_near_top: bool, in_head: bool = False
) -> tuple[str, float] | None:
    """The kind of statement that a line makes of one of its full dates, and its reliability; None if it makes none.

    `is_near_top`: among the first lines, where a date alone or behind a place is that of the text; `in_head`: not far
    below them, where menus may push the date and the hour that stand in a line of their own.
    """
    one = dates[index]
    if index == 0 and is_dateline(line, one.start, one.end):
        return "dateline", DATELINE
    if index == 0 and is_near_top and _is_undashed(line, one):
        return "dateline", BY_PLACE
    if len(line) > MAX_LINE_CHARACTERS:
        return None
    begin = dates[index - 1].end if index else 0
    before = line[begin : one.start]
    end = dates[index + 1].start if index + 1 < len(dates) else len(line)
    is_last = _is_rest(line[one.end : end], patterns, has_next=index + 1 < len(dates))
    has_hour = CLOCK.search(line[one.end : end]) is not None
    if label := _label(before, patterns, is_last=is_last, is_first=index == 0, has_hour=has_hour):
        return label
    if index:
        return None
    words = _unlabelled(before.strip(_MARKS), patterns)
    if is_byline(words, patterns) and (words[:1].isupper() or is_last or CLOCK.search(line[one.end :][:_NEAR])):
        return "byline", BYLINE  # what goes on in small letters is prose: by the buyer on 3 May as part of
    if is_last and words.lower().startswith(patterns.bylines) and before.rstrip()[-1:] in _PARTING:
        return "byline", BYLINE
    if is_last and is_near_top and _names_document(words, patterns):
        return "header", ALONE
    if in_head and is_last and CLOCK.search(line[one.end :] + " " + before) and not _unfilled(before, patterns):
        return "header", ALONE
    return _alone(line, before, one, patterns) if is_last and is_near_top else None


def is_byline(words: str, patterns: StampPatterns) -> bool:
    """Whether words name a writer: By Ann Lee, Health Correspondent."""
    byline = patterns.language.byline
    bare = words.strip(_MARKS)
    return bare.lower().startswith((f"{byline} ", f"{byline}: ")) and len(bare.split()) <= MAX_BEFORE_WORDS


def _unlabelled(words: str, patterns: StampPatterns) -> str:
    """The words of a byline without a label in front and a preposition behind: Posted by Ann Lee on 3 March 2026."""
    label = patterns.label.match(words.lower())
    bare = words[label.end() :].strip(_MARKS) if label else words
    if not label or not is_byline(bare, patterns):
        return words
    head, _, last = bare.rpartition(" ")
    return head if patterns.language.roles.get(last.lower()) is Role.AT else bare


def _names_document(before: str, patterns: StampPatterns) -> bool:
    """Whether a line names what it heads before its day: Weather service, note of 5 June 2024."""
    words = before.split()
    is_of = len(words) > 1 and patterns.language.roles.get(words[-1].lower()) is Role.OF
    if not is_of or len(words) > MAX_HEAD_WORDS or not words[0][:1].isupper():
        return False
    is_document = words[-2].lower() in patterns.language.documents
    return is_document and not any(_is_verb(word, patterns) for word in words)


def _is_undashed(line: str, one: Expression) -> bool:
    """Whether a line opens with a place and its day as a sentence of their own: Port Ellery, 3 March 2026. The ..."""
    place = line[: one.start].strip(_MARKS).split()
    is_place = 0 < len(place) <= MAX_SECTION_WORDS and all(word[:1].isupper() for word in place)
    return is_place and line[: one.start].rstrip().endswith(",") and _SENTENCE.match(line, one.end) is not None


def _alone(line: str, before: str, one: Expression, patterns: StampPatterns) -> tuple[str, float] | None:
    """A date alone, with its hour, a number of the issue, a section or a bare label, or behind a place and a comma.

    Or behind a paper and its page, or before the page.
    """
    if _runs_above_a_page(line, before, one, patterns):
        return "header", ALONE
    bare = _unfilled(before, patterns)
    numbered = _NUMBERED.fullmatch(bare)
    if not bare or bare.lower() in patterns.bare_labels:
        return "header", ALONE
    if numbered and numbered[1].lower() in patterns.language.numbered:
        return "header", ALONE
    if before.lstrip(_MARKS.translate(_NO_DASHES))[:1] in DASHES:
        return None  # under a motto: – Government Technology, 4 March 2014
    words = bare.split()
    has_hour = CLOCK.search(line[one.end :] + " " + before) is not None
    is_after_comma = before.rstrip().endswith(",")
    if not bare[:1].isupper() or not re.sub(r"\b[/&]\b", "", "".join(words)).isalpha():
        return None
    if patterns.is_abroad and not _is_name(bare, patterns.language):
        return None  # a word in small letters may be a verb
    if len(words) > MAX_SECTION_WORDS:
        is_head = len(words) <= MAX_HEAD_WORDS and is_after_comma and not has_hour
        return ("header", ALONE) if is_head and not any(_is_verb(word, patterns) for word in words) else None
    if is_after_comma:
        return "dateline", BY_PLACE
    return ("header", ALONE) if has_hour or before.rstrip()[-1:] in "|•·–—-" else None


def _runs_above_a_page(line: str, before: str, one: Expression, patterns: StampPatterns) -> bool:
    """Whether a line is the running head of a page: 3   THE ARGUS, WEDNESDAY, MARCH 4, 1891."""
    ahead = (_PAGE_AHEAD if one.weekday is None else _PAGE_NEAR).match(before)
    paper = before[ahead.end() if ahead else 0 :].strip(_MARKS + ".").split()
    is_name = 0 < len(paper) <= MAX_HEAD_WORDS and all(_may_be_of_name(word) for word in paper)
    has_page = ahead is not None or _PAGE_BEHIND.fullmatch(line, one.end) is not None
    return has_page and is_name and not any(_is_verb(word, patterns) for word in paper)


_PAGE = r"\s{0,4}[—–-]?\s?(?:[^\W\d_]{1,6}\.? ?[0-9]{1,4}\.?|[0-9]{1,4})"
_PAGE_AHEAD = re.compile(rf"{_PAGE}(?:\s{{2,6}}|\s?[|·•—–]\s?)")
_PAGE_NEAR = re.compile(rf"{_PAGE}(?:\s{{1,6}}|\s?[|·•—–]\s?)")
_PAGE_BEHIND = re.compile(r"[.,]{0,2}(?:\s{2,8}|\s?[|·•—–]\s?)(?:[^\W\d_]{1,6}\.? )?[0-9]{1,4}[\s.]{0,4}")


def _may_be_of_name(word: str) -> bool:
    """Whether a word may stand in the name of a paper: with a capital, or one of grammar."""
    return not any(map(str.isdigit, word)) and (word[0].isupper() or len(word) <= MAX_JOINING_CHARACTERS)


def _label(
    before: str, patterns: StampPatterns, *, is_last: bool, is_first: bool, has_hour: bool
) -> tuple[str, float] | None:
    """The label that leads to a date, if the line begins with it or with a name, and says nothing else of weight.

    What is a label only with its colon is one as well where an hour stands behind the day: Issued 3 May 2023, 09:20.
    """
    folded = before.lower()
    if not patterns.label.search(folded):
        return None
    for label in patterns.labels:
        if label not in folded:
            continue
        at = folded.rfind(label, max(0, len(folded) - len(label) - MAX_BESIDE_CHARACTERS))
        if at < 0 or folded[at - 1 : at].isalpha():
            continue
        place = patterns.language.placed.match(before, at + len(label))
        between, ahead = before[place.end() if place else at + len(label) :], before[:at].strip(_MARKS)
        if between[:1].isalpha() or _after_fillers(between, patterns) < len(between):
            continue
        has_colon = between.lstrip(" *_").startswith((":", "："))
        is_apart = before[:at].endswith((_COLUMN, "\t"))
        is_own = (
            not ahead
            or is_apart
            or not is_first
            or (before[at].isupper() and is_last and _is_name(ahead, patterns.language))
        )
        is_label = has_colon or (is_last and (has_hour or label not in patterns.bare_labels))
        if is_own and is_label:
            return patterns.labels[label]
    return None


def _is_verb(word: str, patterns: StampPatterns) -> bool:
    """Whether a word makes a line a sentence."""
    return patterns.language.roles.get(word.lower()) in {
        Role.PAST,
        Role.REPORTED,
        Role.WILL,
        Role.IS,
        Role.WAS,
        Role.HAS,
        Role.COMES,
    }


def _is_name(words: str, language: Language) -> bool:
    """Whether the words are names, a few or a list of some, as of writers and their paper before *posted*."""
    bare = [word for word in words.split() if word not in language.name_parts]
    names = re.split(rf",|\b(?:{'|'.join(language.name_joins)})\b", words)
    is_short = len(bare) <= MAX_NAME_WORDS or max(len(name.split()) for name in names) < MAX_NAME_WORDS
    return is_short and len(bare) <= MAX_BEFORE_WORDS and all(not word[0].islower() for word in bare)


def _is_rest(behind: str, patterns: StampPatterns, *, has_next: bool) -> bool:
    """Whether what stands behind a date belongs to the stamp: an hour, the writer, a section, a further label."""
    is_machine = behind[:1] == "T" and behind[1:2].isdigit()
    words = behind[_after_fillers(behind, patterns, int(is_machine)) :]
    words = words[1:] if is_machine and words[:1] == "Z" else words
    if not words.strip(_MARKS) or _PAGE_BEHIND.fullmatch(behind):
        return True
    if has_next:
        folded = patterns.by_name.sub("", words.lower().strip(_MARKS)).strip(_MARKS)
        return any(folded.startswith(label) for label in patterns.labels)
    if len(words) > MAX_BESIDE_CHARACTERS:
        return False
    if _BRACKETED.fullmatch(behind):
        return True
    return _DELIMITED.match(behind) is not None or patterns.by.match(behind) is not None


def _unfilled(before: str, patterns: StampPatterns) -> str:
    """The words before a date without hours, zones and marks."""
    return " ".join(patterns.filler.sub(" ", before).split())


def _after_fillers(words: str, patterns: StampPatterns, at: int = 0) -> int:
    """Where, from `at` on, hours, zones and marks end."""
    for _ in range(MAX_FILLERS):
        filler = patterns.filler.match(words, at)
        if filler is None:
            break
        at = filler.end()
    return at
