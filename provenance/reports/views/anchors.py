"""The page's own ids: digests of names and texts, stable while those stay the same, never copied from the input."""

from __future__ import annotations

from hashlib import sha256

from provenance.reports.markup import Html

DOCUMENT_DIGITS = 10
BLOCK_DIGITS = 8


def document(document_id: str) -> Html:
    """The anchor of a document's panel."""
    return Html(f"d-{_digest(document_id)}")


def row(document_id: str) -> Html:
    """The anchor of a document's row in the table of documents."""
    return Html(f"row-{_digest(document_id)}")


def note(document_id: str, number: int) -> Html:
    """The anchor of a note beside a document's text."""
    return Html(f"{document(document_id)}.n-{number}")


def block(document_id: str, words: str, earlier_uses: int) -> Html:
    """The anchor of a block of a document's text, by its words; repeats are counted."""
    digest = sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:BLOCK_DIGITS]
    return Html(f"{document(document_id)}.p-{digest}" + (f"-{earlier_uses + 1}" if earlier_uses else ""))


def comparison(earlier: str, later: str) -> Html:
    """The anchor of two documents side by side."""
    return Html(f"c-{_digest(earlier)}.{_digest(later)}")


def relation(a: str, b: str) -> Html:
    """The anchor of the verdict on two documents."""
    return Html(f"r-{_digest(a)}.{_digest(b)}")


def family(members: tuple[str, ...]) -> Html:
    """The anchor of a family, by its members."""
    return Html(f"fam-{_digest(chr(0).join(sorted(members)))}")


def lineage(members: tuple[str, ...]) -> Html:
    """The anchor of a family's links as a table."""
    return Html(f"{family(members)}-edges")


def missing(missing_id: str) -> Html:
    """The anchor of a missing ancestor."""
    return Html(f"gone-{_digest(missing_id)}")


def correction(*names: str) -> Html:
    """The anchor of a correction, by what tells it from others: documents and places."""
    return Html(f"fix-{_digest(chr(0).join(names))}")


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:DOCUMENT_DIGITS]
