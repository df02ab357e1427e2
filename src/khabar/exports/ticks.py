"""Marks of a time axis: days at round steps, written in digits, so that no country's month names are preferred."""

from __future__ import annotations

from datetime import date, timedelta

MOST = 9
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)


def ticks(first: date, last: date, least: int = 1) -> tuple[list[date], str]:
    """At most `MOST` + 1 days within the two, and the strftime form in which to write them: days, months or years.

    Steps are of `least` days or more.
    """
    days = (last - first).days
    for step in (one for one in (1, 7, 14) if one >= least):
        if days <= step * MOST:
            start = first if step == 1 else first + timedelta(days=-first.weekday() % 7)
            return [start + timedelta(days=at) for at in range(0, (last - start).days + 1, step)], "%Y-%m-%d"
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _MONTHS if months <= step * MOST), _MONTHS[-1])
    opening = first.year * 12 + first.month - 1 + (first.day > 1)
    opening += -opening % step
    found = [date(at // 12, at % 12 + 1, 1) for at in range(opening, last.year * 12 + last.month, step)]
    return found, "%Y" if step >= 12 else "%Y-%m"


def stretched(days: list[date], least: int = 4) -> tuple[date, date]:
    """The ends of an axis that shows these days with room on both sides, of `least` days; a single day stands in the middle."""
    first, last = min(days), max(days)
    room = timedelta(days=max(least, round((last - first).days * 0.04)))
    return max(first, date.min + room) - room, min(last, date.max - room) + room
