"""`provenance schema`: the JSON Schema of what we write and read."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  provenance schema > report.schema.json
  provenance schema report | python -m json.tool
"""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="[report]", type=click.Choice(["report"]), default="report")
def schema(name: str) -> int:
    """Print the JSON Schema of a report, to check reports with or to write programs against."""
    import json

    from provenance.reports import schema as schemas

    print(json.dumps({"report": schemas.schema}[name](), indent=2, ensure_ascii=True))
    return 0
