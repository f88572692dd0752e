"""Markdown as it stands, and what its front matter says of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.model import Document, Source, Stated
from provenance.readers.markdown import markdown
from provenance.readers.metadata import _ONE_A_LINE, from_yaml
from provenance.settings import ReadSettings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "readers" / "markdown.toml").read_text(encoding="utf-8"))[
    "case"
]
SETTINGS = ReadSettings()


def one_of_markdown(text: str) -> Document:
    return next(markdown(text.encode(), "a.md", SETTINGS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_markdown_tells_what_it_says_of_itself(case: dict[str, str]) -> None:
    document = one_of_markdown(case["text"])
    body = document.text[document.front_matter.end if document.front_matter else 0 :]
    stated = document.stated[0].date if document.stated else None
    said = (body, document.title, document.language, stated)
    assert said == (case["body"], case.get("title"), case.get("language"), case.get("date"))


def test_markdown_stays_as_it_stands() -> None:
    text = "---\ntitle: Plan\n---\n\n# Heading\n\n*words*\n"
    assert one_of_markdown(text).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_reaches_to_the_end_of_its_last_fence(end: str) -> None:
    text = end.join(["---", "title: Plan", "---", "Words."])
    document = one_of_markdown(text)
    assert document.front_matter is not None
    assert text[document.front_matter.end :] == "Words."


def test_front_matter_in_yaml_describes_the_document() -> None:
    document = one_of_markdown(
        "---\ntitle: 'The plan'\ndate: 2024-05-01T10:00:00Z\nauthors: [A. Ames, {name: B. Burns}]\npublisher: Gazette\n"
        "canonical_url: https://example.org/1\ntype: story\nlicence: CC0\nembargo: 2024-05-02\nlang: en-GB\n---\nWords."
    )
    assert (document.title, document.language) == ("The plan", "en")
    assert document.source == Source(
        "Gazette", ("A. Ames", "B. Burns"), "https://example.org/1", "story", "CC0", "2024-05-02"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Correction: flood wall",
        'Council: "no" to the wall',
        "What's next: a wall",
        "Live:",
        '"Never again" says the mayor',
        "'Never again' says the mayor's wife: it's over",
        "@harbour answers back",
        "100 %: all of it",
        "One: two: three, and a #4",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_title_written_as_prose_is_read_and_all_beside_it(title: str, end: str) -> None:
    head = ["---", f"title: {title} ", "date: 2024-05-01", "authors:", "  - A. Ames", "publisher: Post", "---"]
    document = one_of_markdown(end.join([*head, "Words."]))
    assert (document.title, document.stated[0].date, document.notes) == (title, "2024-05-01", ())
    assert document.source == Source("Post", ("A. Ames",))


@pytest.mark.parametrize(
    "more", ["a: &x [1]\nb: *x", "a: !!python/name:os.system", "a: [1", "a: {b: c", "  - x\ny", '"a: b']
)
def test_what_is_refused_of_yaml_is_refused_beside_a_title_written_as_prose(more: str) -> None:
    document = one_of_markdown(f"---\ntitle: One: two\n{more}\n---\nWords.")
    assert (document.title, document.notes) == (None, ("The front matter cannot be read and tells nothing.",))


def test_front_matter_in_toml_describes_the_document() -> None:
    document = one_of_markdown('+++\ntitle = "The plan"\ndate = 2024-05-01\n+++\nWords.')
    assert (document.title, document.stated[0].date) == ("The plan", "2024-05-01")


def test_a_date_in_front_matter_is_stated_with_its_place() -> None:
    text = "---\ndate: 2024-05-01\n---\nWords of 2024-05-01."
    assert one_of_markdown(text).stated == (Stated("2024-05-01", "front-matter", 0.95, 10, 20),)


@pytest.mark.parametrize(
    "value", ["soon", "2024-13-01", "0000-00-00", "[2024]", "0001-01-01", "9999-12-31T23:59:59Z", "null", ""]
)
def test_a_date_that_is_none_is_left_out(value: str) -> None:
    assert one_of_markdown(f"---\ndate: {value}\n---\nWords.").stated == ()


def test_the_first_heading_is_the_title_where_front_matter_has_none() -> None:
    assert one_of_markdown("---\ndraft: true\n---\n## Under\n# The plan #\n").title == "The plan"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA line above, and one below.\n\n---\nWords.",
        "---\ntitle: never closed\n",
        "--- \nJust words: no fence follows them",
        "Words.\n---\ntitle: too late\n---\n",
        "----\ntitle: four dashes\n----\n",
    ],
)
def test_a_line_across_the_page_is_no_front_matter(text: str) -> None:
    assert one_of_markdown(text).front_matter is None


@pytest.mark.parametrize(
    "yaml",
    [
        "title: !!python/object/apply:os.system ['touch pwned']",
        "a: &a [x]\nb: [*a, *a]\ntitle: bomb",
        "title: " + "[" * 5000,
        "title: {a: {b: {c: {d: {e: {f: {g: {h: {i: deep}}}}}}}}}",
        "title: 'never closed",
        "? [a]\n: b",
        "  title: a: b: c\nd",
        "\x07: bell",
    ],
    ids=lambda yaml: yaml[:24],
)
def test_bad_front_matter_is_no_error_and_tells_nothing(yaml: str) -> None:
    document = one_of_markdown(f"---\n{yaml}\n---\nWords.")
    assert (document.title, document.text[-6:]) == (None, "Words.")


def test_front_matter_that_cannot_be_read_is_told() -> None:
    document = one_of_markdown("---\ntitle: 'never closed\ndate: 2024-05-01\n---\nWords.")
    assert document.notes == ("The front matter cannot be read and tells nothing.",)


def test_a_date_in_front_matter_that_is_no_day_is_told() -> None:
    document = one_of_markdown("---\ntitle: Plan\ndate: the 5th\n---\nWords.")
    assert document.notes == ("The front matter gives “the 5th” as its date, which is no day.",)


def test_front_matter_without_a_date_is_told_nothing_of() -> None:
    assert one_of_markdown("---\ntitle: Plan\n---\nWords.").notes == ()


@given(st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.just("\n")), max_size=300))
@example("a: " + "{a: " * 80)
@example("[" * 200)
@example('title: "\\ud800"')
def test_any_front_matter_can_be_read(text: str) -> None:
    document = one_of_markdown(f"---\nkey: {text}\n---\nWords.")
    (document.title or "").encode("utf-8")


def test_yaml_values_stay_texts() -> None:
    assert from_yaml("a: yes\nb: 2024-05-01\nc: 1e3\nd: [on, 0x10]") == {
        "a": "yes",
        "b": "2024-05-01",
        "c": "1e3",
        "d": ["on", "0x10"],
    }


YAML_LINES = st.one_of(
    st.tuples(
        st.sampled_from(["title", "date", "author", '"q"', "- x", "  sub", "? k", "#c"]),
        st.sampled_from([": ", ":", ": \t", " :\n  - "]),
        st.text(max_size=12),
    ).map("".join),
    st.text(alphabet="abc:-#\"'\\[]{},&*!|>%@`\t \u2028\x85é\ufeff0123", max_size=24),
)


@given(st.lists(YAML_LINES, max_size=4).map("\n".join))
def test_front_matter_says_the_same_with_and_without_the_compiled_loader(text: str) -> None:
    import yaml

    told = from_yaml(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader", raising=False)
        assert from_yaml(text) == told


VALUES = st.one_of(
    st.sampled_from(
        ["2024-05-01", "yes", "no", "~", "null", "1e3", "A plan, so-called", '"He said: “No” # 1"', "it's", ".5"]
    ),
    st.text(alphabet="aZ09 ,.'()/_-", min_size=1, max_size=12),
    st.text(alphabet="aé9 :#,'-“”–[]{}&*!|>%@`\u00d7\u00a0", max_size=12).map('"{}"'.format),
)
PLAIN_LINES = st.lists(st.tuples(st.sampled_from(["title", "date", "a-b_1", "y", "A"]), VALUES), min_size=1, max_size=4)


@given(PLAIN_LINES)
def test_front_matter_of_plain_lines_says_what_yaml_makes_of_it(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in lines)
    told = from_yaml(text)
    assert from_yaml(text + "# not for us\n") == told


def test_most_front_matter_is_plain_lines() -> None:
    assert _ONE_A_LINE.fullmatch('title: "The pool: open"\ndate: 2024-05-01\nauthor: Ada O\'Quill (editor)\n')
    assert not _ONE_A_LINE.fullmatch("title: The pool: open\n")
