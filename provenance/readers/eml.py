"""Saved e-mails (`.eml`): the text of the message, its subject, its sender and the day on which it was sent.

Offsets refer to that text: what is plain text in the message, else what is seen of its HTML. Attachments are
counted and not read.
"""

from __future__ import annotations

from dataclasses import replace
from email.utils import parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut, Reading
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import decode
from provenance.readers.html import source_of
from provenance.readers.html_text import seen
from provenance.readers.metadata import day, described
from provenance.readers.mime import parts, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import Message

    from provenance.readers.mime import Part
    from provenance.settings import ReadSettings

RELIABILITY = 0.95
"""Of the day that the sender's machine stamps on a message: as that of a page's publication, set by hand."""

_PLAIN, _HTML = "text/plain", "text/html"
_NOT_KEPT = frozenset(
    [_PLAIN, _HTML, "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"]
)
"""What is the text, or vouches for it."""
_ENCRYPTED = frozenset(["application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"])


def eml(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document | LeftOut]:
    """One document, and how many attachments it has.

    Raises `ReadError`: `no_text` for a message without text, `encrypted`, `damaged` or `bomb`.
    """
    found = parts(raw)
    head = found[0].head
    if not head:
        raise ReadError("damaged", "no headers, with which an e-mail begins")
    read = [_read(part, settings) for part in _shown(found)]
    text = "\n\n".join(words for words, _ in read if words.strip()) if len(read) > 1 else "".join(w for w, _ in read)
    if not text.strip():
        raise _without_text(found)
    if len(text) > settings.max_text_characters:
        raise ReadError("too_large", f"{len(text):,} characters, over the limit of {settings.max_text_characters:,}")
    reading = next((each for _, each in read if each.state != "clean"), read[0][1])
    document = Document(path, text, sha256(raw).hexdigest(), read=reading, in_file=InFile(path))
    yield credited_to_agency(_described(document, head, settings))
    if number := sum(map(_is_kept, found)):
        yield LeftOut("attachments", number)


def _shown(found: Sequence[Part]) -> list[Part]:
    """The parts that are the text. Where one is offered as plain text and in other ways, it is the former."""
    texts = [part for part in found if part.kind in (_PLAIN, _HTML) and part.body and not part.is_attached]
    plain = {part.choice for part in texts if part.choice is not None and part.kind == _PLAIN and part.content.strip()}
    return [part for part in texts if part.choice not in plain or part.kind == _PLAIN]


def _read(part: Part, settings: ReadSettings) -> tuple[str, Reading]:
    """The words of a part, and how they were read."""
    if part.kind == _PLAIN:
        return decode(part.content, settings, part.charset)
    source, reading = source_of(part.content, settings, part.charset)
    return seen(source), reading


def _without_text(found: Sequence[Part]) -> ReadError:
    """Why a message has no text."""
    if _ENCRYPTED.intersection(part.kind for part in found):
        return ReadError("encrypted", "an encrypted e-mail")
    number = sum(map(_is_kept, found))
    what = "an attachment, which is not read" if number == 1 else f"{number} attachments, which are not read"
    return ReadError("no_text", f"an e-mail without text, but with {what}" if number else "an e-mail without text")


def _is_kept(part: Part) -> bool:
    """Whether a part is something that was sent with the text."""
    return part.is_attached or (bool(part.body) and part.kind not in _NOT_KEPT)


def _described(document: Document, head: Message, settings: ReadSettings) -> Document:
    """The document with what the headers say."""
    dates = [str(value) for value in head.get_all("date", [])]
    facts = {
        "title": spoken(str(head.get("subject", "")), settings),
        "author": _sender(str(head.get("from", "")), settings),
        "language": head.get("content-language"),
        "date": dates[0] if dates else None,
    }
    document = described(document, facts, kind="header", reliability=RELIABILITY)
    days = [known for known in map(day, dates) if known]
    if other := next((known for known in days if known != days[0]), None):
        note = f"The e-mail gives {days[0]} and {other} as its date; the first counts."
        document = replace(document, notes=(*document.notes, note))
    return document


def _sender(header: str, settings: ReadSettings) -> str:
    """The name of who sent a message, or else the address."""
    try:
        name, address = parseaddr(header)
    except RecursionError:  # of comments in comments
        return ""
    return spoken(name, settings).strip() or address
