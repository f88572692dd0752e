"""The words of the report: what every format says alike, and, a module each, what the parts of the page say.

Blanks in braces are filled by `markup.fill`; all of it is HTML of ours.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from provenance.reports.strings.alike import ALIKE
from provenance.reports.strings.gate import GATE
from provenance.reports.strings.lineage import LINEAGE
from provenance.reports.strings.pairs import PAIRS
from provenance.reports.strings.run import RUN
from provenance.reports.strings.summary import SUMMARY
from provenance.reports.strings.texts import TEXTS

MODULES: Final = (ALIKE, SUMMARY, LINEAGE, TEXTS, PAIRS, GATE, RUN)

SAYS: Final = MappingProxyType({key: sentence for module in MODULES for key, sentence in module.items()})
"""The catalogue: each sentence by its name, which only one module has."""


def said(key: str, **values: str | int) -> str:
    """A sentence of the catalogue as plain text, its blanks filled."""
    return SAYS[key].format(**values)
