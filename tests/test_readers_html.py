"""Pages: what is seen of them, what they say of themselves, and that none of them is slow."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ReadError
from provenance.readers.html import html
from provenance.readers.markup import Text, tokens
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from conftest import CpuSeconds

    from provenance.model import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "html.toml").read_text(encoding="utf-8"))["case"]
SETTINGS = ReadSettings()


def page(source: str | bytes) -> Document:
    raw = source if isinstance(source, bytes) else source.encode()
    return next(html(raw, "a.html", SETTINGS))


@pytest.mark.parametrize(
    ("reference", "seen"),
    [
        ("&#" + "1" * 5_000 + ";", "\ufffd"),
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#" + "0" * 5_000 + ";", "\ufffd"),
        ("&#065;&#x41;&#65 &#; &#x;", "AAA &#; &#x;"),
    ],
    ids=["large", "small with many zeros", "only zeros", "others"],
)
def test_a_character_is_known_by_its_number_however_many_digits_that_has(reference: str, seen: str) -> None:
    assert page(f"<p>{reference}</p>").text.strip() == seen


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    document = page(case["page"])
    assert document.text == case["seen"]
    assert (document.title, document.language) == (case.get("title"), case.get("language"))
    assert (document.source.publisher, document.source.url) == (case.get("publisher"), case.get("url"))
    assert list(document.source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])


@pytest.mark.parametrize("source", ["", "<p></p>", "<script>words</script>", "<noscript>words", "<!-- words", "<a b='"])
def test_a_page_on_which_nothing_is_seen_is_refused(source: str) -> None:
    with pytest.raises(ReadError) as caught:
        page(source)
    assert caught.value.reason == "no_text"


def test_the_encoding_that_a_page_declares_is_used_where_it_is_no_utf8() -> None:
    document = page("<meta charset=koi8-r><p>Пирс открыт".encode("koi8-r"))
    assert (document.text, document.read.encoding, document.read.state) == ("Пирс открыт", "koi8-r", "clean")


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "rot13", "zip", "nosuch", "punycode", "idna"])
def test_an_encoding_that_does_more_than_spell_is_not_believed(name: str) -> None:
    document = page(f"<meta charset={name}><p>caf".encode() + b"\xe9 +ADw-script+AD4-")
    assert document.read.encoding == "windows-1252"
    assert document.text == "café +ADw-script+AD4-"


def test_a_date_of_a_page_that_is_no_day_is_told() -> None:
    document = page("<meta name=date content='soon <b>'>Words.")
    assert document.notes == ("The metadata gives “soon <b>” as its date, which is no day.",)


PIECES = st.lists(
    st.sampled_from(
        "< > / = \" ' <p> </p> <p <!-- --> <div hidden> </div> <a b=c d='e <script> </script> <title> </title> <pre> "
        "&amp; &#x; <br/> <li> <td> words \n <svg> <meta name=date content=2020-01-01> <html lang=en>".split(" ")
    ),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(max_size=200), PIECES))
def test_any_page_is_a_document_or_has_no_text(source: str) -> None:
    text = "none"
    with suppress(ReadError):
        text = page(source).text
    assert text.strip()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x0b\x0c\x85\u2028\u2029"), min_size=1))
def test_escaped_text_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert "".join(token.words for token in tokens(escaped) if isinstance(token, Text)) == text


HOSTILE = {
    "open tags": "<a ",
    "tags in tags": "<a b='<a b=",
    "closing without opening": "<div>x</p></b>",
    "nested": "<div>",
    "unclosed comments": "<!-- x ",
    "scripts": "<script>",
    "almost closed scripts": "<script></scrip",
    "paragraphs": "<p>x",
    "entities": "&#x41;&lt&",
    "hidden": "<b hidden>x",
    "styles": "<b style='display" + " " * 50 + "'>x</b>",
    "structured data": "<script type='application/ld+json'>[[[[</script>",
    "nested data": "<script type='application/ld+json'>" + "[" * 3000 + "</script>",
    "head": "<meta name=date content=x>",
    "cells": "<td>x",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_takes_more_than_its_length_in_time(piece: str, cpu_seconds: CpuSeconds) -> None:
    def read(source: bytes) -> None:
        with suppress(ReadError):
            list(html(source, "a.html", SETTINGS))

    def seconds(size: int) -> float:
        source = (piece * (size // len(piece)) + "'>--></script><p>words").encode()
        return cpu_seconds(lambda: read(source))

    small = min(seconds(50_000) for _ in range(3))
    assert seconds(800_000) < 16 * 6 * max(small, 0.004)
