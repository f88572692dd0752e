"""All that the reading of dates has compiled of each language. A further one is a folder of words and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from provenance.dating.abroad import compile_abroad
from provenance.dating.ago import AgoPatterns, compile_ago
from provenance.dating.english import ENGLISH
from provenance.dating.expressions import Patterns, compile_patterns
from provenance.dating.relative import RelativePatterns, compile_relatives
from provenance.dating.stamped import STAMPED
from provenance.dating.stamps import StampPatterns, compile_labels, compile_stamps

if TYPE_CHECKING:
    from provenance.dating.language import Language


@dataclass(frozen=True, slots=True)
class Tables:
    """The words of one language and the patterns made of them."""

    language: Language
    dates: Patterns
    relatives: RelativePatterns
    ago: AgoPatterns
    stamps: StampPatterns


def compile_tables(language: Language) -> Tables:
    """The patterns of a language."""
    dates = compile_patterns(language)
    return Tables(language, dates, compile_relatives(language, dates), compile_ago(language), compile_stamps(language))


DEFAULT = "en"
"""The language of texts too short to show theirs, and of the labels that state a date."""
LANGUAGES = MappingProxyType({"en": compile_tables(ENGLISH)})
"""The tables that there are, by the code of their language. Of a text in any other nothing is said."""

DATES_ABROAD = compile_abroad(STAMPED)
STAMPS_ABROAD = compile_stamps(ENGLISH, STAMPED)
"""Of lines with a date or a label of another language, whatever that of the text is."""
LABELS_ABROAD = compile_labels(STAMPS_ABROAD.labels.keys() - ENGLISH.labels.keys())
"""Labels that English does not have."""


def readable(language: str | None) -> str | None:
    """The code of the tables for a language such as `en` or `en-GB`; None where there are none."""
    code = (language or "").partition("-")[0].lower()
    return code if code in LANGUAGES else None
