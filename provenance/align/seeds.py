"""The thresholds by which the kernel `survey` finds what two documents have in common."""

from __future__ import annotations

import numpy as np

from provenance.kernels import Seeding

SEEDING = Seeding(
    run_values=np.array([0.0, 0.3, 0.65, 1.0, 1.15, 1.25]),  # worth of a word in a shared run of 0, 1, 2, … words
    run_words=5,
    most_places=8,  # a run that stands in more places than this proposes nothing by itself
    most_pairs=4096,  # a stem that would pair more passages than this is too common to propose any
    close_cosine=0.2,
    close_dot=2.5,
    rivals=6,
    alike_words=4,
    alike_cosine=0.25,
)
