"""Rules for dates in digits alone: «19-02-2014», «25 / 7 / 1437هـ», «27/02»."""

from __future__ import annotations

from typing import Literal

from khabar.arabic.calendar.forms import Date, Parsed
from khabar.arabic.calendar.terms import Stream

DAY_PREFIXES = ("", "ال", "و", "ب", "ل", "لل", "وال", "بال", "في")
_SEPARATORS = "/-–.\\"


def numeric(s: Stream, at: int) -> Parsed | None:
    """«19-02-2014», «2013/07/28», «07/28/2013», «17-8-13», «27/02»: day before month unless it cannot be.

    Joined without spaces, but for three numbers with a year of four digits («25 / 7 / 1437هـ»).
    """
    numbers = [s.digits(at), s.digits(at + 2), s.digits(at + 4)]
    first, second, third = numbers
    if not first or not second or not s.mark(at + 1, _SEPARATORS) or first.before not in DAY_PREFIXES:
        return None
    mark, end = s.word(at + 1), at + 3
    joined = first.end + 1 == second.start
    again = third and (s.word(at + 3) == mark or (mark == "/" and s.mark(at + 3, "،,") and third.width == 4))
    if third and again and third.after in ("", "م", "ه") and (_tight(s, at) or (mark == "/" and third.width == 4)):
        form = _three(first.number or 0, second.number or 0, third.number or 0, hijri=third.after == "ه", year_first=first.width == 4)
        return Parsed(form, at + 5 + (not third.after and s.word(at + 5) in ("ه", "م"))) if form else None
    if not joined or first.after or second.after or second.before or s.word(end) in ("%", "٪", mark):
        return None
    dotted = mark in ".-" and s.link(at - 1, "in") is not None and not s.word(end).isalnum()
    if mark == "-" and not dotted and (first.width, second.width) != (4, 2):
        return None
    form = _two(first.number or 0, second.number or 0, (first.width, second.width), slashed=mark in "/\\", dotted=dotted)
    return Parsed(form, end) if form else None


def _tight(s: Stream, at: int) -> bool:
    """Whether the five tokens of a date stand without spaces."""
    return s.tokens[at + 4].end - s.tokens[at].start == sum(t.end - t.start for t in s.tokens[at : at + 5])


def _three(one: int, two: int, three: int, *, hijri: bool, year_first: bool) -> Date | None:
    calendar: Literal["gregorian", "hijri"] = "hijri" if hijri else "gregorian"
    if year_first:
        one, three = three, one
    elif three < 100:
        three += 2000 if three < 70 else 1900
    if two > 12 >= one:
        one, two = two, one
    if calendar == "gregorian" and 1343 <= three <= 1500:
        calendar = "hijri"
    return Date(calendar, three, two, one) if 1 <= one <= 31 and 1 <= two <= 12 and 1000 <= three <= 2200 else None


def _two(one: int, two: int, widths: tuple[int, int], *, slashed: bool, dotted: bool) -> Date | None:
    """«6/2012», «2012.6», with a slash «27/02», and after «في» «22.4», «22-4»: a fraction or score («3/4», «24/7») and «4.5» are none."""
    if 4 in widths:
        number, named = (one, two) if widths[1] == 4 else (two, one)
        return Date("gregorian", named, number) if 1 <= number <= 12 and 1900 <= named <= 2100 else None
    if two > 12 >= one:
        one, two = two, one
    clear = (slashed and (one > 12 or widths == (2, 2)) and (one, two) != (24, 7)) or (dotted and one > 12)
    return Date("gregorian", None, two, one) if clear and 1 <= one <= 31 and 1 <= two <= 12 else None
