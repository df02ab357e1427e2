"""What a form says by itself: how exact it is, and whether it hangs on the article's day."""

from __future__ import annotations

from khabar.arabic.calendar.forms import (
    Between,
    Bound,
    Date,
    DayOf,
    Fixed,
    Following,
    Form,
    InYear,
    Named,
    NextTo,
    Period,
    Piece,
    Rest,
    SeasonOf,
    Shift,
    Stretch,
    Unresolved,
    Week,
    Weekday,
)
from khabar.records.article import Precision


def precision(form: Form) -> Precision:  # noqa: PLR0911, PLR0912  one line a form
    match form:
        case Date(day=int(), length=1) | Weekday() | DayOf():
            return "day"
        case Date(month=int(), day=None):
            return "month"
        case Date(month=None):
            return "year"
        case Period(unit="day" | "week" | "month" | "year" as unit) | Fixed(unit="day" | "week" | "month" | "year" as unit):
            return unit
        case Period(unit="hour" | "minute") | Between(first=Period(unit="hour" | "minute")):
            return "day"
        case InYear(of=of):
            return precision(of)
        case SeasonOf():
            return "season"
        case Week():
            return "week"
        case Piece(of=Date(month=None) | Period(unit="year"), pieces=12):
            return "month"
        case Named(first, last) if first == last:
            return "day"
        case Shift() | NextTo():
            return "day"
        case Unresolved() | Following():
            return "unknown"
        case _:
            return "range"


def needs_today(form: Form) -> bool:
    """Whether the days depend on the article's day."""
    match form:
        case Date(year=None) | Period() | Rest() | Stretch() | Shift() | Unresolved() | Following() | Weekday(within=None) | SeasonOf(year=None):
            return True
        case Between(earlier, later):
            return needs_today(earlier) or needs_today(later)
        case Piece(of=of) | DayOf(of=of) | Week(of=of) | Bound(of=of) | NextTo(of=of) | SeasonOf(year=of) | InYear(year=of) | Weekday(within=of) if (
            of is not None
        ):
            return needs_today(of)
        case _:
            return False
