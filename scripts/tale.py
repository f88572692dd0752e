"""What a simulated cascade is made of: the story, the texts that tell it, and their lines. For scripts/cascades.py."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from datetime import date

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Line:
    """A sentence with its slots filled and its days open. `speaker`: who says it, of a direct quotation.

    `recast`: how one may tell it anew, while nobody has changed it. `shown`: as the last writer told it; empty once it
    is edited. `is_over`: that writer told its event as past.
    """

    text: str
    speaker: str | None = None
    recast: str = ""
    is_led: bool = False
    shown: str = ""
    is_over: bool = False


@dataclass(frozen=True)
class Text:
    """One text of a cascade. `parents` are the ids of the texts that it took words from, the main one first."""

    id: str
    genre: str
    outlet: str
    written: date
    lines: tuple[Line, ...]
    parents: tuple[str, ...] = ()
    is_hidden: bool = False
    written_out: str = ""


@dataclass
class Story:
    """What a cascade is about, and who writes of it. `news`: lines that a reporter may write, each of them once."""

    chance: random.Random
    bank: dict[str, Any]
    words: dict[str, str]
    days: dict[str, date]
    speakers: list[str]
    habits: dict[str, float]
    news: list[Line] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def drawn(self, habit: str) -> bool:
        return self.chance.random() < self.habits[habit]

    def few(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def filled(self, template: str) -> str:
        """A template of the bank with its slots filled; the first letter is a capital."""
        text = _SLOT.sub(lambda slot: self.words[slot[1]], template)
        text = _SLOT.sub(lambda slot: self.words[slot[1]], text)
        return text[:1].upper() + text[1:]

    def some(self, key: str, count: int) -> list[Line]:
        """Lines of the bank: quotations, or what a release tells."""
        lines = self.chance.sample(self.bank[key], min(count, len(self.bank[key])))
        if key == "quotes":
            return [Line(text, self.speakers[int(who) - 1]) for who, text in lines]
        return [self.line(pair) for pair in lines]

    def line(self, pair: list[str]) -> Line:
        """A sentence of the bank that has another wording beside it."""
        text, recast = map(self.filled, pair)
        return Line(text, recast=recast)

    def own(self, low: int, high: int) -> list[Line]:
        """Lines of a reporter's own, as far as there are any left."""
        return [self.news.pop() for _ in range(min(self.few(low, high), len(self.news)))]
