"""What the report counts and names, in words: numbers, months, kinds, types, grades, places of dates."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

LANGUAGE: Final = "en"

NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

MONTHS_SHORT: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())

COUNTED: Final = MappingProxyType(
    {
        "document": ("{n} document", "{n} documents"),
        "other document": ("{n} other document", "{n} other documents"),
        "word": ("{n} word", "{n} words"),
        "file": ("{n} file", "{n} files"),
        "copy": ("{n} identical copy", "{n} identical copies"),
        "other": ("{n} other", "{n} others"),
        "pair": ("{n} pair", "{n} pairs"),
        "sentence": ("{n} sentence", "{n} sentences"),
        "comparison": ("{n} comparison", "{n} comparisons"),
        "family": ("{n} family", "{n} families"),
        "more family": ("{n} more family", "{n} more families"),
        "group": ("{n} group", "{n} groups"),
        "character": ("{n} character", "{n} characters"),
        "day": ("{n} day", "{n} days"),
        "error": ("{n} error", "{n} errors"),
        "warning": ("{n} warning", "{n} warnings"),
        "note": ("{n} note", "{n} notes"),
        "finding": ("{n} finding", "{n} findings"),
        "match": ("{n} match", "{n} matches"),
        "segment": ("{n} segment", "{n} segments"),
        "rule": ("{n} active rule", "{n} active rules"),
        "correction": ("{n} more correction", "{n} more corrections"),
        "change": (
            "{n} change of a number, name, date or negation",
            "{n} changes of numbers, names, dates or negations",
        ),
    }
)

TAGS: Final = MappingProxyType(
    {
        "c": "Copied",
        "e": "Edited copy",
        "p": "Paraphrase",
        "q": "Quoted and credited",
        "b": "Boilerplate",
        "o": "First here",
    }
)
TAG_OF_SEVERAL: Final = "Note"
"""Stands in place of a tag on a note on passages of several marks."""

LEGEND: Final = (
    ("c", "the same words as in another text"),
    ("e", "the same words but for a few"),
    ("p", "the same statement in other words"),
    ("q", "in quotation marks, source named"),
    ("b", "page furniture, not statement"),
)

DEGREES: Final = MappingProxyType(
    {
        "verbatim": "{words} the same word for word",
        "edited": "{words} the same but for a few words",
        "light": "{words} reworded",
        "heavy": "{words} told in other words",
    }
)

RELATION_TYPES: Final = MappingProxyType(
    {
        "derived": "one draws on the other, directly or not",
        "common-source": "both draw on a third text",
        "same-event": "both tell of the same event",
        "version": "two versions of one text",
        "template": "one form, filled in anew",
        "undetermined": "how they hang together is open",
    }
)

EDGE_TYPES: Final = MappingProxyType({"derived": "text", "quotation": "a quotation", "version": "an earlier version"})

LEVELS: Final = MappingProxyType({"error": "Error", "warning": "Warning", "note": "Note"})

VERDICT_ICONS: Final = MappingProxyType({"fail": "✕", "pass": "✓", "incomplete": "?"})

GRADES: Final = MappingProxyType(
    {
        "required": "must have existed",
        "likely": "may have existed",
        "possible": "might have existed",
    }
)

CHANGES: Final = MappingProxyType(
    {"number": "Number", "name": "Name", "date": "Date", "negation": "Negation", "hedge": "Degree of certainty"}
)

STATED: Final = MappingProxyType(
    {
        "meta": "in its metadata",
        "front-matter": "in the front matter",
        "header": "in its header",
        "byline": "in its byline",
        "dateline": "in its dateline",
        "filename": "in its file name",
        "url": "in its address",
        "sidecar": "in a file beside it",
        "git": "in the version history",
    }
)
