"""What a text says of itself: whose it repeats, what it replaces, how far it is done; and what only looks like that."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.lexicon.changes import CHANGE_MARKS, CHANGE_NOTES
from provenance.lexicon.credit import REPOST_MARKERS
from provenance.model import RelationType, Span
from provenance.testimony.signs import signs

BODY = (
    "The lido will be relined, its pumps replaced and the seaward wall rebuilt in brick from the old cannery. "
    "Swimmers will have the use of the school baths at Hallow Bay until the following season has begun. "
    "A full repair is the only course that gives the town a place it can rely on for another forty years."
)
CASES = tomllib.loads((Path(__file__).parent / "cases/heard/heard.toml").read_text("utf-8"))["case"]
SAID = ("repost-marker", "update-note", "edition")


def heard(folder: Path, *, is_first: bool, words: str, head: str) -> set[tuple[str, bool]]:
    """The cues of what the texts say of themselves, and whether each favours the one with the head."""
    names = ("k2", "k1") if is_first else ("k1", "k2")
    for name, above in zip(names, (head, words), strict=True):
        (folder / f"{name}.txt").write_text(f"{above}\n\n{BODY}\n", encoding="utf-8")
    (relation,) = provenance.trace([folder]).relations
    for one in relation.evidence:
        text = (folder / one.document).read_text("utf-8")
        assert text[one.start : one.end] == one.quote
        assert one.cue not in SAID or one.quote == one.quote.strip()
    return {(one.cue, (one.favours == "a") is not is_first) for one in relation.evidence if one.cue in SAID}


@pytest.mark.parametrize("is_first", [False, True], ids=["second", "first"])
@pytest.mark.parametrize("case", CASES, ids=[case["words"][:40] for case in CASES])
def test_what_a_text_says_of_itself_is_heard_whichever_text_comes_first(
    tmp_path: Path, case: dict[str, Any], *, is_first: bool
) -> None:
    found = heard(tmp_path, is_first=is_first, words=case["words"], head=case["head"])
    assert found == ({(case["cue"], True)} if case["cue"] else set())


@pytest.mark.parametrize(
    ("words", "head"),
    [(case["words"], case["head"]) for case in CASES if case["cue"] == "repost-marker" and case.get("is_credit", True)],
)
def test_who_says_that_a_text_is_anothers_has_credited_it(tmp_path: Path, words: str, head: str) -> None:
    (tmp_path / "k1.md").write_text(f"---\ndate: 2024-05-01\n---\n\n{head}\n\n{BODY}\n", encoding="utf-8")
    (tmp_path / "k2.md").write_text(f"---\ndate: 2024-05-09\n---\n\n{words}\n\n{BODY}\n", encoding="utf-8")
    report = provenance.trace([tmp_path])
    (document,) = [one for one in report.documents if one.id == "k2.md"]
    assert {p.attributed for p in document.passages if p.origin} == {True}


@pytest.mark.parametrize(("day", "is_told"), [("May 3", True), ("April 9", False)])
def test_a_running_story_keeps_its_dateline_when_its_line_changes(tmp_path: Path, day: str, *, is_told: bool) -> None:
    line = "UPDATE 1-Pool saved after all\n\nPELLMOUTH, May 3 (Harbour Wire) - The lido is saved."
    head = f"The pool is saved\n\nPELLMOUTH, {day} (Harbour Wire) - The lido is saved."
    assert (("edition", True) in heard(tmp_path, is_first=True, words=line, head=head)) is is_told
    (relation,) = provenance.trace([tmp_path]).relations
    assert relation.type is RelationType.VERSION or not is_told


@given(
    st.lists(
        st.sampled_from(["\n", " ", "via ", "from ", "(", "*", "by ", "x", "source", ":", "corrected", "h/t", "\t"]),
        max_size=60,
    ).map("".join)
)
def test_signs_lie_inside_their_text(text: str) -> None:
    found = signs(text, ())
    for span in (*found.markers, *found.notes, *(one.span for one in found.numbers)):
        assert isinstance(span, Span)
        assert 0 <= span.start < span.end <= len(text)


PIECES = (
    *(
        "\n",
        " ",
        ":",
        " - ",
        "(",
        ")",
        "from ",
        "the ",
        "by ",
        "as ",
        "this ",
        "was ",
        "report",
        "version of this story",
    ),
    *("first ", "originally ", "previously ", "published", "printed", "aired", "broadcast", "reported ", "read the "),
    *(
        "original article ",
        "at ",
        "via ",
        "h/t ",
        "hat-tip",
        "hat tip to ",
        "source",
        "today",
        "*",
        "adapted ",
        "courtesy of ",
    ),
    *(
        "update",
        "corrected",
        "refiled",
        "rpt",
        "revised ",
        "expanded ",
        "edition",
        "replaces ",
        "replacing ",
        "supersedes ",
    ),
    *("an earlier ", "adds ", "recasts ", "editor’s note", "obsoletes ", "3 may", "12:30", "x", "eds: "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_heard_has_a_mark_that_is_soon_looked_for(text: str) -> None:
    assert CHANGE_NOTES.search(text) is None or any(mark in text for mark in CHANGE_MARKS)
    for marks, pattern in REPOST_MARKERS:
        assert pattern.search(text) is None or any(mark in text for mark in marks)


@pytest.mark.parametrize("unit", ["\n", " ", "\n ", "via ", "from *", "(via ", "by x", "corrected ", "replaces the "])
def test_what_is_looked_for_takes_a_time_that_grows_with_the_text(unit: str) -> None:
    spent = []
    for size in (20_000, 80_000):
        text = (unit * size)[:size]
        began = time.process_time()
        for pattern in (CHANGE_NOTES, *(each for _, each in REPOST_MARKERS)):
            assert sum(1 for _ in pattern.finditer(text)) <= size
        spent.append(time.process_time() - began)
    assert spent[1] < 10 * spent[0] + 0.05


SPOKEN = "The sea walls that our parents built were made for a tide that was twenty centimetres lower"
QUOTED = "The walls of that time, she told the hall, “were made for a tide that was twenty centimetres lower”"


@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize(
    ("said", "is_heard"),
    [
        (SPOKEN, True),
        (SPOKEN.replace("our", "their"), False),  # not in the speaker's own person
        (f"“{SPOKEN}”", False),  # quoted in both
    ],
)
def test_who_quotes_what_the_other_says_in_its_own_person_is_the_later(
    tmp_path: Path, said: str, *, is_heard: bool, swap: bool
) -> None:
    texts = f"{said}.\n\n{BODY}\n", f"{QUOTED}.\n\n{BODY}\n"
    for name, text in zip("ba" if swap else "ab", texts, strict=True):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (relation,) = provenance.trace([tmp_path]).relations
    told = [(one.favours, one.quote) for one in relation.evidence if one.cue == "attribution"]
    assert told == [("b" if swap else "a", QUOTED[QUOTED.index("“") :])] * is_heard


@pytest.mark.parametrize(
    ("name", "words", "is_heard"),
    [
        ("skerry-gazette-pool", "The Skerry Gazette reports that the pool is saved.", True),
        ("2024-skerry-gazette", "As the Skerry Gazette reported, the pool is saved.", True),
        ("skerry-pool", "The Skerry Pool reports a rise in swimmers.", False),
        ("gazette", "The Gazette reports that the pool is saved.", False),
        ("skerry-gazette", "The Ennis Gazette reports that the pool is saved.", False),
    ],
)
def test_a_paper_may_be_known_by_the_name_of_the_file_alone(
    tmp_path: Path, name: str, words: str, *, is_heard: bool
) -> None:
    (tmp_path / f"{name}.txt").write_text(f"The pool is saved.\n\n{BODY}\n", "utf-8")
    (tmp_path / "k.txt").write_text(f"{words}\n\n{BODY}\n", "utf-8")
    (relation,) = provenance.trace([tmp_path]).relations
    assert [one.document for one in relation.evidence if one.cue == "repost-marker"] == ["k.txt"] * is_heard


def test_a_release_that_updates_another_is_for_that_no_later_than_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"The pool is saved.\n\n{BODY}\n", "utf-8")
    (tmp_path / "b.txt").write_text(f"Update: the pool is saved.\n\n{BODY}\n\nENDS\n", "utf-8")
    (relation,) = provenance.trace([tmp_path]).relations
    assert "update-note" not in {one.cue for one in relation.evidence}
