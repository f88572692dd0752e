"""Scholarly editions: the running text of each, dated by what the header says of it."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ReadError
from provenance.model import Document, LeftOut
from provenance.readers.intake import read_all
from provenance.readers.tei import tei
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "tei.toml").read_text("utf-8"))["case"]
NAMES = "TEI teiCorpus teiHeader text body p lg l note choice sic corr table row cell u seg date creation title".split()


def read(raw: bytes) -> list[Document | LeftOut]:
    return list(tei(raw, "a.xml", ReadSettings()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edition_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    found = read(case["tei"].encode())
    documents = [one for one in found if isinstance(one, Document)]
    assert [one.text for one in documents] == case["seen"]
    assert [one.id for one in documents] == [f"a.xml{each}" for each in case["ids"]]
    assert [one.title or "" for one in documents] == case["titles"]
    assert [each.date for one in documents for each in one.stated] == case["stated"]
    assert [f"{each.first} {each.last}" for one in documents for each in one.periods] == case["periods"]
    assert [name for one in documents for name in one.source.byline] == case["authors"]
    left = [LeftOut("items_without_text", case["left"])] if "left" in case else []
    assert [one for one in found if isinstance(one, LeftOut)] == left


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"<a/>", "unsupported"), (b"<TEI/>", "no_text"), (b"<TEI><text>", "damaged"), (b"words", "damaged")],
)
def test_what_is_no_edition_says_so(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(raw)
    assert caught.value.reason == reason


@given(
    st.recursive(
        st.text("ab <>&", max_size=6),
        lambda inner: st.tuples(st.sampled_from(NAMES), st.lists(inner, max_size=4)),
        max_leaves=30,
    )
)
def test_whatever_is_nested_nothing_else_goes_wrong(tree: Any) -> None:
    def spelled(node: Any) -> str:
        if isinstance(node, str):
            return node.replace("&", "&amp;").replace("<", "&lt;")
        name, inner = node
        return f"<{name}>{''.join(map(spelled, inner))}</{name}>"

    for around in ("<TEI><text><body>{}</body></text></TEI>", "<TEI><teiHeader>{}</teiHeader></TEI>", "<TEI>{}</TEI>"):
        with suppress(ReadError):
            assert all(one.text for one in read(around.format(spelled(tree)).encode()) if isinstance(one, Document))


def test_editions_and_news_have_one_suffix_and_other_xml_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.xml").write_text(CASES[0]["tei"])
    (tmp_path / "item.xml").write_text("<nitf><body><body.content><p>Words.</p></body.content></body></nitf>")
    (tmp_path / "feed.xml").write_text("<rss/>")
    found = read_all([tmp_path], ReadSettings())
    assert ([one.id for one in found.documents], found.skipped) == (["item.xml", "letter.xml"], 1)
    named = read_all([tmp_path / "letter.xml", tmp_path / "feed.xml"], ReadSettings())
    assert [one.id for one in named.documents] == ["letter.xml"]
    assert [(one.path, one.reason) for one in named.unreadable] == [("feed.xml", "unsupported")]
