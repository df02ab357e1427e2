"""Outlets: who published, and one of them: its articles, what of them reprints others, and on whose word its claims are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.chosen import Number, Part, part
from khabar.desk.errors import MissingError
from khabar.desk.ground import Ground, ground
from khabar.desk.parties import Counted, speakers_of
from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.source import Ledger
from khabar.ledger.query import Query
from khabar.ledger.stored import StoredArticle, StoredClaim

if TYPE_CHECKING:
    from khabar.client.actors import Outlet
    from khabar.corroboration.standing import Standing

router = APIRouter()
SECTION = Section(40, "/outlets", "outlets.nav")
NEW = 10
"""So many of the latest claims are shown."""


@dataclass(frozen=True, slots=True)
class ListView:
    ground: Ground
    rows: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One of its articles; `copy_of` is the one that it reprints."""

    article: StoredArticle
    copy_of: StoredArticle | None


@dataclass(frozen=True, slots=True)
class OutletView:
    """`own` of its claims are on the outlet's own word, `named` on that of somebody named, the rest on that of unnamed sources."""

    ground: Ground
    name: str
    articles: Part[Printed]
    copies: int
    claims: int
    own: int
    named: int
    quotes: tuple[Counted, ...]
    newest: tuple[StoredClaim, ...]


def view(on: Ground, name: str, number: int) -> OutletView:
    """Raises MissingError for an outlet of which the ledger holds nothing."""
    held = on.standing
    printed = [_printed(held, key) for key, one in held.articles.items() if one.article and one.article.outlet == name]
    if not printed:
        raise MissingError("outlet", name)
    said = [one for one in held.told.values() if one.outlet == name]
    chains = [[link for link in one.claim.attribution if link.kind != "outlet"] for one in said]
    query = Query(outlets=(name,), order="published")
    return OutletView(
        on, name, part(printed, number), sum(one.copy_of is not None for one in printed), len(said), sum(not chain for chain in chains),
        sum(bool(chain) and chain[0].kind != "anonymous" for chain in chains), speakers_of(said), on.reader.claims(query, NEW).claims,
    )  # fmt: skip


def _printed(held: Standing, key: str) -> Printed:
    return Printed(held.articles[key], held.articles.get(held.copies.get(key, "")))


@router.get("/outlets")
def outlets(request: Request, ledger: Ledger, as_of: str | None = None) -> Response:
    on = ground(ledger, ledger.reader(as_of), request.query_params)
    return page(request, "outlets.html", ListView(on, tuple(on.client.outlets())))


@router.get("/outlets/{name:path}")
def outlet(request: Request, ledger: Ledger, name: str, part: Number = 1, as_of: str | None = None) -> Response:
    on = ground(ledger, ledger.reader(as_of), request.query_params, Query(outlets=(name,)))
    return page(request, "outlet.html", view(on, name, part))
