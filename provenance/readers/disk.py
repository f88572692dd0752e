"""Bytes from disk: regular files only, read once, within a limit. The only place where inputs are opened."""

from __future__ import annotations

import errno
import os
import stat

from provenance.errors import ReadError

REASONS = {
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.ELOOP: "outside_root",
}
ARCHIVE_MARK = int.from_bytes(b"Prov", "big")
"""What SQLite keeps as the application's id, in the head of a file: by it an archive is known."""

_SQLITE, _MARKED = b"SQLite format 3\0", slice(68, 72)
_PORTION = 1 << 24
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))


def load(path: str, max_bytes: int) -> bytes:
    """All bytes of a regular file. Links are not followed, nothing blocks. Raises `ReadError`."""
    raw = head(path, max_bytes + 1)
    if len(raw) > max_bytes:
        raise ReadError(
            "too_large", f"over the limit of {max_bytes:,} bytes", hint="raise it with --set read.max_file_bytes=N"
        )
    return raw


def head(path: str, max_bytes: int) -> bytes:
    """The first bytes of a regular file. Links are not followed, nothing blocks. Raises `ReadError`."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise failed(error) from error
    try:
        known = os.fstat(descriptor)
        if not stat.S_ISREG(known.st_mode):
            raise ReadError(
                "unsupported", f"not a regular file but a {kind(known.st_mode)}", hint="save what it gives to a file"
            )
        raw = os.read(descriptor, min(max_bytes, known.st_size + 1))
        while len(raw) != known.st_size and 0 < len(raw) < max_bytes:
            if not (more := os.read(descriptor, min(max_bytes - len(raw), _PORTION))):
                break
            raw += more  # the file grew, or the system reads no more at once
    except OSError as error:
        raise failed(error) from error
    finally:
        os.close(descriptor)
    return raw


def is_archive(beginning: bytes) -> bool:
    """Whether a file that begins like this is an archive of ours."""
    return beginning.startswith(_SQLITE) and int.from_bytes(beginning[_MARKED], "big") == ARCHIVE_MARK


def failed(error: OSError | ValueError) -> ReadError:
    """What a failed look at the disk means for an input. The system's message may name absolute paths: it is left."""
    if not isinstance(error, OSError):
        return ReadError("unsupported", "not a name of a file")
    words = os.strerror(error.errno) if error.errno else "it cannot be read"
    if error.errno == errno.ELOOP:
        words = "a symbolic link"
    return ReadError(REASONS.get(error.errno or 0, "damaged"), words)


def kind(mode: int) -> str:
    """What a path is, in a word."""
    names = (
        (stat.S_ISDIR, "folder"),
        (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISLNK, "symbolic link"),
    )
    return next((name for is_kind, name in names if is_kind(mode)), "device")
