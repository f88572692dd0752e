"""Mailboxes: each message is a document, and one that cannot be read costs no other."""

from __future__ import annotations

import mailbox
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ReadError
from provenance.model import Document, LeftOut, Unreadable
from provenance.readers.mbox import mbox
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "mbox.toml").read_text("utf-8"))["case"]
BEGINNING = "From a@b.example Tue Mar  5 23:30:00 2024\n"


def read(raw: bytes) -> list[Document | Unreadable | LeftOut]:
    return list(mbox(raw, "box.mbox", ReadSettings()))


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_messages_of_a_mailbox(case: dict[str, Any], ends: str) -> None:
    found = [one for one in read(case["box"].replace("\n", ends).encode()) if isinstance(one, Document)]
    assert [one.text.replace("\r\n", "\n").strip() for one in found] == case["seen"]
    assert [one.id for one in found] == [f"box.mbox#{each}" for each in case["ids"]]
    assert [one.in_file and one.in_file.line for one in found] == case["lines"]
    assert [stated.date for one in found for stated in one.stated] == case["days"]


@given(st.lists(st.lists(st.sampled_from(["Words.", "From here on.", ">From there.", "", "Name: value"]), min_size=1)))
def test_what_the_library_puts_into_a_mailbox_comes_out_again(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[str]]
) -> None:
    place = tmp_path_factory.mktemp("box") / "a.mbox"
    box = mailbox.mbox(place)
    texts = ["\n".join(["Begin.", *lines, "End."]) for lines in bodies]
    for text in texts:
        message = mailbox.mboxMessage(f"From: a@b.example\n\n{text}\n")
        message.set_from("a@b.example", time_=(2024, 3, 5, 23, 30, 0, 1, 65, 0))
        box.add(message)
    box.close()
    found = [one for one in read(place.read_bytes()) if isinstance(one, Document)] if texts else []
    escaped = [text.replace("\n>From there.", "\nFrom there.") for text in texts]  # the library does not quote these
    assert [one.text.strip() for one in found] == escaped


def test_a_message_without_a_text_is_named_and_attachments_are_counted() -> None:
    image = "Content-Type: image/png\nContent-Disposition: attachment\n\nx\n\n"
    parts = (
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWords.\n--b\n"
        "Content-Disposition: attachment\nContent-Type: image/png\n\nx\n--b--\n\n"
    )
    found = read(f"{BEGINNING}{image}{BEGINNING}{parts}".encode())
    assert [type(one) for one in found] == [Unreadable, Document, LeftOut]
    assert found[2] == LeftOut("attachments", 1)
    assert isinstance(found[0], Unreadable)
    assert (found[0].path, found[0].reason) == ("box.mbox#1", "no_text")


@pytest.mark.parametrize(
    "raw", [b"", b"Words.\n", b"From here on.\n", b"Words.\n\n" + BEGINNING.encode() + b"From: a\n\nb"]
)
def test_what_is_no_mailbox_says_so(raw: bytes) -> None:
    with pytest.raises(ReadError, match="not the mailbox"):
        read(raw)


@given(st.lists(st.sampled_from([BEGINNING, "From: a\n", "\n", ">From x\n", "Message-ID:", "a" * 99]), max_size=40))
def test_whatever_it_holds_nothing_else_goes_wrong(pieces: list[str]) -> None:
    with suppress(ReadError):
        found = read("".join(pieces).encode())
        names = [one.id if isinstance(one, Document) else one.path for one in found if not isinstance(one, LeftOut)]
        assert len(set(names)) == len(names)
