"""`provenance archive`, `provenance query` and `check --archive`, as somebody at a terminal meets them."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from commands import OTHER, RELEASE, STORY, refused

from provenance.archive import store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commands import Run

DRAFT = f"{STORY}\nThe owner of the goats has said nothing so far.\n"


@pytest.fixture
def draft(folder: Path) -> Path:
    place = folder.parent / "drafts" / "d.txt"
    place.parent.mkdir()
    place.write_text(DRAFT, encoding="utf-8")
    return place


def test_an_archive_is_made_grows_and_shrinks(run: Run, folder: Path) -> None:
    assert run("archive", "create", "news.db", folder) == (0, "", "news.db: added 3; it holds 3 documents\n")
    assert run("archive", "add", "news.db", folder) == (0, "", "news.db: held already 3; it holds 3 documents\n")
    added = run("archive", "add", "news.db", folder, "--under", "2026")
    assert added == (0, "", "news.db: added 3; it holds 6 documents\n")
    (folder / "a.txt").write_text(RELEASE + "It is so.", encoding="utf-8")
    refused(run("archive", "add", "news.db", folder), "such as a.txt", "--replace")
    replaced = run("archive", "add", "news.db", folder, "--replace")
    assert replaced == (0, "", "news.db: replaced 1, held already 2; it holds 6 documents\n")
    assert run("archive", "remove", "news.db", "2026") == (0, "", "news.db: removed 3; it holds 3 documents\n")
    status, out, _ = run("archive", "status", "news.db", "--verbose")
    assert status == 0
    assert out.splitlines()[1:] == ["index: up to date", "  a.txt", "  b.txt", "  c.txt"]


@pytest.mark.usefixtures("folder")
def test_an_archive_is_made_empty(run: Run) -> None:
    assert run("archive", "create", "news.db") == (0, "", "news.db: made; it holds 0 documents\n")


def test_an_interrupted_making_leaves_nothing_and_can_be_done_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:

        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        patched.setattr("provenance.archive.read_all", interrupted)
        assert run("archive", "create", "news.db", folder)[0] == 130
    assert not (folder.parent / "news.db").exists()
    (folder.parent / "news.db").touch()  # as a making that was killed leaves it
    assert run("archive", "create", "news.db", folder)[0] == 0
    refused(run("archive", "create", "news.db", folder), "it is there already")


def test_an_archive_of_another_format_is_refused_and_what_to_do_is_a_way_out(run: Run, folder: Path) -> None:
    run("archive", "create", "news.db", folder)
    with closing(sqlite3.connect("news.db")) as rows:
        rows.execute("PRAGMA user_version = 1")
    for command in (["status"], ["verify"], ["add", folder], ["remove", "a.txt"], ["report", "-o", "out.json"]):
        refused(run("archive", command[0], "news.db", *command[1:]), "of format 1", "archive create NEW")
    refused(run("archive", "create", "news.db", folder), "it is there already", "name another file")


def test_nothing_is_added_to_what_is_no_archive(run: Run, folder: Path) -> None:
    (folder.parent / "notes.txt").write_text("Not an archive.")
    refused(run("archive", "create", "notes.txt", folder), "no archive is there", "name another file")


def test_the_report_of_an_archive_is_that_of_a_trace(run: Run, folder: Path) -> None:
    run("archive", "create", "news.db", folder)
    status, out, _ = run("archive", "report", "news.db", "-o", "one.json")
    assert (status, run("trace", folder, "-o", "other.json")[0]) == (0, 0)
    assert (folder.parent / "one.json").read_bytes() == (folder.parent / "other.json").read_bytes()
    assert "Family F1, 2 documents" in out


def test_where_a_text_comes_from(run: Run, draft: Path, golden: Callable[[str, str], None]) -> None:
    run("archive", "create", "news.db", "texts")
    status, out, err = run("query", "news.db", draft, "-o", "origins.json")
    assert (status, err) == (0, "wrote origins.json\n")
    golden("terminal/query.txt", out)
    report = json.loads((draft.parent.parent / "origins.json").read_text("utf-8"))
    assert [document["id"] for document in report["documents"]] == ["a.txt", "b.txt", "d.txt"]
    assert run("archive", "status", "news.db")[1].startswith("news.db: 3 documents")


def test_a_text_that_is_in_the_archive_or_shares_nothing_with_it_is_told_so(run: Run, draft: Path) -> None:
    run("archive", "create", "news.db", "texts")
    draft.write_text(OTHER, encoding="utf-8")
    assert "the same  word for word: c.txt" in run("query", "news.db", draft)[1]
    draft.write_text("Nothing that anybody has ever written before, on nothing at all.", encoding="utf-8")
    out = run("query", "news.db", draft)[1]
    assert "it shares no text with any other document" in out
    assert "What each step let through" in out


def test_a_text_is_asked_about_from_standard_input(run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("archive", "create", "news.db", "texts")
    for raw, words in ((draft.read_bytes(), "b.txt, which"), (STORY.encode("utf-16"), "word for word: b.txt")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        status, out, _ = run("query", "news.db", "-")
        assert status == 0
        assert "\nquery  " in out
        assert words in out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert run("query", "news.db", "-")[2] == "standard input is empty: there is nothing to ask about\n"
    refused(run("query", "news.db"), "no path given", "- for standard input")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\0\1\2")))
    assert run("query", "news.db", "-")[0] == 2


def test_standard_input_that_is_closed_or_has_no_end_is_wrong_use(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draft.is_file()
    run("archive", "create", "news.db", "texts")
    monkeypatch.setattr("sys.stdin", None)
    for command in (["query", "news.db", "-"], ["check", "-", "--archive", "news.db"], ["convert", "-", "-o", "a.md"]):
        refused(run(*command), "standard input is closed")
    refused(run("trace", "--files-from", "-"), "standard input is closed")
    endless = io.BufferedReader(Endless())  # type: ignore[type-var]
    monkeypatch.setattr("sys.stdin", type("Stream", (), {"buffer": endless}))
    refused(run("query", "news.db", "-"), "standard input: over the limit of 20,000,000 bytes")


class Endless(io.RawIOBase):
    """A stream that goes on for ever."""

    def readable(self) -> bool:
        return True

    def readinto(self, place: bytearray) -> int:  # type: ignore[override]
        place[:] = b"y" * len(place)
        return len(place)


def test_a_draft_is_judged_from_standard_input(run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("archive", "create", "news.db", "texts")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RELEASE.encode())))
    status, out, _ = run("check", "-", "--archive", "news.db")
    assert (status, "Judged 1 of 4 documents." in out, "\nquery" in f"\n{out}") == (0, True, True)


def test_a_query_for_a_reader_of_pages(run: Run, draft: Path) -> None:
    run("archive", "create", "news.db", "texts")
    assert run("query", "news.db", draft, "-o", "origins.html")[0] == 0
    assert "d.txt" in (draft.parent.parent / "origins.html").read_text("utf-8")


def test_a_damaged_archive_is_named_and_repaired(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("archive", "create", "news.db", folder)
    assert run("archive", "verify", "news.db") == (0, "", "news.db: 3 documents, all as they were added\n")
    whole = store._unpacked
    monkeypatch.setattr(store, "_unpacked", lambda name, *held: None if name == "b.txt" else whole(name, *held))
    status, _, err = run("archive", "verify", "news.db")
    assert status == 2
    assert err.startswith("b.txt is not what it was\nerror: news.db: it is damaged in 1 place\n")
    repaired = run("archive", "verify", "news.db", "--repair")
    lost = "1 document could not be read and left out: b.txt; archive add, run again on their folder, puts them back\n"
    assert repaired == (0, "", f"{lost}news.db: 2 documents, all as they were added\n")


@pytest.mark.parametrize(("share", "least"), [(0.05, 0), (0.3, 4), (0.6, 20), (0.98, 36)])
def test_of_an_archive_that_was_cut_short_a_repair_keeps_what_is_there(
    run: Run, folder: Path, share: float, least: int
) -> None:
    for number in range(40):
        words = " ".join(str(each * each) for each in range(number, number + 900))
        (folder / f"{number:02}.txt").write_text(f"{RELEASE}\n\n{words}\n", "utf-8")
    run("archive", "create", "news.db", folder)
    place = folder.parent / "news.db"
    raw = place.read_bytes()
    place.write_bytes(raw[: int(share * len(raw))])
    refused(run("archive", "status", "news.db"), "it is damaged", "verify --repair news.db")
    status, _, err = run("archive", "verify", "news.db", "--repair")
    kept = int(err.splitlines()[-1].split()[1]) if status == 0 else 0
    assert least <= kept <= 43
    if status:
        assert "make it anew from the texts" in err
        assert place.read_bytes().startswith(raw[: int(share * len(raw))])  # what there is, is left alone
    else:
        assert run("archive", "verify", "news.db")[0] == 0


def test_what_cannot_be_read_is_named(run: Run, folder: Path) -> None:
    (folder / "d.txt").write_bytes(bytes(range(256)) * 20)
    status, _, err = run("archive", "create", "strict.db", folder, "--strict")
    assert status == 3
    assert "not read: d.txt" in err
    status, _, err = run("archive", "create", "news.db", folder)
    assert status == 3
    assert err.endswith("news.db: added 3; it holds 3 documents\n")
    refused(run("archive", "status", "strict.db"), "there is no archive")


@pytest.mark.parametrize(
    "words",
    [
        ("archive", "add", "none.db", "texts"),
        ("archive", "report", "none.db"),
        ("archive", "status", "none.db"),
        ("archive", "verify", "none.db"),
        ("archive", "remove", "none.db", "a.txt"),
        ("query", "none.db", "texts"),
        ("check", "texts", "--archive", "none.db"),
    ],
)
def test_an_archive_that_is_not_there_is_an_error(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    refused(run(*words), "none.db: there is no archive", "provenance archive create none.db")
    assert not (folder.parent / "none.db").exists()


def test_a_draft_is_judged_beside_what_was_published(run: Run, draft: Path) -> None:
    published = draft.parent.parent / "texts" / "inbox"
    published.mkdir()
    (published / "release.txt").write_text(f"Published: 2024-01-02\n\n{RELEASE}", encoding="utf-8")
    draft.write_text(f"Published: 2024-06-02\n\n{RELEASE}", encoding="utf-8")
    policy = draft.parent.parent / "policy.toml"
    policy.write_text('[kinds.press_release]\npaths = ["inbox/**"]\n', encoding="utf-8")
    run("archive", "create", "news.db", "texts/inbox", "--under", "inbox")
    status, out, _ = run("check", draft.parent, "--archive", "news.db", "--policy", policy, "-o", "gate.json")
    gate = json.loads((draft.parent.parent / "gate.json").read_text("utf-8"))["gate"]
    assert (status, gate["status"]) == (1, "fail")
    assert {finding["document"] for finding in gate["findings"]} == {"d.txt"}
    assert "press-release-uncredited" in {finding["rule"] for finding in gate["findings"]}
    assert "Judged 1 of 2 documents." in out
    refused(run("check", draft, "--archive", "news.db", "--cache", "c"), "contradict")
