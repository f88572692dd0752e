"""Texts in other languages than English: which one it is, who is credited, what is furniture, what is put right."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import PATIENCE

import provenance
from provenance import languages
from provenance.kernels import content_stems, fold, lowered, tokenize
from provenance.languages.further import FURTHER
from provenance.languages.words import NewsWords, plain
from provenance.segment import batch
from provenance.settings import Settings
from provenance.testimony import language
from provenance.testimony.signs import signs
from provenance.wording.furniture import is_furniture
from provenance.wording.notices import notices

if TYPE_CHECKING:
    from conftest import MakeDocument

    from provenance.languages.news import News
    from provenance.model import Report

CASES = Path(__file__).parent / "cases" / "languages"


def cases(name: str) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return held


def each(name: str, key: str) -> list[tuple[str, str]]:
    """Each text of one kind, with its language."""
    return [(case["language"], text) for case in cases(name) for text in case[key]]


def table(code: str) -> News:
    found = languages.table(code)
    assert found is not None
    return found


TOLD = {case["language"]: case["text"] for case in cases("told")}


@pytest.mark.parametrize("code", TOLD)
def test_the_language_of_a_sentence_is_told(make_document: MakeDocument, code: str) -> None:
    assert language(make_document(TOLD[code], "a.txt")) == code


@pytest.mark.parametrize(
    "text",
    [
        "The city will renew the pool for three million euros, and the council will decide on Thursday.",
        "CO TO TAKE 226 MLN DLR CHARGE ON COST RISE\n\n***CO TO TAKE 226 MLN DLR CHARGE ON COST RISE\nBlah blah blah.",
        "Results: Albion 2, Rovers 1; Town 0, United 0; City 3, Athletic 3.",
        "Die, hard; an am in was so",
        "",
    ],
)
def test_what_is_english_or_tells_nothing_is_in_no_other_language(make_document: MakeDocument, text: str) -> None:
    assert language(make_document(text, "a.txt")) in {"en", None}


def test_every_language_that_is_told_goes_by_its_name() -> None:
    told = {*languages.LANGUAGES, *FURTHER, "en", *(code for code, _ in languages._SCRIPTS)}
    assert [code for code in told if not languages.called(code).istitle()] == []
    assert [languages.called(code) for code in ("de-AT", "qaa")] == ["German", "qaa"]


def test_what_a_document_says_of_its_language_goes_before_its_words(make_document: MakeDocument) -> None:
    assert language(make_document(TOLD["de"], "a.txt", language="fr")) == "fr"


NAMES = "\n".join(f"{first} {last}" for first in "Ann Peter Liam Grace".split() for last in "Marsh Doyle Quill".split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"The following, who wrote to the council with a copy for the press:\n{NAMES}\n{NAMES}", "en"),
        ("\n".join(f"{day} 06:12 4m 18:40 3m" for day in "Monday Tuesday Friday Sunday".split()) * 4, "en"),
        (f"The Who and the National Museum:\n{NAMES}\n{NAMES}\n{NAMES}\n{NAMES}", None),
        (f"{TOLD['de']}\n\nThe Art of This and That, with a Word on What Was.\n\n{TOLD['de'] * 4}", "de"),
        ("A városi tanács jóváhagyta a régi uszoda tervét. A munkálatok kétmillió forintba kerülnek.", None),
        (NAMES, None),
        (f"{TOLD['ru']} What, when, where and with whom the others were. {TOLD['ru']}", "ru"),
    ],
    ids=["names", "tides", "English things", "a title", "one article", "names alone", "another script"],
)
def test_a_list_is_in_english_where_enough_of_its_words_are_in_no_other_language(
    make_document: MakeDocument, text: str, code: str | None
) -> None:
    assert language(make_document(text, "a.txt")) == code


@given(st.text(max_size=400))
def test_every_text_is_in_a_language_or_in_none(text: str) -> None:
    assert languages.told(text) in {*languages.LANGUAGES, *FURTHER, "en", "ko", "el", "he", "th", "ar", None}


# --------------------------------------------------------------------------- tables


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_a_table_is_in_small_letters_with_plain_apostrophes(code: str) -> None:
    words = table(code).words
    for field in fields(NewsWords):
        value = getattr(words, field.name)
        if isinstance(value, str):
            assert value == plain(lowered(value)), field.name
            assert "||" not in value.replace(" ", ""), field.name


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_what_only_forums_have_is_furniture(code: str) -> None:
    words = table(code).words
    relayed = {one.strip() for one in " ".join(words.relayed.split()).split("|")} - {""}
    held = {one.strip() for one in " ".join(f"{words.lines}|{words.openings}".split()).split("|")}
    assert relayed <= held


def test_english_texts_load_no_table() -> None:
    script = (
        "import sys, provenance\n"
        "from provenance import compare\n"
        "text = 'The city will renew the pool for three million euros, and the council will decide on it.'\n"
        "compare(text, text)\n"
        "print(*[name for name in sys.modules if name.startswith('provenance.languages.')])"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=PATIENCE)
    loaded = set(run.stdout.split())
    assert not {f"provenance.languages.{name}" for name in languages.LANGUAGES.values()} & loaded


@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_a_table_is_found_by_the_name_of_its_file(code: str) -> None:
    name = languages.LANGUAGES[code]
    assert getattr(import_module(f"provenance.languages.{name}"), name.upper()) is table(f"{code}-XX").words


# --------------------------------------------------------------------------- lines


@pytest.mark.parametrize(("code", "line"), each("lines", "furniture"))
def test_a_line_of_a_page_is_furniture_in_its_language(code: str, line: str) -> None:
    assert is_furniture(line, code)


@pytest.mark.parametrize(("code", "line"), each("lines", "text"))
def test_a_statement_is_no_furniture_in_its_language(code: str, line: str) -> None:
    assert not is_furniture(line, code)


@pytest.mark.parametrize("code", ["de", "fr", "es"])
def test_lines_of_a_page_are_furniture_where_the_text_is_in_their_language(
    make_document: MakeDocument, code: str
) -> None:
    line = next(text for each_code, text in each("lines", "furniture") if each_code == code)
    documents = [
        make_document(f"{TOLD[code]}\n\n{line}\n", "a.txt"),
        make_document(f"{TOLD['pl']}\n\n{line}\n", "b.txt"),
    ]
    held = batch(documents, Settings().segment)
    assert held.is_furniture.tolist() == [False, True, False, False]


# --------------------------------------------------------------------------- signs


@pytest.mark.parametrize(("code", "words"), each("signs", "marker"))
def test_whom_a_text_repeats_is_heard(code: str, words: str) -> None:
    (found,) = signs(f"{TOLD[code]}\n\n{words}\n", (), code).markers
    assert content_stems(words.rsplit(maxsplit=1)[-1]) <= content_stems(
        f"{TOLD[code]}\n\n{words}\n"[found.start : found.end]
    )


@pytest.mark.parametrize(("code", "words"), each("signs", "note"))
def test_a_note_of_a_change_is_heard(code: str, words: str) -> None:
    assert signs(f"{words}\n\n{TOLD[code]}\n", (), code).notes


@pytest.mark.parametrize(("code", "words"), each("signs", "release"))
def test_the_marks_of_a_release_are_heard(code: str, words: str) -> None:
    assert signs(f"{words}\n\n{TOLD[code]}\n", (), code).release


@pytest.mark.parametrize(("code", "words"), each("signs", "plain"))
def test_a_sentence_with_such_words_says_nothing_of_its_text(code: str, words: str) -> None:
    found = signs(f"{words}\n\n{TOLD[code]}\n", (), code)
    assert (found.markers, found.notes, found.release) == ((), (), None)


def test_a_year_in_a_language_whose_tenses_are_not_known_tells_nothing() -> None:
    text = "Wydanie z 2031 roku"
    assert signs(text, [(0, len(text), False, True)], "pl").dates == ()


# --------------------------------------------------------------------------- credit


@pytest.mark.parametrize("case", cases("credit"), ids=lambda case: case["text"])
def test_a_sentence_names_whom_it_is_from_or_nobody(case: dict[str, str]) -> None:
    news, text = table(case["language"]), case["text"]
    found = [news.stems(text[s.named.start : s.named.end]) for s in news.credited(plain(lowered(text)))]
    if "names" in case:
        assert content_stems(case["names"]) <= frozenset().union(*found)
    else:
        assert found == []


RELEASE = {
    "de": "Die Stadtwerke Bergau erneuern ab Montag die Hauptleitung in der Uferstraße. Die Arbeiten kosten 1,6 "
    "Millionen Euro und dauern bis zum Advent. Anwohner müssen an drei Tagen ohne Wasser auskommen und "
    "werden rechtzeitig mit Handzetteln gewarnt.",
    "fr": "La régie des eaux de Bergerolles remplace lundi la conduite principale de la rue du Quai. Le chantier coûte "
    "1,6 million d’euros et durera jusqu’à l’Avent. Les riverains seront privés d’eau pendant trois jours "
    "et prévenus à temps par des tracts.",
    "es": "La empresa de aguas de Bergaria sustituye el lunes la conducción principal de la calle del Muelle. La obra "
    "cuesta 1,6 millones de euros y durará hasta el Adviento. Los vecinos estarán tres días sin agua por las obras.",
}  # fmt: skip
STORY = {
    "de": ("Vor dem Bäcker stand der Bagger. ", ", teilten die Stadtwerke Bergau mit.", "Anwohner"),
    "fr": (
        "La pelleteuse attend devant la boulangerie. ",
        ", a annoncé la régie des eaux de Bergerolles.",
        "Les riverains",
    ),
    "es": ("La excavadora espera ante la panadería. ", ", informó la empresa de aguas de Bergaria.", "Los vecinos"),
}


def traced(tmp_path: Path, **texts: str) -> Report:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return provenance.trace([tmp_path])


@pytest.mark.parametrize("code", RELEASE)
@pytest.mark.parametrize("is_credited", [True, False])
def test_a_copy_credits_its_source_where_it_says_so(tmp_path: Path, code: str, is_credited: bool) -> None:
    own, credit, begin = STORY[code]
    copied = RELEASE[code][RELEASE[code].index(begin) :]
    told = copied.rstrip(".") + credit if is_credited else copied
    report = traced(
        tmp_path,
        bergau=f"Publicado: 2024-03-04\n\n{RELEASE[code]}\n",
        zeitung=f"Publicado: 2024-03-05\n\n{own}{told}\n",
    )
    story = report.documents[1]
    reused = [passage for passage in story.passages if passage.kind in {"copied", "paraphrased"}]
    assert {passage.attributed for passage in reused} == {is_credited}


# --------------------------------------------------------------------------- corrections


NOTICES = {case["language"]: case for case in cases("notices")}


@pytest.mark.parametrize("code", NOTICES)
def test_a_notice_puts_right_what_another_text_has(tmp_path: Path, code: str) -> None:
    case = NOTICES[code]
    report = traced(tmp_path, article=f"{case['old']}\n", notice=f"{case['notice']}\n")
    (found,) = report.corrections
    assert (found.document, found.old.document) == ("notice.txt", "article.txt")
    assert (found.change.a.split()[0], found.change.b.split()[0]) == (case["a"], case["b"])


def test_a_notice_in_a_language_without_a_table_is_not_heard(make_document: MakeDocument) -> None:
    text = NOTICES["de"]["notice"]
    spans = batch([make_document(text, "a.txt")], Settings().segment)
    held = [
        provenance.model.Span(*one)
        for one in zip(spans.passage_start.tolist(), spans.passage_end.tolist(), strict=True)
    ]
    assert notices(text, held, "de")
    assert notices(text, held, "sv") == ()


# --------------------------------------------------------------------------- where nothing is known


def test_where_no_words_of_credit_are_known_nothing_is_said_of_credit(tmp_path: Path) -> None:
    copied = TOLD["tr"] + " Kubbedeki çini süslemeler yerel ustalar tarafından tek tek temizlendi."
    report = traced(tmp_path, bulten=f"{copied}\n", gazete=f"Kıyı Gazetesi yazdı ve biz de okuduk.\n\n{copied}\n")
    reused = [one for document in report.documents for one in document.passages if one.origin]
    assert reused
    assert {one.attributed for one in reused} == {None}
    (note,) = report.documents[0].dating.conflicts
    assert note.startswith("The dates in its words are not read, nor is whom it credits: its language is Turkish, and")


# --------------------------------------------------------------------------- matching


@pytest.mark.parametrize("case", cases("apart"), ids=lambda case: case["language"])
def test_two_reports_of_one_event_share_no_text(case: dict[str, str]) -> None:
    assert provenance.compare(case["a"], case["b"]).matches == ()


@pytest.mark.parametrize("case", cases("reworded"), ids=lambda case: case["language"])
def test_reworded_sentences_are_found_where_no_spaces_part_the_words(case: dict[str, str]) -> None:
    found = provenance.compare(case["a"], case["b"]).matches
    assert {segment.kind for match in found for segment in match.segments} == {"paraphrased"}
    assert sum(len(match.segments) for match in found) == 3


# --------------------------------------------------------------------------- look-alike letters


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("c\u043est", "cost"),
        ("\u0421OVID", "covid"),
        ("\u041c\u043e\u0441\u043a\u0432a", "\u043c\u043e\u0441\u043a\u0432\u0430"),
        ("\u0394t", "\u03b4t"),
        ("\u0432\u0441\u0435", "\u0432\u0441\u0435"),
    ],
)
def test_letters_of_another_script_are_taken_for_those_they_look_like(word: str, folded: str) -> None:
    assert fold(word) == folded
    assert tokenize(word)[2].tolist() == tokenize(folded)[2].tolist()


@given(st.lists(st.sampled_from("table banana later harbour lantern".split()), min_size=1), st.integers(1, 5))
def test_a_copy_with_look_alike_letters_has_the_words_of_its_source_in_its_own_places(
    words: list[str], step: int
) -> None:
    text = " ".join(words)
    copied = "".join("\u0430" if one == "a" and not n % step else one for n, one in enumerate(text))
    (starts, ends, held, _), (_, _, there, _) = tokenize(copied), tokenize(text)
    assert held.tolist() == there.tolist()
    assert [copied[x:y] for x, y in zip(starts, ends, strict=True)] == copied.split()


AGENCY = {
    "de": ", teilte das Wasserwerk Bergau mit.",
    "fr": ", a annoncé la régie des eaux.",
    "es": ", informó la empresa de aguas.",
}


@pytest.mark.parametrize("code", AGENCY)
def test_a_sentence_that_says_whose_it_is_is_farther_from_its_source(tmp_path: Path, code: str) -> None:
    told = RELEASE[code].rstrip(".") + AGENCY[code]
    (relation,) = traced(tmp_path, a=f"{RELEASE[code]}\n", b=f"{told}\n").relations
    (found,) = [one for one in relation.evidence if one.cue == "attribution"]
    assert (found.favours, found.document) == ("a", "b.txt")
    assert f", {found.quote}" == AGENCY[code].rstrip(".")


SOURCES = {
    "tr": ("Kıyı Gazetesi", "Kaynak: Kıyı Gazetesi"),
    "ar": ("صحيفة الوادي", "المصدر: صحيفة الوادي"),
    "zh": ("青溪日报", "来源：青溪日报"),
    "ja": ("青浜新聞", "出典：青浜新聞"),
}


@pytest.mark.parametrize("code", SOURCES)
@pytest.mark.parametrize("is_named", [True, False])
def test_a_line_that_names_the_source_credits_it_in_languages_without_words_of_credit(
    tmp_path: Path, code: str, is_named: bool
) -> None:
    name, line = SOURCES[code]
    head = line if is_named else line.replace(name, name[::-1])
    traced(tmp_path, a=f"{name}\n\n{TOLD[code]}\n", b=f"{head}\n\n{TOLD[code]}\n")
    document = provenance.trace([tmp_path]).documents[1]
    (copied,) = {one.attributed for one in document.passages if one.origin}
    assert copied is (True if is_named else None)
