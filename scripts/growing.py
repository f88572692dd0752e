"""Inputs that grow in one respect: what a command is given, for scripts/measure_growth.

Each maker fills a folder with an input of some size and returns the commands to run on it, one after the other; the
size counts what its docstring names. The same size gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import corpora
from newsroom import Voice, lexicon, story

if TYPE_CHECKING:
    from collections.abc import Iterator

Command: TypeAlias = "list[str | Path]"
Maker: TypeAlias = Callable[[Path, int], list[Command]]

FIRST_DAY = date(2019, 1, 7)


# --------------------------------------------------------------------------- words


def _voice(name: object) -> Voice:
    chance = random.Random(f"growing {name}")
    return Voice(chance, lexicon(1), story(chance, lexicon(1)))


def _sentences(name: object, number: int) -> list[str]:
    voice = _voice(name)
    return [voice.sentence() for _ in range(number)]


def _prose(name: object, characters: int) -> str:
    """Sentences of one voice, so many characters of them at most, in paragraphs of five."""

    def grown() -> Iterator[str]:
        voice, size = _voice(name), 0
        for number in count(1):
            sentence = voice.sentence()
            size += len(sentence) + 2
            if size > characters:
                return
            yield sentence + ("\n\n" if number % 5 == 0 else " ")

    return "".join(grown())


def _dated(number: int, *parts: str) -> str:
    day = FIRST_DAY + timedelta(days=number % 1500)
    return "\n\n".join([f"Published: {day.isoformat()}", *parts]) + "\n"


def _folder(place: Path, texts: Iterator[str], suffix: str = ".txt") -> Path:
    """The texts as files, a thousand a folder."""
    for number, text in enumerate(texts):
        path = place / "texts" / f"{number // 1000:03}" / f"{number:06}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place / "texts"


def _pair(place: Path, a: str, b: str) -> list[Command]:
    paths = place / "a.txt", place / "b.txt"
    for path, text in zip(paths, (a, b), strict=True):
        path.write_text(text, encoding="utf-8")
    return [["compare", *paths, "-o", place / "report.json"]]


def _trace(place: Path, folder: Path) -> list[Command]:
    return [["trace", folder, "--no-text", "-o", place / "report.json"]]


# --------------------------------------------------------------------------- two texts


def endless(place: Path, size: int) -> list[Command]:
    """Characters of each of two texts without sentence ends, of which the second half is the same."""
    own = [_prose(f"endless {name}", size // 2).replace(".", "").replace("\n", "") for name in "abc"]
    return _pair(place, own[0] + own[2], own[1] + own[2])


def apart(place: Path, size: int) -> list[Command]:
    """Characters of each of two texts of one subject that share nothing."""
    return _pair(place, _prose("apart", size), _prose("apart too", size))


def edited(place: Path, size: int) -> list[Command]:
    """Characters of a text that is compared with itself, every tenth word changed."""
    text = _prose("edited", size)
    words = text.split(" ")
    words[9::10] = [f"ed{number:x}ited" for number, _ in enumerate(words[9::10])]
    return _pair(place, text, " ".join(words))


def shuffled(place: Path, size: int) -> list[Command]:
    """Characters of a text that is compared with its own sentences in another order."""
    sentences = _prose("shuffled", size).split(". ")
    again = sentences.copy()
    random.Random("shuffled").shuffle(again)
    return _pair(place, ". ".join(sentences), ". ".join(again))


def scattered(place: Path, size: int) -> list[Command]:
    """Characters of each of two texts of words that each stand in some fifty passages, half of the one in the other."""
    chance = random.Random("scattered")
    lexicon = ["".join(chance.choices("abcdefgh", k=8)) for _ in range(max(1, size // 450))]
    words = chance.choices(lexicon, k=size // 9)
    other = [word if chance.random() < 0.7 else chance.choice(lexicon) for word in words]
    half = len(words) // 2
    return _pair(place, " ".join(words), " ".join(other[half:] + other[:half]))


def repeated(place: Path, size: int) -> list[Command]:
    """Characters of each of two texts in which every sentence stands sixty times."""
    own = [_prose(f"repeated {name}", size // 60) for name in "ab"]
    return _pair(place, own[0] * 60, own[0] + own[1] * 59)


def front_matter(place: Path, size: int) -> list[Command]:
    """Keys of the front matter of each of two texts."""
    keys = "".join(f"key{n}: value {n} of {n * 7919 % size}\n" for n in range(size))
    other = "".join(f"key{n}: value {n} of {n * 7927 % size}\n" for n in range(size))
    return _pair(place, f"---\n{keys}---\n{_prose('matter', 2000)}", f"---\n{other}---\n{_prose('matter', 2000)}")


def one_line(place: Path, size: int) -> list[Command]:
    """Characters of each of two texts of one word."""
    letters = "".join(random.Random(3).choices("abcdefghij", k=size))
    return _pair(place, letters, letters[: size // 2] + letters)


# --------------------------------------------------------------------------- many texts


def newsroom(place: Path, size: int) -> list[Command]:
    """Texts of a newsroom, see scripts/corpora.py."""
    corpora.generate(size, place, 1)
    return _trace(place, place / "texts")


def pages(place: Path, size: int) -> list[Command]:
    """Web pages, one in four with a passage of the one before."""

    def made() -> Iterator[str]:
        before: list[str] = []
        for number in range(size):
            told = _sentences(f"page {number}", 14) + before[4:9] * (number % 4 == 3)
            body = "\n".join(f"<p>{sentence}</p>" for sentence in told)
            links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
            yield (
                f"<!doctype html><html><head><title>{told[0]}</title>"
                f'<meta property="article:published_time" content="{FIRST_DAY + timedelta(days=number % 900)}">'
                f"</head><body><nav><ul>{links}</ul></nav><article><h1>{told[0]}</h1>{body}</article></body></html>"
            )
            before = told

    return _trace(place, _folder(place, made(), ".html"))


def templates(place: Path, size: int) -> list[Command]:
    """Bulletins of one template, each with its own figures, of which duplicates are sought."""
    form = _sentences("template", 9)

    def made() -> Iterator[str]:
        chance = random.Random("templates")
        for number in range(size):
            yield _dated(
                number, *(f"{line} It was {chance.randrange(10**6)} at {chance.randrange(10**6)}." for line in form)
            )

    return [["dedupe", _folder(place, made()), "-o", place / "groups.json"]]


def identical(place: Path, size: int) -> list[Command]:
    """Copies of one text, of which duplicates are sought."""
    text = _prose("identical", 2400)
    return [["dedupe", _folder(place, (text for _ in range(size))), "-o", place / "groups.json"]]


def _family(size: int) -> Iterator[str]:
    """Texts each of which has half of one before it, and as much of its own."""
    held: list[list[str]] = []
    chance = random.Random("family")
    for number in range(size):
        own = _sentences(f"family {number}", 8)
        from_one = chance.choice(held[-200:])[:8] if held else []
        held.append(from_one[:5] + own[:6])
        yield _dated(number, *from_one, *own)


def family(place: Path, size: int) -> list[Command]:
    """Texts of one family, each of which has something from one before it."""
    return _trace(place, _folder(place, _family(size)))


def family_page(place: Path, size: int) -> list[Command]:
    """Texts of one family, as a page."""
    return [["trace", _folder(place, _family(size)), "-o", place / "report.html"]]


def explained(place: Path, size: int) -> list[Command]:
    """Texts that quote speeches, of which two are explained."""

    def made() -> Iterator[str]:
        speech = _sentences("speech", 12)
        for number in range(size):
            voice = _voice(f"explained {number}")
            said = voice.chance.sample(speech, 3)
            quotes = [f"“{line[:-1]},” said {voice.about.people[0]}." for line in said]
            yield _dated(number, *(f"{voice.sentence()} {quote} {voice.sentence()}" for quote in quotes))

    folder, report = _folder(place, made()), place / "report.json"
    return [["trace", folder, "-o", report], ["explain", report, "000/000001.txt", "000/000002.txt"]]


def quoted(place: Path, size: int) -> list[Command]:
    """Texts that all quote one other."""
    source = _sentences("quoted", 20)

    def made() -> Iterator[str]:
        yield _dated(0, *source)
        for number in range(1, size):
            own = _sentences(f"quoting {number}", 6)
            yield _dated(number, *own[:3], f"“{source[number % 17]} {source[number % 17 + 1]}”", *own[3:])

    return _trace(place, _folder(place, made()))


def standing(place: Path, size: int) -> list[Command]:
    """Texts that have one standing paragraph in common."""
    paragraph = " ".join(_sentences("standing", 4))
    made = (_dated(n, " ".join(_sentences(f"stands {n}", 10)), paragraph) for n in range(size))
    return _trace(place, _folder(place, made))


def tiny(place: Path, size: int) -> list[Command]:
    """Texts of one sentence."""
    voice = _voice("tiny")
    return _trace(place, _folder(place, (f"{voice.sentence()}\n" for _ in range(size))))


def corrected(place: Path, size: int) -> list[Command]:
    """Texts of which one in ten prints a correction of another, and one in ten withdraws a statement."""

    def made() -> Iterator[str]:
        for number in range(size):
            voice, first = _voice(f"corrected {number}"), _voice(f"corrected {number - number % 10}")
            cost, wrong = (f"£{first.chance.randrange(10**5, 10**6):,}" for _ in range(2))
            told = f"the repair of {first.about.bodies[0]} will cost the town"
            parts = [voice.sentence() for _ in range(8)]
            withdrawn = first.sentence()
            if number % 10 == 5:
                parts[3:3] = [f"Correction: an article on 3 May said that {told} {wrong}. In fact it is {cost}."]
            elif number % 10 == 7:
                parts[3:3] = [f"Correction: we withdraw the statement that {withdrawn[:-1]}, which is not true."]
            else:
                parts[3:3] = [f"Officials say {told} {wrong} in all.", withdrawn]
            yield _dated(number, " ".join(parts))

    return _trace(place, _folder(place, made()))


def archived(place: Path, size: int) -> list[Command]:
    """Texts of an archive that is made, grows by a tenth and is asked for one text."""
    corpora.generate(size, place, 1)
    texts, archive = place / "texts", place / "archive.db"
    late = place / "late"
    for path in sorted(texts.rglob("*.*"))[::10]:
        late.mkdir(exist_ok=True)
        path.rename(late / path.name)
    asked = min(late.iterdir())
    return [
        ["archive", "create", archive, texts],
        ["archive", "add", archive, late],
        ["query", archive, asked, "-o", place / "report.json"],
    ]


def checked(place: Path, size: int) -> list[Command]:
    """Texts that a gate looks at, with a baseline of all that it finds."""
    corpora.generate(size, place, 1)
    texts, baseline = place / "texts", place / "baseline"
    check: Command = ["check", texts, "--fail-on=never", "--baseline", baseline]
    return [[*check, "--update-baseline"], [*check, "-o", place / "report.sarif"]]


SHAPES: dict[str, tuple[Maker, int]] = {
    "endless": (endless, 500_000),
    "apart": (apart, 500_000),
    "edited": (edited, 500_000),
    "shuffled": (shuffled, 500_000),
    "scattered": (scattered, 500_000),
    "repeated": (repeated, 500_000),
    "front matter": (front_matter, 5_000),
    "one line": (one_line, 800_000),
    "newsroom": (newsroom, 5_000),
    "pages": (pages, 1_250),
    "templates": (templates, 5_000),
    "identical": (identical, 5_000),
    "family": (family, 1_250),
    "family page": (family_page, 500),
    "explained": (explained, 500),
    "quoted": (quoted, 2_500),
    "standing": (standing, 2_500),
    "tiny": (tiny, 12_500),
    "corrected": (corrected, 1_000),
    "archived": (archived, 5_000),
    "checked": (checked, 5_000),
}
"""What grows, and the size from which on it is doubled."""
