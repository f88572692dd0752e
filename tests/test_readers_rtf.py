"""RTF files: what is seen of them, and that none is more than it may be."""

from __future__ import annotations

import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bounded import within_bounds
from hypothesis import given
from hypothesis import strategies as st
from offices import rich, rich_paragraph
from strategies import mangled

from provenance.errors import ReadError
from provenance.model import InFile
from provenance.readers import READERS
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from provenance.model import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "rtf.toml").read_text("utf-8"))["case"]


def read(raw: bytes, **settings: Any) -> Document:
    (document,) = READERS.load("rtf")(raw, "a.rtf", ReadSettings(**settings))
    return document  # type: ignore[return-value]


def refused(raw: bytes, **settings: Any) -> str:
    with pytest.raises(ReadError) as caught:
        read(raw, **settings)
    return caught.value.reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_file_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    document = read(rich(case["body"], info=case.get("info", ""), fonts=case.get("fonts", "")))
    assert document.text == case["seen"].strip("\n")
    assert document.title == case.get("title")
    assert list(document.source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])
    assert document.in_file == InFile("a.rtf")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
PARAGRAPH = st.builds(str.join, st.sampled_from("\t\n "), st.lists(TEXT, min_size=1, max_size=3)).filter(str.strip)


@given(st.lists(PARAGRAPH, min_size=1))
def test_what_is_put_into_a_file_comes_out_as_it_went_in(held: list[str]) -> None:
    assert read(rich("".join(map(rich_paragraph, held)))).text == "\n\n".join(held)


def test_letters_that_cannot_be_told_are_counted() -> None:
    document = read(rich("{\\f1\\'81}234567890", fonts="{\\f1\\fcharset128 Mincho;}"))
    assert (document.text, document.read.state, document.read.replaced) == ("\ufffd234567890", "doubtful", 0.1)
    assert read(rich("\\u-10179?x")).text == "\ufffdx"


@pytest.mark.parametrize(
    "raw", [b"", b"Words.", b"{\\rtf1 Words.", b"{\\rtf1 {Words.}", b"\\rtf1 Words.}", b"{\\rtf1\\bin999 a}"]
)
def test_what_is_no_whole_rtf_file_is_damaged(raw: bytes) -> None:
    assert refused(raw) == "damaged"


def test_a_file_without_words_says_so_and_one_of_too_many_is_too_large() -> None:
    assert refused(rich("{\\v hidden}\\par \\tab")) == "no_text"
    assert refused(rich("ten words.\\par " * 50), max_text_characters=499) == "too_large"
    assert refused(rich("\\tab" * 500), max_text_characters=499) == "too_large"


def test_what_stands_behind_the_end_is_not_read() -> None:
    assert read(rich("Words.") + b" And more.}{").text == "Words."


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nested deep": (lambda: rich("{" * 200_000 + "a"), "damaged: groups nested more than 500 deep"),
    "groups without end": (lambda: rich("{}" * 9_000_000), "bomb: more than 2,000,000 commands"),
    "characters without end": (lambda: rich("\\u65?" * 3_000_000), "bomb: more than 2,000,000 commands"),
    "cells in notes in cells": (lambda: rich("{\\footnote\\intbl " * 200 + "a" + "}" * 200), "read 1"),
    "cells without end": (lambda: rich("\\intbl" + "\\cell" * 900_000 + " a\\row"), "read 1"),
    "a picture of many megabytes": (lambda: rich("{\\pict " + ("ab" * 64 + "\n") * 150_000 + "}a"), "read 1"),
    "a number without end": (lambda: rich("\\u" + "9" * 5_000_000 + " a"), "read 4999992"),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="bounds on processes are those of POSIX")
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_more_than_its_share_of_time_and_memory(name: str) -> None:
    make, becomes = HOSTILE[name]
    assert within_bounds("rtf", make(), 20).startswith(becomes)


GIVEN = rich("".join(case["body"] for case in CASES), info=CASES[-2]["info"], fonts=CASES[1]["fonts"])


@given(mangled(GIVEN))
def test_a_file_with_bytes_changed_is_a_document_or_refused(raw: bytes) -> None:
    check(raw)


SIGNS = (
    "{ } {\\* {\\footnote {\\shptxt {\\info {\\title {\\fonttbl {\\shpinst {\\pict \\intbl \\cell \\row \\par \\v \\v0 "
    "\\deleted \\plain \\f1 \\fcharset128 \\u-10179? \\u99999999 \\uc0 \\uc9 \\'81 \\'e9 \\bin3 \\bin \\yr99999 a"
).split(" ")


@given(st.lists(st.sampled_from(SIGNS), max_size=40))
def test_signs_in_any_order_are_a_document_or_refused(held: list[str]) -> None:
    body = " ".join(held)
    check(rich(body))
    check(rich(body + "}" * body.count("{")))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_refused(raw: bytes) -> None:
    check(b"{\\rtf1 " + raw + b"}}}}")


def check(raw: bytes) -> None:
    with suppress(ReadError):
        document = read(raw)
        assert document.text.strip()
        document.text.encode("utf-8")
