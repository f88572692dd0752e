"""Rules: what a newsroom objects to. Each looks at a report from its desk and says what, where, how much, and what now.

The docstring of a rule is its manual page; its options are a dataclass, the annotation of its second parameter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from provenance.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.rules.desk import Desk, Objection


class Rule(Protocol):
    """Looks at all that the desk covers, in the order of documents. The fingerprints come from the texts."""

    def __call__(self, desk: Desk, options: Any) -> Iterator[Objection]:
        """The objections, if there are any."""
        ...


RULES: Registry[Rule] = Registry(
    kind="rule",
    group="provenance.rules",
    table={
        "unattributed-copy": "provenance.rules.unattributed_copy:unattributed_copy",
        "press-release-uncredited": "provenance.rules.press_release_uncredited:press_release_uncredited",
        "long-verbatim-run": "provenance.rules.long_verbatim_run:long_verbatim_run",
        "missing-quotation-marks": "provenance.rules.missing_quotation_marks:missing_quotation_marks",
        "duplicate-story": "provenance.rules.duplicate_story:duplicate_story",
        "self-reuse": "provenance.rules.self_reuse:self_reuse",
        "licence": "provenance.rules.licence:licence",
        "embargo": "provenance.rules.embargo:embargo",
        "wrong-credit": "provenance.rules.wrong_credit:wrong_credit",
        "hidden-text": "provenance.rules.hidden_text:hidden_text",
        "uncorrected-copy": "provenance.rules.uncorrected_copy:uncorrected_copy",
    },
    extras={},
)

NUMBERS = {name: f"PRV{number:03}" for number, name in enumerate(RULES.table, 1)}
"""The short names by which hosts list the rules."""
