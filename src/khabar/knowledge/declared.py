"""A day as the carrier of a page declares it, in a field of its own: by ISO 8601, with the year first, in words, or as mail headers write it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from khabar.knowledge.dates import dates_in

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?!\d)|\s*$)|\s*$)")
"""A time of day may follow a day; a year or a month is all that stands there, so that what is written in another way is not taken for its year."""
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)([/.])(\d{1,2})\2(\d{1,2})(?!\d|\2)")


def declared_days(value: str) -> tuple[date, date] | None:
    """First and last day of what a field says; None for what is no day, month or year.

    >>> declared_days("2016-05"), declared_days("2024-13-45")
    ((datetime.date(2016, 5, 1), datetime.date(2016, 5, 31)), None)
    """
    return iso_days(value) or _written(value)


def iso_days(value: str) -> tuple[date, date] | None:
    """The days of an ISO 8601 date, month or year, or of a date written like one («2024/06/03», «2024.06.03»), a time of day after it left out."""
    match, other = _ISO.match(value), _YEAR_FIRST.match(value)
    if match:
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    elif other:
        year, month, day = int(other[1]), int(other[3]), int(other[4])
    else:
        return None
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        following = date(year + 1, 1, 1) if month in {0, 12} else date(year, month + 1, 1)
        return first, following - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _written(value: str) -> tuple[date, date] | None:
    """A date in words or as mail headers write it (RFC 5322)."""
    found = dates_in(value)
    if found:
        return found[0].first, found[0].last
    try:
        day = parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day, day
