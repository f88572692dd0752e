"""The lineage of a family as a drawing: order from left to right, who has it from whom, what is missing, what is open.

An SVG with real links and text, computed here, so that it needs no script. The same family gives the same bytes. What
it shows stands also in words: in the list below it and in the table of links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provenance.model import Kind
from provenance.reports.markup import Html, attribute, fill, join, plain
from provenance.reports.strings import SAYS, nouns
from provenance.reports.views import anchors, phrases
from provenance.reports.views.layout import Layout, Link, lay_out
from provenance.reports.views.order import AFTER_ALL, in_order, is_dated, only_day, owed, said_day
from provenance.reports.views.phrases import say
from provenance.reports.views.stories import Stories, stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from provenance.model import Edge, Family
    from provenance.reports.views.lookup import Lookup

MAX_NODES = 40
MAX_COLUMNS = 14
"""A drawing in order of time that is wider than two pages shows little but lines in any one of them."""

COLUMN, ROW, WIDTH, HEIGHT, MARGIN, TICKS = 180, 72, 148, 56, 14, 22
GAP = COLUMN - WIDTH
SMALL_WIDTH = WIDTH - 10
"""Room for what stands under a title: any range of months whole, for a date that is cut loses its year."""

MAX_FITTED = 1_330
"""A drawing not much wider than a page is shown a little smaller, so that all of it is seen."""

TRUNKS = (10, 6, 14)
"""How far behind a box its lines go up and down, by its lane."""

ASIDE = 18
"""From the middle of a box to where lines from further parents end."""

TITLE_LINES = 2
EDGE_WIDTHS = ((200, 4.0), (50, 2.5), (0, 1.5))
"""Words that pass along, from so many on: the width of the line."""

_PIECE = re.compile(r"[^ _/-]+[ _/-]?|[ _/-]")
_FONT, SMALL_FONT, _RESERVE = 13.0, 10.5, 1.1  # titles are set in 12, but bold
_NARROW, _WIDE = "\u00a0fijlrtI.,:;'’‘|!()[]{}/ ", "mwMWOQGD@%—…"


@dataclass(frozen=True, slots=True)
class GraphView:
    """A drawing and its name."""

    label: Html
    svg: Html
    about: Html | None
    """What is drawn of a family that is too large to be drawn whole, or in order of time."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node: where it leads, its name, what stands under the name, its outline."""

    anchor: str
    label: str
    title: str
    below: tuple[str, ...]
    """The first of these that fits."""
    outline: str


def graph(lookup: Lookup, family: Family) -> GraphView | None:
    """The drawing of a family's lineage; None where no line would join two texts."""
    order = in_order(lookup, family)
    edges = [_link(lookup, edge) for edge in family.edges]
    links = tuple(_forward([*edges, *implied(lookup, family)], order))
    if not any(link.source in order and link.target in order for link in links):
        return None
    nodes = {node: _node(lookup, family, node) for node in order}
    label = say("graph_label", number=lookup.family_numbers[family.id])
    if len(order) <= MAX_NODES:
        links += tuple(_forward(lone(lookup, order, links), order))
        layout = lay_out(order, links, _apart(lookup, order, links), _days(lookup, order))
        if layout.columns <= MAX_COLUMNS:
            parts = [*_rule(layout), *_drawn(order, nodes, links, layout), *_ticks(lookup, order, layout)]
            return GraphView(label, _svg(parts, layout), None)
    else:  # what merely may have existed would tie stories together that nothing else does, and stand above them all
        links = tuple(link for link in links if not (link.is_open and link.source in lookup.missing))
    told = stories(order, links, MAX_NODES, family.first)
    if not told.order:
        return None
    table = anchors.lineage(family.documents)
    nodes |= {node: _rest(table, n) for node, n in told.rests.items()}
    parts = [*_bands(told), *_drawn(told.order, nodes, told.links, told.layout)]
    drawn = sum(1 + lookup.copies(node) for node in told.order if node in lookup.documents)
    key = "graph_reduced" if drawn < len(family.documents) else "graph_grouped"
    about = say(key, n=drawn, all=len(family.documents), table=Html(table))
    return GraphView(label, _svg(parts, told.layout), about)


def _apart(lookup: Lookup, order: Sequence[str], links: Sequence[Link]) -> frozenset[str]:
    """Documents without a date, unless something dated comes after them."""
    before: dict[str, list[str]] = {}
    for link in links:
        before.setdefault(link.target, []).append(link.source)
    tied = {node for node in order if node not in lookup.documents or is_dated(lookup.documents[node].dating)}
    waiting = [node for node in tied if node in lookup.documents]
    while waiting:
        for source in before.get(waiting.pop(), ()):
            if source not in tied:
                tied.add(source)
                waiting.append(source)
    return frozenset(node for node in order if node not in tied)


def _link(lookup: Lookup, edge: Edge) -> Link:
    missing = lookup.missing.get(edge.source)
    matches = lookup.between(edge.source, edge.target)
    return Link(
        edge.source,
        edge.target,
        lookup.words_between(edge.source, edge.target) or (missing.words if missing else 0),
        is_open=lookup.is_open(edge),
        is_reworded=bool(matches) and all(match.kind is Kind.PARAPHRASED for match in matches),
    )


def implied(lookup: Lookup, family: Family) -> Iterator[Link]:
    """Open lines where no edge is: to a text that owes words to one unknown, from one that may have supplied them."""
    for source, document in owed(lookup, family):
        yield Link(source, document, lookup.taken[document][source], is_open=True)


def lone(lookup: Lookup, order: Iterable[str], links: Iterable[Link]) -> Iterator[Link]:
    """Open lines for texts that no other line reaches, each with the one that it shares most words with."""
    reached = {node for link in links for node in (link.source, link.target)}
    for document in order:
        if document in reached or document in lookup.missing:
            continue
        near = [each for each in lookup.partners.get(document, ()) if not lookup.is_beside(each, document)]
        words = {each: lookup.words_shared(each, document) for each in near}
        if any(words.values()):
            nearest = max(near, key=lambda each: (words[each], each))
            reached |= {document, nearest}
            yield Link(nearest, document, words[nearest], is_open=True)


def _forward(links: Iterable[Link], order: Iterable[str]) -> Iterator[Link]:
    """The links in order of time: an open one tells nothing of it, and may have to be turned round."""
    place = {node: number for number, node in enumerate(order)}
    for link in links:
        is_backward = place.get(link.source, -1) > place.get(link.target, len(place))
        yield replace(link, source=link.target, target=link.source) if link.is_open and is_backward else link


def _days(lookup: Lookup, order: Iterable[str]) -> dict[str, str]:
    """The texts that are of one day, by it."""
    days = {node: only_day(lookup.documents[node].dating) for node in order if node in lookup.documents}
    return {node: day for node, day in days.items() if day is not None}


def _node(lookup: Lookup, family: Family, node: str) -> Drawn:
    if node in lookup.missing:
        missing = lookup.missing[node]
        grade = plain(Html(nouns.GRADES[missing.grade]))
        return Drawn(anchors.missing(node), plain(say("node_missing")), plain(say("node_missing")), (grade,), "gone")
    document = lookup.documents[node]
    when = plain(phrases.written_short(document.dating))
    copies = lookup.copies(node)
    more = plain(say("node_copies", n=copies + 1)) if copies else document.source.kind
    is_asked = not lookup.asked.isdisjoint((node, *lookup.twins(node)))
    tags = [SAYS["asked_tag"]] * is_asked  # where both have no room, the tag has
    more = tags[0] if tags else more
    coarse = plain(phrases.written_coarse(document.dating))
    below = (*([f"{when} · {more}"] if more else []), *tags, when, *([coarse] if coarse else []))
    outline = "many" if copies else "first" if node == family.first else "one"
    return Drawn(anchors.document(node), lookup.labels[node], lookup.titles[node], below, outline)


def _rest(anchor: str, number: int) -> Drawn:
    words = plain(say("node_rest", n=number))
    return Drawn(anchor, words, words, (), "many")


# --------------------------------------------------------------------------- the drawing


def _svg(parts: Iterable[Html], layout: Layout) -> Html:
    width, height = 2 * MARGIN + (layout.columns - 1) * COLUMN + WIDTH, _height(layout)
    return fill(
        '<svg class="graph{fit}" role="group" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        "{parts}</svg>",
        fit=Html(" g-fit" * (width <= MAX_FITTED)),
        width=Html(width),
        height=Html(height),
        parts=join(parts),
    )


def _height(layout: Layout) -> int:
    return 2 * MARGIN + (layout.lanes - 1) * ROW + HEIGHT + TICKS


def _drawn(order: Sequence[str], nodes: Mapping[str, Drawn], links: Iterable[Link], layout: Layout) -> Iterator[Html]:
    """The lines, upon them all their ends, so that no line hides the end of another, and the boxes."""
    shown = [link for link in links if link.source in layout.places and link.target in layout.places]
    shown.sort(key=lambda link: not link.is_open)  # where they run together, what is known lies above
    yield from (part for parts in zip(*(_edge(link, layout) for link in shown), strict=True) for part in parts)
    yield from (_box(nodes[node], *_corner(layout, node)) for node in order)


def _corner(layout: Layout, node: str) -> tuple[int, int]:
    column, lane = layout.places[node]
    return MARGIN + column * COLUMN, MARGIN + lane * ROW


def _rule(layout: Layout) -> Iterator[Html]:
    """The line between what has a date and what has none."""
    if layout.apart:
        x = MARGIN + layout.apart * COLUMN - (COLUMN - WIDTH) // 2
        yield Html(f'<line class="g-rule" x1="{x}" y1="2" x2="{x}" y2="{_height(layout) - 2}"/>')


def _bands(told: Stories) -> Iterator[Html]:
    """The lines between stories: upright between neighbours, level between rows of them."""
    for column, top, end in told.rules:
        x, y = MARGIN + column * COLUMN - GAP // 2, MARGIN + top * ROW - (ROW - HEIGHT) // 2
        if column:
            yield Html(f'<line class="g-rule" x1="{x}" y1="{y + 4}" x2="{x}" y2="{y + (end - top) * ROW - 4}"/>')
        elif top:
            right = MARGIN + told.layout.columns * COLUMN - GAP
            yield Html(f'<line class="g-rule" x1="{MARGIN}" y1="{y}" x2="{right}" y2="{y}"/>')


def _edge(link: Link, layout: Layout) -> tuple[Html, Html]:
    """A line, and its end.

    It never runs behind a box: it bends in the gaps between columns and goes straight where nothing stands. To its
    primary parent's child it runs in the child's lane, which is free as far as the child; from a further parent between
    two lanes, and it ends beside the middle, where the primary parent's head stands.
    """
    (x1, y1), (x2, y2) = sorted((_corner(layout, link.source), _corner(layout, link.target)))
    lane = (y1 - MARGIN) // ROW
    is_primary = layout.primary.get(link.target) == link.source
    beside = 0 if is_primary else ASIDE if y1 > y2 else -ASIDE
    x1, y1, y2 = x1 + WIDTH, y1 + HEIGHT // 2, y2 + HEIGHT // 2 + beside
    if is_primary or x2 - x1 <= GAP:
        line = f"M{x1} {y1}{_turn(x1, y1, y2, lane) if y1 != y2 else ''}H{x2}"
    else:
        between = y1 + (ROW // 2 if y2 >= y1 else -ROW // 2)
        line = f"M{x1} {y1}{_bend(x1, y1, between)}H{x2 - GAP}{_bend(x2 - GAP, between, y2)}"
    stroke = next(width for words, width in EDGE_WIDTHS if link.words >= words) if is_primary else 1
    names = "g-edge" + " g-open" * link.is_open + " g-reworded" * link.is_reworded + " g-minor" * (not is_primary)
    path = f'<path class="{names}" d="{line}" stroke-width="{stroke:g}"/>'
    if not link.is_open:
        return Html(path), Html(f'<path class="g-head" d="M{x2} {y2}l-9 -4.5v9z"/>')
    x = x2 - 10  # in place of the arrow head, so that it is plain which of many lines it belongs to
    ask = f'<circle class="g-ask" cx="{x}" cy="{y2}" r="8"/><text aria-hidden="true" x="{x}" y="{y2 + 4}">?</text>'
    return Html(path), Html(ask)


def _turn(x: int, y1: int, y2: int, lane: int) -> str:
    """From the start of a gap to its end by a trunk that all lines of one box share, so that many are no thicker.

    The trunks of neighbours stand side by side.
    """
    trunk = x + TRUNKS[lane % len(TRUNKS)]
    down = min(trunk - x, abs(y2 - y1) // 2) * (1 if y2 > y1 else -1)
    across = abs(down)
    return f"H{trunk - across}Q{trunk} {y1} {trunk} {y1 + down}V{y2 - down}Q{trunk} {y2} {trunk + across} {y2}"


def _bend(x: int, y1: int, y2: int) -> str:
    """From the start of a gap to its end, from one height to another."""
    return f"C{x + GAP * 3 // 4} {y1} {x + GAP // 4} {y2} {x + GAP} {y2}"


def _box(node: Drawn, x: int, y: int) -> Html:
    label = attribute(", ".join((node.label, *node.below[:1])))
    lines = wrapped(node.title, WIDTH - 16, TITLE_LINES)
    words = [f'<text x="8" y="{17 + 14 * number}">{attribute(line)}</text>' for number, line in enumerate(lines)]
    below = next((each for each in node.below if width_of(each, SMALL_FONT) <= SMALL_WIDTH), (node.below or ("",))[-1])
    if below:
        below = attribute(cut(below, SMALL_WIDTH, SMALL_FONT))
        words.append(f'<text x="8" y="{HEIGHT - 8}" class="g-below">{below}</text>')
    stack = '<rect class="g-box" x="4" y="4"/>' * (node.outline == "many")
    return fill(
        '<a href="#{anchor}"><title>{label}</title><g transform="translate({x} {y})">{stack}'
        '<rect class="g-box g-{outline}"/><svg aria-hidden="true" width="{w}" height="{h}">{words}</svg></g></a>',
        anchor=Html(node.anchor), label=label, x=Html(x), y=Html(y), stack=Html(stack), outline=Html(node.outline),
        w=Html(WIDTH), h=Html(HEIGHT), words=Html("".join(words)),
    )  # fmt: skip


def _ticks(lookup: Lookup, order: Sequence[str], layout: Layout) -> Iterator[Html]:
    """Under the first column of every month the month, and where the undated begin, that they are."""
    last, ticked, height = "", -1, _height(layout)
    for node in order:
        column = layout.places[node][0]
        if node not in lookup.documents or (layout.apart is not None and column >= layout.apart):
            continue
        day = said_day(lookup.documents[node].dating)
        if last < day[:7] and day != AFTER_ALL and column > ticked:
            last, ticked = day[:7], column
            yield _tick(plain(phrases.day(last)), column, height)
    if layout.apart is not None:
        yield _tick(plain(say("undated_group")), layout.apart, height)


def _tick(words: str, column: int, height: int) -> Html:
    x = MARGIN + column * COLUMN
    return Html(f'<text aria-hidden="true" class="g-tick" x="{x}" y="{height - 6}">{attribute(words)}</text>')


# --------------------------------------------------------------------------- words that fit


def width_of(words: str, size: float = _FONT) -> float:
    """The width of a text in pixels, estimated from above: fonts differ from system to system."""
    ems = 0.0
    for character in words:
        if character in _NARROW:
            ems += 0.36
        elif character in _WIDE or character.isupper():
            ems += 0.86
        else:
            ems += 0.6 if ord(character) < 0x1100 else 1.05
    return ems * size * _RESERVE


def cut(words: str, width: float, size: float = _FONT) -> str:
    """The text, cut with an ellipsis to what fits."""
    if width_of(words, size) <= width:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(words[:middle] + "…", size) <= width else (low, middle - 1)
    return words[:low].rstrip() + "…"


def wrapped(words: str, width: float, lines: int) -> list[str]:
    """The text in lines that fit, the last one cut. What is too long for a line is broken where the line ends."""
    done: list[str] = []
    left = _PIECE.findall(" ".join(words.split()))
    while left and len(done) < lines - 1:
        take = 0
        while take < len(left) and width_of("".join(left[: take + 1]).rstrip()) <= width:
            take += 1
        line, left = "".join(left[:take]), left[take:]
        if left and width_of(left[0].rstrip()) > width:
            whole = line + left[0]
            part = cut(whole, width)[:-1]
            line, left = part, [whole[len(part) :], *left[1:]]
        done.append(line.rstrip())
    return [*done, cut("".join(left), width)] if left else done
