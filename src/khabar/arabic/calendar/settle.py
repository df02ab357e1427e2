"""Sets a form against the article's day: forms in, first and last day out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from khabar.arabic.calendar.arithmetic import (
    UnsettledError,
    dated,
    day_of,
    hijri_in,
    moved,
    nearest,
    nth_weekday,
    piece_days,
    season_days,
    stretch_days,
    undated,
    unit_days,
    week_of,
    weekday_day,
)
from khabar.arabic.calendar.forms import (
    Between,
    Bound,
    Date,
    DayOf,
    Fixed,
    Following,
    Form,
    InYear,
    Named,
    NextTo,
    Period,
    Piece,
    Rest,
    SeasonOf,
    Shift,
    Stretch,
    Unresolved,
    Week,
    Weekday,
    Years,
)

Days = tuple[date | None, date | None]
"""First and last day; one side None where the time is open on that side."""
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


def told(form: Form, last: tuple[date, date] | None) -> Form:
    """`form` with what it says of the time told last put in; unchanged where that time is wider than the unit, or there is none."""
    match form:
        case Following(unit, offset) if last and unit_days(unit, 0, last[0])[1] >= last[1]:
            return Fixed(*unit_days(unit, offset, last[0]), unit=unit)
        case DayOf(of=Following() as of):
            return replace(form, of=told(of, last))
        case Piece(of=Following() as of):
            return replace(form, of=told(of, last))
        case Bound(of=Following() as of):
            return replace(form, of=told(of, last))
    return form


def settle(form: Form, today: date | None) -> Days:
    """The days of `form` seen from `today`, the article's day, or None when it is not known.

    Raises UnsettledError when they cannot be known.
    """
    match form:
        case Bound():
            return _bound(form, today)
        case Between():
            return _between(form, today)
        case _:
            return _closed(form, today)


def _closed(form: Form, today: date | None) -> tuple[date, date]:
    try:
        return _days(form, today)
    except (ValueError, OverflowError) as fault:
        raise UnsettledError(str(fault)) from fault


def _both_ends(days: Days) -> tuple[date, date]:
    if days[0] is None or days[1] is None:
        raise UnsettledError("open on one side")
    return days[0], days[1]


def _between(form: Between, today: date | None) -> Days:
    """From the first day of the one to the last of the other; a first end that comes out later is the one before."""
    first, last = _closed(form.first, today)[0], _closed(form.last, today)[1]
    if first > last and isinstance(form.first, Weekday):
        ahead = (form.first.direction or 0) > 0
        first, last = (first, last + _WEEK) if ahead else (first - _WEEK, last)
    if first > last and isinstance(form.first, Date) and form.first.year is None:
        first = moved(first, "year", -1)
    if first > last and isinstance(form.first, Period):
        last = _ahead(form.last, last)
    if first > last:
        raise UnsettledError("it ends before it begins")
    return first, last


def _ahead(form: Form, day: date) -> date:
    """«من اليوم حتى الجمعة»: an end that words leave open lies ahead of the beginning."""
    if isinstance(form, Weekday) and form.direction is None and form.within is None:
        return moved(day, "week", 1)
    return moved(day, "year", 1) if isinstance(form, Date) and form.year is None and form.direction is None else day


def _bound(form: Bound, today: date | None) -> Days:
    first, last = _closed(form.of, today)
    if form.side == "since":
        return first, max(today, first) if today else None
    if form.side == "after":
        return last + _DAY, today if today and today > last else None
    ends = form.of.index in (-1, form.of.pieces) if isinstance(form.of, Piece) else False
    last = last if ends else first - _DAY
    return today if today and today <= last else None, last


def _days(form: Form, today: date | None) -> tuple[date, date]:  # noqa: PLR0911, PLR0912  one line a form
    match form:
        case Date(year=int(year)):
            return dated(form, year)
        case Fixed(first=first_day, last=last_day):
            return first_day, last_day
        case InYear(of, year):
            return hijri_in(of, _closed(year, today)[0].year)
        case Named(first, last):
            return date.fromisoformat(first), date.fromisoformat(last)
        case NextTo(of, offset):
            return _next_to(_closed(of, today), offset)
        case Years(first, last):
            return date(first, 1, 1), date(last, 12, 31)
        case SeasonOf(season, year, _) if year is not None:
            return season_days(season, _closed(year, today)[0].year)
        case Piece(of, index, pieces):
            return piece_days(_closed(of, today), index, pieces)
        case Week(of, index):
            return week_of(_closed(of, today), index)
        case DayOf(of, day):
            return day_of(_closed(of, today), day)
        case Weekday(weekday, _, within, nth) if within is not None:
            return nth_weekday(_closed(within, today), weekday, nth)
        case Bound() | Between():
            return _both_ends(settle(form, today))
        case Unresolved() | Following():
            raise UnsettledError("hangs on another event")
    if today is None:
        raise UnsettledError("the article's day is not known")
    return _from_today(form, today)


def _next_to(days: tuple[date, date], offset: int) -> tuple[date, date]:
    """The day before the first, or after the last."""
    day = days[0] - _DAY if offset < 0 else days[1] + _DAY
    return day, day


def _from_today(form: Form, today: date) -> tuple[date, date]:  # noqa: PLR0911  one line a form
    match form:
        case Date():
            return undated(form, today)
        case Weekday(weekday, direction):
            return weekday_day(weekday, direction, today)
        case Period(unit, offset):
            return unit_days(unit, offset, today)
        case SeasonOf(season, _, direction):
            return nearest([season_days(season, today.year + n) for n in (-2, -1, 0, 1, 2)], direction, today)
        case Rest(unit):
            return today, unit_days(unit, 0, today)[1]
        case Stretch(unit, count, direction):
            return stretch_days(unit, count, direction, today)
        case Shift(parts):
            day = today
            for unit, count in parts:
                day = moved(day, unit, count)
            return day, day
    raise UnsettledError("no such form")
