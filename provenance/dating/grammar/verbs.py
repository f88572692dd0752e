"""Verb groups: where one ends and what it says of its event, by its auxiliary, its verb and what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from provenance.dating.grammar.auxiliaries import PARTICIPLES, find_auxiliary, is_infinitive
from provenance.dating.grammar.participles import is_adjective, is_no_verb
from provenance.dating.grammar.presents import is_apposed, is_ending, is_headed, is_named, is_object, is_subject
from provenance.dating.role import Constant, Role

if TYPE_CHECKING:
    from provenance.dating.words import Words


class Sense(Constant):
    """What a verb group says of its event at the time of writing."""

    OVER: ClassVar[Sense]
    """It has happened."""
    COMING: ClassVar[Sense]
    """It will happen."""
    PLANNED: ClassVar[Sense]
    """It is due to happen."""
    PRESENT: ClassVar[Sense]
    """It happens: with an exact day, a timetable."""
    REQUIRED: ClassVar[Sense]
    """It must or can happen."""
    MOVED: ClassVar[Sense]
    """It was moved, perhaps to the date."""
    ANNOUNCED: ClassVar[Sense]
    """It was spoken of; only a date right behind the verb is that of the speaking."""
    SAID: ClassVar[Sense]
    """Somebody spoke; what was said has a tense of its own."""
    UNBOUND: ClassVar[Sense]
    """An infinitive without a verb to hang on, as in headlines."""
    SILENT: ClassVar[Sense]
    """Nothing: would, was due to, says."""


class Group(NamedTuple):
    """A verb group: word indices `first` to `last`.

    `is_bare`: a participle or past without auxiliary. `is_perfect`: with has or have. `is_passive`: with *be*.
    `is_loose`: what it dates lies before the date. `is_inherited`: it stands in an earlier clause than the date.
    """

    sense: Sense
    first: int
    last: int
    is_bare: bool = False
    is_perfect: bool = False
    is_passive: bool = False
    is_loose: bool = False
    is_inherited: bool = False


_BY_PARTICIPLE = {
    Role.PAST: Sense.OVER,
    Role.PAST_OR_BASE: Sense.OVER,
    Role.PLAN: Sense.PLANNED,
    Role.MOVED: Sense.MOVED,
    Role.ANNOUNCED: Sense.ANNOUNCED,
    Role.REPORTED: Sense.SAID,
}
_BY_AUXILIARY = {Role.WILL: Sense.COMING, Role.WOULD: Sense.SILENT, Role.MUST: Sense.REQUIRED, Role.DID: Sense.OVER}
_BEFORE_DEEDS = {Role.BEFORE, Role.AFTER, Role.OF, Role.FOR, Role.SINCE}
"""Behind these stands what has a verb of its own to date it: since being sacked."""
_BEING, _HAVING = {Role.IS, Role.WAS}, {Role.HAS, Role.HAD}  # asked at every word: a set is not made anew each time
_PRESENTS = {Role.COMES, Role.HOPES, Role.REPORTS}
_LEADS = {Role.OF, Role.AT, Role.FOR}
_MODALS = {Role.WILL, Role.WOULD, Role.MUST}
_MAX_GOVERNOR_WORDS = 25
_MAX_JOINED_WORDS = 12
_MAX_NEAR_WORDS = 3
_MAX_ASKED_WORDS = 8


def group_at(words: Words, at: int) -> Group | None:
    """The verb group whose last word stands at `at`, if one does."""
    role = words.roles[at]
    if role is None:
        return None
    if role in PARTICIPLES:
        return None if is_no_verb(words, at) or is_adjective(words, at) else _participle_group(words, at)
    if role in _BY_AUXILIARY:
        return Group(_BY_AUXILIARY[role], at, at)
    if role in _BEING:
        return Group(_being(words, at), at, at)
    if role is Role.SINCE:
        return Group(Sense.OVER, at, at)
    if role in _HAVING:
        return _having(words, at)
    if role is Role.TO and is_infinitive(words, at):
        return _infinitive_group(words, at)
    if role is Role.PART:
        return Group(Sense.PRESENT, at, at) if is_ending(words, at) else None
    return _present_group(words, at)


def _present_group(words: Words, at: int) -> Group | None:
    """A present tense without auxiliary, where the word is no noun."""
    role = words.roles[at]
    if role not in _PRESENTS and words.forms[at] not in words.language.foresees:
        return None
    auxiliary = find_auxiliary(words, at)[2]
    if auxiliary is not None and (auxiliary is not Role.HAS or words.forms[at] in words.language.base_participles):
        return None
    if role is Role.COMES and not words.forms[at].endswith("s") and not is_subject(words, at):
        return None
    if role is Role.COMES and words.forms[at].endswith("s") and (is_object(words, at) or is_apposed(words, at)):
        return None
    is_next = words.form(at - 1) in words.language.following and words.is_noun(at - 2)  # Lee next competes in
    if (words.determines(at - 1) and not is_next) or words.role(at - 1) in _LEADS:
        return None
    if is_named(words, at) or is_headed(words, at):
        return None
    if role is Role.COMES:
        return Group(Sense.PRESENT, at, at)
    is_base = not words.forms[at].endswith(("s", words.language.gerund_ending))
    if role is Role.HOPES and words.role(at + 1) is Role.TO and (not is_base or is_subject(words, at)):
        return Group(Sense.PLANNED, at, at)
    is_silent = role is Role.REPORTS or words.forms[at] in words.language.foresees
    return Group(Sense.SILENT, at, at) if is_silent else None


def _participle_group(words: Words, at: int) -> Group | None:
    """The group of a past or participle: its auxiliary decides, and without one the word itself."""
    first, has_be, auxiliary = find_auxiliary(words, at)
    sense = _BY_PARTICIPLE[words.roles[at]]  # type: ignore[index]
    if sense is Sense.PLANNED and words.form(at - 1) == words.language.as_word:
        return None  # returned as expected on 3 May
    if sense is Sense.PLANNED and words.form(at - 1) in words.language.formerly:
        sense = Sense.SILENT
    if sense is Sense.PLANNED and words.form(at + 1) in words.language.off:
        sense = Sense.OVER  # was tipped off
    if words.forms[at] in words.language.past_plans and words.role(at + 1) not in {Role.TO, Role.FOR}:
        sense = Sense.OVER
    if auxiliary is None and has_be:
        is_held = words.is_gerund(at - 1) and words.role(at - 2) not in _BEFORE_DEEDS
        return Group(Sense.SILENT, at, at) if is_held else None  # the talks being held
    if auxiliary is None:
        return _joined_group(words, at) or Group(sense, at, at, is_bare=True)
    if auxiliary is Role.TO:
        group = _infinitive_group(words, first)
        return group._replace(last=at) if group else None
    if auxiliary in _MODALS:
        return Group(_BY_AUXILIARY[auxiliary], first, at)
    if auxiliary is Role.IS:
        return Group(_passive_present(words, at, sense), first, at)
    if auxiliary is Role.HAS:
        return Group(sense, first, at, is_perfect=True, is_passive=has_be)
    if sense is Sense.PLANNED:
        sense = Sense.SILENT
    return Group(sense, first, at, is_passive=has_be or auxiliary is Role.WAS)


def _joined_group(words: Words, at: int) -> Group | None:
    """The group of a participle joined to one with an auxiliary: to be dated 15 March and delivered 16 March."""
    if words.role(at - 1) is not Role.JOIN:
        return None
    for index in range(at - 2, max(-1, at - _MAX_JOINED_WORDS), -1):
        if words.breaks[index]:
            return None
        if words.roles[index] is Role.BE and words.role(index - 1) in {Role.TO, Role.WILL}:
            return Group(Sense.PLANNED if words.roles[index - 1] is Role.TO else Sense.COMING, index - 1, at)
        if words.roles[index] in PARTICIPLES and (group := group_at(words, index)):
            is_ahead = group.sense in {Sense.COMING, Sense.PLANNED, Sense.REQUIRED} and not group.is_bare
            return group._replace(last=at) if is_ahead else None
    return None


def _passive_present(words: Words, at: int, sense: Sense) -> Sense:
    """What *is* with a participle says: a plan, a record of something past, or a timetable."""
    if words.forms[at] in words.language.recorded:
        return Sense.SILENT
    return Sense.PLANNED if sense is Sense.PLANNED or words.role(at + 1) is Role.TO else Sense.PRESENT


def _having(words: Words, at: int) -> Group | None:
    """What *has* or *had* says without a participle known to us; None where a modal before it decides."""
    if find_auxiliary(words, at)[2] in {Role.WILL, Role.WOULD, Role.MUST, Role.TO}:
        return None
    if words.roles[at] is Role.HAD and words.role(at + 1) is Role.BE and words.role(at + 2) is Role.HOPES:
        return Group(Sense.SILENT, at, at)  # had been hoping to
    is_over = words.roles[at] is Role.HAD or words.role(at + 1) is Role.BE
    is_over |= words.form(at + 1) in words.language.base_participles
    return Group(Sense.OVER if is_over else Sense.PRESENT, at, at)


def _being(words: Words, at: int) -> Sense:
    """What *is* or *was* says together with the words behind it."""
    index = at + 1
    while words.role(index) is Role.ADVERB:
        index += 1
    is_plan = (words.role(index) in {Role.TO, Role.PLAN, Role.HOPES} and not is_no_verb(words, index)) or (
        words.form(index) in {"going", "about"} and words.role(index + 1) is Role.TO
    )
    if words.roles[at] is Role.WAS:
        return Sense.SILENT if is_plan else Sense.OVER
    return Sense.PLANNED if is_plan else Sense.PRESENT


def _infinitive_group(words: Words, at: int) -> Group | None:
    """The sense of an infinitive is that of the verb it hangs on; without one it is a headline's future."""
    governor = None
    for index in range(at - 1, max(-1, at - _MAX_GOVERNOR_WORDS), -1):
        if words.breaks[index]:
            break
        if words.roles[index] is not Role.TO and (governor := group_at(words, index)):
            break
    if not words.language.implicatives.isdisjoint({words.form(at - 1), words.form(at - 2)}) and (
        governor is None or governor.last < at - 2
    ):
        return None  # they lost, helping to end his rule in 1993
    if governor is None:
        is_aside = words.form(at - 1) == ","
        is_plan = words.role(at + 1) is Role.BE or (is_aside and (_looks_ahead(words, at - 1) or _will_be(words, at)))
        sense = Sense.PLANNED if is_plan else Sense.UNBOUND
        return Group(sense, at, at + 1, is_bare=True)
    is_perfect = words.role(at + 1) is Role.HAS and words.role(at + 2) in {*PARTICIPLES, Role.BE}
    sense = _infinitive_sense(words, governor, is_perfect)
    is_asked = words.roles[governor.last] is Role.IS and words.is_gerund(governor.last + 1)
    is_far = (
        at - governor.last > (_MAX_ASKED_WORDS if is_asked else _MAX_NEAR_WORDS)
        and words.forms[governor.last] not in words.language.foresees
    )
    if sense is Sense.PLANNED and governor.sense is not sense and is_far:
        sense = Sense.SILENT
    is_loose = is_asked and at - governor.last > _MAX_NEAR_WORDS  # is asking those who can to come on 3 May
    return Group(sense, governor.first, at + 1, is_bare=sense is Sense.PLANNED, is_loose=is_loose)


def _will_be(words: Words, at: int) -> bool:
    """Whether a future stands right behind an aside: the bill, to mature on 2 May, will be sold."""
    rest = words.forms[at:]
    return "," in rest and words.role(at + rest.index(",") + 1) is Role.WILL


def _looks_ahead(words: Words, at: int) -> bool:
    """Whether the last verb before a comma makes a future: is expected to be approved, to take effect."""
    for index in range(at - 1, max(-1, at - _MAX_GOVERNOR_WORDS), -1):
        if words.roles[index] in {Role.WILL, Role.PLAN} or (
            words.roles[index] is Role.TO and words.role(index - 1) is Role.IS
        ):
            return True
        if words.roles[index] in {Role.WAS, Role.HAD, Role.DID, Role.WOULD}:
            return False
    return False


def _infinitive_sense(words: Words, governor: Group, is_perfect: bool) -> Sense:
    """What *to do* says after a governing verb."""
    if governor.sense in {Sense.COMING, Sense.PLANNED, Sense.REQUIRED}:
        return governor.sense
    if words.forms[governor.last] in words.language.adjusted:
        return Sense.SILENT  # have been restated to reflect the split
    if words.forms[governor.last] in words.language.foresees:
        return Sense.PLANNED  # expects sales to start by 15 July
    if governor.sense is Sense.PRESENT and words.forms[governor.last] in words.language.depicted:
        return governor.sense  # arrives to hold talks
    is_able = words.form(governor.last + 1) in words.language.able
    if (is_able or words.forms[governor.last] in words.language.implicatives) and governor.sense is Sense.OVER:
        return Sense.OVER
    if is_perfect:
        return Sense.OVER if governor.sense in {Sense.OVER, Sense.SAID, Sense.PRESENT} else Sense.SILENT
    return Sense.PLANNED if governor.sense is Sense.PRESENT or governor.is_perfect else Sense.SILENT
