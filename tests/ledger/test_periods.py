"""Days and instants as people type them."""

from __future__ import annotations

import pytest

from khabar.ledger.engine import LedgerError
from khabar.ledger.periods import as_of, period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        pytest.param("2016-05-03", "2016-05-03", "2016-05-03", id="a-day"),
        pytest.param("2016-2", "2016-02-01", "2016-02-29", id="a-month"),
        pytest.param("2015", "2015-01-01", "2015-12-31", id="a-year"),
        pytest.param("2015..2016-02", "2015-01-01", "2016-02-29", id="a-stretch"),
        pytest.param("..2015", None, "2015-12-31", id="until"),
        pytest.param("2015-03..", "2015-03-01", None, id="since"),
    ],
)
def test_periods(written: str, first: str | None, last: str | None) -> None:
    assert (period(written).first, period(written).last) == (first, last)


@pytest.mark.parametrize("written", ["", "..", "2016..2015", "2016-13", "2016-02-30", "16", "0000", "yesterday", "2016-05-03T10:00", "2016...2017"])
def test_what_is_no_period(written: str) -> None:
    with pytest.raises(LedgerError, match=r"no day|no stretch"):
        period(written)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        pytest.param("2026-03-01", "2026-03-01T23:59:59.999999Z", id="a-day-to-its-end"),
        pytest.param("2026-03-01T12:30:00", "2026-03-01T12:30:00.000000Z", id="an-instant-of-no-zone"),
        pytest.param("2026-03-01T12:30:00+02:00", "2026-03-01T10:30:00.000000Z", id="an-instant-of-a-zone"),
    ],
)
def test_instants(written: str, instant: str) -> None:
    assert as_of(written) == instant


@pytest.mark.parametrize("written", ["", "then", "2026-13-01", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_instant(written: str) -> None:
    with pytest.raises(LedgerError, match="no instant"):
        as_of(written)
