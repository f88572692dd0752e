"""Everything the views look up, gathered from a report once, in time linear in its size."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.counting import count_words_in, words_of
from provenance.model import LEANING, Order, RelationType, Verdict, pair_of
from provenance.phrasing import shorten_path
from provenance.reports.markup import Html, fill, join, text
from provenance.reports.sources import undetermined
from provenance.reports.strings import SAYS
from provenance.reports.views import anchors
from provenance.reports.views.blocks import TextBlock, block_at, blocks, shorten
from provenance.reports.views.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from provenance.model import Edge, Family, Match, Missing, Relation, Report, TracedDocument

MAX_NAME_WORDS, MAX_FILE = 14, 80
"""Words of a title, and characters of the path of a file, by which a document is named."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A report by its keys. Pairs of documents are keyed by the smaller id first."""

    report: Report
    asked: frozenset[str]
    documents: Mapping[str, TracedDocument]
    names: Mapping[str, Html]
    labels: Mapping[str, str]
    """What each document is called where only plain text can stand: in a drawing. Untrusted."""
    titles: Mapping[str, str]
    """The same where there is little room: the title alone or, where others have it too, the file alone. Untrusted."""
    blocks: Mapping[str, tuple[TextBlock, ...]]
    cited: frozenset[Html]
    """The anchors of the blocks that the report speaks of, those of its marks apart."""
    pairs: Mapping[tuple[str, str], tuple[Match, ...]]
    matches: Mapping[str, Match]
    relations: Mapping[tuple[str, str], Relation]
    open_pairs: frozenset[tuple[str, str]]
    """Documents whose order is not known, either way round: what a family is told to have had first is in none."""
    sureness: Mapping[tuple[str, str], float]
    """How probable each link is from one text to another, each by the first document that is of it."""
    families: Mapping[str, Family]
    family_numbers: Mapping[str, int]
    missing: Mapping[str, Missing]
    partners: Mapping[str, tuple[str, ...]]
    """The documents that each one matches."""
    groups: Mapping[str, tuple[str, ...]]
    """Document -> the documents of the same folded text, itself among them, where there are others."""
    taken: Mapping[str, Mapping[str, int]]
    """Document -> origin (a document or a missing ancestor) -> number of words it has from there, the most first."""
    given: Mapping[str, Mapping[str, int]]
    """The other way round."""
    uncredited: Mapping[str, int]
    """Document -> words that are copied and not both quoted and credited."""
    open_sources: Mapping[str, Mapping[str, int]]
    """Document -> documents that share its words where it is open who had them first, and how many, the most first."""
    changes: Mapping[str, int]
    """Match -> number of changes of numbers, names, dates or negations in it."""

    def name(self, document: str) -> Html:
        """A document's name, linked to its panel."""
        if document not in self.documents:
            return text(document)
        return fill('<a href="#{anchor}">{name}</a>', anchor=anchors.document(document), name=self.names[document])

    def tagged(self, document: str) -> Html:
        """A document's name, linked, with a tag where it is one of those that were asked about."""
        return self.with_tag(document, self.name(document))

    def with_tag(self, document: str, name: Html) -> Html:
        """A name, with a tag where its document is one of those that were asked about."""
        tag = fill(' <span class="t-o">{asked}</span>', asked=Html(SAYS["asked_tag"]))
        return join((name, tag)) if document in self.asked else name

    def judged(self) -> Collection[str]:
        """The documents that the gate has judged; all where it judged all, or where there is none."""
        gate = self.report.gate
        return self.documents if gate is None or gate.judged is None else frozenset(gate.judged)

    @property
    def is_partial(self) -> bool:
        """Whether a gate judged some documents only: those that have changed, or that an archive was asked about."""
        return self.report.gate is not None and self.report.gate.judged is not None

    def is_titled(self, document: str) -> bool:
        """Whether a document goes by its title alone, so that its file is still to be named."""
        return text(document) not in self.names[document]

    def origin(self, source: str) -> Html:
        """The name of a document or a missing ancestor, linked."""
        if source not in self.missing:
            return self.name(source)
        return fill('<a href="#{anchor}">{name}</a>', anchor=anchors.missing(source), name=SAYS["missing_text"])

    def place(self, document: str, start: int | None) -> str:
        """The anchor of the block that holds an offset, or of the document where its text is not shown."""
        block = None if start is None else block_at(self.blocks.get(document, ()), start)
        return block.anchor if block else anchors.document(document)

    def count(self, document: str, start: int, end: int) -> int:
        """Words in a range of a document; where its text is not in the report, by characters."""
        whole = self.documents[document]
        if whole.text is not None:
            return count_words_in(whole.text, start, end)
        return round(whole.words * (end - start) / max(1, whole.characters))

    def relation(self, a: str, b: str) -> Relation | None:
        """The verdict on two documents, in whichever order they are named."""
        return self.relations.get(pair_of(a, b))

    def between(self, a: str, b: str) -> tuple[Match, ...]:
        """The matches of two documents, in whichever order they are named."""
        return self.pairs.get(pair_of(a, b), ())

    def ordered(self, a: str, b: str) -> tuple[str, str]:
        """The two documents, the earlier first where that is known, else the smaller id first."""
        a, b = pair_of(a, b)
        relation = self.relations.get((a, b))
        return (b, a) if relation and relation.verdict is Verdict.B_FIRST else (a, b)

    def taken_here(self, document: str) -> dict[str, int]:
        """From which texts that are here a document has how many words, the most first."""
        return {source: words for source, words in self.taken.get(document, {}).items() if source in self.documents}

    def open_here(self, document: str) -> list[str]:
        """The texts that share a document's words where it is open who had them first, the most first."""
        return [each for each in self.open_sources[document] if each in self.documents]

    def others_with(self, document: str) -> dict[str, int]:
        """The documents that hold words of one and are no source of it: how many of their words, the most first."""
        told = {self.text_of(each) for each in (document, *self.taken[document], *self.open_sources[document])}
        others = [other for other in self.partners.get(self.text_of(document), ()) if self.text_of(other) not in told]
        words = {other: self.words_shared(document, other) for other in others}
        held = {each: words[other] for other in others for each in (other, *self.twins(other))}
        return dict(sorted(held.items(), key=lambda each: (-each[1], each[0])))

    def words_between(self, source: str, target: str) -> int:
        """Words that a document has from another: those whose origin it is; else those it shares."""
        return self.taken.get(target, {}).get(source, 0) or self.words_shared(source, target)

    def words_shared(self, source: str, target: str) -> int:
        """Words of a document that stand in another too, as the two show it side by side."""
        if self.is_one_text(source, target):
            return self.documents[target].words
        words = end = 0
        source, target = self.text_of(source), self.text_of(target)
        matches = self.between(source, target)
        for span in sorted(each.a if target < source else each.b for match in matches for each in match.segments):
            words += self.count(target, max(span.start, end), max(span.end, end))
            end = max(span.end, end)
        return words

    def words_along(self, edge: Edge) -> int:
        """Words that a link is about: those passed on by it, or where that is open, those that both texts have."""
        return (self.words_shared if self.openness(edge) else self.words_between)(edge.source, edge.target)

    def is_open(self, edge: Edge) -> bool:
        """Whether it is not known that the words of a link were passed on by it."""
        return (edge.source, edge.target) in self.open_pairs or edge.probability < LEANING

    def openness(self, edge: Edge) -> str:
        """What is open about a link, as the end of a sentence's name: its order, or whether words were passed on."""
        if not self.is_open(edge):
            return ""
        is_ordered = self.relation(edge.source, edge.target) is not None
        return "_perhaps" if is_ordered and (edge.source, edge.target) not in self.open_pairs else "_open"

    def is_told(self, source: str, target: str) -> bool:
        """Whether a text may be said to have words from another: a missing one, or one that a sure link leads from."""
        if source in self.missing:
            return True
        return self.sureness.get((self.text_of(source), self.text_of(target)), 0.0) >= LEANING

    def twins(self, document: str) -> tuple[str, ...]:
        """The other documents of the same folded text: made when asked for, as there may be thousands of each."""
        return tuple(each for each in self.groups.get(document, ()) if each != document)

    def copies(self, document: str) -> int:
        """How many other documents are of the same folded text."""
        return len(self.groups.get(document, (document,))) - 1

    def text_of(self, document: str) -> str:
        """The document that stands for all of its folded text: the first of them, which alone is matched."""
        return self.groups.get(document, (document,))[0]

    def is_form(self, a: str, b: str) -> bool:
        """Whether two documents are one form, filled in anew."""
        relation = self.relation(a, b)
        return relation is not None and relation.type is RelationType.TEMPLATE

    def is_third(self, a: str, b: str) -> bool:
        """Whether two documents have what they share from a third."""
        relation = self.relation(a, b)
        return relation is not None and relation.type is RelationType.COMMON_SOURCE

    def is_beside(self, a: str, b: str) -> bool:
        """Whether neither of two documents can have supplied the other, as far as is believed of them."""
        return self.is_form(a, b) or self.is_third(a, b)

    def is_one_text(self, a: str, b: str) -> bool:
        """Whether two documents are the same text, word for word."""
        return a != b and self.text_of(a) == self.text_of(b)

    def comparison(self, a: str, b: str) -> str | None:
        """The anchor of the two documents side by side, or None where no match ties them."""
        return anchors.comparison(*self.ordered(a, b)) if pair_of(a, b) in self.pairs else None


def look_up(report: Report) -> Lookup:
    """The lookup of a report."""
    documents = {document.id: document for document in report.documents}
    cut = {document.id: blocks(document.id, document.text or "") for document in report.documents}
    missing = {one.id: one for family in report.families for one in family.missing}
    relations = {(relation.a, relation.b): relation for relation in report.relations}
    open_pairs = undetermined(report)
    groups = {member: group for family in report.families for group in family.identical for member in group}
    taken = {document.id: _taken(document, missing, open_pairs, groups) for document in report.documents}
    given: dict[str, dict[str, int]] = defaultdict(dict)
    for target, sources in taken.items():
        for source, words in sources.items():
            given[source][target] = words
    titles = {document.id: _title(document) for document in report.documents}
    pairs = _pairs(report.matches)
    return Lookup(
        report=report,
        asked=frozenset(report.asked),
        documents=documents,
        names=_names(titles),
        labels=_labels(titles),
        titles=_titles(titles),
        blocks=cut,
        cited=frozenset(_cited(report, cut)),
        pairs=pairs,
        matches={match.id: match for match in report.matches},
        relations=relations,
        open_pairs=open_pairs,
        sureness=_sureness(report.families, groups),
        families={family.id: family for family in report.families},
        family_numbers={family.id: number for number, family in enumerate(report.families, 1)},
        missing=missing,
        partners=_partners(pairs),
        groups=groups,
        taken=taken,
        given=given,
        uncredited={document.id: _uncredited(document) for document in report.documents},
        open_sources={each.id: _open_sources(each, {*taken[each.id], *missing}) for each in report.documents},
        changes={match.id: sum(len(segment.changes) for segment in match.segments) for match in report.matches},
    )


def _cited(report: Report, cut: Mapping[str, tuple[TextBlock, ...]]) -> Iterator[Html]:
    """The anchors of the blocks in which a place begins that the report names."""
    for document, start in _places(report):
        block = None if start is None else block_at(cut.get(document, ()), start)
        if block is not None:
            yield block.anchor


def _places(report: Report) -> Iterator[tuple[str, int | None]]:
    """The documents and offsets that a report names, but for those of the passages themselves."""
    for document in report.documents:
        for passage in document.passages:
            if passage.origin is not None:
                yield passage.origin.document, passage.origin.start
            if passage.credit is not None:
                yield document.id, passage.credit.start
        yield from ((document.id, each.start) for each in document.dating.evidence)
        yield from ((document.id, each.start) for each in document.blocks)
    for relation in report.relations:
        yield from ((each.document, each.start) for each in relation.evidence)
    for correction in report.corrections:
        yield correction.document, correction.start
        yield from ((each.document, each.start) for each in (correction.old, correction.new, *correction.carriers))


def _taken(
    document: TracedDocument,
    missing: Mapping[str, Missing],
    open_pairs: Collection[tuple[str, str]],
    groups: Mapping[str, tuple[str, ...]],
) -> dict[str, int]:
    words: Counter[str] = Counter()
    for passage in document.passages:
        if passage.origin is None:
            continue
        source = passage.origin.document
        is_open = (groups.get(source, (source,))[0], groups.get(document.id, (document.id,))[0]) in open_pairs
        if source in missing or (passage.order is Order.KNOWN and not is_open):
            words[source] += words_of(document, passage)
    return dict(sorted(words.items(), key=lambda each: (-each[1], each[0])))


def _uncredited(document: TracedDocument) -> int:
    return sum(words_of(document, passage) for passage in document.passages if mark_of(passage) in ("c", "e"))


def _open_sources(document: TracedDocument, told: Collection[str]) -> dict[str, int]:
    """Words by origin, where it is open who had them first and nothing is known to come from there."""
    words: Counter[str] = Counter()
    for passage in document.passages:
        if passage.origin and passage.origin.document not in told:
            words[passage.origin.document] += words_of(document, passage)
    return dict(words.most_common())


def _pairs(matches: Iterable[Match]) -> dict[tuple[str, str], tuple[Match, ...]]:
    found: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        found[match.a.document, match.b.document].append(match)
    return {pair: tuple(members) for pair, members in sorted(found.items())}


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        found[a].append(b)
        found[b].append(a)
    return {document: tuple(others) for document, others in found.items()}


def _sureness(families: Iterable[Family], groups: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], float]:
    """How probable each link is from text to text: of several documents of one text, as the most probable."""
    found: dict[tuple[str, str], float] = {}
    for edge in (edge for family in families for edge in family.edges):
        source, target = (groups.get(each, (each,))[0] for each in (edge.source, edge.target))
        found[source, target] = max(found.get((source, target), 0.0), edge.probability)
    return found


def _names(titles: Mapping[str, str | None]) -> dict[str, Html]:
    """What each document is called: its title, with the file where a title is not unique; without one, its file."""
    uses = Counter(titles.values())
    files = {document: shorten_path(document, MAX_FILE) for document in titles}
    alike = Counter(files.values())
    return {
        document: _named(files[document] if alike[files[document]] == 1 else document, title, uses)
        for document, title in titles.items()
    }


def _labels(titles: Mapping[str, str | None]) -> dict[str, str]:
    """The same without markup."""
    uses = Counter(titles.values())
    return {
        each: (title if uses[title] == 1 else f"{title} ({each})") if title else each for each, title in titles.items()
    }


def _titles(titles: Mapping[str, str | None]) -> dict[str, str]:
    """The same as short as it tells documents apart."""
    uses = Counter(titles.values())
    return {
        each: title if title and uses[title] == 1 else each.rpartition("/")[2] or each for each, title in titles.items()
    }


def _title(document: TracedDocument) -> str | None:
    """Its title, shortened. It may be the first sentence of the text: where that is withheld, so is the title."""
    if document.title is None or document.text is None or not document.title.strip():
        return None
    return shorten(document.title, MAX_NAME_WORDS)


def _named(file: str, title: str | None, uses: Mapping[str | None, int]) -> Html:
    if title is None:
        return fill('<bdi class="f">{name}</bdi>', name=file)
    if uses[title] > 1:
        return fill('<bdi>{title}</bdi> (<bdi class="f">{name}</bdi>)', title=title, name=file)
    return fill("<bdi>{title}</bdi>", title=title)
