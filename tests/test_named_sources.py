"""Texts that name the agency, the issuer or the paper of another: the later of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from orders import BODY, relation

import provenance

if TYPE_CHECKING:
    from pathlib import Path

NAMED = f"Originally published by the Pellmouth newsroom.\n\n{BODY}\n"


def test_a_text_that_names_the_other_as_its_source_is_later(tmp_path: Path) -> None:
    found = relation(tmp_path, **{"a": NAMED, "pellmouth-newsroom": f"A pool at last.\n\n{BODY}\n"})
    assert [e.favours for e in found.evidence if e.cue == "repost-marker"] == ["b"]


def test_a_text_that_names_a_third_as_its_source_says_nothing_of_this_one(tmp_path: Path) -> None:
    found = relation(tmp_path, a=NAMED, b=f"A pool at last.\n\n{BODY}\n")
    assert not found.evidence


@pytest.mark.parametrize(
    ("said", "is_heard"),
    [
        ("That is what Coastal Wire reports.", True),
        ("“It was quiet,” she told Coastal Wire.", True),
        ("It was quiet, according to Coastal Wire.", True),
        ("Coastal Wire has an office by the harbour.", False),
        ("That is what the Ennis Echo reports.", False),
        ("(With inputs from Coastal Wire)", True),
    ],
)
def test_a_text_that_names_the_agency_of_the_other_as_reporting_is_later(
    tmp_path: Path, said: str, is_heard: bool
) -> None:
    found = relation(tmp_path, a=f"PELLMOUTH (Coastal Wire) - {BODY}", b=f"{BODY}\n\n{said}\n")
    assert [e.favours for e in found.evidence if e.cue == "repost-marker"] == (["a"] if is_heard else [])


@pytest.mark.parametrize(
    ("line", "is_heard"),
    [("Coastal Wire", True), ("By Coastal Wire", True), ("Coastal Wire staff", True), ("Coastal Wire: a row", False)],
)
def test_a_text_in_whose_byline_the_agency_of_the_other_stands_is_later(
    tmp_path: Path, line: str, is_heard: bool
) -> None:
    printed = f"No lido for now\n\n{line}\n\n{BODY}\n"
    found = relation(tmp_path, a=f"PELLMOUTH (Coastal Wire) - {BODY}", b=printed)
    assert [e.favours for e in found.evidence if e.cue == "repost-marker"] == (["a"] if is_heard else [])


def test_a_publisher_is_named_without_its_article(tmp_path: Path) -> None:
    page = f"---\npublisher: The Ennis Echo\n---\n{BODY}\n\n“It was quiet,” she told The Ennis Echo.\n"
    (tmp_path / "b.txt").write_text(f"{BODY}\n\nAs the Ennis Echo reported, it was quiet.\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(page, encoding="utf-8")
    (found,) = provenance.trace([tmp_path]).relations
    assert [e.favours for e in found.evidence if e.cue == "repost-marker"] == ["a"]


def test_a_text_that_names_whose_release_it_passes_on_is_later(tmp_path: Path) -> None:
    release = f"UNIVERSITY OF PELLMOUTH PRESS OFFICE\n\n{BODY}"
    passed_on = f"{BODY}\n\nStory Source: Materials provided by University of Pellmouth. Content may be edited.\n"
    found = relation(tmp_path, a=release, b=passed_on)
    assert [e.favours for e in found.evidence if e.cue == "repost-marker"] == ["a"]


@pytest.mark.parametrize(
    ("head", "said", "is_heard"),
    [
        ("RIVER AUTHORITY OF HALLOW BAY", "That is what the River Authority said in an advisory.", True),
        ("PELLMOUTH FOODS LIMITED", "The quarter was wet, Pellmouth Foods said in a regulatory filing.", True),
        ("*WaterWatch Pellmouth, September 2022*", "That is from a survey by WaterWatch Pellmouth.", True),
        ("PELLMOUTH FOODS LIMITED", "Nobody at Pellmouth Foods had time to talk.", False),
        ("River Authority Warns Bathers", "That is what the River Authority said in an advisory.", False),
        ("By Ann Lee", "That is what the River Authority said in an advisory.", False),
    ],
)
def test_a_text_that_tells_what_the_issuer_of_the_other_said_is_later(
    tmp_path: Path, head: str, said: str, is_heard: bool
) -> None:
    found = relation(tmp_path, a=f"{head}\n\n{BODY}\n", b=f"{BODY}\n\n{said}\n")
    assert [e.favours for e in found.evidence if e.cue == "repost-marker"] == (["a"] if is_heard else [])


def test_who_reports_an_issuer_itself_is_no_issuer(tmp_path: Path) -> None:
    said = "That is what the River Authority said in an advisory."
    found = relation(tmp_path, a=f"RIVER AUTHORITY\n\n{BODY}\n\n{said}\n", b=f"{BODY}\n\n{said}\n")
    assert "repost-marker" not in {e.cue for e in found.evidence}
