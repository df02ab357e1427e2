"""The map: where events are said to have taken place, with a mark only for what is no larger than a province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from khabar.desk.addresses import address
from khabar.desk.charts import Figure
from khabar.desk.chosen import Number, Part, part
from khabar.desk.ground import Ground, ground
from khabar.desk.render import page, title
from khabar.desk.sections import Section
from khabar.desk.source import Ledger

if TYPE_CHECKING:
    from khabar.client.actors import Spot

router = APIRouter()
SECTION = Section(60, "/map", "places.nav")


@dataclass(frozen=True, slots=True)
class MapView:
    ground: Ground
    rows: Part[Spot]
    chart: Markup


def view(on: Ground, found: Sequence[Spot], number: int, chart: Markup) -> MapView:
    return MapView(on, part(found, number), chart)


def figure(on: Ground, found: Sequence[Spot]) -> Figure:
    from khabar.client.actors import PLACES  # noqa: PLC0415 - slow to load
    from khabar.exports.map_chart import Pin, map_chart  # noqa: PLC0415 - likewise

    pins = [Pin(one.name, one.country, one.lat, one.lon, one.precision, one.claims) for one in found]
    return Figure(
        ("map", on.mark), lambda: map_chart(pins, lambda one: address("claims", place=one.name)), PLACES.columns, lambda: map(PLACES.row, found)
    )


@router.get("/map")
def places(
    request: Request, ledger: Ledger, part: Number = 1, form: Literal["html", "svg", "png", "csv"] = "html", as_of: str | None = None
) -> Response:
    on = ground(ledger, ledger.reader(as_of), request.query_params)
    found = list(on.client.places())
    drawn = figure(on, found)
    if form != "html":
        return ledger.charts.file(form, drawn, "map")
    return page(request, "map.html", view(on, found, part, ledger.charts.inline(drawn, title(request, "places.title"))))
