"""What pages of lists share: one part of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query

Item = TypeVar("Item")
Number = Annotated[int, Query(ge=1, le=1_000_000)]
"""The number of a part, from 1."""
PART = 50


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Part `number` of a list of `count` items."""

    items: tuple[Item, ...]
    number: int
    count: int
    size: int

    @property
    def more(self) -> bool:
        return self.number * self.size < self.count


def part(found: Sequence[Item], number: int, size: int = PART) -> Part[Item]:
    """The part of a list, empty where the list ends before it."""
    start = (number - 1) * size
    return Part(tuple(found[start : start + size]), number, len(found), size)
