"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harbour import HOSTILE, harbour, without_text
from hypothesis import given
from hypothesis import strategies as st

from provenance import pipeline, trace
from provenance.cli import main
from provenance.cli.summary import percent, summarise
from provenance.cli.terminal import Terminal, safe
from provenance.errors import EngineError
from provenance.model import Inputs, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RELEASE = (
    "The board of Lower Fenwick library will meet on Tuesday 4 June 2024 to decide on longer opening hours. "
    "Under the plan the reading room would stay open until nine in the evening on three days of every week. "
    "The cost of the change is put at £18,000 a year, to be met from the town's reserve for culture.\n"
)
STORY = (
    "Readers in Lower Fenwick have got their late evenings. The board agreed on Tuesday 4 June 2024, without a vote. "
    "The reading room would stay open until nine in the evening on three days of every week. "
    "The cost of the change is put at £18,500 a year, to be met from the town's reserve for culture.\n"
)
OTHER = "Three goats that left the farm at Marsh End on Sunday were found in the churchyard, asleep among the bells.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three texts, the working directory beside it."""
    root = tmp_path / "texts"
    root.mkdir()
    for name, text in {"a.txt": RELEASE, "b.txt": STORY, "c.txt": OTHER}.items():
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


Run = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command line here: its status, its output, its talk."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = main([str(each) for each in arguments])
        return status, *capsys.readouterr()

    return call


def process(*arguments: object, script: str | None = None, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line in a process of its own."""
    start = ["-c", script] if script else ["-m", "provenance"]
    environment = {**os.environ, **more.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, *start, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, timeout=60, env=environment, **more)  # type: ignore[call-overload, no-any-return]


def refused(outcome: tuple[int, str, str], *words: str) -> None:
    """The command ended with 2, an error and a hint, nothing on standard output, and said these words."""
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert "\nhint: " in err
    assert all(word in err for word in words), err


# --------------------------------------------------------------------------- help and version


@pytest.mark.parametrize("command", ["", "trace", "compare", "dedupe", "convert", "explain"])
def test_help_is_what_a_person_has_read(
    run: Callable[..., tuple[int, str, str]],
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    status, out, err = run(*filter(None, [command]), "--help")
    assert (status, err) == (0, "")
    golden(f"help/{command or 'provenance'}.txt", out)


@pytest.mark.parametrize("command", ["trace", "compare", "dedupe", "convert", "explain"])
def test_every_command_is_helped_by_examples(run: Callable[..., tuple[int, str, str]], command: str) -> None:
    assert f"provenance {command} " in run(command, "--help")[1].partition("Examples:")[2]


def test_version_names_what_can_change_a_result(run: Callable[..., tuple[int, str, str]]) -> None:
    assert unicodedata.unidata_version in run("--version")[1]


def test_the_module_is_the_command() -> None:
    assert process("--version").stdout.startswith(b"provenance ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["trac"], "No such command 'trac'"),
        (["trace", "--outptu", "x"], "--output"),
        (["trace", "x", "--jobs", "0"], "--jobs"),
        (["compare", "a.txt"], "Missing argument"),
        (["convert"], "Missing argument"),
    ],
)
def test_wrong_use_ends_with_two_and_says_where_to_read(
    run: Callable[..., tuple[int, str, str]], arguments: Sequence[str], words: str
) -> None:
    refused(run(*arguments), words, "--help")


# --------------------------------------------------------------------------- trace


def test_trace_prints_the_answer(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = run("trace", folder)
    assert (status, err) == (0, "")
    assert out.startswith("Read 3 documents with ")
    assert "2 of them share text, in 1 family." in out
    assert "On its own: c.txt shares no text" in out
    assert "Next: provenance trace " in out


def test_trace_says_who_was_first_and_why(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    first = next(line for line in run("trace", folder)[1].split("\n") if line.startswith("  first"))
    assert first.split()[1] == "a.txt,"


def test_trace_writes_what_was_asked_for(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = run("trace", folder, "-o", "out.json", "-o", folder / "out.html")
    assert (status, err) == (0, f"wrote out.json\nwrote {folder}/out.html\n")
    assert json.loads(Path("out.json").read_bytes())["schema"] == "provenance-report/1"
    assert "Next: open " in out


def test_a_report_in_the_folder_changes_nothing(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    place = folder / "out.json"
    run("trace", folder, "-o", place, "-o", folder / "out.html")
    before = place.read_bytes()
    run("trace", folder, "-o", "elsewhere.json")
    assert Path("elsewhere.json").read_bytes() == before


def test_a_report_can_go_to_standard_output_alone(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = run("trace", folder, "-o", "-", "--format", "json")
    assert (status, err) == (0, "")
    assert len(json.loads(out)["documents"]) == 3


def test_quiet_says_nothing(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    assert run("trace", folder, "-o", "out.json", "--quiet") == (0, "", "")


def test_verbose_says_how_it_went(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    (folder / "c.txt").write_bytes("The café – closed".encode("windows-1252"))
    err = run("trace", folder, "--verbose")[2]
    assert "What each step let through: 3 documents" in err
    assert "read with doubts: c.txt: as windows-1252" in err


def test_paths_can_come_from_a_list(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("list").write_bytes(f"{folder}/a.txt\r\n\n{folder}/c.txt\n".encode())
    assert "Read 2 documents" in run("trace", "--files-from", "list")[1]


def test_paths_can_come_from_standard_input(folder: Path) -> None:
    done = process("trace", "--files-from", "-", input=f"{folder}/a.txt\0{folder}/c.txt\0".encode())
    assert b"Read 2 documents" in done.stdout


def test_no_text_means_no_text(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    run("trace", folder, "-o", "out.json", "--no-text")
    report = json.loads(Path("out.json").read_bytes())
    assert report["settings"]["report"]["text"] == "none"
    assert not any("text" in document for document in report["documents"])
    assert "reading room" not in Path("out.json").read_text()


def test_named_options_are_settings(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    run("trace", folder, "-o", "out.json", "--min-words", "30", "--now", "2026-01-31", "--set", "align.min_words=9")
    settings = json.loads(Path("out.json").read_bytes())["settings"]
    assert (settings["align"]["min_words"], settings["now"]) == (30, "2026-01-31")


def test_settings_come_from_the_folder_one_works_in(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("provenance.toml").write_text("[align]\nmin_words = 11\n")
    (folder / "provenance.toml").write_text("[align]\nmin_words = 99\n")
    run("trace", folder, "-o", "out.json")
    assert json.loads(Path("out.json").read_bytes())["settings"]["align"]["min_words"] == 11


def test_globs_choose_what_is_read(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    assert "Read 2 documents" in run("trace", folder, "--exclude", "c.*")[1]


def test_a_list_of_dates_is_used(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("dates.csv").write_text("id,date\nc.txt,2024-06-10\n")
    run("trace", folder, "-o", "out.json", "--dates", "dates.csv")
    stated = json.loads(Path("out.json").read_bytes())["documents"][2]["dating"]["stated"]
    assert (stated["date"], stated["kind"]) == ("2024-06-10", "sidecar")


# --------------------------------------------------------------------------- nothing found


def test_an_empty_result_says_what_each_step_let_through(
    folder: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    status, out, _ = run("trace", folder / "a.txt", folder / "c.txt")
    assert status == 0
    assert "No two of them share text." in out
    assert "What each step let through: 2 documents" in out


def test_a_folder_of_one_file_is_traced(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    for name in ("b.txt", "c.txt"):
        (folder / name).unlink()
    status, out, _ = run("trace", folder)
    assert (status, "there is nothing to compare it with" in out) == (0, True)


def test_an_empty_file_is_a_document_without_words(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    (folder / "empty.txt").touch()
    assert run("trace", folder, "-o", "out.json")[0] == 0
    document = next(
        each for each in json.loads(Path("out.json").read_bytes())["documents"] if each["id"] == "empty.txt"
    )
    assert (document["words"], document["passages"], set(document["shares"].values())) == (0, [], {0})


# --------------------------------------------------------------------------- bad input


def test_a_missing_path_is_wrong_use(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    refused(run("trace", folder, "gone.txt"), "gone.txt", "does not exist")


def test_an_empty_folder_is_wrong_use(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("empty").mkdir()
    refused(run("trace", "empty"), "no text to read", ".txt")


def test_no_path_is_wrong_use(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    refused(run("trace"), "no path")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x7fELF\x02\x01\x01\x00", "not_text"),
        (b"The board\0met.", "not_text"),
        ("Привет, совет".encode("windows-1251"), "encoding"),
    ],
)
def test_an_unreadable_file_among_good_ones_is_named_and_ends_with_three(
    folder: Path, run: Callable[..., tuple[int, str, str]], content: bytes, reason: str
) -> None:
    (folder / "bad.txt").write_bytes(content)
    status, out, err = run("trace", folder, "-o", "out.json")
    assert status == 3
    assert err.startswith("not read: bad.txt: ")
    assert "1 file could not be read." in out
    inputs = json.loads(Path("out.json").read_bytes())["inputs"]
    assert ([(each["path"], each["reason"]) for each in inputs["unreadable"]], inputs["documents"]) == (
        [("bad.txt", reason)],
        3,
    )


def test_strict_writes_nothing_where_an_input_is_unreadable(
    folder: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    status, out, err = run("trace", folder, "-o", "out.json", "--strict")
    assert (status, out, Path("out.json").exists()) == (3, "", False)
    assert "not read: bad.txt" in err


def test_nothing_but_unreadable_files_is_an_empty_report(
    folder: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    status, out, _ = run("trace", folder / "bad.txt", "-o", "out.json")
    assert (status, json.loads(Path("out.json").read_bytes())["documents"]) == (3, [])
    assert "Read 0 documents" in out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_copy_in_another_encoding_is_a_copy(
    folder: Path, run: Callable[..., tuple[int, str, str]], encoding: str
) -> None:
    (folder / "b.txt").write_bytes(RELEASE.encode(encoding))
    assert run("trace", folder, "-o", "out.json")[0] == 0
    (family,) = json.loads(Path("out.json").read_bytes())["families"]
    assert family["identical"] == [["a.txt", "b.txt"]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "gone/out.json"], "there is no folder"),
        (["-o", "out.xyz"], ".json"),
        (["-o", "out"], ".json"),
        (["-o", "texts"], "texts"),
        (["-o", "truth.json"], "truth.json"),
        (["-o", "-"], "--format"),
        (["-o", "-", "--format", "xyz"], "xyz"),
        (["--format", "json"], "-o -"),
        (["--text", "some"], "full, matched, none"),
        (["--text", "full", "--no-text"], "contradict"),
        (["--min-words", "many"], "--min-words: align.min_words must be a whole number"),
        (["--min-words", "0"], "between 1 and"),
        (["--now", "today"], "--now"),
        (["--set", "align.min_word=3"], "align.min_words"),
        (["--set", "align.min_words"], "no value"),
        (["--config", "gone.toml"], "gone.toml"),
        (["--dates", "gone.csv"], "gone.csv"),
        (["--files-from", "gone"], "--files-from gone"),
        (["--engine", "abacus"], "abacus"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_of_trace_is_refused_and_nothing_is_written(
    folder: Path, run: Callable[..., tuple[int, str, str]], arguments: list[str], words: str
) -> None:
    before = sorted(Path.cwd().rglob("*"))
    refused(run("trace", folder, *arguments), words)
    assert sorted(Path.cwd().rglob("*")) == before


def test_an_input_is_never_written_over(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("in.json").write_text(OTHER)
    refused(run("trace", "in.json", folder, "-o", "in.json"), "this is an input")
    assert Path("in.json").read_text() == OTHER


def test_a_bad_settings_file_is_refused_with_its_line(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("provenance.toml").write_text("[align]\nmin_word = 11\n")
    refused(run("trace", folder), "provenance.toml:2: unknown setting 'align.min_word'", "did you mean")


def test_an_unknown_variable_is_refused(
    folder: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROVENANCE_ALIGN__MIN_WORD", "11")
    refused(run("trace", folder), "PROVENANCE_ALIGN__MIN_WORD")


# --------------------------------------------------------------------------- hostile words


NAMES = ("\x1b]0;PWN\x07\x1b[2J.txt", "\x9b31m.txt", "\u202egpj.txt", "line\nfeed.txt", "[red]x[link=http:evil].txt")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_hostile_names_reach_no_terminal(folder: Path, run: Callable[..., tuple[int, str, str]], name: str) -> None:
    (folder / name).write_text(STORY)
    (folder / f"bad{name}").write_bytes(b"\0")
    status, out, err = run("trace", folder, "-o", "out.json", "-o", "out.html")
    assert status == 3
    printed = (out + err).replace("\n", "")
    assert not [each for each in printed if unicodedata.category(each) in ("Cc", "Cf")]
    assert len(err.rstrip("\n").split("\n")) == 3


def test_a_name_that_is_no_text_is_spelled_out(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
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


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.004, "less than 1 %"), (0.999, "99 %"), (1.0, "100 %"), (0.29, "29 %")]
)
def test_percentages_never_say_more_than_there_is(share: float, said: str) -> None:
    assert percent(share) == said


# --------------------------------------------------------------------------- compare


def test_compare_sets_two_documents_side_by_side(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = run("compare", folder / "a.txt", folder / "b.txt")
    assert (status, err) == (0, "")
    assert "A  a.txt" in out
    assert "A was " in out
    assert "£18,000" in out
    assert "[500]" in out or "£18,500" in out


def test_compare_writes_a_report_of_two_documents(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    run("compare", folder / "a.txt", folder / "b.txt", "-o", "out.json")
    assert len(json.loads(Path("out.json").read_bytes())["documents"]) == 2


def test_compare_of_strangers_says_why_there_is_nothing(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = run("compare", folder / "a.txt", folder / "c.txt")
    assert (status, "They share no text." in out, "What each step" in out) == (0, True, True)


def test_compare_fits_a_narrow_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Terminal, "width", lambda _: 40)
    main(["compare", str(folder / "a.txt"), str(folder / "b.txt")])
    body = capsys.readouterr().out.partition("alike")[2]
    assert max(map(len, body.split("\n"))) <= 48


def test_compare_takes_files(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    refused(run("compare", folder, folder / "a.txt"), "a folder", "provenance trace")


def test_compare_takes_two_files(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    refused(run("compare", folder / "a.txt", folder / ".." / "texts" / "a.txt"), "one file")


def test_compare_with_an_unreadable_file_ends_with_three(
    folder: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    status, out, err = run("compare", folder / "a.txt", folder / "bad.txt")
    assert (status, "There is nothing to compare." in out) == (3, True)
    assert "not read: bad.txt" in err


# --------------------------------------------------------------------------- convert


def test_convert_writes_the_same_report(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    run("trace", folder, "-o", "one.json", "-o", "one.html")
    assert run("convert", "one.json", "-o", "two.json", "-o", "two.html")[0] == 0
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_convert_reads_standard_input_and_writes_standard_output(folder: Path) -> None:
    process("trace", folder, "-o", "one.json")
    done = process("convert", "-", "-o", "-", "--format", "json", input=Path("one.json").read_bytes())
    assert (done.returncode, done.stdout) == (0, Path("one.json").read_bytes())


@pytest.mark.parametrize(
    ("content", "words"), [(b"{}", "not a provenance-report/1"), (b"\0", "not JSON"), (None, "gone.json")]
)
def test_convert_refuses_what_is_no_report(
    folder: Path, run: Callable[..., tuple[int, str, str]], content: bytes | None, words: str
) -> None:
    if content is not None:
        Path("in.json").write_bytes(content)
    refused(run("convert", "in.json" if content is not None else "gone.json", "-o", "out.html"), words)


def test_convert_needs_a_place(folder: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    Path("in.json").write_bytes(b"{}")
    refused(run("convert", "in.json"), "nowhere to write to")


# --------------------------------------------------------------------------- the process


STOPPED = """
import os, sys, time
from provenance.cli import main
def wait(descriptor):
    print("half-way", flush=True)
    time.sleep(50)
os.fsync = wait
sys.exit(main())
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_stopped_half_way_leaves_nothing_and_says_so(folder: Path, number: int, status: int) -> None:
    Path("out.json").write_text("old")
    command = [sys.executable, "-c", STOPPED, "trace", str(folder), "-o", "out.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"half-way\n"
        running.send_signal(number)
        if number == signal.SIGTERM:
            running.send_signal(number)  # some send it to the process and again to its group
        _, err = running.communicate(timeout=10)
    assert (running.returncode, b"Traceback" in err) == (status, False)
    assert sorted(each.name for each in Path.cwd().iterdir()) == ["out.json", "texts"]
    assert Path("out.json").read_text() == "old"


SLOW_WORK = """
import os, sys, time
from provenance.engines.local import local
def work(main, row):
    if os.getpid() != main:
        print("at work", file=sys.__stdout__, flush=True)
    time.sleep(0.02)
if __name__ == "__main__":
    from provenance import pipeline
    from provenance.cli import main
    def slow(*_, **__):
        with local(jobs=2) as engine:
            list(engine._spread(work, os.getpid(), range(300), 2))
    pipeline.trace = slow
    sys.exit(main())
"""


def test_workers_that_an_interrupt_reaches_too_do_not_complain(folder: Path) -> None:
    Path("slow.py").write_text(SLOW_WORK)
    command = [sys.executable, "slow.py", "trace", str(folder), "-o", "out.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b"at work")
        os.killpg(running.pid, signal.SIGINT)
        try:
            _, err = running.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise
    assert (running.returncode, b"Traceback" in err) == (130, False), err.decode()


@pytest.mark.parametrize(
    "arguments", [["trace", "texts"], ["trace", "texts", "-o", "-", "--format", "json"], ["--help"]]
)
def test_a_reader_that_goes_away_is_no_fault(folder: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "provenance", *arguments],
            check=False,
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_run_without_standard_output_is_done(folder: Path) -> None:
    done = process("trace", "texts", "-o", "out.json", preexec_fn=lambda: os.close(1))
    assert (done.returncode, Path("out.json").is_file()) == (0, True)


def test_a_terminal_that_knows_only_ascii_is_no_fault(folder: Path) -> None:
    (folder / "é.txt").write_text(STORY)
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = process("trace", "texts", env=plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_two_processes_give_the_same_bytes(folder: Path) -> None:
    for seed in ("1", "2"):
        process("trace", "texts", "-o", f"{seed}.json", "-o", f"{seed}.html", env={"PYTHONHASHSEED": seed})
    assert Path("1.json").read_bytes() == Path("2.json").read_bytes()
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()


def test_a_bug_of_ours_is_called_one_and_tells_no_words(
    folder: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(HOSTILE)

    monkeypatch.setattr(pipeline, "trace", broken)
    status, out, err = run("trace", folder)
    assert (status, out) == (70, "")
    assert err.startswith("error: a bug of ours: KeyError")
    assert HOSTILE not in err


def test_an_engine_that_fails_is_not_wrong_use(
    folder: Path, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise EngineError("a worker died", hint="give it more memory")

    monkeypatch.setattr(pipeline, "trace", failing)
    assert run("trace", folder)[0] == 70


def test_what_lasts_to_the_end_of_the_process_is_not_looked_through_for_cycles() -> None:
    script = (
        "import atexit, gc, sys\nfrom provenance.cli import main\n"
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 0))\nsys.exit(main(['--version']))"
    )
    assert process(script=script).stdout.split()[-2:] == [b"True", b"True"]


@pytest.mark.parametrize("sample", ["council", "wire"])
def test_a_text_has_its_words_from_another_only_where_that_can_be_said(
    sample: str, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "10000")
    folder = Path(__file__).resolve().parent.parent / "samples" / sample
    words = " ".join(run("trace", folder)[1].split())
    links = {(e.source, e.target): e.probability for f in trace([folder]).families for e in f.edges}
    told = re.findall(r"([\w-]+\.\w+) [^;]*?; (from|shared with the earlier) ([\w-]+\.\w+)", words)
    assert told
    assert {how for _, how, _ in told} == {"from", "shared with the earlier"} or sample == "wire"
    for target, how, source in told:
        assert (links.get((source, target), 0.0) >= 0.7) == (how == "from"), (target, source)
