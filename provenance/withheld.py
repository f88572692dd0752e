"""A report without a word of the documents' texts: counts, places and beliefs only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.model import Dating, Evidence, Family, Match, Report, TracedDocument

_QUOTED = re.compile(r"“[^”]*(?:”|$)")


def without_text(report: Report) -> Report:
    """The report with all text, titles and quotations left out."""
    return replace(
        report,
        documents=tuple(map(_document, report.documents)),
        matches=tuple(map(_match, report.matches)),
        relations=tuple(replace(r, evidence=tuple(map(_evidence, r.evidence))) for r in report.relations),
        families=tuple(map(_family, report.families)),
        boilerplate=tuple(replace(one, text=None) for one in report.boilerplate),
    )


def _document(document: TracedDocument) -> TracedDocument:
    return replace(document, text=None, title=None, dating=_dating(document.dating))


def _dating(dating: Dating) -> Dating:
    return replace(dating, evidence=tuple(replace(one, quote=None) for one in dating.evidence))


def _match(match: Match) -> Match:
    return replace(match, segments=tuple(replace(segment, changes=()) for segment in match.segments))


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, quote=None, says=_unquoted(evidence.says))


def _family(family: Family) -> Family:
    return replace(family, missing=tuple(replace(one, says=_unquoted(one.says)) for one in family.missing))


def _unquoted(says: str) -> str:
    """A sentence of ours without the words of a document that it quotes."""
    return _QUOTED.sub("“…”", says)
