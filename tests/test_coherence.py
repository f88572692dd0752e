"""A saved report that was changed by other hands: what does not fit together is refused, whatever it is read for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from harbour import harbour
from hypothesis import given
from hypothesis import strategies as st
from large import large

from provenance.errors import ReportError
from provenance.model import Candidate, Grade, Missing, Report, Span
from provenance.reports.coherence import check

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AWAY = "away.txt"


def matched(**changes: Any) -> Report:
    report = harbour()
    return replace(report, matches=(replace(report.matches[0], **changes), *report.matches[1:]))


def housed(**changes: Any) -> Report:
    report = harbour()
    return replace(report, families=(replace(report.families[0], **changes), *report.families[1:]))


def laid(change: Callable[[int], Mapping[str, Any]]) -> Report:
    """A report in which the last passage of the first text that has two lies elsewhere; the text's length is given."""
    report = harbour()
    number = next(n for n, each in enumerate(report.documents) if len(each.passages) > 1)
    document = report.documents[number]
    last = replace(document.passages[-1], **change(document.characters))
    changed = replace(document, passages=(*document.passages[:-1], last))
    return replace(report, documents=(*report.documents[:number], changed, *report.documents[number + 1 :]))


def test_what_we_write_fits_together() -> None:
    check(harbour())
    check(large(40, 240))


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (replace(harbour(), documents=harbour().documents * 2), "one id"),
        (matched(a=replace(harbour().matches[0].a, document=AWAY)), AWAY),
        (matched(b=replace(harbour().matches[0].b, document=AWAY)), AWAY),
        (replace(harbour(), relations=(replace(harbour().relations[0], a=AWAY),)), AWAY),
        (housed(documents=(AWAY,)), AWAY),
        (housed(documents=harbour().families[0].documents[1:]), "F1 names"),
        (housed(first=AWAY), AWAY),
        (housed(identical=((AWAY,),)), AWAY),
        (housed(versions=((AWAY,),)), AWAY),
        (housed(likeliest=(Candidate(AWAY, 0.5),)), AWAY),
        (housed(edges=(replace(harbour().families[0].edges[0], source=AWAY),)), AWAY),
        (housed(missing=(Missing("missing:F1.1", Grade.LIKELY, (AWAY,), 0.5, None, None, 9, ""),)), AWAY),
        (laid(lambda room: {"end": room + 1}), "outside of the text"),
        (laid(lambda _: {"start": -1}), "outside of the text"),
        (laid(lambda room: {"start": room, "end": room - 1}), "outside of the text"),
        (laid(lambda _: {"start": 0}), "overlap"),
    ],
)
def test_what_does_not_fit_together_is_refused(report: Report, message: str) -> None:
    with pytest.raises(ReportError, match=message) as refused:
        check(report)
    assert refused.value.hint


@given(st.integers(-(2**70), 2**70), st.integers(-(2**70), 2**70), st.booleans())
def test_a_segment_lies_inside_both_texts(start: int, end: int, is_first: bool) -> None:
    report = harbour()
    match = report.matches[0]
    side, place = ("a", match.a) if is_first else ("b", match.b)
    room = next(each.characters for each in report.documents if each.id == place.document)
    moved: dict[str, Any] = {side: Span(start, end)}
    changed = matched(segments=(replace(match.segments[0], **moved),))
    if 0 <= start <= end <= room:
        check(changed)
        return
    with pytest.raises(ReportError, match=match.id):
        check(changed)
