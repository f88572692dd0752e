"""Settings for a command, layer upon layer: files, environment, `--set`, named options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from provenance.errors import SettingsError
from provenance.settings import Settings, assign, check, merge_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX = "PROVENANCE_"
FILE = "provenance.toml"
PROJECT = "pyproject.toml"


def configured(
    start: Path,
    environment: Mapping[str, str],
    *,
    file: str | None = None,
    assignments: Iterable[str] = (),
    options: Iterable[tuple[str, str, str]] = (),
) -> Settings:
    """The settings that hold in a folder, weakest layer first.

    `[tool.provenance]` of the nearest pyproject.toml, the nearest provenance.toml (or `file` instead), variables such
    as `PROVENANCE_ALIGN__MIN_WORDS`, `section.key=value` assignments, then named options as flag, key and value.
    Nearest is in `start` or the first folder above it. Raises `SettingsError`.
    """
    settings = Settings()
    if project := nearest_file(start, PROJECT):
        settings = merge_toml(settings, _text(project), str(project), ("tool", "provenance"))
    if own := Path(file) if file else nearest_file(start, FILE):
        settings = merge_toml(settings, _text(own), str(own))
    for name in sorted(environment):
        if name.startswith(PREFIX):
            key = name.removeprefix(PREFIX).lower().replace("__", ".")
            settings = assign(settings, key, environment[name], name)
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if not equals:
            raise SettingsError(f"--set {assignment}: no value", hint="write it as --set align.min_words=12")
        settings = assign(settings, key.strip(), value, f"--set {key.strip()}")
    for flag, key, value in options:
        settings = assign(settings, key, value, flag)
    return check(settings)


def nearest_file(start: Path, name: str) -> Path | None:
    """The file of that name in a folder or the first one above it."""
    return next((place / name for place in (start, *start.parents) if (place / name).is_file()), None)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise SettingsError(f"{file}: {reason}", hint="--config names a TOML file") from error
