"""The join: who shares keys, however they are laid out; and that nothing common makes it grow."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import boilerplate, candidates, join, segment, sketch
from provenance.batch import IS_PHRASE, IS_WORD, Keys, outlined
from provenance.engines.local import local
from provenance.engines.spool import in_order
from provenance.join import Sieve
from provenance.matching import matched
from provenance.model import Document
from provenance.settings import CandidateSettings, ClassifySettings, SegmentSettings, Settings, SketchSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.candidates import Candidates

MANY_BYTES = 1 << 40
SETTINGS = CandidateSettings()
links = st.sets(st.tuples(st.integers(0, 15), st.integers(16, 30)))
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
    touched = join.touches(
        parts, documents, settings, lambda rows: in_order(rows, max_bytes), lambda: none, least=join.ENOUGH
    )
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
        join.touches(
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
    change = join.Change(keys[0], keys[1], sieves[0], sieves[1], moved)
    anew = join.touched_anew(told[0], change, len(names[1]), settings)
    assert anew.pair.tolist() == told[1].pair.tolist()
    assert anew.weight.tolist() == told[1].weight.tolist()
    assert anew.discount.tolist() == told[1].discount.tolist()
    assert anew.capped_buckets == told[1].capped_buckets


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
        patch.setattr(join, "_COMPARED_ROWS", at_a_time)
        assert join._shared(rows, 4).tolist() == [keys.count(key) > 1 for key in keys]


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


# --------------------------------------------------------------------------- kin


def copied(documents: Iterable[int], keys: Iterable[int]) -> list[tuple[int, int, bool]]:
    """A passage, as so many keys that all of some documents hold."""
    held = list(documents)
    return [(key, document, True) for key in keys for document in held]


@pytest.mark.parametrize("carriers", [4, 9, 40, 99])
@pytest.mark.parametrize(("kept", "is_found"), [(2, False), (3, True)])
def test_a_reworded_copy_is_found_in_a_family_of_any_size(carriers: int, kept: int, *, is_found: bool) -> None:
    rows = copied(range(carriers), range(40)) + copied([carriers], range(10, 10 + kept))
    found = pairs_of(joined([keys_of(rows)], carriers + 1))
    assert ((0, carriers) in found) is is_found
    assert ({(n, carriers) for n in range(carriers)} <= set(found)) is is_found


@pytest.mark.parametrize("documents", [12, 40, 99])
def test_fillings_of_one_form_are_no_kin(documents: int) -> None:
    assert not pairs_of(joined([keys_of(copied(range(documents), range(3)))], documents))


def test_phrases_that_others_hold_are_none_of_a_family_that_has_them_too() -> None:
    family, others, stranger = range(20), range(20, 60), 60
    rows = copied(family, range(40)) + copied([*family, *others, stranger], range(100, 103))
    found = pairs_of(joined([keys_of(rows)], 61))
    assert {(a, b) for a, b in found if b < 20} == set(combinations(family, 2))
    assert not {(a, b) for a, b in found if b >= 20}


@given(links, links, st.integers(1, 40))
def test_kin_that_share_are_counted_or_told_by_some_of_them(
    kin: set[tuple[int, int]], alike: set[tuple[int, int]], asked: int
) -> None:
    told = candidates._Kin.of(touches_of(kin), 31)
    pairs = sorted(alike | kin)
    one, other = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    assert all(told.count(other) == [sum(n in pair for pair in kin) for n in other.tolist()])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "_MOST_KIN", asked)
        sharing = told.sharing(one, other, touches_of(alike)).tolist()
    for a, b, found in zip(one.tolist(), other.tolist(), sharing, strict=True):
        relatives = sorted({x + y - b for x, y in kin if b in (x, y)})
        true = sum((min(a, n), max(a, n)) in alike for n in relatives)
        if len(relatives) <= asked:
            assert found == true
        else:
            assert round(found * asked / len(relatives), 9) in range(asked + 1)
            assert found > 0 or true < len(relatives)


def touches_of(pairs: Iterable[tuple[int, int]]) -> join.Touches:
    """Pairs of 31 documents that share something."""
    rows = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    packed = join.packed_pairs(rows[:, 1], rows[:, 0], 31)
    return join.Touches(packed, np.ones(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64), 0)


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
