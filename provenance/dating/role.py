"""What a word does for the tense of its sentence."""

from __future__ import annotations

from typing import ClassVar


class Constant(int):
    """What a name in a class stands for: each a number of its own, told apart by identity.

    An `Enum` looks its members up in Python, at ten times the cost, and the grammar asks for them at every word.
    """

    def __init_subclass__(cls) -> None:
        for number, name in enumerate(cls.__annotations__, 1):
            setattr(cls, name, cls(number))


class Role(Constant):
    """What a word does for the tense of its sentence. A word has one role or none."""

    WILL: ClassVar[Role]
    """Makes a future: will, shall."""
    WOULD: ClassVar[Role]
    """Says nothing of when: would, could, should, might."""
    MUST: ClassVar[Role]
    """Asks for something: must, can, need."""
    IS: ClassVar[Role]
    """Present of *be*."""
    WAS: ClassVar[Role]
    """Past of *be*."""
    BE: ClassVar[Role]
    """Infinitive and participles of *be*."""
    HAS: ClassVar[Role]
    HAD: ClassVar[Role]
    DID: ClassVar[Role]
    PAST: ClassVar[Role]
    """A past tense or past participle."""
    PAST_OR_BASE: ClassVar[Role]
    """A past tense that looks like its present: put, set."""
    PLAN: ClassVar[Role]
    """A participle or adjective that looks ahead: due, scheduled, expected."""
    MOVED: ClassVar[Role]
    """A past tense that moves an event to a later day: postponed, adjourned."""
    ANNOUNCED: ClassVar[Role]
    """A past tense whose object may be yet to come: announced, proposed."""
    REPORTED: ClassVar[Role]
    """A past tense of saying, whose content has a tense of its own: said, told."""
    REPORTS: ClassVar[Role]
    """A present tense of saying or showing."""
    HOPES: ClassVar[Role]
    """A present tense that looks ahead: plans, hopes."""
    COMES: ClassVar[Role]
    """A present tense of a timetable: goes, opens, meets."""
    TO: ClassVar[Role]
    """The mark of the infinitive; also a preposition."""
    ADVERB: ClassVar[Role]
    """May stand inside a verb group."""
    CLAUSE: ClassVar[Role]
    """Opens a new clause."""
    BEFORE: ClassVar[Role]
    """Opens a clause that takes its tense from the one before it; also a limit."""
    AFTER: ClassVar[Role]
    """Opens such a clause; also says that the event is over."""
    IF: ClassVar[Role]
    """Opens a condition."""
    SINCE: ClassVar[Role]
    """A date after it is over: since."""
    UNTIL: ClassVar[Role]
    """A date after it is a limit: until, by."""
    FROM: ClassVar[Role]
    """A date after it opens a range."""
    FOR: ClassVar[Role]
    """A date after it is what was planned for."""
    OF: ClassVar[Role]
    THAN: ClassVar[Role]
    """A date after it is compared with."""
    AT: ClassVar[Role]
    """A date after it is when it happens."""
    PART: ClassVar[Role]
    """Stands between a preposition and its date: the end of, early."""
    DETERMINER: ClassVar[Role]
    JOIN: ClassVar[Role]
    """Joins like with like: and, or."""
