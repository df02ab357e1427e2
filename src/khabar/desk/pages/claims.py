"""Claims that answer a search, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.filters import ORDERS, Asked, asked
from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.source import Ledger
from khabar.knowledge import plover
from khabar.ledger.query import Order
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Page, StoredClaim

router = APIRouter()
SECTION = Section(1, "/claims", "claims.nav")
SHALLOW = ("text", "party", "type", "status", "happened")
"""Filters that the form shows at once."""
COUNTED = 10_000
"""Beyond so many answers are not counted."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set: its name, its value, and the address without it."""

    name: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the form offers."""

    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]
    """Pairs of type and mode."""
    statuses: tuple[str, ...]
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """`count` is at most `COUNTED`; `first` and `more` are addresses of pages, `json` of the same answer by the API."""

    asked: Asked
    claims: tuple[StoredClaim, ...]
    count: int
    counted: bool
    """Whether all were counted."""
    chips: tuple[Chip, ...]
    options: Options
    first: str | None
    more: str | None
    json: str
    kept: Mapping[str, str]
    """What addresses of this page keep beside the filters."""
    as_of: str | None

    @property
    def deep(self) -> bool:
        """Whether a filter of the folded part of the form is in use."""
        return self.as_of is not None or any(name not in SHALLOW for name in self.asked.written)


def view(reader: Reader, wanted: Asked, as_of: str | None = None) -> ClaimsView:
    """Raises LedgerError for words or a cursor that cannot be understood."""
    extra = {"as_of": as_of} if as_of else {}
    sized = extra | ({"limit": str(wanted.limit)} if wanted.sized else {})
    first = wanted.address("/claims", sized) if wanted.cursor else None
    chips = tuple(Chip(name, value, wanted.address("/claims", sized, (name, value))) for name, value in wanted.chosen)
    json = wanted.address("/api/claims", sized)
    found = Page((), None) if wanted.strange else reader.claims(wanted.query, wanted.limit, wanted.cursor)
    count = 0 if wanted.strange else reader.count(wanted.query, COUNTED)
    more = wanted.address("/claims", {**sized, "cursor": found.next}) if found.next else None
    return ClaimsView(wanted, found.claims, count, count < COUNTED, chips, options(), first, more, json, sized, as_of)


def options() -> Options:
    modes = tuple((kind, mode) for kind, known in plover.modes().items() for mode in known)
    return Options(plover.types(), modes, plover.STATUSES, ORDERS)


@router.get("/claims")
def claims(request: Request, ledger: Ledger, as_of: str | None = None) -> Response:
    reader = ledger.reader(as_of or None)
    return page(request, "claims.html", view(reader, asked(request.query_params, reader), as_of))
