"""Groups of duplicates in the terminal: what to keep, why, and what repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.cli.summary import why_empty
from provenance.cli.terminal import safe
from provenance.phrasing import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.cli.terminal import Terminal
    from provenance.model import Group, Groups

MAX_GROUPS = 10
MAX_MEMBERS = 6


def tell(found: Groups, terminal: Terminal, written: Sequence[str]) -> None:
    """Prints the groups: what to keep, why, and what repeats it. `written`: the files that have all of them."""
    repeated = [group for group in found.groups if not group.is_template]
    read = f"Read {count(found.inputs.documents, 'document')}."
    if repeated:
        verb = "repeats" if found.duplicates == 1 else "repeat"
        terminal.paragraph(f"{read} {found.duplicates:,} of them {verb} {count(len(repeated), 'other')}.")
    elif found.inputs.documents == 1:
        terminal.paragraph(f"{read} A copy shows beside another text: there is nothing to compare it with.")
    else:
        terminal.paragraph(f"{read} No document repeats another.")
    if not found.groups:
        terminal.paragraph(why_empty(found.inputs))
    for group in repeated[:MAX_GROUPS]:
        _group(group, "keep", terminal)
    if len(repeated) > MAX_GROUPS:
        terminal.result()
        more = count(len(repeated) - MAX_GROUPS, "more group")
        terminal.paragraph(f"And {more}; {safe(written[0]) if written else '-o copies.csv'} lists them all.")
    templates = [group for group in found.groups if group.is_template]
    if templates:
        terminal.result()
        terminal.paragraph("Not duplicates, but texts of one template with other figures:")
    for group in templates[:MAX_GROUPS]:
        _group(group, "like", terminal)
    if len(templates) > MAX_GROUPS:
        terminal.result()
        terminal.paragraph(f"And {count(len(templates) - MAX_GROUPS, 'more template')}.")


def _group(group: Group, label: str, terminal: Terminal) -> None:
    """Prints one group: the kept one and its reason, then the members, each with what it is."""
    terminal.result()
    terminal.row(label, f"{safe(group.keep)}: {safe(group.why)}")
    for member in group.members[:MAX_MEMBERS]:
        terminal.row(member.relation.value, f"{safe(member.document)}: {safe(member.why)}")
    if len(group.members) > MAX_MEMBERS:
        terminal.row("", f"and {len(group.members) - MAX_MEMBERS:,} more")
