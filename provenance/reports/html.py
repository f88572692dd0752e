"""The lineage report as one self-contained page: safe against the documents it shows, whole without a script.

Views decide everything and hold `Html` and numbers; templates only loop, and refuse to print anything else.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from provenance.model import Page
from provenance.reports import strings
from provenance.reports.markup import Html, attribute, fill
from provenance.reports.method import METHOD
from provenance.reports.views.comparisons import comparisons
from provenance.reports.views.documents import documents
from provenance.reports.views.families import families
from provenance.reports.views.lookup import look_up
from provenance.reports.views.run import run
from provenance.reports.views.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from provenance.model import Report

PAGE_NAME = "lineage.html"

POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def html(report: Report) -> Iterator[Page]:
    """The report as one HTML page."""
    lookup = look_up(report)
    style, script = _asset("report.css"), _asset("report.js")
    answer = summary(lookup)
    content = (
        _environment()
        .get_template("page.jinja")
        .render(
            language=Html(strings.LANGUAGE),
            policy=Html(attribute(POLICY.format(script=_digest(script), style=_digest(style)))),
            title=fill("{kicker}: {headline}", kicker=_words().kicker, headline=answer.headline),
            style=Html(style),
            script=Html(script),
            summary=answer,
            families=families(lookup),
            documents=documents(lookup),
            comparisons=comparisons(lookup),
            run=run(lookup),
            method=_method(),
            made_by=fill(strings.SAYS["made_by"], version=report.version),
            version=attribute(report.version),
        )
    )
    yield Page(PAGE_NAME, content.encode("utf-8"))


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("provenance", "reports/assets"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["w"] = _words()
    return environment


def _printable(value: Any) -> Any:
    """Refuses what did not pass through `markup`: a template that prints a plain string is a hole."""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, int):
        return Html(f"{value:,}")
    raise TypeError(f"templates print Html and whole numbers, not {type(value).__name__}")


def _words() -> SimpleNamespace:
    """The catalogue's sentences as they stand, for templates."""
    return SimpleNamespace(**{key: Html(value) for key, value in strings.SAYS.items()})


def _method() -> tuple[tuple[Html, Html, tuple[tuple[Html, Html], ...]], ...]:
    return tuple(
        (Html(anchor), Html(title), tuple((Html(term), Html(meaning)) for term, meaning in terms))
        for anchor, title, terms in METHOD
    )


def _asset(name: str) -> str:
    """A file of ours. Line ends are LF on every platform, or the policy's digests would not hold."""
    return files("provenance").joinpath("reports", "assets", name).read_text("utf-8").replace("\r\n", "\n")


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")
