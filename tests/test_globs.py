"""Which paths a glob means."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.globs import Globs, is_at

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def fits(path: Sequence[str], glob: Sequence[str]) -> bool:
    """The same told plainly, name by name."""
    if not glob:
        return not path
    if glob[0] == "**":
        return fits(path, glob[1:]) or (bool(path) and fits(path[1:], glob))
    return bool(path) and fnmatchcase(path[0], glob[0]) and fits(path[1:], glob[1:])


NAMES = st.text("ab.", max_size=3)
PARTS = st.one_of(NAMES, st.just("**"), st.text("ab.*?[]!", max_size=4))


@settings(max_examples=500)
@given(
    path=st.lists(NAMES, min_size=1, max_size=4),
    groups=st.lists(st.lists(st.lists(PARTS, min_size=1, max_size=4), max_size=3), max_size=4),
)
def test_many_globs_asked_together_fit_as_each_does_alone(path: list[str], groups: list[list[list[str]]]) -> None:
    found = Globs(["/".join(glob) for glob in group] for group in groups).fitting("/".join(path))
    assert found == [n for n, group in enumerate(groups) if any(fits(path, glob) for glob in group)]


SHAPES = ["desk{0}/2024/**", "**/story-{0}*.md", "**/*-{0}.md", "desk{0}/*/?.md", "**/{0}/**/*.md"]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_thousand_globs_cost_a_path_little_more_than_ten(shape: str, cpu_seconds: CpuSeconds) -> None:
    paths = [f"desk{n % 50}/2024/{n % 31}/story-{n:04}.md" for n in range(2000)]

    def asking(count: int) -> float:
        globs = Globs([shape.format(n)] for n in range(count))
        return cpu_seconds(lambda: [globs.fitting(path) for path in paths])

    assert min(asking(1000) / asking(10) for _ in range(3)) < 10


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
