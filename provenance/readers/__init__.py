"""Files to documents. A reader turns the bytes of one file into the documents in it.

To add a format: one module with one function of the type `Reader`, one line in the table, one line for each suffix.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from provenance.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from provenance.model import Document, LeftOut, Unreadable
    from provenance.settings import ReadSettings


class Reader(Protocol):
    """The documents in a file's bytes, as a plug-in gives them.

    `path` is the file's id in the report: a reader of many records names each of them `path#record`. Raises
    `ReadError` with a reason from the report's closed list.
    """

    def __call__(self, raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | Unreadable | LeftOut]:
        """Yields at least one document, in the order of the file, and of many records what cannot be read, named.

        Of what it passes over it may say how much there is.
        """


READERS: Registry[Reader] = Registry(
    kind="reader",
    group="provenance.readers",
    table={
        "docx": "provenance.readers.docx:docx",
        "eml": "provenance.readers.eml:eml",
        "html": "provenance.readers.html:html",
        "jsonl": "provenance.readers.jsonl:jsonl",
        "markdown": "provenance.readers.markdown:markdown",
        "mbox": "provenance.readers.mbox:mbox",
        "news": "provenance.readers.news:news",
        "ninjs": "provenance.readers.ninjs:ninjs",
        "odt": "provenance.readers.odt:odt",
        "pdf": "provenance.readers.pdf:pdf",
        "plain": "provenance.readers.plain:plain",
        "rtf": "provenance.readers.rtf:rtf",
        "tei": "provenance.readers.tei:tei",
        "warc": "provenance.readers.warc:warc",
    },
    extras={"pdf": "pdf"},
)

SUFFIXES = {
    ".docx": "docx",
    ".eml": "eml",
    ".htm": "html",
    ".html": "html",
    ".json": "ninjs",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".mbox": "mbox",
    ".md": "markdown",
    ".ndjson": "jsonl",
    ".odt": "odt",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".text": "plain",
    ".txt": "plain",
    ".wacz": "warc",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".xhtml": "html",
    ".xml": "news",
}
"""Which reader claims which suffix. Files with another suffix are read only when they are named, as plain text."""

BEGINNINGS = {
    ".json": {"ninjs": re.compile(rb'"(?:version[cC]reated|body_text|body_xhtml)"\s{0,9}:')},
    ".xml": {
        "news": re.compile(rb"<(?:\w{1,20}:)?(?:nitf|newsItem|newsMessage)[\s>]"),
        "tei": re.compile(rb"<(?:\w{1,20}:)?(?:TEI|teiCorpus)[\s>]"),
    },
}
"""What a file has near its beginning by which a reader claims it, where others have the same suffix.

One that nobody claims is left alone in a folder; where it is named, the reader of its suffix says why it cannot be
read.
"""


def of_files(names: Collection[str], ids: Iterable[str]) -> frozenset[str]:
    """Of some ids those that are files of these names, or records in them."""
    return frozenset(each for each in ids if each in names or ("#" in each and _is_record(each, names)))


def _is_record(name: str, files: Collection[str]) -> bool:
    """Whether an id is that of a record in one of the files, whose names may hold the sign between the two, too."""
    return any(name[:place] in files for place, sign in enumerate(name) if sign == "#")
