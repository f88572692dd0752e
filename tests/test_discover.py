"""Which files of a folder are inputs, and what becomes of those that cannot be read."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from intakes import faults, ids, read
from offices import docx, odt, word_paragraph

from provenance.errors import UsageError
from provenance.readers.discover import discover
from provenance.readers.intake import open_input
from provenance.reports.strings.inputs import PASSED_OVER, unread
from provenance.settings import ReadSettings

SETTINGS = ReadSettings()


# --------------------------------------------------------------------------- which files are inputs


def test_a_folder_is_read_with_all_below_it(tree: Any) -> None:
    root = tree({"b.txt": "b", "a.md": "a", "deep/er/c.TEXT": "c"})
    assert ids(read(root)) == ["a.md", "b.txt", "deep/er/c.TEXT"]


def test_files_that_no_reader_claims_are_counted_and_change_nothing(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "picture.png": b"\x89PNG\r\n\x1a\n", "notes.log": "x"})
    intake = read(root)
    assert (ids(intake), intake.skipped, intake.unreadable) == (["a.txt"], 2, ())


def test_each_file_that_is_passed_over_is_told_with_its_reason(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "b/c.log": "x", "d.md": "Words."})
    (root / "e.txt").symlink_to(root / "a.txt")
    found = discover([root], ReadSettings(exclude=("d.md",)))
    assert found.skipped == (("b/c.log", "unclaimed"), ("d.md", "left_out"), ("e.txt", "link"))
    assert set(PASSED_OVER) == {why for _, why in found.skipped}


def test_hidden_files_and_folders_are_passed_over(tree: Any) -> None:
    root = tree({"a.txt": "Words.", ".hidden.txt": "x", ".git/b.txt": "x"})
    assert ids(read(root)) == ["a.txt"]


def test_marks_that_a_file_is_open_are_passed_over(tree: Any) -> None:
    root = tree({"a.txt": "Words.", "~$a.docx": b"\x05Ada" + b"\0" * 158, ".~lock.a.odt#": ",ada;", "~a.txt": "Words."})
    intake = read(root)
    assert (ids(intake), intake.skipped, intake.unreadable) == (["a.txt", "~a.txt"], 0, ())


def test_hidden_files_are_read_when_they_are_named(tree: Any) -> None:
    root = tree({".hidden.txt": "x", ".folder/b.txt": "y"})
    assert ids(read(root / ".hidden.txt", root / ".folder")) == [".folder/b.txt", ".hidden.txt"]


def test_a_named_file_is_an_input_whatever_its_suffix(tree: Any) -> None:
    root = tree({"notes.log": "Words.", "README": "Words."})
    assert ids(read(root / "notes.log", root / "README")) == ["README", "notes.log"]


def test_markup_is_not_taken_for_words(tree: Any) -> None:
    root = tree({"page.xml": "<p>Words.</p>", "a.txt": "Words."})
    assert faults(read(root / "page.xml", root / "a.txt")) == {"page.xml": "unsupported"}
    assert (ids(read(root)), read(root).skipped) == (["a.txt"], 1)


def test_xml_files_of_a_folder_are_read_where_they_are_news(tree: Any) -> None:
    item = "<nitf><body><body.content><p>Words.</p></body.content></body></nitf>"
    wide = f'<?xml version="1.0" encoding="utf-16"?>{item}'.encode("utf-16")
    root = tree({"a.XML": f"<!-- -->\n{item}", "b.xml": wide, "c.xml": "<nitfy/>", "d.xml": "", "e.xml": "<nitf>"})
    assert (ids(read(root)), faults(read(root)), read(root).skipped) == (["a.XML", "b.xml"], {"e.xml": "damaged"}, 2)


def test_pages_in_a_folder_are_read(tree: Any) -> None:
    root = tree({"page.html": "<p>Words.</p>", "OLD.HTM": "<p>Words.", "x.xhtml": "<p>Words.</p>"})
    assert ids(read(root)) == ["OLD.HTM", "page.html", "x.xhtml"]


def test_letters_and_saved_mails_in_a_folder_are_read(tree: Any) -> None:
    root = tree(
        {"a.docx": docx(word_paragraph("Words.")), "B.ODT": odt("<text:p>Words."), "c.eml": "Subject: x\n\nWords."}
    )
    assert (ids(read(root)), faults(read(root))) == (["a.docx", "c.eml"], {"B.ODT": "damaged"})


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


@pytest.mark.parametrize(
    ("glob", "chosen"),
    [
        ("old", ["news/old/b.md", "news/old/deep/c.md"]),
        ("old/", ["news/old/b.md", "news/old/deep/c.md"]),
        ("news/*", ["news/a.md", "news/old/b.md", "news/old/deep/c.md"]),
        ("news/*.md", ["news/a.md"]),
        ("/news/**/*.md", ["news/a.md", "news/old/b.md", "news/old/deep/c.md"]),
        ("news/old/*.md", ["news/old/b.md"]),
        ("/d.md", ["d.md"]),
        ("*.md", ["d.md", "news/a.md", "news/old/b.md", "news/old/deep/c.md"]),
    ],
)
def test_a_glob_without_a_slash_is_for_any_name_and_each_for_all_below(tree: Any, glob: str, chosen: list[str]) -> None:
    root = tree(dict.fromkeys(["d.md", "news/a.md", "news/old/b.md", "news/old/deep/c.md", "x.txt"], "words"))
    assert ids(read(root, settings=ReadSettings(include=(glob,)))) == chosen


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
        assert all("save what it gives to a file" in each.detail for each in read(root).unreadable)


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
    assert unread("outside_root", intake.unreadable[0].detail) == "a link that leads out of the folder"


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


def test_folders_that_cannot_be_looked_into_are_named_also_the_one_that_was_given(
    tree: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"closed/a.txt": "Words.", "open/b.txt": "Words."})
    looked = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return looked(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert faults(read(root)) == {"closed": "permission"}
    assert faults(read(root / "closed")) == {"closed": "permission"}


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
