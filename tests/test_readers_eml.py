"""Saved e-mails: the text of the message, what its headers say, and that no message takes long, whatever it holds."""

from __future__ import annotations

import tomllib
from base64 import encodebytes
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from quopri import encodestring
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli import main
from provenance.errors import ReadError
from provenance.model import Document, LeftOut
from provenance.readers.eml import eml
from provenance.readers.intake import read_all
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CpuSeconds


CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "eml.toml").read_text("utf-8"))["case"]


def read(raw: bytes | str, **settings: Any) -> Document:
    document = next(eml(raw if isinstance(raw, bytes) else raw.encode(), "a.eml", ReadSettings(**settings)))
    assert isinstance(document, Document)
    return document


def refused(raw: bytes | str, **settings: Any) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        read(raw, **settings)
    return caught.value.reason, caught.value.detail


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_message_is_read_as_the_case_says(case: dict[str, Any], ends: str) -> None:
    document = read(case["mail"].replace("\n", ends))
    assert document.text.replace("\r\n", "\n") == case["seen"]
    assert (document.title, document.language) == (case.get("title"), case.get("language"))
    assert list(document.source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])
    assert list(document.notes) == case.get("notes", [])
    assert {one.kind for one in document.stated} <= {"header"}


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"From a@b.example Tue Mar  5\n", b"\xef\xbb\xbf>From a\r\n", b""])
def test_what_programs_put_before_a_message_is_none_of_it(before: bytes) -> None:
    document = read(before + "From: Ada\n\nFrom here on: Zoë.".encode())
    assert (document.text, document.source.byline) == ("From here on: Zoë.", ("Ada",))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1).filter(str.strip)


@given(TEXT)
def test_a_text_comes_out_as_it_went_in_however_it_was_sent(text: str) -> None:
    raw = b"\n" + text.encode()
    assert read(b"Subject: x\n" + raw).text == text
    ways = {"base64": encodebytes, "quoted-printable": encodestring}
    for way, encoded in ways.items():
        head = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {way}\n\n"
        assert read(head.encode() + encoded(text.encode())).text == text
        inner = f"Content-Type: multipart/mixed; boundary=zz\n\n--zz\n{head}".encode()
        assert read(inner + encoded(text.encode()) + b"\n--zz--\n").text == text


def said(characters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words of one line, other than those that stand for none in any metadata."""
    return st.text(characters, min_size=1, max_size=60).filter(lambda words: words not in ("~", "null"))


@given(
    said(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\ufeff")),
    said(st.characters(categories=["L", "N"])),
)
def test_what_the_library_writes_is_read(subject: str, name: str) -> None:
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"] = subject, f'"{name}" <a@a.example>'
    message["Date"] = "Tue, 05 Mar 2024 23:30:00 -0500"
    message.set_content("Zoë’s quay.\n" * 3)
    message.add_alternative("<p>Zoë’s page.", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    document = read(message.as_bytes())
    assert (document.title, document.source.byline) == (subject, (name,))
    assert document.text.replace("\r\n", "\n") == "Zoë’s quay.\n" * 3
    assert [one.date for one in document.stated] == ["2024-03-05"]


PIECES = st.lists(
    st.sampled_from(
        b"Subject: |From: |Date: |Content-Type: |multipart/mixed; boundary=b|multipart/alternative; boundary=c|"
        b"text/html|; charset*=utf-16'x'%E9|; boundary*0=b; boundary*1=c|message/rfc822|\n\n|\n|\r\n|--b|--b--|--c|--|"
        b"=?utf-8?q?=C3?=|=?x?b?a\xe9?=|(|)|<|\xe9\xff|\0|words|Content-Transfer-Encoding: base64|<p>|a@b".split(b"|")
    ),
    max_size=40,
).map(b"".join)


@given(st.one_of(st.binary(max_size=200), PIECES))
def test_any_bytes_are_a_document_or_refused(raw: bytes) -> None:
    for head in (b"", b"From: ", b"Content-Type: multipart/mixed; boundary=b\n\n"):
        text = "none"
        with suppress(ReadError):
            text = read(head + raw).text
        assert text.strip()


# --------------------------------------------------------------------------- what is refused

ATTACHED = "Content-Type: application/pdf\n\n%PDF-"
ATTACHED_TEXT = "Content-Type: text/plain\nContent-Disposition: attachment\n\nno"
WRAPPED = "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nxx"
MIXED = "Content-Type: multipart/mixed; boundary=b\n\n"


@pytest.mark.parametrize(
    ("raw", "reason", "words"),
    [
        ("", "damaged", "no headers"),
        ("Words.", "damaged", "no headers"),
        ("Words.\n\nMore: words.", "damaged", "no headers"),
        ("Subject: x", "no_text", "an e-mail without text"),
        ("Subject: x\n\n \n", "no_text", "an e-mail without text"),
        (ATTACHED, "no_text", "but with an attachment, which is not read"),
        (
            f"{MIXED}--b\n{ATTACHED}\n--b\n{ATTACHED}\n--b\n{ATTACHED_TEXT}\n--b--",
            "no_text",
            "but with 3 attachments, which are not read",
        ),
        ("Content-Type: application/pkcs7-mime\n\nMIAG", "encrypted", "an encrypted e-mail"),
        (
            f"Content-Type: multipart/encrypted; boundary=b\n\n--b\n{WRAPPED}\n--b--",
            "encrypted",
            "an encrypted e-mail",
        ),
        ("Subject: x\n\n" + "a" * 300, "too_large", "over the limit"),
        (MIXED + f"--b\n\n{'a' * 90}\n" * 3, "too_large", "over the limit"),
        ("Subject: x\n\n\0\1\2", "not_text", "NUL"),
    ],
)
def test_a_message_without_a_text_says_why(raw: str, reason: str, words: str) -> None:
    found, detail = refused(raw, max_text_characters=250)
    assert (found, words in detail) == (reason, True), detail


def test_a_message_that_is_signed_is_read() -> None:
    signed = "Content-Type: multipart/signed; boundary=b\n\n--b\n\nWords.\n--b\n"
    assert read(f"{signed}Content-Type: application/pgp-signature\n\nxx\n--b--").text == "Words."


def test_attachments_are_counted_whether_the_mail_was_read_before_or_not(tree: Any) -> None:
    mail = f"{MIXED}--b\n\nWords.\n--b\n{ATTACHED}\n--b\n{ATTACHED_TEXT}\n--b--"
    assert list(eml(mail.encode(), "a.eml", ReadSettings()))[1:] == [LeftOut("attachments", 2)]
    root = tree({"a.eml": mail, "b.eml": mail, "c.eml": "Subject: x\n\nWords."})
    remembered: set[bytes] = set()
    for _ in range(2):
        intake = read_all([root], ReadSettings(), is_known=remembered.__contains__)
        assert (intake.limits, intake.unreadable, len(intake.documents)) == ({"attachments": 4}, (), 3)
        remembered.update(intake.digests)
    assert [document.text for document in intake.documents] == ["Words."] * 3


def test_attachments_leave_a_check_complete_and_are_told_in_the_report(
    tree: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tree({"a.eml": f"{MIXED}--b\n\nWords.\n--b\n{ATTACHED}\n--b--"}))
    assert main(["check", ".", "-o", "out.html", "--jobs", "1"]) == 0
    assert "attachments of e-mails, which are not read" in Path("out.html").read_text("utf-8")


# --------------------------------------------------------------------------- what is hostile


def nested(depth: int, inner: str) -> str:
    begun = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return begun + inner + "".join(f"\n--b{n}--" for n in reversed(range(depth)))


def test_more_parts_than_a_letter_has_are_refused_and_never_read_in_part() -> None:
    assert read(nested(12, "\nWords.")).text == "Words."
    assert refused(nested(13, "\nWords.")) == ("bomb", "parts in parts, more than 12 deep")
    assert refused(nested(5_000, "\nWords."))[0] == "bomb"
    assert read(MIXED + "--b\n\nWord\n" * 998).text.count("Word") == 998
    assert refused(MIXED + "--b\n\nWord\n" * 1_000) == ("bomb", "more than 1,000 parts")
    assert refused(MIXED + f"--b\n{MIXED.replace('=b', '=c')}{'--c' * 9}\n--c\n\nx\n" * 999)[0] == "bomb"


HOSTILE: dict[str, Callable[[int], str]] = {
    "parts in parts": lambda size: nested(size // 60, "\nWords."),
    "parts in parts of one boundary": lambda size: f"{MIXED}--b\n" * (size // 50),
    "parts beside parts": lambda size: MIXED + "--b\n\nWords.\n" * (size // 12),
    "lines that are nearly boundaries": lambda size: f"{MIXED}--b\n\n" + "--b -\n" * (size // 6),
    "base64": lambda size: "Content-Transfer-Encoding: base64\n\n" + "V29yZHMu\n" * (size // 9),
    "signs that are no base64": lambda size: "Content-Transfer-Encoding: base64\n\nV29yZHMu" + "!" * size,
    "quoted-printable": lambda size: "Content-Transfer-Encoding: quoted-printable\n\nWords." + "=\n" * (size // 2),
    "encoded words": lambda size: "Subject: " + "=?utf-8?b?V29yZHMu?= " * (size // 20) + "\n\nWords.",
    "encoded words that do not end": lambda size: "Subject: " + "=?a?q?x" * (size // 7) + "\n\nWords.",
    "comments in comments": lambda size: "From: " + "(" * size + "\n\nWords.",
    "addresses": lambda size: "From: " + "a,<" * (size // 3) + "\n\nWords.",
    "parameters": lambda size: "Content-Type: text/plain" + '; a=";' * (size // 6) + "\n\nWords.",
    "parameters in pieces": lambda size: (
        "Content-Type: a/b; " + "".join(f"a*{n}=b;" for n in range(size // 12)) + "\n\nx"
    ),
    "headers": lambda size: "Subject: x\n" * (size // 11) + "\nWords.",
    "headers that fold": lambda size: "Subject: x" + "\n x" * (size // 3) + "\n\nWords.",
    "dates": lambda size: "Date: " + "1 " * (size // 2) + "\n\nWords.",
    "empty lines": lambda size: MIXED + "\n" * size,
    "pages": lambda size: "Content-Type: text/html\n\n" + "<p>x" * (size // 4),
    "many pages": lambda size: MIXED + "--b\nContent-Type: text/html\n\n<p>x\n" * (size // 33),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_message_takes_more_than_its_length_in_time(name: str, cpu_seconds: CpuSeconds) -> None:
    def reading(raw: bytes) -> None:
        with suppress(ReadError):
            read(raw)

    def seconds(size: int) -> float:
        raw = HOSTILE[name](size).encode()
        return cpu_seconds(lambda: reading(raw))

    small = min(seconds(50_000) for _ in range(3))
    assert seconds(800_000) < 16 * 6 * max(small, 0.004)
