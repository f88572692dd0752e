"""The languages in which stated dates are read, and no more: a further one is a file of words and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.dating.stamped.arabic import ARABIC
from provenance.dating.stamped.chinese import CHINESE
from provenance.dating.stamped.dutch import DUTCH
from provenance.dating.stamped.french import FRENCH
from provenance.dating.stamped.german import GERMAN
from provenance.dating.stamped.italian import ITALIAN
from provenance.dating.stamped.japanese import JAPANESE
from provenance.dating.stamped.polish import POLISH
from provenance.dating.stamped.portuguese import PORTUGUESE
from provenance.dating.stamped.russian import RUSSIAN
from provenance.dating.stamped.spanish import SPANISH
from provenance.dating.stamped.turkish import TURKISH

if TYPE_CHECKING:
    from provenance.dating.abroad import StampWords

STAMPED: tuple[StampWords, ...] = (
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    POLISH,
    RUSSIAN,
    TURKISH,
    ARABIC,
    JAPANESE,
    CHINESE,
)
ENGLISH_TOO = frozenset({"data", "stand"})
"""Labels that are English words: in figures behind them the day need not come first."""
