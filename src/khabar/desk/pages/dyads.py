"""The relation of two actors over time: a chart and its table, each point with its claims; conditions and offers; changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from khabar.desk.addresses import address
from khabar.desk.charts import Figure
from khabar.desk.chosen import Number, Part, part
from khabar.desk.ground import Ground, ground
from khabar.desk.parties import name_of, standing_name
from khabar.desk.render import page, title
from khabar.desk.source import Ledger
from khabar.ledger.query import Query
from khabar.ledger.stored import StoredClaim
from khabar.records.relation import ChangePoint, Period, Point, Scope

if TYPE_CHECKING:
    from khabar.client.relations import Series

router = APIRouter()
NEW = 10
"""So many of the latest offers and conditions are shown."""
POINTS = 100
"""Points of the series on one page."""
MOST_CLAIMS = 250
"""Claims that a page names at most; beyond, a point leads to the search."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the series: `anchor` is its place on the page; `claims` are empty where there are too many to name."""

    point: Point
    anchor: str
    change: ChangePoint | None
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True)
class DyadView:
    ground: Ground
    keys: tuple[str, str]
    names: tuple[str, str]
    by: Period
    exact: bool
    spots: Part[Spot]
    offers: tuple[StoredClaim, ...]
    """What is proposed or holds on a condition, the latest first."""
    kept: str
    """The query of an address of the same relation."""
    chart: Markup


def view(on: Ground, asked: Asked, series: Series, keys: tuple[str, str], draw: Callable[[Figure], Markup]) -> DyadView:
    shown = part(series.points, asked.part, POINTS)
    wanted = tuple(dict.fromkeys(claim for one in shown.items for claim in one.claims))
    named = {one.id: one for one in on.reader.every(Query(ids=wanted))} if 0 < len(wanted) <= MOST_CLAIMS else {}
    spots = tuple(Spot(one, anchor(one), _change(one, series), tuple(named[claim] for claim in one.claims if claim in named)) for one in shown.items)
    offers = Query(dyad=keys, statuses=("proposed", "conditional"), order="published")
    return DyadView(
        on, keys, series.names, series.by, asked.exact, Part(spots, shown.number, shown.count, shown.size), on.reader.claims(offers, NEW).claims,
        on.asked(**asked.kept), draw(figure(on, asked, series, keys)),
    )  # fmt: skip


def anchor(one: Point) -> str:
    return f"p-{one.start}-{one.status}-{one.quad}"


def _change(one: Point, series: Series) -> ChangePoint | None:
    return next((change for change in series.changes[one.status] if change.start == one.start), None)


def figure(on: Ground, asked: Asked, series: Series, keys: tuple[str, str]) -> Figure:
    """The series as a chart whose marks lead to the rows of the table, under it or on another part of the page."""
    from khabar.client.relations import FORM  # noqa: PLC0415 - slow to load
    from khabar.exports.relation_chart import relation_chart  # noqa: PLC0415 - likewise

    parts = {anchor(one): at // POINTS + 1 for at, one in enumerate(series.points)}

    def link(one: Point) -> str:
        row = f"#{anchor(one)}"
        return row if parts[anchor(one)] == asked.part else f"?{on.asked(**asked.kept, part=parts[anchor(one)])}{row}"

    return Figure(
        ("relation", on.mark, keys, asked.by, asked.exact, asked.part),
        lambda: relation_chart(series.names, series.points, {str(one): found for one, found in series.changes.items()}, series.by, link),
        FORM.columns,
        lambda: (FORM.row(one) for one in series.rows()),
    )


def _series(on: Ground, keys: tuple[str, str], asked: Asked) -> Series:
    from khabar.client.relations import Wanted, relation  # noqa: PLC0415 - likewise

    return relation(on.standing, keys, Wanted(Scope(roll_up=not asked.exact), asked.by))


@dataclass(frozen=True, slots=True)
class Asked:
    """How an address asks for a relation: `exact` leaves out those who act for the two."""

    by: Period = "month"
    exact: bool = False
    form: Literal["html", "svg", "png", "csv"] = "html"
    part: Number = 1
    as_of: str | None = None

    @property
    def kept(self) -> dict[str, str]:
        """What an address of the same relation keeps of it."""
        return {"by": self.by} | ({"exact": "true"} if self.exact else {})


@router.get("/dyads/{first}/{second:path}")
def dyad(request: Request, ledger: Ledger, first: str, second: str, asked: Annotated[Asked, Depends()]) -> Response:
    reader = ledger.reader(asked.as_of)
    keys = (standing_name(reader, first), standing_name(reader, second))
    if keys != (first, second):
        return RedirectResponse(address("dyads", *keys), 303)
    on = ground(ledger, reader, request.query_params, Query(dyad=keys, exact=asked.exact))
    series = _series(on, keys, asked)
    if asked.form != "html":
        return ledger.charts.file(asked.form, figure(on, asked, series, keys), "relation")
    told = title(request, "dyads.title", first=name_of(first), second=name_of(second))
    return page(request, "dyad.html", view(on, asked, series, keys, lambda one: ledger.charts.inline(one, told)))
