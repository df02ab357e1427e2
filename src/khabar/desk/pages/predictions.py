"""Predictions: what was expected, by whom, until when, and what the ledger holds of it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
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
    from khabar.client.predictions import Foretold, Kept

router = APIRouter()
SECTION = Section(50, "/predictions", "predictions.nav")
State = Literal["all", "open", "due", "settled"]
STATES: tuple[State, ...] = ("all", "open", "due", "settled")


@dataclass(frozen=True, slots=True)
class PredictionsView:
    ground: Ground
    state: State
    states: tuple[State, ...]
    rows: Part[Foretold]
    records: tuple[Kept, ...]
    day: str
    chart: Markup


def view(on: Ground, found: Sequence[Foretold], state: State, number: int, day: str, chart: Markup) -> PredictionsView:
    return PredictionsView(on, state, STATES, part(found, number), tuple(on.client.records()), day, chart)


def figure(on: Ground, found: Sequence[Foretold], state: State, day: str) -> Figure:
    from khabar.client.predictions import FORM, speaker_name  # noqa: PLC0415 - slow to load
    from khabar.exports import prediction_chart as chart  # noqa: PLC0415 - likewise

    drawn = [
        chart.Foretold(one.prediction, speaker_name(one.told), one.sentence(one.prediction.claim), one.told.claim.event.cue.text) for one in found
    ]
    draw = partial(chart.prediction_chart, drawn, day, link=lambda one: address("claims", one.claim))
    return Figure(("predictions", on.mark, state, day), draw, FORM.columns, lambda: map(FORM.row, found))


@router.get("/predictions")
def predictions(
    request: Request, ledger: Ledger, state: State = "all", part: Number = 1, form: Literal["html", "svg", "png", "csv"] = "html",
    as_of: str | None = None,
) -> Response:  # fmt: skip
    from khabar.client.ledger import day_of  # noqa: PLC0415 - likewise

    on = ground(ledger, ledger.reader(as_of), request.query_params)
    found = list(on.client.predictions(state=None if state == "all" else state))
    day = day_of(None, on.reader)
    drawn = figure(on, found, state, day)
    if form != "html":
        return ledger.charts.file(form, drawn, "predictions")
    chart = ledger.charts.inline(drawn, title(request, "predictions.title"))
    return page(request, "predictions.html", view(on, found, state, part, day, chart))
