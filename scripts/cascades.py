#!/usr/bin/env python3
"""Simulated cascades: how a story spreads from releases to papers, forums and mirrors, with the truth about each text.

usage: scripts/cascades.py FOLDER [--count N] [--seed N] [--shifted] [--no-release] [--dated SHARE]

Each cascade is a folder of texts under neutral names and a truth.json: who took what from whom, on which day, and
which of the texts are withheld. A council, a company or a court announces a decision (plan), decides (done), and
follows up months later (more); papers report before and after, a wire carries the story, papers take it from the wire
or from the release, forums, mirrors and spun copies take it from papers. How each of them edits is drawn per cascade
(`HABITS`); with `--shifted` the habits are .35 to 2 times those of the training set, so that what is fitted on one set
is tried on another. `--no-release` withholds every release and the wire. `--dated` is the share of texts that state
their date, a tenth of them wrongly. The same seed gives the same bytes. The sentences are in cascades.toml.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from copying import edited, retold
from tale import Line, Story, Text

HABITS = {
    "own lead": 0.6, "shorten": 0.55, "cut quote": 0.3, "report speech": 0.3, "attribute": 0.3, "reword": 0.45,
    "round": 0.35, "loosen dates": 0.4, "tense": 0.85, "own lines": 0.6, "straight quotes": 0.3, "typo": 0.12,
    "abbreviate": 0.3, "move": 0.25, "chrome": 0.6, "credit": 0.25, "headline": 0.7, "pick": 0.45, "recast": 0.2,
}  # fmt: skip
"""The mean rate of each habit in the training set; each cascade draws its own around it.

Most newspaper articles that use agency copy use a part of it, beside words of their own (METER, Clough et al., 2002): a
paper about as often picks (`pick`) lines out of its source as it cuts it from the end. `recast`: a single sentence is
told in other words altogether.
"""

SHARED = ("rewording", "spelling", "outlets", "sites", "names", "release")
WRONG_DATES = 0.1
_DAY = re.compile(r"(?:\bon )?<(\w+)>")
_TENSE = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


@dataclass(frozen=True)
class Setting:
    """What a set of cascades is drawn with. `shift`: the range that habits are multiplied from."""

    shift: tuple[float, float] = (1.0, 1.0)
    has_releases: bool = True
    dated: float = 0.0
    hidden: float = 0.35


# --------------------------------------------------------------------------- the story


def cascade(seed: int, setting: Setting) -> list[Text]:
    """All texts of one cascade in the order of their writing, the withheld ones too."""
    story = _story(random.Random(seed), setting)
    plan = _release(story, "plan", story.days["plan"], None)
    before = [_paper(story, [plan], after=0, within=_gap(story, "meeting", plan)) for _ in range(story.few(0, 2))]
    done = _release(story, "done", story.days["meeting"] + timedelta(story.chance.choice((0, 0, 1))), plan)
    wire = _paper(story, [done], after=0, within=1, genre="wire") if story.chance.random() < 0.6 else None
    papers = [
        _paper(story, [story.chance.choice([t for t in (done, wire, wire) if t]), *_also(story, before)], 0, 4)
        for _ in range(story.few(1, 3))
    ]
    papers += [_updated(story, paper) for paper in papers if story.chance.random() < 0.2]
    _spread(story, [*before, *papers, done])
    if story.chance.random() < 0.6:
        more = _release(story, "more", story.days["second"], done)
        later = [_paper(story, [more, *_also(story, papers)], 0, 5) for _ in range(story.few(0, 2))]
        _spread(story, [*later, more], share=0.5)
        if story.chance.random() < 0.25:
            _compiled(story, [done, more])
    return _withheld(story, setting)


@cache
def _bank() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _story(chance: random.Random, setting: Setting) -> Story:
    bank = _bank()
    kind = bank[chance.choice(("council", "company", "court"))]
    place, other = chance.sample(bank["names"], 2)
    people = chance.sample(bank["people"], 2)
    heads = [chance.choice(kind["head1"]), chance.choice(kind["head2"])]
    amount, more = chance.uniform(2, 40), chance.uniform(1, 9)
    words = {
        "place": place, "other": other, "body": kind["body"].replace("{place}", place), "short": kind["short"],
        "decider": chance.choice(kind["decider"]), "project": chance.choice(kind["project"]).replace("{other}", other),
        "amount": f"£{amount:.2f} million", "more": f"£{more:.2f} million",
        "grant": f"£{chance.uniform(1, 300):.1f} million", "years": chance.choice(["three", "five", "ten", "twenty"]),
        "n1": str(chance.randrange(12, 90)), "n2": f"{chance.randrange(1, 40)},{chance.randrange(10, 99)}0",
        "n3": chance.choice(["three", "four", "six", "seven"]), "n4": chance.choice(["two", "three", "four"]),
        "percent": str(chance.randrange(11, 89)),
    }  # fmt: skip
    meeting = date(chance.randrange(2009, 2025), 1, 1) + timedelta(chance.randrange(365))
    days = {
        "plan": meeting - timedelta(chance.randrange(4, 20)),
        "meeting": meeting,
        "second": meeting + timedelta(chance.randrange(50, 260)),
    }
    habits = {}
    for name, rate in HABITS.items():
        spread = rate * chance.uniform(0.5, 1.5) * chance.uniform(*setting.shift)
        habits[name] = min(spread, 0.97)
    speakers = [f"{head}, {person}" for head, person in zip(heads, people, strict=True)]
    story = Story(chance, kind, words, days, speakers, habits)
    story.bank = {**kind, **{key: bank[key] for key in SHARED}}
    story.news = [Line(story.filled(text)) for text in chance.sample(kind["news"], len(kind["news"]))]
    return story


def _gap(story: Story, until: str, text: Text) -> int:
    return max((story.days[until] - text.written).days - 1, 1)


def _also(story: Story, texts: list[Text]) -> list[Text]:
    """Now and then an earlier report of its own that a paper takes lines from."""
    return [story.chance.choice(texts)] if texts and story.chance.random() < 0.25 else []


def _release(story: Story, stage: str, day: date, previous: Text | None) -> Text:
    """A release; a later one reuses what its predecessor said of the project, some of it in other words."""
    lead = story.some(f"lead_{stage}", 1)
    old = [line for line in previous.lines[2:] if story.chance.random() < 0.55] if previous else []
    fresh = [line for line in story.some("body_lines", story.few(4, 6)) if not _is_in(line, old)]
    deed = [line for line in story.some("deed", 2 if stage == "plan" else story.few(0, 1)) if not _is_in(line, old)]
    said = [line for line in story.some("quotes", story.few(1, 3)) if not _is_in(line, old)]
    again = [retold(story, line) if story.chance.random() < story.bank["release"]["retold"] else line for line in old]
    body = [*deed, *again, *fresh, *said][: story.few(11, 14)]
    head = Line(story.filled(story.chance.choice(story.bank[f"title_{stage}"])))
    lines = [replace(line, shown="") for line in [head, *lead, *body]]
    return _kept(story, "release", "Newsroom", day, lines, [previous] if previous and old else [])


def _is_in(line: Line, lines: list[Line]) -> bool:
    return any(line.text == other.text for other in lines)


def _paper(story: Story, sources: list[Text], after: int, within: int, genre: str = "paper") -> Text:
    day = sources[0].written + timedelta(story.few(after, within))
    day = max([day, *(source.written for source in sources)])
    is_picked = genre == "paper" and story.drawn("pick")
    lines = edited(story, sources[0], day, genre, is_picked)
    taken = (
        [line for line in sources[1].lines[2:6] if not _is_in(line, lines) and "<" not in line.text][:3]
        if len(sources) > 1
        else []
    )
    lines += [replace(line, shown="") for line in taken]
    if genre == "paper" and (is_picked or story.drawn("own lines")):
        for line in story.own(3 if is_picked else 1, 6):
            lines.insert(story.few(1, len(lines)), line)
    outlet = "Wire" if genre == "wire" else story.chance.choice(story.bank["outlets"])
    return _kept(story, genre, outlet, day, lines, [sources[0], *(sources[1:] if taken else [])])


def _updated(story: Story, paper: Text) -> Text:
    """The same article a little later: lines added, its days and tenses as they stood."""
    lines = [*paper.lines, *story.own(1, 2)]
    day = paper.written + timedelta(story.few(0, 3))
    return _kept(story, "update", paper.outlet.removeprefix(f"{story.words['place']} "), day, lines, [paper])


def _spread(story: Story, sources: list[Text], share: float = 0.8) -> None:
    """Forums, mirrors and spun copies of some texts, mostly within days."""
    for source in sources:
        if story.chance.random() > share:
            continue
        day = source.written + timedelta(min(int(story.chance.expovariate(1 / 4)), 60))
        genre = story.chance.choice(("forum", "forum", "mirror", "spun"))
        if genre == "spun":
            outlet, lines = story.chance.choice(story.bank["sites"]), edited(story, source, day, "spun", False)
        elif genre == "mirror":
            outlet, lines = story.chance.choice(story.bank["sites"]), list(source.lines)
        else:
            outlet, lines = (
                "Forum",
                list(source.lines if story.chance.random() < 0.7 else source.lines[: story.few(5, 9)]),
            )
        _kept(story, genre, outlet, day, lines, [source])


def _compiled(story: Story, sources: list[Text]) -> None:
    day = sources[-1].written + timedelta(story.few(1, 40))
    lines = [line for source in sources for line in source.lines[: story.few(8, 12)]]
    _kept(story, "page", story.chance.choice(story.bank["sites"]), day, list(dict.fromkeys(lines)), sources)


def _kept(story: Story, genre: str, outlet: str, day: date, lines: list[Line], parents: list[Text]) -> Text:
    """A text with its lines told from its day; lines that are pasted keep what they say."""
    is_loose = genre != "release" and story.drawn("loosen dates")
    is_stale = genre != "release" and not story.drawn("tense")
    told = tuple(line if line.shown else _told(story, line, day, is_loose, is_stale) for line in lines)
    names = tuple(dict.fromkeys(parent.id for parent in parents))
    text = Text(f"t{len(story.texts)}", genre, f"{story.words['place']} {outlet}", day, told, names)
    text = replace(text, written_out=_written(story, text, parents))
    story.texts.append(text)
    return text


def _withheld(story: Story, setting: Setting) -> list[Text]:
    texts = []
    for text in story.texts:
        is_source = text.genre in ("release", "wire")
        is_hidden = is_source and (not setting.has_releases or story.chance.random() < setting.hidden)
        stated = _stated(story, text) if story.chance.random() < setting.dated else ""
        texts.append(replace(text, is_hidden=is_hidden, written_out=stated + text.written_out))
    return sorted(texts, key=lambda text: (text.written, int(text.id[1:])))


def _stated(story: Story, text: Text) -> str:
    """A statement of its date, front matter or a line; a tenth of them are wrong."""
    day = text.written
    if story.chance.random() < WRONG_DATES:
        day += timedelta(story.chance.choice((-1, 1)) * story.chance.randrange(3, 400))
    if story.chance.random() < 0.5:
        return f"---\ndate: {day.isoformat()}\npublisher: {text.outlet}\n---\n\n"
    return f"Published: {_spelled(day)} {day.year}\n\n"


# --------------------------------------------------------------------------- how a text is written down


def _told(story: Story, line: Line, day: date, is_loose: bool, is_stale: bool) -> Line:
    """A line as a writer of a day tells it. Of an event that is over a careless one still says that it is to come."""
    event = story.days["second" if "<second>" in line.text else "meeting"]
    is_over = line.is_over or (event <= day and not is_stale)
    text = _TENSE.sub(lambda tense: tense[2] if is_over else tense[1], line.text).replace("'", "’")
    text = _DAY.sub(lambda found: _day(story, found, day, is_loose), text)
    return replace(line, shown=f"{line.speaker}, said: “{text}”" if line.speaker else text, is_over=is_over)


def _day(story: Story, found: re.Match[str], day: date, is_loose: bool) -> str:
    """A day as a writer of another day tells it: with its year, without, or by the weekday alone."""
    event = story.days[found[1]]
    gap = (day - event).days
    on = "on " if found[0].startswith("on ") else ""
    if is_loose and on and abs(gap) <= 6:
        near = {0: "today", 1: "yesterday", -1: "tomorrow"}
        return near.get(gap) or (f"on {event:%A}" if gap < 0 or story.chance.random() < 0.5 else f"last {event:%A}")
    if gap < 200 and (is_loose or story.chance.random() < 0.3):
        return f"{on}{_spelled(event)}"
    return f"{on}{_spelled(event)} {event.year}"


def _written(story: Story, text: Text, parents: list[Text]) -> str:
    """The text as a reader finds it: quotations marked, the source credited or not, furniture around."""
    body = "\n\n".join(line.shown for line in text.lines)
    if text.genre != "release" and story.drawn("straight quotes"):
        body = body.translate(str.maketrans("“”’", '""\''))
    if text.genre == "update" and story.chance.random() < 0.4:
        body += f"\n\nUpdated: {_spelled(text.written)} {text.written.year}"
    if parents and text.genre in ("mirror", "forum", "spun") and story.drawn("credit"):
        marker = story.chance.choice(("Source: ", "Originally published by the ", "Via: "))
        body += f"\n\n{marker}{parents[0].outlet}"
    return _framed(story, text, body) + "\n"


def _spelled(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _framed(story: Story, text: Text, body: str) -> str:
    """The furniture of the place: a forum's, a site's, a release's."""
    if text.genre == "forum":
        opening = story.chance.choice(story.bank["forum"])
        top = "Jump to content\n\nRecommended Posts\n\n" if story.drawn("chrome") else ""
        return f"{top}{opening}\n\n{body}\n\n" + ("Link to comment\n\nShare on other sites" if top else "")
    if text.genre == "release" and story.chance.random() < 0.5:
        return f"{body}\n\nENDS\n\nNotes to editors\n\nFor interviews call the press office of {story.words['body']}."
    if text.genre in ("paper", "update", "mirror", "spun", "page") and story.drawn("chrome"):
        return f"Home   News   Sport   Weather\n\n{body}\n\nRelated stories\n\nSubscribe to our newsletter"
    return body


# --------------------------------------------------------------------------- truth and files


def named(texts: list[Text], seed: int) -> dict[str, str]:
    """The file name of each text: its outlet, and a number that tells nothing of the order."""
    chance = random.Random(f"names {seed}")
    numbers = chance.sample(range(100, 1000), len(texts))
    slugs = [re.sub(r"\W+", "-", text.outlet.lower()) for text in texts]
    return {text.id: f"{slug}-{number}.txt" for text, slug, number in zip(texts, slugs, numbers, strict=True)}


def truth(texts: list[Text], seed: int) -> dict[str, Any]:
    """What really happened, in the words of the samples' truth files. `order`: all visible texts by their writing."""
    names = named(texts, seed)
    seen = [text for text in texts if not text.is_hidden]
    shown = {text.id: names[text.id] if not text.is_hidden else f"hidden:{text.id}" for text in texts}
    hidden = [
        {"id": shown[text.id], "children": [shown[t.id] for t in seen if text.id in t.parents]}
        for text in texts
        if text.is_hidden
    ]
    return {
        "documents": [
            {"id": shown[text.id], "file": shown[text.id], "genre": text.genre, "written": text.written.isoformat()}
            for text in seen
        ],
        "order": {"true_order": [shown[text.id] for text in seen]},
        "edges_with_hidden": [[shown[p], shown[text.id], text.genre] for text in texts for p in text.parents],
        "hidden_ancestors": [ancestor for ancestor in hidden if ancestor["children"]],
    }


def write(folder: Path, seed: int, setting: Setting) -> None:
    """One cascade as a folder of texts and its truth.json."""
    texts = cascade(seed, setting)
    folder.mkdir(parents=True, exist_ok=True)
    names = named(texts, seed)
    for text in texts:
        if not text.is_hidden:
            (folder / names[text.id]).write_text(text.written_out, encoding="utf-8")
    told = json.dumps(truth(texts, seed), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(told + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shifted", action="store_true")
    parser.add_argument("--no-release", action="store_true")
    parser.add_argument("--dated", type=float, default=0.0)
    given = parser.parse_args()
    setting = Setting((0.35, 2.0) if given.shifted else (1.0, 1.0), not given.no_release, given.dated)
    for number in range(given.count):
        write(given.folder / f"c{number:03}", given.seed * 10_000 + number, setting)


if __name__ == "__main__":
    main()
