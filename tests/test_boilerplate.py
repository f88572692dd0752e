"""What recurs is furniture where it stands, and reuse where it is handed on."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

import provenance
from provenance import segment, trace
from provenance.model import Document, Kind
from provenance.settings import SegmentSettings
from provenance.wording import furniture

if TYPE_CHECKING:
    from pathlib import Path

CARRIERS = 30
RECURRING = (
    "The harbour master has asked all owners of small boats to mark their moorings with a lamp before the first of "
    "November, when the nights draw in and the dredger begins its rounds."
)
WORDS = (
    "amber basket copper dinner eagle feather garden hammer island jacket kettle ladder market napkin orchard parcel "
    "quarrel ribbon saddle timber umbrella velvet willow yellow anchor bucket candle donkey engine fiddle goblet "
    "hollow insect jungle kitten lemon meadow needle office pepper rabbit shadow tunnel violin wagon zebra"
).split()


def text(draw: random.Random, place: int) -> str:
    """Nine sentences of a text's own, and the recurring one before the one with that number."""
    own = [" ".join(draw.sample(WORDS, 9)).capitalize() + "." for _ in range(9)]
    return "\n\n".join([*own[:place], RECURRING, *own[place:]])


def kinds(folder: Path, places: list[int]) -> set[Kind]:
    """What the recurring sentence is taken for, in texts that hold it at those places and share nothing else."""
    draw = random.Random(7)
    for number, place in enumerate(places):
        (folder / f"{number:02}.txt").write_text(text(draw, place), "utf-8")
    found = set()
    for document in provenance.trace([folder]).documents:
        start = (document.text or "").index(RECURRING[:40])
        found |= {passage.kind for passage in document.passages if passage.start <= start < passage.end}
    return found


@pytest.mark.parametrize("place", [0, 9], ids=["head", "foot"])
def test_what_stands_at_the_same_end_of_many_texts_is_furniture(tmp_path: Path, place: int) -> None:
    assert kinds(tmp_path, [place] * CARRIERS) == {Kind.BOILERPLATE}


def test_what_many_texts_hold_at_places_of_their_own_is_reuse(tmp_path: Path) -> None:
    draw = random.Random(3)
    assert Kind.BOILERPLATE not in kinds(tmp_path, [draw.randrange(1, 9) for _ in range(CARRIERS)])


LETTERHEAD = "Saltmere Borough\nPress desk\nRoom nine, the Guildhall"
FOOT = (
    "Ten walks by the sea\n\nWhy your bread sinks\n\nCopyright 2024\n\n"
    "The owners answer for nothing that is written on these pages by their readers.\n\nAll rights reserved."
)


def own_words(draw: random.Random, count: int = 6) -> str:
    return "\n\n".join(" ".join(draw.sample(WORDS, 9)).capitalize() + "." for _ in range(count))


def traced(folder: Path, *written: str) -> provenance.Report:
    for number, words in enumerate(written):
        (folder / f"{number}.txt").write_text(words, "utf-8")
    return provenance.trace([folder])


def boilerplate(report: provenance.Report) -> list[str]:
    """What of each document is furniture."""
    return [
        " ".join((d.text or "")[p.start : p.end] for p in d.passages if p.kind is Kind.BOILERPLATE)
        for d in report.documents
    ]


@pytest.mark.parametrize("count", [3, 4, 9])
def test_a_letterhead_is_furniture_and_joins_no_texts(tmp_path: Path, count: int) -> None:
    draw = random.Random(count)
    written = [f"{LETTERHEAD}\n\nNews of the {WORDS[n]}\n\n{own_words(draw)}" for n in range(count)]
    report = traced(tmp_path, *written)
    assert boilerplate(report) == [LETTERHEAD] * count
    assert not report.matches
    assert [d.title for d in report.documents] == [f"News of the {WORDS[n]}" for n in range(count)]


def test_the_lines_of_a_foot_are_furniture_by_those_they_stand_with(tmp_path: Path) -> None:
    draw = random.Random(5)
    report = traced(tmp_path, *(f"{own_words(draw)}\n\n{FOOT}" for _ in range(4)))
    assert boilerplate(report) == [FOOT] * 4
    assert not report.matches


@pytest.mark.parametrize("place", ["head", "foot"])
def test_a_sentence_that_a_few_texts_take_over_is_reuse(tmp_path: Path, place: str) -> None:
    draw = random.Random(6)
    own = [own_words(draw) for _ in range(4)]
    head, foot = (RECURRING, "") if place == "head" else ("", RECURRING)
    # Each page has furniture of its kind beside what is taken over.
    report = traced(tmp_path, *(f"Share this\n\n{head}\n\n{words}\n\n{foot}\n\nAll rights reserved." for words in own))
    assert all(RECURRING not in said for said in boilerplate(report))
    assert len(report.families) == 1


def test_what_texts_share_beside_their_headline_makes_it_no_furniture(tmp_path: Path) -> None:
    draw = random.Random(8)
    own = [own_words(draw) for _ in range(4)]
    report = traced(tmp_path, *(f"The dredger comes back\n\n{words}\n\n{RECURRING}" for words in own))
    assert boilerplate(report) == [""] * 4


def test_notices_of_nothing_but_short_lines_are_no_letterheads(tmp_path: Path) -> None:
    lines = "Dividend five pence against four\n\nPaid on 9 April\n\n"
    report = traced(tmp_path, *(f"{lines}On the books by 20 {month}" for month in ("March", "May", "June")))
    assert boilerplate(report) == [""] * 3


def test_a_headline_between_a_menu_and_a_date_is_none_of_them(tmp_path: Path) -> None:
    menu, date = "Home | News | Sport", "Published on 4 March 2025"
    report = traced(tmp_path, f"{menu}\n\nThe dredger comes back\n\n{date}\n\n{own_words(random.Random(4))}")
    assert boilerplate(report) == [f"{menu} {date}"]
    assert report.documents[0].title == "The dredger comes back"


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Friday 4 July 2025", False),
        ("4 July", False),
        ("2025", False),
        ("May 31, 2019, 9:52 PM UTC", False),
        ("Updated 4 July at 10.30 a.m.", False),
        ("By Ines Carrow", False),
        ("By The Harbour Press", False),
        ("By Ines Carrow, who teaches law at the harbour school", False),
        ("newsdesk@harbour.example", False),
        ("thumb|right|200px|ferry", False),
        ("e-mail", False),
        ("Friday at last", True),
        ("The 4 of us", True),
        ("4th July at 10.30am BST", False),
        ("By The Associated Press", False),
        ("By ANN LEE, TOM ROY and Bo Finch", False),
        ("By Ann Lee, professor at the school of the harbour", False),
        ("By Ann Lee and Tom Roy - The Quay Times - Updated: 7:32 a.m. on Monday", False),
        ("by Ann Lee July 15 at 7:00 AM Email the author", False),
        ("By the sea", True),
        ("By Hallow Bay we sat down", True),
        ("URGENT", False),
        ("*** Check against delivery ***", False),
        ("Urgent repairs begin", True),
        ("By sea to Skerry", True),
        ("By Land and by Sea", True),
        ("Dredger", True),
        ("Harbour | News", True),
    ],
)
def test_what_is_a_date_a_byline_a_slug_or_a_button_is_no_title(tmp_path: Path, line: str, *, is_title: bool) -> None:
    report = traced(tmp_path, f"{line}\n\nThe dredger comes back\n\n{own_words(random.Random(2))}")
    assert report.documents[0].title == (line if is_title else "The dredger comes back")


def test_a_headline_that_recurs_is_still_the_title(tmp_path: Path) -> None:
    draw = random.Random(9)
    report = traced(tmp_path, *(f"Tides this week\n\n{own_words(draw)}" for _ in range(4)))
    assert [d.title for d in report.documents] == ["Tides this week"] * 4


@pytest.mark.parametrize(
    "line",
    [
        "For immediate release: Tuesday 4 March 2025",
        "Press release, 4 March 2025",
        "Published on 4 March 2025 at 10:40",
        "Publié le 4 mars 2025 à 10h40",
        "Stand: 4. März 2025",
        "You are receiving this bulletin because you signed up at the library.",
        "To stop receiving it, reply with the word STOP.",
        "No part of this site may be reproduced without permission.",
        "FacebookEmail Twitter Google+ LinkedIn Pinterest",
        "A link has been posted to your Facebook feed.",
        "You can unsubscribe at any time.",
        "Get the latest on schools, every Monday, in your inbox.",
        "Image 3 of 7",
        "(Photo: Ada Quill, Harbour Press)",
        "window._ads = window._ads || [];",
        "Tel: +44 (0)1632 960 144",
        "Telephone 01632 960 144   press@saltmere.example",
        "E-mail: press@saltmere.example",
        "www.saltmere.example/news",
        "Follow us @saltmere",
    ],
)
def test_what_a_page_says_around_its_text_is_furniture(line: str) -> None:
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: the harbour froze. Nobody could remember the like of it",
        "Close the gates before the tide comes in, the warden said.",
        "She posted it to her sister on Friday.",
        "Subscribe to the view that rivers should flood, and the map looks different.",
        "let x = { 1, 2 } and t = { x }",
        "Press release after press release came, and none of them said when the ferry would sail again.",
        "Published in 2019, the plan was soon forgotten, and nobody on the board has read it since that winter.",
        "Stand by the gate and you can see the lighthouse.",
        "Phone lines were cut for two days after the storm of 14 March 1987.",
        "Mobile phones: 12 345 678 were sold in the year.",
        "Email us what you saw of it.",
        "For more information he asked 300 people in the street.",
    ],
)
def test_a_statement_that_begins_like_furniture_is_none(line: str) -> None:
    assert not furniture.is_furniture(line)


HEADS = [
    "3      THE ARGUS, WEDNESDAY, MARCH 4, 1891.",
    "THE ARGUS, WEDNESDAY, MARCH 4, 1891.     3",
    "2 — LA DEPECHE DE BREST — 4 Novembre 1902",
    "Seite 2      Volksblatt für Stadt und Land      Nr. 58",
    "Nr. 112.      Lützelbacher Anzeiger.      13. Mai 1896.",
    "Page 4 | The Westland Mercury | No. 2,114",
    "4 THE NEWBY HERALD, FRIDAY, JUNE 12, 1896.",
    "THE NEWBY HERALD, FRIDAY, JUNE 12, 1896. 4",
    "— 3 —   THE MERCURY   12 May 1922",
]


@pytest.mark.parametrize("line", HEADS)
def test_the_running_head_of_a_scanned_page_is_furniture(line: str) -> None:
    held = segment.batch([Document("a.txt", f"{line}\n\nA fire broke out on the quay.", "")], SegmentSettings())
    assert held.is_furniture.tolist()[-1:] == [False]
    assert held.is_furniture[:-1].all()


@pytest.mark.parametrize("line", [
    "3      men were drowned in the harbour on the night of the storm, in March 1891.",
    "Wheat      31",
    "1   Minutes of the last meeting",
    "12  Brown A. A history of the port. London, 1996.",
    "3  Mr. Hanley's letter, 4 March 1920",
    "4 men were drowned at Hartley on Friday, June 12, 1896.",
    "No. 12 Chapel Row was sold in March 1891.",
])  # fmt: skip
def test_a_line_of_a_table_or_a_list_is_no_running_head(line: str) -> None:
    held = segment.batch([Document("a.txt", f"{line}\n\nA fire broke out on the quay.", "")], SegmentSettings())
    assert not held.is_furniture.any()


def test_two_issues_of_one_paper_share_nothing_by_their_running_heads(tmp_path: Path) -> None:
    head = "Seite 2      Das Neue Volksblatt für Stadt und Land und die Nachbarn      Nr."
    (tmp_path / "a.txt").write_text(f"{head} 58\n\nGestern brach in der Scheune ein Feuer aus.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{head} 59\n\nDer Bürgermeister hat sich nicht geäußert.\n", encoding="utf-8")
    assert not trace(tmp_path).matches


def test_a_script_is_furniture_to_its_end(tmp_path: Path) -> None:
    script = "window._ads = window._ads || []; " + " ".join(f"_ads.push({{ mode: 'thumb{n}' }});" for n in range(60))
    report = traced(tmp_path, f"{own_words(random.Random(15))}\n\n{script}\n\n{own_words(random.Random(16))}")
    assert boilerplate(report) == [script]


OFFICE_HEAD = (
    "Saltmere Borough Council\nPress desk, Guildhall, 9 Quay Street, Saltmere SM1 4QT\nTelephone 01632 960 144"
)
OFFICE_FOOT = (
    "Notes to editors\n\nFor more information call the press desk of Saltmere Borough Council on 01632 960 144.\n\n"
    "The borough of Saltmere serves ninety thousand people on the coast and on two islands.\n\nFollow us @saltmere"
)


def test_the_letterhead_and_the_foot_of_an_office_are_furniture_in_two_texts(tmp_path: Path) -> None:
    draw = random.Random(12)
    head, foot = OFFICE_HEAD, OFFICE_FOOT
    report = traced(tmp_path, *(f"{head}\n\nNews of the {WORDS[n]}\n\n{own_words(draw)}\n\n{foot}" for n in range(2)))
    assert boilerplate(report) == [f"{head} {foot.removeprefix('Notes to editors').strip()}"] * 2
    assert (report.matches, report.families) == ((), ())
    assert [d.title for d in report.documents] == [f"News of the {WORDS[n]}" for n in range(2)]


@pytest.mark.parametrize(
    "line",
    [
        "For further information please contact the press desk on 01632 960 144 or email press@saltmere.example.",
        "Media enquiries: press@saltmere.example",
    ],
)
def test_below_the_notes_of_a_release_it_is_furniture_how_its_owner_is_reached(tmp_path: Path, line: str) -> None:
    report = traced(tmp_path, f"{own_words(random.Random(17))}\n\nNotes to editors\n\n{line}")
    assert boilerplate(report) == [line]


def test_what_asks_whether_a_page_was_of_use_is_furniture(tmp_path: Path) -> None:
    report = traced(tmp_path, f"{own_words(random.Random(18))}\n\nWas this page useful? Yes No")
    assert boilerplate(report) == ["Was this page useful?"]


def test_of_two_texts_with_a_sentence_in_common_nothing_is_furniture_for_standing_between_such(tmp_path: Path) -> None:
    draw = random.Random(13)
    foot = OFFICE_FOOT
    report = traced(tmp_path, *(f"{own_words(draw)}\n\n{RECURRING}\n\n{own_words(draw)}\n\n{foot}" for _ in range(2)))
    assert all("The borough of Saltmere" not in said for said in boilerplate(report))
    assert len(report.families) == 1


@pytest.mark.parametrize(
    "head",
    [
        "New park to open at 9 Quay Street\nAnn Lee\nE-mail: ann@herald.example",
        "Two die in Quay Street fire\n\nThe houses at 9 Quay Street burned down.\n\nTelephone lines were cut.",
        "Work begins at 9 Quay Street",
    ],
)
def test_a_headline_above_the_address_of_its_writer_is_no_letterhead(tmp_path: Path, head: str) -> None:
    draw = random.Random(14)
    report = traced(tmp_path, f"{head}\n\n{own_words(draw)}", own_words(draw))
    assert head.partition("\n")[0] not in boilerplate(report)[0]


@pytest.mark.parametrize("lines", [0, 30])
def test_texts_that_are_mostly_lines_are_not_told_apart_by_their_few_sentences(tmp_path: Path, lines: int) -> None:
    draw = random.Random(11)
    listed = ["\n".join(" ".join(draw.sample(WORDS, 3)).capitalize() for _ in range(lines)) for _ in range(3)]
    report = traced(tmp_path, *(f"{LETTERHEAD}\n\n{own_words(draw, 2)}\n\n{each}\n" for each in listed))
    assert boilerplate(report) == ["" if lines else LETTERHEAD] * 3
