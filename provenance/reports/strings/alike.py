"""What the page, the terminal, the Markdown summary and notebooks say alike."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ALIKE: Final = MappingProxyType(
    {
        "same_as": "the same text as {name}, word for word",
        "first_unknown": "Which of them came first cannot be told from what was read.",
        "candidate": "{name} ({percent})",
        "likeliest": "The likeliest is {names}, which is too little to go on.",
        "likeliest_many": "The likeliest are {names}, which are too little to go on.",
        "missing_text": "a missing text",
        "or_copy": "{name} or a copy of it",
        "alone": "{names} {verb} no text with any other document here.",
        "alone_but": "{names} {verb} no text with any other document here, boilerplate aside.",
        "care": (
            "A match shows shared words. It does not by itself show fault: quotations, agency copy under licence and "
            "shared facts match too."
        ),
        "family_first": "{name} is {confidence} the earliest text of this family that was read ({percent}). {written}",
        "family_first_leaning": (
            "{name} may be the earliest of this family that was read ({confidence}, {percent}). {written}"
        ),
        "relation_percent": "{percent} for {name}",
        "relation_even": "even chances",
        "settle": "What would settle it: a date for {names}.",
        "settle_many": (
            "What would settle it: dates for the {n} texts without one, to begin with {names}, on which the most "
            "others may draw."
        ),
        "settle_all": "What would settle it: dates for the {n} texts without one.",
        "settle_otherwise": "What would settle it: an outside record of when these texts appeared.",
        "pair_first": "Of their whole family {name} was {confidence} first ({percent}).",
        "pair_first_leaning": "Of their whole family {name} may have been first ({confidence}, {percent}).",
        "joined": "The lineage joins {a} and {b} ({type}). Which of them was first is undetermined.",
        "parent": "The lineage draws {a} as a parent of {b} ({type}, {percent}).",
        "parent_perhaps": "The lineage draws {a} as perhaps a parent of {b} ({type}, {percent}).",
        "the_other": "compared with {name}",
        "taken_none": "—",
        "taken_from": "from {name}",
        "taken_perhaps": "as in the earlier {name}",
        "taken_open": "order undetermined: {name}",
        "taken_form": "one form, filled in anew: {name}",
        "taken_both": "{most}; {rest}",
    }
)
