"""The house rules that a machine can check: which room may enter which, whose library is whose, sizes, bans."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from pace import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent / "provenance"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = (
    ("__main__",),
    ("cli",),
    ("__init__",),
    ("archive",),
    ("pipeline", "gate"),
    ("lessons",),
    ("matching", "ordering"),
    ("policy",),
    (
        "comparison",
        "duplicates",
        "assembly",
        "excerpt",
        "corrections",
        "boilerplate",
        "withheld",
        "baseline",
        "output",
        "evaluation",
    ),
    ("testimony",),
    ("segment", "sketch", "candidates", "align", "classify"),
    ("join",),
    ("dating", "chronology", "direction", "lineage", "passages"),
    ("readers", "reports", "engines", "credit"),
    ("manual",),
    ("cues", "rules"),
    ("wording", "calendar"),
    ("batch", "pairs", "counting", "languages"),
    ("kernels", "registry", "settings", "memory"),
    ("lexicon", "phrasing", "globs"),
    ("model", "errors"),
)
"""From the top down. A room may enter the rooms below its own line and itself, and no other."""

STEPS_UPWARDS = {("model", "output"), ("model", "reports")}
"""`Report.save`, and what a notebook shows: the nouns that know how to leave."""

STEPS_ASIDE = {("settings", "registry")}

HOMES = {
    "click": ("cli",),
    "jinja2": ("reports/html.py",),
    "pyarrow": ("reports/parquet.py",),
    "yaml": ("readers",),
    "pypdf": ("readers/pdf_pages.py",),
    "rapidfuzz": ("align", "classify", "registry.py", "reports/difference.py", "wording/readings.py"),
    "numpy": (
        "batch.py",
        "kernels",
        "segment.py",
        "wording",
        "sketch.py",
        "candidates.py",
        "join.py",
        "align",
        "boilerplate",
        "passages",
        "archive",
        "comparison.py",
        "matching",
        "pairs.py",
        "cues",
        "direction",
        "ordering.py",
        "lineage",
        "engines",
    ),
}
"""Where each third-party library lives; nowhere else, and no library that is not named here."""

SLOW = {"numpy", "scipy", "datasketch", "rapidfuzz", "jinja2", "yaml", "pypdf"}
MAX_MODULE_LINES = 400
TABLES = {"model.py"}
"""One place for all nouns: as long as there are such."""

MAX_FUNCTION_LINES = 40


@dataclass(frozen=True)
class Import:
    """One imported module, and where the import stands."""

    module: str
    importer: Path
    line: int

    def __str__(self) -> str:
        return f"{self.importer.relative_to(PACKAGE)}:{self.line} imports {self.module}"


def imports(path: Path) -> Iterator[Import]:
    """Every import of a module: at its top, in its functions, and for its types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (Import(name.name, path, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(path, node)
            names = [f"{module}.{name.name}" for name in node.names] if module == "provenance" else [module]
            yield from (Import(name, path, node.lineno) for name in names)


def absolute(path: Path, node: ast.ImportFrom) -> str:
    """The full name of the module that a `from` import names."""
    if not node.level:
        return node.module or ""
    package = ("provenance", *path.relative_to(PACKAGE).parent.parts)
    above = package[: len(package) - node.level + 1]
    return ".".join((*above, *([node.module] if node.module else [])))


def name_of(path: Path) -> str:
    """The name by which a module is imported."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(("provenance", *(parts[:-1] if parts[-1] == "__init__" else parts)))


def room_of_file(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def room_of_import(module: str) -> str:
    """The room that `provenance.<room>...` names; a public name of the package itself counts as its front door."""
    _, _, rest = module.partition(".")
    first = rest.partition(".")[0]
    return first if (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").is_file() else "__init__"


def is_in(path: Path, places: tuple[str, ...]) -> bool:
    inside = path.relative_to(PACKAGE)
    return any(inside.as_posix() == place or inside.parts[0] == place for place in places)


ALL_IMPORTS = tuple(chain.from_iterable(map(imports, MODULES)))
OURS = tuple(found for found in ALL_IMPORTS if found.module.partition(".")[0] == "provenance")
THEIRS = tuple(
    found
    for found in ALL_IMPORTS
    if found.module.partition(".")[0] not in {"provenance", "__future__", *sys.stdlib_module_names}
)


# --------------------------------------------------------------------------- rooms


def test_every_room_has_a_place_in_the_house() -> None:
    known = set(chain.from_iterable(LAYERS))
    assert sorted({room_of_file(path) for path in MODULES} - known) == []


def test_imports_go_down_only() -> None:
    level = {room: depth for depth, rooms in enumerate(LAYERS) for room in rooms}
    wrong = []
    for found in OURS:
        step = (room_of_file(found.importer), room_of_import(found.module))
        is_allowed = step[0] == step[1] or step in STEPS_UPWARDS | STEPS_ASIDE or level[step[0]] < level[step[1]]
        wrong += [] if is_allowed else [str(found)]
    assert wrong == []


def test_no_module_waits_for_itself() -> None:
    """Within a room, too, imports go one way; those in functions and for types alone wait for nobody."""
    names = {name_of(path) for path in MODULES}
    waits: nx.DiGraph[str] = nx.DiGraph()
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom):
                module = absolute(path, node)
                inner = {f"{module}.{name.name}" for name in node.names}
                waits.add_edges_from((name_of(path), target) for target in (inner & names) or {module} & names)
    assert [sorted(ring) for ring in nx.strongly_connected_components(waits) if len(ring) > 1] == []


def test_rules_and_formats_see_reports_and_no_stage() -> None:
    """Of the kernels formats take those that write JSON."""
    allowed = {
        "rules": {"rules", "model", "errors", "registry", "phrasing", "counting"},
        "reports": {"reports", "model", "errors", "registry", "settings", "manual", "phrasing", "counting", "kernels"},
    }
    wrong = [
        str(found)
        for found in OURS
        if room_of_import(found.module) not in allowed.get(room_of_file(found.importer), {room_of_import(found.module)})
    ]
    assert wrong == []


def test_an_engine_knows_none_of_our_nouns() -> None:
    assert [str(f) for f in OURS if room_of_file(f.importer) == "engines" and room_of_import(f.module) == "model"] == []


@pytest.mark.parametrize("library", sorted(HOMES))
def test_each_library_is_at_home_in_its_own_rooms_only(library: str) -> None:
    strays = [str(f) for f in THEIRS if f.module.partition(".")[0] == library and not is_in(f.importer, HOMES[library])]
    assert strays == []


def test_no_library_is_used_that_has_no_home() -> None:
    assert [str(found) for found in THEIRS if found.module.partition(".")[0] not in HOMES] == []


def test_every_exception_is_lived_in() -> None:
    """A home without its library, or a step that nobody takes, would let in what nobody has thought of."""
    steps = {(room_of_file(found.importer), room_of_import(found.module)) for found in OURS}
    homes = {(library, place) for library, places in HOMES.items() for place in places}
    lived_in = {
        (library, place)
        for library, place in homes
        if any(found.module.partition(".")[0] == library and is_in(found.importer, (place,)) for found in THEIRS)
    }
    rooms = set(chain.from_iterable(LAYERS))
    assert (STEPS_UPWARDS | STEPS_ASIDE) - steps == set()
    assert homes - lived_in == set()
    assert rooms - {room_of_file(path) for path in MODULES} == set()


def test_help_imports_nothing_slow() -> None:
    script = (
        "import sys; sys.argv = ['provenance', '--help']\n"
        "from provenance.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=PATIENCE)
    assert "Usage" in run.stdout
    assert SLOW & set(run.stderr.split()) == set()


# --------------------------------------------------------------------------- sizes


def test_the_top_level_holds_what_a_newcomer_looks_for_and_nothing_else() -> None:
    kept = {"pyproject.toml", "README.md", "LICENSE", "provenance", "samples", "scripts", "tests"}
    made = {"build", "dist", "out", "provenance_tracer.egg-info"}
    names = {path.name for path in PACKAGE.parent.iterdir() if not path.name.startswith(".")}
    assert kept <= names <= kept | made


def test_no_module_is_longer_than_a_newcomer_reads() -> None:
    lengths = {path.relative_to(PACKAGE).as_posix(): len(path.read_text("utf-8").split("\n")) - 1 for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_MODULE_LINES and name not in TABLES} == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = {
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}": body_lines(node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_lines(node) > MAX_FUNCTION_LINES
    }
    assert long == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, its docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


# --------------------------------------------------------------------------- bans


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a name or a chain of attributes; of anything else only what follows its last dot, as `.c`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node, dotted(node.func)


CLOCK = "cli/gating.py"
"""The one place that may ask what day it is: a suppression ends, and nobody wants to say today's date every day."""

BANNED_CALLS = {
    r"(eval|exec|compile)": "runs text as a program",
    r"pickle\.loads?|.*\bUnpickler": "runs whatever the bytes say",
    r"yaml\.(load|load_all|unsafe_load|full_load)": "builds whatever the text says; safe_load does not",
    r".*\.splitlines": "splits at nine more characters than lines end with, and offsets go wrong",
    r"hash": "differs from run to run",
    r"(.*\.)?(datetime\.(now|utcnow|today)|date\.today)|time\.(time|localtime|gmtime)": "a report knows no clock",
    r"os\.(system|popen)": "hands text to a shell",
}


@pytest.mark.parametrize("pattern", BANNED_CALLS, ids=BANNED_CALLS.values())
def test_no_call_that(pattern: str) -> None:
    banned = re.compile(pattern)
    assert [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {name}"
        for path, node, name in calls()
        if banned.fullmatch(name) and not (path.match(CLOCK) and name == "datetime.now")
    ] == []


def test_no_process_is_started_through_a_shell() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path, node, _ in calls()
        if any(word.arg == "shell" and not is_false(word.value) for word in node.keywords)
    ]
    assert wrong == []


def is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def test_only_the_command_line_prints() -> None:
    printing = [path for path, _, name in calls() if name in {"print", "sys.stdout.write", "sys.stderr.write"}]
    assert sorted({str(path.relative_to(PACKAGE)) for path in printing if room_of_file(path) != "cli"}) == []


def test_difflib_is_not_used() -> None:
    """It takes minutes where rapidfuzz takes a hundredth of a second."""
    assert [str(found) for found in ALL_IMPORTS if found.module.partition(".")[0] == "difflib"] == []


@pytest.mark.parametrize(
    "word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "|safe", "| safe"]
)
def test_no_asset_turns_text_into_markup(word: str) -> None:
    assets = [path for path in (PACKAGE / "reports" / "assets").rglob("*") if path.is_file()]
    assert [path.name for path in assets if word in path.read_text(encoding="utf-8")] == []


def test_nothing_speaks_of_plagiarism() -> None:
    """Reuse is what can be shown; a verdict on persons is not ours."""
    texts = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".jinja", ".js", ".css"}]
    assert [path.name for path in texts if "plagiar" in path.read_text(encoding="utf-8").casefold()] == []


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5, which is what Debian 12 has, matches nothing there: python/cpython#106052."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    assert [
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if any(
            isinstance(node, ast.Constant) and isinstance(node.value, str) and possessive.search(node.value)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ] == []
