"""Actors, speakers, outlets and places: who and where the claims are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.arabic.folding import fold
from khabar.client import actors as who
from khabar.client.ledger import day_of
from khabar.client.names import missing
from khabar.desk.api import parameters as ask
from khabar.desk.api.models import parties as shapes
from khabar.desk.api.models.base import Page
from khabar.desk.api.replies import Desk, Here, Listed
from khabar.ledger.naming import named

router = APIRouter()


@router.get("/actors", response_model=Page[shapes.Party], tags=["actors"])
def actors(here: Here, asked: Annotated[ask.Paged, Query()]) -> Response:
    """Everybody who stands on a side or speaks, those of most claims first; actors that reviewers merged are one."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(who.PARTIES, desk.ledger.actors(), _party).page(asked.limit, asked.cursor))


@router.get("/actors/{name}", response_model=shapes.Actor, tags=["actors"])
def actor(here: Here, name: ask.ActorName, asked: Annotated[ask.Who, Query()]) -> Response:
    """Whom a name names, or whose id it is: names through time, descent, posts. A name that only the ledger has stands without an id."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: _actor(desk, name, asked.on))


def _actor(desk: Desk, name: str, on: str | None) -> dict[str, Any]:
    found = who.meant(name, on, by_id=True) or who.meant(name, on)
    if len(found) == 1:
        return who.record(found[0])
    nothing: dict[str, Any] = dict.fromkeys(("id", "type", "english", "country", "sector"))
    held = named(desk.ledger.reader, name)
    rule = "the name may stand for several actors" if found else "a name of the ledger that the who's who does not know"
    return {**nothing, "name": held, "rule": rule, "names": [], "relations": [], "of": [one.actor.id for one in found], "score": 0.0}


@router.get("/speakers", response_model=Page[shapes.Party], tags=["speakers"])
def speakers(here: Here, asked: Annotated[ask.Paged, Query()]) -> Response:
    """Those on whose word something is claimed, those of most claims first."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        found = sorted((one for one in desk.ledger.actors() if one.speaker), key=lambda one: (-one.speaker, one.name, one.id or ""))
        return Listed(who.PARTIES, found, _party).page(asked.limit, asked.cursor)

    return desk.reply(told)


@router.get("/speakers/{name}", response_model=shapes.Speaker, tags=["speakers"])
def speaker(here: Here, name: ask.ActorName, asked: Annotated[ask.Asked, Query()]) -> Response:
    """One who speaks, and what came of what he predicted; `/claims?speaker=` lists what he claims."""
    desk = here.at(asked.as_of)
    day = day_of(None, desk.ledger.reader)

    def told() -> dict[str, Any]:
        known = named(desk.ledger.reader, name)
        found = _of(desk.ledger.actors(), known)
        if found is None or not found.speaker:
            raise missing("speaker", name, (one.name for one in desk.ledger.actors() if one.speaker))
        return {**who.PARTIES.record(found), "record": next(iter(desk.ledger.records(speaker=known, on=day).to_dicts()), None)}

    return desk.reply(told, day)


def _of(parties: Any, known: str) -> who.Party | None:
    """The party of an id, else of a name."""
    every: Sequence[who.Party] = list(parties)
    return next((one for one in every if one.id == known), None) or next((one for one in every if fold(one.name) == fold(known)), None)


@router.get("/outlets", response_model=Page[shapes.Outlet], tags=["speakers"])
def outlets(here: Here, asked: Annotated[ask.Paged, Query()]) -> Response:
    """Who published, those of most articles first, and whom they quote."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(who.OUTLETS, desk.ledger.outlets(), lambda one: (one.name,)).page(asked.limit, asked.cursor))


@router.get("/outlets/{name}", response_model=shapes.Outlet, tags=["speakers"])
def outlet(here: Here, name: ask.ActorName, asked: Annotated[ask.Asked, Query()]) -> Response:
    """One who published; `/claims?outlet=` lists what it carries."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        every = list(desk.ledger.outlets())
        found = next((one for one in every if fold(one.name) == fold(name)), None)
        if found is None:
            raise missing("outlet", name, (one.name for one in every))
        return dict(who.OUTLETS.record(found))

    return desk.reply(told)


@router.get("/places", response_model=Page[shapes.Spot], tags=["places"])
def places(here: Here, asked: Annotated[ask.Paged, Query()]) -> Response:
    """Where events are said to have taken place, the places of most claims first; `/claims?place=` lists them."""
    desk = here.at(asked.as_of)
    key = lambda one: (one.name, one.id, one.country, one.precision)  # noqa: E731
    return desk.reply(lambda: Listed(who.PLACES, desk.ledger.places(), key).page(asked.limit, asked.cursor))


def _party(one: who.Party) -> tuple[str | None, str]:
    return one.id, one.name
