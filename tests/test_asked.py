"""What an archive was asked about is told first on the page, and marked wherever a reader meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pages import PageReader
from rendering import rendered, shown_in_words

import provenance
from provenance.reports.reading import parse
from provenance.reports.strings import SAYS
from provenance.reports.views import anchors
from provenance.reports.views.documents import panel, table
from provenance.reports.views.families import families
from provenance.reports.views.graph import graph
from provenance.reports.views.lookup import look_up
from provenance.reports.views.selection import texts_in_order

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Report

TAG = SAYS["asked_tag"]
HELD = (
    "The old lantern of the lighthouse at Marsh End has been taken down and will be shown in the museum. "
    "Three carpenters needed a whole morning to lift it from its iron bed without breaking the glass.\n\n"
    "The keeper, who has lit it for most of her life, said that the new lamp is brighter but has no warmth.\n"
)
MORE = "Visitors can see it in the hall of the museum from next spring, and children need not pay for that.\n"
GOATS = "Goats that had left the farm at the ford on Sunday were found asleep among the bells of the church.\n"


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What an archive of two texts says of a draft, of a copy and of a text of its own."""
    folder = tmp_path_factory.mktemp("asked")
    texts = {
        "held": {"a-lantern.txt": HELD, "b-lantern.txt": f"{MORE}\n{HELD}"},
        "asked": {"copy.txt": HELD, "draft.txt": f"{HELD}\n{GOATS}", "goats.txt": GOATS.replace("bells", "stones")},
    }
    for name, held in texts.items():
        (folder / name).mkdir()
        for file, words in held.items():
            (folder / name / file).write_text(words, "utf-8")
    with provenance.Archive.create(folder / "kept.db") as archive:
        archive.add([folder / "held"])
        return archive.query([folder / "asked"])


ASKED = ("copy.txt", "draft.txt", "goats.txt")


def test_a_report_names_what_was_asked_about_and_one_that_was_asked_nothing_does_not(
    answer: Report, tmp_path: Path
) -> None:
    answer.save(tmp_path / "answer.json")
    written = (tmp_path / "answer.json").read_bytes()
    assert json.loads(written)["asked"] == list(ASKED)
    assert parse(written).asked == answer.asked == ASKED
    (tmp_path / "goats.txt").write_text(GOATS, "utf-8")
    provenance.trace([tmp_path / "goats.txt"]).save(tmp_path / "trace.json")
    assert "asked" not in json.loads((tmp_path / "trace.json").read_bytes())


def test_what_was_asked_about_comes_first(answer: Report) -> None:
    words = shown_in_words(PageReader(rendered(answer)))
    assert "All three documents asked about share text with others" in words
    assert 0 < words.index("3 documents beside the texts") < words.index("5 documents with")
    lookup = look_up(answer)
    assert [each.id in ASKED for each in texts_in_order(lookup)] == [True] * 3 + [False] * 2
    assert [TAG in row.name for row in table(lookup, 9).rows] == [True] * 3 + [False] * 2
    texts = rendered(answer).partition('<section id="texts"')[2].partition("</section>")[0]
    assert [TAG in head.partition("</h3>")[0] for head in texts.split("<h3>")[1:]] == [True] * 3 + [False] * 2


def test_what_was_asked_about_is_marked_in_lineage_drawing_and_text_and_nothing_else_is(answer: Report) -> None:
    lookup = look_up(answer)
    for document in answer.documents:
        assert (TAG in panel(lookup, document).name) == (document.id in ASKED)
    for family in answer.families:
        (view,) = [each for each in families(lookup, ()).families if each.number == lookup.family_numbers[family.id]]
        asked = [any(f'"#{anchors.document(name)}"' in node.name for name in ASKED) for node in view.nodes]
        assert [TAG in node.name for node in view.nodes] == asked
        drawn = graph(lookup, family)
        assert drawn is not None
        assert [TAG in box for box in drawn.svg.split("<a ")[1:]] == [True, False, True, True]
        copies = next(line for node in view.nodes for line in node.lines if "identical copy" in line)
        assert copies.count(TAG) == 1


def test_who_has_the_words_of_a_release_that_was_asked_about_is_told_of_all(tmp_path: Path) -> None:
    held = {f"{day}-may.txt": f"By Ann Lock, {day} May 2025\n\n{HELD}{GOATS * (day % 2)}" for day in range(13, 17)}
    (tmp_path / "held").mkdir()
    for name, words in held.items():
        (tmp_path / "held" / name).write_text(words, "utf-8")
    release = tmp_path / "release.txt"
    release.write_text(f"FOR IMMEDIATE RELEASE\nMarsh End, 12 May 2025\n\n{HELD}", "utf-8")
    with provenance.Archive.create(tmp_path / "kept.db") as archive:
        archive.add([tmp_path / "held"])
        report = archive.query([release])
    lookup = look_up(report)
    assert set(lookup.others_with("release.txt")) == set(held)
    words = shown_in_words(PageReader(rendered(report)))
    told = words[words.index("1 document beside") : words.index("5 documents with")]
    assert "The document asked about shares text with 4 others" in words
    assert "its words stand in" in told
    assert all(name in told for name in held)
    assert "shares no text" not in told


def test_of_each_it_is_said_what_it_is_made_of_and_of_what_else_it_is_the_text(answer: Report) -> None:
    words = shown_in_words(PageReader(rendered(answer)))
    told = words[words.index("3 documents beside") : words.index("5 documents with")]
    assert "the same text as" in told
    assert "copied" in told
