"""Report formats: a report becomes pages. A format writes nothing and gives the same bytes for the same report.

Groups of duplicates, and scores against known answers, have formats of their own.
"""

from __future__ import annotations

from os import fspath, sep
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, TypeVar

from provenance.errors import UsageError
from provenance.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike

    from provenance.model import Groups, Page, Report, Scores


Found_contra = TypeVar("Found_contra", contravariant=True)


class Format(Protocol[Found_contra]):
    """Turns what a run found, a report, groups of duplicates or scores, into its pages, in a stated order."""

    def __call__(self, found: Found_contra, /) -> Iterator[Page]:
        """The pages of what was found."""
        ...


FORMATS: Registry[Format[Report]] = Registry(
    kind="report format",
    group="provenance.formats",
    table={
        "annotations": "provenance.reports.annotations:web_annotations",
        "csv": "provenance.reports.csv:csv",
        "dot": "provenance.reports.dot:dot",
        "folder": "provenance.reports.folder:folder",
        "github": "provenance.reports.github:github",
        "gitlab": "provenance.reports.gitlab:gitlab",
        "graphml": "provenance.reports.graphml:graphml",
        "html": "provenance.reports.html:html",
        "json": "provenance.reports.json:json",
        "junit": "provenance.reports.junit:junit",
        "markdown": "provenance.reports.markdown:markdown",
        "mermaid": "provenance.reports.mermaid:mermaid",
        "parquet": "provenance.reports.parquet:parquet",
        "prov": "provenance.reports.prov:prov",
        "sarif": "provenance.reports.sarif:sarif",
    },
    extras={"parquet": "parquet"},
)

SUFFIXES = {
    ".html": "html",
    ".prov.json": "prov",
    ".gitlab.json": "gitlab",
    ".github.txt": "github",
    ".junit.xml": "junit",
    ".sarif": "sarif",
    ".json": "json",
    ".csv": "csv",
    ".graphml": "graphml",
    ".dot": "dot",
    ".mmd": "mermaid",
    ".md": "markdown",
    ".jsonld": "annotations",
    ".parquet": "parquet",
}
"""The longer of two suffixes that end alike stands first."""


GROUP_FORMATS: Registry[Format[Groups]] = Registry(
    kind="format of groups",
    group="provenance.group_formats",
    table={
        "csv": "provenance.reports.duplicate_groups:csv",
        "json": "provenance.reports.duplicate_groups:json",
    },
    extras={},
)

GROUP_SUFFIXES = {".csv": "csv", ".json": "json"}


SCORE_FORMATS: Registry[Format[Scores]] = Registry(
    kind="format of scores",
    group="provenance.score_formats",
    table={"json": "provenance.reports.scores:json"},
    extras={},
)

SCORE_SUFFIXES = {".json": "json"}


def format_of(path: str | PathLike[str], suffixes: Mapping[str, str] = SUFFIXES) -> str:
    """The name of the format that the path's suffix stands for. Raises `UsageError` for a suffix nobody writes."""
    if is_folder(path) and "html" in suffixes.values():
        return "folder"
    name = PurePath(path).name
    for suffix, format_name in suffixes.items():
        if name.lower().endswith(suffix):
            return format_name
    raise UsageError(f"no report format is known for {name!r}", hint="known suffixes: " + ", ".join(sorted(suffixes)))


def is_folder(path: str | PathLike[str]) -> bool:
    """Whether a place to write to is a folder of pages: it ends in a slash."""
    return fspath(path).endswith(("/", sep))
