"""Sets a form against the article's day: forms in, first and last day out.

Weeks are ISO 8601 weeks. Hijri dates follow the Umm al-Qura tables (1343 to 1500 AH, by hijridate). Vague parts follow the codebook's
ruling 15: a period's first, middle and last third.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from hijridate import Gregorian, Hijri

from khabar.arabic.calendar.forms import (
    Between,
    Bound,
    Date,
    DayOf,
    Fixed,
    Following,
    Form,
    Period,
    Piece,
    Rest,
    SeasonOf,
    Shift,
    Stretch,
    Unit,
    Unresolved,
    Week,
    Weekday,
    Years,
)
from khabar.records.article import Precision

Days = tuple[date | None, date | None]
"""First and last day; one side None where the time is open on that side."""
_DAY = timedelta(days=1)
_SOON = timedelta(days=14)
_MONTHS = {"spring": 3, "summer": 6, "autumn": 9}
_YEARS_IN = {"year": 1, "decade": 10, "century": 100}


class UnsettledError(ValueError):
    """The form has no days: it needs a date that is not known, or names one that no calendar has."""


def told(form: Form, last: tuple[date, date] | None) -> Form:
    """`form` with what it says of the time told last put in; unchanged where that time is wider than the unit, or there is none."""
    match form:
        case Following(unit, offset) if last and _period(unit, 0, last[0])[1] >= last[1]:
            return Fixed(*_period(unit, offset, last[0]), unit=unit)
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


def precision(form: Form) -> Precision:  # noqa: PLR0911  one line a form
    match form:
        case Date(day=int(), length=1) | Weekday() | DayOf():
            return "day"
        case Date(month=int(), day=None):
            return "month"
        case Date(month=None):
            return "year"
        case Period(unit="day" | "week" | "month" | "year" as unit) | Fixed(unit="day" | "week" | "month" | "year" as unit):
            return unit
        case Period(unit="hour" | "minute") | Between(first=Period(unit="hour" | "minute")):
            return "day"
        case SeasonOf():
            return "season"
        case Week():
            return "week"
        case Shift():
            return "day"
        case Unresolved() | Following():
            return "unknown"
        case _:
            return "range"


def needs_today(form: Form) -> bool:
    """Whether the days depend on the article's day."""
    match form:
        case Date(year=None) | Period() | Rest() | Stretch() | Shift() | Unresolved() | Following() | Weekday(within=None) | SeasonOf(year=None):
            return True
        case Between(earlier, later):
            return needs_today(earlier) or needs_today(later)
        case Piece(of=of) | DayOf(of=of) | Week(of=of) | Bound(of=of) | SeasonOf(year=of) | Weekday(within=of) if of is not None:
            return needs_today(of)
        case _:
            return False


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
        first -= timedelta(weeks=1)
    if first > last and isinstance(form.first, Date) and form.first.year is None:
        first = _moved(first, "year", -1)
    if first > last:
        raise UnsettledError("it ends before it begins")
    return first, last


def _bound(form: Bound, today: date | None) -> Days:
    first, last = _closed(form.of, today)
    if form.side == "since":
        return first, max(today, first) if today else None
    if form.side == "after":
        return last + _DAY, today if today and today > last else None
    ends = form.of.index in (-1, form.of.pieces) if isinstance(form.of, Piece) else False
    last = last if ends else first - _DAY
    return today if today and today <= last else None, last


def _days(form: Form, today: date | None) -> tuple[date, date]:  # noqa: PLR0911  one line a form
    match form:
        case Date(year=int(year)):
            return _dated(form, year)
        case Fixed(first=first_day, last=last_day):
            return first_day, last_day
        case Years(first, last):
            return date(first, 1, 1), date(last, 12, 31)
        case SeasonOf(season, year, _) if year is not None:
            return _season(season, _closed(year, today)[0].year)
        case Piece(of, index, pieces):
            return _piece(_closed(of, today), index, pieces)
        case Week(of, index):
            return _week_of(_closed(of, today), index)
        case DayOf(of, day):
            return _day_of(_closed(of, today), day)
        case Weekday(weekday, _, within, nth) if within is not None:
            return _nth_weekday(_closed(within, today), weekday, nth)
        case Bound() | Between():
            return _both_ends(settle(form, today))
        case Unresolved() | Following():
            raise UnsettledError("hangs on another event")
    if today is None:
        raise UnsettledError("the article's day is not known")
    return _from_today(form, today)


def _from_today(form: Form, today: date) -> tuple[date, date]:  # noqa: PLR0911  one line a form
    match form:
        case Date():
            return _undated(form, today)
        case Weekday(weekday, direction):
            return _weekday(weekday, direction, today)
        case Period(unit, offset):
            return _period(unit, offset, today)
        case SeasonOf(season, _, direction):
            return _near([_season(season, today.year + n) for n in (-2, -1, 0, 1, 2)], direction, today)
        case Rest(unit):
            return today, _period(unit, 0, today)[1]
        case Stretch(unit, count, direction):
            return _stretch(unit, count, direction, today)
        case Shift(parts):
            day = today
            for unit, count in parts:
                day = _moved(day, unit, count)
            return day, day
    raise UnsettledError("no such form")


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _dated(form: Date, year: int) -> tuple[date, date]:
    if form.calendar == "hijri":
        return _hijri(form, year)
    if form.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if form.day is None:
        return date(year, form.month, 1), _month_end(year, form.month)
    first = date(year, form.month, form.day)
    return first, first + timedelta(days=form.length - 1)


def _hijri(form: Date, year: int) -> tuple[date, date]:
    month = form.month or 1
    first = Hijri(year, month, form.day or 1)
    if form.day is not None:
        start = date(*first.to_gregorian().datetuple())
        return start, start + timedelta(days=form.length - 1)
    final = first if form.month else Hijri(year, 12, 1)
    end = Hijri(year, final.month, final.month_length())
    return date(*first.to_gregorian().datetuple()), date(*end.to_gregorian().datetuple())


def _undated(form: Date, today: date) -> tuple[date, date]:
    """A date without a year: the nearest past one, unless a word says otherwise; a bare day up to a fortnight ahead is ahead."""
    if form.month is None:
        form = replace(form, month=today.month)
        if form.direction is None:
            return _dated(form, today.year)
    year = today.year if form.calendar == "gregorian" else Gregorian.fromdate(today).to_hijri().year
    candidates = []
    for near in range(year - 8 if form.day else year - 3, year + 9 if form.day else year + 4):
        try:
            candidates.append(_dated(form, near))
        except (ValueError, OverflowError):
            continue
    soon = form.day is not None and form.direction is None
    return _near(candidates, form.direction, today + _SOON if soon else today)


def _near(candidates: list[tuple[date, date]], direction: int | None, today: date) -> tuple[date, date]:
    """The candidate that the direction word means; `candidates` are in order."""
    past = [c for c in candidates if c[1] < today]
    ahead = [c for c in candidates if c[0] > today]
    begun = [c for c in candidates if c[0] <= today]
    chosen = {None: begun[-1:], -1: past[-1:], 1: ahead[:1], -2: past[-2:-1], 2: ahead[1:2]}
    if direction == 0:
        chosen[0] = [min(candidates, key=lambda c: (c[0].year != today.year, abs(c[0] - today)))] if candidates else []
    days = chosen.get(direction, [])
    if not days:
        raise UnsettledError("no such day near the article's")
    return days[0]


def _season(season: str, year: int) -> tuple[date, date]:
    """Meteorological seasons; the winter of a year is the one that ends in it."""
    if season == "winter":
        return date(year - 1, 12, 1), _month_end(year, 2)
    month = _MONTHS[season]
    return date(year, month, 1), _month_end(year, month + 2)


def _weekday(weekday: int, direction: int | None, today: date) -> tuple[date, date]:
    back = (today.isoweekday() - weekday) % 7
    if direction in (None, 0):
        offset = -back
    elif direction < 0:
        offset = -(back or 7) - 7 * (-direction - 1)
    else:
        offset = 7 - back + 7 * (direction - 1)
    day = today + timedelta(days=offset)
    return day, day


def _period(unit: Unit, offset: int, today: date) -> tuple[date, date]:
    if unit in ("hour", "minute"):
        return today, today
    if unit == "day":
        day = today + timedelta(days=offset)
        return day, day
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        day = _moved(today.replace(day=1), "month", offset)
        return day, _month_end(day.year, day.month)
    length = _YEARS_IN[unit]
    first = (today.year // length + offset) * length
    return date(first, 1, 1), date(first + length - 1, 12, 31)


def _stretch(unit: Unit, count: int, direction: int, today: date) -> tuple[date, date]:
    if unit in ("decade", "century"):
        side = 1 if direction > 0 else -1
        edges = sorted((_period(unit, side, today), _period(unit, side * count, today)))
        return edges[0][0], edges[-1][1]
    if unit == "hour":
        return _stretch("day", count // 24, direction, today)
    if direction < 0:
        return _moved(today, unit, -count), max(today - _DAY, _moved(today, unit, -count))
    return min(today + _DAY, _moved(today, unit, count)), _moved(today, unit, count)


def _moved(day: date, unit: Unit, count: int) -> date:
    """`day` moved by `count` units; the end of a month stays in the month."""
    if unit == "day":
        return day + timedelta(days=count)
    if unit == "week":
        return day + timedelta(weeks=count)
    if unit in ("hour", "minute"):
        return day
    months = count if unit == "month" else 12 * count * _YEARS_IN[unit]
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= MAXYEAR:
        raise UnsettledError("out of the calendar")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _piece(days: tuple[date, date], index: int, pieces: int) -> tuple[date, date]:
    """A part of a period: by whole months where they divide it, by tens of days in a month, else all days that touch the part."""
    first, last = days
    index = pieces if index < 0 else index
    length = (last - first).days + 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and (last + _DAY).day == 1 and months % pieces == 0:
        step = months // pieces
        return _moved(first, "month", step * (index - 1)), _moved(first, "month", step * index) - _DAY
    if 28 <= length <= 31:
        step = 30 // pieces
        return first + timedelta(days=step * (index - 1)), last if index == pieces else first + timedelta(days=step * index - 1)
    start, stop = length * (index - 1) // pieces, -(-length * index // pieces)
    return first + timedelta(days=start), first + timedelta(days=stop - 1)


def _week_of(days: tuple[date, date], index: int) -> tuple[date, date]:
    """ISO 8601: a week belongs to the month or year that holds its Thursday."""
    first, last = days
    thursday = first + timedelta(days=(3 - first.weekday()) % 7) if index > 0 else last - timedelta(days=(last.weekday() - 3) % 7)
    monday = thursday + timedelta(weeks=index - 1 if index > 0 else index + 1, days=-3)
    return monday, monday + timedelta(days=6)


def _day_of(days: tuple[date, date], number: int) -> tuple[date, date]:
    day = days[0] + timedelta(days=number - 1)
    if day > days[1]:
        raise UnsettledError("the period has no such day")
    return day, day


def _nth_weekday(days: tuple[date, date], weekday: int, nth: int) -> tuple[date, date]:
    first, last = days
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7, weeks=nth - 1)
    if nth < 0:
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    if not first <= day <= last:
        raise UnsettledError("the period has no such weekday")
    return day, day
