"""The whole run: the report hangs together, and neither order nor workers change a byte of it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import paragraphs, plant

import provenance
from provenance.engines import local
from provenance.model import Kind, Order, Report, Span
from provenance.reports import json as json_format
from provenance.reports.html import html
from provenance.settings import EngineSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any


def page(report: Report) -> bytes:
    return b"".join(one.content for one in json_format.json(report))


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def newsroom(seed: int, count: int = 6) -> dict[str, str]:
    """Texts that carry one another's passages, in a chain."""
    texts: dict[str, str] = {}
    for number in range(count):
        case = plant(seed + number // 2)
        texts[f"d{number:03d}.txt"] = case.copy if number % 2 else case.source
    return texts


@pytest.fixture(scope="module")
def samples(root: Path) -> Report:
    return provenance.trace([root / "samples"])


def test_passages_stand_in_order_and_cover_every_word(samples: Report) -> None:
    for document in samples.documents:
        assert document.text is not None
        inside = [(p.start, p.end) for p in document.passages]
        assert all(one[1] <= following[0] for one, following in pairwise(inside))
        outside = document.text
        for start, end in reversed(inside):
            outside = outside[:start] + outside[end:]
        assert not any(character.isalnum() for character in outside)


def test_neighbouring_passages_differ_in_something(samples: Report) -> None:
    for document in samples.documents:
        told = [
            (p.kind, p.degree, p.origin and p.origin.document, p.match, p.quotation, p.attributed)
            for p in document.passages
        ]
        assert all(one != following for one, following in pairwise(told))


def test_shares_sum_to_one(samples: Report) -> None:
    for document in samples.documents:
        shares = document.shares
        assert shares.copied + shares.paraphrased + shares.original + shares.boilerplate == pytest.approx(1)


def test_every_origin_is_a_document_or_a_missing_ancestor_of_the_family(samples: Report) -> None:
    known = {d.id for d in samples.documents} | {m.id for f in samples.families for m in f.missing}
    for document in samples.documents:
        for passage in document.passages:
            is_reused = passage.kind in (Kind.COPIED, Kind.PARAPHRASED)
            assert (passage.origin is not None) == is_reused
            assert passage.origin is None or passage.origin.document in known - {document.id}


def test_every_match_has_a_relation_and_a_family(samples: Report) -> None:
    pairs = {(r.a, r.b) for r in samples.relations}
    family_of = {d.id: d.family for d in samples.documents}
    for match in samples.matches:
        assert match.a.document < match.b.document
        assert (match.a.document, match.b.document) in pairs
        assert family_of[match.a.document] == family_of[match.b.document] is not None


def test_a_passage_is_as_like_its_origin_as_its_match_says_and_stands_there_where_that_has_it(samples: Report) -> None:
    matches = {match.id: match for match in samples.matches}
    told = [(d.id, p, matches[p.match]) for d in samples.documents for p in d.passages if p.match is not None]
    assert told
    for name, passage, match in told:
        is_a = match.a.document == name
        sides = [((s.a, s.b) if is_a else (s.b, s.a), s.similarity) for s in match.segments]
        met = [each for each in sides if each[0][0].start < passage.end and passage.start < each[0][0].end]
        held = [(there, like) for (_, there), like in met]
        likes = [like for _, like in held]
        assert passage.similarity is not None
        # A piece of a sentence, of which another is quoted, is as like as it is itself.
        is_whole = all(passage.start <= own.start and own.end <= passage.end for (own, _), _ in met)
        assert not is_whole or min(likes) - 1e-4 <= passage.similarity <= max(likes) + 1e-4
        origin = passage.origin
        if origin is None or origin.document != (match.b if is_a else match.a).document:
            continue
        assert origin.start is not None
        assert origin.end is not None
        assert min(there.start for there, _ in held) <= origin.start
        assert origin.end <= max(there.end for there, _ in held)


def test_segments_lie_inside_the_texts_and_in_order(samples: Report) -> None:
    texts = {d.id: d.text or "" for d in samples.documents}
    for match in samples.matches:
        for segment in match.segments:
            assert texts[match.a.document][segment.a.start : segment.a.end].strip()
            assert texts[match.b.document][segment.b.start : segment.b.end].strip()
        assert all(one.a.start < following.a.start for one, following in pairwise(match.segments))


def test_every_list_stands_in_its_order(samples: Report) -> None:
    lists: list[list[Any]] = [
        [each.id for each in samples.documents],
        [(each.a, each.b) for each in samples.relations],
        *([-each.weight for each in relation.evidence] for relation in samples.relations),
        *([(each.target, -each.probability, each.source) for each in family.edges] for family in samples.families),
        *([*family.documents] for family in samples.families),
        *([*missing.children] for family in samples.families for missing in family.missing),
    ]
    assert [each for each in lists if each != sorted(each)] == []


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_the_order_in_which_files_are_named_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = write(tmp_path_factory.mktemp("order"), newsroom(seed))
    files = sorted(folder.iterdir())
    shuffled = Random(seed).sample(files, len(files))
    assert page(provenance.trace(files)) == page(provenance.trace(shuffled)) == page(provenance.trace([folder]))


@settings(max_examples=5)
@given(st.integers(1, 40_000), st.integers(1, 20_000))
def test_how_much_is_held_in_memory_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, batch_bytes: int, sort_bytes: int
) -> None:
    texts = newsroom(3, 8)
    texts |= {f"s{number:02d}.txt": f"Only text {number} says so.\n\n{STANDING}" for number in range(25)}
    folder = write(tmp_path_factory.mktemp("portions"), texts)
    limits = EngineSettings(max_batch_bytes=batch_bytes, max_sort_bytes=sort_bytes)
    whole, parted = provenance.trace([folder]), provenance.trace([folder], Settings(engine=limits))
    assert page(parted) == page(whole)


STANDING = "The orchard press prints what the valley reports. It belongs to its readers. Write to the lantern office.\n"


def test_the_number_of_workers_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("provenance.matching.pairwise._CHARACTERS_AT_ONCE", 10_000)
    monkeypatch.setattr(local, "_TRIAL_SECONDS", 0.0)  # whatever is left is given to workers
    monkeypatch.setattr(local, "_WORTH_SECONDS", 1e-9)
    monkeypatch.setattr(local._Local, "_spread", _counted(asked, local._Local._spread))
    text = {f"d{n:02d}.txt": paragraphs(Random(n), 1, 1) + "\n\n" + paragraphs(Random(99), 3, 3) for n in range(20)}
    folder = write(tmp_path / "many", text)
    alone, two, four = (provenance.trace([folder], jobs=jobs) for jobs in (1, 2, 4))
    assert alone.inputs.steps["candidate_pairs"] >= 128
    assert asked == [2, 2, 2, 4, 4, 4]  # to compare pairs, to hear documents, and to look for signs
    assert page(alone) == page(two) == page(four)
    assert [*html(alone)] == [*html(two)] == [*html(four)]


def _counted(asked: list[int], spread: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The same, with how many workers were asked for."""

    def counted(engine: Any, function: Any, shared: Any, rows: Any, workers: int) -> Iterator[Any]:
        asked.append(workers)
        return spread(engine, function, shared, rows, workers)

    return counted


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_an_unrelated_document_changes_nothing_in_the_others(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    texts = newsroom(seed, 4)
    before = provenance.trace([write(tmp_path_factory.mktemp("before"), texts)])
    texts["zz.txt"] = "Ein ganz anderer Text, der mit den übrigen nichts gemein hat."
    after = provenance.trace([write(tmp_path_factory.mktemp("after"), texts)])
    assert after.documents[:-1] == before.documents
    assert after.matches == before.matches
    assert after.relations == before.relations


def test_a_text_that_nobody_shares_is_original(tmp_path: Path) -> None:
    report = provenance.trace(
        [write(tmp_path / "f", {"a.txt": paragraphs(Random(1), 3, 3), "b.txt": paragraphs(Random(2), 3, 3)})]
    )
    assert [d.shares.original for d in report.documents] == [1.0, 1.0]
    assert report.families == ()


def test_identical_copies_are_one_node_and_matched_once(tmp_path: Path) -> None:
    same = paragraphs(Random(3), 4, 4)
    report = provenance.trace([write(tmp_path / "f", {f"{n}.txt": same for n in "abcd"})])
    assert report.matches == ()
    assert [f.identical for f in report.families] == [(("a.txt", "b.txt", "c.txt", "d.txt"),)]
    assert [d.shares.copied for d in report.documents] == [0.0, 1.0, 1.0, 1.0]


def test_where_no_carrier_is_first_each_is_copied_from_the_other(tmp_path: Path) -> None:
    case = plant(7)
    report = provenance.trace([write(tmp_path / "f", {"a.txt": case.source, "b.txt": case.copy})])
    told = [(p.kind, p.order, p.origin and p.origin.document) for d in report.documents for p in d.passages if p.match]
    assert told == [(Kind.COPIED, Order.UNDETERMINED, "b.txt"), (Kind.COPIED, Order.UNDETERMINED, "a.txt")]


def test_a_report_without_text_holds_no_words_of_the_texts(root: Path) -> None:
    folder, chosen = root / "samples/council", Settings()
    chosen = replace(chosen, report=replace(chosen.report, text="none"))
    written = json.dumps(json.loads(page(provenance.trace([folder], chosen))), ensure_ascii=False)
    for file in folder.glob("*.[tm]*"):
        words = file.read_text(encoding="utf-8").split()
        assert [run for k in range(len(words) - 4) if (run := " ".join(words[k : k + 5])) in written] == []


def test_a_document_that_repeats_itself_says_so(tmp_path: Path) -> None:
    once = paragraphs(Random(4), 1, 1)
    report = provenance.trace([write(tmp_path / "f", {"a.txt": f"{once}\n\n{once}\n\n{once}"})])
    assert report.documents[0].repeats == 2


def test_a_sentence_that_many_unlike_documents_carry_is_boilerplate(tmp_path: Path) -> None:
    footer = "Correspondence on this and any other matter should be addressed to the editor at the usual place."
    texts = {f"d{n:02d}.txt": f"{paragraphs(Random(n), 3, 3)}\n\n{footer}" for n in range(25)}
    report = provenance.trace([write(tmp_path / "f", texts)])
    assert report.matches == ()
    assert [(b.text, b.documents) for b in report.boilerplate] == [(footer, 25)]


def test_a_release_in_many_papers_is_a_family_and_no_boilerplate(tmp_path: Path) -> None:
    release = paragraphs(Random(99), 6, 6)
    texts = {f"d{n:02d}.txt": f"{paragraphs(Random(n), 2, 2)}\n\n{release}" for n in range(22)}
    report = provenance.trace([write(tmp_path / "f", texts)])
    assert [len(f.documents) for f in report.families] == [22]
    assert report.boilerplate == ()


def test_each_step_says_how_much_it_let_through(samples: Report) -> None:
    steps = samples.inputs.steps
    assert steps["documents"] == len(samples.documents)
    assert steps["matches"] == len(samples.matches) > 0
    assert steps["passages"] > steps["candidate_pairs"] > 0


def test_progress_is_told_stage_by_stage(root: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    provenance.trace([root / "samples"], progress=lambda *told: heard.append(told))
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == ["reading", "aligning", "ordering"]
    assert all(0 < done <= total for _, done, total in heard)


def test_a_quotation_says_that_it_is_one(tmp_path: Path) -> None:
    report = provenance.trace(
        [write(tmp_path / "f", {"a.txt": 'The mayor said: "The lido is closed until further notice."'})]
    )
    text = report.documents[0].text or ""
    quoted = [text[Span(p.start, p.end).start : p.end] for p in report.documents[0].passages if p.quotation]
    assert quoted == ['"The lido is closed until further notice."']


@pytest.mark.parametrize("line", ["A A", "more_vert", "(68102)", "***"])
def test_a_line_that_cannot_be_read_is_no_title(tmp_path: Path, line: str) -> None:
    folder = write(tmp_path / "page", {"a.txt": f"{line}\n\nHarbour closed to all but the lifeboat\n\nIt froze.\n"})
    assert provenance.trace([folder]).documents[0].title == "Harbour closed to all but the lifeboat"


def test_a_title_is_one_line_however_its_text_is_wrapped(tmp_path: Path) -> None:
    head = "Harbour closed to all but the lifeboat and the pilots of the estuary until"
    told = "The council shut the harbour on Monday, and it will stay shut until the"
    wrapped = f"{head}\r\nthe ice has gone\r\n\r\n{told}\r\npilots say otherwise.\r\n"
    (tmp_path / "a.txt").write_bytes(wrapped.encode())
    headed = "---\ntitle: |\n  Harbour closed\n  to all\n---\nThe council shut the harbour on Monday.\n"
    (tmp_path / "b.md").write_text(headed, encoding="utf-8")
    titles = [document.title for document in provenance.trace([tmp_path]).documents]
    assert titles == [f"{head} the ice has gone", "Harbour closed to all"]


@pytest.mark.parametrize(("undated", "first"), [(False, "000.md"), (True, None)], ids=["all dated", "one undated"])
def test_in_a_family_that_is_not_compared_whole_only_dates_tell_who_was_first(
    tmp_path: Path, first: str | None, *, undated: bool
) -> None:
    told = paragraphs(Random(7), 3, 3)
    texts = {f"{n:03d}.md": f"---\ndate: {2000 + n // 12}-{n % 12 + 1:02d}-01\n---\n{told}" for n in range(102)}
    texts = {name: f"{text}\n\n{paragraphs(Random(name), 1, 1)}" for name, text in texts.items()}
    if undated:
        texts["050.md"] = texts["050.md"].partition("---\n")[2].partition("---\n")[2]
    (family,) = provenance.trace([write(tmp_path / "many", texts)]).families
    assert (len(family.documents), family.first) == (102, first)


def test_of_identical_copies_only_the_first_is_named_in_matches_and_relations(tmp_path: Path) -> None:
    """Also where they share no word with the text that tells of the same event."""
    story = "The lifeboat from Hallow Bay took 64 passengers off a ferry that ran aground on Monday 3 June 2024 in fog."
    other = "Sixty-four passengers of a ferry in fog: the lifeboat of the bay was out for hours on Monday 3 June 2024."
    for name, text in (("a", story), ("b", other), ("c", story)):
        (tmp_path / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    report = provenance.trace([tmp_path])
    assert [family.identical for family in report.families] == [(("a.txt", "c.txt"),)]
    named = {(one.a, one.b) for one in report.relations}
    assert named == {("a.txt", "b.txt")}


def test_a_whole_copy_is_from_its_twin_where_nobody_is_known_to_be_first(tmp_path: Path) -> None:
    story = "The wall was built before the storm, of bricks that the old cannery had left behind on the quay. "
    shared = "Swimmers will have the use of the baths of the school until the following season has begun. "
    for name, text in {
        "release": story + shared,
        "twin": story + shared,
        "sibling": shared + "The old urn has gone home with the band of the mill.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    documents = {each.id: each for each in provenance.trace([tmp_path]).documents}
    (passage,) = documents["twin.txt"].passages
    assert passage.origin is not None
    assert (passage.origin.document, passage.order) == ("release.txt", Order.UNDETERMINED)
    assert {"release.txt", "sibling.txt"} <= set(passage.also_in) | {passage.origin.document}
