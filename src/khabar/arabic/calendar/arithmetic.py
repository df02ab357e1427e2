"""Calendar arithmetic: days of months, seasons and units, moved and cut; nothing here knows how a time was worded.

Weeks are ISO 8601 weeks. Hijri dates follow the Umm al-Qura tables (1343 to 1500 AH, by hijridate). Vague parts follow the codebook's
ruling 15: a period's first, middle and last third.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from hijridate import Gregorian, Hijri

from khabar.arabic.calendar.forms import OPEN, Date, Unit

_DAY = timedelta(days=1)
_SOON = timedelta(days=14)
_MONTHS = {"spring": 3, "summer": 6, "autumn": 9}
_YEARS_IN = {"year": 1, "decade": 10, "century": 100}


class UnsettledError(ValueError):
    """The form has no days: it needs a date that is not known, or names one that no calendar has."""


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def dated(form: Date, year: int) -> tuple[date, date]:
    if form.calendar == "hijri":
        return hijri_days(form, year)
    if form.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if form.day is None:
        return date(year, form.month, 1), month_end(year, form.month)
    first = date(year, form.month, form.day)
    return first, first + timedelta(days=form.length - 1)


def hijri_days(form: Date, year: int) -> tuple[date, date]:
    month = form.month or 1
    first = Hijri(year, month, form.day or 1)
    if form.day is not None:
        start = date(*first.to_gregorian().datetuple())
        return start, start + timedelta(days=form.length - 1)
    final = first if form.month else Hijri(year, 12, 1)
    end = Hijri(year, final.month, final.month_length())
    return date(*first.to_gregorian().datetuple()), date(*end.to_gregorian().datetuple())


def hijri_in(form: Date, year: int) -> tuple[date, date]:
    """The Hijri date without a year that begins in the Gregorian year."""
    about = Gregorian(year, 7, 1).to_hijri().year
    for near in (about, about - 1, about + 1):
        days = hijri_days(form, near)
        if days[0].year == year:
            return days
    raise UnsettledError("the year has no such day")


def undated(form: Date, today: date) -> tuple[date, date]:
    """A date without a year: the nearest past one, unless a word says otherwise; a bare day up to a fortnight ahead is ahead."""
    if form.month is None:
        form = replace(form, month=today.month)
        if form.direction is None:
            return dated(form, today.year)
    year = today.year if form.calendar == "gregorian" else Gregorian.fromdate(today).to_hijri().year
    candidates = []
    for near in range(year - 8 if form.day else year - 3, year + 9 if form.day else year + 4):
        try:
            candidates.append(dated(form, near))
        except (ValueError, OverflowError):
            continue
    soon = form.day is not None and form.direction is None
    return nearest(candidates, form.direction, today + _SOON if soon else today)


def nearest(candidates: list[tuple[date, date]], direction: int | None, today: date) -> tuple[date, date]:
    """The candidate that the direction word means; `candidates` are in order."""
    past = [c for c in candidates if c[1] < today]
    ahead = [c for c in candidates if c[0] > today]
    begun = [c for c in candidates if c[0] <= today]
    chosen = {OPEN: [c for c in candidates if c[1] >= today][:1], None: begun[-1:], -1: past[-1:], 1: ahead[:1], -2: past[-2:-1], 2: ahead[1:2]}
    if direction == 0:
        chosen[0] = [min(candidates, key=lambda c: (c[0].year != today.year, abs(c[0] - today)))] if candidates else []
    days = chosen.get(direction, [])
    if not days:
        raise UnsettledError("no such day near the article's")
    return days[0]


def season_days(season: str, year: int) -> tuple[date, date]:
    """Meteorological seasons; the winter of a year is the one that ends in it."""
    if season == "winter":
        return date(year - 1, 12, 1), month_end(year, 2)
    month = _MONTHS[season]
    return date(year, month, 1), month_end(year, month + 2)


def weekday_day(weekday: int, direction: int | None, today: date) -> tuple[date, date]:
    back = (today.isoweekday() - weekday) % 7
    if direction is None:
        offset = -back
    elif direction == 0:
        offset = weekday - today.isoweekday()
    elif direction < 0:
        offset = -(back or 7) - 7 * (-direction - 1)
    else:
        offset = 7 - back + 7 * (direction - 1)
    day = today + timedelta(days=offset)
    return day, day


def unit_days(unit: Unit, offset: int, today: date) -> tuple[date, date]:
    if unit in ("hour", "minute"):
        return today, today
    if unit == "day":
        day = today + timedelta(days=offset)
        return day, day
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        day = moved(today.replace(day=1), "month", offset)
        return day, month_end(day.year, day.month)
    length = _YEARS_IN[unit]
    first = (today.year // length + offset) * length
    return date(first, 1, 1), date(first + length - 1, 12, 31)


def stretch_days(unit: Unit, count: int, direction: int, today: date) -> tuple[date, date]:
    if unit in ("decade", "century"):
        side = 1 if direction > 0 else -1
        edges = sorted((unit_days(unit, side, today), unit_days(unit, side * count, today)))
        return edges[0][0], edges[-1][1]
    if unit == "hour":
        edge = today + timedelta(days=direction * max(1, count // 24))
        return min(today, edge), max(today, edge)
    if direction < 0:
        return moved(today, unit, -count), max(today - _DAY, moved(today, unit, -count))
    return min(today + _DAY, moved(today, unit, count)), moved(today, unit, count)


def moved(day: date, unit: Unit, count: int) -> date:
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


def piece_days(days: tuple[date, date], index: int, pieces: int) -> tuple[date, date]:
    """A part of a period: by whole months where they divide it, by tens of days in a month, else all days that touch the part."""
    first, last = days
    index = pieces if index < 0 else index
    length = (last - first).days + 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and (last + _DAY).day == 1 and months % pieces == 0:
        step = months // pieces
        return moved(first, "month", step * (index - 1)), moved(first, "month", step * index) - _DAY
    if 28 <= length <= 31:
        step = 30 // pieces
        return first + timedelta(days=step * (index - 1)), last if index == pieces else first + timedelta(days=step * index - 1)
    start, stop = length * (index - 1) // pieces, -(-length * index // pieces)
    return first + timedelta(days=start), first + timedelta(days=stop - 1)


def week_of(days: tuple[date, date], index: int) -> tuple[date, date]:
    """ISO 8601: a week belongs to the month or year that holds its Thursday."""
    first, last = days
    thursday = first + timedelta(days=(3 - first.weekday()) % 7) if index > 0 else last - timedelta(days=(last.weekday() - 3) % 7)
    monday = thursday + timedelta(weeks=index - 1 if index > 0 else index + 1, days=-3)
    return monday, monday + timedelta(days=6)


def day_of(days: tuple[date, date], number: int) -> tuple[date, date]:
    day = days[0] + timedelta(days=number - 1) if number > 0 else days[1]
    if day > days[1]:
        raise UnsettledError("the period has no such day")
    return day, day


def nth_weekday(days: tuple[date, date], weekday: int, nth: int) -> tuple[date, date]:
    first, last = days
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7, weeks=nth - 1)
    if nth < 0:
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    if not first <= day <= last:
        raise UnsettledError("the period has no such weekday")
    return day, day
