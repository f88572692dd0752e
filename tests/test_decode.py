"""Bytes to text: by rule, with every replaced character counted."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.errors import ReadError
from provenance.model import Reading
from provenance.readers.decode import decode
from provenance.readers.plain import plain
from provenance.settings import SAFE_ENCODINGS, ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "plain.toml").read_text(encoding="utf-8"))["case"]
SETTINGS = ReadSettings()


def bytes_of(case: dict[str, str]) -> bytes:
    return bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode(case["encoding"])


@pytest.mark.parametrize("case", [case for case in CASES if "reason" not in case], ids=lambda case: case["name"])
def test_bytes_become_the_text_they_say(case: dict[str, str]) -> None:
    text, reading = decode(bytes_of(case), SETTINGS)
    assert (text, reading.encoding, reading.state) == (
        case.get("decoded", case.get("text")),
        case["read_as"],
        case["state"],
    )


@pytest.mark.parametrize("case", [case for case in CASES if "reason" in case], ids=lambda case: case["name"])
def test_bytes_that_are_no_text_are_refused_with_a_reason(case: dict[str, str]) -> None:
    with pytest.raises(ReadError) as caught:
        decode(bytes_of(case), SETTINGS)
    assert caught.value.reason == case["reason"]


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8")),
    st.builds(
        lambda text, encoding, junk: text.encode(encoding, "replace") + junk,
        st.text(max_size=100),
        st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1252", "koi8-r", "utf-7"]),
        st.binary(max_size=4),
    ),
)


@given(BYTES, st.sampled_from(sorted(SAFE_ENCODINGS)))
@example(b"\xff\xfe\x00\xd8", "windows-1252")
@example(b"\xed\xa0\x80" * 3 + b"words " * 30, "utf-8")
@example("é".encode("utf-16-le") * 3, "utf-16-le")
def test_decoding_gives_a_text_without_half_characters_or_a_read_error(raw: bytes, fallback: str) -> None:
    settings = ReadSettings(fallback_encodings=(fallback,))
    with suppress(ReadError):
        text, reading = decode(raw, settings)
        text.encode("utf-8")
        assert "\0" not in text
        assert 0 <= reading.replaced <= 0.05


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    if not text.startswith(("\ufeff", "GIF8", "%PDF-", "BZh9")):
        assert decode(text.encode(), SETTINGS) == (text, Reading("utf-8"))


def test_a_configured_encoding_is_used_where_utf8_fails() -> None:
    settings = ReadSettings(fallback_encodings=("windows-1251",))
    assert decode("Привет".encode("windows-1251"), settings) == ("Привет", Reading("windows-1251", "doubtful"))


def test_the_share_of_replaced_characters_is_recorded() -> None:
    _, reading = decode("é".encode() * 2 + b"x" * 97 + b"\xc3(", SETTINGS)
    assert reading.replaced == round(1 / 101, 4)


def test_a_text_over_the_limit_of_characters_is_too_large() -> None:
    with pytest.raises(ReadError) as caught:
        decode(b"x" * 11, ReadSettings(max_text_characters=10))
    assert caught.value.reason == "too_large"


def test_the_digest_is_that_of_the_bytes() -> None:
    raw = "\ufeffwords".encode()
    assert next(plain(raw, "a.txt", SETTINGS)).sha256 == sha256(raw).hexdigest()


@pytest.mark.parametrize("encoding", ["iso-2022-jp", "ISO-2022-KR", "iso-2022-jp-2"])
def test_an_encoding_that_is_led_by_escapes_is_read_where_it_is_declared(encoding: str) -> None:
    raw = "港の公事 a".encode(encoding)
    assert decode(raw, SETTINGS, encoding) == ("港の公事 a", Reading(encoding.lower()))
    assert decode(b"It is said: " * 9 + raw, SETTINGS)[0].isascii()


@pytest.mark.parametrize("raw", [b"\x1b[31mred", b"\x1b$B\xff\xff", "caf\u00e9 \x1b".encode()])
def test_text_that_only_declares_such_an_encoding_is_read_as_what_it_is(raw: bytes) -> None:
    raw += b" and some words more"
    assert decode(raw, SETTINGS, "iso-2022-jp")[0] == decode(raw, SETTINGS)[0]
