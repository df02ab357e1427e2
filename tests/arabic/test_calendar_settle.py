"""Forms set against a day: calendar arithmetic at its edges."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.arabic.calendar import CalendarWords, find_times
from khabar.arabic.calendar.arithmetic import UnsettledError
from khabar.arabic.calendar.forms import (
    Between,
    Bound,
    Date,
    DayOf,
    Form,
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
from khabar.arabic.calendar.qualities import needs_today, precision
from khabar.arabic.calendar.settle import settle

TODAY = date(2016, 3, 31)
YEAR = Date(year=2015)


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        pytest.param(Date(year=2016, month=2), "2016-02-01", "2016-02-29", id="leap-february"),
        pytest.param(Date(month=2, day=29), "2016-02-29", "2016-02-29", id="leap-day-this-year"),
        pytest.param(Date(month=2, day=29, direction=-1), "2016-02-29", "2016-02-29", id="leap-day-past"),
        pytest.param(Date(month=2, day=29, direction=1), "2020-02-29", "2020-02-29", id="leap-day-next"),
        pytest.param(Date(month=12), "2015-12-01", "2015-12-31", id="month-nearest-past"),
        pytest.param(Date(month=3), "2016-03-01", "2016-03-31", id="month-of-today"),
        pytest.param(Date("hijri", 1437, 9), "2016-06-06", "2016-07-05", id="hijri-month"),
        pytest.param(Date("hijri", None, 6, 1), "2016-03-10", "2016-03-10", id="hijri-day-past"),
        pytest.param(Period("month", -1), "2016-02-01", "2016-02-29", id="last-month-from-a-31st"),
        pytest.param(Period("decade", -1), "2000-01-01", "2009-12-31", id="last-decade"),
        pytest.param(Stretch("month", 1, -1), "2016-02-29", "2016-03-30", id="month-back-clipped"),
        pytest.param(Stretch("decade", 2, -1), "1990-01-01", "2009-12-31", id="two-decades"),
        pytest.param(Stretch("hour", 48, 1), "2016-03-31", "2016-04-02", id="hours-from-now-on"),
        pytest.param(Stretch("hour", 24, -1), "2016-03-30", "2016-03-31", id="hours-up-to-now"),
        pytest.param(Shift((("year", 1), ("month", -1))), "2017-02-28", "2017-02-28", id="exact-shift"),
        pytest.param(SeasonOf("winter", YEAR), "2014-12-01", "2015-02-28", id="winter-ends-in-its-year"),
        pytest.param(SeasonOf("summer", None, 1), "2016-06-01", "2016-08-31", id="next-summer"),
        pytest.param(Piece(YEAR, 2, 3), "2015-05-01", "2015-08-31", id="middle-third-of-year"),
        pytest.param(Piece(Date(year=2015, month=2), 3, 3), "2015-02-21", "2015-02-28", id="last-third-of-february"),
        pytest.param(Piece(Period("week", 0), 2, 3), "2016-03-30", "2016-04-01", id="middle-of-week"),
        pytest.param(DayOf(Period("month", 1), 30), "2016-04-30", "2016-04-30", id="day-of-next-month"),
        pytest.param(Week(YEAR, 1), "2014-12-29", "2015-01-04", id="iso-week-one"),
        pytest.param(Week(YEAR, -1), "2015-12-28", "2016-01-03", id="iso-last-week"),
        pytest.param(Weekday(5, within=Date(year=2015, month=1), nth=-1), "2015-01-30", "2015-01-30", id="last-friday"),
        pytest.param(Years(1990, 1999), "1990-01-01", "1999-12-31", id="decade"),
        pytest.param(Rest("month"), "2016-03-31", "2016-03-31", id="rest-of-month-on-its-last-day"),
        pytest.param(Between(Date(month=11), Date(month=2)), "2015-11-01", "2016-02-29", id="over-new-year"),
        pytest.param(Bound("since", YEAR), "2015-01-01", "2016-03-31", id="since"),
        pytest.param(Bound("after", YEAR), "2016-01-01", "2016-03-31", id="after"),
        pytest.param(Bound("before", YEAR), None, "2014-12-31", id="before"),
    ],
)
def test_settles_to_the_days(form: Form, first: str | None, last: str | None) -> None:
    found = settle(form, TODAY)
    assert tuple(day and day.isoformat() for day in found) == (first, last)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(Unresolved(), id="hangs-on-an-event"),
        pytest.param(Date(year=2015, month=4, day=31), id="no-such-day"),
        pytest.param(Date("hijri", 900, 1, 1), id="outside-the-hijri-tables"),
        pytest.param(DayOf(Period("month", 1), 31), id="day-past-the-month"),
        pytest.param(Weekday(7, within=Date(year=2015, month=2), nth=5), id="no-fifth-sunday"),
        pytest.param(Between(Date(year=2015), Date(year=2014)), id="ends-before-it-begins"),
        pytest.param(Period("century", -50), id="before-the-calendar"),
    ],
)
def test_says_when_there_are_no_days(form: Form) -> None:
    with pytest.raises(UnsettledError):
        settle(form, TODAY)


@pytest.mark.parametrize(("form", "relative"), [(Period("day", 0), True), (Date(month=3), True), (YEAR, False), (Bound("since", YEAR), False)])
def test_without_an_article_day_only_what_the_words_fix_is_settled(form: Form, relative: bool) -> None:
    assert needs_today(form) is relative
    if relative:
        with pytest.raises(UnsettledError):
            settle(form, None)
    else:
        assert settle(form, None)[0] == date(2015, 1, 1)


@pytest.mark.parametrize(
    ("form", "expected"),
    [(Date(year=2015, month=4, day=3), "day"), (Date(month=4), "month"), (YEAR, "year"), (Period("week", 0), "week"), (Unresolved(), "unknown")],
)
def test_precision_is_of_the_form(form: Form, expected: str) -> None:
    assert precision(form) == expected


def test_grammar_knows_only_the_words_that_it_is_given() -> None:
    words = CalendarWords.of([("deictics", "أمس", "-1")])
    assert [found.first for found in find_times("أمس في آذار", ("2016-03-31", "2016-03-31"), words)] == ["2016-03-30"]
