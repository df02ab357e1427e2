"""Occurrences, contradictions, predictions, relations and the network."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.client import contradictions as conflicts
from khabar.client import occurrences as happenings
from khabar.client import predictions as foretelling
from khabar.client import relations
from khabar.client.claims import STORED
from khabar.client.form import Form
from khabar.client.ledger import day_of
from khabar.client.names import missing
from khabar.desk.api import parameters as ask
from khabar.desk.api.models import corroborated as shapes
from khabar.desk.api.models.base import Page
from khabar.desk.api.models.claims import Claim
from khabar.desk.api.replies import Desk, Here, Listed
from khabar.knowledge.occurrences import weights
from khabar.records.relation import Scope

router = APIRouter()


@router.get("/occurrences", response_model=Page[shapes.Occurrence], tags=["occurrences"])
def occurrences(here: Here, asked: Annotated[ask.Occurrences, Query()]) -> Response:
    """The occurrences of which a claim answers all filters, by their day, with the numbers of independent witnesses and of conflicts."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        found = desk.ledger.occurrences(disputed=asked.disputed, newest_first=not asked.oldest_first, **asked.filters())
        return Listed(happenings.FORM, found, lambda one: (one.id,)).page(asked.limit, asked.cursor)

    return desk.reply(told)


@router.get("/occurrences/{occurrence}", response_model=shapes.OneOccurrence, tags=["occurrences"])
def occurrence(here: Here, occurrence: ask.ItemId, asked: Annotated[ask.Asked, Query()]) -> Response:
    """One occurrence, by its id or a claim's, with the ids of its claims and its witnesses as a tree."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: desk.ledger.occurrence(occurrence).to_dict())


@router.get("/occurrences/{occurrence}/claims", response_model=Page[Claim], tags=["occurrences"])
def claims(here: Here, occurrence: ask.ItemId, asked: Annotated[ask.Paged, Query()]) -> Response:
    """Its claims, by status and publication."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(STORED, desk.ledger.occurrence(occurrence).claims, lambda one: (one.id,)).page(asked.limit, asked.cursor))


@router.get("/occurrences/{occurrence}/contradictions", response_model=Page[shapes.Conflict], tags=["occurrences"])
def conflicts_of(here: Here, occurrence: ask.ItemId, asked: Annotated[ask.Paged, Query()]) -> Response:
    """What of it cannot both hold, as it is told with its occurrence."""
    desk = here.at(asked.as_of)
    form: Form[dict[str, Any]] = Form((), lambda one: one, lambda _: ())
    return desk.reply(lambda: Listed(form, desk.ledger.occurrence(occurrence).conflicts(), _ends).page(asked.limit, asked.cursor))


def _ends(one: dict[str, Any]) -> tuple[str, str, str]:
    return one["first"], one["second"], one["conflict"]


@router.get("/likeness", response_model=shapes.Likeness, tags=["occurrences"])
def likeness(here: Here, asked: Annotated[ask.Pair, Query()]) -> Response:
    """Why two claims are, or are not, of one occurrence: each feature with its value and weight."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: _likeness(desk, asked.first, asked.second))


def _likeness(desk: Desk, first: str, second: str) -> dict[str, Any]:
    _, held = desk.ledger.corroborated()
    for one in (first, second):
        if one not in held.told:
            raise missing("claim", one, held.told)
    found = held.explain(first, second)
    features = [dict(happenings.WHY.record(one)) for one in found.features]
    together = held.occurrence_of[first] == held.occurrence_of[second]
    return {
        "kind": "likeness", "first": first, "second": second, "score": found.score, "bar": weights()["bar"], "together": together,
        "features": features,
    }  # fmt: skip


@router.get("/contradictions", response_model=Page[shapes.Contradiction], tags=["occurrences"])
def contradictions(here: Here, asked: Annotated[ask.Contradictions, Query()]) -> Response:
    """The pairs of claims of one occurrence that cannot both hold, of which one answers all filters. Which of them holds is never said."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        found = desk.ledger.contradictions(**asked.filters())
        return Listed(conflicts.FORM, found, lambda one: (one.conflict.first, one.conflict.second, one.conflict.kind)).page(asked.limit, asked.cursor)

    return desk.reply(told)


@router.get("/predictions", response_model=Page[shapes.Prediction], tags=["predictions"])
def predictions(here: Here, asked: Annotated[ask.Predictions, Query()]) -> Response:
    """The predictions that answer all filters, by the day on which they were said, and what came of them."""
    desk = here.at(asked.as_of)
    day = day_of(asked.on, desk.ledger.reader)

    def told() -> dict[str, Any]:
        found = desk.ledger.predictions(state=asked.state, on=day, newest_first=not asked.oldest_first, **asked.filters())
        return Listed(foretelling.FORM, found, lambda one: (one.prediction.claim,)).page(asked.limit, asked.cursor)

    return desk.reply(told, day)


@router.get("/records", response_model=Page[shapes.Record], tags=["predictions"])
def records(here: Here, asked: Annotated[ask.Records, Query()]) -> Response:
    """Speakers' records: how many predictions each made, and what came of them."""
    desk = here.at(asked.as_of)
    day = day_of(asked.on, desk.ledger.reader)

    def told() -> dict[str, Any]:
        found = desk.ledger.records(speaker=asked.speaker, on=day)
        return Listed(foretelling.RECORDS, found, lambda one: (one.record.speaker,)).page(asked.limit, asked.cursor)

    return desk.reply(told, day)


@router.get("/dyads/{first}/{second}/relation", response_model=Page[shapes.Point], tags=["dyads"])
def relation(here: Here, first: ask.ActorName, second: ask.ActorName, asked: Annotated[ask.Relation, Query()]) -> Response:
    """What is claimed between two actors over time, weighted by witnesses and not by pages: a point for each period, status and quad class."""
    desk = here.at(asked.as_of)
    scope = Scope(not asked.exact, merged=asked.descent, split=asked.descent)

    def told() -> dict[str, Any]:
        found = desk.ledger.relation(first, second, by=asked.by, scope=scope, status=asked.status, on=asked.on)
        return Listed(relations.FORM, found, lambda one: (one.point.start, one.point.status, one.point.quad)).page(asked.limit, asked.cursor)

    return desk.reply(told)


@router.get("/network", response_model=Page[shapes.Link], tags=["dyads"])
def network(here: Here, asked: Annotated[ask.Network, Query()]) -> Response:
    """Who is said to deal with whom, in so many days up to a day: a link for each pair of actors and quad class."""
    desk = here.at(asked.as_of)
    day = day_of(asked.on, desk.ledger.reader)

    def told() -> dict[str, Any]:
        found = desk.ledger.network(on=day, days=asked.days, status=asked.status)
        return Listed(relations.LINKS, found, lambda one: (one.first, one.second, one.quad)).page(asked.limit, asked.cursor)

    return desk.reply(told, day)
