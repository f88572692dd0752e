"""Credit: what counts as saying where a passage comes from, what does not, and what goes to the wrong text."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs, sentence

import provenance
from provenance.model import CreditKind, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CpuSeconds

    from provenance.model import Credit, Passage

RNG = Random(11)
BODY = paragraphs(RNG, 3, 3)
SAID = " ".join(sentence(RNG) for _ in range(2))
OWN = [paragraphs(RNG, 2, 2) for _ in range(4)]
FRONT = "---\npublisher: {}\nurl: {}\ndate: {}\n---\n\n"
ADDRESS = "https://quay.example/news/17"
SOURCE = FRONT.format("Quay Harbour Board", ADDRESS, "2024-03-01") + BODY + "\n"


def reused(folder: Path, **texts: str) -> list[Passage]:
    """The reused passages of `b.md`."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    report = provenance.trace([folder])
    document = next(each for each in report.documents if each.id == "b.md")
    for passage in document.passages:
        if passage.credit is not None:
            assert document.text is not None
            assert passage.credit.quote == document.text[passage.credit.start : passage.credit.end]
    return [passage for passage in document.passages if passage.kind in (Kind.COPIED, Kind.PARAPHRASED)]


def copy(words: str, day: int = 9) -> str:
    return f"---\ndate: 2024-03-{day:02}\n---\n\n{words}\n"


def credit(folder: Path, words: str, source: str = SOURCE) -> Credit | None:
    (passage,) = reused(folder, a=source, b=copy(words))
    assert passage.attributed == (passage.credit is not None and not passage.credit.is_wrong)
    return passage.credit


NAMED = {
    "its publisher": f"{OWN[0]}\n\nThe Quay Harbour Board has told us this.\n\n{BODY}",
    "a phrase that names it": f"{OWN[0]}\n\nSo it is, according to the harbour board.\n\n{BODY}",
    "a release of it": f"The board wrote so in a press release.\n\n{BODY}\n\n{OWN[0]}",
    "a note of repetition": f"{OWN[0]}\n\n{BODY}\n\n{OWN[1]}\n\n{OWN[2]}\n\nSource: Quay Harbour Board",
}


@pytest.mark.parametrize("how", NAMED)
def test_an_origin_is_credited_by(tmp_path: Path, how: str) -> None:
    found = credit(tmp_path, NAMED[how])
    assert found is not None
    assert (found.kind, found.document) == (CreditKind.NAMED, "a.md")


def test_an_origin_is_credited_by_its_address(tmp_path: Path) -> None:
    found = credit(tmp_path, f"{BODY}\n\nMore of it [here](http://www.quay.example/news/17/?from=b).\n\n{OWN[0]}")
    assert found is not None
    assert (found.kind, found.document) == (CreditKind.LINKED, "a.md")


@pytest.mark.parametrize(
    ("link", "is_credit"),
    [
        (f'<a href="{ADDRESS}">the news</a>', True),
        (f'<a href="{ADDRESS}9">the news</a>', False),
        (f'<a href="{ADDRESS}" hidden>the news</a>', False),
        ("the news", False),
    ],
)
def test_an_origin_is_credited_by_a_link_of_a_page(tmp_path: Path, link: str, *, is_credit: bool) -> None:
    (tmp_path / "a.md").write_text(SOURCE, encoding="utf-8")
    body = "".join(f"<p>{words}</p>" for words in (OWN[0], BODY, f"More in {link} today.", OWN[1]))
    (tmp_path / "b.html").write_text(f'<meta name="date" content="2024-03-09"><article>{body}</article>', "utf-8")
    document = next(each for each in provenance.trace([tmp_path]).documents if each.id == "b.html")
    (passage,) = [each for each in document.passages if each.kind is Kind.COPIED]
    assert passage.attributed == is_credit
    if passage.credit:
        assert (passage.credit.kind, passage.credit.quote) == (CreditKind.LINKED, "the news")


@pytest.mark.parametrize(
    ("name", "address", "is_credit"),
    [
        ("dredger-comes-back.md", "https://quay.example/2024/dredger-comes-back.html?from=b", True),
        ("dredger-comes-back.md", "https://quay.example/2024/the-dredger-comes-back-again", False),
        ("news.md", "https://quay.example/news", False),
        ("about-us.md", "https://quay.example/about-us", False),
    ],
)
def test_a_text_without_an_address_is_credited_by_one_that_ends_in_its_name(
    tmp_path: Path, name: str, address: str, *, is_credit: bool
) -> None:
    (tmp_path / name).write_text(copy(f"{BODY}\n\n{OWN[3]}", 1), encoding="utf-8")
    (passage,) = reused(tmp_path, b=copy(f"{OWN[0]}\n\n{BODY}\n\nMore of it [here]({address}).\n\n{OWN[1]}"))
    assert passage.attributed == is_credit
    if passage.credit:
        assert (passage.credit.kind, passage.credit.document) == (CreditKind.LINKED, name)


def test_speech_in_quotation_marks_with_its_speaker_is_credited(tmp_path: Path) -> None:
    told = f"Ada Penrose, the harbour master, said: “{SAID}”"
    passages = reused(tmp_path, a=copy(f"{BODY}\n\n{told}", 1), b=copy(f"{OWN[0]}\n\n{told}\n\n{OWN[1]}"))
    assert {(p.attributed, p.credit.kind if p.credit else None) for p in passages if p.quotation} == {
        (True, CreditKind.QUOTED)
    }


def test_words_in_quotation_marks_are_not_credited_by_what_is_said_to_come_from_elsewhere(tmp_path: Path) -> None:
    told = f"{OWN[0]}\n\nSo it is, according to the police.\n\n“{SAID}”\n\n{OWN[1]}"
    passages = reused(tmp_path, a=copy(f"{BODY}\n\n{SAID}", 1), b=copy(told))
    assert [(p.quotation, p.credit) for p in passages] == [(True, None)]


NOT_NAMED = {
    "no name at all": f"{OWN[0]}\n\n{BODY}",
    "a name that is too far away": f"The Quay Harbour Board.\n\n{OWN[0]}\n\n{OWN[1]}\n\n{BODY}\n\n{OWN[2]}\n\n{OWN[3]}",
    "another address": f"{BODY}\n\nMore of it at https://quay.example/news/18 today.\n\n{OWN[0]}",
    "a phrase that names somebody else": f"{OWN[0]}\n\nSo it is, according to the police.\n\n{BODY}",
}


@pytest.mark.parametrize("how", NOT_NAMED)
def test_an_origin_is_not_credited_by(tmp_path: Path, how: str) -> None:
    assert credit(tmp_path, NOT_NAMED[how]) is None


def test_a_name_that_was_copied_with_its_sentence_is_no_credit(tmp_path: Path) -> None:
    body = f"{BODY}\n\nThe Quay Harbour Board will meet the {' '.join(sentence(Random(3)).split()[2:])}"
    assert credit(tmp_path, f"{OWN[0]}\n\n{body}", SOURCE.replace(BODY, body)) is None


def test_a_credit_that_goes_to_a_later_copy_is_wrong(tmp_path: Path) -> None:
    later = FRONT.format("The Skerry Gazette", "https://skerry.example/1", "2024-03-05") + f"{BODY}\n\n{OWN[3]}\n"
    passages = reused(tmp_path, a=SOURCE, b=copy(f"The Skerry Gazette had it first.\n\n{BODY}\n\n{OWN[0]}"), c=later)
    assert [(p.origin.document if p.origin else None, p.attributed) for p in passages] == [("a.md", False)]
    assert [(p.credit.document, p.credit.is_wrong) for p in passages if p.credit] == [("c.md", True)]


def test_what_is_original_owes_no_credit(tmp_path: Path) -> None:
    for name, text in (("a", SOURCE), ("b", copy(f"{BODY}\n\n{OWN[0]}"))):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    passages = [passage for document in provenance.trace([tmp_path]).documents for passage in document.passages]
    assert {p.attributed for p in passages if p.kind in (Kind.ORIGINAL, Kind.BOILERPLATE)} == {None}


@given(st.text(alphabet='aA .,:“”"\n’()[]*+?\\^$|{}<>&', max_size=80))
def test_no_name_of_a_publisher_stops_a_trace(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("names")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    source = f'---\npublisher: "{quoted}"\ndate: 2024-03-01\n---\n\n{BODY}\n'
    assert reused(folder, a=source, b=copy(f"{OWN[0]}\n\n{BODY}"))


def test_a_long_text_is_not_folded_anew_for_every_sentence_that_somebody_has_spoken(
    tmp_path: Path, cpu_seconds: CpuSeconds
) -> None:
    spoken = "“A,” said B. " * 3_000 + f"\n\n{BODY}"
    texts = {"a": f"{BODY}\n\n{spoken}", "b": f"{BODY}\n\n{OWN[0]}\n\n{spoken}"}
    assert cpu_seconds(lambda: reused(tmp_path, **texts)) < 8


@pytest.mark.parametrize(("who", "is_credit"), [("lockkeepers of Tarn", True), ("pilots of Tarn", False)])
def test_a_source_without_a_name_is_meant_by_who_shares_a_word_with_it(
    tmp_path: Path, who: str, is_credit: bool
) -> None:
    source = f"---\ndate: 2024-03-01\n---\n\nThe lockkeepers met at dusk.\n\n{BODY}\n"
    found = credit(tmp_path, f"{OWN[0]}\n\nSo it is, according to the {who}.\n\n{BODY}", source)
    assert (found is not None) is is_credit
