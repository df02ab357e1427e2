"""Rules for times with two ends or one open end: «بين … و…», «من … إلى …», «منذ», «حتى», «قبل», «بعد»."""

from __future__ import annotations

from dataclasses import replace

from khabar.arabic.calendar.bare import bare_day, bare_year
from khabar.arabic.calendar.dates import date, day_number, holiday, month, month_with_year, weekday, year
from khabar.arabic.calendar.events import anniversary, event
from khabar.arabic.calendar.forms import (
    OPEN,
    Between,
    Bound,
    Date,
    DayOf,
    Following,
    Form,
    Parsed,
    Period,
    Piece,
    SeasonOf,
    Shift,
    Stretch,
    Unresolved,
    Weekday,
)
from khabar.arabic.calendar.parts import part, part_of_day
from khabar.arabic.calendar.relative import ago, deictic, period, quantity, rest, tomorrow
from khabar.arabic.calendar.seasons import decade, season
from khabar.arabic.calendar.terms import Stream

_DASHES = "-–—"
_DEFINITE = ("ال", "لل")
_LONGEST_HAPPENING = 4
"""Words that tell a happening between its noun and its day: «اندلاع الحرب الأهلية في سوريا عام 2011»."""
_LONGEST_LIST = 16
"""Tokens: keeps a page of numbers joined by «و» linear."""


def point(s: Stream, at: int) -> Parsed | None:
    """One time, without a linking word before it. «الأحد الأول من آذار» is tried before «الأحد»: the longest reading stands first."""
    if not s.opens(at):
        return None
    readings = (
        date(s, at),
        part(s, at),
        part_of_day(s, at),
        deictic(s, at),
        weekday(s, at),
        holiday(s, at),
        decade(s, at),
        season(s, at),
        period(s, at),
        rest(s, at),
        event(s, at),
        anniversary(s, at),
        month_with_year(s, at),
        None if s.link(at, "from", "in") else year(s, at, named=True),
    )
    found = [reading for reading in readings if reading]
    return max(found, key=lambda reading: reading.end) if found else None


def expression(s: Stream, at: int) -> Parsed | None:
    """The time that opens at token `at`, linking word included, or None."""
    return (
        _from_now(s, at)
        or _between(s, at)
        or _from_to(s, at)
        or _bound(s, at)
        or _ahead(s, at)
        or _two_ends(s, at, joined=False)
        or _days(s, at)
        or _month_first(s, at)
        or _within_week(s, at)
        or point(s, at)
    )


def _within_week(s: Stream, at: int) -> Parsed | None:
    """«الأسبوع الجاري بين الأحد والخميس»."""
    week = period(s, at)
    if not week or not isinstance(week.form, Period) or week.form.unit != "week":
        return None
    days = _between(s, week.end) or _from_to(s, week.end)
    if not days or not isinstance(days.form, Between):
        return None
    first, last = days.form.first, days.form.last
    if not isinstance(first, Weekday) or not isinstance(last, Weekday):
        return None
    return Parsed(Between(replace(first, within=week.form), replace(last, within=week.form)), days.end)


def licensed(s: Stream, at: int) -> Parsed | None:
    """A bare year after «في», «خلال» or an opening bracket, or a bare day."""
    before = s.word(at - 1)
    linked = s.link(at - 1, "in", "within", "throughout", "by")
    if linked or (before == "(" and s.mark(at + 1, ")-–")):
        return _two_ends(s, at, joined=linked is not None) or bare_year(s, at) or bare_day(s, at)
    return bare_day(s, at)


def _between(s: Stream, at: int) -> Parsed | None:
    link = s.link(at, "between")
    years = s.link(link.end if link else at, "years")
    return _two_ends(s, years.end if years else link.end if link else at, joined=True) if link or years else None


def _from_to(s: Stream, at: int) -> Parsed | None:
    link = s.link(at, "from")
    return _two_ends(s, link.end, joined=False) if link else None


def _from_now(s: Stream, at: int) -> Parsed | None:
    """«من الآن وحتى الجمعة», «بين الآن ونهاية العام»: from the article's day to one that is to come."""
    between = s.link(at, "between")
    now = s.link(between.end, "present") if between else s.link(at, "now")
    after = _past_joiner(s, now.end, joined=between is not None) if now else None
    last = _end_point(s, after) if after is not None else None
    if not last or isinstance(last.form, Unresolved) or (isinstance(last.form, Period) and last.form.offset < 0):
        return None
    return Parsed(Between(Period("day", 0), _coming(last.form)), last.end)


def _end_point(s: Stream, at: int) -> Parsed | None:
    return point(s, at) or bare_year(s, at) or tomorrow(s, at)


def _two_ends(s: Stream, at: int, *, joined: bool) -> Parsed | None:
    """Two times with «إلى», «حتى», a dash or (`joined`) «و» between them; the first may leave month or year to the second."""
    for left in (_end_point(s, at), _number(s, at)):
        after = _past_joiner(s, left.end, joined=joined) if left else None
        if not left or after is None:
            continue
        right = _end_point(s, after)
        beside = right and s.mark(left.end, _DASHES) and isinstance(left.form, Period) and isinstance(right.form, Weekday)
        form = _ends(left.form, right.form) if right and not beside else None
        if right and form:
            return Parsed(form, right.end)
    return None


def _number(s: Stream, at: int) -> Parsed | None:
    """A day of the month that stands without its month."""
    day = day_number(s, at)
    return Parsed(Date(day=day[0]), day[1]) if day else None


def _past_joiner(s: Stream, at: int, *, joined: bool) -> int | None:
    """The token after the word that joins two ends; «و» may be written on the next word, which then stays where it is."""
    link = s.link(at, "to")
    if link:
        return link.end
    if s.mark(at, _DASHES):
        return at + 1
    if joined and s.word(at).startswith("و"):
        return at + (s.word(at) == "و")
    return None


def _ends(left: Form, right: Form) -> Form | None:  # noqa: PLR0911  one line a pair of forms
    """Both ends as one form, each lending the other the month or year that it leaves out; None where they do not fit."""
    match left, right:
        case Date(month=None, year=None, day=int(day)), Date(day=int()):
            return Between(replace(right, day=day), right)
        case Date(month=None, year=None, day=int(day)), DayOf(of=of):
            return Between(DayOf(of, day), right)
        case Date(month=int(), day=int()), DayOf(of=Following(unit="month", offset=0), day=day):
            return Between(left, replace(left, day=day))
        case (Date(month=None, year=None), _) | (Date(day=int(), year=None), Date(month=None)):
            return None
        case Date(month=int(first), year=None, direction=None), Date(month=int(second), year=year):
            year = year - 1 if year and first > second else year
            return Between(replace(left, year=year, direction=right.direction), right)
        case Date(month=int(first), year=int(year)), Date(month=int(second), year=None, direction=None):
            return Between(left, replace(right, year=year + (first > second)))
        case (Unresolved(), _) | (_, Unresolved()):
            return Unresolved()
        case Weekday(direction=None, within=None), Weekday(direction=direction, within=within, nth=1):
            return Between(replace(left, direction=direction, within=within), right)
        case (Date() | DayOf() | Period() | Piece() | Weekday(), Date() | DayOf() | Period() | Piece() | Weekday()):
            return Between(left, right)
    return None


def _bound(s: Stream, at: int) -> Parsed | None:
    """«منذ …», «حتى …», «قبل …», «بعد …», «بحلول …»."""
    part_of_a_day = s.term(at, "dayparts")
    if s.term(at, "deictics") or (part_of_a_day and part_of_a_day.end > at + 1):
        return None
    for side in ("since", "before", "after"):
        link = s.link(at, side)
        if not link:
            continue
        sign = 1 if side == "after" else -1
        found = ago(s, link.end, sign, hangs=side != "since")
        if found and side == "since":
            measured = isinstance(found.form, Shift) and s.link(found.end - 2, "now") is not None
            return found if measured or isinstance(found.form, Unresolved) else Parsed(Bound("since", found.form), found.end)
        found = found or _bounded(s, link.end, side) or (_since_happening(s, link.end) if side == "since" else None)
        if found:
            return found
    link = s.link(at, "until", "by")
    found = _end_point(s, link.end) if link else None
    if not link or not found:
        return None
    return Parsed(_coming(found.form) if link.value == "by" else found.form, found.end)


def _bounded(s: Stream, at: int, side: str) -> Parsed | None:
    inner = _end_point(s, at)
    if not inner or isinstance(inner.form, Unresolved):
        return inner
    if side == "since":
        return Parsed(Bound("since", inner.form), inner.end)
    if side == "after":
        return Parsed(Bound("after", inner.form), inner.end)
    if isinstance(inner.form, Piece) and inner.form.index in (-1, inner.form.pieces):
        return Parsed(Bound("before", replace(inner.form, of=_coming(inner.form.of, OPEN))), inner.end)
    feast = isinstance(inner.form, SeasonOf) or (isinstance(inner.form, Date) and (inner.form.calendar == "hijri" or inner.form.length > 1))
    return Parsed(Bound("before", _coming(inner.form) if feast else inner.form), inner.end)


def _since_happening(s: Stream, at: int) -> Parsed | None:
    """«منذ بدء العملية في 20 آب», «منذ اندلاع الحرب قبل عامين»: a beginning, told by definite words alone, and its day right after them.

    `at`: the token after «منذ».
    """
    noun = s.term(at, "beginnings")
    if not noun or noun.definite or noun.clitic:
        return None
    end = noun.end
    while end <= noun.end + _LONGEST_HAPPENING:
        link, before = s.link(end, "in"), s.link(end, "before")
        when = ago(s, before.end, -1, hangs=True) if before else _end_point(s, link.end if link else end)
        if when:
            return None if isinstance(when.form, Unresolved) else Parsed(Bound("since", when.form), when.end)
        construct = end == noun.end and s.word(end + 1).startswith(_DEFINITE)
        if not link and not construct and not s.word(end).startswith(_DEFINITE):
            return None
        end = link.end + 1 if link else end + 1
    return None


def _coming(form: Form, way: int = 1) -> Form:
    """«بحلول نيسان», «قبل رمضان», «قبل نهاية أبريل»: with nothing else to say which, the next one, or one not yet over, is meant."""
    match form:
        case Date(year=None, direction=None) | SeasonOf(year=None, direction=None) | Weekday(direction=None, within=None):
            return replace(form, direction=way)
    return form


def _ahead(s: Stream, at: int) -> Parsed | None:
    """«في غضون أسبوعين» runs ahead; «خلال يومين» may run either way and stays unresolved."""
    link = s.link(at, "ahead", "within")
    amount = quantity(s, link.end) if link else None
    if not link or not amount or point(s, link.end):
        return None
    form: Form = Stretch(amount.unit, amount.high, 1) if link.value == "ahead" else Unresolved()
    return Parsed(form, amount.end)


def _month_first(s: Stream, at: int) -> Parsed | None:
    """«يناير 4-22، 1995»."""
    named = month(s, at)
    first = _number(s, named.end) if named else None
    after = _past_joiner(s, first.end, joined=False) if first else None
    last = _number(s, after) if after is not None else None
    if not named or not first or not last or not isinstance(first.form, Date):
        return None
    comma = s.mark(last.end, "،,")
    when = year(s, last.end + comma, named.calendar)
    if not when or not isinstance(when.form, Date) or not isinstance(last.form, Date):
        return None
    whole = Date(named.calendar, when.form.year, named.number)
    return Parsed(Between(replace(whole, day=first.form.day), replace(whole, day=last.form.day)), when.end)


def _days(s: Stream, at: int) -> Parsed | None:
    """«14 و15 و16 أفريل الجاري», «السبت والأحد»: a list of days is one stretch."""
    first = _number(s, at)
    end = first.end if first else at
    while first and end < at + _LONGEST_LIST and s.word(end).startswith("و"):
        following = end + (s.word(end) == "و")
        last = date(s, following)
        form = _ends(first.form, last.form) if last else None
        if last and form:
            return Parsed(form, last.end)
        number = _number(s, following)
        if not number:
            break
        end = number.end
    left = weekday(s, at)
    if left and left.end == at + 1 and s.term(left.end, "weekdays") and s.word(left.end).startswith("و"):
        right = weekday(s, left.end)
        if right and isinstance(right.form, Weekday) and isinstance(left.form, Weekday):
            return Parsed(Between(replace(left.form, direction=right.form.direction), right.form), right.end)
    return None
