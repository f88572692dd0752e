"""What may happen to an archive: killed, damaged or changed by two at once, it is whole or says what is wrong."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from archives import RELEASE, STORY, content, small, texts
from hypothesis import given
from hypothesis import strategies as st

from provenance import Archive, Settings, trace
from provenance.archive import store
from provenance.errors import ArchiveError, ArchiveFormatError, ProvenanceError
from provenance.memory import decoded, named
from provenance.model import Document
from provenance.settings import AlignSettings

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = """
import sys
sys.path[:0] = {path!r}
from provenance import Archive
with Archive.open({place!r}) as archive:
    print("ready", flush=True)
    while True:
        archive.add([{folder!r}])
        archive.remove(["more*"])
"""


def test_killed_at_any_instant_an_archive_holds_what_it_held_before_or_what_it_was_to_hold(tmp_path: Path) -> None:
    place = small(tmp_path)
    more = texts(tmp_path / "more", **{f"more{n}": f"{RELEASE} {n} are here." for n in range(40)})
    program = CHANGES.format(path=sys.path, place=str(place), folder=str(more))
    chance, seen = random.Random("kill"), set()
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(chance.random() * 0.6)
            run.kill()
        with Archive.open(place) as archive:
            assert archive.verify() == ()
            seen.add(len(archive))
            assert len(archive.query(RELEASE).documents) == len(archive) + 1
    assert seen <= {2, 42}


def test_an_archive_whose_making_fails_or_is_killed_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more, place = texts(tmp_path / "texts", release=RELEASE, story=STORY), tmp_path / "new" / "news.db"
    place.parent.mkdir()
    program = f"import sys; sys.path[:0] = {sys.path!r}\nimport os\n"
    program += "from provenance import Archive\nfrom provenance.archive import store\n"
    program += "def cut_short(document):\n    os._exit(9)\nstore._packed = cut_short\n"
    program += f"with Archive.open({str(place)!r}) as archive:\n    archive.add([{str(more)!r}])\n"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    assert not place.exists()
    with monkeypatch.context() as patch:
        patch.setattr(store, "_packed", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with Archive.open(place) as archive, pytest.raises(ArchiveError, match=r"news\.db: No space left"):
            archive.add([more])
    assert [each.name for each in place.parent.iterdir() if not each.name.startswith(".provenance-")] == []
    with Archive.open(place) as archive:
        assert len(archive.add([more]).added) == 2


def test_a_file_that_is_no_archive_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    for name, raw in {"text": RELEASE.encode(), "empty": b"", "half": b"SQLite format 3\0" + bytes(30)}.items():
        place = tmp_path / name
        place.write_bytes(raw)
        with pytest.raises(ArchiveFormatError):
            Archive.open(place)
        assert place.read_bytes() == raw
    with pytest.raises(ArchiveError, match="not a file"):
        Archive.open(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER t AFTER INSERT ON document BEGIN DELETE FROM document; END",
        "CREATE VIEW more AS SELECT * FROM document",
        "CREATE TABLE other (id)",
        "DROP TABLE piece",
    ],
)
def test_a_file_with_other_tables_than_ours_is_refused(tmp_path: Path, change: str) -> None:
    place = small(tmp_path)
    with sqlite3.connect(place) as rows:
        rows.execute(change)
    rows.close()
    with pytest.raises(ArchiveFormatError, match="its tables are not ours"):
        Archive.open(place)


def test_one_of_another_format_says_so(tmp_path: Path) -> None:
    place = small(tmp_path)
    with sqlite3.connect(place) as rows:
        rows.execute("PRAGMA user_version = 99")
    rows.close()
    with pytest.raises(ArchiveFormatError, match="format 99"):
        Archive.open(place)


def put(place: Path, said: bytes) -> None:
    """A document as another version may have put it there."""
    row = "story.txt", store.digest_of("story.txt", said), zlib.compress(said)
    with sqlite3.connect(place) as rows:
        rows.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", row)
    rows.close()


@pytest.mark.parametrize("more", [{}, {"weather": ["rain", {"wind": 4}]}, {"read": {"encoding": "utf-8", "smell": 1}}])
def test_documents_are_read_that_a_version_with_other_fields_put_there(tmp_path: Path, more: dict[str, object]) -> None:
    place = small(tmp_path)
    put(place, json.dumps({"id": "story.txt", "text": STORY, "sha256": "0" * 64, "title": "A quay", **more}).encode())
    with Archive.open(place) as archive:
        (found,) = (each for each in archive.report().documents if each.id == "story.txt")
        assert (found.text, found.title, found.source.publisher) == (STORY, "A quay", None)
        assert archive.verify() == ()


@pytest.mark.parametrize("said", [b"[]", b'["story.txt"]', b"{}", b'{"id": "story.txt"}', b"7", b"null", b'"x"'])
def test_what_is_no_document_is_damage(tmp_path: Path, said: bytes) -> None:
    place = small(tmp_path)
    put(place, said)
    with Archive.open(place) as archive:
        assert archive.verify() == ("story.txt is not what it was",)


@given(document=st.from_type(Document))
def test_a_document_is_the_same_when_it_is_read_back(document: Document) -> None:
    # As they are written, for a number that is none is not itself; that nothing has a sign may be lost.
    there, back = (repr(one).replace("=-0.0", "=0.0") for one in (document, decoded(Document, named(document))))
    assert back == there


@pytest.mark.parametrize("held", [b"", b"x", 7, "text", None])
def test_a_document_that_is_not_what_it_was_is_named_and_left_out_by_a_repair(tmp_path: Path, held: object) -> None:
    place = small(tmp_path)
    with sqlite3.connect(place) as rows:
        column = "digest" if held is None else "held"
        rows.execute(f"UPDATE document SET {column} = ? WHERE id = 'story.txt'", (bytes(16) if held is None else held,))
    rows.close()
    with Archive.open(place) as archive:
        assert archive.verify() == ("story.txt is not what it was",)
        with pytest.raises(ArchiveFormatError, match=r"story\.txt cannot be read back"):
            archive.report()
        archive.repair()
        assert archive.status().documents == ("release.txt",)
        assert archive.verify() == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.db", "texts"]


def test_a_document_that_unpacks_without_end_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = small(tmp_path)
    monkeypatch.setattr(store, "_MAX_DOCUMENT", 100)
    with Archive.open(place) as archive:
        assert len(archive.verify()) == 2


def test_wherever_a_byte_has_changed_an_archive_is_whole_or_says_that_it_is_damaged(tmp_path: Path) -> None:
    place = small(tmp_path)
    raw, chance = place.read_bytes(), random.Random("bytes")
    expected = content(trace([tmp_path / "texts"]), tmp_path)
    outcomes = set()
    for _ in range(60):
        at = chance.randrange(len(raw))
        place.write_bytes(raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :])
        try:
            with Archive.open(place) as archive:
                outcomes.add(content(archive.report(), tmp_path) == expected or bool(archive.verify()))
        except ArchiveError:
            outcomes.add(True)
    assert outcomes == {True}


@pytest.mark.parametrize(("column", "is_all_kept"), [("id", True), ("substr(held, 1, 40)", False)])
def test_of_a_torn_file_a_repair_keeps_what_can_be_read(tmp_path: Path, column: str, *, is_all_kept: bool) -> None:
    place = tmp_path / "news.db"
    with Archive.open(place) as archive:
        held = {f"{n:03}": f"{n} {RELEASE} " + " ".join(map(str, range(n * 1000, n * 1000 + 900))) for n in range(60)}
        archive.add([texts(tmp_path / "texts", **held)])
    raw = place.read_bytes()
    with sqlite3.connect(place) as rows:
        ((lost,),) = rows.execute(f"SELECT {column} FROM document WHERE id = '030.txt'").fetchall()
    rows.close()
    torn = raw.index(lost.encode() if isinstance(lost, str) else lost) // 4096  # ids stand in SQLite's own index first
    place.write_bytes(raw[: torn * 4096] + b"\xff" * 4096 + raw[(torn + 1) * 4096 :])
    with Archive.open(place) as archive:
        assert archive.verify() != ()
        archive.repair()
        kept = archive.status().documents
        assert archive.verify() == ()
        texts_kept = {document.id: document.text for document in archive.report().documents}
    assert 0 < len(kept) <= 60
    assert (len(kept) == 60) is is_all_kept
    assert all(texts_kept[name] == held[name.removesuffix(".txt")] for name in kept)


def test_a_damaged_index_is_made_anew_and_changes_nothing(tmp_path: Path) -> None:
    place = small(tmp_path)
    with sqlite3.connect(place) as rows:
        rows.execute("UPDATE piece SET held = substr(held, 1, length(held) / 2)")
    rows.close()
    with Archive.open(place) as archive:
        assert archive.status().stale == "it is damaged"
        assert content(archive.report(), tmp_path) == content(trace([tmp_path / "texts"]), tmp_path)
        assert archive.status().stale is None


def test_two_runs_do_not_change_one_archive_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = small(tmp_path)
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive.open(place) as archive:
        with pytest.raises(ArchiveError, match="another run is at work on it"):
            archive.remove(["story.txt"])
        other.execute("ROLLBACK")
        other.close()
        assert len(archive) == 2


def test_what_another_run_has_added_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = small(tmp_path)
    texts(tmp_path / "more", third="A third text, of its own.")
    whole = store.Store.digests

    def late(self: store.Store) -> dict[str, bytes]:
        found = whole(self)
        monkeypatch.setattr(store.Store, "digests", whole)
        with Archive.open(place) as other:
            other.add([texts(tmp_path / "other", third="Other words of a third text.")])
        return found

    with Archive.open(place) as archive:
        monkeypatch.setattr(store.Store, "digests", late)
        with pytest.raises(ArchiveError, match="another run has changed it meanwhile"):
            archive.add([tmp_path / "more"])
        third = next(each for each in archive.report().documents if each.id == "third.txt")
    assert third.text == "Other words of a third text."


def test_where_an_index_cannot_be_kept_a_query_is_answered_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = small(tmp_path)

    def full(*_: object) -> None:
        raise ArchiveError("no space left where it lies")

    monkeypatch.setattr(store.Store, "keep_index", full)
    with Archive.open(place, Settings(align=AlignSettings(min_words=9))) as archive:
        assert len(archive.query(RELEASE).documents) == 3
        assert archive.notes == [
            "the index was not kept, so that the next run takes as long: no space left where it lies"
        ]


def test_errors_of_an_archive_are_errors_of_ours_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ProvenanceError) as caught:
        Archive.create(tmp_path / "nowhere" / "news.db")
    assert caught.value.hint
