"""Reports, groups of duplicates and scores, to the places that `-o` names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from provenance.cli.terminal import safe
from provenance.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Groups, Report, Scores
    from provenance.registry import Registry
    from provenance.reports import Format

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Places(Generic[Found]):
    """Where what is found goes: to files, each in its format, and to standard output in one."""

    formats: Mapping[str, Format[Found]]
    streamed: Format[Found] | None

    @property
    def files(self) -> tuple[str, ...]:
        """The files, in the order given."""
        return tuple(self.formats)


def for_report(outputs: Sequence[str], format_name: str | None, inputs: Iterable[str]) -> Places[Report]:
    """The places of a report, checked before any work is done. Raises `UsageError`, `OutputError` or `PluginError`."""
    from provenance.reports import FORMATS, SUFFIXES

    suffixes = FORMATS.claimed(SUFFIXES)
    return _places(FORMATS, suffixes, outputs, _streamed(outputs, format_name, "json or --format html"), inputs)


def for_groups(outputs: Sequence[str], format_name: str | None, inputs: Iterable[str]) -> Places[Groups]:
    """The places of groups of duplicates, checked before any work is done. Raises as `for_report` does."""
    from provenance.reports import GROUP_FORMATS, GROUP_SUFFIXES

    return _places(
        GROUP_FORMATS, GROUP_SUFFIXES, outputs, _streamed(outputs, format_name, "json or --format csv"), inputs
    )


def for_scores(outputs: Sequence[str], format_name: str | None, inputs: Iterable[str]) -> Places[Scores]:
    """The places of scores against known answers, checked before any work is done. Raises as `for_report` does."""
    from provenance.reports import SCORE_FORMATS, SCORE_SUFFIXES

    return _places(SCORE_FORMATS, SCORE_SUFFIXES, outputs, _streamed(outputs, format_name, "json"), inputs)


def _streamed(outputs: Sequence[str], format_name: str | None, names: str) -> str | None:
    """The name of the format for standard output; `names` are those to write. Raises `UsageError`."""
    has_stream = "-" in outputs
    if has_stream and format_name is None:
        raise UsageError("-o - needs a format", hint=f"add --format {names}")
    if format_name is not None and not has_stream:
        raise UsageError("--format goes with -o -", hint="the format of a file follows its suffix")
    if format_name == "folder":
        raise UsageError("a folder of pages cannot be streamed", hint="write it with -o FOLDER/")
    return format_name


def _places(
    formats: Registry[Format[Found]],
    suffixes: Mapping[str, str],
    outputs: Sequence[str],
    streamed: str | None,
    inputs: Iterable[str],
) -> Places[Found]:
    from provenance.output import check_place
    from provenance.readers.discover import NEVER
    from provenance.reports import format_of

    on_stream = None if streamed is None else formats.load(suffixes.get(f".{streamed}", streamed))
    files: dict[str, Format[Found]] = {}
    for path in outputs:
        if path == "-":
            continue
        files[path] = formats.load(format_of(path, suffixes))
        check_place(path, inputs)
        if Path(path).name in NEVER:
            raise OutputError(f"{path}: a name that is kept for other things", hint="name another file with -o")
    return Places(files, on_stream)


def write(found: Found, where: Places[Found], terminal: Terminal) -> None:
    """Writes what was found to every place. Raises `OutputError`."""
    from provenance import output

    for path, pages in where.formats.items():
        output.write(path, pages(found))
        terminal.say(f"wrote {safe(path)}")
    if where.streamed is not None:
        for page in where.streamed(found):
            terminal.raw(page.content)
