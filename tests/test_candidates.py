"""The join: who shares keys, however they are laid out; and that nothing common makes it grow."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import boilerplate, candidates, segment, sketch
from provenance.batch import IS_PHRASE, IS_WORD, Keys, outlined
from provenance.candidates import Sieve
from provenance.engines.local import local
from provenance.engines.spool import in_order
from provenance.errors import UsageError
from provenance.matching import matched
from provenance.model import Document
from provenance.settings import CandidateSettings, ClassifySettings, SegmentSettings, Settings, SketchSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from provenance.candidates import Candidates

MANY_BYTES = 1 << 40
FULL = Path("/dev/full")
SETTINGS = CandidateSettings()
columns = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=30).map(lambda rows: np.array(rows, dtype=np.uint64)))
holdings = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30), st.booleans()), max_size=200)


def keys_of(rows: Iterable[tuple[int, int, bool]]) -> Keys:
    """Keys whose numbers are spread over 62 bits, as hashes of runs and bands are."""
    held = list(rows)
    return Keys(
        key=np.array([row[0] * 0x9E3779B97F4A7C15 % 2**62 for row in held], dtype=np.uint64),
        document=np.array([row[1] for row in held], dtype=np.int64),
        is_seed=np.array([row[2] for row in held], dtype=np.bool_),
    )


def joined(
    parts: Iterable[Keys], documents: int, settings: CandidateSettings = SETTINGS, max_bytes: int = MANY_BYTES
) -> Candidates:
    none = Sieve(keys_of([]), np.zeros(documents, dtype=np.bool_))
    touched = candidates.touches(parts, documents, settings, lambda rows: in_order(rows, max_bytes), lambda: none)
    return candidates.strongest(touched, documents, settings)


def pairs_of(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.a.tolist(), found.b.tolist(), strict=True))


@st.composite
def collections(draw: st.DrawFn, names: list[int]) -> dict[int, list[tuple[int, bool]]]:
    """The keys of some documents, by their names."""
    held = st.lists(st.tuples(st.integers(0, 25), st.booleans()), max_size=12, unique_by=lambda row: row[0])
    return {name: draw(held) for name in names}


@given(st.data())
def test_what_documents_share_after_a_change_is_what_they_would_share_without_a_past(data: st.DataObject) -> None:
    everybody = list(range(40))
    names = [sorted(data.draw(st.sets(st.sampled_from(everybody), min_size=17, max_size=32))) for _ in range(2)]
    changed = data.draw(st.sets(st.sampled_from(everybody), max_size=6))
    same = data.draw(collections(everybody))
    held = [same, {**same, **data.draw(collections(sorted(changed)))}]
    sieves = [
        Sieve(
            keys_of(
                (key, 0, kind) for key, kind in data.draw(st.dictionaries(st.integers(0, 25), st.booleans())).items()
            ),
            np.array(data.draw(st.lists(st.booleans(), min_size=len(there), max_size=len(there))), dtype=np.bool_),
        )
        for there in names
    ]
    settings = CandidateSettings(max_bucket_documents=data.draw(st.integers(2, 12)))
    keys = [keys_of((k, n, kind) for n, one in enumerate(names[t]) for k, kind in held[t][one]) for t in (0, 1)]
    told = [
        candidates.touches(
            [keys[t]],
            len(names[t]),
            settings,
            lambda rows: in_order(rows, MANY_BYTES),
            partial(sieves.__getitem__, t),
            least=1,
        )
        for t in (0, 1)
    ]
    place = {name: n for n, name in enumerate(names[1]) if name not in changed}
    moved = np.array([place.get(name, -1) for name in names[0]], dtype=np.int64)
    change = candidates.Change(keys[0], keys[1], sieves[0], sieves[1], moved)
    anew = candidates.touched_anew(told[0], change, len(names[1]), settings)
    assert anew.pair.tolist() == told[1].pair.tolist()
    assert anew.weight.tolist() == told[1].weight.tolist()
    assert anew.capped_buckets == told[1].capped_buckets


# --------------------------------------------------------------------------- rows in order


@given(columns, st.integers(1, 400))
def test_rows_come_in_order_whether_they_fit_in_memory_or_not(held: list[NDArray[np.uint64]], max_bytes: int) -> None:
    everything = np.sort(np.concatenate([*held, np.empty(0, dtype=np.uint64)]))
    pieces = list(in_order(held, max_bytes))
    assert np.concatenate([*pieces, np.empty(0, dtype=np.uint64)]).tolist() == everything.tolist()
    prefixes = [set((piece >> np.uint64(56)).tolist()) for piece in pieces]
    assert all(x.isdisjoint(y) for x, y in combinations(prefixes, 2))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, in which nothing lies."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_temporary_files_are_gone_when_all_rows_were_taken(temporary: Path) -> None:
    list(in_order([np.arange(1000, dtype=np.uint64)], 8))
    assert not any(temporary.iterdir())


def test_temporary_files_are_gone_when_taking_rows_is_broken_off(temporary: Path) -> None:
    rows = in_order([np.arange(1000, dtype=np.uint64) << np.uint64(50)], 8)
    next(rows)
    assert any(temporary.iterdir())
    del rows  # closes it
    assert not any(temporary.iterdir())


def test_temporary_files_are_gone_when_the_rows_are_interrupted(temporary: Path) -> None:
    def interrupted() -> Iterator[NDArray[np.uint64]]:
        yield np.arange(1000, dtype=np.uint64)
        yield np.arange(1000, dtype=np.uint64)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(in_order(interrupted(), 8))
    assert not any(temporary.iterdir())


def test_no_room_for_temporary_files_is_told_with_what_helps(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [np.arange(1_000, dtype=np.uint64)]
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "nowhere"))
    with pytest.raises(UsageError, match=r"temporary files cannot be written: .+") as told:
        list(in_order(rows, 8))
    assert "TMPDIR" in told.value.hint


@pytest.mark.skipif(not FULL.exists(), reason="this system has no file that is always full")
@pytest.mark.parametrize("count", [10, 100_000])
def test_a_disk_that_fills_up_while_rows_are_laid_out_is_told_and_left_clean(
    count: int, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open
    monkeypatch.setattr("pathlib.Path.open", lambda _, mode: opened(FULL, mode))
    with pytest.raises(UsageError, match=r"temporary files cannot be written: .+"):
        list(in_order([np.arange(count, dtype=np.uint64)], 8))
    assert not any(temporary.iterdir())


# --------------------------------------------------------------------------- pairs


@given(holdings, st.integers(1, 5), st.integers(1, 4000), st.integers(2, 40))
def test_pairs_do_not_depend_on_how_keys_are_parted(
    rows: list[tuple[int, int, bool]], portions: int, max_bytes: int, cap: int
) -> None:
    settings = CandidateSettings(max_bucket_documents=cap)
    whole = joined([keys_of(rows)], 31, settings)
    parted = joined([keys_of(rows[k::portions]) for k in range(portions)], 31, settings, max_bytes)
    assert pairs_of(parted) == pairs_of(whole)
    assert parted.is_near.tolist() == whole.is_near.tolist()
    assert (parted.capped_buckets, parted.dropped_pairs) == (whole.capped_buckets, whole.dropped_pairs)


@given(st.lists(st.integers(0, 9)), st.integers(1, 7))
def test_keys_that_several_rows_have_are_told_however_many_rows_are_compared_at_a_time(
    keys: list[int], at_a_time: int
) -> None:
    keys.sort()
    rows = np.array(keys, dtype=np.uint64) << np.uint64(4) | np.arange(len(keys), dtype=np.uint64) % np.uint64(16)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "_COMPARED_ROWS", at_a_time)
        assert candidates._shared(rows, 4).tolist() == [keys.count(key) > 1 for key in keys]


@given(holdings)
def test_pairs_are_those_that_share_two_rare_seeds_or_a_band(rows: list[tuple[int, int, bool]]) -> None:
    held: dict[int, set[tuple[int, bool]]] = {}
    carriers: dict[tuple[int, bool], set[int]] = {}
    for key, document, is_seed in rows:
        held.setdefault(document, set()).add((key, is_seed))
        carriers.setdefault((key, is_seed), set()).add(document)
    rare = {key for key, found in carriers.items() if len(found) <= 8}
    sure = {
        (a, b)
        for a, b in combinations(sorted(held), 2)
        if sum(1 if is_seed else 3 for _, is_seed in held[a] & held[b] & {*rare}) >= 3
    }
    found = set(pairs_of(joined([keys_of(rows)], 31)))
    assert sure <= found
    assert all(held[a] & held[b] for a, b in found)


@given(st.lists(st.frozensets(st.integers(0, 3), min_size=2), min_size=1, max_size=6))
def test_the_first_document_counts_like_any_other(buckets: list[frozenset[int]]) -> None:
    rows = [
        (3 * key + more, document, True)
        for key, held in enumerate(buckets)
        for document in sorted(held)
        for more in range(3)
    ]
    wanted = {pair for held in buckets for pair in combinations(sorted(held), 2)}
    assert set(pairs_of(joined([keys_of(rows)], 4))) == wanted


@given(st.permutations(range(30)), st.integers(0, 10))
def test_a_bucket_above_the_cap_still_joins_all_its_documents(order: list[int], least: int) -> None:
    documents = order[least:]
    rows = [(key, document, True) for key in range(40) for document in documents]
    found = pairs_of(joined([keys_of(rows)], 31, CandidateSettings(max_bucket_documents=5)))
    first = min(documents)
    assert {(first, other) for other in documents if other != first} <= set(found)
    assert len(found) < 10 * len(documents)


def test_a_copied_passage_in_a_thousand_documents_gives_each_a_few_partners() -> None:
    rows = [(key, document, True) for key in range(60) for document in range(1000)]
    found = joined([keys_of(rows)], 1000)
    assert 999 <= len(found) <= 1000 * SETTINGS.max_partners_per_document
    assert found.capped_buckets == 60


def test_an_edited_copy_of_a_passage_that_hundreds_hold_has_a_partner() -> None:
    rows = [(key, document, True) for key in range(40) for document in range(300)]
    rows += [(key, 300, True) for key in range(15, 25)]  # a run of fourteen words was left as it is
    found = joined([keys_of(rows)], 301)
    assert 300 in found.b
    assert len(found) <= 301 * SETTINGS.max_partners_per_document


def test_near_partners_are_those_with_which_most_is_shared() -> None:
    rows = [(100 * other + key, document, True) for other in range(1, 30) for key in range(other + 2)
            for document in (0, other)]  # fmt: skip
    found = joined([keys_of(rows)], 30, CandidateSettings(max_partners_per_document=1))
    assert found.is_near.all()  # each is the nearest of its other document
    assert pairs_of(found) == [(0, other) for other in range(1, 30)]


@pytest.mark.parametrize(("most", "kept"), [(40, 43), (2, 42), (1, 40)])
def test_a_document_has_no_more_partners_than_are_asked_for_but_those_that_have_it_as_nearest(
    most: int, kept: int
) -> None:
    """The first shares more and more with 40 others, of which three share a little with one another."""
    rows = [(100 * other + key, document, True) for other in range(1, 41) for key in range(3 + other)
            for document in (0, other)]  # fmt: skip
    rows += [(5_000 + 10 * x + y + 100 * key, document, True) for x, y in ((1, 2), (1, 3), (2, 3)) for key in range(3)
             for document in (x, y)]  # fmt: skip
    settings = CandidateSettings(max_whole_family_documents=most, max_partners_per_document=1)
    found = joined([keys_of(rows)], 41, settings)
    assert (len(found), found.dropped_pairs) == (kept, 43 - kept)
    assert {(0, other) for other in range(1, 41)} <= set(pairs_of(found))


# --------------------------------------------------------------------------- standing text


FOOTER = "The orchard press prints what the valley reports. It belongs to its readers. Write to the lantern office."


def own(number: int, words: int) -> str:
    """Words that no other text has."""
    return " ".join(f"w{number}x{word}" for word in range(words))


def with_footer(count: int) -> list[Document]:
    """Documents of words of their own, each above one standing footer."""
    return [
        Document(
            id=f"{number:05d}",
            text=f"{own(number, 30)}.\n\n{own(-1 - number, 30)}.\n\n"
            f"z{number} opened. Nobody saw q{number}.\n\n{FOOTER}\n",
            sha256="",
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [500, 5000])
def test_a_standing_footer_makes_no_pairs(count: int) -> None:
    documents = with_footer(count)
    with local() as workers:
        found = matched(documents, Settings(), workers, lambda *_: None)
    assert found.outline.is_furniture.sum() == 3 * count
    assert found.steps["candidate_pairs"] == 0


def test_a_passage_of_twenty_documents_that_share_little_else_is_furniture() -> None:
    before = outlined(segment.batch(with_footer(20), SegmentSettings()))
    assert boilerplate.marked(before, ClassifySettings(), 8).is_furniture.sum() == 60
    fewer = outlined(segment.batch(with_footer(19), SegmentSettings()))
    assert not boilerplate.marked(fewer, ClassifySettings(), 8).is_furniture.any()


def test_a_footer_that_is_not_known_as_one_makes_pairs_in_proportion_to_its_carriers() -> None:
    found = {
        count: joined([sketch.keys(segment.batch(with_footer(count), SegmentSettings()), SketchSettings())], count)
        for count in (500, 5000)
    }
    assert 0 < len(found[5000]) <= 11 * len(found[500])


def words_of(rows: Iterable[tuple[int, int]]) -> Keys:
    """Keys of words, given by number and document."""
    held = keys_of((word, document, True) for word, document in rows)
    return replace(held, key=held.key | IS_WORD)


@pytest.mark.parametrize(
    ("runs", "phrases", "pairs"), [(2, 0, 0), (3, 0, 1), (0, 3, 0), (0, 4, 1), (1, 2, 1), (1, 1, 0)]
)
def test_runs_tell_more_than_phrases_which_names_make_too(runs: int, phrases: int, pairs: int) -> None:
    held = keys_of((key, document, True) for key in range(runs + phrases) for document in range(8))
    held.key[8 * runs :] |= IS_PHRASE
    assert len(pairs_of(joined([held], 31))) == 28 * pairs


@pytest.mark.parametrize(("words", "holders", "pairs"), [(11, 2, 0), (12, 2, 1), (12, 8, 28), (500, 9, 0)])
def test_documents_that_share_twelve_words_which_few_others_have_are_a_pair(
    words: int, holders: int, pairs: int
) -> None:
    held = words_of((word, document) for word in range(words) for document in range(holders))
    assert len(pairs_of(joined([held], 31))) == pairs


def test_common_words_fill_no_bucket() -> None:
    held = words_of((1, document) for document in range(1000))
    assert joined([held], 1000).capped_buckets == 0


def keys_of_texts(*texts: str) -> list[set[int]]:
    """The keys of the phrases and runs of some texts: of each a set."""
    batch = segment.batch(
        [Document(id=str(n), text=text, sha256="") for n, text in enumerate(texts)], SegmentSettings()
    )
    keys = sketch.keys(batch, SketchSettings())
    is_phrase = keys.is_seed & (keys.key & IS_WORD == 0)
    return [set(keys.key[is_phrase & (keys.document == n)].tolist()) for n in range(len(texts))]


def test_a_phrase_outlasts_small_words_figures_and_endings() -> None:
    one, other = keys_of_texts(
        "Councillors backed the 14 disputed harbour plans.",
        "A councillor is backing these, with 2 disputes over harbours.",
    )
    assert len(one & other) == 2  # councillor backed disputed, backed disputed harbour


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Councillors backed harbour plans.", "Councillors backed. Harbour plans waited."),  # a passage ends between
        ("委員会は港の計画を承認した。", "港の計画"),  # signs without spaces: their runs tell
        ("They wrote this below the plan: 港計画案", "港計画案"),  # in a text of another language, too
    ],
)
def test_no_phrase_goes_beyond_its_passage_or_is_of_signs(one: str, other: str) -> None:
    ours, theirs = keys_of_texts(one, other)
    assert not ours & theirs


def test_furniture_has_no_keys_and_phrases_are_told_from_runs() -> None:
    text = "Councillors backed the 14 disputed harbour plans.\n\nSailors praised their splendid lantern office."
    batch = segment.batch([Document(id="0", text=text, sha256="")], SegmentSettings())

    def counts(flags: list[bool]) -> tuple[int, int, int]:
        """How many bands, phrases and words the two passages have, without those that are flagged."""
        keys = sketch.keys(replace(batch, is_furniture=np.array(flags)), SketchSettings())
        is_word = keys.key & IS_WORD > 0
        is_phrase = keys.is_seed & ~is_word & (keys.key & IS_PHRASE > 0)
        return int((~keys.is_seed).sum()), int(is_phrase.sum()), int(is_word.sum())

    bands = SketchSettings().bands
    assert counts([False, False]) == (2 * bands, 6, 11)
    assert counts([False, True]) == (bands, 3, 6)
    assert counts([True, True]) == (0, 0, 0)


@given(st.lists(st.sampled_from("the harbour plan backs 14 a council of 委 gate".split()), max_size=30))
def test_phrases_are_of_three_words_of_substance_each(words: list[str]) -> None:
    (keys,) = keys_of_texts(" ".join(words) + ".")
    batch = segment.batch([Document(id="0", text=" ".join(words) + ".", sha256="")], SegmentSettings())
    sizes = (batch.token_end - batch.token_start).tolist()
    solid = [
        (passage, stem)
        for passage, (first, last) in enumerate(pairwise(batch.passage_token.tolist()))
        for stem, weight, size in zip(
            batch.stem[first:last].tolist(), batch.weight[first:last].tolist(), sizes[first:last], strict=True
        )
        if weight > 0.5 and size > 1 and not batch.is_furniture[passage]
    ]
    phrases = {
        tuple(stem for _, stem in solid[k : k + 3]) for k in range(len(solid) - 2) if solid[k][0] == solid[k + 2][0]
    }
    bare = replace(batch, weight=np.zeros(len(batch.weight)))
    runs = sketch.keys(bare, SketchSettings())
    assert len(keys) == len(phrases) + len(set(runs.key[runs.is_seed].tolist()))


def test_the_words_of_a_document_are_a_sample_that_texts_with_the_same_words_share() -> None:
    spelt = ["".join("bdfgklmn"[n // 8**k % 8] + "aeiou"[n // 5**k % 5] for k in range(4)) for n in range(600)]
    texts = [" ".join(words) + "." for words in (spelt, spelt[::-1], spelt[:20], [*spelt[:10], *spelt[:10]])]
    batch = segment.batch([Document(id=text[:9], text=text, sha256="") for text in texts], SegmentSettings())
    keys = sketch.keys(batch, SketchSettings())
    is_word = keys.key & IS_WORD > 0
    held = [set(keys.key[is_word & (keys.document == document)].tolist()) for document in range(len(texts))]
    assert held[0] == held[1]
    assert len(held[0]) == 256
    assert (len(held[2]), len(held[3])) == (20, 10)
    assert keys.is_seed[is_word].all()
