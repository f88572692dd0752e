"""A small report made by hand: an invented harbour board, its ferry, and all that a report can hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from provenance.kernels import tokenize
from provenance.model import (
    Block,
    Boilerplate,
    Bound,
    Candidate,
    Change,
    DateEvidence,
    Dating,
    Degree,
    Edge,
    EdgeType,
    Evidence,
    Family,
    Grade,
    Inputs,
    Kind,
    Match,
    Missing,
    Order,
    Passage,
    Place,
    Reading,
    Relation,
    RelationType,
    Report,
    Segment,
    Shares,
    Source,
    Span,
    Stated,
    Strength,
    TracedDocument,
    Unreadable,
    Verdict,
)

PLAN, STORY, FORUM = "board/plan.txt", "gazette/ferry.txt", "harbour-talk/4471.txt"
JOINED, WALK, BLANK = "pages/joined.txt", "walks/lighthouse.txt", "blank.txt"
GONE = "missing:F2.1"
HOSTILE = "<script>window.pwned=1</script>"


@dataclass(frozen=True)
class Piece:
    """Words of a document and what they are."""

    words: str
    kind: Kind = Kind.ORIGINAL
    degree: Degree | None = None
    origin: str | None = None
    at: str | None = None
    order: Order = Order.KNOWN
    match: str | None = None
    similarity: float | None = None
    quotation: bool = False
    attributed: bool | None = None
    also_in: tuple[str, ...] = ()


OPENING = (
    "The ferry to Inner Skerry will run all year from next spring under plans before the Marrow Bay Harbour Board."
)
COST = (
    "The board will be asked on Tuesday 14 May to spend £240,000 on a second boat, the Kittiwake, and on a new slipway."
)
CHAIR = "“An island without a winter boat is a holiday, not a home,” said the board’s chair, Ada Penrose."
FARES = "Fares would stay as they are until the end of 2025."

PLAN_PIECES = (
    Piece("Winter ferry plan goes to the board\n\n"),
    Piece(OPENING, also_in=(STORY,)),
    Piece("\n\n"),
    Piece(COST, also_in=(STORY,)),
    Piece("\n\n"),
    Piece(CHAIR, also_in=(STORY,)),
    Piece(" " + FARES + "\n"),
)

STORY_PIECES = (
    Piece("Islanders get their winter boat\n\n"),
    Piece("The ferry to Inner Skerry will run all year from next spring after a vote of the Marrow Bay Harbour Board.",
          Kind.COPIED, Degree.EDITED, PLAN, OPENING, match="M1", similarity=0.9, attributed=False),
    Piece(" Members agreed on Tuesday 14 May 2024, after two hours and one dropped teacup. "),
    Piece("Some £260,000 goes to another boat, the Kittiwake, and a slipway to land her on.",
          Kind.PARAPHRASED, Degree.HEAVY, PLAN, COST, match="M1", similarity=0.41, attributed=False),
    Piece("\n\n"),
    Piece("“An island without a winter boat is a holiday, not a home,”",
          Kind.COPIED, Degree.VERBATIM, PLAN, CHAIR, match="M1", similarity=1.0, quotation=True, attributed=True),
    Piece(" Ada Penrose told the board in its own release.\n\n"),
    Piece("The Gazette has asked why the fares, frozen for a year and a half, were not frozen for longer.\n"),
)  # fmt: skip

DECISION = (
    "The Harbour Board has signed the contract for the Kittiwake with the yard at Port Ennis.",
    "The boat is 24 metres long, carries 60 people and 4 tonnes of freight, and is due in the water on 3 March 2025.",
    "The board thanks all who wrote in, including those who wrote in about the colour.",
)

FORUM_PIECES = (
    Piece("Jump to content · Log in · Recommended posts\n\n", Kind.BOILERPLATE),
    Piece("Kittiwake: it is signed\n\n"),
    *(Piece(words + "\n\n", Kind.COPIED, Degree.VERBATIM, GONE, order=Order.UNDETERMINED, match="M2", similarity=1.0,
            attributed=False, also_in=(JOINED,)) for words in DECISION),
    Piece("Quote · Report · Share\n", Kind.BOILERPLATE),
)  # fmt: skip

JOINED_PIECES = (
    Piece("News from the harbour\n\n"),
    *(Piece(words + "\n\n", Kind.COPIED, Degree.VERBATIM, GONE, order=Order.UNDETERMINED, match="M2", similarity=1.0,
            attributed=False, also_in=(FORUM,)) for words in DECISION),
    Piece("The slipway will be closed on Friday 7 February 2025 for the pouring of concrete. Please bring no dogs.\n"),
)  # fmt: skip

WALK_PIECES = (
    Piece("From the lighthouse the path drops through thrift and bracken to a cove that few charts name. "
          "Allow two hours, and a third for the view.\n"),
)  # fmt: skip


def text_of(pieces: tuple[Piece, ...]) -> str:
    """The document's text."""
    return "".join(piece.words for piece in pieces)


def document(name: str, pieces: tuple[Piece, ...], texts: dict[str, str], **more: object) -> TracedDocument:
    """A traced document whose passages are the pieces, without the white space at their ends."""
    text = text_of(pieces)
    passages, start = [], 0
    for piece in pieces:
        bare = piece.words.strip()
        begin = start + piece.words.find(bare) if bare else start
        if bare:
            passages.append(_passage(piece, begin, begin + len(bare), texts))
        start += len(piece.words)
    made = TracedDocument(
        id=name, sha256=sha256(text.encode()).hexdigest(), title=text.split("\n")[0] or None, characters=len(text),
        words=len(tokenize(text)[0]), language="en", read=Reading("utf-8"), source=Source(), text=text, dating=Dating(),
        blocks=(), shares=_shares(passages, text), family=None, passages=tuple(passages),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def _passage(piece: Piece, start: int, end: int, texts: dict[str, str]) -> Passage:
    origin = None
    if piece.origin is not None:
        at = texts[piece.origin].find(piece.at) if piece.at else None
        origin = Place(piece.origin, at, at + len(piece.at or "") if at is not None else None)
    return Passage(
        start=start, end=end, kind=piece.kind, degree=piece.degree, quotation=piece.quotation, origin=origin,
        order=piece.order, match=piece.match, similarity=piece.similarity, attributed=piece.attributed,
        carriers=1 + len(piece.also_in), also_in=piece.also_in,
    )  # fmt: skip


def _shares(passages: list[Passage], text: str) -> Shares:
    total = sum(len(tokenize(text[passage.start : passage.end])[0]) for passage in passages)
    words = dict.fromkeys(Kind, 0)
    for passage in passages:
        words[passage.kind] += len(tokenize(text[passage.start : passage.end])[0])
    return Shares(
        *(
            round(words[kind] / total, 4) if total else 0.0
            for kind in (Kind.COPIED, Kind.PARAPHRASED, Kind.ORIGINAL, Kind.BOILERPLATE)
        )
    )


def span(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def segment(
    a: str, b: str, words_a: str, words_b: str, kind: Kind, degree: Degree, similarity: float, *changes: Change
) -> Segment:
    """An aligned pair, by its words."""
    return Segment(span(a, words_a), span(b, words_b), kind, degree, similarity, changes)


def _place(name: str, text: str, first: str, last: str) -> Place:
    return Place(name, text.index(first), text.index(last) + len(last))


def harbour() -> Report:
    """Six documents, two families, one missing text, an undetermined order, three unreadable files, all kinds."""
    pieces = {
        PLAN: PLAN_PIECES,
        STORY: STORY_PIECES,
        FORUM: FORUM_PIECES,
        JOINED: JOINED_PIECES,
        WALK: WALK_PIECES,
        BLANK: (),
    }
    texts = {name: text_of(each) for name, each in pieces.items()}
    vote = "Members agreed on Tuesday 14 May 2024"
    asked = "The board will be asked on Tuesday 14 May"
    datings = {
        PLAN: Dating(
            None,
            "2024-05-14",
            ("2024-05-01", "2024-05-13"),
            Stated("2024-05-07", "header", 0.8),
            (
                DateEvidence(
                    "future-event", Bound.LATEST, "2024-05-14", Strength.HARD, asked, *_ends(texts[PLAN], asked)
                ),
                DateEvidence(
                    "bare-month",
                    Bound.EARLIEST,
                    "2024-04-01",
                    Strength.SOFT,
                    "next spring",
                    *_ends(texts[PLAN], "next spring"),
                ),
            ),
        ),
        STORY: Dating(
            "2024-05-14",
            None,
            ("2024-05-14", "2024-05-21"),
            None,
            (
                DateEvidence(
                    "past-event", Bound.EARLIEST, "2024-05-14", Strength.HARD, vote, *_ends(texts[STORY], vote)
                ),
            ),
            ("its header states 2024-05-07, but it tells of 2024-05-14 as past",),
        ),
    }
    documents = tuple(
        document(
            name,
            each,
            texts,
            dating=datings.get(name, Dating()),
            family={PLAN: "F1", STORY: "F1", FORUM: "F2", JOINED: "F2"}.get(name),
        )
        for name, each in sorted(pieces.items())
    )
    documents = tuple(_furnished(each, texts) for each in documents)
    return Report(
        version="0.0.0",
        settings={"align": {"min_words": 6}},
        inputs=Inputs(
            documents=len(documents),
            skipped=2,
            limits={"partners_left_out": 3},
            unreadable=(
                Unreadable("scans/minutes.pdf", "encrypted", "needs a password"),
                Unreadable("old/log.bin", "not_text", "NUL bytes"),
                Unreadable(f"{HOSTILE}.txt", "encoding", "unknown bytes at 17"),
            ),
            steps={"documents": 6, "passages": 21, "candidates": 3, "matches": 2},
        ),
        documents=documents,
        matches=(_edited_match(texts), _identical_match(texts)),
        relations=(_decided(texts), _open(texts), _same_event()),
        families=(
            Family("F1", (PLAN, STORY), PLAN, 0.97, (), (), (Edge(PLAN, STORY, 0.93, EdgeType.DERIVED),)),
            Family(
                "F2",
                (FORUM, JOINED),
                None,
                None,
                (),
                (_missing(),),
                (Edge(GONE, FORUM, 0.8, EdgeType.DERIVED), Edge(GONE, JOINED, 0.8, EdgeType.DERIVED)),
                likeliest=(Candidate(FORUM, 0.61),),
            ),
        ),
        boilerplate=(Boilerplate("P1", "Quote · Report · Share", 1),),
    )


def _ends(text: str, words: str) -> tuple[int, int]:
    found = span(text, words)
    return found.start, found.end


def _furnished(each: TracedDocument, texts: dict[str, str]) -> TracedDocument:
    if each.id == FORUM:
        return replace(
            each, read=Reading("windows-1252", "doubtful", 0.02), source=Source(url="https://harbour-talk.example/4471")
        )
    if each.id == JOINED:
        start = texts[JOINED].index(DECISION[0])
        return replace(
            each,
            blocks=(Block(start, len(texts[JOINED]), None, "2025-02-07"),),
            source=Source(publisher="Marrow Bay", byline=("A. Tern",)),
        )
    return each


def _edited_match(texts: dict[str, str]) -> Match:
    a, b = texts[PLAN], texts[STORY]
    opening, cost, chair = (STORY_PIECES[number].words for number in (1, 3, 5))
    return Match(
        "M1",
        _place(PLAN, a, OPENING, CHAIR),
        _place(STORY, b, opening, chair),
        Kind.COPIED,
        0.78,
        (
            segment(a, b, OPENING, opening, Kind.COPIED, Degree.EDITED, 0.9),
            segment(a, b, COST, cost, Kind.PARAPHRASED, Degree.HEAVY, 0.41, Change("number", "£240,000", "£260,000")),
            segment(a, b, chair, chair, Kind.COPIED, Degree.VERBATIM, 1.0),
        ),
    )


def _identical_match(texts: dict[str, str]) -> Match:
    a, b = texts[FORUM], texts[JOINED]
    return Match(
        "M2",
        _place(FORUM, a, DECISION[0], DECISION[2]),
        _place(JOINED, b, DECISION[0], DECISION[2]),
        Kind.COPIED,
        1.0,
        tuple(segment(a, b, words, words, Kind.COPIED, Degree.VERBATIM, 1.0) for words in DECISION),
    )


def _decided(texts: dict[str, str]) -> Relation:
    asked = "The board will be asked on Tuesday 14 May"
    return Relation(
        PLAN,
        STORY,
        0.97,
        Verdict.A_FIRST,
        RelationType.DERIVED,
        0.71,
        0.58,
        (
            Evidence(
                "event-bridge",
                "a",
                3.4,
                PLAN,
                asked,
                *_ends(texts[PLAN], asked),
                "announces for 2024-05-14 what the other reports as past",
            ),
            Evidence(
                "attribution",
                "a",
                0.5,
                STORY,
                "in its own release",
                *_ends(texts[STORY], "in its own release"),
                "names a release as its source",
            ),
            Evidence("title", "b", 0.3, STORY, None, None, None, "has the longer title"),
        ),
    )


def _open(texts: dict[str, str]) -> Relation:
    return Relation(
        FORUM,
        JOINED,
        0.6,
        Verdict.UNDETERMINED,
        RelationType.COMMON_SOURCE,
        0.81,
        0.76,
        (
            Evidence(
                "furniture",
                "b",
                0.4,
                FORUM,
                "Jump to content",
                *_ends(texts[FORUM], "Jump to content"),
                "stands in forum software",
            ),
        ),
    )


def _same_event() -> Relation:
    return Relation(
        JOINED,
        PLAN,
        0.08,
        Verdict.B_FIRST,
        RelationType.SAME_EVENT,
        0.0,
        0.0,
        (Evidence("dating", "b", 2.4, PLAN, None, None, None, "written not after 2024-05-14; the other is later"),),
    )


def _missing() -> Missing:
    return Missing(
        GONE,
        Grade.REQUIRED,
        (FORUM, JOINED),
        0.82,
        None,
        "2025-03-03",
        52,
        "neither of the two can have all the shared words from the other",
    )


def one_family() -> Report:
    """The first family of the harbour, and nothing else."""
    report, (family, *_) = harbour(), harbour().families
    return replace(
        report,
        documents=tuple(each for each in report.documents if each.id in family.documents),
        matches=tuple(each for each in report.matches if each.a.document in family.documents),
        relations=tuple(each for each in report.relations if each.a in family.documents),
        families=(family,),
    )


def without_text(report: Report) -> Report:
    """The same report as `--no-text` writes it: no texts, no quotes."""
    return replace(
        report,
        documents=tuple(
            replace(
                each,
                text=None,
                dating=replace(each.dating, evidence=tuple(replace(one, quote=None) for one in each.dating.evidence)),
            )
            for each in report.documents
        ),
        relations=tuple(
            replace(each, evidence=tuple(replace(one, quote=None) for one in each.evidence))
            for each in report.relations
        ),
        boilerplate=tuple(replace(each, text=None) for each in report.boilerplate),
    )
