"""Results reach the disk whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from harbour import harbour

from provenance import output
from provenance.errors import OutputError, UsageError
from provenance.model import Page
from provenance.reports import FORMATS
from provenance.reports.reading import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_is_saved_in_the_format_of_its_suffix(tmp_path: Path) -> None:
    harbour().save(tmp_path / "out.json")
    assert parse((tmp_path / "out.json").read_bytes()) == harbour()


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    output.save(harbour(), tmp_path / "a.json")
    output.save(harbour(), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_nothing_but_the_report_is_left(tmp_path: Path) -> None:
    output.save(harbour(), tmp_path / "out.json")
    assert names(tmp_path) == ["out.json"]


def test_an_old_report_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    place = tmp_path / "out.json"
    place.write_text("old")
    place.chmod(0o640)
    output.save(harbour(), place)
    assert (place.stat().st_mode & 0o777, place.read_bytes()[:1]) == (0o640, b"{")


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out.json").symlink_to(tmp_path / "real" / "out.json")
    output.save(harbour(), tmp_path / "out.json")
    assert (tmp_path / "out.json").is_symlink()
    assert names(tmp_path / "real") == ["out.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("name", ["pipe.json", "link.json"])
def test_a_device_or_a_pipe_is_not_replaced_by_a_report(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "link.json").symlink_to(tmp_path / "pipe.json")
    for write in (output.check_place, lambda place: output.save(harbour(), place)):
        with pytest.raises(OutputError, match="not a regular file"):
            write(tmp_path / name)
    assert (names(tmp_path), (tmp_path / "pipe.json").is_fifo()) == (["link.json", "pipe.json"], True)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError("ours")])
def test_whatever_happens_the_old_file_stands_and_nothing_new_lies_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def fail(_: int) -> None:
        raise fault

    place = tmp_path / "out.json"
    place.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError if isinstance(fault, OSError) else type(fault)):
        output.save(harbour(), place)
    assert (names(tmp_path), place.read_text()) == (["out.json"], "old")


def test_a_format_that_fails_half_way_writes_nothing(tmp_path: Path) -> None:
    def pages() -> Iterator[Page]:
        yield Page("x", b"")
        raise ValueError

    with pytest.raises(ValueError):
        output.write(tmp_path / "out.json", pages())
    assert names(tmp_path) == []


def test_a_page_that_comes_in_pieces_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def pieces(last: str) -> Iterator[bytes]:
        yield b"one "
        yield last.encode("ascii")

    output.write(tmp_path / "x", [Page("x", lambda: pieces("two"))])
    with pytest.raises(UnicodeEncodeError):
        output.write(tmp_path / "x", [Page("x", lambda: pieces("zwölf"))])
    assert (tmp_path / "x").read_bytes() == b"one two" == Page("x", lambda: pieces("two")).content
    assert names(tmp_path) == ["x"]


def test_a_folder_of_pages_that_is_cut_short_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def cut_short() -> Iterator[Page]:
        yield from list(FORMATS.load("folder")(harbour()))[:3]
        raise OSError(28, "No space left on device")

    for _ in range(2):  # the second time over a report that stands there
        before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
        with pytest.raises(OutputError, match="No space left"):
            output.write(f"{tmp_path}/pages/", cut_short())
        assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before
        output.check_place(f"{tmp_path}/pages/")
        output.save(harbour(), f"{tmp_path}/pages/")
        assert names(tmp_path) == ["pages"]


def test_pages_of_an_earlier_report_are_removed_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    output.save(harbour(), f"{tmp_path}/pages/")
    ours = tmp_path / "pages" / "doc" / "gone.html"
    ours.write_bytes((tmp_path / "pages" / "index.html").read_bytes())
    (tmp_path / "pages" / "doc" / "own.html").write_text("mine", "utf-8")
    output.save(harbour(), f"{tmp_path}/pages/")
    assert (ours.exists(), (tmp_path / "pages" / "doc" / "own.html").read_text("utf-8")) == (False, "mine")


def test_a_missing_folder_is_an_error_that_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder") as caught:
        output.save(harbour(), tmp_path / "gone" / "out.json")
    assert "mkdir" in caught.value.hint


def test_an_unknown_suffix_is_an_error_that_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        output.save(harbour(), tmp_path / "out.xyz")
    assert ".json" in caught.value.hint


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text("words")
    (tmp_path / "same.json").hardlink_to(tmp_path / "in.json")
    with pytest.raises(OutputError, match="this is an input"):
        output.check_place(tmp_path / "same.json", [tmp_path / "in.json"])


def test_a_folder_given_as_input_does_not_forbid_a_report_in_it(tmp_path: Path) -> None:
    output.check_place(tmp_path / "out.json", [tmp_path])


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()
    with pytest.raises(OutputError, match="a folder"):
        output.check_place(tmp_path / "out.json")


def test_a_folder_that_takes_no_files_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="no permission"):
        output.check_place(tmp_path / "out.json")


def test_pages_of_ours_are_written_anew_whatever_the_inputs_are(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("words")
    output.save(harbour(), f"{tmp_path}/pages/")
    output.check_place(f"{tmp_path}/pages/", [tmp_path / "in.txt", tmp_path])
