"""Two near-verbatim passages to the changes that alter what is said."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from provenance.lexicon.opposites import OPPOSITES
from provenance.model import Change
from provenance.wording.readings import MIN_LIKENESS, are_settled, likeness, look_the_same, named_otherwise
from provenance.wording.units import spelling, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provenance.wording.readings import Settled
    from provenance.wording.units import Unit

_MAX_CHANGE_UNITS = 6  # a longer stretch is reworded, and not looked into for changes
_MAX_SHOWN_UNITS = 3  # a stretch of no more is shown whole
_OPPOSED = frozenset((spelling(x), spelling(y)) for x, y in OPPOSITES)
_POLAR = frozenset(word for pair in _OPPOSED for word in pair)


@lru_cache(maxsize=8192)
def changes(
    text_a: str, text_b: str, *, are_misread: bool = False, settled: Settled | None = None
) -> tuple[Change, ...]:
    """The differences between two near-verbatim passages that change what is said, in the order of `text_a`.

    These are differences of numbers, money, dates, names, negations and hedges. A change of style, spelling or form is
    none; nor is it one to say more or less than the other, or to have letters that a scan took for others. Stretches of
    more than a few words are rewordings, and not looked into. Where words of either text `are_misread`, what is written
    nearly as in the other is none either, figures aside, and names that are `settled` in the texts on either side.
    Results are cached: many pairs share one passage.
    """
    a, b = _said(text_a), _said(text_b)
    if (exchange := _exchange(a, b)) is not None:
        type_, places = exchange
        return tuple(Change(type_, _words(text_a, a.units[x]), _words(text_b, b.units[y])) for x, y in places)
    stretches = [
        (old, new)
        for old, new in _replaced(a.keys, b.keys)
        if max(old.stop - old.start, new.stop - new.start) <= _MAX_CHANGE_UNITS
    ]
    telling = [
        (old, new)
        for old, new in stretches
        if (are_misread or _may_tell(a.signs[old], b.signs[new]))
        and not look_the_same(x := _words(text_a, a.units[old]), y := _words(text_b, b.units[new]))
        and not (are_misread and _is_reading(x, y) and not are_settled(x, y, settled))
    ]
    if not telling:
        return ()
    gone = {key for old, new in stretches if new.start == new.stop for key in a.keys[old]}
    moved = gone & {key for old, new in stretches if old.start == old.stop for key in b.keys[new]}
    tell = _told_as_read if are_misread else _told
    told = [told for old, new in telling for told in tell(text_a, text_b, a.units[old], b.units[new], moved)]
    is_named = any(change.type == "name" and type_ != "pronoun" for type_, change in told)
    # Who is another is spoken of as such: that goes without saying.
    meant = dict.fromkeys(change for type_, change in told if not (is_named and type_ == "pronoun"))
    if are_misread:
        return tuple(change for change in meant if change.type != "name" or _is_meant(change, settled))
    return tuple(meant)


def _is_meant(change: Change, settled: Settled | None) -> bool:
    """Whether a name is another one, in texts of which words are misread."""
    return likeness(change.a, change.b) < MIN_LIKENESS or are_settled(change.a, change.b, settled)


def _is_reading(x: str, y: str) -> bool:
    """Whether some words are others misread.

    No figures are in them, but for a mark that was misread within; no other day or number is named; and neither has
    only a letter or an affix more.
    """
    if _FIGURE.search(f"{x} {y}"):
        return _POINT.sub(".", x) == _POINT.sub(".", y)
    is_affixed = x.startswith(y) or y.startswith(x) or x.endswith(y) or y.endswith(x)
    return not is_affixed and likeness(x, y) >= MIN_LIKENESS and next(named_otherwise(x, y), None) is None


_FIGURE = re.compile(r"(?<![^\W_])[0-9]+(?![^\W_])")
_POINT = re.compile(r"(?<=[0-9])[.,:;'’•·](?=[0-9])")


class _Said(NamedTuple):
    """The units of a passage, the key by which each is compared, and the types of change each may make, as flags."""

    units: tuple[Unit, ...]
    keys: list[str]
    signs: bytes


@lru_cache(maxsize=1024)
def _said(text: str) -> _Said:
    """A passage split into units. Cached: a passage is compared with each of its likes in turn."""
    found = units(text)
    return _Said(found, [unit.key for unit in found], _signs(found))


_ON_BOTH = {"number": 1, "date": 2, "name": 4, "gender": 8, "quantity": 16}
_ON_EITHER = {"rank": 32, "hedge": 64, "negation": 128}
_SIGNS = {"": 0, **_ON_BOTH, **_ON_EITHER, "pronoun": _ON_BOTH["gender"]}
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


def _told(
    text_a: str, text_b: str, old: Sequence[Unit], new: Sequence[Unit], moved: set[str]
) -> Iterator[tuple[str, Change]]:
    """The changes between a stretch and the one in its place, each with the type of the units that differ."""
    told: set[tuple[str, str]] = set()
    for type_ in _differing(old, new) if _is_told(old, new, moved) else ():
        words = _shown(text_a, text_b, old, new, type_)
        if not all(words) and max(len(old), len(new)) > _MAX_SHOWN_UNITS and type_ in _ON_EITHER:
            continue  # nothing stands in its place: more was reworded
        if not any(words[0] in a and words[1] in b for a, b in told):
            yield type_, Change(_TOLD_AS.get(type_, type_), *words)
        told.add(words)


def _told_as_read(
    text_a: str, text_b: str, old: Sequence[Unit], new: Sequence[Unit], moved: set[str]
) -> Iterator[tuple[str, Change]]:
    """The same where words may be misread, so that only one side still has a word of a day or a number."""
    x, y = _words(text_a, old), _words(text_b, new)
    told = list(_told(text_a, text_b, old, new, moved)) if _may_tell(_signs(old), _signs(new)) else []
    yield from told or ((type_, Change(type_, one, other)) for type_, one, other in named_otherwise(x, y))


def _signs(side: Sequence[Unit]) -> bytes:
    return bytes(map(_sign, side))


def _is_told(old: Sequence[Unit], new: Sequence[Unit], moved: set[str]) -> bool:
    """Whether a stretch may change what is said: it stands for another, or is short and has not only moved."""
    if old and new:
        return True
    said = [unit for unit in (*old, *new) if unit.type or unit.is_negated]
    return max(len(old), len(new)) <= _MAX_SHOWN_UNITS and not all(unit.key in moved for unit in said)


_TOLD_AS = {"rank": "name", "gender": "name", "pronoun": "name", "quantity": "hedge"}


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """The differing stretches of two word sequences, as pairs of slices."""
    start_a = start_b = 0
    for block in Indel.opcodes(a, b).as_matching_blocks():  # the last is empty, and stands at the end
        if block.a > start_a or block.b > start_b:
            yield slice(start_a, block.a), slice(start_b, block.b)
        start_a, start_b = block.a + block.size, block.b + block.size


def _exchange(a: _Said, b: _Said) -> tuple[str, list[tuple[slice, slice]]] | None:
    """What two passages, otherwise the same, have in each other's place (*Ann beat Bob*, *Bob beat Ann*), and its type.

    No places where they are members of a list, of which the order says nothing; None where nothing is exchanged. The
    longest common subsequence may keep one of the two, and take the other for moved.
    """
    if len(a.keys) != len(b.keys) or a.keys == b.keys:
        return None
    differing = [n for n, (x, y) in enumerate(zip(a.keys, b.keys, strict=True)) if x != y]
    first, last = differing[0], differing[-1] + 1
    x, y = a.keys[first:last], b.keys[first:last]
    for head in range(1, min(_MAX_SHOWN_UNITS, len(x) - 2) + 1):
        for tail in range(1, min(_MAX_SHOWN_UNITS, len(x) - head - 1) + 1):
            if x == y[-head:] + y[tail:-head] + y[:tail]:
                # At the end of either a capital is not that of a sentence.
                types = {unit.type for unit in (*a.units[last - tail : last], *b.units[last - head : last])}
                between = a.units[first + head : last - tail]
                if len(types) > 1 or not types <= _LISTED:
                    return None
                (type_,) = types
                if all(unit.type == type_ or unit.key in _BETWEEN_MEMBERS for unit in between):
                    return type_, []
                heads, tails = slice(first, first + head), slice(last - tail, last)
                return type_, [(heads, slice(first, first + tail)), (tails, slice(last - head, last))]
    return None


_LISTED = {"name", "number", "date"}
_BETWEEN_MEMBERS = {"and", "or", "nor", "with", "v", "vs", "versus"}


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
    if "pronoun" in said and "pronoun" in now and len(old) == len(new) and _stand_for_others(old, new):
        yield "pronoun"
    if ("hedge" in said or "hedge" in now) and _are_hedged_otherwise(old, new):
        yield "hedge"


_PLAIN = {""}


def _stand_for_others(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether *he* stands where *she* stood, in two stretches of equal length."""
    return any(x.type == y.type == "pronoun" and x.value != y.value for x, y in zip(old, new, strict=True))


def _are_hedged_otherwise(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether two stretches claim differently. *I'd* may be *I would*, and may be no hedge."""
    said, now = (Counter(unit.value for unit in _of(side, "hedge")) for side in (old, new))
    more, less = said - now, now - said
    for missing, other in ((more, new), (less, old)):
        missing[("will",)] -= sum(unit.key.endswith("'d") for unit in other)
    return bool(+more or +less)


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
    """Whether another is named: neither a part of the name nor its initials, and not who is described by one."""
    names = [[str(part) for unit in _of(side, "name") for part in unit.value] for side in (old, new)]
    fewer, more = sorted(names, key=lambda held: (len(held), held))
    if not fewer or all(any(_is_one_name(x, y) for y in more) for x in fewer):
        return False
    if _describes(old) is not _describes(new):
        return False
    return fewer != ["".join(part[0] for part in more)] and "".join(fewer) != "".join(more)


def _is_one_name(x: str, y: str) -> bool:
    """Whether two words name one country or its people: *Russia*, *Russian*, *Russians*."""
    shorter, longer = sorted((x, y), key=len)
    ending = longer.removeprefix(shorter)
    return not ending or (longer.startswith(shorter) and _OF_PEOPLE.fullmatch(f"{shorter[-3:]}|{ending}") is not None)


_OF_PEOPLE = re.compile(r"(?:.(?:an|[^i]i|at|ve)|.?ese)\|s|.[ei]a\|ns?|...\|(?:i?ans?|is?|ish|ese)")
"""The last letters of the shorter of two such words, and what the longer one has more."""


def _describes(side: Sequence[Unit]) -> bool:
    """Whether a stretch describes someone by a name, as *the Russian president* does; a name alone does not."""
    return side[0].type == side[-1].type == "" and any(unit.type == "name" for unit in side[1:-1])


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
