"""Rules for times longer than a year or named by the sun: seasons, decades and centuries."""

from __future__ import annotations

from typing import cast

from khabar.arabic.calendar.dates import NEXT, SAME, direction, year
from khabar.arabic.calendar.forms import Parsed, Season, SeasonOf, Unresolved, Years
from khabar.arabic.calendar.terms import Stream, Term


def index(s: Stream, at: int) -> tuple[int, int] | None:
    """«الثالث» or «الأخير» (-1), with the token after it."""
    number = s.ordinal(at)
    if number:
        return number.value, number.end
    return (-1, at + 1) if s.word(at) in ("الاخير", "الاخيره") else None


def season(s: Stream, at: int) -> Parsed | None:
    """«صيف 2013», «هذا الصيف», «خريف العام الماضي», «الشتاء المقبل»."""
    this = s.link(at, "this")
    term = s.term(this.end if this else at, "seasons")
    if not term or s.term(this.end if this else at, "months"):
        return None
    name = cast(Season, term.value)
    way = direction(s, term.end)
    if way and term.definite:
        return Parsed(Unresolved() if way[0] in (SAME, NEXT) else SeasonOf(name, direction=way[0]), way[1])
    after = None if term.definite else year(s, term.end)
    if after:
        return Parsed(SeasonOf(name, after.form), after.end)
    return Parsed(SeasonOf(name, direction=0 if this else None), term.end, sure=this is not None) if term.definite else None


def decade(s: Stream, at: int) -> Parsed | None:
    """«التسعينات», «ستينيات القرن الماضي», «القرن التاسع عشر», «العقد الأول من القرن الماضي»; not «في الستينات من عمره»."""
    numbered = _century(s, at) or _numbered_decade(s, at)
    term = None if numbered else s.term(at, "decades")
    if not term:
        return numbered
    link = s.link(term.end, "from")
    century = _century(s, link.end if link else term.end)
    if not century and (link or not (term.definite or _alone(s, at, term))):
        return None
    base = century.form.first if century and isinstance(century.form, Years) else 1900
    return Parsed(Years(base + int(term.value), base + int(term.value) + 9), century.end if century else term.end)


def _alone(s: Stream, at: int, term: Term) -> bool:
    """«في سبعينيات.»: with nothing after it that it could belong to."""
    return s.link(at - 1, "in", "since", "within", "until") is not None and not s.word(term.end).isalpha()


def _century(s: Stream, at: int) -> Parsed | None:
    """«القرن التاسع عشر»; beside a decade also «القرن الماضي», «القرن الحالي»."""
    noun = s.term(at, "units")
    if not noun or noun.value != "century 1" or not noun.definite:
        return None
    number = s.ordinal(noun.end)
    if number:
        return Parsed(Years(100 * number.value - 100, 100 * number.value - 1), number.end) if number.value > 1 else None
    if not s.term(at - 1, "decades") and not s.link(at - 1, "from"):
        return None
    way = direction(s, noun.end)
    return Parsed(_years(2000 if way and way[0] == 0 else 1900), way[1] if way else noun.end)


def _years(first: int) -> Years:
    return Years(first, first + 99)


def _numbered_decade(s: Stream, at: int) -> Parsed | None:
    """«العقد الأول من القرن الحادي والعشرين»."""
    noun = s.term(at, "units")
    which = index(s, noun.end) if noun and noun.value == "decade 1" and noun.definite else None
    link = s.link(which[1], "from") if which else None
    century = _century(s, link.end) if link else None
    if not which or not century or not isinstance(century.form, Years) or not -1 <= which[0] <= 10:
        return None
    first = century.form.first + 10 * (9 if which[0] < 0 else which[0] - 1)
    return Parsed(Years(first, first + 9), century.end)
