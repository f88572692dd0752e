"""`provenance completion`: what a shell needs to complete commands, options and the names of files."""

from __future__ import annotations

import click

from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  eval "$(provenance completion bash)"       in ~/.bashrc
  eval "$(provenance completion zsh)"        in ~/.zshrc
  provenance completion fish > ~/.config/fish/completions/provenance.fish
"""


@click.command(epilog=EPILOG)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> Exit:
    """Print what makes a shell complete commands and files."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(context.find_root().command, {}, "provenance", "_PROVENANCE_COMPLETE").source())
    return Exit.DONE
