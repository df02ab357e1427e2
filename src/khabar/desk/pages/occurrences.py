"""Happenings: the list of them, and one as it is told, with those who deny it beside the others, its witnesses and its conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from khabar.desk.chosen import Number, Part, part
from khabar.desk.citing import occurrence_cited
from khabar.desk.errors import MissingError
from khabar.desk.ground import Ground, around, ground
from khabar.desk.partners import near, people
from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.source import Ledger, Source
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredClaim
from khabar.records.contradiction import Contradiction
from khabar.records.witness import Witnesses

if TYPE_CHECKING:
    from khabar.corroboration.summary import Summary

router = APIRouter()
SECTION = Section(20, "/occurrences", "occurrences.nav")


@dataclass(frozen=True, slots=True)
class ListView:
    ground: Ground
    rows: Part[Summary]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both hold."""

    kind: str
    first: StoredClaim
    second: StoredClaim


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    """`told` and `denied` are its claims, parted by status."""

    ground: Ground
    summary: Summary
    told: tuple[StoredClaim, ...]
    denied: tuple[StoredClaim, ...]
    witnesses: tuple[Witnesses, ...]
    conflicts: tuple[Conflict, ...]
    cites: tuple[tuple[str, str], ...]


def listed(on: Ground, number: int, *, disputed: bool) -> ListView:
    return ListView(on, part(list(on.client.occurrences(disputed=disputed)), number), disputed)


def view(on: Ground, uid: str, address: str) -> OccurrenceView:
    """Of its own id or that of one of its claims. Raises MissingError."""
    from khabar.client.names import UnknownError  # noqa: PLC0415 - the client is slow to load, and the first page must not wait for it

    try:
        whole = on.client.occurrence(uid)
    except UnknownError as error:
        raise MissingError("occurrence", uid, (f"/occurrences/{error.near}", error.near) if error.near else None) from error
    claims = list(whole.claims)
    short = whole.summary
    return OccurrenceView(
        on,
        short,
        tuple(one for one in claims if one.claim.status != "denied"),
        tuple(one for one in claims if one.claim.status == "denied"),
        short.witnesses,
        _conflicts(whole.contradictions, claims),
        occurrence_cited(whole.occurrence.id, address),
    )


def _conflicts(found: Sequence[Contradiction], claims: Sequence[StoredClaim]) -> tuple[Conflict, ...]:
    by_id = {one.id: one for one in claims}
    return tuple(Conflict(one.kind, by_id[one.first], by_id[one.second]) for one in found if one.first in by_id and one.second in by_id)


@router.get("/occurrences")
def occurrences(request: Request, ledger: Ledger, order: Literal["day", "disputed"] = "day", part: Number = 1, as_of: str | None = None) -> Response:
    on = ground(ledger, ledger.reader(as_of), request.query_params)
    return page(request, "occurrences.html", listed(on, part, disputed=order == "disputed"))


@router.get("/occurrences/{uid}")
def occurrence(request: Request, ledger: Ledger, uid: str, as_of: str | None = None) -> Response:
    return page(request, "occurrence.html", view(_ground(ledger, ledger.reader(as_of), uid), uid, str(request.url)))


def _ground(source: Source, reader: Reader, uid: str) -> Ground:
    """All claims, or those that name the same people about the same days as the claim of an id. Raises MissingError where that is no claim's."""
    if not source.beyond(reader):
        return ground(source, reader, QueryParams())
    one = reader.claim(uid)
    if one is None:
        raise MissingError("occurrence", uid)
    return around(source, reader, uid, Query(parties=people(one), exact=True, published=near(one)))
