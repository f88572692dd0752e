#!/usr/bin/env python3
"""Makes newsroom corpora of any size with reuse planted at known places: texts, and beside them the truth.

usage: scripts/corpora.py DOCUMENTS FOLDER [--seed S]

Writes FOLDER/texts (what to trace: .txt, some .md with front matter, 1,000 a folder) and FOLDER/truth.json. From a
program: `corpora.generate(1000, folder, seed=1)` and `corpora.load(folder)`. The same number and seed give the same
bytes.

Documents are made-up news (newsroom.py) of 2.4 kB on average, 3 in 100 in Cyrillic, Greek or Han. Planted are:

families    a passage of 2 to 6 sentences in one document, its source, and in others, `verbatim` (same words; quotation
            marks, dashes and spaces may differ), `light` (5 to 15 % of its words changed) or `heavy` (30 to 50 %).
            Sizes follow a power law. A change replaces, removes or inserts one to three words; half of the words put
            in are neighbours of the old one in the lexicon, so that the same stands for the same in every text. In
            a quarter of the heavy copies two sentences change places.
reposts     a whole document again, `verbatim`, between the furniture of a page, a forum or a feed; whatever was
            planted in it is in the repost too
events      two documents of one story: names, places, days and rare words in common, and no passage (hard negatives)
standing    footers and notes that many documents end with: no reuse, and no error either; counted by themselves

`truth.json`: {"seed", "documents", "families": [{"kind": "passage|repost|standing", "members": [{"document", "start",
"end", "level": "source|verbatim|light|heavy", "changed": share of words}]}], "events": [[a, b]]}. Offsets count code
points of the text as in the file, so that text[start:end] is the passage. The level is to the source: two copies with
changes of their own are further from each other. `document` is the path below texts/, which is the id in a report.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom import FIRST_DAY, MONTHS, ForeignVoice, Story, Voice, foreign, lexicon, story, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom import Lexicon

PLANTED_SHARE, REPOST_SHARE, EVENT_SHARE, STANDING_SHARE = 0.4, 0.04, 0.06, 0.3
"""Of all documents: places in families, reposts, documents in events, documents with a standing footer."""
LEVELS = (("verbatim", 40), ("light", 35), ("heavy", 25))
RATES = {"verbatim": (0.0, 0.0), "light": (0.05, 0.15), "heavy": (0.30, 0.50)}
FOREIGN = ("cyrillic", "cyrillic", "greek", "han")
PLAIN = str.maketrans("“”’–\u00a0\u202f", '""\'-  ')
"""Typography as a text editor of another house leaves it; one character for one, so that places stay."""


@dataclass(frozen=True, slots=True)
class Member:
    """One carrier of a planted passage: where it stands, how it was changed, and the share of words changed."""

    document: str
    start: int
    end: int
    level: str
    changed: float = 0.0


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage to be set into a document: its sentences, of which family, at which level."""

    family: int
    sentences: tuple[str, ...]
    level: str
    changed: float


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its path below texts/, where its body stands, and the members of families in it."""

    path: str
    text: str
    body: tuple[int, int]
    members: tuple[tuple[int, Member], ...]


@dataclass(slots=True)
class Plan:
    """What every document will carry, decided before any is written."""

    families: list[list[tuple[int, str]]] = field(default_factory=list)
    reposts: dict[int, int] = field(default_factory=dict)
    events: list[tuple[int, int]] = field(default_factory=list)
    standing: dict[int, int] = field(default_factory=dict)


def plan(documents: int, seed: int) -> Plan:
    """Who carries what: (number, level) of each family's members, source first; which repeats whom; who ends how."""
    chance = random.Random(f"plan {seed} {documents}")
    made = Plan()
    order = chance.sample(range(documents), documents)
    reposts, order = order[: int(documents * REPOST_SHARE)], order[int(documents * REPOST_SHARE) :]
    made.reposts = {number: chance.choice(order) for number in reposts}
    places = order[: int(documents * PLANTED_SHARE)]
    while len(places) > 1:
        size = min(len(places), family_size(chance, documents))
        carriers, places = places[:size], places[size:]
        if len(places) < 2:
            carriers, places = carriers + places, []
        names, weights = zip(*LEVELS, strict=True)
        made.families.append(
            [(n, chance.choices(names, weights)[0] if k else "source") for k, n in enumerate(carriers)]
        )
    some = chance.sample(order, int(documents * EVENT_SHARE) // 2 * 2)
    made.events = list(zip(some[::2], some[1::2], strict=True))
    carriers = chance.sample(order, int(documents * STANDING_SHARE))
    group = 0
    while carriers:
        size = max(25, int(documents / 15 / (1 + group)))
        made.standing.update(dict.fromkeys(carriers[:size], group))
        carriers = carriers[size:]
        group += 1
    return made


def family_size(chance: random.Random, documents: int) -> int:
    """2 and more, with a chance falling as the power 2.2 of the size; at most a fiftieth of all, and 300."""
    return min(int(2 * (1 - chance.random()) ** (-1 / 1.2)), max(4, min(300, documents // 50)))


# --------------------------------------------------------------------------- edits


def edited(chance: random.Random, language: Lexicon, sentences: Sequence[str], level: str) -> Planted:
    """The sentences of a copy at a level, and the share of words changed."""
    rate = chance.uniform(*RATES[level])
    if not rate:
        plain = chance.random() < 0.3
        return Planted(0, tuple(s.translate(PLAIN) if plain else s for s in sentences), level, 0.0)
    words = [(word, number) for number, sentence in enumerate(sentences) for word in sentence.split(" ")]
    wanted = max(1, round(rate * len(words)))
    kept: dict[int, list[str]] = {}
    while len(kept) < wanted:
        first = chance.randrange(len(words))
        for place in range(first, min(len(words), first + chance.choice((1, 1, 1, 2, 2, 3)), first + wanted)):
            if place not in kept and len(kept) < wanted:
                kept[place] = _change(chance, language, words[place][0])
    lines: list[list[str]] = [[] for _ in sentences]
    for place, (word, number) in enumerate(words):
        lines[number] += kept.get(place, [word])
    if level == "heavy" and chance.random() < 0.25:
        first = chance.randrange(len(lines) - 1)
        lines[first], lines[first + 1] = lines[first + 1], lines[first]
    whole = (" ".join(line) for line in lines)
    finished = tuple(s[0].upper() + s[1:] + ("" if s[-1] in ".”。" else ".") for s in whole if s)
    return Planted(0, finished, level, round(wanted / len(words), 4))


def _change(chance: random.Random, language: Lexicon, word: str) -> list[str]:
    """What stands for one word after an edit: another, none, or it and one more. Marks around it stay."""
    core = word.strip("“”\"'.,;。")
    before, _, after = word.partition(core)
    other = language.synonyms.get(core.lower()) if chance.random() < 0.5 else None
    other = other or chance.choices(language.words["N"], cum_weights=language.weights["N"])[0]
    draw = chance.random()
    if draw < 0.55:
        return [before + other + after]
    if draw < 0.8:
        return [before + after] if (before + after).strip(",") else []
    return [before + core, other + after]


# --------------------------------------------------------------------------- documents


def _voice(seed: int, number: int, about: Story | None = None) -> Voice | ForeignVoice:
    chance = random.Random(f"document {seed} {number}")
    if chance.random() < 0.03 and about is None:
        script = chance.choice(FOREIGN)
        return ForeignVoice(chance, script, *foreign(script, seed))
    language = lexicon(seed)
    return Voice(chance, language, about or story(chance, language))


def _paragraphs(voice: Voice | ForeignVoice, words: int) -> list[list[str]]:
    """Paragraphs of one to four sentences, together about so many words."""
    found: list[list[str]] = []
    count = 0
    while count < words:
        found.append([voice.sentence() for _ in range(voice.chance.choice((1, 1, 2, 2, 3, 4)))])
        count += sum(len(sentence.split()) if " " in sentence else 20 for sentence in found[-1])
    return found


def _body(voice: Voice | ForeignVoice, planted: Sequence[Planted]) -> tuple[str, list[tuple[int, int]]]:
    """The body of a document, and where each planted passage stands in it."""
    chance = voice.chance
    length = min(2500, max(60, chance.lognormvariate(5.62, 0.55)))
    paragraphs = _paragraphs(voice, int(length) - sum(len(" ".join(p.sentences).split()) for p in planted) // 2)
    marks = sorted(chance.randrange(len(paragraphs) + 1) for _ in planted)
    pieces, spans, size = [], [], 0

    def add(text: str) -> tuple[int, int]:
        nonlocal size
        pieces.append(text)
        size += len(text)
        return size - len(text), size

    for place in range(len(paragraphs) + 1):
        for passage in (p for p, mark in zip(planted, marks, strict=True) if mark == place):
            gap = chance.choice((" ", " ", "\n\n"))
            spans.append(add(gap.join(passage.sentences)))
            add(chance.choice((" ", "\n\n", "\n\n")))  # may run on in one paragraph with what follows
        if place < len(paragraphs):
            add(" ".join(paragraphs[place]))
            add("\n\n")
    return "".join(pieces).rstrip() + "\n", spans


def _heading(voice: Voice | ForeignVoice, number: int) -> tuple[str, str]:
    """What stands above the body, and the suffix of the file: front matter, a byline, a dateline, or a title alone."""
    chance, title = voice.chance, voice.headline()
    day = voice.about.day if isinstance(voice, Voice) else FIRST_DAY + timedelta(days=number % 1200)
    draw = chance.random()
    if draw < 0.2:
        return f'---\ntitle: "{title}"\ndate: {day.isoformat()}\nid: {number}\n---\n\n', ".md"
    if draw < 0.45:
        return f"{title}\n\nPublished {day.day} {MONTHS[day.month - 1]} {day.year}\n\n", ".txt"
    if draw < 0.6 and isinstance(voice, Voice):
        month = MONTHS[day.month - 1]
        return f"{title}\n\n{voice.about.places[0].upper()}, {month} {day.day}, {day.year} (Coastal Wire) — ", ".txt"
    return f"{title}\n\n", ".txt"


FURNITURE = (
    ("Home | News | Sport | Weather\nShare this\nEmail\nPrint\n\n", "\n\nShare\nRelated stories\n3 comments\n"),
    ("Post by {name} » {day}\n\nReply with quote\n\n", "\n\nTop\n\n{name}\nPosts: 412\nJoined: 3 years ago\n"),
    ("Originally published by the {body} on {day}.\n\n", "\n\nSign up for our newsletter\nAll rights reserved.\n"),
    ("", "\n\nAdvertisement\n\nMost read\nSubscribe now\n"),
)


def _repost(seed: int, number: int, path: str, source: Document) -> Document:
    """A whole text again, in the furniture of another page."""
    chance = random.Random(f"repost {seed} {number}")
    language = lexicon(seed)
    told = story(chance, language)
    before, after = chance.choice(FURNITURE)
    given = {"name": told.people[0], "body": told.bodies[0], "day": written(told.day, chance)}
    start, end = source.body
    body = source.text[start:end]
    if chance.random() < 0.4:
        body = body.translate(PLAIN)
    heading = before.format(**given)
    offset = len(heading) - start
    members = tuple(
        (
            family,
            Member(path, m.start + offset, m.end + offset, "verbatim" if m.level == "source" else m.level, m.changed),
        )
        for family, m in source.members
        if m.end <= end
    )
    return Document(path, heading + body + after.format(**given), (len(heading), len(heading) + len(body)), members)


def _standing(seed: int, group: int) -> str:
    """The footer of one publisher: one or two sentences and a legal line."""
    chance = random.Random(f"standing {seed} {group}")
    voice = Voice(chance, lexicon(seed), story(chance, lexicon(seed)))
    return f"{voice.sentence()} {voice.sentence()} © {voice.about.bodies[0]} {2015 + group % 9}. All rights reserved."


def documents(count: int, seed: int) -> Iterator[Document]:
    """All documents of a corpus, in an order that has a source before its reposts, each with what is planted in it.

    Families are numbered as in the plan; standing footers follow them, numbered after the last family.
    """
    made = plan(count, seed)
    language = lexicon(seed)
    held: dict[int, list[tuple[int, str]]] = {}
    sources: list[tuple[str, ...]] = []
    for number, members in enumerate(made.families):
        for carrier, level in members:
            held.setdefault(carrier, []).append((number, level))
        voice = _voice(seed, count + number)
        if isinstance(voice, ForeignVoice) and voice.script == "han":  # without spaces there are no words to change
            voice = Voice(voice.chance, language, story(voice.chance, language))
        sources.append(tuple(voice.sentence() for _ in range(voice.chance.choice((2, 3, 3, 4, 5, 6)))))
    together = {n: told for pair in made.events for told in [_told(seed, pair, language)] for n in pair}
    repeated = set(made.reposts.values())
    kept: dict[int, Document] = {}
    for number in range(count):
        if number in made.reposts:
            continue
        voice = _voice(seed, number, together.get(number))
        planted = []
        for family, level in held.get(number, ()):
            copy = Planted(family, sources[family], level, 0.0)
            if level != "source":
                copy = edited(voice.chance, language, sources[family], level)
            planted.append(Planted(family, copy.sentences, level, copy.changed))
        group = made.standing.get(number)
        footer = None if group is None else (len(made.families) + group, _standing(seed, group))
        document = _document(voice, number, planted, footer)
        if number in repeated:
            kept[number] = document
        yield document
    for number, source in made.reposts.items():
        yield _repost(seed, number, _path(number, ".txt"), kept[source])


def _told(seed: int, pair: tuple[int, int], language: Lexicon) -> Story:
    return story(random.Random(f"event {seed} {pair}"), language)


def _path(number: int, suffix: str) -> str:
    return f"{number // 1000:03}/{number:06}{suffix}"


def _document(
    voice: Voice | ForeignVoice, number: int, planted: Sequence[Planted], footer: tuple[int, str] | None
) -> Document:
    heading, suffix = _heading(voice, number)
    path = _path(number, suffix)
    body, spans = _body(voice, planted)
    start = len(heading)
    members = [
        (p.family, Member(path, start + first, start + last, p.level, p.changed))
        for p, (first, last) in zip(planted, spans, strict=True)
    ]
    text = heading + body
    if footer:
        members.append((footer[0], Member(path, len(text) + 1, len(text) + 1 + len(footer[1]), "verbatim")))
        text += "\n" + footer[1] + "\n"
    return Document(path, text, (start, start + len(body)), tuple(members))


# --------------------------------------------------------------------------- files


def generate(count: int, folder: Path, seed: int = 1) -> dict[str, Any]:
    """Writes `folder`/texts and `folder`/truth.json, and gives the truth. Does nothing where they are there already."""
    if (folder / "truth.json").is_file():
        return load(folder)
    made = plan(count, seed)
    repeated = set(made.reposts.values())
    families: list[list[Member]] = [[] for _ in range(len(made.families) + 1 + max(made.standing.values(), default=-1))]
    whole: dict[str, Document] = {}
    paths: dict[int, str] = {}
    sizes = 0
    for document in documents(count, seed):
        place = folder / "texts" / document.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(document.text.encode())
        sizes += place.stat().st_size
        number = int(place.stem)
        paths[number] = document.path
        if number in made.reposts or number in repeated:
            whole[document.path] = document
        for family, member in document.members:
            families[family].append(member)
    rows = [_row("passage" if n < len(made.families) else "standing", members) for n, members in enumerate(families)]
    copies: dict[int, list[int]] = {source: [] for source in sorted(repeated)}
    for copy, source in made.reposts.items():
        copies[source].append(copy)
    for source, others in copies.items():
        held = [whole[paths[n]] for n in (source, *others)]
        places = [Member(d.path, *d.body, "verbatim" if k else "source") for k, d in enumerate(held)]
        rows.append(_row("repost", places))
    truth = {
        "seed": seed, "documents": count, "bytes": sizes, "families": [row for row in rows if len(row["members"]) > 1],
        "events": sorted(sorted((paths[a], paths[b])) for a, b in made.events),
    }  # fmt: skip
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    return truth


def _row(kind: str, members: Sequence[Member]) -> dict[str, Any]:
    first = sorted(members, key=lambda m: (m.level != "source", m.document))
    return {"kind": kind, "members": [asdict(member) for member in first]}


def load(folder: Path) -> dict[str, Any]:
    """The truth of a corpus."""
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return truth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    truth = generate(given.documents, given.folder, given.seed)
    kinds = [row["kind"] for row in truth["families"]]
    counted = ", ".join(f"{kinds.count(kind):,} {kind}" for kind in ("passage", "repost", "standing"))
    print(f"{truth['documents']:,} documents, {truth['bytes']:,} bytes; families: {counted}")


if __name__ == "__main__":
    main()
