"""How the command line says what it can do: its first screen, the help of each command, completion, the version."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from commands import process

from provenance.cli import group
from provenance.readers import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from commands import Run


@pytest.mark.parametrize("command", ["", "trace", "compare", "dedupe", "convert", "explain", "evaluate"])
def test_help_is_what_a_person_has_read(
    run: Run,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    status, out, err = run(*filter(None, [command]), "--help")
    assert (status, err) == (0, "")
    golden(f"help/{command or 'provenance'}.txt", out)


@pytest.mark.parametrize("command", ["trace", "compare", "dedupe", "convert", "explain", "evaluate"])
def test_every_command_is_helped_by_examples(run: Run, command: str) -> None:
    assert f"provenance {command} " in run(command, "--help")[1].partition("Examples:")[2]


@pytest.mark.parametrize("command", ["trace", "dedupe"])
def test_every_suffix_that_is_read_is_named(run: Run, command: str) -> None:
    assert set(SUFFIXES) <= set(re.split(r"[\s(),]+", run(command, "--help")[1]))


@pytest.mark.parametrize("command", [["check"], ["archive"], ["baseline"], ["trace"], ["query"], ["evaluate"]], ids=str)
def test_exit_codes_are_told(run: Run, command: list[str]) -> None:
    assert "Exit codes: 0 " in " ".join(run(*command, "--help")[1].split())


@pytest.mark.parametrize("command", [[], ["archive"], ["baseline"], ["policy"]], ids=str)
def test_without_a_command_the_help_is_shown_as_it_stands(run: Run, command: list[str]) -> None:
    status, out, err = run(*command)
    assert (status, out, err) == (2, "", run(*command, "--help")[1])


def test_no_help_holds_a_character_that_steers_a_terminal(run: Run) -> None:
    for names in (
        [],
        *([name] for name in group.commands),
        *(["archive", name] for name in ("create", "add", "remove", "report", "status", "verify")),
        *(["baseline", name] for name in ("create", "update", "prune")),
        ["policy", "check"],
    ):
        out = run(*names, "--help")[1]
        assert {each for each in out if unicodedata.category(each).startswith("C")} == {"\n"}, names


def test_the_first_screen_tells_of_every_command_in_a_whole_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = run("--help")[1].partition("Commands:")[2].partition("Examples:")[0]
    assert [line for line in listed.split("\n") if line.strip() and not line.endswith(".")] == []
    assert "..." not in listed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(run: Run, shell: str) -> None:
    status, out, _ = run("completion", shell)
    assert (status, "_PROVENANCE_COMPLETE" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("provenance tra", "plain,trace"),
        ("provenance trace texts/", "file,texts/"),
        ("provenance trace texts -o tex", "file,tex"),
        ("provenance check --policy tex", "file,tex"),
        ("provenance archive add new", "file,new"),
    ],
)
def test_commands_and_names_of_files_are_completed(words: str, told: str) -> None:
    asked = {"_PROVENANCE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = process(script="from provenance.__main__ import run; run()", env=asked)
    assert told in done.stdout.decode().split("\n")


def test_version_names_what_can_change_a_result(run: Run) -> None:
    assert unicodedata.unidata_version in run("--version")[1]


def test_the_module_is_the_command() -> None:
    assert process("--version").stdout.startswith(b"provenance ")
