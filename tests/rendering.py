"""Pages as text, without a browser: that of the harbour, of hostile strings, and of reports with little in them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from harbour import BLANK, WALK, document, harbour, without_text
from hostility import hostile
from pages import PageReader

from provenance.model import Inputs, Report
from provenance.reports.html import html


def rendered(report: Report) -> str:
    (page,) = html(report)
    return page.content.decode("utf-8")


def shown_in_words(page: PageReader) -> str:
    return " ".join(page.words.split())


@pytest.fixture(scope="module")
def page() -> str:
    return rendered(harbour())


@pytest.fixture(scope="module")
def read(page: str) -> PageReader:
    return PageReader(page)


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return rendered(hostile())


EMPTY = Report(version="0", settings={}, inputs=Inputs(0))
EDGE_CASES = {
    "harbour": harbour(),
    "hostile": hostile(),
    "without text": without_text(harbour()),
    "nothing": EMPTY,
    "one document": replace(EMPTY, documents=(document(WALK, (), {}),)),
    "one empty document": replace(EMPTY, documents=(document(BLANK, (), {}),)),
    "no matches": replace(
        harbour(),
        documents=tuple(replace(each, passages=(), family=None) for each in harbour().documents),
        matches=(),
        relations=(),
        families=(),
    ),
}


@cache
def edge_case(name: str) -> str:
    """The page of an edge case, rendered once."""
    return rendered(EDGE_CASES[name])
