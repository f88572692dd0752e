"""The stages joined: `trace` reads paths and finds matches; `report` dates and orders documents and draws families."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from provenance import assembly, boilerplate, corrections, direction, excerpt, lineage, testimony
from provenance.batch import chosen
from provenance.cues import CUES
from provenance.cues.kinship import Kin
from provenance.direction import calibration
from provenance.engines import ENGINES
from provenance.lessons import NOTHING, lessons
from provenance.lineage import ancestors, relation_types
from provenance.matching import matched
from provenance.memory import Known, encoded, state
from provenance.model import Inputs, Report
from provenance.pairs import gathered, parted
from provenance.readers.intake import read_all
from provenance.settings import Settings, as_mapping, check
from provenance.testimony import events
from provenance.withheld import withhold
from provenance.wording.coverage import coverage, thirds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from provenance.batch import Outline
    from provenance.direction import Said, Told
    from provenance.engines import Engine
    from provenance.lessons import Lessons
    from provenance.lineage.ancestors import HiddenSource
    from provenance.matching import Matching, Progress
    from provenance.memory import Memory
    from provenance.model import Document, Match, Relation, Signs, Witness
    from provenance.pairs import Pairs
    from provenance.readers.intake import Intake, Path
    from provenance.testimony import Heard
    from provenance.wording.coverage import Coverage

_MOST_SEGMENTS = 2**18  # of pairs that are laid out at a time, to bound the memory; each counts as one more


@dataclass(frozen=True, slots=True)
class Memories:
    """Results remembered from earlier runs, of documents (`heard`, `signs`) and of pairs of documents (`said`).

    `digests` are those of the documents (text and metadata), in their order, by which results are found again.
    """

    heard: Memory[Heard]
    signs: Memory[Signs]
    said: Memory[Said]
    digests: Sequence[bytes]


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
    with a stage's name, how much is done and how much there is; `jobs` is the most processes to use (a script that asks
    for more than one must guard its main module, as multiprocessing demands). Raises `ProvenanceError` with a hint;
    what could not be read is listed in the report. `session` is for engines that need one.
    """
    settings = check(settings or Settings())
    intake = read_all(paths, settings.read, outputs=outputs, dates=dates, progress=progress)
    options = {"jobs": jobs} if session is None else {"jobs": jobs, "session": session}
    with ENGINES.load(engine)(**options) as workers:
        found = matched(intake.documents, settings, workers, progress or silent)
        return report(intake, found, settings, workers, progress or silent)[0]


def silent(stage: str, done: int, total: int) -> None:
    """A `Progress` that shows nothing."""


def report(
    intake: Intake,
    found: Matching,
    settings: Settings,
    workers: Engine,
    progress: Progress,
    elsewhere: Lessons = NOTHING,
    memories: Memories | None = None,
    about: Collection[str] | None = None,
) -> tuple[Report, Lessons]:
    """The report on documents that were compared, and what they and their pairs teach of the collection (`lessons`).

    `elsewhere`: the lessons of documents of the collection that are not read now. `memories`: results of earlier runs,
    to which those of this run are added; without them nothing is to be remembered, and documents teach nothing.
    `about`: ids of documents; the report then shows only these and their kin.
    """
    documents, outline, matches, identical = intake.documents, found.outline, found.matches, found.identical
    grouped = lineage.groups(matches, identical)
    heard = None if memories is None else Known(memories.heard, memories.digests)
    others = elsewhere.figures()
    witnesses = testimony.witnesses(documents, outline, matches, grouped, settings, workers, heard, others)
    copies = {name for group in identical for name in group[1:]}  # the first of a group stands for it
    together = {pair for pair in events.told_by_both(witnesses, elsewhere.days()) if copies.isdisjoint(pair)}
    signs = None if memories is None else Known(memories.signs, memories.digests)
    witnesses = testimony.beside_others(witnesses, {*chain(*grouped, *together)}, workers, signs)
    said = None if memories is None else _said(memories, witnesses)
    shared = coverage(matches, witnesses)
    pairs = _pairs(matches, together)
    told = _told(pairs, shared, witnesses, grouped, progress, said)
    learned = lessons({} if memories is None else witnesses, calibration.examples(told, witnesses))
    known = calibration.learned(elsewhere.joined(learned).examples)
    relations, hidden = _relations(told, pairs, shared, witnesses, settings, known)
    families, held = lineage.families(grouped, witnesses, shared, relations, hidden, identical, settings.lineage)
    relations = relation_types.agreed(relations, families)
    del shared, hidden, told  # wide tables, which nothing asks for any more
    taken_back = corrections.corrections(matches, relations, witnesses)
    kept = frozenset(witnesses) if about is None else excerpt.shown(about, matches, relations, identical, taken_back)
    near = [match for match in matches if match.a.document in kept or match.b.document in kept]
    believed = assembly.Believed(witnesses, near, relations, families, held, identical)
    shown = assembly.documents(*_part(documents, outline, kept), believed, settings)
    traced = Report(
        version=version("provenance-tracer"),
        settings=as_mapping(settings),
        inputs=_inputs(intake, found, len(shown), known.pairs),
        documents=shown,
        matches=matches,
        relations=relations,
        families=families,
        boilerplate=boilerplate.listed(outline, documents),
        corrections=taken_back,
    )
    told_of = traced if about is None else excerpt.cut(traced, kept, about)
    return withhold(told_of, settings.report, settings.now), learned


def _inputs(intake: Intake, found: Matching, shown: int, examples: int) -> Inputs:
    """What was read and what was not, and what each step let through.

    `shown` is the number of documents reported, `examples` that of the dated pairs learned from.
    """
    read = {"documents": len(intake.documents), "passages": len(found.outline.passage_start)}
    dated = {"dated_pairs": examples} if examples else {}
    return Inputs(
        documents=shown,
        skipped=intake.skipped,
        limits={**intake.limits, **found.limits},
        unreadable=intake.unreadable,
        steps={**read, **found.steps, **dated},
    )


def _part(documents: Sequence[Document], outline: Outline, kept: frozenset[str]) -> tuple[Sequence[Document], Outline]:
    """The documents with ids in `kept`, and their outline."""
    numbers = [number for number, document in enumerate(documents) if document.id in kept]
    if len(numbers) == len(documents):
        return documents, outline
    return [documents[number] for number in numbers], chosen(outline, numbers)


# --------------------------------------------------------------------------- dates and order


def _relations(
    told: Mapping[tuple[str, str], Told],
    pairs: Mapping[tuple[str, str], Sequence[Match]],
    shared: Coverage,
    witnesses: Mapping[str, Witness],
    settings: Settings,
    known: calibration.Calibration,
) -> tuple[tuple[Relation, ...], tuple[HiddenSource, ...]]:
    """The relation of each pair of documents, and the hidden sources (missing texts) that pairs imply."""
    told = {**told} | {pair: told[pair].heard_too(habit) for pair, habit in known.habits(told, witnesses)}
    beliefs = direction.believed(told, settings.direction, known.weights)
    hidden = ancestors.hidden_sources({pair: pairs[pair] for pair in told}, beliefs, witnesses)
    siblings = {(source.a, source.b) for source in hidden} | ancestors.siblings(shared, beliefs)
    of_siblings = {pair: each for pair, each in told.items() if pair in siblings}
    beliefs |= direction.of_siblings(of_siblings, beliefs, settings.direction)
    return direction.relations(told, beliefs, siblings), hidden


def _pairs(matches: Sequence[Match], together: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Sequence[Match]]:
    """The pairs of documents that have matches, with these, and those that tell of one event (`together`)."""
    pairs: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        pairs[match.a.document, match.b.document].append(match)
    for pair in together:
        pairs.setdefault(pair, [])
    return pairs


def _told(
    pairs: Mapping[tuple[str, str], Sequence[Match]],
    shared: Coverage,
    witnesses: Mapping[str, Witness],
    grouped: Sequence[Sequence[str]],
    progress: Progress,
    said: Known[Said] | None,
) -> dict[tuple[str, str], Told]:
    """The evidence of order of each pair of documents, pairs in order."""
    members = {member: len(group) for group in grouped for member in group}
    family = {member: number for number, group in enumerate(grouped) for member in group}
    others = thirds(shared)
    # Family by family: what is asked of a text is asked once a block.
    rows = sorted(pairs.items(), key=lambda row: (family.get(row[0][0], -1), row[0]))
    found: dict[tuple[str, str], Told] = {}
    sizes = (1 + sum([len(match.segments) for match in between]) for _, between in rows)
    for block in map(dict, parted(rows, sizes, _MOST_SEGMENTS)):
        laid = gathered(block, witnesses)
        heard = _heard(block, laid, shared, witnesses, said)
        kin = Kin(
            np.array([members.get(a, 1) for a, _ in block], dtype=np.int64),
            np.array([others.get(pair, 0) for pair in block], dtype=np.int64),
        )
        found.update(zip(block, direction.told(laid, heard, kin), strict=True))
        progress("ordering", len(found), len(pairs))
        del laid, heard, kin  # before the next block is laid out
    return dict(sorted(found.items(), key=itemgetter(0)))


def _heard(
    block: Mapping[tuple[str, str], Sequence[Match]],
    laid: Pairs,
    shared: Coverage,
    witnesses: Mapping[str, Witness],
    said: Known[Said] | None,
) -> list[Said]:
    """What the cues hear in each pair of `block`, of which `laid` are the columns, as far as it is not remembered."""
    cues = [CUES.load(name) for name in CUES.names()]
    if said is None:
        return direction.say(laid, shared, cues)
    number = {name: n for n, name in enumerate(witnesses)}
    # What two texts share is all that may be known of them.
    known = {(a, b): said.get(number[a], number[b]) if matches else None for (a, b), matches in block.items()}
    asked = {pair: matches for pair, matches in block.items() if known[pair] is None}
    if asked:
        heard = direction.say(laid if len(asked) == len(block) else gathered(asked, witnesses), shared, cues)
        for ((a, b), matches), one in zip(asked.items(), heard, strict=True):
            known[a, b] = one
            if matches:
                said.put(one, number[a], number[b])
    return [one for one in known.values() if one is not None]


def _said(memories: Memories, witnesses: Mapping[str, Witness]) -> Known[Said] | None:
    """What is remembered of pairs; None where a cue of another package is asked, whose results are not remembered."""
    if not set(CUES.names()) <= CUES.table.keys():
        return None
    said = ((one.is_furniture, one.mentions, one.dating, one.likely_days, one.repeated) for one in witnesses.values())
    return Known(
        memories.said,
        [state(digest, encoded(held)) for digest, held in zip(memories.digests, said, strict=True)],
    )
