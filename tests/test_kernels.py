"""Tokens, shingles, signatures and common runs; the compiled kernels are held against the plain ones."""

from __future__ import annotations

import math
import subprocess
import sys
import unicodedata
from dataclasses import FrozenInstanceError, dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import PATIENCE
from strategies import same, texts

from provenance import sketch
from provenance.kernels import affine_signatures, content_stems, fold, plain, shingle_hashes, tokenize, word_hash
from provenance.lexicon.words import stem

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def words_of(text: str) -> list[str]:
    starts, ends, _, _ = tokenize(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


@given(texts)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    starts, ends, words, stems = tokenize(text)
    assert (starts < ends).all()
    assert (ends[:-1] <= starts[1:]).all()
    assert len(starts) == len(words) == len(stems)
    assert len(ends) == 0 or ends[-1] <= len(text)


@given(texts)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    held = "".join(words_of(text))
    assert sum(c.isalnum() for c in held) == sum(c.isalnum() for c in text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council’s £11.49m plan", ["The", "council’s", "11.49m", "plan"]),
        ("1,200 people; end.Next", ["1,200", "people", "end", "Next"]),
        ("snake_case and e-mail", ["snake", "case", "and", "e", "mail"]),
        ("東京 is big", ["東", "京", "is", "big"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("co\u00adop\u200berate", ["co\u00adop\u200berate"]),
    ],
)
def test_a_word_keeps_what_belongs_to_it(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Council’s", "council's"),
        ("co\u00adoperate", "cooperate"),
        ("ﬁnance", "finance"),
        ("café", "cafe\u0301"),
        ("ＬＩＤＯ", "lido"),
        ("s\u200be\u200ba", "sea"),
    ],
)
def test_words_that_look_alike_are_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert (tokenize(one)[2] == tokenize(other)[2]).all()


def test_a_letter_with_very_many_marks_takes_no_time() -> None:
    assert fold("a" + "\u0301\u0323" * 50_000) == "a"
    assert unicodedata.normalize("NFC", fold("e\u0301")) == "é"


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 6))
def test_equal_runs_have_equal_shingles_and_others_hardly_ever(words: list[int], width: int) -> None:
    column = np.array(words, dtype=np.uint64)
    hashes = shingle_hashes(column, width)
    runs = [tuple(words[k : k + width]) for k in range(len(words) - width + 1)]
    assert len(hashes) == len(runs)
    assert len(set(hashes.tolist())) == len(set(runs))


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(0, 2**32 - 1), min_size=1), min_size=1, max_size=4), st.integers(1, 1000))
def test_signatures_are_those_of_datasketch(sets: list[list[int]], seed: int) -> None:
    shingles = np.array([shingle for held in sets for shingle in held], dtype=np.uint32)
    starts = np.cumsum([0, *map(len, sets[:-1])], dtype=np.int64)
    signatures = affine_signatures(shingles, starts, *sketch.permutations(32, seed))
    for held, signature in zip(sets, signatures, strict=True):
        theirs = MinHash(num_perm=32, seed=seed, hashfunc=int, scheme="affine32")
        theirs.update_batch(held)
        assert (theirs.hashvalues == signature).all()


@pytest.mark.parametrize(
    ("number", "figures"),
    [("10000", "10000"), ("1,200", "1,200"), ("1990s", "1990"), ("22nd", "22"), ("11.49m", "11.49"), ("3d4x", "3d4")],
)
def test_the_stem_of_a_number_is_its_figures(number: str, figures: str) -> None:
    assert (tokenize(number)[3] == tokenize(figures)[2]).all()
    assert stem(number) == figures


def test_words_of_substance_leave_out_function_words_dates_and_numbers() -> None:
    assert content_stems("The Cabinet approved the plans on Thursday 14 March") == {"cabinet", "approv", "plan"}


# --------------------------------------------------------------------------- hashes of words


def test_a_quarter_of_a_million_words_have_as_many_hashes() -> None:
    syllables = ["ba", "co", "di", "fé", "go", "hul", "kr", "ló", "ma", "ne", "ost", "pra", "qui", "re", "st", "tú"]
    words = {"".join(parts) for length in (1, 2, 3, 4) for parts in product(syllables, repeat=length)}
    words |= {str(number) for number in range(150_000)} | {f"{word}{word}ing" for word in words}
    assert len({word_hash(word) for word in words}) == len(words) > 250_000


def test_every_bit_of_a_word_hash_is_set_for_half_of_the_words() -> None:
    bits = np.unpackbits(np.array([word_hash(str(n)) for n in range(20_000)], dtype=np.uint64).view(np.uint8))
    assert np.abs(bits.reshape(-1, 64).mean(axis=0) - 0.5).max() < 0.02


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", 0x9E3779B97F4A7C15),
        ("a", 0x134268759688C202),
        ("café", 0xCACE9A3BEDE9D6F9),
        ("councillors", 0xB6C9BB25481E554F),
    ],
)
def test_a_word_hash_is_the_same_everywhere(word: str, value: int) -> None:
    assert word_hash(word) == value


# --------------------------------------------------------------------------- compiled and plain


def tokenized_alike(compiled: ModuleType, text: str) -> bool:
    return all(map(same, plain.tokenize(text), compiled.tokenize(text)))


writings = st.lists(
    st.one_of(
        st.sampled_from(
            "the council’s don't 11.49m 1,200 2.5.7 ies flying planned planning classes 10000 Straße İstanbul ŉ ǅ ﬁn "
            "café cafe\u0301 co\u00adop ПРИВЕТ ΟΔΥΣΣΕΥΣ ʼn aʼb ²³ x² ٣.٤ १,२ "
            "東京 かな が ｶﾅ 한국어 ไทย हिन्दी עִברית".split()
        ),
        st.text(alphabet="abeils'’.,19éßЖ東 \u0301\u00ad\u200b", max_size=8),
        st.text(st.characters(), max_size=8),  # surrogates too
        st.sampled_from([" ", ".", ",", "'", "’", "_", "\n", "a" * 80, "é" * 80]),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=500)
@given(writings)
def test_compiled_words_are_the_plain_ones(compiled: ModuleType, text: str) -> None:
    assert tokenized_alike(compiled, text)


def test_compiled_words_are_the_plain_ones_for_every_character(compiled: ModuleType) -> None:
    held = [*range(0x20000), *range(0x2FFF0, 0x31360), *range(0xDFFF0, 0xE0200), 0x10FFFF]
    assert tokenized_alike(compiled, "".join(f"1{chr(c)}2 a{chr(c)}S {chr(c)}" for c in held))


@pytest.mark.parametrize("length", [61, 62, 63, 64, 65, 66, 1000])
@pytest.mark.parametrize("letter", ["a", "s", "É", "ж"])
def test_compiled_words_are_the_plain_ones_at_any_length(compiled: ModuleType, letter: str, length: int) -> None:
    assert tokenized_alike(compiled, letter * length + "'s")


@pytest.mark.parametrize(
    "text",
    ["", "\0", "a\0b", "\ud800", "a\udfffb’\ud800", "a" + "\u0301\u0323" * 50_000, "\u0301" * 100_000, "a'" * 50_000],
    ids=["empty", "zero", "zero inside", "surrogate", "surrogates", "marked", "marks", "quoted"],
)
def test_compiled_words_are_the_plain_ones_of_a_hostile_text(compiled: ModuleType, text: str) -> None:
    assert tokenized_alike(compiled, text)


columns = st.lists(st.integers(0, 2**64 - 1), max_size=40).map(lambda values: np.array(values, dtype=np.uint64))


@given(columns)
def test_compiled_mixing_is_the_plain_one(compiled: ModuleType, values: Any) -> None:
    assert same(plain.mix(values), compiled.mix(values))
    assert same(plain.mix(values[::2]), compiled.mix(values[::2]))


@given(st.lists(columns, max_size=4))
def test_compiled_rows_in_order_are_the_plain_ones(compiled: ModuleType, held: list[Any]) -> None:
    assert same(plain.ordered(held), compiled.ordered(held))
    assert same(plain.ordered([rows[::2] for rows in held]), compiled.ordered([rows[::2] for rows in held]))


@given(
    st.integers(0, 2**32),
    st.sampled_from([30, 700, 9_000, 300_000]),
    st.integers(0, 64),
    st.integers(0, 64),
)
@settings(max_examples=40, deadline=None)
def test_many_rows_are_put_in_order_whichever_of_their_bits_differ(
    compiled: ModuleType, seed: int, count: int, bits: int, shift: int
) -> None:
    drawn = np.random.default_rng(seed).integers(0, 2**64, count, dtype=np.uint64, endpoint=False)
    held = np.uint64(2**bits - 1) << np.uint64(shift) if shift < 64 else np.uint64(0)
    rows = drawn & held
    assert same(plain.ordered([rows[: count // 3], rows[count // 3 :]]), compiled.ordered([rows]))


@given(columns, st.integers(1, 50))
def test_compiled_shingles_are_the_plain_ones(compiled: ModuleType, words: Any, width: int) -> None:
    assert same(plain.shingle_hashes(words, width), compiled.shingle_hashes(words, width))


@given(columns, st.lists(st.integers(0, 40), max_size=12))
def test_compiled_hashes_of_sequences_are_the_plain_ones(compiled: ModuleType, words: Any, cuts: list[int]) -> None:
    first = np.array(sorted(min(cut, len(words)) for cut in (*cuts, 40)), dtype=np.int64)
    hashes = compiled.sequence_hashes(words, first)
    assert same(plain.sequence_hashes(words, first), hashes)
    assert not hashes[np.diff(first) == 0].any()


@given(st.lists(st.tuples(st.integers(), st.text())))
def test_compiled_instances_are_the_plain_ones(compiled: ModuleType, rows: list[tuple[int, str]]) -> None:
    columns = [number for number, _ in rows], [text for _, text in rows], [None] * len(rows)
    made = compiled.instances(Written, *columns)
    assert made == plain.instances(Written, *columns) == [Written(*row) for row in zip(*columns, strict=True)]
    assert {type(one) for one in made} <= {Written}


def test_an_instance_is_frozen_and_holds_what_it_was_given(compiled: ModuleType) -> None:
    text = str(10**9)  # no constant: that of a program may never end
    before = sys.getrefcount(text)
    (one,) = compiled.instances(Written, [1], [text], [text])
    assert one.text is text
    assert sys.getrefcount(text) == before + 2
    with pytest.raises(FrozenInstanceError):
        one.text = ""
    del one
    assert sys.getrefcount(text) == before


@pytest.mark.parametrize("number", [0, 300, 65_535, 0.1234, 0.5, 1.0])
def test_a_number_that_many_instances_have_is_held_once(compiled: ModuleType, number: float) -> None:
    kind = type(number)
    one, other = (compiled.instances(Written, [kind(repr(number))], [""], [None])[0].number for _ in range(2))
    assert one is other
    assert (one, type(one)) == (number, kind)


@pytest.mark.parametrize("number", [-1, -300, 65_536, 2**70, -0.5, -0.0, 0.12345, 1.0001, math.inf, -math.inf, True])
def test_any_other_number_is_the_one_that_was_given(compiled: ModuleType, number: float) -> None:
    (one,) = compiled.instances(Written, [number], [""], [None])
    assert one.number is number


def test_no_number_is_given_up_that_is_none(compiled: ModuleType) -> None:
    (one,) = compiled.instances(Written, [math.nan], [""], [None])
    assert math.isnan(one.number)


def test_memory_can_be_given_back_at_any_time(compiled: ModuleType) -> None:
    for kernels in (plain, compiled):
        assert kernels.release() is None


@dataclass(frozen=True, slots=True)
class Written:
    number: int
    text: str
    more: object = None


@dataclass(frozen=True)
class Unslotted:
    number: int


@dataclass(frozen=True, slots=True)
class Checked:
    number: int

    def __post_init__(self) -> None:
        raise AssertionError


@pytest.mark.parametrize("kind", [Unslotted, Checked, int, len])
def test_compiled_instances_are_those_of_dataclasses_with_slots_alone(compiled: ModuleType, kind: Any) -> None:
    with pytest.raises((TypeError, AttributeError)):
        compiled.instances(kind, [1])


def test_each_field_of_an_instance_needs_a_column_as_long_as_the_others(compiled: ModuleType) -> None:
    for kernels in (plain, compiled):
        with pytest.raises(ValueError):
            kernels.instances(Written, [1], ["a", "b"], [None])
        with pytest.raises(TypeError):
            kernels.instances(Written, [1], ["a"])


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(0, 140), st.integers(0, 3), st.integers(0, 2**32))
def test_compiled_signatures_are_the_plain_ones(
    compiled: ModuleType, sizes: list[int], permutations: int, before: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    starts = before + np.cumsum([0, *sizes])[:-1].astype(np.int64)
    counts = (before + sum(sizes), permutations, permutations)
    shingles, a, b = (random.integers(0, 2**32, count, np.uint32) for count in counts)
    assert same(plain.affine_signatures(shingles, starts, a, b), compiled.affine_signatures(shingles, starts, a, b))


vocabulary = st.integers(1, 6).flatmap(lambda most: st.lists(st.integers(0, most), max_size=60))


@given(vocabulary, vocabulary, vocabulary, st.integers(1, 6))
def test_common_runs_are_maximal_and_equal(first: list[int], second: list[int], shared: list[int], width: int) -> None:
    a, b = first + shared, second + shared
    rows = plain.common_runs(np.array(a, dtype=np.uint64), np.array(b, dtype=np.uint64), width, 8).tolist()
    for x, y, length in rows:
        assert length >= width
        assert a[x : x + length] == b[y : y + length]
        assert a[x + length : x + length + 1] != b[y + length : y + length + 1] or x + length == len(a)
    assert len(set(map(tuple, rows))) == len(rows)


WORDS = np.arange(6, dtype=np.uint64)
SHORT = np.arange(6, dtype=np.uint32)
STARTS = np.array([0, 2])


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("shingle_hashes", (WORDS, 0)),
        ("sequence_hashes", (WORDS, np.array([0, 7]))),
        ("sequence_hashes", (WORDS, np.array([3, 2]))),
        ("sequence_hashes", (WORDS, np.array([-1, 2]))),
        ("affine_signatures", (SHORT, np.array([0, 6]), SHORT, SHORT)),
        ("affine_signatures", (SHORT, np.array([0, 3, 3]), SHORT, SHORT)),
        ("affine_signatures", (SHORT, np.array([3, 0]), SHORT, SHORT)),
        ("affine_signatures", (SHORT, np.array([-1, 3]), SHORT, SHORT)),
        ("affine_signatures", (SHORT, STARTS, SHORT, SHORT[1:])),
    ],
)
def test_both_refuse_what_has_no_meaning(compiled: ModuleType, name: str, arguments: tuple[Any, ...]) -> None:
    for kernels in (plain, compiled):
        with pytest.raises(ValueError):
            getattr(kernels, name)(*arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("tokenize", (b"words", plain.hashes), TypeError),
        ("tokenize", ("e\u0301", lambda _: 1), TypeError),
        ("tokenize", ("e\u0301", lambda _: (1, "2")), TypeError),
        ("tokenize", ("e\u0301", lambda _: (-1, 2)), OverflowError),
        ("tokenize", ("e\u0301", lambda _: 1 // 0), ZeroDivisionError),
        ("mix", (WORDS, np.empty(5, np.uint64)), ValueError),
        ("mix", (WORDS.astype(np.int64), np.empty(6, np.uint64)), TypeError),
        ("mix", (WORDS.astype(">u8"), np.empty(6, np.uint64)), TypeError),
        ("mix", (WORDS, bytes(48)), BufferError),
        ("mix", (np.arange(12, dtype=np.uint64)[::2], np.empty(6, np.uint64)), (BufferError, ValueError)),
        ("ordered", ((WORDS, WORDS), np.empty(11, np.uint64)), ValueError),
        ("ordered", ((WORDS, SHORT), np.empty(12, np.uint64)), TypeError),
        ("ordered", ([WORDS], np.empty(6, np.uint64)), TypeError),
        ("ordered", ((WORDS,), np.empty(6, np.int64)), TypeError),
        ("ordered", ((WORDS,), bytes(48)), BufferError),
        ("shingle_hashes", (WORDS, 5, np.empty(3, np.uint64)), ValueError),
        ("shingle_hashes", (WORDS, 2**62, np.empty(0, np.uint64)), ValueError),
        ("sequence_hashes", (WORDS, STARTS, np.empty(2, np.uint64)), ValueError),
        ("affine_signatures", (WORDS, STARTS, SHORT, SHORT, np.empty((2, 6), np.uint32)), TypeError),
        ("affine_signatures", (SHORT, STARTS, SHORT, SHORT, np.empty((2, 5), np.uint32)), ValueError),
    ],
)
def test_the_compiled_core_refuses_other_arrays(
    compiled: ModuleType, name: str, arguments: tuple[Any, ...], error: type[Exception]
) -> None:
    with pytest.raises(error):
        getattr(compiled._native, name)(*arguments)


def test_a_report_has_the_same_bytes_without_the_compiled_kernels(
    compiled: ModuleType, root: Path, tmp_path: Path
) -> None:
    script = "import sys; from provenance.cli import main; sys.exit(main())"
    without = f"import sys; sys.modules['provenance.kernels._native'] = None; {script}"
    reports = []
    for number, program in enumerate((script, without)):
        path = tmp_path / f"{number}.json"
        command = [sys.executable, "-c", program, "trace", str(root / "samples" / "council"), "-o", str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
        reports.append(path.read_bytes())
    assert reports[0] == reports[1]


def test_the_version_says_which_kernels_work(compiled: ModuleType) -> None:
    script = "import sys; from provenance.cli import main; sys.argv = ['provenance', '--version']; main()"
    without = f"import sys; sys.modules['provenance.kernels._native'] = None; {script}"
    said = [
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=PATIENCE
        ).stdout
        for program in (script, without)
    ]
    assert ["compiled kernels" in said[0], "plain kernels" in said[1]] == [True, True]
