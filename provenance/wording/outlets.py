"""Whose page a document is: the host of its address, its publisher, the host after which its folder is named.

Where none of these is known, it is the name of a site that the titles of several pages begin or end with.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from provenance.lexicon.credit import PAPER_WORDS

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
_FILE_WORDS = re.compile(r"[^\W\d_]+")
_MIN_INITIALS = 3  # fewer are those of many


def names(document: Document) -> tuple[str, ...]:
    """What tells whose page a document is: its outlet, "" where it is not known, and what may name its site.

    That is the last and the first part of a title of several. Where a text has its title in a line of its own, it is a
    headline.
    """
    known, title = _outlet(document), document.title or ""
    parts = [] if known or title in document.text else _BETWEEN.split(title.casefold())
    ends = (parts[-1], parts[0]) if len(parts) > 1 else ()
    return known, *(part for part in ends if 0 < len(part.split()) <= _MAX_SITE_WORDS and not _DIGIT.search(part))


def outlets(named: Sequence[tuple[str, ...]]) -> list[str]:
    """The outlet of each of some documents, by their names; "" where it is not known."""
    counts = Counter(part for _, *parts in named for part in set(parts))
    likeliest = [max(parts, key=lambda part: counts[part], default="") for _, *parts in named]
    return [known or (part if counts[part] > 1 else "") for (known, *_), part in zip(named, likeliest, strict=True)]


def by_file(document_id: str) -> str | None:
    """The paper after which a file is called, as text would name it: Skerry Gazette, of `skerry-gazette-pool.txt`."""
    words = _FILE_WORDS.findall(document_id.rpartition("/")[2].rpartition(".")[0].lower())
    last = next((at for at, word in enumerate(words[1:], 1) if word in PAPER_WORDS), None)
    return None if last is None else " ".join(words[: last + 1]).title()


def initials(name: str) -> str | None:
    """How a body of several words is called in short: FSB, of the Food Standards Board; None of a shorter name."""
    first = "".join(word[0] for word in name.removeprefix("The ").split() if word[0].isupper())
    return first if len(first) >= _MIN_INITIALS else None


def is_name(line: str, document: Document, name: str) -> bool:
    """Whether a line is nothing but the name of a document's outlet."""
    return line.casefold() in {name, (document.source.publisher or "").casefold()} - {""}


def _outlet(document: Document) -> str:
    address = _HOST.match(document.source.url or "")
    if address:
        return _EDITION.sub("", address[1].lower(), count=1)
    if document.source.publisher:
        return document.source.publisher.casefold()
    folders = document.id.split("/")[:-1]
    named = next((folder.lower() for folder in folders if _FOLDER.fullmatch(folder)), "")
    return _EDITION.sub("", named, count=1)
