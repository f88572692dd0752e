"""A large report made by rule: families of four texts, three of which take a stretch from the first, and lone texts."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from provenance.model import (
    Bound,
    Change,
    DateEvidence,
    Dating,
    Degree,
    Edge,
    EdgeType,
    Evidence,
    Family,
    Inputs,
    Kind,
    Match,
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
    Strength,
    TracedDocument,
    Verdict,
)

SENTENCE_WORDS, PARAGRAPH_SENTENCES, FAMILY = 12, 4, 4
TAKEN_SENTENCES = 14
_SYLLABLES = "ba co du fe gi ha ki lo mu ne po ra si ta vu we".split()


def large(documents: int = 1_000, words: int = 600, seed: int = 7) -> Report:
    """A report of so many documents of so many words: four fifths in families, the rest alone.

    Three of the four of a family have a quarter of their words from the first.
    """
    random = Random(seed)
    made: list[TracedDocument] = []
    matches: list[Match] = []
    relations: list[Relation] = []
    families: list[Family] = []
    members = documents * 4 // 5 // FAMILY * FAMILY
    for number in range(members, documents):
        own = [_sentence(random) for _ in range(words // SENTENCE_WORDS)]
        made.append(_document(f"{number:05}.txt", own, None, number, 0, None))
    for number in range(0, members, FAMILY):
        names = [f"{each:05}.txt" for each in range(number, number + FAMILY)]
        first = [_sentence(random) for _ in range(words // SENTENCE_WORDS)]
        family = f"F{number // FAMILY + 1}"
        origin = _document(names[0], first, family, number, 0, None)
        made.append(origin)
        for name in names[1:]:
            own = [_sentence(random) for _ in first]
            at = random.randrange(len(own) - TAKEN_SENTENCES)
            own[at : at + TAKEN_SENTENCES] = [_edited(random, each) for each in first[:TAKEN_SENTENCES]]
            matches.append(_match(f"M{len(matches) + 1}", names[0], name, first, own, at))
            relations.append(_relation(names[0], name, origin))
            made.append(_document(name, own, family, number, at, matches[-1]))
        edges = tuple(Edge(names[0], name, 0.93, EdgeType.DERIVED) for name in names[1:])
        families.append(Family(family, tuple(names), names[0], 0.93, (), (), edges))
    return Report(
        "0",
        {},
        Inputs(documents),
        tuple(sorted(made, key=lambda each: each.id)),
        tuple(matches),
        tuple(relations),
        tuple(families),
    )


def _sentence(random: Random) -> str:
    words = ["".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) for _ in range(SENTENCE_WORDS - 1)]
    return " ".join([words[0].capitalize(), *words[1:], f"{random.randrange(10, 99)}."])


def _edited(random: Random, sentence: str) -> str:
    """Three times of four the sentence as it is, else with its figure changed."""
    if random.random() < 0.75:
        return sentence
    return f"{sentence.rsplit(' ', 1)[0]} {random.randrange(10, 99)}."


def _spans(sentences: list[str]) -> list[Span]:
    """Where sentences stand in the text that `_text` makes of them."""
    spans, start = [], 0
    for number, sentence in enumerate(sentences):
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + (2 if number % PARAGRAPH_SENTENCES == PARAGRAPH_SENTENCES - 1 else 1)
    return spans


def _text(sentences: list[str]) -> str:
    paragraphs = [
        " ".join(sentences[at : at + PARAGRAPH_SENTENCES]) for at in range(0, len(sentences), PARAGRAPH_SENTENCES)
    ]
    return "\n\n".join(paragraphs)


def _match(name: str, a: str, b: str, first: list[str], own: list[str], at: int) -> Match:
    left, right = _spans(first)[:TAKEN_SENTENCES], _spans(own)[at : at + TAKEN_SENTENCES]
    segments = tuple(
        Segment(x, y, Kind.COPIED, Degree.VERBATIM, 1.0)
        if first[number] == own[at + number]
        else Segment(
            x, y, Kind.COPIED, Degree.EDITED, 0.92,
            (Change("number", first[number].split()[-1][:-1], own[at + number].split()[-1][:-1]),),
        )
        for number, (x, y) in enumerate(zip(left, right, strict=True))
    )  # fmt: skip
    sides = Place(a, left[0].start, left[-1].end), Place(b, right[0].start, right[-1].end)
    return Match(name, *sides, Kind.COPIED, 0.96, segments)


def _document(
    name: str, sentences: list[str], family: str | None, number: int, at: int, match: Match | None
) -> TracedDocument:
    text, spans = _text(sentences), _spans(sentences)
    day = f"{2000 + number // FAMILY % 24}-{1 + number % 12:02}-{1 + number % 28:02}"
    passages: list[Passage] = []
    for place, span in enumerate(spans):
        segment = match.segments[place - at] if match and 0 <= place - at < TAKEN_SENTENCES else None
        kind, degree = (Kind.COPIED, segment.degree) if segment else (Kind.ORIGINAL, None)
        if passages and (passages[-1].kind, passages[-1].degree) == (kind, degree):
            passages[-1] = replace(passages[-1], end=span.end)
            continue
        origin = Place(match.a.document, segment.a.start, segment.a.end) if match and segment else None
        passages.append(
            Passage(
                span.start, span.end, kind, degree, False, origin, Order.KNOWN, match.id if match and segment else None,
                segment.similarity if segment else None, False if segment else None, FAMILY if segment else 1, (),
            )
        )  # fmt: skip
    copied = TAKEN_SENTENCES / len(sentences) if match else 0.0
    quote = text[spans[0].start : spans[0].end]
    return TracedDocument(
        id=name, sha256="0" * 64, title=f"Story {name}", characters=len(text), words=len(text.split()), language="en",
        read=Reading("utf-8"), source=Source(kind="story"), text=text,
        dating=Dating(day, None, None, None, (DateEvidence("past-event", Bound.EARLIEST, day, Strength.HARD, quote,
                                                           spans[0].start, spans[0].end),)),
        blocks=(), shares=Shares(round(copied, 4), 0.0, round(1 - copied, 4), 0.0), family=family,
        passages=tuple(passages),
    )  # fmt: skip


def _relation(a: str, b: str, first: TracedDocument) -> Relation:
    (bound,) = first.dating.evidence
    evidence = Evidence(
        "event-bridge", "a", 3.0, first.id, bound.quote, bound.start, bound.end, "announces what the other tells"
    )
    return Relation(a, b, 0.95, Verdict.A_FIRST, RelationType.DERIVED, 0.28, 0.28, (evidence,))
