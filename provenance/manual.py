"""Manual pages: the docstring of a cue or a rule, taken apart for those who print it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provenance.rules import NUMBERS, RULES

if TYPE_CHECKING:
    from provenance.registry import Registry

_SECTION = re.compile(r"\*(?P<title>[^*]+)\.\*\s+(?P<text>.*?)(?=\n\s*\n\*|\Z)", re.DOTALL)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """What a plug-in claims, in one sentence, and its sections by title. `code`: the number of a rule; else empty."""

    code: str
    claim: str
    sections: tuple[tuple[str, str], ...]

    def section(self, title: str) -> str:
        """The text of a section, or nothing."""
        return dict(self.sections).get(title, "")


def of_rule(name: str) -> ManualPage:
    """The manual page of a rule. Raises `UnknownPluginError`."""
    return page_of(RULES, name)


def page_of(registry: Registry[Any], name: str) -> ManualPage:
    """The manual page of a cue or a rule. Raises `UnknownPluginError`."""
    page = inspect.cleandoc(registry.load(name).__doc__ or "")
    sections = tuple(
        (found["title"].strip(), _SPACE.sub(" ", found["text"]).strip()) for found in _SECTION.finditer(page)
    )
    return ManualPage(NUMBERS.get(name, ""), _SPACE.sub(" ", page.partition("\n\n")[0]), sections)
