"""Finds the times of a text and sets them against the article's days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from khabar.arabic.calendar.arithmetic import UnsettledError
from khabar.arabic.calendar.edtf import edtf
from khabar.arabic.calendar.events import event
from khabar.arabic.calendar.forms import Date, Following, Form, Period, Weekday
from khabar.arabic.calendar.qualities import needs_today, precision
from khabar.arabic.calendar.ranges import expression, licensed
from khabar.arabic.calendar.relative import promised, quantity
from khabar.arabic.calendar.settle import settle, told
from khabar.arabic.calendar.terms import CalendarWords, Stream, offset_past
from khabar.arabic.numerals import may_start
from khabar.records.article import Precision

_CLITICS = "وفبل"
_TOLD = 3
"""How many times back «اليوم التالي» may point."""
_MARKS_OF_DIGITS = ("", "ال")


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time expression: half-open offsets into the text, ISO days (inclusive; None where open or unknown), and how they are known.

    `edtf` is the same time in ISO 8601-2 (`khabar.arabic.calendar.edtf`), None where neither day is known.
    `basis` is `explicit` when the words alone fix the days, `relative` when the article's day does.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    precision: Precision
    basis: Literal["explicit", "relative", "article"]
    text: str
    edtf: str | None


def find_times(text: str, published: tuple[str, str] | None, vocabulary: CalendarWords) -> tuple[TimeFound, ...]:
    """The time expressions of `text`, in order and without overlap.

    `published` holds the first and last ISO day on which the article may have been published; where they differ, a relative
    expression runs from its first day seen from the one to its last day seen from the other.
    """
    s = Stream(text, vocabulary)
    days = (date.fromisoformat(published[0]), date.fromisoformat(published[1])) if published else None
    found: list[TimeFound] = []
    at = 0
    while at < len(s):
        following, form = _step(s, at)
        if form is not None:
            found.append(_settled(s, at, following, _put_in(s, at, form, found), days))
        at = following
    return tuple(found)


def lasts(text: str, vocabulary: CalendarWords) -> bool:
    """Whether the whole text is a length of time, counted («ثلاثة أيام») or not («أيام»), with nothing that ties it to a day («قبل», «الماضية»)."""
    s = Stream(text, vocabulary)
    link = s.link(0, "throughout", "lasting")
    at = link.end if link else 0
    amount, noun = quantity(s, at), s.term(at, "units")
    plural = noun is not None and not (noun.definite and noun.value.endswith(" 1"))  # «اليوم» is a day
    return len(s) > 0 and len(s) == (amount.end if amount else noun.end if noun and plural else 0)


def _put_in(s: Stream, at: int, form: Form, found: list[TimeFound]) -> Form:
    """The form with the last closed time of the text in the place of «اليوم التالي» and «العام نفسه».

    Where the text has told of none and speaks of what is to come («سيعود في اليوم التالي»), the article's day stands for it.
    """
    last = next(((t.first, t.last) for t in reversed(found[-_TOLD:]) if t.first and t.last), None)
    if not last and isinstance(form, Following) and promised(s, at):
        return Period(form.unit, form.offset)
    return told(form, (date.fromisoformat(last[0]), date.fromisoformat(last[1])) if last else None)


def _step(s: Stream, at: int) -> tuple[int, Form | None]:
    """The token to go on from, and the form that was read up to it."""
    if not s.opens(at):
        return at + 1, None
    name = s.term(at, "names")
    if name and name.value == "name" and not event(s, at):
        return name.end, None
    if s.link(at, "every") and s.term(at + 1, "weekdays"):
        return at + 2, None
    found = expression(s, at)
    if found and not found.sure and not _linked(s, at):
        found = None
    found = found or licensed(s, at)
    if not found:
        return at + 1, None
    return found.end, None if _is_name(s, at, found.form) else found.form


def _linked(s: Stream, at: int) -> bool:
    return s.link(at - 1, "in", "within", "throughout", "since", "before", "after", "until", "by", "this") is not None or bool(
        s.terms(at) and _clitic(s, at) == "ب"
    )


def _clitic(s: Stream, at: int) -> str:
    return next((term.clitic for term in s.terms(at).values()), "")


def _is_name(s: Stream, at: int, form: Form) -> bool:
    """«ثورة 25 يناير», «حزب الغد»: after such a word a day without a year is a name."""
    head = s.term(at - 1, "names")
    if not head or head.value != "head" or head.definite or head.end != at:
        return False
    return (
        (isinstance(form, Date) and form.year is None and form.direction is None)
        or isinstance(form, Weekday)
        or (isinstance(form, Period) and form.unit == "day")
    )


def _start(s: Stream, at: int) -> int:
    token = s.tokens[at]
    if may_start(token.word):
        return token.start
    for term in s.terms(at).values():
        return term.start
    if token.number is not None:
        return offset_past(s.text, token.start, 1) if token.before[:1] in tuple(_CLITICS) and token.before else token.start
    return token.start


def _settled(s: Stream, at: int, following: int, form: Form, days: tuple[date, date] | None) -> TimeFound:
    start, end = _start(s, at), s.tokens[following - 1].end
    relative = needs_today(form)
    first: date | None = None
    last: date | None = None
    exact = precision(form)
    unsure = False
    try:
        first, last = settle(form, days[0] if days else None)
        if days and days[0] != days[1]:
            _, later = settle(form, days[1])
            unsure = later != last
            exact = "range" if unsure else exact
            last = later
    except UnsettledError:
        exact = exact if relative and not days else "unknown"
    return TimeFound(
        start,
        end,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        exact,
        "relative" if relative else "explicit",
        s.text[start:end],
        edtf(form, (first, last), about=_about(s, at, following), unsure=unsure),
    )


def _about(s: Stream, at: int, following: int) -> bool:
    """Whether the words, or the one before them, say «نحو», «حوالي», «بضعة»."""
    return any(s.link(i, "about") or (i >= at and s.term(i, "vague")) for i in range(at - 1, following)) or bool(s.link(at - 2, "about"))
