"""Writes a settled time as EDTF, the Extended Date/Time Format of ISO 8601-2 (levels 0 and 1).

A time that one EDTF date can hold is one («2013-05», «2011-21» for a spring, «198X» for a decade); any other is an interval, `..` where it is
open. `~` marks what the words call approximate («نحو»), `?` what an article of unsure day leaves uncertain, `%` both.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from khabar.arabic.calendar.forms import Between, Bound, Date, Fixed, Form, Period, Piece, SeasonOf, Stretch, Years

Grain = Literal["day", "month", "year"]
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "winter": "24"}
_LENGTHS: dict[Grain, int] = {"day": 10, "month": 7, "year": 4}


def edtf(form: Form, days: tuple[date | None, date | None], *, about: bool = False, unsure: bool = False) -> str | None:
    """The EDTF text of `form` settled to `days`; None where neither day is known.

    >>> edtf(Date("gregorian", 2013, 5), (date(2013, 5, 1), date(2013, 5, 31)), about=True)
    '2013-05~'
    """
    first, last = days
    if first is None and last is None:
        return None
    mark = "%" if about and unsure else "~" if about else "?" if unsure else ""
    single = _single(form, first, last) if first and last and not unsure else None
    if single:
        return single + mark
    if first and first == last:
        return _day(first) + mark
    begins, ends = _grains(form)
    return f"{_end(first, begins, mark)}/{_end(last, ends, mark)}"


def _single(form: Form, first: date, last: date) -> str | None:
    """A time that is one date of EDTF; a month, year or century of another calendar is none."""
    match form:
        case SeasonOf(season=season):
            return f"{last.year:04}-{_SEASONS[season]}"
        case Years():
            return _unspecified(first, last)
        case Period(unit="decade" | "century"):
            return _unspecified(first, last)
        case Date(calendar="gregorian", day=None) | Period(unit="month" | "year") | Fixed(unit="month" | "year") | Piece(pieces=12):
            return _whole(first, last)
    return None


def _unspecified(first: date, last: date) -> str | None:
    years = last.year - first.year + 1
    if years in (10, 100) and first.year % years == 0:
        return f"{first.year:04}"[: 3 if years == 10 else 2] + ("X" if years == 10 else "XX")
    return None


def _whole(first: date, last: date) -> str | None:
    """`2013` or `2013-05` where the days are just that year or month."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return None
    if (first.month, last.month, first.year) == (1, 12, last.year):
        return f"{first.year:04}"
    return f"{first.year:04}-{first.month:02}" if (first.year, first.month) == (last.year, last.month) else None


def _grains(form: Form) -> tuple[Grain, Grain]:
    """How exact the two ends of an interval are: a bound of a year is a year, the article's day a day."""
    match form:
        case Between(first, last):
            return _grain(first), _grain(last)
        case Bound(side="before", of=of):
            return "day", _grain(of)
        case Bound(of=of):
            return _grain(of), "day"
        case Piece() | Years() | Stretch():
            return _grain(form), _grain(form)
    return "day", "day"


def _grain(form: Form) -> Grain:
    match form:
        case Date(calendar="gregorian", day=None, month=month):
            return "month" if month else "year"
        case Period(unit="month" | "year" as unit):
            return unit
        case Period(unit="decade" | "century") | Stretch(unit="decade" | "century") | Years():
            return "year"
        case Piece(of=of, pieces=pieces) if pieces in (2, 3, 4, 12) and _grain(of) == "year":
            return "month"
        case Bound(of=of):
            return _grain(of)
    return "day"


def _end(day: date | None, grain: Grain, mark: str) -> str:
    if day is None:
        return ".."
    return _day(day)[: _LENGTHS[grain]] + mark


def _day(day: date) -> str:
    return day.isoformat()
