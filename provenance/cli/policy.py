"""`provenance policy`: what a policy says, and whether its rules do what they say."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit
from provenance.cli.terminal import safe

if TYPE_CHECKING:
    from provenance.cli.terminal import Terminal
    from provenance.policy import Policy

EPILOG = """\b
Examples:
  provenance policy check                         the policy of this folder, or the built-in one
  provenance policy check policy.toml archive/    and which documents of an archive it takes for what
"""


@click.group()
def policy() -> None:
    """Look at a policy before a run depends on it."""


@policy.command(epilog=EPILOG)
@click.argument("words", metavar="[POLICY.toml] [PATH...]", nargs=-1)
@options.options(options.TALK)
def check(words: tuple[str, ...], **chosen: Any) -> Exit:
    """Explain what applies where, and run the example of every rule."""
    from provenance.cli.gating import policy_of

    terminal = options.terminal_of(chosen)
    named = words[0] if words and words[0].endswith(".toml") else None
    read = policy_of(named)
    _said(read, terminal)
    if paths := words[1:] if named else words:
        _kinds(read, paths, terminal)
    return Exit.DONE if _examples(read, terminal) else Exit.FINDINGS


def _said(policy: Policy, terminal: Terminal) -> None:
    """Every rule with its level and options, and what is suppressed."""
    terminal.result(
        f"Fails on: {policy.gate.fail_on}. Matches of fewer than {policy.gate.min_words} words are ignored."
    )
    terminal.result()
    for name, setting in policy.rules.items():
        said = [f"{each.name} {_shown(each, getattr(setting.options, each.name))}" for each in fields(setting.options)]
        terminal.result(f"{terminal.paint(f'{setting.level:<8}', 'bold')}{name}: {safe(', '.join(said))}")
    for override in policy.overrides:
        terminal.result(f"In {safe(', '.join(override.paths))}: other settings of {', '.join(override.rules)}")
    for each in policy.suppressions:
        scope = each.document or each.fingerprint or "nothing"
        fault = f" (does not hold: {each.fault})" if each.fault else ""
        terminal.result(safe(f"Suppressed until {each.expires}: {each.rule} in {scope}{fault}"))


def _shown(each: Any, value: Any) -> str:
    """An option's value as a policy writes it."""
    unit = each.metadata.get("unit")
    if unit == "share":
        return f"{value * 100:g}%"
    if unit == "days":
        return f"{value}d"
    return " or ".join(value) if isinstance(value, tuple) else str(value)


def _kinds(policy: Policy, paths: tuple[str, ...], terminal: Terminal) -> None:
    """Which documents are taken for what."""
    from provenance.gate import kind_of
    from provenance.readers.intake import read_all
    from provenance.settings import ReadSettings

    terminal.result()
    for document in read_all(paths, ReadSettings()).documents:
        terminal.result(f"{kind_of(document, policy.kinds).replace('_', ' '):<16}{safe(document.id)}")


def _examples(policy: Policy, terminal: Terminal) -> bool:
    """Runs the example of every rule that is asked. True if all do what they say."""
    from provenance.cli.examples import example_of, is_right

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
