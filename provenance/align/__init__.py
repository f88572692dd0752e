"""Pairs of documents to chains: local alignments of what they share, with their ends set word by word.

`aligned` takes many pairs and returns rows; `align` takes one and returns objects, and is what `aligned` must equal.
All thresholds were set by hand on one half of the PAN 2013 pairs; `scripts/evaluate` judges them on the other half.
"""

from provenance.align.chains import align
from provenance.align.joining import Chain
from provenance.align.rows import Rows, aligned
from provenance.align.scans import filled, scanned

__all__ = ["Chain", "Rows", "align", "aligned", "filled", "scanned"]
