"""EDTF text of forms and days: what one date can hold, and what needs an interval."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.arabic.calendar.edtf import edtf
from khabar.arabic.calendar.forms import Between, Bound, Date, Form, Named, Period, Piece, SeasonOf, Stretch, Years

YEAR = Date(year=2015)
D = date.fromisoformat


@pytest.mark.parametrize(
    ("form", "first", "last", "expected"),
    [
        pytest.param(Date(year=2015, month=4, day=3), "2015-04-03", "2015-04-03", "2015-04-03", id="day"),
        pytest.param(Date(year=2015, month=4), "2015-04-01", "2015-04-30", "2015-04", id="month"),
        pytest.param(Date("hijri", 1436, 9), "2015-06-18", "2015-07-16", "2015-06-18/2015-07-16", id="hijri-month"),
        pytest.param(Period("month", -1), "2016-02-01", "2016-02-29", "2016-02", id="last-month"),
        pytest.param(Period("week", -1), "2016-02-01", "2016-02-07", "2016-02-01/2016-02-07", id="last-week"),
        pytest.param(YEAR, "2015-01-01", "2015-12-31", "2015", id="year"),
        pytest.param(SeasonOf("winter", YEAR), "2014-12-01", "2015-02-28", "2015-24", id="winter-by-the-year-it-ends-in"),
        pytest.param(Years(1980, 1989), "1980-01-01", "1989-12-31", "198X", id="decade"),
        pytest.param(Years(1800, 1899), "1800-01-01", "1899-12-31", "18XX", id="century"),
        pytest.param(Years(1985, 1994), "1985-01-01", "1994-12-31", "1985/1994", id="ten-years-that-are-no-decade"),
        pytest.param(Stretch("decade", 2, -1), "1990-01-01", "2009-12-31", "1990/2009", id="two-decades"),
        pytest.param(Piece(YEAR, 2, 4), "2015-04-01", "2015-06-30", "2015-04/2015-06", id="quarter-in-months"),
        pytest.param(Piece(Date(year=2015, month=6), 1, 3), "2015-06-01", "2015-06-10", "2015-06-01/2015-06-10", id="third-of-a-month-in-days"),
        pytest.param(Between(Date(year=2003), Date(year=2006)), "2003-01-01", "2006-12-31", "2003/2006", id="years"),
        pytest.param(Bound("before", YEAR), None, "2014-12-31", "../2014", id="before"),
        pytest.param(Bound("since", YEAR), "2015-01-01", None, "2015/..", id="since"),
        pytest.param(Bound("since", YEAR), "2015-01-01", "2016-03-31", "2015/2016-03-31", id="since-to-a-day"),
        pytest.param(Bound("since", Date(year=2015, month=1, day=1)), "2015-01-01", None, "2015-01-01/..", id="since-a-day"),
        pytest.param(Named("2006-07-12", "2006-08-14"), "2006-07-12", "2006-08-14", "2006-07-12/2006-08-14", id="named"),
        pytest.param(Date(month=4), None, None, None, id="no-days"),
    ],
)
def test_writes_the_form_in_its_days(form: Form, first: str | None, last: str | None, expected: str | None) -> None:
    assert edtf(form, (D(first) if first else None, D(last) if last else None)) == expected


@pytest.mark.parametrize(
    ("about", "unsure", "expected"), [(True, False, "2015-04~"), (False, True, "2015-04-01?/2015-04-30?"), (False, False, "2015-04")]
)
def test_marks_what_is_approximate_or_uncertain(about: bool, unsure: bool, expected: str) -> None:
    assert edtf(Date(year=2015, month=4), (D("2015-04-01"), D("2015-04-30")), about=about, unsure=unsure) == expected
