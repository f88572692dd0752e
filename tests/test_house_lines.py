"""What an outlet sets around its stories joins none of them, and what outlets have from one another still does."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance import boilerplate, segment
from provenance.batch import outlined
from provenance.model import Document, Kind, Source
from provenance.settings import SegmentSettings
from provenance.wording.outlets import names, outlets
from provenance.wording.prompts import is_headline, is_prompt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = (
    "amber basket copper dinner eagle feather garden hammer island jacket kettle ladder market napkin orchard parcel "
    "quarrel ribbon saddle timber umbrella velvet willow yellow anchor bucket candle donkey engine fiddle goblet "
    "hollow insect jungle kitten lemon meadow needle office pepper rabbit shadow tunnel violin wagon zebra acorn badge "
    "cellar dagger elbow fossil glove hazel inkwell jigsaw kernel lantern mirror nettle oyster pigeon quilt rudder"
).split()
LETTER = "Get the harbour in your inbox before breakfast, with the tides of the day and what our readers saw."
ABOUT = "The Saltmere Lantern was founded by two pilots and a printer, and is owned by those who write it."
FACT = "The harbour master has asked all owners of small boats to mark their moorings with a lamp before the ice."


def own_words(draw: random.Random, count: int = 6, words: Sequence[str] = WORDS) -> list[str]:
    return [" ".join(draw.sample(words, 9)).capitalize() + "." for _ in range(count)]


def text(draw: random.Random, *, head: str = "", within: str = "", foot: str = "", part: int = 0) -> str:
    """A story of its own words, with lines above it, between its paragraphs and below it."""
    own = own_words(draw, 6, WORDS[part::4])
    place = draw.randrange(1, 5)
    return "\n\n".join(filter(None, [head, *own[:place], within, *own[place:], foot]))


def traced(folder: Path, written: Sequence[str], publishers: Sequence[str]) -> provenance.Report:
    for number, (words, publisher) in enumerate(zip(written, publishers, strict=True)):
        (folder / f"{number}.txt").write_text(words, "utf-8")
        if publisher:
            (folder / f"{number}.txt.meta.json").write_text(f'{{"publisher": "{publisher}"}}', "utf-8")
    return provenance.trace([folder])


def furniture(report: provenance.Report) -> list[str]:
    """What of each document is furniture."""
    return [
        " ".join((d.text or "")[p.start : p.end] for p in d.passages if p.kind is Kind.BOILERPLATE)
        for d in report.documents
    ]


@pytest.mark.parametrize(
    ("publishers", "line"),
    [
        (["", ""], LETTER),
        (["Lantern"] * 2, LETTER),
        (["Lantern", "Lantern", "Herald"], LETTER),
        (["Lantern"] * 3, f"Share this\n\n{ABOUT}\n\nAll rights reserved."),
    ],
    ids=["no outlet known", "one outlet", "an outlet and its sister", "between furniture"],
)
def test_what_an_outlet_says_of_itself_joins_no_stories(tmp_path: Path, publishers: list[str], line: str) -> None:
    draw = random.Random(11)
    report = traced(tmp_path, [text(draw, within=line, part=n) for n in range(len(publishers))], publishers)
    assert (report.matches, report.families) == ((), ())
    assert all(words in said for words in line.split("\n\n") for said in furniture(report))


@pytest.mark.parametrize("place", ["head", "foot"])
def test_what_stands_at_the_same_end_of_the_pages_of_one_outlet_is_furniture(tmp_path: Path, place: str) -> None:
    draw = random.Random(12)
    report = traced(tmp_path, [text(draw, **{place: ABOUT}, part=n) for n in range(3)], ["Lantern"] * 3)
    assert furniture(report) == [ABOUT] * 3
    assert report.families == ()


@pytest.mark.parametrize("place", ["head", "within", "foot"])
@pytest.mark.parametrize(
    ("publishers", "line"),
    [
        (["Lantern", "Herald"], ABOUT),
        (["Lantern", "Herald", "Post"], FACT),
        (["Lantern", "Herald"], LETTER),
        (["", "", ""], ABOUT),
        (["", ""], FACT),
    ],
)
def test_the_same_words_in_different_outlets_are_reuse(
    tmp_path: Path, place: str, publishers: list[str], line: str
) -> None:
    draw = random.Random(13)
    report = traced(tmp_path, [text(draw, **{place: line}, part=n) for n in range(len(publishers))], publishers)
    assert furniture(report) == [""] * len(publishers)
    assert len(report.families) == 1


def test_what_an_outlet_tells_again_in_its_stories_is_reuse(tmp_path: Path) -> None:
    draw = random.Random(14)
    report = traced(tmp_path, [text(draw, within=FACT, part=n) for n in range(4)], ["Lantern"] * 4)
    assert furniture(report) == [""] * 4
    assert len(report.families) == 1


STATES = """
Two pilots and a cook were lifted from the ferry Osprey after her engine caught fire. The fire was out by noon.
The cook of the ferry Osprey is in hospital after a fire in her engine. Two pilots, lifted off, were let go by noon.
The ferry Osprey will be towed at high tide. Her engine caught fire, and her cook and two pilots were lifted off.
""".strip().split("\n")


def test_states_of_one_story_stay_one_family(tmp_path: Path) -> None:
    shared = f"{FACT}\n\n{ABOUT}"
    report = traced(tmp_path, [f"{state}\n\n{shared}" for state in STATES], ["Lantern"] * 3)
    assert furniture(report) == [""] * 3
    assert len(report.families) == 1


def test_the_background_of_stories_of_one_outlet_is_reuse(tmp_path: Path) -> None:
    draw = random.Random(20)
    told = "The pilots of Saltmere struck for eleven weeks in the winter before the harbour was sold."
    own = (
        f"{{}} asked the pilots about the harbour and its sale in the winter. {words}" for words in own_words(draw, 3)
    )
    written = [f"{line.format(who)}\n\n{told}" for line, who in zip(own, ("Osk", "Ull", "Pem"), strict=True)]
    report = traced(tmp_path, [f"{text(draw, part=n)}\n\n{each}" for n, each in enumerate(written)], ["Lantern"] * 3)
    assert furniture(report) == [""] * 3
    assert len(report.families) == 1


def test_short_texts_that_are_equal_are_copies(tmp_path: Path) -> None:
    """Nothing stands around what they share."""
    report = traced(tmp_path, [f"{FACT}\n\n{ABOUT}", f"{FACT}\n\n{ABOUT}\n"], ["Lantern"] * 2)
    assert furniture(report) == [""] * 2
    assert len(report.families) == 1


def test_a_whole_copy_is_one_with_what_its_outlet_says_of_itself(tmp_path: Path) -> None:
    draw = random.Random(16)
    story = "\n\n".join([text(draw, within=LETTER), *own_words(draw)])
    report = traced(tmp_path, [story, story + "\n\n" + own_words(draw, 1)[0]], ["Lantern"] * 2)
    assert len(report.families) == 1


def test_a_long_foot_is_furniture_once_what_speaks_to_readers_in_it_is(tmp_path: Path) -> None:
    draw = random.Random(19)
    foot = "\n\n".join([LETTER, ABOUT, *own_words(draw, 7, WORDS[2::3])])
    own = [own_words(draw, 9, WORDS[::3]), own_words(draw, 9, WORDS[1::3])]
    report = traced(tmp_path, ["\n\n".join([*words, foot]) for words in own], ["Lantern"] * 2)
    assert (report.matches, report.families) == ((), ())


HEADLINE = "Night boats to the islands sail again after a year"


def test_a_line_that_is_the_headline_of_another_text_leads_to_it(tmp_path: Path) -> None:
    draw = random.Random(17)
    led = "\n\n".join([HEADLINE, *own_words(draw, 6, WORDS[:30])])
    leading = "\n\n".join(["The dredger comes back", *own_words(draw, 9, WORDS[30:]), HEADLINE])
    report = traced(tmp_path, [led, leading], ["", ""])
    assert furniture(report) == ["", HEADLINE]
    assert (report.matches, report.families) == ((), ())


def test_a_headline_with_what_stands_below_it_is_reuse(tmp_path: Path) -> None:
    draw = random.Random(18)
    own = own_words(draw)
    leading = "\n\n".join(["The dredger comes back", *own_words(draw, 9), HEADLINE, own[0]])
    report = traced(tmp_path, ["\n\n".join([HEADLINE, *own]), leading], ["", ""])
    assert furniture(report) == [""] * 2
    assert len(report.families) == 1


@pytest.mark.parametrize(
    "paragraph",
    [
        "Follow Ada Quill on Twitter @adaquill.",
        "Send tips to desk@lantern.example.",
        "Get the Saltmere app for free. Then choose to add this bookmark to your home screen.",
        "Please enable notifications to hear of the tides.",
        "Have you a story for us? Our newsdesk reads every message on desk@lantern.example.",
        "Your subscription supports journalism that matters.",
        "10 stories that matter to you, in our newsletter. Sign up at www.saltmere.example.",
        "You are signed in as",
        "Get the alerts of the pilots. The stories that matter, on every morning of the week.",
        "Subscribe for unlimited digital access. Try one month for £1!",
        "We want to hear what you think. Write to the editor.",
    ],
)
def test_what_speaks_to_readers_of_the_paper_is_a_prompt(paragraph: str) -> None:
    assert is_prompt(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        FACT,
        ABOUT,
        "“You can read it in the newsletter,” she said.",
        "Send your views on the harbour to desk@saltmere.example by 5 May.",
        "4. Complaints. You must tell us of any loss within two weeks. Write to desk@saltmere.example.",
        "(b) You must tell us of any loss. Write to desk@saltmere.example.",
        "12.3 Write to us at desk@saltmere.example.",
        "§ 4 Write to us at desk@saltmere.example.",
        "You cannot step into the same river twice.",
        "We will rebuild the pier before the winter.",
        "She posted the news to her readers and left the site.",
        "Thank you for the news! So happy",
        "The stories you heard of the 9 Pilots came from the Quill Board and not from us.",
        "Watch the tide come in from the gate.",
        "NOTE: Share adjusted for three-for-two stock split",
        "Share adjusted for a split of the stock",
        "A weir is a low dam across a river, built to raise the water above it. Check the page on dams for more.",
        f"You and your newsletter. {' '.join(WORDS)} {' '.join(WORDS)}",
    ],
)
def test_what_tells_something_is_no_prompt(paragraph: str) -> None:
    assert not is_prompt(paragraph)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (HEADLINE, True),
        ("By Ada Quill and Ben Reed, Lantern", False),
        ("The boats sail again, and nobody waves to them any more.", False),
        ("— Ada Quill of the pilots (@adaquill) July 2024", False),
        ("Boats sail again", False),
    ],
)
def test_a_headline_is_a_line_and_no_sentence(line: str, *, expected: bool) -> None:
    assert is_headline(line) is expected


def document(name: str, title: str | None = None, **source: str) -> Document:
    return Document(name, "Words. - Ice", "", title=title, source=Source(**source))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([document("a", url="https://www.lantern.example/boats"), document("b", url="//m.lantern.example")], 1),
        ([document("a", url="https://ada.host.example/x"), document("b", url="https://ben.host.example/x")], 2),
        ([document("a", url="https://lantern.example/a", publisher="Lantern"), document("b", publisher="Lantern")], 2),
        ([document("a", publisher="Lantern"), document("b", publisher="LANTERN")], 1),
        ([document("lantern.example/a/1.html"), document("x/www.lantern.example/b.html")], 1),
        ([document("a", "Boats - The Lantern"), document("b", "Ice – The Lantern")], 1),
        ([document("a", "Lantern | Boats"), document("b", "Lantern | Ice")], 1),
    ],
)
def test_one_outlet_has_one_name(documents: list[Document], expected: int) -> None:
    found = outlets([names(each) for each in documents])
    assert "" not in found
    assert len(set(found)) == expected


@pytest.mark.parametrize(
    "documents",
    [
        [document("2024.final/a.txt"), document("notes/b.txt")],
        [document("a", "Boats - The Lantern"), document("b", "Ice")],
        [document("a", url="boats", publisher=""), document("b")],
        [document("a", "Words. - Ice"), document("b", "Words. - Ice")],
        [document("a", "Boats - 6 April"), document("b", "Ice - 6 April")],
    ],
)
def test_who_is_not_named_is_no_outlet(documents: list[Document]) -> None:
    assert "" in outlets([names(each) for each in documents])


SENTENCES = st.sampled_from([LETTER, ABOUT, FACT, HEADLINE, "Share this", "Read more", *own_words(random.Random(1), 4)])


@given(st.lists(st.tuples(st.lists(SENTENCES, max_size=9), st.sampled_from(["", "a", "b"])), max_size=5))
def test_house_lines_are_whole_paragraphs_and_nothing_is_taken_back(drawn: list[tuple[list[str], str]]) -> None:
    documents = [
        Document(f"{number}", "\n\n".join(lines), "", source=Source(publisher=publisher or None))
        for number, (lines, publisher) in enumerate(drawn)
    ]
    before = outlined(segment.batch(documents, SegmentSettings()))
    after = boilerplate.with_house_lines(before, documents)
    assert (after.is_furniture | ~before.is_furniture).all()
    for number in range(len(documents)):
        held = after.of(number)
        for paragraph in set(after.paragraph[held].tolist()):
            flags = after.is_furniture[held][after.paragraph[held] == paragraph]
            assert flags.all() or not (flags & ~before.is_furniture[held][after.paragraph[held] == paragraph]).any()


def test_a_clause_that_stands_in_three_states_of_terms_is_no_furniture(tmp_path: Path) -> None:
    clause = "3. Complaints. You must tell us of any loss within two weeks. Write to desk@saltmere.example."
    terms = (
        "Terms of the ferry\n\nLast updated: 2 March {}\n\n"
        "1. Who we are. The ferry is a service of the Saltmere pilots.\n\n"
        "2. What we owe. We pay up to {} pounds for what is lost or broken on our boats, whoever has lost it.\n\n{}\n\n"
        "{}\n"
    )
    states = [(2019, 50, ""), (2020, 75, "4. Your data. We keep it for a year."), (2021, 90, "4. Dogs go free.")]
    written = [terms.format(year, most, clause, last) for year, most, last in states]
    assert not any(clause in words for words in furniture(traced(tmp_path, written, ["", "", ""])))
