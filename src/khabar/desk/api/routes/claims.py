"""Claims: by what they say, one, why it was coded so, and what was judged of it; claims of an actor and of two."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.client import asking, judgements
from khabar.desk.api import parameters as ask
from khabar.desk.api.models.base import Page
from khabar.desk.api.models.claims import Claim, Why
from khabar.desk.api.models.judged import Judgement
from khabar.desk.api.replies import Desk, Here, Listed, page
from khabar.ledger.jsonl import record
from khabar.ledger.naming import named
from khabar.ledger.query import Query as Wanted
from khabar.ledger.words import sentence

router = APIRouter(tags=["claims"])


@router.get("/claims", response_model=Page[Claim])
def claims(here: Here, asked: Annotated[ask.Claims, Query()]) -> Response:
    """The claims that answer all filters."""
    desk = here.at(asked.as_of)
    return _page(desk, asked, _wanted(desk, asked))


@router.get("/claims/{claim}", response_model=Claim)
def claim(here: Here, claim: ask.ItemId, asked: Annotated[ask.Asked, Query()]) -> Response:
    """One claim, rejected or not."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: record(desk.ledger.claim(claim)))


@router.get("/claims/{claim}/why", response_model=Why)
def why(here: Here, claim: ask.ItemId, asked: Annotated[ask.Asked, Query()]) -> Response:
    """How each field of a claim was found, one sentence a step."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        one = desk.ledger.claim(claim)
        return {"kind": "why", "claim": one.id, "quote": sentence(one.claim.quote.text, one.media), "why": one.claim.why}

    return desk.reply(told)


@router.get("/claims/{claim}/judgements", response_model=Page[Judgement])
def history(here: Here, claim: ask.ItemId, asked: Annotated[ask.Paged, Query()]) -> Response:
    """All that was ever judged of a claim and, where it predicts, of its outcome, the oldest first."""
    desk = here.at(asked.as_of)
    found = desk.ledger.history(claim)
    return desk.reply(lambda: Listed(judgements.FORM, found, lambda one: (str(one.id),)).page(asked.limit, asked.cursor))


@router.get("/actors/{name}/claims", response_model=Page[Claim], tags=["actors"])
def of_actor(here: Here, name: ask.ActorName, asked: Annotated[ask.Claims, Query()]) -> Response:
    """The claims in which an actor stands on either side."""
    desk = here.at(asked.as_of)
    wanted = _wanted(desk, asked)
    return _page(desk, asked, replace(wanted, parties=(*wanted.parties, named(desk.ledger.reader, name))))


@router.get("/dyads/{first}/{second}", response_model=Page[Claim], tags=["dyads"])
def dyad(here: Here, first: ask.ActorName, second: ask.ActorName, asked: Annotated[ask.Claims, Query()]) -> Response:
    """The claims between two actors, in either direction; `order=event&oldest_first=true` tells them as a story."""
    desk = here.at(asked.as_of)
    wanted = _wanted(desk, asked)
    return _page(desk, asked, replace(wanted, dyad=(named(desk.ledger.reader, first), named(desk.ledger.reader, second))))


def _wanted(desk: Desk, asked: ask.Claims) -> Wanted:
    return asking.query(desk.ledger.reader, asked.filters(), asked.order, newest_first=not asked.oldest_first)


def _page(desk: Desk, asked: ask.Claims, wanted: Wanted) -> Response:
    def told() -> dict[str, Any]:
        found = desk.ledger.reader.claims(wanted, asked.limit, asked.cursor)
        return page(map(record, found.claims), found.next)

    return desk.reply(told)
