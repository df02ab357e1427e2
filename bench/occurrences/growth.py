"""Time of grouping against the number of claims, on synthetic claims whose density in time and among actors stays the same."""

from __future__ import annotations

import hashlib
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from khabar.claims.numbers import numbered
from khabar.corroboration.occurrences import Grouping
from khabar.knowledge import actors, places, plover
from khabar.knowledge.actors_records import Actor
from khabar.records.article import Published
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link
from khabar.records.occurrence import Told
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote

PER_DAY = 20
_TELLINGS = 3
_TOWNS = ("حلب", "الموصل", "تعز", "طرابلس", "كابل", "مقديشو", "بيروت", "غزة", "عدن", "كركوك")
_BEGAN = date(1900, 1, 1)


Reading = Callable[[int], Iterable[Told]]


def claims(count: int, seed: int = 1) -> Iterator[Told]:
    """Happenings told three times each, 20 claims a day, between actors drawn from 200 states and groups."""
    dice = random.Random(seed)
    cast = [a for a in actors.load() if a.type in ("state", "armed-group")][:200]
    for number in range(count // _TELLINGS):
        day = _BEGAN + timedelta(days=number * _TELLINGS // PER_DAY)
        first, second = dice.sample(cast, 2)
        kind, town, dead = dice.choice(plover.types()), dice.choice(_TOWNS), dice.randint(1, 40)
        for telling in range(_TELLINGS):
            published = day + timedelta(days=dice.randint(0, 2))
            said = day if dice.random() < 0.6 else None
            yield _told(f"{number} {telling}", (first, second), kind, town, dead, (said, published), f"outlet {telling}")


def crowd(count: int, days: int, seed: int = 1) -> Iterator[Told]:
    """Claims between one pair of actors, of one type, in ten towns and with tolls of 1 to 40, on one day or in turn on so many."""
    dice = random.Random(seed)
    pair = next(a for a in actors.load() if a.type == "state"), next(a for a in actors.load() if a.type == "armed-group")
    for number in range(count):
        day = _BEGAN + timedelta(days=number % days)
        yield _told(f"crowd {number}", pair, "ASSAULT", dice.choice(_TOWNS), dice.randint(1, 40), (day, day), f"outlet {number % 50}")


def _told(name: str, pair: Sequence[Actor], kind: str, town: str, dead: int, days: tuple[date | None, date], outlet: str) -> Told:
    said, printed = days
    text = f"قتل {dead} شخصا في {town} قال ناطق إن {pair[0].canonical} مسؤول عن ذلك أمام {pair[1].canonical}"
    sides = [(Entity(one.id, one.canonical, one.canonical, 0, 0),) for one in pair]
    when = EventTime(said.isoformat(), said.isoformat(), "day", "explicit", "") if said else None
    key = hashlib.sha256(name.encode()).hexdigest()[:16]
    claim = Claim(
        key, key, Quote(0, len(text), text), Event(kind, None, (), Quote(0, 3, "قتل")), sides[0], sides[1], "occurred",
        (Link(None, outlet, "outlet", None, None),), when, places.find(town).place, None, Coder("synthetic", "1", 1.0), (),
    )  # fmt: skip
    (claim,) = numbered([claim], [Sentence(claim.quote, "body", 0, ())], text, "text")
    return Told(claim, key, outlet, Published(printed.isoformat(), printed.isoformat(), "line", None))


CROWDS: dict[str, Reading] = {
    "one day": lambda count: crowd(count, 1),
    "50 days": lambda count: crowd(count, 50),
    "1,000 days": lambda count: crowd(count, 1_000),
}
"""One pair of actors: name, and so many claims of it."""


def measured(sizes: Sequence[int], read: Reading = claims) -> list[tuple[int, float]]:
    """Number of claims and processor seconds, each size from nothing."""
    found = []
    for size in sizes:
        told = list(read(size))
        began = time.process_time()
        Grouping(told).occurrences()
        found.append((len(told), time.process_time() - began))
    return found


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log seconds over log claims, by least squares: 1 is linear, 2 quadratic."""
    xs, ys = [math.log(n) for n, _ in points], [math.log(s) for _, s in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)
