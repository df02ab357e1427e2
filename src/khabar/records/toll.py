"""A toll: how many a sentence says were killed, wounded, captured, freed, displaced or are missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Toll:
    """`low` to `high` people, inclusive; `high` is null where the sentence leaves it open («على الأقل»). `start` and `end` are offsets into it."""

    kind: str
    low: int
    high: int | None
    start: int
    end: int

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def meets(self, other: Toll) -> bool:
        """Whether one number can satisfy both."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)
