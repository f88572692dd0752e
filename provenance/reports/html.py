"""The lineage report as one self-contained page: safe against the documents it shows, whole without a script.

Views decide everything and hold `Html` and numbers; templates only loop, and refuse to print anything else.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from json import dumps
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from provenance.model import Page
from provenance.reports.json import json
from provenance.reports.links import Links, anchors_in
from provenance.reports.markup import Html, attribute, fill, join, slim
from provenance.reports.method import METHOD
from provenance.reports.strings import SAYS, nouns
from provenance.reports.strings.scripted import KEYS, SCRIPT
from provenance.reports.views.comparisons import comparison
from provenance.reports.views.documents import MAX_OPEN_DOCUMENTS, panel, table
from provenance.reports.views.families import families
from provenance.reports.views.gate import chip, findings, titled, verdict
from provenance.reports.views.lookup import look_up
from provenance.reports.views.order import places_in_lineage
from provenance.reports.views.run import run, run_line
from provenance.reports.views.selection import budgets, comparisons_in_order, texts_in_order, verdicts
from provenance.reports.views.summary import Omitted, headline, left_out, summary
from provenance.reports.views.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment

    from provenance.model import Report
    from provenance.reports.views.lookup import Lookup
    from provenance.reports.views.selection import Pair

PAGE_NAME = "lineage.html"
MAX_ROWS = 2_000
"""Documents in the table of a single page."""

MANY_DOCUMENTS = 200
"""Documents from which on families and rows far from the window are not laid out."""

SLACK_BYTES = 16_384
"""For the headings of the sections of texts and pairs, and what links gain in length."""

MAX_MISFITS = 40
"""Pieces in a row that do not fit into what is left of a page, after which no further one is tried."""

PAIRS_SHARE = 5
"""Of so many bytes for texts and comparisons one is kept for comparisons: they are the proof of what is told."""

POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def html(report: Report) -> Iterator[Page]:
    """The report as one HTML page, within the budgets of its settings."""
    lookup, limits = look_up(report), budgets(report.settings)
    chosen = verdicts(lookup, limits.comparisons)
    sections = {
        "gate": gate_section(lookup),
        "findings": findings_section(lookup),
        "families": rendered("families", families=families(lookup, chosen), is_list=False),
        "documents": rendered("documents", documents=table(lookup, MAX_ROWS)),
        "timeline": rendered("timeline", timeline=timeline(lookup, MAX_ROWS)),
        "run": rendered("run", run=run(lookup)),
        "method": rendered("method", method=method()),
    }
    embedded = embedded_json(report)
    everything = Omitted(len(lookup.documents), len(lookup.pairs))
    longest = frame(lookup, headline(lookup), _summary(lookup, everything), Links(frozenset()), embedded)
    used = sum(len(each.encode()) for each in (*sections.values(), longest)) + SLACK_BYTES
    texts, pairs = _pieces(lookup, _Room(limits.bytes - used), limits.texts, limits.comparisons)
    omitted = Omitted(len(lookup.documents) - len(texts), len(lookup.pairs) - len(pairs))
    body = join(
        (
            sections["gate"],
            _summary(lookup, omitted),
            sections["findings"],
            sections["families"],
            sections["documents"],
            sections["timeline"],
            rendered(
                "texts",
                texts=texts,
                is_tagged=_is_tagged(lookup),
                omitted=left_out("omitted_texts", "document", omitted.texts),
            ),
            rendered("compare", pairs=pairs, omitted=left_out("omitted_pairs", "comparison", omitted.comparisons)),
            sections["run"],
            sections["method"],
        )
    )
    yield Page(PAGE_NAME, frame(lookup, headline(lookup), body, Links(anchors_in(body)), embedded).encode("utf-8"))


def _is_tagged(lookup: Lookup) -> bool:
    """Whether there is a passage to tag, and a text in which it stands."""
    return bool(lookup.pairs) and any(document.text is not None for document in lookup.documents.values())


def gate_section(lookup: Lookup) -> Html:
    """The verdict of the gate and what needs a look; nothing where no rule was asked."""
    gate = lookup.report.gate
    return Html("") if gate is None else rendered("gate", gate=verdict(lookup, gate))


def findings_section(lookup: Lookup) -> Html:
    """What the gate found; nothing where no rule was asked."""
    gate = lookup.report.gate
    return Html("") if gate is None else rendered("findings", findings=findings(lookup, gate))


def _summary(lookup: Lookup, omitted: Omitted) -> Html:
    return rendered("summary", summary=summary(lookup, omitted), run=run(lookup))


@dataclass(slots=True)
class _Room:
    """What is left of a page, in bytes."""

    left: int

    def fitting(
        self, keys: Iterable[Any], least: Callable[[Any], int], render: Callable[[Any], Html]
    ) -> dict[Any, Html]:
        """The pieces, in order, that fit. `least` is a quick lower bound on the bytes of one."""
        found: dict[Any, Html] = {}
        misfits = 0
        for key in keys:
            piece = render(key) if least(key) <= self.left else None
            size = len(piece.encode()) if piece is not None else self.left + 1
            if piece is None or size > self.left:
                misfits += 1
                if misfits > MAX_MISFITS:
                    break
                continue
            self.left -= size
            misfits = 0
            found[key] = piece
        return found


def _pieces(lookup: Lookup, room: _Room, max_texts: int, max_pairs: int) -> tuple[list[Html], list[Html]]:
    """The texts and the comparisons that fit, each as the lineage has them.

    Documents with matches come before comparisons, for which a part of the room is kept, and those before documents
    without.
    """
    is_open = len(lookup.documents) <= MAX_OPEN_DOCUMENTS
    matched = {document for pair in lookup.pairs for document in pair}
    order = [each.id for each in texts_in_order(lookup)]

    def text(document: str) -> Html:
        return rendered("text", panel=panel(lookup, lookup.documents[document]), is_open=is_open, is_alone=False)

    def pair(key: Pair) -> Html:
        view = comparison(lookup, *key)
        return rendered("pair", pair=view, is_open=len(lookup.pairs) == 1, is_alone=False)

    def characters(document: str) -> int:
        return len(lookup.documents[document].text or "")

    kept_free = max(0, room.left // PAIRS_SHARE)
    room.left -= kept_free
    texts = room.fitting([each for each in order if each in matched][:max_texts], characters, text)
    room.left += kept_free
    pairs = room.fitting(comparisons_in_order(lookup)[:max_pairs], lambda _: 0, pair)
    others = [each for each in order if each not in texts][: max_texts - len(texts)]
    texts |= room.fitting(others, characters, text)
    place = places_in_lineage(lookup)
    return (
        [texts[each] for each in sorted(texts, key=place.__getitem__)],
        [pairs[each] for each in sorted(pairs, key=lambda pair: [place[one] for one in lookup.ordered(*pair)])],
    )


# --------------------------------------------------------------------------- pages


def frame(lookup: Lookup, heading: Html, body: Html, links: Links, embedded: str = "", root: str | None = None) -> str:
    """A page around its sections. `root` leads to the folder of style and script; None: they stand in the page."""
    style, script = asset("report.css"), asset("report.js")
    hashes = {"script": f"'sha256-{_digest(script)}'", "style": f"'sha256-{_digest(style)}'"}
    is_alone = root is None
    page = (
        _environment()
        .get_template("page.jinja")
        .render(
            policy=Html(attribute(POLICY.format(**(hashes if is_alone else dict.fromkeys(hashes, "'self'"))))),
            title=titled(fill("{kicker}: {heading}", kicker=_words().kicker, heading=heading), lookup.report.gate),
            chip=lookup.report.gate and chip(lookup.report.gate),
            run_line=run_line(lookup) if is_alone or not root else None,
            style=Html(style),
            script=Html(script),
            root=None if root is None else Html(root),
            embedded=Html(embedded),
            heading=heading,
            is_index=is_alone or not root,
            is_long=len(lookup.documents) > MANY_DOCUMENTS,
            keys=_keys(),
            sections=_navigation(lookup),
            body=Html(links.resolved(body)),
            script_words=Html(attribute(dumps(dict(SCRIPT), sort_keys=True))),
            made_by=fill(SAYS["made_by" if is_alone else "made_by_folder"], version=lookup.report.version),
            version=attribute(lookup.report.version),
        )
    )
    return page if is_alone else links.resolved(page)


def _navigation(lookup: Lookup) -> list[tuple[Html, Html, int | None]]:
    """Anchor, label and number of each section."""
    counts = {
        "families": len(lookup.report.families),
        "documents": len(lookup.documents),
        "compare": len(lookup.pairs),
    }
    gate = lookup.report.gate
    if gate is not None:
        counts["findings"] = len(gate.findings)
    judged = ("gate", "summary", "findings") if gate else ("summary",)
    names = (*judged, "families", "documents", "timeline", "texts", "compare", "run", "method")
    return [(Html(name), Html(SAYS[name]), counts.get(name)) for name in names]


def _keys() -> list[tuple[Html, Html]]:
    return [(Html(key), Html(meaning)) for key, meaning in KEYS]


def rendered(template: str, **values: Any) -> Html:
    """A template filled with views."""
    return slim(Html(_environment().get_template(f"{template}.jinja").render(**values)))


def embedded_json(report: Report) -> str:
    """The JSON report as a script element that is never run, or nothing where it is not asked for."""
    section = report.settings.get("report")
    if not (isinstance(section, dict) and section.get("embed_json") is True):
        return ""
    (page,) = json(report)
    content = page.content.decode("ascii")
    for character in "<>&":
        content = content.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/json" id="result">{content}</script>\n'


def method() -> tuple[tuple[Html, Html, tuple[tuple[Html, Html], ...]], ...]:
    """The chapters of "How we decide": anchor, title, terms with their meanings."""
    return tuple(
        (Html(anchor), Html(title), tuple((Html(term), Html(meaning)) for term, meaning in terms))
        for anchor, title, terms in METHOD
    )


@cache
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
    environment.globals["language"] = Html(nouns.LANGUAGE)
    return environment


def _printable(value: Any) -> Any:
    """Refuses what did not pass through `markup`: a template that prints a plain string is a hole."""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, int):
        return Html(f"{value:,}")
    raise TypeError(f"templates print Html and whole numbers, not {type(value).__name__}")


@cache
def _words() -> SimpleNamespace:
    """The catalogue's sentences as they stand, for templates."""
    return SimpleNamespace(**{key: Html(value) for key, value in SAYS.items()})


@cache
def asset(name: str) -> str:
    """A file of ours. Line ends are LF on every platform, or the policy's digests would not hold."""
    return files("provenance").joinpath("reports", "assets", name).read_text("utf-8").replace("\r\n", "\n")


def _digest(content: str) -> str:
    return b64encode(sha256(content.encode("utf-8")).digest()).decode("ascii")
