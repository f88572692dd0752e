"""Who was first among what agencies, press offices, speakers and papers make of one matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import provenance
from provenance.model import RelationType, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.model import Relation

AGENCY = "Harbour Wire"
STORY = (
    "A ferry with 212 people aboard ran onto a sandbank at the mouth of the Sound in thick fog. "
    "All passengers had been taken off by lifeboats and two crab boats before the tide turned. "
    "It was the third grounding in the Sound since the second row of channel lights was taken away. "
)
WIRE = f"Ferry runs aground\nBy ANN LEE\n{AGENCY}\n\nSALTMERE (HW) — {STORY}"
OWN = (
    "Nobody on the quay could remember a colder spring, nor one in which so many gulls had come to stay. "
    "The tea urn gave out at four, and the brass band from the mill had gone home for want of dry music. "
    "Our own reporter counted eleven umbrellas, of which nine were blown into the harbour before the speeches began. "
)


def relation(folder: Path, first: str, last: str, suffix: str = "txt") -> Relation:
    """The relation of two texts; `a` is the first."""
    (folder / "a.txt").write_text(first, encoding="utf-8")
    (folder / f"b.{suffix}").write_text(last, encoding="utf-8")
    (found,) = provenance.trace([folder]).relations
    return found


def heard(found: Relation) -> dict[str, str]:
    return {each.cue: each.favours for each in found.evidence}


def page(byline: str, text: str) -> str:
    return (
        '<html lang="en"><head><title>Ferry in the fog</title><meta property="og:site_name" content="Saltmere Courier">'
        f"</head><body><h1>Ferry in the fog</h1><p>{byline}</p><p>SALTMERE — {text}</p></body></html>"
    )


@pytest.mark.parametrize("byline", ["By Ann Lee and Tom Roy, {}", "By Ann Lee, The {}"])
@pytest.mark.parametrize("agency", [AGENCY, "Harbour News Service"])
def test_a_paper_that_signs_with_an_agency_has_the_story_from_it(tmp_path: Path, byline: str, agency: str) -> None:
    initials = "".join(word[0] for word in agency.split())
    wire = WIRE.replace(AGENCY, agency).replace("(HW)", f"({initials})")
    assert heard(relation(tmp_path, wire, page(byline.format(agency), STORY), "html")) == {"repost-marker": "a"}


def test_what_a_paper_has_little_of_is_not_the_story_that_it_signs_with_an_agency(tmp_path: Path) -> None:
    other = WIRE.replace(STORY, STORY[STORY.index("It was the third") :] + OWN)
    assert "repost-marker" not in heard(relation(tmp_path, other, page(f"By Ann Lee, {AGENCY}", STORY), "html"))


@pytest.mark.parametrize("is_its_own", [True, False])
def test_who_was_told_something_is_heard_beside_the_text_that_has_it(tmp_path: Path, is_its_own: bool) -> None:
    said = f"The fog was the worst for many years on that side of the Sound, the pilot told {AGENCY}."
    theirs = said.replace(f" told {AGENCY}", " said") if is_its_own else "The lights were green. " * 20
    part = STORY[STORY.index("It was the third") :]
    found = relation(tmp_path, f"SALTMERE ({AGENCY}) - {theirs} {part}", f"{OWN * (not is_its_own)}{said} {part}")
    assert ("repost-marker" in heard(found)) is is_its_own


def test_an_agencys_note_to_editors_orders_the_states_of_its_story_alone(tmp_path: Path) -> None:
    noted = WIRE.replace("By ANN", "Eds: UPDATES throughout with the passengers taken off.\nBy ANN")
    first = WIRE.replace(" before the tide turned", "")
    found = relation(tmp_path, first, noted)
    assert {cue: heard(found).get(cue) for cue in ("update-note", "edition")} == {"update-note": "a", "edition": "a"}
    assert found.type is RelationType.VERSION
    for other in (f"{STORY}{OWN}", WIRE.replace(STORY, STORY[STORY.index("It was the third") :] + OWN)):
        assert not heard(relation(tmp_path, other, noted)).keys() & {"update-note", "edition"}


@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_who_prints_what_a_paper_was_told_as_the_paper_has_it_took_it_from_there(
    tmp_path: Path, is_elsewhere: bool
) -> None:
    """Another page of the paper calls it by its name as well."""
    told = f"{STORY}“We are all wet through,” the pilot told the Saltmere Courier."
    other = page("By Bo", told).replace('"Saltmere Courier"', '"Skerry Echo"') if is_elsewhere else told
    (tmp_path / "a.html").write_text(page("By Ann Lee", told), encoding="utf-8")
    (tmp_path / f"b.{'html' if is_elsewhere else 'txt'}").write_text(other, encoding="utf-8")
    (found,) = provenance.trace([tmp_path]).relations
    assert heard(found) == ({"repost-marker": "a"} if is_elsewhere else {})


def test_that_a_text_which_names_the_other_leaves_out_who_spoke_is_not_held_against_it(tmp_path: Path) -> None:
    told = WIRE.replace("before the tide turned", "before the tide turned, the coast guard said")
    plain = f"{STORY}{STORY.partition('. ')[0].replace('thick', 'dense')}, the pilot told {AGENCY}."
    assert "attribution" not in heard(relation(tmp_path, told, plain))


SPEECH = (
    "{head}\n\nI want to begin with a ferry, and I know it because I waited for it as a girl in all weathers. "
    "Behind that figure are people who have given up their jobs and their hospital appointments on the mainland. "
    "I ask for three things, and none of them is a revolution, nor will it cost more than a new car park. "
)
RELEASE = (
    "Every island should have a ferry\n\nA campaigner for the islands has called for a ferry to every one of them. "
    "“Behind that figure are people who have given up their jobs and their hospital appointments on the mainland,” "
    "she said. {more}\n\nENDS\n"
)


@pytest.mark.parametrize(
    "head", ["CHECK AGAINST DELIVERY", "Speech by Gwen Tallis MP", "Abstract. Of ferries", "doi:10.9999/ferry.1"]
)
def test_a_release_is_not_the_source_of_the_speech_or_paper_that_it_tells_of(tmp_path: Path, head: str) -> None:
    assert "release" not in heard(relation(tmp_path, SPEECH.format(head=head), RELEASE.format(more="")))


def test_who_quotes_a_sentence_of_a_speech_that_is_all_in_person_has_it_from_there(tmp_path: Path) -> None:
    found = relation(tmp_path, SPEECH.format(head="The ferry"), RELEASE.format(more="").replace("ENDS", ""))
    assert heard(found) == {"attribution": "a"}


def test_who_says_i_and_tells_what_another_said_is_not_the_one_that_is_quoted(tmp_path: Path) -> None:
    speech = SPEECH.format(head="The ferry").replace("Behind", "Gwen Tallis says that behind")
    release = RELEASE.format(more="").replace("ENDS", "")
    assert "attribution" not in heard(relation(tmp_path, speech, release))


@pytest.mark.parametrize("said", ["Ms Tallis told the House that she waited.", "It was her ferry, said Gwen."])
def test_a_speaker_is_named_by_her_surname_with_a_title(tmp_path: Path, said: str) -> None:
    found = relation(tmp_path, SPEECH.format(head="Speech by Gwen Tallis MP"), RELEASE.format(more=said))
    assert ("repost-marker" in heard(found)) is ("Tallis" in said)


def test_a_newsletter_that_tells_what_its_readers_know_is_no_source_for_leaving_out_who_said_it(tmp_path: Path) -> None:
    told = STORY.replace("before the tide turned", "before the tide turned, the coast guard said")
    plain = f"Members will have seen the news of the ferry. {STORY}"
    assert "attribution" not in heard(relation(tmp_path, f"{OWN}{told}", plain))
    assert heard(relation(tmp_path, STORY, f"{OWN}{told}")).get("attribution") == "a"


@pytest.mark.parametrize("is_state", [True, False])
def test_who_quotes_a_part_and_names_no_year_is_no_earlier_state(tmp_path: Path, is_state: bool) -> None:
    dated = f"{STORY}The lights had been put up in 2014 and were green. They are missed by all who fish for crabs."
    found = relation(tmp_path, STORY if is_state else f"{OWN}\n\n{STORY}", dated)
    assert heard(found).get("later-date") == ("a" if is_state else None)


@pytest.mark.parametrize(("weekday", "is_told"), [("Thursday", False), ("Monday", True)])
def test_a_day_that_another_tells_by_its_weekday_makes_no_text_the_later(
    tmp_path: Path, weekday: str, is_told: bool
) -> None:
    """The paper of the 18th says on Thursday; the police, undated, say in full which Thursday that was."""
    arrest = "Two men from Exmore were arrested there on {} on suspicion of having stolen the channel lights. "
    paper = f"Published: 18 August 2023\n\n{arrest.format(weekday)}{STORY}"
    police = f"{arrest.format('Thursday 17 August 2023')}{STORY}"
    found = relation(tmp_path, paper, police)
    assert found.verdict is (Verdict.A_FIRST if is_told else Verdict.UNDETERMINED)
    assert is_told or all(e.weight < 1 for e in found.evidence)


@pytest.mark.parametrize("cited", ["The study, “{}”, is published in a journal.", "It is in the journal: {}"])
def test_a_paper_is_cited_by_its_title_wherever_that_stands_at_its_head(tmp_path: Path, cited: str) -> None:
    title = "Groundings follow the removal of channel lights in a temperate sound"
    paper = f"Journal of Pilots 61 (2022) 114\n\n{title}\n\nA. Lee, T. Roy\n\n{STORY}"
    found = relation(tmp_path, paper, f"Lights out\n\n{STORY}{OWN}{cited.format(title)}")
    assert (heard(found).get("repost-marker") == "a") is ("“" in cited)
