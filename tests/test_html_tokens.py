"""Untrusted strings as HTML: nothing acts, nothing hides, nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.reports import markup
from provenance.reports.markup import Html

if TYPE_CHECKING:
    from conftest import CpuSeconds

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f\ud800-\udfff]"
)

NASTY = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`=/\\ \n\t\r"),
        st.sampled_from(
            "\x00\x1b\x7f\x85\xad\u061c\u200b\u200c\u200d\u200e\u202e\u2028\u2066\u2069\ufeff\ufffe\U000e0041"
        ),
        st.sampled_from("\ufe0f\u0301\u0489\U0001f3fd\U0001f469नक\u094dعa"),
        st.characters(codec=None),
    ),
    max_size=60,
)


class Texts(HTMLParser):
    """The text of a fragment, and its elements."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(value: str) -> str:
    return "".join(visible for visible, _ in markup.tokens(value))


@given(NASTY)
@example("</script><script>")
@example("\u202egpj.exe")
@example("a" + "\u0301" * 40)
def test_a_string_in_a_text_node_reads_as_its_tokens(value: str) -> None:
    assert Texts(f"<p>{markup.text(value)}</p>").words == shown(value)


@given(NASTY)
@example("' autofocus onfocus=x")
@example('" onmouseover="x')
def test_a_string_in_an_attribute_stays_inside_it(value: str) -> None:
    read = Texts(f'<p title="{markup.attribute(value)}">')
    assert read.elements == [("p", {"title": shown(value)})]


@given(NASTY)
def test_the_only_element_a_string_brings_is_a_token(value: str) -> None:
    assert {(tag, attributes["class"]) for tag, attributes in Texts(markup.text(value)).elements} <= {("span", "ctl")}


@given(NASTY)
def test_no_hidden_character_is_left(value: str) -> None:
    assert not HIDDEN.search(markup.text(value))


@given(NASTY)
def test_a_token_never_counts_as_text_of_the_document(value: str) -> None:
    assert all("data-aside" in attributes for _, attributes in Texts(markup.text(value)).elements)


@given(NASTY)
def test_the_result_can_be_written_as_utf_8(value: str) -> None:
    assert markup.text(value).encode("utf-8").decode("utf-8") == markup.text(value)


@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=40))
def test_plain_words_are_only_escaped(value: str) -> None:
    import html

    plain = value.replace("\ufe0f", "")
    assert html.unescape(markup.text(plain)) == plain


@pytest.mark.parametrize(
    "value",
    [
        "Tiếng Việt có dấu",
        "हिन्दी में क्‍ष और क्ष",
        "می‌خواهم",
        "ภาษาไทยที่นี่",
        "שָׁלוֹם",
        "👩‍👩‍👧 and 🏳️‍🌈 and 1️⃣",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f and 🇬🇧",
        "สภา\u200bเทศบาล\u200bอนุมัติ and ភាសា\u200bខ្មែរ",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ and \u1112\u1160\u1100",
        "לְ\u034fָ",
    ],
)
def test_living_scripts_and_emoji_are_left_alone(value: str) -> None:
    assert markup.text(value) == value


@pytest.mark.parametrize(
    ("value", "token"),
    [
        ("\u202egpj.exe", "[U+202E]"),
        ("a\u200db", "[U+200D]"),
        ("漢\u200d字", "[U+200D]"),
        ("☂\u200db", "[U+200D]"),
        ("\ud800", "[U+D800]"),
        ("x\x1b]0;", "[U+001B]"),
        ("soft\xadhyphen", "[U+00AD]"),
        ("pay\u3164pal", "[U+3164]"),
        ("a\u200bb", "[U+200B]"),
        ("สภา\u200b bank", "[U+200B]"),
        ("🏴\U000e0075\U000e0073\U000e007f", "[U+E0075]"),
        ("\ufe01" * 3000, "[3000 hidden characters]"),
        ("e" + "\u0301" * 12, "[+4 marks]"),
        ("\ufdd0", "[U+FDD0]"),
    ],
)
def test_what_hides_is_shown_as_a_token(value: str, token: str) -> None:
    assert token in shown(value)


LISTED = [
    *range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5,
    0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0,
    *range(0xFFF0, 0xFFFC), 0xD800, 0xDFFF, *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0100), *range(0xE01F0, 0xE1000),
]  # fmt: skip
"""Controls, and all that is ignored by default where it is displayed (Unicode's property), but variation selectors."""


def test_every_character_that_hides_or_turns_text_is_shown_as_a_token_and_nothing_else() -> None:
    made = {code: markup.text(f"a{chr(code)}b") for code in LISTED}
    assert [code for code, shown in made.items() if chr(code) in shown or f"[U+{code:04X}]" not in shown] == []


@given(st.lists(st.sampled_from(["Do", "nau", "\xad", " ", "-", "1", "<i>"]), max_size=12).map("".join))
def test_soft_hyphens_inside_words_are_left_out_of_prose_and_counted(value: str) -> None:
    kept, left_out = markup.prose(value), markup.break_hints(value)
    assert kept.count("[U+00AD]") == value.count("\xad") - left_out
    assert kept == markup.text(value) or left_out
    assert not re.search("(?<=[a-z])\xad+(?=[a-z])", value) or left_out


def test_three_variation_selectors_are_no_token() -> None:
    assert shown("☂\ufe0f\ufe0f\ufe0f") == "☂\ufe0f\ufe0f\ufe0f"


def test_a_token_is_named() -> None:
    assert f'title="{unicodedata.name(chr(0x202E))}"' in markup.text("\u202e")


def test_line_ends_of_any_kind_are_line_feeds() -> None:
    assert markup.text("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_a_hundred_thousand_marks_take_no_time(cpu_seconds: CpuSeconds) -> None:
    assert cpu_seconds(lambda: markup.text("e" + "\u0301\u0327" * 50_000)) < 1


def test_a_blank_is_filled_with_escaped_words_and_with_html_as_it_is() -> None:
    assert markup.fill("{a} {b}", a="<i>", b=Html("<b>x</b>")) == "&lt;i&gt; <b>x</b>"


def test_braces_in_a_value_are_no_blanks() -> None:
    assert markup.fill("{a}", a="{b.__class__}") == "{b.__class__}"


def test_numbers_are_grouped() -> None:
    assert markup.fill("{n}", n=12345) == "12,345"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://",
        "https://user:secret@evil.example/",
        "http://evil.example\\@good.example/",
        "http://[::1",
        "https://a.example/\u202e",
        " https://a.example/",
    ],
)
def test_an_address_that_is_not_plainly_http_is_text(url: str) -> None:
    assert "<a" not in markup.link(url)


def test_credentials_in_an_address_are_masked() -> None:
    assert "secret" not in markup.link("https://user:secret@evil.example/")


def test_an_http_address_is_a_link_that_shows_its_host() -> None:
    linked = markup.link('https://news.example/a?b="c"&d')
    read = Texts(linked)
    assert read.elements[0] == (
        "a",
        {
            "href": 'https://news.example/a?b="c"&d',
            "rel": "noopener noreferrer nofollow ugc",
            "referrerpolicy": "no-referrer",
        },
    )
    assert "(news.example)" in read.words
