"""What `provenance init` writes: a policy that fits the documents of a folder, and what a CI server needs to run it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from provenance.globs import Globs
from provenance.manual import of_rule
from provenance.policy import DEFAULT_LEVELS, KindOptions, options_of
from provenance.policy.kinds import Kinds
from provenance.policy.values import written
from provenance.rules.desk import STORY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from dataclasses import Field

    from provenance.model import Document

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

_TEMPLATES = {"github": "github.yml", "gitlab": "gitlab.yml", "pre-commit": "pre-commit.yaml"}
_BLANK = re.compile(r"\{(\w+)\}")


def for_host(host: str, folder: str) -> str:
    """What a host needs to check a folder."""
    return _filled(_TEMPLATES[host], folder=_quoted(folder))


def policy_text(documents: Iterable[Document]) -> str:
    """A policy for these documents: the kinds that their folders suggest, and the built-in limits, explained."""
    listed = list(documents)
    guessed = _guessed(listed)
    kinds = "\n".join(_kind(name, paths, listed) for name, paths in guessed.items())
    own = ", ".join(map(_quoted, _own(listed, guessed)))
    return _filled("policy.toml", kinds=kinds, own=own, total=str(len(listed)), rules=_rules())


def _own(documents: list[Document], guessed: dict[str, list[str]]) -> list[str]:
    """The publisher that most stories name, if nothing else comes from it. To be wrong here would let copies pass."""
    kinds = {name: KindOptions(paths=tuple(paths)) for name, paths in guessed.items() if name != STORY}
    known = Kinds(kinds)
    by_kind = [(known.of(each) == STORY, each.source.publisher) for each in documents]
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
    globs = Globs([paths])
    number = sum(bool(globs.fitting(each.id)) for each in documents)
    genre = {"press_release": '["Press Release"]', "wire": '["Wire"]'}.get(name)
    lines = [f"# {_SAYS[name]} Found: {number}.", f"[kinds.{name}]"]
    lines.append(f"paths = [{', '.join(map(_quoted, paths))}]")
    return "\n".join([*lines, *([f"genres = {genre}"] if genre else []), ""])


def _rules() -> str:
    """Every rule with its built-in level and options, and what it claims."""
    blocks = []
    for name, level in DEFAULT_LEVELS.items():
        given = options_of(name)()
        lines = [f"# {of_rule(name).claim}", f"[rules.{name}]", f'level = "{level}"']
        lines += [f"{each.name} = {_toml(each, getattr(given, each.name))}" for each in fields(given)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _toml(option: Field[Any], value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    is_plain = isinstance(value, int) and "unit" not in option.metadata
    return str(value) if is_plain else _quoted(written(value, option.metadata))


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON and of YAML, too."""
    return json.dumps(text, ensure_ascii=True)


def _filled(template: str, **values: str) -> str:
    """A template of ours, its blanks filled in one go: what is filled in has none."""
    text = files("provenance").joinpath("cli", "templates", template).read_text("utf-8")
    return _BLANK.sub(lambda blank: values[blank[1]], text)
