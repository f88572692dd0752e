"""Reads a file of known answers (`provenance-truth/1`), by which a report is scored.

These are read, each where it is there:

documents          `id`; `earliest`, `latest`: the day, or null where the texts give none (or both in `text_only`);
                   `written`: the true day; `evidence`, of which none is `hard` where the bounds may be left open
pairs              `doc_a`, `doc_b`, and of each side `start_a`, `end_a` or `quote_a`, words that stand there once;
                   `acceptable_labels`, or `label`; `strength`: strong, moderate or weak; `verbatim_cores`: the runs
                   inside reworded passages that are equal, [start, end, start, end]
hard_negatives     the same two sides; `why`
order              `certain_pairs`, `likely_pairs`: [earlier, later]; `undetermined` (`undetermined_from_text`)
missing_ancestors  (`hidden_ancestors`) `id`; `children`: documents and other ancestors, the `certain_children` alone if
                   they are named; `grade`
independent        ids of documents that share nothing
complete           true where no other passages of the documents are reuse

Ids are those of the report, or so much of the beginning of one, or of its file's name, as fits no other. Anything else
in it is the author's own and passed over. Whatever is wrong raises `TruthError` with its place.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from provenance.errors import TruthError
from provenance.evaluation.truth.values import (
    day_of,
    digits,
    kinds_of,
    objects_of,
    one_of,
    rows_of,
    shown,
    text_of,
    wrong,
)
from provenance.model import (
    Bound,
    Grade,
    HardNegative,
    Kind,
    KnownAncestor,
    KnownDating,
    KnownPair,
    PairStrength,
    Sides,
    Span,
    Strength,
    Truth,
)
from provenance.phrasing import fault_of_json
from provenance.registry import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from provenance.model import Report, TracedDocument

SCHEMA = "provenance-truth/1"
MAX_BYTES = 20_000_000
MAX_ANCESTORS = 1000
MAX_QUOTE = 10_000
"""Characters of a quote that is looked for."""

MAX_NEAREST = 10
"""Names before an unknown one, and after it, among which the most similar is looked for; and of those that one fits."""

HINT = "see `provenance evaluate --help` for how known answers are written"


def parse(raw: bytes, report: Report) -> Truth:
    """What is known of the documents of a report. Raises `TruthError` with the place."""
    if len(raw) > MAX_BYTES:
        raise TruthError(f"more than {MAX_BYTES:,} bytes", hint="known answers are worked out by hand: " + HINT)
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TruthError(f"not JSON: {fault_of_json(error)}", hint=HINT) from error
    if not isinstance(content, dict):
        raise TruthError(f"no object, but {shown(content)}", hint=HINT)
    if (schema := content.get("schema", SCHEMA)) != SCHEMA:
        raise TruthError(f"schema cannot be {shown(schema)}", hint=f'write "schema": "{SCHEMA}", or leave it out')
    return _Reader.of(report).truth(content)


# --------------------------------------------------------------------------- the answers together


def _named(truth: Truth) -> frozenset[str]:
    """The documents of which anything is said."""
    sides = [*(each.sides for each in truth.pairs), *(each.sides for each in truth.hard_negatives)]
    named = {dating.document for dating in truth.datings}.union(truth.independent)
    named.update(*((each.document_a, each.document_b) for each in sides))
    named.update(*truth.certain, *truth.likely, *truth.undetermined, *(each.children for each in truth.missing or ()))
    return frozenset(named)


def _check(truth: Truth) -> None:
    """Raises `TruthError` for answers that cannot all be true, and for none."""
    ordered = [*truth.certain, *truth.likely]
    other = {*ordered, *truth.undetermined, *((b, a) for a, b in truth.undetermined)}
    for first, later in ordered:
        if (later, first) in other:
            raise TruthError(f"order: of {first} and {later} two things are said", hint="say one of them")
    for pair in truth.pairs:
        apart = {pair.sides.document_a, pair.sides.document_b}.intersection(truth.independent)
        if apart and pair.strength is not PairStrength.WEAK:
            raise TruthError(f"independent: {min(apart)} is in a pair", hint="take it out of the one or of the other")
    if truth == Truth(frozenset()):
        raise TruthError("nothing is known", hint=HINT)


# --------------------------------------------------------------------------- what is said of documents


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads answers on the documents of a report. `names`: ids and names of files with the ids they mean, sorted."""

    documents: Mapping[str, TracedDocument]
    names: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, report: Report) -> _Reader:
        """For the documents of a report."""
        ids = [document.id for document in report.documents]
        names = {(name, each) for each in ids for name in (each, each.rpartition("/")[2])}
        return cls({document.id: document for document in report.documents}, sorted(names))

    def truth(self, content: Mapping[str, Any]) -> Truth:
        """All that is known."""
        order = content.get("order", {})
        if not isinstance(order, dict):
            raise wrong("order", order, "an object")
        undetermined = "undetermined" if "undetermined" in order else "undetermined_from_text"
        is_complete = content.get("complete", False)
        if not isinstance(is_complete, bool):
            raise wrong("complete", is_complete, "true or false")
        truth = Truth(
            documents=frozenset(),
            datings=self._datings(content),
            pairs=tuple(self._pair(row, place) for place, row in objects_of(content, "pairs")),
            hard_negatives=tuple(
                HardNegative(self._sides(row, place), text_of(row, "why", place) or "")
                for place, row in objects_of(content, "hard_negatives")
            ),
            certain=tuple(self._order(order, "certain_pairs")),
            likely=tuple(self._order(order, "likely_pairs")),
            undetermined=tuple(self._order(order, undetermined)),
            missing=self._ancestors(content),
            independent=tuple(self._id(each, place) for place, each in rows_of(content, "independent")),
            is_complete=is_complete,
        )
        _check(truth)
        return replace(truth, documents=_named(truth))

    def _id(self, name: Any, place: str) -> str:
        """The id of the document that a name means."""
        if not isinstance(name, str) or not name:
            raise wrong(place, name, "the id of a document, or its beginning")
        if name in self.documents:
            return name
        whole = {each for known, each in takewhile(lambda one: one[0] == name, self._beginning(name))}
        fitting = sorted(whole or {each for _, each in islice(self._beginning(name), MAX_NEAREST)})
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            listed = " or ".join(fitting[:3])
            raise TruthError(f"{place}: {name!r:.60} fits more than one document", hint=f"write more of it: {listed}")
        beside = bisect_left(self.names, (name, ""))
        near = {each for _, each in self.names[max(0, beside - MAX_NEAREST) : beside + MAX_NEAREST]}
        raise TruthError(
            f"{place}: no document of the report is called {name!r:.60}", hint=nearest(name[:200], tuple(sorted(near)))
        )

    def _beginning(self, name: str) -> Iterator[tuple[str, str]]:
        """The names that begin with some letters, with the ids that have them."""
        for number in range(bisect_left(self.names, (name, "")), len(self.names)):
            if not self.names[number][0].startswith(name):
                return
            yield self.names[number]

    def _datings(self, content: Mapping[str, Any]) -> tuple[KnownDating, ...]:
        """When documents were written. Raises `TruthError` for two rows about one."""
        found: dict[str, KnownDating] = {}
        for place, row in objects_of(content, "documents"):
            document = self._id(row.get("id"), f"{place}.id")
            if document in found:
                raise TruthError(f"{place}.id: {document} is there twice", hint="write what is known of it in one row")
            found[document] = self._dating(document, row, place)
        return tuple(found.values())

    def _dating(self, document: str, row: Mapping[str, Any], place: str) -> KnownDating:
        """When one document was written."""
        told, where = row.get("text_only", row), f"{place}.text_only" if "text_only" in row else place
        if not isinstance(told, dict):
            raise wrong(where, told, "an object")
        bounds = {each: day_of(told[each], f"{where}.{each}") for each in Bound if each in told}
        first, last = bounds.get(Bound.EARLIEST), bounds.get(Bound.LATEST)
        if first and last and first > last:
            raise TruthError(f"{where}: earliest is after latest", hint="exchange them")
        evidence = [each.get("strength") for _, each in objects_of(row, "evidence", f"{place}.")]
        is_soft = bool(evidence) and Strength.HARD not in evidence
        return KnownDating(document, bounds, day_of(row.get("written"), f"{place}.written"), is_soft)

    # ----------------------------------------------------------------------- two passages

    def _pair(self, row: Mapping[str, Any], place: str) -> KnownPair:
        """Two passages of which one is reuse of the other."""
        sides = self._sides(row, place)
        kinds = kinds_of(row, place)
        strength = one_of(PairStrength, row.get("strength", PairStrength.STRONG), f"{place}.strength")
        is_reworded = row.get("label", kinds[0]) == Kind.PARAPHRASED
        cores = [self._core(each, sides, where) for where, each in rows_of(row, "verbatim_cores", f"{place}.")]
        return KnownPair(sides, kinds, strength, tuple(cores) if is_reworded else ())

    def _core(self, ends: Any, sides: Sides, place: str) -> Sides:
        """A run of equal words: its two ends in the one document, and in the other."""
        if not isinstance(ends, list) or len(ends) != 4:
            raise wrong(place, ends, "[start, end, start, end]")
        a = self._span(sides.document_a, ends[0], ends[1], place)
        return Sides(sides.document_a, a, sides.document_b, self._span(sides.document_b, ends[2], ends[3], place))

    def _sides(self, row: Mapping[str, Any], place: str) -> Sides:
        a, b = self._side(row, "a", place), self._side(row, "b", place)
        return Sides(*a, *b)

    def _side(self, row: Mapping[str, Any], side: str, place: str) -> tuple[str, Span]:
        """A range of a document: by its offsets, by its words, or by both, which then have to fit."""
        document = self._id(row.get(f"doc_{side}"), f"{place}.doc_{side}")
        quote = text_of(row, f"quote_{side}", place)
        where = f"{place}.quote_{side}"
        start, end = row.get(f"start_{side}"), row.get(f"end_{side}")
        if start is None and end is None and quote and quote.strip():
            return document, self._looked_up(document, quote, where)
        span = self._span(document, start, end, f"{place}.start_{side}")
        text = self._readable(document, span)
        if quote is not None and text is not None and quote.split() != text.split():
            raise TruthError(
                f"{where}: other words stand at {span.start}-{span.end} of {document}",
                hint="the text has changed, or was counted otherwise; without start and end the words are looked for",
            )
        return document, span

    def _readable(self, document: str, span: Span) -> str | None:
        """The words of a range; None where the report carries them not, or not all of them."""
        held = self.documents[document]
        is_cut = any(span.overlap(Span(each.start, each.end)) for each in held.withheld)
        return None if held.text is None or is_cut else held.text[span.start : span.end]

    def _span(self, document: str, start: Any, end: Any, place: str) -> Span:
        """A range that lies inside a text."""
        for each in (start, end):
            if not isinstance(each, int) or isinstance(each, bool):
                raise wrong(place, each, "start and end as whole numbers, or the words as a quote")
        text, characters = self.documents[document].text, self.documents[document].characters
        room = characters if text is None else len(text)
        if not 0 <= start < end <= room:
            raise TruthError(
                f"{place}: {digits(start)}-{digits(end)} is no range of {document}, which has {room:,} characters",
                hint="count characters from 0; the end is exclusive",
            )
        return Span(start, end)

    def _looked_up(self, document: str, quote: str, place: str) -> Span:
        """Where words stand in a text, spaces and line ends aside; they have to stand there once."""
        text = self.documents[document].text
        if text is None or self.documents[document].withheld:
            raise TruthError(
                f"{place}: the report does not carry the whole text of {document}",
                hint="trace with --text full, or give start and end",
            )
        if len(quote) > MAX_QUOTE:
            raise TruthError(f"{place} has {len(quote):,} characters", hint="quote less of it, or give start and end")
        words = re.compile(r"\s+".join(map(re.escape, quote.split())))
        found = [Span(*each.span()) for each in islice(words.finditer(text), 2)]
        if len(found) == 1:
            return found[0]
        hint = "quote more of it, or give start and end" if found else "quote it as it stands there"
        raise TruthError(f"{place}: {document} has these words {'more than once' if found else 'nowhere'}", hint=hint)

    # ----------------------------------------------------------------------- order and ancestors

    def _order(self, order: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
        """Pairs of documents, the earlier first."""
        for place, each in rows_of(order, name, "order."):
            if not isinstance(each, list) or len(each) != 2:
                raise wrong(place, each, "two ids: [earlier, later]")
            first, later = (self._id(one, place) for one in each)
            if first == later:
                raise TruthError(f"{place}: both are {first}", hint="name two documents")
            yield first, later

    def _ancestors(self, content: Mapping[str, Any]) -> tuple[KnownAncestor, ...] | None:
        """The missing ancestors, each with its own children and with those that have it from others."""
        name = "missing_ancestors" if "missing_ancestors" in content else "hidden_ancestors"
        if name not in content:
            return None
        tree: dict[str, tuple[str, Mapping[str, Any]]] = {}
        for place, row in objects_of(content, name):
            key = text_of(row, "id", place) or place
            if key in tree:
                raise TruthError(f"{place}.id: {key!r:.60} is there twice", hint="write all its children in one row")
            tree[key] = (place, row)
        if len(tree) > MAX_ANCESTORS:
            raise TruthError(f"{name} has {len(tree):,} members", hint=f"at most {MAX_ANCESTORS:,} are read")
        own = {key: self._children(place, row, "children", tree) for key, (place, row) in tree.items()}
        return tuple(self._ancestor(key, tree, own) for key in tree)

    def _children(self, place: str, row: Mapping[str, Any], name: str, tree: Collection[str]) -> tuple[str, ...]:
        """The names of other ancestors as they are, and of documents their ids."""
        listed = rows_of(row, name, f"{place}.")
        return tuple(each if isinstance(each, str) and each in tree else self._id(each, at) for at, each in listed)

    def _ancestor(
        self,
        key: str,
        tree: Mapping[str, tuple[str, Mapping[str, Any]]],
        own: Mapping[str, tuple[str, ...]],
    ) -> KnownAncestor:
        """A missing ancestor with all documents that are below it in the `tree`; `own` are the children of each."""
        place, row = tree[key]
        certain = self._children(place, row, "certain_children", tree) if "certain_children" in row else own[key]
        reached, ahead = {key}, [key]
        while ahead:
            for child in own.get(ahead.pop(), ()):
                if child not in reached:
                    reached.add(child)
                    ahead.append(child)
        grade = one_of(Grade, row.get("grade", Grade.REQUIRED), f"{place}.grade")
        documents = tuple(sorted(reached - tree.keys()))
        return KnownAncestor(tuple(each for each in certain if each not in tree), documents, grade)
