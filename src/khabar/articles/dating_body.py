"""The day of writing as the prose itself gives it: a date that it calls today, yesterday or tomorrow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from khabar.arabic.folding import fold_with_offsets
from khabar.articles.lines import Shown
from khabar.knowledge import pages
from khabar.knowledge.dates import dates_in, days_without_year
from khabar.records.article import Published

_SHIFTS = (("اول من امس", 2), ("اول امس", 2), ("امس الاول", 2), ("البارحه", 1), ("امس", 1), ("اليوم", 0), ("غدا", -1), ("غد", -1))
_BEFORE_DATE = re.compile(
    rf"(?<!\w)(?P<day>{'|'.join(word for word, _ in _SHIFTS)})(?!\w)[\s(،,«\"]*(?:(?:يوم|الموافق|الواقع في|المصادف)?[\s(،,]*(?:ال\w+)?[\s،,)(]*)?"
    r"(?:(?:يوم|الموافق|المصادف|في|ل)\s*[(،,]?\s*)?(?:ال\s?)?$"
)
_NOT_TODAY = re.compile(r"(?:هذا|ذلك|ذاك|نفس|مثل|ذات|حتي|الي|منذ)\s+$")
_BEFORE = 50
"""Characters before a date among which the word for its day stands."""


def in_body(paragraphs: Sequence[Shown]) -> Published | None:
    """By the first full date that a paragraph calls today, yesterday or tomorrow."""
    for each in paragraphs:
        for dated in dates_in(each.line.text):
            called = _called(each.line.text, dated.start) if dated.exact else None
            if called and _agrees(called[2], dated.first):
                return _published(each, dated.first, called, dated.end)
    return None


def day_named(paragraphs: Sequence[Shown], near: Sequence[Shown]) -> Published | None:
    """By a day without its year that is called so and whose weekday is named, in the one year that has it so.

    The year is one of those of the full dates in the article or in `near`, the lines about it.
    """
    years = {dated.first.year for each in (*paragraphs, *near) for dated in dates_in(each.line.text) if not dated.hijri}
    for each in paragraphs if years else ():
        for start, end, month, number in days_without_year(each.line.text):
            called = _called(each.line.text, start)
            if not called or not _weekdays(called[2]):
                continue
            days = [day for year in sorted(years) if (day := _date(year, month, number)) and _agrees(called[2], day)]
            if len(days) == 1:
                return _published(each, days[0], called, end)
    return None


def _called(text: str, at: int) -> tuple[int, int, str] | None:
    """What calls the date at `at` today, yesterday or tomorrow: where it begins, the days from then to the day of writing, its words."""
    begin = max(0, at - _BEFORE)
    before = fold_with_offsets(text[begin:at])
    match = _BEFORE_DATE.search(before.text)
    if not match or _NOT_TODAY.search(before.text[: match.start()]):
        return None
    return begin + before.original(match.start(), match.end())[0], dict(_SHIFTS)[match["day"]], match[0]


def _published(each: Shown, day: date, called: tuple[int, int, str], end: int) -> Published:
    written = (day + timedelta(days=called[1])).isoformat()
    return Published(written, written, "body", each.quote(called[0], end))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _agrees(words: str, day: date) -> bool:
    """Whether the day of the week among `words`, if there is one, is that of `day`: reporters mistake the year more often than the weekday."""
    named = _weekdays(words)
    return not named or day.isoweekday() in named


def _weekdays(words: str) -> list[int]:
    return [number for word in re.findall(r"\w+", words) if (number := pages.weekdays().get(word))]
