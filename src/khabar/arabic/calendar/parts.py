"""Rules for parts of longer times: dayparts, thirds, fractions, weeks of a month, the nth weekday."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from khabar.arabic.calendar.bare import bare_day
from khabar.arabic.calendar.dates import date, holiday, month_with_year, weekday, year
from khabar.arabic.calendar.events import beside
from khabar.arabic.calendar.forms import Between, Date, DayOf, NextTo, Parsed, Period, Piece, Unit, Week, Weekday
from khabar.arabic.calendar.qualities import precision
from khabar.arabic.calendar.relative import beside_day, counted, deictic, period
from khabar.arabic.calendar.seasons import decade, index, season
from khabar.arabic.calendar.terms import Stream
from khabar.arabic.numerals import may_start, read_ordinal

_WEEKS = 5
"""No month has more of one weekday: «الجمعة الخامس عشر» is the fifteenth."""


def part_of_day(s: Stream, at: int, depth: int = 3) -> Parsed | None:
    """«مساء السبت», «صباح يوم 9 مارس», «ليل الأحد الاثنين»."""
    term = s.term(at, "dayparts")
    if not term or not depth or (term.definite and s.word(at) != "اليوم"):
        return None
    if next_to := beside(s, at):
        return next_to
    if (day := s.term(term.end, "deictics")) and not day.clitic and s.word(term.end) == "غد":
        return beside_day(s, Parsed(Period("day", 1), day.end))
    inner = (
        deictic(s, term.end)
        or weekday_of(s, term.end)
        or weekday(s, term.end)
        or date(s, term.end)
        or holiday(s, term.end)
        or part_of_day(s, term.end, depth - 1)
        or (bare_day(s, term.end, licensed=True) if s.word(at)[-3:] == "يوم" else None)
    )
    if not inner or any(t.clitic for t in s.terms(term.end).values()):
        return None
    return _night_between(s, inner) if s.word(at).endswith(("ليل", "ليله")) else inner


def _night_between(s: Stream, inner: Parsed) -> Parsed:
    """«ليل السبت الأحد», «ليلة السبت/الأحد»: the night from one day to the next."""
    at = inner.end + s.mark(inner.end, "/-–")
    second = s.bare_term(at, "weekdays")
    if not isinstance(inner.form, Weekday) or not second or not second.definite or int(second.value) % 7 != (inner.form.weekday + 1) % 7:
        return inner
    night = inner.form
    return Parsed(Between(night, NextTo(night, 1)), second.end)


def whole(s: Stream, at: int) -> Parsed | None:
    """A period that can have parts: year, month, week, season, decade; «الشهر» alone is the article's."""
    found = year(s, at, named=True) or month_with_year(s, at) or period(s, at) or season(s, at) or decade(s, at) or holiday(s, at)
    if found:
        return found
    noun = s.term(at, "units")
    if noun and noun.definite and noun.value.endswith(" 1") and not noun.clitic and noun.value != "day 1":
        unit = cast(Unit, noun.value.split()[0])
        return Parsed(Period(unit, 0), noun.end) if unit not in ("hour", "minute") and not s.word(noun.end).startswith("ال") else None
    token = s.digits(at)
    if not token or token.width != 4 or not token.number or not 1900 <= token.number <= 2100:
        return None
    bare = year(s, at)
    return bare if bare and not counted(s, bare.end, token.number) else None


def _inside(s: Stream, at: int) -> Parsed | None:
    """The period after «من» or «في», or right after the part."""
    link = s.link(at, "from", "in")
    if not link or link.clitic:
        return whole(s, at)
    found = whole(s, link.end)
    if found:
        return found
    spoken = year(s, link.end)
    return spoken if spoken and not s.digits(link.end) else None


def part(s: Stream, at: int) -> Parsed | None:
    """«مطلع نيسان الماضي», «أواخر 2014», «النصف الأول من العام», «الأسبوع الثاني من آذار», «أول سبت من أيار»."""
    return _third(s, at) or _fraction(s, at) or weekday_of(s, at) or _weekend(s, at) or _nth_day(s, at) or _nth_week(s, at)


def _third(s: Stream, at: int) -> Parsed | None:
    term = s.term(at, "parts")
    if not term or (term.definite and term.end == at + 1):
        return None
    index, pieces = map(int, term.value.split("/"))
    if s.word(at)[len(term.clitic) :] in ("اول", "اخر"):
        nth = _nth_of(s, term.end, index if index == 1 else -1)
        noun = s.bare_term(term.end, "units")
        if nth or not (s.term(term.end, "months") or (noun and noun.definite)):
            return nth
    inner = _inside(s, term.end) or _fraction(s, term.end)
    return Parsed(Piece(inner.form, index, pieces), inner.end) if inner else None


def _nth_week(s: Stream, at: int) -> Parsed | None:
    """«ثاني جمعة من رمضان», «ثالث أسبوع من آذار»."""
    number = read_ordinal([s.word(at)]) if may_start(s.word(at)) and not s.word(at).startswith("ال") else None
    return _nth_of(s, at + 1, number.value) if number and number.value <= _WEEKS else None


def _nth_day(s: Stream, at: int) -> Parsed | None:
    """«أول أيام عيد الفطر», «اليوم الأول من رمضان», «آخر يوم من العام»: a day counted from the ends of a longer time."""
    which = _counted_day(s, at)
    inner = _inside(s, which[1]) if which else None
    if which and inner and isinstance(inner.form, Date) and inner.form.month and inner.form.day is None and which[0] > 0:
        return Parsed(replace(inner.form, day=which[0]), inner.end)
    return Parsed(DayOf(inner.form, which[0]), inner.end) if which and inner and precision(inner.form) != "day" else None


def _counted_day(s: Stream, at: int) -> tuple[int, int] | None:
    """«اليوم الأول», «ثاني أيام», «آخر يوم»: which day, and the token after it."""
    noun = s.term(at, "units")
    if noun:
        return index(s, noun.end) if noun.value == "day 1" and noun.definite else None
    edge = s.term(at, "parts")
    if edge and s.word(at)[len(edge.clitic) :] in ("اول", "اخر"):
        which = 1 if edge.value == "1/3" else -1
    elif may_start(s.word(at)) and (number := read_ordinal([s.word(at)])):
        which = number.value
    else:
        return None
    noun = s.bare_term(at + 1, "units")
    return (which, noun.end) if noun and not noun.definite and noun.value in ("day 1", "day 0") else None


def _weekend(s: Stream, at: int) -> Parsed | None:
    """«عطلة نهاية الأسبوع الماضي»: Saturday and Sunday of that ISO week."""
    head = s.link(at, "weekend")
    week = whole(s, head.end) if head else None
    if not week or not isinstance(week.form, Period) or week.form.unit != "week":
        return None
    return Parsed(Between(Weekday(6, within=week.form), Weekday(7, within=week.form)), week.end)


def _nth_of(s: Stream, at: int, nth: int) -> Parsed | None:
    """«(أول) يوم سبت في هذا الشهر», «(آخر) أسبوع من رمضان»."""
    noun = s.bare_term(at, "units")
    named = s.bare_term(noun.end if noun and noun.value == "day 1" else at, "weekdays")
    inner = _inside(s, named.end) if named else _inside(s, noun.end) if noun and noun.value == "week 1" else None
    if inner and named:
        return Parsed(Weekday(int(named.value), within=inner.form, nth=nth), inner.end)
    return Parsed(Week(inner.form, nth), inner.end) if inner else None


def _fraction(s: Stream, at: int) -> Parsed | None:
    fraction = s.term(at, "fractions")
    noun = s.term(at, "units")
    head = fraction or noun
    which = index(s, head.end) if head and head.definite else None
    inner = _inside(s, which[1]) if which else None
    if not inner or not which:
        return None
    if fraction:
        pieces = int(fraction.value)
        return Parsed(Piece(inner.form, which[0], pieces), inner.end) if which[0] <= pieces else None
    return Parsed(Week(inner.form, which[0]), inner.end) if noun and noun.value == "week 1" else None


def weekday_of(s: Stream, at: int) -> Parsed | None:
    """«السبت من الأسبوع المقبل», «الأحد الأول من آذار», «الأحد الثاني»."""
    term = s.term(at, "weekdays")
    if not term or not term.definite:
        return None
    which = index(s, term.end)
    end = which[1] if which else term.end
    link = s.link(end, "from", "in")
    inner = whole(s, link.end if link else end) if link or s.link(end, "this") else None
    if which and which[0] > _WEEKS and not s.word(which[1]).isalpha():
        return Parsed(DayOf(Period("month", 0), which[0]), which[1])
    if which and not link and not s.word(which[1]).isalpha():
        return Parsed(Weekday(int(term.value), within=Period("month", 0), nth=which[0]), which[1])
    if inner and which:
        return Parsed(Weekday(int(term.value), within=inner.form, nth=which[0]), inner.end)
    if inner and isinstance(inner.form, Period) and inner.form.unit == "week":
        return Parsed(Weekday(int(term.value), within=inner.form), inner.end)
    return None
