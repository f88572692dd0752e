"""What a text carries that a reader does not see, where it is no disguise: hints and seals, told among its facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provenance.reports.markup import break_hints
from provenance.reports.views.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.reports.markup import Html

_SEAL = b"C2PATXT\0"
"""With which content credentials in plain text begin (C2PA 2.3, A.7), each byte as a variation selector."""

_SEALED = re.compile(f"[\ufe00-\ufe0f\U000e0100-\U000e01ef]{{{len(_SEAL)},}}")


def unseen(text: str) -> Iterator[Html]:
    """What is told of a text's soft hyphens and content credentials, where it has any."""
    hints = break_hints(text)
    if hints:
        yield say("unseen_hints", n=hints)
    if any(_bytes(found.group()).startswith(_SEAL) for found in _SEALED.finditer(text)):
        yield say("unseen_credentials")


def _bytes(selectors: str) -> bytes:
    """The bytes that variation selectors stand for: the first sixteen of them, then the other 240."""
    return bytes(ord(each) - (0xFE00 if each < "\uff00" else 0xE0100 - 16) for each in selectors)
