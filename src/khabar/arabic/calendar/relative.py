"""Rules for times seen from the article's day: deictics, units and stretches of units."""

from __future__ import annotations

from typing import NamedTuple, cast

from khabar.arabic.calendar.dates import NEXT, SAME, date, direction, is_title, month_with_year, unit_at, weekday
from khabar.arabic.calendar.forms import Between, Date, Following, Form, Parsed, Period, Rest, Shift, Stretch, Unit, Unresolved, Weekday
from khabar.arabic.calendar.terms import Stream

_QUOTES = "«»\"“”„‘’'"
_NEAR = 6
"""How many words before a time a verb of the future is looked for."""
_FEW: dict[str, int] = {"day": 7, "week": 4, "month": 6, "year": 5, "decade": 3, "century": 3, "hour": 24, "minute": 0}
"""How far «الأيام الماضية» reaches: the plural names no number, so the stretch is held wide."""


class Quantity(NamedTuple):
    """«ثلاثة أشهر», «عامين», «بضعة أيام»: a unit and its count, between `low` and `high`."""

    unit: Unit
    low: int
    high: int
    end: int
    counted: bool
    under: bool = False
    """«أقل من شهر»: somewhere within it."""


def counted(s: Stream, at: int, number: int) -> bool:
    """Whether a number in year's clothing counts the word at `at`: «2000 مقاتل», «1950 قتيلا»."""
    word = s.word(at)
    if not word.isalpha() or word == "و" or s.terms(at).keys() - {"names"}:
        return False
    return number % 100 == 0 or (word.endswith("ا") and len(word) > 3 and not word.startswith(("ال", "و"))) or s.word(at) in ("من",)


def deictic(s: Stream, at: int) -> Parsed | None:
    """«أمس», «غدا», «اليوم», with a weekday or date beside it («أمس الأول الثلاثاء 3 مايو»)."""
    pointed = _pointed(s, at)
    if pointed:
        return pointed
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
    return beside_day(s, Parsed(Period("day", int(term.value)), term.end))


def tomorrow(s: Stream, at: int) -> Parsed | None:
    """«غد» without the article, which tells the day only after a word that asks for one: «حتى غد», «من اليوم إلى غد»."""
    term = s.term(at, "deictics") if s.word(at) == "غد" else None
    return Parsed(Period("day", int(term.value)), term.end) if term else None


def _pointed(s: Stream, at: int) -> Parsed | None:
    """«نفس اليوم», «ذات الشهر»: the one told of last; «ذلك اليوم»: one that is not told."""
    same = s.link(at, "same one")
    if same and (noun := s.bare_term(same.end, "units") or s.bare_term(same.end, "deictics")) and noun.definite and not s.link(noun.end, "from"):
        unit = cast(Unit, noun.value.split()[0]) if noun.value.endswith(" 1") else "day"
        return Parsed(Following(unit, 0), noun.end)
    that = s.link(at, "that")
    if that and ((noun := s.term(that.end, "units")) or (noun := s.term(that.end, "deictics"))) and noun.definite:
        return Parsed(Unresolved(), noun.end)
    return None


def _quoted_name(s: Stream, at: int) -> bool:
    """«الغد», «الخليج اليوم», «اليوم العربي»: quotation marks round at most two words hold a name."""
    opened = next((back for back in (1, 2) if s.mark(at - back, _QUOTES)), None)
    closed = next((ahead for ahead in (1, 2) if s.mark(at + ahead, _QUOTES)), None)
    return opened is not None and closed is not None and opened + closed <= 3


def beside_day(s: Stream, day: Parsed) -> Parsed:
    """A weekday or date in apposition: it widens the words, and a full date decides."""
    for at in (day.end, day.end + s.mark(day.end, "،,(-–")):
        named = weekday(s, at)
        if named and not s.term(at, "weekdays").clitic:  # type: ignore[union-attr]
            form = day.form if isinstance(named.form, Weekday) else named.form
            return Parsed(form, named.end + (s.word(day.end) == "(" and s.word(named.end) == ")"))
    full = date(s, day.end + s.mark(day.end, "،,"))
    return full if full and isinstance(full.form, Date) and full.form.month else day


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
    if not way or (unit == "day" and count == 1 and s.word(at) == "الاخير"):
        return None
    if way[0] in (SAME, NEXT):
        return Parsed(unit_at(unit, way[0]) if count == 1 and not number else Unresolved(), way[1])
    if unit == "minute" or (unit == "hour" and count == 1 and not number):
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
    if amount and not last and s.word(amount.end).startswith("و"):
        return _measured(s, at)
    if not amount or not (amount.counted or last) or amount.unit == "minute":
        return None
    way = direction(s, amount.end) or (s.link(amount.end, "gone") and (-1, amount.end + 1))
    if last and amount.high > 1 and not way:
        return Parsed(Stretch(amount.unit, amount.high, -1), amount.end)
    return Parsed(Stretch(amount.unit, amount.high, way[0]), way[1]) if way and way[0] in (-1, 1) else None


def _measured(s: Stream, at: int) -> Parsed | None:
    """«عامين و21 يوما من الآن»: without «بعد» or «قبل» it lies ahead if a verb of the future stands before it, else behind."""
    found = ago(s, at, 1 if promised(s, at) else -1, hangs=False)
    return found if found and isinstance(found.form, Shift) and s.link(found.end - 2, "now") else None


def promised(s: Stream, at: int) -> bool:
    """Whether a verb of the future stands shortly before: «سوف», «سيعود», «سأعود»; not «سيارة», «سنوات»."""
    return any(_to_come(s, back) for back in range(max(0, at - _NEAR), at))


def _to_come(s: Stream, at: int) -> bool:
    if s.link(at, "future"):
        return True
    written = s.text[s.tokens[at].start :][:2]
    return len(s.word(at)) > 4 and written in ("سي", "ست", "سن", "سأ") and not s.terms(at)


def _with_weekday(s: Stream, whole: Parsed) -> Parsed:
    """«الأسبوع المقبل السبت»."""
    link = s.link(whole.end, "in")
    at = link.end if link else whole.end
    noun = s.bare_term(at, "units")
    named = s.bare_term(noun.end if noun and noun.value == "day 1" else at, "weekdays")
    if named and named.definite and isinstance(whole.form, Period) and whole.form.unit == "week":
        return Parsed(Weekday(int(named.value), within=whole.form), named.end)
    return whole


def quantity(s: Stream, at: int) -> Quantity | None:
    """A counted unit of time at `at`, «نحو» before it and «واحد» or «قليلة» after it included."""
    about = s.link(at, "about", "under")
    found = _and_a_half(s, _amount(s, about.end if about else at))
    return found._replace(under=True) if found and about and about.value == "under" else found


_HALVES: dict[str, tuple[Unit, int, int]] = {
    "year": ("month", 12, 6),
    "month": ("week", 4, 2),
    "decade": ("year", 10, 5),
    "century": ("year", 100, 50),
}
"""A unit and its half in a smaller one: «عام ونصف» is 18 months."""


def _and_a_half(s: Stream, amount: Quantity | None) -> Quantity | None:
    """«عام ونصف», «ثلاث سنوات ونصف السنة»."""
    if not amount or s.word(amount.end) != "ونصف" or amount.low != amount.high or amount.unit not in _HALVES:
        return amount
    unit, whole, half = _HALVES[amount.unit]
    noun = s.bare_term(amount.end + 1, "units")
    count = amount.low * whole + half
    return Quantity(unit, count, count, noun.end if noun and noun.definite else amount.end + 1, counted=True)


def _amount(s: Stream, at: int) -> Quantity | None:
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
    if s.link(end, "from") and (day := s.bare_term(end + 1, "deictics")):
        return Parsed(Shift((("day", int(day.value)), *parts)), day.end)
    now = s.link(end, "now")
    if now or len(parts) > 1:
        return Parsed(Shift(tuple(parts)), now.end if now else end)
    if hangs and (s.word(end) == "علي" or s.link(end, "from")):
        return Parsed(Unresolved(), end)
    if amount.low == amount.high:
        within = amount.under and amount.unit not in ("hour", "minute")
        form: Form = Stretch(amount.unit, amount.high, sign) if within else Period(amount.unit, sign * amount.low)
        return Parsed(form, end)
    edges = sorted((sign * amount.low, sign * amount.high))
    return Parsed(Between(Period(amount.unit, edges[0]), Period(amount.unit, edges[1])), end)


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
