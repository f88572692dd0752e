"""Which paths a glob means."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.globs import Globs, is_at

if TYPE_CHECKING:
    from conftest import CpuSeconds


@pytest.mark.parametrize(
    ("path", "glob", "fits"),
    [
        ("stories/a.md", "stories/**", True),
        ("stories/live/a.md", "stories/**", True),
        ("stories/live/a.md", "stories/*", False),
        ("stories/a.md", "stories/*.md", True),
        ("a.md", "**/a.md", True),
        ("x/y/a.md", "**/a.md", True),
        ("x/y/a.md", "x/**/a.md", True),
        ("x/a.md", "x/**/a.md", True),
        ("mystories/a.md", "stories/**", False),
        ("stories/live/a.md", "stories/*.md", False),
        ("stories", "stories/**", True),
        ("a.md", "*.md", True),
        ("stories/a.md", "*.md", False),
        ("stories/a.md", "**/*.md", True),
        ("stories/a.md", "storie[!a-r]/?.md", True),
        ("stories/a.md", "stories/a.md/", False),
        ("stories/a.md", "/stories/a.md", False),
        ("stories/a**b.md", "stories/a**.md", True),
        ("stories/live/a.md", "stories/**.md", False),
        ("a.md", "", False),
    ],
)
def test_a_glob_fits_as_people_expect(path: str, glob: str, fits: bool) -> None:
    assert is_at(path, [glob]) is fits


def test_a_glob_is_never_slow(cpu_seconds: CpuSeconds) -> None:
    path, globs = "/".join(["a"] * 200), ["/".join(["**", "a"] * 60) + "/b"]
    assert cpu_seconds(lambda: is_at(path, globs)) < 2
    assert not is_at(path, globs)


@pytest.mark.parametrize("unit", ["[", "[!", "[a-", "[]", "[!]"])
def test_the_cost_of_brackets_that_nothing_closes_grows_with_their_number(unit: str, cpu_seconds: CpuSeconds) -> None:
    """Sixteen times as many take no 256 times as long; the quietest turn counts."""

    def asking(count: int) -> float:
        return cpu_seconds(lambda: is_at("a", [unit * count]))

    assert min(asking(8_000 + n) / asking(500 + n) for n in range(3)) < 80


@pytest.mark.parametrize("part", ["[", "[]", "[!]", "a[b", "[]a[b", "[a[]", "[!]a]", "[[a]", "[]a]", "[a]["])
@pytest.mark.parametrize("name", ["[", "[]", "[!]", "a[b", "[]a[b", "a", "]", "!", "b", "a["])
def test_a_bracket_that_nothing_closes_is_itself(part: str, name: str) -> None:
    assert is_at(name, [part]) == fnmatchcase(name, part)


PARTS = st.sampled_from(["a", "b", "a.md", "*", "**", "?", "[ab]", "*.md", "[a", ""])
GLOBS = st.lists(st.lists(PARTS, min_size=1, max_size=4).map("/".join), max_size=8)
PATHS = st.lists(st.sampled_from(["a", "b", "a.md", "[a", ""]), min_size=1, max_size=4).map("/".join)


@given(PATHS, GLOBS)
def test_of_many_globs_those_fit_that_fit_one_by_one(path: str, globs: list[str]) -> None:
    many = Globs()
    for number, glob in enumerate(globs):
        many.add(glob, number)
    assert many.fitting(path) == {number for number, glob in enumerate(globs) if is_at(path, [glob])}
