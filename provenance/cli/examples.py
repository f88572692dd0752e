"""The example of a rule: texts it objects to, and the same settled. Run through the whole tool, as a newsroom would."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from provenance.gate import judge
from provenance.pipeline import trace
from provenance.policy import parse
from provenance.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = "2026-01-31"


@dataclass(frozen=True, slots=True)
class Example:
    """Texts by their place, and what the policy adds, before and after."""

    rule: str
    now: str
    texts: tuple[Mapping[str, str], Mapping[str, str]]
    policies: tuple[str, str]


def example_of(rule: str) -> Example | None:
    """The example that ships with a rule of ours; None for those of other packages."""
    place = files("provenance").joinpath("rules", "examples", f"{rule}.toml")
    if not place.is_file():
        return None
    content: dict[str, Any] = tomllib.loads(place.read_text("utf-8"))
    policy = content.get("policy", "")
    texts = content["objection"], {**content["objection"], **content["settled"]}
    return Example(rule, content.get("now", NOW), texts, (policy, content.get("settled_policy", policy)))


def is_right(example: Example) -> tuple[bool, bool]:
    """Whether the rule objects to the one, and is content with the other."""
    found = [_objects(example, number) for number in (0, 1)]
    return found[0], not found[1]


def _objects(example: Example, number: int) -> bool:
    """Whether the rule alone finds something in the texts."""
    policy = parse(example.policies[number], f"the example of {example.rule}")
    alone = {
        name: setting if name == example.rule else replace(setting, level="off")
        for name, setting in policy.rules.items()
    }
    with TemporaryDirectory() as folder:
        for name, text in example.texts[number].items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
        settings = Settings()
        settings = replace(settings, align=replace(settings.align, min_words=policy.gate.min_words))
        report = judge(trace([folder], settings), replace(policy, rules=alone), now=example.now)
    return bool(report.gate and report.gate.findings)
