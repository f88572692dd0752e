"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import OTHER, RELEASE, process, refused

from provenance.cli import main
from provenance.cli.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commands import Run


# --------------------------------------------------------------------------- wrong use


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
def test_wrong_use_ends_with_two_and_says_where_to_read(run: Run, arguments: Sequence[str], words: str) -> None:
    refused(run(*arguments), words, "--help")


# --------------------------------------------------------------------------- trace


def test_trace_prints_the_answer(folder: Path, run: Run) -> None:
    status, out, err = run("trace", folder)
    assert (status, err) == (0, "")
    assert out.startswith("Read 3 documents with ")
    assert "2 of them share text, in 1 family." in out
    assert "On its own: c.txt shares no text" in out
    assert "Next: provenance trace " in out


def test_trace_names_the_next_command_also_where_all_texts_are_one(tmp_path: Path, run: Run) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(RELEASE, "utf-8")
    assert "Next: provenance trace " in run("trace", tmp_path)[1]


def test_trace_names_what_is_passed_over_to_who_asks_for_more(folder: Path, run: Run) -> None:
    (folder / "a\x1b.png").write_bytes(b"\x89PNG")
    _, out, err = run("trace", folder)
    assert "1 file passed over (--verbose names it)." in " ".join(out.split())
    assert err == ""
    assert "passed over: a\\x1b.png: no reader takes a file of its kind" in run("trace", folder, "--verbose")[2]


def test_trace_says_who_was_first_and_why(folder: Path, run: Run) -> None:
    first = next(line for line in run("trace", folder)[1].split("\n") if line.startswith("  first"))
    assert first.split()[1] == "a.txt,"


def test_trace_writes_what_was_asked_for(folder: Path, run: Run) -> None:
    status, out, err = run("trace", folder, "-o", "out.json", "-o", folder / "out.html")
    assert (status, err) == (0, f"wrote out.json\nwrote {folder}/out.html\n")
    assert json.loads(Path("out.json").read_bytes())["schema"] == "provenance-report/1"
    assert "Next: open " in out


def test_a_report_in_the_folder_changes_nothing(folder: Path, run: Run) -> None:
    place = folder / "out.json"
    run("trace", folder, "-o", place, "-o", folder / "out.html")
    before = place.read_bytes()
    run("trace", folder, "-o", "elsewhere.json")
    assert Path("elsewhere.json").read_bytes() == before


def test_a_report_can_go_to_standard_output_alone(folder: Path, run: Run) -> None:
    status, out, err = run("trace", folder, "-o", "-", "--format", "json")
    assert (status, err) == (0, "")
    assert len(json.loads(out)["documents"]) == 3


def test_quiet_says_nothing(folder: Path, run: Run) -> None:
    assert run("trace", folder, "-o", "out.json", "--quiet") == (0, "", "")


def test_verbose_says_how_it_went(folder: Path, run: Run) -> None:
    (folder / "c.txt").write_bytes("The café – closed".encode("windows-1252"))
    err = run("trace", folder, "-o", "out.html", "--verbose")[2]
    assert "What each step let through: documents read: 3;" in err
    assert "read with doubts: c.txt: as windows-1252" in err
    assert "windows-1252, which is a guess: it is not UTF-8" in Path("out.html").read_text("utf-8")


def test_paths_can_come_from_a_list(folder: Path, run: Run) -> None:
    Path("list").write_bytes(f"{folder}/a.txt\r\n\n{folder}/c.txt\n".encode())
    assert "Read 2 documents" in run("trace", "--files-from", "list")[1]


def test_paths_can_come_from_standard_input(folder: Path) -> None:
    done = process("trace", "--files-from", "-", input=f"{folder}/a.txt\0{folder}/c.txt\0".encode())
    assert b"Read 2 documents" in done.stdout


def test_no_text_means_no_text(folder: Path, run: Run) -> None:
    run("trace", folder, "-o", "out.json", "--no-text")
    report = json.loads(Path("out.json").read_bytes())
    assert report["settings"]["report"]["text"] == "none"
    assert not any("text" in document for document in report["documents"])
    assert "reading room" not in Path("out.json").read_text()


def test_named_options_are_settings(folder: Path, run: Run) -> None:
    run("trace", folder, "-o", "out.json", "--min-words", "30", "--now", "2026-01-31", "--set", "align.min_words=9")
    settings = json.loads(Path("out.json").read_bytes())["settings"]
    assert (settings["align"]["min_words"], settings["now"]) == (30, "2026-01-31")


def test_settings_come_from_the_folder_one_works_in(folder: Path, run: Run) -> None:
    Path("provenance.toml").write_text("[align]\nmin_words = 11\n")
    (folder / "provenance.toml").write_text("[align]\nmin_words = 99\n")
    run("trace", folder, "-o", "out.json")
    assert json.loads(Path("out.json").read_bytes())["settings"]["align"]["min_words"] == 11


def test_globs_choose_what_is_read(folder: Path, run: Run) -> None:
    assert "Read 2 documents" in run("trace", folder, "--exclude", "c.*")[1]


def test_a_list_of_dates_is_used(folder: Path, run: Run) -> None:
    Path("dates.csv").write_text("id,date\nc.txt,2024-06-10\n")
    run("trace", folder, "-o", "out.json", "--dates", "dates.csv")
    stated = json.loads(Path("out.json").read_bytes())["documents"][2]["dating"]["stated"]
    assert (stated["date"], stated["kind"]) == ("2024-06-10", "sidecar")


def test_days_of_no_document_are_told(folder: Path, run: Run) -> None:
    Path("days.csv").write_text("a.txt,2024-05-30\nb.text,2024-06-05\n", "utf-8")
    status, _, err = run("trace", folder, "--dates", "days.csv")
    assert (status, err.count("no document has the id b.text"), "id a.txt" in err) == (0, 1, False)


@pytest.mark.parametrize("globs", [["--include", "*.pdf"], ["--exclude", "**"]])
def test_where_globs_leave_nothing_it_is_said_that_they_do(folder: Path, run: Run, globs: list[str]) -> None:
    refused(run("trace", folder, *globs), "3 other files that --include, --exclude")


def test_who_reads_standard_input_is_told_where_it_cannot_be(run: Run) -> None:
    refused(run("trace", "-"), "query ARCHIVE -")


# --------------------------------------------------------------------------- nothing found


def test_an_empty_result_says_what_each_step_let_through(folder: Path, run: Run) -> None:
    status, out, _ = run("trace", folder / "a.txt", folder / "c.txt")
    assert status == 0
    assert "No two of them share text." in out
    assert "What each step let through: documents read: 2;" in out


def test_a_folder_of_one_file_is_traced(folder: Path, run: Run) -> None:
    for name in ("b.txt", "c.txt"):
        (folder / name).unlink()
    status, out, _ = run("trace", folder)
    assert (status, "there is nothing to compare it with" in out) == (0, True)


def test_an_empty_file_is_a_document_without_words(folder: Path, run: Run) -> None:
    (folder / "empty.txt").touch()
    assert run("trace", folder, "-o", "out.json")[0] == 0
    document = next(
        each for each in json.loads(Path("out.json").read_bytes())["documents"] if each["id"] == "empty.txt"
    )
    assert (document["words"], document["passages"], set(document["shares"].values())) == (0, [], {0})


# --------------------------------------------------------------------------- bad input


def test_a_missing_path_is_wrong_use(folder: Path, run: Run) -> None:
    refused(run("trace", folder, "gone.txt"), "gone.txt", "does not exist")


def test_an_empty_folder_is_wrong_use(folder: Path, run: Run) -> None:
    Path("empty").mkdir()
    refused(run("trace", "empty"), "no text to read", ".txt")


def test_no_path_is_wrong_use(folder: Path, run: Run) -> None:
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
    folder: Path, run: Run, content: bytes, reason: str
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


@pytest.mark.parametrize(
    "command",
    ["trace {0} -o out.json", "dedupe {0} -o out.json", "check {0} -o out.json", "baseline create out.json {0}"],
)
def test_strict_writes_nothing_where_an_input_is_unreadable(folder: Path, run: Run, command: str) -> None:
    (folder / "broken.txt").write_bytes(b"\0")
    status, out, err = run(*command.format(folder.name).split(), "--strict")
    assert (status, out) == (3, "")
    assert "not read: broken.txt" in err
    assert "hint: leave out --strict" in err
    assert not Path("out.json").exists()


def test_nothing_but_unreadable_files_is_an_empty_report(folder: Path, run: Run) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    status, out, _ = run("trace", folder / "bad.txt", "-o", "out.json")
    assert (status, json.loads(Path("out.json").read_bytes())["documents"]) == (3, [])
    assert "Read 0 documents" in out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_copy_in_another_encoding_is_a_copy(folder: Path, run: Run, encoding: str) -> None:
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
    folder: Path, run: Run, arguments: list[str], words: str
) -> None:
    before = sorted(Path.cwd().rglob("*"))
    refused(run("trace", folder, *arguments), words)
    assert sorted(Path.cwd().rglob("*")) == before


@pytest.mark.parametrize("command", ["trace", "check", "dedupe", "compare"])
@pytest.mark.parametrize(("flag", "setting"), [("--git-dates", "git_dates"), ("--file-times", "file_times")])
def test_a_flag_that_is_a_setting_switches_it_on(folder: Path, run: Run, command: str, flag: str, setting: str) -> None:
    paths = sorted(folder.glob("*.txt"))[:2] if command == "compare" else [folder]
    outputs = ["-o", "out.json"] if command != "dedupe" else []
    status, _, err = run(command, *paths, flag, *outputs)
    assert status in {0, 1}, err
    if outputs:
        assert json.loads(Path("out.json").read_bytes())["settings"]["read"][setting] is True


def test_an_input_is_never_written_over(folder: Path, run: Run) -> None:
    Path("in.json").write_text(OTHER)
    refused(run("trace", "in.json", folder, "-o", "in.json"), "this is an input")
    assert Path("in.json").read_text() == OTHER


def test_a_bad_settings_file_is_refused_with_its_line(folder: Path, run: Run) -> None:
    Path("provenance.toml").write_text("[align]\nmin_word = 11\n")
    refused(run("trace", folder), "provenance.toml:2: unknown setting 'align.min_word'", "did you mean")


def test_an_unknown_variable_is_refused(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVENANCE_ALIGN__MIN_WORD", "11")
    refused(run("trace", folder), "PROVENANCE_ALIGN__MIN_WORD")


@pytest.mark.parametrize(("suffix", "name"), [("md", "markdown"), ("mmd", "mermaid"), ("json", "json")])
def test_a_format_goes_by_its_suffix_too(folder: Path, run: Run, suffix: str, name: str) -> None:
    told = [run("trace", folder, "-q", "-o", "-", "--format", each)[:2] for each in (suffix, name)]
    assert told[0] == told[1]
    assert (told[0][0], bool(told[0][1])) == (0, True)


# --------------------------------------------------------------------------- compare


def test_compare_sets_two_documents_side_by_side(folder: Path, run: Run) -> None:
    status, out, err = run("compare", folder / "a.txt", folder / "b.txt")
    assert (status, err) == (0, "")
    assert "A  a.txt" in out
    assert "A was " in out
    assert "£18,000" in out
    assert "[500]" in out or "£18,500" in out


def test_compare_calls_a_what_was_named_first(folder: Path, run: Run) -> None:
    ways = [run("compare", folder / one, folder / other)[1] for one, other in (("a.txt", "b.txt"), ("b.txt", "a.txt"))]
    assert [way.partition("\n")[0].split()[:2] for way in ways] == [["A", "a.txt"], ["A", "b.txt"]]
    assert ["A was " in ways[0], "B was " in ways[1]] == [True, True]
    changed = [line.strip() for way in ways for line in way.split("\n") if line.strip().startswith("number: £18")]
    assert changed == ["number: £18,000 | £18,500", "number: £18,500 | £18,000"]
    columns = [line.split("|")[0] for line in ways[1].split("\n") if "|" in line]
    assert "18,[500]" in "".join(columns).replace(" ", "") or "18,500" in "".join(columns)


def test_compare_takes_no_file_of_many_documents(folder: Path, run: Run) -> None:
    (folder / "two.jsonl").write_text(f'{{"text": {json.dumps(RELEASE)}}}\n{{"text": {json.dumps(OTHER)}}}\n', "utf-8")
    refused(run("compare", folder / "two.jsonl", folder / "b.txt"), "3 documents", "provenance trace")


def test_compare_writes_a_report_of_two_documents(folder: Path, run: Run) -> None:
    run("compare", folder / "a.txt", folder / "b.txt", "-o", "out.json")
    assert len(json.loads(Path("out.json").read_bytes())["documents"]) == 2


def test_compare_of_strangers_says_why_there_is_nothing(folder: Path, run: Run) -> None:
    status, out, _ = run("compare", folder / "a.txt", folder / "c.txt")
    assert (status, "They share no text." in out, "What each step" in out) == (0, True, True)


def test_compare_fits_a_narrow_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Terminal, "width", lambda _: 40)
    main(["compare", str(folder / "a.txt"), str(folder / "b.txt")])
    body = capsys.readouterr().out.partition("alike")[2]
    assert max(map(len, body.split("\n"))) <= 48


def test_compare_prints_only_what_was_changed(folder: Path, run: Run) -> None:
    old = (
        "1. The supplier shall be liable for all damage to the goods on the way to the customer.\n\n"
        "2. The customer shall pay within thirty days of a valid invoice.\n\n"
        "3. The supplier shall insure the goods for the whole of the way at its own cost.\n\n"
        "4. The customer has 14 days to look at the goods and to send back what is broken.\n"
    )
    new = old.replace("shall be liable", "shall not be liable").replace("thirty", "sixty").replace(" 14 days", "")
    for name, text in (("old.txt", old), ("new.txt", f"{new}\n5. This clause is new to the contract.\n")):
        (folder / name).write_text(text, "utf-8")
    status, out, _ = run("compare", folder / "old.txt", folder / "new.txt", "--changes")
    assert status == 0
    assert "negation: – | not" in out
    assert "number: thirty | sixty" in out
    assert "[14 days]" in out
    assert "insure" not in out
    assert "8 words only in B" in out
    (folder / "new.txt").write_text(old.replace("at its own cost", "at its cost"), "utf-8")
    out = run("compare", folder / "old.txt", folder / "new.txt", "--changes")[1]
    assert "No change of a figure, name, date or negation was found in" in out
    assert "1 more sentence worded otherwise" in out
    refused(run("compare", folder / "old.txt", folder / "new.txt", "--changes", "--no-text"), "--no-text")


@pytest.mark.parametrize(
    ("own", "is_shown"),
    [("by the road", False), ("by the A41", True), ("after 40m", True), ("on the 3rd", True), ("in 5ummer", False)],
)
def test_what_a_scan_read_into_a_word_is_no_figure(run: Run, tmp_path: Path, own: str, is_shown: bool) -> None:
    said = "The ferry to Skerry will sail twice a day in winter, said the harbour board, and stop"
    for name, end in (("old", ""), ("new", f" {own}")):
        (tmp_path / f"{name}.txt").write_text(f"{said}{end}.\n", encoding="utf-8")
    out = run("compare", tmp_path / "old.txt", tmp_path / "new.txt", "--changes")[1]
    assert ("No change of a figure" not in out) is is_shown


def test_compare_takes_files(folder: Path, run: Run) -> None:
    refused(run("compare", folder, folder / "a.txt"), "a folder", "provenance trace")


def test_compare_takes_two_files(folder: Path, run: Run) -> None:
    refused(run("compare", folder / "a.txt", folder / ".." / "texts" / "a.txt"), "one file")
    refused(run("compare", folder / "a.txt", folder / "none.txt"), "none.txt")


def test_compare_with_an_unreadable_file_ends_with_three(folder: Path, run: Run) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    status, out, err = run("compare", folder / "a.txt", folder / "bad.txt")
    assert (status, "There is nothing to compare." in out) == (3, True)
    assert "not read: bad.txt" in err


# --------------------------------------------------------------------------- convert


def test_convert_writes_the_same_report(folder: Path, run: Run) -> None:
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
def test_convert_refuses_what_is_no_report(folder: Path, run: Run, content: bytes | None, words: str) -> None:
    if content is not None:
        Path("in.json").write_bytes(content)
    refused(run("convert", "in.json" if content is not None else "gone.json", "-o", "out.html"), words)


def test_convert_needs_a_place(folder: Path, run: Run) -> None:
    Path("in.json").write_bytes(b"{}")
    refused(run("convert", "in.json"), "nowhere to write to")
