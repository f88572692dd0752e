"""Finds reused passages in texts, says what was copied or reworded, and which text probably came first."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from provenance.archive import Archive
    from provenance.comparison import compare
    from provenance.errors import ProvenanceError
    from provenance.model import Comparison, Document, Report
    from provenance.pipeline import trace
    from provenance.settings import Settings

__all__ = ["Archive", "Comparison", "Document", "ProvenanceError", "Report", "Settings", "compare", "trace"]

_HOMES = {
    "Archive": "provenance.archive",
    "Comparison": "provenance.model",
    "Document": "provenance.model",
    "ProvenanceError": "provenance.errors",
    "Report": "provenance.model",
    "Settings": "provenance.settings",
    "compare": "provenance.comparison",
    "trace": "provenance.pipeline",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for, so that `import provenance` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'provenance' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, of which a shell or a notebook offers to complete one."""
    return sorted(__all__)
