"""The network on a day: who is said to deal with whom, as a chart with a slider of months, and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Request
from fastapi import Query as Parameter
from markupsafe import Markup
from starlette.background import BackgroundTask
from starlette.responses import Response

from khabar.desk.addresses import address
from khabar.desk.charts import Figure
from khabar.desk.ground import Ground, ground
from khabar.desk.render import page, title
from khabar.desk.sections import Section
from khabar.desk.source import Ledger
from khabar.ledger.periods import Period
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.records.claim import Status
from khabar.records.relation import Edge, Network, Node

if TYPE_CHECKING:
    from khabar.ledger.stored import Extent

router = APIRouter()
SECTION = Section(70, "/network", "network.nav")
Days = Annotated[int, Parameter(ge=1, le=36_600)]
_MOST_MONTHS = 1_200


@dataclass(frozen=True, slots=True)
class NetworkView:
    """`months` are those of the ledger, ISO; `at` is the place of the shown one among them."""

    ground: Ground
    net: Network
    status: Status
    statuses: tuple[Status, ...]
    months: tuple[str, ...]
    at: int
    names: dict[str, str]
    chart: Markup


def view(on: Ground, net: Network, status: Status, extent: Extent, chart: Markup) -> NetworkView:
    shown = months(extent.first, extent.last, net.asof)
    names = {one.id: one.name for one in net.nodes}
    return NetworkView(on, net, status, get_args(Status), shown, shown.index(net.asof[:7]), names, chart)


def months(first: str | None, last: str | None, shown: str) -> tuple[str, ...]:
    """The months from the ledger's first day to its last, the shown one among them."""
    days = [day[:7] for day in (first, last, shown) if day]
    low, high = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (min(days), max(days)))
    at = int(shown[:4]) * 12 + int(shown[5:7]) - 1
    low = max(low, high - _MOST_MONTHS, at - _MOST_MONTHS)
    return tuple(f"{one // 12:04}-{one % 12 + 1:02}" for one in range(min(low, at), max(high, at) + 1))


def last_day(month: str) -> str:
    """The last day of an ISO month."""
    year, number = int(month[:4]), int(month[5:7])
    return (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()


def figure(on: Ground, net: Network, status: Status) -> Figure:
    """Circles lead to the actors' pages, lines to those of the pairs."""
    from khabar.client.relations import LINKS  # noqa: PLC0415 - slow to load
    from khabar.exports.network_chart import network_chart  # noqa: PLC0415 - likewise

    def link(one: Node | Edge) -> str:
        return address("actors", one.id) if isinstance(one, Node) else address("dyads", one.first, one.second)

    return Figure(
        ("network", on.mark, net.asof, net.days, status), lambda: network_chart(net, link), LINKS.columns, lambda: map(LINKS.row, net.edges)
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """How an address asks for a network; `at` is what the slider sends: the place of a month among the ledger's."""

    on: str = ""
    at: int | None = None
    days: Days = 90
    status: Status = "occurred"
    form: Literal["html", "svg", "png", "csv"] = "html"
    as_of: str | None = None

    def day(self, reader: Reader, extent: Extent) -> str:
        """The day that is asked for, by default the last of the ledger. Raises LedgerError for what is no day."""
        from khabar.client.ledger import day_of  # noqa: PLC0415 - likewise

        day = day_of(self.on or extent.last or None, reader)
        if self.at is None or self.on:
            return day
        shown = months(extent.first, extent.last, day)
        return last_day(shown[max(0, min(self.at, len(shown) - 1))])


@router.get("/network")
def network(request: Request, ledger: Ledger, asked: Annotated[Asked, Depends()]) -> Response:
    from khabar.client.relations import network as network_of  # noqa: PLC0415 - likewise

    reader = ledger.reader(asked.as_of)
    extent, counted = ledger.extent_lately(reader)
    day = asked.day(reader, extent)
    on = ground(ledger, reader, request.query_params, Query(statuses=(asked.status,), published=Period(None, day)))
    net = network_of(on.standing, day, asked.days, asked.status)
    drawn = figure(on, net, asked.status)
    if asked.form != "html":
        return ledger.charts.file(asked.form, drawn, "network")
    chart = ledger.charts.inline(drawn, title(request, "network.title", day=net.asof))
    answer = page(request, "network.html", view(on, net, asked.status, extent, chart))
    if not counted:
        answer.background = BackgroundTask(ledger.count, reader)
    return answer
