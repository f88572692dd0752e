"""An archive tells what a trace of the same texts tells, however they came into it."""

from __future__ import annotations

import gc
import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from archives import RELEASE, content, small, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsrooms import Newsroom

from provenance import Archive, Settings, pipeline, trace
from provenance.archive import incremental, store
from provenance.batch import Batch
from provenance.errors import ArchiveError, UsageError
from provenance.excerpt import cut, shown
from provenance.model import Document
from provenance.settings import AlignSettings

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from provenance.model import Report

# --------------------------------------------------------------------------- what it tells


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_however_texts_came_into_an_archive_its_report_is_that_of_a_trace(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    newsroom = Newsroom(folder / "texts", seed)
    with Archive.open(folder / "news.db") as archive:
        archive.add([newsroom.root])
        for _ in range(2):
            newsroom.stir()
            names = {path.relative_to(newsroom.root).as_posix() for path in newsroom.root.rglob("*.txt")}
            archive.add([newsroom.root], is_replacing=True)
            if gone := sorted(set(archive.status().documents) - names):
                archive.remove(gone)
            assert archive.status().stale is None
        assert content(archive.report(), folder) == content(trace([newsroom.root]), folder)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_query_tells_what_a_trace_of_everything_tells_of_what_was_asked(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    newsroom = Newsroom(folder / "texts", seed)
    asked = random.Random(seed).sample(sorted((newsroom.root / "stories").iterdir()), 3)
    apart = folder / "asked" / "stories"
    apart.mkdir(parents=True)
    for path in asked:
        path.rename(apart / path.name)
    with Archive.open(folder / "news.db") as archive:
        archive.add([newsroom.root])
        before = archive.status().documents
        found = archive.beside(archive.read([folder / "asked"]))
        assert archive.status().documents == before
    for path in asked:
        (apart / path.name).rename(path)
    names = {f"stories/{path.name}" for path in asked}
    everything = trace([newsroom.root])
    identical = [same for family in everything.families for same in family.identical]
    kept = shown(names, everything.matches, everything.relations, identical, everything.corrections)
    expected = cut(everything, kept, names)
    assert told(found, names) == told(expected, names)


def told(report: Report, names: Collection[str]) -> dict[str, object]:
    """What a report says of some documents, but for names that hang on what else is in it."""
    return {
        each.id: (each.dating, each.shares, [(one.start, one.end, one.kind, one.degree) for one in each.passages])
        for each in report.documents
        if each.id in names
    }


def test_a_text_is_asked_about_as_it_is_given(tmp_path: Path) -> None:
    with Archive.open(small(tmp_path)) as archive:
        report = archive.query(f"\r\nAs we hear: {RELEASE}")
    asked = next(document for document in report.documents if document.id == "query")
    assert asked.text == f"\r\nAs we hear: {RELEASE}"
    taken = [(match.a, match.b) for match in report.matches if match.b.document == "release.txt"]
    ((mine, theirs),) = taken
    assert (mine.document, asked.text[mine.start : mine.end]) == ("query", RELEASE.rstrip("."))
    assert (theirs.start, theirs.end) == (0, len(RELEASE) - 1)


def test_what_is_asked_about_stands_beside_a_document_of_the_same_id(tmp_path: Path) -> None:
    with Archive.open(small(tmp_path)) as archive:
        report = archive.query([texts(tmp_path / "draft", story=RELEASE)])
    assert [document.id for document in report.documents] == ["query/story.txt", "release.txt", "story.txt"]


def test_what_is_judged_stands_in_the_place_of_a_document_of_the_same_id(tmp_path: Path) -> None:
    with Archive.open(small(tmp_path)) as archive:
        report = archive.beside(archive.read([texts(tmp_path / "draft", story=f"{RELEASE} So it is.")]))
    assert [document.id for document in report.documents] == ["release.txt", "story.txt"]
    assert report.documents[1].text == f"{RELEASE} So it is."


def test_an_empty_archive_has_an_empty_report_and_tells_of_a_text_that_it_shares_nothing(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "news.db") as archive:
        assert archive.report().documents == ()
        report = archive.query(RELEASE)
    assert [(document.id, document.family) for document in report.documents] == [("query", None)]


def test_with_other_settings_an_archive_tells_what_a_trace_with_them_tells(tmp_path: Path) -> None:
    other = Settings(align=AlignSettings(min_words=40))
    with Archive.open(small(tmp_path), other) as archive:
        assert archive.status().stale is not None
        assert content(archive.report(), tmp_path) == content(trace([tmp_path / "texts"], other), tmp_path)
        assert archive.status().stale is None


# --------------------------------------------------------------------------- what it holds


def test_what_is_held_already_stays_and_what_differs_is_refused_whole(tmp_path: Path) -> None:
    place = small(tmp_path)
    texts(tmp_path / "texts", release=RELEASE + " At last.", third="A third text, of its own.")
    with Archive.open(place) as archive:
        with pytest.raises(ArchiveError, match=r"1 of these with other words or dates, such as release\.txt"):
            archive.add([tmp_path / "texts"])
        assert len(archive) == 2
        added = archive.add([tmp_path / "texts"], is_replacing=True)
        assert (added.added, added.replaced, added.unchanged) == (("third.txt",), ("release.txt",), ("story.txt",))


def test_documents_are_added_under_a_name(tmp_path: Path) -> None:
    with Archive.open(small(tmp_path)) as archive:
        archive.add([tmp_path / "texts"], under="/2026/")
        assert archive.status().documents == ("2026/release.txt", "2026/story.txt", "release.txt", "story.txt")
        assert archive.remove(["2026"]) == ("2026/release.txt", "2026/story.txt")
        assert archive.remove(["rel*.txt"]) == ("release.txt",)
        with pytest.raises(UsageError, match="holds no such document"):
            archive.remove(["story.txt", "release.txt"])
        assert archive.status().documents == ("story.txt",)


@pytest.mark.parametrize("under", ["..", "../x", "a/./b"])
def test_what_is_no_name_of_a_folder_is_refused_before_anything_is_put(tmp_path: Path, under: str) -> None:
    place = tmp_path / "news.db"
    with Archive.open(place) as archive, pytest.raises(UsageError, match="no name of a folder"):
        archive.add([texts(tmp_path / "texts", release=RELEASE)], under=under)
    assert not place.exists()


def test_a_folder_is_no_archive_and_no_place_for_one(tmp_path: Path) -> None:
    for ask, hint in ((Archive.open, "a file that `archive create` made"), (Archive.create, "an archive is a file: ")):
        with pytest.raises(ArchiveError) as caught:
            ask(tmp_path)
        assert hint in caught.value.hint


def test_what_cannot_be_read_is_named_and_the_rest_is_added(tmp_path: Path) -> None:
    texts(tmp_path / "texts", release=RELEASE)
    (tmp_path / "texts" / "noise.txt").write_bytes(bytes(range(256)) * 20)
    with Archive.open(tmp_path / "news.db") as archive:
        added = archive.add([tmp_path / "texts"])
    assert added.added == ("release.txt",)
    assert [fault.path for fault in added.unreadable] == ["noise.txt"]


def test_an_archive_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "news.db") as archive, pytest.raises(ArchiveError, match="there is no archive"):
        archive.query(RELEASE)
    assert not (tmp_path / "news.db").exists()


def test_an_archive_is_never_made_over_a_file(tmp_path: Path) -> None:
    place = small(tmp_path)
    with pytest.raises(ArchiveError, match="it is there already"):
        Archive.create(place)
    with Archive.open(place) as archive:
        assert len(archive) == 2


@pytest.mark.parametrize("has_links", [True, False])
def test_of_two_runs_that_make_one_archive_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    place, change = tmp_path / "news.db", store.Store._change

    def meanwhile(self: store.Store) -> Any:
        monkeypatch.setattr(store.Store, "_change", change)
        if not place.exists():
            small(tmp_path)
        return change(self)

    if not has_links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
    monkeypatch.setattr(store.Store, "_change", meanwhile)
    with pytest.raises(ArchiveError, match="it is there already"):
        Archive.create(place)
    with Archive.open(place) as archive:
        assert len(archive) == 2


def test_an_archive_is_no_input_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / "texts" / "news.db"
    with Archive.open(place) as archive:
        added = archive.add([texts(tmp_path / "texts", release=RELEASE)])
        assert added.unreadable == ()
    assert trace([tmp_path / "texts"]).inputs.skipped == 0
    with pytest.raises(UsageError, match="a file of ours"):
        trace([place])


# --------------------------------------------------------------------------- how much of it is held at once


def test_while_documents_are_judged_neither_their_columns_nor_second_copies_of_their_texts_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    real = pipeline.report

    def report(*given: Any, **more: Any) -> Any:
        held = gc.get_objects()
        seen.append((sum(isinstance(one, Batch) for one in held), sum(isinstance(one, Document) for one in held)))
        return real(*given, **more)

    gc.collect()
    before = sum(isinstance(one, Document) for one in gc.get_objects())
    monkeypatch.setattr(incremental, "report", report)
    small(tmp_path)
    assert seen == [(0, before + 2)]
