"""Contradictions: pairs of claims of one happening that cannot both hold, side by side. Which of them does is never said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.chosen import Number, Part, part
from khabar.desk.ground import Ground, ground
from khabar.desk.render import page
from khabar.desk.source import Ledger
from khabar.ledger.query import Query
from khabar.ledger.stored import StoredClaim
from khabar.records.contradiction import ConflictKind

if TYPE_CHECKING:
    from khabar.client.contradictions import Pair

router = APIRouter()
Kind = Literal["all", "denial", "status", "number", "actor", "time"]
PART = 25


@dataclass(frozen=True, slots=True)
class ContradictionsView:
    ground: Ground
    kind: Kind
    kinds: tuple[Kind, ...]
    rows: Part[Pair]
    claims: dict[str, StoredClaim]
    """Those of the rows, by id."""


def view(on: Ground, kind: Kind, number: int) -> ContradictionsView:
    kept: list[Pair] = [one for one in on.client.contradictions() if kind in ("all", one.conflict.kind)]
    rows = part(kept, number, PART)
    ids = tuple(dict.fromkeys(claim for one in rows.items for claim in (one.conflict.first, one.conflict.second)))
    claims = {one.id: one for one in on.reader.every(Query(ids=ids))} if ids else {}
    return ContradictionsView(on, kind, ("all", *get_args(ConflictKind)), rows, claims)


@router.get("/contradictions")
def contradictions(request: Request, ledger: Ledger, kind: Kind = "all", part: Number = 1, as_of: str | None = None) -> Response:
    on = ground(ledger, ledger.reader(as_of), request.query_params)
    return page(request, "contradictions.html", view(on, kind, part))
