"""Words read otherwise: what a scan, or a hasty hand, makes of a text, told from what a writer makes of it.

A machine that reads print takes letters for others, drops some, parts words and joins them. Word by word its text is
reworded throughout; letter by letter hardly anything differs. No writer changes a text so: who rewords it puts other
words, or other endings. One word tells nothing of this (a name may be another name); many in two texts do.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from provenance.kernels import fold
from provenance.lexicon.words import MONTHS, NUMBERS_IN_WORDS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MIN_READINGS, _MIN_SHARE = 5, 0.4  # distinct words that clearly are misread; of words that differ those that may be
_FEW_READINGS, _NEARLY_ALL = 3, 0.8  # the same where little is shared: hardly a word differs otherwise
_MOST_LETTERS = 0.5  # share of letters that differ, by that of words: of reworded news .54 to .9, of scans .1 to .45
MIN_LIKENESS = 0.5  # of words that may be the same, misread, where many are
_MIN_LETTERS, _CLEAR = 3, 0.6  # of those that clearly are, or of some that were parted or joined
_SAME_START, _MOST_ENDING = 3, 3  # letters: what is alike but for its ending is another form of the word
_MAX_CHANCE = 0.01  # that a word is misread wherever it stands, by the share of words that one text has alone
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-¬=⸗\u00ad][ \t\r]*\n\s*(?=[^\W\d_])")
"""Where the end of a line broke a word, with the hyphens of typewriters, of scanning programs and of Fraktur."""
_SPECK = re.compile(r"(?<=\w)(?:[^\w\s.,:;!?'’\"“”«»()\[\]/–—-]+|_+)(?=\w)")
"""Dirt on the paper, within a word."""


class Readings(NamedTuple):
    """Of two passages, both counted: the words, those that differ, and of these those that may be misread.

    `distinct` are those that clearly are, as one has them and as the other does.
    """

    words: int
    differing: int
    likely: int
    distinct: frozenset[tuple[str, str]]

    @property
    def similarity(self) -> float:
        """How similar the passages are if what may be a misread word counts as the word that it was, 0 to 1."""
        return 1 - (self.differing - self.likely) / max(self.words, 1)


def are_misread(parts: Iterable[tuple[str, str, float]]) -> bool:
    """Whether two texts differ mainly in how their words were read, by the passages that they share.

    Each part is a passage of either, and the similarity of their words.
    """
    held = [(a, b, (1 - similarity) * (len(a) + len(b))) for a, b, similarity in parts]
    letters = sum((1 - Indel.normalized_similarity(a, b)) * (len(a) + len(b)) for a, b, _ in held)
    if letters > _MOST_LETTERS * sum(size for _, _, size in held):
        return False
    found = [readings(a, b) for a, b, _ in held]
    distinct = frozenset[tuple[str, str]]().union(*(one.distinct for one in found))
    likely, differing = sum(one.likely for one in found), sum(one.differing for one in found)
    least = _NEARLY_ALL if len(distinct) < MIN_READINGS else _MIN_SHARE
    return len(distinct) >= _FEW_READINGS and likely >= least * differing


@lru_cache(maxsize=4096)
def readings(text_a: str, text_b: str) -> Readings:
    """What differs between two passages, and what of that is a matter of letters. Cached: it is asked for twice."""
    a, b = words(text_a), words(text_b)
    differing = likely = done_a = done_b = 0
    distinct: set[tuple[str, str]] = set()
    for block in Indel.opcodes(a, b).as_matching_blocks():  # the last is empty, and stands at the end
        old, new = a[done_a : block.a], b[done_b : block.b]
        count = len(old) + len(new)
        differing += count
        if old and new:
            one_by_one = list(zip(old, new, strict=True)) if len(old) == len(new) else []
            alike = sum(_likeness(x, y) >= MIN_LIKENESS for x, y in one_by_one)
            whole = _letters(old), _letters(new)
            likely += count if _likeness(*whole) >= MIN_LIKENESS else 2 * alike
            distinct.update(pair for pair in one_by_one or [whole] if _is_clear(*pair))
        done_a, done_b = block.a + block.size, block.b + block.size
    return Readings(len(a) + len(b), differing, likely, frozenset(distinct))


def look_the_same(x: str, y: str) -> bool:
    """Whether some words, in any case, differ by no more than letters and figures of one shape.

    Asked of any two texts, so of fewer letters than `look_alike`: *boat* may be meant where *boot* stands.
    """
    return _shape(x) == _shape(y)


def _shape(some: str) -> str:
    """Words by the shapes of their letters and figures."""
    shape = some.translate(_OF_ONE_SHAPE)
    for letters, letter in _PARTS:
        shape = shape.replace(letters, letter)
    return shape


_PARTS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_OF_ONE_SHAPE = str.maketrans("1I|0O5", "lllooS")


def look_alike(x: str, y: str) -> bool:
    """Whether two words, in lower case, differ by no more than letters that are taken for each other in print."""
    return _seen(x) == _seen(y)


def _seen(word: str) -> str:
    """A word as it looks: of letters that are taken for each other, one."""
    for letters, letter in _JOINED:
        word = word.replace(letters, letter)
    return word.translate(_TAKEN_FOR)


_JOINED = (("rn", "m"), ("in", "m"), ("ii", "u"), ("ll", "u"), ("vv", "w"), ("cl", "d"), ("li", "h"))
_TAKEN_FOR = str.maketrans("ace0urb1itf5y", "oooonnhllllsv")


def named_otherwise(x: str, y: str) -> Iterator[tuple[str, str, str]]:
    """The days, months and numbers of some words that are others in words as many: the type, and the two.

    One is well read, and what stands in its place is another one, or looks more like another: *Sunday* is no *Saturday*
    misread, nor is *Safurday* a *Sunday*.
    """
    old, new = _LETTERS.findall(_whole(x)), _LETTERS.findall(_whole(y))
    for one, other in zip(old, new, strict=True) if len(old) == len(new) else ():
        a, b = fold(one), fold(other)
        for type_, names in _NAMED:
            if a != b and ((a in names and _is_another(b, a, names)) or (b in names and _is_another(a, b, names))):
                yield type_, one, other


_NAMED = (("date", WEEKDAYS), ("date", MONTHS), ("number", NUMBERS_IN_WORDS))
_LETTERS = re.compile(r"[^\W_]+")


def _is_another(word: str, named: str, names: frozenset[str]) -> bool:
    """Whether a word is more like another of some names than like the one `named`."""
    least = max(_likeness(word, named), MIN_LIKENESS)
    return any(_likeness(word, name) > least for name in names if name != named)


class Settled(NamedTuple):
    """The words, folded, that one text has so often, and the other never, that no chance of reading made them."""

    a: frozenset[str]
    b: frozenset[str]


@lru_cache(maxsize=256)
def settled(text_a: str, text_b: str) -> Settled:
    """What is settled in two texts: it would not be misread each time. Cached: it is asked for with each passage."""
    a, b = _uses(text_a), _uses(text_b)
    own_a, own_b = ({word: count for word, count in x.items() if word not in y} for x, y in ((a, b), (b, a)))
    share = max(sum(own.values()) / max(all_.total(), 1) for own, all_ in ((own_a, a), (own_b, b)))
    return Settled(*(frozenset(word for word in own if share ** own[word] < _MAX_CHANCE) for own in (own_a, own_b)))


@lru_cache(maxsize=256)
def _uses(text: str) -> Counter[str]:
    """How often each word stands in a text. Cached: a text is in many pairs."""
    return Counter(words(text))


def are_settled(x: str, y: str, held: Settled | None) -> bool:
    """Whether names of which one stands for the other are each settled in their text, so that both are meant.

    But for letters that every reading takes for others: those that look alike, and the long s.
    """
    old, new = (_WORD.findall(_whole(side)) for side in (x, y))
    return held is not None and any(
        one[0].isupper() and other[0].isupper() and a in held.a and b in held.b
        and not look_alike(a, b) and a.replace("s", "f") != b.replace("s", "f")
        for one, other in (zip(old, new, strict=True) if len(old) == len(new) else ())
        for a, b in [(fold(one), fold(other))]
    )  # fmt: skip


def likeness(x: str, y: str) -> float:
    """How alike some words are in their letters, 0 to 1, however these are parted into words; figures not at all."""
    return _likeness(_letters(words(x)), _letters(words(y)))


def _letters(some: Iterable[str]) -> str:
    """The letters of some words, however these are parted: by a space, or by a hyphen that was in a line's end."""
    return "".join(some).replace("-", "").replace("'", "")


def words(text: str) -> list[str]:
    """The words of a text, folded, in order: those that a line end broke are whole, and specks in them are none."""
    return [fold(word) for word in _WORD.findall(_whole(text))]


def _whole(text: str) -> str:
    """A text without what parts its words: ends of lines, and dirt on the paper."""
    return _SPECK.sub("", _BROKEN.sub("", text))


def _likeness(x: str, y: str) -> float:
    """How alike two words are in their letters (Levenshtein 1966). Which of two figures is meant these do not tell."""
    return 0.0 if x.isdigit() or y.isdigit() else Levenshtein.normalized_similarity(x, y)


def _is_clear(x: str, y: str) -> bool:
    """Whether of two words one clearly is the other misread: no short one, and no other form of it."""
    is_near = min(len(x), len(y)) >= _MIN_LETTERS and _CLEAR <= _likeness(x, y) < 1
    return is_near and (look_alike(x, y) or not _are_forms(x, y))


def _are_forms(x: str, y: str) -> bool:
    """Whether two words begin alike and differ in an ending, as other forms of one word do."""
    common = next((n for n, (one, other) in enumerate(zip(x, y, strict=False)) if one != other), min(len(x), len(y)))
    return common >= _SAME_START and max(len(x), len(y)) - common <= _MOST_ENDING
