"""Full dates in a stretch of text: day, month and year as Arab pages write them, Gregorian and Hijri, each as an interval of days.

Formats: 17-09-2018, ١٧/٩/٢٠١٨, 2018/09/17, 8 مايو 2011, الـ14 من يونيو من عام 2018, مايو 8, 2011, 3 كانون الثاني/يناير 2014,
12 غشت 2013, 10 رجب 1436هـ; a month and year alone is the whole month. Numbers alone are read day first, as Arab papers write them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from hijridate import Hijri

from khabar.arabic.folding import fold_with_offsets
from khabar.knowledge import pages

_EARLIEST, _LATEST = 1950, 2100
_HIJRI_YEARS = range(1343, 1501)
_DRIFT = 2
"""Days by which a page's Hijri date is off the Umm al-Qura tables."""
_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d|\s?[/\-]\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at `start`..`end` of the text searched; `first` and `last` are the days that it names, the same for a full date."""

    start: int
    end: int
    first: date
    last: date
    hijri: bool = False
    """Whether it is of the Hijri calendar, whose days pages name by tables of their own."""

    @property
    def exact(self) -> bool:
        return self.first == self.last


@cache
def date_words() -> frozenset[str]:
    """Folded words that dates and hours are made of, numbers aside."""
    return frozenset(word for name in (*pages.months(), *pages.clock()) for word in name.split())


def dates_in(text: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """The dates of `text[start:end]` in page order, none overlapping another; offsets are those of `text`."""
    folded = fold_with_offsets(text[start:end])
    found: list[Dated] = []
    for a, b, first, last, hijri in sorted(_all(folded.text), key=lambda f: (f[0], -f[1])):
        begin, stop = folded.original(a, b)
        if not found or start + begin >= found[-1].end:
            found.append(Dated(start + begin, start + stop, first, last, hijri))
    return found


def day_of(found: list[Dated]) -> Dated | None:
    """The first full date; where a Gregorian one within two days stands beside a Hijri one, the Gregorian, which names the day surely."""
    exact = [dated for dated in found if dated.exact]
    beside = (d for d in exact if not d.hijri and exact[0].hijri and abs((d.first - exact[0].first).days) <= _DRIFT)
    return next(beside, exact[0]) if exact else None


def days_without_year(text: str) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, month, day) of the Gregorian days of `text` that stand without a year, as papers write of the last days."""
    folded = fold_with_offsets(text)
    for match in _yearless().finditer(folded.text):
        system, month = pages.months()[" ".join(match["month"].split())]
        if system == "gregorian":
            yield *folded.original(match.start(), match.end()), month, int(match["day"])


def _all(folded: str) -> Iterator[tuple[int, int, date, date, bool]]:
    for match in _NUMERIC.finditer(folded):
        day = _numeric(int(match[1]), int(match[3]), int(match[4]))
        if day:
            yield match.start(), match.end(), day, day, {int(match[1]), int(match[4])} & set(_HIJRI_YEARS) != set()
    for pattern in (_named(), _year_first()):
        for match in pattern.finditer(folded):
            system, number = pages.months()[" ".join(match["month"].split())]
            given = match.groupdict()
            days = _days((system, number), int(given["day"] or given.get("day2") or 0), int(match["year"]))
            if days:
                yield match.start(), match.end(), *days, system == "hijri"


def _numeric(a: int, b: int, c: int) -> date | None:
    """Day, month, year, or the reverse; month before day only where the numbers allow nothing else."""
    year, month, day = (a, b, c) if a > 31 else (c, b, a)
    if month > 12 >= day:
        month, day = day, month
    days = _days(("hijri" if year in _HIJRI_YEARS else "gregorian", month), day, year) if day else None
    return days[0] if days else None


def _days(month: tuple[str, int], day: int, year: int) -> tuple[date, date] | None:
    """The days of one date, or of a whole month where `day` is 0; None for what no calendar has."""
    system, number = month
    try:
        if system == "hijri":
            first = _hijri(year, number, day or 1)
            return first, first if day else _hijri(year, number, Hijri(year, number, 1).month_length())
        if not _EARLIEST <= year <= _LATEST:
            return None
        return date(year, number, day or 1), date(year, number, day or calendar.monthrange(year, number)[1])
    except (ValueError, OverflowError, IndexError):
        return None


def _hijri(year: int, month: int, day: int) -> date:
    """By the Umm al-Qura tables; ValueError or OverflowError outside 1343-1500 AH."""
    return date(*Hijri(year, month, day).to_gregorian().datetuple())


@cache
def _months() -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(pages.months(), key=len, reverse=True))


@cache
def _year_first() -> re.Pattern[str]:
    """«2008 فبراير 18»."""
    return re.compile(rf"(?<![\d/.\-])(?P<year>\d{{4}})\s(?P<month>{_months()})\s(?P<day>\d{{1,2}})(?!\d)(?!\s*[,،/\-]?\s*\d{{4}})")


@cache
def _yearless() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d/.\-])(?P<day>\d{{1,2}})\s*(?:من\s+)?(?:شهر\s+)?(?P<month>{_months()})(?!\w)(?!\s*[,،/(\-–]?\s*\d)")


@cache
def _named() -> re.Pattern[str]:
    names = _months()
    other = rf"(?:(?:\s*[/(\-–]\s*|\s)(?:{names})\s*\)?)?"
    year = r"(?:\s*[,،/\-–]?\s*)(?:من\s+)?(?:(?:ال)?(?:عام|سنه)\s+)?(?<!\d)(?P<year>\d{4})(?!\d)(?:\s?[هم](?!\w))?"
    before = r"(?:(?<![\d\w])(?:ال)?\s?(?P<day>\d{1,2})\s*[-/,،]?\s*(?:من\s+)?(?:شهر\s+)?)?"
    return re.compile(rf"{before}(?<![^\W\d])(?P<month>{names})(?!\w){other}(?:\s+(?P<day2>\d{{1,2}})\s*(?=[,،]))?{year}")
