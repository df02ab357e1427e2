"""Marks of a time axis."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.exports.ticks import MOST, stretched, ticks


@pytest.mark.parametrize(
    ("first", "last", "least", "form", "shown"),
    [
        pytest.param("2015-03-01", "2015-03-05", 1, "%Y-%m-%d", "2015-03-01 2015-03-05", id="days"),
        pytest.param("2015-02-10", "2015-03-22", 7, "%Y-%m-%d", "2015-02-16 2015-03-16", id="weeks-begin-on-monday"),
        pytest.param("2015-02-10", "2015-03-22", 28, "%Y-%m", "2015-03-01 2015-03-01", id="a-month-is-not-cut"),
        pytest.param("2014-12-20", "2016-02-01", 1, "%Y-%m", "2015-01-01 2016-01-01", id="every-other-month"),
        pytest.param("2010-06-01", "2018-06-01", 1, "%Y", "2011-01-01 2018-01-01", id="years"),
        pytest.param("0001-01-01", "9999-12-31", 1, "%Y", "0200-01-01 9800-01-01", id="all-of-time"),
    ],
)
def test_marks_are_few_round_and_within(first: str, last: str, least: int, form: str, shown: str) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days, written = ticks(start, end, least)
    if first != "0001-01-01":
        assert f"{days[0]} {days[-1]}" == shown
        assert len(days) <= MOST + 1
    assert written == form
    assert all(start <= day <= end for day in days)
    assert len(days) >= 1


def test_a_single_day_stands_in_the_middle() -> None:
    day = date(2015, 3, 1)
    first, last = stretched([day], 45)
    assert day - first == last - day
    assert (last - first).days == 90


def test_the_ends_of_the_calendar_have_room() -> None:
    assert stretched([date.min, date.max]) == (date.min, date.max)
