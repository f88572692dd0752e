"""Copies that a machine read from print: told as copied, without changes that are none, and in no order."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from misreading import misread
from rewriting import REWRITES, cases
from scripted import scripted
from strategies import texts

from provenance import compare, trace
from provenance.classify import changes
from provenance.model import Degree, Kind, Verdict
from provenance.wording.readings import are_misread, likeness, look_alike, named_otherwise, readings, settled, words

if TYPE_CHECKING:
    from provenance.model import Comparison

HERE = Path(__file__).resolve().parent
PLAN = (HERE.parent / "samples/council/newsroom-lido-plan.txt").read_text(encoding="utf-8")
REWRITTEN = [case for case in cases(HERE / "cases/rewriting") if case.source.text]


def parts_of(found: Comparison) -> list[tuple[str, str, float]]:
    return [
        (found.text_a[s.a.start : s.a.end], found.text_b[s.b.start : s.b.end], s.similarity)
        for match in found.matches
        for s in match.segments
        if s.similarity < 1
    ]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("share", [0.02, 0.05])
def test_a_scan_of_a_text_is_a_copy(seed: int, share: float) -> None:
    found = compare(PLAN, misread(PLAN, share, Random(seed)))
    assert are_misread(parts_of(found))
    sizes = {kind: sum(len(s.a) for m in found.matches for s in m.segments if s.kind is kind) for kind in Kind}
    assert sizes[Kind.COPIED] >= 0.85 * len(PLAN)
    assert sizes[Kind.COPIED] >= 9 * sizes[Kind.PARAPHRASED]


@pytest.mark.parametrize("seed", range(4))
def test_what_a_scan_has_otherwise_is_edited_and_not_the_same(seed: int) -> None:
    found = compare(PLAN, misread(PLAN, 0.05, Random(seed)))
    segments = [s for match in found.matches for s in match.segments]
    assert {s.degree for s in segments if s.similarity < 1} <= {Degree.EDITED, Degree.LIGHT}
    assert any(s.degree is Degree.EDITED and s.similarity < 0.8 for s in segments)


@pytest.mark.parametrize("case", REWRITTEN, ids=[case.name for case in REWRITTEN])
@pytest.mark.parametrize("name", REWRITES)
def test_who_rewords_a_text_has_not_misread_it(case: object, name: str) -> None:
    rewrite = case.rewrites.get(name)  # type: ignore[attr-defined]
    if rewrite is not None:
        assert not are_misread(parts_of(compare(case.source.text, rewrite.text)))  # type: ignore[attr-defined]


@given(texts, texts)
def test_readings_are_the_same_from_either_side(a: str, b: str) -> None:
    one, other = readings(a, b), readings(b, a)
    assert one.words == other.words
    assert 0 <= one.likely <= one.differing <= one.words
    assert 0 <= one.similarity <= 1
    assert (one.differing == 0) == (other.differing == 0)


@given(texts)
def test_a_text_is_no_misreading_of_itself(text: str) -> None:
    assert readings(text, text).differing == 0
    assert not are_misread([(text, text, 1.0)] * 9)


@pytest.mark.parametrize(
    ("x", "y"), [("rnarsh", "marsh"), ("cloor", "door"), ("boat", "boot"), ("liouse", "house"), ("5even", "seven")]
)
def test_letters_that_look_alike_in_print(x: str, y: str) -> None:
    assert look_alike(x, y)
    assert look_alike(y, x)


@pytest.mark.parametrize(("x", "y"), [("direectory", "directory"), ("pool", "park"), ("mayor", "major"), ("", "a")])
def test_other_letters_do_not(x: str, y: str) -> None:
    assert not look_alike(x, y)


@pytest.mark.parametrize(
    ("x", "y", "alike"), [("Harbour Fund", "HarbourFund", 1.0), ("1995", "1996", 0.0), ("", "", 1.0), ("pier", "", 0.0)]
)
def test_letters_are_compared_however_they_are_parted_and_figures_not(x: str, y: str, alike: float) -> None:
    assert likeness(x, y) == alike


SCANNED = [
    ("Michael Owen joins the club.", "Micbael Owen joins tbe club.", []),
    ("The club said Owen will stay.", "The club said Owen wi1l stay.", []),
    ("The club said Owen weren't there.", "The club said Owen weren'tthere.", []),
    ("The Pellmouth lido reopens.", "The Pe1lmouth lido reopens.", []),
    ("The lido costs £168,000.", "The lido costs £18,000.", [("number", "£168,000", "£18,000")]),
    ("The pool will open in May.", "The pool will not open in May.", [("negation", "", "not")]),
    ("It is possible to swim there.", "It is impossible to swim there.", [("negation", "possible", "impossible")]),
    ("It was paid by Quayle.", "It was paid by Ormond.", [("name", "Quayle", "Ormond")]),
    ("He found seven lamps there.", "He found eleven lamps there.", [("number", "seven", "eleven")]),
    ("He found seven lamps there.", "He found eieren lamps there.", [("number", "seven", "eieren")]),
    ("He found seven lamps there.", "He found scven lamps there.", []),
    ("For eleven years and more.", "For seven yeuis an^d more.", [("number", "eleven", "seven")]),
    ("He came on the Saturday.", "He came on the Sunday.", [("date", "Saturday", "Sunday")]),
    ("He came on the Safurday.", "He came on the Sunday.", [("date", "Safurday", "Sunday")]),
    ("He came on the Safurday.", "He came on the Saturday.", []),
    ("It was seen in June.", "It was seen in July.", [("date", "June", "July")]),
    ("It was seen in June.", "It was seen in Jnne.", []),
    ("The loss is £43,000.", "The loss is £43'000.", []),
    ("The loss is £43,000.", "The loss is £43,600.", [("number", "£43,000", "£43,600")]),
    ("It closed at 7.30 p.m. to all.", "It closed at 7,30 p.m. to all.", []),
    ("He said that he ſhould go.", "He said that he should go.", []),
    ("The foreman was acquit-\nted.", "The foreman was ac-\nquitted.", []),
]


@pytest.mark.parametrize(("a", "b", "told"), SCANNED, ids=[case[1] for case in SCANNED])
def test_in_a_scan_a_misread_word_is_no_change_of_meaning(a: str, b: str, told: list[tuple[str, str, str]]) -> None:
    assert [(c.type, c.a, c.b) for c in changes(a, b, are_misread=True)] == told


MINUTES = "Mr. {0} moved that the offer be accepted. The Secretary reported to {0} and to Mr. Dolan on Monday.\n" + PLAN


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        ("Hanley", "Manley", [("name", "Hanley", "Manley")]),
        ("Thornburn", "Thombum", []),
        ("Wasserman", "Wafferman", []),
    ],
)
def test_a_name_that_each_text_has_throughout_is_another_name(x: str, y: str, told: list[tuple[str, str, str]]) -> None:
    a, b = MINUTES.format(x), MINUTES.format(y)
    passages = f"Mr. {x} moved that the offer be accepted.", f"Mr. {y} moved thaf the offer be acceptcd."
    found = changes(*passages, are_misread=True, settled=settled(a, b))
    assert [(c.type, c.a, c.b) for c in found] == told


def test_where_many_words_are_misread_a_name_may_be_misread_each_time() -> None:
    a, b = MINUTES.format("Hanley"), misread(MINUTES, 0.08, Random(1)).replace("{0}", "Manley").replace("{O}", "Manley")
    assert "manley" in settled(a, MINUTES.format("Manley")).b
    assert "manley" not in settled(a, b).b


def test_a_name_that_a_text_has_only_once_may_be_a_slip() -> None:
    a, b = MINUTES.format("Hanley"), MINUTES.format("Hanley").replace("Hanley", "Manley", 1)
    found = changes("Mr. Hanley moved that.", "Mr. Manley moved that.", are_misread=True, settled=settled(a, b))
    assert found == ()


@pytest.mark.parametrize(
    ("x", "y", "apart"),
    [
        ("Sunday", "Saturday", True), ("Sunday", "Safurday", True), ("Sunday", "Suuday", False),
        ("Monday", "Tonday", False), ("seven", "eleven", True), ("seven", "even", False), ("seven", "scvcn", False),
        ("forty", "fourteen", True), ("July", "Julv", False), ("July", "June", True), ("pier", "peer", False),
    ],
)  # fmt: skip
def test_a_day_a_month_or_a_number_is_no_other_one_misread(x: str, y: str, *, apart: bool) -> None:
    assert [(one, other) for _, one, other in named_otherwise(x, y)] == [(x, y)] * apart
    assert [(one, other) for _, one, other in named_otherwise(y, x)] == [(y, x)] * apart


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("the acci-\ndental death", ["the", "accidental", "death"]), ("ret¬\nurned", ["returned"]),
        ("Schnel=\n  ligkeit", ["schnelligkeit"]), ("Schnel⸗\nligkeit", ["schnelligkeit"]),
        ("bla•ck | and ■ wh_ite", ["black", "and", "white"]), ("a well-known man", ["a", "well-known", "man"]),
        ("NIGHT.—Shortly and/or (so)", ["night", "shortly", "and", "or", "so"]), ("1914-\n1918", ["1914", "1918"]),
    ],
)  # fmt: skip
def test_the_words_of_a_scan_are_whole(text: str, held: list[str]) -> None:
    assert words(text) == held


def test_a_short_passage_of_which_hardly_a_word_differs_otherwise_was_misread() -> None:
    advertisement = "Apply by letter, stating wages and character, to H. B., Post Office, Thornley."
    scan = "Apply ljy le|fter. stalinq\nwagcs and charaoter, to H. B., Post Officc, Thornley."
    assert are_misread([(advertisement, scan, 0.6)])
    assert not are_misread([(advertisement, "Write by lettor, with wagcs and cbaracter, to him in Thornley.", 0.4)])


def test_one_name_spelt_otherwise_may_be_another_name() -> None:
    assert [c.type for c in changes("It was paid by Dolan.", "It was paid by Declan.")] == ["name"]


@pytest.mark.parametrize("seed", range(4))
def test_a_scan_says_nothing_of_order(tmp_path: Path, seed: int) -> None:
    """A year, a tense or a mark of quotation that was misread is no later date and no claim; nor is a slip earlier."""
    print_ = PLAN.replace("Monday 4 March 2024", "Monday").replace("Thursday 14 March 2024", "Thursday")
    story = f"{print_}\n\nThe Lido was closed in 1995 and the Lido reopened in 1998, when the Lido had a new wall."
    (tmp_path / "a.txt").write_text(story, encoding="utf-8")
    scan = misread(story, 0.04, Random(seed)).replace("1998", "l998").replace("1995", "1975")
    (tmp_path / "b.txt").write_text(scan, encoding="utf-8")
    report = trace(tmp_path)
    (relation,) = report.relations
    assert relation.verdict is Verdict.UNDETERMINED
    assert report.matches[0].kind is Kind.COPIED


def test_the_script_that_measures_scans_finds_what_it_wrote(tmp_path: Path) -> None:
    script = scripted("evaluate_misreading")
    news = [path.read_text(encoding="utf-8") for path in sorted((HERE.parent / "samples").rglob("*.txt"))]
    whole, parts = script.write(news[: len(news) // 2 * 2], tmp_path, Random(1))
    copies = whole + parts
    for copy in copies:
        text = (tmp_path / copy.name).read_text(encoding="utf-8")
        assert 0 <= copy.start < copy.end <= len(text)
    script.judge(trace(tmp_path), copies)
    assert sum(bool(copy.matches) for copy in copies) >= 0.9 * len(copies)
    assert all(copy.told()[1] <= copy.told()[0] <= copy.end - copy.start for copy in copies)
