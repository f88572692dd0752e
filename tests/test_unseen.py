"""What a text carries that a reader does not see is told beside it, and does not stand in the reader's way."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from harbour import STORY, harbour
from visits import written_page

HINT = "Soft hyphens inside words: 2."
SEAL = "It carries content credentials (C2PA)"


def sealed(content: bytes) -> str:
    """Bytes as the variation selectors that stand for them."""
    return "\ufeff" + "".join(chr(0xFE00 + each if each < 16 else 0xE0100 + each - 16) for each in content)


def page_of(end: str) -> str:
    """A page of which one text ends so."""
    report = harbour()
    texts = {each.id: (each.text or "") + end * (each.id == STORY) for each in report.documents}
    documents = (replace(each, text=texts[each.id], characters=len(texts[each.id])) for each in report.documents)
    return html.unescape(written_page(replace(report, documents=tuple(documents))))


def test_soft_hyphens_are_left_out_and_told_of() -> None:
    page = page_of("\n\nDie Do\xadnau\xaddampfer fahren.")
    assert "Die Donaudampfer fahren." in page
    assert HINT in page


@pytest.mark.parametrize(
    ("end", "is_told"),
    [
        (sealed(b"C2PATXT\0" + bytes(range(256))), True),
        (sealed(b"C2PATEX\0" + bytes(range(256))), False),
        (sealed(b"C2PATXT"), False),
        ("\n\n☂\ufe0f", False),
    ],
)
def test_content_credentials_are_told_of(end: str, is_told: bool) -> None:
    assert (SEAL in page_of(end)) is is_told


def test_nothing_is_told_of_a_text_that_hides_nothing() -> None:
    assert "Not seen" not in page_of("")
