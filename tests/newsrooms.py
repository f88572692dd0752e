"""A newsroom of made-up words: stories that take from releases and from each other, and change from day to day."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [f"{a}{b}{c}" for a in ("bar", "tol", "mer", "sin") for b in ("ka", "ri", "lo", "ne") for c in ("m", "th", "s")]
FOOTER = "Subscribers to the harbour bulletin receive this page every morning before the ferries leave the pier."
ASIDES = "the council and a lamp on every second bridge near old mills that nobody has painted since".split()


def sentence(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=9) + chance.sample(ASIDES, 6)
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


def paragraphs(chance: random.Random, count: int) -> list[str]:
    return [" ".join(sentence(chance) for _ in range(3)) for _ in range(count)]


class Newsroom:
    """Stories that take from releases and from each other, some twice the same, most with one standing footer."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(f"newsroom {seed}")
        self.releases = [paragraphs(self.chance, 3) for _ in range(4)]
        (root / "inbox").mkdir(parents=True)
        (root / "stories").mkdir()
        for number, release in enumerate(self.releases):
            (root / "inbox" / f"{number}.txt").write_text("\n\n".join(release), "utf-8")
        for number in range(30):
            self.put(f"stories/{number:02}.txt", has_footer=number < 25)

    def put(self, name: str, *, has_footer: bool = True) -> str:
        """A story of its own words, or with a release, or with a part of another story, or the same as one."""
        way = self.chance.randrange(5)
        others = sorted((self.root / "stories").iterdir())
        body = paragraphs(self.chance, 2)
        if way == 0:
            body[1:1] = self.chance.choice(self.releases)[: self.chance.randint(1, 3)]
        elif way == 1 and others:
            body.append(self.chance.choice(others).read_text("utf-8").split("\n\n")[0])
        if way == 2 and others:
            text = self.chance.choice(others).read_text("utf-8")
        else:
            text = "\n\n".join([*body, FOOTER] if has_footer else body)
        (self.root / name).write_text(text, "utf-8")
        return name

    def change(self) -> frozenset[str]:
        """Some stories written anew, one added, one removed; the ids of those that are there to be judged."""
        numbers = self.chance.sample(range(30), 5)
        (self.root / "stories" / f"{numbers.pop():02}.txt").unlink()
        names = {f"stories/{number:02}.txt" for number in numbers} | {"stories/new.txt"}
        return frozenset(self.put(name, has_footer=self.chance.random() < 0.5) for name in sorted(names))

    def stir(self) -> None:
        """Some stories removed, some written anew or added."""
        for number in self.chance.sample(range(40), 10):
            name, way = f"stories/{number:02}.txt", self.chance.randrange(3)
            if way == 0:
                (self.root / name).unlink(missing_ok=True)
            else:
                self.put(name, has_footer=way == 1)
