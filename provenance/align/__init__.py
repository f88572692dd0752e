"""Candidate pairs to runs of reuse: which passages share wording, and where a stretch begins and ends."""

from provenance.align.chains import Chain, align
from provenance.align.rows import Rows, aligned

__all__ = ["Chain", "Rows", "align", "aligned"]
