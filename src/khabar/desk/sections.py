"""The line of sections that stands on top of every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """`place` sorts; `word` is the key of its name."""

    place: int
    path: str
    word: str
