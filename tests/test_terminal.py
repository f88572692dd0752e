"""What a terminal is shown: words that can do nothing, the summary, colours and progress."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from commands import STORY
from harbour import harbour, without_text
from hypothesis import given
from hypothesis import strategies as st

from provenance.cli.summary import summarise
from provenance.cli.terminal import Terminal, padded, safe, standard, wrapped
from provenance.model import Inputs, Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commands import Run


# --------------------------------------------------------------------------- hostile words


NAMES = ("\x1b]0;PWN\x07\x1b[2J.txt", "\x9b31m.txt", "\u202egpj.txt", "line\nfeed.txt", "[red]x[link=http:evil].txt")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_hostile_names_reach_no_terminal(folder: Path, run: Run, name: str) -> None:
    (folder / name).write_text(STORY)
    (folder / f"bad{name}").write_bytes(b"\0")
    status, out, err = run("trace", folder, "-o", "out.json", "-o", "out.html")
    assert status == 3
    printed = (out + err).replace("\n", "")
    assert not [each for each in printed if unicodedata.category(each) in ("Cc", "Cf")]
    assert len(err.rstrip("\n").split("\n")) == 3


def test_a_name_that_is_no_text_is_spelled_out(folder: Path, run: Run) -> None:
    (folder / "c.txt").rename(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    status, out, _ = run("trace", folder, "-o", "out.json", "-o", "out.html")
    assert (status, "caf%E9.txt" in out) == (0, True)


def test_words_of_a_document_are_no_commands_for_a_ci_server() -> None:
    out = io.StringIO()
    terminal = Terminal(out, None, {"GITHUB_ACTIONS": "true"})
    terminal.result("  ::error file=a.md::x")
    terminal.result("see ##[error]x")
    assert out.getvalue() == "│   ::error file=a.md::x\nsee # #[error]x\n"


@given(st.text())
def test_safe_text_has_no_control_and_no_format_character(text: str) -> None:
    shown = safe(text)
    assert not [each for each in shown if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]


@given(st.text())
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_words_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b", "\\x9b"),
        ("a\tb\r\nc", "a b  c"),
        ("\u202egpj", "[U+202E]gpj"),
        ("a\u200bb", "a[U+200B]b"),
        ("\u2028", "[U+2028]"),
        ("\ud800", "[U+D800]"),
        ("\ufdd0\uffff", "[U+FDD0][U+FFFF]"),
        ("e" + "\u0301" * 10, "e" + "\u0301" * 8 + "[+2 marks]"),
        ("é नि", "é नि"),
    ],
)
def test_what_hides_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_a_long_text_is_cut() -> None:
    assert safe("abcdef", 4) == "abc…"


# --------------------------------------------------------------------------- the summary


def summary_of(report: Report, **more: object) -> str:
    out = io.StringIO()
    summarise(report, Terminal(out, None, {}, **more))  # type: ignore[arg-type]
    return out.getvalue()


def test_the_summary_is_what_a_person_has_read(golden: Callable[[str, str], None]) -> None:
    golden("terminal/harbour.txt", summary_of(harbour()))


def test_the_summary_of_a_report_without_text_quotes_nothing() -> None:
    assert "“" not in summary_of(without_text(harbour()))


def test_the_summary_fits_on_a_screen() -> None:
    lines = summary_of(harbour()).split("\n")
    assert max(map(len, lines)) <= 88
    assert len(lines) <= 40


def test_the_summary_of_nothing_says_so() -> None:
    assert summary_of(Report("1", {}, Inputs(0))) == "Read 0 documents with 0 words.\n"


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "has_color", "is_painted"),
    [
        ({}, True, True),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({}, False, False),
    ],
)
def test_colours_are_only_where_they_are_wanted(environment: dict[str, str], has_color: bool, is_painted: bool) -> None:
    out = Screen()
    summarise(harbour(), Terminal(out, None, environment, has_color=has_color))
    assert ("\x1b[" in out.getvalue()) is is_painted


def test_no_colour_goes_into_a_pipe() -> None:
    assert "\x1b" not in summary_of(harbour())


def test_progress_is_shown_on_a_terminal_and_taken_away() -> None:
    err = Screen()
    terminal = Terminal(None, err, {})
    terminal.progress("reading", 1, 9)
    terminal.clear()
    assert err.getvalue() == "\r\x1b[Kreading 1 of 9\r\x1b[K"


@pytest.mark.parametrize("terminal", [Terminal(None, io.StringIO(), {}), Terminal(None, Screen(), {}, is_quiet=True)])
def test_progress_is_not_shown_in_a_pipe_nor_when_quiet(terminal: Terminal) -> None:
    terminal.progress("reading", 1, 9)
    assert terminal.err is not None
    assert terminal.err.getvalue() == ""  # type: ignore[attr-defined]


def test_no_number_is_parted_from_its_percent_sign() -> None:
    words = "of all 12 % and of some 9 % is copied " * 9
    for width in range(20, 90):
        lines = wrapped(words, width)
        assert not [line for line in lines if line.startswith("%")]
        assert " ".join(lines).split() == words.split()


@given(st.text(st.sampled_from("ab 港町市は한국、。"), min_size=1), st.integers(4, 60))
def test_characters_of_two_columns_are_laid_out_as_such(words: str, width: int) -> None:
    lines = wrapped(words, width)
    taken = [sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in line) for line in lines]
    assert max(taken, default=0) <= width
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    padding = [len(padded(line, width)) - len(line) for line in lines]
    assert [columns + more for columns, more in zip(taken, padding, strict=True)] == [width] * len(lines)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", '"Caf\\xe9 - 9 %..." \\u6e2f\n'),
        ("latin-1", '"Café - 9 %..." \\u6e2f\n'),
        ("utf-8", "“Café – 9 %…” 港\n"),
    ],
)
def test_a_terminal_that_knows_few_signs_is_given_their_likeness(
    encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding))
    terminal = standard()
    terminal.result("“Café – 9 %…” 港")
    sys.stdout.flush()
    assert held.getvalue().decode(encoding) == shown
