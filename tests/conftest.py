"""What all tests share: the options, the tests that need outside data, documents made by hand."""

from __future__ import annotations

import gc
import os
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck, settings
from pace import slowness

from provenance.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["canal", "commands", "rendering", "visits"]

# A property is true or false, not fast or slow: a busy machine must not turn a test red. In CI the same examples run
# every time; at a desk new ones are drawn.
settings.register_profile(
    "project", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


class CpuSeconds(Protocol):
    """How `cpu_seconds` is called."""

    def __call__(self, call: Callable[[], object]) -> float: ...


class MakeDocument(Protocol):
    """How `make_document` is called."""

    def __call__(self, text: str, id: str = "a.txt", **more: Any) -> Document: ...  # noqa: A002


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--shared` and `--update-golden`."""
    group = parser.getgroup("provenance")
    group.addoption("--shared", metavar="DIR", help="folder with data that is not part of the project; runs its tests")
    group.addoption("--update-golden", action="store_true", help="rewrite the expected outputs; read the difference")


def pytest_configure(config: pytest.Config) -> None:
    """Refuses a `--shared` that is not there, so that a mistyped path cannot pass for a green run."""
    folder = config.getoption("--shared")
    if folder and not (config.invocation_params.dir / folder).is_dir():
        raise pytest.UsageError(f"--shared {folder}: no such folder")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the tests on outside data out (deselected, not skipped) unless the data is given."""
    if config.getoption("--shared"):
        return
    outside = [item for item in items if item.get_closest_marker("shared")]
    if outside:
        config.hook.pytest_deselected(items=outside)
        items[:] = [item for item in items if item not in outside]


@pytest.fixture(scope="session")
def cpu_seconds() -> CpuSeconds:
    """`cpu_seconds(call)`: what `call()` takes of the processor; of a machine that is slow just now, so much less.

    What other tests left in memory is kept from the collector meanwhile: looking through it is no cost of the call.
    """

    def measure(call: Callable[[], object]) -> float:
        gc.freeze()
        begun = time.process_time()
        try:
            call()
            return (time.process_time() - begun) / slowness()
        finally:
            gc.unfreeze()

    return measure


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Path:
    """The folder given with `--shared`."""
    given: str = pytestconfig.getoption("--shared")
    return (pytestconfig.invocation_params.dir / given).resolve()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """`golden(name, text)`: `tests/golden/<name>` says `text`; with `--update-golden` it is made to."""

    def check(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"no {path}; pytest --update-golden writes it"
        assert text == path.read_bytes().decode()

    return check


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """A document of a given text; its other fields can be given by name."""

    def make(text: str, id: str = "a.txt", **more: Any) -> Document:  # noqa: A002
        return Document(id=id, text=text, sha256=sha256(text.encode()).hexdigest(), **more)

    return make


@pytest.fixture(scope="session")
def compiled() -> ModuleType:
    """The compiled kernels; without them there is nothing to compare, and where all is tested that is a failure."""
    try:
        from provenance.kernels import compiled as kernels
    except ImportError as error:
        reason = f"no compiled kernels: {error}; install a C compiler and the headers of this Python, and reinstall"
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return kernels


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Makes a folder of files: `tree({"a.txt": "words"})`."""

    def make(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "folder"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make
