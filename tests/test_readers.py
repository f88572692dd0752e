"""Files to documents: decoding by rule, metadata that is no error, and which files are inputs."""

from __future__ import annotations

import os
import socket
import tomllib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.errors import ReadError, UsageError
from provenance.model import Document, Reading, Source, Span, Stated
from provenance.readers import READERS, SUFFIXES
from provenance.readers.decode import decode
from provenance.readers.discover import discover
from provenance.readers.intake import Intake, open_input, read_all
from provenance.readers.markdown import markdown
from provenance.readers.metadata import _ONE_A_LINE, from_yaml
from provenance.readers.plain import plain
from provenance.settings import SAFE_ENCODINGS, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CpuSeconds

FOLDER = Path(__file__).parent / "cases" / "readers"
CASES, MARKDOWN_CASES = (
    tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"] for name in ("plain", "markdown")
)
SETTINGS = ReadSettings()


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Makes a folder of files: `tree({"a.txt": "words"})`."""

    def make(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "folder"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


def read(*paths: Path | str, **more: Any) -> Intake:
    return read_all(paths, more.pop("settings", SETTINGS), **more)


def ids(intake: Intake) -> list[str]:
    return [document.id for document in intake.documents]


def faults(intake: Intake) -> dict[str, str]:
    return {fault.path: fault.reason for fault in intake.unreadable}


def one_of_markdown(text: str) -> Document:
    return next(markdown(text.encode(), "a.md", SETTINGS))


# --------------------------------------------------------------------------- decoding


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
    assert reading.replaced == pytest.approx(1 / 101)


def test_a_text_over_the_limit_of_characters_is_too_large() -> None:
    with pytest.raises(ReadError) as caught:
        decode(b"x" * 11, ReadSettings(max_text_characters=10))
    assert caught.value.reason == "too_large"


def test_the_digest_is_that_of_the_bytes() -> None:
    raw = "\ufeffwords".encode()
    assert next(plain(raw, "a.txt", SETTINGS)).sha256 == sha256(raw).hexdigest()


# --------------------------------------------------------------------------- Markdown and its front matter


@pytest.mark.parametrize("case", MARKDOWN_CASES, ids=lambda case: case["name"])
def test_markdown_tells_what_it_says_of_itself(case: dict[str, str]) -> None:
    document = one_of_markdown(case["text"])
    body = document.text[document.front_matter.end if document.front_matter else 0 :]
    stated = document.stated[0].date if document.stated else None
    said = (body, document.title, document.language, stated)
    assert said == (case["body"], case.get("title"), case.get("language"), case.get("date"))


def test_markdown_stays_as_it_stands() -> None:
    text = "---\ntitle: Plan\n---\n\n# Heading\n\n*words*\n"
    assert one_of_markdown(text).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_reaches_to_the_end_of_its_last_fence(end: str) -> None:
    text = end.join(["---", "title: Plan", "---", "Words."])
    document = one_of_markdown(text)
    assert document.front_matter is not None
    assert text[document.front_matter.end :] == "Words."


def test_front_matter_in_yaml_describes_the_document() -> None:
    document = one_of_markdown(
        "---\ntitle: 'The plan'\ndate: 2024-05-01T10:00:00Z\nauthors: [A. Ames, {name: B. Burns}]\npublisher: Gazette\n"
        "canonical_url: https://example.org/1\ntype: story\nlicence: CC0\nembargo: 2024-05-02\nlang: en-GB\n---\nWords."
    )
    assert (document.title, document.language) == ("The plan", "en")
    assert document.source == Source(
        "Gazette", ("A. Ames", "B. Burns"), "https://example.org/1", "story", "CC0", "2024-05-02"
    )


def test_front_matter_in_toml_describes_the_document() -> None:
    document = one_of_markdown('+++\ntitle = "The plan"\ndate = 2024-05-01\n+++\nWords.')
    assert (document.title, document.stated[0].date) == ("The plan", "2024-05-01")


def test_a_date_in_front_matter_is_stated_with_its_place() -> None:
    text = "---\ndate: 2024-05-01\n---\nWords of 2024-05-01."
    assert one_of_markdown(text).stated == (Stated("2024-05-01", "front-matter", 0.95, 10, 20),)


@pytest.mark.parametrize("value", ["soon", "2024-13-01", "0000-00-00", "[2024]", "null", ""])
def test_a_date_that_is_none_is_left_out(value: str) -> None:
    assert one_of_markdown(f"---\ndate: {value}\n---\nWords.").stated == ()


def test_the_first_heading_is_the_title_where_front_matter_has_none() -> None:
    assert one_of_markdown("---\ndraft: true\n---\n## Under\n# The plan #\n").title == "The plan"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA line above, and one below.\n\n---\nWords.",
        "---\ntitle: never closed\n",
        "--- \nJust words: no fence follows them",
        "Words.\n---\ntitle: too late\n---\n",
        "----\ntitle: four dashes\n----\n",
    ],
)
def test_a_line_across_the_page_is_no_front_matter(text: str) -> None:
    assert one_of_markdown(text).front_matter is None


@pytest.mark.parametrize(
    "yaml",
    [
        "title: !!python/object/apply:os.system ['touch pwned']",
        "a: &a [x]\nb: [*a, *a]\ntitle: bomb",
        "title: " + "[" * 5000,
        "title: {a: {b: {c: {d: {e: {f: {g: {h: {i: deep}}}}}}}}}",
        "title: 'never closed",
        "? [a]\n: b",
        "title: a: b: c",
        "\x07: bell",
    ],
    ids=lambda yaml: yaml[:24],
)
def test_bad_front_matter_is_no_error_and_tells_nothing(yaml: str) -> None:
    document = one_of_markdown(f"---\n{yaml}\n---\nWords.")
    assert (document.title, document.text[-6:]) == (None, "Words.")


def test_front_matter_that_cannot_be_read_is_told() -> None:
    document = one_of_markdown("---\ntitle: 'never closed\ndate: 2024-05-01\n---\nWords.")
    assert document.notes == ("The front matter cannot be read and tells nothing.",)


def test_a_date_in_front_matter_that_is_no_day_is_told() -> None:
    document = one_of_markdown("---\ntitle: Plan\ndate: the 5th\n---\nWords.")
    assert document.notes == ("The front matter gives “the 5th” as its date, which is no day.",)


def test_front_matter_without_a_date_is_told_nothing_of() -> None:
    assert one_of_markdown("---\ntitle: Plan\n---\nWords.").notes == ()


@given(st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.just("\n")), max_size=300))
@example("a: " + "{a: " * 80)
@example("[" * 200)
@example('title: "\\ud800"')
def test_any_front_matter_can_be_read(text: str) -> None:
    document = one_of_markdown(f"---\nkey: {text}\n---\nWords.")
    (document.title or "").encode("utf-8")


def test_yaml_values_stay_texts() -> None:
    assert from_yaml("a: yes\nb: 2024-05-01\nc: 1e3\nd: [on, 0x10]") == {
        "a": "yes",
        "b": "2024-05-01",
        "c": "1e3",
        "d": ["on", "0x10"],
    }


YAML_LINES = st.one_of(
    st.tuples(
        st.sampled_from(["title", "date", "author", '"q"', "- x", "  sub", "? k", "#c"]),
        st.sampled_from([": ", ":", ": \t", " :\n  - "]),
        st.text(max_size=12),
    ).map("".join),
    st.text(alphabet="abc:-#\"'\\[]{},&*!|>%@`\t \u2028\x85é\ufeff0123", max_size=24),
)


@given(st.lists(YAML_LINES, max_size=4).map("\n".join))
def test_front_matter_says_the_same_with_and_without_the_compiled_loader(text: str) -> None:
    import yaml

    told = from_yaml(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader", raising=False)
        assert from_yaml(text) == told


VALUES = st.one_of(
    st.sampled_from(
        ["2024-05-01", "yes", "no", "~", "null", "1e3", "A plan, so-called", '"He said: “No” # 1"', "it's", ".5"]
    ),
    st.text(alphabet="aZ09 ,.'()/_-", min_size=1, max_size=12),
    st.text(alphabet="aé9 :#,'-“”–[]{}&*!|>%@`\u00d7\u00a0", max_size=12).map('"{}"'.format),
)
PLAIN_LINES = st.lists(st.tuples(st.sampled_from(["title", "date", "a-b_1", "y", "A"]), VALUES), min_size=1, max_size=4)


@given(PLAIN_LINES)
def test_front_matter_of_plain_lines_says_what_yaml_makes_of_it(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in lines)
    told = from_yaml(text)
    assert from_yaml(text + "# not for us\n") == told


def test_most_front_matter_is_plain_lines() -> None:
    assert _ONE_A_LINE.fullmatch('title: "The pool: open"\ndate: 2024-05-01\nauthor: Ada O\'Quill (editor)\n')
    assert not _ONE_A_LINE.fullmatch("title: The pool: open\n")


# --------------------------------------------------------------------------- sidecars and lists of dates


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_in_json_describes_its_neighbour(tree: Any, name: str) -> None:
    root = tree({"a.txt": "Words.", name: '{"title": "Plan", "date": "2024-05-01"}'})
    document = read(root).documents[0]
    assert (document.title, document.stated) == ("Plan", (Stated("2024-05-01", "sidecar", 0.95),))


def test_a_sidecar_in_yaml_describes_its_neighbour(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "a.txt.meta.yaml": "published: 2024/05/01\n"})
    assert read(root).documents[0].stated[0].date == "2024-05-01"


@pytest.mark.parametrize(
    "content", ["[" * 50_000, '{"title": {"name": {"name": "x"}}}', "\ufeff{}", '{"title": 1e400}', "nul\0"]
)
def test_a_bad_sidecar_is_no_error(tree: Any, content: str) -> None:
    root = tree({"a.txt": "Words.", "a.meta.json": content})
    assert ids(read(root)) == ["a.txt"]


def test_a_sidecar_that_cannot_be_read_is_told(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "a.meta.json": '{"date": '})
    assert read(root).documents[0].notes == ("The file beside it cannot be read and tells nothing.",)


def test_half_characters_in_a_sidecar_are_replaced(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "a.meta.json": '{"title": "x\\ud800y"}'})
    assert (read(root).documents[0].title or "").encode("utf-8").startswith(b"x")


def test_a_list_of_dates_states_them_first(tree: Any, tmp_path: Path) -> None:
    root = tree({"a.md": "---\ndate: 2024-05-01\n---\nWords.", "b.txt": "Words."})
    dates = tmp_path / "dates.csv"
    dates.write_text("id,date\na.md,2023-01-02\nelsewhere.txt,2023-01-03\n", encoding="utf-8-sig")
    a, b = read(root, dates=dates).documents
    assert (a.stated[0], b.stated) == (Stated("2023-01-02", "sidecar", 0.95), ())


def test_a_list_of_dates_needs_no_head(tree: Any, tmp_path: Path) -> None:
    root = tree({"a, b.txt": "Words."})
    (tmp_path / "dates.csv").write_text('"a, b.txt", 2023-01-02\r\n')
    assert read(root, dates=tmp_path / "dates.csv").documents[0].stated[0].date == "2023-01-02"


@pytest.mark.parametrize("line", ["a.txt", "a.txt,soon", "a.txt,2023-01-02,more"])
def test_a_bad_line_in_a_list_of_dates_is_named(tree: Any, tmp_path: Path, line: str) -> None:
    root = tree({"a.txt": "Words."})
    (tmp_path / "dates.csv").write_text(f"id,date\n{line}\n")
    with pytest.raises(UsageError, match=r"dates\.csv:2: "):
        read(root, dates=tmp_path / "dates.csv")


def test_dates_for_no_document_at_all_are_refused(tree: Any, tmp_path: Path) -> None:
    root = tree({"a.txt": "Words."})
    (tmp_path / "dates.csv").write_text("folder/a.txt,2023-01-02\n")
    with pytest.raises(UsageError) as caught:
        read(root, dates=tmp_path / "dates.csv")
    assert "a.txt" in caught.value.hint


# --------------------------------------------------------------------------- which files are inputs


def test_a_folder_is_read_with_all_below_it(tree: Any) -> None:
    root = tree({"b.txt": "b", "a.md": "a", "deep/er/c.TEXT": "c"})
    assert ids(read(root)) == ["a.md", "b.txt", "deep/er/c.TEXT"]


def test_files_that_no_reader_claims_are_counted_and_change_nothing(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "picture.png": b"\x89PNG\r\n\x1a\n", "notes.log": "x"})
    intake = read(root)
    assert (ids(intake), intake.skipped, intake.unreadable) == (["a.txt"], 2, ())


def test_hidden_files_and_folders_are_passed_over(tree: Any) -> None:
    root = tree({"a.txt": "Words.", ".hidden.txt": "x", ".git/b.txt": "x"})
    assert ids(read(root)) == ["a.txt"]


def test_hidden_files_are_read_when_they_are_named(tree: Any) -> None:
    root = tree({".hidden.txt": "x", ".folder/b.txt": "y"})
    assert ids(read(root / ".hidden.txt", root / ".folder")) == [".folder/b.txt", ".hidden.txt"]


def test_a_named_file_is_an_input_whatever_its_suffix(tree: Any) -> None:
    root = tree({"notes.log": "Words.", "README": "Words."})
    assert ids(read(root / "notes.log", root / "README")) == ["README", "notes.log"]


def test_markup_is_not_taken_for_words(tree: Any) -> None:
    root = tree({"page.xml": "<p>Words.</p>", "a.txt": "Words."})
    assert faults(read(root / "page.xml", root / "a.txt")) == {"page.xml": "unsupported"}


def test_pages_in_a_folder_are_read(tree: Any) -> None:
    root = tree({"page.html": "<p>Words.</p>", "OLD.HTM": "<p>Words.", "x.xhtml": "<p>Words.</p>"})
    assert ids(read(root)) == ["OLD.HTM", "page.html", "x.xhtml"]


def test_ids_begin_below_the_deepest_folder_that_holds_every_path(tree: Any) -> None:
    root = tree({"old/a.txt": "a", "new/deep/b.txt": "b"})
    assert ids(read(root / "old", root / "new" / "deep" / "b.txt")) == ["new/deep/b.txt", "old/a.txt"]


def test_a_path_given_twice_is_read_once(tree: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.txt": "a", "b.txt": "b"})
    monkeypatch.chdir(root)
    assert ids(read(".", "a.txt", root / "a.txt", "./b.txt")) == ["a.txt", "b.txt"]


def test_the_order_of_paths_changes_nothing(tree: Any) -> None:
    root = tree({"a.txt": "a", "b/c.txt": "c", "d.md": "d"})
    assert read(root / "d.md", root / "b", root / "a.txt") == read(root / "a.txt", root / "b", root / "d.md")


def test_files_of_ours_are_never_inputs_and_are_not_counted(tree: Any) -> None:
    root = tree(
        {
            "a.txt": "Words.",
            "truth.json": "{}",
            "provenance.toml": "",
            "a.meta.json": "{}",
            "out.json": '{\n "schema": "provenance-report/1",',
            "out.html": '<!doctype html>\n<html lang="en"><head><meta name="generator" content="provenance 0.1">',
        }
    )
    assert (ids(read(root)), read(root).skipped) == (["a.txt"], 0)


def test_a_text_that_quotes_our_mark_is_an_input(tree: Any) -> None:
    root = tree({"a.txt": '{"schema": "provenance-report/1"', "b.md": '<meta name="generator" content="provenance'})
    assert ids(read(root)) == ["a.txt", "b.md"]


def test_a_file_to_be_written_is_no_input(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "b.md": "Words."})
    assert ids(read(root, outputs=[root / "sub" / ".." / "b.md"])) == ["a.txt"]


def test_globs_choose_files_and_folders(tree: Any) -> None:
    root = tree({"a.txt": "a", "drafts/b.txt": "b", "news/c.md": "c", "news/old/d.md": "d"})
    settings = ReadSettings(include=("*.md", "drafts/*"), exclude=("old",))
    intake = read(root, settings=settings)
    assert (ids(intake), intake.skipped) == (["drafts/b.txt", "news/c.md"], 2)


def test_globs_leave_named_files_alone(tree: Any) -> None:
    root = tree({"a.txt": "a"})
    assert ids(read(root / "a.txt", settings=ReadSettings(exclude=("*.txt",)))) == ["a.txt"]


# --------------------------------------------------------------------------- what cannot be read


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.txt: does not exist"):
        read(tmp_path / "gone.txt")


def test_an_empty_folder_is_an_error_that_says_what_it_needs(tree: Any) -> None:
    with pytest.raises(UsageError, match="no text to read") as caught:
        read(tree({}))
    assert ".txt" in caught.value.hint


def test_a_folder_without_texts_says_what_was_there_instead(tree: Any) -> None:
    with pytest.raises(UsageError, match="only 2 other files"):
        read(tree({"a.png": "x", "b.log": "x"}))


def test_a_report_of_ours_given_as_a_text_is_an_error_that_knows_better(tree: Any) -> None:
    root = tree({"report.json": '{"schema": "provenance-report/1"}'})
    with pytest.raises(UsageError) as caught:
        read(root / "report.json")
    assert "provenance convert" in caught.value.hint


def test_no_path_at_all_is_an_error() -> None:
    with pytest.raises(UsageError, match="no path"):
        read()


def test_one_bad_file_does_not_stop_the_rest(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "bad.txt": b"\x7fELF\x02\x01\x01", "nul.txt": b"a\0b", "z.txt": "Words."})
    intake = read(root)
    assert (ids(intake), faults(intake)) == (["a.txt", "z.txt"], {"bad.txt": "not_text", "nul.txt": "not_text"})


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_document(tree: Any, content: bytes) -> None:
    assert ids(read(tree({"a.txt": content}))) == ["a.txt"]


def test_a_file_over_the_limit_is_too_large_and_counted(tree: Any) -> None:
    intake = read(tree({"a.txt": "x" * 101, "b.txt": "x" * 100}), settings=ReadSettings(max_file_bytes=100))
    assert (ids(intake), faults(intake), intake.limits) == (["b.txt"], {"a.txt": "too_large"}, {"too_large": 1})


def test_a_pipe_and_a_socket_are_named_without_waiting(tree: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.txt": "Words."})
    os.mkfifo(root / "pipe.txt")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        assert faults(read(root)) == {"pipe.txt": "unsupported", "socket.txt": "unsupported"}


def test_a_named_pipe_is_named_without_waiting(tree: Any) -> None:
    root = tree({"a.txt": "Words."})
    os.mkfifo(root / "pipe.txt")
    assert faults(read(root / "pipe.txt", root / "a.txt")) == {"pipe.txt": "unsupported"}


def test_a_link_out_of_the_folder_is_not_followed(tree: Any, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret.")
    root = tree({"a.txt": "Words."})
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "folder").symlink_to(tmp_path)
    intake = read(root)
    assert (ids(intake), faults(intake)) == (["a.txt"], {"link.txt": "outside_root"})


def test_a_link_inside_the_folder_and_a_loop_are_read_once(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "sub/b.txt": "Words."})
    (root / "again.txt").symlink_to(root / "a.txt")
    (root / "sub" / "loop").symlink_to(root)
    intake = read(root)
    assert (ids(intake), intake.unreadable) == (["a.txt", "sub/b.txt"], ())


def test_a_named_link_is_followed(tree: Any, tmp_path: Path) -> None:
    root = tree({"a.txt": "Words."})
    (tmp_path / "link.txt").symlink_to(root / "a.txt")
    assert [document.text for document in read(tmp_path / "link.txt").documents] == ["Words."]


def test_a_file_without_permission_is_named(tree: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"a.txt": "Words.", "closed.txt": "Words."})
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if str(path).endswith("closed.txt"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert faults(read(root)) == {"closed.txt": "permission"}


def test_a_file_that_vanishes_is_named(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "b.txt": "Words."})
    found = discover([root], SETTINGS)
    (root / "b.txt").unlink()
    opened = [open_input(each, SETTINGS) for each in found.inputs]
    assert getattr(opened[1], "reason", None) == "gone"


def test_a_file_swapped_for_a_link_after_the_look_is_not_followed(tree: Any, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret.")
    root = tree({"a.txt": "Words."})
    found = discover([root], SETTINGS)
    (root / "a.txt").unlink()
    (root / "a.txt").symlink_to(tmp_path / "secret.txt")
    assert getattr(open_input(found.inputs[0], SETTINGS), "reason", None) == "outside_root"


def test_no_absolute_path_is_told(tree: Any, tmp_path: Path) -> None:
    root = tree({"a.txt": "Words.", "bad.txt": b"\0"})
    os.mkfifo(root / "pipe.txt")
    assert str(tmp_path) not in repr(read(root))


# --------------------------------------------------------------------------- names


HOSTILE_NAMES = (
    "-rf.txt",
    "line\nfeed.txt",
    "\x1b]0;PWN\x07.txt",
    "gpj.\u202etxt.txt",
    "trailing .txt",
    "CON.txt",
    "a" * 251 + ".txt",
    "caf\u00e9.txt",
    "cafe\u0301.txt",
    "Case.txt",
    "case.txt",
    "100%.txt",
    "'; DROP TABLE.txt",
)


def test_every_name_is_an_input_of_its_own(tree: Any) -> None:
    root = tree(dict.fromkeys(HOSTILE_NAMES, "Words."))
    assert ids(read(root)) == sorted(HOSTILE_NAMES)


def test_bytes_of_a_name_that_are_not_utf8_are_spelled_out(tree: Any) -> None:
    root = tree({})
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt")).write_text("Words.")
    assert ids(read(root)) == ["caf%E9.txt"]


def test_ids_stay_unique_where_a_name_spells_out_what_another_holds(tree: Any) -> None:
    root = tree({"caf%E9.txt": "One."})
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt")).write_text("Two.")
    assert len(set(ids(read(root)))) == 2


def test_a_file_deeper_than_a_path_is_long_is_read_or_named(tmp_path: Path) -> None:
    name, place = "d" * 20, os.open(tmp_path, os.O_RDONLY)
    for _ in range(250):
        os.mkdir(name, dir_fd=place)
        deeper = os.open(name, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = deeper
    os.close(os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=place))
    os.close(place)
    intake = read(tmp_path)
    assert len(intake.documents) + len(intake.unreadable) == 1


# --------------------------------------------------------------------------- the table


def test_every_suffix_names_a_reader_that_loads() -> None:
    assert all(callable(READERS.load(name)) for name in set(SUFFIXES.values()))


def test_every_reader_has_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(READERS.table)


@pytest.mark.parametrize("name", READERS.names())
def test_a_reader_gives_a_document_whose_front_matter_lies_inside(name: str) -> None:
    (document,) = READERS.load(name)(b"---\ntitle: x\n---\nWords.", "a", SETTINGS)
    span = document.front_matter or Span(0, 0)
    assert 0 <= span.start <= span.end <= len(document.text)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("PORT ENNIS, June 11 (Coastal Wire) - The ferry ran aground.", "Coastal Wire"),
        ("LONDON, 3 March 2025 (AFP) – Ministers met.", "AFP"),
        ("Marrow Bay (Coastal Wire) -- The ferry ran aground.", "Coastal Wire"),
        ("The board (which met on Monday) - and nobody else - agreed.", None),
        ("the ferry (Coastal Wire) - it ran aground.", None),
        ("PORT ENNIS (see page 4 of the harbour news supplement) - The ferry.", None),
        ("PORT ENNIS, June 11 (Coastal Wire)", None),
    ],
)
def test_the_agency_of_a_dateline_is_the_publisher(line: str, agency: str | None) -> None:
    (document,) = plain(f"Ferry aground\n\n{line}\n".encode(), "a.txt", ReadSettings())
    assert document.source.publisher == agency


def test_a_publisher_in_front_matter_is_not_replaced_by_an_agency() -> None:
    text = "---\npublisher: Ennis Echo\n---\nPORT ENNIS, June 11 (Coastal Wire) - The ferry ran aground.\n"
    (document,) = markdown(text.encode(), "a.md", ReadSettings())
    assert document.source.publisher == "Ennis Echo"


@pytest.mark.parametrize("text", ["A" * 1000, "A(" * 500, "A (" + "b " * 480, "A (b) \n" * 140])
def test_a_dateline_is_never_slow_to_find(text: str, cpu_seconds: CpuSeconds) -> None:
    assert cpu_seconds(lambda: list(plain(text.encode(), "a.txt", ReadSettings()))) < 0.3
