"""Answers: JSON with an entity tag that names what it was made from, so that who has it already is told so and nothing is worked out (RFC 9110)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Generic, Protocol, TypeVar, cast
from urllib.parse import urlencode

from fastapi import Depends, Request
from starlette.responses import Response

import khabar
from khabar.client import Ledger
from khabar.client.form import Form
from khabar.corroboration.standing import Standing
from khabar.desk.api.parameters import ContradictionError
from khabar.desk.caching import matches
from khabar.ledger.codec import dumps
from khabar.ledger.reader import Reader
from khabar.ledger.wanted import digest

Item = TypeVar("Item")


class Held(Protocol):
    """What the API shares with the pages: the ledger's reader, and what is dear to work out."""

    def reader(self, as_of: str | None = None) -> Reader:
        """Pinned."""

    def standing(self, reader: Reader) -> Standing:
        """What a pinned reader sees, corroborated."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a route needs to answer one request."""

    request: Request
    ledger: Ledger
    """Pinned: all of one answer is of one state."""

    def reply(self, make: Callable[[], Any], *more: str) -> Response:
        """The answer, or that it has not changed. `more`: what it depends on beside the ledger and what was asked, such as today's date."""
        asked = sorted(self.request.query_params.multi_items())
        tag = f'"{digest(khabar.__version__, self.ledger.reader.mark, self.request.url.path, urlencode(asked, errors="replace"), *more)}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if matches(self.request.headers.get("If-None-Match", ""), tag):
            return Response(status_code=304, headers=headers)
        told = make()
        following = told.get("next") if isinstance(told, dict) and told.get("kind") == "page" else None
        if following:
            rest = [(name, value) for name, value in self.request.query_params.multi_items() if name != "cursor"]
            query = urlencode([*rest, ("cursor", following)], errors="replace")
            headers["Link"] = f'<?{query}>; rel="next"'  # relative to this very address
        return Response(dumps(told), headers=headers, media_type="application/json")


@dataclass(frozen=True, slots=True)
class Asking:
    """One request, before it is known as of when it asks."""

    request: Request

    @property
    def held(self) -> Held:
        return cast(Held, self.request.app.state.held)

    def at(self, as_of: str | None) -> Desk:
        """The ledger as it stands, or as it stood at a day or instant. Raises LedgerError."""
        return Desk(self.request, Ledger(self.held.reader(as_of), self.held.standing))


Here = Annotated[Asking, Depends(Asking)]


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """A list that is worked out as a whole, and what names each of its items for a cursor."""

    form: Form[Item]
    items: Iterable[Item]
    key: Callable[[Item], Sequence[str | None]]

    def page(self, limit: int, cursor: str | None) -> dict[str, Any]:
        """So many items after the one that the cursor names. Raises ContradictionError where there is none such."""
        rest = iter(self.items)
        if cursor is not None and not any(self._mark(one) == cursor for one in rest):
            raise ContradictionError(f"{cursor} is no cursor of this list", "the list has changed since, or was another: begin anew without cursor")
        found = list(islice(rest, limit + 1))
        return page([self.form.record(one) for one in found[:limit]], self._mark(found[limit - 1]) if len(found) > limit else None)

    def _mark(self, one: Item) -> str:
        return digest(*(part or "" for part in self.key(one)))


def page(items: Iterable[Any], following: str | None) -> dict[str, Any]:
    return {"kind": "page", "items": list(items), "next": following}
