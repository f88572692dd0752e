"""The page: safe, whole without a script, true to the texts it shows."""

from __future__ import annotations

import re
import subprocess
import sys
import tracemalloc
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harbour import DECISION, FORUM, JOINED, WALK, document, harbour
from hostility import HOSTILE_URLS, PAYLOADS, hostile
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import PageReader, squeezed
from rendering import EDGE_CASES, EMPTY, edge_case, rendered, shown_in_words

from provenance.errors import UsageError
from provenance.model import Degree, Inputs, Kind, Order, Passage, Place, Report
from provenance.reports import FORMATS, format_of, markup
from provenance.reports.html import _printable, html
from provenance.reports.links import Links
from provenance.reports.markup import Html
from provenance.reports.strings import MODULES, SAYS
from provenance.reports.views.lookup import look_up

if TYPE_CHECKING:
    from conftest import CpuSeconds


ASSETS = Path(__file__).resolve().parent.parent / "provenance" / "reports" / "assets"
FORBIDDEN_NAMES = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "setTimeout", "fetch(",
    "XMLHttpRequest", "WebSocket", "import(", 'setAttribute("on', ".style", "sendBeacon",
)  # fmt: skip


# --------------------------------------------------------------------------- safety


def test_the_policy_is_the_first_element_after_the_character_set(page: str) -> None:
    head = page[page.index("<head>") + len("<head>") :].lstrip()
    assert re.match(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="[^"]+">', head)


@pytest.mark.parametrize("element", ["style", "script"])
def test_the_policy_names_the_digest_of_the_one_style_and_the_one_script(page: str, element: str) -> None:
    read = PageReader(page)
    (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, flags=re.DOTALL)
    digest = b64encode(sha256(content.encode()).digest()).decode()
    assert read.elements[element] == 1
    assert f"{element}-src 'sha256-{digest}'" in str(read.meta[1]["content"])


@pytest.mark.parametrize("name", EDGE_CASES)
def test_no_attribute_acts(name: str) -> None:
    attributes = PageReader(edge_case(name)).attributes
    assert not [each for each in attributes if each.startswith("on") or each in ("style", "srcdoc", "formaction")]


@pytest.mark.parametrize("name", EDGE_CASES)
def test_no_element_acts(name: str) -> None:
    elements = PageReader(edge_case(name)).elements
    assert not {"base", "iframe", "object", "embed", "form", "link", "img", "video", "audio"} & elements.keys()
    assert elements["script"] == elements["style"] == 1


@pytest.mark.parametrize("name", EDGE_CASES)
def test_links_lead_into_the_page_or_to_http(name: str) -> None:
    links = PageReader(edge_case(name)).links
    assert all(link.startswith(("#", "http://", "https://")) for link in links)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_string_is_shown_as_text(hostile_page: str, payload: str) -> None:
    visible = "".join(shown for shown, _ in markup.tokens(payload))
    assert " ".join(visible.split()) in shown_in_words(PageReader(hostile_page))


def test_a_hostile_page_has_no_element_that_its_templates_do_not_have(hostile_page: str, read: PageReader) -> None:
    assert PageReader(hostile_page).elements.keys() <= read.elements.keys()


def test_a_hostile_page_has_the_metas_of_any_page(hostile_page: str, read: PageReader) -> None:
    assert [list(each) for each in PageReader(hostile_page).meta] == [list(each) for each in read.meta]


def test_no_control_or_direction_character_is_in_a_page(hostile_page: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]", hostile_page)


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_a_hostile_address_is_no_link(hostile_page: str, url: str) -> None:
    assert url not in PageReader(hostile_page).links


def test_credentials_in_an_address_are_not_shown(hostile_page: str) -> None:
    assert "user:password" not in hostile_page


def test_a_template_cannot_print_a_plain_string() -> None:
    with pytest.raises(TypeError, match="not str"):
        _printable("<b>")


@pytest.mark.parametrize("name", FORBIDDEN_NAMES)
def test_the_script_does_without(name: str) -> None:
    assert name not in (ASSETS / "report.js").read_text("utf-8")


def test_the_style_asks_for_nothing() -> None:
    style = (ASSETS / "report.css").read_text("utf-8")
    assert not re.search(r"url\(|@import|@font-face", style)


def test_style_and_script_keep_their_budgets() -> None:
    assert (ASSETS / "report.css").stat().st_size <= 24 * 1024
    assert (ASSETS / "report.js").stat().st_size <= 16 * 1024


# --------------------------------------------------------------------------- structure


@pytest.mark.parametrize("name", EDGE_CASES)
def test_every_element_is_closed_in_its_place(name: str) -> None:
    assert PageReader(edge_case(name)).unclosed == []


@pytest.mark.parametrize("name", EDGE_CASES)
def test_ids_are_unique_and_of_our_own_making(name: str) -> None:
    ids = PageReader(edge_case(name)).ids
    assert [each for each, uses in ids.items() if uses > 1 or not re.fullmatch(r"[a-z0-9.-]+", each)] == []


@pytest.mark.parametrize("name", EDGE_CASES)
def test_every_link_into_the_page_has_its_target(name: str) -> None:
    read = PageReader(edge_case(name))
    assert {link[1:] for link in read.links if link.startswith("#")} <= read.ids.keys()


@pytest.mark.parametrize("name", EDGE_CASES)
def test_headings_leave_no_gap(name: str) -> None:
    headings = PageReader(edge_case(name)).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(headings))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(harbour()) == rendered(harbour())


def test_the_page_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests'); from harbour import harbour; from hostility import hostile;"
        "from hashlib import sha256; from provenance.reports.html import html;"
        "from provenance.reports.folder import folder;"
        "pages = [page for made in (harbour(), hostile()) for page in (*html(made), *folder(made))];"
        "print([sha256(page.content).hexdigest() for page in pages])"
    )
    root = Path(__file__).resolve().parent.parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_line_ends_are_line_feeds(page: str) -> None:
    assert "\r" not in page


# --------------------------------------------------------------------------- the texts


@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_each_document_stands_in_its_element_without_what_is_aside(report: Report) -> None:
    texts = PageReader(rendered(report)).texts
    for each in report.documents:
        own = "".join(shown for shown, meaning in markup.tokens(each.text or "") if meaning is None)
        name = "".join(shown for shown, _ in markup.tokens(each.id))
        assert squeezed(texts[name]) == squeezed(own)


WORDS = st.text(
    st.one_of(
        st.sampled_from(" \n\t<>&\"'-#.“”£"),
        st.characters(categories=("L", "N", "P", "Sm", "Sc", "Zs"), exclude_characters="\ufffe\uffff"),
        st.sampled_from(("lido", "the quay is wet", "\r\n", "\n\n")).flatmap(st.sampled_from),
    ),
    max_size=300,
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Passage, ...]]:
    """A text and passages of any kind in order, not always whole words, not always all of it."""
    text = draw(WORDS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    passages = []
    for start, end in pairwise(cuts):
        kind = draw(st.sampled_from(Kind))
        passages.append(
            Passage(
                start=start,
                end=end,
                kind=kind,
                degree=draw(st.sampled_from((None, *Degree))),
                quotation=draw(st.booleans()),
                origin=draw(st.sampled_from((None, Place("b.txt", 0, 4), Place("b.txt", None, None)))),
                order=draw(st.sampled_from(Order)),
                match=None,
                similarity=0.5,
                attributed=draw(st.sampled_from((None, True, False))),
                carriers=2,
                also_in=draw(st.sampled_from(((), ("b.txt",), ("b.txt", "gone.txt")))),
            )
        )
    return text, tuple(passages)


@settings(max_examples=60)
@given(marked_texts())
def test_whatever_the_passages_the_text_stands_whole(marked: tuple[str, tuple[Passage, ...]]) -> None:
    text, passages = marked
    first = replace(
        document("a.txt", (), {}), text=text, characters=len(text), passages=passages, words=len(text.split())
    )
    second = replace(document("b.txt", (), {}), text="four words stand here", characters=21, words=4)
    read = PageReader(rendered(replace(EMPTY, documents=(first, second), inputs=Inputs(2))))
    assert squeezed(read.texts["a.txt"]) == squeezed(text)
    assert read.unclosed == []


def test_passages_that_overlap_or_overrun_lose_no_text() -> None:
    whole = document(WALK, (), {})
    passage = Passage(3, 9, Kind.COPIED, None, False, None, Order.KNOWN, None, None, None, 1, ())
    text = "one two three four"
    wrong = (passage, replace(passage, start=5, end=12), replace(passage, start=12, end=400))
    read = PageReader(rendered(replace(EMPTY, documents=(replace(whole, text=text, passages=wrong),))))
    assert squeezed(read.texts[WALK]) == squeezed(text)


def test_paragraphs_that_repeat_have_ids_of_their_own() -> None:
    marked = tuple(Passage(start, start + 7, Kind.BOILERPLATE, None, False, None, Order.KNOWN, None, None, None, 2, ())
                   for start in (0, 9, 18))  # fmt: skip
    refrain = replace(document(WALK, (), {}), text="Row on.\n\nRow on.\n\nRow on.\n", words=6, passages=marked)
    ids = PageReader(rendered(replace(EMPTY, documents=(refrain,)))).ids
    assert len([each for each in ids if ".p-" in each]) == 3
    assert set(ids.values()) == {1}


@pytest.mark.parametrize("report", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_only_paragraphs_that_are_marked_or_spoken_of_have_ids(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Links, "resolved", lambda _, html: html)
    page = rendered(report)
    read = PageReader(page)
    assert {link[1:] for link in read.links if ".p-" in link} <= read.ids.keys()
    bare = re.findall(r"<p>(.*)", page[page.index('class="flow"') : page.index('id="compare"')])
    assert bare
    assert not any("<mark" in each for each in bare)


def test_every_kind_has_its_mark(page: str) -> None:
    for mark in ("k-c", "k-e", "k-p", "k-q", "k-b"):
        assert f'<mark class="{mark}"' in page[page.index('id="texts"') :]


def test_a_mark_never_holds_a_mark(page: str) -> None:
    assert not re.search(r"<mark[^>]*>(?:(?!</mark>).)*<mark", page, flags=re.DOTALL)


# --------------------------------------------------------------------------- the room


@pytest.mark.parametrize(("path", "name"), [("a.html", "html"), ("x/REPORT.JSON", "json"), (Path("b.html"), "html")])
def test_the_suffix_names_the_format(path: str | Path, name: str) -> None:
    assert format_of(path) == name


@pytest.mark.parametrize("path", ["report", "report.pdf", "html", "a.html/b"])
def test_an_unknown_suffix_is_an_error_that_lists_the_known_ones(path: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(path)
    assert ".html, .json" in caught.value.hint


def test_the_html_format_is_in_the_table() -> None:
    assert FORMATS.load("html") is html


def test_the_catalogue_is_trusted_and_closed() -> None:
    assert all(isinstance(each, str) and each == each.strip() for each in SAYS.values())
    assert sum(map(len, MODULES)) == len(SAYS)
    assert isinstance(markup.fill(SAYS["alike"], percent=Html("9")), Html)


def test_the_decision_stands_in_both_texts() -> None:
    read = PageReader(rendered(harbour()))
    assert all(squeezed(words) in squeezed(read.texts[name]) for words in DECISION for name in (FORUM, JOINED))


def test_the_time_to_render_grows_with_the_report_and_no_faster(cpu_seconds: CpuSeconds) -> None:
    def seconds(copies: int) -> float:
        report = harbour()
        documents = tuple(
            replace(each, id=f"{number}/{each.id}", family=None)
            for number in range(copies)
            for each in report.documents
        )
        many = replace(report, documents=documents, matches=(), relations=(), families=())
        return cpu_seconds(lambda: rendered(many))

    assert seconds(80) < 10 * seconds(20)


def test_copies_of_one_text_are_looked_up_in_memory_of_their_number() -> None:
    """Eight times as many take no 64 times the memory."""

    def peak(copies: int) -> int:
        report = harbour()
        one = replace(report.documents[0], text="A boat.", passages=(), blocks=(), family="F1")
        names = tuple(f"{number:06}.txt" for number in range(copies))
        family = replace(report.families[0], id="F1", documents=names, identical=(names,), missing=(), edges=())
        documents = tuple(replace(one, id=name) for name in names)
        many = replace(
            report, documents=documents, matches=(), relations=(), families=(family,), corrections=(), boilerplate=()
        )
        tracemalloc.start()
        looked_up = look_up(many)
        assert (looked_up.copies(names[1]), looked_up.twins(names[1])) == (copies - 1, (names[0], *names[2:]))
        assert looked_up.is_one_text(names[1], names[2])
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(4_000) < 16 * peak(500)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_lines_keep_their_contrast(theme: str) -> None:
    tokens = _tokens(theme)
    for ground in ("bg", "v", "n", "p"):
        assert _contrast(tokens["fg"], tokens[ground]) >= 7
    for name in ("mut", "lk", "vl", "nl", "pl", "cl", "bl"):
        assert _contrast(tokens[name], tokens["bg"]) >= 4.5
    for line, ground in (("vl", "v"), ("nl", "n"), ("pl", "p"), ("edge", "bg")):
        assert _contrast(tokens[line], tokens[ground]) >= 3


def _tokens(theme: str) -> dict[str, str]:
    style = (ASSETS / "report.css").read_text("utf-8")
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", style)
    return {name: light if theme == "light" else dark for name, light, dark in found}


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
