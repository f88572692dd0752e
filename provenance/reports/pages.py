"""What a format has to say as the bytes of its page: JSON, lines and tables, the same every time."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from provenance.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COMMANDS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that command a terminal: tables are streamed to it, and printed in logs."""

_FORMULA = re.compile(r"""["' ]*[=+\-@\t\r\n＝＋－＠]""")


def of_json(path: str, content: Any) -> Page:
    """JSON in ASCII, a member on each line, a line at the end."""
    return Page(path, f"{json.dumps(content, indent=1, ensure_ascii=True)}\n".encode("ascii"))


def of_lines(path: str, lines: Iterable[str]) -> Page:
    """Lines in UTF-8, each ended."""
    return Page(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def of_rows(path: str, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Page:
    """A table (RFC 4180). A text that a spreadsheet would take for a formula begins with an apostrophe.

    Numbers stand as they are; what is not known is an empty cell.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(cell(value) if isinstance(value, str) else value for value in row)
    return Page(path, table.getvalue().encode("utf-8", "replace"))


def cell(text: str) -> str:
    """A text that no spreadsheet and no terminal runs, as long as it was, that every reader of tables gives back."""
    text = _COMMANDS.sub("\ufffd", text)
    return f"'{text}" if _FORMULA.match(text) else text
