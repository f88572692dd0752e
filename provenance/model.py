"""The nouns: what a run reads, finds and believes. Frozen values and arithmetic, no I/O.

The names and values are those of the JSON report (`provenance-report/1`), which `reports/json.py` writes by them. All
offsets are half-open ranges of Unicode code points of the document's text as decoded.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from os import PathLike


class Kind(StrEnum):
    """What a passage is."""

    COPIED = "copied"
    PARAPHRASED = "paraphrased"
    ORIGINAL = "original"
    BOILERPLATE = "boilerplate"


class Degree(StrEnum):
    """How near a reused passage is to its counterpart: the first two are copied, the others paraphrased."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    LIGHT = "light"
    HEAVY = "heavy"


class Order(StrEnum):
    """Whether it is known which of a passage's carriers came first."""

    KNOWN = "known"
    UNDETERMINED = "undetermined"


class Verdict(StrEnum):
    """Which of two documents was finished first."""

    A_FIRST = "a-first"
    B_FIRST = "b-first"
    UNDETERMINED = "undetermined"


class RelationType(StrEnum):
    """How two documents hang together."""

    DERIVED = "derived"
    COMMON_SOURCE = "common-source"
    SAME_EVENT = "same-event"
    VERSION = "version"
    TEMPLATE = "template"
    UNDETERMINED = "undetermined"


class EdgeType(StrEnum):
    """What passes along an edge of a lineage."""

    DERIVED = "derived"
    QUOTATION = "quotation"
    VERSION = "version"


class Grade(StrEnum):
    """How strongly a missing ancestor is implied."""

    REQUIRED = "required"
    LIKELY = "likely"
    POSSIBLE = "possible"


class CreditKind(StrEnum):
    """How a passage credits where it comes from: a name, an address, or quotation marks with a speaker."""

    NAMED = "named"
    LINKED = "linked"
    QUOTED = "quoted"


class CopyRelation(StrEnum):
    """How a document stands to the copy of it that is kept. Of one template: another text, and no duplicate."""

    IDENTICAL = "identical"
    NEAR = "near"
    VERSION = "version"
    TEMPLATE = "template"


class Bound(StrEnum):
    """Which end of a dating a piece of evidence limits: written not before, or not after, its date."""

    EARLIEST = "earliest"
    LATEST = "latest"


class Strength(StrEnum):
    """Whether evidence may set a bound by itself (hard) or only shape what is likely (soft)."""

    HARD = "hard"
    SOFT = "soft"


class Level(StrEnum):
    """How serious a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Its place in the order of all, the most serious first."""
        return tuple(Level).index(self)


class FailOn(StrEnum):
    """The least level of a new finding that fails a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class FindingState(StrEnum):
    """Whether a finding is new, or accepted by the baseline."""

    NEW = "new"
    KNOWN = "known"


class GateStatus(StrEnum):
    """What the gate says of a whole run. An incomplete run never passes."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    INCOMPLETE = "incomplete"


class PairStrength(StrEnum):
    """How plainly a known pair is reuse: at sight, only beside the rest, or too little for a match by itself."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class Topic(StrEnum):
    """What of a report known answers judge, in the order in which it is told."""

    STRONG_PAIRS = "strong-pairs"
    MODERATE_PAIRS = "moderate-pairs"
    WEAK_PAIRS = "weak-pairs"
    HARD_NEGATIVES = "hard-negatives"
    MATCHES = "matches"
    CERTAIN_ORDER = "certain-order"
    LIKELY_ORDER = "likely-order"
    UNDETERMINED_ORDER = "undetermined-order"
    BOUNDS = "bounds"
    DAYS = "days"
    MISSING_ANCESTORS = "missing-ancestors"
    REQUIRED_ANCESTORS = "required-ancestors"
    INDEPENDENT = "independent"


class Outcome(StrEnum):
    """How a report does by one known answer. Wide: found, but in a passage much longer; open: missed, or not told."""

    RIGHT = "right"
    WRONG = "wrong"
    WIDE = "wide"
    OPEN = "open"


# --------------------------------------------------------------------------- what is read


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of a text's code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Number of code points in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Source:
    """What a document says of itself: front matter, bylines, sidecars. Each may be unknown."""

    publisher: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    kind: str | None = None
    license: str | None = None
    embargo: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the bytes became text. `state` is `clean` or `doubtful`; `replaced` the share of unreadable characters."""

    encoding: str
    state: str = "clean"
    replaced: float = 0.0


DAY_FIRST = 0.7
"""Of dates in figures that may be read either way, the share that is taken to put the day before the month."""
RELATIVE_DAY = "relative-day"
"""The rule of what is told by the day of the writing (on Tuesday), where another text names the day."""
BELIEVED = 0.5
"""The reliability from which on a stated date, and not the words of the text, tells when it was likely written."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a document or its surroundings state as its own.

    `kind` is one of `meta|front-matter|header|byline|dateline|filename|url|sidecar|git`; `reliability` the share of
    such statements that are right to the day; `start`, `end` point at the words in the text, where they are there.
    `exchanged`: of a date in figures, the day that it says if its month comes first, where that may be.
    """

    date: str
    kind: str
    reliability: float
    start: int | None = None
    end: int | None = None
    exchanged: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When a text was written, by what stands beside it: not before `first` and not after `last`, ISO days.

    `cue`: `stated-period` for a month, a year or a span of them that is given as its date, `capture` for the day by
    which it had been fetched from where it stood. `said`: how it is given, and `where`; nothing for a capture.
    """

    cue: str
    first: str | None
    last: str | None
    said: str | None = None
    where: str = ""


OUTSIDE = frozenset(["capture", "stated-period"])
"""The reasons for a bound that stand beside a text, and not in what it tells."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a page that lead to an address which does not stand in its text."""

    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InFile:
    """Where a document stands in a file whose lines are not those of its text.

    `file`: the id of the file; `line`: of a record, the line on which it begins; `pages`: where each page begins in the
    text, the first at 0; `unseen`: what of the text is drawn so that nobody sees it, in order.
    """

    file: str
    line: int | None = None
    pages: tuple[int, ...] = ()
    unseen: tuple[Span, ...] = ()

    def page(self, offset: int) -> int | None:
        """The page, from 1, on which a place of the text stands; None where there are no pages."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Document:
    """One text read from a file. `in_file` is None where its lines are those of the file.

    `links`: those of a page, in order; `menus`: its lists of nothing but links, to wherever they lead. `notes`: in
    words, what beside the text tells of its date and cannot be read. `periods`: what tells there of its date and is no
    day. `file_time`: the day on which the file was last changed, where that was asked for; it is shown and never
    counts.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    language: str | None = None
    read: Reading = Reading("utf-8")
    source: Source = Source()
    stated: tuple[Stated, ...] = ()
    front_matter: Span | None = None
    links: tuple[Link, ...] = ()
    menus: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    file_time: str | None = None
    in_file: InFile | None = None

    def with_text(self, text: str) -> Document:
        """The same with another text."""
        return Document(
            self.id,
            text,
            self.sha256,
            self.title,
            self.language,
            self.read,
            self.source,
            self.stated,
            self.front_matter,
            self.links,
            self.menus,
            self.notes,
            self.periods,
            self.file_time,
            self.in_file,
        )


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read. `reason` is one of the closed list of the report's format.

    Of a record, `file` is the id of the file that holds it, and `line` the line on which it begins.
    """

    path: str
    reason: str
    detail: str
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a reader passes over in a file, so many, under the name by which the limits of a report count it."""

    limit: str
    number: int


# --------------------------------------------------------------------------- dating


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text and how the text speaks of it: what one sentence tells of when it was written.

    `start`, `end`: the words to quote (the clause). `date_start`, `date_end`: the date expression itself.
    `year`, `month`, `day`, `weekday` (0 is Monday): what the expression says; None where it does not. A mention with a
    day and a month but no year has several candidate years until the family resolves it. `tense`: `past` (the day was
    over or had begun when this was written), `future` (it was still to
    come), `none` (says nothing). `bound` and `strength` are what follows for the text if the year is known.
    `is_quoted`: inside quotation marks; a past still bounds the text from below, a future bounds only the speaking.
    `cue`: the rule that decided, a name such as `past-event`. `relative_year`: of a day without a year, its year less
    that of the writing, where the text says so (last year: -1); None elsewhere.
    """

    start: int
    end: int
    date_start: int
    date_end: int
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    tense: str
    bound: Bound | None
    strength: Strength
    is_quoted: bool
    cue: str
    relative_year: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """Words that name a day by that of the writing: yesterday, on Tuesday, two weeks ago.

    `text[start:end]`; the day lies `low` to `high` days after the writing (both negative where it was over), on
    `weekday` (0 is Monday) where one is named.
    """

    start: int
    end: int
    low: int
    high: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One reason for a bound: the words, where they stand, and the day they imply."""

    cue: str
    bound: Bound
    date: str
    strength: Strength
    quote: str | None
    start: int | None
    end: int | None
    year_from: str | None = None
    """The document that gave the year, where the words themselves name none."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When a document was written. Days are ISO dates; None where nothing bounds that end.

    `file_time`: the day on which the file was last changed, if asked for; nothing follows from it.
    """

    earliest: str | None = None
    latest: str | None = None
    likely: tuple[str, str] | None = None
    stated: Stated | None = None
    evidence: tuple[DateEvidence, ...] = ()
    conflicts: tuple[str, ...] = ()
    file_time: str | None = None

    def relative_days(self, span: Span) -> tuple[DateEvidence, ...]:
        """What follows of days that a span tells by the day of its writing: on Tuesday, yesterday."""
        held = (e for e in self.evidence if e.cue == RELATIVE_DAY and e.start is not None)
        return tuple(e for e in held if span.start <= (e.start or 0) < span.end)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document that is dated by itself, such as a release pasted under a later statement."""

    start: int
    end: int
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class DatedMention:
    """A mention whose days are known, `first` to `last` inclusive.

    `year_from` names the document that gave the year, None where the words themselves do; `is_certain` is false where
    the year was only the nearest that fits.
    """

    mention: Mention
    first: date
    last: date
    year_from: str | None = None
    is_certain: bool = True


# --------------------------------------------------------------------------- matches


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a named document; `start` and `end` are None where only the document is known."""

    document: str
    start: int | None
    end: int | None


WITHDRAWN = "withdrawn"
"""The type of a change that leaves nothing in the place of what was said."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference that matters inside near-verbatim text. `type`: number, name, date, negation or hedge."""

    type: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One aligned pair of passages inside a match, with its own kind and similarity (0 to 1)."""

    a: Span
    b: Span
    kind: Kind
    degree: Degree
    similarity: float
    changes: tuple[Change, ...] = ()
    is_formula: bool = False
    """Made of an attribution, a title or a standing phrase alone: shown inside a match, never the reason for one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A maximal run of reuse between two documents; `a` is the smaller id."""

    id: str
    a: Place
    b: Place
    kind: Kind
    similarity: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A match before its documents have names: the engine's own result for one pair of texts."""

    a: Span
    b: Span
    kind: Kind
    similarity: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side, and what they share."""

    matches: tuple[Alignment, ...]
    text_a: str = field(default="", repr=False)
    text_b: str = field(default="", repr=False)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from provenance.reports import notebook

        return notebook.comparison(self)


# --------------------------------------------------------------------------- beliefs


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe that `a` or `b` came first: the cue, its weight in log-odds, the words and their place.

    `favours` is `a` or `b`: the one that the evidence makes earlier. `level` says which of its cue's grades was heard,
    until it is weighed; it is empty in a report.
    """

    cue: str
    favours: str
    weight: float
    document: str
    quote: str | None
    start: int | None
    end: int | None
    says: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A year that a text names as gone before or as its own; `month` is 0 where none stands with it."""

    year: int
    month: int
    span: Span


LEAD = "lead"
"""The series of the states of a running story, as an agency numbers them."""
STAGE = "stage"
"""The label of what tells how far a text is done: a draft, final."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a text calls itself in a series: a label in small letters, a number with its parts, and where."""

    label: str
    number: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says of whose it is.

    `lines` are those of a few words, and `writers` those who sign it, both in small letters; `papers` are named beside
    a day, `issuers` alone in a line, as they are written.
    """

    lines: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The lines and the papers, in small letters."""
        return frozenset((*self.lines, *(paper.casefold() for paper in self.papers)))


@dataclass(frozen=True, slots=True)
class Signs:
    """What in a text tells of its own age or place, read once for all that it is compared with.

    `dates` are the latest that it names, the latest first. `numbers` stand at its head. `notes` tell of changes.
    `release` is its first mark of a press release. `is_of_a_week`: it tells days by their weekday, or as yesterday and
    tomorrow, as news does; the years that it names are background. `markers` say that it repeats another text, each
    with what follows in its clause. `works` are where it may cite one: in brackets, in a list, by its title.
    """

    dates: tuple[NamedDate, ...] = ()
    numbers: tuple[Numbered, ...] = ()
    notes: tuple[Span, ...] = ()
    is_of_a_week: bool = False
    release: Span | None = None
    markers: tuple[Span, ...] = ()
    works: tuple[Span, ...] = ()
    head: Head = Head()


@dataclass(frozen=True, slots=True)
class Witness:
    """A document as its tradition sees it: what direction and lineage need to know of it, and no more.

    `words` counts the words that are no furniture. `is_relay`: it stands in forum software, whose users pass on what
    others wrote. `likely_days` are equally probable days (ordinals, ascending) of its writing; empty where nothing
    dates it. `repeated` is where those of its mentions begin that announce a day in a sentence which another text has
    in the very words. `signs` are looked for only in what stands beside another text. `undated`: its days with their
    weekday of which nobody tells the year, with what they bound.
    """

    document: Document
    passages: tuple[Span, ...]
    is_furniture: tuple[bool, ...]
    quotations: tuple[Span, ...]
    mentions: tuple[DatedMention, ...]
    dating: Dating
    likely_days: tuple[int, ...]
    words: int
    is_relay: bool
    repeated: tuple[int, ...] = ()
    signs: Signs = Signs()
    undated: tuple[Mention, ...] = ()

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def with_text(
        self, text: str, passages: tuple[Span, ...], is_furniture: tuple[bool, ...], quotations: tuple[Span, ...]
    ) -> Witness:
        """The same with another text, and what stands in it."""
        return Witness(
            self.document.with_text(text),
            passages,
            is_furniture,
            quotations,
            self.mentions,
            self.dating,
            self.likely_days,
            self.words,
            self.is_relay,
            self.repeated,
            self.signs,
            self.undated,
        )

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.document.text[span.start : span.end]

    def count(self, spans: Iterable[Span]) -> int:
        """How many words stand in some spans."""
        text = self.document.text
        return sum(len(text[span.start : span.end].split()) for span in spans)


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of the order of two documents, and the weighed evidence that it rests on."""

    p_a_first: float
    verdict: Verdict
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """What is believed of two documents that are matched or tell the same dated event; `a` is the smaller id."""

    a: str
    b: str
    p_a_first: float
    verdict: Verdict
    type: RelationType
    share_of_a: float
    share_of_b: float
    evidence: tuple[Evidence, ...]

    def p_first(self, document: str) -> float:
        """The probability that one of the two, given by its id, was finished before the other."""
        return self.p_a_first if document == self.a else 1 - self.p_a_first

    @property
    def likelier(self) -> str:
        """The document that is more probably the first; `a` where both are as probable."""
        return self.a if self.p_a_first >= 0.5 else self.b


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is not in the archive but that the evidence implies."""

    id: str
    grade: Grade
    children: tuple[str, ...]
    probability: float
    earliest: str | None
    latest: str | None
    words: int
    """How many it had at least: those that its child with most of them has from it."""
    says: str
    name: str = ""
    """What it is called: all that is known of it, in words."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Who probably has it from whom: ids of documents or of missing ancestors."""

    source: str
    target: str
    probability: float
    type: EdgeType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may have been the first of its family, and how probable that is."""

    document: str
    probability: float


@dataclass(frozen=True, slots=True)
class Family:
    """Documents tied together by matches, their lineage, and the missing ancestors it implies."""

    id: str
    documents: tuple[str, ...]
    first: str | None
    p_first: float | None
    identical: tuple[tuple[str, ...], ...]
    missing: tuple[Missing, ...]
    edges: tuple[Edge, ...]
    versions: tuple[tuple[str, ...], ...] = ()
    """The states of one item, each a list from its first to its last as far as that is known: one node of a drawing."""
    likeliest: tuple[Candidate, ...] = ()
    """Where none is probable enough to be told as the first: those that come nearest to it, the most probable first."""

    @property
    def drawn(self) -> tuple[Missing, ...]:
        """The missing ancestors that a drawing shows: the required ones first, then those on which most texts draw.

        What is merely possible is only noted.
        """
        held = (one for one in self.missing if one.grade is not Grade.POSSIBLE)
        return tuple(sorted(held, key=lambda one: (one.grade is Grade.LIKELY, -len(one.children), -one.words)))

    @property
    def noted(self) -> tuple[Missing, ...]:
        """The missing ancestors that are merely possible."""
        return tuple(one for one in self.missing if one.grade is Grade.POSSIBLE)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from provenance.reports import notebook

        return notebook.family(self)


# --------------------------------------------------------------------------- the gate


@dataclass(frozen=True, slots=True)
class Finding:
    """One objection of a rule to one document.

    `start`, `end` are the passage that it points at, `line` and `column` (from 1, columns in code points) where that
    begins, `end_line` and `end_column` where it ends; None where the whole document is meant. Where the lines of the
    file are not those of the text, `line` is that of a record, `page` (from 1) that of a passage, and `file` the id of
    the file that holds the record. `source` is the document
    that the words come from. `measured` and `limit` are in `unit` (`share`, `words`, `characters` or `days`); `base`
    says in words how the number was made. `share` is the share of the document's words that the finding is about.
    `settle` says what would settle it.
    """

    fingerprint: str
    rule: str
    level: Level
    document: str
    matches: tuple[str, ...]
    message: str
    measured: float | None
    limit: float | None
    unit: str
    base: str
    settle: str
    share: float = 0.0
    source: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    quote: str | None = None
    state: FindingState = FindingState.NEW
    file: str | None = None
    page: int | None = None

    @property
    def where(self) -> str:
        """The document, and the line or the page, where they are known."""
        if self.page is not None:
            return f"{self.document}, page {self.page}"
        return f"{self.document}:{self.line}" if self.line is not None and self.file is None else self.document

    @property
    def beside_file(self) -> str:
        """What it objects to, and what would settle it, for those who are shown the file: of which part of it."""
        part = self.document if self.file is not None else f"Page {self.page}" if self.page is not None else ""
        return f"{part}: {self.sentence} {self.advice}" if part else f"{self.sentence} {self.advice}"

    @property
    def sentence(self) -> str:
        """What it objects to."""
        return f"{self.message[:1].upper()}{self.message[1:]}."

    @property
    def advice(self) -> str:
        """What would settle it, in a sentence."""
        return f"To settle it: {self.settle}."


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that somebody answers for: why, who, and until when."""

    finding: Finding
    reason: str
    owner: str
    expires: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What the rules say of a run.

    `notes`: what a reader must know that is no finding: an expired suppression, an order that was too uncertain for a
    rule, what the baseline holds that has gone. `rules`: the rules that were asked, with their levels. `folder`: where
    the documents lie, seen from where the command ran, for hosts that show findings beside files; empty for here.
    `policy` and `baseline` are what their files are called; empty where there is none. `fail_on`: the least level of a
    new finding that fails the run, or `never`. `judged`: the documents that rules looked at, where not at all.
    """

    status: GateStatus
    policy_digest: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    notes: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    policy: str = ""
    baseline: str = ""
    baseline_digest: str = ""
    fail_on: FailOn = FailOn.ERROR
    judged: tuple[str, ...] | None = None

    def is_failing(self, finding: Finding) -> bool:
        """Whether a finding fails the run."""
        is_grave = self.fail_on is not FailOn.NEVER and finding.level.rank <= Level(self.fail_on).rank
        return is_grave and finding.state is FindingState.NEW

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that the baseline does not accept."""
        return tuple(finding for finding in self.findings if finding.state is FindingState.NEW)

    @property
    def known(self) -> tuple[Finding, ...]:
        """The findings that the baseline accepts."""
        return tuple(finding for finding in self.findings if finding.state is FindingState.KNOWN)

    def path(self, document: str) -> str:
        """Where a document's file lies, seen from where the command ran."""
        return f"{self.folder}/{document}" if self.folder else document


NO_GATE = Gate(GateStatus.PASS, "")
"""That of a report on which no rules were asked."""


# --------------------------------------------------------------------------- the report


@dataclass(frozen=True, slots=True)
class Credit:
    """The words by which a passage credits where it comes from, and where in its document they stand.

    `document` is the one that is credited, None where that cannot be told: a speaker, or a text that is not here. A
    credit is wrong where it goes to a text that is later than the origin, or only another copy of it.
    """

    kind: CreditKind
    document: str | None
    quote: str | None
    start: int
    end: int
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document of one kind and origin. Together a document's passages cover its every word."""

    start: int
    end: int
    kind: Kind
    degree: Degree | None
    quotation: bool
    origin: Place | None
    order: Order
    match: str | None
    similarity: float | None
    attributed: bool | None
    carriers: int
    also_in: tuple[str, ...]
    credit: Credit | None = None
    """The credit that `attributed` rests on, or a wrong one."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of a document's words; they sum to 1, or are all 0 where there are no words."""

    copied: float = 0.0
    paraphrased: float = 0.0
    original: float = 0.0
    boilerplate: float = 0.0


@dataclass(frozen=True, slots=True)
class Withheld:
    """A range of a text that the report leaves out, and how many sentences it holds. Line feeds stand for it."""

    start: int
    end: int
    sentences: int


@dataclass(frozen=True, slots=True)
class TracedDocument:
    """Everything the report says of one document. `text` is None where the report carries no text."""

    id: str
    sha256: str
    title: str | None
    characters: int
    words: int
    language: str | None
    read: Reading
    source: Source
    text: str | None
    dating: Dating
    blocks: tuple[Block, ...]
    shares: Shares
    family: str | None
    passages: tuple[Passage, ...]
    repeats: int = 0
    withheld: tuple[Withheld, ...] = ()
    in_file: InFile | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence of a document as it stands there; `words` is None where the report withholds it."""

    document: str
    start: int
    end: int
    words: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A document that takes a statement back.

    `quote`, `start`, `end`: the words by which it says so. `change`: what was changed, from `a` to `b`. `carriers` are
    the documents that were finished after it and still have the old wording, in the order of their ids.
    """

    document: str
    start: int
    end: int
    quote: str | None
    change: Change
    new: Wording
    old: Wording
    carriers: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Furniture found in several documents, once each."""

    id: str
    text: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read and what was not. `limits` counts what a limit left out; `steps` what each step let through."""

    documents: int
    skipped: int = 0
    limits: Mapping[str, int] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run found. The same inputs and settings give the same report, byte for byte.

    `asked` are the ids of the documents that an archive was asked about, in their order; none where all are.
    """

    version: str
    settings: Mapping[str, Any]
    inputs: Inputs
    documents: tuple[TracedDocument, ...] = ()
    matches: tuple[Match, ...] = ()
    relations: tuple[Relation, ...] = ()
    families: tuple[Family, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    corrections: tuple[Correction, ...] = ()
    gate: Gate | None = None
    asked: tuple[str, ...] = ()

    @property
    def compared(self) -> int:
        """How many documents were compared with one another: more than a report on a part of them holds."""
        return self.inputs.steps.get("compared_against", len(self.documents))

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the report in the format that the suffix names (`.json`, `.html`, …), whole or not at all."""
        from provenance.output import save  # a step upwards: the noun knows how to leave

        save(self, path)

    def rows(self) -> list[dict[str, Any]]:
        """A row for each match, with the columns of the CSV: what `pandas.DataFrame` takes."""
        from provenance.reports.tables import rows

        return [asdict(row) for row in rows(self)]

    def __repr__(self) -> str:
        """How much was found: all of it is as long as the texts."""
        held = {"documents": self.documents, "matches": self.matches, "families": self.families}
        return f"<Report: {', '.join(f'{name} {len(each)}' for name, each in held.items())}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from provenance.reports import notebook

        return notebook.report(self)


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a group, as it stands to the kept one; `similarity` 0 to 1, `why` in plain words."""

    document: str
    relation: CopyRelation
    similarity: float
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that say the same: the one to keep, why that one, and the others in the order of their ids.

    Either every member is a duplicate of the kept one, or every member is of one template with it, and none is.
    """

    keep: str
    why: str
    members: tuple[Member, ...]

    @property
    def is_template(self) -> bool:
        """Whether these are different texts of one template."""
        return all(member.relation is CopyRelation.TEMPLATE for member in self.members)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that one run found, duplicates before templates, the largest first; and what it read."""

    version: str
    inputs: Inputs
    groups: tuple[Group, ...] = ()

    @property
    def duplicates(self) -> int:
        """How many documents repeat a kept one; those of one template do not."""
        return sum(len(group.members) for group in self.groups if not group.is_template)


# --------------------------------------------------------------------------- known answers


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document and where they stand; of a whole document neither, and no words where no text is carried."""

    document: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """A range of each of two documents."""

    document_a: str
    a: Span
    document_b: str
    b: Span

    @property
    def turned(self) -> Sides:
        """The same from the other side."""
        return Sides(self.document_b, self.b, self.document_a, self.a)


@dataclass(frozen=True, slots=True)
class KnownPair:
    """Two passages that are one reuse, and the kinds that may be said of it.

    `cores`: runs of equal words inside reworded passages; to find one is to find the pair.
    """

    sides: Sides
    kinds: tuple[Kind, ...]
    strength: PairStrength
    cores: tuple[Sides, ...] = ()


@dataclass(frozen=True, slots=True)
class HardNegative:
    """Two passages that look like reuse and are none, and why."""

    sides: Sides
    why: str


@dataclass(frozen=True, slots=True)
class KnownDating:
    """When a document was written, as far as is known.

    `bounds`: the day that each end should have, None where the texts give none; an end that is not named is not known.
    `written`: the true day, which no bound may exclude. `is_soft`: the truth names no hard evidence for its bounds, so
    that they may be left open.
    """

    document: str
    bounds: Mapping[Bound, str | None]
    written: str | None
    is_soft: bool


@dataclass(frozen=True, slots=True)
class KnownAncestor:
    """A text that was there and is not in the collection.

    `certain` are the documents that must be told to stem from it, `children` all that do, through others too.
    """

    certain: tuple[str, ...]
    children: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of some documents of a report, by their ids there.

    Orders are pairs, the earlier first; `undetermined` are pairs whose order the texts do not tell. `missing` is None
    where nothing is said of missing ancestors. `is_complete`: no other passages of these documents are reuse.
    """

    documents: frozenset[str]
    pairs: tuple[KnownPair, ...] = ()
    hard_negatives: tuple[HardNegative, ...] = ()
    certain: tuple[tuple[str, str], ...] = ()
    likely: tuple[tuple[str, str], ...] = ()
    undetermined: tuple[tuple[str, str], ...] = ()
    datings: tuple[KnownDating, ...] = ()
    missing: tuple[KnownAncestor, ...] | None = None
    independent: tuple[str, ...] = ()
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a report does by one known answer: the places, and in words what it says. Demanded: it has to be right."""

    topic: Topic
    outcome: Outcome
    places: tuple[Quote, ...]
    says: str = ""
    is_demanded: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """How often a report is right on one topic, wrong, too wide, or leaves open what is known."""

    topic: Topic
    known: int
    right: int
    wrong: int
    wide: int
    open: int


@dataclass(frozen=True, slots=True)
class Scores:
    """How a report does by known answers: the topics that these have, and every answer that it does not give."""

    version: str
    documents: int
    scores: tuple[Score, ...]
    faults: tuple[Judgement, ...]

    @property
    def broken(self) -> tuple[Judgement, ...]:
        """The faults in what is demanded."""
        return tuple(each for each in self.faults if each.is_demanded)

    @property
    def noted(self) -> tuple[Judgement, ...]:
        """The faults in what is only counted."""
        return tuple(each for each in self.faults if not each.is_demanded)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding to an archive has done with each document, by ids, and what could not be read."""

    added: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an archive holds: ids in order, its size in bytes, and in words why its index must be made anew, if so."""

    documents: tuple[str, ...]
    size: int
    stale: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One rendered file of a report: its path relative to the output, and its bytes.

    `held` are these, or makes them piece by piece: a large file need not be held.
    """

    path: str
    held: bytes | Callable[[], Iterable[bytes]]

    @property
    def content(self) -> bytes:
        """All bytes."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterable[bytes]:
        """The bytes, piece by piece."""
        return (self.held,) if isinstance(self.held, bytes) else self.held()


def shared_spans(matches: Iterable[Match], document: str, least: float = 0.0) -> tuple[Span, ...]:
    """The segments of matches that lie in a document, in order, merged where they touch: those `least` as similar."""
    sides = []
    for match in matches:
        is_a = match.a.document == document
        sides += [s.a if is_a else s.b for s in match.segments if s.similarity >= least]
    sides.sort(key=attrgetter("start", "end"))
    merged: list[Span] = []
    for span in sides:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


LEANING, PROBABLY, ALMOST_CERTAINLY = 0.70, 0.85, 0.95
"""From which probability on each word of confidence is said. What has less than the first is open."""

EVEN = 0.505
"""Below it neither of two orders is called the likelier."""


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two documents as a pair, whose ids stand in order."""
    return (one, other) if one <= other else (other, one)


def sureness(p: float) -> float:
    """How probable the likelier of two orders is, from the probability of either."""
    return max(p, 1 - p)


def confidence(p: float) -> str:
    """The word for a probability that something came first: one of four, the same everywhere."""
    best = sureness(p)
    if best >= ALMOST_CERTAINLY:
        return "almost certainly"
    if best >= PROBABLY:
        return "probably"
    return "leaning" if best >= LEANING else "undetermined"


def iso(day: date | None) -> str | None:
    """An ISO day, or None. That of one day is held once."""
    return None if day is None else intern(day.isoformat())
