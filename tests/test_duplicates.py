"""Groups of duplicate documents: who is grouped with whom, as what, and which one is kept."""

from __future__ import annotations

import csv
import io
import json as standard_json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from forms import BULLETIN, BULLETINS, GRANTS, RECOUNTED, REPOSTED
from harbour import harbour, without_text
from hypothesis import example, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from misreading import misread
from strategies import paragraphs

from provenance.duplicates import groups
from provenance.errors import ReportError
from provenance.model import CopyRelation, Group, Groups, Inputs, Member, RelationType, Stated, Unreadable
from provenance.pipeline import trace
from provenance.reports.duplicate_groups import COLUMNS
from provenance.reports.duplicate_groups import csv as as_csv
from provenance.reports.duplicate_groups import json as as_json
from provenance.reports.pages import cell
from provenance.wording.resemblance import MIN_SIMILARITY, are_refilled, compared, relation_of, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from provenance.model import Report

T = TypeVar("T")

NEXT_WEEK = BULLETINS[1]
MONTHLY = (
    "Landings of herring rose in January, the harbour office of Fenwick said, to 412 boxes for the whole fleet. "
    "The office counts every box that is carried over the quay and publishes the sum at the end of each month. "
    "Boats from other ports are counted as if they were from here, and a half box counts as a whole one.\n"
)
NEXT_MONTH = MONTHLY.replace("rose in January", "fell again in February").replace(
    "412 boxes for the whole fleet", "388 boxes, which nobody in the town had expected"
)
STORY = (
    "The old lantern of the lighthouse at Marsh End has been taken down and will be shown in the museum. "
    "Three carpenters needed a whole morning to lift it from its iron bed without breaking the glass. "
    "The keeper, who has lit it for most of her life, said that the new lamp is brighter but has no warmth. "
    "Visitors can see it in the hall of the museum from next spring, and children need not pay.\n"
)
RETOUCHED = STORY.replace("a whole morning", "an entire morning")
REVISED = (
    STORY
    + "The museum has since said that the lantern is on loan only, and that the town may ask for it back when the "
    "new tower is finished and there is a room in it.\n"
)
LONGER = f"{REVISED}{MONTHLY}"
OTHER = "Goats that had left the farm at the ford on Sunday were found asleep among the bells of the church.\n"


@pytest.fixture
def traced(tmp_path: Path) -> Callable[[Mapping[str, str]], Report]:
    """The report of a folder with these texts."""

    def report(texts: Mapping[str, str]) -> Report:
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return trace([tmp_path])

    return report


def relation(a: str, b: str) -> CopyRelation | None:
    one, other = wording(a), wording(b)
    return relation_of(compared(one, other), is_template=are_refilled(one, other))


def shuffled(report: Report, seed: int) -> Report:
    """The same report with its lists in another order."""
    rng = random.Random(seed)

    def mixed(rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(rng.sample(rows, len(rows)))

    return replace(
        report,
        documents=mixed(report.documents),
        matches=mixed(report.matches),
        relations=mixed(report.relations),
        families=mixed(report.families),
    )


# --------------------------------------------------------------------------- two texts


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (STORY, STORY, CopyRelation.NEAR),
        (STORY, RETOUCHED, CopyRelation.NEAR),
        (STORY, REVISED, CopyRelation.VERSION),
        (STORY, STORY + "Printed on 4 May 2024.\n", CopyRelation.VERSION),
        (BULLETIN, NEXT_WEEK, CopyRelation.TEMPLATE),
        (BULLETIN, BULLETIN.replace("412", "388"), CopyRelation.TEMPLATE),
        (BULLETIN, NEXT_WEEK.replace("Fenwick", "Marsh End"), CopyRelation.TEMPLATE),
        (MONTHLY, MONTHLY.replace("rose in January", "fell in February").replace("412", "388"), CopyRelation.TEMPLATE),
        (MONTHLY, NEXT_MONTH, CopyRelation.VERSION),
        (MONTHLY, NEXT_MONTH.replace("February", "January"), CopyRelation.VERSION),
        (BULLETIN + 3 * STORY, BULLETIN.replace("412", "388") + 3 * STORY, CopyRelation.VERSION),
        (BULLETIN, "CORRECTED: " + BULLETIN.replace("412", "388"), CopyRelation.VERSION),
        (BULLETIN, BULLETIN.replace("6 March", "6 Mar").replace("14 boats", "fourteen boats"), CopyRelation.VERSION),
        (BULLETIN, BULLETIN.replace("6 March", "6 Mar"), CopyRelation.NEAR),
        (STORY, OTHER, None),
        (BULLETIN, STORY, None),
        ("", "", None),
        ("two words", "two words", CopyRelation.NEAR),
    ],
)
def test_two_texts_are(a: str, b: str, expected: CopyRelation | None) -> None:
    assert (relation(a, b), relation(b, a)) == (expected, expected)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("six boats", "6 boats"),
        ("the 1st boat", "the first boat"),
        ("2,000 boats", "2000 boats"),
        ("on 4 Feb", "on 4 February"),
    ],
)
def test_a_figure_spelled_otherwise_is_the_same_figure(a: str, b: str) -> None:
    like = compared(wording(a), wording(b))
    assert (like.figures, like.others) == (0, 0)


def test_a_figure_with_joints_is_one_figure() -> None:
    assert compared(wording("at 6-1/4 pct"), wording("at six pct")).figures == 1


@given(st.text(max_size=300), st.text(max_size=300))
@example(".5 boats", "0.5 boats 5.")
def test_any_two_texts_compare_the_same_both_ways(a: str, b: str) -> None:
    one, other = compared(wording(a), wording(b)), compared(wording(b), wording(a))
    assert 0.0 <= one.similarity <= 1.0
    assert one == replace(other, figures_a=other.figures_b, figures_b=other.figures_a)


@given(st.text(max_size=300).filter(lambda text: wording(text).words.total() > 0))
def test_any_text_is_wholly_like_itself(text: str) -> None:
    like = compared(wording(text), wording(text))
    assert (like.similarity, like.shared, like.figures, like.others) == (1.0, 1.0, 0, 0)


# --------------------------------------------------------------------------- a folder


def test_texts_that_repeat_nothing_are_in_no_group(traced: Callable[[Mapping[str, str]], Report]) -> None:
    assert groups(traced({"a.txt": STORY, "b.txt": OTHER, "c.txt": BULLETIN})).groups == ()


def test_copies_are_identical_whatever_their_case_and_punctuation(
    traced: Callable[[Mapping[str, str]], Report],
) -> None:
    (group,) = groups(traced({"a.txt": STORY, "b.txt": STORY.upper(), "c.txt": STORY.replace(", ", " – ")})).groups
    assert [(m.document, m.relation, m.similarity) for m in group.members] == [
        ("b.txt", CopyRelation.IDENTICAL, 1.0),
        ("c.txt", CopyRelation.IDENTICAL, 1.0),
    ]


def test_of_equal_copies_the_first_in_order_is_kept(traced: Callable[[Mapping[str, str]], Report]) -> None:
    (group,) = groups(traced({"b.txt": STORY, "a.txt": STORY})).groups
    assert (group.keep, "first in order" in group.why) == ("a.txt", True)


def test_of_equal_copies_the_one_with_the_earliest_stated_date_is_kept(
    traced: Callable[[Mapping[str, str]], Report],
) -> None:
    report = traced({"a.txt": STORY, "b.txt": STORY})
    days = {"a.txt": "2024-06-10", "b.txt": "2024-06-04"}
    documents = tuple(
        replace(d, dating=replace(d.dating, stated=Stated(days[d.id], "meta", 0.9))) for d in report.documents
    )
    (group,) = groups(replace(report, documents=documents)).groups
    assert (group.keep, "2024-06-04" in group.why) == ("b.txt", True)


def test_the_earliest_by_evidence_is_kept_before_the_longest(
    traced: Callable[[Mapping[str, str]], Report], tmp_path: Path
) -> None:
    report = traced({"a.txt": STORY, "b.txt": REVISED})
    dates = tmp_path.parent / f"{tmp_path.name}.csv"
    dates.write_text("id,date\na.txt,2024-06-04\nb.txt,2024-06-10\n")
    dated = trace([tmp_path], dates=dates)
    assert [g.keep for g in groups(dated).groups] == ["a.txt"]
    assert groups(dated).groups[0].why == "probably written before the other, by the evidence of dates and wording"
    assert groups(dated).groups[0].members[0].why.endswith("probably written later")
    assert groups(report).duplicates == 1


def test_where_no_order_is_known_the_most_complete_is_kept(traced: Callable[[Mapping[str, str]], Report]) -> None:
    report = traced({"a.txt": STORY, "b.txt": REVISED})
    (group,) = groups(replace(report, relations=())).groups
    assert (group.keep, "most complete" in group.why) == ("b.txt", True)


def test_two_weeks_of_a_bulletin_are_a_template_and_no_duplicates(
    traced: Callable[[Mapping[str, str]], Report],
) -> None:
    found = groups(traced({"a.txt": BULLETIN, "b.txt": NEXT_WEEK}))
    assert [m.relation for group in found.groups for m in group.members] == [CopyRelation.TEMPLATE]
    assert found.duplicates == 0


@pytest.mark.parametrize(
    ("texts", "is_template"),
    [(GRANTS, True), (BULLETINS, True), (RECOUNTED, True), (REPOSTED, False), ((STORY, REVISED), False)],
    ids=["grants", "bulletins", "one figure", "a second date", "more words"],
)
def test_what_the_report_calls_one_form_is_a_template_and_nothing_else_is(
    traced: Callable[[Mapping[str, str]], Report], texts: tuple[str, str], is_template: bool
) -> None:
    report = traced(dict(zip(("a.txt", "b.txt"), texts, strict=True)))
    (group,) = groups(report).groups
    told = [each.type is RelationType.TEMPLATE for each in report.relations]
    assert (told, group.is_template) == ([is_template], is_template)


def test_copies_of_one_week_are_duplicates_beside_the_template(traced: Callable[[Mapping[str, str]], Report]) -> None:
    found = groups(traced({"a.txt": BULLETIN, "b.txt": NEXT_WEEK, "c.txt": NEXT_WEEK}))
    copies, series = found.groups
    assert (copies.keep, [m.document for m in copies.members]) == ("b.txt", ["c.txt"])
    assert (series.is_template, {series.keep, *(m.document for m in series.members)}) == (True, {"a.txt", "b.txt"})
    assert found.duplicates == 1


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("whole", "scan"), [("a", "b"), ("b", "a")])
def test_a_scan_is_a_copy_and_the_text_that_reads_best_is_kept(
    traced: Callable[[Mapping[str, str]], Report], whole: str, scan: str, seed: int
) -> None:
    (group,) = groups(
        traced({f"{whole}.txt": LONGER, f"{scan}.txt": misread(LONGER, 0.07, random.Random(seed))})
    ).groups
    (member,) = group.members
    assert (group.keep, member.document, member.relation) == (f"{whole}.txt", f"{scan}.txt", CopyRelation.NEAR)
    assert member.similarity < MIN_SIMILARITY
    assert "misread" in member.why
    assert "reads best" in group.why


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("On Saturday the office counted eleven boats at the quay.", CopyRelation.NEAR),
        ("On Safurday the officc counted eleven boals at the quay.", CopyRelation.NEAR),
        ("On Sunday the officc counted eleven boals at the quay.", CopyRelation.VERSION),
        ("On Saturday the officc counted seven boals at the quay.", CopyRelation.VERSION),
    ],
)
def test_a_scan_that_names_another_day_or_number_is_a_version(
    traced: Callable[[Mapping[str, str]], Report], told: str, relation: CopyRelation
) -> None:
    text = f"{LONGER}\nOn Saturday the office counted eleven boats at the quay.\n"
    scan = f"{misread(LONGER, 0.07, random.Random(3))}\n{told}\n"
    (group,) = groups(traced({"a.txt": text, "b.txt": scan})).groups
    (member,) = group.members
    assert member.relation is relation
    assert "misread" in member.why


def test_a_scan_of_half_of_a_text_is_no_copy_of_it(traced: Callable[[Mapping[str, str]], Report]) -> None:
    half = misread(f"{REVISED}{OTHER * 9}", 0.07, random.Random(1))
    assert groups(traced({"a.txt": REVISED, "b.txt": half})).groups == ()


def test_a_chain_of_small_steps_joins_no_strangers(traced: Callable[[Mapping[str, str]], Report]) -> None:
    sentences = paragraphs(random.Random(5), 16, 16).split("\n\n")
    steps = {f"{n}.txt": " ".join(sentences[n : n + 8]) + "\n" for n in range(9)}
    found = groups(traced(steps))
    assert found.groups
    for group in found.groups:
        for member in group.members:
            like = compared(wording(steps[group.keep]), wording(steps[member.document]))
            assert like.similarity >= MIN_SIMILARITY


def test_a_report_without_texts_cannot_be_compared() -> None:
    with pytest.raises(ReportError, match="no text"):
        groups(without_text(harbour()))


@budget(max_examples=12)
@given(st.integers(0, 2**32))
def test_order_changes_nothing_and_every_member_is_like_the_kept_one(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    texts = varied(random.Random(seed))
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    report = trace([folder])
    found = groups(report)
    templates = {frozenset((each.a, each.b)) for each in report.relations if each.type is RelationType.TEMPLATE}
    assert groups(shuffled(report, seed)) == found
    for group in found.groups:
        for member in group.members:
            like = compared(wording(texts[group.keep]), wording(texts[member.document]))
            assert member.similarity == pytest.approx(like.similarity, abs=1e-4)
            told = relation_of(like, is_template=frozenset((group.keep, member.document)) in templates)
            assert member.relation in (told, CopyRelation.IDENTICAL)
            assert member.relation is not CopyRelation.IDENTICAL or member.similarity == 1.0
    grouped = [m.document for g in found.groups if not g.is_template for m in g.members]
    assert len(grouped) == len(set(grouped))
    for one, other in identical(texts):
        assert one in grouped or other in grouped


def varied(rng: random.Random) -> dict[str, str]:
    """A few texts, and copies of them: whole, cut, lengthened, retouched."""
    stems = [paragraphs(rng, 4, 9) for _ in range(2)]
    changes: tuple[Callable[[str], str], ...] = (
        str,
        str.upper,
        lambda text: text[: len(text) * 3 // 4],
        lambda text: f"{text}\n\n{paragraphs(rng, 1, 3)}",
        lambda text: text.replace("near", "close to", 1),
    )
    return {f"{n}.txt": rng.choice(changes)(rng.choice(stems)) for n in range(6)}


def identical(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of names whose texts are the same but for case."""
    return [(x, y) for x in texts for y in texts if x < y and texts[x].lower() == texts[y].lower()]


# --------------------------------------------------------------------------- written


def written(document: str) -> Groups:
    fault = Unreadable("bad.txt", "not_text", "a NUL byte")
    group = Group(document, "why", (Member("b.txt", CopyRelation.NEAR, 0.97, "because"),))
    return Groups("1.0", Inputs(3, unreadable=(fault,)), (group,))


def rows(found: Groups) -> list[list[str]]:
    (page,) = as_csv(found)
    return list(csv.reader(io.StringIO(page.content.decode(), newline="")))


def test_json_has_the_fields_of_the_contract() -> None:
    (page,) = as_json(written("a.txt"))
    content = standard_json.loads(page.content)
    assert content["schema"] == "provenance-groups/1"
    assert content["groups"] == [
        {
            "keep": "a.txt",
            "why": "why",
            "members": [{"document": "b.txt", "relation": "near", "similarity": 0.97, "why": "because"}],
        }
    ]
    assert content["inputs"]["unreadable"][0]["path"] == "bad.txt"


def test_json_without_groups_is_json() -> None:
    (page,) = as_json(Groups("1.0", Inputs(0)))
    assert standard_json.loads(page.content)["groups"] == []


def test_csv_has_a_row_for_each_document_the_kept_one_first() -> None:
    assert rows(written("a.txt")) == [
        list(COLUMNS),
        ["1", "a.txt", "a.txt", "kept", "1.0", "why", "no"],
        ["1", "b.txt", "a.txt", "near", "0.97", "because", "yes"],
    ]


def test_csv_lines_end_as_the_standard_says() -> None:
    (page,) = as_csv(written("a.txt"))
    assert page.content.count(b"\r\n") == page.content.count(b"\n") == 3


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1", "\"'=1", "\r1", "\n1"]
)
def test_no_cell_is_a_formula(name: str) -> None:
    assert rows(written(name))[1][1] == f"'{name}"


@given(st.text())
def test_a_cell_is_read_back(name: str) -> None:
    kept = name.encode("utf-8", "replace").decode()
    row = rows(written(name))[1]
    assert row[1] == cell(kept)
    assert len(row) == len(COLUMNS)
