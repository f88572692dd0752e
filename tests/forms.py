"""Texts that fill in one form anew, for the tests of all that must know them as such."""

from __future__ import annotations

GRANT = """\
Harbour Trust: record of a grant

Applicant: {name}
Sum applied for: {asked} pounds; sum granted: {given} pounds
Purpose: {purpose}
Meeting of the trustees: {day}

The trustees have considered the application at their meeting and have found that it serves the aims of the Trust as
they are laid down in its deed. The grant is paid in {parts} parts, the first of them within {days} days of this
record, the others when the applicant has sent in an account of what was spent. What is not spent within {months} months
falls back to the Trust. The applicant names the Trust in everything that is printed about the work, and lets its
officers see the books at any time. Where the work is given up, the applicant says so at once, and the Trust may ask
for the whole sum back or leave it to another body that takes the work over under the same terms. Of this record each
side has a copy, and a third lies in the chest of the Trust, where anybody may read it on the first day of a month.
"""
GRANTS = (
    GRANT.format(
        name="the Marsh End rowing club", asked="4,200", given="3,500", purpose="a new slip for its boats, and a winch",
        day="3 March 2025", parts="two", days=14, months=12,
    ),
    GRANT.format(
        name="the choir school of Saint Brannock", asked="9,750", given="6,000",
        purpose="repairs to the organ, and robes for whoever sings at evensong",
        day="7 April 2025", parts="three", days=30, months=18,
    ),
)  # fmt: skip
"""Of what differs more are words than figures."""

BULLETIN = (
    "The Fenwick fish market landed 412 boxes of herring in the week to 6 March, the harbour office said. "
    "The average price was 31 shillings a box, and 14 boats were out. "
    "The office publishes the landings of the week every Friday at noon in its own hall.\n"
)
BULLETINS = (
    BULLETIN,
    BULLETIN.replace("412", "388").replace("6 March", "13 March").replace("31", "33").replace("14 boats", "11 boats"),
)
RECOUNTED = (BULLETIN, BULLETIN.replace("412", "388"))
"""One figure in fifty words."""

REPOSTED = tuple(f"Published: {day} March 2025\n\n{BULLETIN}" for day in (1, 9))
"""One text under two dates: no form."""
