"""Rules for times seen from the article's day, and for parts of periods: deictics, units, seasons, decades, thirds and quarters."""

from __future__ import annotations

from typing import NamedTuple, cast

from khabar.arabic.calendar.dates import NEXT, SAME, Parsed, date, direction, holiday, is_title, month_with_year, unit_at, weekday, year
from khabar.arabic.calendar.forms import (
    Between,
    Date,
    Period,
    Piece,
    Rest,
    Season,
    SeasonOf,
    Shift,
    Stretch,
    Unit,
    Unresolved,
    Week,
    Weekday,
    Years,
)
from khabar.arabic.calendar.terms import Stream

_QUOTES = "«»\"“”„‘’'"
_FEW: dict[str, int] = {"day": 7, "week": 4, "month": 6, "year": 5, "decade": 3, "century": 3, "hour": 24, "minute": 0}
"""How far «الأيام الماضية» reaches: the plural names no number, so the stretch is held wide."""


class Quantity(NamedTuple):
    """«ثلاثة أشهر», «عامين», «بضعة أيام»: a unit and its count, between `low` and `high`."""

    unit: Unit
    low: int
    high: int
    end: int
    counted: bool


def counted(s: Stream, at: int, number: int) -> bool:
    """Whether a number in year's clothing counts the word at `at`: «2000 مقاتل», «1950 قتيلا»."""
    word = s.word(at)
    if not word.isalpha() or s.terms(at).keys() - {"names"}:
        return False
    return number % 100 == 0 or (word.endswith("ا") and len(word) > 3 and not word.startswith(("ال", "و"))) or s.word(at) in ("من",)


def deictic(s: Stream, at: int) -> Parsed | None:
    """«أمس», «غدا», «اليوم», with a weekday or date beside it («أمس الأول الثلاثاء 3 مايو»)."""
    that = s.link(at, "that")
    if that and ((noun := s.term(that.end, "units")) or (noun := s.term(that.end, "deictics"))) and noun.definite:
        return Parsed(Unresolved(), noun.end)
    term = s.term(at, "deictics")
    if not term or s.word(at) in ("غد", "لغد"):
        return None
    if term.end == at + 1 and _quoted_name(s, at):
        return None
    if term.end == at + 1 and term.value == "0":
        way = direction(s, term.end)
        if way and way[0] in (SAME, NEXT):
            return Parsed(unit_at("day", way[0]), way[1])
        if way or s.ordinal(term.end):
            return None
    return _beside(s, Parsed(Period("day", int(term.value)), term.end))


def _quoted_name(s: Stream, at: int) -> bool:
    """«الغد», «الخليج اليوم», «اليوم العربي»: quotation marks round at most two words hold a name."""
    opened = next((back for back in (1, 2) if s.mark(at - back, _QUOTES)), None)
    closed = next((ahead for ahead in (1, 2) if s.mark(at + ahead, _QUOTES)), None)
    return opened is not None and closed is not None and opened + closed <= 3


def _beside(s: Stream, day: Parsed) -> Parsed:
    """A weekday or date in apposition: it widens the words, and a full date decides."""
    for at in (day.end, day.end + s.mark(day.end, "،,(")):
        named = weekday(s, at)
        if named and not s.term(at, "weekdays").clitic:  # type: ignore[union-attr]
            form = day.form if isinstance(named.form, Weekday) else named.form
            return Parsed(form, named.end + (s.word(day.end) == "(" and s.word(named.end) == ")"))
    full = date(s, day.end + s.mark(day.end, "،,"))
    return full if full and isinstance(full.form, Date) and full.form.month else day


def part_of_day(s: Stream, at: int, depth: int = 3) -> Parsed | None:
    """«مساء السبت», «صباح يوم 9 مارس», «ليل الأحد الاثنين»."""
    term = s.term(at, "dayparts")
    if not term or not depth or (term.definite and s.word(at) != "اليوم"):
        return None
    if (day := s.term(term.end, "deictics")) and not day.clitic and s.word(term.end) == "غد":
        return _beside(s, Parsed(Period("day", 1), day.end))
    inner = (
        deictic(s, term.end)
        or weekday_of(s, term.end)
        or weekday(s, term.end)
        or date(s, term.end)
        or holiday(s, term.end)
        or part_of_day(s, term.end, depth - 1)
    )
    if not inner or any(t.clitic for t in s.terms(term.end).values()):
        return None
    return inner


def period(s: Stream, at: int) -> Parsed | None:
    """«الأسبوع الماضي», «هذا العام», «اليومين المقبلين», «الأشهر التسعة الماضية», «5 أسابيع القادمة»."""
    this = s.link(at, "this")
    if this and (found := month_with_year(s, this.end)) and isinstance(found.form, Date) and found.form.year is None:
        return Parsed(Date(found.form.calendar, None, found.form.month, direction=0), found.end)
    start = this.end if this else at
    noun = s.term(start, "units")
    if noun and noun.definite and not (this and noun.clitic):
        unit, count = noun.value.split()
        found = _of_unit(s, noun.end, cast(Unit, unit), int(count))
        if found and not is_title(s, start):
            return _with_weekday(s, found)
        plain = this and not found and count == "1" and unit not in ("hour", "minute") and not s.ordinal(noun.end)
        return _with_weekday(s, Parsed(Period(cast(Unit, unit), 0), noun.end)) if plain else None
    if noun and noun.definite and s.link(start - 1, "throughout", "within") and not s.word(noun.end).startswith("ال"):
        unit, count = noun.value.split()
        return Parsed(Period(cast(Unit, unit), 0), noun.end) if count == "1" and unit in ("week", "month", "year") else None
    return _counted_stretch(s, at)


def _of_unit(s: Stream, at: int, unit: Unit, count: int) -> Parsed | None:
    number = s.cardinal(at)
    vague = s.term(at, "vague")
    way = direction(s, number.end if number else vague.end if vague else at)
    if not way:
        return None
    if way[0] in (SAME, NEXT):
        return Parsed(unit_at(unit, way[0]) if count == 1 and not number else Unresolved(), way[1])
    if unit in ("hour", "minute") and not number:
        return None
    if count == 1 and not number:
        return Parsed(Period(unit, way[0]), way[1])
    if way[0] == 0:
        return None
    return Parsed(Stretch(unit, number.value if number else count or _FEW[unit], way[0]), way[1])


def _counted_stretch(s: Stream, at: int) -> Parsed | None:
    """«ثلاثة أيام القادمة», «آخر أسبوعين»."""
    last = s.link(at, "last")
    amount = quantity(s, last.end if last else at)
    if not amount or not (amount.counted or last) or amount.unit in ("hour", "minute"):
        return None
    way = direction(s, amount.end) or (s.link(amount.end, "gone") and (-1, amount.end + 1))
    if last and amount.high > 1 and not way:
        return Parsed(Stretch(amount.unit, amount.high, -1), amount.end)
    return Parsed(Stretch(amount.unit, amount.high, way[0]), way[1]) if way and way[0] in (-1, 1) else None


def _with_weekday(s: Stream, whole: Parsed) -> Parsed:
    """«الأسبوع المقبل السبت»."""
    named = s.bare_term(whole.end, "weekdays")
    if named and named.definite and isinstance(whole.form, Period) and whole.form.unit == "week":
        return Parsed(Weekday(int(named.value), within=whole.form), named.end)
    return whole


def quantity(s: Stream, at: int) -> Quantity | None:
    """A counted unit of time at `at`, «نحو» before it and «واحد» or «قليلة» after it included."""
    about = s.link(at, "about")
    at = about.end if about else at
    vague = s.term(at, "vague")
    number = None if vague else s.cardinal(at)
    noun = s.term(vague.end if vague else number.end if number else at, "units")
    if not noun or noun.definite or (noun.clitic and (vague or number)):
        return None
    unit, count = cast("tuple[Unit, str]", noun.value.split())
    if number:
        return Quantity(unit, number.value, number.value, noun.end, counted=True)
    after = s.bare_term(noun.end, "vague")
    if vague or after:
        low, high = map(int, (vague or after).value.split())  # type: ignore[union-attr]
        return Quantity(unit, low, high, after.end if after else noun.end, counted=True)
    if count == "0":
        return None if s.word(noun.end).startswith("ال") else Quantity(unit, 2, _FEW[unit], noun.end, counted=True)
    if count == "1":
        one = s.word(noun.end) in ("واحد", "واحده", "كامل", "كامله")
        named = s.word(noun.end).startswith("ال") or s.digits(noun.end) or s.terms(noun.end).keys() & {"months", "weekdays", "deictics", "holidays"}
        return None if named and not one else Quantity(unit, 1, 1, noun.end + one, counted=False)
    return Quantity(unit, int(count), int(count), noun.end, counted=True)


def ago(s: Stream, at: int, sign: int, *, hangs: bool) -> Parsed | None:
    """The day, week, month or year so many units back (`sign` -1) or ahead (1): what follows «قبل», «منذ» and «بعد».

    `hangs`: a following «من» or «على» ties it to another event («بعد يومين من الهجوم»); never so after «منذ».
    """
    amount = quantity(s, at)
    if not amount:
        return None
    parts = [(amount.unit, sign * amount.high)]
    end = amount.end
    while (joined := s.word(end) == "و") or s.word(end).startswith("و"):
        more = quantity(s, end + joined)
        if not more or more.unit == amount.unit:
            break
        parts.append((more.unit, sign * more.high))
        end = more.end
    now = s.link(end, "now")
    if now or len(parts) > 1:
        return Parsed(Shift(tuple(parts)), now.end if now else end)
    if hangs and (s.word(end) == "علي" or (s.link(end, "from") and not s.bare_term(end + 1, "deictics"))):
        return Parsed(Unresolved(), end)
    if amount.low == amount.high:
        return Parsed(Period(amount.unit, sign * amount.low), end)
    edges = sorted((sign * amount.low, sign * amount.high))
    return Parsed(Between(Period(amount.unit, edges[0]), Period(amount.unit, edges[1])), end)


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
    """«التسعينات», «ستينيات القرن الماضي», «القرن التاسع عشر»; not «في الستينات من عمره»."""
    noun = s.term(at, "units")
    if noun and noun.value == "century 1" and noun.definite and (number := s.ordinal(noun.end)):
        return Parsed(Years(100 * number.value - 100, 100 * number.value - 1), number.end) if number.value > 1 else None
    term = s.term(at, "decades")
    if not term:
        return None
    link = s.link(term.end, "from")
    after = s.term(link.end if link else term.end, "units")
    base, end = 1900, term.end
    if after and after.value == "century 1":
        whole = decade(s, after.end - 1)
        way = direction(s, after.end)
        base = whole.form.first if whole and isinstance(whole.form, Years) else 2000 if way and way[0] == 0 else 1900
        end = whole.end if whole else way[1] if way else after.end
    elif link or not term.definite:
        return None
    return Parsed(Years(base + int(term.value), base + int(term.value) + 9), end)


def whole(s: Stream, at: int) -> Parsed | None:
    """A period that can have parts: year, month, week, season, decade; «الشهر» alone is the article's."""
    found = year(s, at, named=True) or month_with_year(s, at) or period(s, at) or season(s, at) or decade(s, at) or holiday(s, at)
    if found:
        return found
    noun = s.term(at, "units")
    if noun and noun.definite and noun.value.endswith(" 1") and not noun.clitic and noun.value != "day 1":
        unit = cast(Unit, noun.value.split()[0])
        return Parsed(Period(unit, 0), noun.end) if unit not in ("hour", "minute") and not s.word(noun.end).startswith("ال") else None
    token = s.digits(at)
    if not token or token.width != 4 or not token.number or not 1900 <= token.number <= 2100:
        return None
    bare = year(s, at)
    return bare if bare and not counted(s, bare.end, token.number) else None


def _inside(s: Stream, at: int) -> Parsed | None:
    """The period after «من» or «في», or right after the part."""
    link = s.link(at, "from", "in")
    if not link or link.clitic:
        return whole(s, at)
    found = whole(s, link.end)
    if found:
        return found
    spoken = year(s, link.end)
    return spoken if spoken and not s.digits(link.end) else None


def part(s: Stream, at: int) -> Parsed | None:
    """«مطلع نيسان الماضي», «أواخر 2014», «النصف الأول من العام», «الأسبوع الثاني من آذار», «أول سبت من أيار»."""
    return _third(s, at) or _fraction(s, at) or weekday_of(s, at)


def _third(s: Stream, at: int) -> Parsed | None:
    term = s.term(at, "parts")
    if not term or term.definite:
        return None
    index, pieces = map(int, term.value.split("/"))
    if s.word(at)[len(term.clitic) :] in ("اول", "اخر"):
        nth = _nth_of(s, term.end, index if index == 1 else -1)
        noun = s.bare_term(term.end, "units")
        if nth or not (s.term(term.end, "months") or (noun and noun.definite)):
            return nth
    inner = _inside(s, term.end) or _fraction(s, term.end)
    return Parsed(Piece(inner.form, index, pieces), inner.end) if inner else None


def _nth_of(s: Stream, at: int, nth: int) -> Parsed | None:
    """«(أول) يوم سبت في هذا الشهر», «(آخر) أسبوع من رمضان»."""
    noun = s.bare_term(at, "units")
    named = s.bare_term(noun.end if noun and noun.value == "day 1" else at, "weekdays")
    inner = _inside(s, named.end) if named else _inside(s, noun.end) if noun and noun.value == "week 1" else None
    if inner and named:
        return Parsed(Weekday(int(named.value), within=inner.form, nth=nth), inner.end)
    return Parsed(Week(inner.form, nth), inner.end) if inner else None


def _index(s: Stream, at: int) -> tuple[int, int] | None:
    """«الثالث» or «الأخير»."""
    number = s.ordinal(at)
    if number:
        return number.value, number.end
    return (-1, at + 1) if s.word(at) in ("الاخير", "الاخيره") else None


def _fraction(s: Stream, at: int) -> Parsed | None:
    fraction = s.term(at, "fractions")
    noun = s.term(at, "units")
    head = fraction or noun
    which = _index(s, head.end) if head and head.definite else None
    inner = _inside(s, which[1]) if which else None
    if not inner or not which:
        return None
    if fraction:
        pieces = int(fraction.value)
        return Parsed(Piece(inner.form, which[0], pieces), inner.end) if which[0] <= pieces else None
    return Parsed(Week(inner.form, which[0]), inner.end) if noun and noun.value == "week 1" else None


def weekday_of(s: Stream, at: int) -> Parsed | None:
    """«السبت من الأسبوع المقبل», «الأحد الأول من آذار», «الأحد الثاني»."""
    term = s.term(at, "weekdays")
    if not term or not term.definite:
        return None
    which = _index(s, term.end)
    link = s.link(which[1] if which else term.end, "from", "in")
    inner: Parsed | None = whole(s, link.end) if link else None
    if which and not link and not s.word(which[1]).isalpha():
        return Parsed(Weekday(int(term.value), within=Period("month", 0), nth=which[0]), which[1])
    if inner and which:
        return Parsed(Weekday(int(term.value), within=inner.form, nth=which[0]), inner.end)
    if inner and isinstance(inner.form, Period) and inner.form.unit == "week":
        return Parsed(Weekday(int(term.value), within=inner.form), inner.end)
    return None


def rest(s: Stream, at: int) -> Parsed | None:
    """«بقية العام», «بقية هذا الشهر»."""
    link = s.link(at, "rest")
    this = s.link(link.end, "this") if link else None
    noun = s.bare_term(this.end if this else link.end, "units") if link else None
    if not link or not noun or not noun.definite or not noun.value.endswith(" 1"):
        return None
    way = direction(s, noun.end)
    unit = cast(Unit, noun.value.split()[0])
    return Parsed(Rest(unit), way[1] if way else noun.end) if not way or way[0] == 0 else None
