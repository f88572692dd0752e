"""News in JSON: an item is a document with what is said about it, and other JSON is left alone."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ReadError
from provenance.model import Document, LeftOut, Source
from provenance.readers.intake import read_all
from provenance.readers.ninjs import ninjs
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "ninjs.toml").read_text("utf-8"))["case"]


def read(raw: bytes, **settings: Any) -> list[Document | LeftOut]:
    return list(ninjs(raw, "a.json", ReadSettings(**settings)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_item_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    found = read(case["json"].encode())
    documents = [one for one in found if isinstance(one, Document)]
    assert [one.text for one in documents] == case["seen"]
    assert [one.id for one in documents] == [f"a.json{each}" for each in case["ids"]]
    assert [one.title or "" for one in documents] == case["titles"]
    assert [f"{one.date} {one.reliability}" for each in documents for one in each.stated] == case["stated"]
    known = case["source"] | {"byline": tuple(case["source"].get("byline", ()))}
    assert documents[0].source == Source(**known)
    assert [one for one in found if isinstance(one, LeftOut)] == (
        [LeftOut("items_without_text", case["left"])] if "left" in case else []
    )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ('{"a": 1}', "unsupported"),
        ('["uri"]', "unsupported"),
        ("7", "unsupported"),
        ("[]", "unsupported"),
        ('{"uri": "urn:1"}', "no_text"),
        ("{", "damaged"),
        ("[" * 100_000, "damaged"),
        (f'{{"body_text": {"9" * 5000}}}', "damaged"),
    ],
)
def test_what_is_no_news_says_so(raw: str, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(raw.encode())
    assert caught.value.reason == reason


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match="over the limit of 10"):
        read(b'{"body_text": "More than ten."}', max_text_characters=10)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["uri", "body_text", "body_xhtml", "bodies", "value", "headlines", "contentType", "items"]
                ),
                inner,
            )
        ),
    )
)
def test_whatever_it_holds_nothing_else_goes_wrong(value: object) -> None:
    with suppress(ReadError):
        assert any(isinstance(one, Document) and one.text for one in read(json.dumps(value).encode()))


def test_in_a_folder_other_json_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "item.json").write_text(CASES[0]["json"])
    (tmp_path / "package.json").write_text('{"name": "site", "version": "1.0"}')
    found = read_all([tmp_path], ReadSettings())
    assert ([one.id for one in found.documents], found.unreadable, found.skipped) == (["item.json"], (), 1)
