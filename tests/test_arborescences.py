"""The ways to draw a family: what the matrix says of all of them is what they say one by one."""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.lineage.arborescences import forests


@st.composite
def weights(draw: st.DrawFn) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Log weights of candidates and of none, for up to five documents."""
    names = [f"d{number}" for number in range(draw(st.integers(1, 5)))]
    scores = st.floats(-4, 4)
    candidates = {t: {s: draw(scores) for s in names if s != t and draw(st.booleans())} for t in names}
    return candidates, {name: draw(scores) for name in names}


@given(given_weights=weights())
def test_the_matrix_agrees_with_all_forests_one_by_one(
    given_weights: tuple[dict[str, dict[str, float]], dict[str, float]],
) -> None:
    candidates, roots = given_weights
    names = sorted(candidates)
    total, held, alone = 0.0, Counter[tuple[str, str]](), Counter[str]()
    for choice in product(*([None, *candidates[name]] for name in names)):
        graph = nx.DiGraph([(s, t) for s, t in zip(choice, names, strict=True) if s is not None])
        if not nx.is_directed_acyclic_graph(graph):
            continue
        weight = math.exp(sum(roots[t] if s is None else candidates[t][s] for s, t in zip(choice, names, strict=True)))
        total += weight
        for s, t in zip(choice, names, strict=True):
            held.update({(s, t): weight} if s is not None else {})
            alone.update({t: weight} if s is None else {})
    # Beside a family of the same size and one of another.
    other, third = {f"{name}'": name for name in names}, "x"
    sources = {name: tuple(held) for name, held in candidates.items()}
    sources |= {twin: tuple(f"{each}'" for each in candidates[name]) for twin, name in other.items()} | {third: ()}
    scores = [[*candidates[other.get(name, name)].values(), roots[other.get(name, name)]] for name in [*names, *other]]
    found, twin, _ = forests([names, [*other], [third]], sources, np.array([*chain(*scores), 1.0]))
    assert list(found.roots.values()) == list(twin.roots.values())
    for t in names:
        assert found.roots[t] == pytest.approx(alone[t] / total, abs=1e-5)
        for s in candidates[t]:
            assert found.parents[t][s] == pytest.approx(held[s, t] / total, abs=1e-5)
