"""A check of what has changed finds what a check of everything finds there, whatever the cache says or does not say."""

from __future__ import annotations

import inspect
import os
import random
import re
from dataclasses import astuple, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsrooms import FOOTER, Newsroom, paragraphs

import provenance
from provenance import direction, kernels, matching, testimony
from provenance.archive import incremental
from provenance.archive.incremental import trace_changed
from provenance.archive.index import Index, Recalled, Remembering, load, program, store
from provenance.cli import main
from provenance.cues import CUES
from provenance.engines.local import local
from provenance.gate import judge
from provenance.matching import Keying, paired, pairwise
from provenance.pairs import gathered
from provenance.pipeline import trace
from provenance.policy import parse
from provenance.readers import intake as intakes
from provenance.readers.intake import read_all
from provenance.readers.plain import plain
from provenance.settings import ReadSettings, Settings
from provenance.wording.furniture import is_furniture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from provenance.cues import Cue
    from provenance.direction import Said
    from provenance.model import Document, Finding, Report
    from provenance.pairs import Pairs
    from provenance.wording.coverage import Coverage

POLICY = parse('[kinds.press_release]\npaths = ["inbox/**"]\n', "policy")


def findings(report: Report, changed: Collection[str]) -> list[tuple[str, str, str, str]]:
    gate = judge(report, POLICY, now="2026-01-01", judged=changed).gate
    assert gate is not None

    def row(finding: Finding) -> tuple[str, str, str, str]:
        return finding.fingerprint, finding.rule, finding.document, finding.message

    return sorted(map(row, gate.findings))


def told(report: Report) -> dict[str, object]:
    """What a report says of each document, but for names that hang on what else is in it."""
    return {
        each.id: (
            each.dating,
            each.shares,
            [
                (*astuple(replace(one, origin=None, match=None)), one.origin and one.origin.document.partition(":")[0])
                for one in each.passages
            ],
        )
        for each in report.documents
    }


def by_cache(root: Path, cache: Path, changed: Collection[str] | None) -> tuple[Report, tuple[str, ...]]:
    return trace_changed([root], Settings(), cache, changed)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_the_findings_in_what_has_changed_are_those_of_a_full_run(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("newsroom")
    newsroom, cache = Newsroom(folder / "texts", seed), folder / "cache"
    by_cache(newsroom.root, cache, None)
    for _ in range(2):  # the second time from a cache that a run with changes has written
        newsroom.put("stories/00.txt")
        changed = newsroom.change() | {"stories/00.txt"}
        near, notes = by_cache(newsroom.root, cache, changed)
        assert notes == ()
        whole = trace([newsroom.root])
        assert findings(near, changed) == findings(whole, changed)
        assert told(near).items() <= told(whole).items()
        for name in ("stories/new.txt", *(f"stories/{number:02}.txt" for number in range(30))):
            if not (newsroom.root / name).exists():
                newsroom.put(name)


@pytest.fixture
def newsroom(tmp_path: Path) -> tuple[Path, Path, frozenset[str]]:
    """A newsroom of which everything is remembered, and what has changed since."""
    held, cache = Newsroom(tmp_path / "texts", 1), tmp_path / "cache"
    by_cache(held.root, cache, None)
    story = "\n\n".join([*paragraphs(held.chance, 2), *held.releases[0]])
    (held.root / "stories" / "new.txt").write_text(story, "utf-8")
    return held.root, cache, frozenset({"stories/new.txt"})


def test_only_the_families_of_what_has_changed_are_traced(newsroom: tuple[Path, Path, frozenset[str]]) -> None:
    root, cache, changed = newsroom
    near, notes = by_cache(root, cache, changed)
    assert notes == ()
    assert findings(near, changed) != []
    assert near.inputs.steps["compared_against"] == 35
    assert len(near.documents) < 18


def test_what_has_not_changed_and_is_near_to_nothing_that_has_is_not_read(
    newsroom: tuple[Path, Path, frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, changed = newsroom
    read: list[str] = []
    documents = intakes.Opened.documents

    def noted(opened: intakes.Opened) -> Any:
        read.append(opened.given.id)
        return documents(opened)

    monkeypatch.setattr(intakes.Opened, "documents", noted)
    near, _ = by_cache(root, cache, changed)
    assert changed < {document.id for document in near.documents}
    assert len(read) == len(set(read)) < 35
    assert set(read) >= {document.id for document in near.documents}


@pytest.mark.parametrize("suffix", ["", ".meta.json"])
def test_what_is_new_in_a_text_or_beside_it_is_seen(newsroom: tuple[Path, Path, frozenset[str]], suffix: str) -> None:
    root, cache, changed = newsroom
    held = root / f"inbox/0.txt{suffix}"
    held.write_text('{"publisher": "Harbour Board"}' if suffix else "Another release altogether.", "utf-8")
    near, notes = by_cache(root, cache, changed)
    assert notes == ()
    assert findings(near, changed) == findings(trace([root]), changed)
    release = next((document for document in near.documents if document.id == "inbox/0.txt"), None)
    assert (release is not None and release.source.publisher == "Harbour Board") == bool(suffix)


@pytest.mark.parametrize("what", ["dates", "file times"])
def test_another_day_given_for_a_text_is_seen(
    newsroom: tuple[Path, Path, frozenset[str]], tmp_path: Path, what: str
) -> None:
    root, cache, changed = newsroom
    with_times = Settings(read=ReadSettings(file_times=what == "file times"))
    trace_changed([root], with_times, cache, None)
    dates = tmp_path / "dates.csv"
    dates.write_text("id,date\ninbox/0.txt,2020-02-02\n", "utf-8")
    os.utime(root / "inbox" / "0.txt", (10**9, 10**9))
    more: dict[str, Any] = {"dates": dates} if what == "dates" else {}
    near, notes = trace_changed([root], with_times, cache, changed, **more)
    whole = trace([root], with_times, **more)
    assert notes == ()
    release = next(document for document in near.documents if document.id == "inbox/0.txt")
    assert release == next(document for document in whole.documents if document.id == "inbox/0.txt")


def test_a_reader_of_another_package_is_always_asked(
    newsroom: tuple[Path, Path, frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, changed = newsroom
    asked: list[str] = []

    def foreign(raw: bytes, path: str, settings: ReadSettings) -> Iterator[Document]:
        asked.append(path)
        return plain(raw, path, settings)

    monkeypatch.setattr(intakes, "READERS", SimpleNamespace(table={}, load=lambda _: foreign))
    by_cache(root, cache, changed)
    asked.clear()
    assert by_cache(root, cache, changed)[1] == ()
    assert len(asked) == 35


@pytest.mark.parametrize(("share", "is_written"), [(0.0, True), (0.5, False)])
def test_the_cache_is_written_anew_only_where_enough_is_new(
    newsroom: tuple[Path, Path, frozenset[str]], monkeypatch: pytest.MonkeyPatch, share: float, is_written: bool
) -> None:
    root, cache, changed = newsroom
    monkeypatch.setattr(incremental, "FRESH_SHARE", share)
    before = cache.read_bytes()
    for _ in range(2):
        near, notes = by_cache(root, cache, changed)
        assert (findings(near, changed), notes) == (findings(trace([root]), changed), ())
    assert (cache.read_bytes() != before) == is_written


def test_the_report_is_on_what_has_changed_and_what_it_has_to_do_with(
    newsroom: tuple[Path, Path, frozenset[str]],
) -> None:
    root, cache, changed = newsroom
    near, _ = by_cache(root, cache, changed)
    shown, (own,) = {document.id for document in near.documents}, changed
    pairs = {frozenset((relation.a, relation.b)) for relation in trace([root]).relations}
    assert shown == {own}.union(*(pair for pair in pairs if own in pair))
    assert {name for family in near.families for name in family.documents} <= shown
    assert {frozenset((match.a.document, match.b.document)) for match in near.matches} <= pairs
    nodes = shown | {node.id for family in near.families for node in family.missing}
    assert all({edge.source, edge.target} <= nodes for family in near.families for edge in family.edges)


def test_where_nothing_has_changed_nothing_is_found(newsroom: tuple[Path, Path, frozenset[str]]) -> None:
    root, cache, _ = newsroom
    near, notes = by_cache(root, cache, frozenset())
    assert (near.documents, near.matches, notes) == ((), (), ())


@pytest.mark.parametrize("place", range(0, 100, 16))
def test_a_flipped_bit_in_the_cache_is_noticed_and_changes_nothing(
    newsroom: tuple[Path, Path, frozenset[str]], place: int
) -> None:
    cache = newsroom[1]
    content = bytearray(cache.read_bytes())
    content[len(content) * place // 100] ^= 1 << (place % 8)
    cache.write_bytes(content)
    assert isinstance(load(cache, Settings()), str)


@pytest.mark.parametrize("content", [b"", b"half", b"provenance-index/1\n", b"\x80\x04."])
def test_a_cache_that_cannot_be_used_makes_a_full_run_and_is_made_anew(
    newsroom: tuple[Path, Path, frozenset[str]], content: bytes
) -> None:
    root, cache, changed = newsroom
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2] if content == b"half" else content)
    told, notes = by_cache(root, cache, changed)
    assert "everything is read anew" in notes[0]
    assert findings(told, changed) == findings(trace([root]), changed)
    assert by_cache(root, cache, changed)[1] == ()


@pytest.mark.parametrize("taught", ["", "{}", "[]", "[" * 10_000])
def test_a_cache_that_teaches_nothing_of_order_is_not_used(
    newsroom: tuple[Path, Path, frozenset[str]], taught: str
) -> None:
    root, cache, changed = newsroom
    index = load(cache, Settings())
    assert isinstance(index, Index)
    store(cache, replace(index, taught=taught), Settings())
    assert "damaged; everything is read anew" in by_cache(root, cache, changed)[1][0]


def test_a_cache_made_by_other_settings_is_not_used(newsroom: tuple[Path, Path, frozenset[str]]) -> None:
    root, cache, changed = newsroom
    trace_changed([root], Settings(now="2026-01-01"), cache, None)
    assert not isinstance(load(cache, Settings()), str)  # the day has no part in what is remembered
    other = Settings().__class__(sketch=Settings().sketch.__class__(seed=2))
    trace_changed([root], other, cache, None)
    assert "other settings" in by_cache(root, cache, changed)[1][0]


def test_the_command_says_that_a_cache_is_not_used(
    newsroom: tuple[Path, Path, frozenset[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, _ = newsroom
    monkeypatch.chdir(root)
    cache.write_bytes(b"spoilt")
    arguments = ["check", ".", "--changed", "stories/new.txt", "--cache", str(cache), "-q"]
    first = main(arguments)
    assert "cache is not used" in capsys.readouterr().err
    assert main(arguments) == first
    assert capsys.readouterr().err == ""


def is_as_a_full_run(root: Path, index: Index | None) -> tuple[Index, int]:
    """Sees to it that the pairs found from what is remembered are those of a full run; what to remember, how many."""
    found = read_all([root], ReadSettings(), is_known=lambda _: False)
    given = found.documents, found.digests, Settings()
    reading = Remembering(*given) if index is None else Recalled(index, *given)
    with local() as workers:
        near, comparing = paired(found.documents, reading, Settings(), workers)
        whole, compared = paired(found.documents, Keying(found.documents, Settings()), Settings(), workers)
    for name in ("a", "b", "is_near"):
        assert getattr(near, name).tolist() == getattr(whole, name).tolist()
    assert (near.capped_buckets, near.dropped_pairs) == (whole.capped_buckets, whole.dropped_pairs)
    assert comparing.outline.is_furniture.tolist() == compared.outline.is_furniture.tolist()
    return reading.index(), len(near)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_the_pairs_compared_are_those_of_a_full_run(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    newsroom = Newsroom(tmp_path_factory.mktemp("newsroom") / "texts", seed)
    index, _ = is_as_a_full_run(newsroom.root, None)
    for _ in range(3):  # each time from what the last run remembers
        newsroom.stir()
        index, _ = is_as_a_full_run(newsroom.root, index)


@pytest.mark.parametrize("footers", [19, 20])
def test_what_becomes_furniture_or_is_none_any_more_binds_other_texts_accordingly(tmp_path: Path, footers: int) -> None:
    """Twenty texts with one footer show that it is one."""
    chance = random.Random(2)
    for number in range(30):
        text = "\n\n".join([*paragraphs(chance, 3), *[FOOTER] * (number < footers)])
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    index, before = is_as_a_full_run(tmp_path, None)
    changed = tmp_path / f"{29 if footers < 20 else 0:02}.txt"
    changed.write_text("\n\n".join([*paragraphs(chance, 3), *[FOOTER] * (footers < 20)]), "utf-8")
    _, after = is_as_a_full_run(tmp_path, index)
    assert (before > 100, after > 100) == (footers < 20, footers == 20)


def own(chance: random.Random, count: int, mark: str) -> list[str]:
    """Paragraphs whose words no text of another mark has."""
    return [re.sub(r"(?<=\w)\b", mark, paragraph) for paragraph in paragraphs(chance, count)]


def test_a_copy_whose_original_is_written_anew_is_compared_by_itself(tmp_path: Path) -> None:
    chance = random.Random(3)
    shared = paragraphs(chance, 3)
    for name, more in (("a", 0), ("b", 0), ("c", 2)):
        (tmp_path / f"{name}.txt").write_text("\n\n".join([*shared, *own(chance, more, "c")]), "utf-8")
    index, before = is_as_a_full_run(tmp_path, None)
    (tmp_path / "a.txt").write_text("\n\n".join(own(chance, 3, "a")), "utf-8")
    _, after = is_as_a_full_run(tmp_path, index)
    assert (before, after) == (1, 1)


def test_a_copy_that_is_set_otherwise_than_its_original_is_compared_for_all_its_words(tmp_path: Path) -> None:
    """The original has as a line of furniture what the copy tells in a sentence, and so has fewer keys."""
    chance = random.Random(4)
    (first, last), furniture = paragraphs(chance, 2), "Share this page with bridge ferry lantern quarry harbour friends"
    assert is_furniture(furniture)
    (tmp_path / "a.txt").write_text(f"{first}\n\n{furniture}\n\n{last}", "utf-8")
    (tmp_path / "b.txt").write_text(f"{first[:-1]} {furniture.lower()} {last}", "utf-8")
    (tmp_path / "c.txt").write_text(f"{own(chance, 1, 'c')[0][:-1]} {furniture.lower()}.", "utf-8")
    index, before = is_as_a_full_run(tmp_path, None)
    (tmp_path / "a.txt").write_text("\n\n".join(own(chance, 3, "a")), "utf-8")
    _, after = is_as_a_full_run(tmp_path, index)
    assert (before, after) == (0, 1)


def test_words_beside_a_footer_count_again_when_another_text_is_the_first_to_carry_it(tmp_path: Path) -> None:
    """What the first carrier has around the footer is left out with it, in whatever texts it stands."""
    chance = random.Random(5)
    for number in range(1, 23):
        shared = [*paragraphs(chance, 2), "Quarry lantern heron."] if number < 3 else paragraphs(chance, 2)
        (tmp_path / f"{number:02}.txt").write_text("\n\n".join([*shared, FOOTER]), "utf-8")
    index, before = is_as_a_full_run(tmp_path, None)
    (tmp_path / "00.txt").write_text("\n\n".join([*paragraphs(chance, 2), FOOTER]), "utf-8")
    _, after = is_as_a_full_run(tmp_path, index)
    assert (before, after) == (0, 1)


def test_what_is_known_of_a_pair_is_not_worked_out_again(
    newsroom: tuple[Path, Path, frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache, changed = newsroom
    monkeypatch.setattr(incremental, "FRESH_SHARE", 0.5)  # what is new is not kept
    whole = by_cache(root, cache, changed)[0]
    aligned: list[tuple[str, str]] = []
    heard: list[str] = []
    align, hear = pairwise._align, testimony._heard

    def noted(shared: Any, rows: Sequence[tuple[int, int]]) -> Any:
        aligned.extend((shared[0].ids[a], shared[0].ids[b]) for a, b in rows)
        return align(shared, rows)

    def listened(shared: Any, row: Any) -> Any:
        heard.append(row[0].id)
        return hear(shared, row)

    monkeypatch.setattr(pairwise, "_align", noted)
    monkeypatch.setattr(testimony, "_heard", listened)
    assert by_cache(root, cache, changed)[0] == whole
    assert heard == list(changed)
    assert aligned != []
    assert all(changed & {*pair} for pair in aligned)


@pytest.mark.parametrize("name", sorted(CUES.table))
def test_what_a_cue_hears_in_two_texts_hangs_on_no_family(name: str) -> None:
    """It is remembered by the two texts alone."""
    assert list(inspect.signature(CUES.load(name)).parameters) == ["pairs"]


def test_what_is_heard_of_two_texts_hangs_on_no_other_pair(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say = direction.say
    asked: list[Said] = []

    def noted(pairs: Pairs, shared: Coverage, cues: Sequence[Cue]) -> list[Said]:
        heard = say(pairs, shared, cues)
        by_id = {witness.id: witness for witness in pairs.witnesses}
        for pair, (matches, one) in enumerate(zip(pairs.matches, heard, strict=True)):
            a, b = pairs.two(pair)
            assert say(gathered({(a.id, b.id): matches}, by_id), shared, cues) == [one]
        asked.extend(one for one in heard if one.evidence)
        return heard

    monkeypatch.setattr(direction, "say", noted)
    trace([root / "samples"])
    assert asked


def test_what_is_remembered_rests_on_all_of_the_program() -> None:
    here = {inspect.getfile(module) for module in (provenance, direction, incremental, matching, testimony, kernels)}
    assert here <= {str(path) for path in program()}
