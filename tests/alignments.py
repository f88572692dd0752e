"""What the tests of aligning two texts have in common: what runs are worth, and what a survey looks for."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from provenance.kernels.plain_survey import Seeding

RUN_VALUES = np.array([0.0, 0.3, 0.65, 1.0])
SEEDING = Seeding(RUN_VALUES, 3, 4, 30, close_cosine=0.2, close_dot=1.0, rivals=2, alike_words=2, alike_cosine=0.25)
halves = st.integers(0, 12).map(lambda value: value / 8)


def numbers(values: Any) -> Any:
    return np.array(values, dtype=np.int64)
