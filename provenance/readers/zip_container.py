"""A ZIP container in memory: its members within budgets that count what is read, never what a header promises.

Nothing is written to disk: the names of members are labels.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from provenance.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MEMBERS = 10_000
MAX_EXPANDED_BYTES = 60_000_000
"""Of all members that are read: ten seconds of work, or twenty-five where they hold nothing but the shortest tags."""
MAX_RATIO, FREE_BYTES = 100, 1_000_000
"""How many bytes one byte of the container may become, of a member that becomes more than the latter."""
PORTION = 1 << 18

_ENTRY, _ENTRY_BYTES = b"PK\x01\x02", 30
"""How the directory names a member; and the fewest bytes that stand before its content."""
_SINGLE, _CHAINED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
"""How the container of old Office documents begins, and what it holds where it wraps a newer one that is encrypted."""
_IS_ENCRYPTED = 0x1
_METHODS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
_FAILURES = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, LookupError, OverflowError)
"""What the library raises where a container is damaged."""


class Package:
    """The members of a container by name. Raises `ReadError` (`damaged`, `encrypted`, `unsupported` or `bomb`)."""

    def __init__(self, raw: bytes) -> None:
        if raw.startswith(_SINGLE):
            if _CHAINED in raw:
                raise ReadError("encrypted", "it is protected by a password")
            raise ReadError("unsupported", "an old Office document by another name")
        if raw.count(_ENTRY) > MAX_MEMBERS:
            raise ReadError("bomb", f"more than {MAX_MEMBERS} members")
        try:
            self._file = zipfile.ZipFile(BytesIO(raw))
        except _FAILURES as error:
            raise ReadError("damaged", "not the ZIP container that such a file is") from error
        entries = sorted(self._file.infolist(), key=lambda entry: entry.header_offset)
        if any(a.header_offset + _ENTRY_BYTES + a.compress_size > b.header_offset for a, b in pairwise(entries)):
            raise ReadError("bomb", "members that overlap")
        self._entries = {entry.filename: entry for entry in entries}
        self._is_ambiguous = len(self._entries) < len(entries)
        self._left = MAX_EXPANDED_BYTES

    def __contains__(self, name: str | None) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all members, in their order."""
        return list(self._entries)

    def read(self, name: str) -> Iterator[bytes]:
        """The content of a member in portions. Raises `ReadError` once it is found to be damaged or too much."""
        entry = self._entries.get(name)
        if entry is None or self._is_ambiguous:
            raise ReadError("damaged", f"{'two members of one name' if entry else f'no {name}'} in the container")
        if entry.flag_bits & _IS_ENCRYPTED:
            raise ReadError("encrypted", "it is protected by a password")
        if entry.compress_type not in _METHODS:
            raise ReadError("damaged", "compressed in a way in which such files are not")
        count = 0
        try:
            with self._file.open(entry) as member:
                while portion := member.read(PORTION):
                    count += len(portion)
                    self._left -= len(portion)
                    if self._left < 0 or count > max(FREE_BYTES, MAX_RATIO * entry.compress_size):
                        raise ReadError("bomb", f"{name}: {count:,} bytes and more, out of {entry.compress_size:,}")
                    yield portion
        except _FAILURES as error:
            raise ReadError("damaged", f"{name} cannot be unpacked") from error
