"""The calendar words of the Arabic press, and the times that they make: tables in `knowledge/data/calendar/`, grammar in `khabar.arabic.calendar`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar.arabic.calendar import CalendarWords, TimeFound, find_times, lasts
from khabar.knowledge.tables import rows

__all__ = ["TABLES", "TimeFound", "find", "is_duration", "resolve", "vocabulary"]

TABLES = (
    "beginnings",
    "dayparts",
    "decades",
    "deictics",
    "directions",
    "events",
    "fractions",
    "holidays",
    "homographs",
    "links",
    "names",
    "parts",
    "seasons",
    "units",
    "vague",
    "weekdays",
)
"""Tables of form and value; `months.tsv` has columns of its own."""


def _listed() -> Iterator[tuple[str, str, str]]:
    for row in rows("calendar/months.tsv"):
        yield "months", row["name"], f"{row['calendar']} {row['month']}"
    for table in TABLES:
        for row in rows(f"calendar/{table}.tsv"):
            yield table, row["form"], row["value"]


@cache
def vocabulary() -> CalendarWords:
    return CalendarWords.of(_listed())


def find(text: str, published: tuple[str, str] | None) -> tuple[TimeFound, ...]:
    """The time expressions of `text` in order, offsets into `text`; `published` is the article's first and last possible ISO day.

    >>> find("قتل ثلاثة أمس", ("2015-03-02", "2015-03-02"))[0].first
    '2015-03-01'
    """
    return find_times(text, published, vocabulary())


def resolve(expression: str, published: tuple[str, str] | None) -> TimeFound | None:
    """The first time in `expression`, None when it holds none."""
    found = find(expression, published)
    return found[0] if found else None


def is_duration(expression: str) -> bool:
    """Whether `expression` says how long and not when: «ثلاثة أيام», «أسابيع», «طوال عامين».

    >>> is_duration("نحو ثلاثة أيام"), is_duration("قبل ثلاثة أيام")
    (True, False)
    """
    return lasts(expression, vocabulary())
