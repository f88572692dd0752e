"""How a copier edits: the lines of a simulated text made from another's, after the habits of its cascade."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tale import Line, Story, Text

_CHOICE = re.compile(r"\(([^()|]+\|[^()]+)\)")
_MONEY = re.compile(r"£(\d+\.\d\d) (million)")


def edited(story: Story, source: Text, day: date, genre: str, is_picked: bool) -> list[Line]:
    """The lines of a report made from a text: picked or cut, moved, reported, reworded, after the story's habits."""
    head, lead, *body = source.lines
    if is_picked:
        body = _picked(story, body)
    elif story.drawn("shorten"):
        body = body[: max(len(body) * story.few(4, 9) // 10, 3)]
    if story.drawn("move") and len(body) > 3:
        line = body.pop(story.few(1, len(body) - 1))
        body.insert(0, line)
    body = [line for line in body if not (line.speaker and story.drawn("cut quote"))]
    if story.drawn("headline") and genre != "spun":
        stage = "plan" if day < story.days["meeting"] else "done" if day < story.days["second"] else "more"
        head = replace(head, text=story.filled(story.chance.choice(story.bank[f"title_{stage}"])), shown="")
    lead = _led(story, lead) if story.drawn("own lead") and not lead.is_led else lead
    return [head, *(_line(story, line, genre) for line in [lead, *body])]


def _picked(story: Story, body: list[Line]) -> list[Line]:
    """Two to six lines of a text in their order: runs of one to three, with as many left out between them."""
    kept: list[Line] = []
    at, most = story.few(0, 2), story.few(2, 6)
    while at < len(body) and len(kept) < most:
        run = story.few(1, 3)
        kept += body[at : at + run]
        at += run + story.few(1, 3)
    return kept[:most]


def _led(story: Story, lead: Line) -> Line:
    """A first sentence of the reporter's own, from the facts of the release's: told anew, or begun in another way."""
    if lead.recast and story.chance.random() < 0.5:
        return replace(lead, text=_recast(story, lead), recast="", is_led=True)
    openings = (
        "It has been confirmed that ",
        "The latest chapter in a long story: ",
        "This newspaper understands that ",
    )
    keeps = lead.text.startswith(tuple(story.bank["names"]))
    text = lead.text if keeps else lead.text[:1].lower() + lead.text[1:]
    return replace(lead, text=story.chance.choice(openings) + text, recast="", is_led=True)


def _recast(story: Story, line: Line) -> str:
    """A sentence told anew: of words that may stand in a place one is chosen."""
    text = _CHOICE.sub(lambda words: story.chance.choice(words[1].split("|")), line.recast)
    return text[:1].upper() + text[1:]


def retold(story: Story, line: Line) -> Line:
    """A line of a release as the next one puts it: told anew, or with words replaced. What is quoted stands."""
    if line.speaker:
        return line
    is_anew = line.recast and story.chance.random() < 0.5
    text = _recast(story, line) if is_anew else _reworded(story, line.text, 0.5)
    return replace(line, text=text, recast=line.recast if text == line.text else "", shown="")


def _reworded(story: Story, text: str, rate: float) -> str:
    for old, new in story.bank["rewording"].items():
        if story.chance.random() < rate:
            text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    return text


def _line(story: Story, line: Line, genre: str) -> Line:
    text, speaker = line.text, line.speaker
    much = 1.6 if genre == "spun" else 1.0
    if line.recast and story.chance.random() < story.habits["recast"] * much:
        text = _recast(story, line)
    text = _reworded(story, text, story.habits["reword"] * much * 0.6)
    if genre == "spun":
        for old, new in story.bank["spelling"].items():
            text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    if speaker and story.drawn("report speech"):
        text, speaker = _reported(text, speaker), None
    elif not speaker and story.drawn("attribute") and not text.endswith("said."):
        text = f"{text[:-1]}, {story.words['short']} said."
    if story.drawn("round"):
        text = _MONEY.sub(lambda money: f"£{float(money[1]):.1f} {money[2]}", text)
    if story.drawn("abbreviate"):
        text = text.replace("Councillor", "Cllr").replace(" per cent", "%").replace(" million", "m")
    if story.chance.random() < story.habits["typo"] * 0.3:
        text = _mistyped(story, text)
    return replace(line, text=text, speaker=speaker, recast=line.recast if text == line.text else "", shown="")


_OTHERS_WORDS = {
    "we are": "they were", "We are": "they were", "we will": "they would", "we have": "they had", "I am": "they were",
    "I want": "they wanted", "our": "their", "us": "them", "we": "they", "We": "they", "is": "was",
}  # fmt: skip


def _reported(text: str, speaker: str) -> str:
    words = text[:1].lower() + text[1:] if not text.startswith("I ") else text
    for old, new in _OTHERS_WORDS.items():
        words = re.sub(rf"\b{old}\b", new, words)
    return f"{speaker}, said that {words}"


def _mistyped(story: Story, text: str) -> str:
    at = story.few(1, len(text) - 3)
    return (
        text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if text[at : at + 2].isalpha() and "<" not in text
        else text
    )
