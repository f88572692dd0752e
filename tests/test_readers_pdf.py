"""PDF files: the text as a reader of the page has it, and that no file takes more than its share of time and memory."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
import tomllib
import zlib
from collections import Counter
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from canal import OWN, TAKEN
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import PATIENCE
from pdfs import HEIGHT, LEADING, MARGIN, SIZE, column, drawn, file_of, pdf, stream
from pypdf import PdfReader, PdfWriter
from strategies import mangled

from provenance.cli import main
from provenance.errors import ReadError
from provenance.model import InFile, LeftOut
from provenance.readers import READERS, sandbox
from provenance.readers.discover import Input
from provenance.readers.intake import Opened, open_input, read_all
from provenance.readers.pdf_pages import leaves
from provenance.readers.reflow import Line, laid_out
from provenance.reports.schema import schema
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pdfs import Drawn

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "pdf.toml").read_text("utf-8"))["case"]
WORDS = "The ferry ran aground."


def read(raw: bytes, **asked: Any) -> list[Any]:
    return list(READERS.load("pdf")(raw, "a.pdf", ReadSettings(**asked)))


def refused(raw: bytes, **asked: Any) -> tuple[str, str, str]:
    with pytest.raises(ReadError) as caught:
        read(raw, **asked)
    return caught.value.reason, caught.value.detail, caught.value.hint


def printed(lines: Sequence[str]) -> list[Drawn]:
    """The lines of a page as a case writes them."""
    found: list[Drawn] = []
    left, top = float(MARGIN), float(HEIGHT - MARGIN)
    for line in lines:
        if line == "|":
            left, top = left + 250, float(HEIGHT - MARGIN)
            continue
        words, size = (line[2:], 2 * SIZE) if line.startswith("# ") else (line.lstrip(" "), SIZE)
        if words:
            found.append((left + 5 * (len(line) - len(line.lstrip(" "))), top, size, words))
        top -= size / SIZE * LEADING
    return found


# --------------------------------------------------------------------------- what is seen


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_file_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    pages = [printed(page) for page in case["pages"]]
    (document,) = read(pdf(*pages, info=case.get("info", ""), root=case.get("root", "")))
    assert document.text == case["seen"].strip()
    assert (document.title, document.language) == (case.get("title"), case.get("language"))
    assert list(document.source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])


def paragraphs_of(seed: int) -> list[str]:
    """Paragraphs of made-up words, of which no two are alike."""
    chance = random.Random(seed)
    return [
        f"A{number} {' '.join(''.join(chance.choices('abcdefgäéß', k=chance.randint(1, 12))) for _ in range(50))}."
        for number in range(chance.randint(1, 5))
    ]


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 30))
def test_paragraphs_come_out_as_they_went_in_wherever_pages_end(seed: int, per_page: int) -> None:
    paragraphs = paragraphs_of(seed)
    lines = "\n\n".join("\n".join(wrap(each, 60)) for each in paragraphs).split("\n")
    pages = [lines[place : place + per_page] for place in range(0, len(lines), per_page)]
    heads = [[(MARGIN, HEIGHT - 30, SIZE, "Harbour office"), (MARGIN, 30, SIZE, str(n + 7))] for n in range(len(pages))]
    content = [[*head, *column(page)] for head, page in zip(heads, pages, strict=True)]
    found = leaves(pdf(*(content if len(content) > 1 else map(column, pages))), 1_000_000)
    assert found["text"] == "\n\n".join(paragraphs)
    for page, start in zip(pages, found["pages"], strict=True):
        if any(page):
            assert found["text"][start:].split()[:3] == " ".join(page).split()[:3]


@given(
    st.lists(
        st.lists(
            st.builds(
                Line,
                st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool),
                st.floats(0, 500),
                st.floats(0, 800),
                st.floats(0, 40),
            ),
            max_size=12,
        ),
        max_size=5,
    )
)
def test_every_page_begins_in_the_text_and_no_word_is_lost_but_furniture(pages: list[list[Line]]) -> None:
    text, starts, _ = laid_out(pages)
    assert len(starts) == len(pages)
    assert starts == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)
    assert bool(text) == any(pages)
    kept = "".join(text.split())
    counts = Counter(line.text for page in pages for line in page)
    alone = [line for page in pages for line in page if counts[line.text] == 1]
    for line in alone:
        if not any(sign.isdigit() for sign in line.text):
            assert "".join(line.text.split())[:-1] in kept


def test_a_finding_is_on_the_page_on_which_it_begins() -> None:
    place = InFile("a.pdf", pages=(0, 10, 10, 30))
    assert [place.page(offset) for offset in (0, 9, 10, 29, 30, 99)] == [1, 1, 3, 3, 4, 4]


def test_ligatures_are_the_letters_that_they_join_and_joined_signs_stay_joined() -> None:
    raw = pdf("BT /F 11 Tf 72 700 Td (o\\001ce \\002ag) Tj ET", encoding="<</Differences[1/ffi/fl]>>")
    assert leaves(raw, 100)["text"] == "office flag"
    assert laid_out([[Line("船は霧の中で座", 0, 20, 10), Line("礁した。", 0, 8, 10)]])[0] == "船は霧の中で座礁した。"


def test_lines_and_pages_without_end_take_a_time_that_grows_with_their_length() -> None:
    for words in ("a" * 300_000, "a-" * 150_000, "a " * 150_000, "1 " * 150_000, "." * 300_000):
        text, *_ = laid_out([[Line(words.strip(), 0, height, 10) for height in (30, 18)]] * 2)
        assert len(text) >= len(words)
    many = [[Line(f"line {number}", 0, -number, 1) for number in range(100_000)]]
    assert len(laid_out(many)[0]) > 100_000


def test_text_that_is_turned_or_scaled_is_read_in_its_lines() -> None:
    lines = ["The ferry ran aground on Monday morning in thick fog, and nobody", "was hurt when it did."]
    upright = drawn(column(lines))
    ways = ("0 1 -1 0 595 0", "2 0 0 2 0 0", "1 0 0 -1 0 842 cm 1 0 0 -1 0 842")
    for turned in (f"{way} cm {upright}" for way in ways):
        assert leaves(pdf(turned), 1000)["text"] == " ".join(lines)


def test_letters_that_a_font_does_not_tell_are_counted_as_such() -> None:
    (document,) = read(pdf(f"BT /F 11 Tf 72 700 Td ({WORDS}\\001) Tj ET"))
    assert (document.read.state, round(document.read.replaced, 3)) == ("doubtful", round(1 / 23, 3))
    reason, detail, hint = refused(pdf("BT /F 11 Tf 72 700 Td (\\001\\002\\003 a) Tj ET"))
    assert (reason, hint) == ("no_text", "read it with OCR")
    assert "fonts" in detail


def pictured(*contents: str) -> bytes:
    """Pages that may show a picture."""
    picture = stream(b"\0", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")
    return pdf(*contents, more="/XObject<</I 5 0 R>>", other=picture)


def test_pages_that_are_pictures_are_counted_and_a_file_of_nothing_else_is_named() -> None:
    shown = "q 500 0 0 500 0 0 cm /I Do Q"
    document, left_out = read(pictured(drawn([(72, 700, 11, WORDS)]), shown, shown))
    assert (document.text, left_out) == (WORDS, LeftOut("unread_pages", 2))
    assert refused(pictured(shown)) == (
        "no_text", "pages without a text layer", "make one with OCR, or put the text beside it as a .txt file",
    )  # fmt: skip
    assert refused(pdf(""))[0] == "no_text"


# --------------------------------------------------------------------------- what is refused


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([(72, 700, 11, WORDS)]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    raw = BytesIO()
    writer.write(raw)
    return raw.getvalue()


def test_a_file_with_a_password_is_encrypted_and_one_that_only_its_owner_may_change_is_read() -> None:
    assert refused(encrypted("secret"))[:2] == ("encrypted", "it is protected by a password")
    (document,) = read(encrypted(""))
    assert document.text == WORDS


def flate(content: bytes, times: int = 1) -> bytes:
    """A stream that was packed so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, f"/Filter[{'/FlateDecode' * times}]")


PAGES = b"<</Type/Pages/Count 1/Kids[2 0 R]>>"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "damaged"),
    "no PDF": (lambda: b"GIF89a" * 100, "damaged"),
    "a head alone": (lambda: b"%PDF-1.7\n", "damaged"),
    "a page tree that is its own child": (lambda: file_of({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: PAGES}), "damaged"),
    "a bomb": (lambda: pdf(flate(b" " * 200_000_000)), "bomb"),
    "a bomb in a bomb": (lambda: pdf(flate(b" " * 200_000_000, 2)), "bomb"),
    "more filters than streams have": (lambda: pdf(flate(WORDS.encode(), 60)), "bomb"),
    "operators without end": (lambda: pdf(b"q " * 2_100_000), "bomb"),
    "arrays in arrays": (lambda: pdf("[" * 100_000), "no_text"),
    "too many pages": (lambda: pdf(*[""] * 6_000), "too_large"),
    "a text that is too long": (lambda: pdf(*[[(72, 700, 11, "ten words. " * 100)]] * 10), "too_large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_for_a_reason_within_its_time(name: str) -> None:
    make, reason = HOSTILE[name]
    raw = make()
    assert refused(raw, max_text_characters=10_000)[0] == reason


def test_a_file_whose_table_is_missing_is_read_by_its_objects() -> None:
    raw = pdf([(72, 700, 11, WORDS)])
    (document,) = read(raw[: raw.rindex(b"xref\n0")] + b"trailer\n<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF\n")
    assert document.text == WORDS


# --------------------------------------------------------------------------- its own process


def spin(raw: bytes) -> None:
    while raw:
        pass


def hoard(raw: bytes) -> int:
    return len(raw * 10**9)


def fall(raw: bytes) -> None:
    raise KeyError(raw.decode())


def add(raw: bytes, more: int) -> int:
    return len(raw) + more


def test_what_is_worked_out_elsewhere_comes_back_or_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.confined(add, b"abc", 4) == 7
    for function, reason in ((fall, "damaged"), (hoard, "bomb"), (spin, "timeout")):
        if sys.platform == "win32" and function is not fall:
            continue
        if function is spin:  # for it alone: on a slow machine, to import this module may take as long
            monkeypatch.setattr(sandbox, "MAX_SECONDS", 1)
        with pytest.raises(ReadError) as caught:
            sandbox.confined(function, b"a")
        assert caught.value.reason == reason


def test_what_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_WAIT_SECONDS", 0.5)
    with pytest.raises(ReadError) as caught:
        sandbox.confined(wait, b"a")
    assert caught.value.reason == "timeout"


def wait(raw: bytes) -> None:
    time.sleep(60 * len(raw))


# --------------------------------------------------------------------------- whatever there may be

GIVEN = pdf(printed(CASES[0]["pages"][0]), printed(CASES[8]["pages"][0]), info="/Title(Ferry)/ModDate(D:20230405)")


@settings(deadline=None)
@given(mangled(GIVEN))
def test_a_file_with_bytes_changed_is_a_document_or_refused(raw: bytes) -> None:
    check(raw)


SIGNS = st.sampled_from(
    "q Q BT ET cm Tm Td TD T* Tj TJ ' \" Tf Tz Tc Tw TL Do /F /X 0 1 -1 12 9e99 (words) <41> <feff> [ ] << >>".split()
)


@settings(deadline=None)
@given(st.lists(SIGNS, max_size=40), st.lists(SIGNS, max_size=12))
def test_operators_in_any_order_are_a_document_or_refused(content: list[str], more: list[str]) -> None:
    check(pdf(" ".join(content), more=" ".join(more)))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_refused(raw: bytes) -> None:
    check(b"%PDF-1.7\n" + raw)


def check(raw: bytes) -> None:
    with suppress(ReadError):
        found = leaves(raw, 10_000)
        assert all(0 <= start <= len(found["text"]) for start in found["pages"])
        found["text"].encode("utf-8")


# --------------------------------------------------------------------------- in a folder


def test_a_folder_with_pdf_files_is_read_and_the_report_says_their_pages(tmp_path: Path) -> None:
    (tmp_path / "a.PDF").write_bytes(pdf([(72, 700, 11, WORDS)], [(72, 700, 11, "And so on.")]))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    intake = read_all([tmp_path], ReadSettings())
    assert [(each.id, each.in_file) for each in intake.documents] == [("a.PDF", InFile("a.PDF", pages=(0, 24)))]
    assert [(each.path, each.reason) for each in intake.unreadable] == [("b.pdf", "damaged")]


def test_a_file_that_was_read_once_and_cannot_be_any_more_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    opened = open_input(Input(str(tmp_path / "a.pdf"), "a.pdf", "pdf"), ReadSettings())
    assert isinstance(opened, Opened)
    with pytest.raises(ReadError, match=r"^a\.pdf: no PDF"):
        opened.document()


def test_without_the_library_files_are_named_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([(72, 700, 11, WORDS)]))
    (tmp_path / "b.txt").write_text(WORDS, "utf-8")
    for module in ("provenance.readers.pdf", "provenance.readers.pdf_pages"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    intake = read_all([tmp_path], ReadSettings())
    assert [each.id for each in intake.documents] == ["b.txt"]
    (fault,) = intake.unreadable
    assert (fault.path, fault.reason) == ("a.pdf", "unsupported")
    assert fault.detail == "reader 'pdf' needs pypdf: pip install \"provenance-tracer[pdf]\""


def test_a_folder_without_pdf_files_does_not_ask_for_the_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, "utf-8")
    script = (
        "import sys; from provenance.readers.intake import read_all; from provenance.settings import ReadSettings\n"
        "read_all(sys.argv[1:], ReadSettings()); print('pypdf' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, text=True, timeout=PATIENCE
    )
    assert run.stdout == "False\n"


SEEN, HIDDEN = (drawn([(MARGIN, height, SIZE, WORDS)]) for height in (700, 600))
PICTURE = stream(b"\0", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
SCAN, LOGO = (f"q {side} 0 0 {side} 0 0 cm /I Do Q" for side in (HEIGHT, SIZE))
BOX = f"0 0 1 rg {MARGIN} 590 300 30 re f"


@pytest.mark.parametrize(
    ("content", "unseen"),
    [
        (f"{SEEN} {HIDDEN}", []),
        (f"{SEEN} 1 g {HIDDEN}", [1]),
        (f"{SEEN} q 1 1 1 rg {HIDDEN} Q {SEEN}", [1]),
        (f"0 0 0 0 k {HIDDEN}", [0]),
        (f"/DeviceRGB cs 1 1 1 sc {HIDDEN}", [0]),
        (f"/Spot cs 1 scn {HIDDEN}", []),
        (f"{SEEN} 3 Tr {HIDDEN} 0 Tr {SEEN}", [1]),
        (f"1 g {BOX} 1 g {HIDDEN}", []),
        (f"{BOX} 1 g {SEEN}", [0]),
        (f"1 g {MARGIN} 590 300 30 re f {HIDDEN}", [0]),
        (f"0 0 1 rg 0 0 m 500 0 l 500 800 l h f 1 g {HIDDEN}", []),
        (f"{SCAN} 3 Tr {SEEN} {HIDDEN}", []),
        (f"3 Tr {SEEN} {HIDDEN} {SCAN}", []),
        (f"{LOGO} 3 Tr {HIDDEN}", [0]),
        (f"Q (x) Tr /N rg re f {SEEN} Do", []),
        (f"BT /F 9 Tf 13 TL 1 0 0 1 9 700 Tm ({WORDS}) ' 3 Tr 0 -40 Td ({WORDS}) ' 0 Tr 0 -40 Td ({WORDS}) ' ET", [1]),
    ],
)
def test_what_nobody_sees_on_a_page_is_known(content: str, unseen: list[int]) -> None:
    (document,) = read(pdf(content, more="/XObject<</I 5 0 R>>", other=PICTURE))
    lines = document.text.split("\n\n")
    assert set(lines) == {WORDS}
    assert [span.start // (len(WORDS) + 2) for span in document.in_file.unseen] == unseen
    assert {document.text[span.start : span.end] for span in document.in_file.unseen} <= {WORDS}


@pytest.mark.parametrize("ink", ["1 g", "3 Tr", "0.5 g"])
def test_a_copy_that_nobody_sees_is_told_of(newsroom: Path, ink: str, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "stories" / "canal.txt").unlink()
    own, taken = (drawn(column(wrap(words, 80), top=top)) for words, top in ((OWN, 760), (TAKEN, 600)))
    (newsroom / "stories" / "canal.pdf").write_bytes(pdf(f"{own} {ink} {taken}"))
    main(["check", ".", "-o", "gate.json"])
    assert main(["convert", "gate.json", "-o", "again.json"]) == 0
    report, again = (json.loads(Path(name).read_bytes()) for name in ("gate.json", "again.json"))
    assert again == report
    jsonschema.Draft202012Validator(schema()).validate(report)
    found = report["gate"]["findings"]
    told = [each for each in found if each["rule"] == "hidden-text"]
    is_hidden = ink != "0.5 g"
    assert (len(told), "canal.pdf: " in capsys.readouterr().err) == (is_hidden, is_hidden)
    assert all(each["measured"] > 0.7 * len(TAKEN) for each in told)
    places = [each["in_file"] for each in report["documents"] if each["id"].endswith(".pdf")]
    assert [place.keys() - {"file", "pages"} for place in places] == [{"unseen"} if is_hidden else set()]


def test_a_finding_in_a_pdf_file_says_its_page(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "stories" / "canal.txt").unlink()
    pages = [column(wrap(OWN, 80)), column([line for each in TAKEN.split("\n\n") for line in [*wrap(each, 80), ""]])]
    (newsroom / "stories" / "canal.pdf").write_bytes(pdf(*pages))
    assert main(["check", ".", "--jobs", "1", "-o", "g.json", "-o", "g.sarif"]) == 1
    assert "stories/canal.pdf, page 2  error" in capsys.readouterr().out
    (document,) = (each for each in json.loads(Path("g.json").read_bytes())["documents"] if ".pdf" in each["id"])
    assert document["text"][document["in_file"]["pages"][1] :].startswith("Nine hundred trees")
    assert '"text": "Page 2: ' in Path("g.sarif").read_text("utf-8")
