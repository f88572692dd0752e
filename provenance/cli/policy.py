"""`provenance policy`: what a policy says, and whether its rules do what they say."""

from __future__ import annotations

from typing import Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance policy check                         the policy of this folder, or the built-in one
  provenance policy check policy.toml archive/    and which documents of an archive it takes for what
"""


@click.group()
def policy() -> None:
    """Look at a policy before a run depends on it."""


@policy.command(epilog=EPILOG)
@click.argument("words", metavar="[POLICY.toml] [PATH...]", type=options.FILE, nargs=-1)
@options.options(options.TALK)
def check(words: tuple[str, ...], **chosen: Any) -> Exit:
    """Explain what applies where, and run the example of every rule."""
    from provenance.cli import policy_review
    from provenance.cli.gating import policy_of

    terminal = options.terminal_of(chosen)
    named = words[0] if words and words[0].endswith(".toml") else None
    is_right = policy_review.tell(policy_of(named), words[1:] if named else words, terminal)
    return Exit.DONE if is_right else Exit.FINDINGS
