"""Passages, quotations, formulas and furniture."""

from __future__ import annotations

import textwrap
import tomllib
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import same, sentence, texts

from provenance import segment
from provenance.kernels import UNSPACED, segmented, tokenize
from provenance.kernels.plain_segments import wrap_width
from provenance.lexicon.furniture import (
    CODE,
    CODE_OPENINGS,
    FURNITURE_SIGNS,
    HEAD_PATTERNS,
    OPENED_FURNITURE_PATTERNS,
    SIGNED_FURNITURE_PATTERNS,
)
from provenance.lexicon.words import REPORTING_VERBS
from provenance.model import Document, Span
from provenance.settings import SegmentSettings
from provenance.wording.furniture import SIGNS, is_furniture, is_relay, may_be_furniture
from provenance.wording.speech import formulas, quotations

if TYPE_CHECKING:
    import re

    from conftest import CpuSeconds

SETTINGS = SegmentSettings()
LETTERS = tomllib.loads((Path(__file__).parent / "cases/segment/letters.toml").read_text(encoding="utf-8"))["case"]
CASES = [
    case
    for name in ("sentences", "abroad")
    for case in tomllib.loads((Path(__file__).parent / "cases/segment" / f"{name}.toml").read_text("utf-8"))["case"]
]


def spans_of(text: str) -> list[Span]:
    rows = segment.passages(text, SETTINGS)
    return [Span(start, end) for start, end, _ in rows.tolist()]


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in spans_of(text)]


@given(texts)
def test_passages_stand_in_order_and_leave_out_only_white_space(text: str) -> None:
    held = spans_of(text)
    outside = text[: held[0].start] if held else text
    for one, following in pairwise(held):
        assert one.end <= following.start
        outside += text[one.end : following.start]
    outside += text[held[-1].end :] if held else ""
    assert not outside.strip()


@given(texts)
def test_no_passage_begins_or_ends_in_white_space(text: str) -> None:
    assert all(passage == passage.strip() and passage for passage in cut(text))


def formulas_of(text: str) -> tuple[Span, ...]:
    starts, ends, _, _ = tokenize(text)
    words = zip(starts.tolist(), ends.tolist(), strict=True)
    verbs = [(start, end) for start, end in words if text[start:end].lower() in REPORTING_VERBS]
    return formulas(text, [(span.start, span.end) for span in spans_of(text)], quotations(text), verbs)


@given(texts)
def test_quotations_and_formulas_lie_inside_the_text(text: str) -> None:
    for span in (*quotations(text), *formulas_of(text)):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("It closed. It reopened.", ["It closed.", "It reopened."]),
        ("Mr. Tresk and Cllr. Fenn met at 5 p.m. on Friday.", ["Mr. Tresk and Cllr. Fenn met at 5 p.m. on Friday."]),
        ("It cost £1.5m. in all", ["It cost £1.5m. in all"]),
        ("“We know.” She left.", ["“We know.”", "She left."]),
        ("He said: “We know.”", ["He said:", "“We know.”"]),
        ("J. K. Quayle spoke.", ["J. K. Quayle spoke."]),
        ("A headline\nThe first sentence.", ["A headline", "The first sentence."]),
        ("One\r\nTwo\rThree", ["One", "Two", "Three"]),
        ("東京です。大阪です。", ["東京です。", "大阪です。"]),
        ("the U.S. Navy sailed", ["the U.S. Navy sailed"]),
        ("Ab dem 14. April wird gebaut. Am 3. fiel Schnee.", ["Ab dem 14. April wird gebaut.", "Am 3. fiel Schnee."]),
        ("They were 14. Maids sang.", ["They were 14.", "Maids sang."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, passages: list[str]) -> None:
    assert cut(text) == passages


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_texts_are_cut_as_a_reader_cuts_them(case: dict[str, object]) -> None:
    assert cut(str(case["text"])) == case["passages"]


def test_lines_wrapped_to_a_width_are_one_paragraph() -> None:
    wrapped = (
        "The council met on Monday to consider the repair of the lido,\n"
        "which had been closed since the spring tide broke the seaward\n"
        "wall. Members of the public spoke for an hour and a quarter on\n"
        "the subject of armbands.\n\n"
        "The meeting ended at nine o'clock when the biscuits had run out\n"
        "and the caretaker had begun to put the chairs away in the hall.\n"
    )
    assert len(cut(wrapped)) == 3


def unwrapped(text: str) -> list[str]:
    """The passages, their line breaks written as spaces and without the signs that lead quoted lines."""
    pieces = [" ".join(word for word in piece.split() if word.strip(">")) for piece in cut(text)]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize("feed", ["\n", "\r\n", "\r", " \n"])
@pytest.mark.parametrize("case", LETTERS, ids=[case["name"] for case in LETTERS])
def test_letters_are_read_over_the_ends_of_their_wrapped_lines(case: dict[str, object], feed: str) -> None:
    assert unwrapped(str(case["text"]).replace("\n", feed)) == case["passages"]


prose = st.integers(0, 2**32).map(Random).map(lambda rng: [sentence(rng) for _ in range(rng.randint(3, 9))])


@given(prose, st.integers(30, 80), st.sampled_from(["", "> ", ">> "]))
def test_prose_wrapped_to_any_width_has_the_sentences_that_it_had(sentences: list[str], width: int, led: str) -> None:
    text = " ".join(sentences)
    assert unwrapped(textwrap.fill(text, width, initial_indent=led, subsequent_indent=led)) == unwrapped(text)


@given(prose, st.integers(50, 80))
def test_sentences_on_lines_of_their_own_are_not_taken_for_wrapped(sentences: list[str], width: int) -> None:
    rows = [row for sentence in sentences for row in (sentence, f"Photo: {sentence[:width].title()}")]
    assert wrap_width("\n".join(rows)) == 0


LETTER = """\
The harbour master has answered all of us, and here is what he writes
of the crane and of us, with the greetings left out:
> Nobody has asked me whether the crane can lift a boat of nine tons
> in a wind like that of Tuesday. "It can, but I would rather that it
> did not have to," is what I would have said.
>
> The crane was tested in May. It lifted eleven tons of wet sand, and
> the ground under its feet did not move by the width of a hair.
So much for the rumours about the crane, and for those who sold them.
"""


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("„Es leckt“, sagte sie. „Seit Mai“.", ["„Es leckt“", "„Seit Mai“"]),
        ("„Przecieka” – powiedziała.", ["„Przecieka”"]),
        ("「漏れている」と話す。", ["「漏れている」"]),
    ],
)
def test_quotations_close_as_their_language_closes_them(text: str, quoted: list[str]) -> None:
    assert [text[span.start : span.end] for span in quotations(text)] == quoted


def test_a_letter_that_an_answer_quotes_is_read_as_if_its_lines_were_not_led_by_signs() -> None:
    assert [" ".join(piece.replace(">", "").split()) for piece in cut(LETTER) if piece != ">"] == [
        LETTER.partition("\n>")[0].replace("\n", " "),
        "Nobody has asked me whether the crane can lift a boat of nine tons in a wind like that of Tuesday.",
        '"It can, but I would rather that it did not have to," is what I would have said.',
        "The crane was tested in May.",
        "It lifted eleven tons of wet sand, and the ground under its feet did not move by the width of a hair.",
        "So much for the rumours about the crane, and for those who sold them.",
    ]


@pytest.mark.parametrize("feed", ["\n", "\r\n", "\r"])
def test_a_quotation_goes_on_over_the_line_breaks_of_a_wrapped_text(feed: str) -> None:
    text = LETTER.replace("\n", feed)
    quoted = [text[span.start : span.end] for span in quotations(text)]
    assert quoted == [f'"It can, but I would rather that it{feed}> did not have to,"']


def test_a_quotation_left_open_in_a_wrapped_text_ends_before_a_blank_or_an_indented_line() -> None:
    for gap in ("\n\n", "\n    ", "\n>\n"):
        text = LETTER.replace('to,"', "to,").replace("\n>\n> The crane", f"{gap}> The crane").replace("feet", 'fe"et')
        assert next(text[span.start : span.end] for span in quotations(text)).endswith("would have said.")


def test_a_text_without_stops_is_cut_into_passages_of_bounded_length() -> None:
    pieces = cut("word " * 1000)
    assert max(len(piece.split()) for piece in pieces) <= SETTINGS.max_passage_words * 2
    assert sum(len(piece.split()) for piece in pieces) == 1000


@pytest.mark.parametrize("unit", ["word,", "水", "a_b ", "x's|"])
def test_a_text_without_spaces_is_cut_before_words(unit: str) -> None:
    text = unit.strip() * 5000
    pieces = cut(text)
    words = [tokenize(piece)[0] for piece in pieces]
    most = SETTINGS.max_passage_words * UNSPACED
    assert max(map(len, words)) == most  # as many as there may be
    assert sum(map(len, words)) == len(tokenize(text)[0])
    assert "".join(pieces) == text


def test_one_word_is_one_passage_whatever_its_length() -> None:
    assert spans_of("a" * 50_000) == [Span(0, 50_000)]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "She said:\n“First paragraph.\n“Second paragraph.”\nNo more."
    assert [text[s.start : s.end] for s in quotations(text)] == ["“First paragraph.", "“Second paragraph.”"]


@given(st.text(alphabet='a "“”„«»「」\r\n', max_size=40))
def test_quotations_are_what_reading_sign_by_sign_finds(text: str) -> None:
    found, start = [], None
    for place, sign in enumerate(text):
        if sign in "\r\n" and start is not None:
            found.append(Span(start, place))
            start = None
        elif sign in '“„«「"' and start is None:
            start = place
        elif start is not None and (sign in '”»」"' or (sign == "“" and text[start] == "„")):
            found.append(Span(start, place + 1))
            start = None
    if start is not None:
        found.append(Span(start, len(text)))
    assert quotations(text) == tuple(found)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Councillor Quayle, Cabinet Member, said: “It leaks.”", ["Councillor Quayle, Cabinet Member, said:"]),
        ("“It leaks,” said Ivor Tresk, director of harbours.", [" said Ivor Tresk, director of harbours."]),
        ("“It leaks,” director of harbours Ivor Tresk said.", [" director of harbours Ivor Tresk said."]),
        ("The wall will be rebuilt by spring at no cost, the council said.", [" the council said."]),
        ("The council said it would rebuild the wall.", ["The council said"]),
        ("“He said it leaks.”", []),
    ],
)
def test_an_attribution_formula_is_heard_without_what_was_said(text: str, heard: list[str]) -> None:
    assert [text[s.start : s.end] for s in formulas_of(text)] == heard


@pytest.mark.parametrize(
    ("text", "weightless"),
    [
        ("The works kills bacteria without adding chlorine.", ""),
        ("For a sweeter cake more honey is added to the dough.", ""),
        ("The mill added ninety looms in a year.", ""),
        ("A landslide claimed the chapel and its tower.", ""),
        ("Diggers continued through the night.", ""),
        ("The clerk added that the wall would be rebuilt.", "The clerk added"),
        ("The clerk added: “It leaks.”", "The clerk added"),
        ("“It leaks,” the clerk added.", "the clerk added"),
        ("The clerk, adding that it leaks, left.", "The clerk adding"),
    ],
)
def test_words_before_a_verb_of_speech_weigh_nothing_and_those_before_the_same_verb_elsewhere_do(
    text: str, weightless: str
) -> None:
    batch = segment.batch([Document(id="a", text=text, sha256="")], SegmentSettings())
    places = zip(batch.token_start.tolist(), batch.token_end.tolist(), batch.weight.tolist(), strict=True)
    assert " ".join(text[start:end] for start, end, weight in places if weight == 0) == weightless


@pytest.mark.parametrize(
    "line",
    ["Analysis Interpretation of the news based on evidence, including data", "(Evan Vucci/AP)",
     "Emmanuel Dunand, AFP/Getty Images", "Check out this story on pellmouthnews.com: https://pelln.ws/2x",
     "Find out what's happening in the world as it unfolds.",
     "Jump to content", "Share on other sites", "Reply to this topic...", "© 2024 The Gazette", "Read more",
     "1,204 posts", "Home   Town Matters   Sport", "Related news:", "We use cookies to improve it", "• Create New...",
     "Hale, et al.      Standards Track      [Page 36]", "News  |  3 June 2025  |  4 comments"],
)  # fmt: skip
def test_furniture_is_known_by_its_words(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["The council will share the cost with the harbour board.", "Reports of a leak reached the council on Monday.",
     "25/0117   Ottery Lane      Refused   3-1", "ZIMBABWE           nil         10,920",
     "Home owners face a rise of four per cent.", "More than half of the work is done.", "Contact was lost at noon.",
     "Check out this story: it is true.", "The analysis/AP survey found that one in five had paid."],
)  # fmt: skip
def test_statements_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("pattern", [*OPENED_FURNITURE_PATTERNS, *SIGNED_FURNITURE_PATTERNS, *HEAD_PATTERNS, CODE])
@given(st.data(), st.sampled_from(["", "“", "— "]))
def test_no_furniture_begins_as_none_is_said_to(pattern: re.Pattern[str], data: st.DataObject, before: str) -> None:
    """Most passages are told by few letters to be no furniture: of whatever fits a pattern they may not be."""
    line = (before + data.draw(st.from_regex(pattern, fullmatch=True))).strip()
    rules = segment.rules_of(SETTINGS)._replace(ends=lambda *_: False, cut=lambda _, start, end: [(start, end)])
    held = segmented([line], segment.LISTED, SIGNS, SETTINGS.max_passage_words, rules)
    whole = (held.passage_start == 0) & (held.passage_end == len(line))
    if whole.any():
        assert not is_furniture(line) or may_be_furniture(held)[whole].all()


@pytest.mark.parametrize("pattern", SIGNED_FURNITURE_PATTERNS)
@given(st.data())
def test_furniture_that_may_begin_with_any_words_has_a_sign_within(
    pattern: re.Pattern[str], data: st.DataObject
) -> None:
    line = data.draw(st.from_regex(pattern, fullmatch=True)).lower()
    assert any(sign in line for sign in FURNITURE_SIGNS)


@given(st.from_regex(CODE, fullmatch=True))
def test_code_has_one_of_few_openings(line: str) -> None:
    assert line.startswith(CODE_OPENINGS)


def test_forum_software_is_told_from_a_newspaper_page() -> None:
    assert is_relay("Link to comment")
    assert not is_relay("Share this story")


def test_front_matter_is_furniture() -> None:
    text = "---\ntitle: A pool\n---\nThe pool is open."
    batch = segment.batch([Document(id="a", text=text, sha256="", front_matter=Span(0, 22))], SETTINGS)
    assert batch.is_furniture.tolist() == [True, True, True, False]


def test_the_batch_holds_every_token_in_exactly_one_passage() -> None:
    documents = [
        Document(id=n, text=t, sha256="") for n, t in (("a", "One two. Three."), ("b", ""), ("c", "• \n\nFour"))
    ]
    batch = segment.batch(documents, SETTINGS)
    assert batch.passage_token[0] == 0
    assert batch.passage_token[-1] == len(batch.word) == 4
    assert batch.document_token.tolist() == [0, 3, 3, 4]


@pytest.mark.parametrize(
    "filler", ["a", " ", ".", '"', "\n", ". ", "a. ", "“", "said ", "said-", "”,said,", "\r\n", "A.B."]
)
def test_time_grows_with_the_text_alone(filler: str, cpu_seconds: CpuSeconds) -> None:
    text = filler * (200_000 // len(filler))
    documents = [Document(id="a", text=text, sha256="")]
    assert cpu_seconds(lambda: (segment.batch(documents, SETTINGS), quotations(text))) < 5
    assert len(spans_of(text)) <= len(text)


@given(st.lists(texts, max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_a_part_of_a_batch_is_the_batch_of_its_documents(held: list[str], first: int, last: int) -> None:
    documents = [Document(id=str(n), text=text, sha256="") for n, text in enumerate(held)]
    first, last = sorted(min(place, len(held)) for place in (first, last))
    part = segment.batch(documents, SETTINGS).part(first, last)
    alone = segment.batch(documents[first:last], SETTINGS)
    for field in fields(part):
        one, other = getattr(part, field.name), getattr(alone, field.name)
        assert (one == other) if isinstance(one, tuple) else same(one, other)
