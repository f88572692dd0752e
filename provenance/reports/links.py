"""Links between the parts of a report. Views link to anchors; here they learn on which page an anchor stands.

An anchor that was left out of a page leads to what stands for it: a text or a comparison to the row of its document, a
row that is not there to its section. So no link is dead, whatever a budget leaves out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ID = re.compile(' id="([a-z0-9.-]+)"')
_LINK = re.compile(' href="#([a-z0-9.-]+)"')
_DOCUMENT = re.compile(r"d-([0-9a-f]{10})(?:\..*)?")
_PAIR = re.compile(r"([cr])-([0-9a-f]{10})\.([0-9a-f]{10})")


def anchors_in(html: str) -> frozenset[str]:
    """The ids in HTML of ours. Untrusted text holds none: its quotation marks are escaped."""
    return frozenset(_ID.findall(html))


@dataclass(frozen=True, slots=True)
class Links:
    """The anchors of a report: those of the page itself, and of other pages with the names of their files."""

    here: frozenset[str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Anchor -> page, as its place in the folder. Of a text its own anchor stands for those of its passages."""
    root: str = ""
    """From the page to the folder, such as `../`."""

    def resolved(self, html: str) -> str:
        """HTML of ours, every link into the report leading to something that is there."""
        return _LINK.sub(lambda found: f' href="{self.address(found[1])}"', html)

    def address(self, anchor: str) -> str:
        """Where a link to an anchor leads."""
        for each in _stand_ins(anchor):
            if each in self.here:
                return f"#{each}"
            page = self.elsewhere.get(each.partition(".")[0] if each.startswith("d-") else each)
            if page is not None:
                return f"{self.root}{page}#{each}"
        return "#main"


def _stand_ins(anchor: str) -> Iterator[str]:
    """The anchor, and what stands for it where it was left out, the nearest first."""
    yield anchor
    if found := _DOCUMENT.fullmatch(anchor):
        yield f"d-{found[1]}"
        yield f"row-{found[1]}"
        yield "documents"
    elif found := _PAIR.fullmatch(anchor):
        kind, a, b = found.groups()
        for other in ("r", "c"):
            if other != kind:
                yield f"{other}-{a}.{b}"
                yield f"{other}-{b}.{a}"
        yield from (f"d-{b}", f"row-{b}", f"row-{a}", "documents")
    elif anchor.startswith("row-") or anchor == "texts":
        yield "documents"
    elif anchor == "compare" or anchor.startswith("fam-"):
        yield "families"
