"""Reports, and groups of duplicates, to the places that `-o` names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Groups, Report

NEVER = ("truth.json", "provenance.toml")


@dataclass(frozen=True, slots=True)
class Places:
    """Where reports go: files, and standard output in a format."""

    files: tuple[str, ...]
    streamed: str | None


def places(
    outputs: Sequence[str], format_name: str | None, inputs: Iterable[str] = (), *, are_groups: bool = False
) -> Places:
    """The places, checked before any work is done. Raises `UsageError`, `OutputError` or `UnknownPluginError`."""
    from provenance.output import check_place
    from provenance.reports import FORMATS, GROUP_FORMATS, GROUP_SUFFIXES, SUFFIXES

    formats, suffixes = (GROUP_FORMATS, GROUP_SUFFIXES) if are_groups else (FORMATS, SUFFIXES)
    has_stream = "-" in outputs
    if has_stream and format_name is None:
        raise UsageError("-o - needs a format", hint=f"add --format json or --format {'csv' if are_groups else 'html'}")
    if format_name is not None:
        if not has_stream:
            raise UsageError("--format goes with -o -", hint="the format of a file follows its suffix")
        if format_name == "folder":
            raise UsageError("a folder of pages cannot be streamed", hint="write it with -o FOLDER/")
        formats.load(format_name)
    files = tuple(dict.fromkeys(path for path in outputs if path != "-"))
    for path in files:
        check_place(path, inputs, suffixes)
        if Path(path).name in NEVER:
            raise OutputError(f"{path}: a name that is kept for other things", hint="name another file with -o")
    return Places(files, format_name)


def write(report: Report, where: Places, terminal: Terminal) -> None:
    """Writes the report to every place. Raises `OutputError`."""
    from provenance.cli.terminal import safe
    from provenance.output import save
    from provenance.reports import FORMATS

    for path in where.files:
        save(report, path)
        terminal.say(f"wrote {safe(path)}")
    if where.streamed is not None:
        for page in FORMATS.load(where.streamed)(report):
            terminal.raw(page.content)


def write_groups(groups: Groups, where: Places, terminal: Terminal) -> None:
    """Writes the groups to every place. Raises `OutputError`."""
    from provenance.cli.terminal import safe
    from provenance.output import save_groups
    from provenance.reports import GROUP_FORMATS

    for path in where.files:
        save_groups(groups, path)
        terminal.say(f"wrote {safe(path)}")
    if where.streamed is not None:
        for page in GROUP_FORMATS.load(where.streamed)(groups):
            terminal.raw(page.content)
