"""Actors, speakers, outlets and places."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from khabar.desk.api.models.base import Shape
from khabar.desk.api.models.corroborated import Record
from khabar.records.claim import PlacePrecision


class Named(Shape):
    kind: str
    name: str
    start: Annotated[str | None, Field(alias="from", description="Partial ISO date.")]
    to: str | None


class Related(Shape):
    kind: str
    id: str
    start: Annotated[str | None, Field(alias="from", description="Partial ISO date.")]
    to: str | None


class Actor(Shape):
    """Whom a name names, as `khabar who` prints it. A name that only the ledger knows has no id."""

    id: str | None
    type: str | None
    name: str
    english: str | None
    country: str | None
    sector: str | None
    rule: str
    names: list[Named]
    relations: list[Related]
    of: list[str]
    score: float


class Party(Shape):
    """Somebody in the ledger, with the numbers of claims in which he does, suffers or speaks."""

    kind: Literal["party"]
    id: str | None
    name: str
    actor: int
    recipient: int
    speaker: int


class Speaker(Party):
    """One who speaks, with what came of what he predicted; null where he predicted nothing."""

    record: Record | None


class Quoted(Shape):
    name: str
    claims: int


class Outlet(Shape):
    """Who published, how many articles and how many of them reprint another, how many claims, and whom it quotes."""

    kind: Literal["outlet"]
    name: str
    articles: int
    copies: int
    claims: int
    quotes: list[Quoted]


class Spot(Shape):
    """A place as claims name it; without coordinates where it is no point on a map."""

    kind: Literal["place"]
    name: str
    id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    claims: int
