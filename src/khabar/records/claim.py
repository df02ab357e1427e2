"""A claim: somebody's word that an event between two sides has some status. The fields are those of docs/codebook.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.article import Precision
from khabar.records.number import Number
from khabar.records.spans import Quote

Status = Literal["occurred", "denied", "proposed", "predicted", "possible", "conditional"]
LinkKind = Literal["person", "organisation", "agency", "outlet", "document", "anonymous"]
TimeBasis = Literal["explicit", "relative", "article"]
PlacePrecision = Literal["town", "district", "province", "country", "none"]


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation or state for which an entity acts."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One party of a side. `mention` is the words in the text; `name` the canonical Arabic name, or the mention itself."""

    id: str | None
    name: str
    mention: str
    start: int
    end: int
    of: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One witness of the chain. `start`, `end` and `mention`, the words in the text, are null where the page does not name it in words (the outlet).

    `mention` is null in records of before 2026-12 as well.
    """

    id: str | None
    name: str
    kind: LinkKind
    start: int | None
    end: int | None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class EventTime:
    """When the event is said to have taken, or to take, place. ISO days, inclusive.

    A day is null while a relative expression waits for the article's day, or on an open side («قبل 2011»).
    """

    start: str | None
    end: str | None
    precision: Precision
    basis: TimeBasis
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event is said to have taken place. `id` and `country` are of what the words name, or of what is known to hold it.

    `precision` says what the pin means: a town, a district, a province (its seat), a country (no coordinates), or none (not known).
    """

    name: str
    id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event: `type`, `mode` of that type or null, `contexts`, and the words that triggered it."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cue: Quote


@dataclass(frozen=True, slots=True)
class Coder:
    name: str
    version: str
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One event, between one actor side and one recipient side, as one sentence reports it."""

    id: str
    capture: str
    quote: Quote
    event: Event
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    status: Status
    attribution: tuple[Link, ...]
    time: EventTime | None
    place: Place | None
    condition: str | None
    coder: Coder
    why: tuple[str, ...]
    """How each field was found, one sentence a step: what `khabar explain` prints."""
    numbers: tuple[Number, ...] = ()
    """How many were killed, wounded, arrested, …, in the order of the page. They are no part of the id."""
