"""The options that commands share, and what they mean: settings, paths and places to write."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from provenance.cli.configuration import configured
from provenance.cli.terminal import standard
from provenance.errors import ReportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Report
    from provenance.settings import Settings

Command = TypeVar("Command", bound="Callable[..., Any]")

NAMED = {
    "text": ("--text", "report.text"),
    "now": ("--now", "now"),
    "min_words": ("--min-words", "align.min_words"),
    "max_docs": ("--max-docs", "report.max_documents"),
    "max_compare": ("--max-compare", "report.max_comparisons"),
    "max_bytes": ("--max-bytes", "report.max_bytes"),
    "embed_json": ("--embed-json", "report.embed_json"),
    "file_times": ("--file-times", "read.file_times"),
    "git_dates": ("--git-dates", "read.git_dates"),
}
"""Options that are settings with a name of their own."""

FILE = click.Path(readable=False)
"""A name of a file or a folder, which a shell can complete; whether it is there, is asked by whoever opens it."""

_PORTION = 1 << 20  # bytes that are read at once

POLICY = "provenance-policy.toml"
"""The policy of the folder that a command runs in, where none is named."""


def _switched_on(name: str, told: str) -> Callable[[Command], Command]:
    """An option without a value that is the setting true, and where it is not given, no setting."""
    return click.option(name, is_flag=True, flag_value="true", default=None, help=told)


BASELINE = "provenance-baseline.jsonl"
"""The accepted findings of the folder that a check runs in, where no others are named."""


def file(name: str, told: str, metavar: str = "FILE") -> Callable[[Command], Command]:
    """An option whose value is the name of a file."""
    return click.option(name, metavar=metavar, type=FILE, help=told)


def _written(told: str, formats: str = "") -> tuple[Callable[[Command], Command], ...]:
    """The options that say where a result goes; `formats` that standard output can have, where they are few."""
    return (
        click.option("-o", "--output", "outputs", metavar="FILE", type=FILE, multiple=True, help=f"{told} Repeatable."),
        click.option(
            "--format", "format_name", metavar="NAME", help=f"The format of -o -, which is standard output{formats}."
        ),
    )


def _counted(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """A whole number from 1, or nothing. Raises `BadParameter` where it is neither."""
    if value is None:
        return None
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"{value!r} is no whole number from 1")
    return int(value)


WHICH_POLICY = (file("--policy", f"Rules and limits. [{POLICY}, if it is there]"),)

WHAT_IS_READ = (
    click.option("--include", metavar="GLOB", multiple=True, help="In folders, read only files that fit. Repeatable."),
    click.option("--exclude", metavar="GLOB", multiple=True, help="In folders, leave out files that fit. Repeatable."),
    file("--files-from", "Read more paths from a file, one a line.", "FILE|-"),
)

WHEN_IT_WAS_WRITTEN = (
    file("--dates", "When documents were written: a CSV file of id,date."),
    _switched_on("--git-dates", "Also take the day on which git history first has a file."),
    _switched_on("--file-times", "Show when files were last changed. It never counts."),
)

HOW_IT_IS_MADE = (
    click.option("--min-words", metavar="N", help="The shortest match that is reported. [8, or the policy's]"),
    click.option(
        "--now",
        metavar="DATE",
        help="The day to judge by, where one is needed: 2026-01-31. Later stated dates are doubted.",
    ),
    click.option("--engine", metavar="NAME", default="local", help="Where the work is done. [local]"),
    click.option("--jobs", metavar="N", callback=_counted, help="Processes; they change no result. [all cores]"),
    click.option("--strict", is_flag=True, help="Stop with 3, and write nothing, if an input cannot be read."),
    file("--config", "Settings, instead of the nearest provenance.toml."),
    click.option("--set", "assignments", metavar="KEY=VALUE", multiple=True, help="One setting: align.min_words=12."),
)

HOW_IT_IS_JUDGED = (*WHEN_IT_WAS_WRITTEN, *HOW_IT_IS_MADE)

WHAT_IS_WRITTEN = _written("A report: .html, .json, .csv, .md, … or FOLDER/ of pages.")

WHAT_GROUPS_ARE_WRITTEN = _written("A list: .json or .csv.")

WHAT_SCORES_ARE_WRITTEN = _written("The scores: .json.", ": json")

HOW_MUCH_TEXT = (
    click.option("--text", metavar="full|matched|none", help="How much text a report carries. [full]"),
    click.option("--no-text", is_flag=True, help="The same as --text none: no text, no quotes."),
)

WHAT_A_PAGE_HOLDS = (
    click.option("--max-docs", metavar="N", help="The most texts that one HTML page holds. [1000]"),
    click.option("--max-compare", metavar="N", help="The most pairs that it sets side by side. [600]"),
    click.option("--max-bytes", metavar="N", help="The most bytes of texts and pairs that it holds. [10000000]"),
    _switched_on("--embed-json", "The HTML page holds the JSON report as well."),
)

TALK = (
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong."),
    click.option("-v", "--verbose", is_flag=True, help="Say more."),
    click.option("--no-color", is_flag=True, help="No colours. NO_COLOR does the same."),
)


def options(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    """Gives a command the options of some groups, in their order."""

    def decorate(command: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return decorate


def terminal_of(chosen: Mapping[str, Any]) -> Terminal:
    """The terminal as the options want it."""
    return replace(
        standard(),
        is_quiet=chosen["quiet"],
        is_verbose=chosen["verbose"],
        has_color=not chosen["no_color"],
    )


def settings_of(chosen: Mapping[str, Any], environment: Mapping[str, str]) -> Settings:
    """The settings of all layers, the named options on top. Raises `SettingsError`."""
    named = _named(chosen)
    if chosen.get("no_text"):
        if chosen.get("text") not in (None, "none"):
            raise UsageError(f"--no-text and --text {chosen['text']} contradict each other", hint="give one of them")
        named.append(("--no-text", "report.text", "none"))
    settings = configured(
        Path.cwd(), environment, file=chosen.get("config"), assignments=chosen.get("assignments", ()), options=named
    )
    include = tuple(map(_spelled, chosen.get("include", ()))) or settings.read.include
    exclude = tuple(map(_spelled, chosen.get("exclude", ()))) or settings.read.exclude
    return replace(settings, read=replace(settings.read, include=include, exclude=exclude))


def with_page_settings(report: Report, chosen: Mapping[str, Any]) -> Report:
    """A saved report with what the options say of its page. Raises `SettingsError`."""
    from provenance.settings import Settings, as_mapping, assign

    settings = Settings()
    named = _named(chosen)
    for flag, key, value in named:
        settings = assign(settings, key, value, flag)
    section = report.settings.get("report")
    own = section if isinstance(section, dict) else {}
    new = as_mapping(settings)["report"]
    changed = {name: new[name] for _, key, _ in named for name in [key.removeprefix("report.")]}
    return replace(report, settings={**report.settings, "report": {**own, **changed}})


def _named(chosen: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The options given that are settings: flag, key and value."""
    return [(flag, key, chosen[name]) for name, (flag, key) in NAMED.items() if chosen.get(name) is not None]


def standard_input(max_bytes: int = sys.maxsize) -> bytes:
    """What stands on standard input. Raises `UsageError` where nothing can, or more than that does."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", hint="name a file instead of -")
    parts: list[bytes] = []
    size = 0
    while size <= max_bytes and (part := sys.stdin.buffer.read(_PORTION)):
        parts.append(part)
        size += len(part)
    if size > max_bytes:
        raise UsageError(
            f"standard input: over the limit of {max_bytes:,} bytes", hint="raise it with --set read.max_file_bytes=N"
        )
    return b"".join(parts)


def paths_of(paths: Sequence[str], files_from: str | None) -> list[str]:
    """The paths given and those that a list names. Raises `UsageError`."""
    if files_from is None:
        return list(paths)
    try:
        raw = standard_input() if files_from == "-" else Path(files_from).read_bytes()
    except OSError as error:
        raise UsageError(f"--files-from {files_from}: {error.strerror}", hint="name a file of paths, or -") from error
    lines = raw.split(b"\0") if b"\0" in raw else raw.split(b"\n")
    return [*paths, *(os.fsdecode(line.rstrip(b"\r")) for line in lines if line.strip())]


def saved(path: str) -> Report:
    """A saved report; - is standard input. Raises `UsageError` where there is none, `ReportError` for what is none."""
    from provenance.reports.coherence import check
    from provenance.reports.reading import parse

    try:
        raw = standard_input() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}", hint="name a report that was saved with -o report.json"
        ) from error
    try:
        report = parse(raw)
        check(report)
    except ReportError as error:
        raise ReportError(f"{path}: {error.message}", hint=error.hint) from error
    return report


def _spelled(glob: str) -> str:
    """A glob as ids are spelled: bytes that are not UTF-8 as %XX."""
    from provenance.readers.discover import spelled

    return spelled(glob)
