"""Plug-ins by name, imported when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from provenance.errors import MissingExtraError, PluginError, UnknownPluginError

if TYPE_CHECKING:
    from collections.abc import Mapping

Plugin = TypeVar("Plugin")

MAX_LISTED = 24
"""Of more names than these only the nearest to a wrong one are told."""


@dataclass(frozen=True, slots=True)
class Registry(Generic[Plugin]):
    """A table of plug-ins of one kind: `name -> "module:attribute"`, plus what other packages bring by entry points.

    `extras` names, for a plug-in that needs an optional library, the extra that installs it.
    """

    kind: str
    group: str
    table: Mapping[str, str]
    extras: Mapping[str, str]

    def names(self) -> tuple[str, ...]:
        """All names, sorted: our own and those of installed packages."""
        return tuple(sorted({*self.table, *(name for name, _ in self._installed())}))

    def claimed(self, suffixes: Mapping[str, str]) -> dict[str, str]:
        """Suffixes and the plug-ins that claim them: one of another package that of its name, if we claim none such."""
        installed = {f".{name.lower()}": name for name, _ in self._installed()}
        # The longer of two suffixes that end alike stands first.
        return {each: name for each, name in installed.items() if each not in suffixes} | dict(suffixes)

    def load(self, name: str) -> Plugin:
        """The plug-in of that name. Raises `UnknownPluginError` with the nearest name, or `MissingExtraError`."""
        target = self.table.get(name) or next((value for known, value in self._installed() if known == name), None)
        if target is None:
            raise UnknownPluginError(f"no {self.kind} called {name!r}", hint=nearest(name, self.names()))
        module, _, attribute = target.partition(":")
        try:
            plugin: Plugin = getattr(import_module(module), attribute)
        except ModuleNotFoundError as error:
            if error.name and error.name.partition(".")[0] == module.partition(".")[0]:
                raise PluginError(f"{self.kind} {name!r}: module {error.name} is missing") from error
            extra = self.extras.get(name, name)
            raise MissingExtraError(
                f"{self.kind} {name!r} needs {error.name}", hint=f'pip install "provenance-tracer[{extra}]"'
            ) from error
        return plugin

    def _installed(self) -> list[tuple[str, str]]:
        """Name and value of what installed packages bring."""
        from importlib import metadata  # some thirty modules, which to say how a command is used needs not

        return [(point.name, point.value) for point in metadata.entry_points(group=self.group)]


def nearest(name: str, known: tuple[str, ...]) -> str:
    """A hint that names the most similar known name, or all of them, or of very many those that are nearest."""
    from rapidfuzz import process

    best = process.extractOne(name, known, score_cutoff=60)
    if best:
        return f"did you mean {best[0]!r}?"
    if len(known) <= MAX_LISTED:
        return "known: " + ", ".join(known)
    return f"the nearest of {len(known):,}: " + ", ".join(each for each, *_ in process.extract(name, known, limit=5))
