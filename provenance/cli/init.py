"""`provenance init`: a commented policy that fits the folder, and what a CI server needs to run it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.cli import options
from provenance.cli.check import POLICY
from provenance.cli.exits import Exit
from provenance.cli.terminal import safe
from provenance.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provenance.cli.terminal import Terminal
    from provenance.model import Document

EPILOG = """\b
Examples:
  provenance init                      a policy for this folder
  provenance init archive/ --ci github --ci pre-commit
"""

_KINDS = {
    "press_release": ("inbox", "release", "releases", "press", "press-releases", "press_releases", "pr"),
    "wire": ("wire", "wires", "agency", "agencies"),
    "story": ("stories", "story", "articles", "posts", "news", "content", "_posts", "archive"),
}
"""By what name of a folder its documents are taken for what."""

_SAYS = {
    "press_release": "What others send us. It was there before the story, whatever its date.",
    "wire": "Agency copy. Using it takes a licence: see [[licences]].",
    "story": "What we publish. Whatever is of no other kind is a story, too: nothing goes unchecked by accident.",
}

_GITHUB = """# Checks the archive on every change, and shows what it finds beside the lines.
name: provenance
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v6
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: .provenance-cache
          key: provenance-${{{{ runner.os }}}}-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: provenance-${{{{ runner.os }}}}-
      - run: pip install provenance-tracer
      # Of a pull request only what it changes is judged; of a push, everything.
      - run: >-
          provenance check "$FOLDER" ${{SINCE:+--since="$SINCE"}} --cache .provenance-cache
          -o report.html -o report.sarif -o report.github.txt
        env:
          FOLDER: {folder}
          SINCE: ${{{{ github.event.pull_request.base.sha }}}}
      - if: always()
        run: cat report.github.txt
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: lineage-report
          path: report.*
"""

_GITLAB = """# Include this file from .gitlab-ci.yml: the findings show in the merge request.
provenance:
  image: python:3.12-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: "0"
    FOLDER: {folder}
  cache:
    key: provenance
    paths: [.provenance-cache]
  script:
    - pip install provenance-tracer
    # Of a merge request only what it changes is judged; of the default branch, everything.
    - >-
      provenance check "$FOLDER" ${{CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since="$CI_MERGE_REQUEST_DIFF_BASE_SHA"}}
      --cache .provenance-cache -o report.html -o report.gitlab.json -o report.junit.xml
  artifacts:
    when: always
    paths: [report.html]
    reports:
      codequality: report.gitlab.json
      junit: report.junit.xml
"""

_PRE_COMMIT = """# Runs before a push, and judges what it brings. The whole archive is compared, so no file names are
# passed; unchanged documents are remembered beside git's own files.
repos:
  - repo: local
    hooks:
      - id: provenance-check
        name: reuse without credit
        entry: >-
          sh -c 'exec provenance check ${{PRE_COMMIT_FROM_REF:+--since="$PRE_COMMIT_FROM_REF"}}
          --cache="$(git rev-parse --git-path provenance-cache)" "$@"' --
        args: [{folder}]
        language: system
        pass_filenames: false
        require_serial: true
        types_or: [text]
        stages: [pre-push, manual]
"""

_FILES = {
    "github": (".github/workflows/provenance.yml", _GITHUB),
    "gitlab": (".gitlab-ci.provenance.yml", _GITLAB),
    "pre-commit": (".pre-commit-config.yaml", _PRE_COMMIT),
}


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="[FOLDER]", default=".")
@click.option("--ci", "hosts", type=click.Choice(list(_FILES)), multiple=True, help="Write what this host needs, too.")
@options.options(options.TALK)
def init(folder: str, hosts: tuple[str, ...], **chosen: Any) -> Exit:
    """Write a commented policy that fits what lies in a folder. Nothing that is there already is touched."""
    from provenance.model import Page
    from provenance.output import write
    from provenance.readers.intake import read_all
    from provenance.settings import ReadSettings

    terminal = options.terminal_of(chosen)
    if not Path(folder).is_dir():
        raise UsageError(f"{folder}: no such folder", hint="name the folder of the texts")
    named = "." if Path(folder).resolve() == Path.cwd() else Path(folder).as_posix()
    texts = [(POLICY, policy_text(read_all([folder], ReadSettings()).documents))]
    texts += [(_FILES[host][0], _FILES[host][1].format(folder=_quoted(named))) for host in hosts]
    for place, _ in texts:
        if Path(place).exists():
            raise UsageError(f"{place} is there already", hint="move it away first; nothing was written")
    for place, text in texts:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        write(place, [Page(Path(place).name, text.encode("utf-8"))])
        terminal.say(f"wrote {safe(place)}")
    _next(named, terminal)
    return Exit.DONE


def policy_text(documents: Iterable[Document]) -> str:
    """A policy for these documents: the kinds that their folders suggest, and the built-in limits, explained."""
    listed = list(documents)
    guessed = _guessed(listed)
    kinds = "\n".join(_kind(name, paths, listed) for name, paths in guessed.items())
    own = ", ".join(map(_quoted, _own(listed, guessed)))
    return _POLICY.format(kinds=kinds, own=own, total=len(listed), rules=_rules())


def _own(documents: list[Document], guessed: dict[str, list[str]]) -> list[str]:
    """The publisher that most stories name, if nothing else comes from it. To be wrong here would let copies pass."""
    from provenance.gate import kind_of
    from provenance.policy import KindOptions
    from provenance.rules.desk import STORY

    kinds = {name: KindOptions(paths=tuple(paths)) for name, paths in guessed.items() if name != STORY}
    by_kind = [(kind_of(each, kinds) == STORY, each.source.publisher) for each in documents]
    named = Counter(publisher for is_story, publisher in by_kind if is_story)
    senders = {publisher for is_story, publisher in by_kind if not is_story}
    return [name for name, number in named.items() if name and name not in senders and 2 * number > named.total()]


def _guessed(documents: list[Document]) -> dict[str, list[str]]:
    """The globs of each kind, by the names of the folders that hold documents."""
    found: dict[str, set[str]] = {name: set() for name in _KINDS}
    for document in documents:
        folders = document.id.split("/")[:-1]
        for depth, folder in enumerate(folders):
            name = next((kind for kind, known in _KINDS.items() if folder.casefold() in known), None)
            if name is not None:
                found[name].add("/".join([*folders[: depth + 1], "**"]))
                break
    return {name: sorted(globs) for name, globs in found.items() if globs or name != "story"}


def _kind(name: str, paths: list[str], documents: list[Document]) -> str:
    from provenance.gate import is_at

    number = sum(is_at(each.id, paths) for each in documents)
    genre = {"press_release": '["Press Release"]', "wire": '["Wire"]'}.get(name)
    lines = [f"# {_SAYS[name]} Found: {number}.", f"[kinds.{name}]"]
    lines.append(f"paths = [{', '.join(map(_quoted, paths))}]")
    return "\n".join([*lines, *([f"genres = {genre}"] if genre else []), ""])


def _rules() -> str:
    """Every rule with its built-in level and options, and what it claims."""
    from dataclasses import fields

    from provenance.manual import of_rule
    from provenance.policy import DEFAULT_LEVELS, options_of

    blocks = []
    for name, level in DEFAULT_LEVELS.items():
        given = options_of(name)()
        lines = [f"# {of_rule(name).claim}", f"[rules.{name}]", f'level = "{level}"']
        lines += [f"{each.name} = {_toml(each, getattr(given, each.name))}" for each in fields(given)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _toml(each: Any, value: Any) -> str:
    unit = each.metadata.get("unit")
    if unit == "share":
        return f'"{value * 100:g}%"'
    if unit == "days":
        return f'"{value}d"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON and of YAML, too."""
    import json

    return json.dumps(text, ensure_ascii=True)


def _next(folder: str, terminal: Terminal) -> None:
    import shlex

    place = safe(shlex.quote(folder))
    terminal.say("")
    terminal.say(f"Next: read {POLICY}, then")
    terminal.say(f"  provenance policy check {POLICY} {place}")
    terminal.say(f"  provenance baseline create provenance-baseline.jsonl {place}   accept what is there today")
    terminal.say(f"  provenance check {place} --baseline provenance-baseline.jsonl")


_POLICY = """# What this archive allows. `provenance policy check` explains it.
schema = 1

[policy]
fail_on = "error"               # error, warning, note or never
min_words = 12                  # shorter matches are ignored
max_suppressed_share = "20%"    # more suppressed findings than that are told
min_order_confidence = "moderate"   # weak (.70), moderate (.85) or strong (.95): for rules that say who was first
exclude = []                    # globs of files that are not looked at

# What each document is, of {total}: what it says of itself beats where it lies; of equals the first kind wins.
{kinds}
# Who counts as ourselves.
[own]
origins = [{own}]
# authors_file = "staff.txt"    # beside this file, a name a line: what they wrote is ours, wherever it stands

# Words that count as credit beside the names and addresses of the sources.
[credit]
window_sentences = 2
phrases = []
[credit.names]
# "City Press Office" = ["the city", "city council"]

# What we may use, from whom, until when.
# [[licences]]
# origin = "Coastal Wire"
# allows = ["full_text"]
# until = 2027-06-30
# requires_credit = true

# Words that are nobody's.
# [[boilerplate]]
# text = "All rights reserved."         # or file = "standing-notes.txt", beside this file

{rules}

# Other limits in one place.
# [[overrides]]
# paths = ["stories/live/**"]
# rules.self-reuse.max_share = "60%"

# A finding that somebody answers for. All of these are needed, and it ends.
# [[suppress]]
# rule = "press-release-uncredited"
# document = "stories/2201.md"          # or fingerprint = "…"
# reason = "Statement reprinted in full with permission, see mail of 4 March"
# owner = "standards@example.org"
# expires = 2027-03-31
"""
