"""The lineage report as a folder of pages: for collections that one page cannot hold.

`index.html` has what the single page has but for the texts, comparisons and families, which have pages of their own.
All pages work from disk, share one style and one script, and link to one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.model import Page
from provenance.reports.html import asset, embedded_json, findings_section, frame, gate_section, method, rendered
from provenance.reports.links import Links, anchors_in
from provenance.reports.markup import Html, join
from provenance.reports.views import anchors
from provenance.reports.views.comparisons import comparison
from provenance.reports.views.documents import panel, table
from provenance.reports.views.families import families
from provenance.reports.views.lookup import look_up
from provenance.reports.views.phrases import say
from provenance.reports.views.run import run
from provenance.reports.views.selection import budgets, verdicts
from provenance.reports.views.summary import Omitted, headline, summary
from provenance.reports.views.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from provenance.model import Report
    from provenance.reports.views.documents import TableView
    from provenance.reports.views.families import FamiliesView, FamilyView
    from provenance.reports.views.lookup import Lookup

ROWS = 1_000
"""Documents in a page of the table."""

INDEX = "index.html"


def folder(report: Report) -> Iterator[Page]:
    """The pages, each with its place in the folder; the index comes last, so that where it is, all is."""
    lookup = look_up(report)
    yield Page("assets/report.css", asset("report.css").encode("utf-8"))
    yield Page("assets/report.js", asset("report.js").encode("utf-8"))
    views = families(lookup, verdicts(lookup, budgets(report.settings).comparisons))
    pages = [(_family_page(family), family.title, rendered("family_page", family=family)) for family in views.families]
    tables = [
        (_list_page(number), say("documents"), rendered("documents", documents=each))
        for number, each in enumerate(_tables(lookup), 1)
    ]
    index = _index(lookup, views, tables[0][2])
    where = dict.fromkeys(anchors_in(index), INDEX)
    where |= {anchor: name for name, _, body in (*pages, *tables[1:]) for anchor in anchors_in(body)}
    where |= {anchors.document(each): _text_page(each) for each in lookup.documents}
    where |= {anchors.comparison(*lookup.ordered(*pair)): _pair_page(*lookup.ordered(*pair)) for pair in lookup.pairs}
    for name, title, body in (*pages, *tables[1:], *_texts(lookup), *_pairs(lookup)):
        yield _page(lookup, name, title, body, where)
    yield _page(lookup, INDEX, headline(lookup), index, where, embedded_json(report))


def _page(lookup: Lookup, name: str, title: Html, body: Html, where: Mapping[str, str], embedded: str = "") -> Page:
    root = "../" if "/" in name else ""
    links = Links(anchors_in(body), where, root)
    return Page(name, frame(lookup, title, body, links, embedded, root=root).encode("utf-8"))


def _index(lookup: Lookup, views: FamiliesView, table_of_documents: Html) -> Html:
    return join(
        (
            gate_section(lookup),
            rendered("summary", summary=summary(lookup, Omitted()), run=run(lookup)),
            findings_section(lookup),
            rendered("families", families=views, is_list=True),
            table_of_documents,
            rendered("timeline", timeline=timeline(lookup, ROWS)),
            rendered("run", run=run(lookup)),
            rendered("method", method=method()),
        )
    )


def _tables(lookup: Lookup) -> Iterator[TableView]:
    """The table of documents in pages, each with links to the others."""
    count = max(1, -(-len(lookup.documents) // ROWS))
    for number in range(1, count + 1):
        others = tuple(
            Html(f'<a href="{_list_page(each)}">{each}</a>') if each != number else Html(f"<b>{each}</b>")
            for each in range(1, count + 1)
        )
        yield table(lookup, ROWS, (number - 1) * ROWS, others if count > 1 else ())


def _texts(lookup: Lookup) -> Iterator[tuple[str, Html, Html]]:
    for document in lookup.report.documents:
        body = rendered("text", panel=panel(lookup, document), is_open=True, is_alone=True)
        yield _text_page(document.id), lookup.names[document.id], body


def _pairs(lookup: Lookup) -> Iterator[tuple[str, Html, Html]]:
    for pair in lookup.pairs:
        view = comparison(lookup, *pair)
        yield _pair_page(*lookup.ordered(*pair)), view.title, rendered("pair", pair=view, is_open=True, is_alone=True)


def _list_page(number: int) -> str:
    return INDEX if number == 1 else f"documents-{number}.html"


def _family_page(family: FamilyView) -> str:
    return f"family/{family.anchor.partition('-')[2]}.html"


def _text_page(document: str) -> str:
    return f"doc/{anchors.document(document).partition('-')[2]}.html"


def _pair_page(earlier: str, later: str) -> str:
    a, b = anchors.comparison(earlier, later).partition("-")[2].split(".")
    return f"compare/{a}..{b}.html"
