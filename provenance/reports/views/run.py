"""Run notes: what could not be read, what was in doubt, what each step let through, and what was set otherwise."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from provenance.reports.markup import Html, fill, text
from provenance.reports.strings.inputs import LIMITS, STEPS, UNREADABLE
from provenance.reports.views import phrases
from provenance.reports.views.blocks import shorten
from provenance.reports.views.phrases import say
from provenance.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.model import Boilerplate
    from provenance.reports.views.lookup import Lookup

MAX_BOILERPLATE, MAX_BOILERPLATE_WORDS = 20, 40
SHORT_DIGEST = 8


@dataclass(frozen=True, slots=True)
class UnreadableView:
    """One file that could not be read."""

    file: Html
    reason: Html
    detail: Html
    todo: Html


@dataclass(frozen=True, slots=True)
class CountView:
    """A number and what it counts."""

    label: Html
    number: int


@dataclass(frozen=True, slots=True)
class SettingView:
    """A setting that is not at its default."""

    name: Html
    value: Html
    default: Html


@dataclass(frozen=True, slots=True)
class RunView:
    """The section."""

    unreadable: tuple[UnreadableView, ...]
    skipped: Html | None
    doubtful: tuple[Html, ...]
    steps: tuple[CountView, ...]
    limits: tuple[CountView, ...]
    settings: tuple[SettingView, ...]
    boilerplate: tuple[Html, ...]
    found_nothing: bool


@dataclass(frozen=True, slots=True)
class RunLineView:
    """By what a gate judged: in a line, and the digests in full."""

    parts: tuple[Html, ...]
    digests: tuple[tuple[Html, Html], ...]


def run_line(lookup: Lookup) -> RunLineView | None:
    """Version, documents, policy, baseline, and the day, where one was given; None without a gate."""
    report, gate = lookup.report, lookup.report.gate
    if gate is None:
        return None
    read = "".join(f"{each.id}\0{each.sha256}\n" for each in report.documents)
    inputs = sha256(read.encode("utf-8", "surrogatepass")).hexdigest()
    documents = phrases.count("document", len(report.documents))
    parts = [say("line_tool", version=report.version), _digested(documents, inputs)]
    digests = [(say("documents"), text(inputs)), (say("line_policy_digest"), text(gate.policy_digest))]
    policy = say("line_policy", name=gate.policy) if gate.policy else say("line_built_in")
    parts.append(_digested(policy, gate.policy_digest))
    if gate.baseline:
        parts.append(_digested(say("line_baseline", name=gate.baseline), gate.baseline_digest))
        digests.append((say("line_baseline_digest"), text(gate.baseline_digest)))
    if isinstance(now := report.settings.get("now"), str):
        parts.append(say("line_now", date=phrases.day(now)))
    return RunLineView(tuple(parts), tuple(digests))


def _digested(name: Html, digest: str) -> Html:
    return fill('{name} <span class="digest">{digest}</span>', name=name, digest=digest[:SHORT_DIGEST])


def run(lookup: Lookup) -> RunView:
    """The notes on a run."""
    inputs = lookup.report.inputs
    return RunView(
        unreadable=tuple(
            UnreadableView(text(file.path), *_reason(file.reason, file.detail)) for file in inputs.unreadable
        ),
        skipped=_skipped(inputs.skipped),
        doubtful=tuple(_doubtful(lookup)),
        steps=tuple(CountView(_called(STEPS, name), n) for name, n in inputs.steps.items()),
        limits=tuple(CountView(_called(LIMITS, name), n) for name, n in sorted(inputs.limits.items()) if n),
        settings=tuple(_settings(lookup.report.settings)),
        boilerplate=tuple(_boilerplate(lookup)),
        found_nothing=len(lookup.documents) > 1 and not lookup.report.matches and not lookup.families,
    )


def _reason(reason: str, detail: str) -> tuple[Html, Html, Html]:
    known = UNREADABLE.get(reason)
    return (Html(known[0]), text(detail), Html(known[1])) if known else (text(reason), text(detail), Html(""))


def _skipped(number: int) -> Html | None:
    if not number:
        return None
    verb, pronoun = ("was", "it") if number == 1 else ("were", "them")
    return say("skipped", files=phrases.count("file", number), verb=verb, pronoun=pronoun)


def _doubtful(lookup: Lookup) -> Iterator[Html]:
    for document in lookup.report.documents:
        if doubt := phrases.read_as(document.read):
            yield fill("{name}: {doubt}.", name=lookup.name(document.id), doubt=doubt)


def quotable(lookup: Lookup) -> list[Boilerplate]:
    """The boilerplate found in several documents, the most widespread first; none where a text is withheld."""
    is_withheld = any(document.text is None for document in lookup.report.documents)
    return [] if is_withheld else [each for each in lookup.report.boilerplate if each.text is not None]


def _boilerplate(lookup: Lookup) -> Iterator[Html]:
    found = quotable(lookup)
    for piece in found[:MAX_BOILERPLATE]:
        carriers = say("boilerplate_in", documents=phrases.count("document", piece.documents))
        words = phrases.quote(shorten(piece.text or "", MAX_BOILERPLATE_WORDS))
        yield fill("{words} {carriers}", words=words, carriers=carriers)
    if len(found) > MAX_BOILERPLATE:
        yield say("and_more", n=len(found) - MAX_BOILERPLATE)


def _settings(settings: Mapping[str, Any]) -> Iterator[SettingView]:
    defaults = _flat(asdict(Settings()))
    for name, value in sorted(_flat(settings).items()):
        if name not in defaults or _shown(value) != _shown(defaults[name]):
            default = text(_shown(defaults[name])) if name in defaults else say("taken_none")
            yield SettingView(text(name), text(_shown(value)), default)


def _flat(settings: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Settings by their dotted names."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        found |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
    return found


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _called(catalogue: Mapping[str, str], name: str) -> Html:
    return Html(catalogue[name]) if name in catalogue else text(name.replace("_", " "))
