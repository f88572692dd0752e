"""`provenance init`: a commented policy that fits the folder, and what a CI server needs to run it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.exits import Exit
from provenance.cli.options import BASELINE, POLICY
from provenance.cli.terminal import safe
from provenance.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cli.terminal import Terminal

EPILOG = """\b
Examples:
  provenance init                      a policy for this folder
  provenance init archive/ --ci github --ci pre-commit
"""

HOSTS = {
    "github": ".github/workflows/provenance.yml",
    "gitlab": ".gitlab-ci.provenance.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
"""Where each host looks for what it is to run."""

THEN = {
    "github": "commit these files: GitHub checks each push and pull request from then on",
    "gitlab": "commit these files, with this line in .gitlab-ci.yml: include: .gitlab-ci.provenance.yml",
    "pre-commit": "pre-commit install --hook-type pre-push",
}
"""What is left to do for each."""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="[FOLDER]", type=options.FILE, default=".")
@click.option("--ci", "hosts", type=click.Choice(list(HOSTS)), multiple=True, help="Write what this host needs, too.")
@options.options(options.TALK)
def init(folder: str, hosts: tuple[str, ...], **chosen: Any) -> Exit:
    """Write a commented policy that fits a folder of texts.

    Nothing that is there already is touched: a policy is kept when --ci asks for more, and what a
    host needs in a file that is there is printed, to be put into it.
    """
    from provenance.cli.starter_files import for_host, policy_text
    from provenance.model import Page
    from provenance.output import write
    from provenance.readers.intake import read_all
    from provenance.settings import ReadSettings

    terminal = options.terminal_of(chosen)
    if not Path(folder).is_dir():
        raise UsageError(f"{folder}: no such folder", hint="name the folder of the texts")
    named = "." if Path(folder).resolve() == Path.cwd() else Path(folder).as_posix()
    texts = {POLICY: policy_text(read_all([folder], ReadSettings()).documents)}
    texts |= {HOSTS[host]: for_host(host, named) for host in hosts}
    kept = [place for place in texts if Path(place).exists()]
    if POLICY in kept and not hosts:
        hint = "move it away, and put the two together afterwards; nothing was written"
        raise UsageError(f"{POLICY} is there already", hint=hint)
    left = {place: texts.pop(place) for place in kept}
    for place, text in texts.items():
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        write(place, [Page(Path(place).name, text.encode("utf-8"))])
        terminal.say(f"wrote {safe(place)}")
    for place, text in left.items():
        terminal.say(f"kept {safe(place)}, which is there already")
        if place != POLICY and not (Path(place).is_file() and Path(place).read_bytes() == text.encode("utf-8")):
            terminal.result(f"# to be put into {safe(place)}:")
            terminal.result(text.rstrip("\n"))
    _next(named, hosts, terminal)
    return Exit.DONE


def _next(folder: str, hosts: Sequence[str], terminal: Terminal) -> None:
    """Says what is left for a person to do."""
    place = safe(shlex.quote(folder))
    terminal.say("")
    terminal.say(f"Next: read {POLICY}, then")
    terminal.say(f"  provenance policy check {POLICY} {place}")
    terminal.say(f"  provenance baseline create {BASELINE} {place}   accept what is there today")
    terminal.say(f"  provenance check {place}")
    for host in HOSTS:
        if host in hosts:
            terminal.say(f"  {THEN[host]}")
