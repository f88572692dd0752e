"""News as agencies send it: NITF and NewsML-G2, item by item, and nothing that XML might do besides."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import mangled

from provenance.errors import ReadError
from provenance.model import Document, InFile, LeftOut
from provenance.readers import READERS
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "news.toml").read_text("utf-8"))["case"]


def read(raw: str | bytes, **settings: Any) -> list[Any]:
    return list(READERS.load("news")(raw.encode() if isinstance(raw, str) else raw, "a.xml", ReadSettings(**settings)))


def refused(raw: str | bytes, **settings: Any) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        read(raw, **settings)
    return caught.value.reason, caught.value.detail


def item(body: str, guid: str = "") -> str:
    return f'<newsItem guid="{guid}"><contentSet><inlineXML><body>{body}</body></inlineXML></contentSet></newsItem>'


def nitf(body: str, before: str = "") -> str:
    return f"{before}<nitf><body><body.content>{body}</body.content></body></nitf>"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_file_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    (document,) = read(case["raw"].strip())
    assert document.text == case["seen"].strip("\n")
    source = document.source
    said = {"title": document.title, "language": document.language, "publisher": source.publisher,
            "license": source.license, "embargo": source.embargo}  # fmt: skip
    assert said == {fact: case.get(fact) for fact in said}
    assert list(source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])
    assert (document.id, document.in_file) == ("a.xml", InFile("a.xml"))


def test_a_day_that_is_none_is_told() -> None:
    (document,) = read(CASES[-1]["raw"])
    assert document.notes == ("The metadata gives “0000-00-00T000000” as its date, which is no day.",)


def test_a_message_is_a_document_for_each_item_with_a_text_and_counts_the_others() -> None:
    items = [
        item("<p>One.</p>", "urn:a b"),
        item("", "urn:picture"),
        item("<p>Two.</p>"),
        item("<p>Three.</p>", "urn:a b"),
    ]
    *documents, left_out = read(
        f"<newsMessage><header><sent>2023</sent></header><itemSet>{''.join(items)}</itemSet></newsMessage>"
    )
    assert [(each.id, each.text) for each in documents] == [
        ("a.xml#urn:a b", "One."), ("a.xml#3", "Two."), ("a.xml#urn:a b:4", "Three."),
    ]  # fmt: skip
    assert {each.in_file for each in documents} == {InFile("a.xml")}
    assert len({each.sha256 for each in documents}) == 3
    assert left_out == LeftOut("items_without_text", 1)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
)


@given(st.lists(TEXT.filter(str.strip), min_size=1))
def test_paragraphs_come_out_as_they_went_in(held: list[str]) -> None:
    body = "".join(f"<p>{escape(each)}</p>" for each in held)
    for raw in (nitf(body), item(body)):
        (document,) = read(raw)
        assert document.text == "\n\n".join(held).strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "ISO-8859-15"])
def test_the_encodings_that_agencies_use_are_read(encoding: str) -> None:
    raw = nitf("<p>Café “£5”</p>".replace("“", '"').replace("”", '"'), f'<?xml version="1.0" encoding="{encoding}"?>')
    assert read(raw.encode(encoding))[0].text == 'Café "£5"'


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "rot13", "nosuch", "koi8-r"])
def test_other_encodings_are_damaged(encoding: str) -> None:
    assert refused(nitf("<p>a</p>", f'<?xml version="1.0" encoding="{encoding}"?>'))[0] == "damaged"


def test_a_document_type_is_named_and_not_fetched_and_of_its_entities_the_known_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.dtd").write_text("<!ENTITY odd 'fetched'>", "utf-8")
    body = "<p>caf&eacute; &odd; &amp;</p>"
    for place in ((tmp_path / "a.dtd").as_uri(), "http://a.example/nitf.dtd", "nitf-3-5.dtd"):
        (document,) = read(nitf(body, f"<!DOCTYPE nitf SYSTEM '{place}'>"))
        assert (document.text, document.read.state) == ("café \ufffd &", "doubtful")
    assert refused(nitf(body))[0] == "damaged"


@pytest.mark.parametrize(
    "inner",
    [
        "<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>",
        "<!ENTITY b SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY % b SYSTEM 'http://a.example/x.dtd'> %b;",
        "",
    ],
)
def test_a_document_type_that_declares_anything_is_refused(inner: str) -> None:
    for said in (f"<!DOCTYPE nitf [{inner}]>", f"<!DOCTYPE nitf SYSTEM 'nitf.dtd' [{inner}]>"):
        assert refused(nitf("<p>&b;</p>", said)) == ("damaged", "a document type declaration, which no such file needs")


def test_what_is_no_news_is_named() -> None:
    assert refused("<rss><channel/></rss>") == (
        "unsupported", "XML, but no news: it is neither NITF nor NewsML-G2 but “rss”",
    )  # fmt: skip
    assert refused("<NewsML/>")[0] == "unsupported"
    assert refused("<nitf><body/></nitf>")[0] == "no_text"
    assert refused("<newsMessage/>")[0] == "no_text"
    assert refused("Words.")[0] == "damaged"
    assert refused("")[0] == "damaged"
    assert refused(nitf("<p>" * 600))[0] == "damaged"
    assert refused(nitf("<p>ten words.</p>" * 50), max_text_characters=499)[0] == "too_large"
    assert (
        refused(f"<newsItem><inlineData>{'a' * 500}</inlineData></newsItem>", max_text_characters=499)[0] == "too_large"
    )


def test_an_item_in_an_item_is_no_other_one() -> None:
    (document,) = read(item(f"<table><tr><td>{item('<p>One.</p>')}</td><td>Two.</td></tr></table>"))
    assert document.text == "One.\tTwo."


GIVEN = [case["raw"].strip().encode() for case in CASES]


@given(st.sampled_from(GIVEN).flatmap(mangled))
def test_a_file_with_bytes_changed_is_a_document_or_refused(raw: bytes) -> None:
    check(raw)


NAMES = (
    "newsMessage newsItem nitf body body.head body.content hl1 p table tr td inlineXML inlineData headline by name "
    "provider title byline br media-caption media-object versionCreated x"
).split()


@given(data=st.data())
def test_elements_in_any_order_are_a_document_or_refused(data: st.DataObject) -> None:
    trees = st.recursive(
        st.just("words "),
        lambda inner: st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(["", " contenttype='text/html'", " guid='a' lang='en'"]),
            st.lists(inner, max_size=4),
        ).map(lambda tree: f"<{tree[0]}{tree[1]}>{''.join(tree[2])}</{tree[0]}>"),
        max_leaves=30,
    )
    root = data.draw(st.sampled_from(["newsMessage", "newsItem", "nitf"]))
    check(f"<{root}>{data.draw(trees)}</{root}>".encode())


def check(raw: bytes) -> None:
    with suppress(ReadError):
        found = read(raw)
        documents = [each for each in found if isinstance(each, Document)]
        assert documents
        assert len({each.id for each in documents}) == len(documents)
        assert all(each.text.strip() for each in documents)
