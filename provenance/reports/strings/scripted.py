"""What the script of the page says, and its keys."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

KEYS: Final = (
    ("/", "filter the documents"),
    ("j", "next mark of the open text"),
    ("k", "the mark before"),
    ("o", "open or close its note"),
    ("c", "side by side with its source"),
    ("?", "this list"),
)

SCRIPT: Final = MappingProxyType(
    {
        "all_open": "All panels are open.",
        "all_closed": "All panels are closed.",
        "not_here": "This link points to something that is not in this report.",
        "rows": "{n} of {all} documents shown",
        "copy_link": "Copy link",
        "print_this": "Print this document",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "zoom_fit": "Fit",
        "copied": "Link copied.",
        "copy_suppression": "Copy suppression",
        "suppression_copied": "Suppression copied: fill in reason, owner and expires.",
        "suppression_by_hand": "The suppression is selected; copy it from there.",
        "copy_by_hand": "The link is in the address bar; copy it there.",
        "sort": "sort by {column}",
        "keys_on": "Shortcuts are on.",
        "keys_off": "Shortcuts are off.",
        "c": "copied {n}\u00a0%",
        "q": "quoted and credited {n}\u00a0%",
        "p": "paraphrase {n}\u00a0%",
        "b": "boilerplate {n}\u00a0%",
        "o": "original {n}\u00a0%",
        "less": "less than 1\u00a0%",
        "of": "of {n} words",
        "aside": "{n} words set aside in all",
    }
)
"""What the script says; its blanks are filled there."""
