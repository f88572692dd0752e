"""The ids of records in a file: `path#` and the name that each gives itself, or its number."""

from __future__ import annotations

from provenance.readers.metadata import whole

MAX_ID = 200
"""Characters of a record's own id that are kept."""


class Names:
    """Gives each record of a file an id unlike any other."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._taken: set[str] = set()

    def of(self, own: object, number: int) -> str:
        """The id of a record by its `own` id, on one line, or by its number where it gives none."""
        is_name = isinstance(own, str | int) and own is not True
        name = (whole(" ".join(str(own).split())[:MAX_ID]) if is_name else "") or str(number)
        while name in self._taken:
            name = f"{name}:{number}"
        self._taken.add(name)
        return f"{self._path}#{name}"
