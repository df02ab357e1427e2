"""Rules for numbers that only their surroundings make a time: years after «في», days of the month without their month."""

from __future__ import annotations

from khabar.arabic.calendar.dates import day_number, year
from khabar.arabic.calendar.forms import Date, Parsed, Years
from khabar.arabic.calendar.relative import counted
from khabar.arabic.calendar.terms import Stream
from khabar.arabic.numerals import Number

_COMPOUND = 13
"""«في الخامس عشر» is a day; «في الأول … وفي الثاني …» counts what was named before."""


def bare_year(s: Stream, at: int) -> Parsed | None:
    """«2007» where a linking word or the other end of a range makes it a year; not «2000 مقاتل»."""
    token = s.digits(at)
    number = token.number if token else None
    if token and (token.width != 4 or number is None or not 1900 <= number <= 2100):
        return None
    found = year(s, at) if token else None
    if not token and (spoken := s.cardinal(at)) and 1900 <= spoken.value <= 2100:
        number, found = spoken.value, _spoken(s, at, spoken)
    return found if found and number and not counted(s, found.end, number) else None


def _spoken(s: Stream, at: int, number: Number) -> Parsed:
    """«ألفين وسبعة» is a year, «الألفين» the decade."""
    decade = s.word(at).startswith("الال") and number.end == at + 1
    return Parsed(Years(number.value, number.value + 9) if decade else Date("gregorian", number.value), number.end)


def bare_day(s: Stream, at: int, *, licensed: bool = False) -> Parsed | None:
    """«في 27.», «إلى الحادي والعشرين.»: a day of the article's month, where nothing follows that it could count.

    After «إلى» only in words: «ارتفع العدد إلى 27.» is a count, as is «3 في 5». `licensed` where «يوم» stands before it.
    """
    day = day_number(s, at)
    if not day or not _closed(s, day[1]):
        return None
    digits = s.digits(at)
    if licensed:
        good = digits is not None
    elif s.link(at - 1, "in") and s.digits(at - 2) is None and s.cardinal(at - 2) is None:
        good = digits is not None or (s.ordinal(at) is not None and day[0] >= _COMPOUND)
    else:
        to = s.link(at - 1, "to") is not None or s.word(at).startswith("لل")
        good = to and digits is None and s.ordinal(at) is not None and day[0] >= _COMPOUND and not _ranked(s, at)
    return Parsed(Date(day=day[0]), day[1]) if good else None


def _closed(s: Stream, at: int) -> bool:
    """Whether the clause ends here: no word, no sign of a share, no decimal."""
    following = s.token(at)
    if following is None:
        return True
    after = s.digits(at + 1)
    return following.word in ".،,؛;!؟?" and not (after and (after.start == following.end or following.word in "،,"))


def _ranked(s: Stream, at: int) -> bool:
    """«من المركز العاشر إلى الخامس عشر» is a place in a table."""
    return any(s.link(back, "rank") for back in range(max(0, at - 6), at))
