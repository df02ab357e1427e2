"""Rules for calendar dates: years, months, days of a month, weekdays, numeric dates, holidays, Gregorian and Hijri."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from khabar.arabic.calendar.forms import CalendarName, Date, DayOf, Following, Form, InYear, Parsed, Period, Piece, Unit, Unresolved, Weekday
from khabar.arabic.calendar.numeric import DAY_PREFIXES, numeric
from khabar.arabic.calendar.terms import Stream, Term

SAME, NEXT = 8, 9
"""Directions of «نفسه» and «التالي»: they point to the time that the text spoke of last, not to the article's day."""
_LAST_HIJRI = 1600
"""No Hijri year of the press is greater, no Gregorian one beside a Hijri month smaller."""
_COMMAS = "،,."
_SHARES = ("%", "٪", ".", "-", "/", "،", ",")
"""Marks after digits that make them no day: «يناير 12%», «يناير 12.5»."""
_OWNED = re.compile("(?:ها|هم|هما|نا|ه)$")


class Month(NamedTuple):
    calendar: CalendarName
    number: int
    end: int
    sure: bool


def direction(s: Stream, at: int) -> tuple[int, int] | None:
    """«الماضي», «المقبل», … at `at`: its value and the token after it."""
    term = s.bare_term(at, "directions")
    loose = term and (int(term.value) in (SAME, NEXT) or s.word(at) in ("قبل", "بعد", "ما"))
    return (int(term.value), term.end) if term and (term.definite or loose) else None


def unit_at(unit: Unit, way: int) -> Form:
    """The unit that a direction word means."""
    return Following(unit, way - SAME) if way in (SAME, NEXT) else Period(unit, way)


def year(s: Stream, at: int, calendar: CalendarName = "gregorian", *, named: bool = False) -> Parsed | None:
    """«عام 2011», «من عام ألفين وسبعة», «2011», «1437هـ»; «العام الماضي» when it follows a month. `named` asks for the word «عام»."""
    link = s.link(at, "from", "in")
    start = link.end if link else at
    this = s.link(start, "this")
    noun = s.term(this.end if this else start, "units")
    if noun and noun.value == "year 1" and not is_title(s, this.end if this else start):
        way = direction(s, noun.end)
        if way or this:
            value, end = way or (0, noun.end)
            return Parsed(unit_at("year", value), end)
        return _year_number(s, noun.end, calendar, lowest=300)
    if named or this:
        return None
    return _year_number(s, start, calendar, lowest=1300 if calendar == "hijri" else 1500 if link else 1000)


def is_title(s: Stream, at: int) -> bool:
    """«الأمين العام السابق», «أمينها العام» hold no year: there «العام» is an adjective."""
    if s.word(at) not in ("العام", "عام") or at == 0 or s.digits(at + 1):
        return False
    before = s.term(at - 1, "names")
    if before:
        return before.value == "title"
    return s.means(_OWNED.sub("", s.word(at - 1)), "names", "title")


def _year_number(s: Stream, at: int, calendar: CalendarName, lowest: int) -> Parsed | None:
    token = s.digits(at)
    if token and token.number is not None:
        if token.before not in DAY_PREFIXES or token.width not in (3, 4) or not lowest <= token.number <= 2200 or token.after not in ("", "ه", "م"):
            return None
        hijri = token.after == "ه" or s.word(at + 1) in ("ه", "هجري", "هجريه") or (calendar == "hijri" and token.after != "م")
        end = at + 1 + (s.word(at + 1) in ("ه", "هجري", "هجريه", "م", "ميلادي", "ميلاديه"))
        if s.mark(end, "/") and (other := s.digits(end + 1)) and other.after in ("م", "ه"):
            end += 2
        return Parsed(Date("hijri" if hijri else "gregorian", token.number), end)
    spoken = s.cardinal(at)
    if spoken and 1000 <= spoken.value <= 2200:
        return Parsed(Date("gregorian", spoken.value), spoken.end)
    pair = s.cardinal(spoken.end) if spoken and 10 <= spoken.value <= 20 else None
    if spoken and pair and 10 <= pair.value <= 99:
        return Parsed(Date("gregorian", 100 * spoken.value + pair.value), pair.end)
    return None


def month(s: Stream, at: int) -> Month | None:
    """«أيار», «شهر رمضان», «تموز/يوليو», «يوليو (تموز)»."""
    noun = s.term(at, "units")
    named = noun is not None and noun.value == "month 1"
    term = s.term(noun.end if noun and named else at, "months")
    if not term:
        return None
    calendar, number = term.value.split()
    bare = term.end == at + 1 and s.term(at, "homographs")
    sure = named or not bare or s.text[term.start : term.start + 2] == "آب"
    for opening, closing in (("(", ")"), ("[", "]"), ("/", ""), ("-", ""), ("–", ""), ("\\", "")):
        if s.word(term.end) == opening and (second := s.bare_term(term.end + 1, "months")) and (not closing or s.word(second.end) == closing):
            return Month(_calendar(calendar), int(number), second.end + bool(closing), sure=True)
    return Month(_calendar(calendar), int(number), term.end, sure)


def _calendar(name: str) -> CalendarName:
    return "hijri" if name == "hijri" else "gregorian"


def month_with_year(s: Stream, at: int, day: int | None = None) -> Parsed | None:
    """A month with the year or direction after it, as a date on `day`: «آذار الماضي», «مايو 2013», «نيسان من هذا العام»."""
    found = month(s, at)
    if not found:
        return None
    bare = Date(found.calendar, None, found.number, day)
    way = direction(s, found.end)
    if way:
        return Parsed(Unresolved() if way[0] in (SAME, NEXT) else replace(bare, direction=way[0]), way[1])
    end = found.end + (s.mark(found.end, _COMMAS) and s.digits(found.end + 1) is not None)
    after = year(s, end, found.calendar)
    if after and isinstance(after.form, Period):
        return Parsed(_in_year(bare, after.form), after.end)
    if after and isinstance(after.form, Date):
        return Parsed(_of_year(bare, after.form), after.end)
    if after:
        return Parsed(Unresolved(), after.end)
    return Parsed(bare, found.end, found.sure)


def _of_year(date: Date, when: Date) -> Form:
    """The date in a numbered year, which may be of the other calendar: «رمضان 2014», «عيد الأضحى عام 2014»."""
    if date.calendar == "hijri" and when.year and when.year > _LAST_HIJRI:
        return InYear(date, replace(when, calendar="gregorian"))
    return replace(date, year=when.year)


def _in_year(date: Date, when: Period) -> Form:
    """The month or day of a relative year, as a piece of that year."""
    if date.calendar == "hijri":
        return replace(date, direction=0) if when.offset == 0 else InYear(date, when)
    whole = Piece(when, date.month or 1, 12)
    return DayOf(whole, date.day) if date.day else whole


def day_number(s: Stream, at: int) -> tuple[int, int] | None:
    """A day of the month: «20», «الـ20», «الأول», «الحادي والعشرين», «غرة»; with the token after it."""
    token = s.digits(at)
    if token and token.number is not None:
        good = token.width <= 2 and 1 <= token.number <= 31 and not token.after and token.before in DAY_PREFIXES
        return (token.number, at + 1) if good else None
    spoken = s.ordinal(at) or s.cardinal(at)
    if spoken and 1 <= spoken.value <= 31:
        return spoken.value, spoken.end
    first = s.link(at, "first")
    return (1, first.end) if first else None


def date(s: Stream, at: int) -> Parsed | None:
    """A day and a month in either order, or a numeric date, with the year where there is one."""
    found = _plain(s, at)
    same = s.link(found.end + s.mark(found.end, "،("), "same") if found else None
    other = _plain(s, same.end) if same else None
    if found and other and isinstance(other.form, Date):
        return Parsed(other.form if other.form.calendar == "gregorian" else found.form, other.end)
    return found


def _plain(s: Stream, at: int) -> Parsed | None:
    return numeric(s, at) or _day_month(s, at) or _month_day(s, at)


def _day_month(s: Stream, at: int) -> Parsed | None:
    day = day_number(s, at)
    if not day:
        return None
    number, end = day
    if s.mark(end, "./-–"):
        end += 1
    joiner = s.link(end, "from", "in")
    end = joiner.end if joiner and not joiner.clitic else end
    found = month_with_year(s, end, number)
    if found:
        dotted = s.mark(found.end, ".") and isinstance(found.form, Date) and found.form.year is None
        after = year(s, found.end + 1) if dotted and s.mark(day[1], ".") else None
        if after and isinstance(after.form, Date) and isinstance(found.form, Date):
            return Parsed(replace(found.form, year=after.form.year), after.end)
        return Parsed(found.form, found.end)
    return _day_of_month(s, end, number)


def _day_of_month(s: Stream, at: int, number: int) -> Parsed | None:
    """«(السادس من) الشهر المقبل», «(4) هذا الشهر»."""
    this = s.link(at, "this")
    now = None if this else direction(s, at)
    if now and ((now[0] in (-1, 0, 1) and s.link(at - 1, "from")) or (now[0] == 0 and s.digits(at - 1))):
        return Parsed(DayOf(Period("month", now[0]), number), now[1])
    same = s.link(at, "same one")
    noun = s.bare_term(this.end if this else same.end if same else at, "units")
    if not noun or noun.value != "month 1" or not noun.definite:
        return None
    way = (SAME, noun.end) if same else direction(s, noun.end)
    if not way and not this:
        return None
    value, end = way or (0, noun.end)
    return Parsed(DayOf(unit_at("month", value), number), end)


def _month_day(s: Stream, at: int) -> Parsed | None:
    """«شباط الرابع عشر، 2012», «سبتمبر 11، 2001», «حزيران ثمانية عشر»: digits only with a year after them."""
    found = month(s, at)
    joined = found.end + s.mark(found.end, "-/") if found else at
    day = day_number(s, joined) if found else None
    if not found or not day or s.word(found.end) == "اول":
        return None
    comma = s.mark(day[1], _COMMAS)
    after = year(s, day[1] + comma, found.calendar)
    form = Date(found.calendar, None, found.number, day[0])
    if after and isinstance(after.form, Date):
        return Parsed(replace(form, year=after.form.year), after.end)
    spoken = (not s.word(day[1]).isalnum() or s.link(day[1], "to")) and (not s.digits(joined) or s.word(day[1]) not in _SHARES)
    return Parsed(form, day[1]) if spoken else None


def weekday(s: Stream, at: int) -> Parsed | None:
    """«الأحد», «السبت الماضي», «الثلاثاء 22 مايو 2018», «السبت 13», «السبت من الأسبوع المقبل», «الأحد الأول من آذار»."""
    term = s.term(at, "weekdays")
    if not term:
        this = s.link(at, "this")
        term = s.bare_term(this.end, "weekdays") if this else None
        return Parsed(Weekday(int(term.value), 0), term.end) if term and term.definite else None
    return _weekday(s, term) if term.definite else None


def _weekday(s: Stream, term: Term) -> Parsed | None:
    number, end = int(term.value), term.end
    if s.word(end) in ("عشر", "معا"):
        return None
    for gap in (end, end + s.mark(end, "،,:-–("), end + (s.link(end, "in") is not None), end + (s.link(end, "same") is not None)):
        full = date(s, gap)
        if full and not s.bare_term(gap, "weekdays"):
            return Parsed(full.form, full.end + (s.word(end) == "(" and s.word(full.end) == ")"))
    way = direction(s, end)
    if way:
        full = date(s, way[1] + s.mark(way[1], "،,"))
        if full and isinstance(full.form, Date) and full.form.month:
            return full
        return Parsed(Unresolved() if way[0] in (SAME, NEXT) else Weekday(number, way[0]), way[1])
    day = _its_day(s, end)
    if day:
        return Parsed(DayOf(Period("month", 0), day[0]), day[1])
    return Parsed(Weekday(number), end)


def _its_day(s: Stream, at: int) -> tuple[int, int] | None:
    """The day of the month beside a weekday: «(السبت) 13», «(الجمعة) في خمسة عشر»; not «(السبت) 13 جنديا»."""
    link = s.link(at, "in")
    day = s.digits(at) or (link and s.digits(link.end))
    spoken = s.cardinal(link.end) if link and not day else None
    found = (day.number or 0, at + 1 + bool(link)) if day and day.width <= 2 and not day.before else spoken
    closed = found and (not s.word(found[1]).isalnum() or (not link and s.link(found[1], "to")))
    return (found[0], found[1]) if found and closed and 1 <= found[0] <= 31 else None


def holiday(s: Stream, at: int) -> Parsed | None:
    """«عيد الأضحى», «رأس السنة», with «المقبل» or a year."""
    term = s.term(at, "holidays")
    if not term:
        return None
    calendar, number, day, length = term.value.split()
    form = Date(_calendar(calendar), None, int(number), int(day), length=int(length))
    way = direction(s, term.end)
    if way:
        return Parsed(replace(form, direction=way[0]), way[1]) if way[0] not in (SAME, NEXT) else None
    after = year(s, term.end, form.calendar, named=s.digits(term.end) is None)
    if after and isinstance(after.form, Date):
        return Parsed(_of_year(form, after.form), after.end)
    return Parsed(form, term.end)
