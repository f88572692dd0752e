"""What rules say of whom: the words that are really there, of the text that really has them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest
from forms import BULLETINS, GRANTS, RECOUNTED, REPOSTED
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli import main
from provenance.gate import judge
from provenance.model import LEANING, Degree, Kind, Match, Order, Passage, Place, Segment, Span, Verdict
from provenance.pipeline import trace
from provenance.policy import parse
from provenance.rules.desk import _Held, folded
from provenance.rules.runs import _shared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIRE = (
    "The closure of the Mill Quay bridge comes at the start of the mackerel season, when about 140 lorries a day cross "
    "the river to reach the cold stores on the eastern bank, according to figures compiled by the traders.\n\n"
    "A similar closure in 2009 lasted eleven weeks instead of the planned five because parts cast in a foundry abroad "
    "did not fit, and landed catches fell by almost a fifth that summer."
)
REWORDED = (
    "The Mill Quay bridge will shut just as the mackerel season begins, when some 140 lorries cross the river daily "
    "to get to the cold stores on the eastern side, figures compiled by the traders show.\n\n"
    "When the bridge was closed in 2009, it took eleven weeks rather than the five that were planned, since parts that "
    "had been cast in a foreign foundry did not fit, and the catch landed that summer was down by nearly a fifth."
)
RAIN = "Rain fell on the procession, and the band played under the arches until the last umbrella had gone home to bed."


def findings(folder: Path, texts: Mapping[str, tuple[str, str, str]], *options: str) -> list[dict[str, Any]]:
    """The findings on texts of a day, a publisher and their words."""
    for name, (day, publisher, words) in texts.items():
        head = f"---\ndate: {day}\npublisher: {publisher}\n---\n" if day else ""
        (folder / name).write_text(f"{head}{words}\n", "utf-8")
    main(["check", str(folder), "--quiet", "--jobs", "1", "--fail-on", "never", "-o", str(folder / "g.json"), *options])
    gate: dict[str, Any] = json.loads((folder / "g.json").read_bytes())["gate"]
    return list(gate["findings"])


def test_what_is_copied_from_a_rewording_is_not_charged_to_the_text_that_was_reworded(tmp_path: Path) -> None:
    texts = {
        "wire.md": ("2025-05-14", "Coastwire", WIRE),
        "echo.md": ("2025-05-20", "Evening Echo", f"Skippers of six boats would land elsewhere.\n\n{REWORDED}"),
        "again.md": ("2025-06-20", "Evening Echo", f"The bridge is still shut, and it rains.\n\n{REWORDED}"),
    }
    told = {(each["rule"], each.get("source")) for each in findings(tmp_path, texts)}
    assert told
    assert not told & {(rule, "wire.md") for rule in ("unattributed-copy", "long-verbatim-run")}


@pytest.mark.parametrize("changed", ["long.md", "short.md"])
def test_of_two_stories_the_one_is_named_whose_words_the_other_has(tmp_path: Path, changed: str) -> None:
    more = "\n\n".join(
        f"The {place} was asked what it made of that, and its keeper said that he had heard of nothing of the kind yet."
        for place in ("chandlery", "ice house", "net loft", "pilot station", "ferry office", "fish hall")
    )
    texts = {"long.md": ("", "", f"{WIRE}\n\n{more}"), "short.md": ("", "", WIRE)}
    (told,) = findings(tmp_path, texts, "--changed", str(tmp_path / changed))
    whose = "its words stand in long.md" if changed == "short.md" else "the words of short.md stand in it"
    assert (told["rule"], told["message"].partition(", too")[0]) == ("duplicate-story", f"100 % of {whose}")


def test_of_two_of_our_own_stories_without_order_one_is_told_of_and_none_is_called_earlier(tmp_path: Path) -> None:
    texts = {
        "one.md": ("", "", f"{WIRE}\n\nAt the cold stores, Dilys Marrow has hung a clock over the gate. It is slow."),
        "two.md": ("", "", f"Nobody fishes on Sundays in this town, or admits to it.\n\n{WIRE}\n\n{RAIN}"),
    }
    told = [each for each in findings(tmp_path, texts) if each["rule"] == "self-reuse"]
    assert [each["document"] for each in told] == ["two.md"]
    assert not any("earlier" in each["message"] for each in told)


def test_a_finding_is_the_same_whichever_copy_its_words_are_nearest_to(tmp_path: Path) -> None:
    release = f"FOR IMMEDIATE RELEASE\n\n{WIRE}\n\nENDS"
    copies = {f"{name}.md": ("", "", f"{RAIN}\n\n{WIRE}") for name in ("one", "two", "three", "four")}
    policy = tmp_path / "p.toml"
    policy.write_text('[kinds.press_release]\npaths = ["release.md"]\n', "utf-8")
    told = findings(tmp_path, {"release.md": ("", "", release), **copies}, "--policy", str(policy))
    prints = [each["fingerprint"] for each in told if each["rule"] == "press-release-uncredited"]
    assert len(prints) == len(copies)
    assert len(set(prints)) == 1


def hiding(words: str) -> str:
    """The words with nine characters without a glyph in them."""
    return words.replace("e", "e\u200b", 9)


@pytest.mark.parametrize(("own", "taken", "measured"), [(RAIN, hiding(WIRE), [9]), (hiding(RAIN), WIRE, [])])
def test_hidden_letters_are_counted_in_what_is_reused_and_not_in_what_is_not(
    tmp_path: Path, own: str, taken: str, measured: list[int]
) -> None:
    texts = {
        "wire.md": ("2025-05-14", "Coastwire", WIRE),
        "echo.md": ("2025-05-20", "Evening Echo", f"{own}\n\n{taken}"),
    }
    told = [each["measured"] for each in findings(tmp_path, texts) if each["rule"] == "hidden-text"]
    assert told == measured


@pytest.mark.parametrize(
    ("policy", "now", "measured", "limit", "unit"),
    [
        ("until = 2025-12-31", "2026-01-14", None, None, None),
        ("until = 2025-12-31", "2026-01-15", 15, 14, "days"),
        ('allows = ["excerpt"]', "2026-01-15", len(WIRE.split()), 40, "words"),
    ],
)
def test_a_licence_that_has_ended_is_measured_in_days_and_all_else_in_words(
    tmp_path: Path, policy: str, now: str, measured: float | None, limit: float | None, unit: str | None
) -> None:
    (tmp_path / "p.toml").write_text(
        f'[[licences]]\norigin = "Coastwire"\nrequires_credit = false\n{policy}\n', "utf-8"
    )
    texts = {
        "wire.md": ("2025-05-14", "Coastwire", WIRE),
        "echo.md": ("2025-05-20", "Evening Echo", f"{RAIN}\n\n{WIRE}"),
    }
    told = findings(tmp_path, texts, "--policy", str(tmp_path / "p.toml"), "--now", now)
    found = [(each["measured"], each["limit"], each["unit"]) for each in told if each["rule"] == "licence"]
    assert found == ([] if unit is None else [(measured, limit, unit)])


@pytest.mark.parametrize(("day", "named"), [("2025-05-14", "Coastwire"), ("", "wire.md")])
def test_an_agency_without_a_licence_is_called_as_it_calls_itself(tmp_path: Path, day: str, named: str) -> None:
    (tmp_path / "p.toml").write_text('[kinds.wire]\npaths = ["wire.md"]\n', "utf-8")
    texts = {
        "wire.md": (day, "Coastwire", WIRE),
        "echo.md": ("2025-05-20", "Evening Echo", f"{RAIN}\n\n{WIRE}"),
    }
    told = findings(tmp_path, texts, "--policy", str(tmp_path / "p.toml"))
    (message,) = [each["message"] for each in told if each["rule"] == "licence"]
    assert message.endswith(f"but {named} has no licence in the policy")


def test_equal_copies_are_told_of_also_where_they_tell_of_a_dated_event(tmp_path: Path) -> None:
    words = (
        "On 14 March 2024 the ferry ran aground on the sandbank off the harbour with forty people on board, and the "
        "lifeboat took them all ashore before the tide turned."
    )
    texts = dict.fromkeys(("one.md", "two.md", "three.md"), ("", "", words))
    told = {each["document"]: each["source"] for each in findings(tmp_path, texts) if each["rule"] == "duplicate-story"}
    assert told == {"three.md": "one.md", "two.md": "one.md"}


def duplicates(folder: Path, texts: Mapping[str, str], *options: str) -> list[dict[str, Any]]:
    """The findings on stories that stand there twice, versions of one another among them."""
    (folder / "p.toml").write_text("[rules.duplicate-story]\nunless = []\n", "utf-8")
    made = {name: ("", "", words) for name, words in texts.items()}
    told = findings(folder, made, "--policy", str(folder / "p.toml"), *options)
    return [each for each in told if each["rule"] == "duplicate-story"]


def test_of_many_near_copies_each_but_the_first_is_told_of_once(tmp_path: Path) -> None:
    ends = ("Rain fell.", "Nobody came.", "The band played on.", "Dogs barked at it.", "It was cold.", "Bells rang.")
    texts = {f"{n}.md": f"{WIRE}\n\n{end}" for n, end in enumerate(ends)}
    assert [each["document"] for each in duplicates(tmp_path, texts)] == sorted(texts)[1:]


def test_of_two_copies_that_are_unlike_each_other_both_are_told_of(tmp_path: Path) -> None:
    texts = {"a.md": WIRE, "b.md": RAIN, "c.md": f"{WIRE}\n\n{RAIN}"}
    assert {each["source"] for each in duplicates(tmp_path, texts)} == {"a.md", "b.md"}


def test_a_farther_copy_in_the_archive_changes_nothing_of_what_was_told_of_two_near_ones(tmp_path: Path) -> None:
    words = WIRE.replace(" at the start of the mackerel season", " just as the season for mackerel begins")
    near = {"m.md": WIRE, "n.md": f"{WIRE}\n\nRain fell."}
    (before,) = duplicates(tmp_path, near)
    after = {each["document"]: each for each in duplicates(tmp_path, near | {"a.md": f"{words}\n\nBells rang."})}
    assert after.keys() == {"m.md", "n.md"}
    assert all(after["n.md"][told] == before[told] for told in ("source", "message", "fingerprint"))


@pytest.mark.parametrize("more", ["", "The bridge is shut."])
def test_two_copies_are_one_finding_whichever_of_them_has_changed(tmp_path: Path, more: str) -> None:
    texts = {"a.md": WIRE, "b.md": f"{WIRE}\n\n{more}"}
    ways = [(), ("--changed", str(tmp_path / "a.md")), ("--changed", str(tmp_path / "b.md"))]
    told = [duplicates(tmp_path, texts, *way) for way in ways]
    assert [each["document"] for (each,) in told] == ["b.md", "a.md", "b.md"]
    assert len({(each["fingerprint"], each["share"]) for (each,) in told}) == 1


@pytest.mark.parametrize(
    ("texts", "rules"),
    [(GRANTS, set()), (BULLETINS, set()), (RECOUNTED, set()), (REPOSTED, {"duplicate-story"})],
    ids=["grants", "bulletins", "one figure", "a second date"],
)
def test_a_form_filled_in_anew_repeats_no_story(tmp_path: Path, texts: tuple[str, str], rules: set[str]) -> None:
    policy = tmp_path / "p.toml"
    policy.write_text('[rules.duplicate-story]\nunless = []\nmin_containment = "50%"\n', "utf-8")
    told = findings(tmp_path, {f"{n}.md": ("", "", text) for n, text in enumerate(texts)}, "--policy", str(policy))
    assert {each["rule"] for each in told} == rules


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(0, 9))


@given(st.lists(st.lists(st.tuples(SPANS, SPANS), min_size=1)), SPANS)
def test_what_a_passage_shares_is_found_as_if_all_that_two_texts_share_were_looked_through(
    held: list[list[tuple[Span, Span]]], asked: Span
) -> None:
    def match(number: int, places: list[tuple[Span, Span]]) -> Match:
        segments = tuple(Segment(a, b, Kind.COPIED, Degree.VERBATIM, 1.0) for a, b in places)
        names = ("a", "b") if number % 2 else ("0", "a")
        return Match(f"M{number}", Place(names[0], 0, 40), Place(names[1], 0, 40), Kind.COPIED, 1.0, segments)

    matches = [match(number, places) for number, places in enumerate(held)]
    passage = Passage(*asked_of(asked))
    wanted = [
        (own, match.id)
        for match in matches
        for segment in match.segments
        for own in [segment.a if match.a.document == "a" else segment.b]
        if max(own.start, asked.start) < min(own.end, asked.end)
    ]
    assert [(own, name) for own, _, _, name in _Held("a", matches).in_touch(passage)] == wanted


def asked_of(span: Span) -> tuple[Any, ...]:
    """The fields of a passage that stands there."""
    return span.start, span.end, Kind.COPIED, Degree.VERBATIM, False, None, Order.KNOWN, None, None, None, 1, ()


REPAIR = "The repair of the granary roof will cost the town council £240,000 over the next three years, they say."
NOTE = "Correction: an earlier version of this story said that the repair would cost £240,000."
NOTICE = (
    "An article on 14 May said that the repair of the granary roof would cost the council £240,000. "
    "In fact it is £420,000."
)
AGAIN = f"{RAIN} So it was the year before.\n\n{REPAIR}"
MENDED = REPAIR.replace("240", "420")


def uncorrected(folder: Path, texts: Mapping[str, tuple[str, str, str]], *options: str) -> list[dict[str, Any]]:
    """The findings on stories that tell what was taken back."""
    return [each for each in findings(folder, texts, *options) if each["rule"] == "uncorrected-copy"]


@pytest.mark.parametrize("correction", [f"{MENDED}\n\n{WIRE}\n\n{NOTE}", f"{NOTE}\n\n{MENDED}\n\n{WIRE}", NOTICE])
@pytest.mark.parametrize("publisher", ["", "Evening Echo"])
def test_what_was_taken_back_is_told_of_whoever_tells_it_after_that(
    tmp_path: Path, correction: str, publisher: str
) -> None:
    texts = {
        "a-first.md": ("2025-05-14", publisher, f"{REPAIR}\n\n{WIRE}"),
        "b-correction.md": ("2025-05-20", publisher, correction),
        "c-before.md": ("2025-05-15", "", AGAIN),
        "d-after.md": ("2025-06-20", "", AGAIN),
        "e-right.md": ("2025-06-21", "", AGAIN.replace("240", "420")),
    }
    (told,) = uncorrected(tmp_path, texts)
    assert (told["document"], told["source"], told["level"]) == ("d-after.md", "b-correction.md", "error")
    assert told["quote"] == REPAIR
    assert (told["measured"], told["limit"], told["unit"]) == (len(REPAIR.split()), 0, "words")
    assert "a figure that was taken back" in told["message"]
    (hidden,) = uncorrected(tmp_path, texts, "--no-text")
    assert "240" not in json.dumps(hidden)
    changed = uncorrected(tmp_path, texts, "--changed", str(tmp_path / "d-after.md"))
    assert [each["fingerprint"] for each in changed] == [told["fingerprint"]]
    assert not uncorrected(tmp_path, texts, "--changed", str(tmp_path / "e-right.md"))


def test_where_nobody_knows_whether_it_was_after_the_correction_nothing_is_told_of(tmp_path: Path) -> None:
    texts = {
        "a-first.md": ("2025-05-14", "", f"{REPAIR}\n\n{WIRE}"),
        "b-correction.md": ("2025-05-20", "", f"{MENDED}\n\n{WIRE}\n\n{NOTE}"),
        "d-undated.md": ("", "", AGAIN),
    }
    assert not uncorrected(tmp_path, texts)


def test_a_correction_is_no_reuse_of_what_it_corrects_but_of_all_else(tmp_path: Path) -> None:
    texts = {
        "a-first.md": ("2025-05-14", "", f"{REPAIR}\n\n{WIRE}\n\n{AGAIN}"),
        "b-correction.md": ("2025-05-20", "", f"{NOTE}\n\n{MENDED}\n\n{WIRE}\n\nMore of this on Thursday, we hope."),
    }
    assert not [each for each in findings(tmp_path, texts) if each["rule"] == "self-reuse"]
    other = {**texts, "a-first.md": ("2025-05-14", "", f"{WIRE}\n\n{AGAIN.replace(REPAIR, '')}")}
    (told,) = (each for each in findings(tmp_path, other) if each["rule"] == "self-reuse")
    assert told["document"] == "b-correction.md"


def run(words: str) -> int:
    return len(words.split())


FIRST, REST = (
    "The old main has served the town for well over a century",
    "but it now bursts on average once in nine days",
)
SECOND = (
    "Every burst costs the company forty thousand litres of treated water and costs each of its customers a morning"
)
RELEASE = f"{FIRST}, {REST}. {SECOND}. The valves are of brass and were made in the foundry that is a cinema now."


@pytest.mark.parametrize(
    ("story", "longest"),
    [
        (f"{FIRST}, {REST}. {SECOND}.", f"{FIRST} {REST} {SECOND}"),
        (f"The main, Orrin Water says, {REST}. {SECOND}.", f"{REST} {SECOND}"),
        (
            f"Since 1887 {FIRST.lower()}, {REST}. {SECOND.replace('each of its', 'its')}.",
            f"{FIRST} {REST} " + SECOND.partition(" each")[0],
        ),
        (f"{FIRST}, {REST}. Nobody denies it. {SECOND}.", ""),
    ],
    ids=["whole", "from the middle of a sentence", "to the middle of one", "cut in two"],
)
def test_a_run_of_words_is_counted_across_sentences_of_which_others_were_changed(
    tmp_path: Path, story: str, longest: str
) -> None:
    policy = tmp_path / "p.toml"
    policy.write_text("[rules.long-verbatim-run]\nmax_run_words = 24\noutside = []\n", "utf-8")
    texts = {"wire.md": ("2025-05-14", "Orrin Water", RELEASE), "echo.md": ("2025-05-20", "Echo", f"{RAIN}\n\n{story}")}
    told = findings(tmp_path, texts, "--policy", str(policy))
    held = [each for each in told if each["rule"] == "long-verbatim-run" and each["document"] == "echo.md"]
    assert [each["measured"] for each in held] == ([run(longest)] if longest else [])
    for each in held:
        assert folded(each["quote"]) == folded(longest)


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30), st.integers(1, 5))
def test_the_longest_run_that_two_texts_share_is_found(own: list[str], theirs: list[str], least: int) -> None:
    def longest() -> int:
        places = [(i, k) for i in range(len(own)) for k in range(len(theirs))]
        same = (
            sum(1 for _ in takewhile(lambda p: p[0] == p[1], zip(own[i:], theirs[k:], strict=False))) for i, k in places
        )
        return max(same, default=0)

    found = list(_shared(own, theirs, least, most_places=len(theirs)))
    for begin, there, length in found:
        assert own[begin : begin + length] == theirs[there : there + length]
    assert max((length for *_, length in found), default=0) == (longest() if longest() >= least else 0)


@pytest.mark.parametrize(("p", "verdict"), [(0.6, Verdict.UNDETERMINED), (LEANING, Verdict.A_FIRST)])
def test_a_story_of_our_own_is_called_earlier_where_the_verdict_is_that_it_is(
    tmp_path: Path, p: float, verdict: Verdict
) -> None:
    for name, words in {"one.md": f"{WIRE}\n\n{RAIN}", "two.md": f"Nobody fishes on Sundays here.\n\n{WIRE}"}.items():
        (tmp_path / name).write_text(words, "utf-8")
    report = trace([tmp_path])
    (relation,) = report.relations
    relation = replace(relation, p_a_first=p, verdict=verdict, share_of_a=0.5, share_of_b=0.5)
    gate = judge(replace(report, relations=(relation,)), parse("", "p.toml")).gate
    assert gate
    (told,) = (each.message for each in gate.findings if each.rule == "self-reuse")
    assert ("our own earlier one.md" in told) is (verdict is Verdict.A_FIRST)
