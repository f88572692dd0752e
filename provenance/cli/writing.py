"""Reports to the places that `-o` names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Report

NEVER = ("truth.json", "provenance.toml")


@dataclass(frozen=True, slots=True)
class Places:
    """Where reports go: files, and standard output in a format."""

    files: tuple[str, ...]
    streamed: str | None


def places(outputs: Sequence[str], format_name: str | None, inputs: Iterable[str] = ()) -> Places:
    """The places, checked before any work is done. Raises `UsageError`, `OutputError` or `UnknownPluginError`."""
    from provenance.output import check_place
    from provenance.reports import FORMATS

    has_stream = "-" in outputs
    if has_stream and format_name is None:
        raise UsageError("-o - needs a format", hint="add --format json or --format html")
    if format_name is not None:
        if not has_stream:
            raise UsageError("--format goes with -o -", hint="the format of a file follows its suffix")
        FORMATS.load(format_name)
    files = tuple(dict.fromkeys(path for path in outputs if path != "-"))
    for path in files:
        check_place(path, inputs)
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
