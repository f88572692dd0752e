"""Whose story it is, by its dateline: that of PORT ENNIS, June 11 (Coastal Wire) – is Coastal Wire."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.lexicon.credit import AGENCY_INITIALS, SMALL_AGENCIES

if TYPE_CHECKING:
    from provenance.model import Document

OPENING_CHARACTERS = 1_000
"""A dateline stands near the beginning; what is further down quotes somebody else's."""

_NAME = r"[^\W\d_][\w&.’'-]*(?: [\w&.’'-]+){0,3}"
_DAY = r"[0-9](?: [A-Z][a-z]{2,8})?(?:,? [0-9]{4})? "
_DATELINE = re.compile(
    rf"^(?=[^\W\d_])[^\n()]{{2,80}}(?:[ ,]\((?P<agency>{_NAME})(?:/[\w/]{{1,12}})?\)"
    rf"(?:[ \t]{{0,2}}(?:[-–—]{{1,2}}|_)[ \t]|\.[-–—])"
    rf"|{_DAY}(?:\((?P<called>{_NAME})\)[ \t]?:[ \t]|\((?P<short>{AGENCY_INITIALS})\)[ \t]{{1,2}}[“‘'\"]?[A-Z]"
    rf"|(?P<bare>{AGENCY_INITIALS})[ \t]{{1,2}}[-–—][ \t]))",
    re.MULTILINE,
)
_BARE = re.compile(rf"[0-9] {AGENCY_INITIALS}[ \t]{{1,2}}[-–—]")
"""What a dateline has where it has no brackets."""


def credited_to_agency(document: Document) -> Document:
    """The document with the agency of its dateline for publisher, where it names no publisher itself.

    A place before the brackets begins with a capital; what is in them is a name of one to four words, or that of one of
    the agencies that sign in small letters, without its service (dpa/lni). Behind a day a
    colon may follow them instead of a dash, or nothing if they hold initials; these may stand bare before a dash.
    """
    opening = document.text[:OPENING_CHARACTERS]
    if document.source.publisher is not None or not ("(" in opening or _BARE.search(opening)):
        return document
    found = _DATELINE.search(opening)
    name = found[found.lastgroup or 0] if found else ""
    is_agency = name[:1].isupper() or name in SMALL_AGENCIES
    if found is None or not (found.group()[0].isupper() and is_agency):
        return document
    return replace(document, source=replace(document.source, publisher=name))
