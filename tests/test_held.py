"""What a run holds in memory: no more at a time than a part of the collection takes, and nothing that is done with."""

from __future__ import annotations

import gc
import io
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import corpora
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import assembly, chronology, lineage, ordering, pipeline, testimony
from provenance.engines.local import local
from provenance.errors import ReadError
from provenance.matching import matched
from provenance.model import Document, Family, Relation, RelationType, Stated, Verdict
from provenance.pairs import gathered
from provenance.readers import held as holding
from provenance.readers.held import Documents, Shelf
from provenance.readers.intake import read_all
from provenance.reports.json import json
from provenance.settings import Settings
from provenance.wording.coverage import Coverage, coverage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import MakeDocument

    from provenance.matching import Matching
    from provenance.model import Match

SAMPLE = "wire"
SETTINGS = Settings()
DOCUMENTS = 300
MOST_BYTES = 4_500  # for each, beside what is reported of it


@pytest.fixture(scope="module")
def found(root: Path) -> Matching:
    with local(jobs=1) as workers:
        documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
        return matched(documents, SETTINGS, workers, pipeline.silent)


@pytest.mark.parametrize("most", [1, 40, 2**17])
def test_documents_are_laid_out_in_portions_with_all_that_touches_them(
    found: Matching, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "_MOST_ROWS", most)
    portions = list(assembly._portions(found.outline, found.matches))
    assert [number for numbers, _ in portions for number in numbers] == list(range(len(found.outline)))
    for numbers, near in portions:
        names = {found.outline.ids[number] for number in numbers}
        assert near == [match for match in found.matches if not names.isdisjoint((match.a.document, match.b.document))]
        assert len(numbers) == 1 or _rows(found, numbers, near) <= most


def _rows(found: Matching, numbers: range, near: list[Match]) -> int:
    """Passages of documents, and segments as these have them."""
    names = {found.outline.ids[number] for number in numbers}
    passages = sum(len(found.outline.passages(number)) for number in numbers)
    sides = [place.document for match in near for place in (match.a, match.b) for _ in match.segments]
    return passages + sum(name in names for name in sides)


def test_a_report_is_the_same_however_little_is_laid_out_at_a_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "samples" / SAMPLE
    (page,) = json(pipeline.trace([folder]))
    monkeypatch.setattr(assembly, "_MOST_ROWS", 1)
    monkeypatch.setattr(ordering, "_MOST_SEGMENTS", 1)
    (other,) = json(pipeline.trace([folder]))
    assert page.content == other.content


@pytest.mark.parametrize("most", [1, 40, 2**17])
def test_families_are_ordered_some_at_a_time_each_whole_and_with_all_its_pairs(
    found: Matching, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "_MOST_SEGMENTS", most)
    grouped = lineage.groups(found.matches, found.identical)
    matched = {(match.a.document, match.b.document) for match in found.matches}
    alone = ("alone", grouped[0][0])
    stories = ordering.stories(grouped, found.matches, {alone, *matched})
    assert [family for story in stories for family in story.families] == list(grouped)
    counts = [len(story.families) for story in stories]
    assert [story.first for story in stories] == list(accumulate(counts, initial=0))[:-1]
    assert sorted(pair for story in stories for pair in story.pairs) == sorted({alone, *matched})
    for story in stories:
        members = {name for family in story.families for name in family}
        assert all(pair == alone or members.issuperset(pair) for pair in story.pairs)
        assert len(story.families) <= 1 or sum(map(_laid, story.pairs.values())) <= most


def _laid(between: Sequence[Match]) -> int:
    return 1 + sum(len(match.segments) for match in between)


def test_what_families_share_is_laid_out_for_no_more_than_one_story_at_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ordering, "_MOST_SEGMENTS", 1)
    laid: list[int] = []

    def counting(*given: Any) -> Coverage:
        laid.append(sum(isinstance(one, Coverage) for one in gc.get_objects()))
        return coverage(*given)

    monkeypatch.setattr(ordering, "coverage", counting)
    pipeline.trace([root / "samples" / SAMPLE])
    assert len(laid) > 2
    assert max(laid) == 0


def test_a_text_is_held_as_utf_8_and_put_together_anew(tmp_path: Path) -> None:
    """As Python has it, one curly quotation mark doubles it."""
    text = f"’{'a word and another ' * 5_000}"
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    read_all([tmp_path], SETTINGS.read)  # what is made once
    tracemalloc.start()
    documents = read_all([tmp_path], SETTINGS.read).documents
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 1.2 * len(documents) * len(text)
    assert documents[0] == documents[0]
    assert documents[0] is not documents[0]
    assert [document.text.rstrip() for document in documents[:2]] == [text.rstrip()] * 2


@given(st.lists(st.text(st.characters(), max_size=50), max_size=9), st.integers(0, 200))
def test_documents_that_are_held_small_are_the_same(make_document: MakeDocument, texts: list[str], room: int) -> None:
    full = make_document("")
    documents = [
        replace(full, id=str(n), text=text, title="A title", file_time="2024-05-17", notes=("A note",))
        for n, text in enumerate(texts)
    ]
    shelf = Shelf(room)
    held = [shelf.packed(document) for document in documents]
    assert [one.document() for one in held] == documents
    assert list(Documents([*documents, *held], Shelf(room))) == [*documents, *documents]
    in_memory = sum(len(one.text) for one in held if isinstance(one.text, bytes))
    assert in_memory <= room


def test_texts_beyond_the_first_ones_are_read_from_a_file_that_leaves_nothing(
    make_document: MakeDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    documents = [replace(make_document(""), id=str(n), text=f"text {n} " * 5_000) for n in range(100)]
    held = Documents(documents, Shelf(100_000))
    assert [held[n] for n in (99, 0, 50, *range(100))] == [documents[n] for n in (99, 0, 50, *range(100))]
    del held
    assert not list(tmp_path.iterdir())


def test_what_texts_take_in_memory_does_not_grow_beyond_a_bound(make_document: MakeDocument) -> None:
    documents = [replace(make_document(""), id=str(n)) for n in range(50)]
    shelf = Shelf(100_000)
    tracemalloc.start()
    held = [shelf.packed(replace(one, text=f"{one.id} word " * 10_000)) for one in documents]
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held[-1].document().text == "49 word " * 10_000
    assert taken < 300_000


@pytest.mark.parametrize("written", [OSError("No space left on device"), 3])
def test_texts_stay_in_memory_where_the_disk_has_no_room(
    make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch, written: OSError | int
) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            if isinstance(written, OSError):
                raise written
            return written

    monkeypatch.setattr(holding, "TemporaryFile", lambda **_: Full())
    documents = [replace(make_document(""), id=str(n), text=f"text {n}") for n in range(9)]
    assert list(Documents(documents, Shelf(0))) == documents


def test_a_text_that_cannot_be_read_back_whole_is_no_shorter_text(
    make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lost(io.BytesIO):
        """Keeps no more than a part of what it says that it has written."""

        def write(self, text: Any) -> int:
            return super().write(text[:7]) and len(text)

    class Broken(io.BytesIO):
        def read(self, _: int | None = None) -> bytes:
            raise OSError("Input/output error")

    for file in (Lost, Broken):
        monkeypatch.setattr(holding, "TemporaryFile", lambda file=file, **_: file())
        with pytest.raises(ReadError) as told:
            list(Documents([make_document("a text of some words")], Shelf(5)))
        assert "TMPDIR" in told.value.hint


class Late:
    """A document that is put on the shelf when it is first asked for."""

    def __init__(self, held: Document) -> None:
        self.held, self.asked = held, 0

    def document(self) -> Document:
        self.asked += 1
        return self.held


def test_threads_that_ask_for_documents_at_once_each_get_their_own(make_document: MakeDocument) -> None:
    documents = [replace(make_document(""), id=str(n), text=f"{n} word " * 3_000) for n in range(100)]
    for _ in range(5):
        held = Documents(map(Late, documents), Shelf(0))
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(held.__getitem__, list(range(100)) * 2))
        assert found == documents * 2
        assert list(held) == documents


def test_a_document_that_is_read_late_is_read_once(make_document: MakeDocument) -> None:
    late = Late(make_document("A text."))
    held = Documents([late])
    assert (held[0], held[0], late.asked) == (late.held, late.held, 1)


def test_there_is_one_file_for_the_texts_beyond_those_in_memory(
    make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = iter([file := io.BytesIO()])
    monkeypatch.setattr(holding, "TemporaryFile", lambda **_: next(files))
    documents = [make_document(f"text {n}") for n in range(9)]
    held = Documents(documents, Shelf(3 * 6))
    assert list(held) == documents
    assert file.getvalue() == b"".join(b"text %d" % n for n in range(3, 9))


def test_a_document_that_cannot_be_made_does_not_end_those_behind_it(make_document: MakeDocument) -> None:
    class Odd:
        def document(self) -> Document:
            raise IndexError

    with pytest.raises(IndexError):
        list(Documents([make_document("before"), Odd(), make_document("behind")]))


def test_witnesses_are_put_together_as_they_were_heard(found: Matching, root: Path) -> None:
    documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
    with local(jobs=1) as workers:
        witnesses = testimony.witnesses(documents, found.outline, found.matches, [], SETTINGS, workers)
    assert list(witnesses) == [document.id for document in documents]
    for number, (document, (name, one)) in enumerate(zip(documents, witnesses.items(), strict=True)):
        assert one == witnesses[name] == witnesses.some([name])[name]
        assert (name, one.document.text, witnesses.text(name)) == (document.id, document.text, document.text)
        assert one.document.sha256 == document.sha256
        assert one.passages == found.outline.passages(number)
        assert one.quotations == found.outline.quotations(number)
        assert list(one.is_furniture) == found.outline.is_furniture[found.outline.of(number)].tolist()
        assert (
            replace(one, document=witnesses.bare[name].document, passages=(), is_furniture=(), quotations=())
            == (witnesses.bare[name])
        )


def test_what_orders_texts_is_held_of_those_alone_that_stand_beside_others(found: Matching, root: Path) -> None:
    documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
    with local(jobs=1) as workers:
        witnesses = testimony.witnesses(documents, found.outline, found.matches, [], SETTINGS, workers)
    telling = [name for name, one in witnesses.items() if one.mentions]
    assert len(telling) > 1
    judged = witnesses.judged(telling[:1])
    assert judged[telling[0]] == witnesses[telling[0]]
    assert not any(judged[name].mentions for name in telling[1:])
    assert [one.dating for one in judged.values()] == [one.dating for one in witnesses.values()]


def test_when_their_order_is_known_witnesses_keep_what_is_shown_of_them(found: Matching, root: Path) -> None:
    documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
    with local(jobs=1) as workers:
        witnesses = testimony.witnesses(documents, found.outline, found.matches, [], SETTINGS, workers)
    assert any(one.likely_days for one in witnesses.values())
    settled = witnesses.settled(lambda dating: replace(dating, conflicts=("seen",)))
    for name, one in witnesses.items():
        dating = replace(one.dating, conflicts=("seen",))
        bare = replace(one, mentions=(), repeated=(), undated=(), likely_days=(), dating=dating)
        assert settled[name] == bare


def test_a_passage_that_many_matches_share_is_one_place(found: Matching) -> None:
    places = [place for match in found.matches for place in (match.a, match.b)]
    assert len({id(place) for place in places}) == len(set(places)) < len(places)


def test_which_of_two_was_first_is_told_either_way_round() -> None:
    open_, known = (
        Relation(*pair, p, verdict, RelationType.DERIVED, 0.5, 0.5, ())
        for pair, p, verdict in ((("a", "b"), 0.5, Verdict.UNDETERMINED), (("a", "c"), 0.25, Verdict.B_FIRST))
    )
    family = Family("F1", ("a", "b", "c"), "b", 0.75, (), (), ())
    before = assembly._Before((open_, known), (family,))
    assert dict(before) == {("a", "b"): 0.25, ("b", "a"): 0.75, ("a", "c"): 0.25, ("c", "a"): 0.75}
    assert len(before) == len(dict(before))
    assert before.get(("b", "c")) is None


def test_a_report_takes_little_room_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a collection that is many times as large as what is laid out at a time."""
    corpora.generate(DOCUMENTS, tmp_path)
    monkeypatch.setattr(assembly, "_MOST_ROWS", 1_000)
    monkeypatch.setattr(lineage, "_MOST_WORDS", 8_000)
    monkeypatch.setattr(ordering, "_MOST_SEGMENTS", 500)
    settings = replace(SETTINGS, report=replace(SETTINGS.report, text="none"))
    intake = read_all([tmp_path / "texts"], settings.read)
    with local(jobs=1) as workers:
        found = matched(intake.documents, settings, workers, pipeline.silent)
        tracemalloc.start()
        report = pipeline.report(intake, found, settings, workers, pipeline.silent)
        held, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(report[0].documents) == DOCUMENTS
    assert (peak - held) / DOCUMENTS < MOST_BYTES


def test_pairs_that_were_laid_out_leave_nothing_that_only_the_collector_of_cycles_could_clear_away(
    found: Matching, root: Path
) -> None:
    """A command runs without it."""
    documents = read_all([root / "samples" / SAMPLE], SETTINGS.read).documents
    with local(jobs=1) as workers:
        witnesses = testimony.witnesses(documents, found.outline, found.matches, [], SETTINGS, workers)
    pairs = {(match.a.document, match.b.document): [match] for match in found.matches}
    gc.collect()
    gc.disable()
    try:
        gathered(pairs, witnesses)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_texts_that_state_one_day_alike_share_the_days_drawn_of_it() -> None:
    one, other = (
        chronology.dating(
            Document(name, "", "", stated=(Stated("2022-05-17", "dateline", 0.9),)), (), (), is_relay=False
        )[1]
        for name in "ab"
    )
    assert one is other
    assert len({id(day) for day in one}) == len(set(one))
