"""`provenance schema`: the JSON Schema of what we write and read."""

from __future__ import annotations

import click

from provenance.cli.exits import Exit

EPILOG = """\b
Examples:
  provenance schema > report.schema.json
  provenance schema policy > policy.schema.json
"""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="[report|policy]", type=click.Choice(["report", "policy"]), default="report")
def schema(name: str) -> Exit:
    """Print the JSON Schema of a report or of a policy."""
    import json

    from provenance.policy.schema import schema as of_policy
    from provenance.reports.schema import schema as of_report

    print(json.dumps({"report": of_report, "policy": of_policy}[name](), indent=2, ensure_ascii=True))
    return Exit.DONE
