"""The stages joined: `trace` reads paths and finds matches; `report` dates and orders documents and draws families."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING

from provenance import assembly, boilerplate, corrections, excerpt, lineage, ordering, testimony
from provenance.batch import chosen
from provenance.cues import CUES
from provenance.direction import calibration
from provenance.engines import ENGINES
from provenance.kernels import release
from provenance.lessons import NOTHING, Lessons, of_documents
from provenance.matching import matched
from provenance.memory import Known, encoded, state
from provenance.model import Inputs, Report
from provenance.readers.intake import read_all
from provenance.settings import Settings, as_mapping, check
from provenance.testimony import events
from provenance.withheld import dating_shown, withhold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from provenance.batch import Outline
    from provenance.direction import Said
    from provenance.engines import Engine
    from provenance.matching import Matching, Progress
    from provenance.memory import Memory
    from provenance.model import Signs, Witness
    from provenance.readers.intake import Intake, Path
    from provenance.testimony import Heard


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
    paths: Sequence[Path] | Path,
    settings: Settings | None = None,
    *,
    engine: str = "local",
    jobs: int = 1,
    session: object = None,
    outputs: Iterable[Path] = (),
    dates: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Finds reuse in files and folders, or in one, dates it, orders it, and reports it. Prints nothing.

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
    release()  # what the search for matches took
    grouped = lineage.groups(matches, identical)
    heard = None if memories is None else Known(memories.heard, memories.digests)
    others = elsewhere.figures()
    witnesses = testimony.witnesses(documents, outline, matches, grouped, settings, workers, heard, others)
    copies = {name for group in identical for name in group[1:]}  # the first of a group stands for it
    together = {pair for pair in events.told_by_both(witnesses, elsewhere.days()) if copies.isdisjoint(pair)}
    signs = None if memories is None else Known(memories.signs, memories.digests)
    beside = frozenset(chain(*grouped, *together))
    said = None if memories is None else _said(memories, witnesses)
    taught = () if memories is None else of_documents(witnesses)
    witnesses = testimony.beside_others(witnesses, beside, workers, signs).judged(beside)
    stories = ordering.stories(grouped, matches, together)
    told = ordering.told(stories, witnesses, progress, said)
    learned = Lessons(taught, calibration.examples(ordering.pairs_told(stories, told), witnesses.bare))
    known = calibration.learned(elsewhere.joined(learned).examples)
    relations, families, held = ordering.believed(stories, told, witnesses, identical, settings, known)
    del stories, together, told
    taken_back = corrections.corrections(matches, relations, witnesses)
    witnesses = witnesses.settled(partial(dating_shown, settings=settings.report))  # no more is asked of their order
    kept = frozenset(witnesses) if about is None else excerpt.shown(about, matches, relations, identical, taken_back)
    near = [match for match in matches if match.a.document in kept or match.b.document in kept]
    believed = assembly.Believed(witnesses, near, relations, families, held, identical)
    shown = assembly.documents(_part(outline, kept), believed, settings)
    del witnesses, believed, near, held  # before what may not be shown is taken out of a copy
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


def _part(outline: Outline, kept: frozenset[str]) -> Outline:
    """The outline of the documents with ids in `kept`."""
    numbers = [number for number, name in enumerate(outline.ids) if name in kept]
    return outline if len(numbers) == len(outline) else chosen(outline, numbers)


def _said(memories: Memories, witnesses: Mapping[str, Witness]) -> Known[Said] | None:
    """What is remembered of pairs; None where a cue of another package is asked, whose results are not remembered."""
    if not set(CUES.names()) <= CUES.table.keys():
        return None
    said = ((one.is_furniture, one.mentions, one.dating, one.likely_days, one.repeated) for one in witnesses.values())
    return Known(
        memories.said,
        [state(digest, encoded(held)) for digest, held in zip(memories.digests, said, strict=True)],
    )
