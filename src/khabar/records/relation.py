"""A relation over time: what is claimed between two actors, period by period; and the network of all of them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.claim import Status

Period = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Who counts as an actor: with `roll_up` those that act for it on the article's day, with `merged` those that ever merged into it, with
    `split` those that ever split from it.
    """

    roll_up: bool = True
    merged: bool = False
    split: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """What is claimed of one status and one quad class in one period, which `start` (ISO day) opens.

    `witnesses` is the sum over occurrences of their least number of independent origins; `score` the mean on the conflict–cooperation
    scale (-10 to 10), each occurrence weighted by its witnesses. `claims` are the ids behind it.
    """

    start: str
    status: Status
    quad: str
    occurrences: tuple[str, ...]
    witnesses: int
    score: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A relation's mean score differs before and from the period that `start` opens, by more than the noise of the series explains."""

    start: str
    before: float
    after: float
    why: str


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the network; `witnesses` is the sum over its edges."""

    id: str
    name: str
    type: str
    country: str | None
    witnesses: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What is claimed between two actors, `first` < `second`, in a stretch of time: see `Point` for the numbers."""

    first: str
    second: str
    quad: str
    occurrences: int
    witnesses: int
    score: float


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges by what was published up to ISO day `asof` of events in `days` days up to it."""

    asof: str
    days: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
