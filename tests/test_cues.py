"""Cues: what each hears, what it must not hear, and that swapping two texts swaps its answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from orders import ANNOUNCED, BODY, DECIDED, FORUM, LATER, OWN, relation

import provenance
from provenance.cues import CUES
from provenance.model import Verdict

if TYPE_CHECKING:
    from pathlib import Path

RECORD = (
    "The lighthouse on the Hallow rock is a round tower of dressed granite, forty metres high. "
    "It was built in 1874 to the plans of the county engineer and stands on the foundations of an older beacon. "
    "The lamp can be seen for eighteen miles and is tended by the harbour office of the town. "
)
UPDATED = f"{RECORD}The gallery was repaired in 2011, and the lamp was changed in 2014."
MEMO = (
    "Harbour Memo: 31\n\n{}The marks for ships that enter the inner basin are white by day and green by night.\n"
    "A ship that cannot see both marks must wait outside the bar until the pilot has come on board.\n"
)
PLANNED = BODY.replace("has begun", "will begin in the old basin") + " The council will open the new pool to swimmers."
OPENED = BODY.replace("has begun", "began in the old basin") + " The council opened the new pool to swimmers."
KEPT = (
    f"{RECORD}A narrow stair of ninety steps leads from the boat landing to the door on the seaward side. "
    "Below the gallery are the rooms in which three keepers lived for two months at a stretch. "
    "Oil was carried up by hand until a hoist was fitted beside the stair. "
    "The rooms of the keepers are empty now, and the hoist is shown to visitors in summer. "
    "Boats leave from the inner basin when the wind allows it, and the crossing takes an hour. "
    "The keepers wrote down every ship that passed the rock, and their books are kept in the town library. "
)
MORE = (
    "A second lamp burned below the first for those who came from the north. "
    "In fog a bell was rung every half minute by a clockwork. "
)
AMID = KEPT.replace("Below the gallery", f"{MORE}Below the gallery")
SLIP = KEPT.replace("rooms of the keepers are", "rooms of the keeqers are")
PAIRS = {
    "addition": (KEPT, AMID),
    "respelling": (SLIP, KEPT),
    "later-date": (RECORD + "The gallery was repaired in 1998.", UPDATED),
    "edition": (MEMO.format(""), MEMO.format("Obsoletes: 31\n\n").replace("Memo: 31", "Memo: 47")),
    "update-note": (RECORD, f"{RECORD}\n\nUpdate: the harbour office has moved."),
    "tense-shift": (PLANNED, OPENED),
    "dating": (ANNOUNCED, DECIDED),
    "event-bridge": (ANNOUNCED, DECIDED),
    "same-year": (ANNOUNCED.replace(" 2024", ""), OWN + LATER.replace(" 2024", "")),
    "slot-progression": (DECIDED, LATER),
    "forum": (BODY, FORUM),
    "release": (f"{BODY}\n\nENDS\n\nNotes to editors\n\nThe pool is deep.", f"A pool at last.\n\n{BODY}"),
    "attribution": (BODY, BODY.replace("has begun.", "has begun, the council said.")),
    "outcome": (
        f"A swimmer is in a critical condition since Friday.\n\n{BODY}",
        f"A swimmer has died.\n\n{BODY}",
    ),
}
"""For each cue an earlier and a later text that it tells apart."""


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("the 23rd Quay Kite Festival", "the 24th Quay Kite Festival", "b"),
        ("the 10th annual general meeting", "our 9th annual general meeting, and the 10th", "a"),
        ("the 24th Kite Festival, the successor of the 23rd Kite Festival", "the 23rd Kite Festival", "a"),
        ("the 23rd Kite Festival", "the 24th Book Festival", None),
        ("a house in 23rd Street", "a house in 24th Street", None),
    ],
)
def test_an_occasion_is_counted_as_it_comes_round(tmp_path: Path, one: str, other: str, later: str | None) -> None:
    found = relation(tmp_path, a=f"It is for {one}.\n\n{BODY}\n", b=f"It is for {other}.\n\n{BODY}\n")
    expected = {"a": [("b", "a.txt")], "b": [("a", "b.txt")], None: []}[later]
    assert [(e.favours, e.document) for e in found.evidence if e.cue == "edition"] == expected


@pytest.mark.parametrize("cue", PAIRS)
def test_a_cue_favours_the_earlier_text(tmp_path: Path, cue: str) -> None:
    earlier, later = PAIRS[cue]
    found = relation(tmp_path, a=earlier, b=later)
    assert [e.favours for e in found.evidence if e.cue == cue] == ["a"]


@pytest.mark.parametrize("cue", PAIRS)
def test_a_cue_flips_with_the_texts_and_keeps_its_weight(tmp_path: Path, cue: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    earlier, later = PAIRS[cue]
    there, back = relation(tmp_path / "x", a=earlier, b=later), relation(tmp_path / "y", a=later, b=earlier)
    assert {(e.cue, e.weight) for e in there.evidence} == {(e.cue, e.weight) for e in back.evidence}
    assert all(e.favours != f.favours for e, f in zip(there.evidence, back.evidence, strict=True))
    assert there.p_a_first == pytest.approx(1 - back.p_a_first, abs=1e-4)
    assert there.type == back.type


NEWS = "So the town was told on Friday."


def test_no_outcome_is_heard_of_what_is_no_news(tmp_path: Path) -> None:
    found = relation(tmp_path, a=f"Who is due to stand trial waits.\n\n{BODY}", b=f"Ann was jailed for it.\n\n{BODY}")
    assert "outcome" not in {e.cue for e in found.evidence}


@pytest.mark.parametrize(
    ("open_case", "ended"),
    [
        ("Officers are appealing for witnesses.", "A man was charged with theft last night."),
        ("A man remains in custody.", "A man has been charged."),
        ("She is due to appear in court on Friday.", "She was sentenced to four years."),
        ("Ann Lee, 14, is missing from home.", "Ann Lee, 14, has been found safe."),
        ("Crews are fighting the blaze.", "Crews brought the blaze under control by noon."),
        ("The road remains closed.", "The road has since reopened."),
        ("The sale is expected to close in May.", "The board has completed the sale."),
    ],
)
def test_who_tells_how_a_case_ended_is_later_than_who_has_it_open(tmp_path: Path, open_case: str, ended: str) -> None:
    found = relation(tmp_path, a=f"{open_case} {NEWS}\n\n{BODY}", b=f"{ended}\n\n{BODY}")
    assert [(e.cue, e.favours, e.document) for e in found.evidence if e.cue == "outcome"] == [("outcome", "a", "b.txt")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two remain in a critical condition; a third died at the scene.", "A third man has died."),
        ("The officers are looking for a new van.", "The officers have a new van."),
        ("A swimmer remains in a critical condition.", "The custom has died out in the town."),
        (
            "A swimmer remains in a critical condition. A man was charged.",
            "A swimmer has died. They are hunting him.",
        ),
    ],
    ids=["tells both", "no case", "no person", "each has what the other has not"],
)
def test_no_outcome_is_heard_where(tmp_path: Path, one: str, other: str) -> None:
    found = relation(tmp_path, a=f"{one} {NEWS}\n\n{BODY}", b=f"{other}\n\n{BODY}")
    assert "outcome" not in {e.cue for e in found.evidence}


def test_an_embargoed_release_was_written_before_what_appears_on_the_day_on_which_it_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: 2024-06-05\n---\n\nThe pool\n\n{BODY}\n")
    (tmp_path / "b.txt").write_text(f"EMBARGOED UNTIL 10AM ON WEDNESDAY 5 JUNE 2024\n\n{BODY}\n")
    (found,) = provenance.trace([tmp_path]).relations
    assert found.verdict is Verdict.B_FIRST


@pytest.mark.parametrize("whom", ["federal records", "a new impact assessment", "a study of the lido"])
def test_what_anybody_may_look_up_is_no_words_of_another(tmp_path: Path, whom: str) -> None:
    found = relation(tmp_path, a=BODY, b=BODY.replace("has begun.", f"has begun, according to {whom}."))
    assert "attribution" not in {e.cue for e in found.evidence}


def test_a_number_in_a_series_tells_where_neither_names_the_other(tmp_path: Path) -> None:
    found = relation(tmp_path, a=MEMO.format(""), b=MEMO.format("").replace("31", "47"))
    assert [(e.cue, e.favours) for e in found.evidence] == [("edition", "a")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferry fire-1st lead\nBy Anna Holm", "Ferry fire-2nd lead (adds injuries)\nBy Anna Holm"),
        ("UPDATE 1-Ferry burns off Hallow Bay", "UPDATE 2-Ferry burns off Hallow Bay, two are hurt"),
        ("BC-FERRY, 2nd Ld-Writethru", "BC-FERRY, 10th Ld-Writethru"),
        ("Weekly notice to all mariners No. 21", "Weekly notice to all mariners No. 22"),
    ],
)
def test_the_states_of_a_running_story_and_its_issues_are_numbered(tmp_path: Path, one: str, other: str) -> None:
    found = relation(tmp_path, a=f"{other}\n\n{BODY}\n", b=f"{one}\n\n{BODY}\n")
    assert [(e.favours, e.document) for e in found.evidence if e.cue == "edition"] == [("b", "a.txt")]


def test_numbers_of_different_series_tell_nothing(tmp_path: Path) -> None:
    found = relation(tmp_path, a=MEMO.format(""), b=MEMO.format("").replace("Memo: 31", "Notice: 47"))
    assert "edition" not in {e.cue for e in found.evidence}


@pytest.mark.parametrize(
    "added",
    [
        "The gallery will be repaired in 2031.",
        "See https://harbour.example/2014/lamp for pictures of the lamp.",
        "It holds 2014 people on a clear day.",
        "The gallery was repaired in 1902.",
        "It was repaired in 2014, the office said on Friday.",
        "The gallery can be reached by the end of 2031.",
        "It was paid for with bonds maturing in 2014, callable from 2012.",
        "The lamp is going to be moved on 3 March 2014.",
        "\n\nPublished: 3 May 2014\n",
        "The county would pay for a new lamp, three hundred pounds in 2013 and\nfour hundred in 2014.",
        "The debt is repaid in parts beginning in 2014.",
        "It may be cited as the Harbour Lights (Keepers) Act 2014.",
    ],
    ids=[
        "to come",
        "in a link",
        "a count",
        "history",
        "news",
        "a deadline",
        "what is due",
        "told as to come",
        "its own date",
        "told as to come on the line before",
        "what begins",
        "its own name",
    ],
)
def test_a_later_year_tells_nothing_where_it_is(tmp_path: Path, added: str) -> None:
    found = relation(tmp_path, a=RECORD, b=RECORD + added)
    assert "later-date" not in {e.cue for e in found.evidence}


def test_a_year_in_which_somebody_did_something_has_come(tmp_path: Path) -> None:
    found = relation(tmp_path, a=RECORD, b=RECORD + "The gallery was painted by the keepers in 2014.")
    assert "later-date" in {e.cue for e in found.evidence}


def test_a_year_that_signs_a_post_set_into_the_text_tells_nothing(tmp_path: Path) -> None:
    post = "A fine evening at the lighthouse — Pellmouth Harbour (@pellmouth) July 9, 2015"
    found = relation(tmp_path, a=f"{RECORD}\n\n{post}\n", b=RECORD)
    assert "later-date" not in {e.cue for e in found.evidence}


def test_of_two_texts_one_of_which_has_its_date_at_its_head_neither_is_the_later_for_that(tmp_path: Path) -> None:
    undated = RECORD.replace("in 1874", "long ago")
    found = relation(tmp_path, a=f"The lamp and I (April 2014)\nPosted by Fern\n\n{undated}", b=undated)
    assert "later-date" not in {e.cue for e in found.evidence}


def test_of_two_texts_that_state_days_far_apart_the_later_is_told(tmp_path: Path) -> None:
    terms = "You may moor for three nights without asking. " + RECORD
    found = relation(
        tmp_path,
        a=f"Harbour rules\nLast updated: 1 March 2024\n\n{terms}",
        b=f"Harbour rules\nLast updated: 4 May 2021\n\n{terms.replace('three', 'two')}",
    )
    assert found.p_a_first < 0.15


@pytest.mark.parametrize("outside", ["", "a", "b", "ab"])
def test_what_parts_two_texts_in_time_is_said_of_the_one_that_it_is_true_of(tmp_path: Path, outside: str) -> None:
    days = {"a.md": "2021-05-04", "b.md": "2024-03-01"}
    rows = [f"{name},{day}" for name, day in days.items() if name[0] in outside]
    (tmp_path / "days.csv").write_text("\n".join(["id,date", *rows]))
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, day in days.items():
        head = "" if name[0] in outside else f"---\ndate: {day}\n---\n\n"
        (folder / name).write_text(f"{head}You may moor at berth {name[0]} for three nights. {RECORD}")
    report = provenance.trace([folder], dates=tmp_path / "days.csv" if outside else None)
    (found,) = report.relations[0].evidence
    own, _, other = found.says.partition("; the other ")
    said = {found.document: own, "b.md" if found.document == "a.md" else "a.md": other}
    assert said == {"a.md": "was written by 2021-05-04", "b.md": "states 2024-03-01 as its date"}
    assert (found.quote is None) == (outside == "ab")


def test_a_date_that_the_other_has_in_the_same_words_tells_nothing(tmp_path: Path) -> None:
    told = "The office has a new rule for the lamp, which has a December 31, 2014 limit."
    found = relation(tmp_path, a=RECORD + told, b=RECORD + told.replace("a new rule", "plans of a new rule"))
    assert "later-date" not in {e.cue for e in found.evidence}


@pytest.mark.parametrize(
    "later",
    [
        AMID.replace("In fog a bell was rung every half minute by a clockwork. ", ""),
        KEPT + MORE,
        MORE + KEPT,
        AMID.replace("from the north.", "from the north, it was said on Friday."),
        AMID.replace("from the north.", "from the north, see https://harbour.example/lamps for it."),
        AMID.replace("Boats leave from the inner basin when the wind allows it, and the crossing takes an hour. ", ""),
        f"Published: 3 May 2014\n\n{AMID}",
    ],
    ids=["one alone", "behind all", "before all", "news", "a link", "the other has more as well", "its own date"],
)
def test_sentences_more_tell_nothing_where_they_are(tmp_path: Path, later: str) -> None:
    assert "addition" not in {e.cue for e in relation(tmp_path, a=KEPT, b=later).evidence}


def test_sentences_put_in_other_words_are_no_addition(tmp_path: Path) -> None:
    stair = "A narrow stair of ninety steps leads from the boat landing to the door on the seaward side. "
    split = "From the boat landing a narrow stair goes up. Ninety steps of it lead to the seaward side and the door. "
    assert "addition" not in {e.cue for e in relation(tmp_path, a=KEPT, b=KEPT.replace(stair, split)).evidence}


@pytest.mark.parametrize(
    ("is_told", "word", "other"),
    [
        (True, "keepers", "keeqers"),
        (True, "keepers", "kepers"),
        (True, "keepers", "keepres"),
        (False, "keepers", "keeper"),
        (False, "keepers", "keepérs"),
        (False, "keepers", "keepere"),
        (False, "lighthouse", "lighthause"),
        (False, "keepers", "watchers"),
    ],
)
def test_a_slip_is_what_is_written_otherwise_elsewhere(tmp_path: Path, is_told: bool, word: str, other: str) -> None:
    head, _, rest = KEPT.rpartition(word)
    found = relation(tmp_path, a=f"{head}{other}{rest}", b=KEPT)
    assert [(e.cue, e.favours, e.quote) for e in found.evidence] == ([("respelling", "a", other)] if is_told else [])


def test_what_tells_of_changes_is_heard_of_versions_alone(tmp_path: Path) -> None:
    quoted = f"The town library has put a page of its own on the wall. {AMID[:430]}"
    found = relation(tmp_path, a=SLIP, b=quoted)
    assert not {"addition", "respelling"} & {e.cue for e in found.evidence}


@pytest.mark.parametrize(
    "note",
    [
        "Update: the harbour office has moved.",
        "Summer 2017 Update: the harbour office has moved.",
        "3 May update",
        "June 3, 2017 update\n\nThe harbour office has moved.",
        "Editors’ note: the harbour office has moved.",
        "Editor’s note: the harbour office has moved.",
    ],
)
def test_a_note_of_a_change_is_heard_however_it_is_headed(tmp_path: Path, note: str) -> None:
    heard = {e.cue for e in relation(tmp_path, a=RECORD, b=f"{note}\n\n{RECORD}").evidence}
    assert ("update-note" in heard) is (note != "3 May update")


@pytest.mark.parametrize("publisher", ["Coastal Wire", "Ennis Echo"])
def test_an_agencys_update_is_no_later_than_the_paper_that_prints_it(tmp_path: Path, publisher: str) -> None:
    (tmp_path / "a.txt").write_text(f"UPDATE: a pool\n\nPELLMOUTH (Coastal Wire) - {BODY}", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\npublisher: {publisher}\n---\n{BODY}", encoding="utf-8")
    (found,) = provenance.trace([tmp_path]).relations
    assert ("update-note" in {e.cue for e in found.evidence}) is (publisher == "Coastal Wire")


@pytest.mark.parametrize(
    ("first", "later", "is_heard"),
    [
        ("A pool for Pellmouth", "UPDATE 2-A pool for Pellmouth", True),
        ("BC-Pellmouth Pool\nA pool for all", "BC-Pellmouth Pool, 2nd Ld-Writethru\nA pool, and gulls", True),
        ("Gulls lose their home", "UPDATE 2-A pool for Pellmouth", False),
    ],
)
def test_the_numbered_state_of_a_story_is_later_than_the_same_without_a_number(
    tmp_path: Path, first: str, later: str, is_heard: bool
) -> None:
    body = f"PELLMOUTH (Coastal Wire) - {BODY}"
    found = relation(tmp_path, b=f"{first}\n\n{body}", a=f"{later}\n\n{body}\n\n{OWN}")
    assert [e.favours for e in found.evidence if e.cue == "edition"] == (["b"] if is_heard else [])


def test_a_paper_that_prints_an_agencys_headline_is_no_earlier_than_the_agency(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"UPDATE 2-A new pool\n\nPELLMOUTH (Coastal Wire) - {BODY}", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\npublisher: Ennis Echo\n---\nA new pool\n\n{BODY}", encoding="utf-8")
    (found,) = provenance.trace([tmp_path]).relations
    assert "edition" not in {e.cue for e in found.evidence}


@pytest.mark.parametrize(
    ("past", "is_heard"),
    [
        ("The council has postponed to Friday the opening of the new pool in the old basin to swimmers.", False),
        ("The opening of the new pool in the old basin to swimmers has been postponed to Friday.", False),
        ("The new pool in the old basin was due to open to swimmers on Friday.", False),
        ("The new pool in the old basin was opened to swimmers on Friday.", True),
    ],
)
def test_what_was_due_or_put_off_is_not_over(tmp_path: Path, past: str, is_heard: bool) -> None:
    coming = "The new pool in the old basin will open to swimmers on Friday."
    found = relation(tmp_path, a=f"{BODY} {coming}", b=f"{BODY} {past}")
    assert ("tense-shift" in {e.cue for e in found.evidence}) is is_heard


def test_a_speaker_who_will_do_what_others_did_has_changed_no_tense(tmp_path: Path) -> None:
    earlier, later = (
        f"{BODY} “We will open the new pool to the swimmers.”",
        f"{BODY} “We opened the new pool to the swimmers.”",
    )
    assert "tense-shift" not in {e.cue for e in relation(tmp_path, a=earlier, b=later).evidence}


@pytest.mark.parametrize(
    "plain",
    [
        BODY.replace("Swimmers will", "The council said swimmers will"),
        f"{BODY} The bill will be paid by the county, the mayor said.",
    ],
    ids=["names the speaker first", "reports others"],
)
def test_a_text_that_says_who_said_so_elsewhere_is_no_source_for_its_plainness(tmp_path: Path, plain: str) -> None:
    found = relation(tmp_path, a=plain, b=BODY.replace("has begun.", "has begun, the council said."))
    assert "attribution" not in {e.cue for e in found.evidence}


def test_a_marker_that_names_what_both_are_called_names_neither(tmp_path: Path) -> None:
    marked = f"{BODY}\n\nSource: Pellmouth Herald\n"
    found = relation(tmp_path, **{"pellmouth-forum": marked, "pellmouth-gazette": f"A pool at last.\n\n{BODY}\n"})
    assert "repost-marker" not in {e.cue for e in found.evidence}


def test_a_budget_that_is_revised_is_no_note_of_a_change(tmp_path: Path) -> None:
    found = relation(tmp_path, a=RECORD, b=f"{RECORD}The office approved the\nrevised 2014 budget of the harbour.")
    assert "update-note" not in {e.cue for e in found.evidence}


def test_a_number_without_a_series_tells_nothing(tmp_path: Path) -> None:
    found = relation(tmp_path, a=f"No. 1\n\n{RECORD}", b=f"No. 2\n\n{RECORD}")
    assert "edition" not in {e.cue for e in found.evidence}


@pytest.mark.parametrize("name", CUES.names())
def test_every_cue_has_a_manual_page(name: str) -> None:
    page = CUES.load(name).__doc__ or ""
    assert re.search(r"\*What it hears\.\*.*\*Why it tells\.\*.*\*When it misleads\.\*", page, re.DOTALL)
