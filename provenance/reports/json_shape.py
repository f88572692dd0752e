"""The shape of the JSON report, `provenance-report/1`: what is written, read back and described by its schema.

The dataclasses of `model` carry the names of the JSON, so their fields and the types of these say how to write it and
how to read it. What differs is stated in a table: the fields that JSON leaves out when they are empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

from provenance import model

SCHEMA = "provenance-report/1"

LEFT_OUT_WHEN_EMPTY: dict[tuple[type, str], Any] = {
    (model.TracedDocument, "text"): None,
    (model.Stated, "exchanged"): None,
    (model.TracedDocument, "blocks"): (),
    (model.TracedDocument, "repeats"): 0,
    (model.TracedDocument, "withheld"): (),
    (model.TracedDocument, "in_file"): None,
    (model.InFile, "line"): None,
    (model.InFile, "pages"): (),
    (model.InFile, "unseen"): (),
    (model.Unreadable, "file"): None,
    (model.Unreadable, "line"): None,
    (model.Segment, "is_formula"): False,
    (model.Passage, "credit"): None,
    (model.Report, "corrections"): (),
    (model.Missing, "name"): "",
    (model.Family, "versions"): (),
    (model.Family, "likeliest"): (),
    (model.Credit, "is_wrong"): False,
    (model.Inputs, "steps"): {},
    (model.Report, "gate"): None,
    (model.Report, "asked"): (),
    (model.Gate, "policy"): "",
    (model.Gate, "baseline"): "",
    (model.Gate, "baseline_digest"): "",
    (model.Gate, "fail_on"): model.FailOn.ERROR,
    (model.Gate, "judged"): None,
    (model.Finding, "file"): None,
    (model.Finding, "page"): None,
    (model.Evidence, "level"): "",
    (model.Dating, "file_time"): None,
    (model.Stated, "start"): None,
    (model.Stated, "end"): None,
}


@cache
def types_of(kind: type) -> dict[str, Any]:
    """The types of a dataclass's fields. They never change; finding them takes longer than using them."""
    return get_type_hints(kind, localns={"Mapping": Mapping})
