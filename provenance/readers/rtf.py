"""RTF files (`.rtf`): what is seen of the text as it stands, tracked changes accepted.

Offsets refer to the extracted text. Left out are headers and footers, comments, hidden text, and the numbers that the
program puts before paragraphs; the notes stand at the end of the text.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from provenance.errors import ReadError
from provenance.model import Document, InFile
from provenance.readers.agency import credited_to_agency
from provenance.readers.decode import as_parsed
from provenance.readers.file_properties import noted
from provenance.readers.metadata import whole
from provenance.readers.paragraphs import Prose
from provenance.readers.rtf_signs import signs
from provenance.readers.rtf_text import Rich

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.settings import ReadSettings


_TIME = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}"


def rtf(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
    """One document. Raises `ReadError`: `no_text` for one in which there is nothing to read, `damaged` or `bomb`."""
    heard = Rich(Prose(settings.max_text_characters))
    for sign in signs(raw):
        heard.hear(sign)
    heard.end()
    text = whole("\n\n".join(each for each in (heard.prose.text(), *heard.notes) if each.strip()))
    if not text:
        raise ReadError("no_text", "an RTF file without words that are seen")
    times = {name: _TIME.format(*numbers) for name, numbers in heard.times.items()}
    document = Document(path, text, sha256(raw).hexdigest(), read=as_parsed(text), in_file=InFile(path))
    yield credited_to_agency(noted(document, {**heard.facts, **times}))
