"""Rules for days that hang on a named one: happenings that the press dates by name, their anniversaries, eves and morrows."""

from __future__ import annotations

from datetime import date as Day

from khabar.arabic.calendar.dates import date, holiday
from khabar.arabic.calendar.forms import Date, Form, Named, NextTo, Parsed
from khabar.arabic.calendar.terms import Stream, Term

_WHEN = ("since", "within", "throughout", "before", "after", "until", "by", "between")


def event(s: Stream, at: int) -> Parsed | None:
    """«(منذ) ثورة 25 يناير», «(خلال) حرب تموز»: only after a word that asks for a time, for «شباب ثورة 25 يناير» tells of none."""
    term = s.term(at, "events")
    if not term or term.clitic or not s.link(at - 1, *_WHEN):
        return None
    return Parsed(_named(term), term.end)


def _named(term: Term) -> Named:
    first, last = term.value.split()
    return Named(first, last)


def anniversary(s: Stream, at: int) -> Parsed | None:
    """«الذكرى الخامسة لثورة 25 يناير» is a day of one year; «ذكرى ثورة 25 يناير» the one nearest the article."""
    head = s.term(at, "links anniversary")
    if not head:
        return None
    end = head.end + (s.word(head.end) == "السنويه")
    count = s.ordinal(end) or s.cardinal(end) if head.definite else None
    end = count.end if count else end
    end += s.word(end) == "السنويه"
    term = s.term(end, "events")
    if not term or term.clitic != ("ل" if head.definite else ""):
        return None
    day = Day.fromisoformat(term.value.split()[0])
    return Parsed(Date("gregorian", day.year + count.value if count else None, day.month, day.day), term.end)


def beside(s: Stream, at: int) -> Parsed | None:
    """«عشية العيد», «ليلة رأس السنة», «غداة 25 يناير»: the day before or after; beside a weekday the words are parts of that day."""
    term = s.term(at, "dayparts")
    if not term or term.definite or term.value == "part":
        return None
    named = s.bare_term(term.end, "events") if term.value != "night" else None
    of: tuple[Form, int] | None = (_named(named), named.end) if named else None
    found = None if of or s.terms(term.end).keys() & {"weekdays", "dayparts"} else holiday(s, term.end)
    if not of and not found and term.value != "night" and not s.terms(term.end).keys() & {"weekdays", "dayparts"}:
        found = date(s, term.end)
    if found:
        of = found.form, found.end
    return Parsed(NextTo(of[0], 1 if term.value == "morrow" else -1), of[1]) if of else None
