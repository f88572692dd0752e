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
standing    footers that many documents end with, and the furniture around reposts: no reuse, and no error either;
            counted by themselves

`truth.json`: {"seed", "documents", "families": [{"kind": "passage|repost|standing", "members": [{"document", "start",
"end", "level": "source|verbatim|light|heavy", "changed": share of words}]}], "events": [[a, b]]}. Offsets count code
points of the text as in the file, so that text[start:end] is the passage. The level is to the source: two copies with
changes of their own are further from each other. `document` is the path below texts/, which is the id in a report.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom import FIRST_DAY, MONTHS, ForeignVoice, Story, Voice, foreign, lexicon, story, written
from planting import PLAIN, Member, Planted, edited, plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom import Lexicon

FOREIGN = ("cyrillic", "cyrillic", "greek", "han")


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its path below texts/, where its body stands, and the members of families in it."""

    path: str
    text: str
    body: tuple[int, int]
    members: tuple[tuple[int, Member], ...]


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


def _repost(seed: int, number: int, furniture: int, source: Document) -> Document:
    """A whole text again, in the furniture of another page; pages are families from number `furniture`."""
    chance = random.Random(f"repost {seed} {number}")
    language = lexicon(seed)
    told = story(chance, language)
    page = chance.randrange(len(FURNITURE))
    before, after = FURNITURE[page]
    path = _path(number, ".txt")
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
    text = heading + body + after.format(**given)
    place = len(heading) + len(body)
    members += ((furniture + page, Member(path, place + 2, len(text) - 1, "verbatim")),)
    return Document(path, text, (len(heading), place), members)


def _standing(seed: int, group: int) -> str:
    """The footer of one publisher: one or two sentences and a legal line."""
    chance = random.Random(f"standing {seed} {group}")
    voice = Voice(chance, lexicon(seed), story(chance, lexicon(seed)))
    return f"{voice.sentence()} {voice.sentence()} © {voice.about.bodies[0]} {2015 + group % 9}. All rights reserved."


def documents(count: int, seed: int) -> Iterator[Document]:
    """All documents of a corpus, in an order that has a source before its reposts, each with what is planted in it.

    Families are numbered as in the plan, standing footers after them, and furniture after those.
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
        footer = None if group is None else (made.footers + group, _standing(seed, group))
        document = _document(voice, number, planted, footer)
        if number in repeated:
            kept[number] = document
        yield document
    for number, source in made.reposts.items():
        yield _repost(seed, number, made.furniture, kept[source])


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
    families: list[list[Member]] = [[] for _ in range(made.furniture + len(FURNITURE))]
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
    rows = [_row("passage" if n < made.footers else "standing", members) for n, members in enumerate(families)]
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
