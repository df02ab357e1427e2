"""Actors: who stands in the ledger, and one of them: names, posts, descent, whom it deals with, who speaks of it, what it said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from khabar.desk.addresses import address
from khabar.desk.charts import Figure
from khabar.desk.chosen import Number, Part, part
from khabar.desk.ground import Ground, ground
from khabar.desk.parties import Counted, Tie, dealings, name_of, outlets_of, speakers_of, standing_name, stands, ties
from khabar.desk.render import page, title
from khabar.desk.sections import Section
from khabar.desk.source import Ledger
from khabar.knowledge.actors import Actor, load
from khabar.ledger.query import Query
from khabar.ledger.stored import StoredClaim
from khabar.records.occurrence import Told

if TYPE_CHECKING:
    from khabar.client.actors import Party
    from khabar.exports.timeline_chart import Month

router = APIRouter()
SECTION = Section(30, "/actors", "actors.nav")
NEW = 10
"""So many of its latest claims, and of what it said, are shown; the search has all."""


@dataclass(frozen=True, slots=True)
class ListView:
    ground: Ground
    rows: Part[Party]


@dataclass(frozen=True, slots=True)
class ActorView:
    """`known` is None for a name that the who's who does not have."""

    ground: Ground
    key: str
    name: str
    known: Actor | None
    ties: tuple[Tie, ...]
    dealings: tuple[Counted, ...]
    speakers: tuple[Counted, ...]
    outlets: tuple[Counted, ...]
    months: tuple[Month, ...]
    claims: tuple[StoredClaim, ...]
    count: int
    said: tuple[StoredClaim, ...]
    said_count: int
    chart: Markup


def view(on: Ground, key: str, draw: Callable[[Figure], Markup]) -> ActorView:
    known, reader, about = load().get(key), on.reader, told_of(on, key)
    sides, speech = Query(parties=(key,), order="published"), Query(speakers=(key,), order="published")
    series = _months(about)
    return ActorView(
        on, key, name_of(key), known, ties(known), dealings(about, key), speakers_of(about, key), outlets_of(about), series,
        reader.claims(sides, NEW).claims, reader.count(sides), reader.claims(speech, NEW).claims, reader.count(speech),
        draw(figure(on, series, key)),
    )  # fmt: skip


def figure(on: Ground, series: tuple[Month, ...], key: str) -> Figure:
    """The claims about it, month by month; each bar leads to them."""
    from khabar.exports.timeline_chart import timeline_chart  # noqa: PLC0415 - slow to load

    rows = [(one.month, one.quad, one.claims) for one in series]
    return Figure(
        ("timeline", on.mark, key),
        lambda: timeline_chart(name_of(key), series, lambda one: address("claims", party=key, happened=one.month)),
        ("month", "quad", "claims"),
        lambda: rows,
    )


def _months(about: list[Told]) -> tuple[Month, ...]:
    from khabar.exports.timeline_chart import months  # noqa: PLC0415 - likewise

    return months(about)


def told_of(on: Ground, key: str) -> list[Told]:
    """The claims in which somebody stands on a side."""
    return [one for one in on.standing.told.values() if stands(one, key)]


@router.get("/actors")
def actors(request: Request, ledger: Ledger, name: str = "", part: Number = 1, as_of: str | None = None) -> Response:
    reader = ledger.reader(as_of)
    if name.strip():
        return RedirectResponse(address("actors", standing_name(reader, name.strip())), 303)
    return page(request, "actors.html", _listed(ground(ledger, reader, request.query_params), part))


def _listed(on: Ground, number: int) -> ListView:
    return ListView(on, part(list(on.client.actors()), number))


@router.get("/actors/{key:path}")
def actor(request: Request, ledger: Ledger, key: str, form: Literal["html", "svg", "png", "csv"] = "html", as_of: str | None = None) -> Response:
    reader = ledger.reader(as_of)
    meant = standing_name(reader, key)
    if meant != key:
        return RedirectResponse(address("actors", meant), 303)
    on = ground(ledger, reader, request.query_params, Query(parties=(key,), exact=True))
    if form != "html":
        return ledger.charts.file(form, figure(on, _months(told_of(on, key)), key), "timeline")
    told = title(request, "actors.timeline", name=name_of(key))
    return page(request, "actor.html", view(on, key, lambda one: ledger.charts.inline(one, told)))
