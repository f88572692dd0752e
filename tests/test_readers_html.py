"""Pages: what is seen of them, what they say of themselves, and that none of them is slow."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import provenance
from provenance.errors import ReadError
from provenance.readers.html import html
from provenance.readers.html_tokens import Text, tokens
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from conftest import CpuSeconds

    from provenance.model import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "html.toml").read_text(encoding="utf-8"))["case"]
SETTINGS = ReadSettings()


def page(source: str | bytes) -> Document:
    raw = source if isinstance(source, bytes) else source.encode()
    return next(html(raw, "a.html", SETTINGS))


@pytest.mark.parametrize(
    ("reference", "seen"),
    [
        ("&#" + "1" * 5_000 + ";", "\ufffd"),
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#" + "0" * 5_000 + ";", "\ufffd"),
        ("&#065;&#x41;&#65 &#; &#x;", "AAA &#; &#x;"),
    ],
    ids=["large", "small with many zeros", "only zeros", "others"],
)
def test_a_character_is_known_by_its_number_however_many_digits_that_has(reference: str, seen: str) -> None:
    assert page(f"<p>{reference}</p>").text.strip() == seen


PARTED = {
    "": ["<b>in</b><i>side</i>", "in<wbr>side", "<span>in</span><span>side</span>", "in<!-- -->side",
         "in<a href=/x>side</a>", "<a href=/x>in</a><a href=/x>side</a>", "<span role=presentation>in</span>side",
         "in<script>1</script>side"],
    " ": ["<a href=/x>in</a><a href=/y>side</a>", "in<img>side", "in<select><img></select>side", "<time>in</time>side",
          "in<input type=radio>side", "<news-card>in</news-card><news-card>side</news-card>", "in <img> side",
          "<b style='display:inline-block'>in</b>side", "<time>in</time> <time>side</time>"],
    "\t": ["<td>in</td><td>side</td>", "<b role=cell>in</b><b role=cell>side</b>", "<td><img>in<td>side"],
    "\n": ["in<br>side", "<li>in<li>side", "<button>in</button>side", "<b role=row>in</b><b role=row>side</b>",
           "<b style='display: block'>in</b>side", "<a role=button>in</a><a role=button>side</a>", "in<option>side"],
    "\n\n": ["<p>in<p>side", "<menu><li>in</menu>side", "<legend>in</legend>side", "<div role=cell>in</div><img>side"],
}  # fmt: skip
"""What stands between two words, by the tags between them."""


@pytest.mark.parametrize(("gap", "source"), [(gap, each) for gap, held in PARTED.items() for each in held])
def test_words_are_as_far_apart_as_their_tags_put_them(gap: str, source: str) -> None:
    assert page(source).text == f"in{gap}side"
    assert page(f"<p>Once more:</p>{source}<p>So they say.").text == f"Once more:\n\nin{gap}side\n\nSo they say."


@pytest.mark.parametrize("tag", ["img", "time", "x-mark", "a href=/x", "b style=display:inline-block"])
def test_a_sign_of_punctuation_stays_where_it_is_whatever_tag_stands_before_it(tag: str) -> None:
    assert page(f"<p>(<{tag}>so</{tag.partition(' ')[0]}>), they say").text == "(so), they say"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    document = page(case["page"])
    assert document.text == case["seen"]
    assert (document.title, document.language) == (case.get("title"), case.get("language"))
    assert (document.source.publisher, document.source.url) == (case.get("publisher"), case.get("url"))
    assert list(document.source.byline) == case.get("byline", [])
    assert [f"{one.date} {one.reliability}" for one in document.stated] == case.get("stated", [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "",
                    " ",
                    "\n\n\n",
                    "<p>",
                    "<pre>\n\n\n\n",
                    "</pre>",
                    "<br>",
                    "<nav>Menu <a href='https://m.x'>m</a></nav>",
                ]
            ),
            st.sampled_from(["wren", "grey owl", " rook ", "<b>sea</b> eagle", ""]),
            st.sampled_from(["https://a.example/b", "HTTP://A.EXAMPLE", "/b", "#top", "mailto:a@b.example", ""]),
        ),
        max_size=8,
    )
)
def test_the_links_of_a_page_are_where_their_words_stand(drawn: list[tuple[str, str, str]]) -> None:
    source = "".join(f'{before}then <a href="{address}">{words}</a> flew. ' for before, words, address in drawn)
    document = page(f"\n\n <p>First, {source}")
    told = " ".join(f"{link.address}={document.text[link.start : link.end]}" for link in document.links)
    wanted = [
        f"{address}={part}"
        for _, words, address in drawn
        if address.lower().startswith("http")
        for part in ({"<b>sea</b> eagle": ["sea", "eagle"]}.get(words) or [words.strip()])
        if part
    ]
    assert told == " ".join(wanted)
    assert list(document.links) == sorted(document.links, key=lambda link: link.start)


@pytest.mark.parametrize("source", ["", "<p></p>", "<script>words</script>", "<noscript>words", "<!-- words", "<a b='"])
def test_a_page_on_which_nothing_is_seen_is_refused(source: str) -> None:
    with pytest.raises(ReadError) as caught:
        page(source)
    assert caught.value.reason == "no_text"


def test_the_encoding_that_a_page_declares_is_used_where_it_is_no_utf8() -> None:
    document = page("<meta charset=koi8-r><p>Пирс открыт".encode("koi8-r"))
    assert (document.text, document.read.encoding, document.read.state) == ("Пирс открыт", "koi8-r", "clean")


@pytest.mark.parametrize("name", ["utf-7", "unicode_escape", "rot13", "zip", "nosuch", "punycode", "idna"])
def test_an_encoding_that_does_more_than_spell_is_not_believed(name: str) -> None:
    document = page(f"<meta charset={name}><p>caf".encode() + b"\xe9 +ADw-script+AD4-")
    assert document.read.encoding == "windows-1252"
    assert document.text == "café +ADw-script+AD4-"


def test_a_date_of_a_page_that_is_no_day_is_told() -> None:
    document = page("<meta name=date content='soon <b>'>Words.")
    assert document.notes == ("The metadata gives “soon <b>” as its date, which is no day.",)


PIECES = st.lists(
    st.sampled_from(
        "< > / = \" ' <p> </p> <p <!-- --> <div hidden> </div> <a b=c d='e <script> </script> <title> </title> <pre> "
        "&amp; &#x; <br/> <li> <td> words \n <svg> <meta name=date content=2020-01-01> <html lang=en>".split(" ")
    ),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(max_size=200), PIECES))
def test_any_page_is_a_document_or_has_no_text(source: str) -> None:
    text = "none"
    with suppress(ReadError):
        text = page(source).text
    assert text.strip()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x0b\x0c\x85\u2028\u2029"), min_size=1))
def test_escaped_text_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert "".join(token.words for token in tokens(escaped) if isinstance(token, Text)) == text


PROSE = "The pier was closed for a year, and its planks were taken up and laid again in the same order."
ROW = [f"<a href='/{n}'>Story number {n} of this site</a>" for n in range(4)]
MENUS = {
    "a list": (f"<p>{PROSE}</p><ul>{''.join(f'<li>{each}' for each in ROW)}</ul>", 1),
    "blocks": (f"{''.join(f'<div>{each} | </div>' for each in ROW)}<p>{PROSE}</p>", 1),
    "two lists": (f"{'<br>'.join(ROW)}<p>{PROSE}</p><p>{'<br>'.join(ROW)}</p>", 2),
    "two links": (f"<p>{PROSE}</p><ul><li>{ROW[0]}<li>{ROW[1]}</ul>", 0),
    "links in sentences": (f"<p>{PROSE}</p>{''.join(f'<p>See {each} of today.</p>' for each in ROW)}", 0),
    "headings": (f"<p>{PROSE}</p>{''.join(f'<h2>{each}</h2>' for each in ROW)}", 0),
    "linked prose": (f"<p>{PROSE}</p>" + f"<p><a href='/'>{PROSE} {PROSE}</a></p>" * 4, 0),
    "nothing else": (f"<ul>{''.join(f'<li>{each}' for each in ROW)}</ul>", 0),
}


@pytest.mark.parametrize(("source", "count"), MENUS.values(), ids=MENUS.keys())
def test_rows_of_links_are_a_menu_where_a_page_says_something_beside_them(source: str, count: int) -> None:
    document = page(source)
    assert len(document.menus) == count
    for menu in document.menus:
        lines = [line for line in document.text[menu.start : menu.end].split("\n") if line]
        assert [line.strip(" |") for line in lines] == [f"Story number {n} of this site" for n in range(4)]


@given(
    st.lists(
        st.sampled_from(["<a href='/1'>", "</a>", "<p>", "<li>", "<br>", "<ul>", "</ul>", "one two", " ", "\n", PROSE]),
        max_size=60,
    ).map("".join)
)
def test_menus_stand_in_the_text_in_order_and_begin_and_end_with_words(source: str) -> None:
    with suppress(ReadError):
        document, end = page(source), 0
        for menu in document.menus:
            words = document.text[menu.start : menu.end]
            assert end <= menu.start < menu.end <= len(document.text)
            assert words == words.strip()
            end = menu.end


def test_two_pages_that_share_nothing_but_a_list_of_links_are_no_family(tmp_path: Path) -> None:
    own = ("The ferry lay at anchor in fog for two hours before it came in.", PROSE)
    for name, words in zip("ab", own, strict=True):
        (tmp_path / f"{name}.html").write_text(f"<p>{words}</p><ul>{''.join(f'<li>{each}' for each in ROW)}</ul>")
    report = provenance.trace([tmp_path])
    assert report.families == ()
    assert all(document.shares.boilerplate > 0 for document in report.documents)


SHARED = "Tell your friends of the boats"
BOXES = [
    f"<div class='share-bar'><p>{SHARED}</p></div>",
    f"<div id='jp-relatedPosts'><div><h3>{SHARED}</h3></div></div>",
    f"<section class='c-newsletter__signup box'>{SHARED}</section>",
    f"<div class='ad-slot'><div class='promo'>{SHARED}</div></div>",
    f"<form action='/'><p>{SHARED}</form>",
    f"<button>{SHARED}</button>",
    f"<div class='content-sidebar'><h2>{SHARED}</h2>",
]
NO_BOXES = [
    f"<div class='article-body'><p>{SHARED}</p></div>",
    f"<div class='share-price social-care adventure'>{SHARED}</div>",
    f"<div class='has-sidebar no-ads'><p>{SHARED}</p></div>",
    f"<article class='tag-news promo'><p>{SHARED}</p></article>",
    f"<div class='{'-' * 5}share{'-' * 60}'><p>{SHARED}</p></div>",
]


@pytest.mark.parametrize("box", BOXES)
def test_a_box_that_is_called_so_stands_beside_the_text(box: str) -> None:
    document = page(f"<h1>Boats</h1><p>{PROSE}</p>{box}")
    assert [document.text[span.start : span.end] for span in document.menus] == [SHARED]


@pytest.mark.parametrize("box", NO_BOXES)
def test_what_is_called_otherwise_is_text(box: str) -> None:
    assert page(f"<h1>Boats</h1><p>{PROSE}</p>{box}").menus == ()


@pytest.mark.parametrize(
    "source",
    [
        f"<div class='sidebar-wrap'><h1>Boats</h1><p>{PROSE}</p></div>",
        f"<form class='newsletter'><article><p>{PROSE}</p></article></form>",
        f"<div class='subscribe'><p>{PROSE}</p></div><p>Boats</p>",
    ],
    ids=["the headline", "the article", "most words"],
)
def test_a_box_that_holds_the_text_of_a_page_is_none(source: str) -> None:
    assert page(source).menus == ()


def test_boxes_within_what_is_none_are_boxes() -> None:
    document = page(f"<div class=promo><h1>Boats</h1><p>{PROSE}</p><div class=tags><p>{SHARED}</div></div><p>{PROSE}")
    assert [document.text[span.start : span.end] for span in document.menus] == [SHARED]


ARTICLE = f"<article><h1>Boats</h1><p>{PROSE}</p></article>"


@pytest.mark.parametrize(
    ("source", "count"),
    [
        (f"<title>Boats | Lantern</title>{ARTICLE}<article><h1>Ice</h1><p>Thaw.</p></article>", 1),
        (f"<title>All stories | Lantern</title>{ARTICLE}<article><h1>Ice</h1><p>Thaw.</p></article>", 0),
        (f"<title>Boats | Lantern</title>{ARTICLE}<article><h2>A comment</h2><p>Thaw.</p></article>", 0),
    ],
    ids=["the next article", "a list of articles", "a comment"],
)
def test_the_article_that_a_page_without_end_goes_on_with_is_another(source: str, count: int) -> None:
    document = page(source)
    assert [document.text[span.start : span.end] for span in document.menus] == ["Ice\n\nThaw."] * count


def test_pages_of_one_make_are_no_family_for_their_boxes(tmp_path: Path) -> None:
    own = ("The ferry lay at anchor in fog for two hours before it came in.", PROSE)
    box = "<div class='newsletter-box'><p>The Lantern on your table at six, but on Mondays, rain or shine.</div>"
    for name, words in zip("ab", own, strict=True):
        (tmp_path / f"{name}.html").write_text(f"<p>{words}</p>{box}")
    report = provenance.trace([tmp_path])
    assert report.families == ()
    assert all(document.shares.boilerplate > 0 for document in report.documents)


HOSTILE = {
    "open tags": "<a ",
    "tags in tags": "<a b='<a b=",
    "closing without opening": "<div>x</p></b>",
    "nested": "<div>",
    "unclosed comments": "<!-- x ",
    "scripts": "<script>",
    "almost closed scripts": "<script></scrip",
    "paragraphs": "<p>x",
    "entities": "&#x41;&lt&",
    "hidden": "<b hidden>x",
    "styles": "<b style='display" + " " * 50 + "'>x</b>",
    "structured data": "<script type='application/ld+json'>[[[[</script>",
    "nested data": "<script type='application/ld+json'>" + "[" * 3000 + "</script>",
    "head": "<meta name=date content=x>",
    "cells": "<td>x",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_takes_more_than_its_length_in_time(piece: str, cpu_seconds: CpuSeconds) -> None:
    def read(source: bytes) -> None:
        with suppress(ReadError):
            list(html(source, "a.html", SETTINGS))

    def seconds(size: int) -> float:
        source = (piece * (size // len(piece)) + "'>--></script><p>words").encode()
        return cpu_seconds(lambda: read(source))

    small = min(seconds(50_000) for _ in range(3))
    assert seconds(800_000) < 16 * 6 * max(small, 0.004)
