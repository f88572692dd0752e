"""The simulator of cascades: what its truth says holds of the texts it writes."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import cascades
import copying
import pytest
from tale import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tale import Story, Text

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
SEEDS = range(12)


SHIFTED = cascades.Setting(shift=(0.35, 2.0), dated=0.4)
RELEASELESS = cascades.Setting(has_releases=False)


def written() -> Iterator[Text]:
    """The texts of some cascades."""
    return (text for seed in SEEDS for text in cascades.cascade(seed, SHIFTED))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_gives_the_same_bytes_again(tmp_path: Path, seed: int) -> None:
    for name in ("once", "again"):
        cascades.write(tmp_path / name, seed, SHIFTED)
    assert contents(tmp_path / "once") == contents(tmp_path / "again")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_text_is_written_on_no_earlier_day_than_what_it_takes_from(seed: int) -> None:
    texts = {text.id: text for text in cascades.cascade(seed, SHIFTED)}
    assert [t.id for t in texts.values() for p in t.parents if texts[p].written > t.written] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_puts_every_parent_before_its_children(seed: int) -> None:
    place = {text.id: number for number, text in enumerate(cascades.cascade(seed, SHIFTED))}
    assert [t.id for t in cascades.cascade(seed, SHIFTED) for p in t.parents if place[p] >= place[t.id]] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_slot_is_left_open_in_a_text(seed: int) -> None:
    assert [t.id for t in cascades.cascade(seed, SHIFTED) if any(sign in t.written_out for sign in "{}<>[]|")] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_folder_without_releases_holds_none(tmp_path: Path, seed: int) -> None:
    cascades.write(tmp_path, seed, RELEASELESS)
    told = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert {document["genre"] for document in told["documents"]} & {"release", "wire"} == set()
    assert {path.name for path in tmp_path.glob("*.txt")} == {document["file"] for document in told["documents"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_reporter_adds_no_other_adds(seed: int) -> None:
    texts = {text.id: text for text in cascades.cascade(seed, SHIFTED)}
    news = {line for kind in cascades._bank().values() if "news" in kind for line in kind["news"]}
    added = [
        line.text
        for text in texts.values()
        for line in text.lines
        if line.text in news and not any(line.text == each.text for p in text.parents for each in texts[p].lines)
    ]
    assert len(added) == len(set(added))


@pytest.mark.parametrize("seed", range(40))
def test_a_picker_takes_a_few_lines_in_their_order(seed: int) -> None:
    body = [Line(f"{number:02}") for number in range(12)]
    story = cast("Story", SimpleNamespace(few=random.Random(seed).randint))
    kept = [line.text for line in copying._picked(story, body)]
    assert 2 <= len(kept) <= 6
    assert kept == sorted(set(kept))


def test_a_line_that_was_changed_is_not_told_anew() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for text in written():
        for line in text.lines:
            told[line.recast].add(line.text)
    del told[""]
    assert [texts for texts in told.values() if len(texts) > 1] == []


def test_a_tenth_of_the_stated_dates_is_wrong() -> None:
    wrong = stated = 0
    for seed in range(300):
        for text in cascades.cascade(seed, cascades.Setting(dated=1.0)):
            stated += 1
            head = text.written_out[:120]
            day = f"{text.written:%A} {text.written.day} {text.written:%B} {text.written.year}"
            wrong += text.written.isoformat() not in head and day not in head
    assert 0.08 < wrong / stated < 0.12


def test_a_release_tells_some_of_what_its_predecessor_said_in_other_words() -> None:
    same = changed = 0
    for seed in range(60):
        texts = {text.id: text for text in cascades.cascade(seed, SHIFTED)}
        for text in texts.values():
            if text.genre == "release" and text.parents:
                before = {line.text for line in texts[text.parents[0]].lines}
                told = [line for line in text.lines[2:] if not line.speaker]
                same += sum(line.text in before for line in told)
                changed += sum(line.text not in before and not line.recast for line in told)
    assert 0.05 < changed / (same + changed) < 0.25


def test_what_is_quoted_is_not_told_anew() -> None:
    line = Line("We are grateful to our employees.", "Director, Maud Farrow", "Thanks go to our employees.")
    story = cast("Story", SimpleNamespace(chance=random.Random(1), bank=cascades._bank()))
    assert {copying.retold(story, line) for _ in range(20)} == {line}
    assert len({copying.retold(story, replace(line, speaker=None)).text for _ in range(20)}) > 1
