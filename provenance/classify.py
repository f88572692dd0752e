"""Aligned passages to a kind and a degree (copied, paraphrased), and to the changes that alter what is said."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from provenance.kernels import content_stems, tokenize
from provenance.model import Change, Degree, Kind, Span
from provenance.phrasing import fraction
from provenance.wording.units import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.settings import ClassifySettings
    from provenance.wording.units import Unit

_MAX_CHANGE_UNITS = 6  # a longer stretch is reworded, and not looked into for changes
_MAX_SHOWN_UNITS = 3  # a stretch of no more is shown whole
_OPPOSITES = [
    pair.split("/")
    for pair in """
    rose/fell rise/fall rises/falls rising/falling risen/fallen up/down more/fewer more/less higher/lower above/below
    increase/decrease increased/decreased increase/cut increased/cut increased/reduced increase/reduce before/after
    approve/reject approved/rejected accepted/rejected accepted/refused backed/opposed supported/opposed support/oppose
    supports/opposes for/against won/lost win/lose wins/loses guilty/innocent convicted/acquitted open/closed open/shut
    opened/closed opens/closes opening/closing open/close alive/dead confirmed/denied admitted/denied admits/denies
    profit/loss profits/losses gain/loss gained/lost better/worse best/worst allowed/banned
    bought/sold buy/sell true/false safe/unsafe safe/dangerous passed/failed improved/worsened present/absent
    """.split()
]
"""Words of which one, put for the other, turns a statement round."""
_OPPOSED = frozenset((x, y) for pair in _OPPOSITES for x, y in (pair, pair[::-1]))
_POLAR = frozenset(word for pair in _OPPOSITES for word in pair)


def degree_of(similarity: float, containment: float, settings: ClassifySettings) -> tuple[Kind, Degree]:
    """Kind and degree of two passages by the similarity and the containment of their folded words, each 0 to 1."""
    if similarity >= 1.0:
        return _VERBATIM
    if similarity >= settings.min_copied_similarity:
        return _EDITED
    if similarity >= settings.min_light_similarity or containment >= settings.min_light_containment:
        return _LIGHT
    return _HEAVY


_VERBATIM, _EDITED = (Kind.COPIED, Degree.VERBATIM), (Kind.COPIED, Degree.EDITED)
_LIGHT, _HEAVY = (Kind.PARAPHRASED, Degree.LIGHT), (Kind.PARAPHRASED, Degree.HEAVY)


def is_copied_but_for_figures(text_a: str, text_b: str, settings: ClassifySettings) -> bool:
    """Whether two passages are copied if all figures (digits) are taken for the same.

    A bulletin that fills other figures into the same sentences is copied, however short its sentences are.
    """
    return _likeness_but_for_figures(text_a, text_b) >= settings.min_copied_similarity


@lru_cache(maxsize=4096)
def _likeness_but_for_figures(text_a: str, text_b: str) -> float:
    """The similarity of the words of two passages, all figures taken for the same; -1 where the first has none."""
    if not _DIGIT.search(text_a):
        return -1.0
    return float(Indel.normalized_similarity(_words_but_for_figures(text_a), _words_but_for_figures(text_b)))


@lru_cache(maxsize=4096)
def _words_but_for_figures(text: str) -> list[str]:
    """The words of a passage in lower case, each figure replaced by `0`."""
    return _FIGURE.sub("0", text.lower()).split()


_DIGIT, _FIGURE = re.compile(r"\d"), re.compile(r"[0-9][0-9.,:]*")


# --------------------------------------------------------------------------- pieces


_MIN_COMMON_STEMS = 1 / 3  # of the content stems of a piece: with fewer it has nothing of the other passage


@lru_cache(maxsize=8192)
def piece(text: str, other: str, settings: ClassifySettings) -> tuple[Degree, float, Span] | None:
    """A piece of a passage compared with the passage that the whole is aligned to: degree, similarity, place in that.

    None where the piece has nothing of it: two thirds of its content words are not there, or it has no content words
    and is less than lightly paraphrased.
    """
    stems = content_stems(text)
    if stems and len(stems & content_stems(other)) < _MIN_COMMON_STEMS * len(stems):
        return None
    starts, ends, hashes, _ = tokenize(other)
    words, there = tokenize(text)[2].tolist(), hashes.tolist()
    if not words:
        return None
    window = fuzz.partial_ratio_alignment(words, there) if len(words) < len(there) else None
    first, last = (window.dest_start, window.dest_end) if window else (0, len(there))
    blocks = [block for block in Indel.opcodes(words, there[first:last]).as_matching_blocks() if block.size]
    if not blocks:
        return None
    first, last = first + blocks[0].b, first + blocks[-1].b + blocks[-1].size
    similarity = float(Indel.normalized_similarity(words, there[first:last]))
    if not stems and similarity < settings.min_light_similarity:
        return None
    place = Span(int(starts[first]), int(ends[last - 1]))
    _, degree = degree_of(similarity, sum(block.size for block in blocks) / len(words), settings)
    if degree is Degree.LIGHT and is_copied_but_for_figures(text, other[place.start : place.end], settings):
        degree = Degree.EDITED
    return degree, fraction(similarity), place


# --------------------------------------------------------------------------- changes


@lru_cache(maxsize=8192)
def changes(text_a: str, text_b: str) -> tuple[Change, ...]:
    """The differences between two near-verbatim passages that change what is said, in the order of `text_a`.

    These are differences of numbers, money, dates, names, negations and hedges. A change of style, spelling or form is
    none; nor is it one to say more or less than the other, or to have letters that a scan took for others. Stretches of
    more than a few words are rewordings, and not looked into. Results are cached: many pairs share one passage.
    """
    a, b = _said(text_a), _said(text_b)
    stretches = [
        (old, new)
        for old, new in _replaced(a.keys, b.keys)
        if max(old.stop - old.start, new.stop - new.start) <= _MAX_CHANGE_UNITS
    ]
    telling = [
        (old, new)
        for old, new in stretches
        if _may_tell(a.signs[old], b.signs[new])
        and not _look_alike(_words(text_a, a.units[old]), _words(text_b, b.units[new]))
    ]
    if not telling:
        return ()
    gone = {key for old, new in stretches if new.start == new.stop for key in a.keys[old]}
    moved = gone & {key for old, new in stretches if old.start == old.stop for key in b.keys[new]}
    return tuple(change for old, new in telling for change in _told(text_a, text_b, a.units[old], b.units[new], moved))


def _look_alike(x: str, y: str) -> bool:
    """Whether some words differ by no more than letters that a scan takes for each other. Figures differ by theirs."""
    return _seen(x) == _seen(y)


def _seen(words: str) -> str:
    """Words as they look: of letters and figures that are taken for each other, one."""
    seen = words.translate(_TAKEN_FOR)
    for letters, letter in (("rn", "m"), ("vv", "w"), ("cl", "d")):
        seen = seen.replace(letters, letter)
    return seen


_TAKEN_FOR = str.maketrans("1I|0O5", "lllooS")


class _Said(NamedTuple):
    """The units of a passage, the key by which each is compared, and the types of change each may make, as flags."""

    units: tuple[Unit, ...]
    keys: list[str]
    signs: bytes


@lru_cache(maxsize=8192)
def _said(text: str) -> _Said:
    """A passage split into units. Cached: a passage is compared with each of its likes in turn."""
    found = units(text)
    return _Said(found, [unit.key for unit in found], bytes(map(_sign, found)))


_ON_BOTH = {"number": 1, "date": 2, "name": 4, "gender": 8, "quantity": 16}
_ON_EITHER = {"rank": 32, "hedge": 64, "negation": 128}
_SIGNS = {"": 0, **_ON_BOTH, **_ON_EITHER}
_BOTH, _EITHER = sum(_ON_BOTH.values()), sum(_ON_EITHER.values())


def _sign(unit: Unit) -> int:
    """The types of change that a unit may make, as flags: `_ON_BOTH` only where the other side has the type, too."""
    sign = _SIGNS[unit.type]
    return sign | _ON_EITHER["negation"] if unit.is_negated or _is_polar(unit.key) else sign


def _may_tell(old: bytes, new: bytes) -> bool:
    """Whether two stretches of units with these flags may say different things: most need no closer look."""
    said = now = 0
    for sign in old:
        said |= sign
    for sign in new:
        now |= sign
    return bool(said & now & _BOTH or (said | now) & _EITHER)


def _told(text_a: str, text_b: str, old: Sequence[Unit], new: Sequence[Unit], moved: set[str]) -> Iterator[Change]:
    """The changes between a stretch and the one in its place."""
    told: set[tuple[str, str]] = set()
    for type_ in _differing(old, new) if _is_told(old, new, moved) else ():
        words = _shown(text_a, text_b, old, new, type_)
        if not any(words[0] in a and words[1] in b for a, b in told):
            yield Change(_TOLD_AS.get(type_, type_), *words)
        told.add(words)


def _is_told(old: Sequence[Unit], new: Sequence[Unit], moved: set[str]) -> bool:
    """Whether a stretch may change what is said: it stands for another, or is short and has not only moved."""
    if old and new:
        return True
    said = [unit for unit in (*old, *new) if unit.type or unit.is_negated]
    return max(len(old), len(new)) <= _MAX_SHOWN_UNITS and not all(unit.key in moved for unit in said)


_TOLD_AS = {"rank": "name", "gender": "name", "quantity": "hedge"}


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """The differing stretches of two word sequences, as pairs of slices."""
    start_a = start_b = 0
    for block in Indel.opcodes(a, b).as_matching_blocks():  # the last is empty, and stands at the end
        if block.a > start_a or block.b > start_b:
            yield slice(start_a, block.a), slice(start_b, block.b)
        start_a, start_b = block.a + block.size, block.b + block.size


def _differing(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[str]:
    """The types of unit in which two stretches say different things."""
    if _is_turned_round(old, new):
        yield "negation"
    said, now = {unit.type for unit in old}, {unit.type for unit in new}
    if said | now == _PLAIN:
        return
    if "number" in said and "number" in now and _is_other_number(_of(old, "number"), _of(new, "number")):
        yield "number"
    if "date" in said and "date" in now and _is_other_day(_of(old, "date"), _of(new, "date")):
        yield "date"
    if "name" in said and "name" in now and _is_other_name(old, new):
        yield "name"
    if ("rank" in said or "rank" in now) and (_has_lost_rank(old, new) or _has_lost_rank(new, old)):
        yield "rank"
    for type_ in ("gender", "quantity"):
        if type_ in said and type_ in now and {u.value for u in _of(old, type_)} != {u.value for u in _of(new, type_)}:
            yield type_
    if ("hedge" in said or "hedge" in now) and _hedges(old) != _hedges(new):
        yield "hedge"


_PLAIN = {""}


def _hedges(side: Sequence[Unit]) -> Counter[object]:
    return Counter(unit.value for unit in _of(side, "hedge"))


def _has_lost_rank(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether what has a rank in one stretch stands without it in the other."""
    keys = {unit.key for unit in other}
    return any(unit.value[0] in keys for unit in _of(one, "rank"))


def _of(side: Sequence[Unit], type_: str) -> list[Unit]:
    return [unit for unit in side if unit.type == type_ or (type_ == "negation" and unit.is_negated)]


def _is_turned_round(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    is_polar = any(_is_polar(unit.key) for unit in (*old, *new))
    opposed = is_polar and any(_are_opposed(x.key, y.key) for x in old for y in new)
    more = len(_of(new, "negation")) - len(_of(old, "negation"))
    return more % 2 == 0 if opposed else more != 0


_UN = re.compile(
    r"(?:un|non-?)(?=\w{4})|(?:in|im|il|ir)(?=\w+(?:ble|ate|ent|ant|ive|al|ct|ure|ite|lar|ete|bly|ly)$)|"
    r"dis(?=(?:agree|approv|like|honest|satisf|able|connect|continu|allow|trust|prov|obey|respect|advantag))"
)


@lru_cache(maxsize=50_000)
def _is_polar(key: str) -> bool:
    """Whether a word may be the opposite of some other: most are of none."""
    word = key.removeprefix("hedge:")
    return word.endswith(("ful", "less")) or word in _POLAR or _UN.match(word) is not None


def _are_opposed(x: str, y: str) -> bool:
    """Whether one word is the other's opposite, by a prefix, an ending or the table."""
    x, y = x.removeprefix("hedge:"), y.removeprefix("hedge:")
    longer, shorter = (x, y) if len(x) > len(y) else (y, x)
    if longer.endswith(shorter) and (prefix := _UN.match(longer)) and longer[prefix.end() :] == shorter:
        return True
    is_turned = x.endswith(("ful", "less")) and x != y and x.replace("less", "ful") == y.replace("less", "ful")
    return is_turned or (x, y) in _OPPOSED


def _is_other_number(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    if not old or not new:
        return False
    fewer, more = sorted((old, new), key=len)
    return not all(any(_is_same_number(x.value, y.value) for y in more) for x in fewer)


def _is_same_number(x: tuple[object, ...], y: tuple[object, ...]) -> bool:
    """Whether two numbers have a reading in common; of two ranges both ends, and a range is no single number."""
    if _is_range(x) is not _is_range(y):
        return False
    shared = [any(_agree(one, other) for other in y) for one in x]
    return all(shared) if _is_range(x) else any(shared)


def _is_range(readings: tuple[object, ...]) -> bool:
    return "from" in str(readings[0])


def _agree(x: object, y: object) -> bool:
    assert isinstance(x, tuple)
    assert isinstance(y, tuple)
    return isclose(x[0], y[0], rel_tol=1e-9) and (x[1] == y[1] or not x[1] or not y[1])


def _is_other_day(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether two dates contradict each other in a part that both give; another way to say when is no contradiction."""
    said: list[dict[str, set[object]]] = []
    for side in (old, new):
        parts: dict[str, set[object]] = {}
        for unit in side:
            for part, value in unit.value:  # type: ignore[misc]
                parts.setdefault(part, set()).add(value)  # type: ignore[has-type]
        said.append(parts)
    return any(said[0][part].isdisjoint(said[1][part]) for part in said[0].keys() & said[1].keys())


def _is_other_name(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether another is named: neither a part of the name nor its initials."""
    names = [[str(part) for unit in _of(side, "name") for part in unit.value] for side in (old, new)]
    fewer, more = sorted(names, key=lambda held: (len(held), held))
    if not fewer or set(fewer) <= set(more):
        return False
    return fewer != ["".join(part[0] for part in more)] and "".join(fewer) != "".join(more)


def _shown(text_a: str, text_b: str, old: Sequence[Unit], new: Sequence[Unit], type_: str) -> tuple[str, str]:
    """The words of a change: what carries it, and where one side has nothing of the kind, what stands there instead."""
    held, there = _of(old, type_), _of(new, type_)
    if type_ == "rank" or not (held and there):
        is_short = max(len(old), len(new)) <= _MAX_SHOWN_UNITS
        has_more = any(unit.type in {"number", "date", "name"} for unit in (*old, *new))
        if is_short and (not has_more or type_ == "rank"):
            held, there = list(old), list(new)
        elif not (held or there):
            pairs = [(x, y) for x in old for y in new if _are_opposed(x.key, y.key)]
            held, there = [x for x, _ in pairs], [y for _, y in pairs]
    if type_ == "name":
        held, there = _first_run(held), _first_run(there)
    a, b = _words(text_a, held), _words(text_b, there)
    if type_ == "date" and a[-5:] == b[-5:] and _YEAR.fullmatch(a[-5:]):
        return a[:-5], b[:-5]  # the year of both says nothing
    return a, b


def _first_run(names: list[Unit]) -> list[Unit]:
    """The words of the first name, which nothing but a space parts."""
    end = next((n for n, (x, y) in enumerate(pairwise(names), 1) if y.start - x.end > 1), len(names))
    return names[:end]


_YEAR = re.compile(r"\s\d{4}")


def _words(text: str, side: Sequence[Unit]) -> str:
    return " ".join(text[side[0].start : side[-1].end].split()) if side else ""
