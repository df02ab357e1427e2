"""The days in which a claim's event may lie: those it names, else those that its article's day and its status leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from khabar.records.occurrence import Told

NEWS = 3
"""Days before publication in which an undated event of the news is sought."""
AHEAD = 30
"""Days after publication in which an undated event that has not happened yet is sought."""


@dataclass(frozen=True, slots=True)
class Days:
    """Proleptic ordinals, inclusive; `said` tells whether the claim itself names them."""

    start: int
    end: int
    said: bool

    def gap(self, other: Days) -> int:
        """Days between the two, 0 where they meet."""
        return max(0, other.start - self.end, self.start - other.end)

    @property
    def length(self) -> int:
        return self.end - self.start + 1


@lru_cache(maxsize=50_000)
def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def days_of(told: Told) -> Days | None:
    """The event's days; None where neither the claim nor its article is dated. An open side of a time is the article's day."""
    time, published = told.claim.time, told.published
    start = ordinal(time.start) if time and time.start else None
    end = ordinal(time.end) if time and time.end else None
    if start is not None and end is not None:
        return Days(min(start, end), max(start, end), said=True)
    if published is None:
        return None
    first, last = ordinal(published.start), ordinal(published.end)
    if start is not None:
        return Days(start, max(start, last), said=True)
    if end is not None:
        return Days(min(first, end), end, said=True)
    if told.claim.status in ("occurred", "denied"):
        return Days(first - NEWS, last, said=False)
    return Days(first, last + AHEAD, said=False)


def published(told: Told) -> tuple[int, int] | None:
    """First and last possible day of publication, as ordinals."""
    return (ordinal(told.published.start), ordinal(told.published.end)) if told.published else None


def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def first_day(claims: Sequence[Told]) -> int | None:
    """The first day of an occurrence, as an ordinal: the one that most claims name, the earliest of equals; else the first of publication.

    None where nothing is dated.
    """
    days = [d for one in claims if (d := days_of(one))]
    said = Counter(d.start for d in days if d.said)
    if said:
        return min(said, key=lambda day: (-said[day], day))
    published = [one.published.start for one in claims if one.published]
    return ordinal(min(published)) if published else None
