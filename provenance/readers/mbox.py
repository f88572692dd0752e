"""Mailboxes (`.mbox`): each message is a document, `path#` and its own id, and read as a saved e-mail."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut, Unreadable
from provenance.readers.eml import eml
from provenance.readers.records import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings

MAX_HEADER_BYTES = 1 << 14

_BEGINNING = re.compile(rb"^From [^\n]{0,200}\d:\d\d[^\n]{0,200}\n(?=>?[!-9;-~]{1,80}:)", re.MULTILINE)
"""The line that a mailbox puts before a message: a sender, the time of its coming, and headers behind it."""
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
"""What it puts before a line of a message that looks like one."""
_ID = re.compile(rb"^message-id:\s{0,9}<?([!-~]{1,200}?)>?\s", re.MULTILINE | re.IGNORECASE)


def mbox(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | Unreadable | LeftOut]:
    """The messages that have a text, and how many attachments they have. Raises `ReadError` where there is none."""
    begins = [found.span() for found in _BEGINNING.finditer(raw)]
    if not begins or raw[: begins[0][0]].strip(b"\r\n\xef\xbb\xbf"):
        raise ReadError("damaged", "not the mailbox that its name says: it begins with no message")
    names, attachments, line, counted = Names(path), 0, 1, 0
    ends = [start for start, _ in begins[1:]] + [len(raw)]
    for number, ((_, start), end) in enumerate(zip(begins, ends, strict=True), 1):
        line, counted = line + raw.count(b"\n", counted, start), start
        message = _QUOTED.sub(b"", raw[start:end])
        given = _ID.search(message, 0, MAX_HEADER_BYTES)
        name = names.of(given[1].decode("ascii") if given else None, number)
        try:
            for each in eml(message, name, settings):
                if isinstance(each, LeftOut):
                    attachments += each.number
                else:
                    yield replace(each, in_file=InFile(path, line))
        except ReadError as error:
            yield Unreadable(name, error.reason, f"message {number}: {error.detail}", path)
    if attachments:
        yield LeftOut("attachments", attachments)
