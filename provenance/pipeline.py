"""The stages joined, once, for every engine: paths in, a report out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from provenance import (
    ancestors,
    assembly,
    boilerplate,
    calibration,
    candidates,
    chronology,
    corrections,
    dating,
    direction,
    events,
    lineage,
    segment,
    sketch,
)
from provenance.batch import Keys
from provenance.comparison import alignments
from provenance.coverage import coverage, thirds
from provenance.cues import CUES
from provenance.engines import ENGINES
from provenance.furniture import is_relay
from provenance.lexicon import language
from provenance.model import Alignment, FamilyView, Inputs, Match, Place, Relation, Report, Witness, shared_spans
from provenance.readers.intake import read_all
from provenance.settings import Settings, as_mapping, check
from provenance.signs import signs
from provenance.speech import repost_markers
from provenance.withheld import withhold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from os import PathLike

    from provenance.ancestors import HiddenSource
    from provenance.batch import Batch
    from provenance.coverage import Coverage
    from provenance.engines import Engine
    from provenance.model import Document, Family, Span
    from provenance.readers.intake import Intake
    from provenance.settings import SketchSettings

    Progress = Callable[[str, int, int], None]
    Path = str | PathLike[str]


T = TypeVar("T")

_KEYED_DOCUMENTS = 1000
_MIN_LANGUAGE_WORDS = 50  # a shorter text may be English without enough function words to show it


def trace(
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    engine: str = "local",
    jobs: int = 1,
    session: object = None,
    outputs: Iterable[Path] = (),
    dates: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Finds reuse in files and folders, dates it, orders it, and reports it. Prints nothing.

    `outputs` are files that will be written and so are no inputs; `dates` a CSV of ids and days; `progress` is called
    with a stage's name, what is done and what there is; `jobs` the most processes to use (a script that asks for more
    than one must guard its main module, as multiprocessing demands). Raises `ProvenanceError` with a hint; what could
    not be read is listed in the report. `session` is for engines that need one.
    """
    settings = check(settings or Settings())
    intake = read_all(paths, settings.read, outputs=outputs, dates=dates, progress=progress)
    options = {"jobs": jobs} if session is None else {"jobs": jobs, "session": session}
    with ENGINES.load(engine)(**options) as workers:
        return _report(intake, settings, workers, progress or _silent)


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def _report(intake: Intake, settings: Settings, workers: Engine, progress: Progress) -> Report:
    documents = intake.documents
    batch = segment.batch(documents, settings.segment)
    identical, kept = _identical(batch)
    batch = boilerplate.marked(batch, settings.classify)
    matches, steps, limits = _matches(batch, kept, settings, workers, progress)
    grouped = lineage.groups(matches, identical)
    witnesses = _witnesses(documents, batch, matches, grouped, settings)
    shared = coverage(matches, witnesses)
    relations, hidden, learned = _relations(matches, shared, witnesses, grouped, settings, progress)
    families, held = _families(grouped, witnesses, shared, relations, hidden, identical, settings)
    traced = assembly.documents(
        documents, batch, witnesses, matches, relations, families, held, identical, settings.credit
    )
    report = Report(
        version=version("provenance-tracer"),
        settings=as_mapping(settings),
        inputs=Inputs(
            documents=len(documents),
            skipped=intake.skipped,
            limits={**intake.limits, **limits},
            unreadable=intake.unreadable,
            steps={"documents": len(documents), "passages": len(batch.passage_start), **steps, **learned},
        ),
        documents=traced,
        matches=matches,
        relations=relations,
        families=families,
        boilerplate=boilerplate.listed(batch),
        corrections=corrections.corrections(matches, relations, witnesses),
    )
    return withhold(report, settings.report, settings.now)


def _families(
    grouped: Sequence[tuple[str, ...]],
    witnesses: Mapping[str, Witness],
    shared: Coverage,
    relations: Sequence[Relation],
    hidden: Sequence[HiddenSource],
    identical: Sequence[tuple[str, ...]],
    settings: Settings,
) -> tuple[tuple[Family, ...], dict[str, tuple[tuple[Span, str], ...]]]:
    """The families, numbered in order, and what each document has from which missing ancestor."""
    number = {member: n for n, members in enumerate(grouped, 1) for member in members}
    by_relation = _by_family(relations, lambda r: r.a, number)
    by_hidden = _by_family(hidden, lambda h: h.a, number)
    by_copies = _by_family(identical, lambda same: same[0], number)
    families, held = [], {}
    for n, members in enumerate(grouped, 1):
        family, places = lineage.family(
            n, members, witnesses, shared, by_relation[n], by_hidden[n], by_copies[n], settings.lineage
        )
        families.append(family)
        held.update(places)
    return tuple(families), held


def _by_family(rows: Iterable[T], document: Callable[[T], str], number: Mapping[str, int]) -> dict[int, list[T]]:
    """Rows gathered by the number of their document's family, in their order; those of no family are left out."""
    gathered: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        if document(row) in number:
            gathered[number[document(row)]].append(row)
    return gathered


# --------------------------------------------------------------------------- before the join


def _identical(batch: Batch) -> tuple[tuple[tuple[str, ...], ...], list[int]]:
    """Documents of one folded text, and the numbers of the documents that stand for all."""
    classes: dict[bytes, list[int]] = defaultdict(list)
    for number in range(len(batch)):
        words = batch.word[batch.document_token[number] : batch.document_token[number + 1]]
        digest = hashlib.blake2b(words.tobytes(), digest_size=16).digest()
        classes[digest if len(words) else number.to_bytes(8, "little")].append(number)
    same = tuple(tuple(batch.ids[n] for n in held) for held in classes.values() if len(held) > 1)
    return same, [held[0] for held in classes.values()]


# --------------------------------------------------------------------------- matches


def _matches(
    batch: Batch, kept: Sequence[int], settings: Settings, workers: Engine, progress: Progress
) -> tuple[tuple[Match, ...], dict[str, int], dict[str, int]]:
    """All matches, numbered in the order of their documents and places; counts of the steps; what limits left out.

    Each document is compared with its nearest partners; then, where they turn out to be no large family, with all.
    """
    found = candidates.pairs(
        _keys(batch, kept, settings.sketch),
        len(batch),
        settings.candidates,
        lambda columns: workers.in_order(columns, settings.engine.max_sort_bytes),
    )
    pairs = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    near = [pair for pair, is_near in zip(pairs, found.is_near.tolist(), strict=True) if is_near]
    aligned = _aligned(batch, near, settings, workers, lambda done: progress("aligning", done, len(pairs)))
    crowd = lineage.crowded(aligned, settings.candidates.max_whole_family_documents)
    rest = [
        pair
        for pair, is_near in zip(pairs, found.is_near.tolist(), strict=True)
        if not is_near and crowd.isdisjoint(pair)
    ]
    before = len(near)
    aligned |= _aligned(batch, rest, settings, workers, lambda done: progress("aligning", before + done, len(pairs)))
    progress("aligning", len(pairs), len(pairs))
    matches = [
        Match(
            id=f"M{number}",
            a=Place(batch.ids[a], one.a.start, one.a.end),
            b=Place(batch.ids[b], one.b.start, one.b.end),
            kind=one.kind,
            similarity=one.similarity,
            segments=one.segments,
        )
        for number, (a, b, one) in enumerate(
            ((a, b, one) for (a, b), held in sorted(aligned.items()) for one in held), 1
        )
    ]
    compared = len(near) + len(rest)
    dropped = found.dropped_pairs + len(pairs) - compared
    limits = {"capped_buckets": found.capped_buckets, "dropped_pairs": dropped}
    steps = {"candidate_pairs": compared, "matches": len(matches)}
    return tuple(matches), steps, {name: count for name, count in limits.items() if count}


def _keys(batch: Batch, kept: Sequence[int], settings: SketchSettings) -> Iterator[Keys]:
    """The keys of the documents that stand for all, some hundreds of documents at a time."""
    standing = np.zeros(len(batch), dtype=np.bool_)
    standing[list(kept)] = True
    for first in range(0, len(batch), _KEYED_DOCUMENTS):
        last = min(first + _KEYED_DOCUMENTS, len(batch))
        keys = sketch.keys(batch.part(first, last), settings)
        held = standing[first:last][keys.document]
        yield Keys(keys.key[held], keys.document[held] + first, keys.is_seed[held])


def _aligned(
    batch: Batch,
    pairs: Sequence[tuple[int, int]],
    settings: Settings,
    workers: Engine,
    progress: Callable[[int], None],
) -> dict[tuple[int, int], tuple[Alignment, ...]]:
    """The matches of each pair that has any."""
    found = {}
    for count, (a, b, aligned) in enumerate(workers.map(_align, (batch, settings), pairs), 1):
        if aligned:
            found[a, b] = aligned
        progress(count)
    return found


def _align(shared: tuple[Batch, Settings], row: tuple[int, int]) -> tuple[int, int, tuple[Alignment, ...]]:
    batch, settings = shared
    return row[0], row[1], alignments(batch, row[0], row[1], settings)


# --------------------------------------------------------------------------- dates and order


def _witnesses(
    documents: Sequence[Document],
    batch: Batch,
    matches: Sequence[Match],
    grouped: Sequence[Sequence[str]],
    settings: Settings,
) -> dict[str, Witness]:
    """Every document with its mentions resolved in its family and its interval drawn."""
    spans = {d.id: batch.passages(n) for n, d in enumerate(documents)}
    quoted = {d.id: batch.quotations(n) for n, d in enumerate(documents)}
    documents = [_abstaining(replace(d, language=d.language or language(d.text))) for d in documents]
    heard = {
        d.id: dating.mentions(d.text, spans[d.id], quoted[d.id], settings.dating) if _is_english(d) else ()
        for d in documents
    }
    stated = {d.id: (*d.stated, *dating.stated(d.id, d.text, spans[d.id], d.source.url)) for d in documents}
    resolved = chronology.resolve(heard, stated, grouped, settings.dating)
    by_document: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        by_document[match.a.document].append(match)
        by_document[match.b.document].append(match)
    witnesses = {}
    for number, document in enumerate(documents):
        first, last = batch.document_passage[number], batch.document_passage[number + 1]
        furniture = tuple(batch.is_furniture[first:last].tolist())
        held = [document.text[span.start : span.end] for span in spans[document.id]]
        relays = any(flag and is_relay(words) for words, flag in zip(held, furniture, strict=True))
        borrowed = shared_spans(by_document[document.id], document.id) if relays else ()
        with_dates = replace(document, stated=stated[document.id])
        drawn, likely_days = chronology.dating(with_dates, resolved[document.id], borrowed, is_relay=relays)
        witnesses[document.id] = Witness(
            document=with_dates,
            passages=spans[document.id],
            is_furniture=furniture,
            quotations=quoted[document.id],
            mentions=resolved[document.id],
            dating=drawn,
            likely_days=likely_days,
            words=sum(len(words.split()) for words, flag in zip(held, furniture, strict=True) if not flag),
            is_relay=relays,
            markers=repost_markers(document.text),
            signs=signs(document.text),
        )
    return witnesses


def _abstaining(document: Document) -> Document:
    """The document with a note where its dates are not read."""
    if _is_english(document):
        return document
    note = dating.UNREAD.format(known=", ".join(dating.LANGUAGES), language=document.language or "unknown")
    return replace(document, notes=(*document.notes, note))


def _is_english(document: Document) -> bool:
    """Whether the grammar of dates may be asked: it knows English, and abstains from what is clearly something else."""
    is_said = document.language is not None and document.language.startswith("en")
    return is_said or len(document.text.split()) < _MIN_LANGUAGE_WORDS


def _relations(
    matches: Sequence[Match],
    shared: Coverage,
    witnesses: Mapping[str, Witness],
    grouped: Sequence[Sequence[str]],
    settings: Settings,
    progress: Progress,
) -> tuple[tuple[Relation, ...], tuple[HiddenSource, ...], dict[str, int]]:
    """What is believed of each pair that is matched or tells one dated event, and from how many dated ones."""
    pairs: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        pairs[match.a.document, match.b.document].append(match)
    for pair in events.told_by_both(witnesses):
        pairs.setdefault(pair, [])
    members_of = {member: tuple(members) for members in grouped for member in members}
    others = thirds(shared)
    cues = tuple(CUES.load(name) for name in CUES.names())

    told = {}
    for count, pair in enumerate(sorted(pairs), 1):
        a, b = pair
        view = FamilyView(members_of.get(a, (a,)), others.get(pair, 0))
        told[pair] = direction.tell(pairs[pair], witnesses[a], witnesses[b], view, cues)
        progress("ordering", count, len(pairs))
    known = calibration.learned(told, witnesses)

    def judged(pair: tuple[str, str], *, are_siblings: bool = False) -> Relation:
        habit = known.habit(witnesses[pair[0]], witnesses[pair[1]])
        heard = replace(told[pair], evidence=(*told[pair].evidence, habit)) if habit else told[pair]
        return direction.judge(*pair, heard, settings.direction, known.weights, are_siblings=are_siblings)

    relations = {pair: judged(pair) for pair in told}
    hidden = ancestors.hidden_sources(matches, tuple(relations.values()), witnesses)
    for pair in {(source.a, source.b) for source in hidden} | ancestors.siblings(shared, tuple(relations.values())):
        relations[pair] = judged(pair, are_siblings=True)
    return tuple(relations.values()), hidden, {"dated_pairs": known.pairs} if known.pairs else {}
