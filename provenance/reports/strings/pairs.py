"""The page: two documents side by side."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

PAIRS: Final = MappingProxyType(
    {
        "compare_about": (
            "Two documents at a time, the earlier on the left where that is known. What is the same in both stands "
            "once, across the columns; words that differ are marked: "
            "<del>only in the earlier</del>, <ins>only in the later</ins>, or, where the order is open, "
            '<b class="only">only in one of them</b>. Upper and lower case, spaces, what is not seen, and which kind '
            "of quotation mark or dash stands do not count."
        ),
        "material": "Changes that matter",
        "compare_none": "There is nothing to compare: no two different texts have passages in common.",
        "compare_title": "{earlier} and {later}",
        "compare_known": "{earlier} {confidence} came first ({percent}).",
        "compare_known_leaning": "{earlier} may have come first ({confidence}, {percent}).",
        "compare_open_two": "Of the two alone, which came first is undetermined ({chances}).",
        "compare_open": "Which came first is undetermined ({chances}), so neither is called the source of the other.",
        "compare_summary": "{stretches} with {words} of {later}",
        "compare_one": "One stretch",
        "compare_many": "{n} stretches",
        "column_earlier": "Earlier: {name}",
        "column_later": "Later: {name}",
        "column_either": "{name} (order undetermined)",
        "column_relation": "Relation",
        "in_both": "in both, not counted",
        "only_here": "only in the other text",
        "not_shown": "… {words} not shown …",
        "moved": "moved",
        "alike": "{percent} alike",
        "alike_but": "{percent} alike; figures or misread words differ",
        "shared_bold": "shared words in bold",
        "changed": "{what}: {before} became {after}",
        "changed_added": "{what}: {after} was added",
        "changed_dropped": "{what}: {before} was left out",
        "differs": "{what}: {before} here, {after} there",
        "differs_added": "{what}: {after} only there",
        "differs_dropped": "{what}: {before} only here",
        "differs_bare": "{what} differs",
        "too_long": "too long to mark the words that differ",
        "characters": "characters {start}–{end}",
        "earlier": "Earlier",
        "later": "Later",
    }
)
