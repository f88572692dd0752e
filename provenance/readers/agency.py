"""Whose story it is, by its dateline: that of PORT ENNIS, June 11 (Coastal Wire) – is Coastal Wire."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.model import Document

OPENING_CHARACTERS = 1_000
"""A dateline stands near the beginning; what is further down quotes somebody else's."""

_DATELINE = re.compile(
    r"^(?=[^\W\d_])[^\n()]{2,80}[ ,]\((?P<agency>[^\W\d_][\w&.’'-]*(?: [\w&.’'-]+){0,3})\)"
    r"[ \t]{0,2}(?:[-–—]{1,2}|_)[ \t]",
    re.MULTILINE,
)


def credited_to_agency(document: Document) -> Document:
    """The document with the agency of its dateline for publisher, where it names no publisher itself.

    A place before the brackets begins with a capital; what is in them is a name of one to four words.
    """
    if document.source.publisher is not None or "(" not in document.text[:OPENING_CHARACTERS]:
        return document
    found = _DATELINE.search(document.text[:OPENING_CHARACTERS])
    if found is None or not (found.group()[0].isupper() and found["agency"][0].isupper()):
        return document
    return replace(document, source=replace(document.source, publisher=found["agency"]))
