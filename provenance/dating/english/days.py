"""English: months, weekdays and the days that are named by that of the writing. Data, no rules."""

from __future__ import annotations

MONTHS = (
    "january jan jany",
    "february feb feby",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug augt",
    "september sept sep septr",
    "october oct octr",
    "november nov novr",
    "december dec decr",
)
WEEKDAYS = (
    "monday mon",
    "tuesday tues tue",
    "wednesday weds wed",
    "thursday thurs thur thu",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
DAY_WORDS = (
    *(*_ONES, *_TEENS, "twentieth", *(f"twenty-{one}" for one in _ONES)),
    *("thirtieth", "thirty-first"),
)
"""The days of a month as they are spelled out, from its first."""
RELATIVE_DAYS = {
    "yesterday": (-1, -1),
    "last night": (-1, -1),
    "today": (0, 0),
    "tonight": (0, 0),
    "this morning": (0, 0),
    "this afternoon": (0, 0),
    "this evening": (0, 0),
    "tomorrow": (1, 1),
    "last week": (-13, -1),
    "earlier this week": (-6, 0),
    "later this week": (0, 6),
    "next week": (1, 13),
    "last weekend": (-9, -1),
    "next weekend": (1, 13),
    "last month": (-61, -1),
    "next month": (1, 61),
}
"""Days after the writing. A week may begin on its Sunday or its Monday."""
