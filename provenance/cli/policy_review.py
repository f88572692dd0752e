"""A policy looked at: what applies where, which document is taken for what, and whether each rule does what it says."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from provenance.cli.examples import example_of, is_right
from provenance.cli.terminal import safe
from provenance.phrasing import count
from provenance.policy.kinds import Kinds
from provenance.policy.values import written
from provenance.readers.intake import read_all
from provenance.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import Field

    from provenance.cli.terminal import Terminal
    from provenance.policy import Policy


def tell(policy: Policy, paths: Sequence[str], terminal: Terminal) -> bool:
    """Prints what a policy says, also of the documents of some paths. True if all its rules do what they say."""
    _said(policy, terminal)
    if paths:
        _kinds(policy, paths, terminal)
    return _examples(policy, terminal)


def _said(policy: Policy, terminal: Terminal) -> None:
    """Every rule with its level and options, and what is suppressed."""
    terminal.result(f"Policy: {safe(policy.name) or 'the built-in one'}.")
    terminal.result(
        f"Fails on: {policy.gate.fail_on}. Matches of fewer than {count(policy.gate.min_words, 'word')} are ignored."
    )
    terminal.result()
    for name, setting in policy.rules.items():
        said = [f"{each.name} {_shown(each, getattr(setting.options, each.name))}" for each in fields(setting.options)]
        terminal.paragraph(f"{setting.level:<8}{name}: {safe(', '.join(said))}", rest=" " * 8)
    for override in policy.overrides:
        terminal.result(f"In {safe(', '.join(override.paths))}: other settings of {', '.join(override.rules)}")
    for each in policy.suppressions:
        scope = each.document or each.fingerprint or "nothing"
        fault = f" (does not hold: {each.fault})" if each.fault else ""
        terminal.result(safe(f"Suppressed until {each.expires}: {each.rule} in {scope}{fault}"))


def _shown(option: Field[Any], value: Any) -> str:
    return " or ".join(value) if isinstance(value, tuple) else written(value, option.metadata)


def _kinds(policy: Policy, paths: Sequence[str], terminal: Terminal) -> None:
    """Which documents are taken for what."""
    terminal.result()
    kinds = Kinds(policy.kinds)
    for document in read_all(paths, ReadSettings()).documents:
        terminal.result(f"{kinds.of(document).replace('_', ' '):<16}{safe(document.id)}")


def _examples(policy: Policy, terminal: Terminal) -> bool:
    """Runs the example of every rule that is asked. True if all do what they say."""
    terminal.result()
    is_whole = True
    for name, setting in policy.rules.items():
        example = None if setting.level == "off" else example_of(name)
        if example is None:
            continue
        objects, is_content = is_right(example)
        is_whole = is_whole and objects and is_content
        said = "objects to its example, and is content when that is settled" if objects and is_content else "FAILS"
        terminal.result(f"{terminal.paint('ok' if objects and is_content else 'no', 'bold')}  {name} {said}")
    return is_whole
