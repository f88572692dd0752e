"""A report in which every string that can come from outside attacks the page."""

from __future__ import annotations

from dataclasses import replace

from harbour import span

from provenance.model import (
    Block,
    Boilerplate,
    Bound,
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
    Stated,
    Strength,
    TracedDocument,
    Unreadable,
    Verdict,
)

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "<!--<script>window.pwned=1//",
    "]]></style></title></textarea><b>out</b>",
    '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/refresh">',
    "<base href=http://127.0.0.1:9/><form action=http://127.0.0.1:9/><iframe src=http://127.0.0.1:9/></iframe>",
    "<link rel=prefetch href=http://127.0.0.1:9/prefetch>",
    '" onmouseover="window.pwned=1',
    "' autofocus onfocus=window.pwned=1 x='",
    "` onclick=window.pwned=1 `",
    "\u202egpj.exe \u2066\u2067 \ufeff\u200b end",
    "__proto__ constructor documentElement toString",
    "\u2028</script>\u2029",
    "{{ 7*7 }} {% for x in y %} {a} {0.__class__}",
)
HOSTILE_IDS = ("__proto__", "constructor", "<b>.txt", '"><script>window.pwned=1</script>.txt')
HOSTILE_URLS = (
    "javascript:window.pwned=1",
    "data:text/html,x",
    "https://user:password@evil.example/",
    "java\tscript:x",
)


def hostile() -> Report:
    """A report in which every string that can come from outside attacks the page."""
    text = "\n\n".join(PAYLOADS) + "\n"
    whole = Place(HOSTILE_IDS[0], 0, len(text))
    ids = tuple(sorted(HOSTILE_IDS))
    documents = tuple(_hostile_document(number, name, text, ids) for number, name in enumerate(ids))
    spans = [span(text, payload) for payload in PAYLOADS]
    segments = tuple(
        Segment(each, each, Kind.COPIED, Degree.EDITED, 0.9, (Change("name", payload, PAYLOADS[0]),))
        for each, payload in zip(spans, PAYLOADS, strict=True)
    )
    relations = tuple(
        Relation(
            ids[0],
            other,
            0.9,
            Verdict.A_FIRST,
            RelationType.DERIVED,
            1.0,
            1.0,
            tuple(
                Evidence(payload, "a", 1.0, other, payload, each.start, each.end, payload)
                for each, payload in zip(spans, PAYLOADS, strict=True)
            ),
        )
        for other in ids[1:]
    )
    missing = Missing("missing:<i>", Grade.REQUIRED, ids, 0.9, "<b>", None, 9, PAYLOADS[0])
    return Report(
        version=PAYLOADS[9],
        settings={PAYLOADS[0]: {PAYLOADS[1]: PAYLOADS[2]}},
        inputs=Inputs(
            len(ids), 1, {PAYLOADS[0]: 1}, tuple(Unreadable(each, each, each) for each in PAYLOADS), {PAYLOADS[0]: 2}
        ),
        documents=documents,
        matches=tuple(
            Match(
                f"M{number}",
                replace(whole, document=ids[0]),
                replace(whole, document=other),
                Kind.COPIED,
                0.9,
                segments,
            )
            for number, other in enumerate(ids[1:])
        ),
        relations=relations,
        families=(
            Family(
                "F<1>",
                ids,
                ids[0],
                0.9,
                (),
                (missing,),
                tuple(Edge(missing.id, each, 0.9, EdgeType.DERIVED) for each in ids),
            ),
        ),
        boilerplate=tuple(Boilerplate(each, each, 2) for each in PAYLOADS),
    )


def _hostile_document(number: int, name: str, text: str, ids: tuple[str, ...]) -> TracedDocument:
    payload = PAYLOADS[number]
    spans = [span(text, each) for each in PAYLOADS]
    evidence = tuple(
        DateEvidence(words, Bound.EARLIEST, words, Strength.HARD, words, each.start, each.end)
        for words, each in zip(PAYLOADS, spans, strict=True)
    )
    return TracedDocument(
        id=name,
        sha256=payload,
        title=payload,
        characters=len(text),
        words=len(text.split()),
        language=payload,
        read=Reading(payload, "doubtful", 0.5),
        source=Source(payload, (payload,), HOSTILE_URLS[number], payload, payload, payload),
        text=text,
        dating=Dating(payload, payload, (payload, payload), Stated(payload, payload, 1.0), evidence, PAYLOADS),
        blocks=(Block(0, len(text), payload, payload),),
        shares=Shares(1.0),
        family="F<1>",
        passages=tuple(
            Passage(
                each.start,
                each.end,
                Kind.COPIED,
                Degree.VERBATIM,
                False,
                Place(ids[0], 0, 9),
                Order.KNOWN,
                "M0",
                1.0,
                False,
                4,
                ids,
            )
            for each in spans
        ),
    )
