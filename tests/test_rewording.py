"""One statement in other words: a sentence split, two fused, the voice turned, figures rounded, names cut, speech told.

The sentence stands in a text that shares another paragraph with the one it was reworded from, among text of its own.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import provenance

CASES = Path(__file__).parent / "cases" / "rewording" / "rewording.toml"
SHARED = (
    "The clock tower on Ferry Road has been wound by hand every Friday since it was built, and the key hangs in the "
    "porter's lodge behind a brass plate. Whoever winds it signs a ledger that goes back to the first porter's name."
)
BEFORE = (
    "Elsewhere in the county, hill farmers expect their lambs a fortnight early. Grass has grown since January, and "
    "the vet in Tolland has already been called out at night."
)
AFTER = (
    "A quiz for the hospice takes place on the ninth at the bowling club. Teams of six pay ten pounds and may bring "
    "their own supper, though not their own beer."
)


def cases() -> list[Any]:
    held = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=f"{case['class']}: {case['reworded'][:30]}") for case in held]


def shares_found(case: dict[str, Any]) -> tuple[float, float]:
    """Of the statement and of its rewording, how much lies in segments that join the two."""
    a, b = "\n\n".join((BEFORE, SHARED, case["source"])), "\n\n".join((SHARED, case["reworded"], AFTER))
    places = [
        (text.index(words), text.index(words) + len(words))
        for text, words in ((a, case["source"]), (b, case["reworded"]))
    ]
    found = [0, 0]
    for match in provenance.compare(a, b).matches:
        for segment in match.segments:
            common = [
                min(side.end, end) - max(side.start, start)
                for side, (start, end) in zip((segment.a, segment.b), places, strict=True)
            ]
            if min(common) > 0:
                found = [total + more for total, more in zip(found, common, strict=True)]
    of_a, of_b = (total / (end - start) for total, (start, end) in zip(found, places, strict=True))
    return of_a, of_b


@pytest.mark.parametrize("case", cases())
def test_a_statement_is_found_again_in_other_words_and_another_statement_is_not(case: dict[str, Any]) -> None:
    shares = shares_found(case)
    if case["class"] == "other":
        assert shares == (0, 0)
    else:
        assert (min(shares) >= 0.5) is not case.get("missed", False)
