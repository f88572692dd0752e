"""Word documents and OpenDocument texts: what is seen of them, and that no container is more than it may be."""

from __future__ import annotations

import struct
import sys
import tomllib
import zipfile
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bounded import within_bounds
from hypothesis import given
from hypothesis import strategies as st
from offices import MC, PLACES, W, docx, members, odt, open_paragraph, packed, word_paragraph

from provenance.errors import ReadError
from provenance.readers import READERS, zip_container
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from provenance.model import Document

FOLDER = Path(__file__).parent / "cases" / "readers"
CASES = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["case"] for name in ("docx", "odt")}
SETTINGS = ReadSettings()
WORDS = "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(name: str, raw: bytes, **settings: Any) -> Document:
    (document,) = READERS.load(name)(raw, f"a.{name}", ReadSettings(**settings))
    return document  # type: ignore[return-value]


def refused(name: str, raw: bytes, **settings: Any) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        read(name, raw, **settings)
    return caught.value.reason, caught.value.detail


def made(case: dict[str, Any]) -> bytes:
    if "body" in case:
        return docx(case["body"], **{part: case[part] for part in ("core", "styles", "footnotes", "endnotes") if
                                     part in case})  # fmt: skip
    return odt(case["text"], **{part: case[part] for part in ("automatic", "styles", "meta") if part in case})


# --------------------------------------------------------------------------- what is seen


@pytest.mark.parametrize(
    ("name", "case"),
    [(name, case) for name, cases in CASES.items() for case in cases],
    ids=lambda each: each if isinstance(each, str) else each["name"],
)
def test_a_file_is_read_as_the_case_says(name: str, case: dict[str, Any]) -> None:
    document = read(name, made(case))
    assert document.text == case["seen"]
    assert (document.title, document.language) == (case.get("title"), case.get("language"))
    assert list(document.source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
PARAGRAPH = st.builds(str.join, st.sampled_from("\t\n "), st.lists(TEXT, min_size=1, max_size=3)).filter(str.strip)


@given(st.lists(PARAGRAPH, min_size=1))
def test_what_is_put_into_a_file_comes_out_as_it_went_in(held: list[str]) -> None:
    assert read("docx", docx("".join(map(word_paragraph, held)))).text == "\n\n".join(held)
    assert read("odt", odt("".join(map(open_paragraph, held)))).text == "\n\n".join(held)


def test_the_parts_of_a_word_document_are_found_by_what_they_are() -> None:
    held = members(docx(WORDS))
    held["word/document2.xml"] = held.pop("word/document.xml")
    held["_rels/.rels"] = held["_rels/.rels"].replace(b"word/document.xml", b"/word/../word/document2.xml")
    assert read("docx", packed(held)).text == "Words."


def test_a_word_document_is_read_in_its_strict_form_and_without_relations() -> None:
    strict = f"<d xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'>{WORDS.replace('w:', '')}</d>"
    assert read("docx", packed({"word/document.xml": strict})).text == "Words."
    assert read("docx", packed({"word/document.xml": strict.encode("utf-16")}, zipfile.ZIP_STORED)).text == "Words."


@pytest.mark.parametrize("core", ["<dc:title>", "<!DOCTYPE a>", "</p><p>"])
def test_properties_that_cannot_be_read_are_told_and_the_text_is_read(core: str) -> None:
    document = read("docx", docx(WORDS, core=core))
    assert (document.text, document.title) == ("Words.", None)
    assert document.notes == ("The properties of the file cannot be read and tell nothing.",)


def test_the_agency_of_a_dateline_is_the_publisher() -> None:
    line = word_paragraph("PORT ENNIS, June 11 (Coastal Wire) - The ferry ran aground.")
    assert read("docx", docx(line)).source.publisher == "Coastal Wire"


# --------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("name", ["docx", "odt"])
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "damaged"),
        (b"Words.", "damaged"),
        (packed({}), "damaged"),
        (packed({"mimetype": "x", "xl/workbook.xml": "<x/>"}), "damaged"),
        (OLD + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLD + b"\0" * 500, "unsupported"),
    ],
)
def test_what_is_no_such_file_is_refused(name: str, raw: bytes, reason: str) -> None:
    assert refused(name, raw)[0] == reason


@pytest.mark.parametrize("raw", [docx("<w:p/>"), docx(""), docx("<w:p><w:r><w:drawing/></w:r></w:p>")])
def test_a_file_without_words_says_so(raw: bytes) -> None:
    assert refused("docx", raw)[0] == "no_text"
    assert refused("odt", odt("<text:p> </text:p>"))[0] == "no_text"


def test_a_file_with_a_password_is_encrypted() -> None:
    flagged = bytearray(packed({"word/document.xml": WORDS, "content.xml": WORDS}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := flagged.find(sign, at + 1)) >= 0:
            flagged[at + place] |= 1
    assert {refused(name, bytes(flagged))[0] for name in ("docx", "odt")} == {"encrypted"}
    held = members(odt("<text:p>Words.</text:p>"))
    held["META-INF/manifest.xml"] = b"<!DOCTYPE m><m:m><m:file-entry><m:encryption-data/></m:file-entry></m:m>"
    held["content.xml"] = b"\x90\x01\xff"
    assert refused("odt", packed(held))[0] == "encrypted"


@pytest.mark.parametrize("content", [b"<a>", b"", b"<a/><b/>", b"\xff\xfe<", b"<a>&nosuch;</a>", b"<x:a/>"])
def test_a_part_that_is_no_xml_is_damaged(content: bytes) -> None:
    assert refused("docx", packed({"word/document.xml": content}))[0] == "damaged"


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "iso-2022-jp", "rot13", "nosuch", "koi8-r"])
def test_xml_in_an_encoding_of_its_own_is_damaged(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><w:d {PLACES}>{WORDS}</w:d>'
    assert refused("docx", packed({"word/document.xml": part})) == (
        "damaged", "XML in an encoding in which such files are not",
    )  # fmt: skip


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE w:d>",
        "<!DOCTYPE w:d SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE w:d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE w:d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE w:d [<!ENTITY % a SYSTEM 'http://a.example/x.dtd'> %a;]>",
    ],
)
def test_a_document_type_is_refused_and_nothing_is_fetched(declared: str) -> None:
    part = f"{declared}<w:d {PLACES}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:d>"
    assert refused("docx", packed({"word/document.xml": part}))[1].startswith("a document type declaration")


def test_a_part_that_stands_twice_in_the_container_is_damaged() -> None:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as container:
        container.writestr("word/document.xml", f"<w:d {PLACES}>{WORDS}</w:d>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            container.writestr("word/document.xml", f"<w:d {PLACES}>{WORDS}</w:d>")
    assert refused("docx", raw.getvalue()) == ("damaged", "two members of one name in the container")


def test_members_by_names_that_lead_elsewhere_are_labels_and_nothing_is_written(tmp_path: Path) -> None:
    elsewhere = {"../../x": "x", "/abs": "x", "C:\\x": "x", "a\0b": "x", str(tmp_path / "x"): "x"}
    assert read("docx", packed({**members(docx(WORDS)), **elsewhere})).text == "Words."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_compressing_that_such_files_do_not_use_is_damaged(method: int) -> None:
    assert refused("docx", packed(members(docx(WORDS)), method))[0] == "damaged"


def test_a_text_that_is_too_long_is_too_large() -> None:
    for held in (50 * "<w:p><w:r><w:t>ten words.</w:t></w:r></w:p>", f"<w:p><w:r>{'<w:tab/>' * 500}</w:r></w:p>"):
        assert refused("docx", docx(held), max_text_characters=499)[0] == "too_large"
    assert refused("odt", odt("<text:p>a<text:s text:c='500'/></text:p>"), max_text_characters=499)[0] == "too_large"


# --------------------------------------------------------------------------- what is hostile


def word(content: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word document of which the main part begins so, in a container as small as may be or as large."""
    return packed({"word/document.xml": f"<w:d xmlns:w='{W}' xmlns:mc='{MC}'>{content}"}, method)


def overlapping() -> bytes:
    """Two members of which the second lies within the first."""
    inner = packed({"word/document.xml": f"<w:d {PLACES}>{WORDS}</w:d>"}, zipfile.ZIP_STORED)
    raw = bytearray(packed({"a": inner, "word/document.xml": f"<w:d {PLACES}>{WORDS}</w:d>"}, zipfile.ZIP_STORED))
    entry = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<I", raw, entry + 42, raw.index(b"PK\x03\x04", 4))
    return bytes(raw)


LAUGHS = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in pairwise("abcdefghi"))
STORED = zipfile.ZIP_STORED
HOSTILE: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "a thousand to one": (
        lambda: word(WORDS + "<w:p/>" * 5_000_000),
        "bomb: word/document.xml: ",
        2,
    ),
    "many members": (
        lambda: packed({**members(docx(WORDS)), **{str(n): "" for n in range(20_000)}}),
        "bomb: more than 10000 members",
        2,
    ),
    "members that overlap": (overlapping, "bomb: members that overlap", 2),
    "nested deep": (lambda: word("<w:p>" * 200_000), "damaged: elements nested more than 500 deep", 2),
    "nested deep in what is not seen": (
        lambda: word("<w:rt>" + "<w:p>" * 200_000),
        "damaged: elements nested more than 500 deep",
        2,
    ),
    "one tag of many megabytes": (
        lambda: word("<w:p w:a='" + "a" * 30_000_000, STORED),
        "damaged: a single tag of more than 4,000,000 bytes",
        2,
    ),
    "names without end": (
        lambda: word("".join(f"<a{n}/>" for n in range(2_000_000)), STORED),
        "damaged: more than 5,000 different names",
        2,
    ),
    "many attributes": (
        lambda: word("<w:p " + " ".join(f"a{n}=''" for n in range(100_000)) + "/>"),
        "damaged: more than 5,000 different names",
        2,
    ),
    "a long namespace": (
        lambda: word(f"<a xmlns='{'a' * 900_000}'>" + "<p/>" * 10_000, STORED),
        "damaged: a namespace of more than 500 characters",
        2,
    ),
    "entities in entities": (
        lambda: packed({"word/document.xml": f"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>{LAUGHS}]><a>&i;</a>"}),
        "damaged: a document type declaration",
        2,
    ),
    "tables in tables": (
        lambda: word("<w:tbl><w:tr><w:tc>" * 160 + WORDS * 1000 + "</w:tc></w:tr></w:tbl>" * 160 + "</w:d>"),
        "read 7998",
        2,
    ),
    "many empty paragraphs": (lambda: word("<w:p/>" * 500_000 + WORDS + "</w:d>", STORED), "read 6", 4),
    "many empty cells": (lambda: word("<w:tc/>" * 500_000 + WORDS + "</w:d>", STORED), "read 6", 4),
}


@pytest.mark.skipif(sys.platform == "win32", reason="bounds on processes are those of POSIX")
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_more_than_its_share_of_time_and_memory(name: str) -> None:
    make, becomes, seconds = HOSTILE[name]
    assert within_bounds("docx", make(), seconds).startswith(becomes)


@pytest.mark.skipif(sys.platform == "win32", reason="bounds on processes are those of POSIX")
def test_spaces_that_one_element_stands_for_are_bounded() -> None:
    raw = odt("<text:p>a" + '<text:s text:c="999999999"/>' * 100_000 + "</text:p>")
    assert within_bounds("odt", raw, 2) == "too_large: over the limit of 5,000,000 characters"


def test_what_is_counted_is_what_is_read_and_not_what_a_header_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = word("<w:p/>" * 200_000 + "</w:d>")
    promised = bytearray(raw)
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", promised, promised.index(sign) + place, 1000)
    assert refused("docx", bytes(promised))[0] == "damaged"
    assert refused("docx", raw)[0] == "bomb"
    monkeypatch.setattr(zip_container, "MAX_RATIO", 10_000)
    assert refused("docx", raw)[0] == "no_text"
    monkeypatch.setattr(zip_container, "MAX_EXPANDED_BYTES", 1_000_000)
    assert refused("docx", raw)[0] == "bomb"


# --------------------------------------------------------------------------- whatever there may be

GIVEN = {"docx": made(CASES["docx"][4]), "odt": made(CASES["odt"][3])}


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLD, GIVEN["docx"][:200]]))
def test_any_bytes_are_a_document_or_refused(raw: bytes, beginning: bytes) -> None:
    for name in GIVEN:
        with suppress(ReadError):
            read(name, beginning + raw)


@given(st.sampled_from(sorted(GIVEN)), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6))
def test_a_container_with_bytes_changed_is_a_document_or_refused(name: str, changes: list[tuple[float, int]]) -> None:
    raw = bytearray(GIVEN[name])
    for place, byte in changes:
        raw[min(int(place * len(raw)), len(raw) - 1)] = byte
    with suppress(ReadError):
        read(name, bytes(raw))


@given(
    st.sampled_from([(name, part) for name, raw in GIVEN.items() for part in members(raw)]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), st.binary(max_size=6)), min_size=1, max_size=4),
)
def test_a_container_of_changed_members_is_a_document_or_refused(
    given: tuple[str, str], changes: list[tuple[float, int, bytes]]
) -> None:
    name, part = given
    held = members(GIVEN[name])
    for place, cut, put in changes:
        at = int(place * len(held[part]))
        held[part] = held[part][:at] + put + held[part][at + cut :]
    with suppress(ReadError):
        read(name, packed(held))


NAMES = {
    "docx": "w:p w:r w:t w:tab w:pPr w:rPr w:trPr w:tbl w:tr w:tc w:del w:ins w:vanish w:txbxContent w:footnote "
    "w:footnoteReference mc:AlternateContent mc:Choice mc:Fallback m:t w:rStyle x",
    "odt": "text:p text:h text:span text:s text:tab text:note text:note-body table:table table:table-row "
    "table:table-cell draw:text-box text:section text:hidden-paragraph style:style style:text-properties office:text",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_elements_in_any_order_are_a_document_or_refused(name: str, data: st.DataObject) -> None:
    trees = st.recursive(
        st.just("words "),
        lambda inner: st.tuples(st.sampled_from(NAMES[name].split()), st.lists(inner, max_size=4)).map(
            lambda tree: f"<{tree[0]}>{''.join(tree[1])}</{tree[0]}>"
        ),
        max_leaves=30,
    )
    inner = data.draw(trees)
    with suppress(ReadError):
        assert read(name, docx(inner, footnotes=inner) if name == "docx" else odt(inner)).text.strip()
