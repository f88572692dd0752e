"""What a text cites: in a note, in its list of references, in a bracket; and who signs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

import provenance
from provenance.model import CreditKind, Span
from provenance.testimony.signs import signs
from provenance.wording.citations import brackets, noted, notes, reference_lines, titles
from provenance.wording.heads import head

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Credit, Relation

ROWED = (
    "In the gale of that March the daughter of the keeper rowed out alone to the stranded schooner and brought back "
    "nine men in two trips."
)
PRINTED = (
    f"The girl who rowed\n\nQuay Courier, 12 March 2011\n\n{ROWED} The tenth, the cook, would not leave his cat.\n\n"
    "Her oar hangs above a kitchen door in the harbour street, and nobody there may touch it.\n"
)
PAGE = (
    "The light of the rock\n\nThe tower was built of granite from the islet by forty men.[1] {}\n\nThe lens floated on "
    "a bath of mercury until it was taken away.[3]\n\nReferences\n\n1. The book of lights, p. 88.\n"
    "2. “The girl who rowed”, Quay Courier, 12 March 2011, p. 5.\n3. Catalogue of the museum of the harbour.\n"
)
_SENTENCE = 60
"""Characters: the title of a work that is referred to has fewer."""


def told(folder: Path, **texts: str) -> tuple[Relation, list[Credit | None]]:
    """The relation of two texts, and the credits of what the second has from the first."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = provenance.trace([folder])
    (relation,) = report.relations
    document = next(each for each in report.documents if each.id == "b.txt")
    reused = (one for one in document.passages if one.origin and one.end - one.start > _SENTENCE)
    return relation, [passage.credit for passage in reused]


@pytest.mark.parametrize(("mark", "is_credited"), [("[2]", True), ("[3]", False), ("", False)])
def test_a_note_credits_the_work_to_which_its_number_leads(tmp_path: Path, mark: str, *, is_credited: bool) -> None:
    relation, given = told(tmp_path, a=PRINTED, b=PAGE.format(ROWED + mark))
    assert relation.p_a_first > 0.85
    assert [(e.cue, e.favours) for e in relation.evidence if e.cue == "repost-marker"] == [("repost-marker", "a")]
    assert [(one and (one.kind, one.document)) for one in given] == [
        (CreditKind.NAMED, "a.txt") if is_credited else None
    ]


def test_who_cites_the_same_work_as_another_does_not_cite_the_other(tmp_path: Path) -> None:
    relation, _ = told(tmp_path, a=PAGE.format(ROWED), b=PAGE.format(ROWED).replace("forty men", "sixty men"))
    assert "repost-marker" not in {e.cue for e in relation.evidence}


@pytest.mark.parametrize(
    ("head", "is_credited"), [("Fern Quirke", True), ("By Fern Quirke, columnist", True), ("By Ada Penrose", False)]
)
def test_a_column_under_the_name_of_who_wrote_it_credits_its_writer(
    tmp_path: Path, head: str, *, is_credited: bool
) -> None:
    column = " ".join(f"{word} never liked the drawer in which the key lay that fitted nothing." for word in "ABCD")
    relation, given = told(
        tmp_path,
        a=f"FERN QUIRKE: The drawer\nRelease date: 8 November 2024\n\n{column}\n",
        b=f"Of drawers\n{head}\nQuay Standard, 19 November 2024\n\n{column}\n",
    )
    assert relation.p_a_first > 0.7
    assert {one is not None for one in given} == {is_credited}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Quay Courier, 12 March 2011", ("Quay Courier",)),
        ("QuayNews, 9 May 2024", ("QuayNews",)),
        ("Pile | UK | Mar 15", ("Pile",)),
        ("Quay Echo, Tuesday February 6 2024", ("Quay Echo",)),
        ("By Ann Lee, 3 May 2024", ()),
        ("Ellery, 3 May 2024", ()),
        ("ELLERY, May 3 2024", ()),
        ("The Quay opened on 3 May 2024.", ()),
        ("the quay, 3 May 2024", ()),
        ("Quay Courier", ()),
    ],
)
def test_a_paper_is_named_at_a_head_beside_its_day(line: str, names: tuple[str, ...]) -> None:
    assert head(f"The pool is saved\n{line}\n\nIt is.").papers == names


@drawn(st.lists(st.sampled_from(["(", ")", "[1]", "1. ", "\n", " ", "2011", "p. 5", "Quay", "References", "By "])))
def test_what_is_cited_lies_inside_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    held = notes(text)
    found = [*brackets(text), *reference_lines(text), *noted(text, Span(0, len(text)), held), *held.values()]
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(name in text.casefold() for name in head(text).writers)


WORKS = "paper|study|article|report|essay|review|survey|thesis|book|chapter|lecture"
MARKED = r"[“\"‘](?=[^\W\d_])[^\n“”\"]{15,200}[”\"’]"
TITLES = re.compile(
    rf"\b(?:{WORKS}),? (?:(?:called|entitled|titled|headed) )?(?P<before>{MARKED})"
    rf"|(?P<after>{MARKED}),? (?:(?:is|was|has been|will be) )?(?:published|appears|appeared) (?:in|by|on)\b",
    re.IGNORECASE,
)
SAID = (
    *("paper ", "Study, ", "newspaper ", "called ", "“", "”", '"', "‘", "’", "The girl who rowed", "1911", "\n", " "),
    *(", published in ", " appeared on ", " is published by ", " appeared once "),
)


@drawn(st.lists(st.sampled_from(SAID), max_size=30).map("".join))
def test_titles_are_those_that_one_search_over_the_whole_text_finds(text: str) -> None:
    slowly = (found.span("before" if found["before"] else "after") for found in TITLES.finditer(text))
    assert [(one.start, one.end) for one in titles(text)] == list(slowly)


@pytest.mark.parametrize("before", ["", "The ", "(", "x1", "7", "77"])
@pytest.mark.parametrize("number", ["3rd", "24th", "101st", "2001st"])
def test_an_occasion_is_counted_by_the_whole_of_its_number(before: str, number: str) -> None:
    found = [one.number for one in signs(f"{before}{number} kite festival, 1st fair", ()).numbers]
    whole = f"{before[-2:] if before[-1:].isdigit() else ''}{number[:-2]}"
    is_counted = len(whole) <= 3 and not before.startswith("x")
    assert found == ([(int(whole),)] if is_counted else []) + [(1,)]


@pytest.mark.parametrize(("mark", "is_name"), [("", True), (".", False), ("!", False), ("?", False)])
def test_a_line_that_is_a_sentence_is_nobody_who_issues(mark: str, *, is_name: bool) -> None:
    told = head(f"Tidewell Parks Board{mark}\n\nThe trees are planted.")
    assert told.issuers == ("Tidewell Parks Board",) * is_name
