"""What a collection teaches is the same however little of it is read: a cached check says what a full one says."""

from __future__ import annotations

import json
import random
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import sentence

from provenance import lessons
from provenance.archive import incremental
from provenance.archive.incremental import trace_changed
from provenance.direction import calibration
from provenance.gate import judge
from provenance.memory import decoded, encoded
from provenance.model import Span
from provenance.pipeline import trace
from provenance.policy import parse
from provenance.settings import Settings
from provenance.testimony import conventions, events
from provenance.wording import notices

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from provenance.model import Report

POLICY = parse('[kinds.press_release]\npaths = ["inbox/**"]\n', "policy")
PUBLISHERS = ("Harbour News", "Quay Echo", "The Lantern")
FOOTER = "Subscribers to the harbour bulletin receive this page every morning before the ferries leave the pier."
EVENTS = (
    "The council approved the {0} loan on 9 January 2024, and the {1} paid for it.",
    "A {0} was closed by the council on 9 January 2024 because of its {1} loan.",
    "On 3 March 2024 the {0} council sold its {1} to the bank.",
    "The {0} bridge will open to the public on 4 March 2025 beside the {1}.",
)
THINGS = "granary mill orchard theatre library tower chapel school".split()


def a_date(chance: random.Random) -> str:
    """A day as newsrooms write it: mostly so that it can be read in one way only, or as others of theirs."""
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        [f"{day:02}/{month:02}/2024"] * 8 + [f"{month:02}/{day:02}/2024"] + [f"2024-{month:02}-{day:02}"] * 9
    )


class Archive:
    """Texts of two folders and several publishers that take from releases and from each other, most of them dated."""

    def __init__(self, root: Path, seed: int, size: int = 48) -> None:
        self.root, self.chance = root, random.Random(f"archive {seed}")
        for folder in ("inbox", "stories", "city"):
            (root / folder).mkdir(parents=True)
        self.releases = [[self.paragraph() for _ in range(3)] for _ in range(3)]
        self.names = [f"{folder}/{number:02}.txt" for folder in ("stories", "city") for number in range(size // 2)]
        for number, release in enumerate(self.releases):
            text = "\n\n".join([f"Published: {a_date(self.chance)}", *release])
            (root / f"inbox/{number}.txt").write_text(text, "utf-8")
        for name in self.names:
            self.put(name)

    def paragraph(self) -> str:
        return " ".join(sentence(self.chance) for _ in range(3))

    def put(self, name: str) -> str:
        """A text of its own words, with a release, with a part of another, or the same as another."""
        chance = self.chance
        others = [path for folder in ("stories", "city") for path in sorted((self.root / folder).glob("*.txt"))]
        body = [self.paragraph() for _ in range(2)]
        way = chance.randrange(12)
        if way < 4:
            body[1:1] = chance.choice(self.releases)[: chance.randint(1, 3)]
        elif way < 7 and others:
            body.append(chance.choice(chance.choice(others).read_text("utf-8").split("\n\n")[1:]))
        if chance.random() < 0.5:
            body.append(chance.choice(EVENTS).format(*chance.sample(THINGS, 2)))
        if chance.random() < 0.4:  # of about twenty texts: as many as make it furniture
            body.append(FOOTER)
        if chance.random() < 0.85:
            body.insert(0, f"Published: {a_date(chance)}")
        is_copy = way == 11 and bool(others)
        (self.root / name).write_text(
            chance.choice(others).read_text("utf-8") if is_copy else "\n\n".join(body), "utf-8"
        )
        publisher = {"publisher": chance.choice(PUBLISHERS)} if chance.random() < 0.6 else {}
        (self.root / f"{name}.meta.json").write_text(json.dumps(publisher), "utf-8")
        return name

    def change(self) -> frozenset[str]:
        """Some texts written anew, one added or renamed, one removed; what of that is asked about."""
        gone, moved, *others = self.chance.sample([name for name in self.names if (self.root / name).exists()], 6)
        (self.root / gone).unlink()
        new = f"{moved.partition('/')[0]}/new-{self.chance.randrange(100)}.txt"
        (self.root / moved).rename(self.root / new)
        return frozenset([new, *(self.put(name) for name in others[: self.chance.randint(1, 3)])])


def told(report: Report, changed: Collection[str]) -> dict[str, Any]:
    """What a report says of some documents, but for names that hang on what else is in it."""
    gate = judge(report, POLICY, now="2026-01-01", judged=changed).gate
    assert gate is not None
    findings = [replace(each, matches=()) for each in gate.findings]
    matched = {(match.a.document, match.b.document) for match in report.matches}
    return {
        "findings": sorted(findings, key=lambda each: (each.fingerprint, each.document)),
        "notes": gate.notes,
        "relations": [
            each for each in report.relations if {each.a, each.b} & set(changed) and (each.a, each.b) in matched
        ],
        "documents": {
            each.id: (
                each.dating,
                each.shares,
                [
                    (*astuple(replace(one, origin=None, match=None)), one.origin and one.origin.document[:8])
                    for one in each.passages
                ],
            )
            for each in report.documents
            if each.id in changed
        },
        "dated pairs": report.inputs.steps.get("dated_pairs"),
    }


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_check_of_what_has_changed_says_all_that_a_full_one_does(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    archive, cache = Archive(folder / "texts", seed), folder / "cache"
    trace_changed([archive.root], Settings(), cache, None)
    for _ in range(3):
        changed = archive.change()
        near, notes = trace_changed([archive.root], Settings(), cache, changed)
        assert notes == ()
        assert told(near, changed) == told(trace([archive.root]), changed)


def test_the_archives_of_the_property_teach_something(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "texts", 1)
    report = trace([archive.root])
    assert report.inputs.steps["dated_pairs"] > calibration.MIN_PAIRS
    assert any("is read with the" in said for document in report.documents for said in document.dating.conflicts)
    assert told(report, archive.names)["findings"] != []


def written(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        (root / f"{name}.txt").write_text(text, "utf-8")


@pytest.fixture
def chance() -> random.Random:
    return random.Random(7)


def paragraphs(chance: random.Random, count: int) -> str:
    return "\n\n".join(" ".join(sentence(chance) for _ in range(3)) for _ in range(count))


def by_cache(root: Path, cache: Path, changed: Collection[str] | None) -> Report:
    report, notes = trace_changed([root], Settings(), cache, changed)
    assert changed is None or notes == ()
    return report


def stated(report: Report, name: str) -> str | None:
    (document,) = (each for each in report.documents if each.id == name)
    return document.dating.stated.date if document.dating.stated else None


def test_how_the_others_write_their_dates_is_known_to_a_check_of_one(tmp_path: Path, chance: random.Random) -> None:
    root, cache = tmp_path / "texts", tmp_path / "cache"
    root.mkdir()
    written(root, a=f"Published: 06/10/2024\n\n{paragraphs(chance, 2)}")
    written(root, b=f"Published: 03/25/2024\n\n{paragraphs(chance, 2)}", c=paragraphs(chance, 2))
    by_cache(root, cache, None)
    written(root, a=f"Published: 07/11/2024\n\n{paragraphs(chance, 2)}")
    assert stated(by_cache(root, cache, {"a.txt"}), "a.txt") == "2024-07-11"
    (root / "b.txt").unlink()
    assert stated(by_cache(root, cache, {"a.txt"}), "a.txt") == "2024-11-07"


@pytest.mark.parametrize("is_asked_about", [True, False])
def test_a_new_text_that_tells_how_dates_are_written_moves_those_far_from_it(
    tmp_path: Path, chance: random.Random, *, is_asked_about: bool
) -> None:
    """The order of an old pair, by which others are weighed, hangs on a date that only now can be read."""
    root, cache = tmp_path / "texts", tmp_path / "cache"
    root.mkdir()
    for number in range(calibration.MIN_PAIRS):
        shared = paragraphs(chance, 1)
        written(root, **{f"{number}a": f"Published: 2024-03-02\n\n{shared}\n\n{paragraphs(chance, 1)}"})
        written(root, **{f"{number}b": f"Published: 05/04/2024\n\n{paragraphs(chance, 1)}\n\n{shared}"})
    assert "dated_pairs" not in by_cache(root, cache, None).inputs.steps
    written(root, n=f"Published: 25/03/2024\n\n{paragraphs(chance, 2)}", m=paragraphs(chance, 2))
    near = by_cache(root, cache, {"n.txt"} if is_asked_about else {"m.txt"})
    assert near.inputs.steps["dated_pairs"] == trace([root]).inputs.steps["dated_pairs"] >= calibration.MIN_PAIRS


def test_a_day_that_many_tell_of_is_no_event_to_a_check_of_one(tmp_path: Path, chance: random.Random) -> None:
    root, cache = tmp_path / "texts", tmp_path / "cache"
    root.mkdir()
    for number in range(events.MAX_EVENT_DOCUMENTS - 1):
        written(root, **{f"{number:02}": f"{sentence(chance)} The {chance.choice(THINGS)} was sold on 9 January 2024."})
    by_cache(root, cache, None)
    written(root, a=f"The council approved the granary loan on 9 January 2024.\n\n{paragraphs(chance, 1)}")
    written(root, b=f"A granary loan the council approved on 9 January 2024.\n\n{paragraphs(chance, 1)}")
    near = by_cache(root, cache, {"a.txt", "b.txt"})
    assert [(each.a, each.b) for each in near.relations] == []
    (root / "00.txt").unlink()
    near = by_cache(root, cache, {"a.txt", "b.txt"})
    assert [(each.a, each.b) for each in near.relations] == [("a.txt", "b.txt")]


NOTICE = "An article on 3 May said that the mill cost £2,000; in fact it cost £3,000."


def test_what_is_taught_survives_being_kept() -> None:
    figures = conventions.Figures("folder a", "/", None)
    example = calibration.Example("a", "b", "text", ("x", "y"), (("dating", 0.1), ("tense", -1e-9)))
    put_right = notices.notices(NOTICE, [Span(0, len(NOTICE))])
    lesson = lessons.Lesson("a", (figures,), ("2024-01-02",), put_right)
    taught = incremental.Taught((1, 2**64 - 1), (0, 3), lessons.Lessons((lesson,), (example,)))
    assert decoded(incremental.Taught, encoded(taught)) == taught
    assert put_right != ()
