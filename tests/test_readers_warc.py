"""Web archives: each page is a document of its address, its capture bounds it, and damage costs a record, no more."""

from __future__ import annotations

import gzip
import io
import tomllib
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from provenance import trace
from provenance.errors import ReadError
from provenance.model import Document, LeftOut, Unreadable
from provenance.readers import warc_records
from provenance.readers.warc import warc
from provenance.readers.warc_records import Capture, Damage
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "warc.toml").read_text(encoding="utf-8"))["case"]
SETTINGS = ReadSettings()
STORY = "The council approved the plan for the lido on Thursday and will order new pumps in the spring."
PAGE = f"<html><head><title>Lido saved</title></head><body><p>{STORY}</p></body></html>".encode()
ADDRESS = "https://gazette.example/lido"


def written(
    *records: tuple[str, bytes, dict[str, str]], is_packed: bool = True, moment: str = "2024-03-05T09:00:00Z"
) -> bytes:
    """A web archive as warcio writes it: of each record the address, the body, and the headers of the answer."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=is_packed)
    writer.write_record(writer.create_warcinfo_record("site.warc", {"software": "a test"}))
    for address, body, headers in records:
        status = headers.get(":status", "200 OK")
        sent = [(name, value) for name, value in headers.items() if not name.startswith(":")]
        answer = StatusAndHeaders(status, sent, protocol="HTTP/1.1")
        kind = headers.get(":kind", "response")
        http = answer if kind == "response" else None
        media = headers.get("Content-Type", "") if http is None else ""
        writer.write_record(
            writer.create_warc_record(
                address, kind, payload=io.BytesIO(body), length=len(body), http_headers=http,
                warc_content_type=media, warc_headers_dict={"WARC-Date": moment},
            )
        )  # fmt: skip
    return file.getvalue()


def html(body: bytes = PAGE, address: str = ADDRESS, **more: str) -> tuple[str, bytes, dict[str, str]]:
    return (
        address,
        body,
        {"Content-Type": "text/html; charset=utf-8"} | {name.replace("_", "-"): value for name, value in more.items()},
    )


def read(raw: bytes, settings: ReadSettings = SETTINGS) -> list[Document | Unreadable | LeftOut]:
    return list(warc(raw, "site.warc.gz", settings))


def only(raw: bytes) -> Document:
    (found,) = read(raw)
    assert isinstance(found, Document)
    return found


# --------------------------------------------------------------------------- what is read


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("is_packed", [True, False])
def test_the_pages_of_an_archive(case: dict[str, Any], is_packed: bool) -> None:
    raw = case["raw"].encode()
    found = [one for one in read(gzip.compress(raw) if is_packed else raw) if isinstance(one, Document)]
    assert [one.text for one in found] == case["seen"]
    assert [one.id for one in found] == [f"site.warc.gz#{each}" for each in case["ids"]]
    assert [period.last for one in found for period in one.periods] == case["captured"]


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_page_is_a_document_of_its_address(is_packed: bool) -> None:
    found = only(written(html(), is_packed=is_packed))
    assert (found.id, found.text, found.title) == (f"site.warc.gz#{ADDRESS}", STORY, "Lido saved")
    assert found.source.url == ADDRESS


@pytest.mark.parametrize(
    ("name", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda body: zlib.compress(body)[2:-4])],
)
def test_a_compressed_page_is_unpacked(name: str, pack: object) -> None:
    assert callable(pack)
    assert only(written(html(pack(PAGE), Content_Encoding=name))).text == STORY


def test_chunks_are_put_together() -> None:
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(PAGE[at : at + 20]), PAGE[at : at + 20]) for at in range(0, len(PAGE), 20))
    assert only(written(html(chunks + b"0\r\n\r\n", Transfer_Encoding="chunked"))).text == STORY


def test_what_was_unpacked_before_it_was_kept_is_read_as_it_is() -> None:
    assert only(written(html(Content_Encoding="gzip", Transfer_Encoding="chunked"))).text == STORY


def test_the_charset_of_the_answer_counts_where_the_page_names_none() -> None:
    page = "<p>Żeglarze wrócili do portu po długiej nocy na morzu.</p>".encode("iso-8859-2")
    found = only(written((ADDRESS, page, {"Content-Type": "text/html; charset=iso-8859-2"})))
    assert found.text.startswith("Żeglarze wrócili")


def test_plain_texts_and_extracted_ones_are_read_too() -> None:
    notes = (f"{ADDRESS}.txt", STORY.encode(), {"Content-Type": "text/plain"})
    extracted = (ADDRESS, STORY.encode(), {"Content-Type": "text/plain", ":kind": "conversion"})
    assert [one.text for one in read(written(notes, extracted)) if isinstance(one, Document)] == [STORY, STORY]


def test_captures_of_one_address_have_names_of_their_own() -> None:
    names = [
        one.id for one in read(written(html(), html(PAGE.replace(b"spring", b"summer")))) if isinstance(one, Document)
    ]
    assert names == [f"site.warc.gz#{ADDRESS}", f"site.warc.gz#{ADDRESS}:3"]


def test_what_is_no_page_is_counted() -> None:
    picture = (f"{ADDRESS}.png", b"\x89PNG", {"Content-Type": "image/png"})
    moved = (f"{ADDRESS}/old", b"", {"Content-Type": "text/html", ":status": "301 Moved"})
    robots = ("https://gazette.example/robots.txt", b"User-agent: *", {"Content-Type": "text/plain"})
    assert read(written(html(), picture, moved, robots))[1:] == [LeftOut("captures_without_text", 3)]


def test_an_archive_without_a_page_says_so() -> None:
    with pytest.raises(ReadError, match="without a page"):
        read(written((f"{ADDRESS}.png", b"\x89PNG", {"Content-Type": "image/png"})))


def test_a_packed_collection_is_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("archive/data.warc.gz", written(html()))
    assert only(file.getvalue()).text == STORY


# --------------------------------------------------------------------------- when it was captured


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-03-05T09:00:00Z", "2024-03-05"),
        ("2024-03-05T15:00:00Z", "2024-03-06"),  # where it is latest, the next day has begun
        ("2024-03-05T09:00:00.123456Z", "2024-03-05"),
        ("1970-01-01T00:00:00Z", None),
        ("yesterday", None),
    ],
)
def test_a_text_was_not_written_after_its_capture(moment: str, day: str | None) -> None:
    assert [one.last for one in only(written(html(), moment=moment)).periods] == ([day] if day else [])


def test_a_capture_bounds_a_text_and_tells_who_was_first(tmp_path: Path) -> None:
    (tmp_path / "site.warc.gz").write_bytes(written(html(PAGE * 2)))
    later = "It was read out on Friday 8 March 2024, when councillors met again."
    (tmp_path / "column.txt").write_text(f"{later}\n\n{STORY} {STORY}\n", encoding="utf-8")
    report = trace([tmp_path])
    column, page = report.documents
    assert (page.dating.latest, column.dating.earliest) == ("2024-03-05", "2024-03-08")
    assert [(one.cue, one.date, one.quote) for one in page.dating.evidence] == [("capture", "2024-03-05", None)]
    (relation,) = report.relations
    assert relation.verdict.value == "b-first"


def test_words_that_contradict_a_capture_are_not_believed(tmp_path: Path) -> None:
    odd = f"<p>Councillors met on Friday 8 March 2024. {STORY}</p>".encode()
    (tmp_path / "site.warc").write_bytes(written(html(odd), is_packed=False))
    (page,) = trace([tmp_path]).documents
    assert (page.dating.earliest, page.dating.latest) == (None, "2024-03-05")
    assert any("fetched from the web by 2024-03-05" in each for each in page.dating.conflicts)


# --------------------------------------------------------------------------- hostile ones


@given(st.data())
def test_a_wrong_length_costs_its_record_alone(data: st.DataObject) -> None:
    first, second, third = (html(PAGE, f"{ADDRESS}/{number}") for number in (1, 2, 3))
    raw = written(first, second, third, is_packed=False)
    start = raw.index(b"\r\nContent-Length: ", raw.index(b"/2\r\n")) + len(b"\r\nContent-Length: ")
    end = raw.index(b"\r\n", start)
    right = int(raw[start:end])
    wrong = data.draw(st.integers(0, 10**11).filter(lambda n: not 0 <= n - right <= 4))
    found = read(raw[:start] + str(wrong).encode() + raw[end:])
    names = [one.id.rpartition("/")[2] for one in found if isinstance(one, Document)]
    assert names == ["1", "3"]
    assert [one.path for one in found if isinstance(one, Unreadable)] == [f"site.warc.gz#{ADDRESS}/2"]


def test_a_damaged_member_costs_itself_alone() -> None:
    parts = [written(html(PAGE, f"{ADDRESS}/{number}")) for number in (1, 2, 3)]
    parts[1] = parts[1][:40] + b"\xff" * 40 + parts[1][80:]
    names = [one.id.rpartition("/")[2] for one in read(b"".join(parts)) if isinstance(one, Document)]
    assert names[0] == "1"
    assert names[-1] == "3"


def test_what_is_cut_off_is_named() -> None:
    raw = written(html(), html(PAGE * 50, f"{ADDRESS}/2"))
    found = read(raw[:-20])
    assert [one.reason for one in found if isinstance(one, Unreadable)][-1:] == ["damaged"]
    assert any(isinstance(one, Document) for one in found)


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_whatever_is_damaged_nothing_else_goes_wrong(junk: bytes, place: int) -> None:
    raw = written(html(), html(PAGE, f"{ADDRESS}/2"), is_packed=False)
    for each in (raw[:place] + junk + raw[place:], raw[:place] + junk, junk + raw[place:]):
        for packed in (each, gzip.compress(each)):
            with suppress(ReadError):
                assert all(one.text for one in read(packed) if isinstance(one, Document))


def test_an_encoding_that_is_not_read_is_named() -> None:
    (found,) = read(written(html(b"\x0b\x02\x80", Content_Encoding="br")))
    assert isinstance(found, Unreadable)
    assert (found.reason, "“br”" in found.detail) == ("unsupported", True)


def test_a_page_that_unpacks_to_more_than_a_file_may_have_is_named() -> None:
    settings = ReadSettings(max_file_bytes=100_000)
    (found,) = read(written(html(gzip.compress(b"<p>word " * 100_000), Content_Encoding="gzip")), settings)
    assert isinstance(found, Unreadable)
    assert found.reason == "bomb"


def test_an_archive_that_unpacks_to_far_more_than_it_has_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MAX_EXPANDED_BYTES", 1_000_000)
    with pytest.raises(ReadError) as caught:
        read(gzip.compress(b"WARC/1.0\r\n" + b" " * 30_000_000))
    assert caught.value.reason == "bomb"


@pytest.mark.parametrize("junk", [warc_records.GZIP * 200_000, b"WARC/1.0\r\n" * 200_000])
def test_nothing_but_damage_is_given_up(junk: bytes) -> None:
    with pytest.raises(ReadError, match="no record"):
        list(warc_records.captures(junk))


def test_damage_is_counted_and_ends_somewhere() -> None:
    raw = b"WARC/1.0\r\nContent-Length: x\r\n\r\n" * 5_000 + written(html(), is_packed=False)
    good = written(html(), is_packed=False) + raw
    found = list(warc_records.captures(good))
    assert sum(isinstance(one, Damage) for one in found) == warc_records.MAX_DAMAGES + 1
    assert any(isinstance(one, Capture) and one.address == ADDRESS for one in found)
