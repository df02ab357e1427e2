"""Claims, as `khabar code` and the ledger's commands print them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from khabar.desk.api.models import examples
from khabar.desk.api.models.base import ArticleId, Day, Instant, Quote, Shape, Status
from khabar.records.claim import LinkKind, PlacePrecision, TimeBasis
from khabar.records.number import NumberKind, NumberSide, Qualifier, Scope


class Owner(Shape):
    id: str | None
    name: str


class Entity(Shape):
    id: str | None = Field(description="Id in the who's who; null for a name that it does not know.")
    name: str
    mention: str = Field(description="The words of the page.")
    start: int
    end: int
    of: list[Owner] = Field(description="For whom it acts.")


class Link(Shape):
    id: str | None
    name: str
    kind: LinkKind
    start: int | None
    end: int | None
    mention: str | None = Field(description="The words of the page; null for the outlet, and in claims that an older version coded.")


class Event(Shape):
    type: str = Field(description="PLOVER type.")
    mode: str | None
    contexts: list[str]
    cue: Quote


class Time(Shape):
    start: Day
    end: Day
    precision: str
    basis: TimeBasis
    text: str


class Place(Shape):
    name: str
    id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


class Number(Shape):
    """So many people or things, from `low` to `high`, null where the words leave it open."""

    kind: NumberKind
    low: int
    high: int | None
    qualifier: Qualifier
    side: NumberSide = Field(description="Whose people they are.")
    scope: Scope
    words: Quote
    unit: Quote | None
    who: Quote | None


class Coder(Shape):
    name: str
    version: str
    score: float


class CodedClaim(Shape):
    """Somebody's word that an event has some status, not a fact."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.CODED_CLAIM]})

    kind: Literal["claim"]
    id: str
    capture: str
    quote: Quote
    event: Event
    actor: list[Entity]
    recipient: list[Entity]
    status: Status
    attribution: list[Link] = Field(description="The chain of witnesses, nearest speaker first, the outlet last.")
    time: Time | None
    place: Place | None
    condition: str | None
    coder: Coder
    time_text: str | None
    numbers: list[Number]


class Judged(Shape):
    kind: Literal["accept", "reject", "correct"]
    reviewer: str
    reason: str
    recorded: Instant


class Changed(Shape):
    coded: Any
    corrected: Any


class Claim(CodedClaim):
    """A claim of the ledger: somebody's word that an event has some status, not a fact."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.CLAIM]})

    article: ArticleId
    outlet: str | None
    published_start: Day | None
    published_end: Day | None
    learned: Instant
    judgement: Judged | None
    changed: dict[str, Changed] | None = Field(description="Corrected fields by name.")


class Why(Shape):
    """Why a claim was coded so: what `khabar explain` prints."""

    kind: Literal["why"]
    claim: str
    quote: str
    why: list[str]
