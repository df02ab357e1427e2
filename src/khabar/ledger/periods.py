"""Stretches of days as people type them: 2016, 2016-05, 2016-05-03, 2016-05..2016-08, ..2015, 2017-03.. ."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from khabar.ledger.engine import LedgerError, instant

_FORM = "write days as 2016-05-03, 2016-05 or 2016, and stretches as 2016-05..2016-08, with a side left out where it is open"
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """ISO days, inclusive; None on an open side."""

    first: str | None
    last: str | None


def period(written: str) -> Period:
    """Raises LedgerError with the form that is wanted."""
    start, dots, end = written.strip().partition("..")
    first, last = _edges(start), _edges(end if dots else start)
    if not (first or last) or (first and last and first[0] > last[1]):
        raise LedgerError(f"{written!r} is no stretch of days", _FORM)
    return Period(first[0] if first else None, last[1] if last else None)


def _edges(written: str) -> tuple[str, str] | None:
    """First and last day of a day, month or year; None for nothing."""
    if not written:
        return None
    match = _DAY.fullmatch(written)
    try:
        if match is None:
            raise ValueError(written)
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        last = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1).isoformat(), date(year, month or 12, day or last).isoformat()
    except ValueError as error:
        raise LedgerError(f"{written!r} is no day", _FORM) from error


def as_of(written: str) -> str:
    """An instant of the ledger: of a day (UTC) its end, else the instant itself, taken as UTC where it names no zone. Raises LedgerError."""
    try:
        moment = datetime.fromisoformat(written)
        if len(written) == len("2026-03-01"):
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return instant(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise LedgerError(f"{written!r} is no day and no instant", "write 2026-03-01 or 2026-03-01T12:30:00+00:00") from error
