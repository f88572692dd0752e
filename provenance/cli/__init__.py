"""The command line: parse, call, print. Every error ends here, as a sentence with a hint and an exit status."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from provenance.cli.archive import archive
from provenance.cli.baseline import baseline
from provenance.cli.check import check
from provenance.cli.compare import compare
from provenance.cli.completion import completion
from provenance.cli.convert import convert
from provenance.cli.dedupe import dedupe
from provenance.cli.evaluate import evaluate
from provenance.cli.exits import Exit
from provenance.cli.explain import explain
from provenance.cli.init import init
from provenance.cli.policy import policy
from provenance.cli.query import query
from provenance.cli.schema import schema
from provenance.cli.terminal import safe, standard
from provenance.cli.trace import trace
from provenance.errors import EngineError, IncompleteError, ProvenanceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from provenance.cli.terminal import Terminal

_ONE_THREAD = "OPENBLAS_NUM_THREADS", "1"
"""For numpy, which reads it when it is first imported. The matrices of families are small: of several threads all but
one wait, and waiting takes more of the processors than the work."""

_STATUSES: dict[type, Exit] = {EngineError: Exit.OUR_BUG, IncompleteError: Exit.INCOMPLETE}
"""Of errors that are no wrong use."""

EPILOG = """\b
Examples:
  provenance trace archive/                       the answer in the terminal
  provenance trace archive/ -o lineage.html       and as one page to open in a browser
  provenance compare release.txt story.txt        two documents side by side
  provenance dedupe archive/ -o copies.csv        which are copies, and which one to keep
  provenance check archive/ --policy policy.toml  what is copied without credit: the gate for CI
  provenance archive create news.db archive/      keep a collection, so that a look at it is quick
  provenance query news.db draft.txt              from whom a text has how much
  provenance convert report.json -o lineage.html  a saved report in another format
  provenance explain report.json A.txt B.txt      which of two was first, and all the reasons
  provenance evaluate truth.json report.json      how far to trust it: scored against what you know

Settings come from, weakest first: [tool.provenance] in pyproject.toml, provenance.toml, variables such as
PROVENANCE_ALIGN__MIN_WORDS=12, --set align.min_words=12, named options.

\b
Exit codes:
  0 done    1 findings    2 wrong use or bad settings    3 done, but some inputs could not be read
  70 a bug of ours    130 interrupted    143 terminated
"""


_ENDINGS = (signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
"""By what a process is asked to stop. A terminal that is closed asks for it, too."""


class Terminated(BaseException):
    """The process was asked to stop. Not an `Exception`: nothing may take it for a failure and go on."""


def _version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Prints our version, Python's, that of its Unicode tables, and which kernels work."""
    if not is_asked or context.resilient_parsing:
        return
    import platform
    import sqlite3
    import unicodedata
    from importlib.metadata import version

    from provenance.kernels import IMPLEMENTATION

    slower = "" if IMPLEMENTATION == "compiled" else ": slower, same results"
    parts = (
        f"Python {platform.python_version()}",
        f"Unicode {unicodedata.unidata_version}",
        f"SQLite {sqlite3.sqlite_version}",
        f"{IMPLEMENTATION} kernels{slower}",
    )
    click.echo(f"provenance {version('provenance-tracer')} ({', '.join(parts)})")
    context.exit()


class _InOrder(click.Group):
    """Commands listed as they are put in: what most people want first, comes first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        return list(self.commands)


@click.group(
    cls=_InOrder, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show versions and exit."
)
def group() -> None:
    """Find which passages of your texts are reused, which text probably came first, and how sure that is."""


for _command in (
    trace,
    compare,
    dedupe,
    check,
    archive,
    query,
    convert,
    explain,
    evaluate,
    init,
    policy,
    baseline,
    schema,
    completion,
):
    group.add_command(_command)


def process() -> NoReturn:
    """Runs the command line as a process of its own, and ends it as it stands.

    A large report is millions of objects, and to look through them or take them apart at the end would be for nobody.
    """
    gc.disable()
    made: list[object] = []
    status = main(made=made)
    atexit._run_exitfuncs()  # noqa: SLF001 - what is left to do has been registered, by whomever
    _flush()
    os._exit(status)


def main(arguments: Sequence[str] | None = None, made: list[object] | None = None) -> int:
    """Runs the command line and returns its exit status. What it has traced is `made`, and lasts as long as that."""
    terminal = standard()
    before = {each: signal.signal(each, _terminate) for each in _ENDINGS if signal.getsignal(each) != signal.SIG_IGN}
    with at_full_speed():
        status = _run(arguments, terminal, made)
    if not _flush():
        status = _no_room(terminal)
    if status != Exit.TERMINATED:  # else the same signal may be sent again, and must not be heard
        for number, handler in before.items():
            signal.signal(number, handler)
    return status


@contextmanager
def at_full_speed() -> Iterator[None]:
    """How a command runs, and whoever measures one: numpy in one thread, and without the collector of cycles.

    A run makes millions of objects that last, and no cycles among them: there is nothing to look for, nor at the end,
    when all of it goes with the process.
    """
    os.environ.setdefault(*_ONE_THREAD)
    was_collecting = gc.isenabled()
    gc.disable()
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def _run(arguments: Sequence[str] | None, terminal: Terminal, made: list[object] | None) -> int:
    """The exit status, whatever happens."""
    try:
        status = group.main(arguments, prog_name="provenance", standalone_mode=False, obj=made)
    except (click.Abort, KeyboardInterrupt):
        terminal.warn("interrupted; nothing half-written was left")
        return Exit.INTERRUPTED
    except Terminated:
        terminal.warn("terminated; nothing half-written was left")
        return Exit.TERMINATED
    except click.exceptions.NoArgsIsHelpError as error:
        terminal.warn(error.format_message())  # the help of the command
        return Exit.WRONG_USE
    except click.ClickException as error:
        terminal.error(error.format_message(), _usage_hint(error))
        return Exit.WRONG_USE
    except ProvenanceError as error:
        terminal.error(error.message, error.hint)
        return _STATUSES.get(type(error), Exit.WRONG_USE)
    except (SystemExit, BrokenPipeError):
        return Exit.DONE  # whoever read the output has gone away, and that is no fault
    except OSError as error:
        return _no_room(terminal) if error.errno == errno.ENOSPC else _bug(error, terminal)
    except Exception as error:  # noqa: BLE001 - whatever else there is, is a bug of ours
        return _bug(error, terminal)
    return status if isinstance(status, int) else Exit.DONE


def _usage_hint(error: click.ClickException) -> str:
    """Where to read how a command is used."""
    context = getattr(error, "ctx", None)
    return f"see {context.command_path if context else 'provenance'} --help"


def _no_room(terminal: Terminal) -> int:
    terminal.error("no space left where the output goes", "make room there, or write a file elsewhere with -o")
    return Exit.WRONG_USE


def _bug(error: Exception, terminal: Terminal) -> int:
    """Says that something of ours is broken, and where. Values are left out: they may be words of a document."""
    import traceback

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "provenance" in frame.filename]
    place = f" in {os.path.basename(frames[-1].filename)}, line {frames[-1].lineno}" if frames else ""  # noqa: PTH119
    terminal.error(
        f"a bug of ours: {type(error).__name__}{place}",
        "please report it, with the output of the same command and --verbose",
    )
    if {"-v", "--verbose"} & set(sys.argv):
        for line in "".join(traceback.format_exception(error)).split("\n"):
            terminal.warn(safe(line))
    return Exit.OUR_BUG


def _terminate(_: int, __: FrameType | None) -> NoReturn:
    """Ends the run once; a second signal must not cut the clearing up short."""
    for each in _ENDINGS:
        signal.signal(each, signal.SIG_IGN)
    raise Terminated


def _flush() -> bool:
    """Empties the streams, and tells whether there was room for standard output.

    A stream that cannot be emptied is turned away, so that Python's own flush at exit is quiet.
    """
    has_room = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            has_room &= stream is not sys.stdout or isinstance(error, BrokenPipeError)
    return has_room
