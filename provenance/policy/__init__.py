"""A newsroom's policy: TOML to typed values, or an error that says where and what to write instead.

The tables are dataclasses; a field's type and unit say what a policy may write, here and in the published JSON Schema.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any

from provenance.errors import PolicyError
from provenance.policy.values import build, day, each_of, known, listed, mapping, value_of
from provenance.registry import nearest
from provenance.rules import RULES
from provenance.rules.desk import ANY_OTHER_ORIGIN, PRESS_RELEASE, STORY, WIRE, Licence
from provenance.rules.options import choice, names, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LEVELS = ("error", "warning", "note", "off")
FAIL_ON = ("error", "warning", "note", "never")


@dataclass(frozen=True, slots=True)
class GateOptions:
    """`[policy]`: what fails a run, and what is too little to be looked at."""

    fail_on: str = choice("error", *FAIL_ON)
    min_words: int = 12
    max_suppressed_share: float = share(0.20)
    min_order_confidence: str = choice("moderate", "weak", "moderate", "strong")
    exclude: tuple[str, ...] = names()
    allow_long_suppressions: bool = False


@dataclass(frozen=True, slots=True)
class KindOptions:
    """`[kinds.NAME]`: which documents are of this kind. What a document says of itself beats where it lies."""

    paths: tuple[str, ...] = names()
    genres: tuple[str, ...] = names()
    origins: tuple[str, ...] = names()
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnOptions:
    """`[own]`: who counts as ourselves: outlets, and the authors in a file beside the policy, one a line."""

    origins: tuple[str, ...] = names()
    authors_file: str | None = None


@dataclass(frozen=True, slots=True)
class CreditOptions:
    """`[credit]`: words that count as credit, and the names by which an origin goes."""

    window_sentences: int = 2
    phrases: tuple[str, ...] = names()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoilerplateOptions:
    """`[[boilerplate]]`: words that are nobody's, here or in a file beside the policy."""

    text: str = ""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """A rule as the policy sets it: its level (`off` where it is not asked) and its own options."""

    level: str
    options: Any


@dataclass(frozen=True, slots=True)
class Override:
    """`[[overrides]]`: other settings of rules for the documents of some paths."""

    paths: tuple[str, ...]
    rules: Mapping[str, RuleOptions]


@dataclass(frozen=True, slots=True)
class Suppression:
    """`[[suppress]]`: a finding that somebody answers for. `fault`: why it is none, where it is not readable."""

    number: int
    rule: str
    document: str | None
    fingerprint: str | None
    reason: str
    owner: str
    expires: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """All that a policy says.

    `name`: what it is called in reports; `authors`: those of the file that it names; `digest`: of its text and of the
    files it names.
    """

    gate: GateOptions
    kinds: Mapping[str, KindOptions]
    own: OwnOptions
    credit: CreditOptions
    licences: tuple[Licence, ...]
    boilerplate: tuple[BoilerplateOptions, ...]
    rules: Mapping[str, RuleOptions]
    overrides: tuple[Override, ...]
    suppressions: tuple[Suppression, ...]
    digest: str
    name: str = ""
    authors: tuple[str, ...] = ()


DEFAULT_LEVELS = {
    "unattributed-copy": "error",
    "press-release-uncredited": "error",
    "long-verbatim-run": "error",
    "missing-quotation-marks": "warning",
    "duplicate-story": "warning",
    "self-reuse": "note",
    "licence": "error",
    "embargo": "error",
    "wrong-credit": "note",
    "hidden-text": "warning",
    "uncorrected-copy": "error",
}

DEFAULT_KINDS = {
    "press_release": KindOptions(
        paths=("inbox/**", "releases/**", "press/**", "press-releases/**", "**/inbox/**", "**/press-releases/**"),
        genres=("Press Release",),
    ),
    "wire": KindOptions(paths=("wire/**", "agency/**", "**/wire/**"), genres=("Wire",)),
}
"""Where no policy says otherwise. Whatever is none of these is a story: nothing goes unchecked by accident."""

_TABLES = ("schema", "policy", "kinds", "own", "credit", "licences", "boilerplate", "rules", "overrides", "suppress")


def no_files(name: str) -> str:
    """For a policy that is no file: it can name none."""
    raise PolicyError(f"{name}: there is no file beside this policy", hint="write the policy to a file")


def parse(text: str, where: str, beside: Callable[[str], str] = no_files) -> Policy:
    """The policy that a TOML text is; `beside` gives the text of a file that it names.

    Raises `PolicyError` with the place and what to write.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(f"{where}: not TOML: {error}", hint="see https://toml.io") from error
    known(content, _TABLES, where)
    if content.get("schema", 1) != 1:
        raise PolicyError(f"{where}: schema {content['schema']!r} is not known", hint="write schema = 1")
    rules = _rules(content.get("rules", {}), _default_rules(), f"{where}: rules")
    kinds = mapping(content.get("kinds", {}), f"{where}: kinds")
    own = build(OwnOptions, content.get("own", {}), f"{where}: own")
    boilerplate = each_of(BoilerplateOptions, content.get("boilerplate", []), f"{where}: boilerplate")
    overrides = _overrides(content.get("overrides", []), rules, f"{where}: overrides")
    _check_kinds(rules, kinds, f"{where}: rules")
    for number, each in enumerate(overrides, 1):
        _check_kinds(each.rules, kinds, f"{where}: overrides[{number}].rules")
    _check_names(kinds, looked_at([rules, *(each.rules for each in overrides)]), f"{where}: kinds")
    read = {name: beside(name) for name in (own.authors_file, *(each.file for each in boilerplate)) if name}
    return Policy(
        gate=build(GateOptions, content.get("policy", {}), f"{where}: policy"),
        kinds={name: build(KindOptions, table, f"{where}: kinds.{name}") for name, table in kinds.items()}
        or DEFAULT_KINDS,
        own=own,
        credit=build(CreditOptions, content.get("credit", {}), f"{where}: credit"),
        licences=each_of(Licence, content.get("licences", []), f"{where}: licences"),
        boilerplate=tuple(replace(each, text=read[each.file]) if each.file else each for each in boilerplate),
        rules=rules,
        overrides=overrides,
        suppressions=_suppressions(content.get("suppress", []), f"{where}: suppress"),
        digest=_digest(text, read),
        name=where,
        authors=tuple(filter(None, map(str.strip, read.get(own.authors_file or "", "").split("\n")))),
    )


def _digest(text: str, read: Mapping[str, str]) -> str:
    """A digest of a policy's text and of the files that it names."""
    parts = [text, *(part for named in sorted(read.items()) for part in named)]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def options_of(rule: str) -> Any:
    """The class of a rule's options: the annotation of its second parameter."""
    function = RULES.load(rule)
    module = import_module(function.__module__)
    return getattr(module, str(function.__annotations__["options"]).rpartition(".")[2])


def _default_rules() -> dict[str, RuleOptions]:
    return {name: RuleOptions(DEFAULT_LEVELS.get(name, "warning"), options_of(name)()) for name in RULES.names()}


def _rules(content: Any, base: Mapping[str, RuleOptions], where: str) -> dict[str, RuleOptions]:
    """The rules, with what a table says laid over them."""
    found = dict(base)
    for name, table in mapping(content, where).items():
        if name not in base:
            raise PolicyError(f"{where}: unknown rule {name!r}", hint=nearest(name, tuple(base)))
        own = dict(mapping(table, f"{where}.{name}"))
        level = own.pop("level", base[name].level)
        if level not in LEVELS:
            raise PolicyError(f"{where}.{name}: level cannot be {level!r}", hint="one of " + ", ".join(LEVELS))
        found[name] = RuleOptions(level, build(type(base[name].options), own, f"{where}.{name}", base[name].options))
    return found


def _check_kinds(rules: Mapping[str, RuleOptions], declared: Iterable[str], where: str) -> None:
    """Raises `PolicyError` for a kind of documents that there cannot be: such a rule would look at none, and pass."""
    kinds = tuple(dict.fromkeys((*declared, STORY, PRESS_RELEASE, WIRE, ANY_OTHER_ORIGIN)))
    for name, rule in rules.items():
        for option in fields(rule.options):
            of_kinds = getattr(rule.options, option.name) if option.metadata.get("unit") == "document-kind" else ()
            for kind in of_kinds:
                if kind not in kinds:
                    raise PolicyError(f"{where}.{name}.{option.name}: unknown kind {kind!r}", hint=nearest(kind, kinds))


def looked_at(settings: Iterable[Mapping[str, RuleOptions]]) -> frozenset[str]:
    """The kinds of documents that rules look at, or take for sources by name."""
    return frozenset(
        kind
        for rules in settings
        for rule in rules.values()
        for option in fields(rule.options)
        if option.metadata.get("unit") == "document-kind"
        for kind in getattr(rule.options, option.name)
    )


def _check_names(declared: Iterable[str], known: frozenset[str], where: str) -> None:
    """Raises `PolicyError` for a kind that no rule looks at and that is called nearly as one that is not declared.

    Its documents would be no stories any more, and pass.
    """
    names = frozenset(declared)
    missing = tuple(sorted(known - names - {ANY_OTHER_ORIGIN}))
    for name in sorted(names - known):
        hint = nearest(name, missing) if missing else ""
        if hint.startswith("did you mean"):
            raise PolicyError(f"{where}.{name}: no rule looks at documents of this kind", hint=hint)


def _overrides(content: Any, rules: Mapping[str, RuleOptions], where: str) -> tuple[Override, ...]:
    """The overrides, each with the rules that it sets laid over those of the policy."""
    found = []
    for number, table in enumerate(listed(content, where), 1):
        place = f"{where}[{number}]"
        known(table, ("paths", "rules"), place)
        paths = value_of(tuple[str, ...], {}, table.get("paths", []), f"{place}.paths")
        if not paths:
            raise PolicyError(f"{place}: no paths", hint='write paths = ["stories/live/**"]')
        changed = _rules(table.get("rules", {}), rules, f"{place}.rules")
        found.append(Override(paths, {name: changed[name] for name in table.get("rules", {})}))
    return tuple(found)


def _suppressions(content: Any, where: str) -> tuple[Suppression, ...]:
    """The suppressions. One that lacks something suppresses nothing and says so: that is told, and no error."""
    return tuple(
        _suppression(number, table, f"{where}[{number}]") for number, table in enumerate(listed(content, where), 1)
    )


def _suppression(number: int, table: Mapping[str, Any], where: str) -> Suppression:
    """One suppression, with what it lacks as its fault. Raises `PolicyError` for an unknown rule or key."""
    said = ("rule", "document", "fingerprint", "reason", "owner")
    known(table, (*said, "expires"), where)
    told = {name: value_of(str, {}, table.get(name, ""), f"{where}.{name}") for name in said}
    rule, document, fingerprint, reason, owner = told.values()
    if rule not in RULES.names():
        raise PolicyError(f"{where}: unknown rule {rule!r}", hint=nearest(rule, RULES.names()))
    expires = day(table.get("expires"))
    lacking = [name for name in ("reason", "owner") if not told[name].strip()]
    lacking += [] if table.get("expires") else ["expires"]
    lacking += [] if document or fingerprint else ["document or fingerprint"]
    fault = f"it lacks {', '.join(lacking)}" if lacking else "" if expires else "expires is no day such as 2027-03-31"
    return Suppression(number, rule, document or None, fingerprint or None, reason, owner, expires or "", fault)
