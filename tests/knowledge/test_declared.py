"""Days as a field declares them: what is a day, a month or a year, and what is none."""

from __future__ import annotations

import pytest

from khabar.knowledge.declared import declared_days


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        pytest.param("2016-05-01", "2016-05-01", "2016-05-01", id="a-day"),
        pytest.param("2016-02", "2016-02-01", "2016-02-29", id="a-month"),
        pytest.param("2016", "2016-01-01", "2016-12-31", id="a-year"),
        pytest.param("2016-05-01T23:59:59+03:00", "2016-05-01", "2016-05-01", id="with-a-time"),
        pytest.param("2024/06/03", "2024-06-03", "2024-06-03", id="year-first-with-slashes"),
        pytest.param("2024.6.3", "2024-06-03", "2024-06-03", id="year-first-with-points"),
        pytest.param("٢٠٢٤/٠٦/٠٣", "2024-06-03", "2024-06-03", id="in-arabic-digits"),
        pytest.param("2024/06/03 10:00", "2024-06-03", "2024-06-03", id="year-first-with-a-time"),
        pytest.param("1445/11/26", "2024-06-03", "2024-06-03", id="a-hijri-year-first"),
        pytest.param("1 أيار 2016", "2016-05-01", "2016-05-01", id="in-words"),
        pytest.param("Sun, 01 May 2016 10:00:00 +0000", "2016-05-01", "2016-05-01", id="of-a-mail"),
    ],
)
def test_a_day_is_read(value: str, first: str, last: str) -> None:
    found = declared_days(value)
    assert found is not None
    assert tuple(map(str, found)) == (first, last)


@pytest.mark.parametrize("value", [
        "2024-13-45", "2024-02-30", "0000-00-00", "1717400000", "soon", "منذ ساعتين", "9999", "2024/13/45", "2024/06", "2024-W23", "2024-156",
        "2024_06_03", "2024 06 03", "2024, more or less",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(value: str) -> None:
    assert declared_days(value) is None
