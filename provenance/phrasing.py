"""Numbers, shares and names as plain sentences have them: in the terminal, in Markdown, in what rules say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_NAMES = 6
"""Names in a row; of more the rest are counted."""

UNREAD_DATES = "The dates in its words are not read"
"""How it is told of a text that its tenses are those of another language."""

UNREAD_CREDITS = ", nor is whom it credits"
"""What is added where that has no words of credit, either."""

_OF_THE_OTHER = re.compile(r"; |, (?:where|which|as) the other\b| (?:amid those of|than|after) the other, which\b")
"""Where a reason, which is told of one document, goes over to the other."""


def around_quote(says: str) -> tuple[str, str]:
    """A reason in two parts, with room between for the words that show it: before it goes over to the other document.

    Behind that they would read as the other's. The second part is empty where the reason is of one document to its end.
    """
    found = _OF_THE_OTHER.search(says)
    place = found.start() if found else len(says)
    return says[:place], says[place:]


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun; `many` where more than one take no plain s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def are(number: int) -> str:
    """The verb behind so many: "is" or "are"."""
    return "is" if number == 1 else "are"


def percent(share: float) -> str:
    """A share as a whole percentage, rounded down: nothing less than all is 100 %."""
    return "less than 1 %" if 0 < share < 0.01 else f"{hundredths(share)} %"


@lru_cache(maxsize=8192, typed=True)
def fraction(share: float) -> float:
    """A share as reports carry it, with four decimals: 0 only where there is none of it, and 1 where it is all.

    Cached: what is compared word by word gives few different shares.
    """
    return min(max(round(share, 4), 0.0001), 0.9999) if 0 < share < 1 else share


def hundredths(share: float) -> int:
    """How many whole hundredths a share has; what reckoning with fractions loses of one is given back."""
    return int(share * 100 + 1e-9)


def fault_of_json(error: Exception) -> str:
    """What is wrong with JSON that could not be read, and where."""
    from json import JSONDecodeError

    if isinstance(error, JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    known: dict[type, str] = {RecursionError: "nested too deeply", UnicodeDecodeError: "not UTF-8"}
    return known.get(type(error), "a number that cannot be")


def bounds(earliest: str | None, latest: str | None) -> str:
    """Between which ISO days something was written: both, the one day, an open range; nothing where none is known."""
    if earliest and latest:
        return earliest if earliest == latest else f"{earliest} to {latest}"
    return f"from {earliest}" if earliest else f"by {latest}" if latest else ""


def row(names: Sequence[str]) -> str:
    """Names in a row, the first few of them: "A, B and C", or "A, B and 12 others"."""
    if len(names) > MAX_NAMES:
        names = [*names[: MAX_NAMES - 1], count(len(names) - MAX_NAMES + 1, "other")]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def shorten_path(path: str, most: int) -> str:
    """A path in at most so many characters, cut in the middle: what tells files apart stands mostly at the end."""
    if len(path) <= most:
        return path
    head = most // 4
    return f"{path[:head]}…{path[len(path) - most + head + 1 :]}"
