"""A finding as the part of a policy that would suppress it, but for why, by whom and until when."""

from __future__ import annotations

import unicodedata
from glob import escape
from typing import TYPE_CHECKING

from provenance.reports.markup import tokens

if TYPE_CHECKING:
    from provenance.model import Finding


def suppression(finding: Finding) -> str:
    """TOML in which reason, owner and expires are left to fill in: until then it suppresses nothing.

    A name that TOML cannot hold is left out; the fingerprint stands for it.
    """
    named = f"document = {_quoted(escape(finding.document))}\n" if _can_be_written(finding.document) else ""
    return (
        f"[[suppress]]\nrule = {_quoted(finding.rule)}\n{named}fingerprint = {_quoted(finding.fingerprint)}\n"
        'reason = ""\nowner = ""\nexpires = ""'
    )


def _can_be_written(name: str) -> bool:
    return not any(0xD800 <= ord(character) <= 0xDFFF for character in name)


def _quoted(value: str) -> str:
    """A string of TOML. What cannot be seen, or would not survive being shown and copied, is written as a number."""
    return '"' + "".join(map(_written, value)) + '"'


def _written(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    is_seen = all(meaning is None for _, meaning in tokens(character))
    if is_seen and character.isprintable() and unicodedata.category(character)[0] != "M":
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
