"""What a time expression says, before it is set against the article's date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Unit = Literal["day", "week", "month", "year", "decade", "century", "hour", "minute"]
CalendarName = Literal["gregorian", "hijri"]
Season = Literal["spring", "summer", "autumn", "winter"]


OPEN = 3
"""Direction of a time that is not yet over: what a deadline means («قبل نهاية أبريل»)."""


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date with whatever the text leaves out as None; `length` days long where `day` is given.

    `direction`: -1 «الماضي», 0 «الجاري», 1 «المقبل», 2 and -2 one further, None when nothing says.
    """

    calendar: CalendarName = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    direction: int | None = None
    length: int = 1


@dataclass(frozen=True, slots=True)
class InYear:
    """A Hijri date that begins in a Gregorian year: «رمضان 2014», «عيد الأضحى من العام الماضي»."""

    of: Date
    year: Form


@dataclass(frozen=True, slots=True)
class Weekday:
    """ISO weekday 1 to 7; `within` is a period that holds it («السبت من الأسبوع المقبل»), `nth` which of its weekdays (-1 the last)."""

    weekday: int
    direction: int | None = None
    within: Form | None = None
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar unit `offset` units from the article's: («week», -1) is last week, («day», 0) today."""

    unit: Unit
    offset: int


@dataclass(frozen=True, slots=True)
class Following:
    """The unit `offset` units from the time that the text spoke of last: «اليوم التالي», «العام نفسه»."""

    unit: Unit
    offset: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A unit whose days are known: what `Following` becomes."""

    first: date
    last: date
    unit: Unit


@dataclass(frozen=True, slots=True)
class SeasonOf:
    season: Season
    year: Form | None = None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """Whole Gregorian years, both inclusive: decades and centuries."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Piece `index` (from 1; -1 the last) of `of` cut in `pieces`."""

    of: Form
    index: int
    pieces: int


@dataclass(frozen=True, slots=True)
class DayOf:
    """Day `day` (from 1; -1 the last) of a period: «السادس من الشهر المقبل»."""

    of: Form
    day: int


@dataclass(frozen=True, slots=True)
class Week:
    """ISO week `index` (from 1; -1 the last) of a month or year."""

    of: Form
    index: int


@dataclass(frozen=True, slots=True)
class Rest:
    """From the article's day to the end of the unit that holds it: «بقية العام»."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Stretch:
    """`count` units on the side `direction` of the article's day, that day left out but for hours: «الأشهر الثلاثة الماضية»."""

    unit: Unit
    count: int
    direction: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Exactly so many units from the article's day: «بعد شهر من الآن»."""

    parts: tuple[tuple[Unit, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A happening that the press names and everyone can date, first and last ISO day: «حرب تموز»."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class NextTo:
    """The day before the first of a time (`offset` -1, «عشية العيد») or after its last (1, «غداة العيد»)."""

    of: Form
    offset: int


@dataclass(frozen=True, slots=True)
class Between:
    first: Form
    last: Form


@dataclass(frozen=True, slots=True)
class Bound:
    """`since` and `after` run to the article's day, `before` up to the day before the time bounded."""

    side: Literal["since", "before", "after"]
    of: Form


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A time that hangs on another event of the text, or on no calendar at all: «بعد يومين من الهجوم», «خلال أسبوع»."""


Form = (
    Date
    | InYear
    | Weekday
    | Period
    | Following
    | Fixed
    | SeasonOf
    | Years
    | Piece
    | DayOf
    | Week
    | Rest
    | Stretch
    | Shift
    | Named
    | NextTo
    | Between
    | Bound
    | Unresolved
)


class Parsed(NamedTuple):
    """A form, the index of the token after it, and whether it stands as a time without a word before it that asks for one."""

    form: Form
    end: int
    sure: bool = True
