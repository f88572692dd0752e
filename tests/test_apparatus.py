"""What stands about texts, and what any of their kind has: heads of letters, lists of works, clauses of the law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from strategies import texts

from provenance import compare
from provenance.model import Document
from provenance.segment import batch
from provenance.settings import Settings

WORKS = """
Aldous, P., Crane, H., 1988. Salt marsh drainage and the breeding success of redshank. Wader Studies 12, 45-61.
Burrage, T., 1999. The cutting of reed in the eastern fens. Fenland University Press, Holme.
Nakamura, K., Odell, S., 2004. Ditch depth and the invertebrates of grazing marshes. Wetland Letters 7(2), 101-117.
Quint, R. A., 2011. Who mows the bank? Parish records of drainage, 1600-1850. Rural History Notes 3, 9-30.
"""
PLOVERS = (
    "Golden plovers winter on the ploughed fields behind the sea wall, and few of them were counted before 1970. "
    "We walked the wall on forty mornings and counted what flew up.\n"
)
BRIDGES = (
    "Seventeen small bridges cross the main drain, most of them built of brick by the farmers themselves. "
    "Their arches were measured with a staff, and the mortar of each was sampled twice.\n"
)


def apparatus(text: str) -> str:
    """What of a text is flagged, its passages joined by bars."""
    held = batch([Document(id="a", text=text, sha256="")], Settings().segment)
    places = np.flatnonzero(held.is_apparatus).tolist()
    return " | ".join(text[held.passage_start[k] : held.passage_end[k]] for k in places)


@pytest.mark.parametrize(
    "heading", ["References", "7. References", "## Further reading", "WORKS CITED:", "== Notes and references =="]
)
def test_works_below_such_a_heading_join_no_texts(heading: str) -> None:
    one, other = (f"{own}\n{heading}\n{WORKS}" for own in (PLOVERS, BRIDGES))
    assert compare(one, other).matches == ()


def test_a_list_that_is_taken_into_prose_is_reuse() -> None:
    prose = f"{BRIDGES}\nWhat they read is soon told.\n{WORKS}"
    assert compare(f"{PLOVERS}\nReferences\n{WORKS}", prose).matches


def test_two_states_of_one_text_share_their_list() -> None:
    first, second = (f"{PLOVERS}{more}\nReferences\n{WORKS}" for more in ("", "It rained on eleven of them.\n"))
    assert sum(len(match.a) for match in compare(first, second).matches) > len(PLOVERS) + len(WORKS) / 2


def test_a_list_ends_where_prose_begins() -> None:
    found = apparatus(f"Sources\n{WORKS}\nAppendix\n{PLOVERS}")
    assert found.startswith("Sources | Aldous, P.")
    assert "Rural History Notes 3, 9-30." in found
    assert "Appendix" not in found
    assert "plovers" not in found


@pytest.mark.parametrize(
    "text",
    [
        f"Sources\n\n{PLOVERS}",
        "Notes\n\n1. In 2021 the board moved its office to the old pumping station, where it has stayed.",
        f"{PLOVERS}\nReferences to the sea wall are many.\n{BRIDGES}",
        "From: the sea wall you see both islands.\n\nIt is a long way.",
    ],
    ids=["a heading", "numbered notes", "a sentence", "one field"],
)
def test_what_only_begins_like_apparatus_is_none(text: str) -> None:
    assert apparatus(text) == ""


@given(texts)
def test_apparatus_is_told_of_each_text_by_itself(text: str) -> None:
    documents = [
        Document(id=name, text=words, sha256="") for name, words in (("a", f"References\n{WORKS}"), ("b", text))
    ]
    held = batch(documents, Settings().segment)
    alone = batch(documents[1:], Settings().segment)
    assert held.is_apparatus[held.document_passage[1] :].tolist() == alone.is_apparatus.tolist()


def letter(day: int, hour: str, body: str) -> str:
    return (
        f"From: Nell Harrow <nell@hallowbay.example>\nTo: drains@hallowbay.example\n"
        f"Date: Mon, {day} May 2025 {hour}:02 +0100\nSubject: The state of the drains below the sea wall\n\n{body}"
    )


def test_heads_of_letters_join_no_letters() -> None:
    assert compare(letter(12, "09:14", PLOVERS), letter(19, "17:40", BRIDGES)).matches == ()


ACTS = [
    f"{title}\n\nBE IT ENACTED by the Queen's most Excellent Majesty, by and with the advice and consent of the Lords "
    "Spiritual and Temporal, and Commons, in this present Parliament assembled, and by the authority of the same, as "
    f"follows:--\n\n1 {own}\n\n2 Short title, commencement and extent\n(1) This Act may be cited as the {title} 1994.\n"
    "(2) This Act comes into force at the end of the period of two months beginning with the day on which it is passed."
    "\n(3) This Act extends to England and Wales only.\n"
    for title, own in (("Plovers (Winter Counts) Act", PLOVERS), ("Small Bridges Act", BRIDGES))
]


def test_clauses_that_every_act_has_join_no_acts() -> None:
    assert compare(ACTS[0], ACTS[1]).matches == ()


def test_in_two_states_of_one_act_such_clauses_are_shared() -> None:
    amended = ACTS[0].replace("two months", "three months").replace("forty mornings", "fifty mornings")
    found = compare(ACTS[0], amended)
    assert sum(len(match.a) for match in found.matches) > 0.9 * len(ACTS[0])
    assert [c.a for match in found.matches for s in match.segments for c in s.changes] == ["forty", "two"]


CLAUSES = {
    "licence": 'THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT '
    "LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.",
    "long licence": "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and "
    'associated documentation files (the "Software"), to deal in the Software without restriction, including without '
    "limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the "
    "Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:",
    "agenda": "1. Apologies for absence\n2. Minutes of the last meeting\n3. Any other business\n"
    "4. Date of next meeting",
    "paper": "The authors declare that they have no known competing financial interests that could have appeared to "
    "influence the work reported in this paper.",
    "patent": "[0031] While the invention has been described with reference to exemplary embodiments, it will be "
    "understood by those skilled in the art that various changes may be made without departing from its scope.",
}


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=CLAUSES)
def test_a_standing_clause_joins_no_texts(clause: str) -> None:
    assert compare(f"{PLOVERS}\n{clause}\n", f"{BRIDGES}\n{clause}\n").matches == ()


def test_a_few_entries_of_lists_join_no_texts_and_a_long_list_does() -> None:
    entries = ["200 g soft butter", "200 g caster sugar", "4 eggs", "zest of 3 lemons"]
    one, other = ("\n".join([own, "Ingredients", *entries]) for own in (PLOVERS, BRIDGES))
    assert compare(one, other).matches == ()
    more = [
        f"{3 * n + 20} g {what}" for n, what in enumerate("flour oats rye almonds raisins walnuts figs dates".split())
    ]
    more += [f"{n + 2} {what}" for n, what in enumerate("quinces medlars damsons greengages mulberries sloes".split())]
    one, other = ("\n".join([own, "Ingredients", *entries, *more, *more[::-1]]) for own in (PLOVERS, BRIDGES))
    assert compare(one, other).matches


def test_a_greeting_joins_no_speeches() -> None:
    hall = "It is a pleasure to be here in Hallow Bay this evening"
    one, other = (f"{hall} {rest}" for rest in (f"among friends. {PLOVERS}", f"where I was born. {BRIDGES}"))
    assert compare(one, other).matches == ()


def test_a_letter_in_brackets_numbers_a_clause_and_is_no_copyright() -> None:
    item = "(c) the address of an officer to whom letters may be sent, and"
    one = f"1 A notice must state\n(a) the ground on which it is given,\n(b) the day it ends,\n{item}\n(d) why."
    assert len(compare(one, one.replace("ground", "reason")).matches[0].segments) == len(one.splitlines())


REFRAIN = "And the tide goes over the sand again."
VERSES = [
    f"Young {name} went down to the {place} in May,\nWhen the {bird} was calling to the break of day,\n{REFRAIN}\n"
    f"He saddled the grey and he whistled the brown,\nAnd he rode by the light of the moon to {town}.\n{REFRAIN}\n"
    for name, place, bird, town in (("William", "quay", "curlew", "the town"), ("Willie", "river", "lapwing", "town"))
]


def test_in_a_song_the_lines_between_those_that_are_shared_are_shared() -> None:
    found = compare(VERSES[0], VERSES[1])
    shared = {VERSES[0][s.a.start : s.a.end] for match in found.matches for s in match.segments}
    assert len([line for line in VERSES[0].splitlines() if line in shared]) >= 5
    assert sum(VERSES[0][s.a.start : s.a.end] == REFRAIN for match in found.matches for s in match.segments) == 2
