"""The matches as a typed table, Apache Parquet. Needs the extra `parquet`."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.model import Page
from provenance.reports.tables import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Report

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64()}


def parquet(report: Report) -> Iterator[Page]:
    """One page: a row for each match, the columns of `tables.Row`, nothing guarded: no spreadsheet reads this."""
    table = pa.Table.from_pylist([_plain(asdict(row)) for row in rows(report)], schema=_schema())
    page = io.BytesIO()
    pq.write_table(table, page, compression="zstd")
    yield Page("report.parquet", page.getvalue())


def _schema() -> pa.Schema:
    """The columns of `tables.Row` by their types; any of them may be empty."""
    kinds = {name: get_args(kind) or (kind,) for name, kind in get_type_hints(Row).items()}
    return pa.schema([(name, _TYPES[kind]) for name, (kind, *_) in kinds.items()])


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Half characters, which UTF-8 has no bytes for, replaced."""
    return {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in row.items()
    }
