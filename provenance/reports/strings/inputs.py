"""What became of the files that were named, in words: why one was not read, what each step and limit left."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

UNREADABLE: Final = MappingProxyType(
    {
        "too_large": ("too large", "Split the file, or raise the limit, such as --set read.max_text_characters=N."),
        "not_text": ("not a text", "Convert it to plain text first."),
        "encoding": ("unknown encoding", "Save it as UTF-8, or name its encoding."),
        "damaged": ("damaged", "Fetch the file again from where it came from."),
        "encrypted": ("encrypted", "Save a copy without a password."),
        "bomb": ("unpacks to far more than it should", "Unpack it by hand and check what it is."),
        "timeout": ("took too long to read", "Try the file alone, or convert it to plain text."),
        "no_text": ("no text found in it", "If it is a scan, run text recognition first."),
        "outside_root": ("a link that leads out of the folder", "Name the file it points to directly."),
        "unsupported": ("no reader for this kind of file", "Convert it to plain text first."),
        "gone": ("disappeared while reading", "Run again."),
        "permission": ("no permission to read it", "Change its permissions, or leave it out."),
    }
)

PASSED_OVER: Final = MappingProxyType(
    {
        "unclaimed": "no reader takes a file of its kind from a folder; name it to have it read as text",
        "left_out": "--include, --exclude or the settings leave it out",
        "link": "a link to what is read under its own name",
    }
)


def unread(reason: str, detail: str) -> str:
    """Why a file could not be read, in words."""
    known = UNREADABLE[reason][0] if reason in UNREADABLE else reason
    return f"{known} ({detail})" if detail else known


STEPS: Final = MappingProxyType(
    {
        "documents": "documents read",
        "judged": "changed documents judged",
        "compared_against": "documents in all, those included with which they were compared",
        "words": "words",
        "passages": "sentences and short paragraphs compared",
        "keys": "fingerprints made",
        "candidates": "pairs of documents alike enough to be compared in full",
        "candidate_pairs": "pairs of documents alike enough to be compared in full",
        "matches": "stretches of reuse found",
        "relations": "pairs of documents judged",
        "families": "families",
    }
)

LIMITS: Final = MappingProxyType(
    {
        "attachments": "attachments of e-mails, which are not read",
        "capped_buckets": "phrases so common that not all documents that have them were compared with one another",
        "captures_without_text": "captures of web archives that are no pages or texts, such as pictures and redirects",
        "dropped_pairs": "pairs of documents that were not compared: there were too many of them",
        "items_without_text": "items of news messages that have no text, such as pictures",
        "unread_pages": "pages of PDF files that are pictures or damaged, and are not read",
        "shallow_history": "files that git history gives no date: it was fetched in part, and begins after them",
    }
)
