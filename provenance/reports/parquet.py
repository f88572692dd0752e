"""The matches as a typed table, Apache Parquet. Needs the extra `parquet`."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.model import Page
from provenance.reports.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provenance.model import Report

_SCHEMA = pa.schema(
    [
        ("match", pa.string()),
        ("a", pa.string()),
        ("a_start", pa.int64()),
        ("a_end", pa.int64()),
        ("b", pa.string()),
        ("b_start", pa.int64()),
        ("b_end", pa.int64()),
        ("kind", pa.string()),
        ("similarity", pa.float64()),
        ("segments", pa.int64()),
        ("changes", pa.int64()),
        ("relation", pa.string()),
        ("verdict", pa.string()),
        ("confidence", pa.string()),
        ("p_a_first", pa.float64()),
        ("earlier", pa.string()),
        ("later", pa.string()),
        ("family", pa.string()),
        ("a_text", pa.string()),
        ("b_text", pa.string()),
    ]
)


def parquet(report: Report) -> Iterator[Page]:
    """One page: a row for each match, the columns of `tables.Row`, nothing guarded: no spreadsheet reads this."""
    table = pa.Table.from_pylist([_plain(asdict(row)) for row in rows(report)], schema=_SCHEMA)
    page = io.BytesIO()
    pq.write_table(table, page, compression="zstd")
    yield Page("report.parquet", page.getvalue())


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Half characters, which UTF-8 has no bytes for, replaced."""
    return {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in row.items()
    }
