"""Whose page a document is: the host of its address, its publisher, the host after which its folder is named.

Where none of these is known, it is the name of a site that the titles of several pages begin or end with.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.model import Document

_HOST = re.compile(r"(?:https?:)?//(?:[^/@\s]*@)?([\w.-]+\.[a-z]{2,})(?=[:/?#]|$)", re.IGNORECASE)
_FOLDER = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_EDITION = re.compile(r"(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
"""Forms of one site. The other names before a host may be of writers who share nothing but their landlord."""

_BETWEEN = re.compile(r"\s+(?:[-–—|»·:]|::)\s+")
_MAX_SITE_WORDS = 6
_DIGIT = re.compile(r"[0-9]")


def outlets(documents: Sequence[Document]) -> list[str]:
    """The outlet of each document; "" where it is not known."""
    known = [outlet(document) for document in documents]
    parts = [() if name else _ends(document) for name, document in zip(known, documents, strict=True)]
    counts = Counter(part for held in parts for part in set(held))
    named = [max(held, key=lambda part: counts[part], default="") for held in parts]
    return [name or (part if counts[part] > 1 else "") for name, part in zip(known, named, strict=True)]


def _ends(document: Document) -> tuple[str, ...]:
    """The last and the first part of a page's title of several, if they may be the name of its site.

    Where a text has its title in a line of its own, that is a headline.
    """
    title = document.title or ""
    parts = _BETWEEN.split(title.casefold()) if title not in document.text else []
    ends = (parts[-1], parts[0]) if len(parts) > 1 else ()
    return tuple(part for part in ends if 0 < len(part.split()) <= _MAX_SITE_WORDS and not _DIGIT.search(part))


def is_name(line: str, document: Document, name: str) -> bool:
    """Whether a line is nothing but the name of a document's outlet."""
    return line.casefold() in {name, (document.source.publisher or "").casefold()} - {""}


def outlet(document: Document) -> str:
    """The outlet of a document; "" where it is not known."""
    address = _HOST.match(document.source.url or "")
    if address:
        return _EDITION.sub("", address[1].lower(), count=1)
    if document.source.publisher:
        return document.source.publisher.casefold()
    folders = document.id.split("/")[:-1]
    named = next((folder.lower() for folder in folders if _FOLDER.fullmatch(folder)), "")
    return _EDITION.sub("", named, count=1)
