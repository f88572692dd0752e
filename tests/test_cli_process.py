"""The command line as a process: stopped, piped, without a terminal, and with a bug of ours."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import STORY, process
from harbour import HOSTILE
from pace import PATIENCE

from provenance import pipeline, trace
from provenance.errors import EngineError
from provenance.model import LEANING
from provenance.reports.sources import undetermined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands import Run


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """A command begins as from a terminal, also where these tests run behind nohup or `&`, which ignore its signals."""
    names = [name for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    yield
    for name, handler in before.items():
        signal.signal(getattr(signal, name), handler)


STOPPED = """
import os, sys, time
from provenance.cli import main
def wait(descriptor):
    print("half-way", flush=True)
    time.sleep(50)
os.fsync = wait
sys.exit(main())
"""


ENDINGS = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
ENDINGS += [(signal.SIGHUP, 143)] if hasattr(signal, "SIGHUP") else []


OUTLASTING = """
import os, signal, sys
from provenance.cli import main
signal.signal(signal.SIGHUP, signal.SIG_IGN)
fsync = os.fsync
os.fsync = lambda descriptor: (os.kill(os.getpid(), signal.SIGHUP), fsync(descriptor))
sys.exit(main())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system does not hang up")
def test_a_run_that_was_started_to_outlast_its_terminal_does(folder: Path) -> None:
    assert process("trace", folder, "-q", "-o", "out.json", script=OUTLASTING).returncode == 0
    assert Path("out.json").is_file()


@pytest.mark.parametrize(("number", "status"), ENDINGS)
def test_a_run_stopped_half_way_leaves_nothing_and_says_so(folder: Path, number: int, status: int) -> None:
    Path("out.json").write_text("old")
    command = [sys.executable, "-c", STOPPED, "trace", str(folder), "-o", "out.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"half-way\n"
        running.send_signal(number)
        if number != signal.SIGINT:
            running.send_signal(number)  # some send it to the process and again to its group
        _, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, b"Traceback" in err) == (status, False)
    assert sorted(each.name for each in Path.cwd().iterdir()) == ["out.json", "texts"]
    assert Path("out.json").read_text() == "old"


UNLOADED = """
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "provenance.cli.trace":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from provenance.__main__ import run
run()
"""


def test_an_interrupt_while_the_command_is_being_loaded_shows_no_workings() -> None:
    done = process("--help", script=UNLOADED)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


SLOW_WORK = """
import os, sys, time
from provenance.engines.local import local
def work(main, row):
    if os.getpid() != main:
        print("at work", file=sys.__stdout__, flush=True)
    time.sleep(0.02)
if __name__ == "__main__":
    from provenance import pipeline
    from provenance.cli import main
    def slow(*_, **__):
        with local(jobs=2) as engine:
            list(engine._spread(work, os.getpid(), range(3000), 2))
    pipeline.trace = slow
    sys.exit(main())
"""


def test_workers_that_an_interrupt_reaches_too_do_not_complain(folder: Path) -> None:
    Path("slow.py").write_text(SLOW_WORK)
    command = [sys.executable, "slow.py", "trace", str(folder), "-o", "out.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b"at work")
        os.killpg(running.pid, signal.SIGINT)
        try:
            _, err = running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise
    assert (running.returncode, b"Traceback" in err) == (130, False), err.decode()


@pytest.mark.parametrize(
    "arguments", [["trace", "texts"], ["trace", "texts", "-o", "-", "--format", "json"], ["--help"]]
)
def test_a_reader_that_goes_away_is_no_fault(folder: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "provenance", *arguments],
            check=False,
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["trace", "texts"], ["--version"], ["trace", "texts", "-o", "-", "--format", "json"]]
)
def test_an_output_without_room_is_named_and_is_no_bug(folder: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "provenance", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)
    assert done.returncode == 2
    assert "error: no space left where the output goes\nhint: make room" in done.stderr.decode()


def test_a_run_without_standard_output_is_done(folder: Path) -> None:
    done = process("trace", "texts", "-o", "out.json", preexec_fn=lambda: os.close(1))
    assert (done.returncode, Path("out.json").is_file()) == (0, True)


def test_a_terminal_that_knows_only_ascii_is_no_fault(folder: Path) -> None:
    (folder / "é.txt").write_text(STORY)
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = process("trace", "texts", env=plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


def test_two_processes_give_the_same_bytes(folder: Path) -> None:
    for seed in ("1", "2"):
        process("trace", "texts", "-o", f"{seed}.json", "-o", f"{seed}.html", env={"PYTHONHASHSEED": seed})
    assert Path("1.json").read_bytes() == Path("2.json").read_bytes()
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()


def test_a_bug_of_ours_is_called_one_and_tells_no_words(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(HOSTILE)

    monkeypatch.setattr(pipeline, "trace", broken)
    status, out, err = run("trace", folder)
    assert (status, out) == (70, "")
    assert err.startswith("error: a bug of ours: KeyError")
    assert HOSTILE not in err


def test_an_engine_that_fails_is_not_wrong_use(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise EngineError("a worker died", hint="give it more memory")

    monkeypatch.setattr(pipeline, "trace", failing)
    assert run("trace", folder)[0] == 70


def test_what_lasts_to_the_end_of_the_process_is_not_looked_through_for_cycles() -> None:
    script = (
        "import atexit, gc, sys\nfrom provenance.cli import main\n"
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 0))\nsys.exit(main(['--version']))"
    )
    assert process(script=script).stdout.split()[-2:] == [b"True", b"True"]


def test_a_text_has_its_words_from_another_only_where_that_can_be_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "10000")
    seen = set()
    for sample in ("council", "company", "wire"):
        folder = Path(__file__).resolve().parent.parent / "samples" / sample
        words = " ".join(run("trace", folder)[1].split())
        report = trace([folder])
        links = {(e.source, e.target): e.probability for f in report.families for e in f.edges}
        open_pairs = undetermined(report)
        for target, how, source in _TOLD.findall(words):
            is_open = (source, target) in open_pairs
            assert is_open == (how == "order undetermined:"), (target, source)
            assert (links.get((source, target), 0.0) >= LEANING and not is_open) == (how == "from"), (target, source)
            seen.add(how)
    assert seen == {"from", "as in the earlier", "order undetermined:"}


_TOLD = re.compile(r"([\w-]+\.\w+) \d+ % [^;]*?; (from|as in the earlier|order undetermined:) ([\w-]+\.\w+)")
